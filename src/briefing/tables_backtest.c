#include <stdlib.h>

#include "briefing/run_reader.h"
#include "briefing/table_builders.h"
#include "briefing/verdict.h"
#include "table/rounding.h"

enum { THOUSAND = 1000, HELD_80 = 1 };

/* One number over all origins. Sums of what the outcomes hold. */
struct over_origins {
    const struct backtest_outcome *first; /* of them: its months, measure, state, band and method are those of all */
    int64_t outcomes, truth, mean, missed, absolute, crps;
    int64_t held[BACKTEST_RANGES]; /* below 0: the method has no ranges */
};

/* The outcomes of every origin stand in one order: number i of the first is number i of each. */
static int64_t numbers_of(const struct backtest_result *result)
{
    int64_t count = 0;
    while (count < result->count && result->outcome[count].origin == result->outcome[0].origin)
        count++;
    return count;
}

static struct over_origins sum_number(const struct backtest_result *result, int64_t numbers, int64_t number)
{
    struct over_origins sum = {.first = &result->outcome[number]};
    for (int64_t i = number; i < result->count; i += numbers) {
        const struct backtest_outcome *outcome = &result->outcome[i];
        const int64_t miss = outcome->mean - outcome->truth;
        sum.outcomes++;
        sum.truth += outcome->truth;
        sum.mean += outcome->mean;
        sum.missed += miss;
        sum.absolute += llabs(miss);
        sum.crps += outcome->crps;
        for (int32_t r = 0; r < BACKTEST_RANGES; r++)
            sum.held[r] += outcome->held[r];
    }
    return sum;
}

/* Thousandths of a percent of what came; [x] where nothing came. */
static void add_percent(int64_t part, int64_t truth, struct table *out)
{
    if (truth > 0)
        table_number(out, round_ratio(part, 100 * THOUSAND, truth));
    else
        table_not_available(out);
}

static void add_held(const struct over_origins *sum, int32_t range, struct table *out)
{
    if (sum->held[range] < 0)
        table_not_available(out);
    else
        table_number(out, round_ratio(sum->held[range], 100, sum->outcomes));
}

static void percent_column(struct table *out, const char *name, const char *heading, int32_t decimals)
{
    table_column(out, name, heading, TABLE_MILLI, "%");
    table_decimals(out, decimals);
}

static void begin_wide(const struct table_sources *sources, const struct backtest_result *result, struct table *out)
{
    struct text what = {0};
    text_format(&what, "%d forecasts of up to %d months from its own past, held against what came", result->verdict.origins,
                result->verdict.horizon);
    table_begin_for(out, sources, "B1", "Back-test on the council's own history", text_string(&what));
    table_run(out, result->id);
    text_clear(&what);
    table_column(out, "of", "Of", TABLE_TEXT, "");
    table_column(out, "after", "After", TABLE_TEXT, "");
    table_column(out, "came", "Came, mean", TABLE_MILLI, "children");
    percent_column(out, "miss", "Average miss %", 1);
    percent_column(out, "miss_no_change", "No change miss %", 1);
    percent_column(out, "miss_markov", "Markov miss %", 1);
    percent_column(out, "held80", "80% range held %", 0);
    percent_column(out, "held50", "50% range held %", 0);
    percent_column(out, "held95", "95% range held %", 0);
    percent_column(out, "bias", "Bias %", 1);
    percent_column(out, "bias_no_change", "No change bias %", 1);
    percent_column(out, "bias_markov", "Markov bias %", 1);
    percent_column(out, "crps", "CRPS %", 1);
    percent_column(out, "crps_no_change", "No change CRPS %", 1);
    percent_column(out, "crps_markov", "Markov CRPS %", 1);
    percent_column(out, "held80_markov", "Markov 80% range held %", 0);
}

static const char *title_of(const struct care_system *system, const struct backtest_outcome *outcome, struct text *scratch)
{
    text_reset(scratch);
    if (outcome->measure == BACKTEST_STARTS)
        return "Started since";
    if (outcome->measure == BACKTEST_CEASES)
        return "Ceased since";
    if (outcome->measure == BACKTEST_COST)
        return "Cost since";
    if (outcome->state != RUN_ALL)
        return run_state_title(system, outcome->state);
    if (outcome->band == RUN_ALL)
        return "All children";
    const struct flow_bands *age = &system->flow.age;
    const int32_t from = age->from[outcome->band], next = outcome->band + 1 < age->count ? age->from[outcome->band + 1] : 0;
    if (next == from + 1)
        text_format(scratch, "Aged %d", from);
    else if (next > from)
        text_format(scratch, "Aged %d to %d", from, next - 1);
    else
        text_format(scratch, "Aged %d and over", from);
    return text_string(scratch);
}

