/*
 * backtest: how well the forecasts of this program would have done on a council's own history.
 *
 *     origin ──► histories as they were then ──► rates, levels, futures ──► held against what came
 *
 * Origins are month ends before which at least a year is known and behind which the whole horizon is: the newest lies the
 * horizon before the last month end that is known, the others go back from it, three to twelve months apart, as far apart as
 * the history lets them. Where it is too short for all that were asked for, there are as many as there are.
 *
 * No origin sees a later day: what began after it is not there, what ended after it is open, and the prior of how levels
 * move is that of the years before it (care/panel_prior.h; earlier than 2019 there is none, and the result says so). What it
 * does see is what later returns corrected about earlier days, and the national picture of systems/care.yaml.
 *
 * Beside it stand two baselines: no change (as on the origin; starts, ceases and cost as fast as in the year before) and the
 * mean-rate method that others use (flow/markov.h; its range is that of a Poisson count, no narrower than its own
 * assumptions allow). The result is kept like a run, under the hash of its inputs, and its verdict stands beside forecasts.
 *
 * Includes: base, calendar, money, scores, chance, drift, flow, care, budget, casebook.
 */
#ifndef RUN_BACKTEST_H
#define RUN_BACKTEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "casebook/backtest_store.h"
#include "casebook/casebook.h"
#include "flow/hands.h"

enum { BACKTEST_ORIGINS_MAX = 60, BACKTEST_HORIZONS_MAX = 16, BACKTEST_PAST_LEAST = 12 /* months known before an origin */ };

struct run_backtest_options {
    int32_t origins;    /* 1 … BACKTEST_ORIGINS_MAX; 0: 12 */
    int32_t horizon;    /* months: 1 … FLOW_MONTHS_MAX; 0: 24 */
    int32_t paths;      /* 0: 500 */
    int32_t own_growth; /* thousandths of the growth that its own rates imply that a council keeps; below 0: a forecast's */
    uint64_t seed;      /* 0 is a seed like any other */
    const char *when;   /* UTC time from the door, told in the result but no part of its id; may be NULL */
    struct flow_hands hands; /* who does it: the answer is the same */
    bool again;              /* compute even if it is already kept */
};

/* The months ahead that are scored: 3, 6, 12, 18, 24, then every year, and the horizon itself. How many there are. */
int32_t backtest_horizons(int32_t horizon, int32_t months[BACKTEST_HORIZONS_MAX]);

/* The origins in rising order, [BACKTEST_ORIGINS_MAX]; how many, and the months between two. None: 0. */
int32_t backtest_origins(day observed_from, day last_month_end, int32_t wanted, int32_t horizon, day *origin,
                         int32_t *spacing);

/*
 * Makes (or finds) the back-test and hands it over; free with backtest_result_clear. *found may be NULL. PROBLEM_INPUT when
 * the history is too short for a single origin, and what to do.
 */
int run_backtest(struct casebook *casebook, const struct run_backtest_options *options, struct progress *progress,
                 struct backtest_result *out, bool *found, struct problem *problem);

#endif
