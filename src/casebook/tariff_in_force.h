/*
 * tariff_in_force: the prices that a forecast takes, put together from their three sources. Inside of the room only.
 *
 * A built-in line gives way to the line of the price list in force for the workspace's own authority (of several for one
 * kind of placement to the one that holds from the latest day), and that to the line of `prices:` in homeward.yaml.
 * Includes: base, budget, calendar, casebook/casebook, casebook/store.
 */
#ifndef CASEBOOK_TARIFF_IN_FORCE_H
#define CASEBOOK_TARIFF_IN_FORCE_H

#include "base/problem.h"
#include "budget/tariff.h"
#include "casebook/store.h"

/* The tariff as the casebook stands, inside of a transaction too. A kind that the care system no longer has is left out. */
int tariff_in_force(const struct casebook *casebook, struct tariff *out, struct problem *problem);

#endif
