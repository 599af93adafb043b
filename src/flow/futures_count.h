/*
 * futures_count: how the counts of one replicate become part of futures. Within this room.
 *
 * Histograms have bins for what happens only, and are cut to length and summed up when all replicates are in
 * (flow_futures_finish); until then they can be made wider and added to others of the same plan (flow_futures_join).
 *
 * Pure. Includes: base, calendar, flow.
 */
#ifndef FLOW_FUTURES_COUNT_H
#define FLOW_FUTURES_COUNT_H

#include "flow/futures.h"
#include "flow/tally.h"

/* One line of bins for each series. PROBLEM_MEMORY. */
int futures_histograms_make(struct flow_futures *futures, struct problem *problem);

/* A month of a replicate, with the census at its end. PROBLEM_MEMORY. */
int futures_add_month(struct flow_futures *futures, const struct flow_tally *tally, int32_t replicate, int32_t month,
                      const struct flow_census *census, struct problem *problem);

/* All months of a replicate of which flows alone are kept. */
void futures_add_flows(struct flow_futures *futures, const struct flow_tally *tally, int32_t replicate);

/* The nights of all months of a replicate that began with a census. */
void futures_add_nights(struct flow_futures *futures, const struct flow_tally *tally, int32_t replicate,
                        const struct flow_census *before);

#endif
