#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "run/verdict.h"

/* One number of children by the three methods, in thousandths. */
static void add(struct backtest_result *result, int32_t year, int64_t came, int64_t own, int64_t no_change, int64_t markov,
                int32_t held)
{
    const int64_t mean[BACKTEST_METHOD_COUNT] = {own, no_change, markov};
    for (int8_t method = 0; method < BACKTEST_METHOD_COUNT; method++) {
        const struct backtest_outcome outcome = {.origin = calendar_day(year, 3, 31),
                                                 .months = 12,
                                                 .measure = BACKTEST_STOCK,
                                                 .state = RUN_ALL,
                                                 .band = RUN_ALL,
                                                 .method = method,
                                                 .truth = came,
                                                 .mean = mean[method],
                                                 .held = {0, method == BACKTEST_NO_CHANGE ? -1 : held, 1000}};
        assert_int_equal(backtest_result_add(result, &outcome, NULL), 0);
    }
}

/*
 * Came 100, 200, 300 children; expected 110, 190, 297: misses +10, -10, -3: absolute 23 of 600 is 38.3 thousandths, bias -3
 * of 600 is -5. No change 90, 210, 330: 50 of 600 is 83.3. Markov 100, 200, 360: 60 is 100. Held 1, .5, 0: half.
 */
static void the_shares_are_those_worked_by_hand(void **state)
{
    (void)state;
    struct backtest_result result = {0};
    struct backtest_verdict verdict = {.horizon = 12};
    add(&result, 2021, 100000, 110000, 90000, 100000, 1000);
    add(&result, 2022, 200000, 190000, 210000, 200000, 500);
    add(&result, 2023, 300000, 297000, 330000, 360000, 0);
    verdict_of(&result, &verdict);
    assert_int_equal(verdict.origins, 3);
    assert_int_equal(verdict.horizon, 12);
    assert_int_equal(verdict.outcomes, 3);
    assert_int_equal(verdict.held, 500);
    assert_int_equal(verdict.miss, 38);
    assert_int_equal(verdict.miss_no_change, 83);
    assert_int_equal(verdict.miss_markov, 100);
    assert_int_equal(verdict.bias, -5);
    assert_int_equal(verdict.outside, 0);
    backtest_result_clear(&result);
}

static void only_the_number_of_all_children_counts(void **state)
{
    (void)state;
    struct backtest_result result = {0};
    struct backtest_verdict verdict = {0};
    add(&result, 2021, 100000, 100000, 100000, 100000, 1000);
    for (int i = 0; i < 3; i++) {
        struct backtest_outcome other = result.outcome[0];
        other.mean = 900000;
        other.held[1] = 0;
        other.measure = i == 0 ? BACKTEST_STARTS : BACKTEST_STOCK;
        other.state = i == 1 ? 2 : RUN_ALL;
        other.band = i == 2 ? 2 : RUN_ALL;
        assert_int_equal(backtest_result_add(&result, &other, NULL), 0);
    }
    verdict_of(&result, &verdict);
    assert_int_equal(verdict.outcomes, 1);
    assert_int_equal(verdict.miss, 0);
    assert_int_equal(verdict.held, 1000);
    backtest_result_clear(&result);
}

static int32_t outside(int64_t own, int64_t no_change, int32_t held)
{
    struct backtest_result result = {0};
    struct backtest_verdict verdict = {0};
    add(&result, 2021, 1000000, own, no_change, 1000000, held);
    verdict_of(&result, &verdict);
    backtest_result_clear(&result);
    return verdict.outside;
}

static void each_limit_holds_up_to_itself_and_breaks_beyond(void **state)
{
    (void)state;
    assert_int_equal(outside(1000000, 1000000, VERDICT_HELD_LEAST), 0);
    assert_int_equal(outside(1000000, 1000000, VERDICT_HELD_LEAST - 1), BACKTEST_TOO_NARROW);
    assert_int_equal(outside(1000000 + 1000 * VERDICT_BIAS_MOST, 800000, 1000), 0);
    assert_int_equal(outside(1000000 + 1000 * (VERDICT_BIAS_MOST + 1), 800000, 1000), BACKTEST_BIASED);
    assert_int_equal(outside(1000000 - 1000 * (VERDICT_BIAS_MOST + 1), 800000, 1000), BACKTEST_BIASED);
    /* no change misses by 10; the forecast by as much and the part of it that is allowed, or a thousandth of a child more */
    assert_int_equal(outside(1010000 + 10 * VERDICT_WORSE_MOST, 990000, 1000), 0);
    assert_int_equal(outside(1010001 + 10 * VERDICT_WORSE_MOST, 990000, 1000), BACKTEST_WORSE);
}

static void nobody_in_care_is_no_division(void **state)
{
    (void)state;
    struct backtest_result none = {0};
    struct backtest_verdict verdict = {0};
    verdict_of(&none, &verdict);
    assert_int_equal(verdict.origins, 0);
    assert_int_equal(verdict.miss, 0);
    struct backtest_result empty = {0};
    add(&empty, 2021, 0, 0, 0, 0, 1000);
    verdict_of(&empty, &verdict);
    assert_int_equal(verdict.miss, 0);
    backtest_result_clear(&empty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shares_are_those_worked_by_hand),
        cmocka_unit_test(only_the_number_of_all_children_counts),
        cmocka_unit_test(each_limit_holds_up_to_itself_and_breaks_beyond),
        cmocka_unit_test(nobody_in_care_is_no_division),
    };
    return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
