#include "run/rates.h"

#include "care/panel_prior.h"

enum { RATES_DRAWS = 256, RATES_SWEEPS_BEFORE = 100, RATES_SWEEPS_BETWEEN = 2 };

int rates_learn(struct casebook *casebook, const struct gathered *gathered, uint64_t seed, struct progress *progress,
                struct rates_learnt *out, struct problem *problem)
{
    *out = (struct rates_learnt){0};
    const struct flow_system *system = &casebook_system(casebook)->flow;
    const struct flow_fit_plan plan = {
        .seed = seed,
        .authority = rates_authority_number(casebook_settings(casebook)->authority),
        .draws = RATES_DRAWS,
        .sweeps_before = RATES_SWEEPS_BEFORE,
        .sweeps_between = RATES_SWEEPS_BETWEEN,
    };
    int code = flow_exposure_count(system, &gathered->histories, &out->exposure, problem);
    if (code == 0)
        code = flow_posterior_fit(system, &out->exposure, &plan, progress, &out->posterior, problem);
    if (code < 0)
        rates_learnt_clear(out);
    return code;
}

void rates_learnt_clear(struct rates_learnt *learnt)
{
    flow_exposure_clear(&learnt->exposure);
    flow_posterior_clear(&learnt->posterior);
}

int rates_levels(struct casebook *casebook, const struct gathered *gathered, const struct rates_learnt *learnt,
                 const struct rates_levels_plan *plan, struct progress *progress, struct flow_levels *out,
                 struct problem *problem)
{
    struct drift_prior prior[FLOW_SERIES];
    struct flow_levels_plan levels = {.seed = plan->seed,
                                      .authority = rates_authority_number(casebook_settings(casebook)->authority),
                                      .months = plan->months,
                                      .replicates = plan->paths,
                                      .start = gathered->as_at,
                                      .own_growth = plan->own_growth,
                                      .like = plan->like,
                                      .hands = plan->hands,
                                      .twin = plan->twin};
    for (int32_t k = 0; k < FLOW_SERIES; k++) {
        prior[k] = care_panel_prior_of(plan->known_year, (enum flow_series)k);
        levels.prior[k] = &prior[k];
    }
    return flow_levels_draw(&casebook_system(casebook)->flow, &gathered->histories, &learnt->exposure, &learnt->posterior,
                            &levels, progress, out, problem);
}

uint32_t rates_authority_number(const char *authority)
{
    uint32_t number = 0;
    for (; *authority; authority++)
        if (*authority >= '0' && *authority <= '9')
            number = number * 10 + (uint32_t)(*authority - '0');
    return number;
}
