#include "example_plans.h"

#include <string.h>

#include "chance/stream.h"
#include "example_histories.h"
#include "example_systems.h"
#include "flow/effects_settle.h"

enum { EFFECTS_MOST = 14 };

int example_council_make(double entries, int32_t draws, day start, struct example_council *out)
{
    struct flow_posterior prior;
    struct flow_exposure exposure;
    const struct flow_key key = {.seed = 1, .authority = 1};
    const struct flow_fit_plan fit = {.seed = 2, .draws = draws, .sweeps_before = 10, .sweeps_between = 1};
    example_care(&out->system);
    int code = flow_posterior_prior(&out->system, entries, &prior, NULL);
    code |= example_histories(&prior, &key, start - 4000, start - 2000, start + 1, &out->histories, NULL);
    code |= flow_exposure_count(&out->system, &out->histories, &exposure, NULL);
    code |= flow_posterior_fit(&out->system, &exposure, &fit, NULL, &out->posterior, NULL);
    flow_posterior_clear(&prior);
    flow_exposure_clear(&exposure);
    return code;
}

void example_council_clear(struct example_council *council)
{
    flow_posterior_clear(&council->posterior);
    flow_histories_clear(&council->histories);
}

static int32_t below(struct chance_stream *stream, int32_t count)
{
    return (int32_t)(chance_uniform(stream) * count);
}

static double between(struct chance_stream *stream, double low, double high)
{
    return low + (high - low) * chance_uniform(stream);
}

/* How much of it: a factor below or above 1, a share, or persons a month more or fewer; with a month in which it turns. */
static void wish(int32_t months, struct chance_stream *stream, struct flow_effect *effect)
{
    const int32_t turn = below(stream, months), from = below(stream, 3);
    double first = between(stream, 0, 1), then = between(stream, 1, 3);
    if (effect->kind == FLOW_EFFECT_DIVERT) {
        then = between(stream, 0, 0.6);
    } else if (effect->adds) {
        first = effect->kind == FLOW_EFFECT_ENTRIES ? 1 : 0.5;
        then = below(stream, 3) ? first : -0.02;
    }
    for (int32_t m = 0; m < months; m++)
        effect->wanted[m] = m < from   ? (effect->adds || effect->kind == FLOW_EFFECT_DIVERT ? 0 : 1)
                            : m < turn ? first
                                       : then;
}

/* An effect on one of few events, so that they meet: out of care, into foster care, between its kinds, entries. */
static void make_effect(const struct flow_system *system, int32_t months, struct chance_stream *stream,
                        struct flow_effect *effect)
{
    const int32_t what = below(stream, 8), all = (1 << system->age.count) - 1;
    *effect = (struct flow_effect){.ages = (uint32_t)all, .strata = UINT64_MAX};
    effect->adds = below(stream, 4) == 0;
    if (what < 5) {
        effect->kind = FLOW_EFFECT_MOVE;
        effect->from = what < 3 ? FLOW_ANY_STATE : what;
        effect->to = what < 2 ? system->states : what == 2 ? 2 : what == 3 ? 2 : 3;
        effect->from = what == 4 ? 2 : effect->from;
    } else if (what == 5) {
        effect->kind = FLOW_EFFECT_DIVERT;
        effect->adds = false;
        effect->from = 2 + below(stream, 2);
        effect->to = below(stream, system->states);
    } else {
        effect->kind = FLOW_EFFECT_ENTRIES;
        effect->strata = below(stream, 2) ? UINT64_MAX : UINT64_C(0x5555555555555555);
    }
    if (below(stream, 3) == 0)
        effect->ages = 1u << below(stream, system->age.count);
    wish(months, stream, effect);
}

void example_effects(const struct flow_system *system, int32_t months, uint32_t number, int32_t initiatives,
                     struct flow_effects *out)
{
    struct chance_stream stream;
    chance_stream_start(&stream, chance_key_of(11, 0), number, 0, CHANCE_SYNTHETIC);
    memset(out, 0, sizeof *out);
    out->acting = UINT32_MAX;
    out->initiatives = initiatives;
    for (int32_t i = 0; i < initiatives; i++)
        out->chance[i] = below(&stream, 3) ? 1 : 0.6;
    out->effects = initiatives + below(&stream, EFFECTS_MOST - initiatives);
    for (int32_t e = 0; e < out->effects; e++) {
        make_effect(system, months, &stream, &out->effect[e]);
        out->effect[e].initiative = below(&stream, initiatives);
    }
}

/* Persons a month are settled where they can be reached. Where not, what the first rounds left is walked all the same. */
int example_effects_settle(const struct example_council *council, const struct flow_plan *plan, struct flow_effects *effects)
{
    int32_t unreachable;
    if (flow_effects_settle(&council->system, &council->histories, &council->posterior, plan, NULL, effects, &unreachable,
                            NULL) == 0)
        return 0;
    if (unreachable < 0)
        return PROBLEM_INTERNAL;
    for (int32_t e = 0; e < effects->effects; e++)
        for (int32_t m = 0; m < plan->months && effects->effect[e].adds; m++) {
            struct flow_effect *effect = &effects->effect[e];
            const bool entries = effect->kind == FLOW_EFFECT_ENTRIES;
            effect->strength[m] = effect->wanted[m] < 0 ? 0.6f : entries ? (float)effect->wanted[m] : 0.001f;
        }
    return 0;
}
