/*
 * origin: one origin of a back-test: the forecast from it, the two baselines, and the outcomes. Within this room.
 *
 *     gather_as_at(system, &records, origin, &past, problem);
 *     origin_score(casebook, &past, &truth, &plan, progress, &result, problem);
 *
 * The forecast and the mean-rate method see `past` alone, which ends on the origin; what came is counted from `truth` alone.
 * So whatever stands in the records about later days cannot change a forecast, and a test changes all of it.
 *
 * Includes: base, calendar, money, scores, chance, drift, flow, care, budget, casebook.
 */
#ifndef RUN_ORIGIN_H
#define RUN_ORIGIN_H

#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "care/monthly.h"
#include "casebook/backtest_store.h"
#include "casebook/casebook.h"
#include "flow/hands.h"
#include "run/gather.h"

struct origin_plan {
    int32_t horizon;       /* months */
    const int32_t *months; /* [horizons]: months ahead that are scored, rising */
    int32_t horizons;
    int32_t paths;
    uint64_t seed;
    double own_growth;
    struct flow_hands hands; /* as in flow_plan */
};

/* Appends the outcomes of the origin past->as_at, a month end. `truth` reaches at least the horizon beyond it. */
int origin_score(struct casebook *casebook, const struct gathered *past, const struct care_monthly *truth,
                 const struct origin_plan *plan, struct progress *progress, struct backtest_result *out,
                 struct problem *problem);

/* The year whose statistics, to 31 March, are the newest that are over on the origin. */
static inline int32_t origin_known_year(day origin)
{
    return calendar_year(origin + 1);
}

#endif
