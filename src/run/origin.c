#include "run/origin.h"

#include <stdlib.h>

#include "base/array.h"
#include "budget/forecast_cost.h"
#include "flow/futures.h"
#include "flow/markov.h"
#include "run/rates.h"
#include "scores/poisson.h"
#include "scores/score.h"

enum { THOUSAND = 1000, MARKOV_WINDOW = 365, MARKOV_VALUES = 199, YEAR_MONTHS = 12, NO_RANGE = -1 };

static const double levels_of_ranges[BACKTEST_RANGES] = {.5, .8, .95};

/* One origin on its way. */
struct scoring {
    struct casebook *casebook;
    const struct flow_system *system;
    const struct origin_plan *plan;
    const struct care_monthly *truth;
    int32_t base;                /* month of `truth` that ends on the origin */
    const struct gathered *past; /* what was known on it */
    struct flow_futures futures; /* the forecast */
    struct forecast_cost cost;
    struct flow_markov markov;
    struct forecast_cost cost_of[BACKTEST_METHOD_COUNT]; /* one path each: [BACKTEST_HOMEWARD] holds what came */
    int64_t *pence;                                      /* [paths] */
    double *value;                                       /* [paths or MARKOV_VALUES], rising */
    struct backtest_result *out;
};

static int64_t nearest(double value)
{
    return value < 0 ? -(int64_t)(0.5 - value) : (int64_t)(value + 0.5);
}

