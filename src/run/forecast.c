#include "run/forecast.h"

#include <stdio.h>

#include "budget/forecast_cost.h"
#include "flow/futures.h"
#include "flow/posterior.h"
#include "run/gather.h"
#include "run/provenance.h"
#include "run/rates.h"
#include "run/run_id.h"
#include "run/split.h"
#include "run/summary.h"

enum { MONTHS_DEFAULT = 36, PATHS_DEFAULT = 1000 };

static int settle_options(const struct run_forecast_options *given, day as_at, struct run_forecast_options *options,
                          struct problem *problem)
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
    if (options->paths < 1 || options->paths > FLOW_REPLICATES_MAX)
        return problem_set(problem, PROBLEM_USAGE, "a forecast has 1 to %d paths, not %d", FLOW_REPLICATES_MAX,
                           options->paths);
    return 0;
}

static void describe(const struct casebook *casebook, const struct run_forecast_options *options, struct run_result *out)
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

/* Rates, futures and pounds of the gathered histories, summed up into `out`. */
static int compute(struct casebook *casebook, const struct gathered *past, const struct run_forecast_options *options,
                   struct progress *progress, struct run_result *out, struct problem *problem)
{
    const struct flow_system *system = &casebook_system(casebook)->flow;
    const uint32_t authority = rates_authority_number(casebook_settings(casebook)->authority);
    struct flow_plan plan = {.start = past->as_at,
                             .months = options->months,
                             .replicates = options->paths,
                             .seed = options->seed,
                             .authority = authority,
                             .hands = options->hands};
    const struct rates_levels_plan levels_plan = {.seed = options->seed,
                                                  .months = options->months,
                                                  .paths = options->paths,
                                                  .own_growth = RATES_OWN_GROWTH,
                                                  .known_year = RATES_ALL_YEARS,
                                                  .hands = options->hands};
    struct rates_learnt learnt = {0};
    struct flow_levels levels = {0};
    struct flow_futures futures = {0};
    struct forecast_cost cost = {0};
    int code = rates_learn(casebook, past, options->seed, progress, &learnt, problem);
    if (code == 0)
        code = rates_levels(casebook, past, &learnt, &levels_plan, progress, &levels, problem);
    plan.levels = &levels;
    if (code == 0)
        code = flow_simulate(system, &past->histories, &learnt.posterior, &plan, progress, &futures, problem);
    if (code == 0)
        code = forecast_cost_price(&futures, casebook_tariff(casebook), &cost, problem);
    if (code == 0)
        code = summary_of_futures(&futures, &cost, plan.start, &out->forecast, problem);
    if (code == 0)
        code = split_of_forecast(
            casebook, &(struct split_forecast){past, &learnt, &levels_plan, &levels, &futures, &cost, options->hands},
            progress, &out->forecast, problem);
    forecast_cost_clear(&cost);
    flow_futures_clear(&futures);
    flow_levels_clear(&levels);
    rates_learnt_clear(&learnt);
    return code;
}

static int make(struct casebook *casebook, const struct gathered *past, const struct run_forecast_options *options,
                struct progress *progress, struct run_result *out, struct problem *problem)
{
    describe(casebook, options, out);
    if (gather_history_rows(past, &out->history, problem) < 0 ||
        compute(casebook, past, options, progress, out, problem) < 0 ||
        provenance_of_forecast(casebook, past, options, &out->provenance, problem) < 0)
        return problem->code;
    int code = casebook_keep_run(casebook, out, problem);
    return code < 0 ? code : casebook_find_verdict(casebook, out->basis, &out->verdict, problem);
}

int run_forecast(struct casebook *casebook, const struct run_forecast_options *options, struct progress *progress,
                 struct run_result *out, bool *found, struct problem *problem)
{
    *out = (struct run_result){0};
    struct gathered past = {0};
    struct run_forecast_options settled;
    char id[RUN_ID_SIZE], basis[RUN_ID_SIZE];
    bool kept = false;
    int code = gather_histories(casebook, options->as_at, &past, problem);
    if (code == 0)
        code = settle_options(options, past.as_at, &settled, problem);
    if (code == 0)
        code = run_id_make(casebook, &past, &settled, id, problem);
    if (code == 0)
        code = run_id_of_basis(casebook, &past.records, RATES_OWN_GROWTH, basis, problem);
    if (code == 0 && !settled.again)
        kept = casebook_find_run(casebook, id, out, NULL) == 0;
    if (code == 0 && kept)
        code = casebook_ask_run(casebook, id, problem);
    if (code == 0 && !kept) {
        snprintf(out->id, sizeof out->id, "%s", id);
        snprintf(out->basis, sizeof out->basis, "%s", basis);
        code = make(casebook, &past, &settled, progress, out, problem);
    }
    if (found)
        *found = kept;
    gather_clear(&past);
    if (code < 0)
        run_result_clear(out);
    return code;
}
