/*
 * variance_causes: what the variance of each service is made of, a row a cause: table T2.
 *
 * What number and price make of a line's variance is worked out (budget/outturn.h); what else there is, people know, and
 * tell in causes.csv (budget/books.h). Of each service, in the budget's order, line by line:
 *
 *     number, price   what is worked out, less what is told of the same cause
 *     staffing        of a line of posts: its variance, less what is told of the line
 *     as told         timing, mix, a saving, income …, of a line or of the service as a whole
 *     other           what of the service's variance has no cause: variance - Σ rows above
 *     variance        of the service
 *
 * then the total of all services; then what is to bring it down (the cause `recovery`), none of which is in the forecast,
 * and the residual: total + Σ recoveries. A row that is told without an amount lends its words to what is worked out.
 *
 *     struct variance_causes causes;
 *     if (variance_causes_make(&page, &causes, problem) == 0)
 *         for (int64_t i = 0; i < causes.rows; i++) use(&causes.row[i]);
 *     variance_causes_clear(&causes);
 *
 * Exact pence add up, and so do the £'000 that are shown: told amounts are rounded one by one, number and price as
 * briefing/outturn_shown.h has them, and what is left takes the rest. On a public page people's words and names are left
 * out, and so are number, price and what is told of lines that outturn_page withholds: they stand in other.
 *
 * Includes: base, calendar, money, budget, table/rounding, briefing/outturn_paper.
 */
#ifndef BRIEFING_VARIANCE_CAUSES_H
#define BRIEFING_VARIANCE_CAUSES_H

#include "base/arena.h"
#include "base/problem.h"
#include "briefing/outturn_paper.h"

enum variance_part {
    VARIANCE_CAUSE,
    VARIANCE_OTHER,
    VARIANCE_OF_SERVICE,
    VARIANCE_TOTAL,
    VARIANCE_RECOVERY,
    VARIANCE_RESIDUAL
};

struct variance_row {
    enum variance_part part;
    const char *service, *line; /* line: "" where it is of the service or of all */
    const char *cause;          /* "number" */
    const char *note, *owner;   /* "" where nothing is told */
    int64_t exact, shown;       /* pence; shown in whole £'000 */
    int64_t recurrent;          /* as in struct books_cause */
    day due;                    /* or DAY_NONE */
};

struct variance_causes {
    int64_t rows, capacity;
    struct variance_row *row;         /* owned */
    int64_t recoveries;               /* rows of them; 0: no residual either */
    int64_t recovery, recovery_shown; /* pence, sums of them */
    int64_t residual, residual_shown; /* pence; the total where there are no recoveries */
    int64_t unplaced;                 /* rows of causes.csv that name neither a line nor a service, and are left out: */
    const char *unplaced_name;        /* the first such name */
    bool words_left_out;              /* on a public page */
    struct arena arena;               /* owns the notes that were put together; other texts are borrowed */
};

/* PROBLEM_MEMORY; PROBLEM_LIMIT when sums do not fit. *out is empty after a failure. */
int variance_causes_make(const struct outturn_page *page, struct variance_causes *out, struct problem *problem);
void variance_causes_clear(struct variance_causes *causes); /* safe on zeroes and twice */

#endif
