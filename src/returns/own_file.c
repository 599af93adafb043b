#include "returns/own_file.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/text.h"
#include "returns/csv_rows.h"
#include "returns/encoding.h"
#include "returns/excerpt.h"

enum { DIGITS_MOST = 15, NUMBER_BYTES = 20 };

/* One file while it is read. */
struct own_reader {
    struct csv_rows rows; /* where in it */
    const struct own_form *form;
    struct own_file *file;
    void *list;              /* what the form fills */
    int32_t columns;         /* of the form */
    int32_t headings;        /* columns of the file up to the last one with a heading */
    struct problem *problem; /* the caller's */
};

int own_file_no_memory(const struct own_reader *reader)
{
    return problem_set(reader->problem, PROBLEM_MEMORY, "not enough memory to read %s", reader->form->a_list);
}

bool own_file_names(struct return_text cell, const char *word)
{
    if (cell.length != strlen(word))
        return false;
    for (uint32_t i = 0; i < cell.length; i++) {
        const char left = cell.bytes[i] == '_' || cell.bytes[i] == '-' ? ' ' : cell.bytes[i];
        const char right = word[i] == '_' ? ' ' : word[i];
        if (strncasecmp(&left, &right, 1) != 0)
            return false;
    }
    return true;
}

bool own_file_has(const struct own_reader *reader, const char *name)
{
    for (int32_t i = 0; i < reader->rows.cells && i < CSV_ROWS_CELLS; i++)
        if (own_file_names(csv_rows_cell(&reader->rows, i), name))
            return true;
    return false;
}

struct return_text own_file_cell(const struct own_reader *reader, int32_t column)
{
    return csv_rows_cell(&reader->rows, reader->file->at[column] - 1);
}

char *own_file_text(const struct own_reader *reader, int32_t column)
{
    const struct return_text cell = own_file_cell(reader, column);
    return arena_text(&reader->file->arena, cell.bytes, cell.length);
}

bool own_file_looks_like_a_number(struct return_text cell)
{
    for (uint32_t i = 0; i < cell.length; i++)
        if (!cell.bytes[i] || !strchr("0123456789.,-+()% \xC2\xA3", cell.bytes[i]))
            return false;
    return cell.length <= NUMBER_BYTES;
}

/* Whether every comma has just three digits behind it: "1,043.50", not "1043,50". */
static bool commas_part_thousands(struct return_text cell)
{
    for (uint32_t i = 0; i < cell.length; i++) {
        uint32_t digits = 0;
        if (cell.bytes[i] != ',')
            continue;
        while (i + 1 + digits < cell.length && cell.bytes[i + 1 + digits] >= '0' && cell.bytes[i + 1 + digits] <= '9')
            digits++;
        if (digits != 3)
            return false;
    }
    return true;
}

bool own_file_pounds(struct return_text cell, struct money *out)
{
    return commas_part_thousands(cell) && money_parse(cell.bytes, cell.length, out);
}

bool own_file_thousandths(struct return_text cell, int64_t *out)
{
    const bool minus = cell.length > 0 && cell.bytes[0] == '-', sign = minus || (cell.length > 0 && cell.bytes[0] == '+');
    int32_t digits = 0, decimals = -1;
    int64_t value = 0;
    for (uint32_t i = sign; i < cell.length; i++) {
        const char c = cell.bytes[i];
        if (c == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || decimals == 3 || digits == DIGITS_MOST)
            return false;
        value = value * 10 + (c - '0');
        digits++;
        decimals += decimals >= 0;
    }
    if (digits == 0)
        return false;
    for (int32_t i = decimals < 0 ? 0 : decimals; i < 3; i++)
        value *= 10;
    *out = minus ? -value : value;
    return true;
}

int64_t own_file_line(const struct own_reader *reader)
{
    return reader->rows.line;
}

void *own_file_list(const struct own_reader *reader)
{
    return reader->list;
}

struct problem *own_file_problem(const struct own_reader *reader)
{
    return reader->problem;
}

