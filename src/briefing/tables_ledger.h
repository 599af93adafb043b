/*
 * tables_ledger: what does not match between ledger and returns (budget/ledger_match.h), for commands that need no run.
 *
 * One row a finding with the pounds at stake and what to do about it; tidy, one row a package or child, by the line of the
 * ledger file and the casebook's number of the child, so that somebody can follow it up without a name in it.
 *
 * Includes: base, care, budget, briefing/tables, table/table.
 */
#ifndef BRIEFING_TABLES_LEDGER_H
#define BRIEFING_TABLES_LEDGER_H

#include "base/problem.h"
#include "briefing/tables.h"
#include "budget/ledger_match.h"
#include "table/table.h"

int table_of_ledger_match(const struct care_system *system, const struct ledger_match *match, enum table_layout layout,
                          struct table *out, struct problem *problem);

#endif
