#include "flow/effects.h"

bool flow_effects_delivered(const struct flow_effects *effects, int32_t initiative, struct chance_key key,
                            uint32_t replicate)
{
    if (!(effects->acting >> initiative & 1))
        return false;
    const struct chance_block block = chance_block_at(key, 0, (uint32_t)initiative, replicate, CHANCE_DELIVERY);
    return (double)block.word[0] * 0x1p-32 < effects->chance[initiative];
}

int flow_effects_count_make(const struct flow_system *system, const struct flow_effects *effects, int32_t months,
                            struct arena *arena, struct flow_effects_count *out, struct problem *problem)
{
    *out = (struct flow_effects_count){
        .effects = effects->effects, .months = months, .bands = system->age.count, .states = system->states};
    const size_t cells = (size_t)effects->effects * (size_t)months;
    const size_t nights = (size_t)months * (size_t)system->age.count * (size_t)system->states;
    out->events = arena_take(arena, (cells + 1) * sizeof *out->events);
    out->offered = arena_take(arena, (cells + 1) * sizeof *out->offered);
    out->nights = arena_take(arena, nights * sizeof *out->nights);
    if (!out->events || !out->offered || !out->nights)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to count what a plan does");
    return 0;
}

void flow_effects_count_join(struct flow_effects_count *count, const struct flow_effects_count *other)
{
    const int64_t cells = (int64_t)count->effects * count->months;
    const int64_t nights = (int64_t)count->months * count->bands * count->states;
    for (int64_t i = 0; i < cells; i++) {
        count->events[i] += other->events[i];
        count->offered[i] += other->offered[i];
    }
    for (int64_t i = 0; i < nights; i++)
        count->nights[i] += other->nights[i];
}
