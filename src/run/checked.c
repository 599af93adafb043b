#include "run/checked.h"

#include <stdlib.h>

#include "base/array.h"
#include "budget/tariff.h"
#include "money/money.h"

/* What the nights of one spell within a year cost; 0 without a price. False when it does not fit. */
static bool cost_of(const struct tariff *tariff, int32_t state, int32_t year, day from, day to, struct money *out)
{
    struct money per_week;
    day first = calendar_year_start(year), end = calendar_year_end(year) + 1;
    *out = (struct money){0};
    from = from > first ? from : first;
    to = to < end ? to : end;
    return from >= to || !tariff_price(tariff, state, year, &per_week) || money_for_days(per_week, to - from, out);
}

static bool add_spell(const struct tariff *tariff, const struct gathered *gathered, int64_t spell, struct check_costs *costs)
{
    const struct flow_histories *histories = &gathered->histories;
    int64_t name = gathered->records.name[gathered->child_of[histories->person[spell]]];
    day from = histories->from[spell], to = histories->to[spell];
    to = to < histories->observed_to ? to : histories->observed_to;
    for (int32_t year = costs->first_year; year < costs->first_year + costs->years; year++) {
        int64_t *pence = check_cost(costs, year, (int32_t)name);
        struct money cost, sum;
        if (!cost_of(tariff, histories->state[spell], year, from, to, &cost) ||
            (pence && !money_add((struct money){*pence}, cost, &sum)))
            return false;
        if (pence)
            *pence = sum.pence;
    }
    return true;
}

/* The cost of every child in every year of the returns. */
static int find_costs(struct casebook *casebook, const struct gathered *gathered, struct check_costs *costs,
                      struct problem *problem)
{
    const struct care_records *records = &gathered->records;
    int32_t first = INT32_MAX, last = INT32_MIN;
    int64_t children = 0;
    for (int32_t i = 0; i < records->returns; i++) {
        first = records->return_of[i].year < first ? records->return_of[i].year : first;
        last = records->return_of[i].year > last ? records->return_of[i].year : last;
    }
    for (int64_t i = 0; i < records->children; i++)
        children = records->name[i] > children ? records->name[i] : children;
    int code = check_costs_begin(costs, first, last - first + 1, children + 1, problem);
    for (int64_t spell = 0; code == 0 && spell < gathered->histories.spells; spell++)
        if (!add_spell(casebook_tariff(casebook), gathered, spell, costs))
            code = problem_set(problem, PROBLEM_LIMIT, "what a child costs in a year is too much to count");
    return code;
}

/* The rows are those of all returns, child by child and year by year. */
static int count_warnings(const struct gathered *gathered, const struct check_costs *costs, struct check_result *result,
                          struct problem *problem)
{
    const struct care_fates *fates = &gathered->fates;
    const struct care_records *records = &gathered->records;
    struct check_tally tally = {0};
    result->warnings = CARE_REASON_COUNT;
    result->warning = array_new(CARE_REASON_COUNT, sizeof *result->warning, problem);
    int code = result->warning ? check_tally_begin(&tally, costs->children, problem) : PROBLEM_MEMORY;
    for (int32_t reason = CARE_NO_REASON + 1; code == 0 && reason < CARE_REASON_COUNT; reason++) {
        struct check_total *total = &result->warning[reason];
        for (int64_t row = 0; code == 0 && fates->warned[reason] && row < fates->rows; row++) {
            if (fates->warning[row] != reason)
                continue;
            if (total->rows == 0) {
                total->file = records->file[row];
                total->line = records->line[row];
            }
            if (!check_total_add(total, &tally, costs, reason, records->year[row],
                                 (int32_t)records->name[records->child[row]]))
                code = problem_set(problem, PROBLEM_LIMIT, "the pounds touched by a warning are too many to count");
        }
    }
    check_tally_clear(&tally);
    return code;
}

static int refuse_rule(const char *code, struct problem *problem)
{
    problem_set(problem, PROBLEM_USAGE, "there is no rule “%.40s”", code);
    return problem_next(problem, "homeward check rules lists those that there are.");
}

int checked_make(struct casebook *casebook, const struct gathered *gathered, int32_t year, const char *rule,
                 struct progress *progress, struct check_result *out, struct problem *problem)
{
    struct check_costs costs = {0};
    struct check_choice choice = {.year = year, .rule = CHECK_EVERY_RULE};
    *out = (struct check_result){0};
    int code = check_catalogue_open(&out->catalogue, problem);
    if (code == 0 && rule && (choice.rule = check_rule_named(&out->catalogue, rule)) < 0)
        code = refuse_rule(rule, problem);
    if (code == 0)
        code = find_costs(casebook, gathered, &costs, problem);
    if (code == 0)
        code = check_returns(casebook, &out->catalogue, &choice, progress, &out->findings, problem);
    if (code == 0)
        code = check_totals_make(out, &costs, problem);
    if (code == 0)
        code = count_warnings(gathered, &costs, out, problem);
    check_costs_clear(&costs);
    if (code < 0)
        check_result_clear(out);
    return code;
}
