/* What splits a placement and what begins a period: rules 5 and 8 of care/history.h. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "care_fixture.h"

/* --- 5: what splits a placement --- */

static void a_change_of_legal_status_never_splits_a_placement(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 L C1 U4 PR1 2020-10-01 X1\n"
        "ann 2020 2020-10-01 L C2 U4 PR1 2021-02-01 E4A\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2021-02-01 home\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-07-01 merged LEGAL_STATUS_ONLY\n"
        "ann 2020 2020-10-01 merged LEGAL_STATUS_ONLY\n");
}

static void a_legal_status_row_with_another_place_is_warned_of(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 L C1 K2 PR4 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 open\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-07-01 merged LEGAL_STATUS_ONLY (PLACE_DISAGREES)\n");
}

static void a_newer_code_of_the_same_kind_of_home_is_no_disagreement(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 H5 PR4 2020-07-01 X1\n"
        "ann 2020 2020-07-01 L C1 K3 PR4 - -\n", "2021-03-31",
        "ann * supported 2020-05-01 open\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-07-01 merged LEGAL_STATUS_ONLY\n");
}

static void a_legal_status_row_that_cuts_another_home_is_not_about_it(void **state)
{
    (void)state;
    /* Two lines of rows crossed: the L row follows the P1 row, not the K2 row that is still open when it begins. */
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 P1 PR0 2020-07-01 X1\n"
        "ann 2020 2020-06-01 S C1 K2 PR4 - -\n"
        "ann 2020 2020-07-01 L C2 P1 PR0 - -\n", "2021-03-31",
        "ann * parents 2020-05-01 2020-06-01 home_external\n"
        "ann home_external 2020-06-01 2020-07-01 parents\n"
        "ann parents 2020-07-01 open\n", NULL);
}

static void t_and_u_merge_where_the_place_is_unchanged(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 T V2 U4 PR1 2020-10-01 X1\n"
        "ann 2020 2020-10-01 U C2 U4 PR1 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 open\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-07-01 merged SAME_PLACE\n"
        "ann 2020 2020-10-01 merged SAME_PLACE\n");
}

static void t_and_u_split_where_the_place_is_changed(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S E1 U4 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 T E1 A3 PR1 2020-10-01 X1\n"
        "ann 2020 2020-10-01 U C2 U4 PR1 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-01 adoption\n"
        "ann adoption 2020-07-01 2020-10-01 foster_inhouse\n"
        "ann foster_inhouse 2020-10-01 open\n", NULL);
}

static void carers_who_go_to_an_agency_are_another_kind_of_home(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 T V2 U4 PR4 2020-10-01 X1\n"
        "ann 2020 2020-10-01 T V2 U4 - - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-01 foster_agency\n"
        "ann foster_agency 2020-07-01 open\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-07-01 kept\n"
        "ann 2020 2020-10-01 merged SAME_PLACE (UNKNOWN_PROVIDER)\n");
}

static void a_move_to_another_home_of_the_same_kind_is_a_new_spell(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 P V2 U4 PR1 2020-10-01 X1\n"
        "ann 2020 2020-10-01 B C2 U6 PR1 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-01 foster_inhouse\n"
        "ann foster_inhouse 2020-07-01 2020-10-01 foster_inhouse\n"
        "ann foster_inhouse 2020-10-01 open\n", NULL);
}

static void a_temporary_stay_returns_to_the_placement_before(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 P V2 T3 - 2020-07-10 X1\n"
        "ann 2020 2020-07-10 P V2 U4 PR1 2021-02-01 E4A\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2021-02-01 home\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-07-01 merged TEMPORARY\n"
        "ann 2020 2020-07-10 merged TEMPORARY\n");
}

static void a_move_at_the_end_of_a_temporary_stay_is_a_move(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 P V2 T3 - 2020-07-10 X1\n"
        "ann 2020 2020-07-10 P V2 K2 PR4 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-10 home_external\n"
        "ann home_external 2020-07-10 open\n", NULL);
}

