/*
 * effects_everybody: everybody of a replicate under a plan, one after another, with their ways in the base taken ahead.
 *
 * The base's ways are taken of as many people at a time as a foresight holds, eight abreast where the processor can, and
 * each is shown with its own. In which order people are shown, and whether their ways were foreseen, changes nothing. Within
 * this room.
 *
 * Pure. Includes: base, calendar, chance, flow.
 */
#ifndef FLOW_EFFECTS_EVERYBODY_H
#define FLOW_EFFECTS_EVERYBODY_H

#include <stdint.h>

#include "base/problem.h"
#include "flow/effects_way.h"

/* Shows everybody of a replicate to `visit`, which takes their ways: the cohort, entries[month] entrants of the base, and
 * whom the effects that are delivered bring. PROBLEM_LIMIT when more enter than have numbers. */
int effects_everybody(struct effects_going *going, const int32_t *entries,
                      void (*visit)(void *self, const struct effects_unit *unit), void *self, struct problem *problem);

/* Takes the ways of a replicate ahead, which needs a foresight, and keeps them in *first, as far as *left bytes go; shows
 * nobody. */
int effects_everybody_keep(const struct flow_effects_walk *walk, const int32_t *entries, struct flow_ways_piece **first,
                           int64_t *left, struct problem *problem);

#endif
