#include "run/verdict.h"

#include <stdlib.h>

/* Sums over outcomes of one method. */
struct sums {
    int64_t outcomes, truth, missed, absolute, held;
};

static struct sums sum_up(const struct backtest_result *result, enum backtest_method method)
{
    struct sums sums = {0};
    for (int64_t i = 0; i < result->count; i++) {
        const struct backtest_outcome *outcome = &result->outcome[i];
        if (outcome->measure != BACKTEST_STOCK || outcome->state != RUN_ALL || outcome->band != RUN_ALL ||
            outcome->method != (int8_t)method)
            continue;
        sums.outcomes++;
        sums.truth += outcome->truth;
        sums.missed += outcome->mean - outcome->truth;
        sums.absolute += llabs(outcome->mean - outcome->truth);
        sums.held += outcome->held[1];
    }
    return sums;
}

/* Thousandths, to the nearest; 0 of nothing. */
static int32_t share(int64_t part, int64_t whole)
{
    if (whole <= 0)
        return 0;
    const int64_t half = part < 0 ? -whole / 2 : whole / 2;
    return (int32_t)((part * 1000 + half) / whole);
}

static int32_t count_origins(const struct backtest_result *result)
{
    int32_t origins = 0;
    for (int64_t i = 0; i < result->count; i++)
        origins += i == 0 || result->outcome[i].origin != result->outcome[i - 1].origin;
    return origins;
}

void verdict_of(const struct backtest_result *result, struct backtest_verdict *out)
{
    const struct sums own = sum_up(result, BACKTEST_HOMEWARD), no_change = sum_up(result, BACKTEST_NO_CHANGE),
                      markov = sum_up(result, BACKTEST_MARKOV);
    out->origins = count_origins(result);
    out->outcomes = (int32_t)own.outcomes;
    out->held = own.outcomes ? (int32_t)((own.held + own.outcomes / 2) / own.outcomes) : 0;
    out->miss = share(own.absolute, own.truth);
    out->miss_no_change = share(no_change.absolute, no_change.truth);
    out->miss_markov = share(markov.absolute, markov.truth);
    out->bias = share(own.missed, own.truth);
    out->outside = 0;
    if (out->held < VERDICT_HELD_LEAST)
        out->outside |= BACKTEST_TOO_NARROW;
    if (out->bias > VERDICT_BIAS_MOST || out->bias < -VERDICT_BIAS_MOST)
        out->outside |= BACKTEST_BIASED;
    if (own.absolute * 1000 > no_change.absolute * (1000 + VERDICT_WORSE_MOST))
        out->outside |= BACKTEST_WORSE;
}
