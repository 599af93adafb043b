/*
 * effects_ask: whether an effect holds an event up, or diverts somebody, and what is counted of it. Within this room.
 *
 * Effects are asked in the order of the list until one acts. Asking changes nothing: a way can be tried before it is taken.
 *
 *     const struct effects_answer answer = effects_ask_hold(going, set, block.word[0], month);
 *     effects_ask_count(going, &answer);                         // when it comes to pass
 *     if (answer.by >= 0) …                                      // effect `by` held it up
 *
 * Pure. Includes: base, chance, flow.
 */
#ifndef FLOW_EFFECTS_ASK_H
#define FLOW_EFFECTS_ASK_H

#include <stdint.h>

#include "flow/effects_way.h"

struct effects_answer {
    int32_t by;     /* the effect that acts; -1: none does */
    int32_t month;  /* of the event */
    uint64_t asked; /* those that were asked, it among them */
};

/* A word as a fraction of 1. */
static inline float effects_fraction(uint32_t word)
{
    return (float)(word >> 8) * 0x1p-24f;
}

static inline const struct flow_effect *effects_of(const struct effects_going *going, int32_t effect)
{
    return &going->walk->effects->effect[effect];
}

/* The effects that are present and divert whoever comes to a state at an age, and those that may hold up an event there. A
 * way out is never diverted. */
static inline uint64_t effects_diverting(const struct effects_going *going, int32_t destination, int32_t age)
{
    return destination < going->walk->pace->tables->states ? going->reach.diverting[destination][age] & going->present : 0;
}

static inline uint64_t effects_holding(const struct effects_going *going, int32_t state, int32_t age, int32_t destination)
{
    const uint64_t set = going->reach.holding & going->present;
    return set ? going->reach.moving[state][age][destination] & set : 0;
}

/* Which of a set holds an event up. */
struct effects_answer effects_ask_hold(const struct effects_going *going, uint64_t set, uint32_t word, int32_t month);

/* Which of a set diverts who comes to a state: to where its `to` is. */
struct effects_answer effects_ask_divert(const struct effects_going *going, uint64_t set, uint32_t word, int32_t month);

/* Whether any effect would say a thing of an event of the base, where the walker stands; and what they say, when it has used
 * the candidate that brings the event on day `on`. */
static inline bool effects_concerned(const struct effects_going *going, const struct flow_walker *walker,
                                     int32_t destination)
{
    return effects_holding(going, walker->state, walker->age, destination) ||
           effects_diverting(going, destination, walker->age);
}
void effects_ask_base(const struct effects_going *going, const struct flow_walker *walker, int32_t destination, int32_t on,
                      struct effects_answer *held, struct effects_answer *diverted);

/* Counts who was asked; where one acts, that it does, and that all that were asked had a part. */
void effects_ask_count(struct effects_going *going, const struct effects_answer *answer);

/* Counts an event that an effect makes. */
void effects_count_event(struct effects_going *going, int32_t effect, int32_t month);

/* Says that all initiatives with an effect of the set had a part. */
void effects_mark(struct effects_going *going, uint64_t set);

#endif
