/* How many rows of episodes an import brought, and those that could not be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "casebook/imported_episodes.h"
#include "workspace_fixture.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

static int append_file(void *self, const struct casebook_episodes_file *file, struct problem *problem)
{
    (void)problem;
    text_format(self, "%s %d of %d\n", file->authority, (int)file->kept, (int)file->read);
    return 0;
}

static int append_row(void *self, const struct casebook_quarantined *row)
{
    text_format(self, "%s line %d of %d: %s\n", row->file, (int)row->line, (int)row->year, row->reason);
    return 0;
}

static int64_t import(struct workspace *workspace)
{
    struct casebook_import_report report;
    struct problem problem = {0};
    if (workspace_import(workspace, &report, &problem) < 0)
        fail_msg("%s", problem.text);
    int64_t snapshot = report.snapshot;
    casebook_import_report_clear(&report);
    return snapshot;
}

static void put_first(struct workspace *workspace)
{
    workspace_put(workspace, "2019/h.csv", HEADER "1,1,01/01/2010,WBRI,,,\n2,1,41/01/2010,WBRI,,,\n");
    workspace_put(workspace, "2019/e.csv", EPISODES "1,01/05/2019,S,C2,N1,U4,PR1,01/09/2019,X1,,,,\n"
                                                    "1,32/09/2019,P,C2,N1,U4,PR1,,,,,,\n"
                                                    "2,01/05/2019,S,C2,N1,U4,PR1,01/02/2020,E4A,,,,\n");
}

static void an_import_knows_the_episodes_it_brought_and_no_other_table(void **state)
{
    struct workspace *workspace = *state;
    struct text found = {0};
    put_first(workspace);
    int64_t first = import(workspace);
    workspace_put(workspace, "2020/e.csv", EPISODES "1,01/05/2020,S,C2,N1,U4,PR1,01/02/2021,X1,,,,\n");
    int64_t second = import(workspace);
    assert_int_equal(casebook_each_episodes_file(workspace->casebook, first, append_file, &found, NULL), 0);
    assert_string_equal(text_string(&found), "E10000099 2 of 3\n");
    text_reset(&found);
    assert_int_equal(casebook_each_episodes_file(workspace->casebook, second, append_file, &found, NULL), 0);
    assert_string_equal(text_string(&found), "E10000099 1 of 1\n");
    text_clear(&found);
}

static void quarantined_rows_of_episodes_are_those_in_force_at_the_time(void **state)
{
    struct workspace *workspace = *state;
    struct text found = {0};
    put_first(workspace);
    int64_t first = import(workspace);
    /* The bad row of the header is none of the episodes. */
    assert_int_equal(casebook_each_quarantined_episode(workspace->casebook, 0, append_row, &found, NULL), 0);
    assert_string_equal(text_string(&found), "2019/e.csv line 3 of 2019: DECOM is not a date: 32/09/2019\n");
    text_reset(&found);
    workspace_put(workspace, "2019/e.csv", EPISODES "1,01/05/2019,S,C2,N1,U4,PR1,01/09/2019,X1,,,,\n"
                                                    "1,01/09/2019,P,C2,N1,U4,PR1,,,,,,\n"
                                                    "2,01/05/2019,S,C2,N1,U4,PR1,01/02/2020,E4A,,,,\n");
    import(workspace);
    assert_int_equal(casebook_each_quarantined_episode(workspace->casebook, 0, append_row, &found, NULL), 0);
    assert_string_equal(text_string(&found), "");
    assert_int_equal(casebook_each_quarantined_episode(workspace->casebook, first, append_row, &found, NULL), 0);
    assert_string_equal(text_string(&found), "2019/e.csv line 3 of 2019: DECOM is not a date: 32/09/2019\n");
    text_clear(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_import_knows_the_episodes_it_brought_and_no_other_table, workspace_set_up,
                                        workspace_tear_down),
        cmocka_unit_test_setup_teardown(quarantined_rows_of_episodes_are_those_in_force_at_the_time, workspace_set_up,
                                        workspace_tear_down),
    };
    return cmocka_run_group_tests_name("import_rows", tests, NULL, NULL);
}
