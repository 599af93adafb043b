/*
 * prices: the made-up council's price list, as it would send it.
 *
 * A line for each kind of placement that has a built-in price: that price in the year after the last return, up to five
 * percent dearer or cheaper by chance, in whole pounds, with the built-in uplift. No price of it is anybody's.
 *
 * Inside synth/. Includes: base, care/system, money, budget.
 */
#ifndef SYNTH_PRICES_H
#define SYNTH_PRICES_H

#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "care/system.h"

/* Appends the list as CSV: prices from 1 April `year`. */
int synth_prices_append(const struct care_system *system, uint64_t seed, int32_t year, struct text *out,
                        struct problem *problem);

/* The list's price a week of a state, in whole pounds as pence; 0 for a state that has none. */
int64_t synth_prices_pence(const struct care_system *system, uint64_t seed, int32_t state, int32_t year);

#endif
