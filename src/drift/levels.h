/*
 * levels: trajectories of a fitted level, one a simulated future.
 *
 * Replicate r draws a point of the prior by the posterior's weights and then, of that point, the log level in every quarter
 * ahead. The points come from a Weyl sequence in r, another irrational for every series: any number of replicates spreads
 * evenly over the posterior, no two series move together, and the first 200 of 1,000 replicates are those of a run of 200.
 * Two series may be coupled: the second takes its normals from the first's with a given correlation. Part of all movement
 * may be common to many councils: then a share of the variance comes from normals under a key that they have in common.
 *
 *     struct drift_draw_plan plan = {.key = key, .series = 0, .replicates = 1000, .ahead = 12, .coupled_to = -1};
 *     drift_draw_levels(&fit, &plan, &levels, problem);
 *     levels.log_level[r * levels.ahead + q]
 *     drift_levels_clear(&levels);
 *
 * Pure. Includes: base, chance.
 */
#ifndef DRIFT_LEVELS_H
#define DRIFT_LEVELS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "chance/stream.h"
#include "drift/fit.h"

enum { DRIFT_SERIES_MAX = 4 };

struct drift_draw_plan {
    struct chance_key key; /* of seed and authority */
    int32_t series;        /* number of the series: 0 … DRIFT_SERIES_MAX - 1 */
    int32_t replicates;
    int32_t ahead;                /* quarters: 1 … DRIFT_FUTURE_MAX */
    int32_t coupled_to;           /* number of another series, or -1 */
    double correlation;           /* of the two series' normals, when coupled: -1 … 1 */
    double common;                /* share of the variance that is common, 0 … 1: the whole stays what it is */
    struct chance_key common_key; /* of seed and nation, the same for all who share it */
    bool alone;                   /* without the common part: what is left of the variance is the council's own */
};

struct drift_levels {
    int32_t replicates, ahead;
    double *log_level;  /* [replicate][ahead] */
    double *dispersion; /* [replicate]: of the point that it drew */
    struct arena arena; /* owns both */
};

/* *out is filled on success and empty after a failure: PROBLEM_MEMORY, PROBLEM_INPUT (a plan outside its limits). */
int drift_draw_levels(const struct drift_fit *fit, const struct drift_draw_plan *plan, struct drift_levels *out,
                      struct problem *problem);
void drift_levels_clear(struct drift_levels *levels); /* safe on zeroes and twice */

#endif
