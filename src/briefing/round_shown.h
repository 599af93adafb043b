/*
 * round_shown: pounds of a budget round as a person reads them, so that what adds up in pence adds up on the page.
 *
 * Down: a column's rows are rounded together to its total, the last row. Across: a column that is one column plus or less
 * another is worked out from what these show. Both together leave a table that adds up both ways. CSV and JSON keep the
 * pence. Includes: base, table/table.
 */
#ifndef BRIEFING_ROUND_SHOWN_H
#define BRIEFING_ROUND_SHOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "table/table.h"

/* Rows `from` … of a column of pence; the last row of the table so far is their total. `part` (NULL: all) says of each of
 * them whether it is in the total; the others are rounded for themselves. PROBLEM_MEMORY, PROBLEM_LIMIT. */
int round_shown_down(struct table *table, int64_t from, int32_t column, const bool *part, struct problem *problem);

/* Column = left + sign × right, as shown, in rows `from` …. */
void round_shown_across(struct table *table, int64_t from, int32_t column, int32_t left, int32_t sign, int32_t right);

#endif
