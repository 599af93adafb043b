/* The episodes of a child put end to end: rules 3, 4 and 7 of care/history.h. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "care_fixture.h"

/* --- 3: absent from the next return --- */

static void a_child_absent_from_the_next_return_left_on_31_march(void **state)
{
    (void)state;
    care_fixture_expect(ANN "ann 2018 2018-05-01 S C2 U4 PR1 - -\n", "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2019-03-31 other_exit\n",
        "ann 2018 2018-05-01 closed ABSENT_NEXT_YEAR (ABSENT_NEXT_YEAR)\n");
}

static void forty_per_cent_fewer_children_is_still_complete(void **state)
{
    (void)state;
    care_fixture_expect("return 2018 100\n" "return 2019 60\n" "child ann 2010-06-15 F\n"
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n", "2020-03-31",
        "ann * foster_inhouse 2018-05-01 2019-03-31 other_exit\n", NULL);
}

static void forty_per_cent_more_children_is_still_complete(void **state)
{
    (void)state;
    /* A next return half as large again is not the next return of the same council. */
    care_fixture_expect("return 2018 100\n" "return 2019 140\n" "child ann 2010-06-15 F\n"
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n", "2020-03-31",
        "ann * foster_inhouse 2018-05-01 2019-03-31 other_exit\n", NULL);
    care_fixture_expect("return 2018 100\n" "return 2019 141\n" "child ann 2010-06-15 F\n"
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n", "2020-03-31",
        "ann * foster_inhouse 2018-05-01 open\n",
        "ann 2018 2018-05-01 kept (ABSENT_UNSURE)\n");
}

static void an_incomplete_next_return_proves_no_absence(void **state)
{
    (void)state;
    care_fixture_expect("return 2018 100\n" "return 2019 59\n" "child ann 2010-06-15 F\n"
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n", "2020-03-31",
        "ann * foster_inhouse 2018-05-01 open\n",
        "ann 2018 2018-05-01 kept (ABSENT_UNSURE)\n");
}

static void a_missing_year_proves_no_absence(void **state)
{
    (void)state;
    care_fixture_expect("return 2017 100\n" "return 2019 100\n" "child ann 2010-06-15 F\n"
        "ann 2017 2017-05-01 S C2 U4 PR1 - -\n", "2020-03-31",
        "ann * foster_inhouse 2017-05-01 open\n",
        "ann 2017 2017-05-01 kept (YEAR_MISSING)\n");
}

static void a_missing_year_between_two_tellings_changes_nothing(void **state)
{
    (void)state;
    care_fixture_expect("return 2017 100\n" "return 2019 100\n" "child ann 2010-06-15 F\n"
        "ann 2017 2017-05-01 S C2 U4 PR1 - -\n"
        "ann 2019 2017-05-01 S C2 U4 PR1 2019-04-20 X1\n"
        "ann 2019 2019-04-20 P C2 K2 PR1 - -\n", "2020-03-31",
        "ann * foster_inhouse 2017-05-01 2019-04-20 home_inhouse\n"
        "ann home_inhouse 2019-04-20 open\n",
        "ann 2017 2017-05-01 superseded SAME_EPISODE\n"
        "ann 2019 2017-05-01 kept\n"
        "ann 2019 2019-04-20 kept\n");
}

static void open_in_the_newest_return_is_open(void **state)
{
    (void)state;
    care_fixture_expect(ANN "ann 2020 2020-05-01 S C2 U4 PR1 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 open\n",
        "ann 2020 2020-05-01 kept\n");
}

static void a_next_return_of_short_breaks_only_is_an_absence(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2019 2019-07-01 S V4 U4 PR1 - -\n"
        "ann 2020 2019-07-01 S V4 U4 PR1 - -\n", "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2019-03-31 other_exit\n", NULL);
}

