#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "briefing/verdict.h"

static void says(const struct backtest_verdict *verdict, const char *expected)
{
    struct text words = {0};
    verdict_append(&words, verdict);
    assert_string_equal(text_string(&words), expected);
    text_clear(&words);
}

static struct backtest_verdict usual(void)
{
    return (struct backtest_verdict){
        .origins = 12, .horizon = 24, .outcomes = 60, .held = 794, .miss = 41, .miss_no_change = 44};
}

static void a_verdict_is_one_line(void **state)
{
    (void)state;
    struct backtest_verdict verdict = usual();
    says(&verdict,
         "In 12 back-tests over 24 months on this council's own history the 80% range held 79% of outcomes; average "
         "miss 4.1%, no change 4.4%.");
    verdict.origins = verdict.horizon = 1;
    verdict.held = 795;
    says(&verdict, "In 1 back-test over 1 month on this council's own history the 80% range held 80% of outcomes; average "
                   "miss 4.1%, no change 4.4%.");
}

static void without_a_back_test_it_says_what_to_do(void **state)
{
    (void)state;
    const struct backtest_verdict none = {0};
    says(&none, "Not back-tested yet: homeward backtest.");
}

static void a_broken_limit_is_told(void **state)
{
    (void)state;
    struct backtest_verdict verdict = usual();
    verdict.held = 412;
    verdict.bias = -103;
    verdict.outside = BACKTEST_TOO_NARROW | BACKTEST_BIASED | BACKTEST_WORSE;
    says(&verdict,
         "In 12 back-tests over 24 months on this council's own history the 80% range held 41% of outcomes; average "
         "miss 4.1%, no change 4.4%. Outside its limits: the range held too few outcomes; take it as too narrow for this "
         "council. Outside its limits: on average 10.3% too few children were expected. Outside its limits: no change would "
         "have missed by clearly less.");
    verdict = usual();
    verdict.bias = 85;
    verdict.outside = BACKTEST_BIASED;
    says(&verdict,
         "In 12 back-tests over 24 months on this council's own history the 80% range held 79% of outcomes; average "
         "miss 4.1%, no change 4.4%. Outside its limits: on average 8.5% too many children were expected.");
}

static void a_prior_that_knew_later_years_is_told(void **state)
{
    (void)state;
    struct backtest_verdict verdict = usual();
    verdict.knows_later = 3;
    says(&verdict,
         "In 12 back-tests over 24 months on this council's own history the 80% range held 79% of outcomes; average "
         "miss 4.1%, no change 4.4%. The prior of 3 origins, before 2019, knows later years.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_verdict_is_one_line),
        cmocka_unit_test(without_a_back_test_it_says_what_to_do),
        cmocka_unit_test(a_broken_limit_is_told),
        cmocka_unit_test(a_prior_that_knew_later_years_is_told),
    };
    return cmocka_run_group_tests_name("briefing_verdict", tests, NULL, NULL);
}