/* A row of people's table: one number by all three methods, which stand one after another. */
static void add_number(const struct care_system *system, const struct over_origins sum[BACKTEST_METHOD_COUNT], bool part,
                       struct table *out)
{
    const struct backtest_outcome *first = sum->first;
    const struct over_origins *markov = &sum[BACKTEST_MARKOV];
    const int64_t truth = sum->truth;
    struct text scratch = {0}, after = {0};
    if (part)
        table_part_row(out);
    else
        table_row(out);
    text_format(&after, "%d %s", first->months, first->months == 1 ? "month" : "months");
    table_text(out, title_of(system, first, &scratch));
    table_text(out, text_string(&after));
    if (first->measure == BACKTEST_COST)
        table_blank(out);
    else
        table_number(out, round_ratio(truth, 1, sum->outcomes));
    for (int32_t m = 0; m < BACKTEST_METHOD_COUNT; m++)
        add_percent(sum[m].absolute, truth, out);
    add_held(sum, HELD_80, out);
    add_held(sum, 0, out);
    add_held(sum, 2, out);
    for (int32_t m = 0; m < BACKTEST_METHOD_COUNT; m++)
        add_percent(sum[m].missed, truth, out);
    for (int32_t m = 0; m < BACKTEST_METHOD_COUNT; m++)
        add_percent(sum[m].crps, truth, out);
    add_held(markov, HELD_80, out);
    text_clear(&scratch);
    text_clear(&after);
}

/*
 * People read the whole at every horizon, and all else at the longest; not kinds and ages of less than a child on average,
 * of which a share says nothing.
 */
static bool is_shown(const struct over_origins *sum, int32_t horizon)
{
    const struct backtest_outcome *first = sum->first;
    const bool whole = first->measure == BACKTEST_STOCK && first->state == RUN_ALL && first->band == RUN_ALL;
    if (whole)
        return true;
    const int64_t one = THOUSAND * sum->outcomes;
    return first->months == horizon && (first->measure != BACKTEST_COST || first->state == RUN_ALL) &&
           (sum->truth >= one || sum->mean >= one);
}

static void note_origins(const struct backtest_result *result, struct table *out)
{
    struct text first = {0}, last = {0};
    const day newest = result->count ? result->outcome[result->count - 1].origin : result->as_at;
    table_words_of(&first, result->count ? result->outcome[0].origin : result->as_at);
    if (result->verdict.origins == 1)
        table_note(out, "The forecast is from %s, with what was known of earlier days only.", text_string(&first));
    else
        table_note(
            out,
            "Forecasts from %d month ends, %d months apart, from %s to %s, each with what was known of earlier days only.",
            result->verdict.origins, result->spacing, text_string(&first), table_words_of(&last, newest));
    if (result->verdict.origins < result->wanted)
        table_note(out, "The history is too short for the %d origins that were asked for.", result->wanted);
    table_note(out,
               "Origins close to one another share most of their luck: a share held can lie far from 80%% by luck alone.");
    text_clear(&first);
    text_clear(&last);
}

static void note_methods(const struct backtest_result *result, struct table *out)
{
    table_note(out, "Miss, bias (+ is too many) and CRPS are shares of what came. No change: as on the origin; starts and "
                    "ceases as in the year before it. Markov: the mean rates of the year before it, for ever.");
    table_note(out, "What no origin could know and this back-test does: the national picture of 2025 behind the rates, what "
                    "later returns corrected, and the prices, which are today's throughout.");
    table_note(out, "Kinds and ages of less than a child on average are not shown; --layout tidy has them.");
    if (result->own_growth != 100)
        table_note(out, "Made with %d%% of a council's own growth; forecasts keep 10%%.", (result->own_growth + 5) / 10);
}

/* The back-test of the sources, or the one last asked for; `own` is cleared by the caller. */
static int find_result(const struct table_sources *sources, struct backtest_result *own,
                       const struct backtest_result **result, struct problem *problem)
{
    *result = sources->backtest;
    if (*result)
        return 0;
    if (!sources->casebook) {
        problem_set(problem, PROBLEM_NOT_FOUND, "there is no back-test to make this table from");
        return problem_next(problem, "Make one: homeward backtest");
    }
    *result = own;
    return casebook_find_backtest(sources->casebook, NULL, own, problem);
}

static void build_wide(const struct table_sources *sources, const struct backtest_result *result, struct table *out)
{
    const int64_t numbers = numbers_of(result);
    int8_t kind_before = -1;
    begin_wide(sources, result, out);
    for (int64_t i = 0; i + BACKTEST_METHOD_COUNT <= numbers; i += BACKTEST_METHOD_COUNT) {
        struct over_origins sum[BACKTEST_METHOD_COUNT];
        for (int32_t m = 0; m < BACKTEST_METHOD_COUNT; m++)
            sum[m] = sum_number(result, numbers, i + m);
        if (!is_shown(sum, result->verdict.horizon))
            continue;
        /* Parts: the whole, ages, kinds, flows and cost. */
        const struct backtest_outcome *first = sum->first;
        const int8_t kind = first->measure != BACKTEST_STOCK ? 3 : first->state != RUN_ALL ? 2 : first->band != RUN_ALL;
        add_number(sources->system, sum, kind_before >= 0 && kind != kind_before, out);
        kind_before = kind;
    }
    struct text words = {0};
    verdict_append(&words, &result->verdict);
    table_note(out, "%s", text_string(&words));
    note_origins(result, out);
    note_methods(result, out);
    text_clear(&words);
}

