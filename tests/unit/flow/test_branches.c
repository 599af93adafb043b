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

#include "chance/stream.h"
#include "example_histories.h"
#include "example_systems.h"
#include "flow/branches.h"
#include "flow/effects_settle.h"
#include "flow/futures.h"
#include "flow/posterior.h"

static const day start = 20563; /* 20 April 2026 */

enum { MONTHS = 14, PATHS = 12, PLANS = 24, EFFECTS_MOST = 14 };

struct fixture {
    struct flow_system system;
    struct flow_histories histories;
    struct flow_posterior posterior;
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
    struct flow_posterior prior;
    struct flow_exposure exposure;
    const struct flow_key key = {.seed = 1, .authority = 1};
    const struct flow_fit_plan fit = {.seed = 2, .draws = 5, .sweeps_before = 10, .sweeps_between = 1};
    example_care(&f->system);
    int code = flow_posterior_prior(&f->system, 120, &prior, NULL);
    code |= example_histories(&prior, &key, start - 4000, start - 2000, start + 1, &f->histories, NULL);
    code |= flow_exposure_count(&f->system, &f->histories, &exposure, NULL);
    code |= flow_posterior_fit(&f->system, &exposure, &fit, NULL, &f->posterior, NULL);
    flow_posterior_clear(&prior);
    flow_exposure_clear(&exposure);
    f->cells = MONTHS * f->system.states;
    f->nights = calloc((size_t)(1 << FLOW_BRANCHES_MAX) * PATHS * (size_t)f->cells, sizeof *f->nights);
    *state = f;
    return code;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    flow_posterior_clear(&f->posterior);
    flow_histories_clear(&f->histories);
    free(f->nights);
    free(f);
    return 0;
}

static int32_t below(struct chance_stream *stream, int32_t count)
{
    return (int32_t)(chance_uniform(stream) * count);
}

static double between(struct chance_stream *stream, double low, double high)
{
    return low + (high - low) * chance_uniform(stream);
}

/* How much of it: a factor below or above 1, a share, or persons a month more or fewer; with a month in which it turns. */
static void wish(struct chance_stream *stream, struct flow_effect *effect)
{
    const int32_t turn = below(stream, MONTHS), from = below(stream, 3);
    double first = between(stream, 0, 1), then = between(stream, 1, 3);
    if (effect->kind == FLOW_EFFECT_DIVERT) {
        then = between(stream, 0, 0.6);
    } else if (effect->adds) {
        first = effect->kind == FLOW_EFFECT_ENTRIES ? 1 : 0.5;
        then = below(stream, 3) ? first : -0.02;
    }
    for (int32_t m = 0; m < MONTHS; m++)
        effect->wanted[m] = m < from   ? (effect->adds || effect->kind == FLOW_EFFECT_DIVERT ? 0 : 1)
                            : m < turn ? first
                                       : then;
}

/* An effect on one of few events, so that they meet: out of care, into foster care, between its kinds, entries. */
static void make_effect(const struct fixture *f, struct chance_stream *stream, struct flow_effect *effect)
{
    const int32_t what = below(stream, 8), all = (1 << f->system.age.count) - 1;
    *effect = (struct flow_effect){.ages = (uint32_t)all, .strata = UINT64_MAX};
    effect->adds = below(stream, 4) == 0;
    if (what < 5) {
        effect->kind = FLOW_EFFECT_MOVE;
        effect->from = what < 3 ? FLOW_ANY_STATE : what;
        effect->to = what < 2 ? f->system.states : what == 2 ? 2 : what == 3 ? 2 : 3;
        effect->from = what == 4 ? 2 : effect->from;
    } else if (what == 5) {
        effect->kind = FLOW_EFFECT_DIVERT;
        effect->adds = false;
        effect->from = 2 + below(stream, 2);
        effect->to = below(stream, f->system.states);
    } else {
        effect->kind = FLOW_EFFECT_ENTRIES;
        effect->strata = below(stream, 2) ? UINT64_MAX : UINT64_C(0x5555555555555555);
    }
    if (below(stream, 3) == 0)
        effect->ages = 1u << below(stream, f->system.age.count);
    wish(stream, effect);
}

