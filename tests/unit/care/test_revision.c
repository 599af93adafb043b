/* What a newer telling of a past changes: one child at a time, worked by hand; then whole councils, by their sums. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "care/revision.h"
#include "care_fixture.h"
#include "made_up_council.h"

/* Children are the same where their names begin alike; rows stand in file 1 (before) or 2 (after), each on its line. */
static void number(struct care_fixture *fixture, int32_t file)
{
    struct care_records *records = &fixture->records;
    for (int64_t i = 0; i < records->children; i++)
        records->name[i] = fixture->child[i][0];
    for (int64_t row = 0; row < records->rows; row++) {
        records->file[row] = file;
        records->line[row] = (int32_t)row + 1;
    }
}

static struct care_telling telling_of(const struct care_fixture *fixture)
{
    return (struct care_telling){&fixture->records, &fixture->histories, &fixture->fates, fixture->of_child};
}

static void append_day(struct text *out, day on)
{
    text_append_char(out, ' ');
    if (on == DAY_NONE)
        text_append_char(out, '-');
    else
        calendar_append(out, on);
}

static void append_kind(struct text *out, const struct care_system *system, const struct care_change *change, int32_t kind)
{
    if (kind < 0)
        return;
    if (change->kind == CARE_MARK)
        text_format(out, " %d", kind);
    else
        text_format(out, " %s", flow_destination_name(&system->flow, kind));
}

/* "a ends 2020-06-03 2020-06-15 +12 home sgo (1:1 2:1)": child, word, before, after, by, kinds, rows before and after. */
static void append_change(struct text *out, const struct care_system *system, const struct care_change *change)
{
    text_format(out, "%c %s", (char)change->child, care_change_word(change->kind));
    append_day(out, change->before);
    append_day(out, change->after);
    text_format(out, " %+d", (int)change->by);
    append_kind(out, system, change, change->kind_before);
    append_kind(out, system, change, change->kind_after);
    text_format(out, " (%d:%d %d:%d)%s%s\n", change->row_before.file, change->row_before.line, change->row_after.file,
                change->row_after.line, change->why ? " " : "", care_reason_text(change->why));
}

/* What must hold of every revision. */
static void check_sums(const struct care_revision *revision)
{
    int64_t nights = 0, moved = 0;
    for (int64_t i = 0; i < revision->changes; i++) {
        nights += revision->change[i].kind <= CARE_ENDS ? revision->change[i].by : 0;
        moved += revision->change[i].kind == CARE_NIGHTS ? revision->change[i].by : 0;
    }
    assert_int_equal(moved, 0); /* what one kind of placement loses another gains */
    assert_int_equal(nights, revision->after.nights - revision->before.nights);
    assert_int_equal(revision->same + revision->changed + revision->gone, revision->before.children);
    assert_int_equal(revision->same + revision->changed + revision->added, revision->after.children);
}

static void expect_as_at(const char *as_at, const char *before, const char *after, const char *expected)
{
    struct care_fixture was, is;
    struct care_revision revision;
    struct text got = {0};
    care_fixture_read(&was, before);
    care_fixture_read(&is, after);
    number(&was, 1);
    number(&is, 2);
    care_fixture_build(&was, as_at);
    care_fixture_build(&is, as_at);
    const struct care_telling first = telling_of(&was), second = telling_of(&is);
    assert_int_equal(care_revision_make(&first, &second, &revision, NULL), 0);
    assert_int_equal(revision.last, care_fixture_day(as_at));
    check_sums(&revision);
    for (int64_t i = 0; i < revision.changes; i++)
        append_change(&got, &is.system, &revision.change[i]);
    assert_string_equal(text_string(&got), expected);
    text_clear(&got);
    care_revision_clear(&revision);
    care_revision_clear(&revision);
    care_fixture_clear(&was);
    care_fixture_clear(&is);
}

/* As at 31 March 2021, of THREE_YEARS and the girl ann. */
#define EXPECT(before, after, expected) expect_as_at("2021-03-31", ANN before, ANN after, expected)

#define HOME_IN_JUNE "ann 2020 2020-05-01 S V2 U4 PR1 2020-06-03 E4A\n"
#define STILL_THERE "ann 2020 2020-05-01 S V2 U4 PR1 - -\n"

