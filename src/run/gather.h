/*
 * gather: what every run begins with: the returns in force made into histories, with the fate of every row. Also the returns
 * as they were in force at a snapshot, and two such pasts held against one another.
 *
 *     struct gathered past = {0};
 *     if (gather_histories(casebook, DAY_NONE, &past, problem) == 0)
 *         … past.histories, past.fates, past.monthly …
 *     gather_clear(&past);
 *
 * Includes: base, calendar, flow, care, casebook.
 */
#ifndef RUN_GATHER_H
#define RUN_GATHER_H

#include "base/problem.h"
#include "calendar/calendar.h"
#include "care/history.h"
#include "care/monthly.h"
#include "care/records.h"
#include "care/revision.h"
#include "casebook/casebook.h"
#include "casebook/run_store.h"
#include "flow/histories.h"

struct gathered {
    int64_t known_at;                /* the snapshot whose rows these are, or CASEBOOK_NOW */
    struct care_records records;     /* the rows in force then */
    struct flow_histories histories; /* of every child with a period of care, observed to as_at */
    struct care_fates fates;         /* of every row */
    int32_t *child_of;               /* [histories.persons] the child of the records that each person is; owned */
    struct care_monthly monthly;     /* the histories counted at every month end */
    day as_at;                       /* the last night that is known */
};

/*
 * Gathers the histories as known on `as_at`, or (DAY_NONE) on the last day of which the returns speak. A day beyond that
 * day, or before the end of the first month of the oldest return, is PROBLEM_USAGE and says which days there are.
 */
int gather_histories(struct casebook *casebook, day as_at, struct gathered *out, struct problem *problem);

/* The same from the returns as they were in force at snapshot `known_at`; CASEBOOK_NOW: as they are. */
int gather_histories_known(struct casebook *casebook, int64_t known_at, day as_at, struct gathered *out,
                           struct problem *problem);
/*
 * The same of records that are loaded already and stay the caller's (out->records is empty): what began after `as_at` is
 * not there, what ended after it is open.
 */
int gather_as_at(const struct care_system *system, const struct care_records *records, day as_at, struct gathered *out,
                 struct problem *problem);
void gather_clear(struct gathered *gathered); /* safe on zeroes and twice */

/* The monthly counts as rows of a result: stock, starts, ceases, moves by state and age band, ends by kind, UASC starts. */
int gather_history_rows(const struct gathered *gathered, struct run_rows *out, struct problem *problem);

/*
 * What the files that came after snapshot `before`, up to snapshot `after`, changed in the histories (care/revision.h). Both
 * are read by the care system in force, to the last day of which both speak.
 */
int gather_revision(struct casebook *casebook, int64_t before, int64_t after, struct care_revision *out,
                    struct problem *problem);

#endif
