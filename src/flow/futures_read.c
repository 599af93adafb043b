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
    int32_t value = 0;
    for (; value < futures->histogram_size[series]; value++) {
        held += (int64_t)futures->histogram[series][value] * 1000;
        if (held >= needed)
            break;
    }
    return value;
}

void flow_futures_values(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                         int32_t month, double *rising)
{
    const int64_t series = flow_futures_series(futures, measure, state, band, month);
    int32_t at = 0;
    for (int32_t value = 0; value < futures->histogram_size[series]; value++)
        for (uint32_t i = 0; i < futures->histogram[series][value]; i++)
            rising[at++] = value;
    while (at < futures->replicates)
        rising[at++] = 0; /* a histogram that is not there: all have 0 */
}
