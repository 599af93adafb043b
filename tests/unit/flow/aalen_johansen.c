#include "aalen_johansen.h"

#include <stdlib.h>
#include <string.h>

/* People at risk and events, [day][state] and [day][state][destination]. */
struct counts {
    int64_t risk[AALEN_JOHANSEN_DAYS][FLOW_STATES_MAX];
    int64_t events[AALEN_JOHANSEN_DAYS][FLOW_STATES_MAX][FLOW_DESTINATIONS_MAX];
};

static int32_t least(int32_t left, int32_t right)
{
    return left < right ? left : right;
}

/* Whether the period goes on in spell i + 1. */
static bool goes_on(const struct flow_histories *histories, int64_t i)
{
    return i + 1 < histories->spells && !histories->first[i + 1] && histories->person[i + 1] == histories->person[i];
}

/* Where somebody is who comes to spell i: whoever leaves on the day of coming has slept nowhere, and is where that led. */
static int32_t settled(const struct flow_histories *histories, int64_t i)
{
    int32_t at = histories->state[i];
    while (histories->next[i] != FLOW_CENSORED && histories->to[i] == histories->from[i]) {
        at = histories->next[i];
        if (!goes_on(histories, i))
            break;
        i++;
    }
    return at;
}

/* Whoever moves in on one day is at risk from the next on. */
static void count_spell(const struct flow_histories *histories, int64_t i, struct counts *counts)
{
    const bool open = histories->next[i] == FLOW_CENSORED;
    const int32_t from = histories->from[i] - histories->entered[i],
                  to = (open ? histories->observed_to : histories->to[i]) - histories->entered[i];
    for (int32_t t = from + 1; t <= least(to, AALEN_JOHANSEN_DAYS - 1); t++)
        counts->risk[t][histories->state[i]]++;
    if (!open && to > from && to < AALEN_JOHANSEN_DAYS)
        counts->events[to][histories->state[i]][goes_on(histories, i) ? settled(histories, i + 1) : histories->next[i]]++;
}

static void step(const struct flow_system *system, const struct counts *counts, int32_t t, struct aalen_johansen *out)
{
    memcpy(out->share[t], out->share[t - 1], sizeof out->share[t]);
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t d = 0; d < out->destinations && counts->risk[t][s] > 0; d++) {
            const double went = out->share[t - 1][s] * (double)counts->events[t][s][d] / (double)counts->risk[t][s];
            out->share[t][s] -= went;
            out->share[t][d] += went;
        }
}

void aalen_johansen(const struct flow_system *system, const struct flow_histories *histories, struct aalen_johansen *out)
{
    struct counts *counts = calloc(1, sizeof *counts);
    int64_t periods = 0;
    *out = (struct aalen_johansen){.destinations = system->states + system->exits};
    for (int64_t i = 0; i < histories->spells; i++) {
        count_spell(histories, i, counts);
        if (!histories->first[i])
            continue;
        periods++;
        out->share[0][settled(histories, i)]++;
        for (int32_t t = 0; t < least(histories->observed_to - histories->entered[i] + 1, AALEN_JOHANSEN_DAYS); t++)
            out->followed[t]++;
    }
    for (int32_t d = 0; d < out->destinations; d++)
        out->share[0][d] /= (double)periods;
    for (int32_t t = 1; t < AALEN_JOHANSEN_DAYS; t++)
        step(system, counts, t, out);
    free(counts);
}