int table_backtest(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct backtest_result own = {0};
    const struct backtest_result *result;
    int code = find_result(sources, &own, &result, problem);
    if (code == 0)
        build_wide(sources, result, out);
    backtest_result_clear(&own);
    return code;
}

static void begin_tidy(const struct table_sources *sources, const struct backtest_result *result, struct table *out)
{
    static const char *const numbers[] = {"came", "expected", "p2_5",  "p10",  "p25", "p50",
                                          "p75",  "p90",      "p97_5", "bias", "mae", "crps"};
    static const char *const held[] = {"held50", "held80", "held95"};
    table_begin_for(out, sources, "B1", "Back-test, one number of one origin and method a row",
                    "children, or pence where the measure says so");
    table_run(out, result->id);
    table_column(out, "origin", "Origin", TABLE_DATE, "");
    table_column(out, "months", "Months", TABLE_COUNT, "months");
    table_column(out, "measure", "Measure", TABLE_TEXT, "");
    table_column(out, "state", "Kind of placement", TABLE_TEXT, "");
    table_column(out, "age_band", "Age band", TABLE_TEXT, "");
    table_column(out, "method", "Method", TABLE_TEXT, "");
    table_column(out, "outcomes", "Outcomes", TABLE_COUNT, "outcomes");
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        table_column(out, numbers[i], numbers[i], TABLE_MILLI, "children or pence");
        table_decimals(out, 3);
    }
    percent_column(out, "wape", "wape", 3);
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        percent_column(out, held[i], held[i], 3);
}

static void add_key(const struct care_system *system, const struct backtest_outcome *outcome, bool all, int64_t outcomes,
                    struct table *out)
{
    table_row(out);
    if (all)
        table_blank(out);
    else
        table_number(out, outcome->origin);
    table_number(out, outcome->months);
    table_text(out, backtest_measure_word((enum backtest_measure)outcome->measure));
    table_text(out, outcome->state == RUN_ALL ? "all" : system->flow.state[outcome->state]);
    table_text(out, outcome->band == RUN_ALL ? "all" : system->flow.age.name[outcome->band]);
    table_text(out, backtest_method_word((enum backtest_method)outcome->method));
    table_number(out, outcomes);
}

/* Of one origin (its quantiles too), or the mean over all. */
static void add_tidy(const struct care_system *system, const struct over_origins *sum, bool all, struct table *out)
{
    const struct backtest_outcome *outcome = sum->first;
    const int64_t unit = outcome->measure == BACKTEST_COST ? THOUSAND : 1;
    add_key(system, outcome, all, sum->outcomes, out);
    table_number(out, round_ratio(sum->truth, unit, sum->outcomes));
    table_number(out, round_ratio(sum->mean, unit, sum->outcomes));
    for (int32_t q = 0; q < RUN_QUANTILES; q++)
        if (all)
            table_blank(out);
        else if (sum->held[0] < 0)
            table_not_available(out);
        else
            table_number(out, outcome->quantile[q] * unit);
    table_number(out, round_ratio(sum->missed, unit, sum->outcomes));
    table_number(out, round_ratio(sum->absolute, unit, sum->outcomes));
    table_number(out, round_ratio(sum->crps, unit, sum->outcomes));
    add_percent(sum->absolute, sum->truth, out);
    for (int32_t r = 0; r < BACKTEST_RANGES; r++)
        add_held(sum, r, out);
}

static void build_tidy(const struct table_sources *sources, const struct backtest_result *result, struct table *out)
{
    const int64_t numbers = numbers_of(result);
    begin_tidy(sources, result, out);
    for (int64_t i = 0; i < result->count; i++) {
        struct backtest_result one = {.count = i + 1, .outcome = result->outcome};
        const struct over_origins sum = sum_number(&one, result->count, i);
        add_tidy(sources->system, &sum, false, out);
    }
    for (int64_t i = 0; i < numbers; i++) {
        const struct over_origins sum = sum_number(result, numbers, i);
        add_tidy(sources->system, &sum, true, out);
    }
    table_note(out,
               "Rows without an origin are means over all origins. bias, mae and crps are in children or pence, wape and "
               "held in per cent. A method without ranges has none.");
}

int table_backtest_tidy(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct backtest_result own = {0};
    const struct backtest_result *result;
    int code = find_result(sources, &own, &result, problem);
    if (code == 0)
        build_tidy(sources, result, out);
    backtest_result_clear(&own);
    return code;
}
