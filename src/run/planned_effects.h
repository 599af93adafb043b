/*
 * planned_effects: effects as a person wrote them, by month of a run, for the engine and for the ledger.
 *
 * A month has the mean of how far an effect has grown on its days. Inside of the room only.
 * Includes: base, budget, flow, money, plan.
 */
#ifndef RUN_PLANNED_EFFECTS_H
#define RUN_PLANNED_EFFECTS_H

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

/* PROBLEM_LIMIT when there are more effects than the engine takes. */
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

#endif
