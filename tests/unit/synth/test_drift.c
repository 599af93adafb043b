#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "made_up_files.h"
#include "synth/council.h"
#include "synth/drift.h"

enum { COUNCILS = 400, YEARS = 6 };

static day opens(void)
{
    return calendar_day(2020, 4, 1);
}

static void without_drift_every_factor_is_one(void **state)
{
    (void)state;
    struct synth_drift drift;
    synth_drift_make(1, 0, opens(), calendar_day(2029, 3, 31), &drift);
    for (day on = opens(); on < calendar_day(2029, 3, 31); on += 17) {
        assert_int_equal(synth_drift_quarter(&drift, on), -1);
        assert_true(synth_drift_factor(&drift, SYNTH_DRIFT_HOME, -1) == 1);
    }
    assert_int_equal(synth_drift_last_day(&drift, -1), DAY_OPEN);
}

static void quarters_follow_one_another_from_the_first_return(void **state)
{
    (void)state;
    struct synth_drift drift;
    synth_drift_make(1, .08, opens(), calendar_day(2029, 3, 31), &drift);
    assert_int_equal(drift.quarters, 36); /* nine years */
    assert_int_equal(synth_drift_quarter(&drift, opens() - 1), -1);
    assert_int_equal(synth_drift_last_day(&drift, -1), opens() - 1);
    assert_int_equal(synth_drift_quarter(&drift, opens()), 0);
    assert_int_equal(synth_drift_quarter(&drift, calendar_day(2020, 6, 30)), 0);
    assert_int_equal(synth_drift_quarter(&drift, calendar_day(2020, 7, 1)), 1);
    assert_int_equal(synth_drift_last_day(&drift, 1), calendar_day(2020, 9, 30));
    assert_int_equal(synth_drift_last_day(&drift, 35), DAY_OPEN);
    for (int32_t series = 0; series < SYNTH_DRIFT_SERIES; series++)
        assert_true(synth_drift_factor(&drift, (enum synth_series)series, 0) == 1);
}

static void a_longer_walk_goes_on_where_a_shorter_one_ends(void **state)
{
    (void)state;
    struct synth_drift shorter, longer;
    synth_drift_make(3, .12, opens(), calendar_day(2023, 3, 31), &shorter);
    synth_drift_make(3, .12, opens(), calendar_day(2030, 3, 31), &longer);
    for (int32_t series = 0; series < SYNTH_DRIFT_SERIES; series++)
        for (int32_t q = 0; q < shorter.quarters; q++)
            assert_true(shorter.level[series][q] == longer.level[series][q]);
}

/*
 * After six years the variance of a level is 23 steps of (sd / 2)²: .08 gives 23 × .0016 = .0368. The mean square of 400
 * councils × 4 series, 1,600 normals, is within 4 of its standard errors of sqrt(2 / 1600) = 3.54%, that is 14.1%; and two
 * series of one council have nothing to do with one another: their correlation lies within 4 / sqrt(400) = .2 of 0. Each
 * check fails by chance once in 16,000.
 */
static void levels_spread_as_they_should_and_each_on_its_own(void **state)
{
    (void)state;
    double square = 0, cross = 0;
    for (uint64_t seed = 0; seed < COUNCILS; seed++) {
        struct synth_drift drift;
        synth_drift_make(seed, .08, opens(), calendar_day(2026, 3, 31), &drift);
        int32_t last = drift.quarters - 1;
        assert_int_equal(last, 23);
        for (int32_t series = 0; series < SYNTH_DRIFT_SERIES; series++)
            square += drift.level[series][last] * drift.level[series][last];
        cross += drift.level[0][last] * drift.level[1][last];
    }
    double variance = square / (COUNCILS * SYNTH_DRIFT_SERIES);
    print_message("# variance of a level after six years: %.5f, .03680 expected\n", variance);
    assert_true(variance > .0368 * .859 && variance < .0368 * 1.141);
    assert_true(cross / COUNCILS / variance > -.2 && cross / COUNCILS / variance < .2);
}

