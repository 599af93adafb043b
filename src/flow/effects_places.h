/*
 * effects_places: the places of one replicate under a plan: those that there are, and those that its delivered initiatives
 * open or close. Within this room.
 *
 *     effects_places_make(&places, &arena, &own, problem);            // once a thread
 *     effects_places_lay(&own, &effects, &places, start, key, replicate);
 *     own.places                                                      // of this replicate
 *
 * A state in which more places can be had one by one has no cap, and opening places in it changes nothing. Closing more than
 * there are leaves none.
 *
 * Pure. Includes: base, chance, flow.
 */
#ifndef FLOW_EFFECTS_PLACES_H
#define FLOW_EFFECTS_PLACES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "flow/effects.h"
#include "flow/places.h"

struct effects_places {
    struct flow_places places;
    bool laid;          /* for the initiatives of … */
    uint32_t delivered; /* … these bits */
};

/* Room for places like those of `base`, from the arena. PROBLEM_MEMORY. */
int effects_places_make(const struct flow_places *base, struct arena *arena, struct effects_places *out,
                        struct problem *problem);

/* Lays out the places of a replicate, unless they are those of the one before. */
void effects_places_lay(struct effects_places *own, const struct flow_effects *effects, const struct flow_places *base,
                        day start, struct chance_key key, uint32_t replicate);

#endif
