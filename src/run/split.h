/*
 * split: how much of a forecast's spread is chance, how much unknown rates, how much drift, at the end of every year.
 *
 * Each of the first replicates (all, or five hundred) is walked twice more: once with its own levels and rates and other
 * luck, once with its own levels, other rates and other luck. How far the three vary together says what each part makes them
 * vary (scores/spread.h). A replicate's levels are its trajectories and how far events bunch; the bunching itself, like
 * every child's path, is luck. Prices are the same in every path: their part is 0 until they vary between children.
 *
 * Includes: base, calendar, scores, flow, budget, casebook.
 */
#ifndef RUN_SPLIT_H
#define RUN_SPLIT_H

#include "base/problem.h"
#include "base/progress.h"
#include "budget/forecast_cost.h"
#include "casebook/casebook.h"
#include "casebook/run_store.h"
#include "flow/futures.h"
#include "flow/levels.h"
#include "run/gather.h"
#include "run/rates.h"

enum { SPLIT_PATHS_MAX = 500 };

/* The forecast as it was made; all borrowed. */
struct split_forecast {
    const struct gathered *past;
    const struct rates_learnt *learnt;
    const struct rates_levels_plan *levels_plan;
    const struct flow_levels *levels;
    const struct flow_futures *futures;
    const struct forecast_cost *cost;
    struct flow_hands hands; /* as in flow_plan */
};

/*
 * Appends the rows of RUN_SPLIT_STOCK and RUN_SPLIT_COST: shares that add up to 100,000, all 0 where nothing varies or there
 * is one path only.
 */
int split_of_forecast(struct casebook *casebook, const struct split_forecast *forecast, struct progress *progress,
                      struct run_rows *out, struct problem *problem);

#endif
