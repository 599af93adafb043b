#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "scores/spread.h"

enum { N = 8 };

static void near(double value, double expected)
{
    if (!(value - expected < 1e-12 && expected - value < 1e-12))
        fail_msg("%.15g is not %.15g", value, expected);
}

/* Column k of an 8 × 8 Hadamard matrix: ±1, every two different columns orthogonal, column 0 all 1. */
static double sign(int32_t row, int32_t column)
{
    return __builtin_popcount((unsigned)(row & column)) % 2 ? -1 : 1;
}

/*
 * Levels ±3 (variance 9), rates ±2 (4), luck ±1 (1), all orthogonal, about a mean of 100: variance 14, of which 9 drift, 4
 * rates, 1 chance.
 */
static void the_parts_are_those_that_were_put_in(void **state)
{
    (void)state;
    double own[N], same[N], other[N];
    struct spread spread;
    for (int32_t i = 0; i < N; i++) {
        own[i] = 100 + 3 * sign(i, 1) + 2 * sign(i, 2) + sign(i, 4);
        same[i] = 100 + 3 * sign(i, 1) + 2 * sign(i, 2) + sign(i, 5);
        other[i] = 100 + 3 * sign(i, 1) + 2 * sign(i, 3) + sign(i, 6);
    }
    spread_of(own, same, other, N, &spread);
    near(spread.variance, 14);
    near(spread.drift, 9.0 / 14);
    near(spread.rates, 4.0 / 14);
    near(spread.chance, 1.0 / 14);
}

static void only_luck_is_all_chance(void **state)
{
    (void)state;
    double own[N], same[N], other[N];
    struct spread spread;
    for (int32_t i = 0; i < N; i++) {
        own[i] = sign(i, 1);
        same[i] = sign(i, 2);
        other[i] = sign(i, 4);
    }
    spread_of(own, same, other, N, &spread);
    near(spread.chance, 1);
    near(spread.rates, 0);
    near(spread.drift, 0);
}

/* own and other move against each other: drift would be -1 of a variance of 1; it counts as none. rates: 1 - (-1) = 2. */
static void an_estimate_below_nothing_counts_as_none_and_the_rest_adds_up(void **state)
{
    (void)state;
    double own[N], other[N];
    struct spread spread;
    for (int32_t i = 0; i < N; i++) {
        own[i] = sign(i, 1);
        other[i] = -sign(i, 1);
    }
    spread_of(own, own, other, N, &spread);
    near(spread.drift, 0);
    near(spread.rates, 1);
    near(spread.chance, 0);
}

static void where_nothing_varies_there_are_no_shares(void **state)
{
    (void)state;
    static const double still[N] = {5, 5, 5, 5, 5, 5, 5, 5};
    struct spread spread;
    spread_of(still, still, still, N, &spread);
    near(spread.variance, 0);
    near(spread.chance + spread.rates + spread.drift, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_are_those_that_were_put_in),
        cmocka_unit_test(only_luck_is_all_chance),
        cmocka_unit_test(an_estimate_below_nothing_counts_as_none_and_the_rest_adds_up),
        cmocka_unit_test(where_nothing_varies_there_are_no_shares),
    };
    return cmocka_run_group_tests_name("spread", tests, NULL, NULL);
}
