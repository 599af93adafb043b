#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/month_flow.h"
#include "run_fixture.h"

static int setup(void **state)
{
    static struct run_fixture fixture;
    run_fixture_make(&fixture);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    run_fixture_clear(*state);
    return 0;
}

static void shows(const struct month_flow *month, const int64_t expected[MONTH_PARTS])
{
    for (int32_t part = 0; part < MONTH_PARTS; part++)
        assert_int_equal(month->shown[part], expected[part]);
}

static void a_past_month_is_whole_children(void **state)
{
    const struct run_fixture *fixture = *state;
    struct run_reader reader = run_reader_of(&fixture->sources);
    struct month_flow month;
    assert_int_equal(month_flow_past(&reader, calendar_day(2025, 3, 31), &month, NULL), 0);
    shows(&month, (int64_t[]){14000, 1000, 1000, 1000, 1000, 0, 0, 0, 0, 14000});
    assert_false(month.forecast);
}

/*
 * January 2026: 16 children open, 16.667 close: shown 16.0 and 16.7, so the change is .7. Of 2.333 - 1.667 the pairs 2.3
 * - 1.6 and 2.4 - 1.7 are as near: the lower. Five exits of .333 must make 1.6: one goes up, the first. February: 16.7
 * to 17.333 (17.3), change .6: 2.3 - 1.7; two exits go up.
 */
static void future_months_add_up_on_the_page(void **state)
{
    const struct run_fixture *fixture = *state;
    struct run_reader reader = run_reader_of(&fixture->sources);
    struct month_flow january, february;
    assert_int_equal(month_flow_future(&reader, 0, NULL, &january, NULL), 0);
    shows(&january, (int64_t[]){16000, 2300, 300, 1600, 400, 300, 300, 300, 300, 16700});
    assert_int_equal(month_flow_future(&reader, 1, &january, &february, NULL), 0);
    shows(&february, (int64_t[]){16700, 2300, 300, 1700, 400, 400, 300, 300, 300, 17300});
    assert_int_equal(february.exact[MONTH_OPENING], 16667);
    assert_int_equal(february.exact[MONTH_CLOSING], 17333);
}

static void a_forecast_within_a_month_opens_with_the_night_known(void **state)
{
    struct run_fixture *fixture = *state;
    fixture->run.as_at = calendar_day(2026, 1, 10);
    struct run_reader reader = run_reader_of(&fixture->sources);
    struct month_flow month;
    assert_int_equal(month_flow_future(&reader, 0, NULL, &month, NULL), 0);
    assert_int_equal(month.exact[MONTH_OPENING], 16000); /* 16.667 - 2.333 + 1.667 is 16.001: a whole number of children */
    fixture->run.as_at = calendar_day(2025, 12, 31);
}

static int64_t row_of(struct run_rows *rows, enum run_measure measure, day date)
{
    int64_t row = run_rows_find(rows, measure, date, RUN_ALL, RUN_ALL);
    assert_true(row >= 0);
    return row;
}

static void a_past_that_does_not_add_up_is_refused(void **state)
{
    struct run_fixture *fixture = *state;
    struct run_reader reader = run_reader_of(&fixture->sources);
    struct problem problem = {0};
    struct month_flow month;
    int64_t row = row_of(&fixture->run.history, RUN_STARTS, calendar_day(2025, 6, 30));
    fixture->run.history.mean[row] += 1000;
    assert_int_equal(month_flow_past(&reader, calendar_day(2025, 6, 30), &month, &problem), PROBLEM_VERIFY);
    assert_non_null(strstr(problem.text, "Jun 2025"));
    fixture->run.history.mean[row] -= 1000;
}

static void a_future_that_does_not_add_up_is_refused(void **state)
{
    struct run_fixture *fixture = *state;
    struct run_reader reader = run_reader_of(&fixture->sources);
    struct problem problem = {0};
    struct month_flow january, february;
    assert_int_equal(month_flow_future(&reader, 0, NULL, &january, NULL), 0);
    int64_t row = row_of(&fixture->run.forecast, RUN_CEASES, calendar_day(2026, 2, 28));
    fixture->run.forecast.mean[row] += 5;
    assert_int_equal(month_flow_future(&reader, 1, &january, &february, &problem), PROBLEM_VERIFY);
    fixture->run.forecast.mean[row] -= 5;
    assert_int_equal(month_flow_future(&reader, 1, &january, &february, &problem), 0);
}

static void a_missing_row_is_named(void **state)
{
    struct run_fixture *fixture = *state;
    struct run_reader reader = run_reader_of(&fixture->sources);
    struct problem problem = {0};
    struct month_flow month;
    assert_int_equal(month_flow_past(&reader, calendar_day(2019, 6, 30), &month, &problem), PROBLEM_VERIFY);
    assert_string_equal(problem.text, "the run holds no starts of 2019-06-30");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_past_month_is_whole_children),
        cmocka_unit_test(future_months_add_up_on_the_page),
        cmocka_unit_test(a_forecast_within_a_month_opens_with_the_night_known),
        cmocka_unit_test(a_past_that_does_not_add_up_is_refused),
        cmocka_unit_test(a_future_that_does_not_add_up_is_refused),
        cmocka_unit_test(a_missing_row_is_named),
    };
    return cmocka_run_group_tests_name("month_flow", tests, setup, teardown);
}
