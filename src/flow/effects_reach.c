#include "flow/effects_reach.h"

#include <math.h>
#include <string.h>

/* ---- rates of the base ---- */

static int32_t band_at(const float *from, int32_t count, float value)
{
    int32_t band = 0;
    while (band + 1 < count && value >= from[band + 1])
        band++;
    return band;
}

static int32_t slot_of(const struct flow_tables *tables, int32_t state, int32_t destination)
{
    for (int32_t i = 0; i < tables->slots[state]; i++)
        if (tables->destination[state][i] == destination)
            return i;
    return -1;
}

/* How many times the rate of its draw an event's series has in a month. */
static float level_of(const struct flow_pace *pace, int32_t series, int32_t month)
{
    return pace->months ? pace->ratio[series][month] / pace->shrink[series] : 1;
}

/* The rate a day of a move in the base, at a time. */
static float rate_of(const struct flow_pace *pace, const struct flow_walker *walker, int32_t destination, float time,
                     int32_t month)
{
    const struct flow_tables *tables = pace->tables;
    const int32_t slot = slot_of(tables, walker->state, destination);
    if (slot < 0)
        return 0;
    const int32_t system = band_at(tables->system_from, tables->systems, time - walker->entered);
    const int32_t duration = band_at(tables->duration_from, tables->durations, time - walker->since);
    const int32_t cell =
        ((walker->state * tables->ages + walker->age) * tables->systems + system) * tables->durations + duration;
    return tables->rate[(int64_t)cell * tables->stride + slot] * level_of(pace, tables->series[walker->state][slot], month);
}

/* The largest rate of a move from a state at an age, over all times and months. */
static float largest_rate(const struct flow_pace *pace, int32_t months, int32_t state, int32_t age, int32_t destination)
{
    const struct flow_tables *tables = pace->tables;
    const int32_t slot = slot_of(tables, state, destination), cells = tables->systems * tables->durations;
    float rate = 0, level = 0;
    if (slot < 0)
        return 0;
    for (int32_t c = 0; c < cells; c++)
        rate = fmaxf(rate, tables->rate[((int64_t)(state * tables->ages + age) * cells + c) * tables->stride + slot]);
    for (int32_t m = 0; m < months; m++)
        level = fmaxf(level, level_of(pace, tables->series[state][slot], m));
    return rate * level;
}

/* ---- whom an effect concerns ---- */

/* Whether an effect is about a move from a state at an age. */
static bool concerns(const struct flow_effect *effect, int32_t state, int32_t age, int32_t destination)
{
    return effect->kind == FLOW_EFFECT_MOVE && effect->to == destination && (effect->ages >> age & 1) &&
           (effect->from == state || (effect->from == FLOW_ANY_STATE && state != destination));
}

/* The most that the factors before effect `e` can make of it in any month: of all in the plan, be they walked or not, so
 * that its candidates do not depend on them. */
static float largest_scale(const struct flow_effects *effects, int32_t e, int32_t months)
{
    float scale = 1;
    for (int32_t i = 0; i < e; i++) {
        const struct flow_effect *effect = &effects->effect[i];
        float most = 1;
        if (effect->kind != FLOW_EFFECT_MOVE || effect->adds || effect->to != effects->effect[e].to)
            continue;
        for (int32_t m = 0; m < months; m++)
            most = fmaxf(most, effect->strength[m]);
        scale *= most;
    }
    return scale;
}

static void lay_move(struct effects_reach *reach, int32_t e, int32_t months)
{
    const struct flow_effect *effect = &reach->effects->effect[e];
    const struct flow_tables *tables = reach->pace->tables;
    float most = 0;
    for (int32_t m = 0; m < months; m++)
        if (!flow_effect_holds_up(effect, m))
            most = fmaxf(most, effect->adds ? effect->strength[m] : effect->strength[m] - 1);
    const float scale = effect->adds ? 1 : largest_scale(reach->effects, e, months);
    for (int32_t s = 0; s < tables->states; s++)
        for (int32_t a = 0; a < tables->ages; a++) {
            if (!concerns(effect, s, a, effect->to))
                continue;
            reach->moving[s][a][effect->to] |= UINT64_C(1) << e;
            reach->bound[e][s][a] =
                most > 0 ? most * (effect->adds ? 1 : scale * largest_rate(reach->pace, months, s, a, effect->to)) : 0;
            if (reach->bound[e][s][a] > 0)
                reach->clocked[s][a] |= UINT64_C(1) << e;
            reach->bound_most[s][a] = fmaxf(reach->bound_most[s][a], reach->bound[e][s][a]);
        }
}

void effects_reach_lay(struct effects_reach *reach, const struct flow_effects *effects, uint64_t set,
                       const struct flow_pace *pace, int32_t months)
{
    memset(reach, 0, offsetof(struct effects_reach, bound));
    reach->effects = effects;
    reach->pace = pace;
    for (; set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        const struct flow_effect *effect = &effects->effect[e];
        memset(reach->bound[e], 0, sizeof reach->bound[e]);
        for (int32_t m = 0; m < months; m++)
            reach->holding |= (uint64_t)flow_effect_holds_up(effect, m) << e;
        if (effect->kind == FLOW_EFFECT_MOVE)
            lay_move(reach, e, months);
        for (int32_t a = 0; a < FLOW_BANDS_MAX && effect->kind == FLOW_EFFECT_DIVERT; a++)
            reach->diverting[effect->from][a] |= (uint64_t)(effect->ages >> a & 1) << e;
        for (int32_t s = 0; s < FLOW_STRATA_MAX && effect->kind == FLOW_EFFECT_ENTRIES; s++)
            reach->entering[s] |= (effect->strata >> s & 1) << e;
    }
}

/* In the order of the list, so that the same factors give the same bits: all that hold up, and what earlier ones add. */
struct effects_excess effects_reach_excess(const struct effects_reach *reach, uint64_t present,
                                           const struct flow_walker *walker, int32_t e, float time, int32_t month)
{
    const struct flow_effect *effect = &reach->effects->effect[e];
    struct effects_excess out = {0};
    if (flow_effect_holds_up(effect, month))
        return out;
    if (effect->adds) {
        out.with = out.without = effect->strength[month];
        return out;
    }
    float with = 1, without = 1;
    for (uint64_t set = reach->moving[walker->state][walker->age][effect->to] & present; set; set &= set - 1) {
        const int32_t i = __builtin_ctzll(set);
        const struct flow_effect *other = &reach->effects->effect[i];
        if (flow_effect_holds_up(other, month)) {
            with *= other->strength[month];
            out.hold |= UINT64_C(1) << i;
        } else if (!other->adds && i < e) {
            with *= other->strength[month];
            without *= other->strength[month];
            out.raise |= UINT64_C(1) << i;
        }
    }
    const float rate = rate_of(reach->pace, walker, effect->to, time, month);
    out.with = (effect->strength[month] - 1) * with * rate;
    out.without = (effect->strength[month] - 1) * without * rate;
    return out;
}
