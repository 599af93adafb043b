/*
 * Effects of a plan: the number that an effect names is the number that moves. Seeds are fixed. Each comparison states its
 * Monte Carlo error: counts of n events are held to 4.5 √n, and where persons a month were settled to 1% more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "example_plans.h"
#include "flow/effects_settle.h"
#include "flow/effects_walk.h"
#include "flow/futures.h"

static const day start = 20563; /* 20 April 2026 */

enum { MONTHS = 24, PATHS = 600, FROM = 2, TO = 3 }; /* two kinds of fostering */

struct fixture {
    struct example_council council;
    struct flow_futures base, planned;
    struct flow_effects effects;
};

static struct flow_plan plan_of(const struct flow_effects *effects)
{
    return (struct flow_plan){
        .start = start, .months = MONTHS, .replicates = PATHS, .seed = 7, .authority = 3, .effects = effects};
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    const struct flow_plan plan = plan_of(NULL);
    int code = example_council_make(120, 20, start, &f->council);
    code |= flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &f->base, NULL);
    *state = f;
    return code;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    flow_futures_clear(&f->base);
    example_council_clear(&f->council);
    free(f);
    return 0;
}

/* Begins a plan of no effects, whose initiatives are all delivered. */
static void begin(struct fixture *f)
{
    memset(&f->effects, 0, sizeof f->effects);
    f->effects.acting = UINT32_MAX;
    f->effects.initiatives = FLOW_INITIATIVES_MAX;
    for (int32_t i = 0; i < FLOW_INITIATIVES_MAX; i++)
        f->effects.chance[i] = 1;
}

/* One more effect, the same in every month. */
static struct flow_effect *add(struct fixture *f, enum flow_effect_kind kind, bool adds, double wanted)
{
    struct flow_effect *effect = &f->effects.effect[f->effects.effects++];
    *effect = (struct flow_effect){.kind = kind,
                                   .initiative = f->effects.effects - 1,
                                   .adds = adds,
                                   .from = FROM,
                                   .to = TO,
                                   .ages = (1u << f->council.system.age.count) - 1,
                                   .strata = UINT64_MAX};
    for (int32_t m = 0; m < FLOW_MONTHS_MAX; m++)
        effect->wanted[m] = wanted;
    return effect;
}

static void run(struct fixture *f)
{
    struct problem problem = {0};
    int32_t unreachable;
    struct flow_plan plan = plan_of(NULL);
    int code =
        flow_effects_settle(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &f->effects, &unreachable, &problem);
    plan.effects = &f->effects;
    if (code == 0)
        code = flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &f->planned, &problem);
    if (code < 0)
        fail_msg("%s", problem.text);
}

static double events(const struct fixture *f, int32_t effect)
{
    int64_t sum = 0;
    for (int32_t m = 0; m < MONTHS; m++)
        sum += f->planned.effects.events[effect * MONTHS + m];
    return (double)sum;
}

static double offered(const struct fixture *f, int32_t effect)
{
    int64_t sum = 0;
    for (int32_t m = 0; m < MONTHS; m++)
        sum += f->planned.effects.offered[effect * MONTHS + m];
    return (double)sum;
}

static double exits(const struct flow_futures *futures, int32_t exit)
{
    int64_t sum = 0;
    for (int32_t m = 0; m < MONTHS; m++)
        sum += futures->exits_sum[m * futures->exits + exit];
    return (double)sum;
}

static double all(const struct flow_futures *futures, enum flow_measure measure, int32_t state)
{
    int64_t sum = 0;
    for (int32_t m = 0; m < MONTHS; m++)
        sum += flow_futures_sum(futures, measure, state, FLOW_ALL, m);
    return (double)sum;
}

static void assert_near(double got, double wanted, double error)
{
    if (fabs(got - wanted) > error)
        fail_msg("%.3f is further from %.3f than %.3f", got, wanted, error);
}

static void assert_same(const struct flow_futures *left, const struct flow_futures *right)
{
    const size_t cells = (size_t)MONTHS * PATHS;
    assert_memory_equal(left->nights, right->nights, cells * (size_t)left->states * sizeof *left->nights);
    assert_memory_equal(left->starts, right->starts, cells * sizeof *left->starts);
    assert_memory_equal(left->ceases, right->ceases, cells * sizeof *left->ceases);
    assert_memory_equal(left->sum, right->sum, (size_t)left->series * sizeof *left->sum);
}

