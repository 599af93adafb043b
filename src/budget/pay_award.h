/*
 * pay_award: what a pay award costs, post by post, and how much of it the budget must find.
 *
 * An award is a percentage, a flat amount a full-time post, the higher of both, or both together; it holds from a day, often
 * in the middle of a year. A budget holds posts, filled or not, and leaves out a share that is vacant at any time; employers
 * pay national insurance and pensions on top. When last year's award was more than its budget had, that is missing too.
 *
 *     award of a post    pay × percent; or flat × fte × (1 + on-costs); or the higher; or the sum; or flat up to a full-time
 *                        pay before on-costs of so much (the top of a spine point) and percent above it
 *     a full year        Σ awards × (1 - vacancy)
 *     this year          a full year × days from the award to 31 March ÷ days of the year in which it begins
 *     rollover           pay × (last year's award - what was budgeted) × (1 - vacancy)
 *     pressure           this year + rollover;        next year: a full year - this year
 *
 * Posts are those of the day from which the award holds, so that of two people who follow each other in a post one counts.
 * The yearly cost of a post in staffing has its on-costs in it. Agency workers and managed teams have no award: theirs is a
 * price. Each amount is rounded once a post, half to even. Pure. Includes: base, calendar, money, budget.
 */
#ifndef BUDGET_PAY_AWARD_H
#define BUDGET_PAY_AWARD_H

#include <stdint.h>

#include "base/problem.h"
#include "budget/books.h"

enum pay_rule { PAY_PERCENT, PAY_FLAT, PAY_HIGHER, PAY_BOTH, PAY_UP_TO };

struct pay_award {
    enum pay_rule rule;
    int64_t percent;                 /* thousandths of a percent */
    int64_t flat;                    /* pence a year and full-time post, before on-costs */
    int64_t flat_up_to;              /* of PAY_UP_TO: pence a year and full-time post, before on-costs */
    int64_t on_costs, vacancy;       /* thousandths of a percent */
    int64_t last_award, last_budget; /* of last year's percentage: what was agreed, what was budgeted */
    day from;
};

struct pay_pressure {
    int64_t posts, pay; /* thousandths of full-time posts; pence a year before the award */
    int64_t full_year, this_year, rollover, pressure, next_year;
};

enum { PAY_ALL_LINES = -2 };

/*
 * Of the posts of a budget line (BOOKS_NO_LINE: of no line; PAY_ALL_LINES: of all). PROBLEM_INPUT for a day outside of the
 * year of the books and the next; PROBLEM_LIMIT.
 */
int pay_award_cost(const struct books *books, int32_t line, const struct pay_award *award, struct pay_pressure *out,
                   struct problem *problem);

/* What stands of it in the budget of the year after the books', and in the one after that: an award that began in the year
 * of the books is there all of the next, one that begins in the next only for its days at first. */
enum { PAY_YEARS = 2 };
void pay_award_levels(const struct books *books, const struct pay_award *award, const struct pay_pressure *cost,
                      int64_t pence[PAY_YEARS]);

#endif
