#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "budget/tariff.h"

static struct tariff one_line(int64_t pence, int32_t year, int32_t uplift)
{
    struct tariff tariff = {.states = 1};
    tariff.line[0] = (struct tariff_line){.given = true, .per_week = {pence}, .price_year = year, .uplift = uplift};
    return tariff;
}

static void a_price_rises_each_april_and_is_rounded_each_time(void **state)
{
    (void)state;
    struct tariff tariff = one_line(100001, 2024, 6000); /* £1,000.01 */
    struct money price;
    assert_true(tariff_price(&tariff, 0, 2024, &price));
    assert_int_equal(price.pence, 100001);
    assert_true(tariff_price(&tariff, 0, 2025, &price));
    assert_int_equal(price.pence, 106001); /* 106,001.06 */
    assert_true(tariff_price(&tariff, 0, 2026, &price));
    assert_int_equal(price.pence, 112361); /* 106,001 × 1.06 = 112,361.06 */
}

static void years_before_the_price_take_it_as_it_is(void **state)
{
    (void)state;
    struct tariff tariff = one_line(60000, 2024, 3550);
    struct money price;
    assert_true(tariff_price(&tariff, 0, 2019, &price));
    assert_int_equal(price.pence, 60000);
}

static void a_state_without_a_price_says_so(void **state)
{
    (void)state;
    struct tariff tariff = {.states = 2};
    struct money price;
    assert_false(tariff_price(&tariff, 1, 2024, &price));
    assert_false(tariff_price(&tariff, 2, 2024, &price));
    assert_false(tariff_price(&tariff, -1, 2024, &price));
}

static void an_uplift_that_overflows_says_so(void **state)
{
    (void)state;
    struct tariff tariff = one_line(INT64_MAX / 2, 2000, 100000); /* doubles each year */
    struct money price;
    assert_true(tariff_price(&tariff, 0, 2001, &price));
    assert_false(tariff_price(&tariff, 0, 2003, &price));
}

static void the_built_in_list_names_its_sources_and_says_that_it_is_a_proposal(void **state)
{
    (void)state;
    static const char *const states[] = {"parents", "foster_agency", "home_external", "moon_base"};
    struct flow_system system = {.states = 4};
    for (int i = 0; i < 4; i++)
        strncpy(system.state[i], states[i], FLOW_NAME_MAX - 1);
    struct tariff tariff;
    tariff_default(&system, &tariff);
    assert_true(tariff.line[2].given);
    assert_int_equal(tariff.line[2].per_week.pence, 610000);
    assert_int_equal(tariff.line[2].price_year, 2024);
    assert_false(tariff.line[2].published);
    assert_non_null(strstr(tariff.line[2].source, "Proposal, not published"));
    assert_non_null(strstr(tariff.line[2].source, "NAO"));
    assert_false(tariff.line[3].given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_price_rises_each_april_and_is_rounded_each_time),
        cmocka_unit_test(years_before_the_price_take_it_as_it_is),
        cmocka_unit_test(a_state_without_a_price_says_so),
        cmocka_unit_test(an_uplift_that_overflows_says_so),
        cmocka_unit_test(the_built_in_list_names_its_sources_and_says_that_it_is_a_proposal),
    };
    return cmocka_run_group_tests_name("tariff", tests, NULL, NULL);
}
