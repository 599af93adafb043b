/*
 * outturn: where the year will end, line by line, on two bases, and why it differs.
 *
 * Of a year whose periods 1 … n are closed:
 *
 *     actual     what was paid in periods 1 … n                                            (books: actuals)
 *     run-on     actual + what every open package and filled post costs in the months after, to 31 March, unless an end is
 *                known or planned (books_known_end); of a line that has neither packages nor posts, the rest of its approved
 *                budget by days, which is what councils report where nothing else is known. A line of a kind of placement of
 *                which a ledger has no package costs nothing more; without any ledger it too keeps the rest of its budget
 *     expected   run-on + the mean over simulated futures of what becomes of the packages: they end, move and start
 *     range      of expected: the 10th and 90th of 100 futures;  chance of ending over budget, and over tolerance
 *     variance   expected - approved budget; + is adverse. Without simulated futures expected is run-on and has no range
 *     next year  full-year effect: what the packages and posts that are open on 31 March, run-on, cost in the whole of next
 *                year (to an end that is known), less this year's approved budget; 0 of a line that has neither
 *     permanent  as much of the variance as next year has of the same sign, the smaller of both; the rest is temporary
 *
 * Packages are rounded a package and month; futures a line and month. Parts add up, to the penny, in each line and in all:
 *
 *     run-on + Σ causes = expected
 *     last report + movement = this report             (a line that is no more stands in "Not in the budget")
 *     number effect + price effect = packages' variance: number at budget price, price at forecast number; of all lines
 *     together also mix, which is what number would have been at the average budget price
 *
 * The futures come from run/ as whole pence; this room draws nothing. Owned by outturn_clear. Pure.
 * Includes: base, calendar, money, budget.
 */
#ifndef BUDGET_OUTTURN_H
#define BUDGET_OUTTURN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "budget/books.h"

#define OUTTURN_NONE INT64_MIN /* pence, thousandths or chance that cannot be told */

/* Why the expected year differs from the run-on one. */
#define OUTTURN_CAUSES(X)                                                                                                   \
    X(OUTTURN_ENDS, "ends", "Packages that end")                                                                            \
    X(OUTTURN_MOVES_DOWN, "moves_down", "Moves to a home that costs less")                                                  \
    X(OUTTURN_MOVES_UP, "moves_up", "Moves to a home that costs more")                                                      \
    X(OUTTURN_STARTS, "new_starts", "New placements")                                                                       \
    X(OUTTURN_PRICES, "prices", "Prices")                                                                                   \
    X(OUTTURN_STAFFING, "staffing", "Staffing")                                                                             \
    X(OUTTURN_OTHER, "other", "Other")

enum outturn_cause {
#define OUTTURN_CAUSE_ENUM(name, word, words) name,
    OUTTURN_CAUSES(OUTTURN_CAUSE_ENUM)
#undef OUTTURN_CAUSE_ENUM
        OUTTURN_CAUSE_COUNT
};

const char *outturn_cause_word(enum outturn_cause cause);  /* "moves_down", for CSV */
const char *outturn_cause_words(enum outturn_cause cause); /* "Moves to a home that costs less" */

/* Futures of the months that are not closed, by budget line; what no line takes is the last, index `lines`. */
struct outturn_futures {
    int64_t lines; /* as in books; arrays have lines + 1 */
    int32_t replicates;
    int64_t *pence;  /* [line][replicate] cost of the months after the closed ones; a line without packages: 0 */
    int64_t *cause;  /* [line][OUTTURN_CAUSE_COUNT] pence, sums over replicates, as far as they are known; what they leave of
                        Σ pence - replicates × run-on becomes `other` */
    int64_t *nights; /* [line] nights in those months, summed over replicates */
};

/* What an earlier report said of a line, by the line's name. */
struct outturn_before {
    const char *line;
    int64_t expected;
};

struct outturn_question {
    const struct books *books;             /* placed (books_place) */
    int32_t closed;                        /* periods that are closed: 0 … 12 */
    int32_t tolerance;                     /* thousandths of a percent: 5,000 is 5% */
    const struct outturn_futures *futures; /* NULL: run-on only */
    const struct outturn_before *before;   /* the last report, NULL or `befores` rows */
    int64_t befores;
};

enum outturn_kind { OUTTURN_PLACEMENTS, OUTTURN_STAFF, OUTTURN_PAYMENTS /* neither packages nor posts: straight line */ };

struct outturn_line {
    const char *line, *service; /* borrowed from the books; of the last "Not in the budget" */
    enum outturn_kind kind;
    int32_t state;
    int64_t original, budget, profiled, actual; /* pence; profiled: the approved budget by days to the end of period n */
    int64_t run_on, expected, low, high;        /* low, high: OUTTURN_NONE without futures */
    int64_t variance, share;                    /* share: thousandths of a percent of the budget */
    int64_t last, movement;                     /* last report's expected; OUTTURN_NONE when there was none */
    int64_t chance_over, chance_beyond;         /* in thousandths */
    int64_t cause[OUTTURN_CAUSE_COUNT];         /* pence: run_on + Σ = expected */
    int64_t budget_number, budget_price;        /* thousandths of packages on average; pence a week */
    int64_t number, price;                      /* forecast: thousandths; pence a week */
    int64_t number_effect, price_effect;        /* pence: they add to `packages_variance` */
    int64_t packages_variance;
    int64_t next_year;            /* full-year effect: what of the variance goes on next year, a full year */
    int64_t permanent, temporary; /* of the variance: permanent + temporary = variance */
    bool restated;                /* a closed figure has changed since it was reported */
};

struct outturn {
    int32_t year, closed, tolerance, replicates;
    int64_t lines;             /* those of the budget in its order, then what is in none, if anything is */
    struct outturn_line *line; /* owned */
    struct outturn_line total; /* its mix effect stands in `mix`: number + price + mix = packages_variance */
    int64_t mix;
    /* Contributions of all packages: due of the closed months, and of the whole year on the run-on basis. What came in is
     * among the payments of lines of income; no file says which of them is whose. */
    int64_t health_due, education_due, health_due_year, education_due_year;
};

/* PROBLEM_LIMIT on overflow, PROBLEM_MEMORY. *out is empty after a failure. */
int outturn_make(const struct outturn_question *question, struct outturn *out, struct problem *problem);
void outturn_clear(struct outturn *outturn); /* safe on zeroes and twice */

/*
 * Packages that cost most over the year on the run-on basis, as known on the day after the closed periods: their numbers in
 * books.package, dearest first, of equals the child that stands first; returns how many.
 */
int64_t outturn_dearest(const struct books *books, day on, int64_t most, int64_t *package);

/* Packages that are open on a day and need looking at, and the pounds to 31 March that hang on each. */
enum outturn_gap {
    OUTTURN_NO_END, /* also: a planned end has passed, and the ledger knows of none */
    OUTTURN_NO_PRICE,
    OUTTURN_REVIEW_OVERDUE,
    OUTTURN_NO_CHILD,
    OUTTURN_NO_BUDGET,
    OUTTURN_GAPS
};

struct outturn_exposure {
    int64_t packages, pence; /* without a price: the average price of its kind in the ledger */
};

bool outturn_exposed(const struct books *books, day on, enum outturn_gap gap, struct outturn_exposure *out);

#endif
