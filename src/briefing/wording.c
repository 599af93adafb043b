#include "briefing/wording.h"

#include <inttypes.h>

#include "table/rounding.h"

enum { PENCE_OF_THOUSAND = 100000, PENCE_OF_MILLION = 100000000, PENCE_OF_TENTH = PENCE_OF_MILLION / 10 };

void wording_children(struct text *out, int64_t count)
{
    text_append_grouped(out, count);
    text_append(out, count == 1 ? " child" : " children");
}

void wording_change(struct text *out, int64_t before, int64_t after)
{
    if (before == after) {
        text_append(out, "as many");
        return;
    }
    text_append_grouped(out, after > before ? after - before : before - after);
    text_append(out, after > before ? " more" : " fewer");
}

void wording_pounds(struct text *out, int64_t pence)
{
    int64_t thousands = round_to(pence, PENCE_OF_THOUSAND);
    text_append(out, "\u00A3");
    if (thousands < PENCE_OF_MILLION) {
        text_append_grouped(out, thousands / 100);
        return;
    }
    int64_t tenths = round_ratio(pence, 1, PENCE_OF_TENTH);
    text_append_grouped(out, tenths / 10);
    text_format(out, ".%" PRId64 " million", tenths % 10);
}
