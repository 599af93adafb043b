#include "returns/sheet.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "money/money.h"
#include "returns/csv_rows.h"
#include "returns/encoding.h"
#include "returns/excerpt.h"

enum { THOUSAND = 1000, COUNT_DIGITS = 12 };

/* One sheet while it is read. */
struct reader {
    struct csv_rows rows;
    struct sheet *sheet;
    int32_t headings; /* columns up to the last one with a heading */
    struct problem *problem;
};

static int no_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read a sheet");
}

static bool names(struct return_text heading, const char *name)
{
    return heading.length == strlen(name) && strncasecmp(heading.bytes, name, heading.length) == 0;
}

/* The cell of the row at hand that has this heading, from 1; 0 when there is none. */
static int32_t heading_at(const struct csv_rows *rows, const char *name)
{
    for (int32_t i = 0; i < rows->cells && i < CSV_ROWS_CELLS; i++)
        if (names(csv_rows_cell(rows, i), name))
            return i + 1;
    return 0;
}

static const struct sheet_kind *kind_of(const struct csv_rows *rows)
{
    int32_t count;
    const struct sheet_kind *kinds = sheet_kinds(&count);
    for (int32_t k = 0; k < count; k++) {
        bool all = true;
        for (int32_t c = 0; c < kinds[k].columns; c++)
            all = all && (!kinds[k].column[c].told || heading_at(rows, kinds[k].column[c].name));
        if (all)
            return &kinds[k];
    }
    return NULL;
}

static int32_t column_named(const struct sheet_kind *kind, struct return_text heading)
{
    int32_t column = 0;
    while (column < kind->columns && !names(heading, kind->column[column].name))
        column++;
    return column;
}

static int refuse_twice(const struct reader *reader, int32_t column, int32_t again)
{
    const char *name = reader->sheet->kind->column[column].name;
    problem_set(reader->problem, PROBLEM_INPUT, "the heading %s stands twice, in columns %d and %d", name,
                reader->sheet->at[column], again);
    problem_next(reader->problem, "Take out or rename one of the two columns, so that it is clear which one is meant.");
    return problem_at(reader->problem, NULL, reader->rows.line, again, name);
}

static int take_heading(struct reader *reader, int32_t i)
{
    struct sheet *sheet = reader->sheet;
    const struct return_text heading = csv_rows_cell(&reader->rows, i);
    const int32_t column = column_named(sheet->kind, heading);
    if (heading.length == 0)
        return 0;
    reader->headings = i + 1;
    if (column == sheet->kind->columns) {
        const char *name = arena_text(&sheet->arena, heading.bytes, heading.length);
        sheet->extra_name[sheet->extra_count++] = name;
        return name ? 0 : no_memory(reader->problem);
    }
    if (sheet->at[column])
        return refuse_twice(reader, column, i + 1);
    sheet->at[column] = i + 1;
    return 0;
}

static int take_headings(struct reader *reader)
{
    struct sheet *sheet = reader->sheet;
    sheet->extra_name = arena_take(&sheet->arena, CSV_ROWS_CELLS * sizeof *sheet->extra_name);
    if (!sheet->extra_name)
        return no_memory(reader->problem);
    if (reader->rows.spilled)
        return problem_set(reader->problem, PROBLEM_LIMIT, "the heading has more than %d columns", (int)CSV_ROWS_CELLS);
    int code = 0;
    for (int32_t i = 0; i < reader->rows.cells && i < CSV_ROWS_CELLS && code == 0; i++)
        code = take_heading(reader, i);
    return code;
}

static struct return_text cell_of(const struct reader *reader, int32_t column)
{
    return csv_rows_cell(&reader->rows, reader->sheet->at[column] - 1);
}

/* Nothing but what numbers and dates are written with. */
static bool looks_like_a_number(struct return_text cell)
{
    for (uint32_t i = 0; i < cell.length; i++)
        if (!cell.bytes[i] || !strchr("0123456789.,-+()% /\xC2\xA3", cell.bytes[i]))
            return false;
    return true;
}

static const char *keep_excerpt(struct reader *reader, bool aligned)
{
    struct excerpt excerpt = {.length = 0};
    const struct sheet *sheet = reader->sheet;
    for (int32_t i = 0; i < reader->rows.cells && i < CSV_ROWS_CELLS; i++) {
        const struct return_text cell = csv_rows_cell(&reader->rows, i);
        bool show = false;
        for (int32_t c = 0; c < sheet->kind->columns; c++)
            show = show || (sheet->at[c] == i + 1 && sheet->kind->column[c].type != SHEET_TEXT && looks_like_a_number(cell));
        excerpt_cell(&excerpt, cell, aligned && show);
    }
    if (reader->rows.cells == 0) /* a broken row: nobody knows where its cells end */
        excerpt_cell(&excerpt, csv_rows_first_line(&reader->rows), false);
    return arena_text(&reader->sheet->arena, excerpt.bytes, strlen(excerpt.bytes));
}

