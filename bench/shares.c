/*
 * bench_shares: what the shares of a joint effect cost.
 *
 * A council of about 1,000 children, 60 months, 1,000 paths, one core, drift on: all 32 subsets of five initiatives that act
 * on the same children (entries, a step-down of so many a month, two ways home, a diversion) in one pass, their nights told
 * apart; what it takes to settle the persons a month first; and one planned walk, all outputs, beside walks without a plan.
 * Best of three by processor time, turn and turn about.
 */
#include <stdio.h>
#include <time.h>

#include "care/panel_prior.h"
#include "flow/branches.h"
#include "flow/effects_settle.h"
#include "flow/futures.h"
#include "flow/posterior.h"

/* The measured system is the tested one. */
#include "../tests/unit/flow/example_histories.c"
#include "../tests/unit/flow/example_systems.c"

enum { MONTHS = 60, PATHS = 1000, TRIES = 3, DRAWS = 250, ENTRIES = 405 /* a year */, IHF = 2, IFA = 3, EXR = 6, HOME = 0 };

/* The council that is measured, and what it plans. */
struct council {
    struct flow_system system;
    struct flow_posterior fitted;
    struct flow_histories histories;
    struct flow_levels levels;
    struct flow_effects effects;
    day start;
    int64_t nights; /* so that nobody leaves the work out */
};

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void lay_effects(struct council *council)
{
    const uint32_t ages = (1u << council->system.age.count) - 1;
    const int32_t home = council->system.states + HOME;
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
    return (struct flow_plan){.start = council->start,
                              .months = MONTHS,
                              .replicates = PATHS,
                              .seed = 7,
                              .authority = 1,
                              .levels = &council->levels,
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

enum way { SHARES, SETTLING, PLANNED, ALONE, WAYS };

static int run_once(struct council *council, enum way way, struct problem *problem)
{
    struct flow_plan plan = plan_of(council);
    struct flow_futures futures = {0};
    const struct flow_branches branches = {5, council, keep};
    int32_t unreachable;
    if (way == SETTLING)
        return flow_effects_settle(&council->system, &council->histories, &council->fitted, &plan, NULL, &council->effects,
                                   &unreachable, problem);
    plan.effects = way == ALONE ? NULL : &council->effects;
    plan.branches = way == SHARES ? &branches : NULL;
    plan.flows_only = way == SHARES;
    const int code = flow_simulate(&council->system, &council->histories, &council->fitted, &plan, NULL, &futures, problem);
    flow_futures_clear(&futures);
    return code;
}

static int measure(struct council *council, struct problem *problem)
{
    static const char *const what[WAYS] = {"all 32 subsets of five initiatives, 5 years, 1000 paths",
                                           "settling persons a month before it", "one planned walk of the five together",
                                           "walks without a plan"};
    double best[WAYS] = {1e300, 1e300, 1e300, 1e300};
    int64_t stock[FLOW_STATES_MAX * FLOW_BANDS_MAX], children = 0;
    int code = run_once(council, SETTLING, problem);
    for (int32_t i = 0; i < TRIES * WAYS && code == 0; i++) {
        const double before = cpu_seconds();
        code = run_once(council, (enum way)(i % WAYS), problem);
        const double taken = cpu_seconds() - before;
        best[i % WAYS] = taken < best[i % WAYS] ? taken : best[i % WAYS];
    }
    if (code < 0)
        return code;
    flow_stock(&council->system, &council->histories, council->start, stock);
    for (int32_t i = 0; i < council->system.states * council->system.age.count; i++)
        children += stock[i];
    printf("shares: children at the start\t%lld\tchildren\n", (long long)children);
    for (int32_t i = 0; i < WAYS; i++)
        printf("shares: %s\t%.2f\ts a core\n", what[i], best[i]);
    return 0;
}

static int make(struct council *council, struct problem *problem)
{
    struct flow_posterior prior = {0};
    struct flow_exposure exposure = {0};
    const struct flow_key key = {.seed = 1, .authority = 1};
    const day until = calendar_day(2026, 4, 1);
    const struct flow_fit_plan fit = {.seed = 7, .authority = 1, .draws = DRAWS, .sweeps_before = 50, .sweeps_between = 2};
    struct flow_levels_plan levels = {
        .seed = 7, .authority = 1, .months = MONTHS, .replicates = PATHS, .start = until - 1, .own_growth = .1};
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        levels.prior[k] = care_panel_prior((enum flow_series)k);
    council->start = until - 1;
    example_care(&council->system);
    lay_effects(council);
    int code = flow_posterior_prior(&council->system, ENTRIES, &prior, problem);
    if (code == 0)
        code = example_histories(&prior, &key, calendar_day(2008, 4, 1), calendar_day(2020, 4, 1), until,
                                 &council->histories, problem);
    if (code == 0)
        code = flow_exposure_count(&council->system, &council->histories, &exposure, problem);
    if (code == 0)
        code = flow_posterior_fit(&council->system, &exposure, &fit, NULL, &council->fitted, problem);
    if (code == 0)
        code = flow_levels_draw(&council->system, &council->histories, &exposure, &council->fitted, &levels, NULL,
                                &council->levels, problem);
    flow_posterior_clear(&prior);
    flow_exposure_clear(&exposure);
    return code;
}

int main(void)
{
    static struct council council;
    struct problem problem = {0};
    int code = make(&council, &problem);
    if (code == 0)
        code = measure(&council, &problem);
    if (code < 0)
        fprintf(stderr, "bench_shares: %s\n", problem.text);
    flow_posterior_clear(&council.fitted);
    flow_histories_clear(&council.histories);
    flow_levels_clear(&council.levels);
    return code < 0;
}
