#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "made_up_council.h"
#include "run/forecast.h"

enum { WHOLE = 100000 };

static int open_council(void **state)
{
    const struct synth_options options = {.children = 120, .years = 3, .last_year = 2024, .truth_months = 1, .seed = 5};
    return council_open(&options, state);
}

static int64_t share(const struct run_result *result, enum run_measure measure, day date, enum run_part part)
{
    const int64_t row = run_rows_find(&result->forecast, measure, date, (int32_t)part, RUN_ALL);
    assert_true(row >= 0);
    return result->forecast.mean[row];
}

static void make(const struct council *council, int32_t paths, int32_t months, struct run_result *out)
{
    struct problem problem = {0};
    const struct run_forecast_options options = {.as_at = DAY_NONE, .months = months, .paths = paths, .seed = 7};
    if (run_forecast(council->casebook, &options, NULL, out, NULL, &problem) < 0)
        fail_msg("%s", problem.text);
}

/* Year ends of 15 months from 31 March 2025: 31 March 2026 and, of the part year, 30 June 2026. */
static void the_parts_add_up_to_the_whole_at_every_year_end(void **state)
{
    const struct council *council = *state;
    struct run_result result;
    const day ends[] = {calendar_day(2026, 3, 31), calendar_day(2026, 6, 30)};
    make(council, 150, 15, &result);
    for (int32_t i = 0; i < 2; i++)
        for (int32_t measure = RUN_SPLIT_STOCK; measure <= RUN_SPLIT_COST; measure++) {
            int64_t sum = 0;
            for (int32_t part = 0; part < RUN_PARTS; part++) {
                const int64_t one = share(&result, (enum run_measure)measure, ends[i], (enum run_part)part);
                assert_in_range(one, 0, WHOLE);
                sum += one;
            }
            assert_int_equal(sum, WHOLE);
            assert_int_equal(share(&result, (enum run_measure)measure, ends[i], RUN_PART_PRICE), 0);
        }
    assert_int_equal(run_rows_find(&result.forecast, RUN_SPLIT_STOCK, calendar_day(2025, 6, 30), 0, RUN_ALL), -1);
    run_result_clear(&result);
}

/*
 * A month ahead, what moves from quarter to quarter has hardly moved: most of the spread is chance. In three years drift has
 * grown, and chance has lost by as much. 500 paths: each share is known to about four points.
 */
static void chance_leads_at_first_and_drift_grows(void **state)
{
    const struct council *council = *state;
    struct run_result near, far;
    make(council, 500, 1, &near);
    make(council, 500, 36, &far);
    const int64_t soon = share(&near, RUN_SPLIT_STOCK, calendar_day(2025, 4, 30), RUN_PART_CHANCE),
                  late = share(&far, RUN_SPLIT_STOCK, calendar_day(2028, 3, 31), RUN_PART_CHANCE);
    assert_true(soon > 70 * WHOLE / 100);
    assert_true(late < soon - 15 * WHOLE / 100);
    assert_true(share(&far, RUN_SPLIT_STOCK, calendar_day(2028, 3, 31), RUN_PART_DRIFT) > 25 * WHOLE / 100);
    run_result_clear(&near);
    run_result_clear(&far);
}

static void one_path_has_nothing_to_split(void **state)
{
    const struct council *council = *state;
    struct run_result result;
    make(council, 1, 3, &result);
    for (int32_t part = 0; part < RUN_PARTS; part++)
        assert_int_equal(share(&result, RUN_SPLIT_COST, calendar_day(2025, 6, 30), (enum run_part)part), 0);
    run_result_clear(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_add_up_to_the_whole_at_every_year_end),
        cmocka_unit_test(chance_leads_at_first_and_drift_grows),
        cmocka_unit_test(one_path_has_nothing_to_split),
    };
    return cmocka_run_group_tests_name("split", tests, open_council, council_close);
}
