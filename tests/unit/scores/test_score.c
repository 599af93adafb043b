#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "scores/score.h"

static void near(double value, double expected)
{
    if (!(value - expected < 1e-12 && expected - value < 1e-12))
        fail_msg("%.15g is not %.15g", value, expected);
}

/*
 * 1, 2, 4 against 3. Distances 2, 1, 1: mean 4/3. Of the nine pairs the distances are 1, 3, 2, each twice: 12, halved and
 * over nine 2/3. CRPS = 4/3 - 2/3.
 */
static void the_crps_of_three_values_is_that_of_the_formula(void **state)
{
    (void)state;
    static const double value[] = {1, 2, 4};
    struct score score;
    score_values(value, 3, 3, &score);
    near(score.crps, 2.0 / 3);
    near(score.mean, 7.0 / 3);
    near(score.median, 2);
    near(score.from, 2.0 / 4);
    near(score.to, 3.0 / 4);
}

static void the_crps_of_one_value_is_its_distance(void **state)
{
    (void)state;
    static const double value[] = {7};
    struct score score;
    score_values(value, 1, 4.5, &score);
    near(score.crps, 2.5);
    score_values(value, 1, 7, &score);
    near(score.crps, 0);
}

static void the_sum_over_rising_values_is_that_over_all_pairs(void **state)
{
    (void)state;
    static const double value[] = {-3, 0.5, 0.5, 2, 11, 30};
    enum { N = sizeof value / sizeof *value };
    double distance = 0, pairs = 0;
    struct score score;
    for (int i = 0; i < N; i++) {
        distance += value[i] > 5 ? value[i] - 5 : 5 - value[i];
        for (int j = 0; j < N; j++)
            pairs += value[i] > value[j] ? value[i] - value[j] : value[j] - value[i];
    }
    score_values(value, N, 5, &score);
    near(score.crps, distance / N - pairs / (2.0 * N * N));
    near(score.median, 1.25);
}

/* Nine values leave ten places. In eight of them the outcome is inside of the 80% range, in five of the 50% range. */
static void over_all_places_a_range_holds_what_it_says(void **state)
{
    (void)state;
    static const double value[] = {10, 20, 30, 40, 50, 60, 70, 80, 90};
    double held80 = 0, held50 = 0, held95 = 0;
    struct score score;
    for (int place = 0; place < 10; place++) {
        score_values(value, 9, 5 + 10 * place, &score);
        held80 += score_held(&score, .8);
        held50 += score_held(&score, .5);
        held95 += score_held(&score, .95);
    }
    near(held80, 8);
    near(held50, 5);
    near(held95, 9.5);
    score_values(value, 9, 1000, &score);
    near(score_held(&score, .8), 0);
    score_values(value, 9, 45, &score);
    near(score_held(&score, .8), 1);
}

/* 2, 2, 3, 5 against 2: none below, two at it, so anywhere in [0, 3/5]. Inside [.1, .9] lies .5 of .6, inside [.25, .75]
 * .35. */
static void an_outcome_that_ties_with_a_bound_counts_for_its_share(void **state)
{
    (void)state;
    static const double value[] = {2, 2, 3, 5}, same[] = {3, 3, 3};
    struct score score;
    score_values(value, 4, 2, &score);
    near(score.from, 0);
    near(score.to, 3.0 / 5);
    near(score_held(&score, .8), 5.0 / 6);
    near(score_held(&score, .5), 7.0 / 12);
    score_values(same, 3, 3, &score);
    near(score.crps, 0);
    near(score_held(&score, .8), .8); /* all futures alike: its place could be any */
    near(score_held(&score, .95), .95);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_crps_of_three_values_is_that_of_the_formula),
        cmocka_unit_test(the_crps_of_one_value_is_its_distance),
        cmocka_unit_test(the_sum_over_rising_values_is_that_over_all_pairs),
        cmocka_unit_test(over_all_places_a_range_holds_what_it_says),
        cmocka_unit_test(an_outcome_that_ties_with_a_bound_counts_for_its_share),
    };
    return cmocka_run_group_tests_name("score", tests, NULL, NULL);
}
