/*
 * bench_shares: what the shares of a joint effect cost.
 *
 * A council of about 1,000 children, 60 months, 1,000 paths, one core, drift on: all 32 subsets of five initiatives that act
 * on the same children (entries, a step-down of so many a month, two ways home, a diversion) in one pass, their nights told
 * apart, with the walk of the base beside which they are told; what of it is kept then makes a plan's nights, and settling,
 * cheap; and one planned walk, all outputs, and walks without a plan, which keep nothing. Best of three by processor time,
 * turn and turn about.
 */
#include <stdio.h>

#include "bench_council.h"
#include "clock.h"
#include "flow/branches.h"
#include "flow/effects_settle.h"
#include "flow/futures.h"
#include "flow/ways.h"

enum { MONTHS = 60, PATHS = 1000, TRIES = 3, ENTRIES = 405 /* a year */, IHF = 2, IFA = 3, EXR = 6, HOME = 0 };

/* The council that is measured, and what it plans. */
struct council {
    struct bench_council made;
    struct flow_effects effects;
    struct flow_ways ways;
    struct flow_futures base;
    int64_t nights; /* so that nobody leaves the work out */
};

static void lay_effects(struct council *council)
{
    const uint32_t ages = (1u << council->made.system.age.count) - 1;
    const int32_t home = council->made.system.states + HOME;
    const struct flow_effect effect[] = {
        {.kind = FLOW_EFFECT_ENTRIES, .initiative = 0, .strata = UINT64_MAX},
        {.kind = FLOW_EFFECT_MOVE, .initiative = 1, .adds = true, .from = EXR, .to = IHF, .ages = ages},
        {.kind = FLOW_EFFECT_MOVE, .initiative = 2, .from = FLOW_ANY_STATE, .to = home, .ages = ages},
        {.kind = FLOW_EFFECT_DIVERT, .initiative = 3, .from = IFA, .to = IHF, .ages = ages},
        {.kind = FLOW_EFFECT_MOVE, .initiative = 4, .adds = true, .from = FLOW_ANY_STATE, .to = home, .ages = ages}};
    static const double wanted[] = {0.9, 1, 1.15, 0.2, 0.5};
    council->effects = (struct flow_effects){.initiatives = 5, .acting = UINT32_MAX};
    for (int32_t i = 0; i < 5; i++) {
        council->effects.chance[i] = i == 1 ? 0.8 : 1;
        council->effects.effect[i] = effect[i];
        for (int32_t m = 0; m < MONTHS; m++)
            council->effects.effect[i].wanted[m] = wanted[i];
    }
    council->effects.effects = 5;
}

static struct flow_plan plan_of(const struct council *council)
{
    return (struct flow_plan){.start = council->made.start,
                              .months = MONTHS,
                              .replicates = PATHS,
                              .seed = 7,
                              .authority = 1,
                              .levels = &council->made.levels,
                              .hands = {.threads = 1}};
}

static int keep(void *self, int32_t replicate, uint32_t subset, const int32_t *nights, struct problem *problem)
{
    struct council *council = self;
    (void)replicate;
    (void)subset;
    (void)problem;
    council->nights += nights[0];
    return 0;
}

static int simulate(const struct council *council, const struct flow_plan *plan, struct flow_futures *futures,
                    struct problem *problem)
{
    return flow_simulate(&council->made.system, &council->made.histories, &council->made.fitted, plan, NULL, futures,
                         problem);
}

/* The base as whoever compares plans has it: nights, and every way kept. */
static int make_base(struct council *council, struct problem *problem)
{
    struct flow_plan plan = plan_of(council);
    flow_futures_clear(&council->base);
    flow_ways_clear(&council->ways);
    if (flow_ways_make(&council->ways, PATHS, FLOW_WAYS_ROOM, problem) < 0)
        return PROBLEM_MEMORY;
    plan.nights_only = true;
    plan.ways = &council->ways;
    return simulate(council, &plan, &council->base, problem);
}

enum way { SHARES, NIGHTS, SETTLING, EVERYTHING, BASE, ALONE, WAYS };

static int run_once(struct council *council, enum way way, struct problem *problem)
{
    struct flow_plan plan = plan_of(council);
    struct flow_futures futures = {0};
    const struct flow_branches branches = {5, council, keep};
    int32_t unreachable;
    int code = way == SHARES || way == BASE ? make_base(council, problem) : 0;
    if (code < 0 || way == BASE)
        return code;
    plan.ways = way == EVERYTHING || way == ALONE ? NULL : &council->ways;
    if (way == SETTLING)
        return flow_effects_settle(&council->made.system, &council->made.histories, &council->made.fitted, &plan,
                                   &council->base, &council->effects, &unreachable, problem);
    plan.effects = way == ALONE ? NULL : &council->effects;
    plan.base = way == SHARES || way == NIGHTS ? &council->base : NULL;
    plan.branches = way == SHARES ? &branches : NULL;
    plan.flows_only = way == SHARES;
    plan.nights_only = way == NIGHTS;
    code = simulate(council, &plan, &futures, problem);
    flow_futures_clear(&futures);
    return code;
}

static int measure(struct council *council, struct problem *problem)
{
    static const char *const what[WAYS] = {"all 32 subsets of five initiatives, 5 years, 1000 paths",
                                           "nights of the five together, beside a base",
                                           "settling persons a month, beside a base",
                                           "everything of the five together, without one",
                                           "a base: walks without a plan, all kept",
                                           "walks without a plan"};
    double best[WAYS] = {1e300, 1e300, 1e300, 1e300, 1e300, 1e300};
    int code = make_base(council, problem);
    if (code == 0)
        code = run_once(council, SETTLING, problem);
    for (int32_t i = 0; i < TRIES * WAYS && code == 0; i++) {
        const double before = processor_seconds();
        code = run_once(council, (enum way)(i % WAYS), problem);
        const double taken = processor_seconds() - before;
        best[i % WAYS] = taken < best[i % WAYS] ? taken : best[i % WAYS];
    }
    if (code < 0)
        return code;
    printf("shares: children at the start\t%lld\tchildren\n", (long long)bench_council_children(&council->made));
    for (int32_t i = 0; i < WAYS; i++)
        printf("shares: %s\t%.2f\ts a core\n", what[i], best[i]);
    return 0;
}

int main(void)
{
    static struct council council;
    struct problem problem = {0};
    int code = bench_council_make(ENTRIES, MONTHS, PATHS, &council.made, &problem);
    lay_effects(&council);
    if (code == 0)
        code = measure(&council, &problem);
    if (code < 0)
        fprintf(stderr, "bench_shares: %s\n", problem.text);
    flow_futures_clear(&council.base);
    flow_ways_clear(&council.ways);
    bench_council_clear(&council.made);
    return code < 0;
}
