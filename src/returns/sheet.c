#include "returns/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "returns/excerpt.h"

enum { MEANT_LEAST = 3 }; /* columns there must be of a kind to say that one more was forgotten */

/* How many of the columns that make a kind known are there, and how many not; the last of those. */
static int32_t count_told(const struct own_reader *reader, const struct sheet_kind *kind, int32_t *missing,
                          const char **lacking)
{
    int32_t there = 0;
    *missing = 0;
    for (int32_t c = 0; c < kind->columns; c++) {
        if (!kind->column[c].told)
            continue;
        if (own_file_has(reader, kind->column[c].name)) {
            there++;
        } else {
            *lacking = kind->column[c].name;
            ++*missing;
        }
    }
    return there;
}

static bool recognise(struct own_reader *reader)
{
    struct sheet *sheet = own_file_list(reader);
    int32_t count, missing;
    const struct sheet_kind *kinds = sheet_kinds(&count);
    for (int32_t k = 0; k < count && !sheet->kind; k++) {
        const char *lacking = NULL;
        const int32_t there = count_told(reader, &kinds[k], &missing, &lacking);
        if (missing == 0) {
            sheet->kind = &kinds[k];
            own_file_columns(reader, kinds[k].columns);
        } else if (missing == 1 && there >= MEANT_LEAST && !sheet->meant) {
            sheet->meant = &kinds[k];
            sheet->lacking = lacking;
        }
    }
    return sheet->kind != NULL;
}

static const char *column_of(const struct own_reader *reader, int32_t column)
{
    const struct sheet *sheet = own_file_list(reader);
    return sheet->kind->column[column].name;
}

static bool read_word(const struct sheet_column *column, struct return_text cell, int64_t *out)
{
    for (int32_t i = 0; i < SHEET_WORDS_MAX && column->word[i]; i++)
        if (own_file_names(cell, column->word[i])) {
            *out = i;
            return true;
        }
    return false;
}

/* "P7" or "7". */
static bool read_period(struct return_text cell, int64_t *out)
{
    int64_t thousandths;
    if (cell.length > 1 && (cell.bytes[0] == 'P' || cell.bytes[0] == 'p')) {
        cell.bytes++;
        cell.length--;
    }
    if (!own_file_thousandths(cell, &thousandths) || thousandths % 1000 || thousandths < 1000 || thousandths > 12000)
        return false;
    *out = thousandths / 1000;
    return true;
}

static bool read_year(struct return_text cell, int64_t *out)
{
    int32_t year;
    const bool good = calendar_parse_year(cell.bytes, cell.length, &year);
    if (good)
        *out = year;
    return good;
}

static bool may_show(const struct own_reader *reader, int32_t column, struct return_text cell)
{
    const struct sheet *sheet = own_file_list(reader);
    const struct sheet_column *told = &sheet->kind->column[column];
    int64_t value;
    switch (told->type) {
    case SHEET_TEXT:
        return false;
    case SHEET_DAY:
        return excerpt_is_a_date(cell);
    case SHEET_WORD:
        return read_word(told, cell, &value);
    case SHEET_PERIOD:
        return read_period(cell, &value) || own_file_looks_like_a_number(cell);
    default:
        return own_file_looks_like_a_number(cell);
    }
}

static bool read_yes(struct return_text cell, int64_t *out)
{
    static const char *const words[][4] = {{"n", "no", "false", "0"}, {"y", "yes", "true", "1"}};
    for (int32_t yes = 0; yes < 2; yes++)
        for (int32_t i = 0; i < 4; i++)
            if (own_file_names(cell, words[yes][i])) {
                *out = yes;
                return true;
            }
    return false;
}

static bool read_share(struct return_text cell, int64_t *out)
{
    cell.length -= cell.bytes[cell.length - 1] == '%';
    return own_file_thousandths(cell, out);
}

/* What is wrong with a cell that is not blank, or NULL. */
static const char *read_number(const struct sheet_column *column, struct return_text cell, int64_t *out)
{
    struct money amount;
    day on;
    switch (column->type) {
    case SHEET_POUNDS:
        if (!own_file_pounds(cell, &amount))
            return "is not pounds and pence";
        *out = amount.pence;
        return NULL;
    case SHEET_COUNT:
        return own_file_thousandths(cell, out) ? NULL : "is not a number with at most three decimals";
    case SHEET_SHARE:
        return read_share(cell, out) ? NULL : "is not a percentage with at most three decimals";
    case SHEET_DAY:
        if (!calendar_parse(cell.bytes, cell.length, &on))
            return "is not a date";
        *out = on;
        return NULL;
    case SHEET_YES:
        return read_yes(cell, out) ? NULL : "is not y or n";
    case SHEET_PERIOD:
        return read_period(cell, out) ? NULL : "is not a period: P1 for April to P12 for March";
    case SHEET_YEAR:
        return read_year(cell, out) ? NULL : "is not a financial year: 2025-26";
    case SHEET_WORD:
        return read_word(column, cell, out) ? NULL : column->wrong;
    case SHEET_TEXT:
        break;
    }
    return NULL;
}

