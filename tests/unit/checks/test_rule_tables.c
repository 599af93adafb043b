#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../casebook/workspace_fixture.h"
#include "checks/layout.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

static void good(int code, const struct problem *problem)
{
    if (code < 0)
        fail_msg("%s", problem->text);
}

/* Two returns; in the newer the second episode of A1 stands first, A3 has two headers and a row that cannot be read. */
static void put_two_returns(struct workspace *workspace)
{
    struct problem problem = {0};
    workspace_put(workspace, "2023/header.csv", HEADER "A1,2,01/02/2010,WBRI,UN1,,\nA2,1,29/02/2012,WBRI,UN1,,\n");
    workspace_put(workspace, "2023/episodes.csv",
                  EPISODES "A1,01/05/2023,S,C2,N1,U4,PR1,02/03/2024,X1,CARPL,,,\nA1,02/03/2024,P,C2,N1,U6,PR4,,,,,,\n"
                           "A2,01/06/2023,S,C2,N1,U4,PR1,01/02/2024,E4A,,,,\n");
    workspace_put(workspace, "2024/header.csv",
                  HEADER "A1,F,01/02/2010,WBRI,A123456789012,,\nA3,M,01/02/2012,WBRI,UN1,,\nA3,M,03/02/2012,WBRI,UN1,,\n");
    workspace_put(workspace, "2024/episodes.csv",
                  EPISODES
                  "A1,10/02/2025,P,C2,N1,K2,PR4,,,,ZX1 1AA,ZX1 1AA,SC123456\n"
                  "A1,02/03/2024,P,C2,N1,U6,PR4,10/02/2025,X1,CARPL,zx11aa,ZX1 1AB,\n"
                  "A3,01/06/2024,S,C2,N1,U4,PR1,01/02/2025,E4A,,,,\nA3,01/06/2024,S,C2,N1,U4,PR1,31/02/2025,E4A,,,,\n");
    workspace_put(workspace, "2024/uasc.csv", "CHILD,SEX,DOB,DUC\nA3,M,01/02/2012,01/02/2030\n");
    good(workspace_import(workspace, NULL, &problem), &problem);
}

static struct desk *laid_out(struct workspace *workspace, int32_t year, struct check_year *out)
{
    struct problem problem = {0};
    struct desk *desk = NULL;
    good(desk_open(workspace->casebook, &desk, &problem), &problem);
    good(layout_begin(desk, &problem), &problem);
    good(layout_fill(desk, "E10000099", year, out, &problem), &problem);
    good(layout_finish(desk, &problem), &problem);
    return desk;
}

/* Rows of a question, cells with blanks between and "-" for NULL, rows with "; " between. */
static void gives(struct desk *desk, const char *sql, const char *expected)
{
    struct problem problem = {0};
    struct desk_question *question;
    struct text found = {0};
    int code;
    good(desk_ask(desk, sql, &question, &problem), &problem);
    while ((code = desk_next(question, &problem)) == 1) {
        text_append(&found, found.length ? "; " : "");
        for (int32_t i = 0; i < desk_columns(question); i++)
            text_format(&found, "%s%s", i ? " " : "", desk_is_null(question, i) ? "-" : desk_text(question, i));
    }
    good(code, &problem);
    desk_answered(question);
    if (strcmp(text_string(&found), expected) != 0)
        fail_msg("%s gives “%s”, not “%s”", sql, text_string(&found), expected);
    text_clear(&found);
}

