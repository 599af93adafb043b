#include "flow/series.h"

/* A quarter that begins `back` whole quarters and one before the end: exposure.h counts (end - 1 - day) × 16 / 1461. */
day flow_quarter_start(day observed_to, int32_t back)
{
    return observed_to - (day)(((int64_t)(back + 1) * 1461 + 15) / 16);
}

/* Where one goes from a state by an event of a series that moves, as far as there is a rate to it. */
static struct flow_destinations drifting_from(const struct flow_system *system, const struct flow_rates *rates, int32_t from)
{
    struct flow_destinations to = {.from = from};
    for (int32_t d = 0; d < system->states + system->exits; d++)
        if (rates->base[from][d] > 0 && flow_series_of(system, from, d) != FLOW_STEADY)
            to.id[to.count++] = d;
    return to;
}

void flow_series_expected(const struct flow_system *system, const struct flow_rates *rates,
                          const struct flow_exposure *exposure, double expected[FLOW_SERIES])
{
    double each[FLOW_DESTINATIONS_MAX];
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        expected[k] = 0;
    for (int32_t s = 0; s < system->states; s++) {
        const struct flow_destinations to = drifting_from(system, rates, s);
        flow_rates_expected_of(system, rates, exposure, &to, each);
        for (int32_t i = 0; i < to.count; i++)
            expected[flow_series_of(system, s, to.id[i])] += each[i];
    }
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

/* Counts of quarters, oldest first. */
struct quarters {
    const struct flow_system *system; /* borrowed */
    struct flow_rates centre;         /* the prior's */
    struct flow_counts *out;
};

static void count_quarter(void *self, int32_t q, const struct flow_exposure *exposure)
{
    const struct quarters *quarters = self;
    double expected[FLOW_SERIES];
    flow_series_expected(quarters->system, &quarters->centre, exposure, expected);
    for (int32_t k = 0; k < FLOW_SERIES; k++) {
        const bool entries = k == FLOW_ENTRIES;
        quarters->out->events[k][q] =
            entries ? (double)exposure->entries : events_of(quarters->system, exposure, (enum flow_series)k);
        quarters->out->expected[k][q] = entries ? 1 : expected[k];
    }
}

/* The same count of nights and events as of the whole window, a quarter at a time. */
static int count_quarters(const struct flow_system *system, const struct flow_histories *histories, struct flow_counts *out,
                          struct problem *problem)
{
    struct quarters quarters = {.system = system, .out = out};
    day *edge = arena_take(&out->arena, (size_t)(out->quarters + 1) * sizeof *edge);
    if (!edge)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the counts of %d quarters", out->quarters);
    for (int32_t q = 0; q < out->quarters; q++)
        edge[q] = flow_quarter_start(histories->observed_to, out->quarters - 1 - q);
    edge[out->quarters] = histories->observed_to;
    flow_rates_prior(system, &quarters.centre);
    return flow_exposure_count_windows(system, histories, edge, out->quarters, count_quarter, &quarters, problem);
}

int flow_counts_make(const struct flow_system *system, const struct flow_histories *histories, struct flow_counts *out,
                     struct problem *problem)
{
    *out = (struct flow_counts){0};
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
    if (code == 0)
        code = count_quarters(system, histories, out, problem);
    if (code < 0)
        flow_counts_clear(out);
    return code;
}

void flow_counts_clear(struct flow_counts *counts)
{
    arena_clear(&counts->arena);
    *counts = (struct flow_counts){0};
}
