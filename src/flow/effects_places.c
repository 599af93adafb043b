#include "flow/effects_places.h"

#include <string.h>

static size_t cells_of(const struct flow_places *places)
{
    return (size_t)places->states * (size_t)places->days;
}

int effects_places_make(const struct flow_places *base, struct arena *arena, struct effects_places *out,
                        struct problem *problem)
{
    *out = (struct effects_places){.places = *base};
    out->places.cap = arena_take(arena, cells_of(base) * sizeof *out->places.cap);
    return out->places.cap ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the places of a plan");
}

static void add_line(struct flow_places *places, const struct flow_places_line *line, day start)
{
    const day origin = start + 1;
    const int32_t from = line->from > origin ? line->from - origin : 0;
    const int32_t to = line->to - origin < places->days ? line->to - origin : places->days;
    for (int32_t on = from; on < to && places->capped[line->state]; on++)
        places->cap[(int64_t)line->state * places->days + on] += line->places;
}

void effects_places_lay(struct effects_places *own, const struct flow_effects *effects, const struct flow_places *base,
                        day start, struct chance_key key, uint32_t replicate)
{
    uint32_t delivered = 0;
    for (int32_t i = 0; i < effects->initiatives; i++)
        delivered |= (uint32_t)flow_effects_delivered(effects, i, key, replicate) << i;
    if (own->laid && own->delivered == delivered)
        return;
    own->laid = true;
    own->delivered = delivered;
    memcpy(own->places.cap, base->cap, cells_of(base) * sizeof *base->cap);
    for (int32_t i = 0; i < effects->places; i++)
        if (delivered >> effects->place[i].initiative & 1)
            add_line(&own->places, &effects->place[i].line, start);
    for (size_t i = 0; i < cells_of(base); i++)
        if (base->cap[i] != FLOW_NO_CAP && own->places.cap[i] < 0)
            own->places.cap[i] = 0;
}
