/*
 * process: how the level of a count moves from quarter to quarter.
 *
 * A council's entries, or the rate at which its children go home, are never quite the same from one year to the next. Here
 * the log of such a level is a Gaussian process f over quarters, the sum of independent parts; between two quarters d years
 * apart their covariance is
 *
 *     level      level_sd²                                     how far the council lies from the centre, for good
 *     slow       slow² × min(i, j) / 4                         a random walk, sd `slow` a year, or
 *                slow² × .6^d                                  a wave that returns to its level, sd `slow`
 *     fast       fast² × .1^d                                  years that differ
 *     season     season_sd² × (cos 2πd + ½ cos 4πd)           the same every year: annual and half-yearly wave
 *     trend      trend² × u(i) u(j)                            a slope that stops: u = t in the past (years, t < 0), and
 *                                                              (1 - .7^t) / -log .7 in the future
 *
 * and counts scatter about their mean with variance `dispersion` × mean (negative binomial; 1 is Poisson). One set of these
 * numbers is a point; a prior is a list of points with weights. Nobody chooses a point for a council: all of them are
 * fitted, weighed by the evidence, and every simulated future draws its own.
 *
 * Source of the form: Rasmussen and Williams, "Gaussian Processes for Machine Learning" (2006), chapters 2 and 3.
 *
 * Pure. Includes: base.
 */
#ifndef DRIFT_PROCESS_H
#define DRIFT_PROCESS_H

#include <stdint.h>

enum {
    DRIFT_HISTORY_MAX = 48, /* quarters of the past that a fit looks at */
    DRIFT_FUTURE_MAX = 40,  /* quarters ahead */
    DRIFT_QUARTERS_MAX = DRIFT_HISTORY_MAX + DRIFT_FUTURE_MAX
};

enum drift_family { DRIFT_WALKS, DRIFT_RETURNS };

struct drift_point {
    enum drift_family family; /* of the slow part */
    double slow, fast;        /* sd of the log level: a year of the walk or of the whole wave; of the years that differ */
    double dispersion;        /* variance ÷ mean of counts, at least 1 */
    double trend;             /* sd of the slope a year */
};

struct drift_prior {
    int32_t points;
    const struct drift_point *point; /* [points] */
    const double *weight;            /* [points], adding up to 1 */
    double level_sd, season_sd;      /* of the parts that all points share */
};

/*
 * Covariances of quarters first … first + count - 1 with quarters 0 … to - 1, [count][to], under a point. Quarters are
 * numbered from the oldest of the past; the origin lies between quarters `past` - 1 and `past`.
 */
void drift_covariance(const struct drift_prior *prior, const struct drift_point *point, int32_t past, int32_t first,
                      int32_t count, int32_t to, double *out);

/*
 * The same for periods of `span` quarters each, whose level is the mean of their quarters': every number but the span
 * counts periods. For counts that come once a year.
 */
void drift_covariance_of_periods(const struct drift_prior *prior, const struct drift_point *point, int32_t span,
                                 int32_t past, int32_t first, int32_t count, int32_t to, double *out);

/* log of the probability of a count with this mean, and dispersion: negative binomial with variance dispersion × mean. */
double drift_log_probability(double count, double mean, double dispersion);

#endif
