/*
 * outturn_parts: what packages and posts add up to, line by line, on their way into an outturn (budget/outturn.h).
 *
 * Sums are of the budget's lines in their order; what stands in none is the last. Within this room. Pure.
 * Includes: base, calendar, budget.
 */
#ifndef BUDGET_OUTTURN_PARTS_H
#define BUDGET_OUTTURN_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "budget/outturn.h"

struct outturn_sums {
    int64_t lines;
    int64_t *packages_before, *packages_after; /* [lines] pence of packages in the closed months, and after them */
    int64_t *nights_before, *nights_after;     /* [lines] */
    int64_t *posts_after;                      /* [lines] pence of posts in the months after the closed ones */
    int64_t *next_year;                        /* [lines] pence of a full next year of what is open on 31 March */
    int64_t *packages, *posts;                 /* [lines] how many */
    int64_t health[2], education[2];           /* pence due: of the closed months, and of the whole year */
};

/* The first day after the closed periods. */
day outturn_rest_from(const struct outturn_question *question);

/* What of a budget of the year falls on its closed periods, by days. False on overflow. */
bool outturn_profiled(int64_t budget, int32_t year, int32_t closed, int64_t *out);

/* The line of a number of books; BOOKS_NO_LINE is the last. */
struct outturn_line *outturn_line_at(struct outturn *out, int32_t line);

/* PROBLEM_LIMIT, PROBLEM_MEMORY; empty after a failure. */
int outturn_sums_make(const struct outturn_question *question, int64_t lines, struct outturn_sums *out,
                      struct problem *problem);
void outturn_sums_clear(struct outturn_sums *sums); /* safe on zeroes and twice */

/* Says what each line is made of. */
void outturn_sums_kinds(const struct outturn_sums *sums, struct outturn *out);

/* Numbers, prices, their effects, mix and next year. False on overflow. */
bool outturn_number_and_price(const struct outturn_question *question, const struct outturn_sums *sums, struct outturn *out);

#endif
