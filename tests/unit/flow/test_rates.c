#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "example_histories.h"
#include "example_systems.h"
#include "flow/posterior.h"
#include "flow/rates.h"

static const double strong = 1e9; /* a factor that is known: stays at its prior */

static void assert_near(double value, double expected, double part)
{
    assert_true(fabs(value - expected) <= part * fabs(expected));
}

/* Exposure without histories: the counts are the test's. */
static struct flow_exposure empty_exposure(const struct flow_system *system)
{
    struct flow_histories histories = {.observed_to = 365};
    struct flow_exposure exposure;
    assert_int_equal(flow_exposure_count(system, &histories, &exposure, NULL), 0);
    return exposure;
}

static void the_prior_is_the_product_of_its_parts(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_rates rates;
    example_clocks(&system);
    flow_rates_prior(&system, &rates);
    /* a → out at 16, after 100 days, in the first weeks: .5 × 1.5 × .8 × 1.6 a year. */
    assert_near(flow_rate(&system, &rates, STATE_A, EXIT_OUT, 2, 1, 0), 0.5 * 1.5 * 0.8 * 1.6 / 365.25, 1e-12);
}

/*
 * a → b: prior .8 a year worth 20 events, 30 events in 10,000 nights: Gamma(50, 20 × 365.25 / .8 + 10,000 = 19,131.25).
 * b → out: prior 1.2, 5 events in 2,000 nights: (20 + 5) / (20 × 365.25 / 1.2 + 2,000 = 8,087.5).
 */
static void two_states_with_known_factors_come_out_as_by_hand(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_evidence evidence;
    struct flow_rates rates;
    example_pair(&system);
    system.strength_factor = strong;
    struct flow_exposure exposure = empty_exposure(&system);
    exposure.nights[STATE_A] = 10000;
    exposure.nights[STATE_B] = 2000;
    exposure.events[STATE_A * 4 + STATE_B] = 30;
    exposure.events[STATE_B * 4 + EXIT_OUT] = 5;
    flow_evidence_gather(&system, &exposure, &evidence);
    flow_rates_prior(&system, &rates);
    flow_rates_settle(&evidence, 20, &rates);
    assert_near(flow_rate(&system, &rates, STATE_A, STATE_B, 0, 0, 0), 50 / 19131.25, 1e-6);
    assert_near(flow_rate(&system, &rates, STATE_B, EXIT_OUT, 0, 0, 0), 25 / 8087.5, 1e-6);
    assert_near(flow_rates_expected(&system, &rates, &exposure, STATE_A, STATE_B), 10000 * 50 / 19131.25, 1e-6);
    assert_true(flow_rate(&system, &rates, STATE_A, EXIT_OLD, 0, 0, 0) == 0);
    flow_exposure_clear(&exposure);
}

/* Side by side as one by one, bit for bit; most cells have no nights. */
static void what_is_expected_of_all_is_what_is_expected_of_each(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_rates rates;
    uint32_t word = 3;
    example_care(&system);
    flow_rates_prior(&system, &rates);
    struct flow_exposure exposure = empty_exposure(&system);
    for (int32_t cell = 0; cell < flow_cells(&system); cell++) {
        word = word * 1664525u + 1013904223u;
        exposure.nights[cell] = word >> 30 ? 0 : word >> 20;
    }
    for (int32_t s = 0; s < system.states; s++) {
        struct flow_destinations to = {.from = s};
        double all[FLOW_DESTINATIONS_MAX], sum = 0;
        for (int32_t d = s & 1; d < system.states + system.exits; d++)
            to.id[to.count++] = d;
        flow_rates_expected_of(&system, &rates, &exposure, &to, all);
        for (int32_t i = 0; i < to.count; i++) {
            assert_true(all[i] == flow_rates_expected(&system, &rates, &exposure, s, to.id[i]));
            sum += all[i];
        }
        assert_true(sum > 0);
    }
    flow_exposure_clear(&exposure);
}

