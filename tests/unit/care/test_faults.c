/* Faults of real returns on which other forecasting programs stop or lose children: what becomes of the child here. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "care_fixture.h"

static void two_returns_in_one_calendar_year_both_count(void **state)
{
    (void)state;
    /* The newest DECOM of both returns lies in 2019. */
    care_fixture_expect("return 2018 2\n" "return 2019 2\n" "child ann 2010-06-15 F\n" "child bo 2011-06-15 M\n"
        "ann 2018 2019-01-20 S C2 U4 PR1 2019-03-01 E4A\n"
        "bo 2018 2018-07-01 S C2 U4 PR4 - -\n"
        "ann 2019 2019-11-20 S C2 U4 PR1 - -\n"
        "bo 2019 2018-07-01 S C2 U4 PR4 - -\n", "2020-03-31",
        "ann * foster_inhouse 2019-01-20 2019-03-01 home\n"
        "ann * foster_inhouse 2019-11-20 open\n"
        "bo * foster_agency 2018-07-01 open\n", NULL);
}

static void the_same_child_in_two_authorities_is_two_children(void **state)
{
    (void)state;
    /* One CHILD number, two councils: each has its own returns, and only authority 0 misses its child in 2019. */
    care_fixture_expect("return 2018 10 0\n" "return 2019 10 0\n" "return 2018 10 1\n" "return 2019 10 1\n"
        "child a.1 2010-06-15 F\n" "child b.1 2012-01-03 M authority 1\n"
        "a.1 2018 2018-07-01 S C2 U4 PR1 - -\n"
        "b.1 2018 2018-09-01 S C2 K2 PR4 - -\n"
        "b.1 2019 2018-09-01 S C2 K2 PR4 - -\n", "2020-03-31",
        "a.1 * foster_inhouse 2018-07-01 2019-03-31 other_exit\n"
        "b.1 * home_external 2018-09-01 open\n", NULL);
}

static void a_missing_return_of_one_authority_does_not_touch_another(void **state)
{
    (void)state;
    care_fixture_expect("return 2018 10 0\n" "return 2019 10 1\n" "child a.1 2010-06-15 F\n"
        "a.1 2018 2018-07-01 S C2 U4 PR1 - -\n", "2020-03-31",
        "a.1 * foster_inhouse 2018-07-01 open\n", "a.1 2018 2018-07-01 kept\n");
}

static void a_december_extract_speaks_to_its_last_date_only(void **state)
{
    (void)state;
    const char *table = "return 2019 10\n" "return 2020 9\n" "known_to 2020-12-18\n" "child ann 2010-06-15 F\n"
        "child bo 2002-12-20 M\n"
        "ann 2019 2019-07-01 S C2 U4 PR1 - -\n"
        "bo 2019 2019-07-01 S C2 U4 PR4 - -\n"
        "ann 2020 2019-07-01 S C2 U4 PR1 2020-12-18 X1\n"
        "ann 2020 2020-12-18 P C2 K2 PR4 - -\n"
        "bo 2020 2019-07-01 S C2 U4 PR4 - -\n";
    struct care_fixture fixture;
    care_fixture_expect(table, "2020-12-18",
        "ann * foster_inhouse 2019-07-01 2020-12-18 home_external\n"
        "ann home_external 2020-12-18 open\n"
        "bo * foster_agency 2019-07-01 open\n", NULL);
    care_fixture_read(&fixture, table);
    care_fixture_build(&fixture, "2020-12-18");
    assert_int_equal(fixture.histories.observed_to, care_fixture_day("2020-12-19")); /* not the 31 March to come */
    care_fixture_clear(&fixture);
}

static void a_child_absent_from_a_december_extract_left_by_31_march(void **state)
{
    (void)state;
    care_fixture_expect("return 2019 10\n" "return 2020 9\n" "known_to 2020-12-18\n" "child ann 2010-06-15 F\n"
        "ann 2019 2019-07-01 S C2 U4 PR1 - -\n", "2020-12-18",
        "ann * foster_inhouse 2019-07-01 2020-03-31 other_exit\n", NULL);
}

