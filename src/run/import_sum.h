/*
 * import_sum: what became of the rows that an import brought, in the histories as they are now.
 *
 *     struct run_import_sum sum = {0};
 *     run_import_sum_make(casebook, report.snapshot, &sum, problem);
 *     … sum.rows.read = all fates + sum.rows.quarantined
 *     run_import_sum_clear(&sum);
 *
 * Includes: base, flow, care, casebook.
 */
#ifndef RUN_IMPORT_SUM_H
#define RUN_IMPORT_SUM_H

#include <stdint.h>

#include "base/problem.h"
#include "care/odd_codes.h"
#include "care/row_sum.h"
#include "casebook/casebook.h"

struct run_import_sum {
    struct care_row_sum rows;  /* of the episodes files of the import */
    struct care_odd_codes odd; /* of all standing rows: codes that are not of their year */
};

/*
 * Makes the histories of what is in force and counts the rows of the snapshot. Where no history can be made yet, or the
 * snapshot brought no episodes, all is zero and no problem. Rows of other authorities are in no history and in no sum.
 */
int run_import_sum_make(struct casebook *casebook, int64_t snapshot, struct run_import_sum *out, struct problem *problem);
void run_import_sum_clear(struct run_import_sum *sum); /* safe on zeroes and twice */

#endif
