/* Months and tallies by hand: 20 February to the end of April 2026, in the system of clocks (states a, b; age bands 0, 10,
 * 16). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "example_systems.h"
#include "flow/tally.h"

struct fixture {
    struct flow_system system;
    struct flow_months months;
    struct flow_tally tally;
    struct arena arena;
};

static void begin(struct fixture *f)
{
    *f = (struct fixture){0};
    example_clocks(&f->system);
    assert_int_equal(flow_months_make(calendar_day(2026, 2, 19), 3, &f->arena, &f->months, NULL), 0);
    assert_int_equal(flow_tally_make(&f->system, &f->months, &f->arena, &f->tally, NULL), 0);
}

/* Days after `start` of a date. */
static int32_t on(int32_t month, int32_t day_of_month)
{
    return calendar_day(2026, month, day_of_month) - calendar_day(2026, 2, 20);
}

static void the_first_month_may_be_a_part(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    assert_int_equal(f.months.days, 9 + 31 + 30);
    assert_int_equal(f.months.first[0], calendar_day(2026, 2, 20));
    assert_int_equal(f.months.end[0], calendar_day(2026, 2, 28));
    assert_int_equal(f.months.first[2], calendar_day(2026, 4, 1));
    assert_int_equal(flow_months_length(&f.months, 0), 9);
    assert_int_equal(flow_months_of(&f.months, on(2, 28)), 0);
    assert_int_equal(flow_months_left(&f.months, on(2, 28)), 1);
    assert_int_equal(flow_months_of(&f.months, on(3, 1)), 1);
    assert_int_equal(flow_months_left(&f.months, on(3, 1)), 31);
    arena_clear(&f.arena);
}

static void a_start_on_a_month_end_makes_whole_months(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct flow_months months;
    assert_int_equal(flow_months_make(calendar_day(2026, 3, 31), 120, &arena, &months, NULL), 0);
    assert_int_equal(months.end[0], calendar_day(2026, 4, 30));
    assert_int_equal(flow_months_length(&months, 0), 30);
    assert_int_equal(months.end[119], calendar_day(2036, 3, 31));
    assert_int_equal(flow_months_of(&months, months.days - 1), 119);
    arena_clear(&arena);
}

/*
 * One was there, in b at ten. One comes on 26 February into a at nine: 3 nights of February; is ten on 10 March, moves to b
 * on 20 March and is out on 5 April: a 9 nights (1st to 9th) at nine and 10 (10th to 19th) at ten, b 12 in March and 4 in
 * April.
 */
static void nights_and_stock_come_out_as_by_hand(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    const struct flow_turn turns[3] = {{on(3, 10), FLOW_AGEING}, {on(3, 20), STATE_B}, {on(4, 5), EXIT_OUT}};
    int32_t band = 0, at = STATE_A;
    flow_tally_start(&f.tally, on(2, 26), 0, STATE_A, true);
    flow_tally_turns(&f.tally, turns, 3, &band, &at);
    assert_int_equal(band, 1);
    assert_int_equal(at, STATE_B);
    struct flow_census census = {.stock[1][STATE_B] = 1};
    const struct flow_census before = census;
    static const struct {
        int32_t band, state, stock[3], nights[3];
    } expected[3] = {{0, STATE_A, {1, 0, 0}, {3, 9, 0}},
                     {1, STATE_A, {0, 0, 0}, {0, 10, 0}},
                     {1, STATE_B, {1, 2, 1}, {9, 31 + 12, 30 + 4}}};
    for (int32_t m = 0; m < 3; m++) {
        flow_tally_census(&f.tally, m, &census);
        for (int32_t i = 0; i < 3; i++) {
            assert_int_equal(census.stock[expected[i].band][expected[i].state], expected[i].stock[m]);
            assert_int_equal(census.nights[expected[i].band][expected[i].state], expected[i].nights[m]);
        }
    }
    assert_int_equal(flow_tally_at(&f.tally, 0, 0, STATE_A)->starts, 1);
    assert_int_equal(flow_tally_at(&f.tally, 1, 1, STATE_A)->moves, 1);
    assert_int_equal(flow_tally_at(&f.tally, 1, 1, STATE_B)->moves_in, 1);
    assert_int_equal(flow_tally_at(&f.tally, 2, 1, STATE_B)->ceases, 1);
    assert_int_equal(f.tally.ways_out[2 * 2 + 0], 1);
    assert_int_equal(f.tally.starts_marked[0], 1);
    assert_int_equal(flow_tally_check(&f.tally, &before, NULL), 0);
    arena_clear(&f.arena);
}

static void a_move_to_another_place_of_the_same_kind_keeps_the_stock(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    const struct flow_turn turns[2] = {{on(3, 10), STATE_A}, {on(3, 10), STATE_A}};
    struct flow_census census = {.stock[0][STATE_A] = 1};
    int32_t band = 0, at = STATE_A;
    flow_tally_turns(&f.tally, turns, 2, &band, &at);
    assert_int_equal(flow_tally_check(&f.tally, &census, NULL), 0);
    flow_tally_census(&f.tally, 0, &census);
    flow_tally_census(&f.tally, 1, &census);
    assert_int_equal(census.stock[0][STATE_A], 1);
    assert_int_equal(census.nights[0][STATE_A], 31);
    assert_int_equal(flow_tally_at(&f.tally, 1, 0, STATE_A)->moves, 2);
    flow_tally_reset(&f.tally);
    assert_int_equal(flow_tally_at(&f.tally, 1, 0, STATE_A)->moves, 0);
    arena_clear(&f.arena);
}

/* Each fault that the check is there for, made on purpose. */
static void the_check_finds_what_is_lost(void **state)
{
    (void)state;
    struct fixture f;
    const struct flow_census one = {.stock[0][STATE_A] = 1}, none = {{{0}}, {{0}}};
    struct problem problem = {0};
    for (int fault = 0; fault < 5; fault++) {
        begin(&f);
        const struct flow_turn out = {on(3, 10), EXIT_OUT};
        int32_t band = 0, at = STATE_A;
        flow_tally_turns(&f.tally, &out, 1, &band, &at);
        assert_int_equal(flow_tally_check(&f.tally, &one, &problem), 0);
        struct flow_tally_cell *cell = flow_tally_at(&f.tally, 1, 0, STATE_A);
        cell->ceases -= fault == 0;
        cell->change += fault == 1 ? INT64_C(1) << 32 : 0;
        cell->change -= fault == 2 ? 40 : 0;
        f.tally.ways_out[2] += fault == 3;
        assert_int_equal(flow_tally_check(&f.tally, fault == 4 ? &none : &one, &problem), PROBLEM_INTERNAL);
        arena_clear(&f.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_month_may_be_a_part),
        cmocka_unit_test(a_start_on_a_month_end_makes_whole_months),
        cmocka_unit_test(nights_and_stock_come_out_as_by_hand),
        cmocka_unit_test(a_move_to_another_place_of_the_same_kind_keeps_the_stock),
        cmocka_unit_test(the_check_finds_what_is_lost),
    };
    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
