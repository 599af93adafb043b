/*
 * reconcile: what was paid held against what packages and posts should have cost, line by line and period by period.
 *
 *     packages     Σ books_package_cost over the nights of the period, of every package of the line
 *     staff        Σ books_post_cost over its days, of every post
 *     difference   paid - packages - staff                        + : more was paid than packages and posts explain
 *     explained    Σ what somebody has found out (a late invoice, an accrual, a credit)
 *     unexplained  difference - explained                         £0.00, or it is told first
 *
 * All of it exact pence, so rows add up to the total to the penny. A line with neither a package nor a post has no model to
 * be held against: it has no rows, and what was paid under it stands in `left_out`, as does what explains it. What belongs
 * to no line of the budget is held together in rows of BOOKS_NO_LINE: a payment there has nothing that makes it up.
 *
 * A surplus of one row hides no gap of another: `unexplained_size` sums their sizes, and is what a period is closed by.
 *
 *     struct reconciliation found;
 *     if (reconcile_make(&books, 1, 6, &found, problem) == 0 && found.unexplained_size == 0) …
 *     reconcile_clear(&found);
 *
 * Pure. Includes: base, calendar, budget/books.
 */
#ifndef BUDGET_RECONCILE_H
#define BUDGET_RECONCILE_H

#include <stdint.h>

#include "base/problem.h"
#include "budget/books.h"
#include "calendar/calendar.h"

struct reconcile_row {
    int32_t line, period;          /* of the books, or BOOKS_NO_LINE; 1 … 12, and 0 in a sum of several */
    int64_t paid, packages, staff; /* pence */
    int64_t difference, explained, unexplained;
    bool restated; /* a payment of it has changed since the period was closed */
};

struct reconciliation {
    int32_t first, last;           /* periods */
    int64_t rows;                  /* by line in the order of the budget, no line last; within one by period */
    struct reconcile_row *row;     /* owned */
    struct reconcile_row total;    /* of the rows */
    int64_t unexplained_rows;      /* of which something is not explained, */
    int64_t unexplained_size;      /* and how much, over and under together */
    struct reconcile_row left_out; /* lines without packages and posts: what was paid, and what explains it, only */
    int64_t lines_left_out;        /* that paid or explained something */
};

/* The newest period in which anything was paid: 1 … 12, 0 when nothing was. */
int32_t reconcile_newest(const struct books *books);

/* Of placed books (books_place), periods first … last. PROBLEM_LIMIT on overflow, PROBLEM_MEMORY; *out is empty then. */
int reconcile_make(const struct books *books, int32_t first, int32_t last, struct reconciliation *out,
                   struct problem *problem);
void reconcile_clear(struct reconciliation *reconciliation); /* safe on zeroes and twice */

#endif
