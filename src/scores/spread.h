/*
 * spread: what the spread of simulated futures is made of.
 *
 * A future hangs on three things: levels that move (L), rates that are not known (R), and the luck of every child. By the
 * law of total variance
 *
 *     Var Y = Var E[Y | L]  +  E Var( E[Y | L, R] | L )  +  E Var(Y | L, R)
 *               drift              rates                      chance
 *
 * Each is estimated from three futures a replicate: `own`, `same` with the same levels and rates but other luck, and `other`
 * with the same levels but other rates and other luck. Two futures that share only something vary together by as much as
 * what they share makes them vary:
 *
 *     Cov(own, same) = drift + rates      Cov(own, other) = Cov(same, other) = drift
 *
 * so that the parts add up to the variance by construction. An estimate below 0, which only few replicates make, counts as 0
 * and what it lacked is taken from the others in proportion. With 500 replicates a share is known to about four points in
 * a hundred.
 *
 * Pure. Includes: base.
 */
#ifndef SCORES_SPREAD_H
#define SCORES_SPREAD_H

#include <stdint.h>

struct spread {
    double variance;             /* of the futures, all three together */
    double chance, rates, drift; /* shares of it, adding up to 1; all 0 where nothing varies */
};

/* Of n >= 2 replicates. */
void spread_of(const double *own, const double *same, const double *other, int32_t n, struct spread *out);

#endif
