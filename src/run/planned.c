#include "run/planned.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/branches.h"
#include "flow/effects_settle.h"
#include "flow/futures.h"
#include "flow/ways.h"
#include "run/gather.h"
#include "run/planned_effects.h"
#include "run/planned_places.h"
#include "run/prepared.h"
#include "run/run_id.h"
#include "run/summary.h"

enum { PATHS_LEAST = 2 /* of one there is no range of changes */, SIDE_FILE_SIZE = 128 };

struct planned_base {
    struct casebook *casebook; /* borrowed */
    struct gathered past;
    struct prepared ready;
    char run[RUN_ID_SIZE];
    struct flow_futures bare; /* without a plan, nights alone; walked when first asked for, of no replicates before */
    struct flow_futures full; /* the same where places can be full */
    struct planned_places places;
    struct plan_places_held held;
    struct flow_ways ways; /* what everybody does in them: kept for the plans that are held against it */
};

int planned_base_make(struct casebook *casebook, const struct run_forecast_options *options, struct progress *progress,
                      struct planned_base **out, struct problem *problem)
{
    struct run_forecast_options settled;
    struct planned_base *base = calloc(1, sizeof *base);
    *out = NULL;
    if (!base)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the forecast");
    base->casebook = casebook;
    int code = gather_histories(casebook, options->as_at, &base->past, problem);
    if (code == 0)
        code = prepared_settle(options, base->past.as_at, PATHS_LEAST, &settled, problem);
    if (code == 0)
        code = run_id_make(casebook, &base->past, &settled, base->run, problem);
    if (code == 0)
        code = prepared_make(casebook, &base->past, &settled, progress, &base->ready, problem);
    if (code == 0)
        code = flow_ways_make(&base->ways, settled.paths, FLOW_WAYS_ROOM, problem);
    base->ready.plan.ways = &base->ways;
    if (code < 0)
        planned_base_free(base);
    else
        *out = base;
    return code;
}

void planned_base_free(struct planned_base *base)
{
    if (!base)
        return;
    flow_futures_clear(&base->bare);
    flow_futures_clear(&base->full);
    planned_places_clear(&base->places);
    flow_ways_clear(&base->ways);
    prepared_clear(&base->ready);
    gather_clear(&base->past);
    free(base);
}

void planned_base_days(const struct planned_base *base, day *first, day *last)
{
    *first = base->ready.plan.start + 1;
    *last = calendar_month_end(calendar_month(base->ready.plan.start + 1) + base->ready.plan.months - 1);
}

const char *planned_base_run(const struct planned_base *base)
{
    return base->run;
}

struct plan_places_held planned_base_held(const struct planned_base *base)
{
    return base->held;
}

/* From here on places can be full, where a scenario of these opens or closes some and there is a list of them. */
static int hold_places(struct planned_base *base, const struct planned_side *sides, int32_t count, struct problem *problem)
{
    const struct flow_plan *plan = &base->ready.plan;
    bool named = false;
    for (int32_t i = 0; i < count; i++)
        named = named || planned_places_named(sides[i].scenario);
    int code = named ? planned_places_find(base->casebook, plan->start, plan->months, &base->places, problem) : 0;
    base->held = (struct plan_places_held){0};
    for (int32_t i = 0; i < count && code == 0; i++)
        planned_places_ask(&base->places, sides[i].scenario, &base->held);
    base->ready.plan.places = code == 0 && base->held.how == PLAN_PLACES_CAN_BE_FULL ? &base->places.places : NULL;
    return code;
}

/* The futures without a plan, walked or not yet. */
static struct flow_futures *bare_of(struct planned_base *base)
{
    return base->ready.plan.places ? &base->full : &base->bare;
}

static const struct flow_system *system_of(const struct planned_base *base)
{
    return &casebook_system(base->casebook)->flow;
}