void own_file_columns(struct own_reader *reader, int32_t columns)
{
    reader->columns = columns;
}

/* The column of the form that stands `number`th in the file, from 1; -1 for none. */
static int32_t column_at(const struct own_reader *reader, int32_t number)
{
    for (int32_t column = 0; column < reader->columns; column++)
        if (reader->file->at[column] == number)
            return column;
    return -1;
}

/* `aligned`: the row has as many cells as the heading, so that each stands under its own. */
static const char *excerpt_of(const struct own_reader *reader, bool aligned)
{
    struct excerpt excerpt = {.length = 0};
    for (int32_t i = 0; i < reader->rows.cells && i < CSV_ROWS_CELLS; i++) {
        const struct return_text cell = csv_rows_cell(&reader->rows, i);
        const int32_t column = column_at(reader, i + 1);
        excerpt_cell(&excerpt, cell, aligned && column >= 0 && reader->form->may_show(reader, column, cell));
    }
    if (reader->rows.cells == 0) /* a broken row: nobody knows where its cells end */
        excerpt_cell(&excerpt, csv_rows_first_line(&reader->rows), false);
    return arena_text(&reader->file->arena, excerpt.bytes, strlen(excerpt.bytes));
}

const char *own_file_excerpt(const struct own_reader *reader)
{
    return excerpt_of(reader, true);
}

const char *own_file_reason(struct own_file *file, const char *field, const char *wrong)
{
    struct text words = {0};
    text_format(&words, "%s %s", field, wrong);
    const char *reason = words.failed ? NULL : arena_text(&file->arena, text_string(&words), words.length);
    text_clear(&words);
    return reason;
}

int own_file_quarantine(struct own_file *file, int64_t line, int32_t column, const char *field, const char *reason,
                        const char *excerpt, struct problem *problem)
{
    const struct return_quarantined entry = {.line = line,
                                             .column = column < 0 ? 0 : file->at[column],
                                             .field = column < 0 ? "" : field,
                                             .reason = reason ? arena_text(&file->arena, reason, strlen(reason)) : NULL,
                                             .excerpt = excerpt};
    if (!entry.reason || !excerpt ||
        array_reserve(&file->quarantine, &file->quarantine_capacity, file->quarantine_count + 1, sizeof *file->quarantine,
                      problem) < 0)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to set a row aside");
    int64_t at = file->quarantine_count++;
    for (; at > 0 && file->quarantine[at - 1].line > line; at--)
        file->quarantine[at] = file->quarantine[at - 1];
    file->quarantine[at] = entry;
    return 0;
}

static int set_aside(struct own_reader *reader, const char *reason)
{
    return own_file_quarantine(reader->file, reader->rows.line, -1, "", reason, excerpt_of(reader, false), reader->problem);
}

static int refuse_twice(const struct own_reader *reader, int32_t column, int32_t again)
{
    const char *name = reader->form->column(reader, column);
    problem_set(reader->problem, PROBLEM_INPUT, "the heading %s stands twice, in columns %d and %d", name,
                reader->file->at[column], again);
    problem_next(reader->problem, "Take out or rename one of the two columns, so that it is clear which one is meant.");
    return problem_at(reader->problem, NULL, reader->rows.line, again, name);
}

static int take_heading(struct own_reader *reader, int32_t i)
{
    struct own_file *file = reader->file;
    const struct return_text heading = csv_rows_cell(&reader->rows, i);
    int32_t column = 0;
    if (heading.length == 0)
        return 0;
    reader->headings = i + 1;
    while (column < reader->columns && !own_file_names(heading, reader->form->column(reader, column)))
        column++;
    if (column < reader->columns && file->at[column])
        return refuse_twice(reader, column, i + 1);
    if (column < reader->columns) {
        file->at[column] = i + 1;
        return 0;
    }
    const char *name = arena_text(&file->arena, heading.bytes, heading.length);
    file->extra_name[file->extra_count++] = name;
    return name ? 0 : own_file_no_memory(reader);
}

