#include "returns/price_list.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "returns/csv_rows.h"
#include "returns/encoding.h"
#include "returns/excerpt.h"

enum { YEAR_FIRST = 1990, YEAR_LAST = 2200, UPLIFT_MOST = 100000 /* 100% */, NUMBER_BYTES = 20 };

static const int64_t price_most = 1000000 * INT64_C(100); /* a million pounds a week */

/* One list while it is read. */
struct reader {
    struct csv_rows rows;    /* where in the file */
    struct price_list *list; /* what is read */
    int32_t headings;        /* columns up to the last one with a heading */
    struct problem *problem; /* the caller's */
};

const char *price_column_name(enum price_column column)
{
    static const char *const names[PRICE_COLUMNS] = {"type", "provider_kind", "weekly_price", "from", "uplift", "source"};
    return names[column];
}

static int no_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read a price list");
}

static bool names(struct return_text heading, const char *name)
{
    return heading.length == strlen(name) && strncasecmp(heading.bytes, name, heading.length) == 0;
}

/* The column of the list that a heading names, or PRICE_COLUMNS. */
static enum price_column column_named(struct return_text heading)
{
    int column = 0;
    while (column < PRICE_COLUMNS && !names(heading, price_column_name((enum price_column)column)))
        column++;
    return (enum price_column)column;
}

/* Whether the row at hand is the heading of a price list. */
static bool is_heading(const struct csv_rows *rows)
{
    bool there[PRICE_COLUMNS + 1] = {false}, of_children = false;
    for (int32_t i = 0; i < rows->cells && i < CSV_ROWS_CELLS; i++) {
        there[column_named(csv_rows_cell(rows, i))] = true;
        of_children = of_children || names(csv_rows_cell(rows, i), "CHILD");
    }
    return there[PRICE_TYPE] && there[PRICE_WEEKLY_PRICE] && there[PRICE_FROM] && !of_children;
}

static int refuse_twice(const struct reader *reader, enum price_column column, int32_t again)
{
    const char *name = price_column_name(column);
    problem_set(reader->problem, PROBLEM_INPUT, "the heading %s stands twice, in columns %d and %d", name,
                reader->list->column[column], again);
    problem_next(reader->problem, "Take out or rename one of the two columns, so that it is clear which one is meant.");
    return problem_at(reader->problem, NULL, reader->rows.line, again, name);
}

static int take_headings(struct reader *reader)
{
    struct price_list *list = reader->list;
    list->extra_name = arena_take(&list->arena, CSV_ROWS_CELLS * sizeof *list->extra_name);
    if (!list->extra_name)
        return no_memory(reader->problem);
    if (reader->rows.spilled)
        return problem_set(reader->problem, PROBLEM_LIMIT, "the heading has more than %d columns", (int)CSV_ROWS_CELLS);
    for (int32_t i = 0; i < reader->rows.cells && i < CSV_ROWS_CELLS; i++) {
        struct return_text heading = csv_rows_cell(&reader->rows, i);
        enum price_column column = column_named(heading);
        if (heading.length == 0)
            continue;
        reader->headings = i + 1;
        if (column == PRICE_COLUMNS)
            list->extra_name[list->extra_count++] = arena_text(&list->arena, heading.bytes, heading.length);
        else if (list->column[column])
            return refuse_twice(reader, column, i + 1);
        else
            list->column[column] = i + 1;
        if (column == PRICE_COLUMNS && !list->extra_name[list->extra_count - 1])
            return no_memory(reader->problem);
    }
    return 0;
}

/* The cell of the row at hand in a column of the list; empty when the file has no such column. */
static struct return_text cell_of(const struct reader *reader, enum price_column column)
{
    return csv_rows_cell(&reader->rows, reader->list->column[column] - 1);
}

/* Whether a cell is of nothing but what amounts are written with, and too short to be much else. */
static bool looks_like_an_amount(struct return_text cell)
{
    for (uint32_t i = 0; i < cell.length; i++)
        if (!cell.bytes[i] || !strchr("0123456789.,-+()% \xC2\xA3", cell.bytes[i]))
            return false;
    return cell.length <= NUMBER_BYTES;
}

/* `aligned`: the row has as many cells as the heading, so that each stands under its own. */
static const char *keep_excerpt(struct reader *reader, bool aligned)
{
    struct price_list *list = reader->list;
    struct excerpt excerpt = {.length = 0};
    for (int32_t i = 0; i < reader->rows.cells && i < CSV_ROWS_CELLS; i++) {
        struct return_text cell = csv_rows_cell(&reader->rows, i);
        bool amount = i + 1 == list->column[PRICE_WEEKLY_PRICE] || i + 1 == list->column[PRICE_UPLIFT];
        bool date = i + 1 == list->column[PRICE_FROM] && list->extra_count == 0;
        bool show = (amount && looks_like_an_amount(cell)) || (date && excerpt_is_a_date(cell));
        excerpt_cell(&excerpt, cell, aligned && show);
    }
    if (reader->rows.cells == 0) /* a broken row: nobody knows where its cells end */
        excerpt_cell(&excerpt, csv_rows_first_line(&reader->rows), false);
    return arena_text(&list->arena, excerpt.bytes, strlen(excerpt.bytes));
}

