#include "returns/capacity.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/text.h"
#include "returns/csv_rows.h"
#include "returns/encoding.h"
#include "returns/excerpt.h"

enum { YEAR_FIRST = 1948, YEAR_LAST = 2200, URN_BYTES = 12, DISTRICT_BYTES = 4, NUMBER_BYTES = 8 };

static const char *const grades[] = {"outstanding", "good", "requires improvement", "inadequate", "not yet inspected"};

/* One list while it is read. */
struct reader {
    struct csv_rows rows;       /* where in the file */
    struct capacity_list *list; /* what is read */
    int32_t headings;           /* columns up to the last one with a heading */
    struct problem *problem;    /* the caller's */
};

const char *capacity_column_name(enum capacity_column column)
{
    static const char *const names[CAPACITY_COLUMNS] = {"kind", "provider",   "owner",        "places",           "from",
                                                        "to",   "ofsted_urn", "ofsted_grade", "postcode_district"};
    return names[column];
}

const char *capacity_owner_word(enum capacity_owner owner)
{
    static const char *const words[CAPACITY_OWNERS] = {"council", "block", "framework", "spot"};
    return words[owner];
}

const char *capacity_template(void)
{
    return "kind,provider,owner,places,from,to,ofsted_urn,ofsted_grade,postcode_district\n"
           "foster_inhouse,Our own carers,council,120,,,,,\n"
           "home_inhouse,A home of ours,council,4,,,SC000001,good,AN4\n"
           "home_inhouse,A home to open,council,3,2027-04-01,,,not yet inspected,AN1\n"
           "home_external,A provider under contract,block,6,2025-04-01,2028-04-01,SC000002,good,AN2\n"
           "home_external,Bought one by one,spot,,,,,,\n"
           "foster_agency,Regional framework,framework,,,,,,\n";
}

static int no_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read a capacity list");
}

/* Whether a cell is a word, in any case, blanks and hyphens as good as underscores or blanks. */
static bool names(struct return_text cell, const char *word)
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

/* The column of the list that a heading names, or CAPACITY_COLUMNS. */
static enum capacity_column column_named(struct return_text heading)
{
    int column = 0;
    while (column < CAPACITY_COLUMNS && !names(heading, capacity_column_name((enum capacity_column)column)))
        column++;
    return (enum capacity_column)column;
}

/* Whether the row at hand is the heading of a capacity list. */
static bool is_heading(const struct csv_rows *rows)
{
    bool there[CAPACITY_COLUMNS + 1] = {false}, of_children = false;
    for (int32_t i = 0; i < rows->cells && i < CSV_ROWS_CELLS; i++) {
        there[column_named(csv_rows_cell(rows, i))] = true;
        of_children = of_children || names(csv_rows_cell(rows, i), "CHILD");
    }
    return there[CAPACITY_KIND] && there[CAPACITY_OWNER] && there[CAPACITY_PLACES] && !of_children;
}

static int refuse_twice(const struct reader *reader, enum capacity_column column, int32_t again)
{
    const char *name = capacity_column_name(column);
    problem_set(reader->problem, PROBLEM_INPUT, "the heading %s stands twice, in columns %d and %d", name,
                reader->list->column[column], again);
    problem_next(reader->problem, "Take out or rename one of the two columns, so that it is clear which one is meant.");
    return problem_at(reader->problem, NULL, reader->rows.line, again, name);
}

static int take_headings(struct reader *reader)
{
    struct capacity_list *list = reader->list;
    list->extra_name = arena_take(&list->arena, CSV_ROWS_CELLS * sizeof *list->extra_name);
    if (!list->extra_name)
        return no_memory(reader->problem);
    if (reader->rows.spilled)
        return problem_set(reader->problem, PROBLEM_LIMIT, "the heading has more than %d columns", (int)CSV_ROWS_CELLS);
    for (int32_t i = 0; i < reader->rows.cells && i < CSV_ROWS_CELLS; i++) {
        const struct return_text heading = csv_rows_cell(&reader->rows, i);
        const enum capacity_column column = column_named(heading);
        if (heading.length == 0)
            continue;
        reader->headings = i + 1;
        if (column == CAPACITY_COLUMNS)
            list->extra_name[list->extra_count++] = arena_text(&list->arena, heading.bytes, heading.length);
        else if (list->column[column])
            return refuse_twice(reader, column, i + 1);
        else
            list->column[column] = i + 1;
        if (column == CAPACITY_COLUMNS && !list->extra_name[list->extra_count - 1])
            return no_memory(reader->problem);
    }
    return 0;
}

