/* The runner: small cases worked by hand, one a kind of question, and what is run, skipped or refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../casebook/workspace_fixture.h"
#include "case_desk.h"
#include "checks/check.h"

enum { YEAR = 2024, TABLES_MAX = 4 };

/* A case: tables as text, ended by a NULL name, and what the rule finds in them in the return of that year. */
struct small_case {
    const char *rule;
    int32_t year;
    const char *finds;
    struct {
        const char *name, *text;
    } table[TABLES_MAX];
};

static const struct small_case cases[] = {
    {"355",
     YEAR,
     "Episodes 1",
     {{"Episodes", "CHILD DECOM DEC\n"
                   "a 01/04/2024 02/04/2024\n"
                   "a 02/04/2024 02/04/2024\n"
                   "b 02/04/2024 -\n"}}},
    {"141",
     YEAR, /* dates that cannot be read are told by the row that was set aside */
     "Episodes 1 2",
     {{"Episodes", "CHILD DECOM\n"
                   "a 01/04/2024\n"
                   "a 31/02/2024\n"
                   "b soon\n"}}},
    {"101",
     YEAR, /* M since the return of 2024-25, 1 before it; small letters are capitals */
     "Header 1 3",
     {{"Header", "CHILD SEX\n"
                 "a M\n"
                 "b 1\n"
                 "c f\n"
                 "d -\n"}}},
    {"302",
     YEAR, /* born after the episode began: the day itself is good */
     "Header 1, Episodes 1",
     {{"Header", "CHILD DOB\n"
                 "a 02/04/2024\n"
                 "b 02/04/2024\n"},
      {"Episodes", "CHILD DECOM\n"
                   "a 02/04/2024\n"
                   "b 01/04/2024\n"}}},
    {"501",
     YEAR, /* the chain goes by DECOM, not by row: row 0 is behind row 1 and begins before that has ended */
     "Episodes 0",
     {{"Episodes", "CHILD DECOM DEC\n"
                   "a 10/05/2024 -\n"
                   "a 01/04/2024 11/05/2024\n"
                   "b 11/05/2024 -\n"}}},
    {"NoE",
     YEAR, /* in care before 1 April, not in the return before */
     "Episodes 1",
     {{"Episodes", "CHILD DECOM\n"
                   "a 31/03/2024\n"
                   "b 31/03/2024\n"
                   "c 01/04/2024\n"},
      {"Episodes_last", "CHILD DECOM\n"
                        "a 31/03/2024\n"}}},
    {"387",
     YEAR, /* independence before 14: 14 on the day itself is good, and a leap day counts on 1 March */
     "Episodes 1",
     {{"Header", "CHILD DOB\n"
                 "a 29/02/2012\n"
                 "b 02/03/2012\n"},
      {"Episodes", "CHILD DEC REC\n"
                   "a 01/03/2026 E5\n"
                   "b 01/03/2026 E6\n"
                   "b 01/03/2026 X1\n"}}},
    {"444",
     2025, /* a UPN that two children have */
     "Header 0 2",
     {{"Header", "CHILD UPN\n"
                 "a A123456789012\n"
                 "b B123456789012\n"
                 "c a123456789012\n"
                 "d UN1\n"
                 "e UN1\n"}}},
    {"EPI",
     YEAR, /* a header, but neither episodes nor a care leaver's record */
     "Header 2",
     {{"Header", "CHILD\n"
                 "a\n"
                 "b\n"
                 "c\n"},
      {"Episodes", "CHILD\n"
                   "a\n"},
      {"OC3", "CHILD\n"
              "b\n"}}},
    {"575",
     YEAR, /* needs a table that did not come */
     "did not run: it needs Missing",
     {{"Header", "CHILD\n"
                 "a\n"},
      {"Episodes", "CHILD DECOM\n"
                   "a 01/04/2024\n"}}},
    {"234",
     YEAR, /* in force from the return of 2025-26 only */
     "is not in force",
     {{"Episodes", "CHILD DECOM\n"
                   "a 01/04/2024\n"}}},
};

