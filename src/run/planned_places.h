/*
 * planned_places: the places that a plan is walked with. Within this room.
 *
 * Places that an initiative opens or closes mean something only beside those that there are. Where a scenario names any, and
 * the council has told its homes and beds (a capacity list), both sides are walked with places that can be full, as need
 * against places is (run/sufficiency.h); without a list, or where no scenario names places, nothing is ever full.
 *
 * Includes: base, calendar, flow, plan, casebook, run.
 */
#ifndef RUN_PLANNED_PLACES_H
#define RUN_PLANNED_PLACES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "casebook/casebook.h"
#include "flow/places.h"
#include "plan/outcome.h"
#include "plan/scenario.h"

struct planned_places {
    bool known;                /* it was looked for */
    bool listed;               /* there is a capacity list: */
    struct flow_places places; /* what it gives a cap; of the arena */
    struct arena arena;
};

/* Looks for the capacity list in force, once. PROBLEM_MEMORY; PROBLEM_INPUT when its places cannot be held. */
int planned_places_find(struct casebook *casebook, day start, int32_t months, struct planned_places *out,
                        struct problem *problem);
void planned_places_clear(struct planned_places *places); /* safe on zeroes and twice */

/* Adds to `held` whether places are held against the children of a scenario (NULL: none). */
void planned_places_ask(const struct planned_places *places, const struct plan_scenario *scenario,
                        struct plan_places_held *held);

bool planned_places_named(const struct plan_scenario *scenario);

#endif
