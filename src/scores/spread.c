#include "scores/spread.h"

static double at_least_nothing(double value)
{
    return value > 0 ? value : 0;
}

void spread_of(const double *own, const double *same, const double *other, int32_t n, struct spread *out)
{
    double mean = 0, variance = 0, rates_too = 0, levels = 0;
    for (int32_t i = 0; i < n; i++)
        mean += own[i] + same[i] + other[i];
    mean /= 3.0 * n;
    for (int32_t i = 0; i < n; i++) {
        const double a = own[i] - mean, b = same[i] - mean, c = other[i] - mean;
        variance += (a * a + b * b + c * c) / 3;
        rates_too += a * b;
        levels += (a + b) * c / 2;
    }
    *out = (struct spread){.variance = variance / n};
    const double chance = at_least_nothing(variance - rates_too), rates = at_least_nothing(rates_too - levels),
                 drift = at_least_nothing(levels), sum = chance + rates + drift;
    if (!(variance > 0) || !(sum > 0))
        return;
    out->chance = chance / sum;
    out->rates = rates / sum;
    out->drift = drift / sum;
}