static void a_child_that_vanishes_and_comes_back_has_two_periods(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2020-07-01 S C2 U4 PR4 - -\n", "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2019-03-31 other_exit\n"
        "ann * foster_agency 2020-07-01 open\n", NULL);
}

/* --- 4: open, overlapping, apart --- */

static void of_two_open_episodes_the_newer_stays(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2020-09-01 P C2 K2 PR4 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-09-01 home_external\n"
        "ann home_external 2020-09-01 open\n",
        "ann 2020 2020-05-01 shortened STALE_OPEN\n"
        "ann 2020 2020-09-01 kept\n");
}

static void a_stale_open_episode_of_an_older_return_ends_where_the_newer_begins(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2019 2019-06-01 P C2 U6 PR4 2020-01-10 E45\n", "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2019-06-01 foster_agency\n"
        "ann foster_agency 2019-06-01 2020-01-10 sgo\n",
        "ann 2018 2018-05-01 shortened STALE_OPEN\n"
        "ann 2019 2019-06-01 kept\n");
}

static void an_overlap_is_shortened(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S C2 U4 PR1 2020-09-20 X1\n"
        "ann 2020 2020-09-01 P C2 K2 PR4 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-09-01 home_external\n"
        "ann home_external 2020-09-01 open\n",
        "ann 2020 2020-05-01 shortened OVERLAP\n"
        "ann 2020 2020-09-01 kept\n");
}

static void a_gap_of_one_day_is_bridged(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S C2 U4 PR1 2020-08-31 X1\n"
        "ann 2020 2020-09-01 P C2 K2 PR4 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-09-01 home_external\n"
        "ann home_external 2020-09-01 open\n",
        "ann 2020 2020-05-01 kept (GAP_BRIDGED)\n"
        "ann 2020 2020-09-01 kept\n");
}

static void a_gap_of_two_days_ends_the_period(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S C2 U4 PR1 2020-08-30 X1\n"
        "ann 2020 2020-09-01 S C2 K2 PR4 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-08-30 other_exit\n"
        "ann * home_external 2020-09-01 open\n",
        "ann 2020 2020-05-01 kept (NO_END_REASON)\n"
        "ann 2020 2020-09-01 kept\n");
}

static void home_for_one_night_is_home(void **state)
{
    (void)state;
    /* An E code and RNE S agree that she left: nothing to bridge. */
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-08-31 E4A\n"
        "ann 2020 2020-09-01 S V2 U4 PR1 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-08-31 home\n"
        "ann * foster_inhouse 2020-09-01 open\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-09-01 kept\n");
}

static void a_same_day_episode_is_accepted_and_spends_no_night(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S L2 U4 PR1 2020-05-01 X1\n"
        "ann 2020 2020-05-01 P L2 K2 PR4 2020-06-01 X1\n"
        "ann 2020 2020-06-01 P C1 U4 PR4 2020-06-01 X1\n"
        "ann 2020 2020-06-01 P C1 U1 PR1 - -\n", "2021-03-31",
        "ann * home_external 2020-05-01 2020-06-01 connected_carer\n"
        "ann connected_carer 2020-06-01 open\n",
        "ann 2020 2020-05-01 kept (SAME_DAY)\n"
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-06-01 kept (SAME_DAY)\n"
        "ann 2020 2020-06-01 kept\n");
}

static void a_same_day_episode_is_found_whatever_the_order_of_lines(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 P L2 K2 PR4 - -\n"
        "ann 2020 2020-05-01 S L2 U4 PR1 2020-05-01 X1\n", "2021-03-31",
        "ann * home_external 2020-05-01 open\n", NULL);
}

static void a_same_day_episode_may_tell_how_care_ended(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-06-01 X1\n"
        "ann 2020 2020-06-01 P V2 U1 PR1 2020-06-01 E41\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-06-01 cao\n", NULL);
}

