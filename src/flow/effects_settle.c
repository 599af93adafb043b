#include "flow/effects_settle.h"

enum { ROUNDS = 3 };

/* Paths of each round: the first only show the way, the last are those of the run itself where it has no more. */
static const int32_t paths_of[ROUNDS] = {64, 256, 1024};

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

/* One month of one effect; false when it cannot be reached. */
static bool settle_month(const struct flow_effects_count *count, struct flow_effect *effect, int32_t number, int32_t month)
{
    const int64_t paths = count->paths[number], at = (int64_t)number * count->months + month;
    const double wanted = effect->wanted[month];
    if (!effect->adds || wanted == 0 || paths == 0 || (effect->kind == FLOW_EFFECT_ENTRIES && wanted > 0))
        return true;
    const double there = (double)(wanted < 0 ? count->offered[at] : count->nights[at]) / (double)paths;
    const double part = there > 0 ? (wanted < 0 ? -wanted : wanted) / there : 2;
    effect->strength[month] = (float)(wanted < 0 ? 1 - part : part);
    return part <= (wanted < 0 ? held_up_most : hazard_most);
}

static int settle_all(const struct flow_futures *futures, struct flow_effects *effects, int32_t *unreachable,
                      struct problem *problem)
{
    for (int32_t i = 0; i < effects->effects; i++)
        for (int32_t m = 0; m < futures->months; m++)
            if (!settle_month(&futures->effects, &effects->effect[i], i, m)) {
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
    int code = 0;
    for (int32_t round = 0; round < ROUNDS && code == 0 && any_adds(effects); round++) {
        struct flow_plan trial = *plan;
        struct flow_futures futures = {0};
        trial.effects = effects;
        trial.flows_only = true; /* what effects found and did is counted all the same */
        trial.replicates = plan->replicates < paths_of[round] ? plan->replicates : paths_of[round];
        code = flow_simulate(system, histories, posterior, &trial, NULL, &futures, problem);
        if (code == 0)
            code = settle_all(&futures, effects, unreachable, problem);
        flow_futures_clear(&futures);
    }
    return code;
}
