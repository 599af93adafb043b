/*
 * Every subset of a plan in one pass is the run of that subset, bit for bit: nights of every path, month and state. Plans
 * are made at random, of effects of all kinds that clash on the same events, some delivered in some paths only; seeds are
 * fixed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "example_plans.h"
#include "flow/branches.h"
#include "flow/futures.h"

static const day start = 20563; /* 20 April 2026 */

enum { MONTHS = 14, PATHS = 12, PLANS = 24 };

struct fixture {
    struct example_council council;
    struct flow_effects effects;
    int32_t *nights; /* [subset][path][month][state] */
    int32_t cells;   /* months × states */
    bool kept[1 << FLOW_BRANCHES_MAX][PATHS];
};

static struct flow_plan plan_of(const struct flow_effects *effects, int32_t threads)
{
    return (struct flow_plan){.start = start,
                              .months = MONTHS,
                              .replicates = PATHS,
                              .seed = 7,
                              .authority = 3,
                              .effects = effects,
                              .hands = {.threads = threads}};
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    int code = example_council_make(120, 5, start, &f->council);
    f->cells = MONTHS * f->council.system.states;
    f->nights = calloc((size_t)(1 << FLOW_BRANCHES_MAX) * PATHS * (size_t)f->cells, sizeof *f->nights);
    *state = f;
    return code;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    example_council_clear(&f->council);
    free(f->nights);
    free(f);
    return 0;
}

static void make_plan(struct fixture *f, uint32_t number, int32_t initiatives)
{
    const struct flow_plan plan = plan_of(NULL, 1);
    example_effects(&f->council.system, MONTHS, number, initiatives, &f->effects);
    assert_int_equal(example_effects_settle(&f->council, &plan, &f->effects), 0);
}

static int keep(void *self, int32_t replicate, uint32_t subset, const int32_t *nights, struct problem *problem)
{
    struct fixture *f = self;
    (void)problem;
    assert_false(f->kept[subset][replicate]);
    f->kept[subset][replicate] = true;
    memcpy(&f->nights[((int64_t)subset * PATHS + replicate) * f->cells], nights, (size_t)f->cells * sizeof *nights);
    return 0;
}

/* All subsets in one pass, beside the nights without a plan where these are given. */
static void branch(struct fixture *f, int32_t threads, const struct flow_futures *base)
{
    struct flow_futures futures;
    struct problem problem = {0};
    struct flow_plan plan = plan_of(&f->effects, threads);
    const struct flow_branches branches = {f->effects.initiatives, f, keep};
    memset(f->kept, 0, sizeof f->kept);
    plan.branches = &branches;
    plan.flows_only = true;
    plan.base = base;
    if (flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &futures, &problem) < 0)
        fail_msg("%s", problem.text);
    flow_futures_clear(&futures);
}

/* Holds every subset against a run of its own; how many of the subsets' runs differ from that of none. */
static int32_t hold_against_runs(struct fixture *f)
{
    const size_t nights = PATHS * (size_t)f->cells;
    int32_t different = 0;
    for (uint32_t subset = 0; subset < 1u << f->effects.initiatives; subset++) {
        struct flow_futures futures;
        struct flow_effects alone = f->effects;
        struct flow_plan plan = plan_of(subset ? &alone : NULL, 1);
        plan.gait = FLOW_GAIT_SINGLE; /* nobody's way is taken ahead abreast */
        alone.acting = subset;
        assert_int_equal(flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &futures, NULL), 0);
        for (int32_t r = 0; r < PATHS; r++)
            assert_true(f->kept[subset][r]);
        assert_memory_equal(f->nights + subset * nights, futures.nights, nights * sizeof *f->nights);
        different += memcmp(f->nights, futures.nights, nights * sizeof *f->nights) != 0;
        flow_futures_clear(&futures);
    }
    return different;
}

static void test_each_subset_is_its_own_run(void **state)
{
    struct fixture *f = *state;
    struct flow_futures base;
    struct flow_plan bare = plan_of(NULL, 1);
    bare.nights_only = true;
    assert_int_equal(flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &bare, NULL, &base, NULL), 0);
    for (uint32_t number = 0; number < PLANS; number++) {
        const int32_t initiatives = number < 4 ? 6 : 1 + (int32_t)number % 5;
        make_plan(f, number, initiatives);
        branch(f, 1 + (int32_t)number % 2, number % 3 ? NULL : &base);
        assert_true(hold_against_runs(f) >= (1 << initiatives) / 2);
    }
    flow_futures_clear(&base);
}

static void test_what_is_refused(void **state)
{
    struct fixture *f = *state;
    struct flow_futures futures;
    struct flow_branches branches = {FLOW_BRANCHES_MAX + 1, f, keep};
    make_plan(f, 1, 2);
    struct flow_plan plan = plan_of(&f->effects, 1);
    plan.branches = &branches;
    plan.flows_only = true;
    assert_int_equal(flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &futures, NULL), PROBLEM_INPUT);
    branches.initiatives = 2;
    plan.flows_only = false;
    assert_int_equal(flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &futures, NULL), PROBLEM_INPUT);
    plan.flows_only = true;
    plan.effects = NULL;
    assert_int_equal(flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &futures, NULL), PROBLEM_INPUT);
}

static int stop(void *self, int32_t replicate, uint32_t subset, const int32_t *nights, struct problem *problem)
{
    (void)self;
    (void)replicate;
    (void)subset;
    (void)nights;
    return problem_set(problem, PROBLEM_LIMIT, "enough");
}

/* What the keeper says is said by the whole. */
static void test_the_keepers_problem(void **state)
{
    struct fixture *f = *state;
    struct flow_futures futures;
    struct problem problem = {0};
    const struct flow_branches branches = {2, f, stop};
    make_plan(f, 1, 2);
    struct flow_plan plan = plan_of(&f->effects, 2);
    plan.branches = &branches;
    plan.flows_only = true;
    assert_int_equal(flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &futures, &problem),
                     PROBLEM_LIMIT);
    assert_string_equal(problem.text, "enough");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_subset_is_its_own_run),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_the_keepers_problem),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