static void in_and_out_on_one_day_leaves_no_history(void **state)
{
    (void)state;
    care_fixture_expect(ANN "ann 2020 2020-05-01 S V2 U4 PR1 2020-05-01 E4A\n", "2021-03-31", "",
        "ann 2020 2020-05-01 kept (SAME_DAY)\n");
}

static void a_same_day_episode_is_not_superseded_by_the_one_after_it(void **state)
{
    (void)state;
    /* Both rows of 1 March have RNE P, but the return of 2020 tells the second to the letter, and nothing of the first. */
    care_fixture_expect(ANN
        "ann 2019 2019-05-01 S V2 U4 PR1 2020-03-01 X1\n"
        "ann 2019 2020-03-01 P V2 K1 PR4 2020-03-01 X1\n"
        "ann 2019 2020-03-01 P V2 K2 PR4 - -\n"
        "ann 2020 2020-03-01 P V2 K2 PR4 - -\n", "2021-03-31",
        "ann * foster_inhouse 2019-05-01 2020-03-01 home_external\n"
        "ann home_external 2020-03-01 open\n",
        "ann 2019 2019-05-01 kept\n"
        "ann 2019 2020-03-01 kept (SAME_DAY)\n"
        "ann 2019 2020-03-01 superseded SAME_EPISODE\n"
        "ann 2020 2020-03-01 kept\n");
}

/* --- 4: one told within another --- */

static void an_episode_goes_on_after_one_that_was_told_within_it(void **state)
{
    (void)state;
    /* K2 ends with X1 and nothing begins then; but the foster placement is open. Nobody vanishes from care. */
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2020-07-01 P C2 K2 PR4 2020-08-01 X1\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-01 home_external\n"
        "ann home_external 2020-07-01 2020-08-01 foster_inhouse\n"
        "ann foster_inhouse 2020-08-01 open\n",
        "ann 2020 2020-05-01 shortened INTERRUPTED\n"
        "ann 2020 2020-07-01 kept\n");
}

static void the_rest_of_an_episode_ends_as_its_row_tells(void **state)
{
    (void)state;
    struct care_fixture fixture;
    care_fixture_read(&fixture, ANN
        "ann 2020 2020-05-01 S C2 U4 PR1 2021-01-10 E4A\n"
        "ann 2020 2020-07-01 P C2 K2 PR4 2020-08-01 X1\n"
        "ann 2020 2020-09-01 P C2 K1 PR4 2020-09-20 X1\n");
    care_fixture_build(&fixture, "2021-03-31");
    struct text spells = {0};
    care_fixture_spells(&fixture, &spells);
    assert_string_equal(text_string(&spells),
        "ann * foster_inhouse 2020-05-01 2020-07-01 home_external\n"
        "ann home_external 2020-07-01 2020-08-01 foster_inhouse\n"
        "ann foster_inhouse 2020-08-01 2020-09-01 secure\n"
        "ann secure 2020-09-01 2020-09-20 foster_inhouse\n"
        "ann foster_inhouse 2020-09-20 2021-01-10 home\n");
    assert_int_equal(fixture.fates.from[0], care_fixture_day("2020-05-01"));
    assert_int_equal(fixture.fates.to[0], care_fixture_day("2021-01-10"));
    text_clear(&spells);
    care_fixture_clear(&fixture);
}

static void three_told_one_within_the_other_come_back_one_by_one(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2020-06-01 P C2 K2 PR4 2020-12-01 X1\n"
        "ann 2020 2020-07-01 P C2 K1 PR4 2020-08-01 X1\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-06-01 home_external\n"
        "ann home_external 2020-06-01 2020-07-01 secure\n"
        "ann secure 2020-07-01 2020-08-01 home_external\n"
        "ann home_external 2020-08-01 2020-12-01 foster_inhouse\n"
        "ann foster_inhouse 2020-12-01 open\n", NULL);
}

static void who_left_from_an_episode_told_within_another_has_left(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2020-07-01 P C2 K2 PR4 2020-08-01 E4A\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-01 home_external\n"
        "ann home_external 2020-07-01 2020-08-01 home\n", NULL);
}

