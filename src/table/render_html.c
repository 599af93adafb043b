#include <string.h>

#include "table/cell.h"
#include "table/render.h"
#include "table/render_formats.h"

void render_html_escape(struct text *out, const char *string)
{
    for (; *string; string++) {
        switch (*string) {
        case '&':
            text_append(out, "&amp;");
            break;
        case '<':
            text_append(out, "&lt;");
            break;
        case '>':
            text_append(out, "&gt;");
            break;
        case '"':
            text_append(out, "&quot;");
            break;
        case '\'':
            text_append(out, "&#39;");
            break;
        default:
            text_append_char(out, *string);
        }
    }
}

/* The class of a column's cells, as an attribute: numbers to the right, days never broken. */
static const char *class_of(const struct table *table, int32_t column)
{
    enum table_kind kind = table->column[column].kind;
    if (table_kind_is_number(kind))
        return " class=\"numeric\"";
    return kind == TABLE_TEXT ? "" : " class=\"when\"";
}

static void append_head(struct text *out, const struct table *table)
{
    text_append(out, "<thead>\n<tr>");
    for (int32_t column = 0; column < table->columns; column++) {
        text_format(out, "<th scope=\"col\"%s>", class_of(table, column));
        render_html_escape(out, table->column[column].heading);
        text_append(out, "</th>");
    }
    text_append(out, "</tr>\n</thead>\n");
}

/* A point and digits that are not there, as blanks of their widths (U+2008, U+2007): decimal points stay under one another.
 */
static void append_places(struct text *out, int32_t places)
{
    for (int32_t place = 0; place < places; place++)
        text_append(out, place ? "&#8199;" : "&#8200;");
}

static void append_cell(struct text *out, const struct table *table, int64_t row, int32_t column, struct text *scratch)
{
    const struct table_cell *cell = table_at(table, row, column);
    bool label = column < table_labels(table);
    text_format(out, "%s%s>", label ? "<th scope=\"row\"" : "<td", class_of(table, column));
    text_reset(scratch);
    cell_append(scratch, &table->column[column], cell);
    render_html_escape(out, text_string(scratch));
    append_places(out, cell_places_short(&table->column[column], cell));
    text_append(out, label ? "</th>" : "</td>");
}

static const char *row_tag(const struct table *table, int64_t row)
{
    switch ((enum table_row_mark)table->row_mark[row]) {
    case TABLE_ROW_TOTAL:
        return "<tr class=\"total\">";
    case TABLE_ROW_PART:
        return "<tr class=\"part\">";
    case TABLE_ROW:
        break;
    }
    return "<tr>";
}

static void append_notes(struct text *out, const struct table *table)
{
    if (table->notes == 0)
        return;
    text_append(out, "<ul class=\"table-notes\">\n");
    for (int32_t note = 0; note < table->notes; note++) {
        text_append(out, "<li>");
        render_html_escape(out, table->note[note]);
        text_append(out, "</li>\n");
    }
    text_append(out, "</ul>\n");
}

/* The box around the table scrolls by itself on a narrow screen; it takes the focus so that a keyboard can scroll it. */
static void append_opening(struct text *out, const struct table *table)
{
    text_append(out, "<div class=\"table-box\" role=\"region\" tabindex=\"0\" aria-label=\"Table ");
    render_html_escape(out, table->id);
    text_append(out, ": ");
    render_html_escape(out, table->title);
    text_append(out, "\">\n<table>\n<caption><span><strong>");
    render_html_escape(out, table->id);
    text_append(out, " ");
    render_html_escape(out, table->title);
    text_append(out, "</strong>");
    if (*table->subtitle) {
        text_append(out, "<br>\n");
        render_html_escape(out, table->subtitle);
    }
    text_append(out, "</span></caption>\n");
}

void render_html(const struct table *table, struct text *out)
{
    struct text scratch = {0};
    append_opening(out, table);
    append_head(out, table);
    text_append(out, "<tbody>\n");
    for (int64_t row = 0; row < table->rows; row++) {
        text_append(out, row_tag(table, row));
        for (int32_t column = 0; column < table->columns; column++)
            append_cell(out, table, row, column, &scratch);
        text_append(out, "</tr>\n");
    }
    text_append(out, "</tbody>\n</table>\n</div>\n");
    append_notes(out, table);
    out->failed |= scratch.failed;
    text_clear(&scratch);
}
