/* Files that hold several parts, several authorities, and the same rows in another form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "workspace_fixture.h"

#define COLUMNS "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
#define EPISODES COLUMNS "\n"
#define MERGED COLUMNS ",LA,YEAR\n"
#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"

/* Two years of the workspace's own authority and one of Birmingham, who has a child of the same number. */
static const char merged[] = MERGED "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,,,,E10000099,2020\n"
                                    "200,01/06/2019,S,C2,N1,U4,PR1,,,,,,,E10000099,2020\n"
                                    "200,01/06/2019,S,C2,N1,U4,PR1,05/03/2021,E11,,,,,e10000099,2021\n"
                                    "100,01/07/2019,S,V2,N8,K1,PR4,21/03/2020,E8,,,,,Birmingham,2020\n"
                                    "300,01/07/2019,S,V2,N8,K1,PR4,,,,,,,Birmingham,2020\n";

static void a_premerged_file_is_a_part_for_each_authority_and_year(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "all.csv", merged);
    workspace_import_well(workspace, &report);
    int64_t rows = 0;
    for (int64_t i = 0; i < report.files; i++) {
        assert_int_equal(report.file[i].outcome, CASEBOOK_LOADED);
        assert_int_equal(report.file[i].table, RETURN_EPISODES);
        rows += report.file[i].rows;
    }
    assert_int_equal(rows, 5);
    assert_int_equal(report.rows, 5);
    assert_int_equal(report.other_rows, 2);
    assert_int_equal(report.other_authorities, 1);
    workspace_assert(workspace, "SELECT authority, year, rows_kept, name FROM return_file ORDER BY authority, year",
                     "E08000025|2019|2|returns/all.csv\n"
                     "E10000099|2019|2|returns/all.csv\n"
                     "E10000099|2020|1|returns/all.csv\n");
    /* Child 100 of one authority is not child 100 of the other. */
    workspace_assert(workspace, "SELECT authority, count(*) FROM child GROUP BY authority", "E08000025|2\nE10000099|2\n");
    workspace_assert(workspace,
                     "SELECT line FROM episode JOIN return_file ON file = id WHERE authority = 'E08000025' ORDER BY line",
                     "5\n6\n");
    casebook_import_report_clear(&report);
}

static void histories_are_of_the_workspaces_own_authority(void **state)
{
    struct workspace *workspace = *state;
    struct care_records records = {0};
    struct casebook_others others;
    workspace_put(workspace, "all.csv", merged);
    workspace_import_well(workspace, NULL);
    assert_int_equal(casebook_load_records(workspace->casebook, &records, NULL), 0);
    assert_int_equal(records.returns, 2);
    assert_int_equal(records.children, 2);
    assert_int_equal(records.rows, 3);
    assert_int_equal(records.known_to, calendar_day(2021, 3, 31));
    care_records_clear(&records);
    assert_int_equal(casebook_count_others(workspace->casebook, &others, NULL), 0);
    assert_int_equal(others.authorities, 1);
    assert_int_equal(others.rows, 2);
}

static void a_casebook_of_other_authorities_alone_says_so(void **state)
{
    struct workspace *workspace = *state;
    struct care_records records = {0};
    struct problem problem = {0};
    workspace_put(workspace, "e.csv", MERGED "100,01/07/2019,S,V2,N8,K1,PR4,21/03/2020,E8,,,,,Leeds,2020\n");
    workspace_import_well(workspace, NULL);
    assert_int_equal(casebook_load_records(workspace->casebook, &records, &problem), PROBLEM_NOT_FOUND);
    assert_string_equal(problem.text,
                        "the casebook has no episodes of Anyshire (E10000099), only rows of 1 other authority");
    assert_non_null(strstr(problem.next, "homeward init"));
}

static void an_authority_that_nobody_knows_refuses_the_import_by_name(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    workspace_put(workspace, "good/e.csv", EPISODES "1,01/07/2018,S,V2,N8,K1,PR4,21/03/2019,E8,,,,\n");
    workspace_import_well(workspace, NULL);
    workspace_put(workspace, "all.csv",
                  MERGED "100,01/07/2019,S,V2,N8,K1,PR4,21/03/2020,E8,,,,,Leeds,2020\n"
                         "100,01/07/2019,S,V2,N8,K1,PR4,21/03/2020,E8,,,,,999,2020\n"
                         "100,01/07/2019,S,V2,N8,K1,PR4,21/03/2020,E8,,,,,Birmingam,2020\n"
                         "100,01/07/2019,S,V2,N8,K1,PR4,21/03/2020,E8,,,,,Quentina Zzyzx,2020\n"
                         "100,01/07/2019,S,V2,N8,K1,PR4,21/03/2020,E8,,,,,E99000099,2021\n");
    workspace_import_badly(workspace, PROBLEM_INPUT, "no English authority: 999, Birmingham?, something else");
    assert_int_equal(workspace_import(workspace, NULL, &problem), PROBLEM_INPUT);
    assert_null(strstr(problem.text, "Zzyzx"));
    assert_non_null(strstr(problem.file, "all.csv"));
}

