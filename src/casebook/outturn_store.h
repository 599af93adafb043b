/*
 * outturn_store: outturn reports of closed periods, as they were when they were closed.
 *
 *     struct casebook_kept_outturn kept;
 *     if (casebook_find_outturn(casebook, 2025, 6, CASEBOOK_NEWEST_VERSION, &kept, problem) == 0)
 *         use(&kept.outturn);                            // every figure as it was, whatever was imported since
 *     casebook_kept_outturn_clear(&kept);
 *
 * A report is kept under period and version, every figure of struct outturn by its name, and with the hash of all of them: a
 * report that is read and is not what was kept is PROBLEM_VERIFY. Nothing here is ever changed.
 *
 * Includes: base, budget, casebook/casebook, casebook/periods.
 */
#ifndef CASEBOOK_OUTTURN_STORE_H
#define CASEBOOK_OUTTURN_STORE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "budget/outturn.h"
#include "casebook/casebook.h"
#include "casebook/periods.h"

enum { CASEBOOK_NEWEST_VERSION = 0 };

struct casebook_kept_outturn {
    struct casebook_period period; /* which closing it is of: snapshot and run are pinned in it */
    struct outturn outturn;        /* all of it the arena's: never outturn_clear */
    struct casebook_report_facts facts;
    struct arena arena;
};

/* A report that was kept, also of a period that was reopened. PROBLEM_NOT_FOUND says what to do; PROBLEM_VERIFY. */
int casebook_find_outturn(struct casebook *casebook, int32_t year, int32_t period, int32_t version,
                          struct casebook_kept_outturn *out, struct problem *problem);
void casebook_kept_outturn_clear(struct casebook_kept_outturn *kept); /* safe on zeroes and twice */

/* What the report before said, for movement: of the closed period next before `period` in the year. */
struct casebook_last_report {
    int32_t period, version; /* 0 when no earlier period of the year is closed: then there are no rows */
    int64_t snapshot;        /* at which casebook_load_books gives the books that it was made of */
    int64_t rows;
    struct outturn_before *row; /* by line, in the order of the report */
    struct arena arena;         /* owns all of it */
};

int casebook_find_last_report(struct casebook *casebook, int32_t year, int32_t period, struct casebook_last_report *out,
                              struct problem *problem);
void casebook_last_report_clear(struct casebook_last_report *report); /* safe on zeroes and twice */

/* Hash of every figure of a report: 32 hex digits and a NUL. */
int casebook_outturn_hash(const struct outturn *outturn, char out[33], struct problem *problem);

/* Keeps the report of a closing, within the transaction that makes the closing. */
int casebook_keep_outturn(struct casebook *casebook, int64_t closing, const struct casebook_report_facts *facts,
                          const struct outturn *outturn, struct problem *problem);

#endif
