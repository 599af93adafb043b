/* What became of the rows that an import brought, in the histories as they are then. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "run/import_sum.h"
#include "workspace_fixture.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

static void import_and_sum(struct workspace *workspace, struct run_import_sum *sum)
{
    struct casebook_import_report report;
    struct problem problem = {0};
    if (workspace_import(workspace, &report, &problem) < 0 ||
        run_import_sum_make(workspace->casebook, report.snapshot, sum, &problem) < 0)
        fail_msg("%s", problem.text);
    casebook_import_report_clear(&report);
}

static void expect_parts_add_up(const struct run_import_sum *sum)
{
    int64_t parts = sum->rows.quarantined;
    for (int fate = 0; fate < CARE_FATE_COUNT; fate++)
        parts += sum->rows.of_fate[fate];
    assert_int_equal(parts, sum->rows.read);
}

static void every_row_of_the_import_is_in_the_sum_once(void **state)
{
    struct workspace *workspace = *state;
    struct run_import_sum sum;
    workspace_put(workspace, "2019/h.csv", HEADER "1,1,01/01/2010,WBRI,,,\n2,2,01/02/2011,WBRI,,,\n");
    /* Two children of whom 3 has no header; one row that cannot be read, one short break, one code that no list has. */
    workspace_put(workspace, "2019/e.csv", EPISODES "1,01/05/2019,S,V2,N1,U4,PR1,01/09/2019,X1,,,,\n"
                                                    "1,01/09/2019,L,C2,N1,U4,PR1,,,,,,\n"
                                                    "1,32/09/2019,P,C2,N1,U4,PR1,,,,,,\n"
                                                    "2,01/06/2019,S,V4,N1,U4,PR1,03/06/2019,X1,,,,\n"
                                                    "2,01/07/2019,S,C2,N1,Q9,PR1,01/02/2020,E4A,,,,\n"
                                                    "3,01/05/2019,S,C2,N1,U4,PR1,01/02/2020,X1,,,,\n"
                                                    "3,01/02/2020,P,C2,N1,U4,PR1,01/03/2020,E4A,,,,\n");
    import_and_sum(workspace, &sum);
    assert_int_equal(sum.rows.read, 7);
    assert_int_equal(sum.rows.of_fate[CARE_KEPT], 2);
    assert_int_equal(sum.rows.of_fate[CARE_MERGED], 1);
    assert_int_equal(sum.rows.of_fate[CARE_SHORT_BREAK], 1);
    assert_int_equal(sum.rows.of_fate[CARE_UNUSABLE], 2);
    assert_int_equal(sum.rows.quarantined, 1);
    assert_int_equal(sum.rows.children_without_header, 1);
    assert_int_equal(sum.odd.count, 1);
    assert_true(sum.odd.code[0].value == code_of("Q9"));
    expect_parts_add_up(&sum);
    run_import_sum_clear(&sum);
}

static void only_the_rows_of_this_import_are_counted(void **state)
{
    struct workspace *workspace = *state;
    struct run_import_sum sum;
    workspace_put(workspace, "2019/h.csv", HEADER "1,1,01/01/2010,WBRI,,,\n");
    workspace_put(workspace, "2019/e.csv", EPISODES "1,01/05/2019,S,V2,N1,U4,PR1,01/09/2019,X1,,,,\n"
                                                    "1,01/09/2019,P,V2,N1,U4,PR1,,,,,,\n");
    import_and_sum(workspace, &sum);
    assert_int_equal(sum.rows.read, 2);
    run_import_sum_clear(&sum);
    /* The year after tells the open one again: that row is one of the new import, the other two are not. */
    workspace_put(workspace, "2020/e.csv", EPISODES "1,01/09/2019,P,V2,N1,U4,PR1,01/02/2021,E4A,,,,\n");
    import_and_sum(workspace, &sum);
    assert_int_equal(sum.rows.read, 1);
    assert_int_equal(sum.rows.of_fate[CARE_KEPT], 1);
    expect_parts_add_up(&sum);
    run_import_sum_clear(&sum);
    /* Nothing new, so nothing to count. */
    import_and_sum(workspace, &sum);
    assert_int_equal(sum.rows.read, 0);
    run_import_sum_clear(&sum);
}

static void without_episodes_there_is_no_sum_and_no_problem(void **state)
{
    struct workspace *workspace = *state;
    struct run_import_sum sum;
    struct problem problem = {0};
    assert_int_equal(run_import_sum_make(workspace->casebook, 1, &sum, &problem), 0);
    assert_int_equal(sum.rows.read, 0);
    assert_int_equal(sum.odd.count, 0);
    run_import_sum_clear(&sum);
    run_import_sum_clear(&sum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_row_of_the_import_is_in_the_sum_once, workspace_set_up, workspace_tear_down),
        cmocka_unit_test_setup_teardown(only_the_rows_of_this_import_are_counted, workspace_set_up, workspace_tear_down),
        cmocka_unit_test_setup_teardown(without_episodes_there_is_no_sum_and_no_problem, workspace_set_up,
                                        workspace_tear_down),
    };
    return cmocka_run_group_tests_name("import_sum", tests, NULL, NULL);
}
