/*
 * replicate: one future of everybody, counted into a tally.
 *
 * The cohort (the people there in the night of `start`) is put in place once and walked in every replicate; those who enter
 * later are made month by month. Nothing here is shared between replicates but what is read: any number of them can go at
 * once, each with a tally of its own.
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_REPLICATE_H
#define FLOW_REPLICATE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "flow/arrivals.h"
#include "flow/crowd.h"
#include "flow/histories.h"
#include "flow/months.h"
#include "flow/ranks.h"
#include "flow/tally.h"
#include "flow/walker.h"

struct flow_cohort {
    day start;                       /* the last night that is known */
    int64_t count;                   /* people */
    struct flow_walker *walker;      /* [count]: each where it stands in the night of `start` */
    struct flow_census census;       /* their number by age band and state on the day after; no nights */
    struct flow_birthdays birthdays; /* of everybody there or still to come */
    struct flow_ranks ranks;         /* the same people as columns */
};

/* Everybody who sleeps in the system in the night of `start`, for futures to the day `until`. Tables only give the clocks.
 * Memory is from the arena. PROBLEM_MEMORY. */
int flow_cohort_make(const struct flow_tables *tables, const struct flow_histories *histories, day start, day until,
                     struct arena *arena, struct flow_cohort *out, struct problem *problem);

/* How many enter in a month: at the draw's own rate, or at the level that the replicate has in that quarter. */
int64_t flow_replicate_entries(const struct flow_arrivals *arrivals, const struct flow_levels *levels, struct chance_key key,
                               uint32_t replicate, const struct flow_months *months, int32_t month);

/* Runs one replicate; the tally is emptied first. Levels are NULL where nothing drifts. PROBLEM_LIMIT when more enter in a
 * month than have numbers. */
int flow_replicate_run(const struct flow_pace *pace, const struct flow_arrivals *arrivals, const struct flow_levels *levels,
                       const struct flow_cohort *cohort, struct chance_key key, uint32_t replicate, enum flow_gait gait,
                       struct flow_tally *tally, struct problem *problem);

struct flow_effects_walk; /* flow/effects_walk.h */
struct flow_branches;     /* flow/branches.h, like the next */
struct flow_branched;
struct effects_notes; /* flow/effects_notes.h */

/* The same under a plan. */
int flow_replicate_run_planned(const struct flow_effects_walk *planned, const struct flow_levels *levels,
                               struct flow_tally *tally, struct problem *problem);

/* The same, of which nights[months × states] alone are kept: the base's of planned->nights, and what is different. */
int flow_replicate_run_nights(const struct flow_effects_walk *planned, const struct flow_levels *levels,
                              struct effects_notes *notes, int32_t *nights, struct problem *problem);

/* The same under every subset of the plan's initiatives, which the branches keep. */
int flow_replicate_run_branched(const struct flow_branches *branches, const struct flow_effects_walk *planned,
                                const struct flow_levels *levels, struct flow_branched *room, struct problem *problem);

#endif