static int take_headings(struct own_reader *reader)
{
    struct own_file *file = reader->file;
    file->extra_name = arena_take(&file->arena, CSV_ROWS_CELLS * sizeof *file->extra_name);
    if (!file->extra_name)
        return own_file_no_memory(reader);
    if (reader->rows.spilled)
        return problem_set(reader->problem, PROBLEM_LIMIT, "the heading has more than %d columns", (int)CSV_ROWS_CELLS);
    int code = 0;
    for (int32_t i = 0; i < reader->rows.cells && i < CSV_ROWS_CELLS && code == 0; i++)
        code = take_heading(reader, i);
    return code;
}

static int refuse_more(const struct own_reader *reader)
{
    problem_set(reader->problem, PROBLEM_LIMIT, "%s has more than %lld rows", reader->form->the_list,
                (long long)reader->form->rows_most);
    return problem_next(reader->problem, "%s", reader->form->too_many);
}

static int take_row(struct own_reader *reader, int outcome)
{
    struct own_file *file = reader->file;
    if (outcome == CSV_ROWS_ROW && csv_rows_blank_from(&reader->rows, 0))
        return 0;
    if (file->rows_read == reader->form->rows_most)
        return refuse_more(reader);
    file->rows_read++;
    if (outcome == CSV_ROWS_ROW && csv_rows_many_lines(&reader->rows))
        outcome = csv_rows_break(&reader->rows, "a quote opens a cell that runs over the end of the line");
    if (outcome == CSV_ROWS_BROKEN)
        return set_aside(reader, reader->rows.fault);
    if (reader->rows.cells >= reader->headings && csv_rows_blank_from(&reader->rows, reader->headings))
        return reader->form->load(reader);
    struct text reason = {0};
    text_format(&reason, "the row has %d cell%s where the heading has %d", reader->rows.cells,
                reader->rows.cells == 1 ? "" : "s", reader->headings);
    int code = text_check(&reason, reader->problem);
    if (code == 0)
        code = set_aside(reader, text_string(&reason));
    text_clear(&reason);
    return code;
}

/* Reads the heading, and when the form knows it, the rows below it. */
static int read_rows(struct own_reader *reader)
{
    int outcome;
    do
        outcome = csv_rows_next(&reader->rows, reader->problem);
    while (outcome == CSV_ROWS_ROW && csv_rows_blank_from(&reader->rows, 0));
    if (outcome < 0)
        return outcome;
    if (outcome != CSV_ROWS_ROW || !reader->form->recognise(reader))
        return 0;
    reader->file->recognised = true;
    int code = take_headings(reader);
    while (code == 0 && (outcome = csv_rows_next(&reader->rows, reader->problem)) != CSV_ROWS_END)
        code = outcome < 0 ? outcome : take_row(reader, outcome);
    return code;
}

int own_file_read(const char *bytes, size_t length, const char *name, const struct own_form *form, void *list,
                  struct own_file *file, struct problem *problem)
{
    struct problem unheard = {.code = PROBLEM_NONE};
    struct own_reader reader = {.form = form, .list = list, .file = file, .problem = problem ? problem : &unheard};
    struct text text = {0};
    if (length == 0 || memchr(bytes, '\0', length))
        return 0;
    int code = encoding_to_utf8(bytes, length, &text, reader.problem);
    if (code == 0)
        code = csv_rows_open(&reader.rows, text_string(&text), text.length, reader.problem);
    if (code == 0) {
        code = read_rows(&reader);
        csv_rows_close(&reader.rows);
    }
    text_clear(&text);
    if (code < 0) {
        struct problem told = *reader.problem; /* a copy, for problem_at writes where it reads */
        problem_at(reader.problem, name, told.row, told.column, told.field);
    }
    return code;
}

void own_file_clear(struct own_file *file)
{
    free(file->quarantine);
    arena_clear(&file->arena);
    *file = (struct own_file){.recognised = false};
}
