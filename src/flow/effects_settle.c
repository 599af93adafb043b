#include "flow/effects_settle.h"

#include <stdlib.h>

enum { PATHS_MOST = 512, ROUNDS = 3 };

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

/* Mean nights of a month of those whom an effect can find. */
static double at_risk(const struct flow_effects_count *count, const struct flow_effect *effect, int32_t month, double paths)
{
    int64_t nights = 0;
    for (int32_t b = 0; b < count->bands; b++)
        for (int32_t s = 0; s < count->states; s++)
            if ((effect->ages >> b & 1) && s != effect->to && (effect->from == s || effect->from == FLOW_ANY_STATE))
                nights += count->nights[((int64_t)month * count->bands + b) * count->states + s];
    return (double)nights / paths;
}

/* One month of one effect; false when it cannot be reached. */
static bool settle_month(const struct flow_effects_count *count, struct flow_effect *effect, int32_t number, int32_t month,
                         double paths)
{
    const double wanted = effect->wanted[month];
    if (!effect->adds || wanted == 0 || (effect->kind == FLOW_EFFECT_ENTRIES && wanted > 0))
        return true;
    const double there = wanted < 0 ? (double)count->offered[(int64_t)number * count->months + month] / paths
                                    : at_risk(count, effect, month, paths);
    const double part = there > 0 ? (wanted < 0 ? -wanted : wanted) / there : 2;
    effect->strength[month] = (float)(wanted < 0 ? 1 - part : part);
    return part <= (wanted < 0 ? held_up_most : hazard_most);
}

static int settle_all(const struct flow_futures *futures, struct flow_effects *effects, int32_t *unreachable,
                      struct problem *problem)
{
    for (int32_t i = 0; i < effects->effects; i++)
        for (int32_t m = 0; m < futures->months; m++)
            if ((effects->acting >> effects->effect[i].initiative & 1) &&
                !settle_month(&futures->effects, &effects->effect[i], i, m, futures->replicates)) {
                *unreachable = i;
                return problem_set(problem, PROBLEM_INPUT, "%.3f a month cannot be reached: there are too few in month %d",
                                   effects->effect[i].wanted[m], m + 1);
            }
    return 0;
}

static bool any_adds(const struct flow_effects *effects)
{
    for (int32_t i = 0; i < effects->effects; i++)
        if (effects->effect[i].adds)
            return true;
    return false;
}

int flow_effects_settle(const struct flow_system *system, const struct flow_histories *histories,
                        const struct flow_posterior *posterior, const struct flow_plan *plan, struct flow_effects *effects,
                        int32_t *unreachable, struct problem *problem)
{
    *unreachable = -1;
    lay_first(effects, plan->months);
    struct flow_effects *all = any_adds(effects) ? malloc(sizeof *all) : NULL;
    if (!all)
        return any_adds(effects) ? problem_set(problem, PROBLEM_MEMORY, "not enough memory to settle a plan") : 0;
    int code = 0;
    for (int32_t round = 0; round < ROUNDS && code == 0; round++) {
        struct flow_plan trial = *plan;
        struct flow_futures futures = {0};
        *all = *effects;
        for (int32_t i = 0; i < FLOW_INITIATIVES_MAX; i++)
            all->chance[i] = 1;
        trial.effects = all;
        trial.replicates = plan->replicates < PATHS_MOST ? plan->replicates : PATHS_MOST;
        code = flow_simulate(system, histories, posterior, &trial, NULL, &futures, problem);
        if (code == 0)
            code = settle_all(&futures, effects, unreachable, problem);
        flow_futures_clear(&futures);
    }
    free(all);
    return code;
}
