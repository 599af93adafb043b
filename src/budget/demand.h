/*
 * demand: what a forecast of placements asks for above this year's budget, budget line by budget line.
 *
 *     pressure of a line and year = what the forecast has its kind of placement cost - this year's approved budget
 *
 * A kind that several lines are for stands under the first of them, with the budget of all; kinds that no line is for stand
 * together in a last row with no budget. Lines add up to the total, to the penny. A pressure below 0 is room in the budget.
 *
 * Owned by demand_clear. Pure. Includes: base, budget.
 */
#ifndef BUDGET_DEMAND_H
#define BUDGET_DEMAND_H

#include <stdint.h>

#include "base/problem.h"
#include "budget/books.h"
#include "budget/round.h"

struct demand_line {
    int32_t line;   /* of the books, the first for its kind; BOOKS_NO_LINE: kinds that no line is for */
    int32_t others; /* how many more lines are for the same kind; their budget is in this one's */
    int64_t budget; /* approved, this year, pence */
    int64_t cost[ROUND_YEARS], pressure[ROUND_YEARS]; /* pence */
};

struct demand {
    int64_t lines;
    int32_t years;
    struct demand_line *line; /* owned; in the order of the books */
    struct demand_line total;
};

/* `cost` is [states][years] pence, mean of the futures of each kind of placement; years 1 … ROUND_YEARS. PROBLEM_LIMIT,
 * PROBLEM_MEMORY; *out is empty after a failure. */
int demand_make(const struct books *books, const int64_t *cost, int32_t states, int32_t years, struct demand *out,
                struct problem *problem);
void demand_clear(struct demand *demand); /* safe on zeroes and twice */

#endif
