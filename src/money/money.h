/*
 * money: whole pence, and the only ways they are multiplied and rounded.
 *
 * Money is an int64 count of pence in a struct of its own, so that it is never mixed with a plain number. A weekly price
 * becomes money by days, never by counting weeks: pence = weekly × days / 7, rational, rounded once, half to even. Nights
 * are charged; the day of a move is charged once, to the new home. No float or double carries money here or in budget/.
 * Every operation checks for overflow and says false when it would not fit: the caller reports it, nothing wraps.
 *
 *     struct money week = {85000};                      // £850.00 a week
 *     struct money cost;
 *     if (!money_for_days(week, 30, &cost)) …           // £3,642.86
 *
 * Pure. Includes: base.
 */
#ifndef MONEY_MONEY_H
#define MONEY_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct money {
    int64_t pence;
};

bool money_add(struct money left, struct money right, struct money *out);

/* numerator × factor / divisor, rounded once, half to even; divisor > 0. False on overflow. */
bool money_scale(struct money amount, int64_t factor, int64_t divisor, struct money *out);

/* The same on plain pence, for rooms that keep them in columns: adds to a sum; scales. False on overflow; then a sum is as
 * it was, or *out is 0. */
static inline bool pence_add(int64_t *sum, int64_t pence)
{
    int64_t all;
    const bool fits = !__builtin_add_overflow(*sum, pence, &all);
    *sum = fits ? all : *sum;
    return fits;
}
bool pence_scale(int64_t pence, int64_t factor, int64_t divisor, int64_t *out);

/* What `days` nights (of one child, or summed over children) cost at a weekly price. */
bool money_for_days(struct money per_week, int64_t days, struct money *out);

/* The price after an uplift given in thousandths of a percent: 3,500 is 3.5%. Rounded once, half to even. */
bool money_uplift(struct money amount, int64_t thousandths_of_percent, struct money *out);

/*
 * Controlled rounding (largest remainder): `count` parts in pence become parts in `unit` pence (100,000 is £'000) that add
 * up to the rounded total. Each part moves by less than one unit; ties go to the earlier part. The total rounds half to
 * even. False when the total does not fit.
 */
bool money_round_parts(const struct money *parts, int64_t count, int64_t unit, int64_t *rounded, int64_t *rounded_total);

/* Reads "1234", "1,234.5", "£1,234.50", "-12.30" or "(12.30)"; at most two decimals. False leaves *out alone. */
bool money_parse(const char *bytes, size_t length, struct money *out);

void money_append(struct text *out, struct money amount);        /* "1234.50", for CSV and JSON */
void money_append_pounds(struct text *out, struct money amount); /* "£1,234.50", "-£12.30" */

#endif
