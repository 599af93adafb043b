/*
 * futures: thousands of simulated futures of one system, added up as whole numbers.
 *
 * Every replicate is one future: the people now in the system and those who will enter walk on, event by event, under
 * one draw of the rates. What is kept of it is integers only, by month, state and age band: stock at the month's end,
 * starts, ceases, moves, nights. Across replicates they become sums and histograms of whole numbers, which can be added in
 * any order: any number of threads, ranks or chunks gives the same bytes.
 *
 *     struct flow_plan plan = {.start = as_at, .months = 36, .replicates = 1000, .seed = 7};
 *     flow_simulate(&system, &histories, &posterior, &plan, progress, &futures, problem);
 *     flow_futures_quantile(&futures, FLOW_STOCK, FLOW_ALL, FLOW_ALL, 11, 900);   // nine in ten futures have at most this
 *     flow_futures_clear(&futures);
 *
 * A start counts in the state entered; a cease or a move in the state left. Month m ends on month_end[m]; the stock of that
 * day is who sleeps there that night. `start` is the day whose night is already known: forecast nights begin on start + 1.
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_FUTURES_H
#define FLOW_FUTURES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "base/progress.h"
#include "calendar/calendar.h"
#include "flow/crowd.h"
#include "flow/effects.h"
#include "flow/hands.h"
#include "flow/histories.h"
#include "flow/months.h"
#include "flow/places.h"
#include "flow/queue.h"
#include "flow/sufficiency.h"
#include "flow/system.h"

struct flow_posterior; /* flow/posterior.h: draws of rates and entries; it holds the same system */
struct flow_levels;    /* flow/levels.h: how entries and rates move, replicate by replicate */
struct flow_branches;  /* flow/branches.h: who is told of every subset of a plan's initiatives */
struct flow_ways;      /* flow/ways.h: what everybody does without a plan, kept */

enum flow_measure { FLOW_STOCK, FLOW_STARTS, FLOW_CEASES, FLOW_MOVES, FLOW_MEASURES };

enum { FLOW_ALL = -1, FLOW_REPLICATES_MAX = 100000 };

struct flow_plan {
    day start;          /* the last night that is known */
    int32_t months;     /* month ends after `start` to forecast: 1 … FLOW_MONTHS_MAX */
    int32_t replicates; /* 1 … FLOW_REPLICATES_MAX */
    uint64_t seed;
    uint32_t authority;               /* number of the authority: two councils with one seed do not share their luck */
    const struct flow_levels *levels; /* of at least as many replicates and months; NULL: nothing drifts. Borrowed */
    bool flows_only;  /* starts, ceases, ways out of everybody are all that is kept: no series, no nights, no need */
    bool nights_only; /* starts, ceases, ways out and nights are kept, but no series, no need of places */
    const struct flow_places
        *places;                /* what can be full (flow/coupled.h); NULL: nothing. A company has no part in it. Borrowed */
    enum flow_queue_kind queue; /* how the order of events is kept then: the answer is the same. With FLOW_QUEUE_HEAP, the
                                   check, every replicate is run event by event; else one in which walks alone never find
                                   anything full is that of walks alone */
    enum flow_gait gait;        /* how walks are taken: the answer is the same */
    struct flow_hands hands;    /* who does it: the answer is the same */
    const struct flow_effects *effects; /* of a plan, settled (flow/effects_settle.h); NULL: none. Borrowed */
    const struct flow_branches
        *branches; /* every subset of the effects' initiatives is walked and told to these (flow/branches.h), and the futures
                      stay empty: flows_only is to be set. NULL: the effects as they are. Borrowed */
    const struct flow_futures
        *base;              /* the same plan without effects, nights at least, of no fewer replicates: nights are all
                               that is kept then, and only what differs is walked. NULL: everybody is. Borrowed */
    struct flow_ways *ways; /* where everybody's ways without effects are kept and taken from; NULL: nowhere. Borrowed */
};

