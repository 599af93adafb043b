/*
 * crowd_abreast: the walkers of a replicate eight at a time, with AVX2. Within this room; only where flow_crowd_can says so.
 *
 *     crowd_begin(&crowd, pace, &birthdays, start, key, replicate, tally);
 *     crowd_add_ranks(&crowd, &cohort->ranks);                        // who is there at the start
 *     crowd_add_entrants(&crowd, arrivals, month, count);             // who enters in a month; counted, too
 *     crowd_end(&crowd);                                              // everybody to the horizon, counted
 *
 * With crowd_foresee in place of crowd_begin nothing is counted: their turns are written down.
 */
#ifndef FLOW_CROWD_ABREAST_H
#define FLOW_CROWD_ABREAST_H

#include "flow/arrivals.h"
#include "flow/foresight.h"
#include "flow/pace.h"
#include "flow/ranks.h"
#include "flow/tally.h"

enum { CROWD = 512 /* walkers at once: their columns fit the first cache */, CROWD_LANES = 8, CROWD_ROOM = CROWD + 8 };

struct crowd {
    const struct flow_pace *pace; /* borrowed, like the next two */
    const struct flow_birthdays *birthdays;
    struct flow_tally *tally;         /* NULL where turns are written down */
    struct flow_foresight *foresight; /* borrowed; NULL where they are counted */
    const struct flow_months *months; /* borrowed */
    int32_t units;                    /* walkers that have come to it so far */
    uint32_t candidate;               /* how many all have used after this pass */
    day start;
    struct chance_key key;
    uint32_t replicate;
    float horizon; /* days */
    int32_t count; /* walkers in it */

    /* The walkers. */
#define CROWD_COLUMN(type, name, what) type name[CROWD_ROOM] __attribute__((aligned(32)));
    FLOW_RANK_COLUMNS(CROWD_COLUMN)
#undef CROWD_COLUMN
    int32_t unit[CROWD_ROOM];                       /* of the foresight; unused without one */
    uint32_t third[CROWD_ROOM], fourth[CROWD_ROOM]; /* words of the block, for the next pass */

    /* What a pass finds out of each. */
    float time[CROWD_ROOM] __attribute__((aligned(32)));     /* of the candidate */
    float position[CROWD_ROOM] __attribute__((aligned(32))); /* of the candidate */
    int32_t from[CROWD_ROOM], cell[CROWD_ROOM];              /* the cell before, the cell at its time */
    int32_t within[CROWD_ROOM];                              /* cells of the row before the band of time in system */
    int32_t to[CROWD_ROOM];                                  /* destination of an event */
    int32_t come[CROWD_ROOM], aged[CROWD_ROOM];              /* who has a candidate in time; who has a birthday before */
    int32_t moved[CROWD_ROOM], left[CROWD_ROOM];             /* whose candidate is a move, or the way out */
    uint8_t gone[CROWD_ROOM / CROWD_LANES];                  /* a bit for each who has left */
};

void crowd_begin(struct crowd *crowd, const struct flow_pace *pace, const struct flow_birthdays *birthdays, day start,
                 struct chance_key key, uint32_t replicate, struct flow_tally *tally);
void crowd_foresee(struct crowd *crowd, const struct flow_pace *pace, const struct flow_birthdays *birthdays, day start,
                   struct chance_key key, uint32_t replicate, const struct flow_months *months,
                   struct flow_foresight *foresight);
void crowd_add_ranks(struct crowd *crowd, const struct flow_ranks *ranks);
void crowd_add_some(struct crowd *crowd, const struct flow_ranks *ranks, int64_t from, int64_t to);
void crowd_add_entrants(struct crowd *crowd, const struct flow_arrivals *arrivals, int32_t month, int64_t count);
void crowd_end(struct crowd *crowd);

#endif
