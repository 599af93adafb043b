/*
 * movement: why a forecast is not what the last report said, line by line and package by package (table T4).
 *
 * Two reports of one year, each an outturn and the books that it is of: the last, whose periods 1 … m were closed, and the
 * one now, with 1 … n closed, n at least m. "The rest" are the months after m. To the penny, in each line and in all:
 *
 *     opening variance + Σ steps = closing variance
 *
 *     new_starts  what packages that the last books did not tell cost in the rest
 *     ends        packages that have ended since, earlier than was known:   price now × nights lost
 *     moves_*     both of the pair, where a child's package ended so and a new one of the child began within a week of it:
 *                 down when the new one costs less a week, else up
 *     prices      packages in both:                          (price now - price then) × nights as they were known
 *     end_dates   every other change of an end:               price now × (nights now - nights then)
 *     staffing    what posts cost in the rest, now less then
 *     income      what became of the payments of a line whose budget is below 0
 *     payments    paid in m + 1 … n, less what packages and posts (else the budget by days) now say of these months
 *     corrected   payments of 1 … m that have changed; packages that the books no longer tell or tell under another line,
 *                 child, provider or first night
 *     budget      the approved budget then, less the one now; where it is forecast by days, with what that adds to the rest
 *     expected    what futures say over run-on, now less then
 *     other       what none of these explain: 0, but for a line whose first package or post has come, which was forecast by
 *                 days before, and for a report that is not of its books
 *
 * A package is the same in both when child, provider and first night are. Beside the pounds stands how many packages a step
 * is made of (of staffing, posts; a move is one); what is of payments, budget or futures has no number. Pounds are those of
 * an outturn: rounded a package and month. Nothing depends on the order of rows.
 *
 *     struct movement movement;
 *     const struct movement_question question = {.last = {&books_then, &outturn_then}, .now = {&books, &outturn}};
 *     if (movement_make(&question, &movement, problem) < 0) return problem->code;
 *     movement_clear(&movement);
 *
 * Pure. Includes: base, calendar, money, budget.
 */
#ifndef BUDGET_MOVEMENT_H
#define BUDGET_MOVEMENT_H

#include <stdint.h>

#include "base/problem.h"
#include "budget/books.h"
#include "budget/outturn.h"

#define MOVEMENT_STEPS(X)                                                                                                   \
    X(MOVEMENT_STARTS, "new_starts", "New placements")                                                                      \
    X(MOVEMENT_ENDS, "ends", "Placements that have ended")                                                                  \
    X(MOVEMENT_MOVES_DOWN, "moves_down", "Moves to a home that costs less")                                                 \
    X(MOVEMENT_MOVES_UP, "moves_up", "Moves to a home that costs more")                                                     \
    X(MOVEMENT_PRICES, "prices", "Changes of price")                                                                        \
    X(MOVEMENT_END_DATES, "end_dates", "Changes of when placements end")                                                    \
    X(MOVEMENT_STAFFING, "staffing", "Staffing")                                                                            \
    X(MOVEMENT_INCOME, "income", "Income")                                                                                  \
    X(MOVEMENT_PAYMENTS, "payments", "Payments that packages and posts do not explain")                                     \
    X(MOVEMENT_CORRECTED, "corrected", "Corrections and figures restated")                                                  \
    X(MOVEMENT_BUDGET, "budget", "Changes of the budget")                                                                   \
    X(MOVEMENT_EXPECTED, "expected", "What is expected of the months to come")                                              \
    X(MOVEMENT_OTHER, "other", "Other")

enum movement_step {
#define MOVEMENT_STEP_ENUM(name, word, words) name,
    MOVEMENT_STEPS(MOVEMENT_STEP_ENUM)
#undef MOVEMENT_STEP_ENUM
        MOVEMENT_STEP_COUNT
};

const char *movement_step_word(enum movement_step step);  /* "moves_down", for CSV */
const char *movement_step_words(enum movement_step step); /* "Moves to a home that costs less" */

/* One report: the books, placed (books_place), and the outturn made of them. Borrowed. */
struct movement_side {
    const struct books *books;
    const struct outturn *outturn;
};

struct movement_question {
    struct movement_side last, now;
};

struct movement_line {
    const char *line;                    /* borrowed from the books now; of the last "Not in the budget" */
    int64_t opening, closing;            /* pence: variances of the last report and of this one */
    int64_t step[MOVEMENT_STEP_COUNT];   /* pence: opening + Σ = closing */
    int64_t number[MOVEMENT_STEP_COUNT]; /* of packages, or posts */
};

struct movement {
    int64_t lines;              /* those of the budget now, and one more: what is, or was, in none of them */
    struct movement_line *line; /* owned */
    struct movement_line total;
};

/* PROBLEM_INPUT when the two are of different years, or the last has more periods closed; PROBLEM_LIMIT on overflow,
 * PROBLEM_MEMORY. *out is empty after a failure. */
int movement_make(const struct movement_question *question, struct movement *out, struct problem *problem);
void movement_clear(struct movement *movement); /* safe on zeroes and twice */

#endif
