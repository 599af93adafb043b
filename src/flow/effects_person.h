/*
 * effects_person: one person on the way under the effects that are there, event by event. Within this room.
 *
 *     effects_person_begin(going, &person, &walker, turn, turns);     // where the walker stands, with what was foreseen
 *     while (effects_person_next(going, &person, &event)) {
 *         effects_event_count(going, &event);                         // what effects had to do with it
 *         if (event.destination != EFFECTS_NOTHING) …                 // a turn
 *     }
 *
 * The next event changes nothing until it is counted: whoever walks everybody together, and puts somebody elsewhere before
 * it comes (effects_person_place), throws it away. The way from there on has candidates that nobody has looked at; as
 * exponential times have no memory, so have the clocks.
 *
 * Pure. Includes: base, chance, flow.
 */
#ifndef FLOW_EFFECTS_PERSON_H
#define FLOW_EFFECTS_PERSON_H

#include <stdbool.h>
#include <stdint.h>

#include "flow/effects_ask.h"
#include "flow/effects_clocks.h"

enum {
    EFFECTS_NOTHING = -3,    /* no destination: an event that is held up, or sends somebody to where they are */
    EFFECTS_AHEAD = 8,       /* turns of the base that are taken at a time where they were not foreseen */
    EFFECTS_AHEAD_PLACED = 2 /* by somebody who was put elsewhere, and soon may be again */
};

/* Turns of the base from where a person stands. */
struct effects_ahead {
    const struct flow_foreseen *turn; /* [count]; NULL: own */
    int32_t next, count;              /* those that have come, and all */
    bool last;                        /* there are no more before the horizon */
    bool scouted;                     /* the scout took them, and is behind the last of them */
    struct flow_walker scout;
    struct flow_foreseen own[EFFECTS_AHEAD];
};

struct effects_person {
    struct flow_walker walker;
    bool gone, anew; /* has left; goes another way from here on than was foreseen */
    struct effects_clocks clocks;
    struct effects_ahead ahead;
};

struct effects_event {
    float time;
    int32_t destination; /* as in flow_turn, or EFFECTS_NOTHING */
    int32_t brought;     /* by the clock of this effect; -1: of the base */
    struct effects_answer held, diverted;
};

/* Turns may be NULL: nothing was foreseen. They are borrowed. */
void effects_person_begin(struct effects_going *going, struct effects_person *person, const struct flow_walker *walker,
                          const struct flow_foreseen *turn, int32_t turns);

/* The next event; false when there is none before the horizon. */
bool effects_person_next(struct effects_going *going, struct effects_person *person, struct effects_event *event);

void effects_event_count(struct effects_going *going, const struct effects_event *event);

/* Puts the person where `at` stands, whose candidate is one that nobody has looked at, for the `stretch`th time (1, 2 …). */
void effects_person_place(struct effects_going *going, struct effects_person *person, const struct flow_walker *at,
                          uint32_t stretch);

#endif
