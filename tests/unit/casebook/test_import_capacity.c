/* A capacity list in the casebook: what it brings, what it refuses, and what a run sees of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "casebook/capacity_in_force.h"
#include "workspace_fixture.h"

#define CAPACITY "kind,provider,owner,places,from,to\n"

static const struct casebook_import_file *import_list(struct workspace *workspace, struct casebook_import_report *report)
{
    struct problem problem = {0};
    if (workspace_import(workspace, report, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
    return report_file(report, "capacity.csv");
}

static void put_and_import(struct workspace *workspace, const char *list)
{
    struct casebook_import_report report = {0};
    workspace_put(workspace, "capacity.csv", list);
    assert_int_equal(import_list(workspace, &report)->outcome, CASEBOOK_LOADED);
    casebook_import_report_clear(&report);
}

static int32_t state_of(struct workspace *workspace, const char *name)
{
    return flow_state_named(&casebook_system(workspace->casebook)->flow, name);
}

static void without_a_list_the_next_step_is_said(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_capacity capacity;
    struct problem problem = {0};
    assert_int_equal(casebook_load_capacity(workspace->casebook, &capacity, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.next, "homeward import"));
    casebook_capacity_clear(&capacity);
}

static void a_list_is_imported_and_its_places_are_in_force(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct casebook_capacity capacity;
    workspace_put(workspace, "capacity.csv",
                  CAPACITY "supported,,block,7,2026-04-01,2027-04-01\n"
                           "External children's home,Acme,spot,,,\n"
                           "foster,inhouse,council,120,,\n"
                           "unregistered,,council,2,,\n"
                           "castle,,council,2,,\n");
    const struct casebook_import_file *file = import_list(workspace, &report);
    assert_int_equal(file->list, CASEBOOK_CAPACITY_LIST);
    assert_string_equal(casebook_import_title(file), "Capacity list");
    assert_int_equal(file->year, INT32_MIN);
    assert_int_equal(file->rows_read, 5);
    assert_int_equal(file->rows, 3);
    assert_int_equal(file->quarantined, 2);
    assert_int_equal(casebook_load_capacity(workspace->casebook, &capacity, NULL), 0);
    assert_int_equal(capacity.rows, 3);
    assert_int_equal(capacity.quarantined, 2);
    assert_int_equal(capacity.unknown, 0);
    /* by kind: foster_inhouse, home_external, supported */
    const struct casebook_places *row = capacity.row;
    assert_int_equal(row[0].state, state_of(workspace, "foster_inhouse"));
    assert_int_equal(row[0].owner, CAPACITY_COUNCIL);
    assert_int_equal(row[0].places, 120);
    assert_int_equal(row[0].from, DAY_NONE);
    assert_int_equal(row[0].to, DAY_OPEN);
    assert_int_equal(row[1].state, state_of(workspace, "home_external"));
    assert_int_equal(row[1].owner, CAPACITY_SPOT);
    assert_int_equal(row[1].places, CAPACITY_UNCOUNTED);
    assert_int_equal(row[2].from, calendar_day(2026, 4, 1));
    assert_int_equal(row[2].to, calendar_day(2027, 4, 1));
    casebook_capacity_clear(&capacity);
    casebook_capacity_clear(&capacity);
    casebook_import_report_clear(&report);
}

static void the_same_list_again_changes_nothing(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct text before = {0}, after = {0};
    put_and_import(workspace, CAPACITY "secure,,council,3,,\nwizard,,council,1,,\n");
    workspace_dump(workspace, &before);
    const struct casebook_import_file *file = import_list(workspace, &report);
    assert_int_equal(file->outcome, CASEBOOK_SAME);
    assert_int_equal(file->list, CASEBOOK_CAPACITY_LIST);
    assert_int_equal(file->rows, 1);
    assert_int_equal(file->quarantined, 1);
    assert_int_equal(report.snapshot, 0);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    casebook_import_report_clear(&report);
    text_clear(&before);
    text_clear(&after);
}

static void a_newer_list_supersedes_the_older_which_is_kept(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct casebook_capacity capacity;
    put_and_import(workspace, CAPACITY "secure,,council,3,,\n");
    workspace_put(workspace, "capacity.csv", CAPACITY "supported,,block,9,,\n");
    assert_string_equal(import_list(workspace, &report)->supersedes, "returns/capacity.csv");
    assert_int_equal(report.snapshot, 2);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM capacity"), 2);
    assert_int_equal(workspace_number(workspace, "SELECT superseded_by FROM capacity_list WHERE id = 1"), 2);
    assert_int_equal(casebook_load_capacity(workspace->casebook, &capacity, NULL), 0);
    assert_int_equal(capacity.rows, 1);
    assert_int_equal(capacity.row[0].places, 9);
    casebook_capacity_clear(&capacity);
    casebook_import_report_clear(&report);
}

/* A list of which nothing can be read, and two lists at once, change nothing. */
static void what_cannot_be_taken_changes_nothing(void **state)
{
    struct workspace *workspace = *state;
    struct text before = {0}, after = {0};
    struct problem problem = {0};
    put_and_import(workspace, CAPACITY "secure,,council,3,,\n");
    workspace_dump(workspace, &before);
    workspace_put(workspace, "capacity.csv", CAPACITY "castle,,council,3,,\n");
    assert_int_equal(workspace_import(workspace, NULL, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "no row of the capacity list can be read"));
    workspace_put(workspace, "capacity.csv", "kind,owner,places,kind\nsecure,spot,,\n");
    assert_int_equal(workspace_import(workspace, NULL, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "stands twice"));
    workspace_put(workspace, "capacity.csv", CAPACITY "secure,,council,4,,\n");
    workspace_put(workspace, "other.csv", CAPACITY "secure,,council,5,,\n");
    assert_int_equal(workspace_import(workspace, NULL, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "are both Capacity list"));
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    text_clear(&before);
    text_clear(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_WORKSPACE(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
        IN_WORKSPACE(without_a_list_the_next_step_is_said), IN_WORKSPACE(a_list_is_imported_and_its_places_are_in_force),
        IN_WORKSPACE(the_same_list_again_changes_nothing),  IN_WORKSPACE(a_newer_list_supersedes_the_older_which_is_kept),
        IN_WORKSPACE(what_cannot_be_taken_changes_nothing),
    };
    return cmocka_run_group_tests_name("import_capacity", tests, NULL, NULL);
}
