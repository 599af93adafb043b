/*
 * arrivals: the entries of one draw laid out for making entrants.
 *
 * Shares become rising thresholds of 32-bit random words. One Philox block makes one entrant: kind, age, moment and first
 * state.
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_ARRIVALS_H
#define FLOW_ARRIVALS_H

#include <stdint.h>

#include "chance/philox.h"
#include "flow/entries.h"
#include "flow/system.h"
#include "flow/walk.h"

struct flow_arrivals {
    int32_t strata, states;
    double per_day, dispersion;                             /* as in flow_entries */
    int32_t from_days[FLOW_STRATA_MAX];                     /* youngest age of each stratum, in days */
    int32_t span_days[FLOW_STRATA_MAX];                     /* number of ages of it */
    bool marked[FLOW_STRATA_MAX];                           /* strata that are counted apart */
    uint64_t kind[FLOW_STRATA_MAX];                         /* a word below kind[i] and not below kind[i - 1] is stratum i */
    uint64_t first_state[FLOW_STRATA_MAX][FLOW_STATES_MAX]; /* the same for the states of a stratum */

    /* The same thresholds for picking eight at a time: as many as a word is not below, up to a last one. */
    int32_t kinds;                                         /* the last stratum that can be met */
    uint32_t kind_from[FLOW_STRATA_MAX];                   /* [kinds] */
    int32_t last_state[FLOW_STRATA_MAX];                   /* the last state of a stratum that can be met */
    uint32_t state_from[FLOW_STRATA_MAX][FLOW_STATES_MAX]; /* largest word from the last one on */
};

void flow_arrivals_build(const struct flow_system *system, const struct flow_entries *entries, struct flow_arrivals *out);

/* The number of entrant `index` of a calendar month (flow/walk.h). */
uint32_t flow_arrivals_number(int32_t calendar_month, uint32_t index);

/* How many people enter in a calendar month, or part of it, that expects `mean` of them. */
int64_t flow_arrivals_count(double mean, double dispersion, struct chance_key key, uint32_t replicate,
                            int32_t calendar_month);

/* Entrant `index` of the calendar month, entering on one of the days first … first + days - 1. */
struct flow_entrant flow_arrivals_make(const struct flow_arrivals *arrivals, struct chance_key key, uint32_t replicate,
                                       int32_t calendar_month, uint32_t index, day first, int32_t days);

#endif
