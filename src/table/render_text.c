#include <stdlib.h>
#include <string.h>

#include "table/cell.h"
#include "table/render_formats.h"
#include "table/wrap.h"

/*
 * Columns are as wide as their longest number or heading word. Where that is too wide the gaps are made tight, then columns
 * of text give way, the widest first, until the table fits; where that is not enough it is cut into blocks that repeat its
 * labels, each as wide as the paper allows.
 */
enum { WIDTH_LEAST = 20, GAP = 2, GAP_TIGHT = 1, WORD_KEPT = 20, WORD_CUT = 8 };

struct layout {
    int32_t width;                     /* of the paper; 0: no limit */
    int32_t gap;                       /* blanks between columns */
    int32_t labels;                    /* columns that every block repeats */
    int32_t column[TABLE_COLUMNS_MAX]; /* width of each */
};

/* Columns from … to - 1, behind the labels where from > 0. */
struct block {
    int32_t from, to;
};

struct writer {
    const struct table *table;
    struct layout layout;
    struct text *out;
    struct text line, cell; /* scratch: the line being written, the cell in it */
};

static bool is_text(const struct table *table, int32_t column)
{
    return table->column[column].kind == TABLE_TEXT;
}

static bool is_number(const struct table *table, int32_t column)
{
    return table_kind_is_number(table->column[column].kind);
}

