/*
 * fit: what a series of quarterly counts says of its level, under every point of a prior at once.
 *
 *     counts n, expected E  ─►  n_q ~ NB(mean E_q exp(m + f_q), variance φ × mean),  f ~ GP(0, K)
 *
 * For each point the posterior of f is approximated by a Gaussian about its mode (Laplace): with mu = E exp(m + f) and the
 * quasi-Fisher weight W = mu / φ,
 *
 *     B = I + √W K √W = L L',  b = W f + (n - mu) / φ,  a = b - √W B⁻¹ √W K b,  f ← K a
 *
 * until f stands still. (W is the information of a count of variance φ mu, not the exact curvature of the negative binomial,
 * which has no closed form in W; a test holds the result against quadrature.) The evidence is
 *
 *     log Z = -½ a'f - Σ log L_ii + Σ log NB(n; mu, φ)
 *
 * and a point's weight is its prior weight times Z. The method is that of Rasmussen and Williams (2006), algorithm 3.1.
 *
 * Where the level's centre is known (a rate against national rates) m is 0; where it is not (entries of a council of any
 * size) m = log((Σn + ½) / ΣE). A quarter that expects nothing is not looked at: so a gap in the records is left out.
 *
 *     struct drift_fit fit = {0};
 *     drift_fit_counts(&prior, &counts, &fit, problem);
 *     drift_fit_clear(&fit);
 *
 * Pure. Includes: base, chance.
 */
#ifndef DRIFT_FIT_H
#define DRIFT_FIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "drift/process.h"

struct drift_counts {
    int32_t quarters;       /* of the past, oldest first; the newest DRIFT_HISTORY_MAX are used */
    const double *events;   /* [quarters] what happened */
    const double *expected; /* [quarters] what the centre expects: 1 where there is no centre */
    bool own_centre;        /* m from the counts themselves */
};

struct drift_fit {
    const struct drift_prior *prior; /* borrowed: outlives the fit */
    int32_t quarters;                /* used */
    int32_t span;                    /* quarters that a count is of: 1, or 4 for years, and then all periods are years */
    double centre;                   /* m */
    double *weight;                  /* [points] posterior weight, adding up to 1 */
    double *pull;                    /* [points][quarters]: a */
    double *root;                    /* [points][quarters]: √W */
    double log_evidence;             /* log Σ weight × Z, of the whole prior */
    struct arena arena;              /* owns the columns */
};

/* *out is filled on success and empty after a failure: PROBLEM_MEMORY, PROBLEM_INPUT (no quarter). */
int drift_fit_counts(const struct drift_prior *prior, const struct drift_counts *counts, struct drift_fit *out,
                     struct problem *problem);
void drift_fit_clear(struct drift_fit *fit); /* safe on zeroes and twice */

/*
 * The same for counts that come once a year: in counts, in the fit and in its future every quarter is then a year, whose
 * level is the mean of its quarters'. At most DRIFT_HISTORY_MAX / 4 of the past and DRIFT_FUTURE_MAX / 4 ahead.
 */
int drift_fit_years(const struct drift_prior *prior, const struct drift_counts *counts, struct drift_fit *out,
                    struct problem *problem);

/* The log evidence of yearly counts under one point: for a prior that is itself fitted to many series. */
double drift_log_evidence_of_years(const struct drift_prior *prior, const struct drift_point *point,
                                   const struct drift_counts *counts);

/*
 * The future of the log level (m + f) under one point: mean[ahead], and the Cholesky factor of its covariance,
 * factor[ahead][ahead]. ahead × span <= DRIFT_FUTURE_MAX.
 */
void drift_fit_future(const struct drift_fit *fit, int32_t point, int32_t ahead, double *mean, double *factor);

#endif
