#include "run/planned_effects.h"

#include <stdlib.h>

#include "calendar/calendar.h"

/* First and last day of a month of the run; the first may be a part month. */
static void days_of(day start, int32_t month, day *first, day *last)
{
    const int32_t calendar = calendar_month(start + 1) + month;
    *first = month == 0 ? start + 1 : calendar_month_start(calendar);
    *last = calendar_month_end(calendar);
}

/* How far an effect has grown on the mean day of first … last. */
static double mean_grown(const struct plan_effect *effect, day first, day last)
{
    double sum = 0;
    for (day on = first; on <= last; on++)
        sum += plan_effect_grown(effect, on);
    return sum / (last - first + 1);
}

/* The kinds of entry of an effect: those it names, of the ages it names. */
static uint64_t strata_of(const struct plan_effect *effect, const struct flow_system *system)
{
    uint64_t strata = 0;
    for (int32_t s = 0; s < system->strata; s++) {
        const int32_t band = flow_band(&system->age, (int32_t)(system->stratum[s].from_days / FLOW_YEAR_DAYS + 1e-9));
        const bool kind = !effect->strata || (effect->strata >> s & 1), age = !effect->ages || (effect->ages >> band & 1);
        strata |= kind && age ? UINT64_C(1) << s : 0;
    }
    return strata;
}

static void lay_months(const struct plan_effect *effect, day start, int32_t months, struct flow_effect *out)
{
    for (int32_t m = 0; m < months; m++) {
        day first, last;
        days_of(start, m, &first, &last);
        const double grown = mean_grown(effect, first, last);
        const int32_t whole = last - calendar_month_start(calendar_month(last)) + 1;
        if (effect->measure == PLAN_FACTOR)
            out->wanted[m] = 1 + grown * effect->reach * (effect->amount - 1);
        else if (effect->measure == PLAN_ADD_PER_MONTH)
            out->wanted[m] = grown * effect->amount * (last - first + 1) / whole;
        else
            out->wanted[m] = grown * effect->amount;
    }
}

static int lay_places(const struct plan_effect *effect, struct flow_effects *out, struct problem *problem)
{
    if (out->places == FLOW_EFFECT_PLACES_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "a scenario can open or close places in at most %d effects",
                           FLOW_EFFECT_PLACES_MAX);
    out->place[out->places++] = (struct flow_effect_places){
        effect->initiative, {effect->from_state, (int32_t)effect->amount, effect->from, effect->until}};
    return 0;
}

int planned_effects_make(const struct plan_scenario *scenario, const struct flow_system *system, day start, int32_t months,
                         struct planned_effects *out, struct problem *problem)
{
    static const enum flow_effect_kind kinds[] = {FLOW_EFFECT_ENTRIES, FLOW_EFFECT_MOVE, FLOW_EFFECT_MOVE,
                                                  FLOW_EFFECT_DIVERT};
    *out = (struct planned_effects){.flow = {.initiatives = scenario->initiatives, .acting = UINT32_MAX}};
    for (int32_t i = 0; i < scenario->initiatives; i++)
        out->flow.chance[i] = scenario->initiative[i].chance_of_delivery;
    for (int32_t i = 0; i < scenario->effects; i++) {
        const struct plan_effect *effect = &scenario->effect[i];
        if (effect->kind == PLAN_PLACES && lay_places(effect, &out->flow, problem) < 0)
            return PROBLEM_LIMIT;
        if (!plan_effect_moves(effect))
            continue;
        if (out->flow.effects == FLOW_EFFECTS_MAX)
            return problem_set(problem, PROBLEM_LIMIT, "a scenario can move children in at most %d ways", FLOW_EFFECTS_MAX);
        struct flow_effect *flow = &out->flow.effect[out->flow.effects];
        out->of[out->flow.effects++] = i;
        *flow = (struct flow_effect){.kind = kinds[effect->kind],
                                     .initiative = effect->initiative,
                                     .adds = effect->measure == PLAN_ADD_PER_MONTH,
                                     .from = effect->from_state,
                                     .to = effect->to,
                                     .ages = effect->ages ? effect->ages : (1u << system->age.count) - 1,
                                     .strata = strata_of(effect, system)};
        lay_months(effect, start, months, flow);
    }
    return 0;
}

/* ---- pence ---- */

/* One path on its way. */
struct priced {
    const struct plan_scenario *scenario; /* NULL: none */
    const struct flow_futures *futures;
    const struct tariff *tariff;
    day start;
    bool delivered[FLOW_INITIATIVES_MAX];
    /* Prices of a week by month and state as those who are delivered make them, for all paths that have the same. */
    bool laid, known[FLOW_MONTHS_MAX][FLOW_STATES_MAX];
    struct money week[FLOW_MONTHS_MAX][FLOW_STATES_MAX];
};