static void the_same_past_has_not_changed(void **state)
{
    (void)state;
    EXPECT(HOME_IN_JUNE, HOME_IN_JUNE, "");
    /* Told by two returns instead of one, it is the same past. */
    EXPECT(HOME_IN_JUNE, "ann 2019 2020-05-01 S V2 U4 PR1 - -\n" HOME_IN_JUNE, "");
}

/* The nights of 3 June to 31 March: 28 + 31 + 31 + 30 + 31 + 30 + 31 + 31 + 28 + 31 = 302. */
static void an_end_comes_goes_and_shifts(void **state)
{
    (void)state;
    EXPECT(STILL_THERE, HOME_IN_JUNE, "a ended - 2020-06-03 -302 (1:1 2:1)\n");
    EXPECT(HOME_IN_JUNE, STILL_THERE, "a open 2020-06-03 - +302 (1:1 2:1)\n");
    EXPECT(HOME_IN_JUNE, "ann 2020 2020-05-01 S V2 U4 PR1 2020-06-15 E4A\n", "a ends 2020-06-03 2020-06-15 +12 (1:1 2:1)\n");
    EXPECT(HOME_IN_JUNE, "ann 2020 2020-05-01 S V2 U4 PR1 2020-06-01 E45\n",
           "a ends 2020-06-03 2020-06-01 -2 (1:1 2:1)\n"
           "a way out 2020-06-03 2020-06-01 +0 home sgo (1:1 2:1)\n");
}

/* The row that ended, where another begins on the same day; the row that stood on the day, where a later one was open. */
static void an_end_is_told_by_the_row_that_stood_then(void **state)
{
    (void)state;
#define BACK_AT_ONCE "ann 2020 2020-06-03 S V2 U4 PR1 - -\n"
    EXPECT(HOME_IN_JUNE BACK_AT_ONCE, "ann 2020 2020-05-01 S V2 U4 PR1 2020-06-03 E45\n" BACK_AT_ONCE,
           "a way out 2020-06-03 2020-06-03 +0 home sgo (1:1 2:1)\n");
    EXPECT("ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
           "ann 2020 2020-07-01 P V2 U4 PR1 - -\n",
           HOME_IN_JUNE, "a ended - 2020-06-03 -302 (1:1 2:1)\n");
}

static void a_beginning_shifts(void **state)
{
    (void)state;
    EXPECT(STILL_THERE, "ann 2020 2020-04-21 S V2 U4 PR1 - -\n", "a begins 2020-05-01 2020-04-21 +10 (1:1 2:1)\n");
    EXPECT(STILL_THERE, "ann 2020 2020-05-02 S V2 U4 PR1 - -\n", "a begins 2020-05-01 2020-05-02 -1 (1:1 2:1)\n");
}

static void a_move_shifts_by_the_row_that_begins_then(void **state)
{
    (void)state;
    EXPECT("ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
           "ann 2020 2020-07-01 P V2 K2 PR4 - -\n",
           "ann 2020 2020-05-01 S V2 U4 PR1 2020-06-01 X1\n"
           "ann 2020 2020-06-01 P V2 K2 PR4 - -\n",
           "a moved 2020-07-01 2020-06-01 -30 home_external home_external (1:2 2:2)\n");
}

/* The nights of 1 July to 31 March: 31 + 31 + 30 + 31 + 30 + 31 + 31 + 28 + 31 = 274. */
static void another_placement_is_told_in_days(void **state)
{
    (void)state;
    EXPECT("ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
           "ann 2020 2020-07-01 P V2 K2 PR4 - -\n",
           "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
           "ann 2020 2020-07-01 P V2 U4 PR4 - -\n",
           "a placement 2020-07-01 2020-07-01 +274 foster_agency foster_agency (1:2 2:2)\n"
           "a placement 2020-07-01 2020-07-01 -274 home_external home_external (1:2 2:2)\n");
    /* A row more in the middle: 10 nights of another kind, and the end has stayed. */
    EXPECT(HOME_IN_JUNE,
           "ann 2020 2020-05-01 S V2 U4 PR1 2020-05-11 X1\n"
           "ann 2020 2020-05-11 P V2 K2 PR4 2020-05-21 X1\n"
           "ann 2020 2020-05-21 P V2 U4 PR1 2020-06-03 E4A\n",
           "a placement 2020-05-11 2020-05-11 -10 foster_inhouse foster_inhouse (1:1 2:2)\n"
           "a placement 2020-05-11 2020-05-11 +10 home_external home_external (1:1 2:2)\n");
}

