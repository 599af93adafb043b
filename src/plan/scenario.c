#include "plan/scenario.h"

#include <string.h>

const char *plan_effect_kind_name(enum plan_effect_kind kind)
{
    static const char *const names[PLAN_EFFECT_KINDS] = {"entries", "move",  "exit", "divert",
                                                         "places",  "price", "cost", "grant"};
    return names[kind];
}

static const char *const designs[PLAN_DESIGNS] = {"causal", "associational", "descriptive", "assumption", "none"};

const char *plan_design_name(enum plan_design design)
{
    return designs[design];
}

int32_t plan_design_named(const char *name)
{
    for (int32_t i = 0; i < PLAN_DESIGNS; i++)
        if (strcmp(designs[i], name) == 0)
            return i;
    return -1;
}

int32_t plan_initiative_named(const struct plan_scenario *scenario, const char *id)
{
    for (int32_t i = 0; i < scenario->initiatives; i++)
        if (strcmp(scenario->initiative[i].id, id) == 0)
            return i;
    return -1;
}

/* The day on which a ramp ends: as many calendar months after `from`, at most the last of the month. */
static day ramp_end(day from, int32_t months)
{
    const struct calendar_date date = calendar_date(from);
    const int32_t month = date.year * 12 + date.month - 1 + months;
    const day last = calendar_month_end(month), same = calendar_month_start(month) + date.day - 1;
    return same < last ? same : last;
}

double plan_effect_grown(const struct plan_effect *effect, day on)
{
    if (on < effect->from || on >= effect->until)
        return 0;
    const day grown = ramp_end(effect->from, effect->ramp_months);
    return on >= grown ? 1 : (double)(on - effect->from) / (grown - effect->from);
}