static void small_cases_are_found_as_worked_by_hand(void **state)
{
    (void)state;
    struct check_catalogue catalogue;
    assert_int_equal(check_catalogue_open(&catalogue, NULL), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct case_desk desk;
        struct text found = {0};
        case_desk_open(&desk);
        for (size_t k = 0; k < TABLES_MAX && cases[i].table[k].name; k++)
            case_desk_text(&desk, cases[i].table[k].name, cases[i].table[k].text);
        int32_t year = cases[i].year;
        case_desk_run(&desk, &catalogue, cases[i].rule, year, calendar_year_start(year), calendar_year_end(year), &found);
        if (strcmp(text_string(&found), cases[i].finds) != 0)
            fail_msg("rule %s finds “%s”, not “%s”", cases[i].rule, text_string(&found), cases[i].finds);
        text_clear(&found);
        case_desk_close(&desk);
    }
    check_catalogue_close(&catalogue);
}

/* Every rule, over empty tables, in the first and last year in which it is in force. */
static void every_rule_can_be_run(void **state)
{
    (void)state;
    struct check_catalogue catalogue;
    struct problem problem = {0};
    assert_int_equal(check_catalogue_open(&catalogue, NULL), 0);
    struct case_desk desk;
    struct check_findings found = {0};
    case_desk_open(&desk);
    for (int32_t table = 0; table < CHECK_TABLES; table++) {
        char sql[128];
        snprintf(sql, sizeof sql, "INSERT INTO came (name) VALUES ('%s')", check_table_name(table));
        assert_int_equal(desk_run(desk.desk, sql, &problem), 0);
    }
    assert_int_equal(layout_collection(desk.desk, YEAR, 0, 364, NULL, true, &problem), 0);
    assert_int_equal(layout_finish(desk.desk, &problem), 0);
    for (int32_t rule = 0; rule < catalogue.rules; rule++) {
        const struct check_year of = {.year = catalogue.rule[rule].last_year};
        int32_t year = check_findings_add_year(&found, &of, NULL);
        if (check_desk(desk.desk, &catalogue, rule, year, NULL, &found, &problem) < 0)
            fail_msg("%s", problem.text);
    }
    assert_int_equal(found.count, 0);
    assert_int_equal(found.skips, 0);
    check_findings_clear(&found);
    case_desk_close(&desk);
    check_catalogue_close(&catalogue);
}

/* A rule made up here, run over one episode. */
static int run_made_up(const char *sql, struct check_findings *found, struct problem *problem)
{
    struct check_rule rule = {.code = "made up", .last_year = 9999, .sql = sql};
    const struct check_catalogue catalogue = {.rules = 1, .rule = &rule};
    const struct check_year of = {.year = YEAR};
    struct case_desk desk;
    case_desk_open(&desk);
    case_desk_text(&desk, "Episodes", "CHILD DECOM\na 01/04/2024\nb 02/04/2024\na 03/04/2024\n");
    assert_int_equal(layout_collection(desk.desk, YEAR, 0, 364, NULL, false, problem), 0);
    assert_int_equal(layout_finish(desk.desk, problem), 0);
    assert_int_equal(check_findings_add_year(found, &of, problem), 0);
    int code = check_desk(desk.desk, &catalogue, CHECK_EVERY_RULE, 0, NULL, found, problem);
    case_desk_close(&desk);
    return code;
}

static void findings_stand_by_table_and_row_each_once_with_their_child(void **state)
{
    (void)state;
    struct check_findings found = {0};
    struct problem problem = {0};
    assert_int_equal(
        run_made_up("SELECT 'Episodes', 2 UNION ALL SELECT 'Header', 7 UNION ALL SELECT 'Episodes', 1 UNION ALL "
                    "SELECT 'Episodes', 2 UNION ALL SELECT 'Episodes', 0",
                    &found, &problem),
        0);
    static const struct {
        const char *table;
        int32_t row, child;
    } expected[] = {{"Header", 7, 0}, {"Episodes", 0, 1}, {"Episodes", 1, 2}, {"Episodes", 2, 1}};
    assert_int_equal(found.count, 4);
    for (int32_t i = 0; i < 4; i++) {
        assert_string_equal(check_table_name(found.table[i]), expected[i].table);
        assert_int_equal(found.row[i], expected[i].row);
        assert_int_equal(found.child[i], expected[i].child);
    }
    check_findings_clear(&found);
    check_findings_clear(&found);
}

