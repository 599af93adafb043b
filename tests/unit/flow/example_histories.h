/*
 * Histories made by the engine's own walk, for tests with a known truth and for measurements.
 *
 * Everybody who enters on the days from … until - 1 under draw 0 of the posterior, with all spells up to `until`; what is
 * open then is open in the histories, whose window is [observed_from, until). Persons' luck numbers are their order.
 */
#ifndef EXAMPLE_HISTORIES_H
#define EXAMPLE_HISTORIES_H

#include "flow/histories.h"
#include "flow/posterior.h"
#include "flow/walk.h"

/* 0, or a problem's code; histories are empty then. */
int example_histories(const struct flow_posterior *posterior, const struct flow_key *key, day from, day observed_from,
                      day until, struct flow_histories *histories, struct problem *problem);

#endif