static void a_birthday_inside_an_episode_moves_the_child_to_the_next_age_band(void **state)
{
    (void)state;
    struct care_fixture fixture;
    care_fixture_read(&fixture, "return 2020 10\n" "child ann 2010-09-15 F\n" "ann 2020 2018-07-01 S C2 U4 PR1 - -\n");
    care_fixture_build(&fixture, "2021-03-31");
    const struct flow_system *flow = &fixture.system.flow;
    int32_t inhouse = flow_state_named(flow, "foster_inhouse") * flow->age.count;
    int64_t stock[FLOW_STATES_MAX * FLOW_BANDS_MAX];
    flow_stock(flow, &fixture.histories, care_fixture_day("2020-09-14"), stock);
    assert_int_equal(stock[inhouse + 2], 1); /* 5_9 */
    flow_stock(flow, &fixture.histories, care_fixture_day("2020-09-15"), stock);
    assert_int_equal(stock[inhouse + 2], 0);
    assert_int_equal(stock[inhouse + 3], 1); /* 10_15 */
    care_fixture_clear(&fixture);
}

static void a_blank_dec_with_an_end_reason_is_open(void **state)
{
    (void)state;
    care_fixture_expect("return 2020 10\n" "child ann 2010-09-15 F\n" "ann 2020 2020-07-01 S C2 U4 PR1 - E4A\n",
        "2021-03-31", "ann * foster_inhouse 2020-07-01 open\n", "ann 2020 2020-07-01 kept (REC_WITHOUT_DEC)\n");
    /* X1 says only that another episode follows; that nothing does is seen elsewhere. */
    care_fixture_expect("return 2020 10\n" "child ann 2010-09-15 F\n" "ann 2020 2020-07-01 S C2 U4 PR1 - X1\n",
        "2021-03-31", "ann * foster_inhouse 2020-07-01 open\n", "ann 2020 2020-07-01 kept\n");
}

static void a_child_that_vanishes_at_17_does_not_stay_for_ever(void **state)
{
    (void)state;
    /* The next return is too small to prove that bo left; at 18 he is out whatever is known. */
    care_fixture_expect("return 2018 10\n" "return 2019 5\n" "child bo 2002-01-03 M\n"
        "bo 2018 2018-07-01 S C2 K2 PR4 - -\n", "2020-03-31",
        "bo * home_external 2018-07-01 2020-01-03 aged_out\n",
        "bo 2018 2018-07-01 closed EIGHTEEN\n");
}

static void three_open_episodes_leave_one(void **state)
{
    (void)state;
    care_fixture_expect("return 2018 10\n" "return 2019 10\n" "return 2020 10\n" "child ann 2010-09-15 F\n"
        "ann 2018 2018-07-01 S C2 U4 PR1 - -\n"
        "ann 2019 2019-07-01 P C2 U4 PR4 - -\n"
        "ann 2020 2020-07-01 P C2 K2 PR4 - -\n", "2021-03-31",
        "ann * foster_inhouse 2018-07-01 2019-07-01 foster_agency\n"
        "ann foster_agency 2019-07-01 2020-07-01 home_external\n"
        "ann home_external 2020-07-01 open\n",
        "ann 2018 2018-07-01 shortened STALE_OPEN\n"
        "ann 2019 2019-07-01 shortened STALE_OPEN\n"
        "ann 2020 2020-07-01 kept\n");
}

#define TEN_YEARS                                                                                                      \
    "return 2016 100\n" "return 2017 100\n" "return 2018 100\n" "return 2019 100\n" "return 2020 100\n"                \
    "return 2021 100\n" "return 2022 100\n" "return 2023 100\n" "return 2024 100\n" "return 2025 100\n"

