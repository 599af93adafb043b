#include "flow/pace.h"

/* A time between candidates that outlasts every walk, as in the tables. */
static const float never = 1e30f;

struct flow_pace flow_pace_steady(const struct flow_tables *tables)
{
    struct flow_pace pace = {.tables = tables, .total = tables->total, .wait = tables->wait, .edge = tables->edge};
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        pace.shrink[k] = 1;
    return pace;
}

int flow_pace_make(const struct flow_system *system, const struct flow_months *months, struct arena *arena,
                   struct flow_pace *out, struct problem *problem)
{
    *out = (struct flow_pace){.months = months};
    out->memory = arena_take(arena, (size_t)flow_cells(system) * (2 + FLOW_SERIES) * sizeof *out->memory);
    return out->memory ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the pace of the paths");
}

/* The largest level of a series over the quarters; what of it each month has. */
static float envelope_of(struct flow_pace *pace, const struct flow_levels *levels, int32_t replicate, int32_t series)
{
    const float *level = flow_levels_of(levels, replicate, series);
    float envelope = 0;
    for (int32_t q = 0; q < levels->quarters; q++)
        envelope = level[q] > envelope ? level[q] : envelope;
    for (int32_t m = 0; m < pace->months->count; m++)
        pace->ratio[series][m] = envelope > 0 ? level[flow_levels_quarter(m)] / envelope : 0;
    pace->shrink[series] = envelope > 0 ? 1 / envelope : 1;
    return envelope;
}

void flow_pace_take(struct flow_pace *pace, const struct flow_tables *tables, const struct flow_levels *levels,
                    int32_t replicate)
{
    const int64_t cells = (int64_t)tables->states * tables->ages * tables->systems * tables->durations;
    float envelope[FLOW_SERIES] = {1}, *total = pace->memory, *wait = total + cells, *edge = wait + cells;
    pace->tables = tables;
    pace->total = total;
    pace->wait = wait;
    pace->edge = edge;
    pace->shrink[FLOW_STEADY] = 1;
    for (int32_t m = 0; m < pace->months->count; m++)
        pace->ratio[FLOW_STEADY][m] = 1;
    for (int32_t k = FLOW_STEADY + 1; k < FLOW_SERIES; k++)
        envelope[k] = envelope_of(pace, levels, replicate, k);
    for (int64_t cell = 0; cell < cells; cell++) {
        const float *begins = tables->edge + cell * FLOW_SERIES;
        float at = 0;
        for (int32_t k = 0; k < FLOW_SERIES; k++) {
            edge[cell * FLOW_SERIES + k] = at;
            at += ((k + 1 < FLOW_SERIES ? begins[k + 1] : tables->total[cell]) - begins[k]) * envelope[k];
        }
        total[cell] = at;
        wait[cell] = at > 1 / never ? 1 / at : never;
    }
}
