/* Weighed futures: by hand where a formula is known, and by the identities that hold whatever happens. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "example_systems.h"
#include "flow/weighed.h"

enum { FIRST, SECOND, GROUPS, MONTHS = 12, DAYS = 365, NOBODY_ENTERS = 0 };

static const day start = 20543; /* 31 March 2026 */
static const int64_t dear[] = {900, 1100, 1300}, cheap[] = {300};

/* The pair: states a and b, whose nights weigh the dear and the cheap. */
struct world {
    struct flow_system system;
    struct flow_posterior posterior;
    struct flow_weighed_state state[2];
    struct flow_weighed_plan plan;
};

static void open_world(struct world *world, double entries, const struct flow_weighed_spell *spell, int64_t spells,
                       int32_t replicates)
{
    struct problem problem = {0};
    example_pair(&world->system);
    assert_int_equal(flow_posterior_prior(&world->system, entries, &world->posterior, &problem), 0);
    world->state[STATE_A] = (struct flow_weighed_state){FIRST, 3, dear};
    world->state[STATE_B] = (struct flow_weighed_state){SECOND, 1, cheap};
    world->plan = (struct flow_weighed_plan){.start = start,
                                             .months = MONTHS,
                                             .replicates = replicates,
                                             .groups = GROUPS,
                                             .seed = 5,
                                             .authority = 9,
                                             .spells = spells,
                                             .spell = spell,
                                             .state = world->state,
                                             .hands = {.threads = 2}};
}

static struct flow_weighed_spell spell_of(uint32_t number, int64_t weight, int32_t group)
{
    return (struct flow_weighed_spell){.walks = true,
                                       .person = {.number = number,
                                                  .born = start - 3000,
                                                  .state = STATE_A,
                                                  .entered = start - 200,
                                                  .since = start - 100,
                                                  .moment = 0.5f},
                                       .from = start - 100,
                                       .to = DAY_OPEN,
                                       .weight = weight,
                                       .group = group};
}

static void simulate(const struct world *world, struct flow_weighed *out)
{
    struct problem problem = {0};
    if (flow_weighed_simulate(&world->system, &world->posterior, &world->plan, NULL, out, &problem) < 0)
        fail_msg("%s", problem.text);
}

static int64_t sum_of(const struct flow_weighed *weighed, int32_t group, int32_t replicate)
{
    int64_t sum = 0;
    for (int32_t m = 0; m < weighed->months; m++)
        sum += weighed->sum[((int64_t)group * weighed->replicates + replicate) * weighed->months + m];
    return sum;
}

/* base × replicates + Σ causes = Σ of all, in every group. */
static void hold_identity(const struct flow_weighed *weighed)
{
    for (int32_t g = 0; g < weighed->groups; g++) {
        int64_t base = 0, causes = 0, all = 0;
        for (int32_t m = 0; m < weighed->months; m++)
            base += weighed->base[g * weighed->months + m];
        for (int32_t c = 0; c < FLOW_WEIGHED_CAUSES; c++)
            causes += weighed->cause[g * FLOW_WEIGHED_CAUSES + c];
        for (int32_t r = 0; r < weighed->replicates; r++)
            all += sum_of(weighed, g, r);
        assert_int_equal(base * weighed->replicates + causes, all);
    }
}

static void causes_make_up_the_difference_exactly(void **state)
{
    (void)state;
    struct world world;
    struct flow_weighed weighed;
    struct flow_weighed_spell spell[40];
    for (uint32_t i = 0; i < 40; i++)
        spell[i] = spell_of(i, 500 + 37 * i, i % GROUPS);
    spell[7].to = start + 90;
    spell[8].followers = 1;
    spell[9].walks = false;
    open_world(&world, 60, spell, 40, 300);
    simulate(&world, &weighed);
    hold_identity(&weighed);
    assert_true(weighed.cause[FIRST * FLOW_WEIGHED_CAUSES + FLOW_WEIGHED_LEFT] < 0);
    assert_true(weighed.cause[FIRST * FLOW_WEIGHED_CAUSES + FLOW_WEIGHED_ENTERED] > 0);
    assert_true(weighed.cause[FIRST * FLOW_WEIGHED_CAUSES + FLOW_WEIGHED_DOWN] < 0);
    /* What goes down in one group and comes up in another is a loss in all. */
    assert_true(weighed.cause[FIRST * FLOW_WEIGHED_CAUSES + FLOW_WEIGHED_DOWN] +
                    weighed.cause[SECOND * FLOW_WEIGHED_CAUSES + FLOW_WEIGHED_DOWN] <
                0);
    flow_weighed_clear(&weighed);
    flow_posterior_clear(&world.posterior);
}

