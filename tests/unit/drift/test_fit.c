#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "drift/fit.h"

static const double sure = 1;

static void assert_within(double value, double expected, double most)
{
    if (!(fabs(value - expected) <= most))
        fail_msg("%.6g is not within %.2g of %.6g", value, most, expected);
}

/* Posterior of f in one quarter by adding up a fine grid: log evidence, mean and sd. */
static void add_up(double events, double expected, double level_sd, double dispersion, double out[3])
{
    double sum = 0, mean = 0, square = 0;
    for (int32_t i = -40000; i <= 40000; i++) {
        const double f = i * 1e-4;
        const double density =
            exp(drift_log_probability(events, expected * exp(f), dispersion) - f * f / 2 / level_sd / level_sd) / level_sd /
            sqrt(2 * acos(-1)) * 1e-4;
        sum += density;
        mean += f * density;
        square += f * f * density;
    }
    out[0] = log(sum);
    out[1] = mean / sum;
    out[2] = sqrt(square / sum - out[1] * out[1]);
}

/* One quarter, a level and nothing else: the future has the level's own posterior. A mode lies about half a standard
 * deviation over √n from the mean (n = 7: a fifth of an sd, 60: a fifteenth), and W is not the exact curvature. */
static void one_quarter_agrees_with_adding_up(void **state)
{
    (void)state;
    const double events[] = {7, 60, 25}, expected[] = {5, 50, 40}, dispersion[] = {1, 1, 2.2}, most[] = {.2, .1, .2};
    for (int32_t i = 0; i < 3; i++) {
        const struct drift_point point = {DRIFT_WALKS, 0, 0, dispersion[i], 0};
        const struct drift_prior prior = {1, &point, &sure, .5, 0};
        const struct drift_counts counts = {1, &events[i], &expected[i], false};
        struct drift_fit fit;
        double exact[3], mean, factor;
        add_up(events[i], expected[i], .5, dispersion[i], exact);
        assert_int_equal(drift_fit_counts(&prior, &counts, &fit, NULL), 0);
        drift_fit_future(&fit, 0, 1, &mean, &factor);
        assert_within(fit.log_evidence, exact[0], .06);
        assert_within(mean, exact[1], most[i] * exact[2]);
        assert_within(factor, exact[2], .1 * exact[2]);
        drift_fit_clear(&fit);
    }
}

/* Twenty quarters of about 100 against an expectation of 80, all alike: the level is log 1.25, and known to 1 / √2,000. */
static void a_still_level_is_found_and_stays(void **state)
{
    (void)state;
    double events[20], expected[20], mean[12], factor[144];
    for (int32_t q = 0; q < 20; q++) {
        events[q] = q % 2 ? 99 : 101;
        expected[q] = 80;
    }
    const struct drift_point point = {DRIFT_WALKS, 0, 0, 1, 0};
    const struct drift_prior prior = {1, &point, &sure, .5, 0};
    const struct drift_counts counts = {20, events, expected, false};
    struct drift_fit fit;
    assert_int_equal(drift_fit_counts(&prior, &counts, &fit, NULL), 0);
    drift_fit_future(&fit, 0, 12, mean, factor);
    for (int32_t q = 0; q < 12; q++)
        assert_within(mean[q], log(1.25) * .25 / (.25 + 1.0 / 2000), 1e-3);
    assert_within(factor[0], 1 / sqrt(2000), 1e-3);
    drift_fit_clear(&fit);
}

/* Its own centre: ten quarters of 30 and one of 0 stand at log((300 + .5) / 11) before anything is fitted. */
static void a_series_without_a_centre_makes_its_own(void **state)
{
    (void)state;
    double events[11], expected[11];
    for (int32_t q = 0; q < 11; q++) {
        events[q] = q ? 30 : 0;
        expected[q] = 1;
    }
    const struct drift_point point = {DRIFT_WALKS, 0, 0, 2.2, 0};
    const struct drift_prior prior = {1, &point, &sure, .5, 0};
    const struct drift_counts counts = {11, events, expected, true};
    struct drift_fit fit;
    assert_int_equal(drift_fit_counts(&prior, &counts, &fit, NULL), 0);
    assert_within(fit.centre, log(300.5 / 11), 1e-12);
    drift_fit_clear(&fit);
}

/* What a quarter that expects nothing holds does not matter. */
static void a_gap_in_the_records_is_left_out(void **state)
{
    (void)state;
    double events[8] = {20, 22, 0, 0, 19, 21, 20, 20}, expected[8] = {20, 20, 0, 0, 20, 20, 20, 20};
    const struct drift_point point = {DRIFT_WALKS, .1, 0, 1.5, 0};
    const struct drift_prior prior = {1, &point, &sure, .2, .04};
    const struct drift_counts counts = {8, events, expected, false};
    struct drift_fit fit, other;
    double mean[4], same[4], factor[16];
    assert_int_equal(drift_fit_counts(&prior, &counts, &fit, NULL), 0);
    events[2] = 500;
    assert_int_equal(drift_fit_counts(&prior, &counts, &other, NULL), 0);
    drift_fit_future(&fit, 0, 4, mean, factor);
    drift_fit_future(&other, 0, 4, same, factor);
    assert_memory_equal(mean, same, sizeof mean);
    assert_within(mean[0], 0, .05);
    assert_true(fit.log_evidence == other.log_evidence);
    drift_fit_clear(&fit);
    drift_fit_clear(&other);
}

