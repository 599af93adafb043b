#include "returns/return_archive.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zip.h>

#include "base/arena.h"
#include "base/array.h"

enum { PIECE = 64 * 1024, NAME_SHOWN = 100 };

/* One file of the archive. */
struct entry {
    const char *path;   /* owned by the walk's arena */
    zip_uint64_t index; /* its number in the archive */
};

/* An archive while it is walked through. */
struct walk {
    zip_t *archive;            /* owned */
    struct arena arena;        /* owns the paths */
    struct entry *entry;       /* files by name; owned */
    int64_t count, capacity;   /* how many files, and for how many there is room */
    char *bytes;               /* of the entry at hand; owned */
    int64_t room;              /* bytes for which there is room */
    size_t total;              /* bytes that came out of all entries so far */
    return_archive_take *each; /* the caller's */
    void *self;                /* the caller's */
    struct problem *problem;   /* the caller's */
};

bool return_archive_is(const char *bytes, size_t length)
{
    return length >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0);
}

static int no_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read an archive");
}

static int refuse_whole(struct walk *walk, zip_error_t *error)
{
    if (zip_error_code_zip(error) == ZIP_ER_MEMORY)
        return no_memory(walk->problem);
    problem_set(walk->problem, PROBLEM_INPUT, "the archive cannot be read: %s", zip_error_strerror(error));
    return problem_next(walk->problem, "Make the ZIP again, or unpack it and name the folder.");
}

static int refuse_entry(struct walk *walk, const struct entry *entry, const char *what, const char *next)
{
    problem_set(walk->problem, PROBLEM_INPUT, "%.*s in the archive %s", NAME_SHOWN, entry->path, what);
    return problem_next(walk->problem, "%s", next);
}

/* What libzip could not read of an entry: for want of memory, or for want of sense. */
static int refuse_damage(struct walk *walk, const struct entry *entry, zip_error_t *error)
{
    if (zip_error_code_zip(error) == ZIP_ER_MEMORY)
        return no_memory(walk->problem);
    return refuse_entry(walk, entry, "is damaged", "Make the ZIP again from the files it was made of.");
}

static int open_archive(struct walk *walk, const char *bytes, size_t length)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &error);
    walk->archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    int code = walk->archive ? 0 : source ? refuse_whole(walk, &error) : no_memory(walk->problem);
    if (!walk->archive && source)
        zip_source_free(source);
    zip_error_fini(&error);
    return code;
}

/* Whether a folder's listing would leave it out: a folder, a hidden file or one in a hidden folder, a Mac's own notes. */
static bool is_noise(const char *path)
{
    size_t length = strlen(path);
    if (length == 0 || path[length - 1] == '/' || strncmp(path, "__MACOSX/", 9) == 0)
        return true;
    for (const char *at = path; at; at = strchr(at, '/') ? strchr(at, '/') + 1 : NULL) {
        bool hidden = at[0] == '.' && strncmp(at, "./", 2) != 0 && strncmp(at, "../", 3) != 0;
        if (hidden)
            return true;
    }
    return false;
}

/* A copy of the path in which nothing moves a terminal's cursor; NULL when memory is out. */
static const char *plain_path(struct arena *arena, const char *path)
{
    char *plain = arena_text(arena, path, strlen(path));
    for (char *at = plain; at && *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            *at = '?';
    return plain;
}

static int add_entry(struct walk *walk, const char *path, zip_uint64_t index)
{
    if (array_reserve(&walk->entry, &walk->capacity, walk->count + 1, sizeof *walk->entry, walk->problem) < 0)
        return PROBLEM_MEMORY;
    struct entry *entry = &walk->entry[walk->count++];
    *entry = (struct entry){.path = plain_path(&walk->arena, path), .index = index};
    return entry->path ? 0 : no_memory(walk->problem);
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int found = strcmp(a->path, b->path);
    return found ? found : (a->index > b->index) - (a->index < b->index);
}

/* Lists the files by name, and knows a spreadsheet by what every one of them holds. */
static int list_entries(struct walk *walk)
{
    zip_int64_t count = zip_get_num_entries(walk->archive, 0);
    if (count > RETURN_ARCHIVE_ENTRIES_MAX) {
        problem_set(walk->problem, PROBLEM_LIMIT, "the archive has more than %d entries", (int)RETURN_ARCHIVE_ENTRIES_MAX);
        return problem_next(walk->problem, "Put only the returns into it, or unpack it and name the folder.");
    }
    for (zip_int64_t i = 0; i < count; i++) {
        const char *path = zip_get_name(walk->archive, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);
        if (!path)
            return refuse_whole(walk, zip_get_error(walk->archive));
        if (strcmp(path, "[Content_Types].xml") == 0 || strcmp(path, "mimetype") == 0) {
            problem_set(walk->problem, PROBLEM_INPUT, "this is a spreadsheet or a document, not a folder of returns");
            return problem_next(walk->problem, "Open it in the program it comes from and save each table as \"CSV UTF-8\".");
        }
        if (!is_noise(path) && add_entry(walk, path, (zip_uint64_t)i) < 0)
            return PROBLEM_MEMORY;
    }
    if (walk->count)
        qsort(walk->entry, (size_t)walk->count, sizeof *walk->entry, compare_entries);
    return 0;
}

static bool is_link(struct walk *walk, const struct entry *entry)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    return zip_file_get_external_attributes(walk->archive, entry->index, 0, &system, &attributes) == 0 &&
           system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16);
}

