#include "returns/excerpt.h"

#include <string.h>

static void excerpt_add(struct excerpt *excerpt, const char *bytes, size_t length)
{
    size_t comma = excerpt->cells++ > 0;
    if (excerpt->full)
        return;
    if (excerpt->length + comma + length > EXCERPT_BYTES - 3) {
        memcpy(excerpt->bytes + excerpt->length, "...", 4);
        excerpt->full = true;
        return;
    }
    if (comma)
        excerpt->bytes[excerpt->length++] = ',';
    memcpy(excerpt->bytes + excerpt->length, bytes, length);
    excerpt->length += length;
    excerpt->bytes[excerpt->length] = '\0';
}

void excerpt_cell(struct excerpt *excerpt, struct return_text cell, bool show)
{
    if (show || cell.length == 0)
        excerpt_add(excerpt, cell.bytes, cell.length);
    else
        excerpt_add(excerpt, "***", 3);
}

bool excerpt_is_a_date(struct return_text cell)
{
    int marks = 0;
    for (uint32_t i = 0; i < cell.length; i++) {
        bool mark = strchr("/-:. T", cell.bytes[i]) && cell.bytes[i];
        bool digit = cell.bytes[i] >= '0' && cell.bytes[i] <= '9';
        if (!mark && !digit)
            return false;
        marks += mark;
    }
    return marks >= 2 && cell.length <= 20;
}
