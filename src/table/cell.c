#include "table/cell.h"

#include <string.h>

#include "money/money.h"

/* Thousandths with 0 to 3 decimals; `value` is rounded to them already. */
static void append_milli(struct text *out, const struct table_column_head *column, int64_t value, int32_t decimals)
{
    (void)column;
    static const int64_t dropped[] = {1000, 100, 10, 1};
    uint64_t size = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    if (value < 0)
        text_append_char(out, '-');
    text_append_grouped(out, (int64_t)(size / 1000));
    if (decimals > 0)
        text_format(out, ".%0*d", decimals, (int)((int64_t)(size % 1000) / dropped[decimals]));
}

static void append_pence(struct text *out, const struct table_column_head *column, int64_t pence, int32_t decimals)
{
    (void)decimals;
    int64_t unit = table_pence_unit(column);
    if (strcmp(column->unit, "\u00A3m") == 0)
        append_milli(out, column, pence / unit, 3);
    else if (unit == 1)
        money_append_pounds(out, (struct money){pence});
    else
        text_append_grouped(out, pence / unit);
}

/* The same as people see it: with what tells the side of the budget, in a column of variances. */
static void append_signed(struct text *out, const struct table_column_head *column, int64_t value, int32_t decimals,
                          void (*append)(struct text *out, const struct table_column_head *column, int64_t value,
                                         int32_t decimals))
{
    if (column->signs == SIGNS_NONE) {
        append(out, column, value, decimals);
        return;
    }
    struct text digits = {0};
    append(&digits, column, value < 0 ? -value : value, decimals);
    signs_append(out, column->signs, value, text_string(&digits));
    out->failed |= digits.failed;
    text_clear(&digits);
}

static void append_date(struct text *out, const struct table_column_head *column, day on)
{
    if (column->short_dates)
        calendar_append_short(out, on);
    else
        calendar_append_words(out, on);
}

void cell_append(struct text *out, const struct table_column_head *column, const struct table_cell *cell)
{
    if (cell->state == TABLE_NOT_AVAILABLE)
        text_append(out, "[x]");
    if (cell->state == TABLE_WITHHELD)
        text_append(out, "[c]");
    if (cell->state != TABLE_VALUE)
        return;
    switch (column->kind) {
    case TABLE_TEXT:
        text_append(out, cell->text);
        break;
    case TABLE_COUNT:
        text_append_grouped(out, cell->shown);
        break;
    case TABLE_MILLI:
        append_signed(out, column, cell->shown, cell->decimals, append_milli);
        break;
    case TABLE_PENCE:
        append_signed(out, column, cell->shown, 0, append_pence);
        break;
    case TABLE_DATE:
        append_date(out, column, (day)cell->shown);
        break;
    case TABLE_MONTH:
        calendar_append_month(out, calendar_month((day)cell->shown));
        break;
    }
}

int32_t cell_places_short(const struct table_column_head *column, const struct table_cell *cell)
{
    if (column->kind != TABLE_MILLI || cell->state != TABLE_VALUE || cell->decimals == column->decimals)
        return 0;
    return column->decimals - cell->decimals + (cell->decimals == 0);
}
