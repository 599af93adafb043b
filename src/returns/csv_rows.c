#include "returns/csv_rows.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static const char quote_in_cell[] = "a quote stands in the middle of a cell";
static const char quote_never_ends[] = "a quote opens a cell and nothing ends it";

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* libcsv's word for each cell: kept in the buffer, which feed_line has made large enough for the whole line. */
static void take_cell(void *bytes, size_t length, void *self)
{
    struct csv_rows *rows = self;
    const char *cell = bytes;
    while (length && is_blank(cell[0])) {
        cell++;
        length--;
    }
    while (length && is_blank(cell[length - 1]))
        length--;
    int32_t number = rows->cells++;
    if (number >= CSV_ROWS_CELLS) {
        rows->spilled = rows->spilled || length > 0;
        return;
    }
    rows->oversized = rows->oversized || length > CSV_ROWS_CELL_BYTES;
    rows->offset[number] = (uint32_t)rows->used;
    rows->cell[number].length = (uint32_t)length;
    if (length)
        memcpy(rows->buffer + rows->used, cell, length);
    rows->used += length;
}

static void end_row(int terminator, void *self)
{
    (void)terminator;
    ((struct csv_rows *)self)->complete = true;
}

static int start_parser(struct csv_rows *rows, struct problem *problem)
{
    if (csv_init(&rows->parser, CSV_STRICT) != 0)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read a CSV file");
    csv_set_blk_size(&rows->parser, 4096);
    return 0;
}

int csv_rows_open(struct csv_rows *rows, const char *bytes, size_t length, struct problem *problem)
{
    *rows = (struct csv_rows){.bytes = bytes, .length = length, .next_line = 1};
    const char *lf = length ? memchr(bytes, '\n', length) : NULL, *cr = length ? memchr(bytes, '\r', length) : NULL;
    rows->next_lf = lf ? (size_t)(lf - bytes) : length;
    rows->next_cr = cr ? (size_t)(cr - bytes) : length;
    return start_parser(rows, problem);
}

void csv_rows_close(struct csv_rows *rows)
{
    csv_free(&rows->parser);
    free(rows->buffer);
    rows->buffer = NULL;
}

/* Keeps `found` while it is not behind us, else looks for the next such byte: every byte of the file is looked at once. */
static size_t next_byte(const struct csv_rows *rows, char byte, size_t found)
{
    if (found >= rows->at)
        return found;
    const char *next = memchr(rows->bytes + rows->at, byte, rows->length - rows->at);
    return next ? (size_t)(next - rows->bytes) : rows->length;
}

/* Where the line at `at` ends, behind its LF, CRLF or CR. */
static size_t line_end(struct csv_rows *rows)
{
    rows->next_lf = next_byte(rows, '\n', rows->next_lf);
    rows->next_cr = next_byte(rows, '\r', rows->next_cr);
    size_t end = rows->next_lf < rows->next_cr ? rows->next_lf : rows->next_cr;
    if (end == rows->length)
        return end;
    bool pair = end == rows->next_cr && rows->next_lf == end + 1 && rows->next_lf < rows->length;
    return end + (pair ? 2 : 1);
}

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

static void skip_blank_lines(struct csv_rows *rows)
{
    while (rows->at < rows->length) {
        size_t end = line_end(rows), at = rows->at;
        while (at < end && (is_blank(rows->bytes[at]) || is_line_end(rows->bytes[at])))
            at++;
        if (at < end)
            return;
        rows->at = end;
        rows->next_line++;
    }
}

