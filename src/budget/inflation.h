/*
 * inflation: what dearer contracts and dearer everything else cost, line by line.
 *
 * A contract's price rises by its own index on its anniversary; what is bought without one rises with a general index from
 * 1 April. Of a line with budget b that rises by p on day d:
 *
 *     a full year   b × p
 *     this year     b × p × days from d to 31 March ÷ days of the year
 *     next year     a full year - this year
 *
 * Rounded once a line, half to even. Pure. Includes: base, calendar, money, budget.
 */
#ifndef BUDGET_INFLATION_H
#define BUDGET_INFLATION_H

#include <stdbool.h>
#include <stdint.h>

#include "budget/books.h"

struct inflation_pressure {
    int64_t full_year, this_year, next_year;
};

/* `percent`: thousandths of a percent; `from`: a day of the financial year `year`. False for a day outside of it or on
 * overflow. */
bool inflation_cost(int64_t budget, int32_t year, int64_t percent, day from, struct inflation_pressure *out);

/* What stands of it in the budget of the year after `year` of the books, and in the one after that: a rise that began before
 * is there all of the next year. */
enum { INFLATION_YEARS = 2 };
void inflation_levels(const struct inflation_pressure *cost, int32_t year, day from, int64_t pence[INFLATION_YEARS]);

/* Whether a line is bought without a contract of its own: for no kind of placement, and nobody's post. */
bool inflation_without_contract(const struct books *books, int32_t line);

#endif
