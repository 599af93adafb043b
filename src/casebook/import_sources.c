/* import_sources: the files of an import, of folders and of archives, seen once to look and once to keep. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/import_batch.h"

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

static void hash_bytes(const struct import_batch *batch, const struct file_bytes *bytes, uint8_t out[IDENTITY_HASH_BYTES])
{
    identity_file_hash(&batch->casebook->identity, bytes->bytes, bytes->length, out);
}

static int found(struct import_batch *batch, int64_t number, import_look *look, const struct file_bytes *bytes,
                 struct problem *problem)
{
    struct import_source *source = &batch->source[number];
    hash_bytes(batch, bytes, source->hash);
    casebook_hash(bytes->bytes, bytes->length, source->order);
    source->readable = true;
    source->twin = twin_of(batch, source);
    return look(batch, number, bytes, problem);
}

static int unreadable(struct import_batch *batch, int64_t source, const struct problem *why, struct problem *problem)
{
    struct import_item *item = import_item_add(batch, source, problem);
    return item ? import_item_say(batch, item, CASEBOOK_UNREADABLE, why, problem) : PROBLEM_MEMORY;
}

static int find_path(struct import_batch *batch, int64_t path, import_look *look, struct problem *problem)
{
    const char *name = batch->paths->path[path];
    struct file_bytes bytes = {0};
    struct problem why = {0};
    int code = file_read(name, FILE_LIMIT, &bytes, &why);
    if (code == PROBLEM_MEMORY)
        return problem_set(problem, code, "%s", why.text);
    int64_t source = add_source(batch, path, name, file_place(name), problem);
    if (source < 0)
        code = (int)source;
    else if (code < 0)
        code = unreadable(batch, source, &why, problem);
    else
        code = found(batch, source, look, &bytes, problem);
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

static bool is_wanted(const struct import_batch *batch, const struct import_source *source)
{
    for (int64_t i = source->first; i < source->first + source->items; i++)
        if (import_item_is_new(&batch->item[i]))
            return true;
    return false;
}

static int refuse_changed(const struct import_source *source, struct problem *problem)
{
    problem_set(problem, PROBLEM_INPUT, "nothing has been imported: %.150s changed while it was being read", source->place);
    problem_next(problem, "Import again when nobody writes to it.");
    return problem_at(problem, source->name, 0, 0, NULL);
}

/* The file again, which must be what it was. */
static int again(struct import_batch *batch, int64_t number, import_look *look, const struct file_bytes *bytes,
                 struct problem *problem)
{
    uint8_t hash[IDENTITY_HASH_BYTES];
    hash_bytes(batch, bytes, hash);
    if (memcmp(hash, batch->source[number].hash, sizeof hash) != 0)
        return refuse_changed(&batch->source[number], problem);
    return look(batch, number, bytes, problem);
}

int import_sources_again(struct import_batch *batch, import_look *look, struct problem *problem)
{
    int code = 0;
    for (int64_t i = 0; code == 0 && i < batch->sources; i++) {
        if (!is_wanted(batch, &batch->source[i]))
            continue;
        struct file_bytes bytes = {0};
        code = file_read(batch->source[i].name, FILE_LIMIT, &bytes, problem);
        if (code == 0)
            code = again(batch, i, look, &bytes, problem);
        file_bytes_clear(&bytes);
    }
    return code;
}
