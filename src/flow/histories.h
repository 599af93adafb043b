/*
 * histories: what is known of people's past, as columns.
 *
 * A person has periods (from entering the system to leaving it); a period is spells in a row, each in one state over
 * [from, to) days. The spells of a person stand together and in order of time. A spell ends in `next`: a destination of the
 * system, or FLOW_CENSORED where it was still open when observation ended (then `to` is DAY_OPEN).
 *
 * `luck` is the stable number on which a person's random future hangs: it comes from who the person is (never from row order
 * or from a pseudonym), so that a corrected file does not shuffle everybody's luck.
 *
 * Observation is a window [observed_from, observed_to): what lies before it is left-truncated (known only for those who were
 * still there), what lies after is right-censored. Time at risk counts inside the window only.
 *
 * Owned columns; flow_histories_clear frees them. Pure. Includes: base, calendar.
 */
#ifndef FLOW_HISTORIES_H
#define FLOW_HISTORIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"
#include "flow/system.h"

struct flow_histories {
    /* one entry a person */
    int64_t persons, persons_capacity;
    day *born;
    uint32_t *luck;  /* unique among the persons, below 2^31 */
    uint8_t *marked; /* 1 for a person of a marked stratum (care: UASC) */

    /* one entry a spell, ordered by person, then from */
    int64_t spells, spells_capacity;
    int32_t *person;
    int8_t *state;
    int8_t *next;   /* destination id or FLOW_CENSORED */
    uint8_t *first; /* 1 for the first spell of a period: an entry happens on its `from` */
    day *from, *to; /* to is DAY_OPEN when next is FLOW_CENSORED */
    day *entered;   /* start of the period, on every spell of it */

    day observed_from, observed_to; /* the window: its first day, and the day after its last */
};

/* Adds a person; spells come next. PROBLEM_INPUT when `luck` is not below 2^31; PROBLEM_MEMORY. */
int flow_histories_add_person(struct flow_histories *histories, day born, uint32_t luck, bool marked,
                              struct problem *problem);
/*
 * Adds a spell of the last person added; `first` starts a period, any other spell begins on the day on which the one before
 * it ended and in the state to which that went. PROBLEM_INPUT on overlap, wrong order, unknown states, a spell before birth,
 * a gap inside a period; PROBLEM_MEMORY. On failure the histories are as they were.
 */
int flow_histories_add_spell(struct flow_histories *histories, int32_t state, day from, day to, int32_t next, bool first,
                             struct problem *problem);
void flow_histories_clear(struct flow_histories *histories); /* safe on zeroes and twice */

/* How many persons are in each state and age band in the night of `on`: stock[state * age.count + band]. */
void flow_stock(const struct flow_system *system, const struct flow_histories *histories, day on, int64_t *stock);

#endif
