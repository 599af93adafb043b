#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "budget/forecast_cost.h"

enum { MONTHS = 2, REPLICATES = 2, STATES = 2 };

/* March and April 2026: the price rises between them. Two replicates, two kinds of placement. */
struct fixture {
    day month_end[MONTHS];
    int32_t nights[REPLICATES * MONTHS * STATES];
    struct flow_futures futures;
    struct tariff tariff;
};

static void make(struct fixture *fixture)
{
    static const int32_t nights[] = {31, 7, 30, 0, /* replicate 0: March, April */
                                     62, 1, 60, 3};
    *fixture = (struct fixture){.month_end = {calendar_day(2026, 3, 31), calendar_day(2026, 4, 30)}};
    memcpy(fixture->nights, nights, sizeof nights);
    fixture->futures = (struct flow_futures){.months = MONTHS,
                                             .replicates = REPLICATES,
                                             .states = STATES,
                                             .month_end = fixture->month_end,
                                             .nights = fixture->nights};
    fixture->tariff.states = STATES;
    fixture->tariff.line[0] = (struct tariff_line){.given = true, .per_week = {70000}, .price_year = 2025, .uplift = 10000};
    fixture->tariff.line[1] = (struct tariff_line){.given = true, .per_week = {100001}, .price_year = 2026};
}

static void nights_are_priced_by_days_in_the_prices_of_their_year(void **state)
{
    (void)state;
    struct fixture fixture;
    struct forecast_cost cost;
    struct problem problem = {0};
    make(&fixture);
    assert_int_equal(forecast_cost_price(&fixture.futures, &fixture.tariff, NULL, &cost, &problem), 0);
    /* replicate 0, March: 31 × £100 a night; 7 nights of £1,000.01 a week. April: 30 nights at £770 a week. */
    assert_int_equal(cost.pence[0], 310000);
    assert_int_equal(cost.pence[1], 100001);
    assert_int_equal(cost.pence[2], 330000);
    assert_int_equal(cost.pence[3], 0);
    /* replicate 1, March: one night of £1,000.01 a week is 14,285.857 pence, rounded once to 14,286. */
    assert_int_equal(cost.pence[5], 14286);
    assert_int_equal(cost.year[0], 2025);
    assert_int_equal(cost.year[1], 2026);
    forecast_cost_clear(&cost);
}

static void totals_are_sums_of_whole_pence(void **state)
{
    (void)state;
    struct fixture fixture;
    struct forecast_cost cost;
    struct problem problem = {0};
    int64_t totals[REPLICATES];
    make(&fixture);
    assert_int_equal(forecast_cost_price(&fixture.futures, &fixture.tariff, NULL, &cost, &problem), 0);
    assert_int_equal(forecast_cost_totals(&cost, FLOW_ALL, 0, 2, totals, &problem), 0);
    assert_int_equal(totals[0], 310000 + 100001 + 330000);
    assert_int_equal(totals[1], 620000 + 14286 + 660000 + 42858); /* 3 nights: 42,857.571 */
    assert_int_equal(forecast_cost_totals(&cost, 1, 1, 2, totals, &problem), 0);
    assert_int_equal(totals[0], 0);
    assert_int_equal(totals[1], 42858);
    forecast_cost_clear(&cost);
}

static void nights_without_a_price_are_a_problem_that_says_what_to_do(void **state)
{
    (void)state;
    struct fixture fixture;
    struct forecast_cost cost;
    struct problem problem = {0};
    make(&fixture);
    fixture.tariff.line[1].given = false;
    assert_int_equal(forecast_cost_price(&fixture.futures, &fixture.tariff, NULL, &cost, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.next, "homeward.yaml"));
    assert_null(cost.pence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nights_are_priced_by_days_in_the_prices_of_their_year),
        cmocka_unit_test(totals_are_sums_of_whole_pence),
        cmocka_unit_test(nights_without_a_price_are_a_problem_that_says_what_to_do),
    };
    return cmocka_run_group_tests_name("forecast_cost", tests, NULL, NULL);
}
