#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "drift/levels.h"

static const struct drift_point point[3] = {
    {DRIFT_WALKS, .05, 0, 1, 0}, {DRIFT_WALKS, .17, 0, 2.2, 0}, {DRIFT_RETURNS, .16, .07, 3.2, .04}};
static const double weight[3] = {.5, .3, .2};
static const struct drift_prior prior = {3, point, weight, .3, .04};

/* Twelve quarters of 40, 44, 36, 40 … against 40. */
static void fit_some(struct drift_fit *fit)
{
    double events[12], expected[12];
    for (int32_t q = 0; q < 12; q++) {
        events[q] = 40 + 4 * (q % 3 == 1) - 4 * (q % 3 == 2);
        expected[q] = 40;
    }
    const struct drift_counts counts = {12, events, expected, false};
    assert_int_equal(drift_fit_counts(&prior, &counts, fit, NULL), 0);
}

static struct drift_draw_plan plan_of(int32_t replicates)
{
    return (struct drift_draw_plan){
        .key = chance_key_of(7, 3), .series = 1, .replicates = replicates, .ahead = 12, .coupled_to = -1};
}

static void fewer_draws_are_the_first_of_more(void **state)
{
    (void)state;
    struct drift_fit fit;
    struct drift_levels few, many;
    const struct drift_draw_plan small = plan_of(200), large = plan_of(1000);
    fit_some(&fit);
    assert_int_equal(drift_draw_levels(&fit, &small, &few, NULL), 0);
    assert_int_equal(drift_draw_levels(&fit, &large, &many, NULL), 0);
    assert_memory_equal(few.log_level, many.log_level, 200 * 12 * sizeof *few.log_level);
    assert_memory_equal(few.dispersion, many.dispersion, 200 * sizeof *few.dispersion);
    drift_levels_clear(&few);
    drift_levels_clear(&many);
    drift_fit_clear(&fit);
}

/* A Weyl sequence of 1,000 is nowhere more than a few draws off: each point is drawn within 10 of its share. */
static void points_are_drawn_by_their_weights(void **state)
{
    (void)state;
    struct drift_fit fit;
    struct drift_levels levels;
    const struct drift_draw_plan plan = plan_of(1000);
    fit_some(&fit);
    assert_int_equal(drift_draw_levels(&fit, &plan, &levels, NULL), 0);
    for (int32_t i = 0; i < 3; i++) {
        int32_t drawn = 0;
        for (int32_t r = 0; r < 1000; r++)
            drawn += levels.dispersion[r] == point[i].dispersion;
        assert_true(fabs(drawn - 1000 * fit.weight[i]) <= 10);
    }
    drift_levels_clear(&levels);
    drift_fit_clear(&fit);
}

/* Mean and variance of 20,000 draws against the mixture's own; 4.5 standard errors are 1 false alarm in 150,000. */
static void draws_have_the_mean_and_variance_of_the_fit(void **state)
{
    (void)state;
    enum { R = 20000, LAST = 11 };
    struct drift_fit fit;
    struct drift_levels levels;
    const struct drift_draw_plan plan = plan_of(R);
    double mean = 0, second = 0, seen = 0, square = 0;
    fit_some(&fit);
    for (int32_t i = 0; i < 3; i++) {
        double m[12], factor[144], variance = 0;
        drift_fit_future(&fit, i, 12, m, factor);
        for (int32_t k = 0; k <= LAST; k++)
            variance += factor[LAST * 12 + k] * factor[LAST * 12 + k];
        mean += fit.weight[i] * m[LAST];
        second += fit.weight[i] * (variance + m[LAST] * m[LAST]);
    }
    const double variance = second - mean * mean;
    assert_int_equal(drift_draw_levels(&fit, &plan, &levels, NULL), 0);
    for (int32_t r = 0; r < R; r++) {
        seen += levels.log_level[r * 12 + LAST] / R;
        square += levels.log_level[r * 12 + LAST] * levels.log_level[r * 12 + LAST] / R;
    }
    assert_true(fabs(seen - mean) < 4.5 * sqrt(variance / R));
    assert_true(fabs((square - seen * seen) / variance - 1) <
                4.5 * sqrt(6.0 / R)); /* a mixture's kurtosis is at most 7 here */
    drift_levels_clear(&levels);
    drift_fit_clear(&fit);
}

static double correlation(const struct drift_levels *a, const struct drift_levels *b)
{
    double ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;
    for (int32_t r = 0; r < a->replicates; r++) {
        const double x = a->log_level[r * 12 + 11], y = b->log_level[r * 12 + 11];
        ma += x, mb += y, aa += x * x, bb += y * y, ab += x * y;
    }
    const double n = a->replicates;
    return (ab - ma * mb / n) / sqrt((aa - ma * ma / n) * (bb - mb * mb / n));
}

