/*
 * Ways that are kept, and differences that are walked alone, change nothing: under plans made at random everything that is
 * counted is what a run counts that walks everybody, one by one; whether there is room for all ways, for some or for none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "example_plans.h"
#include "flow/futures.h"
#include "flow/ways.h"

static const day start = 20563; /* 20 April 2026 */

enum { MONTHS = 14, PATHS = 12, PLANS = 12 };

struct fixture {
    struct example_council council;
    struct flow_effects effects;
};

static struct flow_plan plan_of(const struct flow_effects *effects)
{
    return (struct flow_plan){.start = start,
                              .months = MONTHS,
                              .replicates = PATHS,
                              .seed = 7,
                              .authority = 3,
                              .effects = effects,
                              .hands = {.threads = 2}};
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    int code = example_council_make(120, 5, start, &f->council);
    *state = f;
    return code;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    example_council_clear(&f->council);
    free(f);
    return 0;
}

static void make_effects(struct fixture *f, uint32_t number)
{
    const struct flow_plan plan = plan_of(NULL);
    example_effects(&f->council.system, MONTHS, number, 1 + (int32_t)number % 6, &f->effects);
    assert_int_equal(example_effects_settle(&f->council, &plan, &f->effects), 0);
}

static struct flow_futures run(const struct fixture *f, const struct flow_plan *plan)
{
    struct flow_futures futures;
    struct problem problem = {0};
    if (flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, plan, NULL, &futures, &problem) < 0)
        fail_msg("%s", problem.text);
    return futures;
}

/* Everybody, one by one, nothing kept. */
static struct flow_futures run_singly(const struct fixture *f, const struct flow_effects *effects)
{
    struct flow_plan plan = plan_of(effects);
    plan.gait = FLOW_GAIT_SINGLE;
    return run(f, &plan);
}

static void same_nights(const struct flow_futures *a, const struct flow_futures *b)
{
    assert_memory_equal(a->nights, b->nights, (size_t)(PATHS * MONTHS * a->states) * sizeof *a->nights);
}

static void same_events(const struct flow_futures *a, const struct flow_futures *b)
{
    const size_t cells = (size_t)(a->effects.effects * MONTHS);
    assert_int_equal(a->effects.effects, b->effects.effects);
    assert_memory_equal(a->effects.events, b->effects.events, cells * sizeof *a->effects.events);
    assert_memory_equal(a->effects.offered, b->effects.offered, cells * sizeof *a->effects.offered);
    assert_memory_equal(a->effects.paths, b->effects.paths, (size_t)a->effects.effects * sizeof *a->effects.paths);
}

static void same_everything(const struct flow_futures *a, const struct flow_futures *b)
{
    same_nights(a, b);
    same_events(a, b);
    assert_memory_equal(a->effects.nights, b->effects.nights,
                        (size_t)(a->effects.effects * MONTHS) * sizeof *a->effects.nights);
    assert_int_equal(a->series, b->series);
    assert_memory_equal(a->sum, b->sum, (size_t)a->series * sizeof *a->sum);
    assert_memory_equal(a->starts, b->starts, PATHS * MONTHS * sizeof *a->starts);
    assert_memory_equal(a->ceases, b->ceases, PATHS * MONTHS * sizeof *a->ceases);
    assert_memory_equal(a->exits_sum, b->exits_sum, (size_t)(MONTHS * a->exits) * sizeof *a->exits_sum);
    assert_memory_equal(a->starts_marked_sum, b->starts_marked_sum, MONTHS * sizeof *a->starts_marked_sum);
}

/* Runs twice with so much room: what the first keeps, the second takes. */
static int64_t run_with_room(const struct fixture *f, const struct flow_futures *expected, int64_t room)
{
    struct flow_ways ways = {0};
    struct flow_plan plan = plan_of(&f->effects);
    plan.ways = &ways;
    assert_int_equal(flow_ways_make(&ways, PATHS, room, NULL), 0);
    for (int32_t time = 0; time < 2; time++) {
        struct flow_futures futures = run(f, &plan);
        same_everything(expected, &futures);
        flow_futures_clear(&futures);
    }
    int64_t kept = room / PATHS * PATHS;
    for (int32_t r = 0; r < PATHS; r++)
        kept -= ways.left[r];
    flow_ways_clear(&ways);
    flow_ways_clear(&ways);
    return kept;
}

static void test_whether_ways_are_kept_changes_nothing(void **state)
{
    struct fixture *f = *state;
    for (uint32_t number = 0; number < PLANS; number++) {
        make_effects(f, number);
        struct flow_futures expected = run_singly(f, &f->effects);
        const int64_t all = run_with_room(f, &expected, FLOW_WAYS_ROOM);
        const int64_t some = run_with_room(f, &expected, all / 2);
        assert_int_equal(run_with_room(f, &expected, 0), 0);
        if (flow_crowd_can()) { /* else nothing is taken ahead, and nothing kept */
            assert_true(all > 0);
            assert_true(some > 0 && some <= all / 2);
        }
        flow_futures_clear(&expected);
    }
}

