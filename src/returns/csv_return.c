#include "returns/csv_return.h"

#include <string.h>

#include "returns/csv_rows.h"
#include "returns/encoding.h"
#include "returns/parts.h"
#include "returns/quarantine.h"
#include "returns/return_columns.h"
#include "returns/return_row.h"

/* One file while it is read. */
struct reader {
    struct csv_rows rows;          /* where in the file */
    struct return_columns columns; /* what its columns are */
    struct parts parts;            /* whose rows they are */
    struct arena headings;         /* owns the text of the heading */
    int64_t rows_read;             /* data rows met in all parts */
    struct problem *problem;       /* the caller's */
};

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

/* The file of the part that a number means. */
static struct return_file *file_of(const struct reader *reader, int32_t part)
{
    return &reader->parts.bundle->part[part].file;
}

/* Quarantines a row of which nobody can say whose it is, with the first part. */
static int refuse_divider(struct reader *reader, const struct return_row *row, int32_t column, const char *what)
{
    return quarantine_cell(file_of(reader, 0), &reader->columns, row, column, what, reader->problem);
}

/* Loads a row of a divided file into the part that its own LA and YEAR mean. */
static int divide_row(struct reader *reader, const struct return_row *row)
{
    const struct return_columns *columns = &reader->columns;
    struct return_text authority = return_row_cell(row, columns->authority);
    int32_t year = INT32_MIN;
    if (columns->authority >= 0 && authority.length == 0)
        return refuse_divider(reader, row, columns->authority, "is blank");
    if (authority.length >= RETURN_AUTHORITY_SIZE)
        return refuse_divider(reader, row, columns->authority, "is longer than any authority's name");
    if (columns->year >= 0 && !parts_year(return_row_cell(row, columns->year), &year))
        return refuse_divider(reader, row, columns->year, "is not a year such as 2019 or 2018-19");
    int32_t part = parts_find(&reader->parts, authority, year, reader->problem);
    return part < 0 ? part : return_row_load(file_of(reader, part), columns, row, reader->problem);
}

/* Loads or quarantines a row that has its cells. */
static int take_cells(struct reader *reader)
{
    const struct return_columns *columns = &reader->columns;
    const struct return_row row = csv_rows_row(&reader->rows);
    if (row.cells < columns->count || !csv_rows_blank_from(&reader->rows, columns->count))
        return quarantine_length(file_of(reader, 0), columns, &row, reader->problem);
    if (columns->authority >= 0 || columns->year >= 0)
        return divide_row(reader, &row);
    return return_row_load(file_of(reader, 0), columns, &row, reader->problem);
}

/* Counts the row and loads or quarantines it. */
static int take_row(struct reader *reader, int outcome)
{
    if (outcome == CSV_ROWS_ROW && csv_rows_blank_from(&reader->rows, 0))
        return 0;
    if (reader->rows_read == RETURN_ROWS_MAX) {
        problem_set(reader->problem, PROBLEM_LIMIT, "the file has more than %d rows", (int)RETURN_ROWS_MAX);
        return problem_next(reader->problem, "Give one file a year and authority.");
    }
    reader->rows_read++;
    const char *fault = outcome == CSV_ROWS_ROW ? line_break_fault(reader) : NULL;
    if (fault)
        outcome = csv_rows_break(&reader->rows, fault);
    if (outcome == CSV_ROWS_ROW)
        return take_cells(reader);
    return quarantine_broken(file_of(reader, 0), &reader->columns, reader->rows.line, csv_rows_first_line(&reader->rows),
                             reader->rows.fault, reader->problem);
}

/* Reads the heading and, when it is that of a table, the rows below it. */
static int read_rows(struct reader *reader, const char *name, bool divide, struct return_bundle *out)
{
    int code = return_columns_read(&reader->columns, &reader->rows, divide, &reader->headings, reader->problem);
    if (code == 0)
        code = parts_open(&reader->parts, out, name, &reader->columns, reader->problem);
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

/* Reads rows out of UTF-8. */
static int read_text(const char *bytes, size_t length, const char *name, bool divide, struct return_bundle *out,
                     struct problem *problem)
{
    struct reader reader = {.problem = problem};
    int code = csv_rows_open(&reader.rows, bytes, length, problem);
    if (code == 0) {
        code = read_rows(&reader, name, divide, out);
        csv_rows_close(&reader.rows);
    }
    parts_close(&reader.parts);
    arena_clear(&reader.headings);
    return code;
}

/* The same out of bytes that are not UTF-8, which makes them Windows-1252. */
static int read_windows(const char *bytes, size_t length, const char *name, bool divide, struct return_bundle *out,
                        struct problem *problem)
{
    struct text text = {.limit = length * 3 + 1}; /* no character becomes more than three bytes */
    int code = encoding_to_utf8(bytes, length, &text, problem);
    if (code == 0)
        code = read_text(text_string(&text), text.length, name, divide, out, problem);
    text_clear(&text);
    return code;
}

int csv_return_read(const char *bytes, size_t length, const char *name, bool divide, struct return_bundle *out,
                    struct problem *problem)
{
    struct problem unheard = {.code = PROBLEM_NONE}, *told = problem ? problem : &unheard;
    size_t mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    *out = (struct return_bundle){0};
    int code = refuse_nul(bytes, length, told);
    if (code == 0 && encoding_is_utf8(bytes + mark, length - mark))
        code = read_text(bytes + mark, length - mark, name, divide, out, told);
    else if (code == 0)
        code = read_windows(bytes, length, name, divide, out, told);
    return parts_finish(out, name, code, told);
}
