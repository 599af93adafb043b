/* Two people at once: the second waits five seconds and is told who has the casebook. Slow, for the full tier. */
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "workspace_fixture.h"

static void a_casebook_that_somebody_changes_can_be_read_but_not_changed(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct care_records records;
    char path[256];
    sqlite3 *other = NULL;
    workspace_put(workspace, "e.csv",
                  "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
                  "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A\n");
    snprintf(path, sizeof path, "%s/casebook.db", workspace->folder);
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(casebook_load_records(workspace->casebook, &records, NULL), PROBLEM_NOT_FOUND);
    assert_int_equal(workspace_import(workspace, NULL, &problem), PROBLEM_LOCKED);
    assert_non_null(strstr(problem.next, "try again"));
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    assert_int_equal(workspace_import(workspace, NULL, &problem), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_casebook_that_somebody_changes_can_be_read_but_not_changed, workspace_set_up,
                                        workspace_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
