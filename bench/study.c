#include "study.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "budget/tariff.h"
#include "care/panel_prior.h"
#include "casebook/casebook.h"
#include "chance/draw.h"
#include "flow/futures.h"
#include "flow/posterior.h"
#include "run/rates.h"
#include "scores/score.h"

enum { DRAWS = 64 };

/* Whether a state counts in an output. */
static bool counts(const struct flow_system *system, enum study_output output, int32_t state)
{
    const char *group = system->group[system->group_of[state]];
    return output == STUDY_STOCK || output == STUDY_COST ||
           strcmp(group, output == STUDY_RESIDENTIAL ? "residential" : "fostering") == 0;
}

/* An output from nights by state: of one month, or for cost added up by the caller. */
static double output_of(const struct study *study, enum study_output output, const int64_t nights[FLOW_STATES_MAX],
                        double days)
{
    double sum = 0;
    for (int32_t s = 0; s < study->system.flow.states; s++)
        if (counts(&study->system.flow, output, s))
            sum += (double)nights[s] * (output == STUDY_COST ? study->price[s] : 1 / days);
    return sum;
}

static double month_days(day origin, int32_t month)
{
    const int32_t calendar = calendar_month(origin) + month;
    return calendar_month_end(calendar) - calendar_month_end(calendar - 1);
}

/* The output of a horizon from nights by month: [12 * (horizon + 1)][state]. */
static double at_horizon(const struct study *study, enum study_output output, int64_t (*nights)[FLOW_STATES_MAX], day origin,
                         int32_t horizon)
{
    const int32_t months = 12 * (horizon + 1);
    double sum = 0;
    for (int32_t m = output == STUDY_COST ? 0 : months - 1; m < months; m++)
        sum += output_of(study, output, nights[m], month_days(origin, m));
    return sum;
}

/* What would be if nothing changed after the last month. */
static double unchanged(const struct study *study, enum study_output output, const struct world_council *council,
                        int32_t horizon)
{
    double days = council->days_before;
    const double last = output_of(study, output, council->before, days), ahead = 365.25 * (horizon + 1);
    return output == STUDY_COST ? last / days * ahead : last;
}

static int compare(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void score(struct study_cell *cell, double *value, double truth, double no_change, struct chance_stream *luck)
{
    struct score score;
    qsort(value, STUDY_PATHS, sizeof *value, compare);
    score_values(value, STUDY_PATHS, truth, &score);
    const double pit = score.from + chance_uniform(luck) * (score.to - score.from);
    cell->cover80 += pit > .1 && pit < .9;
    cell->cover95 += pit > .025 && pit < .975;
    cell->width += score.median > 0 ? (value[STUDY_PATHS * 9 / 10] - value[STUDY_PATHS / 10]) / score.median : 0;
    cell->missed += score.median - truth;
    cell->missed_mean += score.mean - truth;
    cell->absolute += fabs(score.median - truth);
    cell->unchanged += fabs(no_change - truth);
    cell->truth += truth;
    cell->crps += score.crps;
    cell->pit += pit;
    cell->bin[(int32_t)(pit * STUDY_BINS)]++;
}

/* The outputs of every path against the truth. */
static void score_futures(struct study *study, int32_t method, const struct flow_futures *futures,
                          const struct world_council *council, struct chance_stream *luck)
{
    static double value[STUDY_OUTPUTS][STUDY_HORIZONS][STUDY_PATHS];
    for (int32_t r = 0; r < STUDY_PATHS; r++) {
        int64_t nights[WORLD_AHEAD_MONTHS][FLOW_STATES_MAX] = {{0}};
        for (int32_t m = 0; m < WORLD_AHEAD_MONTHS; m++)
            for (int32_t s = 0; s < futures->states; s++)
                nights[m][s] = flow_futures_nights(futures, r, m, s);
        for (int32_t o = 0; o < STUDY_OUTPUTS; o++)
            for (int32_t h = 0; h < STUDY_HORIZONS; h++)
                value[o][h][r] = at_horizon(study, (enum study_output)o, nights, council->origin, h);
    }
    for (int32_t o = 0; o < STUDY_OUTPUTS; o++)
        for (int32_t h = 0; h < STUDY_HORIZONS; h++)
            score(&study->cell[method][o][h], value[o][h],
                  at_horizon(study, (enum study_output)o, council->nights, council->origin, h),
                  unchanged(study, (enum study_output)o, council, h), luck);
}

static int forecast(struct study *study, const struct world_council *council, uint32_t number, struct chance_stream *luck,
                    struct problem *problem)
{
    const struct flow_system *system = &study->system.flow;
    const struct flow_fit_plan fit = {
        .seed = 7, .authority = number, .draws = DRAWS, .sweeps_before = 50, .sweeps_between = 2};
    struct flow_plan plan = {.start = council->origin - 1,
                             .months = WORLD_AHEAD_MONTHS,
                             .replicates = STUDY_PATHS,
                             .seed = 7,
                             .authority = number};
    struct flow_levels_plan levels_plan = {.seed = 7,
                                           .authority = number,
                                           .months = WORLD_AHEAD_MONTHS,
                                           .replicates = STUDY_PATHS,
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
    for (int32_t method = 0; method < STUDY_METHODS && code == 0; method++) {
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

int study_open(struct study *study, struct problem *problem)
{
    struct tariff tariff;
    int code = casebook_default_system(&study->system, problem);
    if (code < 0)
        return code;
    study->own_growth = RATES_OWN_GROWTH;
    tariff_default(&study->system.flow, &tariff);
    for (int32_t s = 0; s < tariff.states; s++)
        study->price[s] = (double)tariff.line[s].per_week.pence / 700;
    return 0;
}

int study_councils(struct study *study, struct world_plan *plan, int32_t councils,
                   void (*told)(const struct world_plan *plan, int32_t done, int32_t of), struct problem *problem)
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
        if (told)
            told(plan, i + 1, councils);
    }
    return code;
}
