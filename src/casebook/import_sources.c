/* import_sources: the files of an import, of folders and of archives, seen once to look and once to keep. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/import_batch.h"
#include "returns/return_archive.h"

enum { FILE_LIMIT = 64 * 1024 * 1024 };

/* Whether the same bytes came earlier in this import. */
static int64_t twin_of(const struct import_batch *batch, const struct import_source *source)
{
    for (const struct import_source *each = batch->source; each < source; each++)
        if (each->readable && memcmp(each->hash, source->hash, IDENTITY_HASH_BYTES) == 0)
            return each->twin >= 0 ? each->twin : each - batch->source;
    return -1;
}

/* The number of a new file, or a negative code. */
static int64_t add_source(struct import_batch *batch, int64_t path, const char *name, const char *place,
                          struct problem *problem)
{
    if (array_reserve(&batch->source, &batch->sources_capacity, batch->sources + 1, sizeof *batch->source, problem) < 0)
        return PROBLEM_MEMORY;
    struct import_source *source = &batch->source[batch->sources];
    *source = (struct import_source){.path = path, .twin = -1, .first = batch->items};
    source->name = import_keep_text(batch, name, problem);
    source->place = source->name ? import_keep_text(batch, place, problem) : NULL;
    return source->place ? batch->sources++ : PROBLEM_MEMORY;
}

static int found(struct import_batch *batch, int64_t number, import_look *look, const char *bytes, size_t length,
                 struct problem *problem)
{
    struct import_source *source = &batch->source[number];
    identity_file_hash(&batch->casebook->identity, bytes, length, source->hash);
    casebook_hash(bytes, length, source->order);
    source->readable = true;
    source->twin = twin_of(batch, source);
    return look(batch, number, bytes, length, problem);
}

static int unreadable(struct import_batch *batch, int64_t source, const struct problem *why, struct problem *problem)
{
    struct import_item *item = import_item_add(batch, source, problem);
    return item ? import_item_say(batch, item, CASEBOOK_UNREADABLE, why, problem) : PROBLEM_MEMORY;
}

/* An archive on the way through its entries. */
struct archive_walk {
    struct import_batch *batch;
    int64_t path;            /* number of the path that is the archive */
    int64_t next;            /* number of the source that the next entry is, when it was found before */
    import_look *look;       /* what is done with each entry */
    struct problem *problem; /* the caller's */
};

/* "in/returns.zip/2019/episodes.csv", of which the part from the archive's name on is the place. */
static int64_t add_entry(struct archive_walk *walk, const char *entry)
{
    const char *archive = walk->batch->paths->path[walk->path];
    struct text name = {0};
    text_format(&name, "%s/%s", archive, entry);
    int64_t code = text_check(&name, walk->problem);
    if (code == 0)
        code = add_source(walk->batch, walk->path, text_string(&name), text_string(&name) + (file_name(archive) - archive),
                          walk->problem);
    text_clear(&name);
    return code;
}

static int find_entry(void *self, const char *entry, const char *bytes, size_t length)
{
    struct archive_walk *walk = self;
    int64_t source = add_entry(walk, entry);
    return source < 0 ? (int)source : found(walk->batch, source, walk->look, bytes, length, walk->problem);
}

/* A workbook or a document is a ZIP archive, too, and names what every one of them holds. */
static bool is_document(const struct file_bytes *bytes)
{
    static const char *const holds[] = {"[Content_Types].xml", "mimetypeapplication/"};
    for (size_t i = 0; i < sizeof holds / sizeof *holds; i++)
        if (memmem(bytes->bytes, bytes->length, holds[i], strlen(holds[i])))
            return true;
    return false;
}

/* An archive that cannot be read to its end refuses the import, as a file that cannot be read does. */
static int find_archive(struct import_batch *batch, int64_t path, import_look *look, const struct file_bytes *bytes,
                        struct problem *problem)
{
    const char *name = batch->paths->path[path];
    struct archive_walk walk = {.batch = batch, .path = path, .look = look, .problem = problem};
    struct problem why = {0};
    int code = return_archive_each(bytes->bytes, bytes->length, name, find_entry, &walk, &why);
    if (code == 0 || why.code == PROBLEM_NONE)
        return code;
    if (code == PROBLEM_MEMORY)
        return problem_set(problem, code, "%s", why.text);
    int64_t source = add_source(batch, path, name, file_place(name), problem);
    struct import_item *item = source < 0 ? NULL : import_item_add(batch, source, problem);
    if (!item)
        return PROBLEM_MEMORY;
    return import_item_say(batch, item, is_document(bytes) ? CASEBOOK_NOT_A_RETURN : CASEBOOK_UNREADABLE, &why, problem);
}

