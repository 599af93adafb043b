#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "budget/inflation.h"
#include "calendar/calendar.h"

static void what_rises_on_the_first_of_april_rises_all_year(void **state)
{
    (void)state;
    struct inflation_pressure cost;
    assert_true(inflation_cost(120000000, 2026, 4000, calendar_day(2026, 4, 1), &cost)); /* £1.2m by 4% */
    assert_int_equal(cost.full_year, 4800000);
    assert_int_equal(cost.this_year, 4800000);
    assert_int_equal(cost.next_year, 0);
}

static void a_contract_rises_on_its_anniversary(void **state)
{
    (void)state;
    struct inflation_pressure cost;
    assert_true(inflation_cost(120000000, 2026, 4000, calendar_day(2026, 10, 1), &cost));
    assert_int_equal(cost.this_year, 2393425); /* 48,000 × 182 ÷ 365 = 23,934.2466 */
    assert_int_equal(cost.next_year, 2406575);
    assert_true(inflation_cost(120000000, 2027, 4000, calendar_day(2028, 3, 1), &cost)); /* a leap year */
    assert_int_equal(cost.this_year, 406557); /* 48,000 × 31 ÷ 366 = 4,065.5738 */
}

static void both_years_are_the_full_year_and_a_later_day_is_never_dearer(void **state)
{
    (void)state;
    int64_t before = INT64_MAX;
    for (day on = calendar_day(2027, 4, 1); on < calendar_day(2028, 4, 1); on++) {
        struct inflation_pressure cost;
        assert_true(inflation_cost(98765432199, 2027, 6125, on, &cost));
        assert_int_equal(cost.this_year + cost.next_year, cost.full_year);
        assert_true(cost.this_year <= before && cost.this_year > 0);
        before = cost.this_year;
    }
}

static void a_day_of_another_year_and_a_sum_too_large_are_refused(void **state)
{
    (void)state;
    struct inflation_pressure cost;
    assert_false(inflation_cost(100, 2026, 4000, calendar_day(2026, 3, 31), &cost));
    assert_false(inflation_cost(100, 2026, 4000, calendar_day(2027, 4, 1), &cost));
    assert_false(inflation_cost(INT64_MAX, 2026, 200000, calendar_day(2026, 4, 1), &cost));
    assert_int_equal(cost.full_year, 0);
}

static void a_rise_of_this_year_is_whole_in_the_next_and_one_of_the_next_only_for_its_days(void **state)
{
    (void)state;
    const day this_year = calendar_day(2026, 10, 1), next_year = calendar_day(2027, 10, 1);
    struct inflation_pressure cost;
    int64_t pence[INFLATION_YEARS];
    assert_true(inflation_cost(120000000, 2026, 4000, this_year, &cost));
    inflation_levels(&cost, 2026, this_year, pence);
    assert_int_equal(pence[0], 4800000);
    assert_int_equal(pence[1], 4800000);
    assert_true(inflation_cost(120000000, 2027, 4000, next_year, &cost));
    inflation_levels(&cost, 2026, next_year, pence);
    assert_int_equal(pence[0], 2400000); /* 48,000 × 183 ÷ 366: a leap year */
    assert_int_equal(pence[1], 4800000);
}

static void a_placement_and_a_post_are_not_bought_without_a_contract(void **state)
{
    (void)state;
    enum { TRANSPORT, HOMES, SOCIAL_WORKERS, LINES };
    struct books_line line[LINES] = {
        {.line = "Transport", .state = -1}, {.line = "Homes", .state = 3}, {.line = "Social workers", .state = -1}};
    struct books_post post[] = {{.line = SOCIAL_WORKERS}};
    const struct books books = {.lines = LINES, .line = line, .posts = 1, .post = post};
    assert_true(inflation_without_contract(&books, TRANSPORT));
    assert_false(inflation_without_contract(&books, HOMES));
    assert_false(inflation_without_contract(&books, SOCIAL_WORKERS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_rises_on_the_first_of_april_rises_all_year),
        cmocka_unit_test(a_contract_rises_on_its_anniversary),
        cmocka_unit_test(both_years_are_the_full_year_and_a_later_day_is_never_dearer),
        cmocka_unit_test(a_day_of_another_year_and_a_sum_too_large_are_refused),
        cmocka_unit_test(a_rise_of_this_year_is_whole_in_the_next_and_one_of_the_next_only_for_its_days),
        cmocka_unit_test(a_placement_and_a_post_are_not_bought_without_a_contract),
    };
    return cmocka_run_group_tests_name("inflation", tests, NULL, NULL);
}
