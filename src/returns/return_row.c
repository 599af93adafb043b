#include "returns/return_row.h"

#include <string.h>

#include "base/array.h"
#include "returns/partial_date.h"
#include "returns/quarantine.h"
#include "returns/return_columns.h"

enum { ROWS_AT_FIRST = 32 };

/* A row on its way into a file. */
struct loading {
    struct return_file *file;             /* where it goes */
    const struct return_columns *columns; /* what its cells are */
    const struct return_row *row;         /* its cells */
    struct problem *problem;              /* the caller's, or NULL */
};

struct return_text return_row_cell(const struct return_row *row, int32_t cell)
{
    if (cell < 0 || cell >= row->cells || cell >= RETURN_ROW_CELLS)
        return (struct return_text){"", 0};
    return row->cell[cell];
}

int return_row_columns(struct return_file *file, const struct return_columns *columns, struct problem *problem)
{
    file->table = columns->table;
    if (file->table == RETURN_UNKNOWN)
        return 0;
    file->extra_name = arena_take(&file->arena, (size_t)columns->extra_count * sizeof *file->extra_name);
    if (!file->extra_name)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the headings");
    file->extra_count = columns->extra_count;
    for (int32_t i = 0; i < columns->count; i++) {
        if (columns->position[i] >= 0)
            file->present[columns->position[i]] = true;
        if (columns->extra[i] < 0)
            continue;
        struct return_text name = return_file_keep(file, columns->heading[i], strlen(columns->heading[i]) + 1);
        if (!name.bytes)
            return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the headings");
        file->extra_name[columns->extra[i]] = name.bytes;
    }
    return 0;
}

static size_t cell_size(enum return_kind kind)
{
    return kind == RETURN_DATE ? sizeof(day) : kind == RETURN_CODE ? sizeof(short_code) : sizeof(struct return_text);
}

/* Room for one more row in every column. */
static int reserve_row(const struct loading *loading)
{
    struct return_file *file = loading->file;
    const struct return_layout *layout = loading->columns->layout;
    if (file->rows < file->capacity)
        return 0;
    int64_t wanted = file->capacity ? file->capacity * 2 : ROWS_AT_FIRST, reached = file->capacity;
    if (array_reserve(&file->line, &reached, wanted, sizeof *file->line, loading->problem) < 0)
        return PROBLEM_MEMORY;
    for (int32_t k = 0; k < layout->columns; k++) {
        reached = file->capacity;
        if (file->present[k] &&
            array_reserve(&file->column[k], &reached, wanted, cell_size(layout->column[k].kind), loading->problem) < 0)
            return PROBLEM_MEMORY;
    }
    reached = file->capacity * file->extra_count;
    if (file->extra_count &&
        array_reserve(&file->extra, &reached, wanted * file->extra_count, sizeof *file->extra, loading->problem) < 0)
        return PROBLEM_MEMORY;
    file->capacity = wanted;
    return 0;
}

/* "1.0" without what a spreadsheet added. */
static struct return_text without_point_zero(struct return_text cell)
{
    if (cell.length < 3 || memcmp(cell.bytes + cell.length - 2, ".0", 2) != 0)
        return cell;
    for (uint32_t i = 0; i < cell.length - 2; i++)
        if (cell.bytes[i] < '0' || cell.bytes[i] > '9')
            return cell;
    return (struct return_text){cell.bytes, cell.length - 2};
}

/* What reading a cell came to. */
enum cell_outcome { CELL_READ, CELL_BAD, CELL_PROBLEM };

static enum cell_outcome keep_text(const struct loading *loading, struct return_text cell, struct return_text *out)
{
    *out = return_file_keep(loading->file, cell.bytes, cell.length);
    if (out->bytes)
        return CELL_READ;
    problem_set(loading->problem, PROBLEM_MEMORY, "not enough memory for the text of a return");
    return CELL_PROBLEM;
}

/* Quarantines the row for this cell. */
static enum cell_outcome refuse(const struct loading *loading, int32_t column, const char *what)
{
    int code = quarantine_cell(loading->file, loading->columns, loading->row, column, what, loading->problem);
    return code < 0 ? CELL_PROBLEM : CELL_BAD;
}

static enum cell_outcome refuse_date(const struct loading *loading, int32_t column)
{
    int code = quarantine_date(loading->file, loading->columns, loading->row, column, loading->problem);
    return code < 0 ? CELL_PROBLEM : CELL_BAD;
}

static enum cell_outcome read_date(const struct loading *loading, int32_t column, struct return_text cell, day *out)
{
    *out = DAY_NONE;
    if (cell.length == 0 || calendar_parse(cell.bytes, cell.length, out))
        return CELL_READ;
    return refuse_date(loading, column);
}

static enum cell_outcome read_partial_date(const struct loading *loading, int32_t column, struct return_text cell,
                                           struct return_text *out)
{
    char date[RETURN_CELL_SIZE];
    if (cell.length == 0)
        return keep_text(loading, cell, out);
    if (partial_date_read(cell, date))
        return keep_text(loading, return_text_of(date), out);
    return refuse_date(loading, column);
}

/* What is too long for a code, or holds what no code holds, may be a name: it is masked and counts as an unknown code. A
 * child is not lost for it. */
static enum cell_outcome read_code(struct return_text cell, short_code *out)
{
    cell = without_point_zero(cell);
    if (!code_pack(cell.bytes, cell.length, out))
        *out = code_masked();
    return CELL_READ;
}

static enum cell_outcome read_known_cell(const struct loading *loading, int32_t column, struct return_text cell)
{
    const struct return_file *file = loading->file;
    int32_t position = loading->columns->position[column];
    const struct return_column *known = &loading->columns->layout->column[position];
    void *values = file->column[position];
    if (cell.length == 0 && known->must)
        return refuse(loading, column, "is blank");
    switch (known->kind) {
    case RETURN_DATE:
        return read_date(loading, column, cell, (day *)values + file->rows);
    case RETURN_CODE:
        return read_code(cell, (short_code *)values + file->rows);
    case RETURN_PARTIAL_DATE:
        return read_partial_date(loading, column, cell, (struct return_text *)values + file->rows);
    case RETURN_NAME:
        break;
    }
    return keep_text(loading, without_point_zero(cell), (struct return_text *)values + file->rows);
}

static enum cell_outcome read_cell(const struct loading *loading, int32_t column)
{
    struct return_text cell = return_row_cell(loading->row, column);
    if (loading->columns->position[column] >= 0)
        return read_known_cell(loading, column, cell);
    int32_t extra = loading->columns->extra[column];
    if (extra < 0)
        return CELL_READ; /* authority or year: they say where the row goes */
    struct return_file *file = loading->file;
    return keep_text(loading, cell, file->extra + file->rows * file->extra_count + extra);
}

int return_row_load(struct return_file *file, const struct return_columns *columns, const struct return_row *row,
                    struct problem *problem)
{
    const struct loading loading = {.file = file, .columns = columns, .row = row, .problem = problem};
    if (reserve_row(&loading) < 0)
        return PROBLEM_MEMORY;
    for (int32_t i = 0; i < columns->count; i++) {
        enum cell_outcome outcome = read_cell(&loading, i);
        if (outcome == CELL_PROBLEM)
            return PROBLEM_MEMORY;
        if (outcome == CELL_BAD)
            return 0; /* its place is left to the next row */
    }
    file->line[file->rows++] = row->line;
    file->rows_read++;
    return 0;
}
