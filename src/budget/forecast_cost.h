/*
 * forecast_cost: the pounds of simulated nights.
 *
 * Of every replicate the engine gives whole nights by month and state. Their cost is weekly pence × nights / 7, rounded once
 * a line and month, kept as int64 [replicate × month × state]; every range (a month, a financial year, a total) is then a
 * quantile over replicates of a sum of whole pence. Parts add up within a replicate; quantiles of parts do not add.
 *
 * Owned column. Pure. Includes: base, calendar, money, flow, budget/tariff.
 */
#ifndef BUDGET_FORECAST_COST_H
#define BUDGET_FORECAST_COST_H

#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "budget/tariff.h"
#include "flow/futures.h"

struct forecast_cost {
    int32_t months, replicates, states;
    int64_t *pence; /* [replicate][month][state], owned */
    int32_t *year;  /* [month] financial year of each month, owned */
};

/* Prices every night of the futures. PROBLEM_INPUT when a state with nights has no price, PROBLEM_LIMIT on overflow,
 * PROBLEM_STOPPED when progress says so. */
int forecast_cost_price(const struct flow_futures *futures, const struct tariff *tariff, struct progress *progress,
                        struct forecast_cost *out, struct problem *problem);
void forecast_cost_clear(struct forecast_cost *cost); /* safe on zeroes and twice */

/*
 * Fills totals[replicate] with the sum over months from … to - 1 of a state (or FLOW_ALL).
 * Sorting it gives every quantile: value of rank ceil(per_mille × n / 1000).
 */
int forecast_cost_totals(const struct forecast_cost *cost, int32_t state, int32_t from, int32_t to, int64_t *totals,
                         struct problem *problem);

#endif
