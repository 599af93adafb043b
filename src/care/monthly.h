/*
 * monthly: the history counted month by month: stock, starts, ceases and moves by state and age band, ends by kind.
 *
 * This is what a forecast is held against, so it counts exactly as `flow` counts a future: a start counts in the state
 * entered, a cease or a move in the state left; the stock of a month end is who sleeps there that night. The identity
 * stock + starts of the next month - ceases of the next month = stock of the next month end holds in total, and with
 * moves in and out in every state. The synthetic council's truth file has the same form.
 *
 * Owned columns. Pure. Includes: base, calendar, flow.
 */
#ifndef CARE_MONTHLY_H
#define CARE_MONTHLY_H

#include <stdint.h>

#include "base/problem.h"
#include "flow/futures.h"
#include "flow/histories.h"
#include "flow/system.h"

struct care_monthly {
    int32_t months, states, bands, exits;
    day *month_end;         /* [months]: every month end inside the window, the first after its beginning */
    int32_t *count;         /* [measure][month][state][band] */
    int32_t *exits_of;      /* [month][exit]: how those who ceased left */
    int32_t *starts_marked; /* [month]: UASC among the starts */
    int32_t *nights;        /* [month][state]: slept in the calendar month; of the first, those inside the window */
    int32_t *stock_before;  /* [state][band]: stock in the night before the first month begins */
};

/* Counts the histories for every month that ends after observed_from and before observed_to. */
int care_monthly_count(const struct flow_system *system, const struct flow_histories *histories, struct care_monthly *out,
                       struct problem *problem);
void care_monthly_clear(struct care_monthly *monthly); /* safe on zeroes and twice */

/* One count; state and band may be FLOW_ALL. */
int64_t care_monthly_get(const struct care_monthly *monthly, enum flow_measure measure, int32_t state, int32_t band,
                         int32_t month);

#endif