/* Doubles the columns when they are full. */
static bool make_room(struct sheet *sheet)
{
    if (sheet->rows < sheet->capacity)
        return true;
    const int64_t wanted = sheet->capacity ? sheet->capacity * 2 : 64;
    int64_t *line = realloc(sheet->line, (size_t)wanted * sizeof *line);
    if (!line)
        return false;
    sheet->line = line;
    for (int32_t c = 0; c < sheet->kind->columns; c++) {
        const bool is_text = sheet->kind->column[c].type == SHEET_TEXT;
        void *column = realloc(is_text ? (void *)sheet->text[c] : (void *)sheet->number[c],
                               (size_t)wanted * (is_text ? sizeof **sheet->text : sizeof **sheet->number));
        if (!column)
            return false;
        if (is_text)
            sheet->text[c] = column;
        else
            sheet->number[c] = column;
    }
    sheet->capacity = wanted;
    return true;
}

/* One cell into row `rows`, not counted yet; what is wrong with it, or NULL. */
static const char *load_cell(struct own_reader *reader, int32_t c, bool *memory)
{
    struct sheet *sheet = own_file_list(reader);
    const struct sheet_column *column = &sheet->kind->column[c];
    const struct return_text cell = own_file_cell(reader, c);
    if (column->type == SHEET_TEXT) {
        sheet->text[c][sheet->rows] = own_file_text(reader, c);
        *memory = *memory && sheet->text[c][sheet->rows];
    } else {
        sheet->number[c][sheet->rows] = SHEET_BLANK;
    }
    if (cell.length == 0)
        return column->filled ? "is blank" : NULL;
    return column->type == SHEET_TEXT ? NULL : read_number(column, cell, &sheet->number[c][sheet->rows]);
}

static int32_t position_of(const struct sheet *sheet, const char *name)
{
    int32_t column = 0;
    while (column < sheet->kind->columns && strcmp(sheet->kind->column[column].name, name) != 0)
        column++;
    return column;
}

/* The pounds of a row that does not load. */
static void count_set_aside(struct own_reader *reader, struct sheet *sheet)
{
    struct money amount;
    const int32_t at = sheet->kind->control ? position_of(sheet, sheet->kind->control) : sheet->kind->columns;
    if (at < sheet->kind->columns && own_file_pounds(own_file_cell(reader, at), &amount))
        __builtin_add_overflow(sheet->set_aside, amount.pence, &sheet->set_aside);
}

static int quarantine(struct own_reader *reader, int32_t column, const char *wrong)
{
    struct sheet *sheet = own_file_list(reader);
    count_set_aside(reader, sheet);
    const char *field = sheet->kind->column[column].name;
    return own_file_quarantine(&sheet->own, own_file_line(reader), column, field, own_file_reason(&sheet->own, field, wrong),
                               own_file_excerpt(reader), own_file_problem(reader));
}

static int load(struct own_reader *reader)
{
    struct sheet *sheet = own_file_list(reader);
    bool memory = make_room(sheet);
    for (int32_t c = 0; c < sheet->kind->columns && memory; c++) {
        const char *wrong = load_cell(reader, c, &memory);
        if (wrong)
            return quarantine(reader, c, wrong);
    }
    if (!memory)
        return own_file_no_memory(reader);
    const struct sheet_fault fault = sheet->kind->fault ? sheet->kind->fault(sheet, sheet->rows) : (struct sheet_fault){0};
    if (fault.wrong)
        return quarantine(reader, position_of(sheet, fault.column), fault.wrong);
    sheet->line[sheet->rows++] = own_file_line(reader);
    return 0;
}

int sheet_read(const char *bytes, size_t length, const char *name, struct sheet *out, struct problem *problem)
{
    static const struct own_form form = {"a sheet", "the file", SHEET_ROWS_MAX, "Give one year or one service at a time.",
                                         recognise, column_of,  may_show,       load};
    *out = (struct sheet){0};
    int code = own_file_read(bytes, length, name, &form, out, &out->own, problem);
    if (code < 0) {
        const struct sheet_kind *kind = out->kind;
        sheet_clear(out);
        out->kind = kind;
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
    own_file_clear(&sheet->own);
    *sheet = (struct sheet){0};
}

int64_t sheet_number(const struct sheet *sheet, const char *column, int64_t row)
{
    const int32_t at = position_of(sheet, column);
    return at < sheet->kind->columns && sheet->number[at] ? sheet->number[at][row] : SHEET_BLANK;
}

int64_t *sheet_numbers(struct sheet *sheet, const char *column)
{
    const int32_t at = position_of(sheet, column);
    return at < sheet->kind->columns ? sheet->number[at] : NULL;
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
