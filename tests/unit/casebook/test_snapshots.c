/* What came in, import by import; the returns as they were known at a snapshot; what a newer file makes of an older. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/import.h"
#include "casebook/snapshots.h"
#include "workspace_fixture.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

static const char header_2019[] = HEADER "A,1,01/01/2010,WBRI,,,\nB,2,02/02/2012,WBRI,,,\n";
static const char episodes_2019[] = EPISODES "A,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,,,\n"
                                             "B,01/06/2019,S,C2,N1,U4,PR1,20/06/2019,X1,,,,\n"
                                             "B,20/06/2019,P,C2,N1,U5,PR4,28/03/2020,E8,,,,\n";
static const char header_2020[] = HEADER "C,1,03/03/2011,WBRI,,,\n";
static const char episodes_2020[] = EPISODES "C,01/05/2020,S,C2,N1,U4,PR1,20/03/2021,E4A,,,,\n";

static void import_well(struct workspace *workspace)
{
    struct problem problem = {0};
    if (workspace_import(workspace, NULL, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
}

static void load(struct workspace *workspace, struct casebook_snapshots *out)
{
    struct problem problem = {0};
    if (casebook_load_snapshots(workspace->casebook, out, &problem) < 0)
        fail_msg("%s", problem.text);
}

/* Snapshot 1: 2019-20. Snapshot 2: 2020-21 and a price list. Snapshot 3: the episodes of 2019-20 once more, corrected. */
static void bring_three(struct workspace *workspace, const char *corrected)
{
    workspace_put(workspace, "first/h.csv", header_2019);
    workspace_put(workspace, "first/e.csv", episodes_2019);
    import_well(workspace);
    workspace_put(workspace, "second/h.csv", header_2020);
    workspace_put(workspace, "second/e.csv", episodes_2020);
    workspace_put(workspace, "second/p.csv", "type,weekly_price,from\nsecure,9500,2025-04-01\nsecure,none,2026-04-01\n");
    import_well(workspace);
    workspace_put(workspace, "first/e.csv", corrected);
    import_well(workspace);
}

/* A came a day later; B's second row is gone, a third child is new; a row that cannot be read. */
static const char corrected_2019[] = EPISODES "B,01/06/2019,S,C2,N1,U4,PR1,20/06/2019,X1,,,,\n"
                                              "A,02/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,,,\n"
                                              "D,01/07/2019,S,C2,N1,U4,PR1,29/03/2020,E4A,,,,\n"
                                              "E,31/02/2020,S,C2,N1,U4,PR1,,,,,,\n";

static void an_empty_casebook_has_no_snapshot(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_snapshots snapshots;
    struct problem problem = {0};
    assert_int_equal(casebook_load_snapshots(workspace->casebook, &snapshots, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.next, "homeward import"));
    casebook_snapshots_clear(&snapshots);
    casebook_snapshots_clear(&snapshots);
    assert_int_equal(casebook_need_snapshot(workspace->casebook, CASEBOOK_NOW, &problem), 0);
    assert_int_equal(casebook_need_snapshot(workspace->casebook, 1, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.next, "homeward import"));
}

static void a_snapshot_tells_what_its_import_brought(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_snapshots snapshots;
    bring_three(workspace, corrected_2019);
    load(workspace, &snapshots);
    assert_int_equal(snapshots.count, 3);
    static const int64_t expected[][5] = {/* number, files, superseded, read, kept */
                                          {1, 2, 0, 5, 5},
                                          {2, 3, 0, 4, 3},
                                          {3, 1, 1, 4, 3}};
    for (int i = 0; i < 3; i++) {
        const struct casebook_snapshot *snapshot = &snapshots.snapshot[i];
        assert_int_equal(snapshot->number, expected[i][0]);
        assert_int_equal(snapshot->files, expected[i][1]);
        assert_int_equal(snapshot->superseded, expected[i][2]);
        assert_int_equal(snapshot->rows_read, expected[i][3]);
        assert_int_equal(snapshot->rows_kept, expected[i][4]);
        assert_string_equal(snapshot->made_by, "A. Tester");
        assert_string_equal(snapshot->made_at, "2026-06-01T09:30:00Z");
        assert_ptr_equal(casebook_snapshot_of(&snapshots, snapshot->number), snapshot);
    }
    assert_null(casebook_snapshot_of(&snapshots, 4));
    /* In force: all but the first episodes of 2019-20. */
    assert_int_equal(snapshots.in_force.files, 5);
    assert_int_equal(snapshots.in_force.rows_read, 2 + 4 + 1 + 1 + 2);
    assert_int_equal(snapshots.in_force.rows_kept, 2 + 3 + 1 + 1 + 1);
    casebook_snapshots_clear(&snapshots);
}