/* Counts that climb from 40 to 90 in twenty quarters: the walk explains them, the still level cannot. */
static void the_evidence_tells_a_climb_from_stillness(void **state)
{
    (void)state;
    const struct drift_point point[2] = {{DRIFT_WALKS, 0, 0, 1.5, 0}, {DRIFT_WALKS, .17, 0, 1.5, 0}};
    const double weight[2] = {.5, .5};
    const struct drift_prior prior = {2, point, weight, .5, 0};
    double events[20], expected[20];
    for (int32_t q = 0; q < 20; q++) {
        events[q] = 40 + 2.5 * q;
        expected[q] = 1;
    }
    const struct drift_counts climb = {20, events, expected, true};
    struct drift_fit fit;
    assert_int_equal(drift_fit_counts(&prior, &climb, &fit, NULL), 0);
    assert_true(fit.weight[1] > .99);
    assert_within(fit.weight[0] + fit.weight[1], 1, 1e-12);
    drift_fit_clear(&fit);
    for (int32_t q = 0; q < 20; q++)
        events[q] = 60 + (q % 3) * 3;
    assert_int_equal(drift_fit_counts(&prior, &climb, &fit, NULL), 0);
    assert_true(fit.weight[0] > .5);
    drift_fit_clear(&fit);
}

/* Sixty quarters: the oldest twelve are not looked at. */
static void only_the_newest_quarters_count(void **state)
{
    (void)state;
    double events[60], expected[60];
    for (int32_t q = 0; q < 60; q++) {
        events[q] = q < 12 ? 500 : 50;
        expected[q] = 50;
    }
    const struct drift_point point = {DRIFT_WALKS, .05, 0, 1, 0};
    const struct drift_prior prior = {1, &point, &sure, .2, 0};
    const struct drift_counts counts = {60, events, expected, false};
    struct drift_fit fit;
    double mean, factor;
    assert_int_equal(drift_fit_counts(&prior, &counts, &fit, NULL), 0);
    assert_int_equal(fit.quarters, DRIFT_HISTORY_MAX);
    drift_fit_future(&fit, 0, 1, &mean, &factor);
    assert_within(mean, 0, .01);
    drift_fit_clear(&fit);
}

/* Five years of 400 against 320 say of a still level what twenty quarters of 100 against 80 say. */
static void counts_may_come_once_a_year(void **state)
{
    (void)state;
    double events[20], expected[20], mean[12], factor[144];
    const struct drift_point point = {DRIFT_WALKS, 0, 0, 1, 0};
    const struct drift_prior prior = {1, &point, &sure, .5, 0};
    for (int32_t span = 1; span <= 4; span += 3) {
        for (int32_t i = 0; i < 20 / span; i++) {
            events[i] = 100 * span;
            expected[i] = 80 * span;
        }
        const struct drift_counts counts = {20 / span, events, expected, false};
        struct drift_fit fit;
        const int code =
            span == 1 ? drift_fit_counts(&prior, &counts, &fit, NULL) : drift_fit_years(&prior, &counts, &fit, NULL);
        assert_int_equal(code, 0);
        drift_fit_future(&fit, 0, 3, mean, factor);
        assert_within(mean[2], log(1.25) * .25 / (.25 + 1.0 / 2000), 1e-3);
        assert_within(factor[0], 1 / sqrt(2000), 1e-3);
        drift_fit_clear(&fit);
    }
}

static void a_series_without_a_quarter_is_refused(void **state)
{
    (void)state;
    const struct drift_point point = {DRIFT_WALKS, 0, 0, 1, 0};
    const struct drift_prior prior = {1, &point, &sure, .5, 0};
    const struct drift_counts none = {0, NULL, NULL, false};
    struct problem problem = {0};
    struct drift_fit fit;
    assert_int_equal(drift_fit_counts(&prior, &none, &fit, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "without a quarter"));
    drift_fit_clear(&fit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_quarter_agrees_with_adding_up),
        cmocka_unit_test(a_still_level_is_found_and_stays),
        cmocka_unit_test(a_series_without_a_centre_makes_its_own),
        cmocka_unit_test(a_gap_in_the_records_is_left_out),
        cmocka_unit_test(the_evidence_tells_a_climb_from_stillness),
        cmocka_unit_test(only_the_newest_quarters_count),
        cmocka_unit_test(counts_may_come_once_a_year),
        cmocka_unit_test(a_series_without_a_quarter_is_refused),
    };
    return cmocka_run_group_tests_name("fit", tests, NULL, NULL);
}
