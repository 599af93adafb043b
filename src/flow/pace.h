/*
 * pace: the tables of a draw at the pace of one replicate.
 *
 * Where rates drift (flow/levels.h), every replicate multiplies the rates of each series by a level of its own, quarter by
 * quarter. The slots of a series are stretched by the largest of them, the envelope, and a candidate in a stretched slot is
 * an event only if it falls in the part that the level of its quarter fills: exact, and without a table for each quarter.
 * A position among the stretched slots is led back to the table's own by the series that it falls in. The envelope is that
 * of the replicate alone, so that the first 200 of 1,000 replicates walk as they would in a run of 200.
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_PACE_H
#define FLOW_PACE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "flow/levels.h"
#include "flow/months.h"
#include "flow/tables.h"

struct flow_pace {
    const struct flow_tables *tables;          /* borrowed */
    const float *total, *wait;                 /* [cell]: as in the tables, of the stretched slots */
    const float *edge;                         /* [cell][FLOW_SERIES]: where the stretched slots of each series begin */
    float shrink[FLOW_SERIES];                 /* 1 / envelope */
    const struct flow_months *months;          /* borrowed; NULL where nothing drifts */
    float ratio[FLOW_SERIES][FLOW_MONTHS_MAX]; /* level / envelope by month of the forecast */
    float *memory;                             /* [cells * (2 + FLOW_SERIES)]: where total, wait and edge are made */
};

/* The tables as they are: nothing drifts. */
struct flow_pace flow_pace_steady(const struct flow_tables *tables);

/* Room for the paces of many replicates, one after another. Memory is from the arena. PROBLEM_MEMORY. */
int flow_pace_make(const struct flow_system *system, const struct flow_months *months, struct arena *arena,
                   struct flow_pace *out, struct problem *problem);

/* Takes the pace of a replicate over the tables of its draw. */
void flow_pace_take(struct flow_pace *pace, const struct flow_tables *tables, const struct flow_levels *levels,
                    int32_t replicate);

#endif
