#include "run/backtest.h"

#include <stdio.h>

#include "care/panel_prior.h"
#include "flow/months.h"
#include "run/gather.h"
#include "run/origin.h"
#include "run/rates.h"
#include "run/run_id.h"
#include "run/verdict.h"

enum { ORIGINS_DEFAULT = 12, HORIZON_DEFAULT = 24, PATHS_DEFAULT = 500, APART_LEAST = 3, APART_MOST = 12, THOUSAND = 1000 };

int32_t backtest_horizons(int32_t horizon, int32_t months[BACKTEST_HORIZONS_MAX])
{
    static const int32_t steps[] = {3, 6, 12, 18, 24, 36, 48, 60, 72, 84, 96, 108, 120};
    int32_t count = 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && steps[i] < horizon; i++)
        months[count++] = steps[i];
    months[count++] = horizon;
    return count;
}

int32_t backtest_origins(day observed_from, day last_month_end, int32_t wanted, int32_t horizon, day *origin,
                         int32_t *spacing)
{
    const int32_t newest = calendar_month(last_month_end) - horizon;
    const int32_t first_whole = calendar_month(observed_from - 1) + 1, oldest = first_whole + BACKTEST_PAST_LEAST - 1;
    *spacing = APART_LEAST;
    if (newest < oldest)
        return 0;
    const int32_t apart = wanted > 1 ? (newest - oldest) / (wanted - 1) : APART_LEAST;
    *spacing = apart < APART_LEAST ? APART_LEAST : apart > APART_MOST ? APART_MOST : apart;
    const int32_t room = (newest - oldest) / *spacing + 1, count = room < wanted ? room : wanted;
    for (int32_t i = 0; i < count; i++)
        origin[i] = calendar_month_end(newest - (count - 1 - i) * *spacing);
    return count;
}

static int check_number(int32_t value, int32_t most, const char *what, struct problem *problem)
{
    if (value >= 1 && value <= most)
        return 0;
    return problem_set(problem, PROBLEM_USAGE, "a back-test has 1 to %d %s, not %d", most, what, value);
}

static int settle(const struct run_backtest_options *given, struct run_backtest_options *options, struct problem *problem)
{
    *options = *given;
    options->origins = given->origins ? given->origins : ORIGINS_DEFAULT;
    options->horizon = given->horizon ? given->horizon : HORIZON_DEFAULT;
    options->paths = given->paths ? given->paths : PATHS_DEFAULT;
    if (given->own_growth < 0)
        options->own_growth = (int32_t)(RATES_OWN_GROWTH * THOUSAND + 0.5);
    if (check_number(options->origins, BACKTEST_ORIGINS_MAX, "origins", problem) < 0 ||
        check_number(options->horizon, FLOW_MONTHS_MAX, "months", problem) < 0 ||
        check_number(options->paths, FLOW_REPLICATES_MAX, "paths", problem) < 0)
        return problem->code;
    if (options->own_growth > THOUSAND)
        return problem_set(problem, PROBLEM_USAGE, "a council keeps at most all of its own growth");
    return 0;
}

static int too_short(day observed_from, day last, int32_t horizon, struct problem *problem)
{
    const int32_t known = calendar_month(last) - calendar_month(observed_from - 1);
    problem_set(problem, PROBLEM_INPUT,
                "the returns tell %d whole months; a back-test over %d months needs %d, a year before it among them", known,
                horizon, horizon + BACKTEST_PAST_LEAST);
    if (known > BACKTEST_PAST_LEAST)
        return problem_next(problem, "Look less far ahead: homeward backtest --horizon %d. Or import older returns.",
                            known - BACKTEST_PAST_LEAST);
    return problem_next(problem, "Import returns of more years.");
}

