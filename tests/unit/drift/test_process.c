#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "drift/process.h"

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-12 * (1 + fabs(expected))))
        fail_msg("%.15g is not %.15g", value, expected);
}

/* Covariance of quarters i and j with four of the past. */
static double between(struct drift_point point, double level_sd, double season_sd, int32_t i, int32_t j)
{
    const double one = 1;
    const struct drift_prior prior = {1, &point, &one, level_sd, season_sd};
    double row[DRIFT_QUARTERS_MAX];
    drift_covariance(&prior, &point, 4, i, 1, 8, row);
    return row[j];
}

/* Level .5² + walk .2² × 2 / 4: quarters 2 and 5 share the first two steps. */
static void a_walk_shares_the_steps_of_the_earlier_quarter(void **state)
{
    (void)state;
    const struct drift_point walk = {DRIFT_WALKS, .2, 0, 1, 0};
    assert_near(between(walk, .5, 0, 2, 5), .25 + .04 * 2 / 4);
    assert_near(between(walk, .5, 0, 5, 2), .25 + .04 * 2 / 4);
    assert_near(between(walk, 0, 0, 0, 7), 0);
}

/* Four quarters apart is a year: .16² × .6 and .1² × .1. */
static void waves_and_fast_years_fade_with_distance(void **state)
{
    (void)state;
    const struct drift_point wave = {DRIFT_RETURNS, .16, 0, 1, 0}, fast = {DRIFT_WALKS, 0, .1, 1, 0};
    assert_near(between(wave, 0, 0, 1, 5), .0256 * .6);
    assert_near(between(wave, 0, 0, 3, 3), .0256);
    assert_near(between(fast, 0, 0, 1, 5), .01 * .1);
}

/* cos(2πd) + ½ cos(4πd) with d quarters: 1.5, -.5, -.5, -.5, 1.5. */
static void a_season_comes_again_every_year(void **state)
{
    (void)state;
    const struct drift_point none = {DRIFT_WALKS, 0, 0, 1, 0};
    const double expected[5] = {1.5, -.5, -.5, -.5, 1.5};
    for (int32_t d = 0; d < 5; d++)
        assert_near(between(none, 0, .1, 1, 1 + d), .01 * expected[d]);
}

/* The middle of quarter 3 lies .125 years before the origin, that of quarter 7 .875 behind: u = (1 - .7^.875) / -log .7. */
static void a_trend_slows_down_in_the_future(void **state)
{
    (void)state;
    const struct drift_point trend = {DRIFT_WALKS, 0, 0, 1, .08};
    assert_near(between(trend, 0, 0, 3, 3), .0064 * .125 * .125);
    assert_near(between(trend, 0, 0, 3, 7), .0064 * -.125 * (1 - pow(.7, .875)) / -log(.7));
}

/* A walk of .2 a year steps .01 a quarter; over the quarters of the first year the mean of the lesser number is 14 / 16, of
 * the first with the second year 1.5. The season adds up to nothing. */
static void a_years_level_is_the_mean_of_its_quarters(void **state)
{
    (void)state;
    const struct drift_point walk = {DRIFT_WALKS, .2, 0, 1, 0};
    const double one = 1;
    const struct drift_prior prior = {1, &walk, &one, .5, .3};
    double years[4], quarters[4];
    drift_covariance_of_periods(&prior, &walk, 4, 2, 0, 2, 2, years);
    assert_near(years[0], .25 + .01 * 14 / 16);
    assert_near(years[1], .25 + .01 * 1.5);
    assert_near(years[2], .25 + .01 * 1.5);
    drift_covariance_of_periods(&prior, &walk, 1, 2, 0, 2, 2, years);
    drift_covariance(&prior, &walk, 2, 0, 2, 2, quarters);
    assert_memory_equal(years, quarters, sizeof years);
}

static void counts_have_the_mean_and_variance_that_are_asked(void **state)
{
    (void)state;
    assert_near(drift_log_probability(3, 2, 1), 3 * log(2) - 2 - log(6));
    double sum = 0, mean = 0, square = 0;
    for (int32_t n = 0; n < 400; n++) {
        const double p = exp(drift_log_probability(n, 20, 2.2));
        sum += p;
        mean += n * p;
        square += n * p * n;
    }
    assert_true(fabs(sum - 1) < 1e-9);
    assert_true(fabs(mean - 20) < 1e-7);
    assert_true(fabs(square - mean * mean - 44) < 1e-5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_walk_shares_the_steps_of_the_earlier_quarter),
        cmocka_unit_test(waves_and_fast_years_fade_with_distance),
        cmocka_unit_test(a_season_comes_again_every_year),
        cmocka_unit_test(a_trend_slows_down_in_the_future),
        cmocka_unit_test(a_years_level_is_the_mean_of_its_quarters),
        cmocka_unit_test(counts_have_the_mean_and_variance_that_are_asked),
    };
    return cmocka_run_group_tests_name("process", tests, NULL, NULL);
}