static int rising(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static int forecast(struct scoring *scoring, struct progress *progress, struct problem *problem)
{
    const struct origin_plan *plan = scoring->plan;
    const struct rates_levels_plan levels_plan = {.seed = plan->seed,
                                                  .months = plan->horizon,
                                                  .paths = plan->paths,
                                                  .own_growth = plan->own_growth,
                                                  .known_year = origin_known_year(scoring->past->as_at),
                                                  .hands = plan->hands};
    struct flow_plan flow = {.start = scoring->past->as_at,
                             .months = plan->horizon,
                             .replicates = plan->paths,
                             .seed = plan->seed,
                             .authority = rates_authority_number(casebook_settings(scoring->casebook)->authority),
                             .hands = plan->hands};
    struct rates_learnt learnt = {0};
    struct flow_levels levels = {0};
    int code = rates_learn(scoring->casebook, scoring->past, plan->seed, progress, &learnt, problem);
    if (code == 0)
        code = rates_levels(scoring->casebook, scoring->past, &learnt, &levels_plan, progress, &levels, problem);
    flow.levels = &levels;
    if (code == 0)
        code = flow_simulate(scoring->system, &scoring->past->histories, &learnt.posterior, &flow, progress,
                             &scoring->futures, problem);
    if (code == 0)
        code = forecast_cost_price(&scoring->futures, casebook_tariff(scoring->casebook), NULL, &scoring->cost, problem);
    flow_levels_clear(&levels);
    rates_learnt_clear(&learnt);
    return code;
}

/* Nights by month and state that came, or that a baseline expects. */
static int32_t nights_of(const struct scoring *scoring, enum backtest_method method, int32_t month, int32_t state)
{
    const struct care_monthly *truth = scoring->truth;
    const int32_t at = scoring->base + 1 + month;
    if (method == BACKTEST_HOMEWARD)
        return truth->nights[(int64_t)at * truth->states + state];
    if (method == BACKTEST_MARKOV)
        return (int32_t)nearest(scoring->markov.nights[month * scoring->markov.states + state]);
    const int64_t children = care_monthly_get(truth, FLOW_STOCK, state, FLOW_ALL, scoring->base);
    return (int32_t)(children * (truth->month_end[at] - truth->month_end[at - 1]));
}

/* Prices what came and what the baselines expect, each as a single path of nights. */
static int price_single(struct scoring *scoring, enum backtest_method method, struct problem *problem)
{
    const struct flow_futures *futures = &scoring->futures;
    struct flow_futures single = {
        .months = futures->months, .replicates = 1, .states = futures->states, .month_end = futures->month_end};
    single.nights = array_new((int64_t)single.months * single.states, sizeof *single.nights, problem);
    if (!single.nights)
        return PROBLEM_MEMORY;
    for (int32_t m = 0; m < single.months; m++)
        for (int32_t s = 0; s < single.states; s++)
            single.nights[m * single.states + s] = nights_of(scoring, method, m, s);
    int code = forecast_cost_price(&single, casebook_tariff(scoring->casebook), NULL, &scoring->cost_of[method], problem);
    free(single.nights);
    return code;
}

/* Sum of a flow of everybody over `count` months from one on. */
static int64_t flow_between(const struct care_monthly *truth, enum flow_measure measure, int32_t from, int32_t count)
{
    int64_t sum = 0;
    for (int32_t m = from; m < from + count; m++)
        sum += care_monthly_get(truth, measure, FLOW_ALL, FLOW_ALL, m);
    return sum;
}

static enum flow_measure flow_of(const struct backtest_outcome *outcome)
{
    return outcome->measure == BACKTEST_STARTS   ? FLOW_STARTS
           : outcome->measure == BACKTEST_CEASES ? FLOW_CEASES
                                                 : FLOW_STOCK;
}

static int single_cost(struct scoring *scoring, enum backtest_method method, const struct backtest_outcome *outcome,
                       int64_t *out, struct problem *problem)
{
    return forecast_cost_totals(&scoring->cost_of[method], outcome->state, 0, outcome->months, out, problem);
}

/* What came: thousandths of a child, or pence. */
static int tell_truth(struct scoring *scoring, struct backtest_outcome *outcome, struct problem *problem)
{
    const enum flow_measure measure = flow_of(outcome);
    if (outcome->measure == BACKTEST_COST)
        return single_cost(scoring, BACKTEST_HOMEWARD, outcome, &outcome->truth, problem);
    if (measure == FLOW_STOCK)
        outcome->truth = THOUSAND * care_monthly_get(scoring->truth, measure, outcome->state, outcome->band,
                                                     scoring->base + outcome->months);
    else
        outcome->truth = THOUSAND * flow_between(scoring->truth, measure, scoring->base + 1, outcome->months);
    return 0;
}

/* Expected by "no change": the stock of the origin; flows as in the year before it. */
static int expect_no_change(struct scoring *scoring, struct backtest_outcome *outcome, struct problem *problem)
{
    const enum flow_measure measure = flow_of(outcome);
    if (outcome->measure == BACKTEST_COST)
        return single_cost(scoring, BACKTEST_NO_CHANGE, outcome, &outcome->mean, problem);
    if (measure == FLOW_STOCK) {
        outcome->mean = THOUSAND * care_monthly_get(scoring->truth, measure, outcome->state, outcome->band, scoring->base);
        return 0;
    }
    const int32_t months = scoring->base + 1 < YEAR_MONTHS ? scoring->base + 1 : YEAR_MONTHS;
    const int64_t year = flow_between(scoring->truth, measure, scoring->base + 1 - months, months);
    outcome->mean = nearest((double)(year * THOUSAND * outcome->months) / months);
    return 0;
}

/* A mean of the mean-rate method, in children. */
static double markov_mean(const struct scoring *scoring, const struct backtest_outcome *outcome)
{
    const struct flow_markov *markov = &scoring->markov;
    if (outcome->measure == BACKTEST_STOCK)
        return flow_markov_stock(markov, outcome->months - 1, outcome->state, outcome->band);
    double sum = 0;
    for (int32_t m = 0; m < outcome->months; m++)
        sum += outcome->measure == BACKTEST_STARTS ? markov->starts[m] : markov->ceases[m];
    return sum;
}

/* The forecast's values in children or pence, rising. */
static int fill_values(struct scoring *scoring, const struct backtest_outcome *outcome, struct problem *problem)
{
    const struct flow_futures *futures = &scoring->futures;
    const int32_t paths = futures->replicates;
    if (outcome->measure == BACKTEST_STOCK) {
        flow_futures_values(futures, FLOW_STOCK, outcome->state, outcome->band, outcome->months - 1, scoring->value);
        return 0;
    }
    if (outcome->measure == BACKTEST_COST &&
        forecast_cost_totals(&scoring->cost, outcome->state, 0, outcome->months, scoring->pence, problem) < 0)
        return problem->code;
    const int32_t *flow = outcome->measure == BACKTEST_STARTS ? futures->starts : futures->ceases;
    for (int32_t r = 0; r < paths; r++) {
        int64_t sum = outcome->measure == BACKTEST_COST ? scoring->pence[r] : 0;
        for (int32_t m = 0; m < outcome->months && outcome->measure != BACKTEST_COST; m++)
            sum += flow[(int64_t)r * futures->months + m];
        scoring->value[r] = (double)sum;
    }
    qsort(scoring->value, (size_t)paths, sizeof *scoring->value, rising);
    return 0;
}

/* Scores n rising values, each `unit` of what outcomes are in. */
static void score_ensemble(const double *value, int32_t n, double unit, struct backtest_outcome *outcome)
{
    struct score score;
    score_values(value, n, (double)outcome->truth / unit, &score);
    outcome->mean = nearest(score.mean * unit);
    outcome->crps = nearest(score.crps * unit);
    for (int32_t q = 0; q < RUN_QUANTILES; q++) {
        const int64_t rank = ((int64_t)run_quantile_per_mille[q] * n + 999) / 1000;
        outcome->quantile[q] = nearest(value[rank > 0 ? rank - 1 : 0] * unit);
    }
    for (int32_t r = 0; r < BACKTEST_RANGES; r++)
        outcome->held[r] = (int32_t)nearest(score_held(&score, levels_of_ranges[r]) * THOUSAND);
}

/* A method that says one number and no range. */
static void score_point(struct backtest_outcome *outcome)
{
    const int64_t miss = outcome->mean - outcome->truth;
    outcome->crps = miss < 0 ? -miss : miss;
    for (int32_t q = 0; q < RUN_QUANTILES; q++)
        outcome->quantile[q] = outcome->mean;
    for (int32_t r = 0; r < BACKTEST_RANGES; r++)
        outcome->held[r] = NO_RANGE;
}

static int score_method(struct scoring *scoring, struct backtest_outcome *outcome, struct problem *problem)
{
    const bool cost = outcome->measure == BACKTEST_COST;
    int code = 0;
    switch ((enum backtest_method)outcome->method) {
    case BACKTEST_HOMEWARD:
        code = fill_values(scoring, outcome, problem);
        if (code == 0)
            score_ensemble(scoring->value, scoring->futures.replicates, cost ? 1 : THOUSAND, outcome);
        break;
    case BACKTEST_MARKOV:
        if (!cost) {
            const double mean = markov_mean(scoring, outcome);
            poisson_values(mean, MARKOV_VALUES, scoring->value);
            score_ensemble(scoring->value, MARKOV_VALUES, THOUSAND, outcome);
            outcome->mean = nearest(mean * THOUSAND);
            break;
        }
        code = single_cost(scoring, BACKTEST_MARKOV, outcome, &outcome->mean, problem);
        score_point(outcome);
        break;
    default:
        code = expect_no_change(scoring, outcome, problem);
        score_point(outcome);
    }
    return code;
}

/* One number, by all methods. */
static int score_number(struct scoring *scoring, int32_t months, enum backtest_measure measure, int32_t state, int32_t band,
                        struct problem *problem)
{
    struct backtest_outcome outcome = {.origin = scoring->past->as_at,
                                       .months = months,
                                       .measure = (int8_t)measure,
                                       .state = (int8_t)state,
                                       .band = (int8_t)band};
    int code = tell_truth(scoring, &outcome, problem);
    for (int8_t method = 0; method < BACKTEST_METHOD_COUNT && code == 0; method++) {
        outcome.method = method;
        code = score_method(scoring, &outcome, problem);
        if (code == 0)
            code = backtest_result_add(scoring->out, &outcome, problem);
    }
    return code;
}

/* Everything of one horizon: children in all, by age, by kind; starts and ceases; cost in all and by kind. */
static int score_horizon(struct scoring *scoring, int32_t months, struct problem *problem)
{
    const int32_t states = scoring->system->states, bands = scoring->system->age.count;
    int code = 0;
    for (int32_t band = RUN_ALL; band < bands && code == 0; band++)
        code = score_number(scoring, months, BACKTEST_STOCK, RUN_ALL, band, problem);
    for (int32_t state = 0; state < states && code == 0; state++)
        code = score_number(scoring, months, BACKTEST_STOCK, state, RUN_ALL, problem);
    if (code == 0)
        code = score_number(scoring, months, BACKTEST_STARTS, RUN_ALL, RUN_ALL, problem);
    if (code == 0)
        code = score_number(scoring, months, BACKTEST_CEASES, RUN_ALL, RUN_ALL, problem);
    for (int32_t state = RUN_ALL; state < states && code == 0; state++)
        code = score_number(scoring, months, BACKTEST_COST, state, RUN_ALL, problem);
    return code;
}

static int prepare(struct scoring *scoring, struct progress *progress, struct problem *problem)
{
    const struct origin_plan *plan = scoring->plan;
    const int32_t most = plan->paths > MARKOV_VALUES ? plan->paths : MARKOV_VALUES;
    scoring->base = calendar_month(scoring->past->as_at) - calendar_month(scoring->truth->month_end[0]);
    scoring->pence = array_new(plan->paths, sizeof *scoring->pence, problem);
    scoring->value = array_new(most, sizeof *scoring->value, problem);
    if (!scoring->pence || !scoring->value)
        return PROBLEM_MEMORY;
    int code = forecast(scoring, progress, problem);
    if (code == 0)
        code = flow_markov_project(scoring->system, &scoring->past->histories, scoring->past->as_at, MARKOV_WINDOW,
                                   plan->horizon, &scoring->markov, problem);
    for (int32_t method = 0; method < BACKTEST_METHOD_COUNT && code == 0; method++)
        code = price_single(scoring, (enum backtest_method)method, problem);
    return code;
}

int origin_score(struct casebook *casebook, const struct gathered *past, const struct care_monthly *truth,
                 const struct origin_plan *plan, struct progress *progress, struct backtest_result *out,
                 struct problem *problem)
{
    struct scoring scoring = {.casebook = casebook,
                              .system = &casebook_system(casebook)->flow,
                              .plan = plan,
                              .past = past,
                              .truth = truth,
                              .out = out};
    int code = prepare(&scoring, progress, problem);
    for (int32_t h = 0; h < plan->horizons && code == 0; h++)
        code = score_horizon(&scoring, plan->months[h], problem);
    for (int32_t method = 0; method < BACKTEST_METHOD_COUNT; method++)
        forecast_cost_clear(&scoring.cost_of[method]);
    forecast_cost_clear(&scoring.cost);
    flow_markov_clear(&scoring.markov);
    flow_futures_clear(&scoring.futures);
    free(scoring.pence);
    free(scoring.value);
    return code;
}