/* She came a day later and left on 1 March, 31 nights early; of the days between, 14 are told otherwise (10 to 24 May). */
static void placements_are_compared_on_the_days_of_both(void **state)
{
    (void)state;
    EXPECT("ann 2020 2020-05-01 S V2 U4 PR1 2020-05-24 X1\n"
           "ann 2020 2020-05-24 P V2 K2 PR4 - -\n",
           "ann 2020 2020-05-02 S V2 U4 PR1 2020-05-10 X1\n"
           "ann 2020 2020-05-10 P V2 U4 PR4 2020-05-24 X1\n"
           "ann 2020 2020-05-24 P V2 K2 PR4 2021-03-01 E4A\n",
           "a begins 2020-05-01 2020-05-02 -1 (1:1 2:1)\n"
           "a ended - 2021-03-01 -31 (1:2 2:3)\n"
           "a placement 2020-05-10 2020-05-10 -14 foster_inhouse foster_inhouse (1:1 2:2)\n"
           "a placement 2020-05-10 2020-05-10 +14 foster_agency foster_agency (1:1 2:2)\n");
    /* The same kinds for as long, the other way round. */
    EXPECT("ann 2020 2020-05-01 S V2 U4 PR1 2020-05-11 X1\n"
           "ann 2020 2020-05-11 P V2 K2 PR4 2020-05-21 E4A\n",
           "ann 2020 2020-05-01 S V2 K2 PR4 2020-05-11 X1\n"
           "ann 2020 2020-05-11 P V2 U4 PR1 2020-05-21 E4A\n",
           "a moves 2020-05-01 2020-05-01 +0 (1:1 2:1)\n");
}

static void a_move_within_a_kind_is_told_as_a_move(void **state)
{
    (void)state;
    EXPECT(STILL_THERE,
           "ann 2020 2020-05-01 S V2 U4 PR1 2020-07-01 X1\n"
           "ann 2020 2020-07-01 P V2 U6 PR1 - -\n",
           "a moves 2020-07-01 2020-07-01 +1 (1:1 2:2)\n");
}

/* June 2018 is 30 nights. */
static void a_period_comes_and_goes(void **state)
{
    (void)state;
#define JUNE_2018 "ann 2018 2018-06-01 S V2 U4 PR1 2018-07-01 E4A\n"
    EXPECT(HOME_IN_JUNE, JUNE_2018 HOME_IN_JUNE, "a new period - 2018-06-01 +30 (1:1 2:1)\n");
    EXPECT(JUNE_2018 HOME_IN_JUNE, HOME_IN_JUNE, "a period gone 2018-06-01 - -30 (1:1 2:1)\n");
    EXPECT(JUNE_2018 HOME_IN_JUNE, JUNE_2018, "a period gone 2020-05-01 - -33 (1:2 2:1)\n");
    /* Two periods become one: the first ends later, the second is gone. From 1 July 2018 to 3 June 2020 are 703 nights. */
    EXPECT(JUNE_2018 HOME_IN_JUNE, "ann 2018 2018-06-01 S V2 U4 PR1 2020-06-03 E4A\n",
           "a ends 2018-07-01 2020-06-03 +703 (1:1 2:1)\n"
           "a period gone 2020-05-01 - -33 (1:2 2:1)\n");
}

/* One month each: they touch, and are two periods. */
static void periods_that_only_touch_are_not_one(void **state)
{
    (void)state;
#define JULY_2018 "ann 2018 2018-07-01 S V2 U4 PR1 2018-08-01 E4A\n"
    EXPECT(JUNE_2018, JULY_2018,
           "a period gone 2018-06-01 - -30 (1:1 2:1)\n"
           "a new period - 2018-07-01 +31 (1:1 2:1)\n");
    EXPECT(JULY_2018, JUNE_2018,
           "a new period - 2018-06-01 +30 (1:1 2:1)\n"
           "a period gone 2018-07-01 - -31 (1:1 2:1)\n");
}

