/*
 * series: what happened, quarter by quarter, in each of the series whose level may drift, and what steady rates expect.
 *
 * Quarters are those of exposure.h: 1461/16 days long and counted back from the end of observation. For entries the centre
 * expects 1 a quarter (their level is the council's own); for the three kinds of event it expects, over all cells, nights at
 * risk × the prior's rate: so that a level of 1 is the national rate, for the council's own children.
 *
 *     struct flow_counts counts = {0};
 *     flow_counts_make(&system, &histories, &counts, problem);
 *     flow_counts_clear(&counts);
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_SERIES_H
#define FLOW_SERIES_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "flow/exposure.h"
#include "flow/histories.h"
#include "flow/rates.h"

struct flow_counts {
    int32_t quarters;              /* whole ones, oldest first */
    double *events[FLOW_SERIES];   /* [quarters] */
    double *expected[FLOW_SERIES]; /* [quarters] */
    struct arena arena;            /* owns them */
};

/* *out is filled on success and empty after a failure: PROBLEM_MEMORY, PROBLEM_INPUT (less than a quarter was observed). */
int flow_counts_make(const struct flow_system *system, const struct flow_histories *histories, struct flow_counts *out,
                     struct problem *problem);
void flow_counts_clear(struct flow_counts *counts); /* safe on zeroes and twice */

/* How many events of each series these rates expect in the nights that were counted; 0 for FLOW_ENTRIES. */
void flow_series_expected(const struct flow_system *system, const struct flow_rates *rates,
                          const struct flow_exposure *exposure, double expected[FLOW_SERIES]);

/* First day of quarter `back` counted from the end of observation; 0 is the newest. */
day flow_quarter_start(day observed_to, int32_t back);

#endif
