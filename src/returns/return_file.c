#include "returns/return_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "returns/csv_rows.h"
#include "returns/partial_date.h"
#include "returns/quarantine.h"
#include "returns/return_columns.h"

enum { TEXT_ROOM = 256 * 1024 };

/* One file while it is read. */
struct reader {
    struct csv_rows rows;          /* where in the file */
    struct return_columns columns; /* what its columns are */
    struct return_file *file;      /* what is read */
    struct problem *problem;       /* the caller's */
};

struct return_text return_file_keep(struct return_file *file, const char *bytes, size_t length)
{
    if (length == 0)
        return (struct return_text){"", 0};
    if (!file->room || (size_t)(file->room_end - file->room) < length) {
        size_t fresh = length > TEXT_ROOM ? length : TEXT_ROOM;
        file->room = arena_take(&file->arena, fresh);
        if (!file->room)
            return (struct return_text){NULL, 0};
        file->room_end = file->room + fresh;
    }
    char *kept = memcpy(file->room, bytes, length);
    file->room += length;
    return (struct return_text){kept, (uint32_t)length};
}

static size_t cell_size(enum return_kind kind)
{
    return kind == RETURN_DATE ? sizeof(day) : kind == RETURN_CODE ? sizeof(short_code) : sizeof(struct return_text);
}

