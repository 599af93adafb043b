#include "returns/quarantine.h"

#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "returns/codes.h"
#include "returns/excerpt.h"

/* Whether dates of this file may be shown: none of its columns is a date of birth or might be one. */
static bool dates_are_harmless(const struct return_columns *columns)
{
    return columns->table == RETURN_EPISODES && columns->extra_count == 0;
}

static bool cell_is_harmless(const struct return_columns *columns, int32_t column, struct return_text cell)
{
    const struct return_column *known = return_columns_known(columns, column);
    if (!known || known->identifies)
        return false;
    if (known->kind == RETURN_DATE)
        return dates_are_harmless(columns) && excerpt_is_a_date(cell);
    short_code value = 0;
    return known->codes && code_pack(cell.bytes, cell.length, &value) &&
           return_code_known(return_code_list(known->codes), value);
}

/* The same for a cell that may stand under the wrong heading. A single digit may be a child's number. */
static bool stray_cell_is_harmless(const struct return_columns *columns, int32_t column, struct return_text cell)
{
    const struct return_column *known = return_columns_known(columns, column);
    if ((known && known->identifies) || (cell.length == 1 && cell.bytes[0] >= '0' && cell.bytes[0] <= '9'))
        return false;
    short_code value = 0;
    return code_pack(cell.bytes, cell.length, &value) && return_code_known_anywhere(value);
}

static int add_row(struct return_file *file, int64_t line, int32_t column, const char *field, const char *reason,
                   const struct excerpt *excerpt, struct problem *problem)
{
    if (array_reserve(&file->quarantine, &file->quarantine_capacity, file->quarantine_count + 1, sizeof *file->quarantine,
                      problem) < 0)
        return PROBLEM_MEMORY;
    struct return_text kept_reason = return_file_keep(file, reason, strlen(reason) + 1);
    struct return_text kept_excerpt = return_file_keep(file, excerpt->bytes, strlen(excerpt->bytes) + 1);
    if (!kept_reason.bytes || !kept_excerpt.bytes)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the rows that cannot be read");
    file->rows_read++;
    file->quarantine[file->quarantine_count++] = (struct return_quarantined){
        .line = line, .column = column, .field = field, .reason = kept_reason.bytes, .excerpt = kept_excerpt.bytes};
    return 0;
}

static void excerpt_row(struct excerpt *excerpt, const struct return_columns *columns, const struct return_row *row,
                        bool stray)
{
    for (int32_t i = 0; i < row->cells && !excerpt->full; i++) {
        struct return_text cell = return_row_cell(row, i);
        bool show = stray ? stray_cell_is_harmless(columns, i, cell) : cell_is_harmless(columns, i, cell);
        excerpt_cell(excerpt, cell, show);
    }
}

static int quarantine_named(struct return_file *file, const struct return_columns *columns, const struct return_row *row,
                            int32_t column, const char *reason, struct problem *problem)
{
    struct excerpt excerpt = {.length = 0};
    excerpt_row(&excerpt, columns, row, false);
    return add_row(file, row->line, columns->numbered ? column + 1 : 0, return_columns_name(columns, column), reason,
                   &excerpt, problem);
}

int quarantine_cell(struct return_file *file, const struct return_columns *columns, const struct return_row *row,
                    int32_t column, const char *what, struct problem *problem)
{
    char reason[QUARANTINE_REASON_BYTES];
    snprintf(reason, sizeof reason, "%s %s", return_columns_name(columns, column), what);
    return quarantine_named(file, columns, row, column, reason, problem);
}

int quarantine_date(struct return_file *file, const struct return_columns *columns, const struct return_row *row,
                    int32_t column, struct problem *problem)
{
    struct return_text cell = return_row_cell(row, column);
    if (!cell_is_harmless(columns, column, cell))
        return quarantine_cell(file, columns, row, column, "is not a date", problem);
    char reason[QUARANTINE_REASON_BYTES];
    snprintf(reason, sizeof reason, "%s is not a date: %.*s", return_columns_name(columns, column), (int)cell.length,
             cell.bytes);
    return quarantine_named(file, columns, row, column, reason, problem);
}

int quarantine_whole(struct return_file *file, const struct return_columns *columns, const struct return_row *row,
                     const char *reason, struct problem *problem)
{
    struct excerpt excerpt = {.length = 0};
    excerpt_row(&excerpt, columns, row, false);
    return add_row(file, row->line, 0, "", reason, &excerpt, problem);
}

int quarantine_length(struct return_file *file, const struct return_columns *columns, const struct return_row *row,
                      struct problem *problem)
{
    char reason[QUARANTINE_REASON_BYTES];
    snprintf(reason, sizeof reason, "the row has %d cell%s where the heading has %d", row->cells, row->cells == 1 ? "" : "s",
             columns->count);
    struct excerpt excerpt = {.length = 0};
    excerpt_row(&excerpt, columns, row, true);
    return add_row(file, row->line, 0, "", reason, &excerpt, problem);
}

/* The next piece of a line up to a comma, without the blanks and quotes around it; moves *line behind the comma. */
static struct return_text next_piece(struct return_text *line)
{
    const char *comma = line->length ? memchr(line->bytes, ',', line->length) : NULL;
    uint32_t length = comma ? (uint32_t)(comma - line->bytes) : line->length;
    struct return_text piece = {line->bytes, length};
    uint32_t used = comma ? length + 1 : length;
    line->bytes += used;
    line->length -= used;
    while (piece.length && strchr(" \t\"", piece.bytes[0])) {
        piece.bytes++;
        piece.length--;
    }
    while (piece.length && strchr(" \t\"", piece.bytes[piece.length - 1]))
        piece.length--;
    return piece;
}

int quarantine_broken(struct return_file *file, const struct return_columns *columns, int64_t number,
                      struct return_text line, const char *fault, struct problem *problem)
{
    struct excerpt excerpt = {.length = 0};
    for (int32_t i = 0; line.length && !excerpt.full; i++) {
        struct return_text piece = next_piece(&line);
        excerpt_cell(&excerpt, piece, stray_cell_is_harmless(columns, i, piece));
    }
    return add_row(file, number, 0, "", fault, &excerpt, problem);
}