/* Says of an effect that cannot be reached where it stands. */
static int place_fault(const struct planned_side *side, const struct planned_effects *effects, int32_t unreachable,
                       struct problem *problem)
{
    if (unreachable < 0 || !problem)
        return problem ? (int)problem->code : PROBLEM_INPUT;
    const struct plan_effect *effect = &side->scenario->effect[effects->of[unreachable]];
    const struct problem why = *problem;
    char file[SIDE_FILE_SIZE];
    snprintf(file, sizeof file, "scenarios/%.100s.yaml", side->name);
    problem_set(problem, PROBLEM_INPUT, "%s line %lld: %s of %s: %s", file, (long long)effect->place.line,
                plan_effect_kind_name(effect->kind), side->scenario->initiative[effect->initiative].id, why.text);
    problem_next(problem, "Ask for fewer, for a longer ramp, or for a factor, which can always be reached.");
    return problem_at(problem, file, effect->place.line, effect->place.column, "add_per_month");
}

/* How much of the futures is asked for. */
enum kept { ALL_KEPT, NIGHTS_KEPT };

/* Walks under some effects (NULL: none). Of nights, only what the effects change is walked, beside the base's. */
static int walk(struct planned_base *base, const struct flow_effects *effects, enum kept kept, struct progress *progress,
                struct flow_futures *futures, struct problem *problem)
{
    struct flow_plan plan = base->ready.plan;
    plan.effects = effects;
    plan.nights_only = kept == NIGHTS_KEPT;
    plan.base = effects && kept == NIGHTS_KEPT && !plan.places ? &base->bare : NULL;
    return flow_simulate(system_of(base), &base->past.histories, &base->ready.learnt.posterior, &plan, progress, futures,
                         problem);
}

/* The futures without a plan, once for all sides and answers. */
static int walk_bare(struct planned_base *base, struct progress *progress, struct problem *problem)
{
    struct flow_futures *bare = bare_of(base);
    return bare->replicates ? 0 : walk(base, NULL, NIGHTS_KEPT, progress, bare, problem);
}

/* Makes a side's effects, settled over the whole scenario. */
static int settle(struct planned_base *base, const struct planned_side *side, struct planned_effects *out,
                  struct problem *problem)
{
    int32_t unreachable = -1;
    int code =
        planned_effects_make(side->scenario, system_of(base), base->ready.plan.start, base->ready.plan.months, out, problem);
    if (code == 0)
        code = flow_effects_any_adds(&out->flow) ? walk_bare(base, NULL, problem) : 0;
    if (code == 0)
        code = flow_effects_settle(system_of(base), &base->past.histories, &base->ready.learnt.posterior, &base->ready.plan,
                                   bare_of(base), &out->flow, &unreachable, problem);
    return code < 0 && unreachable >= 0 ? place_fault(side, out, unreachable, problem) : code;
}

static struct chance_key key_of(const struct planned_base *base)
{
    return chance_key_of(base->ready.plan.seed, base->ready.plan.authority);
}

static void keep_nights(const struct flow_futures *futures, enum plan_side side, struct plan_outcome *out)
{
    for (int32_t r = 0; r < futures->replicates; r++)
        for (int32_t m = 0; m < futures->months; m++)
            for (int32_t s = 0; s < futures->states; s++) {
                const int64_t at = (int64_t)r * futures->months + m;
                const int32_t nights = flow_futures_nights(futures, r, m, s);
                out->nights[side][at] += nights;
                out->kind[side][(int64_t)s * futures->replicates * futures->months + at] = nights;
            }
}

/* What the plan's effects did, under their place in the scenario. */
static void keep_moved(const struct flow_futures *futures, const struct planned_effects *effects, struct plan_outcome *out)
{
    for (int32_t i = 0; i < futures->effects.effects; i++)
        for (int32_t m = 0; m < futures->months; m++)
            out->moved[(int64_t)effects->of[i] * out->months + m] = futures->effects.events[(int64_t)i * out->months + m];
}

static int walk_side(struct planned_base *base, const struct planned_side *side, enum plan_side which,
                     struct progress *progress, struct plan_outcome *out, struct problem *problem)
{
    const size_t cells = (size_t)out->paths * (size_t)out->months;
    struct planned_effects *effects = calloc(1, sizeof *effects);
    int64_t *plan = calloc(cells, sizeof *plan);
    struct flow_futures own = {0};
    const struct flow_futures *futures = side->scenario ? &own : bare_of(base);
    int code = effects && plan ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for a plan");
    if (code == 0 && side->scenario)
        code = settle(base, side, effects, problem);
    if (code == 0)
        code = walk_bare(base, side->scenario ? NULL : progress, problem);
    if (code == 0 && side->scenario)
        code = walk(base, &effects->flow, NIGHTS_KEPT, progress, &own, problem);
    if (code == 0)
        code = planned_pence(side->scenario, &effects->flow, futures, casebook_tariff(base->casebook), key_of(base),
                             base->ready.plan.start, out->pence[which], plan, problem);
    if (code == 0) {
        keep_nights(futures, which, out);
        if (which == PLAN_WITH)
            keep_moved(futures, effects, out);
        for (size_t i = 0; i < cells; i++)
            out->if_none[i] += which == PLAN_WITH ? plan[i] : out->pence[PLAN_WITHOUT][i];
    }
    flow_futures_clear(&own);
    free(plan);
    free(effects);
    return code;
}

