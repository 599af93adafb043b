/* Rows that could not be read, row by row and by reason, while they are out of the numbers and afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/tables_data_snapshots.h"
#include "run_fixture.h"
#include "workspace_fixture.h"

#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
#define GOOD "A,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,,,\n"

/* Two rows of one reason that quote different dates, and one of another. */
static const char bad[] = EPISODES GOOD "B,01/06/2019,S,C2,N1,U4,PR1,31/02/2020,E8,,,,\n"
                                        "C,01/06/2019,S,C2,N1,U4,PR1,32/03/2020,E8,,,,\n"
                                        "D,,S,C2,N1,U4,PR1,,,,,,\n";

static void bring(struct workspace *workspace, const char *name, const char *content)
{
    struct problem problem = {0};
    workspace_put(workspace, name, content);
    if (workspace_import(workspace, NULL, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
}

static void reads(const struct table *table, int64_t row, const char *column, const char *expected)
{
    struct text scratch = {0};
    assert_string_equal(fixture_cell(table, row, column, &scratch), expected);
    text_clear(&scratch);
}

/* Builds the table and gives the number of rows in force. */
static int64_t build(struct workspace *workspace, bool ever, enum table_layout layout, struct table *out)
{
    int64_t in_force;
    struct problem problem = {0};
    *out = (struct table){0};
    if (table_of_quarantine(workspace->casebook, ever, layout, out, &in_force, &problem) < 0)
        fail_msg("%s", problem.text);
    return in_force;
}

static void every_row_has_its_place_and_its_reason(void **state)
{
    struct workspace *workspace = *state;
    struct table table;
    bring(workspace, "in/e.csv", bad);
    bring(workspace, "in/p.csv", "type,weekly_price,from\nsecure,9500,2025-04-01\nsecure,none,2026-04-01\n");
    assert_int_equal(build(workspace, false, TABLE_WIDE, &table), 4);
    assert_true(table.restricted);
    assert_int_equal(table.rows, 4);
    reads(&table, 0, "file", "in/e.csv");
    reads(&table, 0, "year", "2019-20");
    reads(&table, 0, "line", "3");
    reads(&table, 0, "column", "8");
    reads(&table, 0, "field", "DEC");
    reads(&table, 0, "reason", "DEC is not a date: 31/02/2020");
    reads(&table, 0, "excerpt", "***,01/06/2019,S,C2,N1,U4,PR1,31/02/2020,E8,,,,");
    reads(&table, 0, "state", "in force");
    reads(&table, 3, "file", "in/p.csv");
    reads(&table, 3, "year", "");
    assert_true(fixture_noted(&table, "2 rows: DEC is not a date."));
    assert_true(fixture_noted(&table, "1 row: DECOM is blank."));
    table_clear(&table);
}

static void tidy_counts_by_file_and_reason(void **state)
{
    struct workspace *workspace = *state;
    struct table table;
    bring(workspace, "in/e.csv", bad);
    assert_int_equal(build(workspace, false, TABLE_TIDY, &table), 3);
    assert_int_equal(table.rows, 2);
    reads(&table, 0, "reason", "DEC is not a date");
    reads(&table, 0, "rows", "2");
    reads(&table, 0, "first_line", "3");
    reads(&table, 1, "field", "DECOM");
    reads(&table, 1, "rows", "1");
    reads(&table, 1, "first_line", "5");
    table_clear(&table);
}

static void a_corrected_file_empties_it_and_what_was_can_be_seen(void **state)
{
    struct workspace *workspace = *state;
    struct table table;
    bring(workspace, "in/e.csv", bad);
    bring(workspace, "in/e.csv", EPISODES GOOD "D,,S,C2,N1,U4,PR1,,,,,,\n");
    assert_int_equal(build(workspace, true, TABLE_TIDY, &table), 1);
    assert_int_equal(table.rows, 3);
    reads(&table, 1, "state", "superseded by 2");
    reads(&table, 1, "first_line", "5");
    reads(&table, 2, "state", "in force");
    reads(&table, 2, "first_line", "3");
    table_clear(&table);
    bring(workspace, "in/e.csv", EPISODES GOOD);
    assert_int_equal(build(workspace, false, TABLE_WIDE, &table), 0);
    assert_int_equal(table.rows, 0);
    table_clear(&table);
    assert_int_equal(build(workspace, true, TABLE_WIDE, &table), 0);
    assert_int_equal(table.rows, 4);
    reads(&table, 3, "state", "superseded by 3");
    table_clear(&table);
}

/* Rows of 1 to 12, then 14 to 29 cells: each number is a reason of its own. */
static void more_reasons_than_there_is_room_for_are_counted(void **state)
{
    struct workspace *workspace = *state;
    struct table table;
    struct text rows = {0};
    text_append(&rows, EPISODES GOOD);
    for (int cells = 1; cells < 30; cells++) {
        if (cells == 13)
            continue;
        for (int i = 1; i <= cells; i++)
            text_append(&rows, i == cells ? "x\n" : "x,");
    }
    bring(workspace, "in/e.csv", text_string(&rows));
    assert_int_equal(build(workspace, false, TABLE_WIDE, &table), 28);
    assert_true(fixture_noted(&table, "and 8 more reasons: homeward data quarantine --layout tidy counts them all."));
    table_clear(&table);
    text_clear(&rows);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_row_has_its_place_and_its_reason),
        TEST(tidy_counts_by_file_and_reason),
        TEST(a_corrected_file_empties_it_and_what_was_can_be_seen),
        TEST(more_reasons_than_there_is_room_for_are_counted),
    };
    return cmocka_run_group_tests_name("tables_data_quarantine", tests, NULL, NULL);
}