/* Nights of the differences alone, with ways kept and not, abreast and not. */
static void hold_differences(const struct fixture *f, const struct flow_futures *expected, enum flow_gait gait,
                             struct flow_ways *ways)
{
    struct flow_plan plan = plan_of(NULL);
    plan.gait = gait;
    plan.nights_only = true;
    plan.ways = ways;
    struct flow_futures base = run(f, &plan);
    plan.base = &base;
    plan.effects = &f->effects;
    struct flow_futures futures = run(f, &plan);
    same_nights(expected, &futures);
    same_events(expected, &futures);
    flow_futures_clear(&futures);
    flow_futures_clear(&base);
}

static void test_differences_from_the_base(void **state)
{
    struct fixture *f = *state;
    for (uint32_t number = 0; number < PLANS; number++) {
        struct flow_ways ways = {0};
        make_effects(f, number);
        struct flow_futures expected = run_singly(f, &f->effects);
        assert_int_equal(flow_ways_make(&ways, PATHS, FLOW_WAYS_ROOM, NULL), 0);
        hold_differences(f, &expected, FLOW_GAIT_SINGLE, NULL);
        hold_differences(f, &expected, FLOW_GAIT_ABREAST, NULL);
        hold_differences(f, &expected, FLOW_GAIT_ABREAST, &ways);
        flow_ways_clear(&ways);
        flow_futures_clear(&expected);
    }
}

/* People who move so often that a foresight does not hold all their turns. */
static void test_who_moves_too_often_to_be_foreseen(void **state)
{
    struct fixture *f = *state;
    struct fixture restless = *f;
    struct flow_ways ways = {0};
    assert_int_equal(flow_posterior_prior(&f->council.system, 120, &restless.council.posterior, NULL), 0);
    for (int32_t d = 0; d < restless.council.posterior.draws; d++)
        for (int32_t from = 0; from < f->council.system.states; from++)
            for (int32_t to = 0; to < f->council.system.states; to++)
                restless.council.posterior.rates[d].base[from][to] *= 40;
    example_effects(&f->council.system, MONTHS, 3, 4, &restless.effects);
    const struct flow_plan plan = plan_of(NULL);
    assert_int_equal(example_effects_settle(&restless.council, &plan, &restless.effects), 0);
    struct flow_futures expected = run_singly(&restless, &restless.effects);
    const int64_t moves = flow_futures_sum(&expected, FLOW_MOVES, FLOW_ALL, FLOW_ALL, 6);
    const int64_t stock = flow_futures_sum(&expected, FLOW_STOCK, FLOW_ALL, FLOW_ALL, 6);
    assert_true(moves * MONTHS > stock * FORESIGHT_TURNS); /* on average more than are written down */
    run_with_room(&restless, &expected, FLOW_WAYS_ROOM);
    assert_int_equal(flow_ways_make(&ways, PATHS, FLOW_WAYS_ROOM, NULL), 0);
    hold_differences(&restless, &expected, FLOW_GAIT_ABREAST, &ways);
    flow_ways_clear(&ways);
    flow_futures_clear(&expected);
    flow_posterior_clear(&restless.council.posterior);
}

static int code_of(const struct fixture *f, const struct flow_plan *plan)
{
    struct flow_futures futures;
    const int code =
        flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, plan, NULL, &futures, NULL);
    flow_futures_clear(&futures);
    return code;
}

static void test_what_is_refused(void **state)
{
    struct fixture *f = *state;
    struct flow_ways ways = {0};
    make_effects(f, 1);
    struct flow_plan plan = plan_of(&f->effects), bare = plan_of(NULL);
    assert_int_equal(flow_ways_make(&ways, PATHS - 1, FLOW_WAYS_ROOM, NULL), 0);
    plan.ways = &ways;
    assert_int_equal(code_of(f, &plan), PROBLEM_INPUT);
    plan.replicates = PATHS - 1;
    assert_int_equal(code_of(f, &plan), 0);
    flow_ways_clear(&ways);
    bare.nights_only = true;
    bare.replicates = PATHS - 1;
    struct flow_futures base = run(f, &bare);
    plan = plan_of(&f->effects);
    plan.base = &base;
    assert_int_equal(code_of(f, &plan), PROBLEM_INPUT); /* of fewer paths */
    plan.replicates = PATHS - 1;
    assert_int_equal(code_of(f, &plan), 0);
    plan.effects = NULL;
    assert_int_equal(code_of(f, &plan), PROBLEM_INPUT); /* nothing differs */
    flow_futures_clear(&base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whether_ways_are_kept_changes_nothing),
        cmocka_unit_test(test_differences_from_the_base),
        cmocka_unit_test(test_who_moves_too_often_to_be_foreseen),
        cmocka_unit_test(test_what_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