static const char *cell_string(struct writer *writer, int64_t row, int32_t column)
{
    text_reset(&writer->cell);
    const struct table_column_head *head = &writer->table->column[column];
    const struct table_cell *cell = table_at(writer->table, row, column);
    cell_append(&writer->cell, head, cell);
    text_pad(&writer->cell, ' ', cell_places_short(head, cell));
    return text_string(&writer->cell);
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* Fills natural widths, and the least to which a column may shrink when words up to `kept` columns stay whole. */
static void measure(struct writer *writer, int32_t kept, int32_t *least)
{
    const struct table *table = writer->table;
    for (int32_t column = 0; column < table->columns; column++) {
        int32_t heading = wrap_longest_word(table->column[column].heading), natural = heading, word = heading;
        for (int64_t row = 0; row < table->rows; row++) {
            const char *string = cell_string(writer, row, column);
            natural = larger(natural, text_width(string));
            word = larger(word, wrap_longest_word(string));
        }
        writer->layout.column[column] = natural;
        least[column] = is_text(table, column) ? larger(heading, word < kept ? word : kept) : natural;
        if (least[column] > natural)
            least[column] = natural;
    }
}

static int32_t width_of(const struct layout *layout, int32_t from, int32_t to)
{
    int32_t width = 0;
    for (int32_t column = from; column < to; column++)
        width += layout->column[column] + (column > from ? layout->gap : 0);
    return width;
}

/* Takes columns of text in from … to - 1 narrower, the widest first, until they fit; false when they cannot. */
static bool shrink(struct layout *layout, const int32_t *least, int32_t from, int32_t to, int32_t room)
{
    for (int32_t over = width_of(layout, from, to) - room; over > 0; over--) {
        int32_t widest = -1;
        for (int32_t column = from; column < to; column++)
            if (layout->column[column] > least[column] && (widest < 0 || layout->column[column] > layout->column[widest]))
                widest = column;
        if (widest < 0)
            return false;
        layout->column[widest]--;
    }
    return true;
}

static bool fits(const struct layout *layout, int32_t columns)
{
    return layout->width == 0 || width_of(layout, 0, columns) <= layout->width;
}

/* The whole table in one block where that can be, with no more words cut than must be; false where it cannot. A table of
 * words alone keeps its wide gaps. */
static bool lay_out_whole(struct writer *writer, int32_t *least)
{
    struct layout *layout = &writer->layout;
    int32_t columns = writer->table->columns;
    measure(writer, WORD_KEPT, least);
    layout->gap = GAP;
    if (fits(layout, columns))
        return true;
    if (layout->labels < columns && is_number(writer->table, layout->labels))
        layout->gap = GAP_TIGHT;
    for (int32_t kept = WORD_KEPT; kept >= WORD_CUT; kept--) {
        measure(writer, kept, least);
        if (shrink(layout, least, 0, columns, layout->width))
            return true;
    }
    return false;
}

static void lay_out(struct writer *writer)
{
    struct layout *layout = &writer->layout;
    int32_t least[TABLE_COLUMNS_MAX], columns = writer->table->columns;
    layout->labels = table_labels(writer->table);
    if (lay_out_whole(writer, least))
        return;
    measure(writer, WORD_CUT, least);
    layout->gap = GAP_TIGHT;
    shrink(layout, least, 0, layout->labels, layout->width / 2);
    int32_t room = layout->width - width_of(layout, 0, layout->labels) - layout->gap;
    for (int32_t column = layout->labels; column < columns; column++)
        shrink(layout, least, column, column + 1, room);
}

/* The block from column `from` on: as many columns as fit, one at least, and none parted from the next it stays with. */
static struct block next_block(const struct writer *writer, int32_t from)
{
    const struct layout *layout = &writer->layout;
    int32_t columns = writer->table->columns, labels = layout->labels;
    if (layout->width == 0)
        return (struct block){.from = from, .to = columns};
    int32_t used = width_of(layout, 0, labels);
    struct block block = {.from = from, .to = from};
    while (block.to < columns) {
        used += layout->gap + layout->column[block.to];
        if (used > layout->width && block.to > from)
            break;
        block.to++;
    }
    while (block.to < columns && block.to - block.from > 1 && writer->table->column[block.to - 1].with_next)
        block.to--;
    return block;
}

static void end_line(struct writer *writer)
{
    size_t length = writer->line.length;
    while (length > 0 && writer->line.bytes[length - 1] == ' ')
        length--;
    text_append_bytes(writer->out, text_string(&writer->line), length);
    text_append_char(writer->out, '\n');
    writer->out->failed |= writer->line.failed;
    text_reset(&writer->line);
}

/* Calls `each` for the columns of a block in order, labels first, with the gaps between them. */
static void for_columns(struct writer *writer, struct block block,
                        void (*each)(struct writer *writer, int32_t column, int64_t row, int32_t part), int64_t row,
                        int32_t part)
{
    for (int32_t column = 0; column < writer->table->columns; column++) {
        if (column >= writer->layout.labels && (column < block.from || column >= block.to))
            continue;
        if (column > 0)
            text_pad(&writer->line, ' ', writer->layout.gap);
        each(writer, column, row, part);
    }
    end_line(writer);
}

/* Line `part` of a string in a column of the layout, to the left or to the right. */
static void append_part(struct writer *writer, const char *string, int32_t column, int32_t part, bool right)
{
    int32_t width = writer->layout.column[column];
    struct wrapped line = {.bytes = "", .length = 0};
    for (int32_t i = 0; i <= part; i++)
        if (!wrap_next(&string, width, &line))
            break;
    text_pad(&writer->line, ' ', right ? width - line.columns : 0);
    wrap_append(&writer->line, &line);
    text_pad(&writer->line, ' ', right ? 0 : width - line.columns);
}

static void append_heading(struct writer *writer, int32_t column, int64_t lines, int32_t part)
{
    const char *heading = writer->table->column[column].heading;
    int32_t above = (int32_t)lines - wrap_lines(heading, writer->layout.column[column]);
    if (part < above)
        text_pad(&writer->line, ' ', writer->layout.column[column]);
    else
        append_part(writer, heading, column, part - above, is_number(writer->table, column));
}

static void append_rule(struct writer *writer, int32_t column, int64_t row, int32_t part)
{
    (void)row, (void)part;
    for (int32_t i = 0; i < writer->layout.column[column]; i++)
        text_append(&writer->line, "\u2500");
}

static void append_cell(struct writer *writer, int32_t column, int64_t row, int32_t part)
{
    const char *string = cell_string(writer, row, column);
    int32_t width = writer->layout.column[column];
    if (is_text(writer->table, column)) {
        append_part(writer, string, column, part, false);
        return;
    }
    if (part > 0)
        string = "";
    int32_t left = width - text_width(string);
    text_pad(&writer->line, ' ', is_number(writer->table, column) ? left : 0);
    text_append(&writer->line, string);
    text_pad(&writer->line, ' ', is_number(writer->table, column) ? 0 : left);
}

static bool in_block(const struct writer *writer, struct block block, int32_t column)
{
    return column < writer->layout.labels || (column >= block.from && column < block.to);
}

static int32_t heading_lines(const struct writer *writer, struct block block)
{
    int32_t lines = 1;
    for (int32_t column = 0; column < writer->table->columns; column++)
        if (in_block(writer, block, column))
            lines = larger(lines, wrap_lines(writer->table->column[column].heading, writer->layout.column[column]));
    return lines;
}

static int32_t row_lines(struct writer *writer, struct block block, int64_t row)
{
    int32_t lines = 1;
    for (int32_t column = 0; column < writer->table->columns; column++)
        if (in_block(writer, block, column) && is_text(writer->table, column))
            lines = larger(lines, wrap_lines(table_at(writer->table, row, column)->text, writer->layout.column[column]));
    return lines;
}

static void write_block(struct writer *writer, struct block block)
{
    int32_t headings = heading_lines(writer, block);
    for (int32_t part = 0; part < headings; part++)
        for_columns(writer, block, append_heading, headings, part);
    for_columns(writer, block, append_rule, 0, 0);
    for (int64_t row = 0; row < writer->table->rows; row++) {
        enum table_row_mark mark = (enum table_row_mark)writer->table->row_mark[row];
        bool after_total = row > 0 && writer->table->row_mark[row - 1] == TABLE_ROW_TOTAL;
        if (row > 0 && (mark != TABLE_ROW || after_total))
            for_columns(writer, block, append_rule, 0, 0);
        int32_t lines = row_lines(writer, block, row);
        for (int32_t part = 0; part < lines; part++)
            for_columns(writer, block, append_cell, row, part);
    }
}

static void write_wrapped(struct writer *writer, const char *first, const char *string)
{
    wrap_paragraph(writer->out, first, string, writer->layout.width);
}

static void write_notes(struct writer *writer)
{
    if (writer->table->notes)
        text_append_char(writer->out, '\n');
    for (int32_t note = 0; note < writer->table->notes; note++)
        write_wrapped(writer, "\u2022 ", writer->table->note[note]);
    if (*writer->table->run)
        write_wrapped(writer, "\u2022 Run ", writer->table->run);
}

static void write_title(struct writer *writer)
{
    struct text title = {0};
    text_format(&title, "%s  ", writer->table->id);
    write_wrapped(writer, text_string(&title), writer->table->title);
    writer->out->failed |= title.failed;
    text_clear(&title);
    write_wrapped(writer, "", writer->table->subtitle);
}

void render_text(const struct table *table, int32_t width, struct text *out)
{
    struct writer writer = {.table = table, .out = out};
    writer.layout.width = width > 0 && width < WIDTH_LEAST ? WIDTH_LEAST : width;
    write_title(&writer);
    if (table->rows == 0) {
        text_append_char(out, '\n');
        write_wrapped(&writer, "", "There are no rows.");
    } else {
        lay_out(&writer);
        for (struct block block = {0}; block.to < table->columns;) {
            block = next_block(&writer, larger(block.to, writer.layout.labels));
            text_append_char(out, '\n');
            write_block(&writer, block);
        }
    }
    write_notes(&writer);
    out->failed |= writer.cell.failed || writer.line.failed;
    text_clear(&writer.cell);
    text_clear(&writer.line);
}
