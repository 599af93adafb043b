#include "flow/effects_ask.h"

void effects_mark(struct effects_going *going, uint64_t set)
{
    for (; set; set &= set - 1)
        going->acted |= 1u << effects_of(going, __builtin_ctzll(set))->initiative;
}

void effects_count_event(struct effects_going *going, int32_t effect, int32_t month)
{
    struct flow_effects_count *count = going->walk->count;
    if (count)
        count->events[effect * count->months + month]++;
}

struct effects_answer effects_ask_hold(const struct effects_going *going, uint64_t set, uint32_t word, int32_t month)
{
    const float at = effects_fraction(word);
    struct effects_answer answer = {-1, month, 0};
    float kept = 1;
    for (; set && answer.by < 0; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        const struct flow_effect *effect = effects_of(going, e);
        if (!flow_effect_holds_up(effect, month))
            continue;
        answer.asked |= UINT64_C(1) << e;
        kept *= effect->strength[month];
        answer.by = at >= kept ? e : -1;
    }
    return answer;
}

struct effects_answer effects_ask_divert(const struct effects_going *going, uint64_t set, uint32_t word, int32_t month)
{
    const float at = effects_fraction(word);
    struct effects_answer answer = {-1, month, 0};
    float until = 0;
    for (; set && answer.by < 0; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        answer.asked |= UINT64_C(1) << e;
        until += effects_of(going, e)->strength[month];
        answer.by = at < until ? e : -1;
    }
    return answer;
}

void effects_ask_base(const struct effects_going *going, const struct flow_walker *walker, int32_t destination, int32_t on,
                      struct effects_answer *held, struct effects_answer *diverted)
{
    const struct flow_effects_walk *walk = going->walk;
    const int32_t month = flow_months_of(walk->months, on);
    const uint64_t holding = effects_holding(going, walker->state, walker->age, destination);
    const uint64_t diverting = effects_diverting(going, destination, walker->age);
    struct chance_block block = {0};
    if (holding | diverting) /* else the words would change nothing */
        block = chance_block_at(walk->key, walker->candidate, walker->number, walk->replicate, CHANCE_EFFECT_BASE);
    *held = effects_ask_hold(going, holding, block.word[0], month);
    *diverted = effects_ask_divert(going, diverting, block.word[1], month);
}

void effects_ask_count(struct effects_going *going, const struct effects_answer *answer)
{
    struct flow_effects_count *count = going->walk->count;
    for (uint64_t set = count ? answer->asked : 0; set; set &= set - 1)
        count->offered[__builtin_ctzll(set) * count->months + answer->month]++;
    if (answer->by < 0)
        return;
    effects_count_event(going, answer->by, answer->month);
    effects_mark(going, answer->asked);
}
