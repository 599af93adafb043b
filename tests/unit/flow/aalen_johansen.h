/*
 * aalen_johansen: where people are so long after they entered, estimated without any rate of any band.
 *
 *     p(t) = p(t - 1) (I + dA(t)),     dA(t) from s to d = events from s to d on day t ÷ people at risk in s on that day
 *
 * Source: Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141 to 150. Of where people are it speaks also
 * where the past matters, as long as who is censored has nothing to do with it (Datta and Satten 2001). Histories must show
 * every period from its first day: left truncation would need the Markov property.
 */
#ifndef AALEN_JOHANSEN_H
#define AALEN_JOHANSEN_H

#include "flow/histories.h"

enum { AALEN_JOHANSEN_DAYS = 1100 };

struct aalen_johansen {
    int32_t destinations;
    double share[AALEN_JOHANSEN_DAYS][FLOW_DESTINATIONS_MAX]; /* [days since entry][state or exit]: they add up to 1 */
    int64_t followed[AALEN_JOHANSEN_DAYS];                    /* periods that were observed, or over, so long */
};

void aalen_johansen(const struct flow_system *system, const struct flow_histories *histories, struct aalen_johansen *out);

#endif
