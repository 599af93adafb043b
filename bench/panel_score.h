/*
 * panel_score: how forecasts with ranges did, over many councils at once.
 *
 *     wape          sum |median - truth| / sum truth; unchanged_wape that of "no change"
 *     bias          sum (median - truth) / sum truth
 *     crps          sum of the continuous ranked probability score / sum truth
 *     cover         share of councils whose truth lies in the middle 50, 80 and 95% of the paths: the randomised PIT decides
 *                   where several paths have the truth's own value
 *     own           the same after what is common to all was taken out: each truth divided by e to the mean of
 *                   log(truth / median) over the councils
 *     width         mean half width of the 80% range over the median
 *     pit, chi2     mean of the PIT, and its chi-square over ten bins (16.9 is passed one time in twenty)
 *
 * Sources: Gneiting and Raftery (2007) for the CRPS of a sample; Czado, Gneiting and Held (2009) for the PIT of counts.
 *
 * Includes: chance.
 */
#ifndef BENCH_PANEL_SCORE_H
#define BENCH_PANEL_SCORE_H

#include <stdint.h>

enum { SCORE_50, SCORE_80, SCORE_95, SCORE_RANGES };

struct score_case {
    int32_t paths;
    const int32_t *value; /* [paths], borrowed */
    double truth;         /* what came */
    double unchanged;     /* what "no change" says */
};

struct score {
    int32_t cases;
    double wape, unchanged_wape, bias, crps, width, pit, chi2;
    double common; /* mean of log(truth / median) */
    double cover[SCORE_RANGES], own[SCORE_RANGES];
};

/* The cases in any order; the luck of ties hangs on a case's place in the list. All zero where there is none. */
void score_cases(const struct score_case *list, int32_t cases, struct score *out);

/* Where a truth stands among the paths, 0 … 1. */
double score_pit(const struct score_case *at, double truth, uint32_t luck);

double score_median(const struct score_case *at);

/* Standard error of a share of so many independent cases. */
double score_error(double share, double cases);

#endif
