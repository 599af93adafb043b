#include "checks/totals.h"

#include <stdlib.h>

#include "base/array.h"

int check_costs_begin(struct check_costs *costs, int32_t first_year, int32_t years, int64_t children,
                      struct problem *problem)
{
    *costs = (struct check_costs){.first_year = first_year, .years = years, .children = children};
    costs->pence = array_new(years * children, sizeof *costs->pence, problem);
    return costs->pence ? 0 : PROBLEM_MEMORY;
}

int64_t *check_cost(const struct check_costs *costs, int32_t year, int32_t child)
{
    if (year < costs->first_year || year - costs->first_year >= costs->years || child < 0 || child >= costs->children)
        return NULL;
    return &costs->pence[(year - costs->first_year) * costs->children + child];
}

void check_costs_clear(struct check_costs *costs)
{
    free(costs->pence);
    *costs = (struct check_costs){0};
}

int check_tally_begin(struct check_tally *tally, int64_t children, struct problem *problem)
{
    tally->children = children;
    tally->kind = array_new(children, sizeof *tally->kind, problem);
    tally->pounds = array_new(children, sizeof *tally->pounds, problem);
    return tally->kind && tally->pounds ? 0 : PROBLEM_MEMORY;
}

void check_tally_clear(struct check_tally *tally)
{
    free(tally->kind);
    free(tally->pounds);
    *tally = (struct check_tally){0};
}

bool check_total_add(struct check_total *total, struct check_tally *tally, const struct check_costs *costs, int32_t kind,
                     int32_t year, int32_t child)
{
    int64_t place = ((int64_t)kind << 32) + year;
    total->first_year = total->rows == 0 || year < total->first_year ? year : total->first_year;
    total->last_year = total->rows == 0 || year > total->last_year ? year : total->last_year;
    total->rows++;
    if (child <= 0 || child >= tally->children)
        return true;
    total->children += tally->kind[child] != kind;
    tally->kind[child] = kind;
    const int64_t *pence = tally->pounds[child] == place ? NULL : check_cost(costs, year, child);
    tally->pounds[child] = place;
    return !pence || money_add(total->touched, (struct money){*pence}, &total->touched);
}

/* Where the findings of each return and rule begin: of one rule they are then read return by return. */
static int64_t *begin_of(const struct check_result *result, struct problem *problem)
{
    const struct check_findings *findings = &result->findings;
    int64_t groups = (int64_t)findings->years * result->catalogue.rules, *begin, group = 0;
    begin = array_new(groups + 1, sizeof *begin, problem);
    for (int64_t i = 0; begin && i < findings->count; i++)
        for (; group <= (int64_t)findings->year[i] * result->catalogue.rules + findings->rule[i]; group++)
            begin[group] = i;
    for (; begin && group <= groups; group++)
        begin[group] = findings->count;
    return begin;
}

/* Counts the findings [from, to) of one rule and return. */
static bool count_group(struct check_result *result, struct check_tally *tally, const struct check_costs *costs,
                        int64_t from, int64_t to)
{
    const struct check_findings *findings = &result->findings;
    const struct check_year *of = &findings->year_of[findings->year[from]];
    int32_t rule = findings->rule[from];
    struct check_total *total = &result->rule[rule];
    if (total->rows == 0 || of->year > total->last_year) {
        total->file = of->file[findings->table[from]];
        total->line = findings->row[from];
    }
    for (int64_t i = from; i < to; i++) {
        total->tables |= (uint32_t)1 << findings->table[i];
        if (!check_total_add(total, tally, costs, rule + 1, of->year, findings->child[i]))
            return false;
    }
    return true;
}

/* Children with findings who cost nothing in any year. */
static int64_t unknown_children(const struct check_result *result, struct check_tally *tally,
                                const struct check_costs *costs)
{
    const struct check_findings *findings = &result->findings;
    int64_t unknown = 0;
    for (int64_t i = 0; i < findings->count; i++) {
        int32_t child = findings->child[i];
        bool cost = child <= 0 || child >= tally->children || tally->kind[child] == INT32_MAX;
        for (int32_t year = 0; !cost && year < costs->years; year++)
            cost = *check_cost(costs, costs->first_year + year, child) != 0;
        unknown += !cost;
        if (child > 0 && child < tally->children)
            tally->kind[child] = INT32_MAX; /* seen */
    }
    return unknown;
}

int check_totals_make(struct check_result *result, const struct check_costs *costs, struct problem *problem)
{
    int32_t rules = result->catalogue.rules;
    struct check_tally tally = {0};
    int64_t *begin = begin_of(result, problem);
    result->rule = array_new(rules, sizeof *result->rule, problem);
    int code = begin && result->rule ? check_tally_begin(&tally, costs->children, problem) : PROBLEM_MEMORY;
    for (int32_t rule = 0; code == 0 && rule < rules; rule++)
        for (int64_t group = rule; code == 0 && group < (int64_t)rules * result->findings.years; group += rules)
            if (begin[group] < begin[group + 1] && !count_group(result, &tally, costs, begin[group], begin[group + 1]))
                code = problem_set(problem, PROBLEM_LIMIT, "the pounds touched by rule %s are too many to count",
                                   result->catalogue.rule[rule].code);
    if (code == 0)
        result->unknown_children = unknown_children(result, &tally, costs);
    check_tally_clear(&tally);
    free(begin);
    return code;
}

void check_result_clear(struct check_result *result)
{
    check_catalogue_close(&result->catalogue);
    check_findings_clear(&result->findings);
    free(result->rule);
    free(result->warning);
    *result = (struct check_result){0};
}
