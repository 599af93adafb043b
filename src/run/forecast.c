#include "run/forecast.h"

#include <stdio.h>

#include "budget/forecast_cost.h"
#include "flow/futures.h"
#include "run/gather.h"
#include "run/prepared.h"
#include "run/provenance.h"
#include "run/run_id.h"
#include "run/split.h"
#include "run/summary.h"

/* Rates, futures and pounds of the gathered histories, summed up into `out`. */
static int compute(struct casebook *casebook, const struct gathered *past, const struct run_forecast_options *options,
                   struct progress *progress, struct run_result *out, struct problem *problem)
{
    const struct flow_system *system = &casebook_system(casebook)->flow;
    struct prepared prepared;
    struct flow_futures futures = {0};
    struct forecast_cost cost = {0};
    int code = prepared_make(casebook, past, options, progress, &prepared, problem);
    if (code == 0)
        code =
            flow_simulate(system, &past->histories, &prepared.learnt.posterior, &prepared.plan, progress, &futures, problem);
    if (code == 0)
        code = forecast_cost_price(&futures, casebook_tariff(casebook), progress, &cost, problem);
    if (code == 0)
        code = summary_of_futures(&futures, &cost, prepared.plan.start, progress, &out->forecast, problem);
    if (code == 0)
        code = split_of_forecast(casebook,
                                 &(struct split_forecast){past, &prepared.learnt, &prepared.levels_plan, &prepared.levels,
                                                          &futures, &cost, options->hands},
                                 progress, &out->forecast, problem);
    forecast_cost_clear(&cost);
    flow_futures_clear(&futures);
    prepared_clear(&prepared);
    return code;
}

static int make(struct casebook *casebook, const struct gathered *past, const struct run_forecast_options *options,
                struct progress *progress, struct run_result *out, struct problem *problem)
{
    prepared_describe(casebook, options, out);
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
        code = prepared_settle(options, past.as_at, 1, &settled, problem);
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
