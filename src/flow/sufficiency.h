/*
 * sufficiency: what was needed of each state and what there was, over all replicates.
 *
 * For every month and state, as whole numbers:
 *
 *   need      persons at the month's end who would be there if there were room: those who are there and do not wait for
 *             another state, and those who wait for this one
 *   met       of these, those who are there
 *   spilled   persons who were meant to come in the month and found it full, once for each wait
 *   waited    nights of the month that persons waited for the state somewhere else
 *   occupied  persons there at the month's end, those who wait for another state too
 *
 * FLOW_ALL is the sum over states. Kept as histograms over replicates, which can be added in any order: neither threads nor
 * the order of replicates show. The gap is need - places, so that its quantiles are those of need less the places.
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_SUFFICIENCY_H
#define FLOW_SUFFICIENCY_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "flow/coupled.h"

enum flow_sufficiency_measure { FLOW_NEED, FLOW_MET, FLOW_SPILLED, FLOW_WAITED, FLOW_OCCUPIED, FLOW_SUFFICIENCY_MEASURES };

struct flow_sufficiency {
    int32_t months, states;
    int64_t series;          /* month × measure × (state or all); 0 when nothing was counted */
    int64_t *sum;            /* [series] over replicates */
    uint32_t **histogram;    /* [series][value] → replicates with that value */
    int32_t *histogram_size; /* [series] */
    struct arena arena;      /* owns all of the above */
};

/* Empty counts. PROBLEM_MEMORY. */
int flow_sufficiency_make(int32_t months, int32_t states, struct flow_sufficiency *out, struct problem *problem);
void flow_sufficiency_clear(struct flow_sufficiency *sufficiency); /* safe on zeroes and twice */

/* Adds a replicate: its tally, begun with the census `before`, and its waits. PROBLEM_MEMORY. */
int flow_sufficiency_add(struct flow_sufficiency *sufficiency, const struct flow_tally *tally,
                         const struct flow_census *before, const struct flow_waits *waits, struct problem *problem);

/* Adds what was counted of other replicates. PROBLEM_MEMORY. */
int flow_sufficiency_join(struct flow_sufficiency *sufficiency, const struct flow_sufficiency *other,
                          struct problem *problem);

/* Sum over replicates; the mean is this divided by their number. */
int64_t flow_sufficiency_sum(const struct flow_sufficiency *sufficiency, enum flow_sufficiency_measure measure,
                             int32_t state, int32_t month);

/* The smallest value that at least `per_mille` (1 … 1,000) of 1,000 replicates do not exceed. */
int64_t flow_sufficiency_quantile(const struct flow_sufficiency *sufficiency, enum flow_sufficiency_measure measure,
                                  int32_t state, int32_t month, int32_t per_mille);

#endif
