/*
 * bands WORLD ENTRIES YEARS COUNCILS [SEED]: whether bands hold what they say, in councils of a world.
 *
 * Each council is made (world.h), forecast from what its records hold, and held against what happened to it: four outputs
 * (children in all, in residential, in fostering, and the cost of all nights since the origin) after 12, 24 and 36 months.
 * Two methods: `drift` is the program's own; `steady` the same without levels that move, which a harness worth its name must
 * find wanting. Printed on stdout, one line a method, output and horizon, tabs between:
 *
 *     world entries years councils seed method output months cover80 cover95 width bias bias_mean wape no_change
 *     crps pit_mean pit_chi2
 *
 * cover: per cent of councils inside; width: mean 80% width over the median; bias: sum(median - truth) / sum(truth), in per
 * cent; wape: sum|median - truth| / sum(truth), and that of "no change", in per cent; crps over truth, in per cent; the
 * randomised PIT's mean and its chi-square over ten bins. `bias_mean` is that of the mean in place of the median.
 * Children of a month are its child-nights of that month over its days.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "budget/tariff.h"
#include "care/panel_prior.h"
#include "casebook/casebook.h"
#include "chance/draw.h"
#include "flow/futures.h"
#include "flow/posterior.h"
#include "world.h"

enum { PATHS = 256, DRAWS = 64, METHODS = 2, OUTPUTS = 4, HORIZONS = 3, BINS = 10 };
enum output { STOCK, RESIDENTIAL, FOSTERING, COST };

static const char *const method_name[METHODS] = {"steady", "drift"};
static const char *const output_name[OUTPUTS] = {"stock", "residential", "fostering", "cost"};

/* Sums over councils of one method, output and horizon. */
struct cell {
    double cover80, cover95, width, missed, missed_mean, absolute, unchanged, truth, crps, pit;
    int32_t bin[BINS];
};

struct study {
    struct care_system system;
    double price[FLOW_STATES_MAX]; /* pounds a night */
    double own_growth;
    struct cell cell[METHODS][OUTPUTS][HORIZONS];
};

/* Whether a state counts in an output. */
static bool counts(const struct flow_system *system, enum output output, int32_t state)
{
    const char *group = system->group[system->group_of[state]];
    return output == STOCK || output == COST || strcmp(group, output == RESIDENTIAL ? "residential" : "fostering") == 0;
}

/* An output from nights by state: of one month, or for cost added up by the caller. */
static double output_of(const struct study *study, enum output output, const int64_t nights[FLOW_STATES_MAX], double days)
{
    double sum = 0;
    for (int32_t s = 0; s < study->system.flow.states; s++)
        if (counts(&study->system.flow, output, s))
            sum += (double)nights[s] * (output == COST ? study->price[s] : 1 / days);
    return sum;
}

static double month_days(day origin, int32_t month)
{
    const int32_t calendar = calendar_month(origin) + month;
    return calendar_month_end(calendar) - calendar_month_end(calendar - 1);
}

/* The output of a horizon from nights by month: [12 * (horizon + 1)][state]. */
static double at_horizon(const struct study *study, enum output output, int64_t (*nights)[FLOW_STATES_MAX], day origin,
                         int32_t horizon)
{
    const int32_t months = 12 * (horizon + 1);
    double sum = 0;
    for (int32_t m = output == COST ? 0 : months - 1; m < months; m++)
        sum += output_of(study, output, nights[m], month_days(origin, m));
    return sum;
}

/* What would be if nothing changed after the last month. */
static double unchanged(const struct study *study, enum output output, const struct world_council *council, int32_t horizon)
{
    double days = council->days_before;
    const double last = output_of(study, output, council->before, days), ahead = 365.25 * (horizon + 1);
    return output == COST ? last / days * ahead : last;
}

