/* What became of the rows of some files: every row once. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "care/row_sum.h"
#include "care_fixture.h"

/* Rows 0 and 1 of 2019, 2 to 7 of 2020; the return's year is the number of its file. */
static void build(struct care_fixture *fixture)
{
    care_fixture_read(fixture, ANN "child bo - M\n" "child cy - M\n"
        "ann 2019 2019-05-01 S V2 U4 PR1 - -\n"
        "ann 2019 2019-07-01 S V3 U4 PR1 2019-07-03 X1\n"
        "ann 2020 2019-05-01 S V2 U4 PR1 2020-07-01 X1\n"
        "ann 2020 2020-07-01 L C2 U4 PR1 2020-10-03 X1\n"
        "ann 2020 2020-10-01 P C2 K2 PR4 - -\n"
        "bo 2020 2020-05-01 S V2 U4 PR1 2020-06-01 X1\n"
        "bo 2020 2020-06-01 P V2 U4 PR1 - -\n"
        "cy 2020 2020-05-01 S V2 U4 PR1 - -\n");
    care_fixture_build(fixture, "2021-03-31");
    for (int64_t row = 0; row < fixture->records.rows; row++)
        fixture->records.file[row] = fixture->records.year[row] - 2018;
}

static int64_t sum_of_parts(const struct care_row_sum *sum)
{
    int64_t parts = sum->quarantined;
    for (int fate = 0; fate < CARE_FATE_COUNT; fate++)
        parts += sum->of_fate[fate];
    return parts;
}

static void the_rows_of_the_files_asked_for_are_counted_once(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct care_row_sum sum = {0};
    build(&fixture);
    care_row_sum_add(&fixture.records, &fixture.fates, (const bool[]){false, false, true}, 3, &sum);
    assert_int_equal(sum.read, 6);
    assert_int_equal(sum.of_fate[CARE_KEPT], 2);
    assert_int_equal(sum.of_fate[CARE_SHORTENED], 1); /* the L row: it merges, and is cut where K2 begins */
    assert_int_equal(sum.of_fate[CARE_UNUSABLE], 3);
    assert_int_equal(sum.children_without_header, 2);
    assert_int_equal(sum_of_parts(&sum), sum.read);
    care_fixture_clear(&fixture);
}

static void sums_of_two_sets_of_files_add_up_to_all_rows(void **state)
{
    (void)state;
    struct care_fixture fixture;
    struct care_row_sum sum = {0};
    build(&fixture);
    care_row_sum_add(&fixture.records, &fixture.fates, (const bool[]){false, true}, 2, &sum);
    assert_int_equal(sum.read, 2);
    assert_int_equal(sum.of_fate[CARE_SUPERSEDED], 1);
    assert_int_equal(sum.of_fate[CARE_SHORT_BREAK], 1);
    assert_int_equal(sum.children_without_header, 0);
    care_row_sum_add(&fixture.records, &fixture.fates, (const bool[]){false, false, true}, 3, &sum);
    assert_int_equal(sum.read, fixture.fates.rows);
    for (int fate = 0; fate < CARE_FATE_COUNT; fate++)
        assert_int_equal(sum.of_fate[fate], fixture.fates.count[fate]);
    care_fixture_clear(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rows_of_the_files_asked_for_are_counted_once),
        cmocka_unit_test(sums_of_two_sets_of_files_add_up_to_all_rows),
    };
    return cmocka_run_group_tests_name("row_sum", tests, NULL, NULL);
}
