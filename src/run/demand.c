#include "run/demand.h"

#include <stdlib.h>

#include "base/array.h"

/* How many years the run simulates whole after the budget's. */
static int32_t whole_years(const struct run_result *run, int32_t first)
{
    int32_t years = 0;
    while (years < ROUND_YEARS && calendar_year_start(first) > run->as_at &&
           run_rows_find(&run->forecast, RUN_YEAR_COST, calendar_year_end(first + years), RUN_ALL, RUN_ALL) >= 0)
        years++;
    return years;
}

static int32_t states_of(const struct run_result *run, day date)
{
    int32_t states = 0;
    while (run_rows_find(&run->forecast, RUN_YEAR_COST, date, states, RUN_ALL) >= 0)
        states++;
    return states;
}

/* What the kinds of placement cost in the whole years of the run, and the range of all. */
static int take_demand(const struct run_result *run, const struct books *books, int32_t years, struct run_demand *out,
                       struct problem *problem)
{
    const struct run_rows *rows = &run->forecast;
    const int32_t states = states_of(run, calendar_year_end(out->first_year));
    int64_t *cost = array_new((int64_t)states * years + 1, sizeof *cost, problem);
    if (!cost)
        return PROBLEM_MEMORY;
    for (int32_t y = 0; y < years; y++) {
        const day date = calendar_year_end(out->first_year + y);
        const int64_t all = run_rows_find(rows, RUN_YEAR_COST, date, RUN_ALL, RUN_ALL);
        out->low[y] = rows->quantile[all * RUN_QUANTILES + RUN_P10];
        out->high[y] = rows->quantile[all * RUN_QUANTILES + RUN_P90];
        for (int32_t s = 0; s < states; s++) {
            const int64_t row = run_rows_find(rows, RUN_YEAR_COST, date, s, RUN_ALL);
            cost[s * years + y] = row < 0 ? 0 : rows->mean[row];
        }
    }
    const int code = demand_make(books, cost, states, years, &out->demand, problem);
    free(cost);
    return code;
}

static int refuse_short(struct problem *problem)
{
    problem_set(problem, PROBLEM_INPUT, "the run has no whole year after the budget's");
    return problem_next(problem, "Ask for a longer forecast: homeward forecast --months 48");
}

int run_demand_make(const struct run_result *run, const struct books *books, struct run_demand *out, struct problem *problem)
{
    *out = (struct run_demand){.first_year = books->year + 1};
    const int32_t years = whole_years(run, out->first_year);
    return years ? take_demand(run, books, years, out, problem) : refuse_short(problem);
}

void run_demand_clear(struct run_demand *demand)
{
    demand_clear(&demand->demand);
    *demand = (struct run_demand){0};
}
