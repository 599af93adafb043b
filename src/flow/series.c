#include "flow/series.h"

/* A quarter that begins `back` whole quarters and one before the end: exposure.h counts (end - 1 - day) × 16 / 1461. */
day flow_quarter_start(day observed_to, int32_t back)
{
    return observed_to - (day)(((int64_t)(back + 1) * 1461 + 15) / 16);
}

double flow_series_expected(const struct flow_system *system, const struct flow_rates *rates,
                            const struct flow_exposure *exposure, enum flow_series series)
{
    double sum = 0;
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t d = 0; d < system->states + system->exits; d++)
            if (rates->base[s][d] > 0 && flow_series_of(system, s, d) == series)
                sum += flow_rates_expected(system, rates, exposure, s, d);
    return sum;
}

static double events_of(const struct flow_system *system, const struct flow_exposure *exposure, enum flow_series series)
{
    int64_t sum = 0;
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t d = 0; d < system->states + system->exits; d++)
            if (flow_series_of(system, s, d) == series)
                sum += flow_exposure_events(exposure, s, d);
    return (double)sum;
}

/* One quarter: the same count of nights and events as of the whole window, with the window a quarter wide. */
static int count_quarter(const struct flow_system *system, const struct flow_histories *histories,
                         const struct flow_rates *centre, int32_t back, struct flow_counts *out, struct problem *problem)
{
    struct flow_histories part = *histories;
    struct flow_exposure exposure;
    part.observed_from = flow_quarter_start(histories->observed_to, back);
    part.observed_to = back ? flow_quarter_start(histories->observed_to, back - 1) : histories->observed_to;
    int code = flow_exposure_count(system, &part, &exposure, problem);
    if (code < 0)
        return code;
    const int32_t q = out->quarters - 1 - back;
    out->events[FLOW_ENTRIES][q] = (double)exposure.entries;
    out->expected[FLOW_ENTRIES][q] = 1;
    for (int32_t k = FLOW_ENTRIES + 1; k < FLOW_SERIES; k++) {
        out->events[k][q] = events_of(system, &exposure, (enum flow_series)k);
        out->expected[k][q] = flow_series_expected(system, centre, &exposure, (enum flow_series)k);
    }
    flow_exposure_clear(&exposure);
    return 0;
}

int flow_counts_make(const struct flow_system *system, const struct flow_histories *histories, struct flow_counts *out,
                     struct problem *problem)
{
    *out = (struct flow_counts){0};
    struct flow_rates centre;
    out->quarters = (int32_t)((int64_t)(histories->observed_to - histories->observed_from) * 16 / 1461);
    if (out->quarters < 1)
        return problem_set(problem, PROBLEM_INPUT, "less than a quarter was observed");
    int code = 0;
    for (int32_t k = 0; k < FLOW_SERIES && code == 0; k++) {
        out->events[k] = arena_take(&out->arena, (size_t)out->quarters * sizeof(double));
        out->expected[k] = arena_take(&out->arena, (size_t)out->quarters * sizeof(double));
        if (!out->events[k] || !out->expected[k])
            code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the counts of %d quarters", out->quarters);
    }
    flow_rates_prior(system, &centre);
    for (int32_t back = 0; back < out->quarters && code == 0; back++)
        code = count_quarter(system, histories, &centre, back, out, problem);
    if (code < 0)
        flow_counts_clear(out);
    return code;
}

void flow_counts_clear(struct flow_counts *counts)
{
    arena_clear(&counts->arena);
    *counts = (struct flow_counts){0};
}
