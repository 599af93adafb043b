#include "table/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "table/rounding.h"

static void table_fail(struct table *table, enum problem_code code)
{
    if (table->failed == PROBLEM_NONE)
        table->failed = code;
}

/*
 * Bytes of the UTF-8 character at `at`, 0 when it is none. Overlong forms and surrogates, which JSON refuses, are none
 * (Unicode 15, table 3-7).
 */
static size_t utf8_length(const unsigned char *at)
{
    if (at[0] < 0x80)
        return 1;
    unsigned char low = 0x80, high = 0xBF;
    size_t length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    if (at[0] < 0xC2 || at[0] > 0xF4)
        return 0;
    if (at[0] == 0xE0)
        low = 0xA0;
    else if (at[0] == 0xED)
        high = 0x9F;
    else if (at[0] == 0xF0)
        low = 0x90;
    else if (at[0] == 0xF4)
        high = 0x8F;
    if (at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

/*
 * A copy in the table's arena with "?" for every byte that is not UTF-8 (an excerpt of a return may hold any byte); "" when
 * memory is out, which then sticks.
 */
static const char *keep(struct table *table, const char *string)
{
    if (!*string)
        return "";
    char *copy = arena_text(&table->arena, string, strlen(string));
    if (!copy) {
        table_fail(table, PROBLEM_MEMORY);
        return "";
    }
    for (char *at = copy; *at;) {
        size_t length = utf8_length((const unsigned char *)at);
        if (length == 0)
            *at = '?';
        at += length ? length : 1;
    }
    return copy;
}

void table_begin(struct table *table, const char *id, const char *title, const char *subtitle)
{
    table->id = keep(table, id);
    table->title = keep(table, title);
    table->subtitle = keep(table, subtitle);
    table->run = "";
}

void table_run(struct table *table, const char *run)
{
    table->run = keep(table, run);
}

void table_column(struct table *table, const char *name, const char *heading, enum table_kind kind, const char *unit)
{
    if (table->columns == TABLE_COLUMNS_MAX || table->rows > 0) {
        table_fail(table, PROBLEM_INTERNAL);
        return;
    }
    struct table_column_head *head = &table->column[table->columns++];
    *head = (struct table_column_head){.name = keep(table, name), .heading = keep(table, heading), .kind = kind};
    head->unit = keep(table, unit);
    head->decimals = kind == TABLE_MILLI ? 1 : 0;
}

void table_decimals(struct table *table, int32_t decimals)
{
    if (table->columns == 0 || decimals < 0 || decimals > 3)
        table_fail(table, PROBLEM_INTERNAL);
    else
        table->column[table->columns - 1].decimals = decimals;
}

void table_signs(struct table *table, enum money_signs signs)
{
    if (table->columns == 0)
        table_fail(table, PROBLEM_INTERNAL);
    else
        table->column[table->columns - 1].signs = signs;
}

void table_with_next(struct table *table)
{
    if (table->columns == 0)
        table_fail(table, PROBLEM_INTERNAL);
    else
        table->column[table->columns - 1].with_next = true;
}

void table_short_dates(struct table *table)
{
    if (table->columns == 0)
        table_fail(table, PROBLEM_INTERNAL);
    else
        table->column[table->columns - 1].short_dates = true;
}

static bool row_complete(const struct table *table)
{
    return table->cells == table->rows * table->columns;
}

static void start_row(struct table *table, enum table_row_mark mark)
{
    if (table->failed)
        return;
    if (table->columns == 0 || !row_complete(table)) {
        table_fail(table, PROBLEM_INTERNAL);
        return;
    }
    int64_t row = table->rows;
    if (array_reserve(&table->row_mark, &table->marks_capacity, row + 1, sizeof *table->row_mark, NULL) < 0 ||
        array_reserve(&table->cell, &table->cells_capacity, (row + 1) * table->columns, sizeof *table->cell, NULL) < 0) {
        table_fail(table, PROBLEM_MEMORY);
        return;
    }
    table->row_mark[row] = (uint8_t)mark;
    table->rows++;
}

void table_row(struct table *table)
{
    start_row(table, TABLE_ROW);
}

void table_total_row(struct table *table)
{
    start_row(table, TABLE_ROW_TOTAL);
}

void table_part_row(struct table *table)
{
    start_row(table, TABLE_ROW_PART);
}

static struct table_cell *new_cell(struct table *table)
{
    if (table->failed)
        return NULL;
    if (row_complete(table)) {
        table_fail(table, PROBLEM_INTERNAL);
        return NULL;
    }
    struct table_cell *cell = &table->cell[table->cells++];
    *cell = (struct table_cell){.text = ""};
    return cell;
}

/* Column of the cell added last. */
static const struct table_column_head *last_column(const struct table *table)
{
    return &table->column[(table->cells - 1) % table->columns];
}

static int64_t unit_shown(const struct table_column_head *column)
{
    static const int64_t of_decimals[] = {1000, 100, 10, 1};
    return column->kind == TABLE_MILLI ? of_decimals[column->decimals] : table_pence_unit(column);
}

void table_number(struct table *table, int64_t value)
{
    struct table_cell *cell = new_cell(table);
    if (!cell)
        return;
    const struct table_column_head *column = last_column(table);
    if (column->kind == TABLE_TEXT) {
        table_fail(table, PROBLEM_INTERNAL);
        return;
    }
    bool rounded = column->kind == TABLE_MILLI || column->kind == TABLE_PENCE;
    *cell = (struct table_cell){
        .value = value,
        .shown = rounded ? round_to(value, unit_shown(column)) : value,
        .text = "",
        .decimals = column->decimals,
    };
}

void table_shown(struct table *table, int64_t value, int64_t shown, int32_t decimals)
{
    struct table_cell *cell = new_cell(table);
    if (!cell)
        return;
    const struct table_column_head *column = last_column(table);
    if (column->kind == TABLE_TEXT || decimals < 0 || decimals > column->decimals) {
        table_fail(table, PROBLEM_INTERNAL);
        return;
    }
    *cell = (struct table_cell){.value = value, .shown = shown, .text = "", .decimals = decimals};
}

void table_text(struct table *table, const char *text)
{
    struct table_cell *cell = new_cell(table);
    if (!cell)
        return;
    if (last_column(table)->kind != TABLE_TEXT) {
        table_fail(table, PROBLEM_INTERNAL);
        return;
    }
    /* Long tables say the same word in row after row: one copy serves them. */
    const struct table_cell *above = table->rows > 1 ? cell - table->columns : NULL;
    cell->text = above && strcmp(above->text, text) == 0 ? above->text : keep(table, text);
}

void table_blank(struct table *table)
{
    struct table_cell *cell = new_cell(table);
    if (cell)
        cell->state = TABLE_BLANK;
}

void table_not_available(struct table *table)
{
    struct table_cell *cell = new_cell(table);
    if (cell)
        cell->state = TABLE_NOT_AVAILABLE;
}

void table_withheld(struct table *table)
{
    struct table_cell *cell = new_cell(table);
    if (cell)
        cell->state = TABLE_WITHHELD;
}

void table_note(struct table *table, const char *format, ...)
{
    if (table->notes == TABLE_NOTES_MAX) {
        table_fail(table, PROBLEM_INTERNAL);
        return;
    }
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *note = length < 0 ? NULL : arena_take(&table->arena, (size_t)length + 1);
    if (note) {
        vsnprintf(note, (size_t)length + 1, format, again);
        table->note[table->notes++] = note;
    } else {
        table_fail(table, PROBLEM_MEMORY);
    }
    va_end(again);
}

int table_check(const struct table *table, struct problem *problem)
{
    if (table->failed == PROBLEM_MEMORY)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for table %s", table->id ? table->id : "");
    if (table->failed || !row_complete(table))
        return problem_set(problem, PROBLEM_INTERNAL, "table %s was not built as its columns say",
                           table->id ? table->id : "");
    return 0;
}

void table_clear(struct table *table)
{
    free(table->cell);
    free(table->row_mark);
    arena_clear(&table->arena);
    *table = (struct table){0};
}

const struct table_cell *table_at(const struct table *table, int64_t row, int32_t column)
{
    return &table->cell[row * table->columns + column];
}

int32_t table_column_named(const struct table *table, const char *name)
{
    for (int32_t column = 0; column < table->columns; column++)
        if (strcmp(table->column[column].name, name) == 0)
            return column;
    return -1;
}

bool table_kind_is_number(enum table_kind kind)
{
    return kind == TABLE_COUNT || kind == TABLE_MILLI || kind == TABLE_PENCE;
}

int32_t table_labels(const struct table *table)
{
    int32_t labels = 0;
    while (labels < table->columns && !table_kind_is_number(table->column[labels].kind))
        labels++;
    return labels == 0 || labels == table->columns ? 1 : labels;
}

int64_t table_pence_unit(const struct table_column_head *column)
{
    if (column->kind != TABLE_PENCE)
        return 1;
    if (strcmp(column->unit, "\u00A3'000") == 0 || strcmp(column->unit, "\u00A3m") == 0)
        return 100000;
    return strcmp(column->unit, "\u00A3") == 0 ? 100 : 1;
}
