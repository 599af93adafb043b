#include "returns/return_write_xml.h"

#include <string.h>

/* The element of a row of each table. OC3 and AD1 have none: their fields stand in the header itself. */
static const char *const blocks[RETURN_TABLES] = {
    [RETURN_EPISODES] = "EPISODE",
    [RETURN_REVIEWS] = "AREVIEW",
    [RETURN_OC2] = "OC2",
    [RETURN_PLACED_ADOPTION] = "AD_PLACED",
    [RETURN_PREVIOUS_PERMANENCE] = "PERMANENCE",
    [RETURN_MISSING] = "AMISSING",
    [RETURN_SOCIAL_WORKER] = "SWEPISODE",
    [RETURN_DOLO] = "DOLO",
};

static void write_byte(struct text *out, char byte)
{
    if (byte == '&')
        text_append(out, "&amp;");
    else if (byte == '<')
        text_append(out, "&lt;");
    else if (byte == '>')
        text_append(out, "&gt;");
    else if (byte == '\r')
        text_append(out, "&#13;");
    else if ((unsigned char)byte < 0x20 && byte != '\t' && byte != '\n')
        text_append(out, "\xEF\xBF\xBD");
    else
        text_append_char(out, byte);
}

static void write_element(struct text *out, const char *name, struct return_text cell)
{
    if (cell.length == 0) {
        text_format(out, "<%s/>", name);
        return;
    }
    text_format(out, "<%s>", name);
    for (uint32_t i = 0; i < cell.length; i++)
        write_byte(out, cell.bytes[i]);
    text_format(out, "</%s>", name);
}

/* What the XML calls a column. */
static const char *element_of(enum return_table table, int32_t position)
{
    if (position == 0)
        return "CHILDID";
    if (table == RETURN_EPISODES && position == EPISODES_PLACE)
        return "PL";
    return return_layout(table)->column[position].name;
}

void return_write_xml_open(struct return_xml *xml, struct text *out, int32_t year)
{
    *xml = (struct return_xml){.out = out, .year = year};
    text_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EXPSSDA903>\n");
}

static void end_header(struct return_xml *xml)
{
    if (xml->in_header)
        text_append(xml->out, "</HEADER>\n");
    xml->in_header = false;
}

static void end_child(struct return_xml *xml)
{
    end_header(xml);
    if (xml->in_child)
        text_append(xml->out, "</CHILD>\n");
    xml->in_child = false;
}

/* The columns of the year from `first` on. */
static void write_columns(struct return_xml *xml, enum return_table table, int32_t first, const struct return_text *cell)
{
    const struct return_layout *layout = return_layout(table);
    for (int32_t k = first; k < layout->columns; k++)
        if (xml->year >= layout->column[k].first_year)
            write_element(xml->out, element_of(table, k), cell[k]);
}

void return_write_xml_child(struct return_xml *xml, const struct return_text *header, const struct return_text *uasc)
{
    end_child(xml);
    xml->in_child = true;
    xml->in_header = xml->has_header = header != NULL;
    text_append(xml->out, "<CHILD>\n");
    if (!header)
        return;
    text_append(xml->out, "<HEADER>");
    write_columns(xml, RETURN_HEADER, 0, header);
    text_append(xml->out, uasc ? "<UASC>1</UASC>" : "<UASC>0</UASC>");
    if (uasc)
        write_element(xml->out, "DUC", uasc[UASC_DUC]);
    text_append(xml->out, "\n");
}

/* The column behind CHILD and, where the table has one, DOB. */
static int32_t own_columns(enum return_table table)
{
    return strcmp(return_layout(table)->column[1].name, "DOB") == 0 ? 2 : 1;
}

void return_write_xml_row(struct return_xml *xml, enum return_table table, const struct return_text *cell)
{
    if (table == RETURN_EPISODES || table == RETURN_SOCIAL_WORKER || table == RETURN_DOLO)
        end_header(xml);
    const char *block = blocks[table] || xml->has_header ? blocks[table] : return_layout(table)->title;
    if (block)
        text_format(xml->out, "<%s>", block);
    write_columns(xml, table, xml->has_header ? own_columns(table) : 0, cell);
    if (block)
        text_format(xml->out, "</%s>", block);
    text_append(xml->out, "\n");
}

void return_write_xml_close(struct return_xml *xml)
{
    end_child(xml);
    text_append(xml->out, "</EXPSSDA903>\n");
}
