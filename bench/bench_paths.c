/*
 * bench_paths: how fast the engine simulates: one walker after the other, eight abreast, and on several processors.
 *
 * A council of about 700 children in balance (the system of tests/unit/flow/example_systems.c, 18 years of burn-in), 36
 * months, 1,000 paths, all tallies and histograms included; best of five by processor time. A child-year is one simulated
 * child in care for one year. Candidates an event: how many times a walk has to draw for one move or exit.
 * Lines of five years are by the clock, all processors, drift on: what a slider waits for. Efficiency: the time of one
 * thread over twice that of two.
 */
#include <stdio.h>
#include <time.h>

#include "care/panel_prior.h"
#include "clock.h"
#include "flow/futures.h"
#include "flow/posterior.h"
#include "flow/walker.h"

/* The measured system is the tested one. */
#include "../tests/unit/flow/example_histories.c"
#include "../tests/unit/flow/example_systems.c"

enum { MONTHS = 36, PATHS = 1000, TRIES = 5, DRAWS = 250, YEARS = 5 };

static double child_years(const struct flow_futures *futures)
{
    int64_t nights = 0;
    for (int64_t i = 0; i < (int64_t)futures->replicates * futures->months * futures->states; i++)
        nights += futures->nights[i];
    return (double)nights / FLOW_YEAR_DAYS;
}

/* Walks everybody there at `start` for three years, to count candidates and events apart from the measured runs. */
static int candidates(const struct flow_system *system, const struct flow_rates *rates,
                      const struct flow_histories *histories, day start, struct problem *problem)
{
    struct flow_tables tables = {0};
    int64_t drawn = 0, events = 0;
    int code = flow_tables_build(system, rates, &tables, problem);
    for (int64_t i = 0; i < histories->spells && code == 0; i++) {
        struct flow_turn turns[FLOW_STEPS];
        struct flow_walker walker;
        const int32_t who = histories->person[i];
        if (histories->to[i] != DAY_OPEN)
            continue;
        const struct flow_person person = {.number = (uint32_t)who,
                                           .born = histories->born[who],
                                           .state = histories->state[i],
                                           .entered = histories->entered[i],
                                           .since = histories->from[i],
                                           .moment = 0.5f};
        const struct flow_pace pace = flow_pace_steady(&tables);
        flow_walker_place(&tables, NULL, &person, start, &walker);
        const int32_t count = flow_walker_turns(&pace, chance_key_of(1, 1), 0, 1096, &walker, turns, FLOW_STEPS);
        drawn += walker.candidate;
        for (int32_t t = 0; t < count; t++)
            events += turns[t].destination != FLOW_AGEING;
    }
    printf("paths: candidates an event\t%.2f\tratio\n", (double)drawn / (double)events);
    flow_tables_clear(&tables);
    return code;
}

static int measure(const struct flow_system *system, const struct flow_posterior *posterior,
                   const struct flow_histories *histories, day start, const struct flow_levels *levels, enum flow_gait gait,
                   const char *what, struct problem *problem)
{
    const struct flow_plan plan = {.start = start,
                                   .months = MONTHS,
                                   .replicates = PATHS,
                                   .seed = 7,
                                   .authority = 1,
                                   .levels = levels,
                                   .gait = gait,
                                   .hands = {.threads = 1}};
    double best = 1e300, years = 0;
    for (int32_t i = 0; i < TRIES; i++) {
        struct flow_futures futures;
        const double before = processor_seconds();
        if (flow_simulate(system, histories, posterior, &plan, NULL, &futures, problem) < 0)
            return problem->code;
        const double taken = processor_seconds() - before;
        best = taken < best ? taken : best;
        years = child_years(&futures);
        flow_futures_clear(&futures);
    }
    printf("paths: %s, a core\t%.2f\tmillion child-years/s\n", what, years / best / 1e6);
    printf("paths: %s, time\t%.3f\ts\n", what, best);
    return 0;
}

/* One gait: under one set of rates, under many, and with levels that drift. */
static int measure_gait(const struct flow_system *system, const struct flow_posterior *prior,
                        const struct flow_posterior *fitted, const struct flow_histories *histories, day start,
                        const struct flow_levels *levels, bool abreast, struct problem *problem)
{
    const enum flow_gait gait = abreast ? FLOW_GAIT_ABREAST : FLOW_GAIT_SINGLE;
    int code = measure(system, prior, histories, start, NULL, gait,
                       abreast ? "abreast, one set of rates" : "scalar, one set of rates", problem);
    if (code == 0)
        code = measure(system, fitted, histories, start, NULL, gait, abreast ? "abreast, drift off" : "scalar, drift off",
                       problem);
    if (code == 0)
        code = measure(system, fitted, histories, start, levels, gait, abreast ? "abreast, drift on" : "scalar, drift on",
                       problem);
    return code;
}

static double wall_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The best of several by the clock; below 0 after a failure. */
static double wall_of(const struct flow_system *system, const struct flow_posterior *posterior,
                      const struct flow_histories *histories, const struct flow_plan *plan, struct problem *problem)
{
    double best = 1e300;
    for (int32_t i = 0; i < TRIES; i++) {
        struct flow_futures futures;
        const double before = wall_seconds();
        if (flow_simulate(system, histories, posterior, plan, NULL, &futures, problem) < 0)
            return problem->code;
        const double taken = wall_seconds() - before;
        best = taken < best ? taken : best;
        flow_futures_clear(&futures);
    }
    return best;
}

