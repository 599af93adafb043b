/*
 * rounding: numbers on a page that still add up.
 *
 * Rounded one by one, parts seldom add up to their rounded total. Here the total is rounded first and the parts are rounded
 * to it: each goes down to a whole unit, and those with the largest remainders go up until the sum is right (largest
 * remainder; of equals the larger part, then the earlier). The total may differ from the sum of the parts by a little (a
 * mean of means is divided once for itself); then a part may move by one unit, never more. money_round_parts rounds the sum
 * of its parts; this rounds to a total that is already on the page, so that two tables never print two roundings of one
 * number.
 *
 *     int64_t parts[] = {10400, 20400, 30400}, shown[3];
 *     round_parts(parts, 3, 1000, round_to(61200, 1000), shown);   // 10000 21000 30000: 61000
 *
 * Pure: no includes but the C library.
 */
#ifndef TABLE_ROUNDING_H
#define TABLE_ROUNDING_H

#include <stdbool.h>
#include <stdint.h>

/* The multiple of `unit` nearest to `value`, the even one of two as near. */
int64_t round_to(int64_t value, int64_t unit);

/* value × factor / divisor, half to even; 0 when it does not fit. divisor > 0. */
int64_t round_ratio(int64_t value, int64_t factor, int64_t divisor);

/*
 * Rounds `count` parts (none negative) to multiples of `unit` that add up to `total`, itself a multiple of it. False when
 * that needs a part to move by more than one unit: then the parts are not the parts of that total.
 */
bool round_parts(const int64_t *parts, int64_t count, int64_t unit, int64_t total, int64_t *shown);

/*
 * A column of a table: rounds the total, then the parts to it. False also when the exact parts miss the exact total by more
 * than `apart` (0 for counts; for means, each divided for itself, one a part).
 */
bool round_column(const int64_t *parts, int64_t count, int64_t unit, int64_t total, int64_t apart, int64_t *shown,
                  int64_t *total_shown);

/*
 * The same for parts of any sign and a total that is on the page already, perhaps a unit or two apart: down to whole units,
 * then by single units, each where it misses least. A part that is 0 stays so where it can. False on overflow, or when the
 * parts miss the total by more than two units a part.
 */
bool round_signed_parts(const int64_t *parts, int64_t count, int64_t unit, int64_t total, int64_t *shown);

/*
 * A table that adds up both ways: rows × columns parts of any sign become multiples of `unit` whose rows add up to `row` and
 * whose columns to `column`, both multiples of it, both adding up to one total. Each row is rounded for itself; then single
 * units are moved within rows, where that costs least, until the columns are right. False as above, or when rows and columns
 * have different totals.
 */
bool round_cells(const int64_t *parts, int64_t rows, int64_t columns, int64_t unit, const int64_t *row,
                 const int64_t *column, int64_t *shown);

/*
 * Rounds what came in and what went out so that in - out is `change`, a multiple of `unit`, moving neither by more than one
 * unit and both as little as can be. False when that cannot be.
 */
bool round_in_and_out(int64_t in, int64_t out, int64_t unit, int64_t change, int64_t *in_shown, int64_t *out_shown);

#endif
