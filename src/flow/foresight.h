/*
 * foresight: the ways of many people in the base, turn by turn, taken before a plan is asked what it does to them.
 *
 * A plan leaves nearly everybody alone. Their ways are taken eight abreast where the processor can (flow/crowd_abreast.h),
 * and written down here instead of being counted; flow/effects_way.h reads along, and takes a person's own way only where an
 * effect acts. People of one foresight are units 0, 1, 2 …, in the order in which they came to it. Within this room.
 *
 * Pure. Includes: base, flow.
 */
#ifndef FLOW_FORESIGHT_H
#define FLOW_FORESIGHT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "flow/walk.h"
#include "flow/walker.h"

enum { FORESIGHT_UNITS = 4096, FORESIGHT_TURNS = 16 /* of a unit; nearly nobody has more in ten years */ };

struct flow_foresight {
    uint8_t *turns;             /* [FORESIGHT_UNITS]: how many a unit has; more than FORESIGHT_TURNS are not written down */
    struct flow_foreseen *turn; /* [FORESIGHT_UNITS][FORESIGHT_TURNS] */
    struct flow_entrant *entrant; /* [FORESIGHT_UNITS]: who enters; of those who were there nothing is written */
    uint8_t *age;                 /* [FORESIGHT_UNITS]: their age bands then, like them */
};

/* Memory is from the arena. PROBLEM_MEMORY. */
static inline int flow_foresight_make(struct arena *arena, struct flow_foresight *out, struct problem *problem)
{
    out->turns = arena_take(arena, FORESIGHT_UNITS * sizeof *out->turns);
    out->turn = arena_take(arena, (size_t)FORESIGHT_UNITS * FORESIGHT_TURNS * sizeof *out->turn);
    out->entrant = arena_take(arena, FORESIGHT_UNITS * sizeof *out->entrant);
    out->age = arena_take(arena, FORESIGHT_UNITS * sizeof *out->age);
    return out->turns && out->turn && out->entrant && out->age
               ? 0
               : problem_set(problem, PROBLEM_MEMORY, "not enough memory for a plan");
}

static inline void flow_foresight_add(struct flow_foresight *foresight, int32_t unit, float time, int32_t destination,
                                      uint32_t candidate)
{
    const int32_t turn = foresight->turns[unit];
    if (turn < FORESIGHT_TURNS)
        foresight->turn[(int64_t)unit * FORESIGHT_TURNS + turn] = flow_foreseen_of(time, destination, candidate);
    foresight->turns[unit] = (uint8_t)(turn + (turn <= FORESIGHT_TURNS));
}

#endif