/* Puts an entry into the quarantine where its line belongs. */
static int add_quarantined(struct price_list *list, const struct return_quarantined *entry, struct problem *problem)
{
    if (array_reserve(&list->quarantine, &list->quarantine_capacity, list->quarantine_count + 1, sizeof *list->quarantine,
                      problem) < 0)
        return PROBLEM_MEMORY;
    int64_t at = list->quarantine_count++;
    for (; at > 0 && list->quarantine[at - 1].line > entry->line; at--)
        list->quarantine[at] = list->quarantine[at - 1];
    list->quarantine[at] = *entry;
    return 0;
}

static int quarantine_row(struct reader *reader, const char *reason)
{
    struct return_quarantined entry = {.line = reader->rows.line, .field = ""};
    entry.reason = arena_text(&reader->list->arena, reason, strlen(reason));
    entry.excerpt = keep_excerpt(reader, false);
    if (!entry.reason || !entry.excerpt)
        return no_memory(reader->problem);
    return add_quarantined(reader->list, &entry, reader->problem);
}

/* Whether every comma has digits before it and just three behind it: "1,043.50", not "1043,50". */
static bool commas_part_thousands(struct return_text cell)
{
    for (uint32_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] != ',')
            continue;
        uint32_t digits = 0;
        while (i + 1 + digits < cell.length && cell.bytes[i + 1 + digits] >= '0' && cell.bytes[i + 1 + digits] <= '9')
            digits++;
        if (digits != 3)
            return false;
    }
    return true;
}

/* What is wrong with a price, or NULL. */
static const char *read_price(struct return_text cell, struct money *out)
{
    if (cell.length == 0)
        return "is blank";
    if (!commas_part_thousands(cell) || !money_parse(cell.bytes, cell.length, out))
        return "is not pounds and pence";
    if (out->pence < 0)
        return "is below nothing";
    return out->pence > price_most ? "is more than a million pounds a week" : NULL;
}

static const char *read_from(struct return_text cell, day *out)
{
    if (cell.length == 0)
        return "is blank";
    if (!calendar_parse(cell.bytes, cell.length, out))
        return "is not a date";
    int32_t year = calendar_year(*out);
    return year < YEAR_FIRST || year > YEAR_LAST ? "is not in any year from 1990-91 to 2200-01" : NULL;
}