static void a_file_tells_where_it_stands(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_snapshots snapshots;
    bring_three(workspace, corrected_2019);
    load(workspace, &snapshots);
    assert_int_equal(snapshots.files, 6);
    static const char *const expected[] = {"1 Header first/h.csv",    "1 Episodes first/e.csv",    "2 Header second/h.csv",
                                           "2 Episodes second/e.csv", "2 Price list second/p.csv", "3 Episodes first/e.csv"};
    for (int i = 0; i < 6; i++) {
        const struct casebook_kept_file *file = &snapshots.file[i];
        char got[64];
        snprintf(got, sizeof got, "%d %s %s", (int)file->brought_by, casebook_kept_title(file), file->name);
        assert_string_equal(got, expected[i]);
        assert_int_equal(file->superseded_by, i == 1 ? 3 : 0);
        assert_int_equal(file->list, i == 4 ? CASEBOOK_PRICE_LIST : CASEBOOK_NO_LIST);
        assert_string_equal(file->authority, "E10000099");
    }
    assert_int_equal(snapshots.file[5].supersedes, snapshots.file[1].id);
    assert_int_equal(snapshots.file[1].supersedes, 0);
    assert_int_equal(snapshots.file[5].year, 2019);
    assert_int_equal(snapshots.file[4].year, INT32_MIN);
    casebook_snapshots_clear(&snapshots);
}

static int64_t count_rows(struct workspace *workspace, int64_t snapshot, int64_t *children)
{
    struct care_records records;
    struct problem problem = {0};
    if (casebook_load_records_at(workspace->casebook, snapshot, &records, &problem) < 0)
        fail_msg("%s", problem.text);
    int64_t rows = records.rows;
    *children = records.children;
    care_records_clear(&records);
    return rows;
}

static void records_are_those_known_at_the_snapshot(void **state)
{
    struct workspace *workspace = *state;
    int64_t children;
    bring_three(workspace, corrected_2019);
    assert_int_equal(count_rows(workspace, 1, &children), 3);
    assert_int_equal(children, 2);
    assert_int_equal(count_rows(workspace, 2, &children), 4);
    assert_int_equal(children, 3);
    assert_int_equal(count_rows(workspace, 3, &children), 4);
    assert_int_equal(children, 4); /* D has no header */
    assert_int_equal(count_rows(workspace, CASEBOOK_NOW, &children), 4);
    struct care_records records;
    assert_int_equal(casebook_load_records_at(workspace->casebook, 1, &records, NULL), 0);
    assert_int_equal(records.known_to, calendar_day(2020, 3, 31));
    assert_int_equal(records.decom[0], calendar_day(2019, 5, 1)); /* A, as the first file had it */
    care_records_clear(&records);
}

static void a_snapshot_that_is_not_there_is_refused(void **state)
{
    struct workspace *workspace = *state;
    struct care_records records;
    struct problem problem = {0};
    bring_three(workspace, corrected_2019);
    assert_int_equal(casebook_load_records_at(workspace->casebook, 4, &records, &problem), PROBLEM_NOT_FOUND);
    assert_string_equal(problem.text, "there is no snapshot 4");
    assert_non_null(strstr(problem.next, "the newest is 3"));
    assert_int_equal(casebook_load_records_at(workspace->casebook, -1, &records, &problem), PROBLEM_NOT_FOUND);
    assert_int_equal(casebook_need_snapshot(workspace->casebook, 3, &problem), 0);
}

static void a_snapshot_before_all_episodes_is_refused_by_name(void **state)
{
    struct workspace *workspace = *state;
    struct care_records records;
    struct problem problem = {0};
    workspace_put(workspace, "p.csv", "type,weekly_price,from\nsecure,9500,2025-04-01\n");
    import_well(workspace);
    workspace_put(workspace, "h.csv", header_2019);
    workspace_put(workspace, "e.csv", episodes_2019);
    import_well(workspace);
    assert_int_equal(casebook_load_records_at(workspace->casebook, 1, &records, &problem), PROBLEM_NOT_FOUND);
    assert_string_equal(problem.text, "the casebook had no episodes at snapshot 1");
}

static void compare_last(struct workspace *workspace, struct casebook_row_changes *out)
{
    struct casebook_snapshots snapshots;
    struct problem problem = {0};
    load(workspace, &snapshots);
    if (casebook_compare_rows(workspace->casebook, &snapshots.file[snapshots.files - 1], out, &problem) < 0)
        fail_msg("%s", problem.text);
    casebook_snapshots_clear(&snapshots);
}

