/*
 * tables_data: tables about the data themselves, for commands that need no run: what an import brought, which rules there
 * are, which rows fail one. (What a check found is table A2: briefing/tables.)
 *
 * Includes: base, calendar, casebook, checks, table/table.
 */
#ifndef BRIEFING_TABLES_DATA_H
#define BRIEFING_TABLES_DATA_H

#include "base/problem.h"
#include "table/table.h"
#include "casebook/casebook.h"
#include "casebook/import.h"
#include "checks/totals.h"

/*
 * One row a part of a file: what it is, its year, rows read, loaded and quarantined, and what became of it; with a column of
 * the other authorities where some part is of one.
 */
int table_of_import(const struct casebook_import_report *report, struct table *out, struct problem *problem);

/* What a table of the rules can say without a check: code, message, fields, tables and years of each. */
int table_of_rules(const struct check_catalogue *catalogue, struct table *out, struct problem *problem);

/* Every failing row of one rule (its number in check->catalogue): year, table, file, line, child; no identity. */
int table_of_rule_rows(struct casebook *casebook, const struct check_result *check, int32_t rule, struct table *out,
                       struct problem *problem);

#endif
