#include "returns/return_file.h"

#include <stdlib.h>
#include <string.h>

#include "returns/csv_return.h"

enum { ROOM_LEAST = 2 * 1024, ROOM_MOST = 256 * 1024 };

struct return_text return_file_keep(struct return_file *file, const char *bytes, size_t length)
{
    if (length == 0)
        return (struct return_text){"", 0};
    if (!file->room || (size_t)(file->room_end - file->room) < length) {
        /* A bundle may have thousands of files: each takes about as much again as it has, and not more at a time than this.
         */
        size_t usual = file->arena.total < ROOM_LEAST ? ROOM_LEAST : file->arena.total;
        usual = usual > ROOM_MOST ? ROOM_MOST : usual;
        size_t fresh = length > usual ? length : usual;
        file->room = arena_take(&file->arena, fresh);
        if (!file->room)
            return (struct return_text){NULL, 0};
        file->room_end = file->room + fresh;
    }
    char *kept = memcpy(file->room, bytes, length);
    file->room += length;
    return (struct return_text){kept, (uint32_t)length};
}

int return_read_csv(const char *bytes, size_t length, const char *name, struct return_file *out, struct problem *problem)
{
    struct return_bundle bundle = {0};
    *out = (struct return_file){.table = RETURN_UNKNOWN};
    int code = csv_return_read(bytes, length, name, false, &bundle, problem);
    if (code == 0) {
        *out = bundle.part[0].file; /* all that it owns goes with it */
        bundle.parts = 0;
    }
    return_bundle_clear(&bundle);
    return code;
}

void return_file_clear(struct return_file *file)
{
    for (int32_t k = 0; k < RETURN_COLUMNS_MAX; k++)
        free(file->column[k]);
    free(file->line);
    free(file->extra);
    free(file->quarantine);
    arena_clear(&file->arena);
    *file = (struct return_file){.table = RETURN_UNKNOWN};
}

/* Whether the file has that row, and that column in that kind; a partial date is a text like a name. */
static bool has_cell(const struct return_file *file, int32_t column, int64_t row, enum return_kind kind)
{
    if (column < 0 || column >= RETURN_COLUMNS_MAX || !file->column[column] || row < 0 || row >= file->rows)
        return false;
    enum return_kind own = return_layout(file->table)->column[column].kind;
    return own == kind || (own == RETURN_PARTIAL_DATE && kind == RETURN_NAME);
}

day return_day(const struct return_file *file, int32_t column, int64_t row)
{
    return has_cell(file, column, row, RETURN_DATE) ? ((const day *)file->column[column])[row] : DAY_NONE;
}

short_code return_code(const struct return_file *file, int32_t column, int64_t row)
{
    return has_cell(file, column, row, RETURN_CODE) ? ((const short_code *)file->column[column])[row] : 0;
}

struct return_text return_cell(const struct return_file *file, int32_t column, int64_t row)
{
    if (!has_cell(file, column, row, RETURN_NAME))
        return (struct return_text){"", 0};
    return ((const struct return_text *)file->column[column])[row];
}
