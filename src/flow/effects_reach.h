/*
 * effects_reach: whom the effects of a plan can find in one replicate, and how many candidates a day their clocks have.
 * Within this room.
 *
 * Sets of effects are bits, by their number in the plan: most people never meet an effect, which is then one look at one
 * number. What is laid out is the same whatever subset of initiatives is walked: a clock's candidates come when they come,
 * and only whether one of them is an event can depend on the others.
 *
 * Pure. Includes: base, calendar, chance, flow.
 */
#ifndef FLOW_EFFECTS_REACH_H
#define FLOW_EFFECTS_REACH_H

#include <stdint.h>

#include "flow/effects.h"
#include "flow/pace.h"
#include "flow/walker.h"

struct effects_reach {
    const struct flow_effects *effects; /* borrowed, like the next */
    const struct flow_pace *pace;
    uint64_t moving[FLOW_STATES_MAX][FLOW_BANDS_MAX][FLOW_DESTINATIONS_MAX]; /* effects on a move, from a state at an age */
    uint64_t diverting[FLOW_STATES_MAX][FLOW_BANDS_MAX];                     /* diversions of who comes to a state */
    uint64_t holding; /* effects that hold up in any month: only they, and diversions, look at an event that comes to pass */
    uint64_t clocked[FLOW_STATES_MAX][FLOW_BANDS_MAX];              /* effects whose clock has candidates there */
    uint64_t entering[FLOW_STRATA_MAX];                             /* effects on entries of a kind */
    float bound_most[FLOW_STATES_MAX][FLOW_BANDS_MAX];              /* most candidates a day of any effect there */
    float bound[FLOW_EFFECTS_MAX][FLOW_STATES_MAX][FLOW_BANDS_MAX]; /* the same of each; 0 where none */
};

/* Lays out the effects of a set (bit e: effect e) for a replicate of so many months. */
void effects_reach_lay(struct effects_reach *reach, const struct flow_effects *effects, uint64_t set,
                       const struct flow_pace *pace, int32_t months);

/* What the excess of an effect is made of at a time: how many times its own rate the others leave, with all that hold such
 * moves up and without them; and who they are. */
struct effects_excess {
    float with, without;  /* a day */
    uint64_t raise, hold; /* effects before it that make more of it; effects that hold it up */
};

/* The excess a day that an effect brings for a walker whom it concerns, where those of `present` are there. */
struct effects_excess effects_reach_excess(const struct effects_reach *reach, uint64_t present,
                                           const struct flow_walker *walker, int32_t effect, float time, int32_t month);

#endif
