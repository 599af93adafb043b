/*
 * poisson: a Poisson count as an ensemble, so that it is scored like simulated futures.
 *
 *     double value[199];
 *     poisson_values(mean, 199, value);     // the quantiles at ½, 1½, 2½ … of 199
 *
 * Chances are found from the commonest count outwards, as ratios to its own, and divided by their sum: no exponential.
 * Pure. Includes: base.
 */
#ifndef SCORES_POISSON_H
#define SCORES_POISSON_H

#include <stdint.h>

/* The smallest counts whose cumulative chance reaches (i + ½) / n, i = 0 … n - 1. mean >= 0, below a million. */
void poisson_values(double mean, int32_t n, double *rising);

#endif
