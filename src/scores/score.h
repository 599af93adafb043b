/*
 * score: how well a forecast of many futures held what came.
 *
 * A forecast is an ensemble: the value of a number in each of n simulated futures. What came, y, is scored against it:
 *
 *     miss      mean - y, and the same of the median
 *     CRPS      1/n Σ|x_i - y| - 1/(2n²) ΣΣ|x_i - x_j|: how far the whole ensemble lies from y, in the unit of the number;
 * of one value it is |x - y| (Gneiting and Raftery 2007, "Strictly proper scoring rules", section 4.2) place     where y
 * falls among the futures. k of them below y and t of them at it leave it anywhere in [k / (n + 1), (k + t + 1) / (n + 1)]:
 * were y one more future of the same kind, its place drawn evenly from there would be even on [0, 1] (the randomised PIT)
 *     held      the share of that stretch inside of the central range of a level: 1 inside, 0 outside, and a fraction where
 *               y ties with a bound. Counts of few children tie often; without the fraction every range of theirs looks too
 *               wide
 *
 *     qsort(value, n, sizeof *value, …);
 *     score_values(value, n, 702, &score);
 *     covered += score_held(&score, .8);
 *
 * Pure. Includes: base.
 */
#ifndef SCORES_SCORE_H
#define SCORES_SCORE_H

#include <stdint.h>

struct score {
    double mean, median; /* of the ensemble; the median of an even number is half way between the middle two */
    double crps;         /* in the unit of the values */
    double from, to;     /* the place of what came: a stretch of [0, 1] */
};

/* Scores `truth` against n >= 1 values that rise. */
void score_values(const double *rising, int32_t n, double truth, struct score *out);

/* The share of the place inside of the central range of a level: .8 is from .1 to .9. */
double score_held(const struct score *score, double level);

#endif
