#include "flow/effects.h"

bool flow_effects_delivered(const struct flow_effects *effects, int32_t initiative, struct chance_key key,
                            uint32_t replicate)
{
    if (!(effects->acting >> initiative & 1))
        return false;
    const struct chance_block block = chance_block_at(key, 0, (uint32_t)initiative, replicate, CHANCE_DELIVERY);
    return (double)block.word[0] * 0x1p-32 < effects->chance[initiative];
}

int flow_effects_count_make(const struct flow_effects *effects, int32_t months, struct arena *arena,
                            struct flow_effects_count *out, struct problem *problem)
{
    *out = (struct flow_effects_count){.effects = effects->effects, .months = months};
    const size_t cells = (size_t)effects->effects * (size_t)months + 1;
    out->events = arena_take(arena, cells * sizeof *out->events);
    out->offered = arena_take(arena, cells * sizeof *out->offered);
    out->nights = arena_take(arena, cells * sizeof *out->nights);
    out->paths = arena_take(arena, (size_t)(effects->effects + 1) * sizeof *out->paths);
    if (!out->events || !out->offered || !out->nights || !out->paths)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to count what a plan does");
    return 0;
}

void flow_effects_count_join(struct flow_effects_count *count, const struct flow_effects_count *other)
{
    const int64_t cells = (int64_t)count->effects * count->months;
    for (int64_t i = 0; i < cells; i++) {
        count->events[i] += other->events[i];
        count->offered[i] += other->offered[i];
        count->nights[i] += other->nights[i];
    }
    for (int32_t i = 0; i < count->effects; i++)
        count->paths[i] += other->paths[i];
}
