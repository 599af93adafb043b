/*
 * planned: a scenario held against the forecast without it, or against another scenario, path by path.
 *
 *     casebook ─► histories, rates, levels (once) ─► flow: without, with (same random numbers) ─► pence ─► plan/outcome
 *
 * The side without a plan is the forecast of the same options, to the byte, whatever scenarios there are; but where a
 * scenario opens or closes places, and a capacity list tells which there are, both sides are walked with places that can be
 * full (run/planned_places.h). Prices of a plan
 * and its costs and grants fall in the futures in which the initiative is delivered. Costs of a month are by days, a year
 * being 365.25; what is spent once falls in its month.
 *
 * Includes: base, calendar, money, flow, plan, budget, casebook, run.
 */
#ifndef RUN_PLANNED_H
#define RUN_PLANNED_H

#include "base/problem.h"
#include "base/progress.h"
#include "casebook/casebook.h"
#include "casebook/run_store.h"
#include "plan/outcome.h"
#include "plan/scenario.h"
#include "run/forecast.h"

/* What every side shares: made once, read by many. */
struct planned_base;

int planned_base_make(struct casebook *casebook, const struct run_forecast_options *options, struct progress *progress,
                      struct planned_base **out, struct problem *problem);
void planned_base_free(struct planned_base *base); /* NULL is fine */

/* The first and last night of the run, and the id of the forecast without a plan. Borrowed. */
void planned_base_days(const struct planned_base *base, day *first, day *last);
const char *planned_base_run(const struct planned_base *base);

/* Whether places could be full in what was walked last. */
struct plan_places_held planned_base_held(const struct planned_base *base);

/* One side: NULL is no plan. `name` is the scenario's, for problems. */
struct planned_side {
    const struct plan_scenario *scenario; /* borrowed */
    const char *name;
};

/*
 * Walks both sides. PROBLEM_INPUT with line and column where an effect cannot be reached; a kind of placement without a
 * price is PROBLEM_INPUT as in a forecast.
 */
int planned_compare(struct planned_base *base, const struct planned_side sides[PLAN_SIDES], struct progress *progress,
                    struct plan_outcome *out, struct problem *problem);

/* The second side alone: months and the columns of PLAN_WITH; those of PLAN_WITHOUT stay empty. As planned_compare. */
int planned_walk(struct planned_base *base, const struct planned_side *side, struct progress *progress,
                 struct plan_outcome *out, struct problem *problem);

/*
 * What a hand on a slider waits for: the rows of a forecast under a scenario (NULL: none), over the first `paths` of the
 * base's (0: all), as run_forecast has them but for what the ranges are made of. Everything that does not depend on the
 * scenario was made with the base and is kept; without a scenario the rows are those of the forecast, to the byte. Costs are
 * those of care at the scenario's prices; what initiatives cost themselves is planned_compare's. `out` is appended to.
 *
 *     planned_base_make(casebook, &options, progress, &base, problem);            // once, with the most paths
 *     while (the hand moves) planned_answer(base, &side, 200, NULL, &rows, problem);
 *
 * PROBLEM_USAGE for more paths than the base has; else as planned_compare.
 */
int planned_answer(struct planned_base *base, const struct planned_side *side, int32_t paths, struct progress *progress,
                   struct run_rows *out, struct problem *problem);

/* The shares of a scenario's initiatives (at most PLAN_SHARED_MAX) of its pounds: every subset, in one pass. `share` has
 * room for as many as there are initiatives. */
int planned_shares(struct planned_base *base, const struct planned_side *side, struct progress *progress,
                   struct plan_share *share, int64_t *joint, struct problem *problem);

#endif
