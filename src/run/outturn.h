/*
 * outturn: where the year of the books will end, on both bases, from the casebook.
 *
 *     casebook ─► books (ledger, payments, budget, posts) ──────────────────────────────► budget: outturn
 *              └► histories, rates, levels ─► flow: weighed futures of the packages ─► pence ┘
 *
 * The ledger is the truth about money, the returns about rates. Simulated are the packages that are open when the last
 * closed period ends and whose child the returns know, each at its own price from where the child stands (age, time in care,
 * time in the placement since the package began); a planned end is kept to. They leave and move as a forecast has it; a new
 * placement costs one of the recent prices of its kind in the ledger: those begun within a year, all as likely; fewer than
 * five, any of the kind; none, the price list. New children come as in a forecast. Of several packages of a
 * child the dearest walks, and the others end with it. A package whose child or kind nobody knows, or whose child has had
 * the final birthday, and one that begins later, runs on in every future.
 *
 * Where the returns end before the last closed period, rates have drifted for as long as that; the quarters of the levels
 * are those of the forecast from the returns' last day.
 *
 * Includes: base, calendar, flow, budget, casebook, run.
 */
#ifndef RUN_OUTTURN_H
#define RUN_OUTTURN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "budget/outturn.h"
#include "casebook/books_in_force.h"
#include "casebook/run_store.h"
#include "flow/hands.h"

enum { OUTTURN_NEWEST_PERIOD = -1 };

struct run_outturn_options {
    int32_t year;     /* financial year; 0: the newest with a budget */
    int32_t closed;   /* periods that are closed; OUTTURN_NEWEST_PERIOD: up to the newest with payments */
    int32_t paths;    /* 0: 1,000 */
    uint64_t seed;    /* a seed like any other */
    bool run_on;      /* no futures */
    int64_t known_at; /* the books as known at a snapshot; CASEBOOK_NOW */
    const char *when; /* UTC time from the door, no part of the id */
    struct flow_hands hands;
    const struct outturn_before *before; /* the last report, or NULL */
    int64_t befores;
};

struct outturn_report {
    char id[RUN_ID_SIZE]; /* of all that decides it */
    char council[128], authority[16], made[24];
    struct casebook_books kept; /* the books it is of */
    struct outturn outturn;
    int32_t paths;
    uint64_t seed;
    day as_at;               /* the last night that the returns know; DAY_NONE without futures */
    int64_t walked, running; /* packages that are simulated, and those that run on in every future */
    const char *only_run_on; /* why there are no futures: "no returns have been imported"; NULL when there are */
    /* of run/reported.h */
    int32_t version;     /* of the closing that it was kept of; 0: it was made now */
    int64_t snapshot;    /* that the closing pinned; CASEBOOK_NOW */
    int32_t last_period; /* whose kept report its movement is since; 0: of none */
};

/* PROBLEM_NOT_FOUND when there is no budget; PROBLEM_USAGE for periods and paths outside of their limits. Without returns,
 * or when the year is over, it is run-on only and says so. */
int run_outturn(struct casebook *casebook, const struct run_outturn_options *options, struct progress *progress,
                struct outturn_report *out, struct problem *problem);
void outturn_report_clear(struct outturn_report *report); /* safe on zeroes and twice */

#endif
