#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "example_systems.h"
#include "flow/posterior.h"

static const struct flow_fit_plan plan = {.seed = 4, .authority = 1, .draws = 100, .sweeps_before = 5, .sweeps_between = 1};

/* Counts of one's own: `entries` a quarter in 20 quarters of 91.3125 days, four more or fewer in every second. */
static struct flow_exposure exposure_of(const struct flow_system *system, int64_t entries, int64_t swing)
{
    struct flow_histories histories = {.observed_to = 1827}; /* 20 quarters are 1,826.25 days */
    struct flow_exposure exposure;
    assert_int_equal(flow_exposure_count(system, &histories, &exposure, NULL), 0);
    assert_int_equal(exposure.quarters, 20);
    for (int32_t q = 0; q < 20; q++) {
        const int64_t count = entries + (q % 2 ? swing : -swing);
        exposure.by_quarter[q] = count;
        exposure.by_stratum[0] += count;
        exposure.by_first_state[0] += count;
        exposure.entries += count;
    }
    return exposure;
}

static void assert_near(double value, double expected, double part)
{
    assert_true(fabs(value - expected) <= part * fabs(expected));
}

/* Counts 30 ± 10: variance 100 × 20 / 19 = 105.26, over 30 is 3.509. With a prior of 2 worth 8: (19 × 3.509 + 16) / 27
 * = 3.062. */
static void dispersion_is_between_what_was_seen_and_the_prior(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_entries mean;
    example_clocks(&system);
    struct flow_exposure exposure = exposure_of(&system, 30, 10);
    flow_entries_mean(&system, &exposure, &mean);
    assert_near(mean.dispersion, (19 * (100.0 * 20 / 19 / 30) + 16) / 27, 1e-9);
    flow_exposure_clear(&exposure);
    exposure = exposure_of(&system, 30, 0); /* too even for chance: 16 / 27, but never below 1 */
    flow_entries_mean(&system, &exposure, &mean);
    assert_true(mean.dispersion == 1);
    flow_exposure_clear(&exposure);
}

/* 600 entries in 5.002 years at φ = 3.062, prior Gamma(1) about 120: shape 1 + 600/φ, rate 1/120 + 5.002/φ. */
static void the_level_is_less_sure_when_counts_are_overdispersed(void **state)
{
    (void)state;
    enum { DRAWS = 20000 };
    struct flow_system system;
    struct flow_entries entries;
    example_clocks(&system);
    struct flow_exposure exposure = exposure_of(&system, 30, 10);
    flow_entries_mean(&system, &exposure, &entries);
    const double phi = entries.dispersion, shape = 1 + 600 / phi, rate = 1 / 120.0 + 1827 / 365.25 / phi;
    assert_near(entries.per_day * 365.25, shape / rate, 1e-9);
    double sum = 0, squares = 0;
    for (uint32_t d = 0; d < DRAWS; d++) {
        struct chance_stream stream;
        chance_stream_start(&stream, chance_key_of(6, 1), 0, d, CHANCE_ENTRIES);
        flow_entries_sample(&system, &exposure, &stream, &entries);
        const double scaled = entries.per_day * 365.25 * rate;
        sum += scaled;
        squares += (scaled - shape) * (scaled - shape);
    }
    /* |z| < 4.5 on mean and variance of a Gamma(shape): one new seed in 70,000 would fail. */
    assert_true(fabs(sum / DRAWS - shape) < 4.5 * sqrt(shape / DRAWS));
    assert_true(fabs(squares / DRAWS - shape) < 4.5 * shape * sqrt((2 + 6 / shape) / DRAWS));
    flow_exposure_clear(&exposure);
}

/* Stratum 0: (.9 × 50 + 600) / (50 + 600). First state a of it: (.7 × 20 + 600) / 620; of the other stratum the prior's. */
static void shares_are_counts_and_prior_together(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_entries mean;
    example_clocks(&system);
    struct flow_exposure exposure = exposure_of(&system, 30, 10);
    flow_entries_mean(&system, &exposure, &mean);
    assert_near(mean.share[0], 645.0 / 650, 1e-12);
    assert_near(mean.share[0] + mean.share[1], 1, 1e-12);
    assert_near(mean.first_state[0][STATE_A], 614.0 / 620, 1e-12);
    assert_near(mean.first_state[1][STATE_B], 1, 1e-12);
    flow_exposure_clear(&exposure);
}

