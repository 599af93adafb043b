/*
 * crowd: many walkers of one replicate at once.
 *
 * A walk waits most of its time for random words, a logarithm and a table, one after the other. Walkers of the same
 * replicate do not wait for each other: a crowd holds up to 512 of them as columns and takes their candidates abreast, eight
 * at a time where the processor has AVX2. What each does is, bit for bit, what flow_walker_turns would do: the same words at
 * the same address, the same float32 operations in the same order. Whether there is AVX2 is asked at run time.
 *
 *     flow_crowd_begin(&crowd, pace, key, replicate, horizon, tally);
 *     for (…) flow_crowd_add(&crowd, &walker);      // walks whoever is in it when it is full
 *     flow_crowd_end(&crowd);                       // walks the rest
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_CROWD_H
#define FLOW_CROWD_H

#include <stdbool.h>
#include <stdint.h>

#include "flow/pace.h"
#include "flow/tally.h"
#include "flow/walker.h"

enum { FLOW_CROWD = 512 };

/* How a crowd is walked. The answer is the same; tests and measurements ask for one or the other. */
enum flow_gait { FLOW_GAIT_BEST, FLOW_GAIT_SINGLE, FLOW_GAIT_ABREAST };

struct flow_crowd {
    const struct flow_pace *pace; /* borrowed, like the tally */
    struct flow_tally *tally;
    struct chance_key key;
    uint32_t replicate;
    float horizon; /* days */
    bool abreast;  /* eight at a time */
    int32_t count; /* walkers in it */
    struct flow_walker walker[FLOW_CROWD];
};

/* Whether this machine walks eight abreast. */
bool flow_crowd_can(void);

/* FLOW_GAIT_ABREAST where the machine cannot is FLOW_GAIT_SINGLE. */
void flow_crowd_begin(struct flow_crowd *crowd, const struct flow_pace *pace, struct chance_key key, uint32_t replicate,
                      float horizon, enum flow_gait gait, struct flow_tally *tally);
void flow_crowd_end(struct flow_crowd *crowd);

/* Everybody in the crowd to the horizon, counted; then it is empty. For flow_crowd_add and _end. */
void flow_crowd_walk(struct flow_crowd *crowd);

static inline void flow_crowd_add(struct flow_crowd *crowd, const struct flow_walker *walker)
{
    crowd->walker[crowd->count++] = *walker;
    if (crowd->count == FLOW_CROWD)
        flow_crowd_walk(crowd);
}

#endif
