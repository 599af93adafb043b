#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "care/monthly.h"
#include "care_fixture.h"

/* A small council with one of everything that is counted. */
static const char council[] =
    "return 2020 10\n"
    "child ann 2015-06-10 F\n" /* five in June */
    "child bo 2003-05-20 M\n"
    "child cy 2004-07-04 M uasc\n"
    "ann 2020 2020-03-31 S V2 U4 PR1 2020-04-30 X1\n" /* in care in the night before the window */
    "ann 2020 2020-04-30 P V2 U4 PR1 2020-06-30 X1\n" /* a move within in-house fostering on a month end */
    "ann 2020 2020-06-30 P V2 K2 PR4 2020-07-01 E4A\n"
    "bo 2020 2019-01-01 S C2 K2 PR4 - -\n"
    "cy 2020 2020-05-01 S V2 K3 PR4 2020-05-31 E5\n"
    "cy 2020 2020-06-15 S V2 K3 PR4 - -\n";

static int32_t state_id(const struct care_fixture *fixture, const char *wanted)
{
    return flow_state_named(&fixture->system.flow, wanted);
}

static void make(struct care_fixture *fixture, const char *table, const char *as_at, struct care_monthly *monthly)
{
    care_fixture_read(fixture, table);
    care_fixture_build(fixture, as_at);
    assert_int_equal(care_monthly_count(&fixture->system.flow, &fixture->histories, monthly, NULL), 0);
}

static void months_are_those_that_end_inside_the_window(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct care_monthly monthly;
    make(&fixture, council, "2020-07-30", &monthly);
    assert_int_equal(monthly.months, 3); /* July has not ended */
    assert_int_equal(monthly.month_end[0], care_fixture_day("2020-04-30"));
    assert_int_equal(monthly.month_end[2], care_fixture_day("2020-06-30"));
    care_monthly_clear(&monthly);
    care_fixture_clear(&fixture);
    make(&fixture, council, "2020-07-31", &monthly);
    assert_int_equal(monthly.months, 4);
    care_monthly_clear(&monthly);
    care_fixture_clear(&fixture);
    make(&fixture, council, "2020-04-29", &monthly);
    assert_int_equal(monthly.months, 0);
    care_monthly_clear(&monthly);
    care_monthly_clear(&monthly);
    care_fixture_clear(&fixture);
}

static void a_window_that_begins_on_a_month_end_has_its_first_month_end_in_the_next(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct care_monthly monthly;
    care_fixture_read(&fixture, council);
    care_fixture_build(&fixture, "2020-07-31");
    fixture.histories.observed_from = care_fixture_day("2020-04-30");
    assert_int_equal(care_monthly_count(&fixture.system.flow, &fixture.histories, &monthly, NULL), 0);
    assert_int_equal(monthly.months, 3);
    assert_int_equal(monthly.month_end[0], care_fixture_day("2020-05-31"));
    assert_int_equal(care_monthly_get(&monthly, FLOW_MOVES, FLOW_ALL, FLOW_ALL, 0), 1); /* ann, on the window's first day */
    care_monthly_clear(&monthly);
    care_fixture_clear(&fixture);
}

