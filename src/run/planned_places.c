#include "run/planned_places.h"

#include "calendar/calendar.h"
#include "casebook/capacity_in_force.h"
#include "run/sufficiency.h"

bool planned_places_named(const struct plan_scenario *scenario)
{
    for (int32_t i = 0; scenario && i < scenario->effects; i++)
        if (scenario->effect[i].kind == PLAN_PLACES)
            return true;
    return false;
}

int planned_places_find(struct casebook *casebook, day start, int32_t months, struct planned_places *out,
                        struct problem *problem)
{
    struct casebook_capacity capacity = {0};
    struct problem missing = {0};
    const day last = calendar_month_end(calendar_month(start + 1) + months - 1);
    if (out->known)
        return 0;
    int code = casebook_load_capacity(casebook, &capacity, &missing);
    out->known = code == 0 || code == PROBLEM_NOT_FOUND;
    out->listed = code == 0;
    if (code == 0)
        code = sufficiency_places(casebook_system(casebook), &capacity, start, last - start, &out->arena, &out->places,
                                  problem);
    else if (code == PROBLEM_NOT_FOUND)
        code = 0;
    else if (problem)
        *problem = missing;
    casebook_capacity_clear(&capacity);
    return code;
}

void planned_places_clear(struct planned_places *places)
{
    arena_clear(&places->arena);
    *places = (struct planned_places){0};
}

void planned_places_ask(const struct planned_places *places, const struct plan_scenario *scenario,
                        struct plan_places_held *held)
{
    for (int32_t i = 0; scenario && i < scenario->effects; i++) {
        const struct plan_effect *effect = &scenario->effect[i];
        if (effect->kind != PLAN_PLACES)
            continue;
        held->how = places->listed ? PLAN_PLACES_CAN_BE_FULL : PLAN_NO_PLACES_LISTED;
        if (places->listed && !places->places.capped[effect->from_state])
            held->uncapped |= UINT64_C(1) << effect->from_state;
    }
}