/* The cell of the row at hand in a column of the list; empty when the file has no such column. */
static struct return_text cell_of(const struct reader *reader, enum capacity_column column)
{
    return csv_rows_cell(&reader->rows, reader->list->column[column] - 1);
}

static bool is_number(struct return_text cell)
{
    for (uint32_t i = 0; i < cell.length; i++)
        if (cell.bytes[i] < '0' || cell.bytes[i] > '9')
            return false;
    return cell.length > 0 && cell.length <= NUMBER_BYTES;
}

static bool read_owner(struct return_text cell, enum capacity_owner *out)
{
    for (int owner = 0; owner < CAPACITY_OWNERS; owner++)
        if (names(cell, capacity_owner_word((enum capacity_owner)owner))) {
            *out = (enum capacity_owner)owner;
            return true;
        }
    return false;
}

/* A grade as Ofsted writes it, or "" for a blank one; NULL when it is none. */
static const char *read_grade(struct return_text cell)
{
    if (cell.length == 0)
        return "";
    if (names(cell, "requires improvement to be good"))
        return grades[2];
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++)
        if (names(cell, grades[i]))
            return grades[i];
    return NULL;
}

/* Whether a cell may be shown in an excerpt: it is of its column, or nothing at all. */
static bool may_show(const struct reader *reader, int32_t number, struct return_text cell)
{
    const int32_t *column = reader->list->column;
    enum capacity_owner owner;
    if (number == column[CAPACITY_PLACES])
        return is_number(cell);
    if (number == column[CAPACITY_OWNER])
        return read_owner(cell, &owner);
    if (number == column[CAPACITY_GRADE])
        return read_grade(cell) != NULL;
    const bool date = number == column[CAPACITY_FROM] || number == column[CAPACITY_TO];
    return date && reader->list->extra_count == 0 && excerpt_is_a_date(cell);
}

/* `aligned`: the row has as many cells as the heading, so that each stands under its own. */
static const char *keep_excerpt(struct reader *reader, bool aligned)
{
    struct excerpt excerpt = {.length = 0};
    for (int32_t i = 0; i < reader->rows.cells && i < CSV_ROWS_CELLS; i++) {
        const struct return_text cell = csv_rows_cell(&reader->rows, i);
        excerpt_cell(&excerpt, cell, aligned && may_show(reader, i + 1, cell));
    }
    if (reader->rows.cells == 0) /* a broken row: nobody knows where its cells end */
        excerpt_cell(&excerpt, csv_rows_first_line(&reader->rows), false);
    return arena_text(&reader->list->arena, excerpt.bytes, strlen(excerpt.bytes));
}

/* Puts an entry into the quarantine where its line belongs. */
static int add_quarantined(struct capacity_list *list, const struct return_quarantined *entry, struct problem *problem)
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

/* What is wrong with the places, or NULL. The owner has been read. */
static const char *read_places(struct return_text cell, struct capacity_row *row)
{
    row->places = CAPACITY_UNCOUNTED;
    if (cell.length == 0)
        return row->owner == CAPACITY_FRAMEWORK || row->owner == CAPACITY_SPOT
                   ? NULL
                   : "is blank, which only framework and spot may be";
    if (!is_number(cell))
        return "is not a whole number";
    row->places = 0;
    for (uint32_t i = 0; i < cell.length; i++)
        row->places = row->places * 10 + (cell.bytes[i] - '0');
    return row->places > CAPACITY_PLACES_MOST ? "is more than 10,000 in one row" : NULL;
}

static const char *read_date(struct return_text cell, day blank, day *out)
{
    *out = blank;
    if (cell.length == 0)
        return NULL;
    if (!calendar_parse(cell.bytes, cell.length, out))
        return "is not a date";
    const int32_t year = calendar_year(*out);
    return year < YEAR_FIRST || year > YEAR_LAST ? "is not in any year from 1948-49 to 2200-01" : NULL;
}

/* Letters and digits alone, at most so many. */
static bool is_code(struct return_text cell, uint32_t most)
{
    for (uint32_t i = 0; i < cell.length; i++) {
        const char c = cell.bytes[i];
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')))
            return false;
    }
    return cell.length <= most;
}

static const char *read_to(struct return_text cell, struct capacity_row *row)
{
    const char *wrong = read_date(cell, DAY_OPEN, &row->to);
    return !wrong && row->from != DAY_NONE && row->to <= row->from ? "is not after from" : wrong;
}