static void a_rule_that_cannot_be_run_is_named(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "SELECT row FROM Episodes", "SELECT 'Episode', row FROM Episodes",  "SELECT 'Episodes_last', row FROM Episodes",
        "SELECT 'Episodes', NULL",  "SELECT 'Episodes', rwo FROM Episodes", "DELETE FROM Episodes"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct check_findings found = {0};
        struct problem problem = {0};
        assert_int_equal(run_made_up(wrong[i], &found, &problem), PROBLEM_INTERNAL);
        assert_non_null(strstr(problem.text, "rule made up cannot be run: "));
        check_findings_clear(&found);
    }
}

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

/* Two returns: 2023-24 and 2024-25. */
static void put_two_returns(struct workspace *workspace)
{
    workspace_put(workspace, "2023/header.csv", HEADER "A1,2,01/02/2010,WBRI,UN1,,\nA2,1,29/02/2012,WBRI,UN1,,\n");
    workspace_put(workspace, "2023/episodes.csv",
                  EPISODES "A1,01/05/2023,S,C2,N1,U4,PR1,02/03/2024,X1,CARPL,,,\nA1,02/03/2024,P,C2,N1,U6,PR4,,,,,,\n"
                           "A2,01/06/2023,S,C2,N1,U4,PR1,01/02/2024,E4A,,,,\n");
    workspace_put(workspace, "2024/header.csv",
                  HEADER "A1,F,01/02/2010,WBRI,UN1,,\nA3,M,01/02/2012,WBRI,UN1,,\nA3,M,03/02/2012,WBRI,UN1,,\n");
    workspace_put(workspace, "2024/episodes.csv",
                  EPISODES
                  "A1,10/02/2025,P,C2,N1,K2,PR4,,,,,,\nA1,02/03/2024,P,C2,N1,U6,PR4,10/02/2025,X1,CARPL,,,\n"
                  "A3,01/06/2024,S,C2,N1,U4,PR1,01/02/2025,E4A,,,,\nA3,01/06/2024,S,C2,N1,U4,PR1,31/02/2025,E4A,,,,\n");
    workspace_put(workspace, "2024/uasc.csv", "CHILD,SEX,DOB,DUC\nA3,M,01/02/2012,\n");
    struct problem problem = {0};
    if (workspace_import(workspace, NULL, &problem) < 0)
        fail_msg("%s", problem.text);
}

static void run_choice(struct workspace *workspace, int32_t year, const char *rule, struct check_findings *found)
{
    struct check_catalogue catalogue;
    struct problem problem = {0};
    assert_int_equal(check_catalogue_open(&catalogue, NULL), 0);
    const struct check_choice choice = {.year = year, .rule = rule ? check_rule_named(&catalogue, rule) : CHECK_EVERY_RULE};
    if (check_returns(workspace->casebook, &catalogue, &choice, NULL, found, &problem) < 0)
        fail_msg("%s", problem.text);
    check_catalogue_close(&catalogue);
}

