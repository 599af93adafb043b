#include "run/track.h"

#include <stdio.h>

#include "base/array.h"
#include "casebook/run_store.h"
#include "run/gather.h"
#include "run/planned.h"

enum { MEASURED_MAX = PLAN_EFFECTS_MAX * 2, THOUSAND = 1000 };

/* One thing that an initiative is measured by. */
struct measured {
    int32_t initiative;
    enum plan_track_measure measure;
    int32_t state;
};

static const enum run_measure row_of[] = {
    [PLAN_TRACK_STARTS] = RUN_STARTS, [PLAN_TRACK_STOCK] = RUN_STOCK, [PLAN_TRACK_CEASES] = RUN_CEASES};

static void measure(struct measured *list, int32_t *count, int32_t initiative, enum plan_track_measure what, int32_t state)
{
    for (int32_t i = 0; i < *count; i++)
        if (list[i].initiative == initiative && list[i].measure == what && list[i].state == state)
            return;
    list[(*count)++] = (struct measured){initiative, what, state};
}

static int32_t measures_of(const struct plan_scenario *scenario, struct measured list[MEASURED_MAX])
{
    int32_t count = 0;
    for (int32_t e = 0; e < scenario->effects; e++) {
        const struct plan_effect *effect = &scenario->effect[e];
        switch (effect->kind) {
        case PLAN_ENTRIES:
            measure(list, &count, effect->initiative, PLAN_TRACK_STARTS, RUN_ALL);
            break;
        case PLAN_MOVE:
        case PLAN_DIVERT:
            measure(list, &count, effect->initiative, PLAN_TRACK_STOCK, effect->from_state);
            measure(list, &count, effect->initiative, PLAN_TRACK_STOCK, effect->to);
            break;
        case PLAN_EXIT:
            measure(list, &count, effect->initiative, PLAN_TRACK_CEASES,
                    effect->from_state == PLAN_ANY ? RUN_ALL : effect->from_state);
            break;
        default:
            break;
        }
    }
    return count;
}

/* The night before the first effect begins, or the last that the returns know. */
static day day_of(const struct plan_scenario *scenario, day known_to)
{
    day first = known_to + 1;
    for (int32_t e = 0; e < scenario->effects; e++)
        first = scenario->effect[e].from < first ? scenario->effect[e].from : first;
    return first - 1;
}

static int add_month(struct plan_track *out, const struct measured *what, day date, const struct run_rows *expected,
                     const struct run_rows *past, struct problem *problem)
{
    const int64_t row = run_rows_find(expected, row_of[what->measure], date, what->state, RUN_ALL);
    const int64_t came = run_rows_find(past, row_of[what->measure], date, what->state, RUN_ALL);
    if (row < 0)
        return 0;
    if (array_reserve(&out->row, &out->capacity, out->rows + 1, sizeof *out->row, problem) < 0)
        return PROBLEM_MEMORY;
    out->row[out->rows++] = (struct plan_track_row){.initiative = what->initiative,
                                                    .measure = what->measure,
                                                    .state = what->state,
                                                    .month_end = date,
                                                    .expected = expected->mean[row],
                                                    .low = expected->quantile[row * RUN_QUANTILES + RUN_P10],
                                                    .high = expected->quantile[row * RUN_QUANTILES + RUN_P90],
                                                    .came = came >= 0 && date <= out->known_to,
                                                    .actual = came >= 0 ? past->mean[came] / THOUSAND : 0};
    return 0;
}

static int add_all(struct plan_track *out, const struct plan_scenario *scenario, int32_t months,
                   const struct run_rows *expected, const struct run_rows *past, struct problem *problem)
{
    struct measured list[MEASURED_MAX];
    const int32_t count = measures_of(scenario, list);
    int code = 0;
    if (count == 0) {
        problem_set(problem, PROBLEM_INPUT,
                    "nothing in the scenario changes what children do, so that there is nothing to count");
        return problem_next(problem,
                            "Give it an effect on entries, moves or exits; prices and costs are held against the outturn.");
    }
    for (int32_t i = 0; i < count; i++)
        for (int32_t m = 0; m < months && code == 0; m++)
            code = add_month(out, &list[i], calendar_month_end(calendar_month(out->as_at + 1) + m), expected, past, problem);
    return code;
}

/* What came, as the returns now have it. */
static int count_past(struct casebook *casebook, struct plan_track *out, struct run_rows *rows, struct problem *problem)
{
    struct gathered past = {0};
    int code = gather_histories(casebook, DAY_NONE, &past, problem);
    if (code == 0)
        code = gather_history_rows(&past, rows, problem);
    out->known_to = past.as_at;
    gather_clear(&past);
    return code;
}

int track_plan(struct casebook *casebook, const struct plan_scenario *scenario, const char *name,
               const struct run_forecast_options *options, struct progress *progress, struct plan_track *out,
               struct problem *problem)
{
    struct run_forecast_options wanted = *options;
    struct run_rows past = {0}, expected = {0};
    struct planned_base *base = NULL;
    const struct planned_side side = {scenario, name};
    *out = (struct plan_track){0};
    int code = count_past(casebook, out, &past, problem);
    out->as_at = wanted.as_at == DAY_NONE ? day_of(scenario, out->known_to) : wanted.as_at;
    wanted.as_at = out->as_at;
    if (code == 0)
        code = planned_base_make(casebook, &wanted, progress, &base, problem);
    if (code == 0) {
        day first, last;
        planned_base_days(base, &first, &last);
        snprintf(out->run, sizeof out->run, "%s", planned_base_run(base));
        code = planned_answer(base, &side, 0, progress, &expected, problem);
        if (code == 0)
            code = add_all(out, scenario, calendar_month(last) - calendar_month(first) + 1, &expected, &past, problem);
    }
    planned_base_free(base);
    run_rows_clear(&past);
    run_rows_clear(&expected);
    if (code < 0)
        plan_track_clear(out);
    return code;
}
