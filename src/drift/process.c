#include "drift/process.h"

#include "chance/special.h"

/* Fourth roots of .6, .1 and .7, the eighth root of .7, and -log .7. */
static const double wave_quarter = 0x1.c29e016cb4eedp-1, fast_quarter = 0x1.1feb33c1c381ep-1,
                    damp_quarter = 0x1.d45268510d1cap-1, damp_half_quarter = 0x1.e9ac97e4293aep-1,
                    damp_rate = 0x1.6d3c324e13f50p-2;

/* What of a covariance depends on the distance of two quarters, and the clock of the trend. */
struct clocks {
    double apart[DRIFT_QUARTERS_MAX]; /* by distance in quarters: all parts but the walk and the trend */
    double trend[DRIFT_QUARTERS_MAX]; /* u of each quarter */
};

static void set_apart(const struct drift_prior *prior, const struct drift_point *point, int32_t count, double *apart)
{
    static const double annual[4] = {1, 0, -1, 0};
    const double level = prior->level_sd * prior->level_sd, season = prior->season_sd * prior->season_sd;
    double wave = point->family == DRIFT_RETURNS ? point->slow * point->slow : 0, fast = point->fast * point->fast;
    for (int32_t d = 0; d < count; d++) {
        apart[d] = level + wave + fast + season * (annual[d & 3] + (d & 1 ? -0.5 : 0.5));
        wave *= wave_quarter;
        fast *= fast_quarter;
    }
}

static void set_trend(int32_t past, int32_t count, double *trend)
{
    double damped = damp_half_quarter;
    for (int32_t i = 0; i < count; i++) {
        if (i < past) {
            trend[i] = (i - past + 0.5) / 4;
            continue;
        }
        trend[i] = (1 - damped) / damp_rate;
        damped *= damp_quarter;
    }
}

void drift_covariance(const struct drift_prior *prior, const struct drift_point *point, int32_t past, int32_t first,
                      int32_t count, int32_t to, double *out)
{
    struct clocks clocks;
    const int32_t quarters = first + count > to ? first + count : to;
    set_apart(prior, point, quarters, clocks.apart);
    set_trend(past, quarters, clocks.trend);
    const double walk = point->family == DRIFT_WALKS ? point->slow * point->slow / 4 : 0;
    const double trend = point->trend * point->trend;
    for (int32_t i = first; i < first + count; i++)
        for (int32_t j = 0; j < to; j++) {
            const int32_t distance = i > j ? i - j : j - i, lesser = i < j ? i : j;
            out[(i - first) * to + j] = clocks.apart[distance] + walk * lesser + trend * clocks.trend[i] * clocks.trend[j];
        }
}

void drift_covariance_of_periods(const struct drift_prior *prior, const struct drift_point *point, int32_t span,
                                 int32_t past, int32_t first, int32_t count, int32_t to, double *out)
{
    double quarter[DRIFT_QUARTERS_MAX * DRIFT_QUARTERS_MAX];
    if (span == 1) {
        drift_covariance(prior, point, past, first, count, to, out);
        return;
    }
    drift_covariance(prior, point, past * span, first * span, count * span, to * span, quarter);
    for (int32_t i = 0; i < count; i++)
        for (int32_t j = 0; j < to; j++) {
            double sum = 0;
            for (int32_t k = 0; k < span; k++)
                for (int32_t l = 0; l < span; l++)
                    sum += quarter[(i * span + k) * to * span + j * span + l];
            out[i * to + j] = sum / (span * span);
        }
}

double drift_log_probability(double count, double mean, double dispersion)
{
    if (!(mean > 0))
        return 0;
    if (dispersion < 1.0001)
        return count * chance_log(mean) - mean - chance_log_gamma(count + 1);
    const double shape = mean / (dispersion - 1);
    return chance_log_gamma(count + shape) - chance_log_gamma(shape) - chance_log_gamma(count + 1) -
           shape * chance_log(dispersion) + count * chance_log((dispersion - 1) / dispersion);
}
