#include "scores/score.h"

static double apart(double left, double right)
{
    return left > right ? left - right : right - left;
}

void score_values(const double *rising, int32_t n, double truth, struct score *out)
{
    double sum = 0, distance = 0, spread = 0;
    int32_t below = 0, equal = 0;
    for (int32_t i = 0; i < n; i++) {
        below += rising[i] < truth;
        equal += !(rising[i] < truth) && !(rising[i] > truth);
        sum += rising[i];
        distance += apart(rising[i], truth);
        spread += rising[i] * (2.0 * i + 1 - n); /* ½ ΣΣ|x_i - x_j| of rising values */
    }
    out->mean = sum / n;
    out->median = (rising[n / 2] + rising[(n - 1) / 2]) / 2;
    out->crps = distance / n - spread / n / n;
    out->from = below / (n + 1.0);
    out->to = (below + equal + 1) / (n + 1.0);
}

double score_held(const struct score *score, double level)
{
    const double low = (1 - level) / 2, high = (1 + level) / 2;
    const double from = score->from > low ? score->from : low, to = score->to < high ? score->to : high;
    return to > from ? (to - from) / (score->to - score->from) : 0;
}
