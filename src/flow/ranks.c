#include "flow/ranks.h"

static int32_t band_at(const float *from, int32_t count, float origin, float time)
{
    int32_t band = 0;
    while (band + 1 < count && time >= origin + from[band + 1])
        band++;
    return band;
}

int32_t flow_ranks_cell(const struct flow_tables *tables, int32_t row, float entered, float since, float time)
{
    return row + band_at(tables->system_from, tables->systems, entered, time) * tables->durations +
           band_at(tables->duration_from, tables->durations, since, time);
}

static void put(const struct flow_tables *tables, const struct flow_walker *walker, int64_t at, struct flow_ranks *out)
{
    out->now[at] = walker->now;
    out->birthday[at] = walker->birthday[walker->age];
    out->entered[at] = walker->entered;
    out->since[at] = walker->since;
    out->row[at] = (walker->state * tables->ages + walker->age) * tables->systems * tables->durations;
    out->before[at] = flow_ranks_cell(tables, out->row[at], walker->entered, walker->since, walker->now);
    out->state[at] = walker->state;
    out->age[at] = walker->age;
    out->number[at] = walker->number;
}

int flow_ranks_make(const struct flow_tables *tables, const struct flow_birthdays *birthdays,
                    const struct flow_walker *walker, const day *born, int64_t count, struct arena *arena,
                    struct flow_ranks *out, struct problem *problem)
{
    *out = (struct flow_ranks){.count = count};
#define TAKE(type, name, what)                                                                                              \
    if (!(out->name = arena_take(arena, (size_t)count * sizeof *out->name)))                                                \
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the people there at the start");
    FLOW_RANK_COLUMNS(TAKE)
#undef TAKE
    for (int64_t i = 0; i < count; i++) {
        put(tables, &walker[i], i, out);
        out->birth[i] = born[i] - birthdays->first;
    }
    return 0;
}