/* Reads one cell into the row; what is wrong with it, or NULL. */
static const char *read_cell(struct return_text cell, enum capacity_column column, struct capacity_row *row)
{
    switch (column) {
    case CAPACITY_KIND:
        return cell.length ? NULL : "is blank";
    case CAPACITY_OWNER:
        return read_owner(cell, &row->owner) ? NULL : "is not council, block, framework or spot";
    case CAPACITY_PLACES:
        return read_places(cell, row);
    case CAPACITY_FROM:
        return read_date(cell, DAY_NONE, &row->from);
    case CAPACITY_TO:
        return read_to(cell, row);
    case CAPACITY_URN:
        return is_code(cell, URN_BYTES) ? NULL : "is not an Ofsted number such as SC123456";
    case CAPACITY_GRADE:
        row->grade = read_grade(cell);
        return row->grade ? NULL : "is not an Ofsted grade";
    case CAPACITY_DISTRICT:
        return is_code(cell, DISTRICT_BYTES) ? NULL : "is not the first half of a postcode, such as AN4";
    default:
        return NULL;
    }
}

static const char *keep_cell(struct reader *reader, enum capacity_column column)
{
    const struct return_text cell = cell_of(reader, column);
    return arena_text(&reader->list->arena, cell.bytes, cell.length);
}

/* The texts of the row at hand. */
static int keep_texts(struct reader *reader, struct capacity_row *row)
{
    row->kind = keep_cell(reader, CAPACITY_KIND);
    row->provider = keep_cell(reader, CAPACITY_PROVIDER);
    row->urn = keep_cell(reader, CAPACITY_URN);
    const struct return_text cell = cell_of(reader, CAPACITY_DISTRICT);
    char *district = arena_text(&reader->list->arena, cell.bytes, cell.length);
    for (char *c = district; c && *c; c++)
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    row->district = district;
    return row->excerpt && row->kind && row->provider && row->urn && district ? 0 : no_memory(reader->problem);
}

/* Every row is loaded first; one with a fault is then refused like one whose kind the caller does not know. */
static int load_row(struct reader *reader)
{
    struct capacity_list *list = reader->list;
    struct capacity_row row = {.line = reader->rows.line, .excerpt = keep_excerpt(reader, true), .grade = ""};
    const char *wrong = NULL;
    int column = -1;
    while (!wrong && ++column < CAPACITY_COLUMNS)
        wrong = read_cell(cell_of(reader, (enum capacity_column)column), (enum capacity_column)column, &row);
    if (keep_texts(reader, &row) < 0 ||
        array_reserve(&list->row, &list->capacity, list->rows + 1, sizeof *list->row, reader->problem) < 0)
        return PROBLEM_MEMORY;
    list->row[list->rows++] = row;
    if (!wrong)
        return 0;
    struct text reason = {0};
    text_format(&reason, "%s %s", capacity_column_name((enum capacity_column)column), wrong);
    int code = text_check(&reason, reader->problem);
    if (code == 0)
        code = capacity_refuse(list, list->rows - 1, (enum capacity_column)column, text_string(&reason), reader->problem);
    text_clear(&reason);
    return code;
}

static int take_row(struct reader *reader, int outcome)
{
    struct capacity_list *list = reader->list;
    if (outcome == CSV_ROWS_ROW && csv_rows_blank_from(&reader->rows, 0))
        return 0;
    if (list->rows_read == CAPACITY_ROWS_MAX) {
        problem_set(reader->problem, PROBLEM_LIMIT, "the capacity list has more than %d rows", (int)CAPACITY_ROWS_MAX);
        return problem_next(reader->problem, "A capacity list has a row a home, or a row a provider and contract.");
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
    int code = text_check(&reason, reader->problem);
    if (code == 0)
        code = quarantine_row(reader, text_string(&reason));
    text_clear(&reason);
    return code;
}

/* Reads the heading, and when it is that of a capacity list, the rows below it. */
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

int capacity_read(const char *bytes, size_t length, const char *name, struct capacity_list *out, struct problem *problem)
{
    struct problem unheard = {.code = PROBLEM_NONE};
    struct reader reader = {.list = out, .problem = problem ? problem : &unheard};
    struct text text = {0};
    *out = (struct capacity_list){.recognised = false};
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
        bool recognised = out->recognised;
        capacity_clear(out);
        out->recognised = recognised;
        struct problem told = *reader.problem; /* a copy, for problem_at writes where it reads */
        problem_at(reader.problem, name, told.row, told.column, told.field);
    }
    return code;
}

void capacity_clear(struct capacity_list *list)
{
    free(list->row);
    free(list->quarantine);
    arena_clear(&list->arena);
    *list = (struct capacity_list){.recognised = false};
}

int capacity_refuse(struct capacity_list *list, int64_t row, enum capacity_column column, const char *reason,
                    struct problem *problem)
{
    const struct return_quarantined entry = {
        .line = list->row[row].line,
        .column = list->column[column],
        .field = capacity_column_name(column),
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