/* Hands the next line to libcsv; a last line without an end gets one. 0, CSV_ROWS_BROKEN or a negative problem. */
static int feed_line(struct csv_rows *rows, struct problem *problem)
{
    size_t end = line_end(rows), count = end - rows->at;
    if (count > CSV_ROWS_LINE_BYTES)
        return problem_set(problem, PROBLEM_LIMIT, "line %" PRId64 " is longer than four million characters",
                           rows->next_line);
    /* Room for the whole row so far: a cell over several lines comes at its end, all at once. */
    if (array_reserve(&rows->buffer, &rows->capacity, (int64_t)(end - rows->start + 1), 1, problem) < 0)
        return PROBLEM_MEMORY;
    const char *line = rows->bytes + rows->at;
    bool taken = csv_parse(&rows->parser, line, count, take_cell, end_row, rows) == count;
    if (taken && !is_line_end(line[count - 1]))
        taken = csv_parse(&rows->parser, "\n", 1, take_cell, end_row, rows) == 1;
    rows->at = end;
    rows->next_line++;
    if (taken)
        return 0;
    if (csv_error(&rows->parser) == CSV_EPARSE)
        return CSV_ROWS_BROKEN;
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for line %" PRId64, rows->line);
}

int csv_rows_break(struct csv_rows *rows, const char *fault)
{
    rows->fault = fault;
    rows->next_lf = rows->first_lf;
    rows->next_cr = rows->first_cr;
    rows->at = rows->first_end;
    rows->next_line = rows->line + 1;
    rows->cells = 0;
    /* libcsv goes back to the beginning of a row; its cell buffer stays. The end of input is the one call that does that. */
    csv_fini(&rows->parser, NULL, NULL, NULL);
    return CSV_ROWS_BROKEN;
}

/* Points every cell to where it came to lie. */
static void place_cells(struct csv_rows *rows)
{
    for (int32_t i = 0; i < rows->cells && i < CSV_ROWS_CELLS; i++)
        rows->cell[i].bytes = rows->buffer + rows->offset[i];
}

int csv_rows_next(struct csv_rows *rows, struct problem *problem)
{
    skip_blank_lines(rows);
    if (rows->at >= rows->length)
        return CSV_ROWS_END;
    rows->line = rows->next_line;
    rows->start = rows->at;
    rows->first_end = line_end(rows);
    rows->first_lf = rows->next_lf;
    rows->first_cr = rows->next_cr;
    rows->complete = rows->spilled = rows->oversized = false;
    rows->cells = 0;
    rows->used = 0;
    while (!rows->complete) {
        /* A row over several lines that is as long as a cell may be is no row: the quote is open, and it would eat the file.
         */
        bool endless = rows->at > rows->start && rows->at - rows->start > CSV_ROWS_CELL_BYTES;
        if (endless || rows->at >= rows->length)
            return csv_rows_break(rows, quote_never_ends);
        int outcome = feed_line(rows, problem);
        if (outcome == CSV_ROWS_BROKEN)
            return csv_rows_break(rows, quote_in_cell);
        if (outcome < 0)
            return outcome;
    }
    if (rows->oversized && csv_rows_many_lines(rows))
        return csv_rows_break(rows, quote_never_ends);
    if (rows->oversized)
        return problem_set(problem, PROBLEM_LIMIT, "line %" PRId64 " has a cell of more than 64 KiB", rows->line);
    place_cells(rows);
    return CSV_ROWS_ROW;
}

struct return_row csv_rows_row(const struct csv_rows *rows)
{
    return (struct return_row){.line = rows->line, .cells = rows->cells, .cell = rows->cell};
}

struct return_text csv_rows_cell(const struct csv_rows *rows, int32_t cell)
{
    const struct return_row row = csv_rows_row(rows);
    return return_row_cell(&row, cell);
}

struct return_text csv_rows_first_line(const struct csv_rows *rows)
{
    size_t end = rows->first_end;
    while (end > rows->start && is_line_end(rows->bytes[end - 1]))
        end--;
    return (struct return_text){rows->bytes + rows->start, (uint32_t)(end - rows->start)};
}

bool csv_rows_blank_from(const struct csv_rows *rows, int32_t first)
{
    for (int32_t i = first; i < rows->cells && i < CSV_ROWS_CELLS; i++)
        if (rows->cell[i].length)
            return false;
    return !rows->spilled;
}

bool csv_rows_many_lines(const struct csv_rows *rows)
{
    return rows->next_line > rows->line + 1;
}
