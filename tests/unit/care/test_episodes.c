/* Which row tells an episode, and which rows tell none: rules 1, 2 and 6 of care/history.h, and rows that cannot be used. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "care_fixture.h"

/* --- 1: the same episode in several years --- */

static void the_newest_return_tells_an_episode(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2019 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2018-05-01 S C2 U4 PR1 2020-07-01 E4A\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2020-07-01 home\n",
        "ann 2018 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2019 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2020 2018-05-01 kept\n");
}

static void a_newer_return_that_blanks_a_dec_wins_with_a_warning(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 2018-12-01 E4A\n"
        "ann 2019 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2018-05-01 S C2 U4 PR1 - -\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-05-01 open\n",
        "ann 2018 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2019 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2020 2018-05-01 kept (DEC_BLANKED)\n");
}

static void a_changed_place_is_found_by_decom_and_rne(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S V2 U4 PR4 - -\n"
        "ann 2019 2018-05-01 S V2 U1 PR1 - -\n"
        "ann 2020 2018-05-01 S V2 U1 PR1 - -\n",
        "2021-03-31",
        "ann * connected_carer 2018-05-01 open\n",
        "ann 2018 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2019 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2020 2018-05-01 kept\n");
}

static void a_correction_that_is_taken_back_leaves_one_episode(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S V2 U4 PR1 - -\n"
        "ann 2019 2018-05-01 S V2 K2 PR4 - -\n"
        "ann 2020 2018-05-01 S V2 U4 PR1 - -\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-05-01 open\n",
        "ann 2018 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2019 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2020 2018-05-01 kept\n");
}

static void an_episode_is_found_again_under_the_code_of_a_newer_year(void **state)
{
    (void)state;
    /* H5 of 2023 is told as K3 in 2024; nothing but PLACE has changed, or RNE was corrected beside it. */
    const char *spells = "ann * supported 2023-09-01 open\n";
    care_fixture_expect("return 2023 100\n" "return 2024 100\n" "child ann 2008-06-15 F\n"
        "ann 2023 2023-09-01 S C2 H5 PR4 - -\n"
        "ann 2024 2023-09-01 S C2 K3 PR4 - -\n", "2025-03-31", spells,
        "ann 2023 2023-09-01 superseded SAME_EPISODE\n"
        "ann 2024 2023-09-01 kept\n");
    care_fixture_expect("return 2023 100\n" "return 2024 100\n" "child ann 2008-06-15 F\n"
        "ann 2023 2023-09-01 P C2 H5 PR4 - -\n"
        "ann 2024 2023-09-01 S C2 K3 PR4 - -\n", "2025-03-31", spells,
        "ann 2023 2023-09-01 superseded SAME_EPISODE\n"
        "ann 2024 2023-09-01 kept\n");
}

static void a_row_that_stands_twice_in_its_return_counts_once(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 - -\n"
        "ann 2020 2020-05-01 S V2 U4 PR1 - -\n",
        "2021-03-31",
        "ann * foster_inhouse 2020-05-01 open\n",
        "ann 2020 2020-05-01 superseded SAME_ROW\n"
        "ann 2020 2020-05-01 kept\n");
}

static void a_corrected_decom_leaves_no_ghost_of_the_old_telling(void **state)
{
    (void)state;
    /* The return of 2019 moves the beginning back to 20 April and says that she left; the row of 2018 is not told again. */
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S V2 U4 PR1 - -\n"
        "ann 2019 2018-04-20 S V2 U4 PR1 2019-08-01 E4A\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-04-20 2019-08-01 home\n",
        "ann 2018 2018-05-01 superseded TOLD_OTHERWISE\n"
        "ann 2019 2018-04-20 kept\n");
}

