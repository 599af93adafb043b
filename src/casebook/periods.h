/*
 * periods: which months of a financial year are closed, what was known when they were, and why one was opened again.
 *
 * P1 is April. Closing a period pins what was known (the newest snapshot) and the run behind its figures, and freezes its
 * outturn report (casebook/outturn_store.h). Periods are closed in order, so that those of a year are P1 … Pn, and only the
 * last of them can be reopened; that needs a person and a reason, and closing again makes version 2 beside version 1.
 *
 *     if (casebook_may_close(casebook, 2025, 6, problem) == 0 && casebook_newest_snapshot(casebook, &snapshot, problem) ==
 * 0) …                                                          the books at that snapshot, their outturn const struct
 * casebook_closing closing = {.year = 2025, .period = 6, .snapshot = snapshot, .run = run, …};
 *     casebook_close_period(casebook, &closing, &outturn, problem);
 *
 * Everything is of the workspace's own authority. A call that fails leaves the casebook as it was.
 * Includes: base, budget, casebook/casebook, casebook/code_meaning.
 */
#ifndef CASEBOOK_PERIODS_H
#define CASEBOOK_PERIODS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "budget/outturn.h"
#include "casebook/casebook.h"
#include "casebook/code_meaning.h"

/* One closing, and whether it holds. */
struct casebook_period {
    int64_t closing;                                      /* its number in the casebook */
    int32_t year, period, version;                        /* 2025, 1 … 12, from 1 */
    bool closed;                                          /* it holds: the period was not reopened since */
    int64_t snapshot;                                     /* what was known */
    const char *run;                                      /* run id, "" when the report has no simulated futures */
    const char *closed_at, *closed_by;                    /* UTC; the person */
    int64_t unexplained;                                  /* pence, over and under together */
    const char *unexplained_reason;                       /* "" when nothing was unexplained */
    const char *report_hash;                              /* 32 hex digits */
    const char *reopened_at, *reopened_by, *reopened_for; /* "" while it holds; reopened_for is the reason */
};

struct casebook_periods {
    int64_t count;
    struct casebook_period *row; /* by year, period and version */
    struct arena arena;          /* owns all of it */
};

/* Every closing there ever was. None is no error. */
int casebook_load_periods(struct casebook *casebook, struct casebook_periods *out, struct problem *problem);
void casebook_periods_clear(struct casebook_periods *periods); /* safe on zeroes and twice */

/* How many periods of a year are closed: 0 … 12. */
int casebook_closed_periods(struct casebook *casebook, int32_t year, int32_t *closed, struct problem *problem);

/* Number of the newest snapshot; 0 when nothing has come in. */
int casebook_newest_snapshot(struct casebook *casebook, int64_t *out, struct problem *problem);

enum { CASEBOOK_REASON_MAX = 400 }; /* bytes of a reason */

/* How the figures of a report came about. */
struct casebook_report_facts {
    uint64_t seed;
    day as_at;                  /* the last night that the returns knew; DAY_NONE without futures */
    int64_t walked, running;    /* packages that were simulated, and those that ran on in every future */
    const char *run_on_because; /* why there are no futures; NULL or blank when there are */
};

struct casebook_closing {
    int32_t year, period;
    int64_t snapshot;       /* at which the books of the report were loaded */
    const char *run;        /* "" when there was none */
    int64_t unexplained;    /* pence of budget/reconcile.h */
    const char *reason;     /* why the period is closed with them; NULL or blank when there are none */
    const char *who, *when; /* as the door knows them */
    struct casebook_report_facts facts;
};

/*
 * 0 when a period can be closed so. PROBLEM_INPUT: it is not the next of its year, or closed already; PROBLEM_UNEXPLAINED:
 * pounds are not explained and no reason is given; PROBLEM_USAGE: the reason is too long or of several lines.
 */
int casebook_may_close(struct casebook *casebook, const struct casebook_closing *closing, struct problem *problem);

/* Closes a period and keeps its report; the same problems. */
int casebook_close_period(struct casebook *casebook, const struct casebook_closing *closing, const struct outturn *outturn,
                          struct problem *problem);

/* Opens the last closed period of a year again. PROBLEM_INPUT: it is open, or a later one is closed. PROBLEM_USAGE: no
 * reason, or one too long. */
int casebook_reopen_period(struct casebook *casebook, int32_t year, int32_t period, const char *reason,
                           const struct casebook_speaker *speaker, struct problem *problem);

#endif
