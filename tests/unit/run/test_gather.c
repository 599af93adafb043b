/* Histories as they were known at a snapshot, and what later files changed in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/import.h"
#include "run/gather.h"
#include "workspace_fixture.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

static const char header_2019[] = HEADER "A,1,01/01/2010,WBRI,,,\nB,2,02/02/2012,WBRI,,,\n";
static const char episodes_2019[] = EPISODES "A,01/05/2019,S,C2,N1,U4,PR1,21/03/2020,E4A,,,,\n"
                                             "B,01/06/2019,S,C2,N1,U4,PR1,,,,,,\n";
/* A left ten days earlier. */
static const char corrected_2019[] = EPISODES "A,01/05/2019,S,C2,N1,U4,PR1,11/03/2020,E4A,,,,\n"
                                              "B,01/06/2019,S,C2,N1,U4,PR1,28/03/2020,X1,,,,\n"
                                              "B,28/03/2020,P,C2,N1,U4,PR1,,,,,,\n";
static const char header_2020[] = HEADER "B,2,02/02/2012,WBRI,,,\n";
static const char episodes_2020[] = EPISODES "B,01/06/2019,S,C2,N1,U4,PR1,20/03/2021,E4A,,,,\n";

static void bring(struct workspace *workspace, const char *name, const char *content)
{
    struct problem problem = {0};
    workspace_put(workspace, name, content);
    if (workspace_import(workspace, NULL, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
}

/* Snapshots: 1 and 2 the return of 2019-20, 3 a correction of it, 4 and 5 the return of 2020-21. */
static void bring_five(struct workspace *workspace)
{
    bring(workspace, "first/e.csv", episodes_2019);
    bring(workspace, "first/h.csv", header_2019);
    bring(workspace, "first/e.csv", corrected_2019);
    bring(workspace, "second/e.csv", episodes_2020);
    bring(workspace, "second/h.csv", header_2020);
}

static void revise(struct workspace *workspace, int64_t before, int64_t after, struct care_revision *out)
{
    struct problem problem = {0};
    if (gather_revision(workspace->casebook, before, after, out, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
}

static void histories_are_those_known_at_the_snapshot(void **state)
{
    struct workspace *workspace = *state;
    struct gathered past;
    bring_five(workspace);
    assert_int_equal(gather_histories_known(workspace->casebook, 2, DAY_NONE, &past, NULL), 0);
    assert_int_equal(past.known_at, 2);
    assert_int_equal(past.as_at, calendar_day(2020, 3, 31));
    assert_int_equal(past.histories.persons, 2);
    assert_int_equal(past.histories.to[0], calendar_day(2020, 3, 21));
    gather_clear(&past);
    assert_int_equal(gather_histories_known(workspace->casebook, CASEBOOK_NOW, DAY_NONE, &past, NULL), 0);
    assert_int_equal(past.as_at, calendar_day(2021, 3, 31));
    assert_int_equal(past.histories.to[0], calendar_day(2020, 3, 11));
    gather_clear(&past);
    gather_clear(&past);
}

static void a_later_file_revises_the_past_and_tells_where(void **state)
{
    struct workspace *workspace = *state;
    struct care_revision revision;
    bring_five(workspace);
    revise(workspace, 2, 3, &revision);
    assert_int_equal(revision.last, calendar_day(2020, 3, 31));
    assert_int_equal(revision.changes, 2);
    assert_int_equal(revision.change[0].kind, CARE_ENDS);
    assert_int_equal(revision.change[0].by, -10);
    assert_string_equal(casebook_file_name(workspace->casebook, revision.change[0].row_before.file), "first/e.csv");
    assert_int_not_equal(revision.change[0].row_before.file, revision.change[0].row_after.file);
    assert_int_equal(revision.change[0].row_after.line, 2);
    assert_int_equal(revision.change[1].kind, CARE_MOVES);
    assert_int_equal(revision.change[1].row_after.line, 4);
    assert_int_equal(revision.after.nights - revision.before.nights, -10);
    care_revision_clear(&revision);
}

static void a_further_year_revises_nothing(void **state)
{
    struct workspace *workspace = *state;
    struct care_revision revision;
    bring(workspace, "first/e.csv", episodes_2019);
    bring(workspace, "first/h.csv", header_2019);
    bring(workspace, "second/e.csv", episodes_2020);
    revise(workspace, 2, 3, &revision);
    assert_int_equal(revision.last, calendar_day(2020, 3, 31));
    assert_int_equal(revision.changes, 0);
    assert_int_equal(revision.same, 2);
    care_revision_clear(&revision);
}

static void a_header_that_comes_after_its_episodes_counts_the_children(void **state)
{
    struct workspace *workspace = *state;
    struct care_revision revision;
    bring_five(workspace);
    revise(workspace, 1, 2, &revision);
    assert_int_equal(revision.added, 2);
    assert_int_equal(revision.change[0].kind, CARE_CHILD_COUNTED);
    assert_int_equal(revision.change[0].by, 325); /* 1 May 2019 to 21 March 2020 */
    assert_int_equal(revision.before.children, 0);
    care_revision_clear(&revision);
}

static void a_snapshot_is_its_own_equal(void **state)
{
    struct workspace *workspace = *state;
    struct care_revision revision;
    bring_five(workspace);
    revise(workspace, 5, 5, &revision);
    assert_int_equal(revision.changes, 0);
    care_revision_clear(&revision);
    revise(workspace, 5, CASEBOOK_NOW, &revision);
    assert_int_equal(revision.changes, 0);
    care_revision_clear(&revision);
}

static void a_snapshot_that_is_not_there_is_refused(void **state)
{
    struct workspace *workspace = *state;
    struct care_revision revision;
    struct gathered past;
    struct problem problem = {0};
    bring_five(workspace);
    assert_int_equal(gather_revision(workspace->casebook, 2, 6, &revision, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.next, "homeward data list"));
    assert_int_equal(revision.changes, 0);
    assert_int_equal(gather_histories_known(workspace->casebook, 6, DAY_NONE, &past, &problem), PROBLEM_NOT_FOUND);
    assert_int_equal(past.records.rows, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(histories_are_those_known_at_the_snapshot),
        TEST(a_later_file_revises_the_past_and_tells_where),
        TEST(a_further_year_revises_nothing),
        TEST(a_header_that_comes_after_its_episodes_counts_the_children),
        TEST(a_snapshot_is_its_own_equal),
        TEST(a_snapshot_that_is_not_there_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
