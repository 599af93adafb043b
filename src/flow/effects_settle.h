/*
 * effects_settle: from "one a month more" to how often that is for each person whom an effect can find.
 *
 * A factor and a share are walked as they are. Persons a month are divided over those at risk: more are a hazard, wanted ÷
 * nights at risk of the month; fewer are a factor, 1 - wanted ÷ events that there are to hold up. Who is at risk, and what
 * events there are, depends on the plan itself (whoever has moved cannot move again): so the plan is simulated, settled,
 * and simulated again, with more paths each time. An effect is settled over the paths in which it is delivered.
 *
 * The last round has a quarter of the paths at most, and is drawn up to all of them by the base: a month's nights at risk
 * under the plan, of some paths, are multiplied by what the base has in all paths to what it has in those. The two have the
 * same luck, so that their ratio settles long before either of them does.
 *
 *     flow_effects_settle(&system, &histories, &posterior, &plan, NULL, &effects, &unreachable, problem);
 *     plan.effects = &effects;
 *     flow_simulate(…);
 *
 * Pure. Includes: base, calendar, chance, flow.
 */
#ifndef FLOW_EFFECTS_SETTLE_H
#define FLOW_EFFECTS_SETTLE_H

#include "flow/futures.h"

/*
 * Fills strength of every effect. `base`: the plan's futures without effects, nights at least, for one who has them; NULL:
 * they are walked here, which gives the same answer. PROBLEM_INPUT when there are not as many persons as an effect wants
 * fewer of in a month, or nobody of whom more could be moved; *unreachable is then the effect, else -1. Whatever
 * flow_simulate can say, too.
 */
int flow_effects_settle(const struct flow_system *system, const struct flow_histories *histories,
                        const struct flow_posterior *posterior, const struct flow_plan *plan,
                        const struct flow_futures *base, struct flow_effects *effects, int32_t *unreachable,
                        struct problem *problem);

/* Whether there is anything to settle: an effect of persons a month. */
bool flow_effects_any_adds(const struct flow_effects *effects);

#endif
