/*
 * planned_effects: effects as a person wrote them, by month of a run, for the engine and for the ledger.
 *
 * A month has the mean of how far an effect has grown on its days. Inside of the room only.
 * Includes: base, budget, flow, money, plan.
 */
#ifndef RUN_PLANNED_EFFECTS_H
#define RUN_PLANNED_EFFECTS_H

#include <stdbool.h>
#include <stdint.h>

#include "budget/forecast_cost.h"
#include "budget/tariff.h"
#include "flow/effects.h"
#include "flow/futures.h"
#include "plan/scenario.h"

/* What of a scenario the engine walks; of[effect] is its place in the scenario. */
struct planned_effects {
    struct flow_effects flow;
    int32_t of[FLOW_EFFECTS_MAX];
};

/* PROBLEM_LIMIT when there are more effects, or more that open places, than the engine takes. */
int planned_effects_make(const struct plan_scenario *scenario, const struct flow_system *system, day start, int32_t months,
                         struct planned_effects *out, struct problem *problem);

/*
 * Pence of every path and month under a scenario (NULL: none): pence[path × months + month] of care and of the plan;
 * plan[…] of the plan alone. PROBLEM_INPUT when a kind of placement has no price, PROBLEM_LIMIT on overflow.
 */
int planned_pence(const struct plan_scenario *scenario, const struct flow_effects *effects,
                  const struct flow_futures *futures, const struct tariff *tariff, struct chance_key key, day start,
                  int64_t *pence, int64_t *plan, struct problem *problem);

/* The cost of care alone, by kind of placement, at the prices of a scenario (NULL: none). As forecast_cost_price. */
int planned_care_cost(const struct plan_scenario *scenario, const struct flow_effects *effects,
                      const struct flow_futures *futures, const struct tariff *tariff, struct chance_key key, day start,
                      struct forecast_cost *cost, struct problem *problem);

/*
 * What the months of a run cost under each subset of a scenario's initiatives (bit i: initiative i), laid out for whoever
 * prices the same months under all of them. Of at most PLAN_SHARED_MAX initiatives.
 */
struct planned_prices {
    int32_t months, states;
    struct money *week; /* [subset][month][state] */
    bool *known;        /* [month][state]: it has a price */
    int64_t *own;       /* [subset]: pence that its initiatives cost in the run, less grants */
};

int planned_prices_make(const struct plan_scenario *scenario, const struct tariff *tariff, day start, int32_t months,
                        int32_t states, struct planned_prices *out, struct problem *problem);
void planned_prices_clear(struct planned_prices *prices); /* safe on zeroes and twice */

/* Pence of a run in which the initiatives of `subset` are there, from nights[month × states + state]: the sum of
 * planned_pence over its months, and what that says. */
int planned_prices_run(const struct planned_prices *prices, uint32_t subset, const int32_t *nights, int64_t *pence,
                       struct problem *problem);

#endif