static int quarantine(struct reader *reader, int32_t column, const char *reason, const char *more, bool aligned)
{
    struct sheet *sheet = reader->sheet;
    struct text words = {0};
    struct return_quarantined entry = {.line = reader->rows.line, .field = ""};
    if (column >= 0) {
        entry.column = sheet->at[column];
        entry.field = sheet->kind->column[column].name;
    }
    text_format(&words, "%s%s%s%s", entry.field, *entry.field ? " " : "", reason, more);
    entry.reason = arena_text(&sheet->arena, text_string(&words), words.length);
    entry.excerpt = keep_excerpt(reader, aligned);
    text_clear(&words);
    if (!entry.reason || !entry.excerpt ||
        array_reserve(&sheet->quarantine, &sheet->quarantine_capacity, sheet->quarantine_count + 1,
                      sizeof *sheet->quarantine, reader->problem) < 0)
        return no_memory(reader->problem);
    sheet->quarantine[sheet->quarantine_count++] = entry;
    return 0;
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

/* A decimal number with at most three decimals, as thousandths. */
static bool read_thousandths(const char *bytes, uint32_t length, int64_t *out)
{
    const bool minus = length > 0 && bytes[0] == '-';
    int32_t digits = 0, decimals = -1;
    int64_t value = 0;
    for (uint32_t i = minus; i < length; i++) {
        if (bytes[i] == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (bytes[i] < '0' || bytes[i] > '9' || decimals == 3 || digits == COUNT_DIGITS)
            return false;
        value = value * 10 + (bytes[i] - '0');
        digits++;
        decimals += decimals >= 0;
    }
    for (int32_t i = decimals < 0 ? 0 : decimals; i < 3; i++)
        value *= 10;
    *out = minus ? -value : value;
    return digits > 0;
}

static bool read_yes(struct return_text cell, int64_t *out)
{
    static const char *const words[][4] = {{"n", "no", "false", "0"}, {"y", "yes", "true", "1"}};
    for (int32_t yes = 0; yes < 2; yes++)
        for (int32_t i = 0; i < 4; i++)
            if (names(cell, words[yes][i])) {
                *out = yes;
                return true;
            }
    return false;
}

/* What is wrong with a cell that is not blank, or NULL. */
static const char *read_number(enum sheet_type type, struct return_text cell, int64_t *out)
{
    struct money amount;
    day on;
    switch (type) {
    case SHEET_POUNDS:
        if (!commas_part_thousands(cell) || !money_parse(cell.bytes, cell.length, &amount))
            return "is not pounds and pence";
        *out = amount.pence;
        return NULL;
    case SHEET_COUNT:
        return read_thousandths(cell.bytes, cell.length, out) ? NULL : "is not a number with at most three decimals";
    case SHEET_SHARE:
        return read_thousandths(cell.bytes, cell.length - (cell.bytes[cell.length - 1] == '%'), out)
                   ? NULL
                   : "is not a percentage with at most three decimals";
    case SHEET_DAY:
        if (!calendar_parse(cell.bytes, cell.length, &on))
            return "is not a date";
        *out = on;
        return NULL;
    case SHEET_YES:
        return read_yes(cell, out) ? NULL : "is not y or n";
    case SHEET_TEXT:
        break;
    }
    return NULL;
}

static int make_room(struct reader *reader)
{
    struct sheet *sheet = reader->sheet;
    if (sheet->rows < sheet->capacity)
        return 0;
    const int64_t wanted = sheet->capacity ? sheet->capacity * 2 : 64;
    int64_t *line = realloc(sheet->line, (size_t)wanted * sizeof *line);
    if (!line)
        return no_memory(reader->problem);
    sheet->line = line;
    for (int32_t c = 0; c < sheet->kind->columns; c++) {
        const bool is_text = sheet->kind->column[c].type == SHEET_TEXT;
        void *column = realloc(is_text ? (void *)sheet->text[c] : (void *)sheet->number[c],
                               (size_t)wanted * (is_text ? sizeof **sheet->text : sizeof **sheet->number));
        if (!column)
            return no_memory(reader->problem);
        if (is_text)
            sheet->text[c] = column;
        else
            sheet->number[c] = column;
    }
    sheet->capacity = wanted;
    return 0;
}

/* One cell into row `rows`, not counted yet; what is wrong with it, or NULL. */
static const char *load_cell(struct reader *reader, int32_t c, bool *memory)
{
    struct sheet *sheet = reader->sheet;
    const struct sheet_column *column = &sheet->kind->column[c];
    const struct return_text cell = sheet->at[c] ? cell_of(reader, c) : (struct return_text){.bytes = ""};
    if (column->type == SHEET_TEXT) {
        sheet->text[c][sheet->rows] = arena_text(&sheet->arena, cell.bytes, cell.length);
        *memory = *memory && sheet->text[c][sheet->rows];
    } else {
        sheet->number[c][sheet->rows] = SHEET_BLANK;
    }
    if (cell.length == 0)
        return column->filled ? "is blank" : NULL;
    return column->type == SHEET_TEXT ? NULL : read_number(column->type, cell, &sheet->number[c][sheet->rows]);
}

static int load_row(struct reader *reader)
{
    struct sheet *sheet = reader->sheet;
    bool memory = true;
    int code = make_room(reader);
    for (int32_t c = 0; c < sheet->kind->columns && code == 0; c++) {
        const char *wrong = load_cell(reader, c, &memory);
        if (!memory)
            return no_memory(reader->problem);
        if (wrong)
            return quarantine(reader, c, wrong, "", true);
    }
    if (code == 0)
        sheet->line[sheet->rows++] = reader->rows.line;
    return code;
}

static int take_row(struct reader *reader, int outcome)
{
    struct sheet *sheet = reader->sheet;
    struct text cells = {0};
    if (outcome == CSV_ROWS_ROW && csv_rows_blank_from(&reader->rows, 0))
        return 0;
    if (sheet->rows_read == SHEET_ROWS_MAX) {
        problem_set(reader->problem, PROBLEM_LIMIT, "the file has more than %d rows", (int)SHEET_ROWS_MAX);
        return problem_next(reader->problem, "Give one year or one service at a time.");
    }
    sheet->rows_read++;
    if (outcome == CSV_ROWS_ROW && csv_rows_many_lines(&reader->rows))
        outcome = csv_rows_break(&reader->rows, "a quote opens a cell that runs over the end of the line");
    if (outcome == CSV_ROWS_BROKEN)
        return quarantine(reader, -1, reader->rows.fault, "", false);
    if (reader->rows.cells >= reader->headings && csv_rows_blank_from(&reader->rows, reader->headings))
        return load_row(reader);
    text_format(&cells, "%d cells where the heading has %d", reader->rows.cells, reader->headings);
    int code = quarantine(reader, -1, "the row has ", text_string(&cells), false);
    text_clear(&cells);
    return code;
}

static int read_rows(struct reader *reader)
{
    int outcome;
    do
        outcome = csv_rows_next(&reader->rows, reader->problem);
    while (outcome == CSV_ROWS_ROW && csv_rows_blank_from(&reader->rows, 0));
    if (outcome < 0)
        return outcome;
    reader->sheet->kind = outcome == CSV_ROWS_ROW ? kind_of(&reader->rows) : NULL;
    if (!reader->sheet->kind)
        return 0;
    int code = take_headings(reader);
    while (code == 0 && (outcome = csv_rows_next(&reader->rows, reader->problem)) != CSV_ROWS_END)
        code = outcome < 0 ? outcome : take_row(reader, outcome);
    return code;
}

int sheet_read(const char *bytes, size_t length, const char *name, struct sheet *out, struct problem *problem)
{
    struct problem unheard = {.code = PROBLEM_NONE};
    struct reader reader = {.sheet = out, .problem = problem ? problem : &unheard};
    struct text text = {0};
    *out = (struct sheet){0};
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
        sheet_clear(out);
        struct problem told = *reader.problem; /* a copy, for problem_at writes where it reads */
        problem_at(reader.problem, name, told.row, told.column, told.field);
    }
    return code;
}

void sheet_clear(struct sheet *sheet)
{
    for (int32_t c = 0; c < SHEET_COLUMNS_MAX; c++) {
        free(sheet->number[c]);
        free(sheet->text[c]);
    }
    free(sheet->line);
    free(sheet->quarantine);
    arena_clear(&sheet->arena);
    *sheet = (struct sheet){0};
}

static int32_t position_of(const struct sheet *sheet, const char *name)
{
    int32_t column = 0;
    while (column < sheet->kind->columns && strcmp(sheet->kind->column[column].name, name) != 0)
        column++;
    return column;
}

int64_t sheet_number(const struct sheet *sheet, const char *column, int64_t row)
{
    const int32_t at = position_of(sheet, column);
    return at < sheet->kind->columns && sheet->number[at] ? sheet->number[at][row] : SHEET_BLANK;
}

const char *sheet_text(const struct sheet *sheet, const char *column, int64_t row)
{
    const int32_t at = position_of(sheet, column);
    return at < sheet->kind->columns && sheet->text[at] ? sheet->text[at][row] : "";
}

bool sheet_total(const struct sheet *sheet, const char *column, int64_t *out)
{
    int64_t total = 0;
    for (int64_t i = 0; i < sheet->rows; i++) {
        const int64_t value = sheet_number(sheet, column, i);
        if (value != SHEET_BLANK && __builtin_add_overflow(total, value, &total))
            return false;
    }
    *out = total;
    return true;
}
