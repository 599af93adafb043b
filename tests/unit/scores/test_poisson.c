#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "scores/poisson.h"

enum { N = 199 };

static void nobody_is_always_nobody(void **state)
{
    (void)state;
    double value[N];
    poisson_values(0, N, value);
    for (int32_t i = 0; i < N; i++)
        assert_true(value[i] < 1e-9);
}

/*
 * Mean 2: cumulative chances e^-2 × (1, 3, 5, 19/3, 7, …) = .1353 .4060 .6767 .8571 .9473 .9834 .9955. The counts
 * that first reach .05, .15, … .95 are these ten.
 */
static void few_are_spread_as_the_table_says(void **state)
{
    (void)state;
    static const double expected[10] = {0, 1, 1, 1, 2, 2, 2, 3, 3, 5};
    double value[10];
    poisson_values(2, 10, value);
    for (int32_t i = 0; i < 10; i++)
        assert_true(value[i] > expected[i] - 0.5 && value[i] < expected[i] + 0.5);
}

/* The mean of many quantiles is the mean, their variance close to it (the tails beyond 1 in 400 are cut). */
static void mean_and_variance_are_alike(void **state)
{
    (void)state;
    static const double means[] = {0.3, 7.5, 120, 701.3, 25000};
    for (size_t k = 0; k < sizeof means / sizeof *means; k++) {
        double value[N], sum = 0, squares = 0;
        poisson_values(means[k], N, value);
        for (int32_t i = 0; i < N; i++)
            sum += value[i] / N;
        for (int32_t i = 0; i < N; i++)
            squares += (value[i] - sum) * (value[i] - sum) / N;
        assert_true(sum > means[k] - 0.03 - means[k] * .002 && sum < means[k] + 0.03 + means[k] * .002);
        assert_true(squares > means[k] * .9 && squares < means[k] * 1.1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_always_nobody),
        cmocka_unit_test(few_are_spread_as_the_table_says),
        cmocka_unit_test(mean_and_variance_are_alike),
    };
    return cmocka_run_group_tests_name("poisson", tests, NULL, NULL);
}