static void the_same_home_told_within_itself_is_one_stay(void **state)
{
    (void)state;
    /* The change of status was added as a row of its own, and the row before it was left open. */
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 - -\n"
        "ann 2020 2020-07-01 L C2 U4 PR1 2020-08-01 X1\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 open\n",
        "ann 2020 2020-05-01 shortened INTERRUPTED\n"
        "ann 2020 2020-07-01 merged LEGAL_STATUS_ONLY\n");
}

static void the_rest_of_an_episode_of_an_absent_child_ends_on_31_march(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2018 2018-07-01 P C2 K2 PR4 2018-08-01 X1\n", "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2018-07-01 home_external\n"
        "ann home_external 2018-07-01 2018-08-01 foster_inhouse\n"
        "ann foster_inhouse 2018-08-01 2019-03-31 other_exit\n",
        "ann 2018 2018-05-01 closed ABSENT_NEXT_YEAR (ABSENT_NEXT_YEAR)\n"
        "ann 2018 2018-07-01 kept\n");
}

static void an_older_return_does_not_go_on_after_a_newer_one(void **state)
{
    (void)state;
    /* The open row of 2018 knows nothing of the year after; the return of 2019 ends with X1 and nothing follows. */
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2019 2019-02-01 P C2 K2 PR4 2019-08-01 X1\n", "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2019-02-01 home_external\n"
        "ann home_external 2019-02-01 2019-08-01 other_exit\n",
        "ann 2018 2018-05-01 shortened STALE_OPEN\n"
        "ann 2019 2019-02-01 kept (NO_END_REASON)\n");
}

static void a_stay_inside_the_rest_of_an_episode_splits_nothing(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2020-07-01 P C2 K2 PR4 2020-08-01 X1\n"
        "ann 2020 2020-10-01 P C2 T0 - 2020-10-05 X1\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-01 home_external\n"
        "ann home_external 2020-07-01 2020-08-01 foster_inhouse\n"
        "ann foster_inhouse 2020-08-01 open\n", NULL);
}

/* --- 7: eighteen --- */

static void an_open_row_ends_on_the_18th_birthday(void **state)
{
    (void)state;
    care_fixture_expect(THREE_YEARS "child bo 2002-12-24 M\n" "bo 2020 2019-06-01 S C2 K2 PR4 - -\n", "2021-03-31",
        "bo * home_external 2019-06-01 2020-12-24 aged_out\n",
        "bo 2020 2019-06-01 closed EIGHTEEN\n");
}

static void an_end_after_the_18th_birthday_is_moved_to_it(void **state)
{
    (void)state;
    care_fixture_expect(THREE_YEARS "child bo 2002-12-24 M\n" "bo 2020 2019-06-01 S C2 K2 PR4 2021-01-15 E5\n",
        "2021-03-31",
        "bo * home_external 2019-06-01 2020-12-24 aged_out\n",
        "bo 2020 2019-06-01 shortened EIGHTEEN\n");
}

static void whoever_leaves_on_the_18th_birthday_has_aged_out(void **state)
{
    (void)state;
    care_fixture_expect(THREE_YEARS "child bo 2002-12-24 M\n" "child cy 2002-12-24 M\n"
        "bo 2020 2019-06-01 S C2 K2 PR4 2020-12-24 E5\n"
        "cy 2020 2019-06-01 S C2 U4 PR1 2020-12-24 E17\n", "2021-03-31",
        "bo * home_external 2019-06-01 2020-12-24 aged_out\n"
        "cy * foster_inhouse 2019-06-01 2020-12-24 aged_out\n",
        "bo 2020 2019-06-01 kept\n"
        "cy 2020 2019-06-01 kept\n");
}