static void make_plan(struct fixture *f, uint32_t number, int32_t initiatives)
{
    struct chance_stream stream;
    chance_stream_start(&stream, chance_key_of(11, 0), number, 0, CHANCE_SYNTHETIC);
    memset(&f->effects, 0, sizeof f->effects);
    f->effects.acting = UINT32_MAX;
    f->effects.initiatives = initiatives;
    for (int32_t i = 0; i < initiatives; i++)
        f->effects.chance[i] = below(&stream, 3) ? 1 : 0.6;
    f->effects.effects = initiatives + below(&stream, EFFECTS_MOST - initiatives);
    for (int32_t e = 0; e < f->effects.effects; e++) {
        make_effect(f, &stream, &f->effects.effect[e]);
        f->effects.effect[e].initiative = below(&stream, initiatives);
    }
}

/* Persons a month are settled where they can be reached. Where not, what the first rounds left is walked all the same: as
 * far as subsets go, any strengths will do. */
static void settle(struct fixture *f)
{
    int32_t unreachable;
    const struct flow_plan plan = plan_of(NULL, 1);
    if (flow_effects_settle(&f->system, &f->histories, &f->posterior, &plan, NULL, &f->effects, &unreachable, NULL) == 0)
        return;
    assert_true(unreachable >= 0);
    for (int32_t e = 0; e < f->effects.effects; e++)
        for (int32_t m = 0; m < MONTHS && f->effects.effect[e].adds; m++) {
            struct flow_effect *effect = &f->effects.effect[e];
            const bool entries = effect->kind == FLOW_EFFECT_ENTRIES;
            effect->strength[m] = effect->wanted[m] < 0 ? 0.6f : entries ? (float)effect->wanted[m] : 0.001f;
        }
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

static void branch(struct fixture *f, int32_t threads)
{
    struct flow_futures futures;
    struct problem problem = {0};
    struct flow_plan plan = plan_of(&f->effects, threads);
    const struct flow_branches branches = {f->effects.initiatives, f, keep};
    memset(f->kept, 0, sizeof f->kept);
    plan.branches = &branches;
    plan.flows_only = true;
    if (flow_simulate(&f->system, &f->histories, &f->posterior, &plan, NULL, &futures, &problem) < 0)
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
        assert_int_equal(flow_simulate(&f->system, &f->histories, &f->posterior, &plan, NULL, &futures, NULL), 0);
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
    for (uint32_t number = 0; number < PLANS; number++) {
        const int32_t initiatives = number < 4 ? 6 : 1 + (int32_t)number % 5;
        make_plan(f, number, initiatives);
        settle(f);
        branch(f, 1 + (int32_t)number % 2);
        assert_true(hold_against_runs(f) >= (1 << initiatives) / 2);
    }
}

static void test_what_is_refused(void **state)
{
    struct fixture *f = *state;
    struct flow_futures futures;
    struct flow_branches branches = {FLOW_BRANCHES_MAX + 1, f, keep};
    make_plan(f, 1, 2);
    settle(f);
    struct flow_plan plan = plan_of(&f->effects, 1);
    plan.branches = &branches;
    plan.flows_only = true;
    assert_int_equal(flow_simulate(&f->system, &f->histories, &f->posterior, &plan, NULL, &futures, NULL), PROBLEM_INPUT);
    branches.initiatives = 2;
    plan.flows_only = false;
    assert_int_equal(flow_simulate(&f->system, &f->histories, &f->posterior, &plan, NULL, &futures, NULL), PROBLEM_INPUT);
    plan.flows_only = true;
    plan.effects = NULL;
    assert_int_equal(flow_simulate(&f->system, &f->histories, &f->posterior, &plan, NULL, &futures, NULL), PROBLEM_INPUT);
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
    settle(f);
    struct flow_plan plan = plan_of(&f->effects, 2);
    plan.branches = &branches;
    plan.flows_only = true;
    assert_int_equal(flow_simulate(&f->system, &f->histories, &f->posterior, &plan, NULL, &futures, &problem),
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
