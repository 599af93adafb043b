/*
 * verdict: the few numbers that a back-test comes to, and whether they lie outside of what a right method shows.
 *
 * It is about the number of children in all, over all origins and horizons: the share of outcomes that the 80% range held,
 * the misses of the forecast and of both baselines as a share of what came, and the bias.
 *
 * Origins a few months apart see much the same luck: twelve of them over three years of history with a horizon of two are
 * worth two or three, and a right method's share held, or bias, then varies widely. The limits are set by simulation, so
 * that few councils break one while the method is right (METHODS section 9a says how few); they find gross faults only.
 *
 * Includes: base, casebook.
 */
#ifndef RUN_VERDICT_H
#define RUN_VERDICT_H

#include "casebook/backtest_store.h"

/* Shares in thousandths. */
enum {
    VERDICT_HELD_LEAST = 500, /* of the outcomes, by the 80% range */
    VERDICT_BIAS_MOST = 80,   /* of what came, either way */
    VERDICT_WORSE_MOST = 200  /* by which a miss may be larger than that of "no change", of the latter */
};

/* Fills the verdict from the outcomes; its horizon and knows_later are the caller's. */
void verdict_of(const struct backtest_result *result, struct backtest_verdict *out);

#endif