static void rates_of_each_series_are_multiplied_and_no_others(void **state)
{
    (void)state;
    struct care_system care;
    struct flow_rates rates, drifted;
    struct synth_drift drift;
    made_up_system(&care);
    const struct flow_system *system = &care.flow;
    flow_rates_prior(system, &rates);
    synth_drift_make(5, .5, opens(), calendar_day(2029, 3, 31), &drift);
    synth_drift_rates(&drift, 20, system, &rates, &drifted);
    int32_t foster = flow_state_named(system, "foster_inhouse"), home = flow_state_named(system, "home_external"),
            own = flow_state_named(system, "home_inhouse"), sgo = system->states + flow_exit_named(system, "sgo"),
            died = system->states + flow_exit_named(system, "died");
    const struct {
        int32_t from, to, series; /* SYNTH_DRIFT_SERIES for none */
    } expected[] = {{foster, sgo, SYNTH_DRIFT_HOME},          {foster, home, SYNTH_DRIFT_INTO_HOMES},
                    {home, foster, SYNTH_DRIFT_OUT_OF_HOMES}, {home, system->states, SYNTH_DRIFT_OUT_OF_HOMES},
                    {home, own, SYNTH_DRIFT_SERIES},          {foster, foster, SYNTH_DRIFT_SERIES},
                    {foster, died, SYNTH_DRIFT_SERIES}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        double factor = expected[i].series == SYNTH_DRIFT_SERIES
                            ? 1
                            : synth_drift_factor(&drift, (enum synth_series)expected[i].series, 20);
        assert_true(drifted.base[expected[i].from][expected[i].to] == rates.base[expected[i].from][expected[i].to] * factor);
    }
}

/* Whatever the walks do, as many are in care in the end as were asked for. */
static void a_drifting_council_has_its_size_in_the_end(void **state)
{
    (void)state;
    struct care_system care;
    made_up_system(&care);
    for (uint64_t seed = 1; seed <= 6; seed++) {
        const struct synth_options options = {
            .children = 400, .years = 8, .last_year = 2025, .seed = seed, .drift = seed < 4 ? 120 : 400};
        struct synth_council council;
        struct problem problem = {0};
        assert_int_equal(synth_council_make(&care, &options, NULL, &council, &problem), 0);
        assert_in_range(council.in_care, 400, 403);
        synth_council_clear(&council);
    }
}

/* Children in care on a day. */
static int64_t stock_on(const struct synth_council *council, day on)
{
    int64_t stock = 0;
    for (int64_t p = 0; p < council->periods; p++)
        stock += synth_period_from(council, &council->period[p]) <= on && on < synth_period_to(council, &council->period[p]);
    return stock;
}

/*
 * A council that drifts at .12 moves more in its last three years than one that stands still. Of 24 councils of 500 each,
 * the sum of squares of log ratios (roughly, of relative changes) is at least twice as large: measured 4 times as large on
 * average; for 24 and 24 degrees of freedom a ratio of variances of 4 falls below 2 once in 20 by chance, and seeds are
 * fixed.
 */
static void a_drifting_council_moves_more_than_a_still_one(void **state)
{
    (void)state;
    struct care_system care;
    double moved[2] = {0, 0};
    made_up_system(&care);
    for (uint64_t seed = 1; seed <= 24; seed++)
        for (int32_t k = 0; k < 2; k++) {
            const struct synth_options options = {
                .children = 500, .years = YEARS, .last_year = 2025, .seed = seed, .drift = k ? 120 : 0};
            struct synth_council council;
            struct problem problem = {0};
            assert_int_equal(synth_council_make(&care, &options, NULL, &council, &problem), 0);
            double before = (double)stock_on(&council, calendar_day(2023, 3, 31));
            double change = ((double)council.in_care - before) / before;
            moved[k] += change * change;
            synth_council_clear(&council);
        }
    print_message("# three years' change, root mean square: still %.4f², drifting %.4f²\n", moved[0] / 24, moved[1] / 24);
    assert_true(moved[1] > 2 * moved[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_drift_every_factor_is_one),
        cmocka_unit_test(quarters_follow_one_another_from_the_first_return),
        cmocka_unit_test(a_longer_walk_goes_on_where_a_shorter_one_ends),
        cmocka_unit_test(levels_spread_as_they_should_and_each_on_its_own),
        cmocka_unit_test(rates_of_each_series_are_multiplied_and_no_others),
        cmocka_unit_test(a_drifting_council_has_its_size_in_the_end),
        cmocka_unit_test(a_drifting_council_moves_more_than_a_still_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