static void a_newer_return_that_ends_where_an_open_episode_begins_does_not_deny_it(void **state)
{
    (void)state;
    /* The return of 2019 repeats the first episode only; the second was open, and ann is not in the return of 2020. */
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S V2 U4 PR1 2018-07-01 X1\n"
        "ann 2018 2018-07-01 P V2 K2 PR4 - -\n"
        "ann 2019 2018-05-01 S V2 U4 PR1 2018-07-01 X1\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2018-07-01 home_external\n"
        "ann home_external 2018-07-01 2020-03-31 other_exit\n",
        "ann 2018 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2018 2018-07-01 closed ABSENT_NEXT_YEAR (ABSENT_NEXT_YEAR)\n"
        "ann 2019 2018-05-01 kept\n");
}

static void a_newer_return_that_joins_two_episodes_leaves_nothing_of_them(void **state)
{
    (void)state;
    /* In 2018 the status changed twice; the return of 2019 knows one episode, which began in May and goes on. */
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S V2 U4 PR1 2018-07-01 X1\n"
        "ann 2018 2018-07-01 L C1 U4 PR1 2018-12-01 X1\n"
        "ann 2018 2018-12-01 L C2 U4 PR1 - -\n"
        "ann 2019 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2018-05-01 S C2 U4 PR1 - -\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-05-01 open\n",
        "ann 2018 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2018 2018-07-01 superseded TOLD_OTHERWISE\n"
        "ann 2018 2018-12-01 superseded TOLD_OTHERWISE\n"
        "ann 2019 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2020 2018-05-01 kept (DEC_BLANKED)\n");
}

static void a_way_out_that_a_newer_return_takes_back_is_none(void **state)
{
    (void)state;
    /* 2018 says that she went home from a placement in December; by the return of 2019 there was no such placement. */
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 2018-12-01 X1\n"
        "ann 2018 2018-12-01 P C2 K2 PR4 2018-12-20 E4A\n"
        "ann 2019 2018-05-01 S C2 U4 PR1 2020-02-01 E45\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2020-02-01 sgo\n",
        "ann 2018 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2018 2018-12-01 superseded TOLD_OTHERWISE\n"
        "ann 2019 2018-05-01 kept\n");
}

static void what_a_newer_return_tells_in_part_stands(void **state)
{
    (void)state;
    /* The return of 2019 ends before the K2 stay does; so it does not say where she was on all of its days. */
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 2018-12-01 X1\n"
        "ann 2018 2018-12-01 P C2 K2 PR4 2019-04-20 E4A\n"
        "ann 2019 2018-11-01 S C2 U4 PR1 2019-04-10 X1\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2018-11-01 foster_inhouse\n"
        "ann foster_inhouse 2018-11-01 2018-12-01 home_external\n"
        "ann home_external 2018-12-01 2019-04-20 home\n", NULL);
}

static void what_one_return_told_within_another_need_not_be_told_again(void **state)
{
    (void)state;
    /* A row that was never closed comes with every return; the placements told beside it are as true as they were. */
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2018 2018-07-01 P C2 K2 PR4 2018-12-01 X1\n"
        "ann 2018 2018-12-01 P C2 K1 PR4 - -\n"
        "ann 2019 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2019 2018-12-01 P C2 K1 PR4 2019-06-01 X1\n"
        "ann 2019 2019-06-01 P C2 U1 PR1 - -\n"
        "ann 2020 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2019-06-01 P C2 U1 PR1 - -\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2018-07-01 home_external\n"
        "ann home_external 2018-07-01 2018-12-01 secure\n"
        "ann secure 2018-12-01 2019-06-01 connected_carer\n"
        "ann connected_carer 2019-06-01 open\n", NULL);
}

static void who_had_left_by_one_return_and_is_in_care_by_the_next_has_not_left(void **state)
{
    (void)state;
    /* Told within the open row: but the way out cannot be, since the return of 2019 has her in care all the while. */
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2018 2018-07-01 P C2 K2 PR4 2018-12-01 E4A\n"
        "ann 2019 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2018-05-01 S C2 U4 PR1 - -\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-05-01 open\n", NULL);
}

