/*
 * example_plans: plans made at random for example_care, of effects of all kinds that clash on the same few events; some
 * initiatives are delivered in some paths only. The same number is always the same plan.
 */
#ifndef EXAMPLE_PLANS_H
#define EXAMPLE_PLANS_H

#include "flow/futures.h"

void example_effects(const struct flow_system *system, int32_t months, uint32_t number, int32_t initiatives,
                     struct flow_effects *out);

/* Settles them for a plan without effects; what cannot be reached is given some strength. PROBLEM_INTERNAL when it fails. */
int example_effects_settle(const struct flow_system *system, const struct flow_histories *histories,
                           const struct flow_posterior *posterior, const struct flow_plan *plan,
                           struct flow_effects *effects);

#endif
