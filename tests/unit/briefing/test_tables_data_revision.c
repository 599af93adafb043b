/* What changed in whose history, in words and in columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/tables_data_snapshots.h"
#include "run_fixture.h"
#include "workspace_fixture.h"

static void reads(const struct table *table, int64_t row, const char *column, const char *expected)
{
    struct text scratch = {0};
    assert_string_equal(fixture_cell(table, row, column, &scratch), expected);
    text_clear(&scratch);
}

static int32_t state_named(struct workspace *workspace, const char *id)
{
    return flow_state_named(&casebook_system(workspace->casebook)->flow, id);
}

static int32_t exit_named(struct workspace *workspace, const char *id)
{
    const struct flow_system *flow = &casebook_system(workspace->casebook)->flow;
    return flow->states + flow_exit_named(flow, id);
}

/* One change of child 7 as a table, which stays built until `table` is cleared. */
static void build(struct workspace *workspace, const struct care_change *change, enum table_layout layout,
                  struct table *table)
{
    struct care_change own = *change;
    own.child = 7;
    const struct care_revision revision = {.last = calendar_day(2021, 3, 31),
                                           .before = {.children = 10, .nights = 3000, .stock = 8},
                                           .after = {.children = 10, .nights = 3012, .stock = 8},
                                           .same = 9,
                                           .changed = 1,
                                           .changes = 1,
                                           .change = &own};
    *table = (struct table){0};
    assert_int_equal(table_of_revision(workspace->casebook, &revision, 1, 2, layout, table, NULL), 0);
}

static void says(struct workspace *workspace, struct care_change change, const char *words, const char *days)
{
    struct table table;
    build(workspace, &change, TABLE_WIDE, &table);
    reads(&table, 0, "child", "7");
    reads(&table, 0, "change", words);
    reads(&table, 0, "days", days);
    table_clear(&table);
}

#define DAY(month, on) calendar_day(2020, month, on)

static void periods_are_told_in_words(void **state)
{
    struct workspace *workspace = *state;
#define CHANGE(what, was, is, much) (struct care_change){.kind = what, .before = was, .after = is, .by = much}
    says(workspace, CHANGE(CARE_NEW_CHILD, DAY_NONE, DAY(5, 1), 30), "new child: in care from 1 May 2020", "30");
    says(workspace, CHANGE(CARE_CHILD_GONE, DAY(5, 1), DAY_NONE, -30), "child gone: was in care from 1 May 2020", "-30");
    says(workspace, CHANGE(CARE_CHILD_COUNTED, DAY_NONE, DAY(5, 1), 30),
         "counted now that a header gives the date of birth: in care from 1 May 2020", "30");
    says(workspace, CHANGE(CARE_CHILD_UNCOUNTED, DAY(5, 1), DAY_NONE, -30),
         "no longer counted, as no header gives the date of birth: was in care from 1 May 2020", "-30");
    says(workspace, CHANGE(CARE_NEW_PERIOD, DAY_NONE, DAY(5, 1), 30), "a further period of care from 1 May 2020", "30");
    says(workspace, CHANGE(CARE_PERIOD_GONE, DAY(5, 1), DAY_NONE, -30), "the period of care from 1 May 2020 is gone", "-30");
    says(workspace, CHANGE(CARE_BEGINS, DAY(5, 1), DAY(4, 30), 1),
         "the period that began on 1 May 2020 begins on 30 April 2020, 1 day earlier", "1");
    says(workspace, CHANGE(CARE_ENDED, DAY_NONE, DAY(6, 3), -302), "a period that was open ended on 3 June 2020", "-302");
    struct care_change absent = CHANGE(CARE_ENDED, DAY_NONE, DAY(3, 31), -1);
    absent.why = CARE_ABSENT_NEXT_YEAR;
    says(workspace, absent,
         "a period that was open ended on 31 March 2020 (open, but the child is not in the next return: ended on 31 March)",
         "-1");
    says(workspace, CHANGE(CARE_OPEN, DAY(6, 3), DAY_NONE, 302), "a period that ended on 3 June 2020 is open now", "302");
    says(workspace, CHANGE(CARE_ENDS, DAY(6, 3), DAY(6, 15), 12),
         "the period that ended on 3 June 2020 ends on 15 June 2020, 12 days later", "12");
}

