#include "budget/savings.h"

#include <stdlib.h>
#include <string.h>

#include "money/money.h"

#include "base/array.h"

static int64_t told(int64_t pence)
{
    return pence == ROUND_BLANK ? 0 : pence;
}

static int64_t achieved_of(const struct round_item *item)
{
    if (item->forecast != ROUND_BLANK)
        return item->forecast;
    const bool sure = item->status == ROUND_DELIVERED || item->status == ROUND_ON_TRACK;
    return sure ? told(item->pence[0]) : told(item->delivered);
}

static bool fill(const struct round_item *item, struct savings_line *out)
{
    *out = (struct savings_line){.item = item,
                                 .counted = round_counts(item),
                                 .target = told(item->pence[0]),
                                 .delivered = told(item->delivered),
                                 .achieved = achieved_of(item),
                                 .pressure = told(item->in_year_pressure)};
    return !__builtin_sub_overflow(out->achieved, out->pressure, &out->net) &&
           !__builtin_sub_overflow(out->target, out->net, &out->at_risk);
}

static bool count(const struct savings_line *line, struct savings *out)
{
    const int64_t status = line->item->status;
    int64_t *of_status = status == ROUND_BLANK ? &out->no_status : &out->by_status[status];
    struct savings_line *total = &out->total;
    return pence_add(of_status, line->target) && pence_add(&total->target, line->target) &&
           pence_add(&total->delivered, line->delivered) && pence_add(&total->achieved, line->achieved) &&
           pence_add(&total->pressure, line->pressure) && pence_add(&total->net, line->net) &&
           pence_add(&total->at_risk, line->at_risk);
}

int savings_make(const struct round_item *item, int64_t items, const char *version, struct savings *out,
                 struct problem *problem)
{
    *out = (struct savings){0};
    int code = round_check_groups(ROUND_SAVING, item, items, version, problem);
    if (code < 0)
        return code;
    out->line = array_new(items, sizeof *out->line, problem);
    if (!out->line)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; i < items && code == 0; i++) {
        if (item[i].kind != ROUND_SAVING || strcmp(item[i].version, version) != 0)
            continue;
        struct savings_line *line = &out->line[out->lines++];
        if (!fill(&item[i], line) || (line->counted && !count(line, out)))
            code = problem_set(problem, PROBLEM_LIMIT, "the savings add up to more than can be kept in pence");
    }
    if (code < 0)
        savings_clear(out);
    return code;
}

void savings_clear(struct savings *savings)
{
    free(savings->line);
    *savings = (struct savings){0};
}
