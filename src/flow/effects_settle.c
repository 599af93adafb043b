#include "flow/effects_settle.h"

enum { ROUNDS = 3, BASE_PATHS = 1024 /* to which the last round is drawn up */ };

/* Paths of each round: the first only show the way. */
static const int32_t paths_of[ROUNDS] = {32, 64, 128};

/* Most of those at risk on a day, and of the events that there are, that an effect may take: beyond it nothing settles. */
static const double hazard_most = 0.2, held_up_most = 0.98;

/* Strengths where nothing has been simulated yet: persons a month do nothing. */
static void lay_first(struct flow_effects *effects, int32_t months)
{
    for (int32_t i = 0; i < effects->effects; i++) {
        struct flow_effect *effect = &effects->effect[i];
        for (int32_t m = 0; m < months; m++) {
            const bool entries = effect->kind == FLOW_EFFECT_ENTRIES && effect->adds && effect->wanted[m] >= 0;
            if (!effect->adds || entries)
                effect->strength[m] = (float)effect->wanted[m];
            else
                effect->strength[m] = effect->wanted[m] < 0 ? 1 : 0;
        }
    }
}

/* Whom an effect is about, as the base has them in the first paths of a month, a path: nights of those it could move, or
 * entrants. */
static double in_base(const struct flow_futures *base, const struct flow_effect *effect, int32_t month, int32_t paths)
{
    int64_t sum = 0;
    for (int32_t r = 0; r < paths; r++) {
        if (effect->kind == FLOW_EFFECT_ENTRIES)
            sum += base->starts[(int64_t)r * base->months + month];
        for (int32_t s = 0; s < base->states && effect->kind != FLOW_EFFECT_ENTRIES; s++)
            if (s == effect->from || (effect->from == FLOW_ANY_STATE && s != effect->to))
                sum += flow_futures_nights(base, r, month, s);
    }
    return (double)sum / paths;
}

/* What draws a month of some paths up to all of the base's. */
static double drawn_up(const struct flow_futures *base, const struct flow_effect *effect, int32_t month, int32_t paths)
{
    const int32_t all = base->replicates < BASE_PATHS ? base->replicates : BASE_PATHS;
    const double some = in_base(base, effect, month, paths);
    return some > 0 ? in_base(base, effect, month, all) / some : 1;
}

/* One month of one effect; false when it cannot be reached. */
static bool settle_month(const struct flow_futures *futures, const struct flow_futures *base, struct flow_effect *effect,
                         int32_t number, int32_t month)
{
    const struct flow_effects_count *count = &futures->effects;
    const int64_t paths = count->paths[number], at = (int64_t)number * count->months + month;
    const double wanted = effect->wanted[month];
    if (!effect->adds || wanted == 0 || paths == 0 || (effect->kind == FLOW_EFFECT_ENTRIES && wanted > 0))
        return true;
    const double there = (double)(wanted < 0 ? count->offered[at] : count->nights[at]) / (double)paths *
                         drawn_up(base, effect, month, futures->replicates);
    const double part = there > 0 ? (wanted < 0 ? -wanted : wanted) / there : 2;
    effect->strength[month] = (float)(wanted < 0 ? 1 - part : part);
    return part <= (wanted < 0 ? held_up_most : hazard_most);
}

static int settle_all(const struct flow_futures *futures, const struct flow_futures *base, struct flow_effects *effects,
                      int32_t *unreachable, struct problem *problem)
{
    for (int32_t i = 0; i < effects->effects; i++)
        for (int32_t m = 0; m < futures->months; m++)
            if (!settle_month(futures, base, &effects->effect[i], i, m)) {
                *unreachable = i;
                return problem_set(problem, PROBLEM_INPUT, "%.3f a month cannot be reached: there are too few in month %d",
                                   effects->effect[i].wanted[m], m + 1);
            }
    return 0;
}

bool flow_effects_any_adds(const struct flow_effects *effects)
{
    for (int32_t i = 0; i < effects->effects; i++)
        if (effects->effect[i].adds)
            return true;
    return false;
}

/* The plan's futures without effects: nights and entrants of no more paths than are looked at. */
static int walk_base(const struct flow_system *system, const struct flow_histories *histories,
                     const struct flow_posterior *posterior, const struct flow_plan *plan, struct flow_futures *out,
                     struct problem *problem)
{
    struct flow_plan bare = *plan;
    bare.effects = NULL;
    bare.nights_only = true;
    bare.replicates = plan->replicates < BASE_PATHS ? plan->replicates : BASE_PATHS;
    return flow_simulate(system, histories, posterior, &bare, NULL, out, problem);
}

int flow_effects_settle(const struct flow_system *system, const struct flow_histories *histories,
                        const struct flow_posterior *posterior, const struct flow_plan *plan,
                        const struct flow_futures *base, struct flow_effects *effects, int32_t *unreachable,
                        struct problem *problem)
{
    struct flow_futures own = {0};
    *unreachable = -1;
    lay_first(effects, plan->months);
    int code = flow_effects_any_adds(effects) && !base ? walk_base(system, histories, posterior, plan, &own, problem) : 0;
    for (int32_t round = 0; round < ROUNDS && code == 0 && flow_effects_any_adds(effects); round++) {
        struct flow_plan trial = *plan;
        struct flow_futures futures = {0};
        trial.effects = effects;
        trial.flows_only = true; /* what effects found and did is counted all the same */
        trial.replicates = plan->replicates < paths_of[round] ? plan->replicates : paths_of[round];
        code = flow_simulate(system, histories, posterior, &trial, NULL, &futures, problem);
        if (code == 0)
            code = settle_all(&futures, base ? base : &own, effects, unreachable, problem);
        flow_futures_clear(&futures);
    }
    flow_futures_clear(&own);
    return code;
}
