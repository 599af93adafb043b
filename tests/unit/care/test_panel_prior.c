#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "care/panel_prior.h"

static double sum_of(const struct drift_prior *prior)
{
    double sum = 0;
    for (int32_t i = 0; i < prior->points; i++) {
        assert_true(prior->weight[i] >= 0);
        sum += prior->weight[i];
    }
    return sum;
}

static void weights_of_every_year_and_series_add_up(void **state)
{
    (void)state;
    for (int32_t year = 2015; year <= 2030; year++)
        for (int32_t k = 0; k < FLOW_SERIES; k++) {
            const struct drift_prior prior = care_panel_prior_of(year, (enum flow_series)k);
            const double sum = sum_of(&prior);
            assert_true(sum > 1 - 1e-4 && sum < 1 + 1e-6); /* shapes of the prior below 1e-7 are left out */
            assert_int_equal(prior.points, care_panel_prior((enum flow_series)k)->points);
            assert_ptr_equal(prior.point, care_panel_prior((enum flow_series)k)->point);
        }
}

static void a_year_knows_no_later_one(void **state)
{
    (void)state;
    for (int32_t k = 0; k < FLOW_SERIES; k++) {
        const enum flow_series series = (enum flow_series)k;
        const bool fitted = series == FLOW_ENTRIES || series == FLOW_WAYS_OUT;
        const double *now = care_panel_prior(series)->weight;
        assert_ptr_equal(care_panel_prior_of(2025, series).weight, now);
        assert_ptr_equal(care_panel_prior_of(9999, series).weight, now);
        assert_ptr_equal(care_panel_prior_of(2017, series).weight, care_panel_prior_of(2019, series).weight);
        for (int32_t year = 2019; year < 2025; year++)
            if (fitted)
                assert_ptr_not_equal(care_panel_prior_of(year, series).weight, care_panel_prior_of(year + 1, series).weight);
            else
                assert_ptr_equal(care_panel_prior_of(year, series).weight, now);
    }
}

/* Of entries the share of points that return grew as years came in: .53 by 2019, .80 by 2024 (bench/drift_prior). */
static void the_weights_are_those_of_their_year(void **state)
{
    (void)state;
    double waves[2] = {0, 0};
    for (int32_t i = 0; i < 2; i++) {
        const struct drift_prior prior = care_panel_prior_of(i ? 2024 : 2019, FLOW_ENTRIES);
        for (int32_t p = 0; p < prior.points; p++)
            waves[i] += prior.point[p].family == DRIFT_RETURNS ? prior.weight[p] : 0;
    }
    assert_true(waves[0] > .52 && waves[0] < .54);
    assert_true(waves[1] > .79 && waves[1] < .81);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_of_every_year_and_series_add_up),
        cmocka_unit_test(a_year_knows_no_later_one),
        cmocka_unit_test(the_weights_are_those_of_their_year),
    };
    return cmocka_run_group_tests_name("panel_prior", tests, NULL, NULL);
}
