/*
 * tables_demand: what a forecast of placements asks for, by year or by line, and what this year's outturn is in a full year.
 *
 * Includes: base, budget, table/table.
 */
#ifndef BRIEFING_TABLES_DEMAND_H
#define BRIEFING_TABLES_DEMAND_H

#include "base/problem.h"
#include "budget/demand.h"
#include "budget/outturn.h"
#include "table/table.h"

struct demand_view {
    const char *council, *run;
    int32_t first_year; /* financial year of the first that is told */
    const struct books *books;
    const struct demand *demand;
    const int64_t *low, *high; /* [years] 80% range of what all placements cost, pence */
};

int table_of_demand(const struct demand_view *view, struct table *out, struct problem *problem);       /* a row a year */
int table_of_demand_lines(const struct demand_view *view, struct table *out, struct problem *problem); /* a row a line */

/* A row a line that has packages or posts. */
int table_of_full_year(const char *council, const struct outturn *outturn, struct table *out, struct problem *problem);

#endif
