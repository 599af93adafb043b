#include "chance/draw.h"

#include <math.h> /* sqrt and floor alone: exact by IEEE 754 */

#include "chance/special.h"

double chance_normal(struct chance_stream *stream)
{
    return chance_normal_quantile(chance_uniform(stream));
}

/* Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000); shape >= 1. */
static double gamma_from_one(struct chance_stream *stream, double shape)
{
    double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        double x = chance_normal(stream), v = 1 + c * x;
        if (v <= 0)
            continue;
        v = v * v * v;
        double u = chance_uniform(stream);
        if (u < 1 - 0.0331 * (x * x) * (x * x))
            return d * v;
        if (chance_log(u) < 0.5 * x * x + d * (1 - v + chance_log(v)))
            return d * v;
    }
}

double chance_gamma(struct chance_stream *stream, double shape)
{
    if (shape >= 1)
        return gamma_from_one(stream, shape);
    double above = gamma_from_one(stream, shape + 1);
    return above * chance_exp(chance_log(chance_uniform(stream)) / shape);
}

static int64_t poisson_by_inversion(struct chance_stream *stream, double mean)
{
    double u = chance_uniform(stream), term = chance_exp(-mean), sum = term;
    int64_t count = 0;
    while (u > sum && count < 200) { /* beyond 200 the terms have long been below the grid of u */
        count++;
        term *= mean / (double)count;
        sum += term;
    }
    return count;
}

/* Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance: Mathematics 12 (1993). */
static int64_t poisson_by_rejection(struct chance_stream *stream, double mean)
{
    double b = 0.931 + 2.53 * sqrt(mean), a = -0.059 + 0.02483 * b;
    double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), v_r = 0.9277 - 3.6224 / (b - 2);
    double log_mean = chance_log(mean);
    for (;;) {
        double u = chance_uniform(stream) - 0.5, v = chance_uniform(stream);
        double us = 0.5 - (u < 0 ? -u : u);
        double k = floor((2 * a / us + b) * u + mean + 0.43);
        if (us >= 0.07 && v <= v_r)
            return (int64_t)k;
        if (k < 0 || (us < 0.013 && v > us))
            continue;
        double log_height = chance_log(v * inverse_alpha / (a / (us * us) + b));
        if (log_height <= k * log_mean - mean - chance_log_gamma(k + 1))
            return (int64_t)k;
    }
}

int64_t chance_poisson(struct chance_stream *stream, double mean)
{
    if (!(mean > 0))
        return 0;
    return mean < 12 ? poisson_by_inversion(stream, mean) : poisson_by_rejection(stream, mean);
}

void chance_dirichlet(struct chance_stream *stream, const double *weight, int32_t count, double *share)
{
    double sum = 0;
    for (int32_t i = 0; i < count; i++) {
        share[i] = weight[i] > 0 ? chance_gamma(stream, weight[i]) : 0;
        sum += share[i];
    }
    for (int32_t i = 0; i < count; i++)
        share[i] /= sum;
}

int32_t chance_categorical(struct chance_stream *stream, const double *share, int32_t count)
{
    double u = chance_uniform(stream), sum = 0;
    int32_t last = 0;
    for (int32_t i = 0; i < count; i++) {
        if (!(share[i] > 0))
            continue;
        sum += share[i];
        last = i;
        if (u < sum)
            return i;
    }
    return last;
}
