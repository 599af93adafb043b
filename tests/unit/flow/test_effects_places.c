/*
 * A plan where places can be full: without caps it is the plan walked alone, to the byte; with caps both queues agree;
 * places that an initiative opens are the places that are taken, to the person, where there is always somebody who waits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "example_plans.h"
#include "flow/effects_settle.h"
#include "flow/futures.h"
#include "flow/ways.h"

static const day start = 20563; /* 20 April 2026 */

enum { IHF = 2, IFA = 3, IHR = 5, EXR = 6, UNREGISTERED = 10, MONTHS = 20, PATHS = 40, MANY = 1500, PLANS = 10, DAYS = 640 };

struct fixture {
    struct example_council council;
    struct flow_effects effects;
    struct flow_places places;
    struct arena arena; /* of the places */
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    int code = example_council_make(90, 5, start, &f->council);
    *state = f;
    return code;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    example_council_clear(&f->council);
    arena_clear(&f->arena);
    free(f);
    return 0;
}

static struct flow_plan plan_of(const struct flow_effects *effects, const struct flow_places *places)
{
    return (struct flow_plan){.start = start,
                              .months = MONTHS,
                              .replicates = PATHS,
                              .seed = 7,
                              .authority = 3,
                              .effects = effects,
                              .places = places,
                              .hands = {.threads = 2}};
}

static void give_places(struct fixture *f, const struct flow_places_line *line, int64_t lines)
{
    struct flow_spill spill = {.last = UNREGISTERED};
    spill.count[IHF] = spill.count[IHR] = spill.count[IFA] = 1;
    spill.next[IHF][0] = IFA;
    spill.next[IFA][0] = EXR;
    spill.next[IHR][0] = EXR;
    assert_int_equal(flow_places_make(&f->council.system, &spill, line, lines, start, DAYS, &f->arena, &f->places, NULL), 0);
}

static int32_t there(const struct fixture *f, int32_t state)
{
    int64_t stock[FLOW_STATES_MAX * FLOW_BANDS_MAX], sum = 0;
    const int32_t bands = f->council.system.age.count;
    flow_stock(&f->council.system, &f->council.histories, start, stock);
    for (int32_t b = 0; b < bands; b++)
        sum += stock[state * bands + b];
    return (int32_t)sum;
}

/* In-house fostering below what is wanted of it: when those who are too many have left, somebody always waits. */
static void give_few_foster_places(struct fixture *f)
{
    const struct flow_places_line line[] = {{IHF, there(f, IHF) - 16, start - 100, DAY_OPEN},
                                            {IHR, 4, start - 100, DAY_OPEN}};
    give_places(f, line, 2);
}

static struct flow_futures run(const struct fixture *f, const struct flow_plan *plan)
{
    struct flow_futures futures;
    struct problem problem = {0};
    if (flow_simulate(&f->council.system, &f->council.histories, &f->council.posterior, plan, NULL, &futures, &problem) < 0)
        fail_msg("%s", problem.text);
    return futures;
}

static void same(const struct flow_futures *a, const struct flow_futures *b)
{
    const size_t cells = (size_t)(a->effects.effects * MONTHS);
    assert_memory_equal(a->nights, b->nights, (size_t)(PATHS * MONTHS * a->states) * sizeof *a->nights);
    assert_memory_equal(a->sum, b->sum, (size_t)a->series * sizeof *a->sum);
    assert_memory_equal(a->exits_sum, b->exits_sum, (size_t)(MONTHS * a->exits) * sizeof *a->exits_sum);
    assert_memory_equal(a->effects.events, b->effects.events, cells * sizeof *a->effects.events);
    assert_memory_equal(a->effects.offered, b->effects.offered, cells * sizeof *a->effects.offered);
    assert_memory_equal(a->effects.nights, b->effects.nights, cells * sizeof *a->effects.nights);
    assert_memory_equal(a->effects.paths, b->effects.paths, (size_t)a->effects.effects * sizeof *a->effects.paths);
}

static void make_effects(struct fixture *f, uint32_t number)
{
    const struct flow_plan plan = plan_of(NULL, NULL);
    example_effects(&f->council.system, MONTHS, number, 1 + (int32_t)number % 6, &f->effects);
    assert_int_equal(example_effects_settle(&f->council, &plan, &f->effects), 0);
}

