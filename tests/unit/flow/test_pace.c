#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "example_systems.h"
#include "flow/pace.h"
#include "flow/walker.h"

enum { MONTHS = 24, QUARTERS = 8, PEOPLE = 40000 };

/* The pair of states with `out` drifting and b a group of its own: a → b goes into it, b → a and b → out come out. */
static void drifting_pair(struct flow_system *system)
{
    example_pair(system);
    system->groups = 2;
    system->group_of[STATE_B] = 1;
    memcpy(system->prior_by_time_in_state[1], system->prior_by_time_in_state[0], sizeof system->prior_by_time_in_state[0]);
    system->drifting_exit[0] = true;
    system->drifting_group = 1;
}

/* Where 40,000 people who are in `from` on the last day of March 2026 are after two years: shares of a, b and out. */
static void walk_all(const struct flow_system *system, int32_t from, const float level[FLOW_SERIES][QUARTERS],
                     double share[3])
{
    struct arena arena = {0};
    struct flow_tables tables = {0};
    struct flow_rates rates;
    struct flow_months months;
    struct flow_pace pace;
    struct flow_levels levels = {
        .replicates = 1, .quarters = QUARTERS, .level = arena_take(&arena, FLOW_SERIES * QUARTERS * 4)};
    const day start = calendar_day(2026, 3, 31);
    memcpy(levels.level, level, FLOW_SERIES * QUARTERS * sizeof(float));
    flow_rates_prior(system, &rates);
    assert_int_equal(flow_tables_build(system, &rates, &tables, NULL), 0);
    assert_int_equal(flow_months_make(start, MONTHS, &arena, &months, NULL), 0);
    assert_int_equal(flow_pace_make(system, &months, &arena, &pace, NULL), 0);
    flow_pace_take(&pace, &tables, &levels, 0);
    int32_t count[3] = {0};
    for (uint32_t i = 0; i < PEOPLE; i++) {
        struct flow_turn turns[64];
        struct flow_walker walker;
        const struct flow_person person = {
            .number = i, .born = start - 1000, .state = from, .entered = start, .since = start, .moment = .5f};
        flow_walker_place(&tables, &person, start, &walker);
        const int32_t got = flow_walker_turns(&pace, chance_key_of(3, 1), 0, (float)months.days, &walker, turns, 64);
        assert_true(got < 64);
        const int32_t end = got ? turns[got - 1].destination : from;
        count[end < 2 ? end : 2]++;
    }
    for (int32_t k = 0; k < 3; k++)
        share[k] = (double)count[k] / PEOPLE;
    flow_tables_clear(&tables);
    arena_clear(&arena);
}

/* The same by small steps of the forward equation; rates a year of the example: a→b .8, a→out .5, b→a .3, b→out 1.2. */
static void step_all(int32_t from, const float level[FLOW_SERIES][QUARTERS], double share[3])
{
    double p[3] = {from == STATE_A, from == STATE_B, 0};
    for (int32_t i = 0; i < 731 * 100; i++) {
        const int32_t on = i / 100; /* day of the forecast: April 2026 is its first month */
        const int32_t calendar = calendar_month(calendar_day(2026, 4, 1) + on) - calendar_month(calendar_day(2026, 4, 1));
        const int32_t q = calendar / 3;
        const double dt = .01 / FLOW_YEAR_DAYS;
        const double ab = .8 * (double)level[FLOW_INTO_GROUP][q] * p[0] * dt,
                     ao = .5 * (double)level[FLOW_WAYS_OUT][q] * p[0] * dt;
        const double ba = .3 * (double)level[FLOW_OUT_OF_GROUP][q] * p[1] * dt,
                     bo = 1.2 * (double)level[FLOW_OUT_OF_GROUP][q] * p[1] * dt;
        p[0] += ba - ab - ao;
        p[1] += ab - ba - bo;
        p[2] += ao + bo;
    }
    memcpy(share, p, sizeof p);
}

/* 4.5 standard errors of a share: one false alarm in 150,000 each. A day has no part in which it began: half a day of rates.
 */
static void rates_follow_their_levels_quarter_by_quarter(void **state)
{
    (void)state;
    const float level[FLOW_SERIES][QUARTERS] = {
        {0}, {1, 1, 2.5f, .2f, 1, .5f, 3, 1}, {.5f, 2, 2, .1f, 1, 1, 4, .3f}, {1, .2f, .2f, 3, 1, 1.5f, .7f, 2}};
    struct flow_system system;
    drifting_pair(&system);
    for (int32_t from = 0; from < 2; from++) {
        double walked[3], stepped[3];
        walk_all(&system, from, level, walked);
        step_all(from, level, stepped);
        for (int32_t k = 0; k < 3; k++)
            if (fabs(walked[k] - stepped[k]) > 4.5 * sqrt(stepped[k] * (1 - stepped[k]) / PEOPLE) + .002)
                fail_msg("from %d in %d: %.4f walked, %.4f stepped", from, k, walked[k], stepped[k]);
    }
}

/* A level of 0 closes the way; nobody goes. */
static void a_level_of_nothing_closes_the_way(void **state)
{
    (void)state;
    const float level[FLOW_SERIES][QUARTERS] = {{0}, {0}, {1, 1, 1, 1, 1, 1, 1, 1}, {0}};
    struct flow_system system;
    double share[3];
    drifting_pair(&system);
    walk_all(&system, STATE_A, level, share);
    assert_true(share[2] == 0);
    assert_true(fabs(share[1] - (1 - exp(-1.6))) < 4.5 * sqrt(.2 * .8 / PEOPLE) + .002);
    walk_all(&system, STATE_B, level, share);
    assert_true(share[1] == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_follow_their_levels_quarter_by_quarter),
        cmocka_unit_test(a_level_of_nothing_closes_the_way),
    };
    return cmocka_run_group_tests_name("pace", tests, NULL, NULL);
}
