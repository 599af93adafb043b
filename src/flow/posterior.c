#include "flow/posterior.h"

enum { MEAN_SWEEPS = 60 /* from any start of ours the fixed point is reached to six figures in under 30 */ };

static int posterior_make(const struct flow_system *system, int32_t draws, struct flow_posterior *out,
                          struct problem *problem)
{
    *out = (struct flow_posterior){.system = system, .draws = draws};
    out->rates = arena_take(&out->arena, (size_t)draws * sizeof *out->rates);
    out->entries = arena_take(&out->arena, (size_t)draws * sizeof *out->entries);
    if (out->rates && out->entries)
        return 0;
    flow_posterior_clear(out);
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for %d draws of the rates", draws);
}

static int check_plan(const struct flow_fit_plan *plan, struct problem *problem)
{
    if (plan->draws < 1 || plan->draws > FLOW_DRAWS_MAX)
        return problem_set(problem, PROBLEM_INPUT, "%d draws of the rates were asked for; 1 to %d can be made", plan->draws,
                           FLOW_DRAWS_MAX);
    if (plan->sweeps_before < 0 || plan->sweeps_between < 1)
        return problem_set(problem, PROBLEM_INPUT, "a draw of the rates needs at least one sweep");
    return 0;
}

/* Draws in a row from one chain that begins at the mean. */
static int draw_all(const struct flow_evidence *evidence, const struct flow_fit_plan *plan, struct progress *progress,
                    struct flow_posterior *out, struct problem *problem)
{
    const struct chance_key key = chance_key_of(plan->seed, plan->authority);
    struct flow_rates rates = out->mean_rates;
    struct chance_stream stream;
    chance_stream_start(&stream, key, 0, 0, CHANCE_RATES);
    flow_rates_sample(evidence, plan->sweeps_before, &stream, &rates);
    for (int32_t d = 0; d < plan->draws; d++) {
        if (progress_step(progress, "rates", d, plan->draws))
            return problem_set(problem, PROBLEM_STOPPED, "stopped while the rates were being drawn");
        flow_rates_sample(evidence, plan->sweeps_between, &stream, &rates);
        out->rates[d] = rates;
        struct chance_stream own;
        chance_stream_start(&own, key, 0, (uint32_t)d, CHANCE_ENTRIES);
        flow_entries_sample(evidence->system, evidence->exposure, &own, &out->entries[d]);
    }
    return 0;
}

int flow_posterior_fit(const struct flow_system *system, const struct flow_exposure *exposure,
                       const struct flow_fit_plan *plan, struct progress *progress, struct flow_posterior *out,
                       struct problem *problem)
{
    struct flow_evidence evidence;
    *out = (struct flow_posterior){0};
    int code = check_plan(plan, problem);
    if (code == 0)
        code = posterior_make(system, plan->draws, out, problem);
    if (code < 0)
        return code;
    flow_evidence_gather(system, exposure, &evidence);
    flow_rates_prior(system, &out->mean_rates);
    flow_rates_settle(&evidence, MEAN_SWEEPS, &out->mean_rates);
    flow_entries_mean(system, exposure, &out->mean_entries);
    code = draw_all(&evidence, plan, progress, out, problem);
    if (code < 0)
        flow_posterior_clear(out);
    return code;
}

int flow_posterior_prior(const struct flow_system *system, double entries_per_year, struct flow_posterior *out,
                         struct problem *problem)
{
    int code = posterior_make(system, 1, out, problem);
    if (code < 0)
        return code;
    flow_rates_prior(system, &out->mean_rates);
    flow_entries_prior(system, entries_per_year, &out->mean_entries);
    out->rates[0] = out->mean_rates;
    out->entries[0] = out->mean_entries;
    return 0;
}

void flow_posterior_clear(struct flow_posterior *posterior)
{
    arena_clear(&posterior->arena);
    *posterior = (struct flow_posterior){0};
}

int32_t flow_posterior_draw_of(const struct flow_posterior *posterior, int32_t replicate)
{
    /* The fraction of (r + 1) × the golden ratio, as 64 bits; its upper half is enough for any number of draws. */
    const uint64_t fraction = ((uint64_t)replicate + 1) * UINT64_C(0x9e3779b97f4a7c15);
    return (int32_t)(((fraction >> 32) * (uint64_t)posterior->draws) >> 32);
}
