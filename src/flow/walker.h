/*
 * walker: one person on the way, as the inner loop of all walks sees it.
 *
 * walk.h says how a walk goes; this is the one place where it is done. Whoever wants events as a list (flow_walk) and
 * whoever counts them (flow_simulate) take turns from the same walker. Turns come in pieces: as many as there is room for;
 * the walker remembers where it stands.
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_WALKER_H
#define FLOW_WALKER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "chance/philox.h"
#include "flow/pace.h"
#include "flow/tables.h"
#include "flow/walk.h"

enum { FLOW_AGEING = -2 /* not a destination: a birthday on which the next age band begins */ };

/* What happens next: on day start + 1 + `on` the walker goes to a destination or into the next age band. */
struct flow_turn {
    int32_t on;
    int32_t destination;
};

/* Times are days since the beginning of the day after `start`. */
struct flow_walker {
    uint32_t number;    /* of the person */
    uint32_t candidate; /* candidates used so far */
    int32_t state, age; /* state and age band now */
    float now;
    float entered, since;           /* when the clocks of time in system and time in state began */
    float birthday[FLOW_BANDS_MAX]; /* when each age band ends; the last one is the final birthday */
};

/*
 * The birthdays that count for people born on each day of a range, worked out once: many people are put in place, and each
 * has half a dozen of them.
 */
struct flow_birthdays {
    day start;     /* as in flow_walker_place */
    day first;     /* the first day of birth */
    int32_t count; /* days of birth */
    float *at;     /* [count][FLOW_BANDS_MAX]: as in flow_walker */
};

/* For people born on the days first … last. Memory is from the arena. PROBLEM_MEMORY. */
int flow_birthdays_make(const struct flow_tables *tables, day start, day first, day last, struct arena *arena,
                        struct flow_birthdays *out, struct problem *problem);

/* Puts a person in place: at time 0, or on the moment of entry when that is later. `birthdays` may be NULL. */
void flow_walker_place(const struct flow_tables *tables, const struct flow_birthdays *birthdays,
                       const struct flow_person *person, day start, struct flow_walker *walker);

/* The next turns before `horizon` (a whole number of days); fewer than `room` when there are no more. An exit is the last.
 */
int32_t flow_walker_turns(const struct flow_pace *pace, struct chance_key key, uint32_t replicate, float horizon,
                          struct flow_walker *walker, struct flow_turn *turns, int32_t room);

/* The same, and when in the day each comes: times[room]. What depends on the order of several people's turns asks for them.
 */
int32_t flow_walker_timed_turns(const struct flow_pace *pace, struct chance_key key, uint32_t replicate, float horizon,
                                struct flow_walker *walker, struct flow_turn *turns, float *times, int32_t room);

/* A turn before it has come: when, where to, and how many candidates are used when it has. Many are kept: it is packed. */
struct flow_foreseen {
    float time;
    int8_t destination;
    uint8_t candidate_high; /* × 2^16, of the last 24 bits: nobody uses as many of those numbered one after another */
    uint16_t candidate_low;
};

static inline struct flow_foreseen flow_foreseen_of(float time, int32_t destination, uint32_t candidate)
{
    return (struct flow_foreseen){time, (int8_t)destination, (uint8_t)(candidate >> 16), (uint16_t)candidate};
}

/* `before`: a number that was used before the turn. */
static inline uint32_t flow_foreseen_candidate(struct flow_foreseen turn, uint32_t before)
{
    return (before & 0xff000000u) | (uint32_t)turn.candidate_high << 16 | turn.candidate_low;
}

/* The same turns for whoever may turn back to one of them, because a plan changes it. */
int32_t flow_walker_foresee(const struct flow_pace *pace, struct chance_key key, uint32_t replicate, float horizon,
                            struct flow_walker *walker, struct flow_foreseen *turns, int32_t room);

#endif