static int compare(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void score(struct cell *cell, double *value, double truth, double no_change, struct chance_stream *luck)
{
    double below = 0, equal = 0, mean = 0, spread = 0;
    qsort(value, PATHS, sizeof *value, compare);
    for (int32_t i = 0; i < PATHS; i++) {
        below += value[i] < truth;
        equal += value[i] == truth;
        mean += value[i] / PATHS;
        spread += fabs(value[i] - truth) / PATHS - value[i] * (2.0 * i + 1 - PATHS) / PATHS / PATHS;
    }
    const double pit = (below + chance_uniform(luck) * (equal + 1)) / (PATHS + 1);
    const double median = (value[PATHS / 2] + value[PATHS / 2 - 1]) / 2;
    cell->cover80 += pit > .1 && pit < .9;
    cell->cover95 += pit > .025 && pit < .975;
    cell->width += median > 0 ? (value[PATHS * 9 / 10] - value[PATHS / 10]) / median : 0;
    cell->missed += median - truth;
    cell->missed_mean += mean - truth;
    cell->absolute += fabs(median - truth);
    cell->unchanged += fabs(no_change - truth);
    cell->truth += truth;
    cell->crps += spread;
    cell->pit += pit;
    cell->bin[(int32_t)(pit * BINS)]++;
}

/* The outputs of every path against the truth. */
static void score_futures(struct study *study, int32_t method, const struct flow_futures *futures,
                          const struct world_council *council, struct chance_stream *luck)
{
    static double value[OUTPUTS][HORIZONS][PATHS];
    for (int32_t r = 0; r < PATHS; r++) {
        int64_t nights[WORLD_AHEAD_MONTHS][FLOW_STATES_MAX] = {{0}};
        for (int32_t m = 0; m < WORLD_AHEAD_MONTHS; m++)
            for (int32_t s = 0; s < futures->states; s++)
                nights[m][s] = flow_futures_nights(futures, r, m, s);
        for (int32_t o = 0; o < OUTPUTS; o++)
            for (int32_t h = 0; h < HORIZONS; h++)
                value[o][h][r] = at_horizon(study, (enum output)o, nights, council->origin, h);
    }
    for (int32_t o = 0; o < OUTPUTS; o++)
        for (int32_t h = 0; h < HORIZONS; h++)
            score(&study->cell[method][o][h], value[o][h],
                  at_horizon(study, (enum output)o, council->nights, council->origin, h),
                  unchanged(study, (enum output)o, council, h), luck);
}

static int forecast(struct study *study, const struct world_council *council, uint32_t number, struct chance_stream *luck,
                    struct problem *problem)
{
    const struct flow_system *system = &study->system.flow;
    const struct flow_fit_plan fit = {
        .seed = 7, .authority = number, .draws = DRAWS, .sweeps_before = 50, .sweeps_between = 2};
    struct flow_plan plan = {
        .start = council->origin - 1, .months = WORLD_AHEAD_MONTHS, .replicates = PATHS, .seed = 7, .authority = number};
    struct flow_levels_plan levels_plan = {.seed = 7,
                                           .authority = number,
                                           .months = WORLD_AHEAD_MONTHS,
                                           .replicates = PATHS,
                                           .start = council->origin - 1,
                                           .own_growth = study->own_growth};
    struct flow_exposure exposure = {0};
    struct flow_posterior posterior = {0};
    struct flow_levels levels = {0};
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        levels_plan.prior[k] = care_panel_prior((enum flow_series)k);
    int code = flow_exposure_count(system, &council->histories, &exposure, problem);
    if (code == 0)
        code = flow_posterior_fit(system, &exposure, &fit, NULL, &posterior, problem);
    if (code == 0)
        code = flow_levels_draw(system, &council->histories, &exposure, &posterior, &levels_plan, NULL, &levels, problem);
    for (int32_t method = 0; method < METHODS && code == 0; method++) {
        struct flow_futures futures;
        plan.levels = method ? &levels : NULL;
        code = flow_simulate(system, &council->histories, &posterior, &plan, NULL, &futures, problem);
        if (code == 0) {
            score_futures(study, method, &futures, council, luck);
            flow_futures_clear(&futures);
        }
    }
    flow_levels_clear(&levels);
    flow_posterior_clear(&posterior);
    flow_exposure_clear(&exposure);
    return code;
}

static void print_cell(const struct cell *cell, const char *head, int32_t method, int32_t output, int32_t horizon, double n)
{
    double chi2 = 0;
    for (int32_t b = 0; b < BINS; b++)
        chi2 += (cell->bin[b] - n / BINS) * (cell->bin[b] - n / BINS) / (n / BINS);
    printf("%s\t%s\t%s\t%d\t%.1f\t%.1f\t%.4f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.3f\t%.1f\n", head, method_name[method],
           output_name[output], 12 * (horizon + 1), 100 * cell->cover80 / n, 100 * cell->cover95 / n, cell->width / n,
           100 * cell->missed / cell->truth, 100 * cell->missed_mean / cell->truth, 100 * cell->absolute / cell->truth,
           100 * cell->unchanged / cell->truth, 100 * cell->crps / cell->truth, cell->pit / n, chi2);
}

/* A whole number of the command line; -1 when it is none. */
static int32_t whole(const char *text)
{
    char *end;
    const long long value = strtoll(text, &end, 10);
    return *text && !*end && value >= 0 && value <= INT32_MAX ? (int32_t)value : -1;
}

static int open_study(struct study *study, struct problem *problem)
{
    struct tariff tariff;
    const char *growth = getenv("HOMEWARD_OWN_GROWTH");
    int code = casebook_default_system(&study->system, problem);
    if (code < 0)
        return code;
    study->own_growth = growth ? strtod(growth, NULL) : .1;
    tariff_default(&study->system.flow, &tariff);
    for (int32_t s = 0; s < tariff.states; s++)
        study->price[s] = (double)tariff.line[s].per_week.pence / 700;
    return 0;
}

/* Makes, forecasts and scores every council. */
static int study_councils(struct study *study, struct world_plan *plan, int32_t councils, struct problem *problem)
{
    struct chance_stream luck;
    int code = 0;
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        plan->prior[k] = care_panel_prior((enum flow_series)k);
    chance_stream_start(&luck, chance_key_of(plan->seed, 1), 0, 0, CHANCE_SYNTHETIC);
    for (int32_t i = 0; i < councils && code == 0; i++) {
        struct world_council council;
        plan->council = (uint32_t)i + 1;
        code = world_make(&study->system.flow, plan, &council, problem);
        if (code == 0)
            code = forecast(study, &council, plan->council, &luck, problem);
        world_clear(&council);
        if (i % 10 == 9)
            fprintf(stderr, "%s %.0f: %d of %d councils\n", world_name(plan->world), plan->entries_per_year, i + 1,
                    councils);
    }
    return code;
}

static void print_study(const struct study *study, const struct world_plan *plan, int32_t councils)
{
    char head[128];
    snprintf(head, sizeof head, "%s\t%.0f\t%d\t%d\t%d", world_name(plan->world), plan->entries_per_year, plan->years,
             councils, (int)plan->seed);
    for (int32_t m = 0; m < METHODS; m++)
        for (int32_t o = 0; o < OUTPUTS; o++)
            for (int32_t h = 0; h < HORIZONS; h++)
                print_cell(&study->cell[m][o][h], head, m, o, h, councils);
}

/* The plan of the command line; false when it is none. */
static bool read_plan(int count, char **argument, struct world_plan *plan, int32_t *councils)
{
    if (count < 5 || count > 6)
        return false;
    *plan = (struct world_plan){.world = world_named(argument[1]),
                                .entries_per_year = whole(argument[2]),
                                .years = whole(argument[3]),
                                .seed = count > 5 ? (uint64_t)whole(argument[5]) : 1};
    *councils = whole(argument[4]);
    return plan->world < WORLD_COUNT && plan->entries_per_year >= 1 && plan->years >= 1 && plan->years <= 10 &&
           *councils >= 1;
}

int main(int count, char **argument)
{
    static struct study study;
    struct problem problem = {0};
    struct world_plan plan;
    int32_t councils;
    if (!read_plan(count, argument, &plan, &councils)) {
        fprintf(stderr, "usage: bands WORLD ENTRIES-A-YEAR YEARS COUNCILS [SEED]: whole numbers, 1 to 10 years; worlds:");
        for (int32_t i = 0; i < WORLD_COUNT; i++)
            fprintf(stderr, " %s", world_name((enum world)i));
        fprintf(stderr, "\n");
        return 2;
    }
    int code = open_study(&study, &problem);
    if (code == 0)
        code = study_councils(&study, &plan, councils, &problem);
    if (code == 0)
        print_study(&study, &plan, councils);
    else
        fprintf(stderr, "bands: %s\n", problem.text);
    return code < 0;
}