static void a_temporary_stay_inside_an_open_placement_splits_nothing(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 - -\n"
        "ann 2020 2020-07-01 P V2 T0 - 2020-07-10 X1\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 open\n",
        "ann 2020 2020-05-01 kept\n"
        "ann 2020 2020-07-01 merged TEMPORARY\n");
}

static void the_placement_told_again_after_a_stay_inside_it_goes_on(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 - -\n"
        "ann 2020 2020-07-01 P V2 T0 - 2020-07-10 X1\n"
        "ann 2020 2020-07-10 P V2 U4 PR1 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 open\n",
        "ann 2020 2020-05-01 shortened STALE_OPEN\n"
        "ann 2020 2020-07-01 merged TEMPORARY\n"
        "ann 2020 2020-07-10 merged TEMPORARY\n");
}

static void a_child_may_leave_care_from_a_temporary_stay(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 - -\n"
        "ann 2020 2020-07-01 P V2 T1 - 2020-07-10 E4A\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-10 home\n",
        "ann 2020 2020-05-01 shortened STALE_OPEN\n"
        "ann 2020 2020-07-01 merged TEMPORARY\n");
}

static void an_open_stay_ends_with_the_placement_around_it(void **state)
{
    (void)state;
    struct care_fixture fixture;
    care_fixture_read(&fixture, ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 - -\n"
        "ann 2020 2020-07-01 P V2 T0 - - -\n"
        "ann 2020 2020-09-01 P V2 K2 PR4 - -\n");
    care_fixture_build(&fixture, "2021-03-31");
    assert_int_equal(fixture.fates.fate[1], CARE_SHORTENED);
    assert_int_equal(fixture.fates.reason[1], CARE_STALE_OPEN);
    assert_int_equal(fixture.fates.from[1], care_fixture_day("2020-07-01"));
    assert_int_equal(fixture.fates.to[1], care_fixture_day("2020-09-01"));
    care_fixture_clear(&fixture);
}

static void a_temporary_stay_with_nothing_before_it_is_other(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 T0 - 2020-05-04 X1\n"
        "ann 2020 2020-05-04 P V2 U4 PR1 - -\n", "2021-03-31",
        "ann * other_residential 2020-05-01 2020-05-04 foster_inhouse\n"
        "ann foster_inhouse 2020-05-04 open\n", NULL);
}

/* --- 5: the same home under the code of another year --- */

#define CHANGE                                                                                                         \
    "return 2023 100\n"                                                                                                \
    "return 2024 100\n"                                                                                                \
    "return 2025 100\n"                                                                                                \
    "child kit 2009-06-15 M\n"

static void a_stay_across_the_change_of_h5_to_k3_comes_back_to_the_same_home(void **state)
{
    (void)state;
    /* The return of 2024 does not tell the H5 row again: it ended before its year. */
    care_fixture_expect(CHANGE
        "kit 2023 2023-09-01 S C2 H5 PR4 2024-03-28 X1\n"
        "kit 2023 2024-03-28 P C2 T0 - - -\n"
        "kit 2024 2024-03-28 P C2 T0 - 2024-04-03 X1\n"
        "kit 2024 2024-04-03 P C2 K3 PR4 2025-02-01 E5\n", "2026-03-31",
        "kit * supported 2023-09-01 2025-02-01 independence\n",
        "kit 2023 2023-09-01 kept\n"
        "kit 2023 2024-03-28 superseded SAME_EPISODE\n"
        "kit 2024 2024-03-28 merged TEMPORARY\n"
        "kit 2024 2024-04-03 merged TEMPORARY\n");
}

