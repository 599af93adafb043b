/*
 * tables_codes: what codes of PLACE stand for that no list knows: what the council has said, and of what it has said
 * nothing.
 *
 * Includes: base, care, casebook, table/table.
 */
#ifndef BRIEFING_TABLES_CODES_H
#define BRIEFING_TABLES_CODES_H

#include "base/problem.h"
#include "care/history.h"
#include "care/records.h"
#include "casebook/casebook.h"
#include "table/table.h"

/*
 * One row a code: what it stands for, how many standing rows have it, why, who said it and when. `records` and `fates` may
 * be NULL where there are no returns yet: then nobody knows the rows, nor which codes nobody has explained.
 */
int table_of_codes(struct casebook *casebook, const struct care_records *records, const struct care_fates *fates,
                   struct table *out, struct problem *problem);

#endif
