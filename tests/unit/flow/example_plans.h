/*
 * example_plans: plans made at random for example_care, of effects of all kinds that clash on the same few events; some
 * initiatives are delivered in some paths only. The same number is always the same plan.
 */
#ifndef EXAMPLE_PLANS_H
#define EXAMPLE_PLANS_H

#include "flow/futures.h"
#include "flow/posterior.h"

void example_effects(const struct flow_system *system, int32_t months, uint32_t number, int32_t initiatives,
                     struct flow_effects *out);

/* The council whose plans they are: example_care, as many entries a year, histories up to `start`, and what is learnt of
 * them in so many draws. Filled in place: it holds pointers to itself. */
struct example_council {
    struct flow_system system;
    struct flow_histories histories;
    struct flow_posterior posterior;
};

int example_council_make(double entries, int32_t draws, day start, struct example_council *out);
void example_council_clear(struct example_council *council);

/* Settles them for a plan without effects; what cannot be reached is given some strength. PROBLEM_INTERNAL when it fails. */
int example_effects_settle(const struct example_council *council, const struct flow_plan *plan,
                           struct flow_effects *effects);

#endif