static void a_stay_across_the_split_of_z1_comes_back_to_the_same_home(void **state)
{
    (void)state;
    /* Z1 was told with a provider, which the codes of 2025 do not have. */
    care_fixture_expect(CHANGE
        "kit 2024 2024-09-01 S C2 Z1 PR4 2025-03-30 X1\n"
        "kit 2024 2025-03-30 P C2 T1 - 2025-04-01 X1\n"
        "kit 2024 2025-04-01 P C2 Z1 PR4 - -\n"
        "kit 2025 2025-03-30 P C2 T1 - 2025-04-01 X1\n"
        "kit 2025 2025-04-01 P C2 Z11 - 2025-08-01 X1\n"
        "kit 2025 2025-08-01 P C2 T1 - 2025-08-03 X1\n"
        "kit 2025 2025-08-03 P C2 Z11 - - -\n", "2026-03-31",
        "kit * other_residential 2024-09-01 open\n", NULL);
}

static void another_of_the_codes_that_follow_is_another_home(void **state)
{
    (void)state;
    care_fixture_expect(CHANGE
        "kit 2024 2024-09-01 S C2 Z1 - 2025-03-30 X1\n"
        "kit 2024 2025-03-30 P C2 T1 - 2025-04-01 X1\n"
        "kit 2025 2025-03-30 P C2 T1 - 2025-04-01 X1\n"
        "kit 2025 2025-04-01 P C2 Z11 - 2025-08-01 X1\n"
        "kit 2025 2025-08-01 P C2 T1 - 2025-08-03 X1\n"
        "kit 2025 2025-08-03 P C2 Z12 - - -\n", "2026-03-31",
        "kit * other_residential 2024-09-01 2025-08-03 other_residential\n"
        "kit other_residential 2025-08-03 open\n", NULL);
}

static void a_stay_does_not_come_back_to_a_home_of_another_provider(void **state)
{
    (void)state;
    care_fixture_expect(CHANGE
        "kit 2023 2023-09-01 S C2 H5 PR4 2024-03-28 X1\n"
        "kit 2024 2024-03-28 P C2 T0 - 2024-04-03 X1\n"
        "kit 2024 2024-04-03 P C2 K3 PR1 2025-02-01 E5\n", "2026-03-31",
        "kit * supported 2023-09-01 2024-04-03 supported\n"
        "kit supported 2024-04-03 2025-02-01 independence\n", NULL);
}

static void the_same_carers_under_a_newer_code_have_not_moved(void **state)
{
    (void)state;
    /* Some councils end the H5 episode and begin a K3 one with the same carers on the day of registration. */
    care_fixture_expect(CHANGE
        "kit 2023 2023-09-01 S C2 H5 PR4 - -\n"
        "kit 2024 2023-09-01 S C2 H5 PR4 2024-04-20 X1\n"
        "kit 2024 2024-04-20 T C2 K3 PR4 2024-10-01 X1\n"
        "kit 2024 2024-10-01 P C2 K3 PR4 - -\n"
        "kit 2025 2024-10-01 P C2 K3 PR4 - -\n", "2026-03-31",
        "kit * supported 2023-09-01 2024-10-01 supported\n"
        "kit supported 2024-10-01 open\n", NULL);
}

/* --- 8: coming back --- */

static void a_child_that_comes_back_begins_a_new_period(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2018 2018-05-01 S V2 U4 PR1 2018-07-01 E4A\n"
        "ann 2018 2018-12-01 S C1 U4 PR1 2019-01-10 X1\n"
        "ann 2018 2019-01-10 P C1 K2 PR1 2019-02-01 E4B\n"
        "ann 2020 2020-12-01 S C1 U1 PR1 - -\n", "2021-03-31",
        "ann * foster_inhouse 2018-05-01 2018-07-01 home\n"
        "ann * foster_inhouse 2018-12-01 2019-01-10 home_inhouse\n"
        "ann home_inhouse 2019-01-10 2019-02-01 home\n"
        "ann * connected_carer 2020-12-01 open\n", NULL);
}

