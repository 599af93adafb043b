#include "budget/forecast_cost.h"

#include <stdlib.h>

#include "base/array.h"

enum { REPLICATES_A_STEP = 1000 };

static int64_t cell_of(const struct forecast_cost *cost, int64_t replicate, int32_t month_number, int32_t state)
{
    return (replicate * cost->months + month_number) * cost->states + state;
}

/* What a week costs, of every month and line, and whether anybody has told it. */
struct week_prices {
    struct money week[FLOW_MONTHS_MAX][FLOW_STATES_MAX];
    bool known[FLOW_MONTHS_MAX][FLOW_STATES_MAX];
};

static void lay_prices(const struct forecast_cost *cost, const struct tariff *tariff, struct week_prices *out)
{
    for (int32_t m = 0; m < cost->months; m++)
        for (int32_t state = 0; state < cost->states; state++)
            out->known[m][state] = tariff_price(tariff, state, cost->year[m], &out->week[m][state]);
}

static int no_price(int32_t state, struct problem *problem)
{
    problem_set(problem, PROBLEM_INPUT, "there is no price for kind of placement number %d", state);
    return problem_next(problem, "Import a price list that has a line for it, or add one under `prices:` in homeward.yaml.");
}

/* Nights of one replicate become pence, each month and line rounded once: in the order in which both lie in memory. */
static int price_replicate(const struct flow_futures *futures, const struct week_prices *prices, int32_t replicate,
                           struct forecast_cost *out, struct problem *problem)
{
    for (int32_t m = 0; m < out->months; m++)
        for (int32_t state = 0; state < out->states; state++) {
            const int32_t nights = flow_futures_nights(futures, replicate, m, state);
            struct money cost = {0};
            if (nights == 0)
                continue;
            if (!prices->known[m][state])
                return no_price(state, problem);
            if (!money_for_days(prices->week[m][state], nights, &cost))
                return problem_set(problem, PROBLEM_LIMIT, "the cost of a month is larger than can be counted in pence");
            out->pence[cell_of(out, replicate, m, state)] = cost.pence;
        }
    return 0;
}

static int price_all(const struct flow_futures *futures, const struct tariff *tariff, struct progress *progress,
                     struct forecast_cost *out, struct problem *problem)
{
    struct week_prices *prices = calloc(1, sizeof *prices);
    int code = prices ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the prices");
    if (prices)
        lay_prices(out, tariff, prices);
    for (int32_t r = 0; r < out->replicates && code == 0; r++) {
        if (r % REPLICATES_A_STEP == 0 && progress_step(progress, "cost", r, out->replicates))
            code = problem_set(problem, PROBLEM_STOPPED, "stopped while the paths were being priced");
        else
            code = price_replicate(futures, prices, r, out, problem);
    }
    free(prices);
    return code;
}

int forecast_cost_price(const struct flow_futures *futures, const struct tariff *tariff, struct progress *progress,
                        struct forecast_cost *out, struct problem *problem)
{
    *out = (struct forecast_cost){.months = futures->months, .replicates = futures->replicates, .states = futures->states};
    int64_t cells = (int64_t)futures->replicates * futures->months * futures->states;
    out->pence = array_new(cells, sizeof *out->pence, problem);
    out->year = array_new(futures->months, sizeof *out->year, problem);
    int code = out->pence && out->year ? 0 : PROBLEM_MEMORY;
    for (int32_t m = 0; code == 0 && m < futures->months; m++)
        out->year[m] = calendar_year(futures->month_end[m]);
    if (code == 0)
        code = price_all(futures, tariff, progress, out, problem);
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
