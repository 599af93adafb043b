#include "run/split.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "scores/spread.h"

enum { SETS = 3, WHOLE = 100000 };
enum set { OWN, SAME, OTHER };

/* A year of the horizon: months from … to - 1. */
struct year {
    int32_t from, to;
};

struct splitting {
    struct casebook *casebook;
    const struct split_forecast *forecast;
    int32_t paths, years;
    struct year year[FLOW_MONTHS_MAX];
    double *stock[SETS], *cost[SETS]; /* [year][path] */
    int64_t *pence;                   /* [paths of the forecast] */
    struct arena arena;
};

static void find_years(struct splitting *splitting)
{
    const struct forecast_cost *cost = splitting->forecast->cost;
    for (int32_t from = 0; from < cost->months;) {
        struct year year = {from, from};
        while (year.to < cost->months && cost->year[year.to] == cost->year[from])
            year.to++;
        splitting->year[splitting->years++] = year;
        from = year.to;
    }
}

/* Children at the end of each year, less those at the start (a number that does not vary), and the cost of each. */
static int take(struct splitting *splitting, enum set set, const struct flow_futures *futures,
                const struct forecast_cost *cost, struct problem *problem)
{
    for (int32_t y = 0; y < splitting->years; y++) {
        const struct year year = splitting->year[y];
        double *stock = splitting->stock[set] + (int64_t)y * splitting->paths,
               *pounds = splitting->cost[set] + (int64_t)y * splitting->paths;
        if (forecast_cost_totals(cost, FLOW_ALL, year.from, year.to, splitting->pence, problem) < 0)
            return problem->code;
        for (int32_t r = 0; r < splitting->paths; r++) {
            const int32_t *starts = futures->starts + (int64_t)r * futures->months,
                          *ceases = futures->ceases + (int64_t)r * futures->months;
            int64_t more = 0;
            for (int32_t m = 0; m < year.to; m++)
                more += starts[m] - ceases[m];
            stock[r] = (double)more;
            pounds[r] = (double)splitting->pence[r] / 100;
        }
    }
    return 0;
}

/* The draws in another order, so that every replicate walks under other rates. Memory is from the arena. */
static int turn_draws(const struct flow_posterior *posterior, struct arena *arena, struct flow_posterior *out,
                      struct problem *problem)
{
    const int32_t draws = posterior->draws, half = draws / 2;
    *out = *posterior;
    out->arena = (struct arena){0};
    out->rates = arena_take(arena, (size_t)draws * sizeof *out->rates);
    out->entries = arena_take(arena, (size_t)draws * sizeof *out->entries);
    if (!out->rates || !out->entries)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to split the spread");
    for (int32_t d = 0; d < draws; d++) {
        out->rates[d] = posterior->rates[(d + half) % draws];
        out->entries[d] = posterior->entries[(d + half) % draws];
    }
    return 0;
}

/* Walks the replicates again, under these rates and with other luck. */
static int walk(struct splitting *splitting, enum set set, const struct rates_learnt *learnt, struct progress *progress,
                struct problem *problem)
{
    const struct split_forecast *forecast = splitting->forecast;
    struct casebook *casebook = splitting->casebook;
    struct rates_levels_plan plan = *forecast->levels_plan;
    plan.paths = splitting->paths;
    plan.like = forecast->levels;
    plan.twin = (uint32_t)set;
    struct flow_levels levels = {0};
    struct flow_futures futures = {0};
    struct forecast_cost cost = {0};
    const struct flow_plan flow = {.start = forecast->past->as_at,
                                   .months = plan.months,
                                   .replicates = plan.paths,
                                   .seed = plan.seed ^ (UINT64_C(0x9e3779b97f4a7c15) * (uint64_t)set), /* other luck */
                                   .authority = rates_authority_number(casebook_settings(casebook)->authority),
                                   .levels = &levels,
                                   .hands = forecast->hands};
    int code = rates_levels(casebook, forecast->past, learnt, &plan, progress, &levels, problem);
    if (code == 0)
        code = flow_simulate(&casebook_system(casebook)->flow, &forecast->past->histories, &learnt->posterior, &flow,
                             progress, &futures, problem);
    if (code == 0)
        code = forecast_cost_price(&futures, casebook_tariff(casebook), NULL, &cost, problem);
    if (code == 0)
        code = take(splitting, set, &futures, &cost, problem);
    forecast_cost_clear(&cost);
    flow_futures_clear(&futures);
    flow_levels_clear(&levels);
    return code;
}

