/*
 * posterior: all that is not known about a council's rates and entries, as a mean and as draws.
 *
 *     histories ─► flow_exposure_count ─► flow_posterior_fit ─► flow_simulate, flow_walk
 *
 * Every simulated future takes one draw (flow_posterior_draw_of), so that its spread holds what is not known as well as
 * chance. Draw d comes from random numbers of its own domain: asking for the same plan gives the same bytes.
 *
 *     struct flow_fit_plan plan = {.seed = 7, .draws = 250, .sweeps_before = 50, .sweeps_between = 2};
 *     flow_posterior_fit(&system, &exposure, &plan, NULL, &posterior, problem);
 *     flow_posterior_clear(&posterior);
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_POSTERIOR_H
#define FLOW_POSTERIOR_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "base/progress.h"
#include "flow/entries.h"
#include "flow/exposure.h"
#include "flow/rates.h"
#include "flow/system.h"

enum { FLOW_DRAWS_MAX = 10000 };

struct flow_fit_plan {
    uint64_t seed;
    uint32_t authority;     /* number of the authority: two councils with one seed do not share their luck */
    int32_t draws;          /* 1 … FLOW_DRAWS_MAX; 250 serves 1,000 replicates */
    int32_t sweeps_before;  /* Gibbs sweeps dropped before the first draw: 50; it starts at the mean */
    int32_t sweeps_between; /* sweeps a draw, at least 1: 2 */
};

struct flow_posterior {
    const struct flow_system *system; /* borrowed: it outlives the posterior */
    int32_t draws;
    struct flow_rates mean_rates; /* by iterative proportional fitting */
    struct flow_entries mean_entries;
    struct flow_rates *rates;     /* [draws] */
    struct flow_entries *entries; /* [draws] */
    struct arena arena;           /* owns the draws */
};

/* *out is filled on success and empty after a failure: PROBLEM_INPUT (plan outside its limits), PROBLEM_MEMORY,
 * PROBLEM_STOPPED. */
int flow_posterior_fit(const struct flow_system *system, const struct flow_exposure *exposure,
                       const struct flow_fit_plan *plan, struct progress *progress, struct flow_posterior *out,
                       struct problem *problem);

/* Without data: one draw, the prior's centre with `entries_per_year` of one's own (below 0: the prior's). */
int flow_posterior_prior(const struct flow_system *system, double entries_per_year, struct flow_posterior *out,
                         struct problem *problem);

void flow_posterior_clear(struct flow_posterior *posterior); /* safe on zeroes and twice */

/*
 * The draw that replicate r uses: a golden-ratio sequence, so that any number of replicates spreads evenly over the draws
 * and the first 200 of 1,000 replicates are those of a run of 200.
 */
int32_t flow_posterior_draw_of(const struct flow_posterior *posterior, int32_t replicate);

#endif