static void the_stock_is_who_sleeps_there_on_the_last_night(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct care_monthly monthly;
    make(&fixture, council, "2020-07-31", &monthly);
    int32_t inhouse = state_id(&fixture, "foster_inhouse"), external = state_id(&fixture, "home_external"),
            supported = state_id(&fixture, "supported");
    const struct {
        int32_t state;
        int64_t value[4]; /* 30 April, 31 May, 30 June, 31 July 2020 */
    } expected[] = {
        {inhouse, {1, 1, 0, 0}},   /* ann, who moved on 30 April, sleeps in the new home; on 30 June in K2 */
        {external, {1, 1, 2, 1}},  /* bo all along; ann for the night of 30 June */
        {supported, {0, 0, 1, 1}}, /* cy left on 31 May and came back on 15 June */
        {FLOW_ALL, {2, 2, 3, 2}},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        for (int32_t month = 0; month < 4; month++)
            assert_int_equal(care_monthly_get(&monthly, FLOW_STOCK, expected[i].state, FLOW_ALL, month),
                             expected[i].value[month]);
    care_monthly_clear(&monthly);
    care_fixture_clear(&fixture);
}

static void nights_are_those_slept_in_the_month(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct care_monthly monthly;
    make(&fixture, council, "2020-07-31", &monthly);
    const struct {
        int32_t state;
        int32_t value[4]; /* April to July 2020 */
    } expected[] = {
        {state_id(&fixture, "foster_inhouse"), {30, 31, 29, 0}}, /* ann, to the night of 29 June */
        {state_id(&fixture, "home_external"), {30, 31, 31, 31}}, /* bo, and ann in the night of 30 June */
        {state_id(&fixture, "supported"), {0, 30, 16, 31}},      /* cy, from 1 May to 30 May and again from 15 June */
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        for (int32_t month = 0; month < 4; month++)
            assert_int_equal(monthly.nights[month * monthly.states + expected[i].state], expected[i].value[month]);
    care_monthly_clear(&monthly);
    care_fixture_clear(&fixture);
}

static void starts_ceases_and_moves_count_in_their_state_and_month(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct care_monthly monthly;
    make(&fixture, council, "2020-07-31", &monthly);
    int32_t inhouse = state_id(&fixture, "foster_inhouse"), external = state_id(&fixture, "home_external"),
            supported = state_id(&fixture, "supported");
    const struct {
        enum flow_measure measure;
        int32_t state;
        int64_t value[4]; /* April to July 2020 */
    } expected[] = {
        {FLOW_STARTS, FLOW_ALL, {0, 1, 1, 0}}, /* cy, twice; ann began the day before the window */
        {FLOW_STARTS, supported, {0, 1, 1, 0}}, {FLOW_CEASES, supported, {0, 1, 0, 0}},
        {FLOW_CEASES, external, {0, 0, 0, 1}},  {FLOW_MOVES, inhouse, {1, 0, 1, 0}},
        {FLOW_MOVES, FLOW_ALL, {1, 0, 1, 0}},   {FLOW_CEASES, FLOW_ALL, {0, 1, 0, 1}},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        for (int32_t month = 0; month < 4; month++)
            assert_int_equal(care_monthly_get(&monthly, expected[i].measure, expected[i].state, FLOW_ALL, month),
                             expected[i].value[month]);
    assert_int_equal(monthly.starts_marked[1], 1);
    assert_int_equal(monthly.starts_marked[2], 1);
    assert_int_equal(monthly.starts_marked[0] + monthly.starts_marked[3], 0);
    care_monthly_clear(&monthly);
    care_fixture_clear(&fixture);
}

static void ends_are_counted_by_kind(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct care_monthly monthly;
    make(&fixture, council, "2021-03-31", &monthly);
    const struct flow_system *flow = &fixture.system.flow;
    assert_int_equal(monthly.exits_of[1 * monthly.exits + flow_exit_named(flow, "independence")], 1); /* cy in May */
    assert_int_equal(monthly.exits_of[3 * monthly.exits + flow_exit_named(flow, "home")], 1);         /* ann in July */
    int64_t all = 0;
    for (int32_t i = 0; i < monthly.months * monthly.exits; i++)
        all += monthly.exits_of[i];
    assert_int_equal(all, 2); /* bo is 18 in May 2021 */
    care_monthly_clear(&monthly);
    care_fixture_clear(&fixture);
}

static void age_bands_are_those_of_the_day(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct care_monthly monthly;
    make(&fixture, council, "2020-07-31", &monthly);
    int32_t inhouse = state_id(&fixture, "foster_inhouse"), external = state_id(&fixture, "home_external");
    assert_int_equal(care_monthly_get(&monthly, FLOW_STOCK, inhouse, 1, 0), 1); /* ann is four in April */
    assert_int_equal(care_monthly_get(&monthly, FLOW_MOVES, inhouse, 1, 0), 1);
    assert_int_equal(care_monthly_get(&monthly, FLOW_MOVES, inhouse, 2, 2), 1); /* and five when she moves in June */
    assert_int_equal(care_monthly_get(&monthly, FLOW_CEASES, external, 2, 3), 1);
    assert_int_equal(monthly.stock_before[inhouse * monthly.bands + 1], 1);
    assert_int_equal(monthly.stock_before[external * monthly.bands + 4], 1); /* bo, 16 */
    care_monthly_clear(&monthly);
    care_fixture_clear(&fixture);
}

static void whoever_ages_out_ceases_in_the_oldest_band(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct care_monthly monthly;
    make(&fixture,
         "return 2020 10\n"
         "child bo 2002-05-20 M\n"
         "bo 2020 2019-01-01 S C2 K2 PR4 - -\n",
         "2021-03-31", &monthly);
    assert_int_equal(care_monthly_get(&monthly, FLOW_CEASES, FLOW_ALL, 4, 1), 1);
    assert_int_equal(care_monthly_get(&monthly, FLOW_STOCK, FLOW_ALL, FLOW_ALL, 0), 1);
    assert_int_equal(care_monthly_get(&monthly, FLOW_STOCK, FLOW_ALL, FLOW_ALL, 1), 0);
    care_monthly_clear(&monthly);
    care_fixture_clear(&fixture);
}

static void nobody_is_counted_as_nobody(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct care_monthly monthly;
    make(&fixture, "return 2020 10\n", "2021-03-31", &monthly);
    assert_int_equal(monthly.months, 12);
    for (int32_t month = 0; month < 12; month++)
        assert_int_equal(care_monthly_get(&monthly, FLOW_STOCK, FLOW_ALL, FLOW_ALL, month), 0);
    care_monthly_clear(&monthly);
    care_fixture_clear(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_are_those_that_end_inside_the_window),
        cmocka_unit_test(a_window_that_begins_on_a_month_end_has_its_first_month_end_in_the_next),
        cmocka_unit_test(the_stock_is_who_sleeps_there_on_the_last_night),
        cmocka_unit_test(nights_are_those_slept_in_the_month),
        cmocka_unit_test(starts_ceases_and_moves_count_in_their_state_and_month),
        cmocka_unit_test(ends_are_counted_by_kind),
        cmocka_unit_test(age_bands_are_those_of_the_day),
        cmocka_unit_test(whoever_ages_out_ceases_in_the_oldest_band),
        cmocka_unit_test(nobody_is_counted_as_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
