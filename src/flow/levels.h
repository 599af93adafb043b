/*
 * levels: how entries and rates move in every simulated future, and where their middle is.
 *
 * The draws of rates (flow/posterior.h) say how a council's rates differ by age, time and kind, as if they never changed.
 * They do: each series (enum flow_series) has a level that moves from quarter to quarter, fitted to the council's own
 * quarters under the prior of its kind (drift/fit.h), and every replicate draws a trajectory of its own (drift/levels.h).
 *
 *     entries    exp(level) a quarter, scattering with the dispersion of the point that the replicate drew
 *     events     rate of the draw × exp(level) × E* / E_draw × scatter
 *
 * where E* and E_draw are what the centre's and the draw's rates expect of the whole past: the draw gives the shape, the
 * series the level, and no level counts twice. The scatter is a Gamma of mean 1 that makes a quarter's events vary by the
 * dispersion. The two residential series are coupled: years in which more go in are years in which fewer come out.
 *
 * The middle is pulled to balance. An authority's stock is nearly a random walk: its own growth last year says next to
 * nothing of next year (148 English authorities, 2016 to 2025: slope of actual on implied growth .01 to .06). So the base is
 * projected once at its mean levels, to a stock m(h); and one factor a quarter on entries and on ways out moves that to
 *
 *     S0 × (m(h) / S0)^w        w = .1 by default, 1 for no pull
 *
 * in all replicates alike: `balance` holds the factors' logs, κ. Entries take exp(a κ), ways out exp(-(1 - a) κ), a being
 * the entries' share of the variance of both levels. Moves between homes take none.
 *
 * Pure. Includes: base, calendar, chance, drift.
 */
#ifndef FLOW_LEVELS_H
#define FLOW_LEVELS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "base/progress.h"
#include "drift/fit.h"
#include "flow/exposure.h"
#include "flow/hands.h"
#include "flow/histories.h"
#include "flow/system.h"

struct flow_posterior;

struct flow_levels_plan {
    const struct drift_prior *prior[FLOW_SERIES]; /* borrowed */
    uint64_t seed;
    uint32_t authority; /* number of the authority */
    int32_t months, replicates;
    day start;         /* the last night that is known: what the pull to balance starts from */
    double common;     /* share of the variance of every series that all councils of a seed have in common, 0 … 1 */
    bool alone;        /* without that part */
    double own_growth; /* w: how much of the growth that its own rates imply a council keeps, 0 … 1 */
    const struct flow_levels
        *like;               /* NULL, or levels of the same forecast whose pull to balance is taken as it is. Borrowed */
    struct flow_hands hands; /* who does the projection that the pull starts from */
    uint32_t twin;           /* 0; any other number scatters the events of the same levels anew */
};

struct flow_levels {
    int32_t replicates, quarters;
    float *level;       /* [replicate][FLOW_SERIES][quarter]: entries a day; for events the factor on the draw's rates */
    float *dispersion;  /* [replicate]: of entries */
    double *balance;    /* [quarters]: κ, the same in all replicates */
    double share;       /* a */
    struct arena arena; /* owns the columns */
};

/* *out is filled on success and empty after a failure: PROBLEM_MEMORY, PROBLEM_INPUT, PROBLEM_STOPPED. */
int flow_levels_draw(const struct flow_system *system, const struct flow_histories *histories,
                     const struct flow_exposure *exposure, const struct flow_posterior *posterior,
                     const struct flow_levels_plan *plan, struct progress *progress, struct flow_levels *out,
                     struct problem *problem);
void flow_levels_clear(struct flow_levels *levels); /* safe on zeroes and twice */

/* The quarter of a month of the forecast: three months each, from the start. */
static inline int32_t flow_levels_quarter(int32_t month)
{
    return month / 3;
}

/* The levels of a series in a replicate, [quarters]. */
static inline const float *flow_levels_of(const struct flow_levels *levels, int32_t replicate, int32_t series)
{
    return levels->level + ((int64_t)replicate * FLOW_SERIES + series) * levels->quarters;
}

#endif
