#include "bench_council.h"

#include "care/panel_prior.h"

/* The measured system is the tested one. */
#include "../tests/unit/flow/example_histories.c"
#include "../tests/unit/flow/example_systems.c"

enum { DRAWS = 250 };

static int fit(double entries, struct bench_council *out, struct flow_posterior *prior, struct flow_exposure *exposure,
               struct problem *problem)
{
    const struct flow_key key = {.seed = 1, .authority = 1};
    const struct flow_fit_plan plan = {.seed = 7, .authority = 1, .draws = DRAWS, .sweeps_before = 50, .sweeps_between = 2};
    int code = flow_posterior_prior(&out->system, entries, prior, problem);
    if (code == 0)
        code = example_histories(prior, &key, calendar_day(2008, 4, 1), calendar_day(2020, 4, 1), out->start + 1,
                                 &out->histories, problem);
    if (code == 0)
        code = flow_exposure_count(&out->system, &out->histories, exposure, problem);
    return code < 0 ? code : flow_posterior_fit(&out->system, exposure, &plan, NULL, &out->fitted, problem);
}

int bench_council_make(double entries, int32_t months, int32_t paths, struct bench_council *out, struct problem *problem)
{
    struct flow_posterior prior = {0};
    struct flow_exposure exposure = {0};
    *out = (struct bench_council){.start = calendar_day(2026, 3, 31)};
    struct flow_levels_plan levels = {
        .seed = 7, .authority = 1, .months = months, .replicates = paths, .start = out->start, .own_growth = .1};
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        levels.prior[k] = care_panel_prior((enum flow_series)k);
    example_care(&out->system);
    int code = fit(entries, out, &prior, &exposure, problem);
    if (code == 0)
        code =
            flow_levels_draw(&out->system, &out->histories, &exposure, &out->fitted, &levels, NULL, &out->levels, problem);
    flow_posterior_clear(&prior);
    flow_exposure_clear(&exposure);
    return code;
}

void bench_council_clear(struct bench_council *council)
{
    flow_posterior_clear(&council->fitted);
    flow_histories_clear(&council->histories);
    flow_levels_clear(&council->levels);
}

int64_t bench_council_children(const struct bench_council *council)
{
    int64_t stock[FLOW_STATES_MAX * FLOW_BANDS_MAX], children = 0;
    flow_stock(&council->system, &council->histories, council->start, stock);
    for (int32_t i = 0; i < council->system.states * council->system.age.count; i++)
        children += stock[i];
    return children;
}