/* Five years of so many paths on all processors, and what a second one is worth. */
static int measure_slider(const struct flow_system *system, const struct flow_posterior *posterior,
                          const struct flow_histories *histories, day start, const struct flow_levels *levels,
                          struct problem *problem)
{
    static const int32_t paths[] = {200, 1000, 10000};
    struct flow_plan plan = {.start = start, .months = YEARS * 12, .seed = 7, .authority = 1, .levels = levels};
    for (int32_t i = 0; i < 3; i++) {
        plan.replicates = paths[i];
        const double taken = wall_of(system, posterior, histories, &plan, problem);
        if (taken < 0)
            return problem->code;
        printf("paths: 5 years, %d paths, all processors\t%.3f\ts wall\n", paths[i], taken);
    }
    plan.replicates = 1000;
    plan.hands.threads = 1;
    const double one = wall_of(system, posterior, histories, &plan, problem);
    plan.hands.threads = 2;
    const double two = wall_of(system, posterior, histories, &plan, problem);
    if (one < 0 || two < 0)
        return problem->code;
    printf("paths: efficiency of two threads\t%.2f\tof 1\n", one / two / 2);
    return 0;
}

static int draw_levels(const struct flow_system *system, const struct flow_histories *histories,
                       const struct flow_exposure *exposure, const struct flow_posterior *posterior, day start,
                       int32_t months, int32_t paths, struct flow_levels *out, struct problem *problem)
{
    struct flow_levels_plan plan = {
        .seed = 7, .authority = 1, .months = months, .replicates = paths, .start = start, .own_growth = .1};
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        plan.prior[k] = care_panel_prior((enum flow_series)k);
    const double before = processor_seconds();
    int code = flow_levels_draw(system, histories, exposure, posterior, &plan, NULL, out, problem);
    if (months == MONTHS)
        printf("levels: fit of four series, draws and balance\t%.3f\ts\n", processor_seconds() - before);
    return code;
}

/* Levels of five years and a thousand paths, on all processors: the best of several by the clock. */
static int measure_levels(const struct flow_system *system, const struct flow_histories *histories,
                          const struct flow_exposure *exposure, const struct flow_posterior *posterior, day start,
                          struct problem *problem)
{
    double best = 1e300;
    for (int32_t i = 0; i < TRIES; i++) {
        struct flow_levels levels;
        const double before = wall_seconds();
        if (draw_levels(system, histories, exposure, posterior, start, YEARS * 12, PATHS, &levels, problem) < 0)
            return problem->code;
        const double taken = wall_seconds() - before;
        best = taken < best ? taken : best;
        flow_levels_clear(&levels);
    }
    printf("levels: 5 years, %d paths, all processors\t%.3f\ts wall\n", PATHS, best);
    return 0;
}

int main(void)
{
    struct flow_system system;
    struct flow_posterior prior = {0}, fitted = {0};
    struct flow_exposure exposure = {0};
    struct flow_histories histories = {0};
    struct problem problem = {0};
    const struct flow_key key = {.seed = 1, .authority = 1};
    const day until = calendar_day(2026, 4, 1), start = until - 1;
    const struct flow_fit_plan fit = {.seed = 7, .authority = 1, .draws = DRAWS, .sweeps_before = 50, .sweeps_between = 2};
    example_care(&system);
    int code = flow_system_check(&system, &problem);
    if (code == 0)
        code = flow_posterior_prior(&system, -1, &prior, &problem);
    if (code == 0)
        code =
            example_histories(&prior, &key, calendar_day(2008, 4, 1), calendar_day(2020, 4, 1), until, &histories, &problem);
    if (code == 0)
        code = flow_exposure_count(&system, &histories, &exposure, &problem);
    const double before = processor_seconds();
    if (code == 0)
        code = flow_posterior_fit(&system, &exposure, &fit, NULL, &fitted, &problem);
    printf("rates: mean and %d draws\t%.3f\ts\n", DRAWS, processor_seconds() - before);
    struct flow_levels levels = {0};
    if (code == 0)
        code = draw_levels(&system, &histories, &exposure, &fitted, start, MONTHS, PATHS, &levels, &problem);
    if (code == 0)
        code = measure_levels(&system, &histories, &exposure, &fitted, start, &problem);
    if (code == 0)
        code = candidates(&system, &prior.rates[0], &histories, start, &problem);
    for (int32_t abreast = 0; abreast < 2 && code == 0; abreast++)
        code = measure_gait(&system, &prior, &fitted, &histories, start, &levels, abreast, &problem);
    flow_levels_clear(&levels);
    if (code == 0)
        code = draw_levels(&system, &histories, &exposure, &fitted, start, YEARS * 12, 10000, &levels, &problem);
    if (code == 0)
        code = measure_slider(&system, &fitted, &histories, start, &levels, &problem);
    if (code < 0)
        fprintf(stderr, "bench_paths: %s\n", problem.text);
    flow_posterior_clear(&prior);
    flow_posterior_clear(&fitted);
    flow_exposure_clear(&exposure);
    flow_histories_clear(&histories);
    flow_levels_clear(&levels);
    return code < 0;
}
