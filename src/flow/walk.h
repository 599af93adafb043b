/*
 * walk: the random way of one person through the system, and the people who enter.
 *
 * Event-driven and exact, without a time step: adaptive thinning (Lewis & Shedler 1979; Ogata 1981). While an age band
 * lasts, a rate changes only with time in system and time in state, so that its largest value from now to the band's end is
 * known: the envelope. Every destination owns a fixed slot as wide as its envelope, in the order of the destination ids. The
 * next candidate comes after an exponential time at the envelope's total, at a uniform position; it is an event to the
 * slot's owner if it falls in the part of the slot that the rate of that moment fills, and otherwise nothing. A birthday
 * that changes the age band stops the clock and starts it again, which exponential times do not notice. On the final
 * birthday the person leaves. Two rates that differ for one destination only thus agree on all other candidates, which is
 * what makes two scenarios comparable.
 *
 * Time is float32 days since the beginning of the day after `start`: t falls on day start + 1 + floor(t). Nights in a state
 * from day a to day b are b - a; the stock of day D is who has from <= D < to. A person known by the day only came at noon
 * (moment .5). Candidate k of a person in a replicate is half of Philox block k / 2 under the key of seed and authority,
 * whatever others do: adding or changing one person changes nobody else's way.
 *
 *     struct flow_step steps[FLOW_STEPS];
 *     int32_t count = flow_walk(&tables, &key, &person, start, until, steps, FLOW_STEPS);
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_WALK_H
#define FLOW_WALK_H

#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"
#include "flow/posterior.h"
#include "flow/tables.h"

enum { FLOW_STEPS = 1024 /* far more than anybody's steps from birth to 18 */ };

/* Whose luck: the same key and person always walk the same way under the same tables. */
struct flow_key {
    uint64_t seed;
    uint32_t authority;
    uint32_t replicate;
};

struct flow_person {
    uint32_t number; /* histories->luck, or an entrant's number, from 2^31 on */
    day born;
    int32_t state;
    day entered;  /* start of the period */
    day since;    /* start of the present spell */
    float moment; /* part of the day gone when the period and the spell began, 0 … <1; .5 where only the day is known */
};

/* On day `on` the person goes to the destination; an exit ends the walk. */
struct flow_step {
    day on;
    int32_t destination;
};

/*
 * Walks from the night of `start`, which is known (or from the person's entry, when that is later), up to and including day
 * `until`. Returns the number of steps; at most `max` are written, and a return of `max` says that there may be more. Nobody
 * who has had the final birthday by `start` should be given.
 */
int32_t flow_walk(const struct flow_tables *tables, const struct flow_key *key, const struct flow_person *person, day start,
                  day until, struct flow_step *steps, int32_t max);

struct flow_entrant {
    struct flow_person person; /* entered == since: the day of entry; walk it with any `start` before or on that day */
    int32_t stratum;
};

enum { FLOW_ENTRANTS_MAX = 1 << 20 /* in a month */ };

/*
 * The people who enter on the days first … last, which lie in one calendar month, appended to a growing array (free() it).
 * Numbers are 2^31 | (calendar month modulo 2,048) << 20 | index in the month: another month's count never shifts them.
 * PROBLEM_MEMORY, PROBLEM_LIMIT (more than FLOW_ENTRANTS_MAX) or PROBLEM_INPUT (days of two months).
 */
int flow_entrants(const struct flow_posterior *posterior, int32_t draw, const struct flow_key *key, day first, day last,
                  struct flow_entrant **out, int64_t *count, int64_t *capacity, struct problem *problem);

#endif
