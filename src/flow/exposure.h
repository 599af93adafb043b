/*
 * exposure: what happened and how long it could have happened, counted from histories.
 *
 * For every cell (state × age band × time in system × time in state) the nights at risk, and for every destination the
 * events. Their ratio is a rate; both are whole numbers, so that the same histories give the same bytes in any order.
 *
 *   at risk    the nights from … to - 1 of a spell, as far as they lie in the window [observed_from, observed_to). A spell
 * still open counts up to observed_to (right censoring); of one that began earlier only the part inside counts, with its
 * clocks running from the true beginning (left truncation). Nobody is at risk from the final birthday on. bands      a night
 * D of a spell that began on `from` is D - from days into the state, D - entered into the system, and has the age reached on
 * D: a birthday inside a spell splits it. events     a spell that ends on `to`, when observed_from <= to < observed_to and
 * `to` is before the final birthday, in the cell of its last night (of its first day, when it began and ended on one day:
 * then it has no night at risk). What happens on the final birthday is certain and no event. entries    the first spells of
 * periods that begin in the window, by stratum and quarter, by stratum and first state, by calendar month. Quarters have
 * 1461/16 days (a quarter of 365.25) and are counted back from observed_to, so that the newest is whole.
 *
 * Source: occurrence/exposure rates with piecewise constant hazards, e.g. Aalen, Borgan, Gjessing, "Survival and Event
 * History Analysis" (2008), sections 1.4 and 5.2.
 *
 *     struct flow_exposure exposure = {0};
 *     flow_exposure_count(&system, &histories, &exposure, problem);
 *     exposure.events[flow_cell(&system, state, age, tis, tip) * exposure.destinations + destination];
 *     flow_exposure_clear(&exposure);
 *
 * Pure. Includes: base, calendar.
 */
#ifndef FLOW_EXPOSURE_H
#define FLOW_EXPOSURE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "calendar/calendar.h"
#include "flow/histories.h"
#include "flow/system.h"

struct flow_exposure {
    day observed_from, observed_to; /* the window that was counted */
    int32_t cells, destinations;    /* of the system */
    int64_t *nights;                /* [cell]: nights at risk */
    int64_t *events;                /* [cell][destination] */

    int32_t strata, states; /* of the system */
    int32_t quarters;       /* whole quarters in the window */
    int32_t first_month;    /* calendar month of observed_from */
    int32_t months;         /* calendar months that the window touches */
    int64_t entries;        /* all entries in the window */
    int64_t *by_stratum;    /* [stratum]: entries in the window */
    int64_t *by_quarter; /* [stratum][quarter], quarter 0 the newest; entries before the oldest whole quarter are left out */
    int64_t *by_month;   /* [calendar month - first_month] */
    int64_t *by_first_state; /* [stratum][state] */

    struct arena arena; /* owns all of the above */
};

/* Counts. *out is filled on success and empty after a failure: PROBLEM_MEMORY, or PROBLEM_INPUT for a window without a day.
 */
int flow_exposure_count(const struct flow_system *system, const struct flow_histories *histories, struct flow_exposure *out,
                        struct problem *problem);

/* The same for windows that follow one another, [edge[w], edge[w + 1]), each rising: what is the same for all of them is
 * worked out once. Each is shown to `see` in turn, and is gone afterwards. */
typedef void flow_exposure_window(void *self, int32_t window, const struct flow_exposure *exposure);
int flow_exposure_count_windows(const struct flow_system *system, const struct flow_histories *histories, const day *edge,
                                int32_t windows, flow_exposure_window *see, void *self, struct problem *problem);

void flow_exposure_clear(struct flow_exposure *exposure); /* safe on zeroes and twice */

/* Nights at risk in a state, and events from it to a destination, over all bands. */
int64_t flow_exposure_nights(const struct flow_exposure *exposure, int32_t state);
int64_t flow_exposure_events(const struct flow_exposure *exposure, int32_t state, int32_t destination);

/* Variance ÷ mean of the quarterly entries of all strata (with quarters - 1 below the variance); -1 when it cannot be said.
 */
double flow_exposure_dispersion(const struct flow_exposure *exposure);

/* The stratum of a person who enters at this age: its own kind (marked or not) first, then the nearest age. */
int32_t flow_stratum_of(const struct flow_system *system, int32_t age_days, bool marked);

#endif
