/*
 * The tables against their definition, cell by cell and bit by bit: each slot begins where the one before it ends, is as
 * wide as the largest rate from its bands on, and is filled as far as the rate of the cell.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "calendar/calendar.h"
#include "example_systems.h"
#include "flow/tables.h"
#include "flow/walker.h"

/* Rates that differ from cell to cell, and a state that nobody leaves. */
static void uneven(const struct flow_system *system, struct flow_rates *rates)
{
    uint32_t word = 9;
    flow_rates_prior(system, rates);
    for (int32_t d = 0; d < system->states + system->exits; d++)
        for (int32_t b = 0; b < FLOW_BANDS_MAX; b++) {
            word = word * 1664525u + 1013904223u;
            rates->by_age[d][b] *= 0.5 + (word >> 16 & 0xff) / 256.0;
            rates->by_time_in_system[d][b] *= 0.5 + (word >> 24) / 256.0;
        }
    for (int32_t b = 0; b < FLOW_BANDS_MAX; b++)
        rates->by_time_in_state[0][b] *= 1 + 0.1 * (b & 1);
    memset(rates->base[1], 0, sizeof rates->base[1]);
}

static double largest_from(const double *factor, int32_t band, int32_t count)
{
    double largest = 0;
    for (; band < count; band++)
        largest = factor[band] > largest ? factor[band] : largest;
    return largest;
}

static void hold_cell(const struct flow_system *system, const struct flow_rates *rates, const struct flow_tables *tables,
                      const int32_t at[4])
{
    const int32_t s = at[0], a = at[1], c = at[2], q = at[3], cell = flow_cell(system, s, a, c, q);
    const float *lower = tables->lower + (int64_t)cell * tables->stride,
                *rate = tables->rate + (int64_t)cell * tables->stride;
    const float *begins = tables->edge + (int64_t)cell * FLOW_SERIES;
    const double *in_state = rates->by_time_in_state[system->group_of[s]];
    float edge = 0, start[FLOW_SERIES] = {0};
    for (int32_t i = 0; i < tables->slots[s]; i++) {
        const int32_t d = tables->destination[s][i];
        const double level = rates->base[s][d] * rates->by_age[d][a], *in_system = rates->by_time_in_system[d];
        assert_true(lower[i] == edge);
        assert_true(rate[i] == (float)(level * in_system[c] * in_state[q]));
        edge += (float)(level * largest_from(in_system, c, tables->systems) * largest_from(in_state, q, tables->durations));
        for (int32_t k = tables->series[s][i] + 1; k < FLOW_SERIES; k++)
            start[k] = edge;
    }
    for (int32_t i = tables->slots[s]; i < tables->stride; i++)
        assert_true(rate[i] == 0 && (i == 0 ? lower[i] == 0 : lower[i] == INFINITY));
    assert_memory_equal(begins, start, sizeof start);
    assert_true(tables->total[cell] == edge);
    assert_true(tables->wait[cell] == (edge > 1 / 1e30f ? 1 / edge : 1e30f));
}

static void hold(const struct flow_system *system)
{
    struct flow_rates rates;
    struct flow_tables tables = {0};
    uneven(system, &rates);
    assert_int_equal(flow_tables_build(system, &rates, &tables, NULL), 0);
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t a = 0; a < system->age.count; a++)
            for (int32_t c = 0; c < system->time_in_system.count; c++)
                for (int32_t q = 0; q < system->time_in_state.count; q++)
                    hold_cell(system, &rates, &tables, (const int32_t[]){s, a, c, q});
    flow_tables_clear(&tables);
}

static void every_row_is_as_defined(void **state)
{
    (void)state;
    struct flow_system system;
    example_care(&system); /* six times in state: one sheet of four and a half one */
    hold(&system);
    example_clocks(&system); /* two */
    hold(&system);
    example_pair(&system);
    hold(&system);
}

/* Made a day at a time, across leap days and the century. */
static void birthdays_of_the_table_are_the_calendars(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_rates rates;
    struct flow_tables tables = {0};
    struct flow_birthdays birthdays;
    struct arena arena = {0};
    example_care(&system);
    flow_rates_prior(&system, &rates);
    assert_int_equal(flow_tables_build(&system, &rates, &tables, NULL), 0);
    const day first = calendar_day(1999, 12, 30), last = calendar_day(2009, 3, 5), start = calendar_day(2026, 3, 31);
    assert_int_equal(flow_birthdays_make(&tables, start, first, last, &arena, &birthdays, NULL), 0);
    for (day born = first; born <= last; born++) {
        const float *at = birthdays.at + (int64_t)(born - first) * FLOW_BANDS_MAX;
        for (int32_t a = 0; a < tables.ages; a++) {
            const int32_t age = a + 1 < tables.ages ? tables.age_from[a + 1] : tables.final_age;
            assert_true(at[a] == (float)(calendar_birthday(born, age) - start - 1));
        }
    }
    flow_tables_clear(&tables);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_as_defined),
        cmocka_unit_test(birthdays_of_the_table_are_the_calendars),
    };
    return cmocka_run_group_tests_name("tables", tests, NULL, NULL);
}