/* Nothing is ever full: without a cap, and with one that nobody reaches. */
static void test_room_for_all_is_the_plan_alone(void **state)
{
    struct fixture *f = *state;
    const struct flow_places_line roomy[] = {{IHF, 10000, start, DAY_OPEN}, {EXR, 10000, start, DAY_OPEN}};
    struct flow_ways ways = {0};
    assert_int_equal(flow_ways_make(&ways, PATHS, FLOW_WAYS_ROOM, NULL), 0);
    for (uint32_t number = 0; number < PLANS; number++) {
        make_effects(f, number);
        struct flow_plan plan = plan_of(&f->effects, NULL);
        struct flow_futures alone = run(f, &plan);
        for (int64_t lines = 0; lines <= 2; lines += 2) {
            give_places(f, roomy, lines);
            plan.places = &f->places;
            plan.ways = lines ? &ways : NULL;
            struct flow_futures together = run(f, &plan);
            same(&alone, &together);
            flow_futures_clear(&together);
            plan.ways = NULL;
        }
        flow_futures_clear(&alone);
    }
    flow_ways_clear(&ways);
}

/* Both queues; and whether the base's ways are kept, and taken from there. */
static void test_both_queues_agree(void **state)
{
    struct fixture *f = *state;
    struct flow_ways ways = {0};
    give_few_foster_places(f);
    assert_int_equal(flow_ways_make(&ways, PATHS, FLOW_WAYS_ROOM, NULL), 0);
    for (uint32_t number = 0; number < PLANS; number++) {
        make_effects(f, number);
        f->effects.places = 1;
        f->effects.place[0] = (struct flow_effect_places){0, {IHF, 7, start + 60, start + 300}};
        struct flow_plan plan = plan_of(&f->effects, &f->places);
        struct flow_futures days = run(f, &plan);
        plan.queue = FLOW_QUEUE_HEAP;
        struct flow_futures heap = run(f, &plan);
        same(&days, &heap);
        flow_futures_clear(&heap);
        plan.ways = &ways;
        struct flow_futures kept = run(f, &plan);
        same(&days, &kept);
        flow_futures_clear(&kept);
        flow_futures_clear(&days);
    }
    flow_ways_clear(&ways);
}

/* A plan that does nothing is no plan, where children wait and are called back again and again. */
static void test_a_plan_of_nothing_is_none(void **state)
{
    struct fixture *f = *state;
    static const struct flow_effects nothing;
    const struct flow_places_line line[] = {{IHF, there(f, IHF) - 16, start - 100, DAY_OPEN},
                                            {IFA, there(f, IFA) - 8, start - 100, DAY_OPEN},
                                            {IHR, 2, start - 100, DAY_OPEN},
                                            {EXR, 6, start - 100, DAY_OPEN}};
    give_places(f, line, 4);
    struct flow_plan with = plan_of(&nothing, &f->places), without = plan_of(NULL, &f->places);
    with.replicates = without.replicates = MANY; /* so that somebody is called back on their birthday, at that moment */
    without.gait = FLOW_GAIT_SINGLE;             /* nothing is taken ahead abreast: the other way to go about it */
    struct flow_futures none = run(f, &without), planned = run(f, &with);
    assert_memory_equal(none.nights, planned.nights, (size_t)(MANY * MONTHS * none.states) * sizeof *none.nights);
    assert_memory_equal(none.sum, planned.sum, (size_t)none.series * sizeof *none.sum);
    flow_futures_clear(&planned);
    flow_futures_clear(&none);
}

/* An initiative that opens places and does nothing else. */
static void open_places(struct fixture *f, int32_t state, int32_t places, day from, double chance)
{
    memset(&f->effects, 0, sizeof f->effects);
    f->effects.acting = UINT32_MAX;
    f->effects.initiatives = f->effects.places = 1;
    f->effects.chance[0] = chance;
    f->effects.place[0] = (struct flow_effect_places){0, {state, places, from, DAY_OPEN}};
}

static int64_t occupied(const struct flow_futures *futures, int32_t state, int32_t month)
{
    return flow_sufficiency_sum(&futures->sufficiency, FLOW_OCCUPIED, state, month);
}

/* Four places more hold four children more, on the day on which they open, in every path in which they do. */
static void test_places_opened_are_places_taken(void **state)
{
    struct fixture *f = *state;
    enum { OPENED = 4, FIRST_MONTH = 16 /* August */ };
    int32_t delivered = 0;
    struct fixture busy = *f;
    give_few_foster_places(f);
    assert_int_equal(flow_posterior_prior(&f->council.system, 400, &busy.council.posterior, NULL),
                     0); /* far more come than there are places */
    open_places(f, IHF, OPENED, start + 480, 0.6);
    const struct flow_effects *effects = &f->effects;
    const struct flow_plan with = plan_of(effects, &f->places), without = plan_of(NULL, &f->places);
    struct flow_futures base = run(&busy, &without), planned = run(&busy, &with);
    for (uint32_t r = 0; r < PATHS; r++)
        delivered += flow_effects_delivered(effects, 0, chance_key_of(7, 3), r);
    assert_in_range(delivered, 1, PATHS - 1);
    const int32_t cap = f->places.cap[IHF * DAYS];
    for (int32_t m = 0; m < MONTHS; m++) {
        const int64_t more = occupied(&planned, IHF, m) - occupied(&base, IHF, m);
        assert_int_equal(more, m < FIRST_MONTH ? 0 : OPENED * delivered);
        if (m >= FIRST_MONTH)
            assert_int_equal(occupied(&base, IHF, m), (int64_t)cap * PATHS); /* somebody always waits */
    }
    flow_posterior_clear(&busy.council.posterior);
    flow_futures_clear(&planned);
    flow_futures_clear(&base);
}