static void a_file_that_names_an_authority_in_two_ways_is_refused(void **state)
{
    struct workspace *workspace = *state;
    workspace_put(workspace, "all.csv",
                  MERGED "1,01/07/2019,S,V2,N8,K1,PR4,21/03/2020,E8,,,,,Leeds,2020\n"
                         "2,01/07/2019,S,V2,N8,K1,PR4,21/03/2020,E8,,,,,383,2020\n");
    workspace_import_badly(workspace, PROBLEM_INPUT, "returns/all.csv names E08000035 in two ways (Episodes of 2019-20)");
}

static void the_same_premerged_file_again_changes_nothing(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct text before = {0}, after = {0};
    workspace_put(workspace, "all.csv", merged);
    workspace_import_well(workspace, NULL);
    workspace_dump(workspace, &before);
    workspace_import_well(workspace, &report);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    assert_int_equal(report.snapshot, 0);
    assert_int_equal(report.files, 3);
    for (int64_t i = 0; i < report.files; i++)
        assert_int_equal(report.file[i].outcome, CASEBOOK_SAME);
    casebook_import_report_clear(&report);
    text_clear(&before);
    text_clear(&after);
}

static void of_a_file_in_force_the_parts_that_were_superseded_load_again(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "all.csv", merged);
    workspace_import_well(workspace, NULL);
    workspace_remove(workspace, "all.csv");
    workspace_put(workspace, "newer.csv", EPISODES "200,01/06/2019,S,C2,N1,U5,PR4,05/03/2021,E11,,,,\n");
    workspace_import_well(workspace, &report);
    assert_string_equal(report.file[0].supersedes, "returns/all.csv");
    casebook_import_report_clear(&report);
    workspace_remove(workspace, "newer.csv");
    workspace_put(workspace, "all.csv", merged);
    workspace_import_well(workspace, &report);
    assert_int_equal(report.files, 3);
    for (int64_t i = 0; i < report.files; i++) {
        bool again = report.file[i].year == 2020;
        assert_int_equal(report.file[i].outcome, again ? CASEBOOK_LOADED : CASEBOOK_SAME);
        if (again)
            assert_string_equal(report.file[i].supersedes, "returns/newer.csv");
    }
    assert_int_equal(report.rows, 1);
    casebook_import_report_clear(&report);
}

/* Other columns' order, other order of rows, dates and line ends: the same rows. */
static void the_same_rows_in_another_form_change_nothing(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct text before = {0}, after = {0};
    workspace_put(workspace, "e.csv",
                  EPISODES "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XQ,,\n200,01/06/2019,S,C2,N1,U4,PR1,,,,,,\n");
    workspace_put(workspace, "h.csv", HEADER "100,1,01/01/2010,WBRI,A123456789012,0,\n200,2,02/02/2012,WBRI,UN1,,\n");
    workspace_import_well(workspace, NULL);
    workspace_dump(workspace, &before);
    workspace_remove(workspace, "e.csv");
    workspace_remove(workspace, "h.csv");
    workspace_put(workspace, "other/e.csv",
                  "DEC,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,REC,HOME_POST\r\n"
                  ",200,2019-06-01,s,c2,n1,u4,pr1,,\r\n2020-03-20,100,2019-05-01,S,C2,N1,U4,PR1,E4A,B12 9XQ\r\n");
    workspace_put(workspace, "other/h.csv",
                  "UPN,CHILD,SEX,DOB,ETHNIC,MOTHER\nUN1,200,2.0,02/02/2012,WBRI,\n"
                  "A123456789012,100,1,01/01/2010,WBRI,0\n");
    workspace_import_well(workspace, &report);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    assert_int_equal(report.snapshot, 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(report.file[i].outcome, CASEBOOK_SAME_ROWS);
        assert_int_equal(report.file[i].year, 2019);
    }
    casebook_import_report_clear(&report);
    text_clear(&before);
    text_clear(&after);
}

