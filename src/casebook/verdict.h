/*
 * verdict: what a back-test comes to in a few numbers, as it stands beside every forecast.
 *
 * It is about the number of children, over all origins and horizons together (casebook/backtest_store.h). A run and a
 * back-test of one `basis` (returns, care system, prices, priors, engine) speak of the same method on the same history; the
 * verdict beside a run is that of the back-test of its basis that was asked for last.
 *
 * Includes: base, casebook/casebook.
 */
#ifndef CASEBOOK_VERDICT_H
#define CASEBOOK_VERDICT_H

#include <stdint.h>

#include "base/problem.h"
#include "casebook/casebook.h"

/* What a back-test comes to. Shares in thousandths: of the outcomes, or of the sum of what came. */
struct backtest_verdict {
    int32_t origins;                           /* 0: there was no back-test */
    int32_t horizon;                           /* months */
    int32_t outcomes;                          /* numbers of children that were forecast: origins × horizons scored */
    int32_t held;                              /* of them lay in the 80% range */
    int32_t miss, miss_no_change, miss_markov; /* Σ|expected - came| / Σ came */
    int32_t bias;                              /* Σ(expected - came) / Σ came */
    int32_t outside;                           /* limits that it breaks, as bits (enum backtest_limit) */
    int32_t knows_later;                       /* origins whose prior knows years later than they */
};

enum backtest_limit {
    BACKTEST_TOO_NARROW = 1, /* the 80% range held too few */
    BACKTEST_BIASED = 2,     /* too many, or too few, on average */
    BACKTEST_WORSE = 4       /* "no change" would have missed by clearly less */
};

/* The verdict of the back-test of a basis that was asked for last; origins 0 when there is none. */
int casebook_find_verdict(struct casebook *casebook, const char *basis, struct backtest_verdict *out,
                          struct problem *problem);

#endif