/* Effects that change nothing, and those of initiatives that are never delivered or not in the plan, leave every number. */
static void test_nothing_changes_without_an_effect(void **state)
{
    struct fixture *f = *state;
    begin(f);
    add(f, FLOW_EFFECT_MOVE, false, 1);
    add(f, FLOW_EFFECT_ENTRIES, false, 1);
    add(f, FLOW_EFFECT_DIVERT, false, 0);
    add(f, FLOW_EFFECT_MOVE, true, 0);
    add(f, FLOW_EFFECT_ENTRIES, true, 0);
    add(f, FLOW_EFFECT_MOVE, false, 3);
    f->effects.chance[5] = 0;
    add(f, FLOW_EFFECT_ENTRIES, false, 0.2);
    f->effects.acting &= ~(1u << 6);
    run(f);
    assert_same(&f->base, &f->planned);
    flow_futures_clear(&f->planned);
}

static void test_more_a_month_move(void **state)
{
    struct fixture *f = *state;
    begin(f);
    add(f, FLOW_EFFECT_MOVE, true, 0.5);
    run(f);
    const double wanted = 0.5 * MONTHS * PATHS;
    assert_near(events(f, 0), wanted, 4.5 * sqrt(wanted) + 0.01 * wanted);
    assert_true(all(&f->planned, FLOW_STOCK, TO) > all(&f->base, FLOW_STOCK, TO));
    assert_true(all(&f->planned, FLOW_STOCK, FROM) < all(&f->base, FLOW_STOCK, FROM));
    assert_true(all(&f->planned, FLOW_STARTS, FLOW_ALL) == all(&f->base, FLOW_STARTS, FLOW_ALL));
    flow_futures_clear(&f->planned);
}

/* A move that nobody makes in the base can be made all the same; an exit from anywhere, of an age. */
static void test_more_a_month_leave(void **state)
{
    struct fixture *f = *state;
    begin(f);
    struct flow_effect *effect = add(f, FLOW_EFFECT_MOVE, true, 0.4);
    effect->from = FLOW_ANY_STATE;
    effect->to = f->council.system.states;
    effect->ages = 1u << 3;
    run(f);
    const double wanted = 0.4 * MONTHS * PATHS;
    assert_near(events(f, 0), wanted, 4.5 * sqrt(wanted) + 0.01 * wanted);
    assert_true(exits(&f->planned, 0) > exits(&f->base, 0) + wanted / 2);
    flow_futures_clear(&f->planned);
}

static void test_fewer_a_month_leave(void **state)
{
    struct fixture *f = *state;
    begin(f);
    struct flow_effect *effect = add(f, FLOW_EFFECT_MOVE, true, -0.7);
    effect->from = FLOW_ANY_STATE;
    effect->to = f->council.system.states;
    run(f);
    const double wanted = 0.7 * MONTHS * PATHS;
    assert_near(events(f, 0), wanted, 4.5 * sqrt(wanted) + 0.01 * wanted);
    assert_near(offered(f, 0) - events(f, 0), exits(&f->planned, 0), 0); /* who was let through left */
    flow_futures_clear(&f->planned);
}

/* Whoever has the base's futures settles to the same as who has not. */
static void test_settled_with_the_base_at_hand(void **state)
{
    struct fixture *f = *state;
    struct flow_plan plan = plan_of(NULL);
    struct flow_futures base = {0};
    struct flow_effect own[2];
    int32_t unreachable;
    begin(f);
    add(f, FLOW_EFFECT_MOVE, true, 0.4);
    add(f, FLOW_EFFECT_ENTRIES, true, -0.3);
    assert_int_equal(
        flow_effects_settle(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &f->effects, &unreachable, NULL), 0);
    memcpy(own, f->effects.effect, sizeof own);
    plan.nights_only = true;
    assert_int_equal(flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &base, NULL), 0);
    plan.nights_only = false;
    assert_int_equal(
        flow_effects_settle(&f->council.system, &f->council.histories, &f->council.posterior, &plan, &base, &f->effects, &unreachable, NULL), 0);
    for (int32_t i = 0; i < 2; i++)
        for (int32_t m = 0; m < MONTHS; m++) {
            assert_true(own[i].strength[m] > 0);
            assert_memory_equal(&own[i].strength[m], &f->effects.effect[i].strength[m], sizeof(float));
        }
    flow_futures_clear(&base);
}

/* More than there are cannot be fewer. */
static void test_what_cannot_be_reached(void **state)
{
    struct fixture *f = *state;
    struct flow_plan plan = plan_of(NULL);
    int32_t unreachable = 7;
    begin(f);
    add(f, FLOW_EFFECT_MOVE, true, -50);
    assert_int_equal(
        flow_effects_settle(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &f->effects, &unreachable, NULL),
        PROBLEM_INPUT);
    assert_int_equal(unreachable, 0);
    begin(f);
    add(f, FLOW_EFFECT_ENTRIES, true, -500);
    assert_int_equal(
        flow_effects_settle(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &f->effects, &unreachable, NULL),
        PROBLEM_INPUT);
}

