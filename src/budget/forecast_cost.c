#include "budget/forecast_cost.h"

#include <stdlib.h>

#include "base/array.h"

static int64_t cell_of(const struct forecast_cost *cost, int64_t replicate, int32_t month_number, int32_t state)
{
    return (replicate * cost->months + month_number) * cost->states + state;
}

/* Nights of one line and month in every replicate become pence, each rounded once. */
static int price_month(const struct flow_futures *futures, const struct tariff *tariff, int32_t month_number, int32_t state,
                       struct forecast_cost *out, struct problem *problem)
{
    struct money per_week = {0};
    bool priced = tariff_price(tariff, state, out->year[month_number], &per_week);
    for (int32_t replicate = 0; replicate < futures->replicates; replicate++) {
        int32_t nights = flow_futures_nights(futures, replicate, month_number, state);
        struct money cost = {0};
        if (nights != 0 && !priced) {
            problem_set(problem, PROBLEM_INPUT, "there is no price for kind of placement number %d", state);
            return problem_next(problem,
                                "Import a price list that has a line for it, or add one under `prices:` in homeward.yaml.");
        }
        if (!money_for_days(per_week, nights, &cost))
            return problem_set(problem, PROBLEM_LIMIT, "the cost of a month is larger than can be counted in pence");
        out->pence[cell_of(out, replicate, month_number, state)] = cost.pence;
    }
    return 0;
}

int forecast_cost_price(const struct flow_futures *futures, const struct tariff *tariff, struct forecast_cost *out,
                        struct problem *problem)
{
    *out = (struct forecast_cost){.months = futures->months, .replicates = futures->replicates, .states = futures->states};
    int64_t cells = (int64_t)futures->replicates * futures->months * futures->states;
    out->pence = array_new(cells, sizeof *out->pence, problem);
    out->year = array_new(futures->months, sizeof *out->year, problem);
    int code = out->pence && out->year ? 0 : PROBLEM_MEMORY;
    for (int32_t m = 0; code == 0 && m < futures->months; m++) {
        out->year[m] = calendar_year(futures->month_end[m]);
        for (int32_t state = 0; code == 0 && state < futures->states; state++)
            code = price_month(futures, tariff, m, state, out, problem);
    }
    if (code < 0)
        forecast_cost_clear(out);
    return code;
}

void forecast_cost_clear(struct forecast_cost *cost)
{
    free(cost->pence);
    free(cost->year);
    *cost = (struct forecast_cost){0};
}

int forecast_cost_totals(const struct forecast_cost *cost, int32_t state, int32_t from, int32_t to, int64_t *totals,
                         struct problem *problem)
{
    int32_t first = state == FLOW_ALL ? 0 : state;
    int32_t end = state == FLOW_ALL ? cost->states : state + 1;
    for (int32_t replicate = 0; replicate < cost->replicates; replicate++) {
        struct money total = {0};
        for (int32_t m = from; m < to; m++)
            for (int32_t line = first; line < end; line++)
                if (!money_add(total, (struct money){cost->pence[cell_of(cost, replicate, m, line)]}, &total))
                    return problem_set(problem, PROBLEM_LIMIT, "a total cost is larger than can be counted in pence");
        totals[replicate] = total.pence;
    }
    return 0;
}