static void the_same_plan_gives_the_same_bytes(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_posterior one, two, other;
    struct problem problem = {0};
    example_care(&system);
    struct flow_exposure exposure = exposure_of(&system, 60, 9);
    exposure.nights[17] = 5000;
    struct flow_fit_plan reseeded = plan;
    reseeded.seed++;
    assert_int_equal(flow_posterior_fit(&system, &exposure, &plan, NULL, &one, &problem), 0);
    assert_int_equal(flow_posterior_fit(&system, &exposure, &plan, NULL, &two, &problem), 0);
    assert_int_equal(flow_posterior_fit(&system, &exposure, &reseeded, NULL, &other, &problem), 0);
    assert_memory_equal(one.rates, two.rates, 100 * sizeof *one.rates);
    assert_memory_equal(one.entries, two.entries, 100 * sizeof *one.entries);
    assert_memory_equal(&one.mean_rates, &other.mean_rates, sizeof one.mean_rates);
    assert_int_not_equal(memcmp(one.rates, other.rates, 100 * sizeof *one.rates), 0);
    assert_int_not_equal(memcmp(one.entries, other.entries, 100 * sizeof *one.entries), 0);
    flow_posterior_clear(&one);
    flow_posterior_clear(&two);
    flow_posterior_clear(&other);
    flow_exposure_clear(&exposure);
}

static void without_data_the_one_draw_is_the_prior(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_posterior posterior;
    example_clocks(&system);
    assert_int_equal(flow_posterior_prior(&system, 99, &posterior, NULL), 0);
    assert_int_equal(posterior.draws, 1);
    assert_near(posterior.entries[0].per_day * 365.25, 99, 1e-12);
    assert_near(posterior.rates[0].base[STATE_A][STATE_B] * 365.25, 0.8, 1e-12);
    assert_int_equal(flow_posterior_draw_of(&posterior, 12345), 0);
    flow_posterior_clear(&posterior);
    assert_int_equal(flow_posterior_prior(&system, -1, &posterior, NULL), 0);
    assert_near(posterior.entries[0].per_day * 365.25, 120, 1e-12);
    flow_posterior_clear(&posterior);
}

/* A golden-ratio sequence leaves gaps of at most three sizes: n replicates over n draws meet no draw more than twice, more
 * or less even. */
static void any_number_of_replicates_spreads_over_the_draws(void **state)
{
    (void)state;
    struct flow_posterior posterior = {.draws = 250};
    static const int32_t replicates[] = {250, 400, 1000, 5000};
    for (size_t i = 0; i < sizeof replicates / sizeof *replicates; i++) {
        int32_t used[250] = {0};
        for (int32_t r = 0; r < replicates[i]; r++) {
            const int32_t draw = flow_posterior_draw_of(&posterior, r);
            assert_in_range(draw, 0, 249);
            used[draw]++;
        }
        const double even = replicates[i] / 250.0;
        for (int32_t d = 0; d < 250; d++)
            assert_true(fabs(used[d] - even) <= 2);
    }
}

static bool always(struct progress *progress)
{
    (void)progress;
    return true;
}

static void a_wrong_plan_or_a_stop_leaves_nothing_behind(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_posterior posterior;
    struct problem problem = {0};
    struct progress stop = {.stopped = always};
    struct flow_fit_plan wrong = plan;
    example_pair(&system);
    struct flow_exposure exposure = exposure_of(&system, 30, 10);
    wrong.draws = 0;
    assert_int_equal(flow_posterior_fit(&system, &exposure, &wrong, NULL, &posterior, &problem), PROBLEM_INPUT);
    wrong.draws = 10;
    wrong.sweeps_between = 0;
    assert_int_equal(flow_posterior_fit(&system, &exposure, &wrong, NULL, &posterior, &problem), PROBLEM_INPUT);
    assert_int_equal(flow_posterior_fit(&system, &exposure, &plan, &stop, &posterior, &problem), PROBLEM_STOPPED);
    assert_null(posterior.rates);
    flow_posterior_clear(&posterior);
    flow_exposure_clear(&exposure);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dispersion_is_between_what_was_seen_and_the_prior),
        cmocka_unit_test(the_level_is_less_sure_when_counts_are_overdispersed),
        cmocka_unit_test(shares_are_counts_and_prior_together),
        cmocka_unit_test(the_same_plan_gives_the_same_bytes),
        cmocka_unit_test(without_data_the_one_draw_is_the_prior),
        cmocka_unit_test(any_number_of_replicates_spreads_over_the_draws),
        cmocka_unit_test(a_wrong_plan_or_a_stop_leaves_nothing_behind),
    };
    return cmocka_run_group_tests_name("posterior", tests, NULL, NULL);
}