static void a_stay_that_a_newer_return_does_not_repeat_is_no_mistake(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2018 2018-07-01 P C2 T0 - 2018-07-10 X1\n"
        "ann 2019 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2020 2018-05-01 S C2 U4 PR1 - -\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-05-01 open\n",
        "ann 2018 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2018 2018-07-01 merged TEMPORARY\n"
        "ann 2019 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2020 2018-05-01 kept\n");
}

static void of_two_rows_for_one_episode_the_one_with_its_end_stands(void **state)
{
    (void)state;
    /* The end was added as a second row. Blank is what nobody knew yet: only a newer return may take an end back. */
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S C2 U4 PR1 2020-09-01 E4A\n"
        "ann 2020 2020-05-01 S C2 U4 PR1 - -\n",
        "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-09-01 home\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-05-01 superseded END_TOLD\n");
}

static void an_older_return_never_blanks_an_end(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S C2 U4 PR1 - -\n"
        "ann 2019 2018-05-01 S C2 U4 PR1 2019-09-01 E4A\n",
        "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2019-09-01 home\n",
        "ann 2018 2018-05-01 superseded SAME_EPISODE\n"
        "ann 2019 2018-05-01 kept\n");
}

/* --- 2: short breaks, over 18 --- */

static void short_breaks_are_not_care(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S V3 U4 PR1 2018-05-03 X1\n"
        "ann 2018 2018-06-01 S V4 U4 PR1 - -\n"
        "ann 2019 2018-06-01 S V4 U4 PR1 - -\n"
        "ann 2019 2019-09-01 S V2 U4 PR1 2019-10-01 E4A\n",
        "2021-03-31",
        "ann * foster_inhouse 2019-09-01 2019-10-01 home\n",
        "ann 2018 2018-05-01 short break SHORT_BREAK_STATUS\n"
        "ann 2018 2018-06-01 superseded SAME_EPISODE\n"
        "ann 2019 2018-06-01 short break SHORT_BREAK_STATUS\n"
        "ann 2019 2019-09-01 kept\n");
}

static void an_episode_that_begins_on_the_18th_birthday_is_no_care(void **state)
{
    (void)state;
    care_fixture_expect(THREE_YEARS "child bo 2001-06-15 M\n"
        "bo 2018 2018-06-01 S C2 K2 PR4 2019-06-14 X1\n"
        "bo 2019 2018-06-01 S C2 K2 PR4 2019-06-14 X1\n"
        "bo 2019 2019-06-14 P C2 H5 PR4 2019-06-15 X1\n"
        "bo 2019 2019-06-15 P C2 H5 PR4 - -\n",
        "2021-03-31",
        "bo * home_external 2018-06-01 2019-06-14 supported\n"
        "bo supported 2019-06-14 2019-06-15 aged_out\n",
        "bo 2018 2018-06-01 superseded SAME_EPISODE\n"
        "bo 2019 2018-06-01 kept\n"
        "bo 2019 2019-06-14 kept\n"
        "bo 2019 2019-06-15 over 18 AFTER_EIGHTEEN\n");
}

/* --- 6: ends after all that is known --- */

static void a_dec_in_2203_is_open_with_a_warning(void **state)
{
    (void)state;
    care_fixture_expect(ANN "ann 2020 2020-05-01 S V2 U4 PR1 2203-02-01 E4A\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 open\n",
        "ann 2020 2020-05-01 kept (DEC_FUTURE)\n");
}

static void a_dec_of_the_day_after_the_newest_return_is_not_known_yet(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2019 2019-05-01 S V2 U4 PR1 2020-04-01 X1\n"
        "ann 2020 2020-04-01 P V2 K2 PR1 2021-04-01 E4A\n", "2021-03-31",
        "ann * foster_inhouse 2019-05-01 2020-04-01 home_inhouse\n"
        "ann home_inhouse 2020-04-01 open\n",
        "ann 2019 2019-05-01 kept\n"
        "ann 2020 2020-04-01 kept (DEC_FUTURE)\n");
}

/* --- what cannot be used --- */