static void a_child_is_found_wherever_it_stands(void **state)
{
    (void)state;
#define CY "child cy 2011-01-01 M\n"
    expect_as_at("2021-03-31", ANN CY "child bo 2009-01-01 M\n" HOME_IN_JUNE "bo 2020 2020-12-31 S V2 K1 PR1 - -\n",
                 THREE_YEARS "child bo 2009-01-01 M\n" CY "child ann 2010-06-15 F\n" HOME_IN_JUNE
                             "bo 2020 2020-12-31 S V2 K1 PR1 - -\ncy 2020 2021-03-31 S V2 K1 PR1 - -\n",
                 "c new child - 2021-03-31 +1 (0:0 2:2)\n");
}

#define BO "child bo 2009-01-01 M\n"

static void children_come_and_go(void **state)
{
    (void)state;
    expect_as_at("2021-03-31", ANN BO HOME_IN_JUNE, ANN BO HOME_IN_JUNE "bo 2020 2020-12-31 S V2 K1 PR1 - -\n",
                 "b new child - 2020-12-31 +91 (0:0 2:2)\n");
    expect_as_at("2021-03-31", ANN BO HOME_IN_JUNE "bo 2020 2020-12-31 S V2 K1 PR1 - -\n", ANN HOME_IN_JUNE,
                 "b child gone 2020-12-31 - -91 (1:2 0:0)\n");
}

static void a_header_that_comes_or_goes_counts_a_child_or_not(void **state)
{
    (void)state;
#define ROWS HOME_IN_JUNE "cy 2020 2020-12-31 S V2 K1 PR1 - -\n"
    expect_as_at("2021-03-31", ANN "child cy - M\n" ROWS, ANN "child cy 2009-01-01 M\n" ROWS,
                 "c child counted - 2020-12-31 +91 (1:2 2:2)\n");
    expect_as_at("2021-03-31", ANN "child cy 2009-01-01 M\n" ROWS, ANN "child cy - M\n" ROWS,
                 "c child uncounted 2020-12-31 - -91 (1:2 2:2)\n");
}

static void who_the_child_is_can_change(void **state)
{
    (void)state;
    expect_as_at("2021-03-31", ANN HOME_IN_JUNE, THREE_YEARS "child ann 2010-06-16 F uasc\n" HOME_IN_JUNE,
                 "a date of birth - - +0 (1:1 2:1)\n"
                 "a UASC - - +0 0 1 (1:1 2:1)\n");
}

static void what_is_only_newer_is_no_change(void **state)
{
    (void)state;
    expect_as_at("2020-03-31", "return 2019 100\nchild ann 2010-06-15 F\nann 2019 2019-05-01 S V2 U4 PR1 - -\n",
                 ANN "ann 2019 2019-05-01 S V2 U4 PR1 - -\n"
                     "ann 2020 2019-05-01 S V2 U4 PR1 2020-06-03 E4A\n"
                     "ann 2020 2020-09-01 S V2 U4 PR1 - -\n",
                 "");
    /* But a return in which the child is missing ends what was open on the last day of the year before. */
    expect_as_at("2020-03-31", "return 2019 100\nchild ann 2010-06-15 F\nann 2019 2019-05-01 S V2 U4 PR1 - -\n",
                 ANN "ann 2019 2019-05-01 S V2 U4 PR1 - -\n",
                 "a ended - 2020-03-31 -1 (1:1 2:1) open, but the child is not in the next return: ended on 31 March\n");
}

static void sums_stand_beside_the_changes(void **state)
{
    (void)state;
    struct care_fixture was, is;
    struct care_revision revision;
    /* cy left on the last day and does not sleep there that night. */
#define BO_AND_CY "bo 2020 2020-12-31 S V2 K1 PR1 - -\ncy 2020 2021-03-21 S V2 K1 PR1 2021-03-31 E4A\n"
    care_fixture_read(&was, ANN BO CY STILL_THERE BO_AND_CY);
    care_fixture_read(&is, ANN BO CY HOME_IN_JUNE BO_AND_CY);
    number(&was, 1);
    number(&is, 2);
    care_fixture_build(&was, "2021-03-31");
    care_fixture_build(&is, "2021-03-31");
    const struct care_telling first = telling_of(&was), second = telling_of(&is);
    assert_int_equal(care_revision_make(&first, &second, &revision, NULL), 0);
    /* ann: 33 nights to 3 June, and 302 more while she was thought to be there; bo: 91; cy: 10. */
    assert_int_equal(revision.before.nights, 33 + 302 + 91 + 10);
    assert_int_equal(revision.after.nights, 33 + 91 + 10);
    assert_int_equal(revision.before.stock, 2);
    assert_int_equal(revision.after.stock, 1);
    assert_int_equal(revision.same, 2);
    assert_int_equal(revision.changed, 1);
    assert_int_equal(revision.added + revision.gone, 0);
    care_revision_clear(&revision);
    care_fixture_clear(&was);
    care_fixture_clear(&is);
}