/* A factor of a half lets half through; one of 2 brings as many as come of themselves; both, and another, are multiplied. */
static void test_factors_on_leaving(void **state)
{
    struct fixture *f = *state;
    begin(f);
    struct flow_effect *effect = add(f, FLOW_EFFECT_MOVE, false, 0.5);
    effect->from = FLOW_ANY_STATE;
    effect->to = f->council.system.states;
    run(f);
    assert_near(events(f, 0), offered(f, 0) / 2, 4.5 * sqrt(offered(f, 0) / 4));
    flow_futures_clear(&f->planned);
    begin(f);
    *add(f, FLOW_EFFECT_MOVE, false, 2) = (struct flow_effect){0};
    f->effects.effects = 0;
    effect = add(f, FLOW_EFFECT_MOVE, false, 2);
    effect->from = FLOW_ANY_STATE;
    effect->to = f->council.system.states;
    run(f);
    const double more = events(f, 0), own = exits(&f->planned, 0) - more;
    assert_near(more, own, 4.5 * sqrt(more + own));
    flow_futures_clear(&f->planned);
    begin(f);
    const double factors[] = {0.5, 2, 1.5};
    for (int32_t i = 0; i < 3; i++) {
        effect = add(f, FLOW_EFFECT_MOVE, false, factors[i]);
        effect->from = FLOW_ANY_STATE;
        effect->to = f->council.system.states;
    }
    run(f);
    /* of the base's events half are let through; 2 brings as many again, and 1.5 half of both */
    const double kept = offered(f, 0) - events(f, 0), second = events(f, 1), third = events(f, 2);
    assert_near(second, kept, 4.5 * sqrt(second + kept));
    assert_near(third, (second + kept) / 2, 4.5 * sqrt(third + (second + kept) / 4));
    assert_near(exits(&f->planned, 0), kept + second + third, 0);
    flow_futures_clear(&f->planned);
}

static void test_entries(void **state)
{
    struct fixture *f = *state;
    const double base = all(&f->base, FLOW_STARTS, FLOW_ALL), wanted = 1.5 * MONTHS * PATHS;
    begin(f);
    add(f, FLOW_EFFECT_ENTRIES, true, 1.5);
    run(f);
    assert_near(events(f, 0), wanted, 4.5 * sqrt(wanted));
    assert_near(all(&f->planned, FLOW_STARTS, FLOW_ALL), base + events(f, 0), 0);
    flow_futures_clear(&f->planned);
    begin(f);
    add(f, FLOW_EFFECT_ENTRIES, true, -1.5);
    run(f);
    assert_near(events(f, 0), wanted, 4.5 * sqrt(wanted) + 0.01 * wanted);
    assert_near(all(&f->planned, FLOW_STARTS, FLOW_ALL), base - events(f, 0), 0);
    flow_futures_clear(&f->planned);
    begin(f);
    add(f, FLOW_EFFECT_ENTRIES, false, 0.8);
    run(f);
    assert_near(events(f, 0), base / 5, 4.5 * sqrt(base * 0.16));
    assert_near(all(&f->planned, FLOW_STARTS, FLOW_ALL), base - events(f, 0), 0);
    flow_futures_clear(&f->planned);
    begin(f);
    add(f, FLOW_EFFECT_ENTRIES, false, 1.3);
    run(f);
    assert_near(events(f, 0), base * 0.3, 4.5 * sqrt(base * 0.3));
    assert_near(all(&f->planned, FLOW_STARTS, FLOW_ALL), base + events(f, 0), 0);
    flow_futures_clear(&f->planned);
}

/* Only the kinds that an effect is about, and only in its months. */
static void test_entries_of_some(void **state)
{
    struct fixture *f = *state;
    begin(f);
    struct flow_effect *effect = add(f, FLOW_EFFECT_ENTRIES, false, 0);
    effect->strata = 0;
    for (int32_t s = 0; s < f->council.system.strata; s++)
        effect->strata |= f->council.system.stratum[s].from_days < 365 ? UINT64_C(1) << s : 0;
    for (int32_t m = 0; m < 6; m++)
        effect->wanted[m] = 1;
    run(f);
    for (int32_t m = 0; m < MONTHS; m++)
        for (int32_t b = 0; b < f->council.system.age.count; b++) {
            const int64_t base = flow_futures_sum(&f->base, FLOW_STARTS, FLOW_ALL, b, m);
            const int64_t planned = flow_futures_sum(&f->planned, FLOW_STARTS, FLOW_ALL, b, m);
            assert_int_equal(planned, b == 0 && m >= 6 ? 0 : base);
        }
    flow_futures_clear(&f->planned);
}

