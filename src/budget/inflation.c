#include "budget/inflation.h"

#include "money/money.h"

bool inflation_cost(int64_t budget, int32_t year, int64_t percent, day from, struct inflation_pressure *out)
{
    const day begins = calendar_year_start(year), ends = calendar_year_start(year + 1);
    struct money full, part;
    *out = (struct inflation_pressure){0};
    if (from < begins || from >= ends || !money_scale((struct money){budget}, percent, 100000, &full) ||
        !money_scale(full, ends - from, ends - begins, &part))
        return false;
    *out = (struct inflation_pressure){full.pence, part.pence, full.pence - part.pence};
    return true;
}