/* Rule 147: a DEC that cannot be read: line 5 of 2024-25, of a child whom a row set aside does not name. */
static void the_newest_return_is_checked_unless_another_is_asked_for(void **state)
{
    struct workspace *workspace = *state;
    struct check_findings found = {0};
    put_two_returns(workspace);
    run_choice(workspace, CHECK_NEWEST, "147", &found);
    assert_int_equal(found.years, 1);
    assert_int_equal(found.year_of[0].year, 2024);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.row[0], 5);
    assert_int_equal(found.child[0], 0);
    check_findings_clear(&found);
    run_choice(workspace, 2023, "147", &found);
    assert_int_equal(found.years, 1);
    assert_int_equal(found.count, 0);
    check_findings_clear(&found);
    run_choice(workspace, CHECK_EVERY_YEAR, NULL, &found);
    assert_int_equal(found.years, 2);
    assert_true(found.count > 0);
    check_findings_clear(&found);
}

static void tables_without_episodes_are_not_the_newest_return(void **state)
{
    struct workspace *workspace = *state;
    struct check_findings found = {0};
    put_two_returns(workspace);
    workspace_sql(workspace,
                  "INSERT INTO return_file (brought_by, authority, form, year, annual, name, hash, rows_read, rows_kept)"
                  " SELECT brought_by, authority, 'oc3', 2025, 1, 'oc3.csv', zeroblob(32), 0, 0 FROM return_file LIMIT 1");
    run_choice(workspace, CHECK_NEWEST, "147", &found);
    assert_int_equal(found.years, 1);
    assert_int_equal(found.year_of[0].year, 2024);
    check_findings_clear(&found);
    run_choice(workspace, 2025, NULL, &found);
    assert_int_equal(found.year_of[0].year, 2025);
    assert_int_equal(found.count, 0);
    assert_true(found.skips > 100);
    check_findings_clear(&found);
}

static void a_year_that_did_not_come_is_refused_with_those_that_did(void **state)
{
    struct workspace *workspace = *state;
    struct check_catalogue catalogue;
    struct check_findings found = {0};
    struct problem problem = {0};
    struct check_choice choice = {.year = 2022, .rule = CHECK_EVERY_RULE};
    assert_int_equal(check_catalogue_open(&catalogue, NULL), 0);
    assert_int_equal(check_returns(workspace->casebook, &catalogue, &choice, NULL, &found, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.next, "homeward import"));
    put_two_returns(workspace);
    assert_int_equal(check_returns(workspace->casebook, &catalogue, &choice, NULL, &found, &problem), PROBLEM_USAGE);
    assert_non_null(strstr(problem.text, "2022-23"));
    assert_non_null(strstr(problem.next, "2023-24 to 2024-25"));
    check_catalogue_close(&catalogue);
}

static bool stop_at_once(struct progress *self)
{
    (void)self;
    return true;
}

static void a_check_can_be_stopped(void **state)
{
    struct workspace *workspace = *state;
    struct check_catalogue catalogue;
    struct check_findings found = {0};
    struct problem problem = {0};
    struct progress progress = {.stopped = stop_at_once};
    const struct check_choice choice = {.year = CHECK_NEWEST, .rule = CHECK_EVERY_RULE};
    put_two_returns(workspace);
    assert_int_equal(check_catalogue_open(&catalogue, NULL), 0);
    assert_int_equal(check_returns(workspace->casebook, &catalogue, &choice, &progress, &found, &problem), PROBLEM_STOPPED);
    assert_int_equal(found.count, 0);
    check_catalogue_close(&catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_cases_are_found_as_worked_by_hand),
        cmocka_unit_test(every_rule_can_be_run),
        cmocka_unit_test(findings_stand_by_table_and_row_each_once_with_their_child),
        cmocka_unit_test(a_rule_that_cannot_be_run_is_named),
        cmocka_unit_test_setup_teardown(the_newest_return_is_checked_unless_another_is_asked_for, workspace_set_up,
                                        workspace_tear_down),
        cmocka_unit_test_setup_teardown(tables_without_episodes_are_not_the_newest_return, workspace_set_up,
                                        workspace_tear_down),
        cmocka_unit_test_setup_teardown(a_year_that_did_not_come_is_refused_with_those_that_did, workspace_set_up,
                                        workspace_tear_down),
        cmocka_unit_test_setup_teardown(a_check_can_be_stopped, workspace_set_up, workspace_tear_down),
    };
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