struct flow_futures {
    int32_t months, replicates, states, bands, exits;
    day *month_end;             /* [months]; the first may be a part month */
    int64_t series;             /* number of (measure, state or all, band or all, month): see flow_futures_series; or none */
    int64_t *sum;               /* [series] over replicates */
    uint32_t **histogram;       /* [series][value - from] → replicates with that value; NULL where all have 0 */
    int32_t *histogram_from;    /* [series]: the smallest value that any replicate has */
    int32_t *histogram_size;    /* [series]: bins, up to the largest value; 0 where all have 0 */
    int32_t *nights;            /* [replicate][month][state]: nights slept in the month, all ages */
    int32_t *starts, *ceases;   /* [replicate][month]: of everybody */
    int64_t *exits_sum;         /* [month][exit] over replicates */
    int64_t *starts_marked_sum; /* [month] starts of marked strata, over replicates */
    struct flow_sufficiency sufficiency; /* what was needed of what could be full; empty without places */
    struct flow_effects_count effects;   /* what a plan did; empty without one */
    struct arena arena;                  /* owns all of the above but sufficiency, which owns its own */
};

/*
 * Simulates plan->replicates futures of the people in the system on plan->start and of those who enter after it; what the
 * histories tell of later days is not looked at. *futures is filled on success and empty after a failure. PROBLEM_STOPPED
 * when progress says so; PROBLEM_MEMORY; PROBLEM_INPUT when a plan is outside its limits; PROBLEM_LIMIT when a million enter
 * in a month.
 */
int flow_simulate(const struct flow_system *system, const struct flow_histories *histories,
                  const struct flow_posterior *posterior, const struct flow_plan *plan, struct progress *progress,
                  struct flow_futures *futures, struct problem *problem);

void flow_futures_clear(struct flow_futures *futures); /* safe on zeroes and twice */

/*
 * For a company (flow/hands.h). Each process simulates its share; the counts of all shares are added up, column by column;
 * then the sum is finished. Unfinished futures have a histogram of every series, of at least one bin, and no sums.
 */
int flow_simulate_share(const struct flow_system *system, const struct flow_histories *histories,
                        const struct flow_posterior *posterior, const struct flow_plan *plan, struct flow_share share,
                        struct progress *progress, struct flow_futures *futures, struct problem *problem);

/* The values that unfinished histograms have counted: low[series] … high[series] - 1; INT32_MAX … 0 where none. */
void flow_futures_counted(const struct flow_futures *futures, int32_t *low, int32_t *high);

/* Gives each unfinished histogram bins of just low … high - 1, among which is all that it has counted. PROBLEM_MEMORY. */
int flow_futures_fit(struct flow_futures *futures, const int32_t *low, const int32_t *high, struct problem *problem);

/* Adds unfinished futures of other replicates of the same plan. PROBLEM_MEMORY. */
int flow_futures_join(struct flow_futures *futures, const struct flow_futures *other, struct problem *problem);

/* Sums histograms up and cuts them to length. */
void flow_futures_finish(struct flow_futures *futures);

/* The index of a series; state and band may be FLOW_ALL. */
int64_t flow_futures_series(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                            int32_t month);

/* Sum over replicates; state and band may be FLOW_ALL. The mean is this divided by futures->replicates. */
int64_t flow_futures_sum(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                         int32_t month);

/* The smallest value that at least `per_mille` (1 … 1,000) of 1,000 replicates do not exceed (inverse empirical
 * distribution). */
int64_t flow_futures_quantile(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                              int32_t month, int32_t per_mille);

/* The values of all replicates, rising: rising[replicates]. Their order says nothing of who had which. */
void flow_futures_values(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                         int32_t month, double *rising);

/* Nights slept in a state in a month of one replicate. */
static inline int32_t flow_futures_nights(const struct flow_futures *futures, int32_t replicate, int32_t month,
                                          int32_t state)
{
    return futures->nights[((int64_t)replicate * futures->months + month) * futures->states + state];
}

#endif