/* Columns for the months of the run. */
static int outcome_begin(const struct planned_base *base, const struct plan_scenario *with, struct plan_outcome *out,
                         struct problem *problem)
{
    int code = plan_outcome_make(base->ready.plan.months, base->ready.plan.replicates, with ? with->effects : 0,
                                 system_of(base)->states, out, problem);
    for (int32_t m = 0; m < base->ready.plan.months && code == 0; m++) {
        const int32_t calendar = calendar_month(base->ready.plan.start + 1) + m;
        out->first[m] = m == 0 ? base->ready.plan.start + 1 : calendar_month_start(calendar);
        out->last[m] = calendar_month_end(calendar);
    }
    return code;
}

int planned_walk(struct planned_base *base, const struct planned_side *side, struct progress *progress,
                 struct plan_outcome *out, struct problem *problem)
{
    int code = hold_places(base, side, 1, problem);
    if (code == 0)
        code = outcome_begin(base, side->scenario, out, problem);
    if (code == 0)
        code = walk_side(base, side, PLAN_WITH, progress, out, problem);
    if (code < 0)
        plan_outcome_clear(out);
    return code;
}

int planned_compare(struct planned_base *base, const struct planned_side sides[PLAN_SIDES], struct progress *progress,
                    struct plan_outcome *out, struct problem *problem)
{
    int code = hold_places(base, sides, PLAN_SIDES, problem);
    if (code == 0)
        code = outcome_begin(base, sides[PLAN_WITH].scenario, out, problem);
    for (int32_t side = 0; side < PLAN_SIDES && code == 0; side++)
        code = walk_side(base, &sides[side], (enum plan_side)side, progress, out, problem);
    if (code < 0)
        plan_outcome_clear(out);
    return code;
}

static int summarise(struct planned_base *base, const struct planned_side *side, const struct planned_effects *effects,
                     const struct flow_futures *futures, struct progress *progress, struct run_rows *out,
                     struct problem *problem)
{
    struct forecast_cost cost = {0};
    int code = planned_care_cost(side->scenario, &effects->flow, futures, casebook_tariff(base->casebook), key_of(base),
                                 base->ready.plan.start, &cost, problem);
    if (code == 0)
        code = summary_of_futures(futures, &cost, base->ready.plan.start, progress, out, problem);
    forecast_cost_clear(&cost);
    return code;
}

int planned_answer(struct planned_base *base, const struct planned_side *side, int32_t paths, struct progress *progress,
                   struct run_rows *out, struct problem *problem)
{
    const int32_t all = base->ready.plan.replicates;
    struct planned_effects *effects = calloc(1, sizeof *effects);
    struct flow_futures futures = {0};
    if (!effects)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for a plan");
    int code = hold_places(base, side, 1, problem);
    if (code == 0 && (paths < 0 || paths > all))
        code = problem_set(problem, PROBLEM_USAGE, "the forecast that is held ready has %d paths, not %d", all, paths);
    /* Settled over all paths, however many are shown: an effect is not to change while the hand rests. */
    if (code == 0 && side->scenario)
        code = settle(base, side, effects, problem);
    base->ready.plan.replicates = paths ? paths : all;
    if (code == 0)
        code = walk(base, side->scenario ? &effects->flow : NULL, ALL_KEPT, progress, &futures, problem);
    base->ready.plan.replicates = all;
    if (code == 0)
        code = summarise(base, side, effects, &futures, progress, out, problem);
    flow_futures_clear(&futures);
    free(effects);
    return code;
}

/* ---- shares ---- */

/* Pence of the run under every subset of initiatives, of every path. */
struct shared {
    const struct flow_effects *effects;
    struct planned_prices prices;
    struct chance_key key;
    int32_t paths;
    int64_t *value; /* [subset][path] */
};