static void a_row_that_ends_before_it_begins_is_set_aside(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-04-20 E4A\n"
        "ann 2020 2020-06-01 S V2 U1 PR1 - -\n", "2021-03-31",
        "ann * connected_carer 2020-06-01 open\n",
        "ann 2020 2020-05-01 set aside DEC_BEFORE_DECOM\n"
        "ann 2020 2020-06-01 kept\n");
}

static void a_row_before_birth_is_set_aside(void **state)
{
    (void)state;
    care_fixture_expect(THREE_YEARS "child bo 2020-06-15 M\n"
        "bo 2020 2020-06-14 S V2 U4 PR1 2020-06-15 X1\n"
        "bo 2020 2020-06-15 P V2 U5 PR1 - -\n", "2021-03-31",
        "bo * other_residential 2020-06-15 open\n",
        "bo 2020 2020-06-14 set aside BEFORE_BIRTH\n"
        "bo 2020 2020-06-15 kept (UNKNOWN_PLACE)\n");
}

static void a_child_without_a_header_is_set_aside_row_by_row(void **state)
{
    (void)state;
    care_fixture_expect(THREE_YEARS "child ann - F\n" "child bo 2010-06-15 M\n"
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 S V3 U4 PR1 - -\n"
        "bo 2020 2020-05-01 S V2 U4 PR1 - -\n", "2021-03-31",
        "bo * foster_inhouse 2020-05-01 open\n",
        "ann 2020 2020-05-01 set aside NO_HEADER\n"
        "ann 2020 2020-07-01 set aside NO_HEADER\n"
        "bo 2020 2020-05-01 kept\n");
}

static void unknown_codes_are_counted_as_other_with_a_warning(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 Q9 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 P V2 U4 PR1 2020-09-01 E99\n", "2021-03-31",
        "ann * other_residential 2020-05-01 2020-07-01 foster_inhouse\n"
        "ann foster_inhouse 2020-07-01 2020-09-01 other_exit\n",
        "ann 2020 2020-05-01 kept (UNKNOWN_PLACE)\n"
        "ann 2020 2020-07-01 kept (UNKNOWN_REC)\n");
}

static void an_unknown_code_is_warned_of_wherever_it_stands(void **state)
{
    (void)state;
    /* E99 with another episode after it ends nothing; V9 is no short break; PR9 beside U1 decides nothing. */
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 E99 unlisted:REC\n"
        "ann 2020 2020-07-01 P V9 U4 PR4 2020-08-01 X1 unlisted:LS\n"
        "ann 2020 2020-08-01 P C2 U1 PR9 - - unlisted:PROVIDER\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-01 foster_agency\n"
        "ann foster_agency 2020-07-01 2020-08-01 connected_carer\n"
        "ann connected_carer 2020-08-01 open\n",
        "ann 2020 2020-05-01 kept (UNKNOWN_REC)\n"
        "ann 2020 2020-07-01 kept (UNKNOWN_LS)\n"
        "ann 2020 2020-08-01 kept (ODD_PROVIDER)\n");
}

static void a_code_of_another_year_is_taken_for_what_it_means_there(void **state)
{
    (void)state;
    /* K3 began in 2024-25, E45 in 2018-19. */
    care_fixture_expect(ANN
        "ann 2019 2019-05-01 S V2 K3 PR4 2019-07-01 X1 year:PLACE\n"
        "ann 2019 2019-07-01 P V2 U1 PR1 2019-09-01 E45 year:REC\n", "2021-03-31",
        "ann * supported 2019-05-01 2019-07-01 connected_carer\n"
        "ann connected_carer 2019-07-01 2019-09-01 sgo\n",
        "ann 2019 2019-05-01 kept (CODE_OF_ANOTHER_YEAR)\n"
        "ann 2019 2019-07-01 kept (CODE_OF_ANOTHER_YEAR)\n");
}

