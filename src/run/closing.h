/*
 * closing: what it takes to close a period of the ledger: payments that are there, pounds that are explained, a report.
 *
 *     const struct run_closing_options wanted = {.outturn = {.year = 2025, .closed = 6, .when = when}, .who = who};
 *     struct run_closing closed;
 *     if (run_close_period(casebook, &wanted, &closed, problem) == 0)
 *         say(closed.expected, closed.differs);
 *
 * Everything is made of what is known at one snapshot, the newest, and that is what the closing pins. The casebook is as it
 * was when anything fails. Includes: base, budget, casebook, run/outturn.
 */
#ifndef RUN_CLOSING_H
#define RUN_CLOSING_H

#include <stdint.h>

#include "base/problem.h"
#include "budget/reconcile.h"
#include "casebook/books_in_force.h"
#include "casebook/casebook.h"
#include "run/outturn.h"

/* The ledger held against the packages: the books, and what was found in them. */
struct run_reconciliation {
    struct casebook_books kept;
    struct reconciliation found;
};

enum { RUN_PERIODS_PAID = 0 }; /* every period up to the newest that payments are known of */

/* Of a year (CASEBOOK_NEWEST_YEAR) and a period, as known at a snapshot (CASEBOOK_NOW). PROBLEM_NOT_FOUND, with what to do,
 * when there is no budget of the year, or no payment of the period. */
int run_reconcile(struct casebook *casebook, int32_t year, int32_t period, int64_t known_at, struct run_reconciliation *out,
                  struct problem *problem);
void run_reconciliation_clear(struct run_reconciliation *reconciliation); /* safe on zeroes and twice */

struct run_closing_options {
    struct run_outturn_options outturn; /* its year and periods closed are what is closed; known_at, before: not asked */
    const char *reason;                 /* why pounds are left unexplained, or NULL */
    const char *who;                    /* as the door knows them */
};

/* What was closed. */
struct run_closing {
    int64_t snapshot;                 /* what was known */
    int64_t differs, unexplained;     /* pence: ledger less packages; not explained, over and under together */
    int64_t budget, run_on, expected; /* pence of the year, all lines */
    int32_t futures;                  /* that expected is the mean of; 0: it is run-on */
    char id[RUN_ID_SIZE];             /* of the report */
};

/* PROBLEM_UNEXPLAINED, PROBLEM_INPUT as casebook_may_close says (casebook/periods.h). */
int run_close_period(struct casebook *casebook, const struct run_closing_options *options, struct progress *progress,
                     struct run_closing *out, struct problem *problem);

#endif