/* How often a person came back before is how many periods of it begin before: no separate count that could disagree. */
static void earlier_periods_are_kept_and_counted(void **state)
{
    (void)state;
    struct care_fixture fixture;
    care_fixture_read(&fixture, ANN
        "ann 2018 2018-05-01 S V2 U4 PR1 2018-07-01 E4A\n"
        "ann 2018 2018-12-01 S C1 U4 PR1 2019-02-01 E4B\n"
        "ann 2020 2020-12-01 S C1 U1 PR1 2021-01-01 X1\n"
        "ann 2020 2021-01-01 P C1 U4 PR1 - -\n");
    care_fixture_build(&fixture, "2021-03-31");
    const struct flow_histories *histories = &fixture.histories;
    static const int32_t earlier[] = {0, 1, 2, 2};
    assert_int_equal(histories->persons, 1);
    assert_int_equal(histories->spells, 4);
    int32_t periods = 0;
    for (int64_t i = 0; i < 4; i++) {
        periods += histories->first[i];
        assert_int_equal(periods - 1, earlier[i]);
        assert_int_equal(histories->entered[i], histories->from[i == 3 ? 2 : i]);
    }
    care_fixture_clear(&fixture);
}

static void leaving_and_starting_anew_on_one_day_is_two_periods(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 E4A\n"
        "ann 2020 2020-07-01 S C1 U4 PR1 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-01 home\n"
        "ann * foster_inhouse 2020-07-01 open\n", NULL);
}

static void an_e_code_without_a_new_start_is_a_move(void **state)
{
    (void)state;
    care_fixture_expect(ANN
        "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 E4A\n"
        "ann 2020 2020-07-01 P V2 K2 PR1 - -\n", "2021-03-31",
        "ann * foster_inhouse 2020-05-01 2020-07-01 home_inhouse\n"
        "ann home_inhouse 2020-07-01 open\n", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_of_legal_status_never_splits_a_placement),
        cmocka_unit_test(a_legal_status_row_with_another_place_is_warned_of),
        cmocka_unit_test(a_newer_code_of_the_same_kind_of_home_is_no_disagreement),
        cmocka_unit_test(a_legal_status_row_that_cuts_another_home_is_not_about_it),
        cmocka_unit_test(t_and_u_merge_where_the_place_is_unchanged),
        cmocka_unit_test(t_and_u_split_where_the_place_is_changed),
        cmocka_unit_test(carers_who_go_to_an_agency_are_another_kind_of_home),
        cmocka_unit_test(a_move_to_another_home_of_the_same_kind_is_a_new_spell),
        cmocka_unit_test(a_temporary_stay_returns_to_the_placement_before),
        cmocka_unit_test(a_move_at_the_end_of_a_temporary_stay_is_a_move),
        cmocka_unit_test(a_temporary_stay_inside_an_open_placement_splits_nothing),
        cmocka_unit_test(the_placement_told_again_after_a_stay_inside_it_goes_on),
        cmocka_unit_test(a_child_may_leave_care_from_a_temporary_stay),
        cmocka_unit_test(an_open_stay_ends_with_the_placement_around_it),
        cmocka_unit_test(a_temporary_stay_with_nothing_before_it_is_other),
        cmocka_unit_test(a_stay_across_the_change_of_h5_to_k3_comes_back_to_the_same_home),
        cmocka_unit_test(a_stay_across_the_split_of_z1_comes_back_to_the_same_home),
        cmocka_unit_test(another_of_the_codes_that_follow_is_another_home),
        cmocka_unit_test(a_stay_does_not_come_back_to_a_home_of_another_provider),
        cmocka_unit_test(the_same_carers_under_a_newer_code_have_not_moved),
        cmocka_unit_test(a_child_that_comes_back_begins_a_new_period),
        cmocka_unit_test(earlier_periods_are_kept_and_counted),
        cmocka_unit_test(leaving_and_starting_anew_on_one_day_is_two_periods),
        cmocka_unit_test(an_e_code_without_a_new_start_is_a_move),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
