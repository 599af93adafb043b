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

struct flow_effects_walk {
    const struct flow_effects *effects;   /* borrowed */
    const struct flow_pace *pace;         /* borrowed */
    const struct flow_arrivals *arrivals; /* borrowed */
    const struct flow_cohort *cohort;     /* borrowed */
    const struct flow_months *months;     /* borrowed */
    struct chance_key key;
    uint32_t replicate;
    struct flow_foresight *foresight; /* where the base's ways are taken ahead, abreast; NULL: one by one. The same bytes */
    struct flow_effects_count *count; /* of many replicates; NULL where nobody counts what effects did */
};

/* The people there at the start and those who enter, entries[month] of them in the base. PROBLEM_LIMIT when more enter than
 * have numbers. The tally was emptied by the caller. */
int flow_effects_replicate(const struct flow_effects_walk *walk, const int32_t *entries, struct flow_tally *tally,
                           struct problem *problem);

#endif