static void ten_years_of_one_child_and_every_late_correction(void **state)
{
    (void)state;
    /*
     * 2016 tells the start a week late; 2017 tells it right. 2018 ends the first placement with a move that 2019 takes back.
     * 2020 tells the move to K2 of 1 June and two weeks in K1 within it, which no later return need repeat.
     * 2022 calls the home H5 and 2024 K3; a stay of the last days of March 2024 lies between. kit is 18 on 2025-12-24.
     */
    care_fixture_expect(TEN_YEARS "child kit 2007-12-24 M\n"
        "kit 2016 2016-09-08 S V2 U6 PR1 - -\n"
        "kit 2017 2016-09-01 S V2 U6 PR1 2017-10-01 X1\n"
        "kit 2017 2017-10-01 L C2 U6 PR1 - -\n"
        "kit 2018 2017-10-01 L C2 U6 PR1 2019-02-01 X1\n"
        "kit 2018 2019-02-01 P C2 U4 PR4 - -\n"
        "kit 2019 2017-10-01 L C2 U6 PR1 - -\n"
        "kit 2020 2017-10-01 L C2 U6 PR1 2020-06-01 X1\n"
        "kit 2020 2020-06-01 P C2 K2 PR4 - -\n"
        "kit 2020 2020-08-01 P C2 K1 PR1 2020-08-15 X1\n"
        "kit 2021 2020-06-01 P C2 K2 PR4 - -\n"
        "kit 2022 2020-06-01 P C2 K2 PR4 2022-05-01 X1\n"
        "kit 2022 2022-05-01 P C2 H5 PR4 - -\n"
        "kit 2023 2022-05-01 P C2 H5 PR4 2024-03-28 X1\n"
        "kit 2023 2024-03-28 P C2 T0 - - -\n"
        "kit 2024 2024-03-28 P C2 T0 - 2024-04-02 X1\n"
        "kit 2024 2024-04-02 P C2 K3 PR4 - -\n"
        "kit 2025 2024-04-02 P C2 K3 PR4 2025-12-24 E5\n", "2026-03-31",
        "kit * foster_inhouse 2016-09-01 2020-06-01 home_external\n"
        "kit home_external 2020-06-01 2020-08-01 secure\n"
        "kit secure 2020-08-01 2020-08-15 home_external\n"
        "kit home_external 2020-08-15 2022-05-01 supported\n"
        "kit supported 2022-05-01 2025-12-24 aged_out\n",
        "kit 2016 2016-09-08 superseded TOLD_OTHERWISE\n"
        "kit 2017 2016-09-01 kept\n"
        "kit 2017 2017-10-01 superseded SAME_EPISODE\n"
        "kit 2018 2017-10-01 superseded SAME_EPISODE\n"
        "kit 2018 2019-02-01 superseded TOLD_OTHERWISE\n"
        "kit 2019 2017-10-01 superseded SAME_EPISODE\n"
        "kit 2020 2017-10-01 merged LEGAL_STATUS_ONLY\n"
        "kit 2020 2020-06-01 superseded SAME_EPISODE\n"
        "kit 2020 2020-08-01 kept\n"
        "kit 2021 2020-06-01 superseded SAME_EPISODE\n"
        "kit 2022 2020-06-01 shortened INTERRUPTED\n"
        "kit 2022 2022-05-01 superseded SAME_EPISODE\n"
        "kit 2023 2022-05-01 kept\n"
        "kit 2023 2024-03-28 superseded SAME_EPISODE\n"
        "kit 2024 2024-03-28 merged TEMPORARY\n"
        "kit 2024 2024-04-02 superseded SAME_EPISODE\n"
        "kit 2025 2024-04-02 merged TEMPORARY\n");
}

static void a_blank_rne_moves_only_where_the_home_changes(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 - V2 U4 PR1 2020-06-01 X1\n"
        "ann 2020 2020-06-01 - C2 U4 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 - C2 U4 PR4 2020-08-01 X1\n"
        "ann 2020 2020-08-01 - C2 K2 PR4 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-01 foster_agency\n"
        "ann foster_agency 2020-07-01 2020-08-01 home_external\n"
        "ann home_external 2020-08-01 open\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-06-01 merged SAME_PLACE\n"
        "ann 2020 2020-07-01 kept\n"
        "ann 2020 2020-08-01 kept\n");
}