/* One cell, factors known: the draws are those of a Gamma. Mean shape / rate, variance shape / rate². */
static void draws_of_one_cell_are_gamma(void **state)
{
    (void)state;
    enum { DRAWS = 20000 };
    struct flow_system system;
    struct flow_evidence evidence;
    struct flow_rates rates;
    struct chance_stream stream;
    double sum = 0, squares = 0;
    example_pair(&system);
    system.strength_factor = strong;
    struct flow_exposure exposure = empty_exposure(&system);
    exposure.nights[STATE_A] = 10000;
    exposure.events[STATE_A * 4 + STATE_B] = 30;
    flow_evidence_gather(&system, &exposure, &evidence);
    flow_rates_prior(&system, &rates);
    chance_stream_start(&stream, chance_key_of(3, 1), 0, 0, CHANCE_RATES);
    for (int i = 0; i < DRAWS; i++) {
        flow_rates_sample(&evidence, 1, &stream, &rates);
        const double scaled = rates.base[STATE_A][STATE_B] * 19131.25;
        sum += scaled;
        squares += (scaled - 50) * (scaled - 50);
    }
    /* Gamma(50): variance 50, kurtosis 3.12. |z| < 4.5: one new seed in 70,000 would fail. */
    assert_true(fabs(sum / DRAWS - 50) < 4.5 * sqrt(50.0 / DRAWS));
    assert_true(fabs(squares / DRAWS - 50) < 4.5 * 50 * sqrt(2.12 / DRAWS));
    flow_exposure_clear(&exposure);
}

/* One state, one way out, three ages, hardly any prior: as many rates as cells, so that the fit is the ratio in each cell.
 */
static void without_a_prior_the_fit_of_a_full_table_is_the_observed_ratio(void **state)
{
    (void)state;
    static const int64_t nights[3] = {1000, 2000, 4000}, events[3] = {10, 40, 20};
    struct flow_system system;
    struct flow_evidence evidence;
    struct flow_rates rates;
    example_clocks(&system);
    memset(system.prior_rate, 0, sizeof system.prior_rate);
    system.prior_rate[STATE_A][EXIT_OUT] = 1;
    system.strength_rate = system.strength_factor = 0.01;
    struct flow_exposure exposure = empty_exposure(&system);
    for (int32_t age = 0; age < 3; age++) {
        const int32_t cell = flow_cell(&system, STATE_A, age, 1, 1);
        exposure.nights[cell] = nights[age];
        exposure.events[cell * 4 + EXIT_OUT] = events[age];
    }
    flow_evidence_gather(&system, &exposure, &evidence);
    flow_rates_prior(&system, &rates);
    flow_rates_settle(&evidence, 60, &rates);
    for (int32_t age = 0; age < 3; age++)
        assert_near(flow_rate(&system, &rates, STATE_A, EXIT_OUT, age, 1, 1), (double)events[age] / (double)nights[age],
                    0.005);
    flow_exposure_clear(&exposure);
}

/* Prior 0 in b → b and for b's age factor: nothing, until it is seen; then worth half an event. */
static void what_happened_is_never_impossible(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_evidence evidence;
    struct flow_rates rates;
    example_pair(&system);
    system.strength_factor = strong;
    struct flow_exposure exposure = empty_exposure(&system);
    exposure.nights[STATE_B] = 36525; /* a hundred years */
    flow_evidence_gather(&system, &exposure, &evidence);
    flow_rates_prior(&system, &rates);
    flow_rates_settle(&evidence, 10, &rates);
    assert_true(rates.base[STATE_B][STATE_B] == 0);
    exposure.events[STATE_B * 4 + STATE_B] = 1;
    flow_evidence_gather(&system, &exposure, &evidence);
    flow_rates_prior(&system, &rates);
    flow_rates_settle(&evidence, 10, &rates);
    /* (.5 + 1) / (.5 / .01 + 100) = 1 in 100 years */
    assert_near(rates.base[STATE_B][STATE_B] * 365.25, 0.01, 1e-6);
    flow_exposure_clear(&exposure);
}

