/*
 * prior_fit: how levels move in many councils, as weights of points (drift/process.h), fitted to their yearly counts.
 *
 * The prior over points has a shape with six numbers: sd of the walk half-normal(a), sd of the wave half-normal(a2), share
 * of waves p, sd of the fast part half-normal(b), dispersion lognormal(median m, sd .35), share with a trend t. A point's
 * mass is that of its cell of the grid. For each set of six the likelihood of all councils is the product of the weighted
 * sums of their evidence; the weights are averaged over the posterior of the six, never taken at the best: five to ten
 * counts a council leave the likelihood flat. Annual counts have the quarters' covariance, averaged over blocks of four.
 *
 *     static struct prior_counts counts;      // a few hundred kilobytes each: not for the stack
 *     static struct prior_fitted fitted;
 *     panel_starts(&view, &counts);           // bench/panel_view.h
 *     prior_fit("starts", &counts, &fitted);
 *     struct drift_prior prior = prior_of(&fitted, PRIOR_LEVEL_SD_ENTRIES, PRIOR_SEASON_SD_ENTRIES);
 *
 * Includes: drift.
 */
#ifndef BENCH_PRIOR_FIT_H
#define BENCH_PRIOR_FIT_H

#include <stdint.h>

#include "drift/process.h"

enum { PRIOR_UNITS_MAX = 200, PRIOR_YEARS_MAX = 12, PRIOR_POINTS_MAX = 400 };

/* Parts that all points share, of entries and of kinds of event: the sd of a level and of the season. */
#define PRIOR_LEVEL_SD_ENTRIES 0.5
#define PRIOR_SEASON_SD_ENTRIES 0.08
#define PRIOR_LEVEL_SD_EVENTS 0.2
#define PRIOR_SEASON_SD_EVENTS 0.04

/* Counts of many councils and what they are held against, by year; the years are the same for all. */
struct prior_counts {
    int32_t units, years;
    double events[PRIOR_UNITS_MAX][PRIOR_YEARS_MAX];
    double expected[PRIOR_UNITS_MAX][PRIOR_YEARS_MAX];
};

struct prior_fitted {
    int32_t points;
    struct drift_point point[PRIOR_POINTS_MAX];
    double weight[PRIOR_POINTS_MAX]; /* adding up to 1 */
};

/* Fits; says on stderr, under the name `what`, the posterior means of the six numbers. */
void prior_fit(const char *what, const struct prior_counts *counts, struct prior_fitted *out);

/*
 * The prior of both residential series: fitted to nothing, for nothing is published but stocks; a frozen proposal that holds
 * what these show together.
 */
void prior_residential(struct prior_fitted *out);

/* A fitted prior as the engine takes it; borrows from it. */
struct drift_prior prior_of(const struct prior_fitted *fitted, double level_sd, double season_sd);

#endif
