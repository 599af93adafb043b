/*
 * branches: the nights of every subset of a plan's initiatives, in one pass.
 *
 * Nearly everybody's way is the same whichever initiatives there are. Each person walks under the most initiatives that are
 * still to be answered for, and which of them had a part in the way (flow/effects_way.h) is kept: the way then holds for
 * every subset that has those, and only the rest are walked again. An entrant goes with the further ones that come because
 * of them; whoever comes beside the base is there under the subsets that bring them. The answer is that of a run for each
 * subset (flow_simulate with `acting`), bit for bit.
 *
 *     struct flow_branches branches = {.initiatives = 5, .self = &mine, .keep = price};
 *     struct flow_plan plan = {…, .effects = &effects, .branches = &branches};
 *     flow_simulate(…);                 // calls `price` for every replicate and subset; of futures it leaves nothing
 *
 * An initiative that is not delivered in a replicate is in no branch of it: subsets that differ by it alone are one.
 *
 * Pure. Includes: base, calendar, chance, flow.
 */
#ifndef FLOW_BRANCHES_H
#define FLOW_BRANCHES_H

#include <stdint.h>

#include "base/problem.h"
#include "flow/replicate.h"

enum { FLOW_BRANCHES_MAX = 6 /* initiatives: their subsets are the bits of one number */ };

struct flow_branches {
    int32_t initiatives; /* 1 … FLOW_BRANCHES_MAX; the effects are of no others */
    void *self;          /* whoever keeps the answer */
    /* Takes nights[month × states + state] of a replicate under a subset (bit i: initiative i). Called by many threads, each
     * replicate and subset once. 0 or a code. */
    int (*keep)(void *self, int32_t replicate, uint32_t subset, const int32_t *nights, struct problem *problem);
};

struct effects_notes;

/* Where the branches of a replicate are added up: one thread's. */
struct flow_branched {
    int32_t cells;               /* months × states */
    int64_t *change;             /* [1 + subsets][cells]: of all subsets, then of each; as flow_tally_cell.change */
    int32_t *nights;             /* [cells] */
    struct effects_notes *notes; /* of one person */
};

/* PROBLEM_MEMORY; PROBLEM_INPUT for more initiatives than there can be. */
int flow_branched_make(const struct flow_branches *branches, int32_t months, int32_t states, struct flow_branched *out,
                       struct problem *problem);
void flow_branched_clear(struct flow_branched *branched); /* safe on zeroes and twice */

/* Runs one replicate under all subsets, as flow_effects_replicate does under one. What `keep` and that say. */
int flow_branches_replicate(const struct flow_branches *branches, const struct flow_effects_walk *walk,
                            const int32_t *entries, struct flow_branched *room, struct problem *problem);

#endif
