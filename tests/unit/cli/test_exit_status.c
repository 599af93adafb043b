#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/problem.h"
#include "cli/command.h"
#include "cli/exit_status.h"

static void they_rise_and_end(void **state)
{
    static const int expected[] = {1, 2, 3, 4, 6, 8, 70, 130, -1}; /* base/problem.h, with 1 for findings */
    int status = 0;
    (void)state;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        status = exit_status_after(status);
        assert_int_equal(status, expected[i]);
    }
}

static void every_kind_of_problem_is_told_under_its_status(void **state)
{
    (void)state;
#define TOLD(name, number, exit_status, meaning)                                                                            \
    {                                                                                                                       \
        struct text words = {0};                                                                                            \
        exit_status_meaning(problem_exit_status(name), "; ", &words);                                                       \
        assert_non_null(strstr(text_string(&words), problem_meaning(name)));                                                \
        text_clear(&words);                                                                                                 \
    }
    PROBLEM_CODES(TOLD)
#undef TOLD
}

static void a_status_that_nothing_gives_means_nothing(void **state)
{
    struct text words = {0};
    (void)state;
    exit_status_meaning(5, "; ", &words);
    assert_int_equal(words.length, 0);
    exit_status_meaning(EXIT_FINDINGS, "; ", &words);
    assert_true(words.length > 0);
    text_clear(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_rise_and_end),
        cmocka_unit_test(every_kind_of_problem_is_told_under_its_status),
        cmocka_unit_test(a_status_that_nothing_gives_means_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
