#include "plan/words.h"

#include <math.h>

void plan_number_append(struct text *out, double value)
{
    const int64_t millionths = llround(fabs(value) * 1e6);
    int64_t part = millionths % 1000000;
    text_format(out, "%s%lld", value < 0 && millionths ? "-" : "", (long long)(millionths / 1000000));
    if (part == 0)
        return;
    int digits = 6;
    while (part % 10 == 0) {
        part /= 10;
        digits--;
    }
    text_format(out, ".%0*lld", digits, (long long)part);
}

static const char *title(const struct care_system *system, int32_t destination)
{
    if (destination == PLAN_ANY)
        return "any placement";
    return destination < system->flow.states ? system->state_title[destination]
                                             : system->exit_title[destination - system->flow.states];
}

/* "1 child a month more", "0.5 children a month fewer". */
static void append_a_month(struct text *out, const struct plan_effect *effect)
{
    const double number = fabs(effect->amount);
    plan_number_append(out, number);
    text_format(out, " %s a month %s", number == 1 ? "child" : "children", effect->amount < 0 ? "fewer" : "more");
}

/* "0.8 times as many children". */
static void append_factor(struct text *out, const struct plan_effect *effect, const char *what)
{
    plan_number_append(out, effect->amount);
    text_format(out, " times %s", what);
}

/* ", for 20% of those concerned," */
static void append_reach(struct text *out, const struct plan_effect *effect)
{
    if (effect->reach == 1)
        return;
    text_append(out, ", for ");
    plan_number_append(out, effect->reach * 100);
    text_append(out, "% of those concerned,");
}

static void append_names(struct text *out, const char *names, uint64_t mask, int32_t count)
{
    bool first = true;
    for (int32_t i = 0; i < count; i++)
        if (mask >> i & 1) {
            text_format(out, "%s%s", first ? "" : ", ", names + i * (int64_t)FLOW_NAME_MAX);
            first = false;
        }
}

static void append_whom(struct text *out, const struct plan_effect *effect, const struct flow_system *flow)
{
    if (effect->ages) {
        text_append(out, " (ages ");
        append_names(out, flow->age.name[0], effect->ages, flow->age.count);
        text_append_char(out, ')');
    }
    if (!effect->strata)
        return;
    text_append(out, " (kinds ");
    for (int32_t i = 0, first = 1; i < flow->strata; i++)
        if (effect->strata >> i & 1) {
            text_format(out, "%s%s", first ? "" : ", ", flow->stratum[i].name);
            first = 0;
        }
    text_append_char(out, ')');
}

static void append_movement(struct text *out, const struct plan_effect *effect, const struct care_system *system)
{
    const bool fewer_or_one = fabs(effect->amount) == 1;
    if (effect->measure == PLAN_FACTOR)
        append_factor(out, effect, "as many children");
    else
        append_a_month(out, effect);
    const bool singular = effect->measure == PLAN_ADD_PER_MONTH && fewer_or_one;
    append_whom(out, effect, &system->flow);
    append_reach(out, effect);
    if (effect->kind == PLAN_ENTRIES)
        text_format(out, " %s into care", singular ? "comes" : "come");
    else if (effect->kind == PLAN_MOVE)
        text_format(out, " %s from %s to %s", singular ? "moves" : "move", title(system, effect->from_state),
                    title(system, effect->to));
    else
        text_format(out, " %s care from %s by: %s", singular ? "leaves" : "leave", title(system, effect->from_state),
                    title(system, effect->to));
}

static void append_divert(struct text *out, const struct plan_effect *effect, const struct care_system *system)
{
    plan_number_append(out, effect->amount * 100);
    text_format(out, "%% of new placements in %s", title(system, effect->from_state));
    append_whom(out, effect, &system->flow);
    text_format(out, " go to %s", title(system, effect->to));
}

static void append_places(struct text *out, const struct plan_effect *effect, const struct care_system *system)
{
    plan_number_append(out, fabs(effect->amount));
    text_format(out, " %s %s in %s", fabs(effect->amount) == 1 ? "place" : "places", effect->amount < 0 ? "fewer" : "more",
                title(system, effect->from_state));
}

static void append_price(struct text *out, const struct plan_effect *effect, const struct care_system *system)
{
    text_format(out, "a week in %s costs ", title(system, effect->from_state));
    if (effect->measure == PLAN_FACTOR) {
        append_factor(out, effect, "as much");
    } else if (effect->measure == PLAN_UPLIFT) {
        plan_number_append(out, fabs(effect->amount));
        text_format(out, "%% %s", effect->amount < 0 ? "less" : "more");
    } else {
        money_append_pounds(out, effect->money);
    }
}

static void append_pounds(struct text *out, const struct plan_effect *effect)
{
    text_format(out, "%s of ", effect->kind == PLAN_GRANT ? "a grant" : "a cost");
    money_append_pounds(out, effect->money);
    text_append(out, effect->measure == PLAN_ONE_OFF ? " once" : " a year");
    if (effect->label[0])
        text_format(out, " (%s)", effect->label);
}

void plan_effect_append(struct text *out, const struct plan_effect *effect, const struct care_system *system)
{
    switch (effect->kind) {
    case PLAN_DIVERT:
        append_divert(out, effect, system);
        break;
    case PLAN_PLACES:
        append_places(out, effect, system);
        break;
    case PLAN_PRICE:
        append_price(out, effect, system);
        break;
    case PLAN_COST:
    case PLAN_GRANT:
        append_pounds(out, effect);
        break;
    default:
        append_movement(out, effect, system);
        break;
    }
    text_append(out, effect->measure == PLAN_ONE_OFF ? ", on " : ", from ");
    calendar_append_words(out, effect->from);
    if (effect->until != DAY_OPEN && effect->measure != PLAN_ONE_OFF) {
        text_append(out, " until ");
        calendar_append_words(out, effect->until);
    }
    if (effect->ramp_months > 0)
        text_format(out, ", growing over %d month%s", effect->ramp_months, effect->ramp_months == 1 ? "" : "s");
}
