#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/period_words.h"

static void a_period_is_named_with_or_without_its_letter(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        int32_t period;
    } good[] = {{"P1", 1}, {"p12", 12}, {"6", 6}, {"P06", 6}, {NULL, 99}};
    int32_t period;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(period_words_period(good[i].word, 99, &period, NULL), 0);
        assert_int_equal(period, good[i].period);
    }
}

static void what_is_no_period_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "P", "P0", "P13", "00", "P001", "-1", "1.", "Q1", "PP1", "P1 ", "99999999999"};
    struct problem problem = {0};
    int32_t period;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(period_words_period(bad[i], 1, &period, &problem), PROBLEM_USAGE);
    assert_string_equal(problem.next, "Give a period from P1 (April) to P12 (March).");
}

static void a_financial_year_is_named_by_both_its_years(void **state)
{
    (void)state;
    struct problem problem = {0};
    int32_t year;
    assert_int_equal(period_words_year("2025-26", 0, &year, NULL), 0);
    assert_int_equal(year, 2025);
    assert_int_equal(period_words_year(NULL, 0, &year, NULL), 0);
    assert_int_equal(year, 0);
    assert_int_equal(period_words_year("2025", 0, &year, &problem), PROBLEM_USAGE);
    assert_int_equal(period_words_year("2025-27", 0, &year, &problem), PROBLEM_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_period_is_named_with_or_without_its_letter),
        cmocka_unit_test(what_is_no_period_is_refused),
        cmocka_unit_test(a_financial_year_is_named_by_both_its_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
