/*
 * movement_parts: what packages and posts, held against those of the last books, add to a movement (budget/movement.h).
 *
 * Within this room. Pure. Includes: base, calendar, budget.
 */
#ifndef BUDGET_MOVEMENT_PARTS_H
#define BUDGET_MOVEMENT_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "budget/movement.h"

/* Books of one report, laid beside the movement's lines. */
struct movement_books {
    const struct books *books;
    day as_at;           /* the day after the report's closed periods: ends that were planned count from here on */
    int32_t rest;        /* the first period that the last report had not closed: 1 … 13 */
    const int32_t *line; /* [books.lines + 1] the line of the movement for each of the books', the last for none */
};

/* Where a row of the books stands in the movement. */
int32_t movement_line_of(const struct movement_books *books, int32_t line);

/* Each adds its steps and numbers to `out`. PROBLEM_LIMIT, PROBLEM_MEMORY. */
int movement_of_packages(const struct movement_books *last, const struct movement_books *now, struct movement *out,
                         struct problem *problem);
int movement_of_posts(const struct movement_books *last, const struct movement_books *now, struct movement *out,
                      struct problem *problem);

/* Adds pence, and how many packages they are of, to a step of a line. False on overflow. */
bool movement_add(struct movement *out, int32_t line, enum movement_step step, int64_t pence, int64_t number);

#endif
