/*
 * What findings touch, worked by hand: a foster place costs £700 a week, £100 a night, so that nights can be read off
 * pounds.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../casebook/workspace_fixture.h"
#include "run/checked.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

struct checking {
    struct workspace *workspace;
    struct gathered gathered;
    struct check_result result;
};

static void good(int code, const struct problem *problem)
{
    if (code < 0)
        fail_msg("%s %s", problem->text, problem->next);
}

/*
 * A1 in foster care since 1 March 2024; A2 for the ten nights from 1 to 11 June 2024, with a REC that no list has; A3 has no
 * header, so that nothing is known of its nights; A4 for the last night of the year. Two returns.
 */
static int set_up(void **state)
{
    static struct checking checking;
    struct problem problem = {0};
    void *fixture = NULL;
    memset(&checking, 0, sizeof checking);
    if (workspace_set_up(&fixture) < 0)
        return -1;
    struct workspace *workspace = checking.workspace = fixture;
    workspace_put(workspace, "prices.csv", "type,weekly_price,from\nfoster_inhouse,700,01/04/2023\n");
    workspace_put(workspace, "2023/header.csv", HEADER "A1,2,01/02/2012,WBRI,UN1,0,\n");
    workspace_put(workspace, "2023/episodes.csv", EPISODES "A1,01/03/2024,S,C2,N1,U6,PR1,,,,,,\n");
    workspace_put(workspace, "2024/header.csv",
                  HEADER "A1,F,01/02/2012,,UN1,0,\nA2,M,01/02/2012,WBRI,UN1,0,\nA4,M,01/02/2012,WBRI,UN1,0,\n");
    workspace_put(workspace, "2024/episodes.csv",
                  EPISODES
                  "A1,01/03/2024,S,C2,N1,U6,PR1,,,,,,\nA2,01/06/2024,S,C2,N1,U6,PR1,11/06/2024,Q7,,,,\n"
                  "A3,01/06/2024,S,C2,N1,U6,PR1,11/06/2024,Q7,,,,\nA4,30/03/2025,S,C2,N1,U6,PR1,31/03/2025,E4A,,,,\n");
    good(workspace_import(workspace, NULL, &problem), &problem);
    good(gather_histories(workspace->casebook, DAY_NONE, &checking.gathered, &problem), &problem);
    *state = &checking;
    return 0;
}

static int tear_down(void **state)
{
    struct checking *checking = *state;
    void *fixture = checking->workspace;
    check_result_clear(&checking->result);
    gather_clear(&checking->gathered);
    return workspace_tear_down(&fixture);
}

static const struct check_total *total_of(const struct checking *checking, const char *rule)
{
    int32_t number = check_rule_named(&checking->result.catalogue, rule);
    assert_true(number >= 0);
    return &checking->result.rule[number];
}

static void check(struct checking *checking, int32_t year, const char *rule)
{
    struct problem problem = {0};
    good(checked_make(checking->workspace->casebook, &checking->gathered, year, rule, NULL, &checking->result, &problem),
         &problem);
}

/*
 * Rule 103 (ethnicity): A1, 365 nights from 1 April 2024 to 31 March 2025 = £36,500; the 31 of March 2024 are of the year
 * before. Rule 149 (REC): A2 = £1,000, and A3, of whom nothing is known.
 */
static void a_finding_touches_the_nights_of_its_year(void **state)
{
    struct checking *checking = *state;
    check(checking, CHECK_NEWEST, NULL);
    const struct check_total *ethnic = total_of(checking, "103"), *reason = total_of(checking, "149");
    assert_int_equal(ethnic->rows, 1);
    assert_int_equal(ethnic->children, 1);
    assert_int_equal(ethnic->touched.pence, 3650000);
    assert_int_equal(ethnic->line, 2);
    assert_int_equal(ethnic->last_year, 2024);
    assert_int_equal(reason->rows, 2);
    assert_int_equal(reason->children, 2);
    assert_int_equal(reason->touched.pence, 100000);
    assert_int_equal(checking->result.unknown_children, 1);
    assert_string_equal(casebook_file_name(checking->workspace->casebook, reason->file), "2024/episodes.csv");
}

/* Without any ethnicity: A1 costs £3,100 in 2023-24 and £36,500 in 2024-25, A2 £1,000, A4 £100. */
static void each_year_has_its_own_nights(void **state)
{
    struct checking *checking = *state;
    check(checking, 2023, NULL);
    assert_int_equal(total_of(checking, "103")->rows, 0);
    check_result_clear(&checking->result);
    workspace_sql(checking->workspace, "UPDATE header_row SET ethnic = NULL");
    check(checking, CHECK_EVERY_YEAR, "103");
    const struct check_total *ethnic = total_of(checking, "103");
    assert_int_equal(ethnic->rows, 4);
    assert_int_equal(ethnic->children, 3);
    assert_int_equal(ethnic->touched.pence, 310000 + 3650000 + 100000 + 10000);
    assert_int_equal(ethnic->first_year, 2023);
    assert_int_equal(ethnic->last_year, 2024);
}

/* The history of A2 ends with a REC that no list has: one warning, ten nights. */
static void a_warning_touches_pounds_too(void **state)
{
    struct checking *checking = *state;
    check(checking, CHECK_NEWEST, NULL);
    const struct check_total *unknown = &checking->result.warning[CARE_UNKNOWN_REC];
    assert_int_equal(unknown->rows, 1);
    assert_int_equal(unknown->children, 1);
    assert_int_equal(unknown->touched.pence, 100000);
    assert_int_equal(unknown->line, 3);
    assert_int_equal(checking->result.warning[CARE_OVERLAP].rows, 0);
}

static void a_rule_that_there_is_not_is_refused(void **state)
{
    struct checking *checking = *state;
    struct problem problem = {0};
    assert_int_equal(checked_make(checking->workspace->casebook, &checking->gathered, CHECK_NEWEST, "9999", NULL,
                                  &checking->result, &problem),
                     PROBLEM_USAGE);
    assert_non_null(strstr(problem.text, "9999"));
    assert_non_null(strstr(problem.next, "homeward check rules"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_finding_touches_the_nights_of_its_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_year_has_its_own_nights, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_warning_touches_pounds_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_rule_that_there_is_not_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("checked", tests, NULL, NULL);
}