static void test_divert(void **state)
{
    struct fixture *f = *state;
    begin(f);
    add(f, FLOW_EFFECT_DIVERT, false, 0.3);
    run(f);
    assert_true(offered(f, 0) > 1000);
    assert_near(events(f, 0), 0.3 * offered(f, 0), 4.5 * sqrt(0.21 * offered(f, 0)));
    assert_true(all(&f->planned, FLOW_STARTS, FROM) < all(&f->base, FLOW_STARTS, FROM));
    assert_near(all(&f->planned, FLOW_STARTS, FLOW_ALL), all(&f->base, FLOW_STARTS, FLOW_ALL), 0);
    flow_futures_clear(&f->planned);
}

/* A plan that is delivered in so many of a hundred futures changes so many, and leaves the others to the last night. */
static void test_chance_of_delivery(void **state)
{
    struct fixture *f = *state;
    int32_t same = 0;
    begin(f);
    add(f, FLOW_EFFECT_ENTRIES, false, 0.5);
    f->effects.chance[0] = 0.8;
    run(f);
    const size_t nights = (size_t)MONTHS * (size_t)f->council.system.states;
    for (size_t r = 0; r < PATHS; r++)
        same += memcmp(f->base.nights + r * nights, f->planned.nights + r * nights, nights * sizeof *f->base.nights) == 0;
    assert_near(same, 0.2 * PATHS, 4.5 * sqrt(0.16 * PATHS));
    flow_futures_clear(&f->planned);
}

/* The same bytes by any number of threads; people are conserved whatever is planned. */
static void test_threads_and_conservation(void **state)
{
    struct fixture *f = *state;
    struct flow_futures other;
    begin(f);
    add(f, FLOW_EFFECT_MOVE, true, 0.5);
    add(f, FLOW_EFFECT_ENTRIES, false, 1.2);
    add(f, FLOW_EFFECT_DIVERT, false, 0.3);
    add(f, FLOW_EFFECT_MOVE, false, 2)->from = FLOW_ANY_STATE;
    f->effects.chance[1] = 0.5;
    run(f);
    struct flow_plan plan = plan_of(&f->effects);
    plan.hands.threads = 2;
    assert_int_equal(flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &other, NULL), 0);
    assert_same(&f->planned, &other);
    assert_memory_equal(f->planned.effects.events, other.effects.events, 4 * MONTHS * sizeof *other.effects.events);
    flow_futures_clear(&other);
    plan.gait = FLOW_GAIT_SINGLE; /* ways of the base taken one by one, not abreast */
    assert_int_equal(flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &other, NULL), 0);
    assert_same(&f->planned, &other);
    assert_memory_equal(f->planned.effects.offered, other.effects.offered, 4 * MONTHS * sizeof *other.effects.offered);
    flow_futures_clear(&other);
    plan.gait = FLOW_GAIT_BEST;
    plan.nights_only = true; /* the same nights and flows, and no series */
    assert_int_equal(flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL, &other, NULL), 0);
    assert_int_equal(other.series, 0);
    assert_memory_equal(f->planned.nights, other.nights, (size_t)(MONTHS * PATHS * f->council.system.states) * sizeof *other.nights);
    assert_memory_equal(f->planned.ceases, other.ceases, (size_t)(MONTHS * PATHS) * sizeof *other.ceases);
    flow_futures_clear(&other);
    for (int32_t m = 1; m < MONTHS; m++)
        assert_int_equal(flow_futures_sum(&f->planned, FLOW_STOCK, FLOW_ALL, FLOW_ALL, m),
                         flow_futures_sum(&f->planned, FLOW_STOCK, FLOW_ALL, FLOW_ALL, m - 1) +
                             flow_futures_sum(&f->planned, FLOW_STARTS, FLOW_ALL, FLOW_ALL, m) -
                             flow_futures_sum(&f->planned, FLOW_CEASES, FLOW_ALL, FLOW_ALL, m));
    flow_futures_clear(&f->planned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_changes_without_an_effect),
        cmocka_unit_test(test_more_a_month_move),
        cmocka_unit_test(test_more_a_month_leave),
        cmocka_unit_test(test_fewer_a_month_leave),
        cmocka_unit_test(test_settled_with_the_base_at_hand),
        cmocka_unit_test(test_what_cannot_be_reached),
        cmocka_unit_test(test_factors_on_leaving),
        cmocka_unit_test(test_entries),
        cmocka_unit_test(test_entries_of_some),
        cmocka_unit_test(test_divert),
        cmocka_unit_test(test_chance_of_delivery),
        cmocka_unit_test(test_threads_and_conservation),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
