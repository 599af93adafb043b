#include <inttypes.h>
#include <string.h>

#include "table/render_formats.h"
#include "money/money.h"

/*
 * A spreadsheet runs a cell that begins with = + - or @ as a formula, also behind blanks (OWASP, "CSV Injection"). An
 * apostrophe before it keeps it a text. Numbers are written by us and never pass here.
 */
static bool would_run(const char *string)
{
    while (*string == ' ' || *string == '\t' || *string == '\r' || *string == '\n')
        string++;
    return *string && strchr("=+-@", *string);
}

static void append_text(struct text *out, const char *string)
{
    bool apostrophe = would_run(string);
    bool quotes = strpbrk(string, "\",\r\n") != NULL;
    if (quotes)
        text_append_char(out, '"');
    if (apostrophe)
        text_append_char(out, '\'');
    for (; *string; string++) {
        if (*string == '"')
            text_append_char(out, '"');
        text_append_char(out, *string);
    }
    if (quotes)
        text_append_char(out, '"');
}

static void append_cell(struct text *out, enum table_kind kind, const struct table_cell *cell)
{
    if (cell->state == TABLE_NOT_AVAILABLE)
        text_append(out, "[x]");
    if (cell->state == TABLE_WITHHELD)
        text_append(out, "[c]");
    if (cell->state != TABLE_VALUE)
        return;
    switch (kind) {
    case TABLE_TEXT:
        append_text(out, cell->text);
        break;
    case TABLE_COUNT:
        text_format(out, "%" PRId64, cell->value);
        break;
    case TABLE_MILLI:
        text_append_milli(out, cell->value);
        break;
    case TABLE_PENCE:
        money_append(out, (struct money){cell->value});
        break;
    case TABLE_DATE:
    case TABLE_MONTH:
        calendar_append(out, (day)cell->value);
        break;
    }
}

void render_csv(const struct table *table, struct text *out)
{
    for (int32_t column = 0; column < table->columns; column++) {
        if (column)
            text_append_char(out, ',');
        append_text(out, table->column[column].name);
    }
    text_append_char(out, '\n');
    for (int64_t row = 0; row < table->rows; row++) {
        for (int32_t column = 0; column < table->columns; column++) {
            if (column)
                text_append_char(out, ',');
            append_cell(out, table->column[column].kind, table_at(table, row, column));
        }
        text_append_char(out, '\n');
    }
}
