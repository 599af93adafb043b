/*
 * summary: what is kept of thousands of futures: means and seven quantiles of every row that a table may want.
 *
 * Counts come from the histograms of flow's futures, pounds from the priced nights. A mean is a sum of whole numbers divided
 * once (thousandths of a child; whole pence, half to even). A quantile is the smallest value that at least that share of the
 * replicates do not exceed.
 *
 * Includes: base, calendar, money, flow, budget, casebook.
 */
#ifndef RUN_SUMMARY_H
#define RUN_SUMMARY_H

#include "base/problem.h"
#include "base/progress.h"
#include "budget/forecast_cost.h"
#include "casebook/run_store.h"
#include "flow/futures.h"

/*
 * Appends, in the order of the measures: stock, starts, ceases and moves by month, state and age band; pence by month and
 * state; ends by kind and UASC starts by month; pence and average children by financial year and state. `start` is the
 * plan's. PROBLEM_STOPPED when progress says so.
 */
int summary_of_futures(const struct flow_futures *futures, const struct forecast_cost *cost, day start,
                       struct progress *progress, struct run_rows *out, struct problem *problem);

#endif
