/*
 * like_figures: what is published of an authority as a wish for a made-up council.
 *
 *     stock, ceases     of every year that is told: exact
 *     starts            follow from them: every child that came, while the published number counts a child once a year and
 *                       falls short of it by half a per cent of the stock (the identity residual). Where a stock is missing,
 *                       the published number plus that half per cent
 *     placements        of the last two years: exact where they are published, one that is not by subtraction; of earlier
 *                       years as near as it goes
 *     ages and reasons of ceasing, unaccompanied children: as near as it goes
 *
 * What is not published (small numbers are not) is left to the nation's shape. Inside synth/; bench/ and cli use it too.
 * Includes: base, returns.
 */
#ifndef SYNTH_LIKE_FIGURES_H
#define SYNTH_LIKE_FIGURES_H

#include "returns/published.h"
#include "synth/like.h"

/* Half a per cent of the stock a year: England, 148 authorities, 2017 to 2025 (DfE). */
#define SYNTH_LIKE_RESIDUAL 0.0055

/* The wish of reporting years opens + 1 … last. */
void synth_like_of_published(const struct published *published, int32_t authority, int32_t opens, int32_t last,
                             struct synth_like *out);

/* The newest year with a stock and ceases; 0 when there is none. */
int32_t synth_like_newest(const struct published *published, int32_t authority);

/* How many years in a row up to `last` tell ceases, a stock, and starts or the stock before: at most `most`. */
int32_t synth_like_years(const struct published *published, int32_t authority, int32_t last, int32_t most);

#endif
