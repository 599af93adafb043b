/*
 * entries: how many people enter, of which kind, and where they are first.
 *
 * A month of d days expects m = per_day × d entries. Their number is Poisson(m × G) with G ~ Gamma(mean 1, shape m / (φ -
 * 1)): its variance is φ times its mean, for a month as for a quarter (Gammas of one scale add up). φ = 1 is Poisson;
 * siblings who come together make it about 2.
 *
 *   φ       the mean of the council's own variance ÷ mean of quarterly counts (worth quarters - 1) and of the prior's, at
 * least 1 level   Gamma(shape 1 + n / φ, rate 1 / prior + years / φ) for n entries in the window: overdispersed counts tell
 * less strata  Dirichlet(prior share × worth + counts); first states of a stratum likewise
 *
 * An entrant's day and hour are uniform in the month, the age is uniform in the days of the stratum.
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_ENTRIES_H
#define FLOW_ENTRIES_H

#include <stdint.h>

#include "chance/stream.h"
#include "flow/exposure.h"
#include "flow/system.h"

/* One draw (or the mean) of all that is not known about entries. */
struct flow_entries {
    double per_day;                                       /* expected entries a day */
    double dispersion;                                    /* φ, at least 1 */
    double share[FLOW_STRATA_MAX];                        /* of the strata, adding up to 1 */
    double first_state[FLOW_STRATA_MAX][FLOW_STATES_MAX]; /* of the states, adding up to 1 in each stratum */
};

/* The prior's centre with a level of one's own; a level below 0 takes the prior's. */
void flow_entries_prior(const struct flow_system *system, double per_year, struct flow_entries *out);

/* The posterior's mean and one draw of it. */
void flow_entries_mean(const struct flow_system *system, const struct flow_exposure *exposure, struct flow_entries *out);
void flow_entries_sample(const struct flow_system *system, const struct flow_exposure *exposure,
                         struct chance_stream *stream, struct flow_entries *out);

#endif
