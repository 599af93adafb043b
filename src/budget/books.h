/*
 * books: what the finance team keeps of a year, as columns that the rest of this room works on.
 *
 * Six files of a council (columns in returns/sheet.h) become six lists: packages of care (one of one child), budget lines,
 * payments by period, posts, the items that explain why the ledger and the packages differ, and what people know of the
 * causes of a variance. Everything that is worked
 * out of them (budget/outturn.h, budget/reconcile.h) takes them from here and from nowhere else.
 *
 * Which budget line a row belongs to is settled once, by books_place: a package and a payment by cost centre; a package
 * whose cost centre no line has, by its kind of placement; a payment by cost centre or, where several lines share one, by
 * the line's name; a post by its team. What belongs to no line of the year is BOOKS_NO_LINE and stands in a row of its own,
 * never left out.
 *
 * Nights are charged: a package costs for [from, to). Shares are of the weekly price, in thousandths of a percent.
 * Plain data; texts and arrays are borrowed. Pure. Includes: base, calendar, money.
 */
#ifndef BUDGET_BOOKS_H
#define BUDGET_BOOKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"

#define BOOKS_BLANK INT64_MIN /* pence or thousandths that nobody has told */

enum { BOOKS_NO_LINE = -1, BOOKS_PERIODS = 12 /* P1 is April */ };

/* One package of one child. */
struct books_package {
    int64_t child;             /* the casebook's number of the child; 0: the returns know nobody of this id */
    int64_t row;               /* line of the ledger file, for lists that a reader follows up */
    day from, to;              /* DAY_OPEN: no end is known */
    day planned_to;            /* an end that is planned and has not come, or DAY_NONE */
    day review_due;            /* or DAY_NONE */
    int32_t state;             /* kind of placement of the care system, -1 when it is none of them */
    int32_t line;              /* of the budget, filled by books_place */
    int64_t weekly;            /* pence, or BOOKS_BLANK */
    int32_t health, education; /* shares of the price that others pay: thousandths of a percent */
    bool in_house, unregistered;
    const char *provider, *cost_centre;
};

/* A line of the year's budget. */
struct books_line {
    const char *line, *service, *cost_centre;
    int64_t original, approved; /* pence; approved is what a variance is held against */
    int32_t state;              /* kind of placement that the line is for, or -1 */
    int64_t number;             /* thousandths of packages, on average over the year, or BOOKS_BLANK */
    int64_t weekly;             /* pence a package and week that the budget was made with, or BOOKS_BLANK */
};

/* A total paid in a period. */
struct books_actual {
    const char *cost_centre, *named; /* the ledger's own name of the line, "" where it has none */
    int32_t period;                  /* 1 … 12 */
    int32_t line;                    /* filled by books_place */
    int64_t pence;
    bool restated; /* the figure of a period that was closed has changed since */
};

/* A post or the person in it. */
struct books_post {
    const char *post, *team, *role, *contract; /* contract: permanent, agency, managed team, academy, international */
    day from, to, planned_to;
    int64_t fte;    /* thousandths */
    int64_t yearly; /* pence a year, or BOOKS_BLANK when a weekly cost is told */
    int64_t weekly; /* pence a week, or BOOKS_BLANK */
    bool vacant;
    int32_t line; /* filled by books_place */
};

/* Why payments and packages differ, as somebody has found out: a late invoice, an accrual, a credit. */
struct books_explained {
    const char *cost_centre, *named, *reason, *owner;
    int32_t period, line;
    int64_t pence; /* ledger less packages */
};

/* What somebody knows of a variance: a cause of it, or a measure that brings it down. Nothing is worked out from it: it
 * stands beside what is. */
struct books_cause {
    const char *named;                /* the line of the budget, or the service */
    const char *cause, *note, *owner; /* "timing"; "" where nothing is told */
    int64_t pence;                    /* + is adverse; BOOKS_BLANK: why number or price is as it is worked out */
    int64_t recurrent;                /* 1 comes again next year, 0 does not, BOOKS_BLANK is not told */
    day due;                          /* by when the owner acts, or DAY_NONE */
};

struct books {
    int32_t year; /* financial year: 2025 for 2025-26 */
    int64_t packages, lines, actuals, posts, explained_items, causes;
    struct books_package *package;
    struct books_line *line;
    struct books_actual *actual;
    struct books_post *post;
    struct books_explained *explained;
    struct books_cause *cause;
};

/* Finds the budget line of every row. PROBLEM_INPUT when two lines of the year have one name. */
int books_place(struct books *books, struct problem *problem);

/* The first day of period 1 … 12 of a financial year (April is 1); of period 13 that of the next year. */
day books_period_start(int32_t year, int32_t period);

/*
 * When a package or a post ends, as far as is known on `as_at`, of which ledger and payments tell the days before: its end,
 * or an earlier planned one that still lies ahead. A planned end that has passed without an end in the ledger has not come:
 * what is paid goes on. DAY_OPEN.
 */
day books_known_end(day to, day planned_to, day as_at);

/* How many nights of [from, to) a package is charged for. */
int64_t books_package_nights(const struct books_package *package, day from, day to);

/* What a package costs on the nights [from, to) at its own price: rounded once, half to even. False on overflow; 0 without a
 * price. books_package_due is what health and education owe of it, each rounded once. */
bool books_package_cost(const struct books_package *package, day from, day to, int64_t *pence);
bool books_package_due(const struct books_package *package, day from, day to, int64_t *health, int64_t *education);

/* The same over whole periods first … last of a financial year, each rounded: as it is paid. 0 when last is below first. */
bool books_package_periods(const struct books_package *package, int32_t year, int32_t first, int32_t last, int64_t *pence);

/* What a post costs on the days [from, to): yearly cost by days of that financial year, or weekly cost × days / 7. A vacant
 * post costs nothing, nor does one without a cost. */
bool books_post_cost(const struct books_post *post, day from, day to, int64_t *pence);
bool books_post_periods(const struct books_post *post, int32_t year, int32_t first, int32_t last, int64_t *pence);

#endif
