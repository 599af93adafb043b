/*
 * outturn_shown: an outturn as it stands on a page: whole £'000 that add up wherever a reader may add them.
 *
 * Members and auditors check a money table with a calculator. Rounded one by one its numbers would miss by a thousand here
 * and there; rounded here, once and together, these hold among shown figures, of every line and of the total:
 *
 *     Σ lines = total              budget, actual, profiled, run-on, expected, variance, movement, causes
 *
 *     budget + variance = expected
 *
 *     last report + movement = expected
 *
 *     run-on + Σ causes = expected
 *
 *     temporary + permanent = variance
 *
 *     number + price + other = variance     other: what number and price do not explain, `outturn_other`
 *
 *     number at the average price + mix = Σ number     of the total
 *
 * Variances are rounded first, for they are what is read; nothing is shown more than a few thousand off. Tables and
 * sentences take what they show from here, so that two of them never print two roundings of one figure. Numbers of
 * placements come in tenths that add up, prices in whole pounds. Includes: base, money, budget, table/rounding.
 */
#ifndef BRIEFING_OUTTURN_SHOWN_H
#define BRIEFING_OUTTURN_SHOWN_H

#include "base/problem.h"
#include "budget/outturn.h"

enum { OUTTURN_UNIT = 100000 /* £'000 in pence */, OUTTURN_NUMBER_UNIT = 100 /* a tenth of a placement */ };

/* What of a line's variance neither number nor price explains; all of it for a line without placements. */
int64_t outturn_other(const struct outturn_line *line);

/* What the total moved by since the last report and no line did: lines that are no longer in the budget. */
int64_t outturn_gone(const struct outturn *outturn);

/* Whether a line's variance is told by number and price: the budget has both. The forecast's price is OUTTURN_NONE where
 * nobody is placed. */
bool outturn_has_prices(const struct outturn_line *line);

/* The number and price effects of all lines together: what a column of them adds up to. */
void outturn_sum_effects(const struct outturn *outturn, int64_t *number, int64_t *price);

/* `shown` is one more outturn, with rounded pence; clear it with outturn_shown_clear. Its total holds the sums of the
 * effects, as a column shows them; the number effect at the average price is that less `mix`. PROBLEM_LIMIT when it is too
 * large, PROBLEM_VERIFY when the outturn's own parts do not add up. */
int outturn_show(const struct outturn *outturn, struct outturn *shown, struct problem *problem);
void outturn_shown_clear(struct outturn *shown); /* safe on zeroes and twice */

#endif
