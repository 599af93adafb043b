#include "flow/sufficiency.h"

#include <string.h>

int flow_sufficiency_make(int32_t months, int32_t states, struct flow_sufficiency *out, struct problem *problem)
{
    *out = (struct flow_sufficiency){.months = months, .states = states};
    out->series = (int64_t)months * FLOW_SUFFICIENCY_MEASURES * (states + 1);
    out->sum = arena_take(&out->arena, (size_t)out->series * sizeof *out->sum);
    out->histogram = arena_take(&out->arena, (size_t)out->series * sizeof *out->histogram);
    out->histogram_size = arena_take(&out->arena, (size_t)out->series * sizeof *out->histogram_size);
    if (out->sum && out->histogram && out->histogram_size)
        return 0;
    flow_sufficiency_clear(out);
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory to count what is needed");
}

void flow_sufficiency_clear(struct flow_sufficiency *sufficiency)
{
    arena_clear(&sufficiency->arena);
    *sufficiency = (struct flow_sufficiency){0};
}

static int64_t series_of(const struct flow_sufficiency *sufficiency, enum flow_sufficiency_measure measure, int32_t state,
                         int32_t month)
{
    const int32_t s = state < 0 ? sufficiency->states : state;
    return ((int64_t)month * FLOW_SUFFICIENCY_MEASURES + (int32_t)measure) * (sufficiency->states + 1) + s;
}

/* Makes room for `value`, with as much again to spare. The smaller piece stays in the arena until the end. */
static int grow(struct flow_sufficiency *sufficiency, int64_t series, int32_t value, struct problem *problem)
{
    const int32_t size = (value * 2 + 16) & ~15;
    uint32_t *bins = arena_take(&sufficiency->arena, (size_t)size * sizeof *bins);
    if (!bins)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to count what is needed");
    if (sufficiency->histogram[series])
        memcpy(bins, sufficiency->histogram[series], (size_t)sufficiency->histogram_size[series] * sizeof *bins);
    sufficiency->histogram[series] = bins;
    sufficiency->histogram_size[series] = size;
    return 0;
}

static int add_value(struct flow_sufficiency *sufficiency, int64_t series, int32_t value, struct problem *problem)
{
    if (value < 0)
        return problem_set(problem, PROBLEM_INTERNAL, "fewer than nobody needs a place");
    if (value >= sufficiency->histogram_size[series] && grow(sufficiency, series, value, problem) < 0)
        return PROBLEM_MEMORY;
    sufficiency->histogram[series][value]++;
    sufficiency->sum[series] += value;
    return 0;
}

static int32_t stock_of(const struct flow_census *census, int32_t bands, int32_t state)
{
    int32_t stock = 0;
    for (int32_t b = 0; b < bands; b++)
        stock += census->stock[b][state];
    return stock;
}

static int add_month(struct flow_sufficiency *sufficiency, int32_t month, const struct flow_census *census, int32_t bands,
                     const struct flow_waits *waits, const struct flow_waits_census *waiting, struct problem *problem)
{
    int32_t all[FLOW_SUFFICIENCY_MEASURES] = {0};
    int code = 0;
    for (int32_t s = 0; s <= sufficiency->states && code == 0; s++) {
        int32_t value[FLOW_SUFFICIENCY_MEASURES];
        if (s < sufficiency->states) {
            value[FLOW_OCCUPIED] = stock_of(census, bands, s);
            value[FLOW_MET] = value[FLOW_OCCUPIED] - waiting->guests[s];
            value[FLOW_NEED] = value[FLOW_MET] + waiting->waiting[s];
            value[FLOW_SPILLED] = waits->cell[month * waits->states + s].spilled;
            value[FLOW_WAITED] = waiting->nights[s];
        } else {
            memcpy(value, all, sizeof value);
        }
        for (int32_t measure = 0; measure < FLOW_SUFFICIENCY_MEASURES && code == 0; measure++) {
            all[measure] += value[measure];
            code = add_value(sufficiency, series_of(sufficiency, (enum flow_sufficiency_measure)measure, s, month),
                             value[measure], problem);
        }
    }
    return code;
}

int flow_sufficiency_add(struct flow_sufficiency *sufficiency, const struct flow_tally *tally,
                         const struct flow_census *before, const struct flow_waits *waits, struct problem *problem)
{
    struct flow_census census = *before;
    struct flow_waits_census waiting = {0};
    int code = 0;
    for (int32_t m = 0; m < sufficiency->months && code == 0; m++) {
        flow_tally_census(tally, m, &census);
        flow_waits_census(waits, m, &waiting);
        code = add_month(sufficiency, m, &census, tally->bands, waits, &waiting, problem);
    }
    return code;
}

int flow_sufficiency_join(struct flow_sufficiency *sufficiency, const struct flow_sufficiency *other,
                          struct problem *problem)
{
    for (int64_t i = 0; i < other->series; i++) {
        int32_t last = other->histogram_size[i] - 1;
        while (last >= 0 && other->histogram[i][last] == 0)
            last--;
        if (last >= sufficiency->histogram_size[i] && grow(sufficiency, i, last, problem) < 0)
            return PROBLEM_MEMORY;
        for (int32_t v = 0; v <= last; v++)
            sufficiency->histogram[i][v] += other->histogram[i][v];
        sufficiency->sum[i] += other->sum[i];
    }
    return 0;
}

int64_t flow_sufficiency_sum(const struct flow_sufficiency *sufficiency, enum flow_sufficiency_measure measure,
                             int32_t state, int32_t month)
{
    return sufficiency->sum[series_of(sufficiency, measure, state, month)];
}

int64_t flow_sufficiency_quantile(const struct flow_sufficiency *sufficiency, enum flow_sufficiency_measure measure,
                                  int32_t state, int32_t month, int32_t per_mille)
{
    const int64_t series = series_of(sufficiency, measure, state, month);
    int64_t replicates = 0, held = 0;
    for (int32_t v = 0; v < sufficiency->histogram_size[series]; v++)
        replicates += sufficiency->histogram[series][v];
    for (int32_t v = 0; v < sufficiency->histogram_size[series]; v++) {
        held += (int64_t)sufficiency->histogram[series][v] * 1000;
        if (held >= replicates * per_mille)
            return v;
    }
    return 0;
}