static void rows_are_the_same_changed_new_or_gone(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_row_changes changes;
    bring_three(workspace, corrected_2019);
    compare_last(workspace, &changes);
    /* B's first row has only moved up. A's begins on another day: one gone (line 2), one new (line 3); D's is new. */
    assert_int_equal(changes.same, 1);
    assert_int_equal(changes.changed, 0);
    assert_int_equal(changes.added, 2);
    assert_int_equal(changes.added_at, 3);
    assert_int_equal(changes.gone, 2);
    assert_int_equal(changes.gone_at, 2);
}

static void a_row_of_the_same_child_and_day_is_changed(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_row_changes changes;
    bring_three(workspace, EPISODES "A,01/05/2019,S,C2,N1,U4,PR1,21/03/2020,E4A,,,,\n"
                                    "B,01/06/2019,S,C2,N1,U4,PR1,20/06/2019,X1,,,,\n"
                                    "B,20/06/2019,P,C2,N1,U5,PR4,28/03/2020,E8,,B1 1AA,,\n");
    compare_last(workspace, &changes);
    assert_int_equal(changes.same, 1);
    assert_int_equal(changes.changed, 2); /* a DEC; a postcode */
    assert_int_equal(changes.changed_at, 2);
    assert_int_equal(changes.added + changes.gone, 0);
}

static void the_same_row_twice_is_one_more(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_row_changes changes;
    bring_three(workspace, EPISODES "A,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,,,\n"
                                    "B,01/06/2019,S,C2,N1,U4,PR1,20/06/2019,X1,,,,\n"
                                    "B,20/06/2019,P,C2,N1,U5,PR4,28/03/2020,E8,,,,\n"
                                    "A,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,,,\n");
    compare_last(workspace, &changes);
    assert_int_equal(changes.same, 3);
    assert_int_equal(changes.added, 1);
    assert_int_equal(changes.added_at, 5);
}

static void a_date_of_birth_changes_a_row_of_the_header(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_row_changes changes;
    workspace_put(workspace, "h.csv", header_2019);
    workspace_put(workspace, "e.csv", episodes_2019);
    import_well(workspace);
    workspace_put(workspace, "h.csv", HEADER "A,1,01/01/2010,WBRI,,,\nB,2,03/02/2012,WBRI,,,\n");
    import_well(workspace);
    compare_last(workspace, &changes);
    assert_int_equal(changes.same, 1);
    assert_int_equal(changes.changed, 1);
    assert_int_equal(changes.changed_at, 3);
}

static void prices_are_compared_by_kind_and_day(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_row_changes changes;
    workspace_put(workspace, "p.csv", "type,weekly_price,from\nsecure,9500,2025-04-01\nsupported,950,2025-04-01\n");
    import_well(workspace);
    workspace_put(workspace, "p.csv", "type,weekly_price,from\nsecure,9600,2025-04-01\nadoption,10,2025-04-01\n");
    import_well(workspace);
    compare_last(workspace, &changes);
    assert_int_equal(changes.same, 0);
    assert_int_equal(changes.changed, 1);
    assert_int_equal(changes.changed_at, 2);
    assert_int_equal(changes.added, 1);
    assert_int_equal(changes.added_at, 3);
    assert_int_equal(changes.gone, 1);
    assert_int_equal(changes.gone_at, 3);
}

static int list_unknown(void *self, const struct return_unknown *unknown)
{
    text_format(self, "%s %s %d first %d\n", unknown->field, unknown->value, (int)unknown->count, (int)unknown->first_line);
    return 0;
}

static void unknown_codes_are_read_back_by_the_year_of_their_file(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_snapshots snapshots;
    struct text got = {0};
    /* H5 is a code of 2019-20 and K3 is not; what might be a number of a child is masked. */
    workspace_put(workspace, "e.csv",
                  EPISODES "A,01/05/2019,S,C2,N1,H5,PR1,20/03/2020,E4A,,,,\n"
                           "B,01/06/2019,S,C2,N1,K3,PR1,20/06/2019,X1,,,,\n"
                           "B,20/06/2019,P,C2,N1,Q9,PR4,28/03/2020,E8,,,,\n"
                           "C,20/06/2019,S,Q9,N1,Q9,PR4,28/03/2020,E8,,,,\n"
                           "D,20/06/2019,S,C2,N1,123456,PR4,28/03/2020,E8,,,,\n"
                           "E,20/06/2019,S,C2,N1,654321,PR4,28/03/2020,E8,,,,\n");
    import_well(workspace);
    load(workspace, &snapshots);
    assert_int_equal(casebook_each_unknown_code(workspace->casebook, &snapshots.file[0], list_unknown, &got, NULL), 0);
    assert_string_equal(text_string(&got), "LS Q9 1 first 5\n"
                                           "PLACE K3 1 first 3\n"
                                           "PLACE Q9 2 first 4\n"
                                           "PLACE *** 2 first 6\n");
    text_clear(&got);
    casebook_snapshots_clear(&snapshots);
}