/* Room for one more row in every column. */
static int reserve_row(struct reader *reader)
{
    struct return_file *file = reader->file;
    if (file->rows < file->capacity)
        return 0;
    int64_t wanted = file->capacity ? file->capacity * 2 : 256, reached = file->capacity;
    if (array_reserve(&file->line, &reached, wanted, sizeof *file->line, reader->problem) < 0)
        return PROBLEM_MEMORY;
    for (int32_t k = 0; k < reader->columns.layout->columns; k++) {
        reached = file->capacity;
        if (file->present[k] && array_reserve(&file->column[k], &reached, wanted,
                                              cell_size(reader->columns.layout->column[k].kind), reader->problem) < 0)
            return PROBLEM_MEMORY;
    }
    reached = file->capacity * file->extra_count;
    if (file->extra_count &&
        array_reserve(&file->extra, &reached, wanted * file->extra_count, sizeof *file->extra, reader->problem) < 0)
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

static enum cell_outcome keep_text(struct reader *reader, struct return_text cell, struct return_text *out)
{
    *out = return_file_keep(reader->file, cell.bytes, cell.length);
    if (out->bytes)
        return CELL_READ;
    problem_set(reader->problem, PROBLEM_MEMORY, "not enough memory for the text of a return");
    return CELL_PROBLEM;
}

/* Quarantines the row for this cell. */
static enum cell_outcome refuse(struct reader *reader, int32_t column, const char *what)
{
    int code = quarantine_cell(reader->file, &reader->columns, &reader->rows, column, what, reader->problem);
    return code < 0 ? CELL_PROBLEM : CELL_BAD;
}

static enum cell_outcome read_date(struct reader *reader, int32_t column, struct return_text cell, day *out)
{
    *out = DAY_NONE;
    if (cell.length == 0 || calendar_parse(cell.bytes, cell.length, out))
        return CELL_READ;
    int code = quarantine_date(reader->file, &reader->columns, &reader->rows, column, reader->problem);
    return code < 0 ? CELL_PROBLEM : CELL_BAD;
}

static enum cell_outcome read_partial_date(struct reader *reader, int32_t column, struct return_text cell,
                                           struct return_text *out)
{
    char date[RETURN_CELL_SIZE];
    if (cell.length == 0)
        return keep_text(reader, cell, out);
    if (partial_date_read(cell, date))
        return keep_text(reader, return_text_of(date), out);
    int code = quarantine_date(reader->file, &reader->columns, &reader->rows, column, reader->problem);
    return code < 0 ? CELL_PROBLEM : CELL_BAD;
}

static enum cell_outcome read_code(struct reader *reader, int32_t column, struct return_text cell, short_code *out)
{
    cell = without_point_zero(cell);
    if (code_pack(cell.bytes, cell.length, out))
        return CELL_READ;
    bool plain = cell.length > CODE_MAX;
    return refuse(reader, column,
                  plain ? "has more than eight characters, so it is no code" : "holds characters that no code has");
}

static enum cell_outcome read_known_cell(struct reader *reader, int32_t column, struct return_text cell)
{
    struct return_file *file = reader->file;
    int32_t position = reader->columns.position[column];
    const struct return_column *known = &reader->columns.layout->column[position];
    void *values = file->column[position];
    if (cell.length == 0 && known->must)
        return refuse(reader, column, "is blank");
    switch (known->kind) {
    case RETURN_DATE:
        return read_date(reader, column, cell, (day *)values + file->rows);
    case RETURN_CODE:
        return read_code(reader, column, cell, (short_code *)values + file->rows);
    case RETURN_PARTIAL_DATE:
        return read_partial_date(reader, column, cell, (struct return_text *)values + file->rows);
    case RETURN_NAME:
        break;
    }
    return keep_text(reader, without_point_zero(cell), (struct return_text *)values + file->rows);
}

static enum cell_outcome read_cell(struct reader *reader, int32_t column)
{
    struct return_text cell = csv_rows_cell(&reader->rows, column);
    if (reader->columns.position[column] >= 0)
        return read_known_cell(reader, column, cell);
    struct return_file *file = reader->file;
    return keep_text(reader, cell, file->extra + file->rows * file->extra_count + reader->columns.extra[column]);
}

/* Types all cells of the row into the columns; a row that turns out bad leaves its place to the next one. */
static int load_row(struct reader *reader)
{
    if (reserve_row(reader) < 0)
        return reader->problem ? reader->problem->code : PROBLEM_MEMORY;
    for (int32_t i = 0; i < reader->columns.count; i++) {
        enum cell_outcome outcome = read_cell(reader, i);
        if (outcome == CELL_PROBLEM)
            return PROBLEM_MEMORY;
        if (outcome == CELL_BAD)
            return 0;
    }
    reader->file->line[reader->file->rows++] = reader->rows.line;
    return 0;
}

/* Whether one of the lines within a cell has as many commas as a row: an open quote has swallowed it. */
static bool holds_rows(struct return_text cell, int32_t headings)
{
    int32_t commas = 0;
    bool broken = false;
    for (uint32_t i = 0; i < cell.length; i++) {
        bool line_end = cell.bytes[i] == '\n' || cell.bytes[i] == '\r';
        broken = broken || line_end;
        commas = line_end ? 0 : commas + (cell.bytes[i] == ',');
        if (broken && headings > 1 && commas >= headings - 1)
            return true;
    }
    return false;
}

/* Why a row that runs over several lines cannot be one, or NULL when it can. */
static const char *line_break_fault(const struct reader *reader)
{
    const struct csv_rows *rows = &reader->rows;
    for (int32_t i = 0; csv_rows_many_lines(rows) && i < rows->cells && i < CSV_ROWS_CELLS; i++) {
        struct return_text cell = csv_rows_cell(rows, i);
        bool breaks = cell.length && (memchr(cell.bytes, '\n', cell.length) || memchr(cell.bytes, '\r', cell.length));
        if (breaks && return_columns_known(&reader->columns, i))
            return "a quote opens a cell that runs over the end of the line";
        if (breaks && holds_rows(cell, reader->columns.count))
            return "a quote opens a cell that swallows the rows below";
    }
    return NULL;
}

/* Counts the row and loads or quarantines it. */
static int take_row(struct reader *reader, int outcome)
{
    struct return_file *file = reader->file;
    if (outcome == CSV_ROWS_ROW && csv_rows_blank_from(&reader->rows, 0))
        return 0;
    if (file->rows_read == RETURN_ROWS_MAX) {
        problem_set(reader->problem, PROBLEM_LIMIT, "the file has more than %d rows", (int)RETURN_ROWS_MAX);
        return problem_next(reader->problem, "Give one file a year and authority.");
    }
    file->rows_read++;
    const char *fault = outcome == CSV_ROWS_ROW ? line_break_fault(reader) : NULL;
    if (fault)
        outcome = csv_rows_break(&reader->rows, fault);
    if (outcome == CSV_ROWS_BROKEN)
        return quarantine_broken(file, &reader->columns, &reader->rows, reader->problem);
    if (reader->rows.cells < reader->columns.count || !csv_rows_blank_from(&reader->rows, reader->columns.count))
        return quarantine_length(file, &reader->columns, &reader->rows, reader->problem);
    return load_row(reader);
}

/* Tells the file what its columns are. */
static int set_columns(struct reader *reader)
{
    struct return_file *file = reader->file;
    const struct return_columns *columns = &reader->columns;
    file->table = columns->table;
    if (file->table == RETURN_UNKNOWN)
        return 0;
    file->extra_name = arena_take(&file->arena, (size_t)columns->extra_count * sizeof *file->extra_name);
    if (!file->extra_name)
        return problem_set(reader->problem, PROBLEM_MEMORY, "not enough memory for the headings");
    file->extra_count = columns->extra_count;
    for (int32_t i = 0; i < columns->count; i++) {
        if (columns->position[i] >= 0)
            file->present[columns->position[i]] = true;
        else
            file->extra_name[columns->extra[i]] = columns->heading[i];
    }
    return 0;
}

static int read_rows(struct reader *reader)
{
    int code = return_columns_read(&reader->columns, &reader->rows, &reader->file->arena, reader->problem);
    if (code < 0)
        return code;
    code = set_columns(reader);
    if (code < 0 || !reader->columns.layout)
        return code;
    int outcome;
    while (code == 0 && (outcome = csv_rows_next(&reader->rows, reader->problem)) != CSV_ROWS_END)
        code = outcome < 0 ? outcome : take_row(reader, outcome);
    return code;
}

/* A NUL byte is in no CSV file but in every spreadsheet and every UTF-16 text. */
static int refuse_nul(const char *bytes, size_t length, struct problem *problem)
{
    const char *nul = length ? memchr(bytes, '\0', length) : NULL;
    if (!nul)
        return 0;
    int64_t line = 1;
    for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(nul - at))) != NULL; at++)
        line++;
    problem_set(problem, PROBLEM_INPUT, "this is no CSV file: it has a NUL byte, as a spreadsheet or a UTF-16 text has");
    problem_next(problem, "Open it in the program it comes from and save it as \"CSV UTF-8\".");
    return problem_at(problem, NULL, line, 0, NULL);
}

