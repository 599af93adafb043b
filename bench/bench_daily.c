/*
 * bench_daily: the event-driven engine against daily steps of the same model: eight abreast in C (bench/daily.h), and numpy.
 *
 * The council and the one set of rates of bench_paths, 36 months. `bench_daily export FILE` writes what bench/daily_steps.py
 * needs to step the same model. `bench_daily events N` simulates N paths and prints how many moves and exits they have, for
 * counting instructions an event. Without words, the C stepper is measured by processor time, best of five, and its mean
 * stock is held against the engine's: a stepper of another model would be no baseline, so a difference ends the program
 * with 1.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "daily.h"
#include "flow/crowd.h"
#include "flow/futures.h"
#include "flow/posterior.h"

/* The measured system is the tested one. */
#include "../tests/unit/flow/example_histories.c"
#include "../tests/unit/flow/example_systems.c"

enum { MONTHS = 36, PATHS = 1000, TRIES = 5 };

/* The mean stock may differ by four standard errors and by what a night's step does to rates: half a percent. */
static const double standard_errors = 4, step_error = 0.005;

struct bench {
    struct flow_system system;
    struct flow_posterior prior;
    struct flow_histories histories;
    day start;
    struct arena arena;
    struct flow_months months;
    struct flow_tables tables;
    struct flow_cohort cohort;
    struct flow_arrivals arrivals;
    struct flow_tally tally;
};

static int open_bench(struct bench *bench, struct problem *problem)
{
    const struct flow_key key = {.seed = 1, .authority = 1};
    const day until = calendar_day(2026, 4, 1);
    bench->start = until - 1;
    example_care(&bench->system);
    if (flow_posterior_prior(&bench->system, -1, &bench->prior, problem) < 0 ||
        example_histories(&bench->prior, &key, calendar_day(2008, 4, 1), calendar_day(2020, 4, 1), until, &bench->histories,
                          problem) < 0 ||
        flow_months_make(bench->start, MONTHS, &bench->arena, &bench->months, problem) < 0 ||
        flow_tables_build(&bench->system, &bench->prior.rates[0], &bench->tables, problem) < 0 ||
        flow_cohort_make(&bench->tables, &bench->histories, bench->start, bench->months.end[MONTHS - 1], &bench->arena,
                         &bench->cohort, problem) < 0)
        return problem->code;
    flow_arrivals_build(&bench->system, &bench->prior.entries[0], &bench->arrivals);
    return flow_tally_make(&bench->system, &bench->months, &bench->arena, &bench->tally, problem);
}

static void close_bench(struct bench *bench)
{
    flow_tables_clear(&bench->tables);
    flow_posterior_clear(&bench->prior);
    flow_histories_clear(&bench->histories);
    arena_clear(&bench->arena);
}

/* Sum and squares over paths of the stock at the end; child-nights of all. */
struct outcome {
    double sum, squares, nights;
};

static void add_outcome(const struct bench *bench, struct outcome *out)
{
    struct flow_census census = bench->cohort.census;
    int64_t stock = 0;
    for (int32_t m = 0; m < MONTHS; m++) {
        flow_tally_census(&bench->tally, m, &census);
        for (int32_t b = 0; b < bench->system.age.count; b++)
            for (int32_t s = 0; s < bench->system.states; s++)
                out->nights += census.nights[b][s];
    }
    for (int32_t b = 0; b < bench->system.age.count; b++)
        for (int32_t s = 0; s < bench->system.states; s++)
            stock += census.stock[b][s];
    out->sum += (double)stock;
    out->squares += (double)(stock * stock);
}

static void step_paths(struct bench *bench, const struct daily_model *model, struct outcome *out)
{
    *out = (struct outcome){0};
    for (uint32_t r = 0; r < PATHS; r++) {
        daily_run(model, chance_key_of(7, 1), r, &bench->tally);
        add_outcome(bench, out);
    }
}

