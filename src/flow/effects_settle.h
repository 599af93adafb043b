/*
 * effects_settle: from "one a month more" to how often that is for each person whom an effect can find.
 *
 * A factor and a share are walked as they are. Persons a month are divided over those at risk: more are a hazard, wanted ÷
 * nights at risk of the month; fewer are a factor, 1 - wanted ÷ events that there are to hold up. Who is at risk, and what
 * events there are, depends on the plan itself (whoever has moved cannot move again): so the plan is simulated, settled,
 * and simulated again, with more paths each time. An effect is settled over the paths in which it is delivered.
 *
 *     flow_effects_settle(&system, &histories, &posterior, &plan, &effects, &unreachable, problem);
 *     plan.effects = &effects;
 *     flow_simulate(…);
 *
 * Pure. Includes: base, calendar, chance, flow.
 */
#ifndef FLOW_EFFECTS_SETTLE_H
#define FLOW_EFFECTS_SETTLE_H

#include "flow/futures.h"

/*
 * Fills strength of every effect. PROBLEM_INPUT when there are not as many persons as an effect wants fewer of in a month,
 * or nobody of whom more could be moved; *unreachable is then the effect, else -1. Whatever flow_simulate can say, too.
 */
int flow_effects_settle(const struct flow_system *system, const struct flow_histories *histories,
                        const struct flow_posterior *posterior, const struct flow_plan *plan, struct flow_effects *effects,
                        int32_t *unreachable, struct problem *problem);

#endif
