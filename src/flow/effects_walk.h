/*
 * effects_walk: one replicate under a plan (flow/effects.h), counted into a tally. One walker at a time.
 *
 * Pure. Includes: base, calendar, chance, flow.
 */
#ifndef FLOW_EFFECTS_WALK_H
#define FLOW_EFFECTS_WALK_H

#include "base/problem.h"
#include "flow/arrivals.h"
#include "flow/effects.h"
#include "flow/foresight.h"
#include "flow/replicate.h"
#include "flow/ways.h"

struct effects_notes; /* flow/effects_notes.h */
struct effects_going; /* flow/effects_way.h */

struct flow_effects_walk {
    const struct flow_effects *effects;   /* borrowed */
    const struct flow_pace *pace;         /* borrowed */
    const struct flow_arrivals *arrivals; /* borrowed */
    const struct flow_cohort *cohort;     /* borrowed */
    const struct flow_months *months;     /* borrowed */
    struct chance_key key;
    uint32_t replicate;
    struct flow_foresight *foresight; /* where the base's ways are taken ahead, abreast; NULL: one by one. The same bytes */
    struct flow_ways *ways;           /* where they are kept; NULL: nowhere */
    struct flow_effects_count *count; /* of many replicates; NULL where nobody counts what effects did */
    const int32_t *nights; /* [months × states]: those of the base, where only what differs from it is walked; else NULL */
};

/* The people there at the start and those who enter, entries[month] of them in the base. PROBLEM_LIMIT when more enter than
 * have numbers. The tally was emptied by the caller. */
int flow_effects_replicate(const struct flow_effects_walk *walk, const int32_t *entries, struct flow_tally *tally,
                           struct problem *problem);

/* Counts that a replicate is done: which effects were there, and how many they could find. */
void flow_effects_count_replicate(const struct effects_going *going);

/* The same, of which nights[months × states] are all that is kept: those of the base, and what is different. Effects count
 * no nights that they find. Notes are emptied first. Also PROBLEM_MEMORY. */
int flow_effects_nights(const struct flow_effects_walk *walk, const int32_t *entries, struct effects_notes *notes,
                        int32_t *nights, struct problem *problem);

#endif
