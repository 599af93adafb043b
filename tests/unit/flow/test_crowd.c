#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "example_histories.h"
#include "example_systems.h"
#include "flow/crowd.h"
#include "flow/futures.h"
#include "flow/levels.h"
#include "flow/posterior.h"
#include "flow/walker.h"

static const double sure = 1;
static const struct drift_point moving_point = {DRIFT_WALKS, .17, .14, 3.2, .04};
static const struct drift_prior moving = {1, &moving_point, &sure, .2, .04};

/* A council of the example system with its forecast, and levels that move. */
struct fixture {
    struct flow_system system;
    struct flow_posterior prior, posterior;
    struct flow_histories histories;
    struct flow_exposure exposure;
    struct flow_levels levels;
    day start;
};

enum { MONTHS = 60, PATHS = 60 };

static void begin(struct fixture *f)
{
    const struct flow_key key = {.seed = 9, .authority = 1};
    const struct flow_fit_plan fit = {.seed = 7, .authority = 1, .draws = 20, .sweeps_before = 20, .sweeps_between = 1};
    const day until = calendar_day(2026, 2, 14); /* a first month that is not whole */
    *f = (struct fixture){.start = until - 1};
    example_care(&f->system);
    for (int32_t e = 0; e < 2; e++)
        f->system.drifting_exit[e] = true;
    assert_int_equal(flow_posterior_prior(&f->system, 400, &f->prior, NULL), 0);
    assert_int_equal(
        example_histories(&f->prior, &key, calendar_day(2008, 4, 1), calendar_day(2022, 4, 1), until, &f->histories, NULL),
        0);
    assert_int_equal(flow_exposure_count(&f->system, &f->histories, &f->exposure, NULL), 0);
    assert_int_equal(flow_posterior_fit(&f->system, &f->exposure, &fit, NULL, &f->posterior, NULL), 0);
    const struct flow_levels_plan plan = {.prior = {&moving, &moving, &moving, &moving},
                                          .seed = 7,
                                          .authority = 1,
                                          .months = MONTHS,
                                          .replicates = PATHS,
                                          .start = f->start,
                                          .own_growth = .1};
    assert_int_equal(flow_levels_draw(&f->system, &f->histories, &f->exposure, &f->posterior, &plan, NULL, &f->levels, NULL),
                     0);
}

static void end(struct fixture *f)
{
    flow_levels_clear(&f->levels);
    flow_posterior_clear(&f->prior);
    flow_posterior_clear(&f->posterior);
    flow_exposure_clear(&f->exposure);
    flow_histories_clear(&f->histories);
}

static void simulate(const struct fixture *f, const struct flow_levels *levels, enum flow_gait gait,
                     struct flow_futures *out)
{
    const struct flow_plan plan = {
        .start = f->start, .months = MONTHS, .replicates = PATHS, .seed = 7, .authority = 1, .levels = levels, .gait = gait};
    assert_int_equal(flow_simulate(&f->system, &f->histories, &f->posterior, &plan, NULL, out, NULL), 0);
}

static void assert_same(const struct flow_futures *a, const struct flow_futures *b)
{
    assert_memory_equal(a->nights, b->nights, (size_t)(PATHS * MONTHS * a->states) * sizeof *a->nights);
    assert_memory_equal(a->sum, b->sum, (size_t)a->series * sizeof *a->sum);
    assert_memory_equal(a->exits_sum, b->exits_sum, (size_t)(MONTHS * a->exits) * sizeof *a->exits_sum);
    for (int64_t i = 0; i < a->series; i++) {
        assert_int_equal(a->histogram_from[i], b->histogram_from[i]);
        assert_int_equal(a->histogram_size[i], b->histogram_size[i]);
        if (a->histogram_size[i])
            assert_memory_equal(a->histogram[i], b->histogram[i], (size_t)a->histogram_size[i] * sizeof **a->histogram);
    }
}

static void eight_abreast_walk_as_each_would_alone(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    if (!flow_crowd_can())
        print_message("this processor has no AVX2: both gaits are the same code\n");
    for (int32_t drift = 0; drift < 2; drift++) {
        struct flow_futures single, abreast;
        const struct flow_levels *levels = drift ? &f.levels : NULL;
        simulate(&f, levels, FLOW_GAIT_SINGLE, &single);
        simulate(&f, levels, FLOW_GAIT_ABREAST, &abreast);
        assert_true(single.sum[flow_futures_series(&single, FLOW_MOVES, FLOW_ALL, FLOW_ALL, 0)] > 0);
        assert_same(&single, &abreast);
        flow_futures_clear(&single);
        flow_futures_clear(&abreast);
    }
    end(&f);
}

/* Birthdays from the table are those of the calendar, for every day of birth of 20 years and leap days among them. */
static void birthdays_are_those_of_the_calendar(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct flow_system system;
    struct flow_rates rates;
    struct flow_tables tables = {0};
    struct flow_birthdays birthdays;
    const day start = calendar_day(2026, 3, 31), first = calendar_day(2007, 1, 1);
    example_care(&system);
    flow_rates_prior(&system, &rates);
    assert_int_equal(flow_tables_build(&system, &rates, &tables, NULL), 0);
    assert_int_equal(flow_birthdays_make(&tables, start, first, start, &arena, &birthdays, NULL), 0);
    for (day born = first - 10; born <= start; born++) {
        struct flow_walker with, without;
        const struct flow_person person = {.born = born, .entered = start, .since = start, .moment = .5f};
        flow_walker_place(&tables, &birthdays, &person, start, &with);
        flow_walker_place(&tables, NULL, &person, start, &without);
        assert_memory_equal(&with, &without, sizeof with);
    }
    flow_tables_clear(&tables);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_abreast_walk_as_each_would_alone),
        cmocka_unit_test(birthdays_are_those_of_the_calendar),
    };
    return cmocka_run_group_tests_name("crowd", tests, NULL, NULL);
}