static int find_path(struct import_batch *batch, int64_t path, import_look *look, struct problem *problem)
{
    const char *name = batch->paths->path[path];
    struct file_bytes bytes = {0};
    struct problem why = {0};
    int64_t source = 0;
    int code = file_read(name, FILE_LIMIT, &bytes, &why);
    if (code == PROBLEM_MEMORY)
        code = problem_set(problem, code, "%s", why.text);
    else if (code == 0 && return_archive_is(bytes.bytes, bytes.length))
        code = find_archive(batch, path, look, &bytes, problem);
    else if ((source = add_source(batch, path, name, file_place(name), problem)) < 0)
        code = (int)source;
    else
        code = code < 0 ? unreadable(batch, source, &why, problem)
                        : found(batch, source, look, bytes.bytes, bytes.length, problem);
    file_bytes_clear(&bytes);
    return code;
}

int import_sources_find(struct import_batch *batch, import_look *look, struct problem *problem)
{
    int code = 0;
    for (int64_t i = 0; code == 0 && i < batch->paths->count; i++) {
        if (progress_step(batch->progress, "reading files", i, batch->paths->count))
            return problem_set(problem, PROBLEM_STOPPED, "stopped; nothing has been imported");
        code = find_path(batch, i, look, problem);
    }
    return code;
}

bool import_source_is_wanted(const struct import_batch *batch, const struct import_source *source)
{
    for (int64_t i = source->first; i < source->first + source->items; i++)
        if (import_item_is_new(&batch->item[i]))
            return true;
    return false;
}

static bool is_wanted_again(const struct import_batch *batch, const struct import_source *source)
{
    return source->held.parts == 0 && import_source_is_wanted(batch, source);
}

static int refuse_changed(const struct import_batch *batch, int64_t path, struct problem *problem)
{
    const char *name = batch->paths->path[path];
    problem_set(problem, PROBLEM_INPUT, "nothing has been imported: %.150s changed while it was being read",
                file_place(name));
    problem_next(problem, "Import again when nobody writes to it.");
    return problem_at(problem, name, 0, 0, NULL);
}

/* The file again, which must be what it was. */
static int again(struct import_batch *batch, int64_t number, import_look *look, const char *bytes, size_t length,
                 struct problem *problem)
{
    uint8_t hash[IDENTITY_HASH_BYTES];
    identity_file_hash(&batch->casebook->identity, bytes, length, hash);
    if (memcmp(hash, batch->source[number].hash, sizeof hash) != 0)
        return refuse_changed(batch, batch->source[number].path, problem);
    return look(batch, number, bytes, length, problem);
}

static bool is_of_path(const struct import_batch *batch, int64_t source, int64_t path)
{
    return source < batch->sources && batch->source[source].path == path;
}

static int again_entry(void *self, const char *entry, const char *bytes, size_t length)
{
    struct archive_walk *walk = self;
    struct import_batch *batch = walk->batch;
    size_t archive = strlen(batch->paths->path[walk->path]);
    if (!is_of_path(batch, walk->next, walk->path) || strcmp(batch->source[walk->next].name + archive + 1, entry) != 0)
        return refuse_changed(batch, walk->path, walk->problem);
    int64_t source = walk->next++;
    if (!is_wanted_again(batch, &batch->source[source]))
        return 0;
    return again(batch, source, walk->look, bytes, length, walk->problem);
}

static int again_archive(struct import_batch *batch, int64_t first, import_look *look, const struct file_bytes *bytes,
                         struct problem *problem)
{
    struct archive_walk walk = {batch, batch->source[first].path, first, look, problem};
    int code = return_archive_each(bytes->bytes, bytes->length, batch->paths->path[walk.path], again_entry, &walk, problem);
    return code == 0 && is_of_path(batch, walk.next, walk.path) ? refuse_changed(batch, walk.path, problem) : code;
}

/* The files of one path, the first of which is at `first`. */
static int again_path(struct import_batch *batch, int64_t first, import_look *look, struct problem *problem)
{
    struct file_bytes bytes = {0};
    int code = file_read(batch->paths->path[batch->source[first].path], FILE_LIMIT, &bytes, problem);
    if (code == 0)
        code = return_archive_is(bytes.bytes, bytes.length) ? again_archive(batch, first, look, &bytes, problem)
                                                            : again(batch, first, look, bytes.bytes, bytes.length, problem);
    file_bytes_clear(&bytes);
    return code;
}

int import_sources_again(struct import_batch *batch, import_look *look, struct problem *problem)
{
    int code = 0;
    for (int64_t i = 0, next = 0; code == 0 && i < batch->sources; i = next) {
        bool wanted = false;
        for (next = i; next < batch->sources && batch->source[next].path == batch->source[i].path; next++)
            wanted = wanted || is_wanted_again(batch, &batch->source[next]);
        if (wanted)
            code = again_path(batch, i, look, problem);
    }
    return code;
}