static void an_unlisted_code_that_the_system_knows_is_no_stranger(void **state)
{
    (void)state;
    /* The council's own meaning for a code: no list has it, the care system does. */
    struct care_fixture fixture;
    struct text fates = {0};
    care_fixture_read(&fixture, ANN "ann 2020 2020-05-01 S V2 Q9 PR1 - - unlisted:PLACE\n");
    fixture.system.place_rule[fixture.system.place_rules++] =
        (struct care_place_rule){.place = code_of("Q9"), .state = (int8_t)flow_state_named(&fixture.system.flow, "supported")};
    care_fixture_build(&fixture, "2021-03-31");
    care_fixture_fates(&fixture, &fates);
    assert_string_equal(text_string(&fates), "ann 2020 2020-05-01 kept\n");
    assert_int_equal(fixture.histories.state[0], flow_state_named(&fixture.system.flow, "supported"));
    text_clear(&fates);
    care_fixture_clear(&fixture);
}

static void an_unknown_provider_gets_the_likeliest_home_with_a_warning(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 - 2020-07-01 X1\n"
        "ann 2020 2020-07-01 P V2 K2 PR0 2020-08-01 X1\n"
        "ann 2020 2020-08-01 P V2 U1 - - -\n", "2021-03-31",
        "ann * foster_agency 2020-05-01 2020-07-01 home_external\n"
        "ann home_external 2020-07-01 2020-08-01 connected_carer\n"
        "ann connected_carer 2020-08-01 open\n",
        "ann 2020 2020-05-01 kept (UNKNOWN_PROVIDER)\n"
        "ann 2020 2020-07-01 kept (UNKNOWN_PROVIDER)\n"
        "ann 2020 2020-08-01 kept\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_return_tells_an_episode),
        cmocka_unit_test(a_newer_return_that_blanks_a_dec_wins_with_a_warning),
        cmocka_unit_test(a_changed_place_is_found_by_decom_and_rne),
        cmocka_unit_test(a_correction_that_is_taken_back_leaves_one_episode),
        cmocka_unit_test(an_episode_is_found_again_under_the_code_of_a_newer_year),
        cmocka_unit_test(a_row_that_stands_twice_in_its_return_counts_once),
        cmocka_unit_test(a_corrected_decom_leaves_no_ghost_of_the_old_telling),
        cmocka_unit_test(a_newer_return_that_ends_where_an_open_episode_begins_does_not_deny_it),
        cmocka_unit_test(a_newer_return_that_joins_two_episodes_leaves_nothing_of_them),
        cmocka_unit_test(a_way_out_that_a_newer_return_takes_back_is_none),
        cmocka_unit_test(what_a_newer_return_tells_in_part_stands),
        cmocka_unit_test(what_one_return_told_within_another_need_not_be_told_again),
        cmocka_unit_test(who_had_left_by_one_return_and_is_in_care_by_the_next_has_not_left),
        cmocka_unit_test(a_stay_that_a_newer_return_does_not_repeat_is_no_mistake),
        cmocka_unit_test(of_two_rows_for_one_episode_the_one_with_its_end_stands),
        cmocka_unit_test(an_older_return_never_blanks_an_end),
        cmocka_unit_test(short_breaks_are_not_care),
        cmocka_unit_test(an_episode_that_begins_on_the_18th_birthday_is_no_care),
        cmocka_unit_test(a_dec_in_2203_is_open_with_a_warning),
        cmocka_unit_test(a_dec_of_the_day_after_the_newest_return_is_not_known_yet),
        cmocka_unit_test(a_row_that_ends_before_it_begins_is_set_aside),
        cmocka_unit_test(a_row_before_birth_is_set_aside),
        cmocka_unit_test(a_child_without_a_header_is_set_aside_row_by_row),
        cmocka_unit_test(unknown_codes_are_counted_as_other_with_a_warning),
        cmocka_unit_test(an_unknown_code_is_warned_of_wherever_it_stands),
        cmocka_unit_test(a_code_of_another_year_is_taken_for_what_it_means_there),
        cmocka_unit_test(an_unlisted_code_that_the_system_knows_is_no_stranger),
        cmocka_unit_test(an_unknown_provider_gets_the_likeliest_home_with_a_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