/* Digits with at most three decimals as thousandths. */
static bool read_thousandths(const char *bytes, uint32_t length, int32_t *out)
{
    int32_t value = 0, decimals = -1, digits = 0;
    for (uint32_t i = 0; i < length; i++) {
        if (bytes[i] == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (bytes[i] < '0' || bytes[i] > '9' || decimals == 3 || value > UPLIFT_MOST)
            return false;
        value = value * 10 + (bytes[i] - '0');
        digits++;
        decimals += decimals >= 0;
    }
    for (int32_t i = decimals < 0 ? 0 : decimals; i < 3 && value <= UPLIFT_MOST; i++)
        value *= 10;
    *out = value;
    return digits > 0;
}

static const char *read_uplift(struct return_text cell, int32_t *out)
{
    *out = 0;
    if (cell.length == 0)
        return NULL;
    bool minus = cell.bytes[0] == '-', sign = minus || cell.bytes[0] == '+';
    if (cell.bytes[cell.length - 1] == '%')
        cell.length--;
    while (cell.length && cell.bytes[cell.length - 1] == ' ')
        cell.length--;
    if (cell.length < (uint32_t)sign || !read_thousandths(cell.bytes + sign, cell.length - sign, out))
        return "is not a percentage with at most three decimals";
    if (*out > UPLIFT_MOST)
        return "is more than 100% either way";
    *out = minus ? -*out : *out;
    return NULL;
}

static const char *keep_cell(struct reader *reader, enum price_column column)
{
    struct return_text cell = cell_of(reader, column);
    return arena_text(&reader->list->arena, cell.bytes, cell.length);
}

/* Reads the cells of the row at hand into `row`. The first that cannot be read is named in *column; what is wrong is given.
 */
static const char *read_cells(const struct reader *reader, struct price_row *row, enum price_column *column)
{
    const char *wrong = cell_of(reader, PRICE_TYPE).length ? NULL : "is blank";
    *column = PRICE_TYPE;
    if (!wrong) {
        *column = PRICE_WEEKLY_PRICE;
        wrong = read_price(cell_of(reader, PRICE_WEEKLY_PRICE), &row->per_week);
    }
    if (!wrong) {
        *column = PRICE_FROM;
        wrong = read_from(cell_of(reader, PRICE_FROM), &row->from);
    }
    if (!wrong) {
        *column = PRICE_UPLIFT;
        wrong = read_uplift(cell_of(reader, PRICE_UPLIFT), &row->uplift);
    }
    return wrong;
}

/* Every row is loaded first; one with a fault is then refused like one whose type the caller does not know. */
static int load_row(struct reader *reader)
{
    struct price_list *list = reader->list;
    struct price_row row = {.line = reader->rows.line, .excerpt = keep_excerpt(reader, true)};
    enum price_column column;
    const char *wrong = read_cells(reader, &row, &column);
    row.type = keep_cell(reader, PRICE_TYPE);
    row.provider_kind = keep_cell(reader, PRICE_PROVIDER_KIND);
    row.source = keep_cell(reader, PRICE_SOURCE);
    if (!row.excerpt || !row.type || !row.provider_kind || !row.source)
        return no_memory(reader->problem);
    if (array_reserve(&list->row, &list->capacity, list->rows + 1, sizeof *list->row, reader->problem) < 0)
        return PROBLEM_MEMORY;
    list->row[list->rows++] = row;
    if (!wrong)
        return 0;
    struct text reason = {0};
    text_format(&reason, "%s %s", price_column_name(column), wrong);
    int code = price_list_refuse(list, list->rows - 1, column, text_string(&reason), reader->problem);
    text_clear(&reason);
    return code;
}

static int take_row(struct reader *reader, int outcome)
{
    struct price_list *list = reader->list;
    if (outcome == CSV_ROWS_ROW && csv_rows_blank_from(&reader->rows, 0))
        return 0;
    if (list->rows_read == PRICE_LIST_ROWS_MAX) {
        problem_set(reader->problem, PROBLEM_LIMIT, "the price list has more than %d rows", (int)PRICE_LIST_ROWS_MAX);
        return problem_next(reader->problem, "A price list has a row a kind of placement and day from which it holds.");
    }
    list->rows_read++;
    if (outcome == CSV_ROWS_ROW && csv_rows_many_lines(&reader->rows))
        outcome = csv_rows_break(&reader->rows, "a quote opens a cell that runs over the end of the line");
    if (outcome == CSV_ROWS_BROKEN)
        return quarantine_row(reader, reader->rows.fault);
    if (reader->rows.cells >= reader->headings && csv_rows_blank_from(&reader->rows, reader->headings))
        return load_row(reader);
    struct text reason = {0};
    text_format(&reason, "the row has %d cell%s where the heading has %d", reader->rows.cells,
                reader->rows.cells == 1 ? "" : "s", reader->headings);
    int code = quarantine_row(reader, text_string(&reason));
    text_clear(&reason);
    return code;
}

/* Reads the heading, and when it is that of a price list, the rows below it. */
static int read_rows(struct reader *reader)
{
    int outcome;
    do
        outcome = csv_rows_next(&reader->rows, reader->problem);
    while (outcome == CSV_ROWS_ROW && csv_rows_blank_from(&reader->rows, 0));
    if (outcome < 0)
        return outcome;
    if (outcome != CSV_ROWS_ROW || !is_heading(&reader->rows))
        return 0;
    reader->list->recognised = true;
    int code = take_headings(reader);
    while (code == 0 && (outcome = csv_rows_next(&reader->rows, reader->problem)) != CSV_ROWS_END)
        code = outcome < 0 ? outcome : take_row(reader, outcome);
    return code;
}

int price_list_read(const char *bytes, size_t length, const char *name, struct price_list *out, struct problem *problem)
{
    struct problem unheard = {.code = PROBLEM_NONE};
    struct reader reader = {.list = out, .problem = problem ? problem : &unheard};
    struct text text = {0};
    *out = (struct price_list){.recognised = false};
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
        price_list_clear(out);
        struct problem told = *reader.problem; /* a copy, for problem_at writes where it reads */
        problem_at(reader.problem, name, told.row, told.column, told.field);
    }
    return code;
}

void price_list_clear(struct price_list *list)
{
    free(list->row);
    free(list->quarantine);
    arena_clear(&list->arena);
    *list = (struct price_list){.recognised = false};
}

int price_list_refuse(struct price_list *list, int64_t row, enum price_column column, const char *reason,
                      struct problem *problem)
{
    const struct return_quarantined entry = {
        .line = list->row[row].line,
        .column = list->column[column],
        .field = price_column_name(column),
        .reason = arena_text(&list->arena, reason, strlen(reason)),
        .excerpt = list->row[row].excerpt,
    };
    if (!entry.reason)
        return no_memory(problem);
    int code = add_quarantined(list, &entry, problem);
    if (code < 0)
        return code;
    list->rows--;
    memmove(list->row + row, list->row + row + 1, (size_t)(list->rows - row) * sizeof *list->row);
    return 0;
}