static void e17_before_the_18th_birthday_is_another_way_out(void **state)
{
    (void)state;
    care_fixture_expect(ANN "ann 2020 2020-05-01 S C2 U4 PR1 2020-12-24 E17\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-12-24 other_exit\n",
        "ann 2020 2020-05-01 kept (AGED_OUT_EARLY)\n");
}

static void a_leap_day_child_leaves_on_the_first_of_march(void **state)
{
    (void)state;
    care_fixture_expect(THREE_YEARS "child bo 2004-02-29 M\n" "child cy 2003-03-01 M\n"
        "bo 2020 2019-06-01 S C2 K2 PR4 - -\n"
        "cy 2020 2019-06-01 S C2 K2 PR4 - -\n", "2021-03-01",
        "bo * home_external 2019-06-01 open\n"
        "cy * home_external 2019-06-01 2021-03-01 aged_out\n", NULL);
    care_fixture_expect("return 2020 100\n" "return 2021 100\n" "child bo 2004-02-29 M\n"
        "bo 2021 2019-06-01 S C2 K2 PR4 - -\n", "2022-03-31",
        "bo * home_external 2019-06-01 2022-03-01 aged_out\n", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_absent_from_the_next_return_left_on_31_march),
        cmocka_unit_test(forty_per_cent_fewer_children_is_still_complete),
        cmocka_unit_test(forty_per_cent_more_children_is_still_complete),
        cmocka_unit_test(an_incomplete_next_return_proves_no_absence),
        cmocka_unit_test(a_missing_year_proves_no_absence),
        cmocka_unit_test(a_missing_year_between_two_tellings_changes_nothing),
        cmocka_unit_test(open_in_the_newest_return_is_open),
        cmocka_unit_test(a_next_return_of_short_breaks_only_is_an_absence),
        cmocka_unit_test(a_child_that_vanishes_and_comes_back_has_two_periods),
        cmocka_unit_test(of_two_open_episodes_the_newer_stays),
        cmocka_unit_test(a_stale_open_episode_of_an_older_return_ends_where_the_newer_begins),
        cmocka_unit_test(an_overlap_is_shortened),
        cmocka_unit_test(a_gap_of_one_day_is_bridged),
        cmocka_unit_test(a_gap_of_two_days_ends_the_period),
        cmocka_unit_test(home_for_one_night_is_home),
        cmocka_unit_test(a_same_day_episode_is_accepted_and_spends_no_night),
        cmocka_unit_test(a_same_day_episode_is_found_whatever_the_order_of_lines),
        cmocka_unit_test(a_same_day_episode_may_tell_how_care_ended),
        cmocka_unit_test(in_and_out_on_one_day_leaves_no_history),
        cmocka_unit_test(a_same_day_episode_is_not_superseded_by_the_one_after_it),
        cmocka_unit_test(an_episode_goes_on_after_one_that_was_told_within_it),
        cmocka_unit_test(the_rest_of_an_episode_ends_as_its_row_tells),
        cmocka_unit_test(three_told_one_within_the_other_come_back_one_by_one),
        cmocka_unit_test(who_left_from_an_episode_told_within_another_has_left),
        cmocka_unit_test(the_same_home_told_within_itself_is_one_stay),
        cmocka_unit_test(the_rest_of_an_episode_of_an_absent_child_ends_on_31_march),
        cmocka_unit_test(an_older_return_does_not_go_on_after_a_newer_one),
        cmocka_unit_test(a_stay_inside_the_rest_of_an_episode_splits_nothing),
        cmocka_unit_test(an_open_row_ends_on_the_18th_birthday),
        cmocka_unit_test(an_end_after_the_18th_birthday_is_moved_to_it),
        cmocka_unit_test(whoever_leaves_on_the_18th_birthday_has_aged_out),
        cmocka_unit_test(e17_before_the_18th_birthday_is_another_way_out),
        cmocka_unit_test(a_leap_day_child_leaves_on_the_first_of_march),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