static void tellings_that_end_on_different_days_are_refused(void **state)
{
    (void)state;
    struct care_fixture was, is;
    struct care_revision revision;
    struct problem problem = {0};
    care_fixture_read(&was, ANN STILL_THERE);
    care_fixture_read(&is, ANN STILL_THERE);
    care_fixture_build(&was, "2021-03-30");
    care_fixture_build(&is, "2021-03-31");
    const struct care_telling first = telling_of(&was), second = telling_of(&is);
    assert_int_equal(care_revision_make(&first, &second, &revision, &problem), PROBLEM_INTERNAL);
    assert_int_equal(revision.changes, 0);
    care_fixture_clear(&was);
    care_fixture_clear(&is);
}

/* A council as told with faults and without, or two councils that have nothing to do with one another. */
struct told {
    struct made_up_council council;
    struct flow_histories histories;
    struct care_fates fates;
    int32_t *of_child;
};

static struct care_telling tell(struct told *told, uint64_t seed, bool faults)
{
    made_up_council(&told->council, 200, seed, faults);
    for (int64_t i = 0; i < told->council.records.children; i++)
        told->council.records.name[i] = 1000 - i; /* in another order than they stand */
    assert_int_equal(care_history_build(&told->council.system, &told->council.records, calendar_day(2022, 3, 31),
                                        &told->histories, &told->fates, &told->of_child, NULL),
                     0);
    return (struct care_telling){&told->council.records, &told->histories, &told->fates, told->of_child};
}

static void forget(struct told *told)
{
    flow_histories_clear(&told->histories);
    care_fates_clear(&told->fates);
    free(told->of_child);
    made_up_council_clear(&told->council);
}

static void the_days_of_the_changes_add_up_to_the_difference(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct told was = {0}, is = {0};
        struct care_revision there, back;
        const struct care_telling first = tell(&was, seed, true), second = tell(&is, seed + seed % 3, seed % 2);
        assert_int_equal(care_revision_make(&first, &second, &there, NULL), 0);
        assert_int_equal(care_revision_make(&second, &first, &back, NULL), 0);
        check_sums(&there);
        check_sums(&back);
        assert_int_equal(there.changed, back.changed);
        assert_int_equal(there.added, back.gone);
        assert_int_equal(there.changes > 0, back.changes > 0);
        if (seed % 3 == 0 && seed % 2)
            assert_int_equal(there.changes, 0); /* the same council, told the same way */
        care_revision_clear(&there);
        care_revision_clear(&back);
        forget(&was);
        forget(&is);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_past_has_not_changed),
        cmocka_unit_test(an_end_comes_goes_and_shifts),
        cmocka_unit_test(an_end_is_told_by_the_row_that_stood_then),
        cmocka_unit_test(a_beginning_shifts),
        cmocka_unit_test(a_move_shifts_by_the_row_that_begins_then),
        cmocka_unit_test(another_placement_is_told_in_days),
        cmocka_unit_test(placements_are_compared_on_the_days_of_both),
        cmocka_unit_test(a_move_within_a_kind_is_told_as_a_move),
        cmocka_unit_test(a_period_comes_and_goes),
        cmocka_unit_test(periods_that_only_touch_are_not_one),
        cmocka_unit_test(a_child_is_found_wherever_it_stands),
        cmocka_unit_test(children_come_and_go),
        cmocka_unit_test(a_header_that_comes_or_goes_counts_a_child_or_not),
        cmocka_unit_test(who_the_child_is_can_change),
        cmocka_unit_test(what_is_only_newer_is_no_change),
        cmocka_unit_test(sums_stand_beside_the_changes),
        cmocka_unit_test(tellings_that_end_on_different_days_are_refused),
        cmocka_unit_test(the_days_of_the_changes_add_up_to_the_difference),
    };
    return cmocka_run_group_tests_name("revision", tests, NULL, NULL);
}
