/*
 * outcome: what a plan changes, future by future: children and pounds with it against those without it.
 *
 * Both sides were walked with the same random numbers, so that path r of one stands beside path r of the other and their
 * difference has a band of its own, much narrower than either side's. How much narrower is told as the variance reduction:
 * what the variance of the difference would be of two runs that share nothing, over what it is.
 *
 * A sum over n paths is rounded once. A band is of single paths: the value that 10 and 90 (2.5 and 97.5) of 100 do not
 * exceed.
 *
 * Shares of a joint effect: with the value of every subset of up to six initiatives in a path, each initiative's Shapley
 * share is the mean of what it adds over all orders in which they could come. Kept as whole pence times n!, shares of a path
 * add up to the joint effect exactly.
 *
 * Pure. Includes: base, calendar.
 */
#ifndef PLAN_OUTCOME_H
#define PLAN_OUTCOME_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "calendar/calendar.h"

enum plan_side { PLAN_WITHOUT, PLAN_WITH, PLAN_SIDES };

enum { PLAN_SHARED_MAX = 6 }; /* initiatives whose joint effect can be shared out */

struct plan_outcome {
    int32_t months, paths, effects, states;
    day *first, *last;           /* [months] */
    int64_t *nights[PLAN_SIDES]; /* [path][month] slept in care */
    int32_t *kind[PLAN_SIDES];   /* [state][path][month]: of those, in a kind of placement */
    int64_t *pence[PLAN_SIDES];  /* [path][month] of care, and what the plan costs, less grants */
    int64_t *if_none;            /* [path][month] pence if the plan changed nothing but what it costs */
    int64_t *moved;              /* [effect][month] events that an effect of PLAN_WITH made or held up, of all paths */
    struct arena arena;          /* owns the columns */
};

/* Whether places could be full in what was walked, because a scenario opens or closes some. */
enum plan_places_how {
    PLAN_NO_PLACES_NAMED,   /* no scenario does: nothing was ever full */
    PLAN_NO_PLACES_LISTED,  /* nobody has told which places there are: nothing was ever full */
    PLAN_PLACES_CAN_BE_FULL /* on both sides */
};
struct plan_places_held {
    enum plan_places_how how;
    uint64_t
        uncapped; /* bit s: places of state s are opened or closed, of which more can be had one by one: no difference */
};

/* Zeroed columns. PROBLEM_MEMORY. */
int plan_outcome_make(int32_t months, int32_t paths, int32_t effects, int32_t states, struct plan_outcome *out,
                      struct problem *problem);
void plan_outcome_clear(struct plan_outcome *outcome); /* safe on zeroes and twice */

/* Children in care on average are thousandths; pounds are pence. */
enum plan_quantity { PLAN_CHILDREN, PLAN_POUNDS };

struct plan_difference {
    int64_t without, with, difference; /* means over paths */
    int64_t low, high;                 /* of the difference: 10 and 90 of 100 paths */
    int64_t lowest, highest;           /* 2.5 and 97.5 */
    int64_t if_none;                   /* of pounds: the mean difference if the plan changed nothing but what it costs */
    double reduction;                  /* of variance; 0 where the difference never varies */
};

/* One side over months from … to - 1, path by path, into value[paths]. */
void plan_outcome_values(const struct plan_outcome *outcome, enum plan_quantity quantity, enum plan_side side, int32_t from,
                         int32_t to, int64_t *value);

/* Of the values of one or more paths, which it sorts: their mean, and what 10 and 90 of 100 do not exceed. */
struct plan_range {
    int64_t mean, low, high;
};
struct plan_range plan_range_of(int64_t *value, int32_t paths);

/* Months from … to - 1. PROBLEM_MEMORY. */
int plan_outcome_difference(const struct plan_outcome *outcome, enum plan_quantity quantity, int32_t from, int32_t to,
                            struct plan_difference *out, struct problem *problem);

/* The same of the children in one kind of placement. */
int plan_outcome_kind(const struct plan_outcome *outcome, int32_t state, int32_t from, int32_t to,
                      struct plan_difference *out, struct problem *problem);

/* What one initiative, or all together, does to the pounds of the whole run; minus is a saving. */
struct plan_share {
    int64_t alone, share;          /* means over paths */
    int64_t share_low, share_high; /* 10 and 90 of 100 paths */
};

/*
 * The shares of `count` initiatives: value[subset][path] is the pence of the run under the initiatives in `subset` (bit i:
 * initiative i) less those of none. Means of shares add up to *joint exactly: rounded together, the largest remainders up.
 * PROBLEM_INPUT for more than PLAN_SHARED_MAX. PROBLEM_MEMORY.
 */
int plan_shares(const int64_t *const *value, int32_t count, int32_t paths, struct plan_share *out, int64_t *joint,
                struct problem *problem);

#endif
