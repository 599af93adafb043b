/*
 * futures_read: what futures say: sums, quantiles and the values of all replicates.
 */
#include "flow/futures.h"

int64_t flow_futures_sum(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                         int32_t month)
{
    return futures->sum[flow_futures_series(futures, measure, state, band, month)];
}

int64_t flow_futures_quantile(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                              int32_t month, int32_t per_mille)
{
    const int64_t series = flow_futures_series(futures, measure, state, band, month);
    const int64_t needed = (int64_t)futures->replicates * per_mille;
    int64_t held = 0;
    int32_t bin = 0;
    for (; bin < futures->histogram_size[series]; bin++) {
        held += (int64_t)futures->histogram[series][bin] * 1000;
        if (held >= needed)
            break;
    }
    return futures->histogram_from[series] + bin;
}

void flow_futures_values(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                         int32_t month, double *rising)
{
    const int64_t series = flow_futures_series(futures, measure, state, band, month);
    int32_t at = 0;
    for (int32_t bin = 0; bin < futures->histogram_size[series]; bin++)
        for (uint32_t i = 0; i < futures->histogram[series][bin]; i++)
            rising[at++] = futures->histogram_from[series] + bin;
    while (at < futures->replicates)
        rising[at++] = 0; /* a histogram that is not there: all have 0 */
}
