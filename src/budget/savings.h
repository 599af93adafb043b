/*
 * savings: how far the savings of a budget version have come.
 *
 *     target      what the first year is to bring
 *     delivered   what is in the bank so far
 *     achieved    what the year will bring, gross: its forecast; without one all of the target when it is delivered or on
 *                 track, else what is delivered
 *     pressure    what eats it up in the year: pressures that arise against the saving
 *     net         achieved - pressure
 *     at risk     target - net: what the budget counts on and will not get
 *
 * Savings of one group act on the same children and do not add up: only the one that is marked joint, which carries the
 * figure of all, is counted, and a group without exactly one is refused. Avoided cost and enabling savings take no pounds
 * out of a budget: they are told, and are in no total.
 *
 * Owned by savings_clear. Pure. Includes: base, budget.
 */
#ifndef BUDGET_SAVINGS_H
#define BUDGET_SAVINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "budget/round.h"

struct savings_line {
    const struct round_item *item;                               /* borrowed */
    bool counted;                                                /* in the totals */
    int64_t target, delivered, achieved, pressure, net, at_risk; /* pence */
};

struct savings {
    int64_t lines;
    struct savings_line *line;         /* owned; in the order of the items */
    int64_t by_status[ROUND_STATUSES]; /* targets of those counted; without a status: on track is not assumed … */
    int64_t no_status;                 /* … but told apart */
    struct savings_line total;         /* of those counted; item is NULL */
};

/* Those of a version. PROBLEM_INPUT: a group without exactly one joint figure; PROBLEM_LIMIT, PROBLEM_MEMORY. */
int savings_make(const struct round_item *item, int64_t items, const char *version, struct savings *out,
                 struct problem *problem);
void savings_clear(struct savings *savings); /* safe on zeroes and twice */

#endif
