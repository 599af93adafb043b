/*
 * forecast: one forecast from the casebook, kept under the hash of its inputs.
 *
 *     casebook ─► records ─► care: histories, fates ─► flow: exposure, rates, futures ─► budget: pence ─► casebook (the run)
 *
 * The run id is the hash of canonical content (no pseudonyms, no import order, no clock, no person) and of all parameters
 * and the engine version. The same run asked for twice is found, not computed again, and gives the same bytes.
 *
 * Includes: base, calendar, money, chance, flow, care, budget, casebook.
 */
#ifndef RUN_FORECAST_H
#define RUN_FORECAST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "calendar/calendar.h"
#include "casebook/casebook.h"
#include "casebook/run_store.h"
#include "flow/hands.h"

struct run_forecast_options {
    day as_at;               /* DAY_NONE: 31 March of the newest annual return, or an extract's latest date */
    int32_t months;          /* 0: 36 */
    int32_t paths;           /* 0: 1,000 */
    uint64_t seed;           /* 0 is a seed like any other */
    const char *when;        /* UTC time from the door, told in the result but no part of its id; may be NULL */
    struct flow_hands hands; /* who does it: the answer is the same */
    bool again;              /* compute even if the run is already kept (for tests and measurements) */
};

/* Makes (or finds) the forecast and hands it over; free with run_result_clear (casebook/run_store.h). *found may be NULL. */
int run_forecast(struct casebook *casebook, const struct run_forecast_options *options, struct progress *progress,
                 struct run_result *out, bool *found, struct problem *problem);

#endif