/* What a path costs under a subset. Initiatives that are not delivered in it cost nothing. */
static int keep_value(void *self, int32_t path, uint32_t subset, const int32_t *nights, struct problem *problem)
{
    const struct shared *shared = self;
    uint32_t there = 0;
    for (int32_t i = 0; i < shared->effects->initiatives; i++)
        there |= (uint32_t)flow_effects_delivered(shared->effects, i, shared->key, (uint32_t)path) << i;
    return planned_prices_run(&shared->prices, there & subset, nights,
                              &shared->value[(int64_t)subset * shared->paths + path], problem);
}

/* Where places can be full nobody's way is their own: each subset is walked by itself. */
static int value_each(struct planned_base *base, const struct flow_effects *effects, struct shared *shared,
                      struct progress *progress, struct problem *problem)
{
    struct flow_effects *some = malloc(sizeof *some);
    int code = some ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the shares");
    for (uint32_t subset = 0; subset < 1u << effects->initiatives && code == 0; subset++) {
        struct flow_futures futures = {0};
        *some = *effects;
        some->acting = subset;
        code = walk(base, some, NIGHTS_KEPT, progress, &futures, problem);
        for (int32_t r = 0; r < futures.replicates && code == 0; r++)
            code = keep_value(shared, r, subset, &futures.nights[(int64_t)r * futures.months * futures.states], problem);
        flow_futures_clear(&futures);
    }
    free(some);
    return code;
}

/* Values of all subsets, in one pass where nothing can be full. */
static int value_subsets(struct planned_base *base, const struct planned_side *side, const struct flow_effects *effects,
                         struct progress *progress, int64_t *value, struct problem *problem)
{
    struct flow_plan plan = base->ready.plan;
    struct shared shared = {.effects = effects, .key = key_of(base), .paths = plan.replicates, .value = value};
    const struct flow_branches branches = {effects->initiatives, &shared, keep_value};
    struct flow_futures futures = {0};
    plan.effects = effects;
    plan.branches = &branches;
    plan.flows_only = true;
    plan.base = &base->bare;
    int code = walk_bare(base, NULL, problem);
    if (code == 0)
        code = planned_prices_make(side->scenario, casebook_tariff(base->casebook), plan.start, plan.months,
                                   system_of(base)->states, &shared.prices, problem);
    if (code == 0 && plan.places)
        code = value_each(base, effects, &shared, progress, problem);
    else if (code == 0)
        code = flow_simulate(system_of(base), &base->past.histories, &base->ready.learnt.posterior, &plan, progress,
                             &futures, problem);
    flow_futures_clear(&futures);
    planned_prices_clear(&shared.prices);
    return code;
}

int planned_shares(struct planned_base *base, const struct planned_side *side, struct progress *progress,
                   struct plan_share *share, int64_t *joint, struct problem *problem)
{
    const int32_t count = side->scenario->initiatives, paths = base->ready.plan.replicates;
    if (count > PLAN_SHARED_MAX) {
        problem_set(problem, PROBLEM_INPUT, "%s has %d initiatives; shares are of at most %d", side->name, count,
                    PLAN_SHARED_MAX);
        return problem_next(problem, "Make a scenario of those that act on the same children.");
    }
    const uint32_t subsets = 1u << count;
    const int64_t *value[1 << PLAN_SHARED_MAX];
    int64_t *room = calloc((size_t)subsets * (size_t)paths, sizeof *room);
    struct planned_effects *effects = calloc(1, sizeof *effects);
    int code = room && effects ? hold_places(base, side, 1, problem)
                               : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the shares");
    if (code == 0)
        code = settle(base, side, effects, problem);
    if (code == 0)
        code = value_subsets(base, side, &effects->flow, progress, room, problem);
    for (uint32_t subset = 0; subset < subsets; subset++)
        value[subset] = room + (int64_t)subset * paths;
    for (uint32_t subset = subsets; subset-- > 0 && code == 0;) /* less what is without any */
        for (int32_t r = 0; r < paths; r++)
            room[(int64_t)subset * paths + r] -= room[r];
    if (code == 0)
        code = plan_shares(value, count, paths, share, joint, problem);
    free(effects);
    free(room);
    return code;
}