static void an_impossible_factor_gives_way_to_an_event(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_evidence evidence;
    struct flow_rates rates;
    example_clocks(&system);
    system.prior_by_age[EXIT_OUT][0] = 0;
    struct flow_exposure exposure = empty_exposure(&system);
    const int32_t cell = flow_cell(&system, STATE_A, 0, 0, 0);
    exposure.nights[cell] = 1000;
    flow_evidence_gather(&system, &exposure, &evidence);
    flow_rates_prior(&system, &rates);
    flow_rates_settle(&evidence, 10, &rates);
    assert_true(flow_rate(&system, &rates, STATE_A, EXIT_OUT, 0, 0, 0) == 0);
    exposure.events[cell * 4 + EXIT_OUT] = 1;
    flow_evidence_gather(&system, &exposure, &evidence);
    flow_rates_settle(&evidence, 10, &rates);
    assert_true(flow_rate(&system, &rates, STATE_A, EXIT_OUT, 0, 0, 0) > 0);
    flow_exposure_clear(&exposure);
}

/* Simulated histories, all blocks at work: every product is the same in the mean of the draws and in the fit. */
static void the_draws_have_the_fit_as_their_mean(void **state)
{
    (void)state;
    enum { DRAWS = 2000 };
    struct flow_system system;
    struct flow_posterior truth = {0}, posterior = {0};
    struct flow_histories histories;
    struct flow_exposure exposure;
    struct problem problem = {0};
    const struct flow_key key = {.seed = 9, .authority = 1};
    const struct flow_fit_plan plan = {.seed = 4, .authority = 1, .draws = DRAWS, .sweeps_before = 50, .sweeps_between = 2};
    const day until = calendar_day(2026, 4, 1);
    example_clocks(&system);
    assert_int_equal(flow_posterior_prior(&system, 300, &truth, &problem), 0);
    assert_int_equal(
        example_histories(&truth, &key, calendar_day(2018, 4, 1), calendar_day(2021, 4, 1), until, &histories, &problem), 0);
    assert_int_equal(flow_exposure_count(&system, &histories, &exposure, &problem), 0);
    assert_int_equal(flow_posterior_fit(&system, &exposure, &plan, NULL, &posterior, &problem), 0);
    for (int32_t cell = 0; cell < 24; cell++)
        for (int32_t to = 0; to < 4; to++) {
            const int32_t s = cell / 12, age = cell / 4 % 3, tis = cell / 2 % 2, tip = cell % 2;
            const double fitted = flow_rate(&system, &posterior.mean_rates, s, to, age, tis, tip);
            double sum = 0;
            for (int32_t d = 0; d < DRAWS; d++)
                sum += flow_rate(&system, &posterior.rates[d], s, to, age, tis, tip);
            assert_near(sum / DRAWS, fitted, 0.03);
        }
    flow_posterior_clear(&truth);
    flow_posterior_clear(&posterior);
    flow_exposure_clear(&exposure);
    flow_histories_clear(&histories);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_prior_is_the_product_of_its_parts),
        cmocka_unit_test(two_states_with_known_factors_come_out_as_by_hand),
        cmocka_unit_test(what_is_expected_of_all_is_what_is_expected_of_each),
        cmocka_unit_test(draws_of_one_cell_are_gamma),
        cmocka_unit_test(without_a_prior_the_fit_of_a_full_table_is_the_observed_ratio),
        cmocka_unit_test(what_happened_is_never_impossible),
        cmocka_unit_test(an_impossible_factor_gives_way_to_an_event),
        cmocka_unit_test(the_draws_have_the_fit_as_their_mean),
    };
    return cmocka_run_group_tests_name("rates", tests, NULL, NULL);
}
