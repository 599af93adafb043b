/* Places by hand, in the system of two states a and b. Day 0 is 1 April 2026. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "example_systems.h"
#include "flow/places.h"

static const day start = 20543; /* 31 March 2026 */

static const struct flow_spill spill = {.count = {1, 0}, .next = {{STATE_B}, {0}}, .last = STATE_B};

static int make(const struct flow_spill *order, const struct flow_places_line *line, int64_t lines, struct arena *arena,
                struct flow_places *out, struct problem *problem)
{
    struct flow_system system;
    example_pair(&system);
    return flow_places_make(&system, order, line, lines, start, 30, arena, out, problem);
}

static void lines_add_up_day_by_day(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct flow_places places;
    assert_int_equal(start, calendar_day(2026, 3, 31));
    const struct flow_places_line lines[] = {{STATE_A, 6, calendar_day(2020, 1, 1), DAY_OPEN},
                                             {STATE_A, 4, calendar_day(2026, 4, 11), calendar_day(2026, 4, 21)},
                                             {STATE_A, 9, calendar_day(2026, 5, 1), DAY_OPEN},
                                             {STATE_A, 9, calendar_day(2019, 5, 1), calendar_day(2026, 4, 1)}};
    assert_int_equal(make(&spill, lines, 4, &arena, &places, NULL), 0);
    for (int32_t on = 0; on < 30; on++) {
        assert_int_equal(flow_places_cap(&places, STATE_A, on), on >= 10 && on < 20 ? 10 : 6);
        assert_int_equal(flow_places_cap(&places, STATE_B, on), FLOW_NO_CAP);
    }
    arena_clear(&arena);
}

static void a_state_whose_places_are_still_to_open_has_none_before(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct flow_places places;
    const struct flow_places_line line = {STATE_A, 3, start + 1 + 7, DAY_OPEN};
    assert_int_equal(make(&spill, &line, 1, &arena, &places, NULL), 0);
    assert_true(places.capped[STATE_A]);
    assert_int_equal(flow_places_cap(&places, STATE_A, 6), 0);
    assert_int_equal(flow_places_cap(&places, STATE_A, 7), 3);
    arena_clear(&arena);
}

static void what_cannot_be_is_refused(void **state)
{
    (void)state;
    const struct flow_places_line wrong[] = {{STATE_B, 3, start, DAY_OPEN},
                                             {7, 3, start, DAY_OPEN},
                                             {-1, 3, start, DAY_OPEN},
                                             {STATE_A, -1, start, DAY_OPEN},
                                             {STATE_A, FLOW_PLACES_MAX + 1, start, DAY_OPEN}};
    struct arena arena = {0};
    struct flow_places places;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct problem problem = {0};
        assert_int_equal(make(&spill, &wrong[i], 1, &arena, &places, &problem), PROBLEM_INPUT);
    }
    const struct flow_places_line many[] = {{STATE_A, FLOW_PLACES_MAX, start, DAY_OPEN}, {STATE_A, 1, start + 9, DAY_OPEN}};
    assert_int_equal(make(&spill, many, 2, &arena, &places, NULL), PROBLEM_INPUT);
    const struct flow_spill orders[] = {{.count = {1}, .next = {{STATE_A}}, .last = STATE_B},
                                        {.count = {2}, .next = {{STATE_B, STATE_B}}, .last = STATE_B},
                                        {.count = {1}, .next = {{5}}, .last = STATE_B},
                                        {.last = 2}};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        assert_int_equal(make(&orders[i], NULL, 0, &arena, &places, NULL), PROBLEM_INPUT);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_add_up_day_by_day),
        cmocka_unit_test(a_state_whose_places_are_still_to_open_has_none_before),
        cmocka_unit_test(what_cannot_be_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