static int simulate(const struct bench *bench, double *mean, double *seconds, double *years, struct problem *problem)
{
    const struct flow_plan plan = {
        .start = bench->start, .months = MONTHS, .replicates = PATHS, .seed = 7, .authority = 1, .hands = {.threads = 1}};
    *seconds = 1e300;
    for (int32_t i = 0; i < TRIES; i++) {
        struct flow_futures futures;
        const double before = processor_seconds();
        int code = flow_simulate(&bench->system, &bench->histories, &bench->prior, &plan, NULL, &futures, problem);
        if (code < 0)
            return code;
        const double taken = processor_seconds() - before;
        *seconds = taken < *seconds ? taken : *seconds;
        *mean = (double)flow_futures_sum(&futures, FLOW_STOCK, FLOW_ALL, FLOW_ALL, MONTHS - 1) / PATHS;
        *years = 0;
        for (int64_t k = 0; k < (int64_t)PATHS * MONTHS * futures.states; k++)
            *years += futures.nights[k] / FLOW_YEAR_DAYS;
        flow_futures_clear(&futures);
    }
    return 0;
}

static int measure(struct bench *bench, struct problem *problem)
{
    struct daily_model model;
    struct outcome outcome = {0};
    double best = 1e300, mean, seconds, years;
    int code = daily_model_make(&bench->tables, &bench->cohort, &bench->arrivals, &model, problem);
    for (int32_t i = 0; i < TRIES && code == 0; i++) {
        const double before = processor_seconds();
        step_paths(bench, &model, &outcome);
        const double taken = processor_seconds() - before;
        best = taken < best ? taken : best;
    }
    daily_model_clear(&model);
    if (code == 0)
        code = simulate(bench, &mean, &seconds, &years, problem);
    if (code < 0)
        return code;
    const double stepped = outcome.sum / PATHS, variance = outcome.squares / PATHS - stepped * stepped;
    const double apart = stepped - mean, allowed = standard_errors * sqrt(2 * variance / PATHS) + step_error * mean;
    printf("daily: eight abreast in C, a core\t%.2f\tmillion child-years/s\n", outcome.nights / FLOW_YEAR_DAYS / best / 1e6);
    printf("daily: the engine over steps in C\t%.1f\ttimes, daily C\n",
           years / seconds / (outcome.nights / FLOW_YEAR_DAYS / best));
    printf("daily: its children after 36 months, engine's %.1f\t%.1f\tchildren\n", mean, stepped);
    if (fabs(apart) <= allowed)
        return 0;
    return problem_set(problem, PROBLEM_INTERNAL,
                       "daily steps end with %.2f children, the engine with %.2f: not the same model", stepped, mean);
}

static void write_numbers(FILE *file, const char *name, const double *value, int64_t count)
{
    fprintf(file, "%s %" PRId64 "\n", name, count);
    for (int64_t i = 0; i < count; i++)
        fprintf(file, "%.9g\n", value[i]);
}

static void write_number(FILE *file, const char *name, double value)
{
    write_numbers(file, name, &value, 1);
}

static void write_tables(FILE *file, const struct bench *bench)
{
    const struct flow_tables *tables = &bench->tables;
    const int32_t cells = flow_cells(&bench->system);
    fprintf(file, "rate %d\n", cells * tables->stride);
    for (int32_t i = 0; i < cells * tables->stride; i++)
        fprintf(file, "%.9g\n", (double)tables->rate[i]);
    fprintf(file, "destination %d\n", tables->states * tables->stride);
    for (int32_t s = 0; s < tables->states; s++)
        for (int32_t i = 0; i < tables->stride; i++)
            fprintf(file, "%d\n", i < tables->slots[s] ? tables->destination[s][i] : -1);
    fprintf(file, "system_from %d\n", tables->systems);
    for (int32_t b = 0; b < tables->systems; b++)
        fprintf(file, "%g\n", (double)tables->system_from[b]);
    fprintf(file, "duration_from %d\n", tables->durations);
    for (int32_t b = 0; b < tables->durations; b++)
        fprintf(file, "%g\n", (double)tables->duration_from[b]);
    fprintf(file, "age_from %d\n", tables->ages);
    for (int32_t b = 0; b < tables->ages; b++)
        fprintf(file, "%d\n", tables->age_from[b]);
}

