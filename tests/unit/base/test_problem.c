#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/problem.h"

static void a_problem_says_what_where_and_what_next(void **state)
{
    (void)state;
    struct problem problem = {0};
    assert_int_equal(problem_set(&problem, PROBLEM_INPUT, "%s is not a date", "31/02/2019"), PROBLEM_INPUT);
    assert_int_equal(problem_next(&problem, "Correct row %d.", 12), PROBLEM_INPUT);
    assert_int_equal(problem_at(&problem, "2019-episodes.csv", 12, 3, "DECOM"), PROBLEM_INPUT);
    assert_string_equal(problem.text, "31/02/2019 is not a date");
    assert_string_equal(problem.next, "Correct row 12.");
    assert_string_equal(problem.file, "2019-episodes.csv");
    assert_int_equal(problem.row, 12);
    assert_int_equal(problem.column, 3);
    assert_string_equal(problem.field, "DECOM");
}

static void a_new_problem_forgets_the_place_of_the_old(void **state)
{
    (void)state;
    struct problem problem = {0};
    problem_set(&problem, PROBLEM_INPUT, "first");
    problem_next(&problem, "Do this.");
    problem_at(&problem, "a.csv", 1, 1, "CHILD");
    problem_set(&problem, PROBLEM_FILE, "second");
    assert_int_equal(problem.code, PROBLEM_FILE);
    assert_string_equal(problem.next, "");
    assert_string_equal(problem.file, "");
    assert_int_equal(problem.row, 0);
    assert_string_equal(problem.field, "");
}

static void a_place_may_be_partly_unknown(void **state)
{
    (void)state;
    struct problem problem = {0};
    problem_set(&problem, PROBLEM_INPUT, "no heading");
    problem_at(&problem, NULL, 0, 0, NULL);
    assert_string_equal(problem.file, "");
    assert_string_equal(problem.field, "");
}

static void a_long_text_is_cut_and_ended(void **state)
{
    (void)state;
    char long_text[1000];
    memset(long_text, 'a', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    struct problem problem = {0};
    problem_set(&problem, PROBLEM_INPUT, "%s", long_text);
    problem_next(&problem, "%s", long_text);
    problem_at(&problem, long_text, 1, 1, long_text);
    assert_int_equal(strlen(problem.text), sizeof problem.text - 1);
    assert_int_equal(strlen(problem.next), sizeof problem.next - 1);
    assert_int_equal(strlen(problem.file), sizeof problem.file - 1);
    assert_int_equal(strlen(problem.field), sizeof problem.field - 1);
}

static void who_does_not_listen_still_hears_failure(void **state)
{
    (void)state;
    assert_int_equal(problem_set(NULL, PROBLEM_MEMORY, "out"), PROBLEM_MEMORY);
    assert_true(problem_next(NULL, "next") < 0);
    assert_true(problem_at(NULL, "a.csv", 1, 1, "DEC") < 0);
}

/* The statuses that scripts of councils rely on: 2 usage, 3 input, 6 locked, 8 verification, 70 internal, 130 stopped. */
static void each_code_has_its_exit_status(void **state)
{
    (void)state;
    assert_int_equal(problem_exit_status(PROBLEM_NONE), 0);
    assert_int_equal(problem_exit_status(PROBLEM_USAGE), 2);
    assert_int_equal(problem_exit_status(PROBLEM_INPUT), 3);
    assert_int_equal(problem_exit_status(PROBLEM_FILE), 3);
    assert_int_equal(problem_exit_status(PROBLEM_NOT_FOUND), 3);
    assert_int_equal(problem_exit_status(PROBLEM_LIMIT), 3);
    assert_int_equal(problem_exit_status(PROBLEM_LOCKED), 6);
    assert_int_equal(problem_exit_status(PROBLEM_VERIFY), 8);
    assert_int_equal(problem_exit_status(PROBLEM_INTERNAL), 70);
    assert_int_equal(problem_exit_status(PROBLEM_MEMORY), 70);
    assert_int_equal(problem_exit_status(PROBLEM_STORE), 70);
    assert_int_equal(problem_exit_status(PROBLEM_STOPPED), 130);
    assert_int_equal(problem_exit_status((enum problem_code) - 999), 70);
}

static void codes_are_negative_and_differ(void **state)
{
    (void)state;
    static const int codes[] = {
#define PROBLEM_NUMBER(name, number, exit_status, meaning) number,
        PROBLEM_CODES(PROBLEM_NUMBER)
#undef PROBLEM_NUMBER
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        assert_true(codes[i] < 0);
        for (size_t j = 0; j < i; j++)
            assert_int_not_equal(codes[i], codes[j]);
    }
}

static void each_code_has_a_meaning_in_words(void **state)
{
    (void)state;
    assert_string_equal(problem_meaning(PROBLEM_NONE), "nothing is wrong");
    assert_string_equal(problem_meaning(PROBLEM_LIMIT), "larger than Homeward takes");
    assert_string_equal(problem_meaning((enum problem_code) - 999), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_problem_says_what_where_and_what_next),
        cmocka_unit_test(a_new_problem_forgets_the_place_of_the_old),
        cmocka_unit_test(a_place_may_be_partly_unknown),
        cmocka_unit_test(a_long_text_is_cut_and_ended),
        cmocka_unit_test(who_does_not_listen_still_hears_failure),
        cmocka_unit_test(each_code_has_its_exit_status),
        cmocka_unit_test(codes_are_negative_and_differ),
        cmocka_unit_test(each_code_has_a_meaning_in_words),
    };
    return cmocka_run_group_tests_name("problem", tests, NULL, NULL);
}
