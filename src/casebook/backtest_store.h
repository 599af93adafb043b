/*
 * backtest_store: results of back-tests, kept under their id and read back; and the verdict that stands beside a forecast.
 *
 * A back-test forecasts from days of the past (origins), as if nothing later were known, and holds the forecasts against
 * what came. A result is a list of outcomes, one a number that was forecast: origin, months ahead, measure, kind of
 * placement, age band and method. What they come to is the verdict: of the number of children, over all origins and
 * horizons.
 *
 * A run and a back-test of the same `basis` (returns, care system, prices, priors, engine) speak of the same method on the
 * same history. The verdict beside a run is that of the back-test of its basis that was asked for last.
 *
 * Includes: base, calendar, casebook/casebook.
 */
#ifndef CASEBOOK_BACKTEST_STORE_H
#define CASEBOOK_BACKTEST_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"
#include "casebook/casebook.h"
#include "casebook/run_store.h"
#include "casebook/verdict.h"

#define BACKTEST_METHODS(X)                                                                                                 \
    X(BACKTEST_HOMEWARD, "homeward", "Homeward")               /* the forecast that the program makes */                    \
    X(BACKTEST_NO_CHANGE, "no_change", "No change")            /* as on the origin, or as in the year before it */          \
    X(BACKTEST_MARKOV, "mean_rate_markov", "Mean-rate Markov") /* one mean rate for each pair of states (flow/markov.h) */

enum backtest_method {
#define BACKTEST_METHOD_ENUM(name, word, title) name,
    BACKTEST_METHODS(BACKTEST_METHOD_ENUM)
#undef BACKTEST_METHOD_ENUM
        BACKTEST_METHOD_COUNT
};

#define BACKTEST_MEASURES(X)                                                                                                \
    X(BACKTEST_STOCK, "stock")     /* children on the day, thousandths */                                                   \
    X(BACKTEST_STARTS, "starts")   /* since the origin, thousandths */                                                      \
    X(BACKTEST_CEASES, "ceases")   /* since the origin, thousandths */                                                      \
    X(BACKTEST_COST, "cost_pence") /* of all nights since the origin at the price list in force, pence */

enum backtest_measure {
#define BACKTEST_MEASURE_ENUM(name, word) name,
    BACKTEST_MEASURES(BACKTEST_MEASURE_ENUM)
#undef BACKTEST_MEASURE_ENUM
        BACKTEST_MEASURE_COUNT
};

const char *backtest_method_word(enum backtest_method method);  /* "no_change" */
const char *backtest_method_title(enum backtest_method method); /* "No change" */
const char *backtest_measure_word(enum backtest_measure measure);

enum { BACKTEST_RANGES = 3 /* 50, 80 and 95% */ };

/* One number that was forecast, and what came: thousandths of a child, or pence. */
struct backtest_outcome {
    day origin;                          /* the last night that the forecast knew */
    int32_t months;                      /* month ends after it */
    int8_t measure, state, band, method; /* state and band RUN_ALL for "all" */
    int64_t truth;                       /* what came */
    int64_t mean;                        /* what was expected */
    int64_t crps;                        /* scores/score.h */
    int64_t quantile[RUN_QUANTILES];     /* of a method without ranges: all the mean */
    int32_t held[BACKTEST_RANGES];       /* thousandths of it that lie in the 50, 80, 95% range; -1 without ranges */
};

struct backtest_result {
    char id[RUN_ID_SIZE], basis[RUN_ID_SIZE]; /* 32 hex digits */
    char council[128];
    char authority[16];
    char made[24];             /* UTC, from the door; not part of the id */
    day as_at;                 /* the last month end of which what came is known */
    int32_t wanted, spacing;   /* origins that were asked for; months between two of them */
    int32_t paths, own_growth; /* a forecast's; thousandths */
    uint64_t seed;
    struct backtest_verdict verdict;
    int64_t count, capacity;
    struct backtest_outcome *outcome; /* [count]: by origin, months, measure, state, band, method. Owned */
};

/* Appends an outcome. PROBLEM_MEMORY. */
int backtest_result_add(struct backtest_result *result, const struct backtest_outcome *outcome, struct problem *problem);
void backtest_result_clear(struct backtest_result *result); /* safe on zeroes and twice */

/* Keeps a result and makes it the back-test last asked for; of an id that is kept already only that changes. */
int casebook_keep_backtest(struct casebook *casebook, const struct backtest_result *result, struct problem *problem);

/* Makes a kept back-test the one last asked for; of an unknown id nothing. */
int casebook_ask_backtest(struct casebook *casebook, const char *id, struct problem *problem);

/* The back-test of that id, or the one last asked for when `id` is NULL. PROBLEM_NOT_FOUND says what to do. */
int casebook_find_backtest(struct casebook *casebook, const char *id, struct backtest_result *out, struct problem *problem);

#endif
