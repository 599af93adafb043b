#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/desk.h"
#include "workspace_fixture.h"

static void good(int code, const struct problem *problem)
{
    if (code < 0)
        fail_msg("%s", problem->text);
}

/* The single value of a question as text, "NULL" where it is none. */
static void answers(struct desk *desk, const char *sql, const char *expected)
{
    struct problem problem = {0};
    struct desk_question *question;
    good(desk_ask(desk, sql, &question, &problem), &problem);
    assert_int_equal(desk_next(question, &problem), 1);
    const char *found = desk_is_null(question, 0) ? "NULL" : desk_text(question, 0);
    if (strcmp(found, expected) != 0)
        fail_msg("%s gives %s, not %s", sql, found, expected);
    desk_answered(question);
}

static struct desk *opened(struct casebook *casebook)
{
    struct problem problem = {0};
    struct desk *desk = NULL;
    good(desk_open(casebook, &desk, &problem), &problem);
    return desk;
}

/* 29 February 2008 is day 13,938; 1 March 2026 is 20,513. */
static void a_birthday_of_a_leap_day_is_on_the_first_of_march(void **state)
{
    (void)state;
    struct desk *desk = opened(NULL);
    char sql[64];
    snprintf(sql, sizeof sql, "SELECT birthday(%d, 18)", calendar_day(2008, 2, 29));
    answers(desk, sql, "20513");
    answers(desk, "SELECT birthday(NULL, 18)", "NULL");
    answers(desk, "SELECT birthday(13938, NULL)", "NULL");
    answers(desk, "SELECT birthday(999999999999, 18)", "NULL");
    desk_close(desk);
}

/* 31 January 2024 is day 19,753; 29 February 19,782; 30 November 2023 is 19,691. */
static void months_end_with_the_last_day_that_there_is(void **state)
{
    (void)state;
    struct desk *desk = opened(NULL);
    answers(desk, "SELECT add_months(19753, 1)", "19782");
    answers(desk, "SELECT add_months(19753, -2)", "19691");
    answers(desk, "SELECT add_months(19753, 0)", "19753");
    answers(desk, "SELECT add_months(NULL, 1)", "NULL");
    desk_close(desk);
}

static void a_text_is_a_day_when_all_of_it_is_known(void **state)
{
    (void)state;
    struct desk *desk = opened(NULL);
    answers(desk, "SELECT day_of('31/01/2024')", "19753");
    answers(desk, "SELECT day_of('ZZ/01/2024')", "NULL");
    answers(desk, "SELECT day_of(NULL)", "NULL");
    desk_close(desk);
}

static void tables_are_made_of_the_casebooks_rows(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    workspace_put(workspace, "uasc.csv", "CHILD,DOB,SEX,DUC\nA1,01/02/2008,M,\n");
    workspace_put(workspace, "episodes.csv",
                  "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
                  "PL_POST,URN\nA1,01/04/2024,S,C2,N1,U4,PR1,02/03/2025,E4A,,,,\n");
    good(workspace_import(workspace, NULL, &problem), &problem);
    struct desk *desk = opened(workspace->casebook);
    good(desk_run(desk, "CREATE TABLE places AS SELECT line, place FROM kept.episode", &problem), &problem);
    assert_int_equal(desk_run(desk, "DELETE FROM kept.episode", &problem), PROBLEM_INPUT);
    assert_int_equal(desk_run(desk, "CREATE TABLE kept.mine (a)", &problem), PROBLEM_INPUT);
    assert_int_equal(desk_run(desk, "PRAGMA kept.user_version=9", &problem), PROBLEM_INPUT);
    good(desk_seal(desk, &problem), &problem);
    answers(desk, "SELECT place FROM places WHERE line = 2", "U4");
    desk_close(desk);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM episode"), 1);
}

static void a_sealed_desk_can_be_read_and_nothing_else(void **state)
{
    struct workspace *workspace = *state;
    static const char *const refused[] = {
        "INSERT INTO mine VALUES (2)",
        "DELETE FROM mine",
        "DROP TABLE mine",
        "CREATE TEMP TABLE t (a)",
        "SELECT * FROM kept.child",
        "ATTACH ':memory:' AS a",
        "PRAGMA temp_store=FILE",
        "PRAGMA table_info(mine)",
        "BEGIN",
        "",
        "SELECT nonsense(1)",
        "SELECT \"no such column\" FROM mine",
    };
    struct problem problem = {0};
    struct desk *desk = opened(workspace->casebook);
    good(desk_run(desk, "CREATE TABLE mine (a); INSERT INTO mine VALUES (1)", &problem), &problem);
    good(desk_seal(desk, &problem), &problem);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct desk_question *question;
        problem = (struct problem){0};
        if (desk_ask(desk, refused[i], &question, &problem) != PROBLEM_INPUT)
            fail_msg("“%s” is not refused", refused[i]);
        assert_null(question);
        assert_true(*problem.text != '\0');
    }
    answers(desk, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i) FROM n, mine",
            "15");
    desk_close(desk);
}

static void a_question_is_asked_again_with_other_values(void **state)
{
    (void)state;
    struct problem problem = {0};
    struct desk_question *question;
    struct desk *desk = opened(NULL);
    good(desk_run(desk, "CREATE TABLE mine (a, b); INSERT INTO mine VALUES (1, 'x'), (2, NULL)", &problem), &problem);
    good(desk_ask(desk, "SELECT b, a FROM mine WHERE a = ?1 OR b = ?2", &question, &problem), &problem);
    assert_int_equal(desk_columns(question), 2);
    desk_give(question, 1, 2);
    assert_int_equal(desk_next(question, &problem), 1);
    assert_true(desk_is_null(question, 0));
    assert_string_equal(desk_text(question, 0), "");
    assert_int_equal(desk_number(question, 1), 2);
    assert_int_equal(desk_next(question, &problem), 0);
    desk_give(question, 1, 0);
    desk_give_text(question, 2, "x");
    assert_int_equal(desk_next(question, &problem), 1);
    assert_int_equal(desk_number(question, 1), 1);
    desk_answered(question);
    desk_close(desk);
    desk_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_birthday_of_a_leap_day_is_on_the_first_of_march),
        cmocka_unit_test(months_end_with_the_last_day_that_there_is),
        cmocka_unit_test(a_text_is_a_day_when_all_of_it_is_known),
        cmocka_unit_test_setup_teardown(tables_are_made_of_the_casebooks_rows, workspace_set_up, workspace_tear_down),
        cmocka_unit_test_setup_teardown(a_sealed_desk_can_be_read_and_nothing_else, workspace_set_up, workspace_tear_down),
        cmocka_unit_test(a_question_is_asked_again_with_other_values),
    };
    return cmocka_run_group_tests_name("desk", tests, NULL, NULL);
}