int return_read_csv(const char *bytes, size_t length, const char *name, struct return_file *out, struct problem *problem)
{
    struct problem unheard = {.code = PROBLEM_NONE};
    struct reader reader = {.file = out, .problem = problem ? problem : &unheard};
    *out = (struct return_file){.table = RETURN_UNKNOWN};
    out->name = arena_text(&out->arena, name, strlen(name));
    int code = out->name ? 0 : problem_set(reader.problem, PROBLEM_MEMORY, "not enough memory to read a return");
    if (code == 0)
        code = refuse_nul(bytes, length, reader.problem);
    if (code == 0) {
        size_t mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        code = csv_rows_open(&reader.rows, bytes + mark, length - mark, reader.problem);
        if (code == 0) {
            code = read_rows(&reader);
            csv_rows_close(&reader.rows);
        }
    }
    if (code < 0) {
        return_file_clear(out);
        struct problem told = *reader.problem; /* a copy, for problem_at writes where it reads */
        problem_at(reader.problem, name, told.row, told.column, told.field);
    }
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

/* Whether the file has that row, and that column with cells of that size: day, code and text differ in it. */
static bool has_cell(const struct return_file *file, int32_t column, int64_t row, enum return_kind kind)
{
    return column >= 0 && column < RETURN_COLUMNS_MAX && file->column[column] && row >= 0 && row < file->rows &&
           cell_size(return_layout(file->table)->column[column].kind) == cell_size(kind);
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
