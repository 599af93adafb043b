#include "scores/poisson.h"

/* Chances below this, of that of the commonest count, are none. */
static const double nothing = 1e-17;

/* How far down from the commonest count there is any chance, and the sum of all chances relative to its own. */
static int32_t first_of(double mean, int32_t commonest, double *sum)
{
    double chance = 1;
    int32_t first = commonest;
    *sum = 0;
    for (; chance > nothing && first > 0; first--) {
        *sum += chance;
        chance *= first / mean;
    }
    *sum += chance;
    chance = mean / (commonest + 1.0);
    for (int32_t count = commonest + 1; chance > nothing; count++) {
        *sum += chance;
        chance *= mean / (count + 1.0);
    }
    return first;
}

void poisson_values(double mean, int32_t n, double *rising)
{
    const int32_t commonest = (int32_t)mean;
    double sum, chance = 1;
    int32_t count = first_of(mean, commonest, &sum);
    for (int32_t c = commonest; c > count; c--)
        chance *= c / mean;
    double held = chance;
    for (int32_t i = 0; i < n; i++) {
        while (held / sum < (i + 0.5) / n && chance > 0) {
            chance *= mean / (count + 1.0);
            count++;
            held += chance;
        }
        rising[i] = count;
    }
}
