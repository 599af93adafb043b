#include "briefing/data_cells.h"

#include <inttypes.h>

#include "base/text.h"

void data_cell_year(struct table *out, int32_t year)
{
    struct text words = {0};
    if (year == INT32_MIN) {
        table_blank(out);
        return;
    }
    calendar_append_year(&words, year);
    table_text(out, text_string(&words));
    text_clear(&words);
}

void data_cell_number(struct table *out, int64_t number)
{
    struct text words = {0};
    text_format(&words, "%" PRId64, number);
    table_text(out, text_string(&words));
    text_clear(&words);
}

void data_cell_state(struct table *out, int64_t superseded_by)
{
    struct text words = {0};
    text_format(&words, "superseded by %" PRId64, superseded_by);
    table_text(out, superseded_by ? text_string(&words) : "in force");
    text_clear(&words);
}
