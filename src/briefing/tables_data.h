/*
 * tables_data: tables about the data themselves, for commands that need no run: what an import brought, what a check found.
 *
 * Includes: base, calendar, care, casebook, table/table.
 */
#ifndef BRIEFING_TABLES_DATA_H
#define BRIEFING_TABLES_DATA_H

#include "base/problem.h"
#include "table/table.h"
#include "care/history.h"
#include "care/records.h"
#include "casebook/casebook.h"
#include "casebook/import.h"

/*
 * One row a part of a file: what it is, its year, rows read, loaded and quarantined, and what became of it; with a column of
 * the other authorities where some part is of one.
 */
int table_of_import(const struct casebook_import_report *report, struct table *out, struct problem *problem);

/*
 * Table A2: what a check of the data found: every quarantined row, and every kind of warning from making the histories with
 * how many rows it touches and where the first of them is. No rows: nothing was found.
 */
int table_of_findings(struct casebook *casebook, const struct care_records *records, const struct care_fates *fates,
                      struct table *out, struct problem *problem);

#endif
