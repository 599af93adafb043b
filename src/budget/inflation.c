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

void inflation_levels(const struct inflation_pressure *cost, int32_t year, day from, int64_t pence[INFLATION_YEARS])
{
    pence[0] = from < calendar_year_start(year + 1) ? cost->full_year : cost->this_year;
    pence[1] = cost->full_year;
}

bool inflation_without_contract(const struct books *books, int32_t line)
{
    for (int64_t i = 0; i < books->posts; i++)
        if (books->post[i].line == line)
            return false;
    return books->line[line].state < 0;
}
