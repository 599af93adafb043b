/*
 * places: how many people a state can hold, day by day, and where those go for whom there is no room.
 *
 * Rates say where people are meant to go; places say whether they can. A state may have a cap: so many places on each day
 * (care: the beds of a council's own homes, its own foster carers, a block contract). A state without one holds whoever
 * comes. Who is meant for a full state goes to the first state of its spill order that has room, and when all of them are
 * full to the last resort, which never has a cap. flow/coupled.h says how such people are called back.
 *
 *     const struct flow_places_line lines[] = {{.state = 5, .places = 12, .from = opened, .to = DAY_OPEN}};
 *     flow_places_make(&system, &spill, lines, 1, start, days, &arena, &places, problem);
 *     flow_places_cap(&places, 5, on)              // 12, or 0 before it opened
 *
 * A state has a cap when any line names it: the lines are then all its places, and on a day of none it has none. Day 0 is
 * the day after `start`, as in flow/months.h.
 *
 * Pure. Includes: base, calendar.
 */
#ifndef FLOW_PLACES_H
#define FLOW_PLACES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "calendar/calendar.h"
#include "flow/system.h"

enum { FLOW_NO_CAP = -1, FLOW_PLACES_MAX = 1000000 /* in one state on one day */ };

/* For each state the states to try when it is full, nearest first. */
struct flow_spill {
    int32_t count[FLOW_STATES_MAX];                /* states to try */
    int8_t next[FLOW_STATES_MAX][FLOW_STATES_MAX]; /* [state][0 … count - 1] */
    int32_t last;                                  /* the last resort: where they go when all are full; never has a cap */
};

/* So many places in a state on the days from <= day < to. */
struct flow_places_line {
    int32_t state, places;
    day from, to; /* DAY_OPEN: still there */
};

struct flow_places {
    int32_t states, days;
    bool capped[FLOW_STATES_MAX]; /* states that any line names */
    int32_t *cap;                 /* [state][day]: places, or FLOW_NO_CAP */
    struct flow_spill spill;
};

/* States there are, none in its own order or twice in one: PROBLEM_INPUT names what is not so. */
int flow_spill_check(const struct flow_system *system, const struct flow_spill *spill, struct problem *problem);

/*
 * The places on `days` days from start + 1. Memory is from the arena. PROBLEM_INPUT when a line gives the last resort a cap,
 * names no state, has fewer than no places or adds up to more than FLOW_PLACES_MAX; PROBLEM_MEMORY.
 */
int flow_places_make(const struct flow_system *system, const struct flow_spill *spill, const struct flow_places_line *line,
                     int64_t lines, day start, int32_t days, struct arena *arena, struct flow_places *out,
                     struct problem *problem);

/* Places of a state on a day, or FLOW_NO_CAP. */
static inline int32_t flow_places_cap(const struct flow_places *places, int32_t state, int32_t on)
{
    return places->cap[(int64_t)state * places->days + on];
}

#endif
