#include "flow/entries.h"

#include "chance/draw.h"

/* Gamma posterior of the level, in entries a year. */
struct level {
    double shape, rate;
};

void flow_entries_prior(const struct flow_system *system, double per_year, struct flow_entries *out)
{
    *out = (struct flow_entries){.dispersion = system->prior_dispersion};
    out->per_day = (per_year < 0 ? system->prior_entries_per_year : per_year) / FLOW_YEAR_DAYS;
    for (int32_t i = 0; i < system->strata; i++) {
        out->share[i] = system->stratum[i].prior_share;
        for (int32_t s = 0; s < system->states; s++)
            out->first_state[i][s] = system->stratum[i].prior_first_state[s];
    }
}

static double dispersion(const struct flow_system *system, const struct flow_exposure *exposure)
{
    const double seen = flow_exposure_dispersion(exposure);
    const double own = seen < 0 ? 0 : exposure->quarters - 1, worth = own + system->strength_dispersion;
    if (!(worth > 0))
        return system->prior_dispersion;
    const double mean = (own * seen + system->strength_dispersion * system->prior_dispersion) / worth;
    return mean > 1 ? mean : 1;
}

static struct level level_of(const struct flow_system *system, const struct flow_exposure *exposure, double dispersion)
{
    const double years = (exposure->observed_to - exposure->observed_from) / FLOW_YEAR_DAYS;
    return (struct level){.shape = 1 + (double)exposure->entries / dispersion,
                          .rate = 1 / system->prior_entries_per_year + years / dispersion};
}

/* Dirichlet weights: the prior's shares times their worth, and the counts. */
static double weigh(const double *share, double worth, const int64_t *counts, int32_t count, double *weight)
{
    double sum = 0;
    for (int32_t i = 0; i < count; i++) {
        weight[i] = share[i] * worth + (double)counts[i];
        sum += weight[i];
    }
    return sum;
}

/* The shares' posterior mean, or with a stream a draw. */
static void settle_shares(const double *prior, double worth, const int64_t *counts, int32_t count,
                          struct chance_stream *stream, double *share)
{
    double weight[FLOW_STRATA_MAX];
    const double sum = weigh(prior, worth, counts, count, weight);
    if (stream) {
        chance_dirichlet(stream, weight, count, share);
        return;
    }
    for (int32_t i = 0; i < count; i++)
        share[i] = weight[i] / sum;
}

static void settle(const struct flow_system *system, const struct flow_exposure *exposure, struct chance_stream *stream,
                   struct flow_entries *out)
{
    double prior[FLOW_STRATA_MAX];
    *out = (struct flow_entries){.dispersion = dispersion(system, exposure)};
    const struct level level = level_of(system, exposure, out->dispersion);
    out->per_day = (stream ? chance_gamma(stream, level.shape) : level.shape) / level.rate / FLOW_YEAR_DAYS;
    for (int32_t i = 0; i < system->strata; i++)
        prior[i] = system->stratum[i].prior_share;
    settle_shares(prior, system->strength_strata, exposure->by_stratum, system->strata, stream, out->share);
    for (int32_t i = 0; i < system->strata; i++)
        settle_shares(system->stratum[i].prior_first_state, system->strength_first_state,
                      exposure->by_first_state + (int64_t)i * exposure->states, system->states, stream, out->first_state[i]);
}

void flow_entries_mean(const struct flow_system *system, const struct flow_exposure *exposure, struct flow_entries *out)
{
    settle(system, exposure, NULL, out);
}

void flow_entries_sample(const struct flow_system *system, const struct flow_exposure *exposure,
                         struct chance_stream *stream, struct flow_entries *out)
{
    settle(system, exposure, stream, out);
}