static double round_half_away(double value)
{
    const double whole = (double)(int64_t)value, part = value - whole;
    return part >= 0.5 ? whole + 1 : part <= -0.5 ? whole - 1 : whole;
}

/* What an effect makes of the price of a week, by the share of the month's days on which it holds. */
static void change_price(const struct plan_effect *effect, day first, day last, struct money *week)
{
    const double share = mean_grown(effect, first, last), before = (double)week->pence;
    double after = effect->measure == PLAN_WEEKLY   ? (double)effect->money.pence
                   : effect->measure == PLAN_UPLIFT ? before * (1 + effect->amount / 100)
                                                    : before * (1 + effect->reach * (effect->amount - 1));
    week->pence = (int64_t)round_half_away(before + share * (after - before));
}

/* The price of a week in a month, as those who are delivered make it; false where there is none. */
static bool price_week(const struct priced *priced, int32_t month, int32_t state, struct money *week)
{
    day first, last;
    days_of(priced->start, month, &first, &last);
    if (!tariff_price(priced->tariff, state, calendar_year(first), week))
        return false;
    for (int32_t i = 0; priced->scenario && i < priced->scenario->effects; i++) {
        const struct plan_effect *effect = &priced->scenario->effect[i];
        if (effect->kind == PLAN_PRICE && effect->from_state == state && priced->delivered[effect->initiative])
            change_price(effect, first, last, week);
    }
    return true;
}

static int no_price(struct problem *problem)
{
    return problem_set(problem, PROBLEM_INPUT, "a kind of placement that children live in has no price");
}

static int price_nights(struct money week, int32_t nights, int64_t *pence, struct problem *problem)
{
    struct money cost;
    if (!money_for_days(week, nights, &cost))
        return problem_set(problem, PROBLEM_LIMIT, "the cost of a month is too large to be told");
    *pence = cost.pence;
    return 0;
}

static int price_state(const struct priced *priced, int32_t month, int32_t path, int32_t state, int64_t *pence,
                       struct problem *problem)
{
    const int32_t nights = flow_futures_nights(priced->futures, path, month, state);
    *pence = 0;
    if (nights == 0)
        return 0;
    if (!priced->known[month][state])
        return no_price(problem);
    return price_nights(priced->week[month][state], nights, pence, problem);
}

static int price_month(const struct priced *priced, int32_t month, int32_t path, int64_t *pence, struct problem *problem)
{
    for (int32_t s = 0; s < priced->futures->states; s++) {
        int64_t cost;
        if (price_state(priced, month, path, s, &cost, problem) < 0)
            return problem->code;
        *pence += cost;
    }
    return 0;
}

/* What a cost or grant is in a month: once in the month of its day, or by days of a year of 365.25. */
static int64_t pence_of(const struct plan_effect *effect, day first, day last)
{
    if (effect->measure == PLAN_ONE_OFF)
        return effect->from >= first && effect->from <= last ? effect->money.pence : 0;
    const double days = mean_grown(effect, first, last) * (last - first + 1);
    return (int64_t)round_half_away((double)effect->money.pence * days / FLOW_YEAR_DAYS);
}

/* What an effect costs in a month by itself; minus is a grant. */
static int64_t own_pence(const struct plan_effect *effect, day start, int32_t month)
{
    day first, last;
    days_of(start, month, &first, &last);
    return effect->kind == PLAN_COST    ? pence_of(effect, first, last)
           : effect->kind == PLAN_GRANT ? -pence_of(effect, first, last)
                                        : 0;
}

/* Who is delivered in a path, and the prices that they make, where those are not the ones of the path before. */
static void lay_delivered(struct priced *priced, const struct flow_effects *effects, struct chance_key key, uint32_t path)
{
    bool same = priced->laid;
    for (int32_t i = 0; priced->scenario && i < priced->scenario->initiatives; i++) {
        const bool delivered = flow_effects_delivered(effects, i, key, path);
        same = same && delivered == priced->delivered[i];
        priced->delivered[i] = delivered;
    }
    for (int32_t m = 0; !same && m < priced->futures->months; m++)
        for (int32_t s = 0; s < priced->futures->states; s++)
            priced->known[m][s] = price_week(priced, m, s, &priced->week[m][s]);
    priced->laid = true;
}

