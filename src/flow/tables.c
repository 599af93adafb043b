#include "flow/tables.h"

#include <math.h> /* INFINITY alone */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { LANES = 8 /* slots are padded to whole lanes of an eight-wide register */ };

/* A time between candidates that outlasts every walk. */
static const float never = 1e30f;

static void copy_clock(const struct flow_bands *bands, float from[FLOW_BANDS_MAX + 1])
{
    for (int32_t b = 0; b < bands->count; b++)
        from[b] = (float)bands->from[b];
    from[bands->count] = INFINITY;
}

/* The slots of a state in one series: the destinations with a rate, by id. Returns the number of slots so far. */
static int32_t lay_series(const struct flow_system *system, const struct flow_rates *rates, int32_t s, int32_t series,
                          int32_t count, struct flow_tables *tables)
{
    for (int32_t d = 0; d < system->states + system->exits; d++)
        if (rates->base[s][d] > 0 && (int32_t)flow_series_of(system, s, d) == series) {
            tables->series[s][count] = (int8_t)series;
            tables->destination[s][count++] = (int8_t)d;
        }
    return count;
}

/* The slots of each state. The widest state decides the length of a row. */
static void lay_slots(const struct flow_system *system, const struct flow_rates *rates, struct flow_tables *tables)
{
    int32_t widest = 1;
    for (int32_t s = 0; s < system->states; s++) {
        int32_t count = 0;
        for (int32_t series = 0; series < FLOW_SERIES; series++)
            count = lay_series(system, rates, s, series, count, tables);
        tables->slots[s] = count;
        widest = count > widest ? count : widest;
    }
    tables->stride = (widest + LANES - 1) / LANES * LANES;
}

/* later[b] is the largest factor of bands b, b + 1, … */
static void largest_later(const double *factor, int32_t count, double later[FLOW_BANDS_MAX])
{
    double largest = 0;
    for (int32_t b = count - 1; b >= 0; b--) {
        largest = factor[b] > largest ? factor[b] : largest;
        later[b] = largest;
    }
}

/* One row. `width` and `rate` of its slots are given; here they become edges and float32. */
static void fill_row(int32_t s, const double *width, const double *rate, int32_t cell, struct flow_tables *tables)
{
    float *lower = tables->lower + (int64_t)cell * tables->stride, *filled = tables->rate + (int64_t)cell * tables->stride;
    float *begins = tables->edge + (int64_t)cell * FLOW_SERIES;
    const int32_t slots = tables->slots[s];
    float edge = 0;
    int32_t series = 0;
    begins[0] = 0;
    for (int32_t i = 0; i < slots; i++) {
        while (series < tables->series[s][i])
            begins[++series] = edge;
        lower[i] = edge;
        filled[i] = (float)rate[i];
        edge += (float)width[i];
    }
    while (series + 1 < FLOW_SERIES)
        begins[++series] = edge;
    for (int32_t i = slots; i < tables->stride; i++) {
        lower[i] = INFINITY;
        filled[i] = 0;
    }
    lower[0] = 0; /* also in a row without slots: a search always finds one */
    tables->total[cell] = edge;
    tables->wait[cell] = edge > 1 / never ? 1 / edge : never;
}

/* All rows of a state at an age. Both products are taken in the same order, so that rounding never lifts a rate above its
 * envelope. */
static void fill_age(const struct flow_system *system, const struct flow_rates *rates, int32_t s, int32_t a,
                     struct flow_tables *tables)
{
    const double *in_state = rates->by_time_in_state[system->group_of[s]];
    double later_state[FLOW_BANDS_MAX], later_system[FLOW_DESTINATIONS_MAX][FLOW_BANDS_MAX];
    double level[FLOW_DESTINATIONS_MAX], width[FLOW_DESTINATIONS_MAX], rate[FLOW_DESTINATIONS_MAX];
    const int32_t slots = tables->slots[s];
    largest_later(in_state, tables->durations, later_state);
    for (int32_t i = 0; i < slots; i++) {
        const int32_t d = tables->destination[s][i];
        level[i] = rates->base[s][d] * rates->by_age[d][a];
        largest_later(rates->by_time_in_system[d], tables->systems, later_system[i]);
    }
    for (int32_t c = 0; c < tables->systems; c++)
        for (int32_t q = 0; q < tables->durations; q++) {
            for (int32_t i = 0; i < slots; i++) {
                const double now = rates->by_time_in_system[tables->destination[s][i]][c];
                width[i] = level[i] * later_system[i][c] * later_state[q];
                rate[i] = level[i] * now * in_state[q];
            }
            fill_row(s, width, rate, flow_cell(system, s, a, c, q), tables);
        }
}

static int reserve(const struct flow_system *system, struct flow_tables *tables, struct problem *problem)
{
    const int64_t cells = flow_cells(system);
    int code = array_reserve(&tables->memory, &tables->capacity, cells * (2 + FLOW_SERIES + 2 * tables->stride),
                             sizeof(float), problem);
    if (code < 0)
        return code;
    tables->total = tables->memory;
    tables->wait = tables->total + cells;
    tables->edge = tables->wait + cells;
    tables->lower = tables->edge + cells * FLOW_SERIES;
    tables->rate = tables->lower + cells * tables->stride;
    return 0;
}

int flow_tables_build(const struct flow_system *system, const struct flow_rates *rates, struct flow_tables *tables,
                      struct problem *problem)
{
    struct flow_tables fresh = {.states = system->states,
                                .ages = system->age.count,
                                .systems = system->time_in_system.count,
                                .durations = system->time_in_state.count,
                                .final_age = system->final_age,
                                .final_destination = system->states + system->final_exit,
                                .capacity = tables->capacity,
                                .memory = tables->memory};
    memcpy(fresh.age_from, system->age.from, sizeof fresh.age_from);
    copy_clock(&system->time_in_system, fresh.system_from);
    copy_clock(&system->time_in_state, fresh.duration_from);
    lay_slots(system, rates, &fresh);
    int code = reserve(system, &fresh, problem);
    if (code < 0)
        return code;
    *tables = fresh;
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t a = 0; a < system->age.count; a++)
            fill_age(system, rates, s, a, tables);
    return 0;
}

void flow_tables_clear(struct flow_tables *tables)
{
    free(tables->memory);
    *tables = (struct flow_tables){0};
}