static int walk_both(struct splitting *splitting, struct progress *progress, struct problem *problem)
{
    struct rates_learnt other = *splitting->forecast->learnt;
    struct progress_part part;
    progress_part_begin(&part, progress, "what the ranges are made of", "paths", 2);
    int code = walk(splitting, SAME, splitting->forecast->learnt, &part.progress, problem);
    part.at = 1;
    if (code == 0)
        code = turn_draws(&splitting->forecast->learnt->posterior, &splitting->arena, &other.posterior, problem);
    if (code == 0)
        code = walk(splitting, OTHER, &other, &part.progress, problem);
    return code;
}

/* Shares in 100,000, adding up to it: chance, the largest as a rule, takes what rounding leaves. */
static void shares_of(const struct spread *spread, int64_t share[RUN_PARTS])
{
    memset(share, 0, RUN_PARTS * sizeof *share);
    if (!(spread->chance + spread->rates + spread->drift > 0))
        return;
    share[RUN_PART_RATES] = (int64_t)(spread->rates * WHOLE + 0.5);
    share[RUN_PART_DRIFT] = (int64_t)(spread->drift * WHOLE); /* down: what is left is never below 0 */
    share[RUN_PART_CHANCE] = WHOLE - share[RUN_PART_RATES] - share[RUN_PART_DRIFT];
}

static int add_rows(const struct splitting *splitting, enum run_measure measure, double *const value[SETS],
                    struct run_rows *out, struct problem *problem)
{
    for (int32_t y = 0; y < splitting->years; y++) {
        const int64_t at = (int64_t)y * splitting->paths;
        const day end = splitting->forecast->futures->month_end[splitting->year[y].to - 1];
        struct spread spread = {0};
        int64_t share[RUN_PARTS];
        if (splitting->paths > 1)
            spread_of(value[OWN] + at, value[SAME] + at, value[OTHER] + at, splitting->paths, &spread);
        shares_of(&spread, share);
        for (int32_t part = 0; part < RUN_PARTS; part++) {
            const int64_t row = run_rows_add(out, measure, end, part, RUN_ALL, problem);
            if (row < 0)
                return (int)row;
            out->mean[row] = share[part];
        }
    }
    return 0;
}

static int splitting_make(struct splitting *splitting, struct problem *problem)
{
    const int32_t replicates = splitting->forecast->futures->replicates;
    splitting->paths = replicates < SPLIT_PATHS_MAX ? replicates : SPLIT_PATHS_MAX;
    find_years(splitting);
    const size_t size = (size_t)splitting->years * (size_t)splitting->paths * sizeof(double);
    bool room = (splitting->pence = arena_take(&splitting->arena, (size_t)replicates * sizeof(int64_t))) != NULL;
    for (int32_t set = 0; set < SETS; set++) {
        splitting->stock[set] = arena_take(&splitting->arena, size);
        splitting->cost[set] = arena_take(&splitting->arena, size);
        room = room && splitting->stock[set] && splitting->cost[set];
    }
    return room ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory to split the spread");
}

int split_of_forecast(struct casebook *casebook, const struct split_forecast *forecast, struct progress *progress,
                      struct run_rows *out, struct problem *problem)
{
    struct splitting splitting = {.casebook = casebook, .forecast = forecast};
    int code = splitting_make(&splitting, problem);
    if (code == 0)
        code = take(&splitting, OWN, forecast->futures, forecast->cost, problem);
    if (code == 0)
        code = walk_both(&splitting, progress, problem);
    if (code == 0)
        code = add_rows(&splitting, RUN_SPLIT_STOCK, splitting.stock, out, problem);
    if (code == 0)
        code = add_rows(&splitting, RUN_SPLIT_COST, splitting.cost, out, problem);
    arena_clear(&splitting.arena);
    return code;
}
