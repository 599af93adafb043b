#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "budget/position.h"

static const struct position_line line = {.line = "Care",
                                          .service = "",
                                          .report = "",
                                          .source = "",
                                          .budget = 1000000000,
                                          .forecast = 1080000000,
                                          .told = POSITION_NONE,
                                          .movement = -2000000};

static void a_variance_is_forecast_less_budget(void **state)
{
    (void)state;
    int64_t value;
    assert_true(position_variance(&line, &value));
    assert_int_equal(value, 80000000);
    assert_true(position_before(&line, &value));
    assert_int_equal(value, 82000000);
    assert_true(position_variance_share(&line, &value));
    assert_int_equal(value, 8000);
}

static void what_is_beyond_the_tolerance_is_never_below_nothing(void **state)
{
    (void)state;
    int64_t value;
    assert_true(position_tolerance(&line, 5000, &value));
    assert_int_equal(value, 50000000);
    assert_true(position_beyond(&line, 5000, &value));
    assert_int_equal(value, 30000000);
    assert_true(position_beyond(&line, 10000, &value));
    assert_int_equal(value, 0);
}

static void a_variance_told_by_itself_has_no_share(void **state)
{
    (void)state;
    const struct position_line told = {
        .line = "Care", .budget = POSITION_NONE, .forecast = POSITION_NONE, .told = 500, .movement = POSITION_NONE};
    int64_t value;
    assert_true(position_variance(&told, &value));
    assert_int_equal(value, 500);
    assert_false(position_variance_share(&told, &value));
    assert_false(position_before(&told, &value));
    assert_false(position_tolerance(&told, 5000, &value));
}

static void what_has_no_cause_is_what_is_left(void **state)
{
    (void)state;
    const struct position_cause causes[] = {{"Care", "staffing", "", "", 30000000, POSITION_NONE},
                                            {"Other", "price", "", "", 999, 1},
                                            {"Care", "income", "", "", -5000000, 0}};
    int64_t value;
    assert_true(position_explained(&line, causes, 3, &value));
    assert_int_equal(value, 25000000);
    assert_true(position_unexplained(&line, causes, 3, &value));
    assert_int_equal(value, 55000000);
}

/* Every budget inside gives 8% rounded to whole percent, none just outside does. */
static void a_rounded_share_implies_a_range_of_budgets(void **state)
{
    (void)state;
    int64_t least, most, share;
    assert_true(position_implied_budget(453100000, 8000, 1000, &least, &most));
    assert_true(position_share(453100000, least, &share));
    assert_int_equal(share, 8500);
    assert_true(position_share(453100000, most, &share));
    assert_int_equal(share, 7500);
    assert_false(position_implied_budget(453100000, 500, 1000, &least, &most)); /* 0% could be of anything */
}

static void what_does_not_fit_is_said(void **state)
{
    (void)state;
    const struct position_line large = {
        .line = "Care", .budget = INT64_MIN + 1, .forecast = INT64_MAX, .told = POSITION_NONE};
    int64_t value;
    assert_false(position_variance(&large, &value));
    assert_false(position_share(1, 0, &value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_variance_is_forecast_less_budget),
        cmocka_unit_test(what_is_beyond_the_tolerance_is_never_below_nothing),
        cmocka_unit_test(a_variance_told_by_itself_has_no_share),
        cmocka_unit_test(what_has_no_cause_is_what_is_left),
        cmocka_unit_test(a_rounded_share_implies_a_range_of_budgets),
        cmocka_unit_test(what_does_not_fit_is_said),
    };
    return cmocka_run_group_tests_name("position", tests, NULL, NULL);
}