static void a_blank_place_is_another_home_unless_only_the_status_changed(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-06-01 X1\n"
        "ann 2020 2020-06-01 L C2 - - 2020-07-01 X1\n"
        "ann 2020 2020-07-01 P C2 - - 2020-08-01 E4A\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-01 other_residential\n"
        "ann other_residential 2020-07-01 2020-08-01 home\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-06-01 merged LEGAL_STATUS_ONLY (PLACE_DISAGREES)\n"
        "ann 2020 2020-07-01 kept (BLANK_PLACE)\n");
}

static void a_blank_rec_with_its_dec_is_an_end_unless_another_episode_follows(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-06-01 -\n"
        "ann 2020 2020-06-01 P V2 U6 PR4 2020-07-01 -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-06-01 foster_agency\n"
        "ann foster_agency 2020-06-01 2020-07-01 other_exit\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-06-01 kept (NO_END_REASON)\n");
}

static void a_bad_newer_row_leaves_the_older_telling(void **state)
{
    (void)state;
    /* In 2019 somebody typed a DEC before the DECOM. That row says nothing; ann is in that return, so she has not left. */
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S V2 U4 PR1 - -\n"
        "ann 2019 2018-05-01 S V2 U4 PR1 2018-04-01 E4A\n"
        "ann 2020 2018-05-01 S V2 U4 PR1 2020-09-01 E4A\n", "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2020-09-01 home\n",
        "ann 2018 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2019 2018-05-01 set aside DEC_BEFORE_DECOM\n"
        "ann 2020 2018-05-01 kept\n");
}

static void rows_that_are_not_grouped_by_child_are_a_fault(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct problem problem = {0};
    care_fixture_read(&fixture, "return 2020 10\n" "child ann 2010-09-15 F\n" "child bo 2010-09-15 M\n"
        "ann 2020 2020-07-01 S C2 U4 PR1 - -\n"
        "bo 2020 2020-07-01 S C2 U4 PR1 - -\n");
    fixture.records.child[0] = 1;
    fixture.records.child[1] = 0;
    assert_int_equal(care_history_build(&fixture.system, &fixture.records, care_fixture_day("2021-03-31"),
                                        &fixture.histories, &fixture.fates, NULL, &problem), PROBLEM_INTERNAL);
    fixture.records.child[0] = 0;
    fixture.records.child[1] = 2; /* no such child */
    assert_int_equal(care_history_build(&fixture.system, &fixture.records, care_fixture_day("2021-03-31"),
                                        &fixture.histories, &fixture.fates, NULL, &problem), PROBLEM_INTERNAL);
    care_fixture_clear(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_returns_in_one_calendar_year_both_count),
        cmocka_unit_test(the_same_child_in_two_authorities_is_two_children),
        cmocka_unit_test(a_missing_return_of_one_authority_does_not_touch_another),
        cmocka_unit_test(a_december_extract_speaks_to_its_last_date_only),
        cmocka_unit_test(a_child_absent_from_a_december_extract_left_by_31_march),
        cmocka_unit_test(a_birthday_inside_an_episode_moves_the_child_to_the_next_age_band),
        cmocka_unit_test(a_blank_dec_with_an_end_reason_is_open),
        cmocka_unit_test(a_child_that_vanishes_at_17_does_not_stay_for_ever),
        cmocka_unit_test(three_open_episodes_leave_one),
        cmocka_unit_test(ten_years_of_one_child_and_every_late_correction),
        cmocka_unit_test(a_blank_rne_moves_only_where_the_home_changes),
        cmocka_unit_test(a_blank_place_is_another_home_unless_only_the_status_changed),
        cmocka_unit_test(a_blank_rec_with_its_dec_is_an_end_unless_another_episode_follows),
        cmocka_unit_test(a_bad_newer_row_leaves_the_older_telling),
        cmocka_unit_test(rows_that_are_not_grouped_by_child_are_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