static void placements_are_told_in_words(void **state)
{
    struct workspace *workspace = *state;
    struct care_change change = CHANGE(CARE_MOVED, DAY(7, 1), DAY(6, 1), -30);
    change.kind_before = change.kind_after = state_named(workspace, "foster_agency");
    says(workspace, change, "the move to “Agency foster care (IFA)” on 1 July 2020 is on 1 June 2020, 30 days earlier", "");
    change.kind = CARE_NIGHTS;
    change.by = 1204;
    says(workspace, change, "1,204 days more in “Agency foster care (IFA)”", "");
    change.by = -1;
    says(workspace, change, "1 day fewer in “Agency foster care (IFA)”", "");
    says(workspace, CHANGE(CARE_MOVES, DAY(7, 1), DAY(7, 1), 2), "2 moves more between homes of a kind", "");
    says(workspace, CHANGE(CARE_MOVES, DAY(7, 1), DAY(7, 1), -1), "1 move fewer between homes of a kind", "");
    says(workspace, CHANGE(CARE_MOVES, DAY(7, 1), DAY(7, 1), 0), "as many days in each kind of placement, in another order",
         "");
    change = CHANGE(CARE_WAY_OUT, DAY(7, 1), DAY(7, 1), 0);
    change.kind_before = exit_named(workspace, "home");
    change.kind_after = exit_named(workspace, "sgo");
    says(workspace, change, "the way out of care is “Special guardianship order”, not “Returned home”", "");
}

static void who_the_child_is_is_told_without_saying_it(void **state)
{
    struct workspace *workspace = *state;
    struct care_change change = CHANGE(CARE_BORN, DAY_NONE, DAY_NONE, 0);
    says(workspace, change, "another date of birth", "");
    change.kind = CARE_MARK;
    change.kind_after = 1;
    says(workspace, change, "now an unaccompanied asylum-seeking child", "");
    change.kind_after = 0;
    says(workspace, change, "no longer an unaccompanied asylum-seeking child", "");
}

static void tidy_names_kinds_dates_and_rows(void **state)
{
    struct workspace *workspace = *state;
    struct table table;
    struct care_change change = CHANGE(CARE_WAY_OUT, DAY(7, 1), DAY(7, 2), 0);
    change.kind_before = exit_named(workspace, "home");
    change.kind_after = exit_named(workspace, "sgo");
    change.row_after = (struct care_place){.file = 1, .line = 12};
    build(workspace, &change, TABLE_TIDY, &table);
    assert_true(table.restricted);
    reads(&table, 0, "change", "way out");
    reads(&table, 0, "kind_before", "home");
    reads(&table, 0, "kind_after", "sgo");
    reads(&table, 0, "before", "1 July 2020");
    reads(&table, 0, "after", "2 July 2020");
    reads(&table, 0, "by", "0");
    reads(&table, 0, "line_before", "");
    reads(&table, 0, "line_after", "12");
    table_clear(&table);
    change = CHANGE(CARE_ENDED, DAY_NONE, DAY(6, 3), -302);
    change.kind_before = change.kind_after = -1;
    build(workspace, &change, TABLE_TIDY, &table);
    reads(&table, 0, "kind_after", "");
    reads(&table, 0, "before", "");
    reads(&table, 0, "by", "-302");
    table_clear(&table);
}

static void the_sums_stand_below(void **state)
{
    struct table table;
    build(*state, &CHANGE(CARE_ENDS, DAY(6, 3), DAY(6, 15), 12), TABLE_WIDE, &table);
    assert_string_equal(table.title, "Whose history changed from snapshot 1 to 2");
    assert_string_equal(table.subtitle, "Histories as known at each, up to 31 March 2021");
    assert_true(fixture_noted(&table, "9 children as they were, 1 changed, 0 new, 0 gone."));
    assert_true(fixture_noted(&table, "Days in care: 3,000 before, 3,012 after (12 more)."));
    assert_true(fixture_noted(&table, "Children in care in the night of 31 March 2021: 8 before, 8 after (as many)."));
    table_clear(&table);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(periods_are_told_in_words),
        TEST(placements_are_told_in_words),
        TEST(who_the_child_is_is_told_without_saying_it),
        TEST(tidy_names_kinds_dates_and_rows),
        TEST(the_sums_stand_below),
    };
    return cmocka_run_group_tests_name("tables_data_revision", tests, NULL, NULL);
}