/*
 * Nights in the first spell: Σ over d of P(T >= d), for a spell that ends on day floor(T). From a the pair goes to b and out
 * at .8 + .5 a year; b weighs nothing here. Held to 4.5 standard errors of the mean: one seed in 150,000 would fail.
 */
static void the_mean_is_that_of_an_exponential_stay(void **state)
{
    (void)state;
    enum { REPLICATES = 4000, WEIGHT = 700 };
    static const int64_t nothing[] = {0};
    struct world world;
    struct flow_weighed weighed;
    const struct flow_weighed_spell spell = spell_of(1, WEIGHT, FIRST);
    open_world(&world, NOBODY_ENTERS, &spell, 1, REPLICATES);
    world.state[STATE_A] = (struct flow_weighed_state){SECOND, 1, nothing};
    world.state[STATE_B] = (struct flow_weighed_state){SECOND, 1, nothing};
    simulate(&world, &weighed);
    const struct flow_rates *rates = &world.posterior.rates[0];
    const double rate = flow_rate(&world.system, rates, STATE_A, STATE_B, 0, 0, 0) +
                        flow_rate(&world.system, rates, STATE_A, EXIT_OUT, 0, 0, 0);
    double nights = 0, mean = 0, square = 0;
    for (int d = 1; d <= DAYS; d++)
        nights += exp(-rate * d);
    for (int32_t r = 0; r < REPLICATES; r++) {
        const double value = (double)sum_of(&weighed, FIRST, r) / WEIGHT;
        mean += value / REPLICATES;
        square += value * value / REPLICATES;
    }
    const double error = sqrt((square - mean * mean) / REPLICATES);
    if (fabs(mean - nights) > 4.5 * error)
        fail_msg("%.3f nights on average, %.3f expected, standard error %.3f", mean, nights, error);
    hold_identity(&weighed);
    flow_weighed_clear(&weighed);
    flow_posterior_clear(&world.posterior);
}

static void who_does_not_walk_weighs_the_same_in_every_future(void **state)
{
    (void)state;
    struct world world;
    struct flow_weighed weighed;
    struct flow_weighed_spell spell[] = {spell_of(1, 700, FIRST), spell_of(2, 70, FIRST)};
    spell[0].walks = spell[1].walks = false;
    spell[0].to = start + 1 + 30; /* the nights of April */
    spell[1].from = start + 1 + 30;
    open_world(&world, NOBODY_ENTERS, spell, 2, 20);
    simulate(&world, &weighed);
    for (int32_t r = 0; r < 20; r++)
        assert_int_equal(sum_of(&weighed, FIRST, r), 700 * 30 + 70 * (DAYS - 30));
    assert_int_equal(weighed.base[FIRST * MONTHS], 700 * 30);
    assert_int_equal(weighed.base[FIRST * MONTHS + 1], 70 * 31);
    assert_int_equal(weighed.nights[FIRST], 20 * DAYS);
    flow_weighed_clear(&weighed);
    flow_posterior_clear(&world.posterior);
}

