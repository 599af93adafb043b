/*
 * tables: the rates of one draw laid out for walking.
 *
 * For every cell (flow_cell) a row of slots, one for each destination that the state can go to, steady ones first, then
 * those of each drifting series, in the order of the ids, padded to `stride`. Only float32 is kept: a walk gathers,
 * multiplies and compares, and gives the same bits on every machine.
 *
 * The envelope of a cell is the largest rate of each destination over all later bands of time in system and in state, at the
 * same age. As rates are products, it is the product of the largest later factors.
 *
 *     struct flow_tables tables = {0};
 *     flow_tables_build(&system, &posterior.rates[draw], &tables, problem);   // again for the next draw: memory is kept
 *     flow_tables_clear(&tables);
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_TABLES_H
#define FLOW_TABLES_H

#include <stdint.h>

#include "base/problem.h"
#include "flow/rates.h"
#include "flow/system.h"

struct flow_tables {
    int32_t states, ages, systems, durations; /* states and the bands of the three clocks */
    int32_t final_age;                        /* years */
    int32_t final_destination;                /* taken on that birthday */
    int32_t age_from[FLOW_BANDS_MAX];         /* years at which each age band begins */
    float system_from[FLOW_BANDS_MAX + 1];    /* days at which each band of time in system begins; ended by infinity */
    float duration_from[FLOW_BANDS_MAX + 1];  /* the same for time in state */

    int32_t stride;                                             /* slots a row, a multiple of 8 */
    int32_t slots[FLOW_STATES_MAX];                             /* slots in use in the rows of a state */
    int8_t destination[FLOW_STATES_MAX][FLOW_DESTINATIONS_MAX]; /* [state][slot] */
    int8_t series[FLOW_STATES_MAX][FLOW_DESTINATIONS_MAX];      /* [state][slot]: flow_series_of it */

    int64_t capacity; /* floats of room in `memory` */
    float *memory;    /* owned; the five below lie in it */
    float *total;     /* [cell]: width of all slots, candidates a day */
    float *wait;      /* [cell]: 1 / total; very large where nothing can happen */
    float *edge;      /* [cell][FLOW_SERIES]: where the slots of each series begin; where those of the one before end */
    float *lower;     /* [cell][stride]: where each slot begins; infinity behind the last */
    float *rate;      /* [cell][stride]: how much of each slot the rate of the cell fills */
};

/* Lays the rates out. PROBLEM_MEMORY; then the tables are as they were. */
int flow_tables_build(const struct flow_system *system, const struct flow_rates *rates, struct flow_tables *tables,
                      struct problem *problem);

void flow_tables_clear(struct flow_tables *tables); /* safe on zeroes and twice */

#endif
