/* What came in, as tables: worked on a workspace of three imports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/tables_data_snapshots.h"
#include "run_fixture.h"
#include "workspace_fixture.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN,NOTES\n"

static const char header_2019[] = HEADER "A,1,01/01/2010,WBRI,,,\nB,2,02/02/2012,WBRI,,,\n";
static const char episodes_2019[] = EPISODES "A,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,,,,\n"
                                             "B,01/06/2019,S,C2,N1,U4,PR1,28/03/2020,E8,,,,,\n";
/* A ends a day later, B is gone, C is new with a code that nobody knows, and a row has no date. */
static const char corrected_2019[] = EPISODES "A,01/05/2019,S,C2,N1,U4,PR1,21/03/2020,E4A,,,,,\n"
                                              "C,01/06/2019,S,C2,N1,Q9,PR1,28/03/2020,E8,,,,,\n"
                                              "D,,S,C2,N1,U4,PR1,28/03/2020,E8,,,,,\n";

static void bring(struct workspace *workspace, const char *name, const char *content)
{
    struct problem problem = {0};
    workspace_put(workspace, name, content);
    if (workspace_import(workspace, NULL, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
}

static int three_imports(void **state)
{
    if (workspace_set_up(state) < 0)
        return -1;
    struct workspace *workspace = *state;
    workspace_put(workspace, "in/h.csv", header_2019);
    bring(workspace, "in/e.csv", episodes_2019);
    bring(workspace, "in/p.csv", "type,weekly_price,from\nsecure,9500,2025-04-01\n");
    bring(workspace, "in/e.csv", corrected_2019);
    return 0;
}

static void reads(const struct table *table, int64_t row, const char *column, const char *expected)
{
    struct text scratch = {0};
    assert_string_equal(fixture_cell(table, row, column, &scratch), expected);
    text_clear(&scratch);
}

static void load(struct workspace *workspace, struct casebook_snapshots *out)
{
    assert_int_equal(casebook_load_snapshots(workspace->casebook, out, NULL), 0);
}

static void the_newest_snapshot_stands_first_and_what_is_in_force_last(void **state)
{
    struct casebook_snapshots snapshots;
    struct table table = {0};
    load(*state, &snapshots);
    assert_int_equal(table_of_snapshots(&snapshots, &table, NULL), 0);
    assert_int_equal(table.rows, 4);
    reads(&table, 0, "snapshot", "3");
    reads(&table, 0, "made_at", "2026-06-01 09:30:00");
    reads(&table, 0, "made_by", "A. Tester");
    reads(&table, 0, "files", "1");
    reads(&table, 0, "tables", "Episodes");
    reads(&table, 0, "years", "2019-20");
    reads(&table, 0, "read", "3");
    reads(&table, 0, "kept", "2");
    reads(&table, 0, "quarantined", "1");
    reads(&table, 0, "superseded", "1");
    reads(&table, 1, "tables", "Price list");
    reads(&table, 1, "years", "");
    reads(&table, 2, "snapshot", "1");
    reads(&table, 2, "tables", "Header, Episodes");
    reads(&table, 3, "snapshot", "in force");
    reads(&table, 3, "files", "3");
    reads(&table, 3, "tables", "Header, Episodes, Price list");
    reads(&table, 3, "read", "6");
    table_clear(&table);
    casebook_snapshots_clear(&snapshots);
}

static void every_file_stands_before_the_one_that_supersedes_it(void **state)
{
    struct casebook_snapshots snapshots;
    struct table table = {0};
    load(*state, &snapshots);
    assert_int_equal(table_of_kept_files(&snapshots, &table, NULL), 0);
    assert_int_equal(table.rows, 4);
    reads(&table, 0, "table", "Header");
    reads(&table, 1, "table", "Episodes");
    reads(&table, 1, "snapshot", "1");
    reads(&table, 1, "state", "superseded by 3");
    reads(&table, 2, "table", "Episodes");
    reads(&table, 2, "year", "2019-20");
    reads(&table, 2, "authority", "E10000099");
    reads(&table, 2, "file", "in/e.csv");
    reads(&table, 2, "covers", "year");
    reads(&table, 2, "snapshot", "3");
    reads(&table, 2, "state", "in force");
    reads(&table, 3, "table", "Price list");
    reads(&table, 3, "year", "");
    reads(&table, 3, "covers", "");
    table_clear(&table);
    casebook_snapshots_clear(&snapshots);
}

static void a_snapshot_shows_what_it_made_of_the_older_file(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_snapshots snapshots;
    struct table table = {0};
    load(workspace, &snapshots);
    assert_int_equal(table_of_snapshot(workspace->casebook, &snapshots, 3, TABLE_WIDE, &table, NULL), 0);
    assert_int_equal(table.rows, 1);
    reads(&table, 0, "file", "in/e.csv");
    reads(&table, 0, "read", "3");
    reads(&table, 0, "quarantined", "1");
    reads(&table, 0, "unknown_codes", "1");
    reads(&table, 0, "supersedes", "1");
    reads(&table, 0, "same", "0");
    reads(&table, 0, "changed", "1");
    reads(&table, 0, "new", "1");
    reads(&table, 0, "gone", "1");
    assert_int_equal(table_column_named(&table, "authority"), -1);
    assert_true(fixture_noted(&table, "in/e.csv: columns kept aside, sealed: NOTES."));
    assert_true(fixture_noted(&table, "in/e.csv: PLACE “Q9” is not a code of its year (1 row, first on line 3)."));
    assert_true(fixture_noted(&table, "in/e.csv: supersedes in/e.csv of snapshot 1: first changed row on line 2, first new "
                                      "row on line 3; of the older, first row that is gone on line 3."));
    assert_true(fixture_noted(&table, "Whose history that changed: homeward data diff 2 3."));
    table_clear(&table);
    casebook_snapshots_clear(&snapshots);
}

static void what_supersedes_nothing_leaves_the_changes_blank(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_snapshots snapshots;
    struct table table = {0};
    load(workspace, &snapshots);
    assert_int_equal(table_of_snapshot(workspace->casebook, &snapshots, 1, TABLE_WIDE, &table, NULL), 0);
    assert_int_equal(table.rows, 2);
    reads(&table, 0, "table", "Header");
    reads(&table, 1, "supersedes", "");
    reads(&table, 1, "same", "");
    assert_false(fixture_noted(&table, "homeward data diff"));
    assert_false(fixture_noted(&table, "quarantined"));
    table_clear(&table);
    casebook_snapshots_clear(&snapshots);
}

static void tidy_gives_one_number_a_row(void **state)
{
    static const char *const expected[][4] = {/* item, detail, rows, line */
                                              {"read", "", "3", ""},
                                              {"kept", "", "2", ""},
                                              {"quarantined", "", "1", ""},
                                              {"extra columns", "NOTES", "", ""},
                                              {"unknown code", "PLACE Q9", "1", "3"},
                                              {"same", "", "0", ""},
                                              {"changed", "", "1", "2"},
                                              {"new", "", "1", "3"},
                                              {"gone", "", "1", "3"}};
    enum { ITEMS = sizeof expected / sizeof *expected };
    struct workspace *workspace = *state;
    struct casebook_snapshots snapshots;
    struct table table = {0};
    load(workspace, &snapshots);
    assert_int_equal(table_of_snapshot(workspace->casebook, &snapshots, 3, TABLE_TIDY, &table, NULL), 0);
    assert_int_equal(table.rows, ITEMS);
    for (int i = 0; i < ITEMS; i++) {
        reads(&table, i, "authority", "E10000099");
        reads(&table, i, "item", expected[i][0]);
        reads(&table, i, "detail", expected[i][1]);
        reads(&table, i, "rows", expected[i][2]);
        reads(&table, i, "line", expected[i][3]);
    }
    table_clear(&table);
    casebook_snapshots_clear(&snapshots);
}

/* Twenty-six codes that nobody knows do not fit into the notes: it is said how many are left. */
static void more_notes_than_there_is_room_for_are_counted(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_snapshots snapshots;
    struct table table = {0};
    struct text episodes = {0};
    text_append(&episodes, EPISODES);
    for (char letter = 'A'; letter <= 'Z'; letter++)
        text_format(&episodes, "%c,01/05/2019,S,C2,N1,QQ%c,PR1,20/03/2020,E4A,,,,,\n", letter, letter);
    bring(workspace, "in/e.csv", text_string(&episodes));
    load(workspace, &snapshots);
    assert_int_equal(table_of_snapshot(workspace->casebook, &snapshots, 4, TABLE_WIDE, &table, NULL), 0);
    reads(&table, 0, "unknown_codes", "26");
    /* 28 notes of the file (its extra column, its codes, its changes) of which 18 stand there. */
    assert_true(fixture_noted(&table, "10 more notes: homeward data show 4 --layout tidy has them all."));
    table_clear(&table);
    assert_int_equal(table_of_snapshot(workspace->casebook, &snapshots, 4, TABLE_TIDY, &table, NULL), 0);
    fixture_row(&table, "detail", "PLACE QQZ");
    table_clear(&table);
    casebook_snapshots_clear(&snapshots);
    text_clear(&episodes);
}

static void another_authority_is_named(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_snapshots snapshots;
    struct table table = {0};
    struct problem problem = {0};
    workspace_put(workspace, "other/e.csv", episodes_2019);
    if (workspace_import_one(workspace, "other/e.csv", calendar_day(2026, 6, 1), "E09000001", NULL, &problem) < 0)
        fail_msg("%s", problem.text);
    load(workspace, &snapshots);
    assert_int_equal(table_of_snapshot(workspace->casebook, &snapshots, 4, TABLE_WIDE, &table, NULL), 0);
    reads(&table, 0, "authority", "E09000001");
    reads(&table, 0, "supersedes", "");
    table_clear(&table);
    casebook_snapshots_clear(&snapshots);
}

static void a_snapshot_that_is_not_there_is_refused(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_snapshots snapshots;
    struct table table = {0};
    load(workspace, &snapshots);
    struct problem problem = {0};
    assert_int_equal(table_of_snapshot(workspace->casebook, &snapshots, 4, TABLE_WIDE, &table, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.next, "homeward data list"));
    table_clear(&table);
    casebook_snapshots_clear(&snapshots);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, three_imports, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_newest_snapshot_stands_first_and_what_is_in_force_last),
        TEST(every_file_stands_before_the_one_that_supersedes_it),
        TEST(a_snapshot_shows_what_it_made_of_the_older_file),
        TEST(what_supersedes_nothing_leaves_the_changes_blank),
        TEST(tidy_gives_one_number_a_row),
        TEST(more_notes_than_there_is_room_for_are_counted),
        TEST(another_authority_is_named),
        TEST(a_snapshot_that_is_not_there_is_refused),
    };
    return cmocka_run_group_tests_name("tables_data_snapshots", tests, NULL, NULL);
}