/* Whatever columns the layouts give a list of codes, and whatever tables are kept, can be asked for. */
static void every_table_can_be_read_back(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_snapshots snapshots;
    workspace_sql(workspace, "INSERT INTO snapshot (made_at, made_by) VALUES ('2026-06-01T09:30:00Z', 'A. Tester');");
    static const char *const forms[] = {
        "header",  "episodes",      "reviews", "uasc", "oc2", "oc3", "ad1", "placed_adoption", "previous_permanence",
        "missing", "social_worker", "dolo"};
    for (size_t i = 0; i < 2 * sizeof forms / sizeof *forms; i++) {
        char sql[400];
        snprintf(sql, sizeof sql,
                 "INSERT INTO return_file (brought_by, superseded_by, authority, form, year, annual, name, hash, rows_read,"
                 " rows_kept) VALUES (1, %s, 'E10000099', '%s', 2023, 1, 'x.csv', randomblob(32), 0, 0);",
                 i % 2 ? "NULL" : "1", forms[i / 2]);
        workspace_sql(workspace, sql);
    }
    load(workspace, &snapshots);
    assert_int_equal(snapshots.files, 24);
    for (int64_t i = 0; i < snapshots.files; i++) {
        const struct casebook_kept_file *file = &snapshots.file[i];
        struct casebook_row_changes changes;
        struct problem problem = {0};
        assert_int_equal(file->table, i / 2);
        if (casebook_each_unknown_code(workspace->casebook, file, list_unknown, NULL, &problem) < 0 ||
            casebook_compare_rows(workspace->casebook, file, &changes, &problem) < 0)
            fail_msg("%s: %s", casebook_kept_title(file), problem.text);
    }
    casebook_snapshots_clear(&snapshots);
}

static int count_quarantined(void *self, const struct casebook_quarantined *row)
{
    text_format(self, "%s %d %d %d\n", row->file, row->year == INT32_MIN ? 0 : row->year, (int)row->line,
                (int)row->superseded_by);
    return 0;
}

static void quarantine_empties_once_a_corrected_file_comes(void **state)
{
    struct workspace *workspace = *state;
    struct text now = {0}, ever = {0};
    bring_three(workspace, corrected_2019);
    assert_int_equal(casebook_each_quarantined(workspace->casebook, count_quarantined, &now, NULL), 0);
    assert_string_equal(text_string(&now), "first/e.csv 2019 5 0\nsecond/p.csv 0 3 0\n");
    text_reset(&now);
    workspace_put(workspace, "first/e.csv", episodes_2019);
    workspace_put(workspace, "second/p.csv", "type,weekly_price,from\nsecure,9500,2025-04-01\n");
    import_well(workspace);
    assert_int_equal(casebook_each_quarantined(workspace->casebook, count_quarantined, &now, NULL), 0);
    assert_string_equal(text_string(&now), "");
    assert_int_equal(casebook_each_quarantined_ever(workspace->casebook, count_quarantined, &ever, NULL), 0);
    assert_string_equal(text_string(&ever), "first/e.csv 2019 5 4\nsecond/p.csv 0 3 4\n");
    text_clear(&now);
    text_clear(&ever);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(an_empty_casebook_has_no_snapshot),
        TEST(a_snapshot_tells_what_its_import_brought),
        TEST(a_file_tells_where_it_stands),
        TEST(records_are_those_known_at_the_snapshot),
        TEST(a_snapshot_that_is_not_there_is_refused),
        TEST(a_snapshot_before_all_episodes_is_refused_by_name),
        TEST(rows_are_the_same_changed_new_or_gone),
        TEST(a_row_of_the_same_child_and_day_is_changed),
        TEST(the_same_row_twice_is_one_more),
        TEST(a_date_of_birth_changes_a_row_of_the_header),
        TEST(prices_are_compared_by_kind_and_day),
        TEST(unknown_codes_are_read_back_by_the_year_of_their_file),
        TEST(every_table_can_be_read_back),
        TEST(quarantine_empties_once_a_corrected_file_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