static void a_known_end_is_kept_to(void **state)
{
    (void)state;
    struct world world;
    struct flow_weighed weighed;
    struct flow_weighed_spell spell = spell_of(3, 700, FIRST);
    spell.to = start + 1 + 60;
    open_world(&world, NOBODY_ENTERS, &spell, 1, 500);
    simulate(&world, &weighed);
    int32_t whole = 0;
    for (int32_t r = 0; r < 500; r++) {
        const int64_t first = sum_of(&weighed, FIRST, r), second = sum_of(&weighed, SECOND, r);
        whole += first == 700 * 60 && second == 0; /* stayed to the end, and nothing is said of what comes behind it */
    }
    assert_true(whole > 350 && whole < 450); /* exp(-1.3 × 60 / 365) of 500 is 404 */
    hold_identity(&weighed);
    flow_weighed_clear(&weighed);
    flow_posterior_clear(&world.posterior);
}

static void a_follower_ends_with_the_first(void **state)
{
    (void)state;
    struct world world;
    struct flow_weighed one, two;
    const struct flow_weighed_spell whole = spell_of(4, 1000, FIRST);
    struct flow_weighed_spell parts[] = {spell_of(4, 800, FIRST), spell_of(4, 200, FIRST)};
    parts[0].followers = 1;
    parts[1].walks = false;
    open_world(&world, NOBODY_ENTERS, &whole, 1, 200);
    world.state[STATE_A].count = world.state[STATE_B].count = 0;
    simulate(&world, &one);
    world.plan.spell = parts;
    world.plan.spells = 2;
    simulate(&world, &two);
    for (int32_t r = 0; r < 200; r++)
        assert_int_equal(sum_of(&one, FIRST, r), sum_of(&two, FIRST, r));
    hold_identity(&two);
    flow_weighed_clear(&one);
    flow_weighed_clear(&two);
    flow_posterior_clear(&world.posterior);
}

static void threads_do_not_show_in_any_sum(void **state)
{
    (void)state;
    struct world world;
    struct flow_weighed one, more;
    struct flow_weighed_spell spell[10];
    for (uint32_t i = 0; i < 10; i++)
        spell[i] = spell_of(i, 100 + i, i % GROUPS);
    open_world(&world, 60, spell, 10, 50);
    world.plan.hands.threads = 1;
    simulate(&world, &one);
    for (int32_t threads = 2; threads <= 4; threads += 2) {
        world.plan.hands.threads = threads;
        simulate(&world, &more);
        assert_memory_equal(one.sum, more.sum, sizeof *one.sum * GROUPS * 50 * MONTHS);
        assert_memory_equal(one.cause, more.cause, sizeof *one.cause * GROUPS * FLOW_WEIGHED_CAUSES);
        assert_memory_equal(one.nights, more.nights, sizeof *one.nights * GROUPS);
        flow_weighed_clear(&more);
    }
    flow_weighed_clear(&one);
    flow_posterior_clear(&world.posterior);
}

static void what_cannot_be_summed_is_refused(void **state)
{
    (void)state;
    struct world world;
    struct flow_weighed weighed;
    struct problem problem = {0};
    const struct flow_weighed_spell spell = spell_of(1, INT64_MAX / 1000, FIRST);
    open_world(&world, NOBODY_ENTERS, &spell, 1, 100);
    assert_int_equal(flow_weighed_simulate(&world.system, &world.posterior, &world.plan, NULL, &weighed, &problem),
                     PROBLEM_LIMIT);
    assert_null(weighed.sum);
    world.plan.months = 0;
    assert_int_equal(flow_weighed_simulate(&world.system, &world.posterior, &world.plan, NULL, &weighed, &problem),
                     PROBLEM_INPUT);
    flow_posterior_clear(&world.posterior);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(causes_make_up_the_difference_exactly),
        cmocka_unit_test(the_mean_is_that_of_an_exponential_stay),
        cmocka_unit_test(who_does_not_walk_weighs_the_same_in_every_future),
        cmocka_unit_test(a_known_end_is_kept_to),
        cmocka_unit_test(a_follower_ends_with_the_first),
        cmocka_unit_test(threads_do_not_show_in_any_sum),
        cmocka_unit_test(what_cannot_be_summed_is_refused),
    };
    return cmocka_run_group_tests_name("weighed", tests, NULL, NULL);
}
