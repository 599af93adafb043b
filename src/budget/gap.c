#include "budget/gap.h"

#include <string.h>

#include "money/money.h"

/* The items of the version in one year. */
static bool add_items(const struct gap_question *question, int32_t y, struct gap_year *out)
{
    for (int64_t i = 0; i < question->items; i++) {
        const struct round_item *item = &question->item[i];
        if (strcmp(item->version, question->version) != 0 || !round_counts(item))
            continue;
        const int64_t level = round_level(item, y);
        const bool saving = item->kind == ROUND_SAVING;
        if ((item->kind == ROUND_PRESSURE && !pence_add(&out->pressures, level)) ||
            (saving && !pence_add(&out->savings, level)) || (item->kind == ROUND_GRANT && !pence_add(&out->grants, level)))
            return false;
        if (saving && (item->status == ROUND_AT_RISK || item->status == ROUND_NOT_ACHIEVABLE) &&
            !pence_add(&out->risky_savings, level))
            return false;
    }
    return true;
}

static bool work_out(const struct gap_question *question, int32_t y, struct money *funding, struct gap_year *out)
{
    *out = (struct gap_year){0};
    if (!add_items(question, y, out) || !money_uplift(*funding, question->growth, funding))
        return false;
    out->need = question->budget;
    out->funding = funding->pence;
    if (!pence_add(&out->need, out->pressures) || !pence_add(&out->need, -out->savings) ||
        !pence_add(&out->funding, out->grants) || __builtin_sub_overflow(out->need, out->funding, &out->gap))
        return false;
    out->low = out->high = out->worst = out->gap;
    return pence_add(&out->low, question->run_low[y]) && pence_add(&out->high, question->run_high[y]) &&
           pence_add(&out->worst, out->risky_savings);
}

int gap_make(const struct gap_question *question, struct gap_year year[ROUND_YEARS], struct problem *problem)
{
    struct money funding = {question->budget};
    for (enum round_kind kind = ROUND_PRESSURE; kind <= ROUND_GRANT; kind++) {
        const int code = round_check_groups(kind, question->item, question->items, question->version, problem);
        if (code < 0)
            return code;
    }
    for (int32_t y = 0; y < question->years; y++)
        if (!work_out(question, y, &funding, &year[y]))
            return problem_set(problem, PROBLEM_LIMIT, "the plan adds up to more than can be kept in pence");
    return 0;
}
