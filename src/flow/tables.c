#include "flow/tables.h"

#include <math.h> /* INFINITY alone */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { LANES = 8 /* slots are padded to whole lanes of an eight-wide register */ };

/* As many floats as every processor adds or turns at once. */
typedef float four __attribute__((vector_size(16)));

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

/* Four rows of four, turned into columns, as far as `rows` of them are asked for. */
static inline void turn_four(const float *from, int32_t rows, float *to, int32_t stride)
{
    four in[4], out[4];
    for (int32_t i = 0; i < 4; i++)
        memcpy(&in[i], from + i * FLOW_BANDS_MAX, sizeof in[i]);
    const four low = __builtin_shufflevector(in[0], in[1], 0, 4, 1, 5),
               high = __builtin_shufflevector(in[0], in[1], 2, 6, 3, 7);
    const four lower = __builtin_shufflevector(in[2], in[3], 0, 4, 1, 5),
               upper = __builtin_shufflevector(in[2], in[3], 2, 6, 3, 7);
    out[0] = __builtin_shufflevector(low, lower, 0, 1, 4, 5);
    out[1] = __builtin_shufflevector(low, lower, 2, 3, 6, 7);
    out[2] = __builtin_shufflevector(high, upper, 0, 1, 4, 5);
    out[3] = __builtin_shufflevector(high, upper, 2, 3, 6, 7);
    for (int32_t i = 0; i < rows; i++)
        memcpy(to + (int64_t)i * stride, &out[i], sizeof out[i]);
}

/* The slots of cells that differ in time in state alone, side by side: no edge waits for another cell's. */
struct sheet {
    float lower[FLOW_DESTINATIONS_MAX][FLOW_BANDS_MAX], rate[FLOW_DESTINATIONS_MAX][FLOW_BANDS_MAX];
    float edge[FLOW_BANDS_MAX]; /* behind the last slot */
};

/* What the cells have of the rates of a state at an age: slots by destination, and the times in state. */
struct factors {
    double level[FLOW_DESTINATIONS_MAX]; /* [slot]: base × by age */
    double later_system[FLOW_DESTINATIONS_MAX][FLOW_BANDS_MAX], later_state[FLOW_BANDS_MAX];
    const double *in_state;
};

/* One slot of a sheet: envelopes level × later, rates level × now; both taken in the same order, so that rounding never
 * lifts a rate above its envelope. All times in state that there can be, asked for or not: eight go as fast as five. */
static void fill_slot(double widest, const double *later, double rate, const double *now, float *edge, float *lower,
                      float *rates)
{
    float width[FLOW_BANDS_MAX];
    for (int32_t q = 0; q < FLOW_BANDS_MAX; q++)
        width[q] = (float)(widest * later[q]);
    for (int32_t q = 0; q < FLOW_BANDS_MAX; q++)
        rates[q] = (float)(rate * now[q]);
    memcpy(lower, edge, sizeof width);
    for (int32_t q = 0; q < FLOW_BANDS_MAX; q++)
        edge[q] += width[q];
}

static void fill_sheet(const struct flow_tables *tables, const struct flow_rates *rates, const struct factors *factors,
                       int32_t s, int32_t c, struct sheet *sheet)
{
    const int32_t slots = tables->slots[s];
    float edge[FLOW_BANDS_MAX] = {0};
    for (int32_t i = 0; i < slots; i++) {
        const double now = rates->by_time_in_system[tables->destination[s][i]][c];
        fill_slot(factors->level[i] * factors->later_system[i][c], factors->later_state, factors->level[i] * now,
                  factors->in_state, edge, sheet->lower[i], sheet->rate[i]);
    }
    memcpy(sheet->edge, edge, sizeof edge);
}

/* Behind the last slot: never reached by a search, which finds a slot also in a row without any. */
static void pad_sheet(const struct flow_tables *tables, int32_t s, struct sheet *sheet)
{
    for (int32_t i = tables->slots[s]; i < tables->stride; i++)
        for (int32_t q = 0; q < FLOW_BANDS_MAX; q++) {
            sheet->lower[i][q] = i == 0 ? 0 : INFINITY;
            sheet->rate[i][q] = 0;
        }
}

/* Where the slots of each series begin, in all cells of a sheet. */
static void fill_edges(const struct sheet *sheet, int32_t s, int32_t cell, struct flow_tables *tables)
{
    int32_t slot = 0;
    for (int32_t series = 0; series < FLOW_SERIES; series++) {
        while (slot < tables->slots[s] && tables->series[s][slot] < series)
            slot++;
        const float *begins = slot < tables->slots[s] ? sheet->lower[slot] : sheet->edge;
        for (int32_t q = 0; q < tables->durations; q++)
            tables->edge[(int64_t)(cell + q) * FLOW_SERIES + series] = begins[q];
    }
    for (int32_t q = 0; q < tables->durations; q++) {
        const float edge = sheet->edge[q];
        tables->total[cell + q] = edge;
        tables->wait[cell + q] = edge > 1 / never ? 1 / edge : never;
    }
}

/* The sheet's slots of so many cells as rows of the tables. */
static inline void turn_rows(const struct sheet *sheet, int32_t q, int32_t rows, int32_t cell, struct flow_tables *tables)
{
    const int32_t stride = tables->stride;
    float *lower = tables->lower + (int64_t)(cell + q) * stride, *rate = tables->rate + (int64_t)(cell + q) * stride;
    for (int32_t i = 0; i < stride; i += 4) {
        turn_four(&sheet->lower[i][q], rows, lower + i, stride);
        turn_four(&sheet->rate[i][q], rows, rate + i, stride);
    }
}

static void turn_sheet(const struct sheet *sheet, int32_t cell, struct flow_tables *tables)
{
    int32_t q = 0;
    for (; q + 4 <= tables->durations; q += 4)
        turn_rows(sheet, q, 4, cell, tables);
    if (q < tables->durations)
        turn_rows(sheet, q, tables->durations - q, cell, tables);
}

/* All rows of a state at an age. */
static void fill_age(const struct flow_system *system, const struct flow_rates *rates, int32_t s, int32_t a,
                     struct flow_tables *tables)
{
    struct factors factors = {.in_state = rates->by_time_in_state[system->group_of[s]]};
    struct sheet sheet;
    largest_later(factors.in_state, tables->durations, factors.later_state);
    for (int32_t i = 0; i < tables->slots[s]; i++) {
        const int32_t d = tables->destination[s][i];
        factors.level[i] = rates->base[s][d] * rates->by_age[d][a];
        largest_later(rates->by_time_in_system[d], tables->systems, factors.later_system[i]);
    }
    pad_sheet(tables, s, &sheet);
    for (int32_t c = 0; c < tables->systems; c++) {
        const int32_t cell = flow_cell(system, s, a, c, 0);
        fill_sheet(tables, rates, &factors, s, c, &sheet);
        fill_edges(&sheet, s, cell, tables);
        turn_sheet(&sheet, cell, tables);
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