static int score_origins(struct casebook *casebook, const struct gathered *now, const struct run_backtest_options *options,
                         const day *origin, int32_t origins, struct progress *progress, struct backtest_result *out,
                         struct problem *problem)
{
    int32_t months[BACKTEST_HORIZONS_MAX];
    struct progress_part part;
    struct origin_plan plan = {.horizon = options->horizon,
                               .months = months,
                               .horizons = backtest_horizons(options->horizon, months),
                               .paths = options->paths,
                               .seed = options->seed,
                               .own_growth = options->own_growth / (double)THOUSAND,
                               .hands = options->hands};
    int code = 0;
    progress_part_begin(&part, progress, "back-tests", "paths", origins);
    for (int32_t i = 0; i < origins && code == 0; i++) {
        struct gathered past;
        part.at = i;
        code = gather_as_at(casebook_system(casebook), &now->records, origin[i], &past, problem);
        if (code == 0)
            code = origin_score(casebook, &past, &now->monthly, &plan, &part.progress, out, problem);
        gather_clear(&past);
        out->verdict.knows_later += origin_known_year(origin[i]) < CARE_PANEL_PRIOR_FIRST;
    }
    return code;
}

static void describe(const struct casebook *casebook, const struct run_backtest_options *options, day last, int32_t spacing,
                     struct backtest_result *out)
{
    const struct casebook_settings *settings = casebook_settings(casebook);
    snprintf(out->council, sizeof out->council, "%s", settings->council);
    snprintf(out->authority, sizeof out->authority, "%s", settings->authority);
    snprintf(out->made, sizeof out->made, "%s", options->when ? options->when : "");
    out->as_at = last;
    out->wanted = options->origins;
    out->spacing = spacing;
    out->paths = options->paths;
    out->own_growth = options->own_growth;
    out->seed = options->seed;
    out->verdict.horizon = options->horizon;
}

static int make(struct casebook *casebook, const struct gathered *now, const struct run_backtest_options *options,
                struct progress *progress, struct backtest_result *out, struct problem *problem)
{
    day origin[BACKTEST_ORIGINS_MAX];
    int32_t spacing;
    const day last = now->monthly.month_end[now->monthly.months - 1];
    const int32_t origins =
        backtest_origins(now->histories.observed_from, last, options->origins, options->horizon, origin, &spacing);
    describe(casebook, options, last, spacing, out);
    int code = score_origins(casebook, now, options, origin, origins, progress, out, problem);
    if (code < 0)
        return code;
    verdict_of(out, &out->verdict);
    return casebook_keep_backtest(casebook, out, problem);
}

/* Refuses a history without a single origin. */
static int check_history(const struct gathered *now, const struct run_backtest_options *options, struct problem *problem)
{
    day origin[BACKTEST_ORIGINS_MAX];
    int32_t spacing;
    const day last = calendar_month_end(calendar_month(now->as_at + 1) - 1);
    if (now->monthly.months < 1 ||
        backtest_origins(now->histories.observed_from, last, options->origins, options->horizon, origin, &spacing) < 1)
        return too_short(now->histories.observed_from, last, options->horizon, problem);
    return 0;
}

int run_backtest(struct casebook *casebook, const struct run_backtest_options *options, struct progress *progress,
                 struct backtest_result *out, bool *found, struct problem *problem)
{
    *out = (struct backtest_result){0};
    struct gathered now = {0};
    struct run_backtest_options settled;
    char basis[RUN_ID_SIZE], id[RUN_ID_SIZE];
    bool kept = false;
    int code = settle(options, &settled, problem);
    if (code == 0)
        code = gather_histories(casebook, DAY_NONE, &now, problem);
    if (code == 0)
        code = check_history(&now, &settled, problem);
    if (code == 0)
        code = run_id_of_basis(casebook, &now.records, settled.own_growth / (double)THOUSAND, basis, problem);
    if (code == 0)
        code = run_id_of_backtest(basis, now.as_at, &settled, id, problem);
    if (code == 0 && !settled.again)
        kept = casebook_find_backtest(casebook, id, out, NULL) == 0;
    if (code == 0 && kept)
        code = casebook_ask_backtest(casebook, id, problem);
    if (code == 0 && !kept) {
        snprintf(out->id, sizeof out->id, "%s", id);
        snprintf(out->basis, sizeof out->basis, "%s", basis);
        code = make(casebook, &now, &settled, progress, out, problem);
    }
    if (found)
        *found = kept;
    gather_clear(&now);
    if (code < 0)
        backtest_result_clear(out);
    return code;
}