/* Refuses what cannot be unpacked, or should not be. */
static int check_entry(struct walk *walk, const struct entry *entry)
{
    zip_stat_t facts;
    if (zip_stat_index(walk->archive, entry->index, 0, &facts) < 0)
        return refuse_whole(walk, zip_get_error(walk->archive));
    if (facts.encryption_method != ZIP_EM_NONE)
        return refuse_entry(walk, entry, "is encrypted", "Unpack the archive with its password and name the folder.");
    if (facts.comp_method != ZIP_CM_STORE && facts.comp_method != ZIP_CM_DEFLATE)
        return refuse_entry(walk, entry, "is packed in a way that is not read here",
                            "Make the ZIP again in the ordinary way (Deflate), or unpack it and name the folder.");
    if (is_link(walk, entry))
        return refuse_entry(walk, entry, "is a link to another file", "Put the file itself into the archive.");
    return 0;
}

static int refuse_size(struct walk *walk, const struct entry *entry, size_t length)
{
    if (length > RETURN_ARCHIVE_ENTRY_BYTES)
        problem_set(walk->problem, PROBLEM_LIMIT, "%.*s in the archive is larger than 64 MiB", NAME_SHOWN, entry->path);
    else
        problem_set(walk->problem, PROBLEM_LIMIT, "the archive holds more than 256 MiB, up to %.*s", NAME_SHOWN,
                    entry->path);
    return problem_next(walk->problem, "Divide it: a return of one authority and year is a few MiB.");
}

/* Unpacks an opened entry into the walk's bytes, with a NUL behind them that the length does not count. */
static int unpack(struct walk *walk, const struct entry *entry, zip_file_t *file, size_t *length)
{
    for (*length = 0;;) {
        if (array_reserve(&walk->bytes, &walk->room, (int64_t)*length + PIECE + 1, 1, walk->problem) < 0)
            return PROBLEM_MEMORY;
        zip_int64_t got = zip_fread(file, walk->bytes + *length, PIECE);
        if (got < 0)
            return refuse_damage(walk, entry, zip_file_get_error(file));
        walk->bytes[*length + (size_t)got] = '\0';
        if (got == 0)
            return 0;
        *length += (size_t)got;
        walk->total += (size_t)got;
        if (*length > RETURN_ARCHIVE_ENTRY_BYTES || walk->total > RETURN_ARCHIVE_BYTES)
            return refuse_size(walk, entry, *length);
    }
}

static int take_entry(struct walk *walk, const struct entry *entry)
{
    size_t length = 0;
    int code = check_entry(walk, entry);
    if (code < 0)
        return code;
    zip_file_t *file = zip_fopen_index(walk->archive, entry->index, 0);
    if (!file)
        return refuse_damage(walk, entry, zip_get_error(walk->archive));
    code = unpack(walk, entry, file, &length);
    zip_fclose(file);
    return code < 0 ? code : walk->each(walk->self, entry->path, walk->bytes, length);
}

int return_archive_each(const char *bytes, size_t length, const char *name, return_archive_take *each, void *self,
                        struct problem *problem)
{
    struct problem own = {.code = PROBLEM_NONE};
    struct walk walk = {.each = each, .self = self, .problem = &own};
    int code = open_archive(&walk, bytes, length);
    if (code == 0)
        code = list_entries(&walk);
    for (int64_t i = 0; i < walk.count && code == 0; i++)
        code = take_entry(&walk, &walk.entry[i]);
    if (walk.archive)
        zip_discard(walk.archive);
    free(walk.entry);
    free(walk.bytes);
    arena_clear(&walk.arena);
    if (own.code && problem) {
        *problem = own;
        problem_at(problem, name, 0, 0, NULL);
    }
    return code;
}