int planned_pence(const struct plan_scenario *scenario, const struct flow_effects *effects,
                  const struct flow_futures *futures, const struct tariff *tariff, struct chance_key key, day start,
                  int64_t *pence, int64_t *plan, struct problem *problem)
{
    const int32_t months = futures->months;
    int64_t each[PLAN_EFFECTS_MAX][FLOW_MONTHS_MAX];
    struct priced priced = {.scenario = scenario, .futures = futures, .tariff = tariff, .start = start};
    for (int32_t i = 0; scenario && i < scenario->effects; i++)
        for (int32_t m = 0; m < months; m++)
            each[i][m] = own_pence(&scenario->effect[i], start, m);
    for (int32_t r = 0; r < futures->replicates; r++) {
        lay_delivered(&priced, effects, key, (uint32_t)r);
        for (int32_t m = 0; m < months; m++) {
            int64_t care = 0, own = 0;
            if (price_month(&priced, m, r, &care, problem) < 0)
                return problem->code;
            for (int32_t i = 0; scenario && i < scenario->effects; i++)
                own += priced.delivered[scenario->effect[i].initiative] ? each[i][m] : 0;
            pence[(int64_t)r * months + m] = care + own;
            plan[(int64_t)r * months + m] = own;
        }
    }
    return 0;
}

int planned_care_cost(const struct plan_scenario *scenario, const struct flow_effects *effects,
                      const struct flow_futures *futures, const struct tariff *tariff, struct chance_key key, day start,
                      struct forecast_cost *cost, struct problem *problem)
{
    struct priced priced = {.scenario = scenario, .futures = futures, .tariff = tariff, .start = start};
    int code = forecast_cost_price(futures, tariff, NULL, cost, problem); /* its layout; the prices of a plan come over it */
    for (int32_t r = 0; scenario && r < futures->replicates && code == 0; r++) {
        lay_delivered(&priced, effects, key, (uint32_t)r);
        for (int32_t m = 0; m < futures->months && code == 0; m++)
            for (int32_t s = 0; s < futures->states && code == 0; s++)
                code =
                    price_state(&priced, m, r, s, &cost->pence[((int64_t)r * cost->months + m) * cost->states + s], problem);
    }
    if (code < 0)
        forecast_cost_clear(cost);
    return code;
}

/* ---- prices of subsets ---- */

static void lay_prices(struct planned_prices *prices, struct priced *priced, uint32_t subset)
{
    const struct plan_scenario *scenario = priced->scenario;
    const int64_t cells = (int64_t)prices->months * prices->states;
    for (int32_t i = 0; i < scenario->initiatives; i++)
        priced->delivered[i] = subset >> i & 1;
    for (int32_t c = 0; c < cells; c++)
        prices->known[c] =
            price_week(priced, c / prices->states, c % prices->states, &prices->week[(int64_t)subset * cells + c]);
    for (int32_t i = 0; i < scenario->effects; i++)
        for (int32_t m = 0; m < prices->months && priced->delivered[scenario->effect[i].initiative]; m++)
            prices->own[subset] += own_pence(&scenario->effect[i], priced->start, m);
}

int planned_prices_make(const struct plan_scenario *scenario, const struct tariff *tariff, day start, int32_t months,
                        int32_t states, struct planned_prices *out, struct problem *problem)
{
    const size_t subsets = (size_t)1 << scenario->initiatives, cells = (size_t)months * (size_t)states;
    struct priced priced = {.scenario = scenario, .tariff = tariff, .start = start};
    *out = (struct planned_prices){.months = months, .states = states};
    out->week = calloc(subsets * cells, sizeof *out->week);
    out->known = calloc(cells, sizeof *out->known);
    out->own = calloc(subsets, sizeof *out->own);
    if (!out->week || !out->known || !out->own) {
        planned_prices_clear(out);
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the prices of a plan");
    }
    for (uint32_t subset = 0; subset < subsets; subset++)
        lay_prices(out, &priced, subset);
    return 0;
}

void planned_prices_clear(struct planned_prices *prices)
{
    free(prices->week);
    free(prices->known);
    free(prices->own);
    *prices = (struct planned_prices){0};
}

int planned_prices_run(const struct planned_prices *prices, uint32_t subset, const int32_t *nights, int64_t *pence,
                       struct problem *problem)
{
    const int32_t cells = prices->months * prices->states;
    const struct money *week = prices->week + (int64_t)subset * cells;
    *pence = prices->own[subset];
    for (int32_t c = 0; c < cells; c++) {
        int64_t cost = 0;
        if (nights[c] == 0)
            continue;
        if (!prices->known[c])
            return no_price(problem);
        if (price_nights(week[c], nights[c], &cost, problem) < 0)
            return PROBLEM_LIMIT;
        *pence += cost;
    }
    return 0;
}
