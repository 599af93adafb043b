/*
 * rates: how fast people go from each state to each destination, and how sure we are of it.
 *
 *     rate per day = base[from][to] × by_age[to][age] × by_time_in_system[to][band] × by_time_in_state[group of from][band]
 *
 * Main effects only: a council has a few hundred events a year, of 40,000 (cell, destination) pairs four in five have none.
 * Each factor has a Gamma prior centred on the national figure (flow/system.h), worth a stated number of events. Given all
 * the others a block of factors is conjugate: with O events seen and E expected while the factor is 1,
 *
 *     factor | rest ~ Gamma(shape a + O, rate a / prior + E)        a: the strength, in events
 *
 * The mean is the fixed point of setting each block to its conditional mean (iterative proportional fitting with a prior);
 * draws are Gibbs sweeps over the same blocks. The scale that base and factors share is held by their priors; only the
 * product matters.
 *
 * A rate or factor whose prior is 0 stays 0, unless an event was seen there: what happened is never impossible. It then has
 * a weak prior worth half an event: 1 in 100 years for a base rate, a tenth for a factor.
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_RATES_H
#define FLOW_RATES_H

#include <stdint.h>

#include "chance/stream.h"
#include "flow/exposure.h"
#include "flow/system.h"

/* One set of rates; per person and day. */
struct flow_rates {
    double base[FLOW_STATES_MAX][FLOW_DESTINATIONS_MAX];
    double by_age[FLOW_DESTINATIONS_MAX][FLOW_BANDS_MAX];
    double by_time_in_system[FLOW_DESTINATIONS_MAX][FLOW_BANDS_MAX];
    double by_time_in_state[FLOW_GROUPS_MAX][FLOW_BANDS_MAX];
};

/* The prior's centre. */
void flow_rates_prior(const struct flow_system *system, struct flow_rates *out);

/* The rate per day of one cell. */
static inline double flow_rate(const struct flow_system *system, const struct flow_rates *rates, int32_t from, int32_t to,
                               int32_t age, int32_t time_in_system, int32_t time_in_state)
{
    return rates->base[from][to] * rates->by_age[to][age] * rates->by_time_in_system[to][time_in_system] *
           rates->by_time_in_state[system->group_of[from]][time_in_state];
}

/* How many events from → to the rates expect in the nights at risk that were counted. */
double flow_rates_expected(const struct flow_system *system, const struct flow_rates *rates,
                           const struct flow_exposure *exposure, int32_t from, int32_t to);

/* Some destinations of a state. */
struct flow_destinations {
    int32_t from, count;
    int32_t id[FLOW_DESTINATIONS_MAX];
};

/* The same of several destinations at once, expected[i] of id[i]; bit for bit. */
void flow_rates_expected_of(const struct flow_system *system, const struct flow_rates *rates,
                            const struct flow_exposure *exposure, const struct flow_destinations *to, double *expected);

/* What a fit needs of the counts, and the priors as Gamma shapes and rates. Plain data; made once a fit. */
struct flow_evidence {
    const struct flow_system *system;     /* borrowed */
    const struct flow_exposure *exposure; /* borrowed */
    struct flow_rates events;             /* events seen that bear on each base rate and factor */
    struct flow_rates shape;              /* Gamma shape of the prior; 0 where the factor is 0 for good */
    struct flow_rates rate;               /* Gamma rate of the prior */
};

void flow_evidence_gather(const struct flow_system *system, const struct flow_exposure *exposure, struct flow_evidence *out);

/* Sweeps over all blocks: to the conditional means, or with a stream to conditional draws. *rates goes in and comes out. */
void flow_rates_settle(const struct flow_evidence *evidence, int32_t sweeps, struct flow_rates *rates);
void flow_rates_sample(const struct flow_evidence *evidence, int32_t sweeps, struct chance_stream *stream,
                       struct flow_rates *rates);

#endif
