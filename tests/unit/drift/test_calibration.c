#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "chance/draw.h"
#include "drift/levels.h"
#include "drift/matrix.h"

/*
 * Simulation-based calibration (Talts et al. 2018): series are made from the prior, fitted under it, and what happens next
 * is held against the draws. If fit and draws are right, the rank of the truth is uniform. Ten bins of 600 series; a
 * chi-square of nine degrees above 27.9 has one chance in 1,000.
 */
enum { SERIES = 600, PAST = 20, AHEAD = 8, DRAWS = 200, BINS = 10 };

static const struct drift_point point[4] = {{DRIFT_WALKS, .05, 0, 1, 0},
                                            {DRIFT_WALKS, .12, .07, 1.5, 0},
                                            {DRIFT_RETURNS, .16, 0, 2.2, 0},
                                            {DRIFT_WALKS, .08, .14, 2.2, .04}};
static const double weight[4] = {.25, .25, .25, .25};
static const struct drift_prior prior = {4, point, weight, .3, .06};

/* A series of the prior: counts of the past, and the log level in the last quarter ahead. */
static double make_series(struct chance_stream *stream, double mean, double *events)
{
    double factor[(PAST + AHEAD) * (PAST + AHEAD)], normal[PAST + AHEAD], level = 0;
    const int32_t n = PAST + AHEAD, at = chance_categorical(stream, weight, 4);
    drift_covariance(&prior, &point[at], PAST, 0, n, n, factor);
    matrix_factor(factor, n);
    for (int32_t q = 0; q < n; q++) {
        normal[q] = chance_normal(stream);
        level = 0;
        for (int32_t k = 0; k <= q; k++)
            level += factor[q * n + k] * normal[k];
        if (q >= PAST)
            continue;
        double expected = mean * exp(level);
        if (point[at].dispersion > 1)
            expected = (point[at].dispersion - 1) * chance_gamma(stream, expected / (point[at].dispersion - 1));
        events[q] = (double)chance_poisson(stream, expected);
    }
    return level;
}

static double chi_square(double mean)
{
    int32_t bin[BINS] = {0};
    double chi2 = 0;
    struct chance_stream stream;
    chance_stream_start(&stream, chance_key_of(11, 1), 0, 0, CHANCE_SYNTHETIC);
    for (int32_t i = 0; i < SERIES; i++) {
        double events[PAST], expected[PAST];
        const double truth = make_series(&stream, mean, events);
        for (int32_t q = 0; q < PAST; q++)
            expected[q] = mean;
        const struct drift_counts counts = {PAST, events, expected, false};
        const struct drift_draw_plan plan = {
            .key = chance_key_of(13, (uint32_t)i), .replicates = DRAWS, .ahead = AHEAD, .coupled_to = -1};
        struct drift_fit fit;
        struct drift_levels levels;
        assert_int_equal(drift_fit_counts(&prior, &counts, &fit, NULL), 0);
        assert_int_equal(drift_draw_levels(&fit, &plan, &levels, NULL), 0);
        int32_t below = 0;
        for (int32_t r = 0; r < DRAWS; r++)
            below += levels.log_level[r * AHEAD + AHEAD - 1] < truth;
        bin[(int32_t)((below + chance_uniform(&stream)) / (DRAWS + 1) * BINS)]++;
        drift_levels_clear(&levels);
        drift_fit_clear(&fit);
    }
    for (int32_t b = 0; b < BINS; b++)
        chi2 += (bin[b] - SERIES / BINS) * (bin[b] - SERIES / BINS) / (double)(SERIES / BINS);
    return chi2;
}

static void ranks_are_uniform_for_a_council_of_240_entries_a_year(void **state)
{
    (void)state;
    const double chi2 = chi_square(60);
    if (chi2 > 27.9)
        fail_msg("chi-square %.1f", chi2);
}

static void ranks_are_uniform_for_a_council_of_80_entries_a_year(void **state)
{
    (void)state;
    const double chi2 = chi_square(20);
    if (chi2 > 27.9)
        fail_msg("chi-square %.1f", chi2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_are_uniform_for_a_council_of_240_entries_a_year),
        cmocka_unit_test(ranks_are_uniform_for_a_council_of_80_entries_a_year),
    };
    return cmocka_run_group_tests_name("calibration", tests, NULL, NULL);
}