/* Where more can be had one by one, places opened change nothing; closing all of a kind lets nobody in any more. */
static void test_no_cap_and_no_places(void **state)
{
    struct fixture *f = *state;
    give_few_foster_places(f);
    open_places(f, EXR, 20, start, 1);
    const struct flow_plan with = plan_of(&f->effects, &f->places), without = plan_of(NULL, &f->places);
    const struct flow_plan alone = plan_of(NULL, NULL);
    struct flow_futures base = run(f, &without), planned = run(f, &with), uncapped = run(f, &alone);
    assert_memory_equal(base.nights, planned.nights, (size_t)(PATHS * MONTHS * base.states) * sizeof *base.nights);
    flow_futures_clear(&planned);
    open_places(f, IHF, -1000, start, 1);
    planned = run(f, &with);
    for (int32_t m = 0; m < MONTHS; m++) {
        assert_true(flow_futures_sum(&uncapped, FLOW_STARTS, IHF, FLOW_ALL, m) > 0);
        assert_int_equal(flow_futures_sum(&planned, FLOW_STARTS, IHF, FLOW_ALL, m), 0);
        assert_true(m == 0 || occupied(&planned, IHF, m) <= occupied(&planned, IHF, m - 1));
    }
    assert_true(occupied(&planned, IHF, MONTHS - 1) < occupied(&base, IHF, MONTHS - 1));
    flow_futures_clear(&uncapped);
    flow_futures_clear(&planned);
    flow_futures_clear(&base);
}

/* One a month from homes to in-house fostering. */
static void step_down(struct fixture *f)
{
    memset(&f->effects, 0, sizeof f->effects);
    f->effects.acting = UINT32_MAX;
    f->effects.initiatives = f->effects.effects = 1;
    f->effects.chance[0] = 1;
    f->effects.effect[0] = (struct flow_effect){
        .kind = FLOW_EFFECT_MOVE, .adds = true, .from = EXR, .to = IHF, .ages = (1u << f->council.system.age.count) - 1};
    for (int32_t m = 0; m < MONTHS; m++)
        f->effects.effect[0].wanted[m] = 0.2;
}

static int64_t events_of(const struct flow_futures *futures)
{
    int64_t sum = 0;
    for (int32_t m = 0; m < MONTHS; m++)
        sum += futures->effects.events[m];
    return sum;
}

/* Persons a month are settled over those who can be moved where places are full, too: the number named is the number that
 * asks, within 4.5 √n of its luck and 1%. Where there is no room they wait, and no more live there; with room they do. */
static void test_persons_a_month_need_places(void **state)
{
    struct fixture *f = *state;
    int32_t unreachable;
    give_few_foster_places(f);
    step_down(f);
    struct flow_plan plan = plan_of(NULL, &f->places);
    plan.replicates = PATHS;
    struct flow_futures base = run(f, &plan);
    assert_int_equal(flow_effects_settle(&f->council.system, &f->council.histories, &f->council.posterior, &plan, NULL,
                                         &f->effects, &unreachable, NULL),
                     0);
    plan.effects = &f->effects;
    struct flow_futures full = run(f, &plan);
    const double wanted = 0.2 * MONTHS * PATHS;
    assert_true(fabs((double)events_of(&full) - wanted) < 4.5 * sqrt(wanted) + 0.01 * wanted);
    assert_int_equal(occupied(&full, IHF, MONTHS - 1), occupied(&base, IHF, MONTHS - 1));
    f->effects.places = 1;
    f->effects.place[0] = (struct flow_effect_places){0, {IHF, 1000, start, DAY_OPEN}};
    struct flow_futures roomy = run(f, &plan);
    assert_true(occupied(&roomy, IHF, MONTHS - 1) > occupied(&full, IHF, MONTHS - 1) + PATHS);
    flow_futures_clear(&roomy);
    flow_futures_clear(&full);
    flow_futures_clear(&base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_room_for_all_is_the_plan_alone), cmocka_unit_test(test_both_queues_agree),
        cmocka_unit_test(test_a_plan_of_nothing_is_none),      cmocka_unit_test(test_places_opened_are_places_taken),
        cmocka_unit_test(test_no_cap_and_no_places),           cmocka_unit_test(test_persons_a_month_need_places),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