static void rows_are_those_of_the_files_by_line(void **state)
{
    struct workspace *workspace = *state;
    struct check_year of;
    put_two_returns(workspace);
    struct desk *desk = laid_out(workspace, 2024, &of);
    gives(desk, "SELECT row, RNE, LS, CIN, PLACE, PLACE_PROVIDER, DEC - DECOM, REC, REASON_PLACE_CHANGE, URN FROM Episodes",
          "2 P C2 N1 K2 PR4 - - - SC123456; 3 P C2 N1 U6 PR4 345 X1 CARPL -; 4 S C2 N1 U4 PR1 245 E4A - -");
    gives(desk, "SELECT row, SEX, ETHNIC, UPN, MOTHER, MC_DOB FROM Header",
          "2 F WBRI valid - -; 3 M WBRI UN1 - -; 4 M WBRI UN1 - -");
    gives(desk, "SELECT row, SEX FROM Header_last", "2 2; 3 1");
    gives(desk, "SELECT h.row FROM Header h JOIN Episodes e USING (CHILD) WHERE e.row = 4 ORDER BY 1", "3; 4");
    gives(desk, "SELECT row, HOME_POST = PL_POST, HOME_POST = (SELECT HOME_POST FROM Episodes WHERE row = 2) FROM Episodes",
          "2 1 1; 3 0 1; 4 - -");
    gives(desk, "SELECT form, row, field FROM unreadable", "Episodes 5 DEC");
    gives(desk, "SELECT name FROM came ORDER BY name", "Episodes; Episodes_last; Header; Header_last; UASC");
    assert_int_equal(of.year, 2024);
    assert_true(of.file[check_table_named("UASC", 4)] > 0);
    assert_int_equal(of.file[check_table_named("OC2", 3)], 0);
    desk_close(desk);
}

/* 1 April 2024 is day 19,814; E10000099 is made up and has no DfE number. */
static void what_is_checked_is_said(void **state)
{
    struct workspace *workspace = *state;
    struct check_year of;
    put_two_returns(workspace);
    struct desk *desk = laid_out(workspace, 2024, &of);
    gives(desk, "SELECT * FROM collection", "2024 19814 20178 - 1");
    gives(desk, "SELECT code FROM code WHERE list = 'sex' AND 2023 BETWEEN first_year AND last_year ORDER BY 1", "1; 2");
    gives(desk, "SELECT count(*) > 100 FROM code", "1");
    desk_close(desk);
    desk = laid_out(workspace, 2023, &of);
    gives(desk, "SELECT year, has_last FROM collection", "2023 0");
    gives(desk, "SELECT count(*) FROM Episodes", "3");
    desk_close(desk);
}

static void a_chain_goes_by_decom_and_then_by_row(void **state)
{
    struct workspace *workspace = *state;
    struct check_year of;
    put_two_returns(workspace);
    struct desk *desk = laid_out(workspace, 2024, &of);
    gives(desk, "SELECT row, place_in_chain, previous, next FROM Episodes ORDER BY row", "2 2 3 -; 3 1 - 2; 4 1 - -");
    gives(desk, "SELECT row, place_in_chain, previous, next FROM Episodes_last ORDER BY row", "2 1 - 3; 3 2 2 -; 4 1 - -");
    gives(desk, "SELECT e.row, e.born = h.DOB FROM Episodes e JOIN Header h ON h.row = CASE e.row WHEN 4 THEN 3 ELSE 2 END",
          "2 1; 3 1; 4 1"); /* of two headers the first */
    desk_close(desk);
}

static void a_child_of_the_uasc_table_is_marked_on_its_headers(void **state)
{
    struct workspace *workspace = *state;
    struct check_year of;
    put_two_returns(workspace);
    struct desk *desk = laid_out(workspace, 2024, &of);
    gives(desk, "SELECT row, UASC FROM Header", "2 0; 3 1; 4 1");
    gives(desk, "SELECT row, UASC FROM Header_last", "2 0; 3 0");
    desk_close(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_are_those_of_the_files_by_line, workspace_set_up, workspace_tear_down),
        cmocka_unit_test_setup_teardown(what_is_checked_is_said, workspace_set_up, workspace_tear_down),
        cmocka_unit_test_setup_teardown(a_chain_goes_by_decom_and_then_by_row, workspace_set_up, workspace_tear_down),
        cmocka_unit_test_setup_teardown(a_child_of_the_uasc_table_is_marked_on_its_headers, workspace_set_up,
                                        workspace_tear_down),
    };
    return cmocka_run_group_tests_name("rule_tables", tests, NULL, NULL);
}