/* The same fit drawn as two series: independent unless coupled, then near the coupling (points differ, so it is less). */
static void series_move_together_only_where_they_are_coupled(void **state)
{
    (void)state;
    struct drift_fit fit;
    struct drift_levels first, free_one, coupled;
    struct drift_draw_plan plan = plan_of(4000);
    fit_some(&fit);
    assert_int_equal(drift_draw_levels(&fit, &plan, &first, NULL), 0);
    plan.series = 2;
    assert_int_equal(drift_draw_levels(&fit, &plan, &free_one, NULL), 0);
    plan.coupled_to = 1;
    plan.correlation = -.7;
    assert_int_equal(drift_draw_levels(&fit, &plan, &coupled, NULL), 0);
    assert_true(fabs(correlation(&first, &free_one)) < 4.5 / sqrt(4000));
    const double tied = correlation(&first, &coupled);
    assert_true(tied < -.5 && tied > -.75);
    drift_levels_clear(&first);
    drift_levels_clear(&free_one);
    drift_levels_clear(&coupled);
    drift_fit_clear(&fit);
}

static double variance_of(const struct drift_levels *levels)
{
    double sum = 0, square = 0;
    const double n = levels->replicates;
    for (int32_t r = 0; r < levels->replicates; r++) {
        sum += levels->log_level[r * 12 + 11];
        square += levels->log_level[r * 12 + 11] * levels->log_level[r * 12 + 11];
    }
    return (square - sum * sum / n) / n;
}

/*
 * Two councils with one point have a third of their variance in common: their levels correlate by a third, each varies as
 * much as before, and by two thirds of it when the common part is left out. 4.5 standard errors: (1 - 1/9) / √20,000 for the
 * correlation, √(2 / 20,000) relative for a variance.
 */
static void a_share_of_all_movement_may_be_common(void **state)
{
    (void)state;
    enum { R = 20000 };
    static const struct drift_point walks = {DRIFT_WALKS, .1, 0, 1, 0};
    static const double whole = 1;
    const struct drift_prior one = {1, &walks, &whole, .5, 0};
    double events[12], expected[12];
    for (int32_t q = 0; q < 12; q++)
        events[q] = expected[q] = 40;
    const struct drift_counts counts = {12, events, expected, false};
    struct drift_fit fit;
    struct drift_levels before, here, there, alone;
    struct drift_draw_plan plan = plan_of(R);
    assert_int_equal(drift_fit_counts(&one, &counts, &fit, NULL), 0);
    assert_int_equal(drift_draw_levels(&fit, &plan, &before, NULL), 0);
    plan.common = 1.0 / 3;
    plan.common_key = chance_key_of(7, 0);
    assert_int_equal(drift_draw_levels(&fit, &plan, &here, NULL), 0);
    plan.alone = true;
    assert_int_equal(drift_draw_levels(&fit, &plan, &alone, NULL), 0);
    plan.alone = false;
    plan.key = chance_key_of(7, 4);
    assert_int_equal(drift_draw_levels(&fit, &plan, &there, NULL), 0);
    assert_true(fabs(correlation(&here, &there) - 1.0 / 3) < 4.5 * (8.0 / 9) / sqrt(R));
    assert_true(fabs(variance_of(&here) / variance_of(&before) - 1) < 4.5 * 2 / sqrt(R));
    assert_true(fabs(variance_of(&alone) / variance_of(&before) - 2.0 / 3) < 4.5 * 2 / sqrt(R));
    drift_levels_clear(&before);
    drift_levels_clear(&here);
    drift_levels_clear(&there);
    drift_levels_clear(&alone);
    drift_fit_clear(&fit);
}

static void what_cannot_be_drawn_is_refused(void **state)
{
    (void)state;
    struct drift_fit fit;
    struct drift_levels levels;
    fit_some(&fit);
    struct drift_draw_plan plan = plan_of(1);
    plan.ahead = DRIFT_FUTURE_MAX + 1;
    assert_int_equal(drift_draw_levels(&fit, &plan, &levels, NULL), PROBLEM_INPUT);
    plan = plan_of(0);
    assert_int_equal(drift_draw_levels(&fit, &plan, &levels, NULL), PROBLEM_INPUT);
    drift_levels_clear(&levels);
    drift_fit_clear(&fit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fewer_draws_are_the_first_of_more),
        cmocka_unit_test(points_are_drawn_by_their_weights),
        cmocka_unit_test(draws_have_the_mean_and_variance_of_the_fit),
        cmocka_unit_test(series_move_together_only_where_they_are_coupled),
        cmocka_unit_test(a_share_of_all_movement_may_be_common),
        cmocka_unit_test(what_cannot_be_drawn_is_refused),
    };
    return cmocka_run_group_tests_name("drift_levels", tests, NULL, NULL);
}
