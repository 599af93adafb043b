#include "run/prepared.h"

#include <stdio.h>

enum { MONTHS_DEFAULT = 36, PATHS_DEFAULT = 1000 };

int prepared_settle(const struct run_forecast_options *given, day as_at, int32_t least_paths,
                    struct run_forecast_options *options, struct problem *problem)
{
    *options = *given;
    options->as_at = as_at;
    if (options->months == 0)
        options->months = MONTHS_DEFAULT;
    if (options->paths == 0)
        options->paths = PATHS_DEFAULT;
    if (options->months < 1 || options->months > FLOW_MONTHS_MAX)
        return problem_set(problem, PROBLEM_USAGE, "a forecast is of 1 to %d months, not %d", FLOW_MONTHS_MAX,
                           options->months);
    if (options->paths < least_paths || options->paths > FLOW_REPLICATES_MAX)
        return problem_set(problem, PROBLEM_USAGE, "a forecast has %d to %d paths here, not %d", least_paths,
                           FLOW_REPLICATES_MAX, options->paths);
    return 0;
}

int prepared_make(struct casebook *casebook, const struct gathered *past, const struct run_forecast_options *options,
                  struct progress *progress, struct prepared *out, struct problem *problem)
{
    *out = (struct prepared){.levels_plan = {.seed = options->seed,
                                             .months = options->months,
                                             .paths = options->paths,
                                             .own_growth = RATES_OWN_GROWTH,
                                             .known_year = RATES_ALL_YEARS,
                                             .hands = options->hands},
                             .plan = {.start = past->as_at,
                                      .months = options->months,
                                      .replicates = options->paths,
                                      .seed = options->seed,
                                      .authority = rates_authority_number(casebook_settings(casebook)->authority),
                                      .levels = &out->levels,
                                      .hands = options->hands}};
    int code = rates_learn(casebook, past, options->seed, progress, &out->learnt, problem);
    if (code == 0)
        code = rates_levels(casebook, past, &out->learnt, &out->levels_plan, progress, &out->levels, problem);
    if (code < 0)
        prepared_clear(out);
    return code;
}

void prepared_clear(struct prepared *prepared)
{
    flow_levels_clear(&prepared->levels);
    rates_learnt_clear(&prepared->learnt);
}

void prepared_describe(const struct casebook *casebook, const struct run_forecast_options *options, struct run_result *out)
{
    const struct casebook_settings *settings = casebook_settings(casebook);
    snprintf(out->council, sizeof out->council, "%s", settings->council);
    snprintf(out->authority, sizeof out->authority, "%s", settings->authority);
    snprintf(out->made, sizeof out->made, "%s", options->when ? options->when : "");
    out->as_at = options->as_at;
    out->months = options->months;
    out->paths = options->paths;
    out->seed = options->seed;
    out->population = settings->population;
}