static void one_cell_of_difference_supersedes(void **state)
{
    struct workspace *workspace = *state;
    static const char *const others[] = {
        "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XQ,,\n",
        "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XR,,\n",
        "100,02/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XR,,\n",
        "100,02/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XR,,\n100,02/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XR,,\n",
        "100,02/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XR,,\n100,,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XR,,\n",
        /* of a row that cannot be read, too */
        "100,02/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XR,,\n100,31/02/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XR,,\n",
        "101,02/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XR,,\n",
        "101,02/05/2019,S,C2,N1,U4,PR1,20/03/2020,,,B12 9XR,,\n",
    };
    enum { CASES = sizeof others / sizeof *others };
    for (int i = 0; i < CASES; i++) {
        char name[16], content[512];
        struct casebook_import_report report = {0};
        snprintf(name, sizeof name, "%d.csv", i);
        snprintf(content, sizeof content, EPISODES "%s", others[i]);
        workspace_put(workspace, name, content);
        workspace_import_well(workspace, &report);
        assert_int_equal(report.file[0].outcome, CASEBOOK_LOADED);
        assert_int_equal(report.file[0].supersedes != NULL, i > 0);
        assert_int_equal(report.snapshot, i + 1);
        casebook_import_report_clear(&report);
        workspace_remove(workspace, name);
    }
}

/* A return and another form of it in one folder are no two opinions. */
static void two_forms_of_one_return_in_one_import_are_one(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "a.csv", EPISODES "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,,,\n");
    workspace_put(workspace, "b.csv",
                  "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
                  "100,2019-05-01,S,C2,N1,U4,PR1,2020-03-20,E4A\n");
    workspace_import_well(workspace, &report);
    assert_int_equal(report.file[0].outcome, CASEBOOK_LOADED);
    assert_int_equal(report.file[1].outcome, CASEBOOK_SAME_ROWS);
    workspace_assert(workspace, "SELECT count(*) FROM episode", "1\n");
    casebook_import_report_clear(&report);
}

/* An empty table is the same as any empty table, but only of its own year. */
static void the_same_rows_of_another_year_are_not_the_same(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "e.csv", MERGED "100,01/05/2019,S,C2,N1,U4,PR1,,,,,,,E10000099,2020\n");
    workspace_import_well(workspace, NULL);
    workspace_put(workspace, "e.csv", MERGED "100,01/05/2019,S,C2,N1,U4,PR1,,,,,,,E10000099,2021\n");
    workspace_import_well(workspace, &report);
    assert_int_equal(report.file[0].outcome, CASEBOOK_LOADED);
    workspace_assert(workspace, "SELECT year FROM return_file WHERE superseded_by IS NULL ORDER BY year", "2019\n2020\n");
    casebook_import_report_clear(&report);
}

static void two_authorities_may_have_the_same_table_and_year(void **state)
{
    struct workspace *workspace = *state;
    workspace_put(workspace, "a.csv", MERGED "1,01/07/2019,S,V2,N8,K1,PR4,21/03/2020,E8,,,,,Leeds,2020\n");
    workspace_put(workspace, "b.csv", MERGED "1,01/07/2019,S,V2,N8,K1,PR4,22/03/2020,E8,,,,,York,2020\n");
    workspace_import_well(workspace, NULL);
    workspace_put(workspace, "c.csv", MERGED "1,01/07/2019,S,V2,N8,K1,PR4,23/03/2020,E8,,,,,York,2020\n");
    workspace_import_badly(workspace, PROBLEM_INPUT, "returns/b.csv and returns/c.csv are both Episodes of 2019-20");
}

/* The header of each authority finds its year by the children of that authority alone. */
static void an_authoritys_header_is_held_against_its_own_episodes(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "e.csv",
                  MERGED "1,01/07/2019,S,V2,N8,K1,PR4,21/03/2020,E8,,,,,Leeds,2020\n"
                         "1,01/07/2020,S,V2,N8,K1,PR4,21/03/2021,E8,,,,,York,2021\n");
    workspace_put(workspace, "h.csv",
                  "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,LA\n1,1,01/01/2010,WBRI,,,,Leeds\n"
                  "1,1,01/01/2010,WBRI,,,,York\n");
    workspace_import_well(workspace, &report);
    workspace_assert(workspace, "SELECT authority, year FROM return_file WHERE form = 'header' ORDER BY year",
                     "E08000035|2019\nE06000014|2020\n");
    casebook_import_report_clear(&report);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_premerged_file_is_a_part_for_each_authority_and_year),
        TEST(histories_are_of_the_workspaces_own_authority),
        TEST(a_casebook_of_other_authorities_alone_says_so),
        TEST(an_authority_that_nobody_knows_refuses_the_import_by_name),
        TEST(a_file_that_names_an_authority_in_two_ways_is_refused),
        TEST(the_same_premerged_file_again_changes_nothing),
        TEST(of_a_file_in_force_the_parts_that_were_superseded_load_again),
        TEST(the_same_rows_in_another_form_change_nothing),
        TEST(one_cell_of_difference_supersedes),
        TEST(two_forms_of_one_return_in_one_import_are_one),
        TEST(the_same_rows_of_another_year_are_not_the_same),
        TEST(two_authorities_may_have_the_same_table_and_year),
        TEST(an_authoritys_header_is_held_against_its_own_episodes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
