/* The history as a whole: its window, its days, whom it marks, what it refuses. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "care_fixture.h"

/* --- what is known on the day --- */

static void rows_and_ends_after_the_day_are_not_known(void **state)
{
    (void)state;
    const char *table = ANN
        "ann 2019 2019-05-01 S V2 U4 PR1 2019-12-01 X1\n"
        "ann 2019 2019-12-01 P V2 K2 PR1 2020-02-01 E4A\n";
    care_fixture_expect(table, "2019-09-30", "ann * foster_inhouse 2019-05-01 open\n",
        "ann 2019 2019-05-01 kept\n"
        "ann 2019 2019-12-01 later AFTER_AS_AT\n");
    care_fixture_expect(table, "2019-12-01",
        "ann * foster_inhouse 2019-05-01 2019-12-01 home_inhouse\n"
        "ann home_inhouse 2019-12-01 open\n", NULL);
    care_fixture_expect(table, "2020-02-01",
        "ann * foster_inhouse 2019-05-01 2019-12-01 home_inhouse\n"
        "ann home_inhouse 2019-12-01 2020-02-01 home\n", NULL);
}

static void the_window_is_from_the_first_april_to_the_day(void **state)
{
    (void)state;
    struct care_fixture fixture;
    care_fixture_read(&fixture, ANN "ann 2020 2016-05-01 S V2 U4 PR1 - -\n");
    care_fixture_build(&fixture, "2021-01-31");
    assert_int_equal(fixture.histories.observed_from, care_fixture_day("2018-04-01"));
    assert_int_equal(fixture.histories.observed_to, care_fixture_day("2021-02-01"));
    care_fixture_clear(&fixture);
}

static void the_uasc_file_marks_a_child(void **state)
{
    (void)state;
    struct care_fixture fixture;
    care_fixture_read(&fixture, THREE_YEARS "child amir 2004-01-01 M uasc\n" "child bo 2004-01-01 M\n"
        "amir 2020 2020-05-01 S V2 K3 PR4 - -\n"
        "bo 2020 2020-05-01 S V2 K3 PR4 - -\n");
    care_fixture_build(&fixture, "2021-03-31");
    assert_int_equal(fixture.histories.marked[0], 1);
    assert_int_equal(fixture.histories.marked[1], 0);
    assert_int_not_equal(fixture.histories.luck[0], fixture.histories.luck[1]); /* alike in all but rank */
    care_fixture_clear(&fixture);
}

/* --- what is refused --- */

static void without_a_return_there_is_nothing_to_build(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct problem problem = {0};
    care_fixture_read(&fixture, "child ann 2010-06-15 F\n");
    assert_int_equal(care_history_build(&fixture.system, &fixture.records, care_fixture_day("2021-03-31"),
                                        &fixture.histories, &fixture.fates, &fixture.of_child, &problem), PROBLEM_INPUT);
    assert_string_not_equal(problem.next, "");
    care_fixture_clear(&fixture);
}

static void a_day_before_the_first_return_is_refused(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct problem problem = {0};
    care_fixture_read(&fixture, ANN "ann 2018 2018-05-01 S C2 U4 PR1 - -\n");
    assert_int_equal(care_history_build(&fixture.system, &fixture.records, care_fixture_day("2018-03-31"),
                                        &fixture.histories, &fixture.fates, NULL, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.next, "2018-04-01"));
    assert_null(fixture.fates.fate);
    care_fixture_clear(&fixture);
}

static void every_fate_and_reason_has_its_words(void **state)
{
    (void)state;
    for (int fate = 0; fate < CARE_FATE_COUNT; fate++) {
        assert_string_not_equal(care_fate_word((enum care_fate)fate), "");
        assert_string_not_equal(care_fate_meaning((enum care_fate)fate), "");
    }
    for (int reason = 1; reason < CARE_REASON_COUNT; reason++)
        assert_string_not_equal(care_reason_text((enum care_reason)reason), "");
    assert_string_equal(care_reason_text(CARE_NO_REASON), "");
    assert_string_equal(care_fate_word(CARE_FATE_COUNT), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_ends_after_the_day_are_not_known),
        cmocka_unit_test(the_window_is_from_the_first_april_to_the_day),
        cmocka_unit_test(the_uasc_file_marks_a_child),
        cmocka_unit_test(without_a_return_there_is_nothing_to_build),
        cmocka_unit_test(a_day_before_the_first_return_is_refused),
        cmocka_unit_test(every_fate_and_reason_has_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
