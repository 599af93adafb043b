#include <string.h>

#include "table/cell.h"
#include "table/render_formats.h"

/* Every mark that Markdown might read is escaped; a line break would end the row. */
static void append_escaped(struct text *out, const char *string)
{
    for (; *string; string++) {
        if (*string == '\n' || *string == '\r') {
            text_append_char(out, ' ');
            continue;
        }
        if (strchr("\\`*_{}[]<>|#~&!$", *string))
            text_append_char(out, '\\');
        text_append_char(out, *string);
    }
}

static void append_cell(struct text *out, const struct table *table, int64_t row, int32_t column, struct text *scratch)
{
    text_reset(scratch);
    cell_append(scratch, &table->column[column], table_at(table, row, column));
    bool bold = table->row_mark[row] == TABLE_ROW_TOTAL && scratch->length > 0;
    text_append(out, bold ? " **" : " ");
    append_escaped(out, text_string(scratch));
    text_append(out, bold ? "** |" : " |");
}

static void append_head(struct text *out, const struct table *table)
{
    text_append_char(out, '|');
    for (int32_t column = 0; column < table->columns; column++) {
        text_append_char(out, ' ');
        append_escaped(out, table->column[column].heading);
        text_append(out, " |");
    }
    text_append(out, "\n|");
    for (int32_t column = 0; column < table->columns; column++)
        text_append(out, table_kind_is_number(table->column[column].kind) ? " ---: |" : " --- |");
    text_append_char(out, '\n');
}

void render_markdown(const struct table *table, struct text *out)
{
    struct text scratch = {0};
    text_append(out, "**");
    append_escaped(out, table->id);
    text_append(out, " ");
    append_escaped(out, table->title);
    text_append(out, "**\n");
    append_escaped(out, table->subtitle);
    text_append(out, "\n\n");
    append_head(out, table);
    for (int64_t row = 0; row < table->rows; row++) {
        text_append_char(out, '|');
        for (int32_t column = 0; column < table->columns; column++)
            append_cell(out, table, row, column, &scratch);
        text_append_char(out, '\n');
    }
    text_append_char(out, '\n');
    for (int32_t note = 0; note < table->notes; note++) {
        text_append(out, "- ");
        append_escaped(out, table->note[note]);
        text_append_char(out, '\n');
    }
    if (*table->run)
        text_format(out, "- Run %s\n", table->run);
    out->failed |= scratch.failed;
    text_clear(&scratch);
}