static void write_people(FILE *file, const struct bench *bench)
{
    const struct flow_ranks *ranks = &bench->cohort.ranks;
    fprintf(file, "people %" PRId64 "\n", ranks->count * 4);
    for (int64_t i = 0; i < ranks->count; i++)
        fprintf(file, "%d\n%d\n%d\n%d\n", ranks->state[i],
                ranks->birth[i] + bench->cohort.birthdays.first - bench->start - 1, (int32_t)floorf(ranks->entered[i]),
                (int32_t)floorf(ranks->since[i]));
    const struct flow_entries *entries = &bench->prior.entries[0];
    write_numbers(file, "share", entries->share, bench->system.strata);
    fprintf(file, "strata %d\n", bench->system.strata * (2 + bench->system.states));
    for (int32_t i = 0; i < bench->system.strata; i++) {
        fprintf(file, "%d\n%d\n", bench->system.stratum[i].from_days, bench->system.stratum[i].to_days);
        for (int32_t s = 0; s < bench->system.states; s++)
            fprintf(file, "%.9g\n", entries->first_state[i][s]);
    }
    write_number(file, "per_day", entries->per_day);
}

static int export(const struct bench *bench, const char *path, struct problem *problem)
{
    double mean, seconds, years;
    FILE *file = fopen(path, "w");
    if (!file)
        return problem_set(problem, PROBLEM_FILE, "cannot write %s", path);
    int code = simulate(bench, &mean, &seconds, &years, problem);
    if (code == 0) {
        write_number(file, "days", bench->months.days);
        write_number(file, "stride", bench->tables.stride);
        write_number(file, "states", bench->tables.states);
        write_number(file, "final_age", bench->tables.final_age);
        write_number(file, "engine_stock", mean);
        write_number(file, "engine_speed", years / seconds);
        write_tables(file, bench);
        write_people(file, bench);
    }
    if (fclose(file) != 0 && code == 0)
        code = problem_set(problem, PROBLEM_FILE, "cannot write %s", path);
    return code;
}

static int count_events(const struct bench *bench, int32_t paths, struct problem *problem)
{
    const struct flow_plan plan = {
        .start = bench->start, .months = MONTHS, .replicates = paths, .seed = 7, .authority = 1, .hands = {.threads = 1}};
    struct flow_futures futures;
    int64_t events = 0;
    int code = flow_simulate(&bench->system, &bench->histories, &bench->prior, &plan, NULL, &futures, problem);
    if (code < 0)
        return code;
    for (int32_t m = 0; m < MONTHS; m++)
        events += flow_futures_sum(&futures, FLOW_MOVES, FLOW_ALL, FLOW_ALL, m) +
                  flow_futures_sum(&futures, FLOW_CEASES, FLOW_ALL, FLOW_ALL, m);
    flow_futures_clear(&futures);
    printf("%" PRId64 "\n", events);
    return 0;
}

int main(int count, char **args)
{
    struct bench bench = {0};
    struct problem problem = {0};
    int code = open_bench(&bench, &problem);
    if (code == 0 && count == 3 && strcmp(args[1], "export") == 0)
        code = export(&bench, args[2], &problem);
    else if (code == 0 && count == 3 && strcmp(args[1], "events") == 0)
        code = count_events(&bench, (int32_t)strtol(args[2], NULL, 10), &problem);
    else if (code == 0 && flow_crowd_can())
        code = measure(&bench, &problem);
    else if (code == 0)
        printf("daily: this processor has no AVX2\t-\t\n");
    if (code < 0)
        fprintf(stderr, "bench_daily: %s\n", problem.text);
    close_bench(&bench);
    return code < 0;
}
