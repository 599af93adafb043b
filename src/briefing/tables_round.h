/*
 * tables_round: tables of a budget round: pressures, savings and grants of a version, how far savings have come, what
 * changed between versions, the gap of the years ahead, and what a pay award costs.
 *
 * Includes: base, budget, table/table.
 */
#ifndef BRIEFING_TABLES_ROUND_H
#define BRIEFING_TABLES_ROUND_H

#include "base/problem.h"
#include "budget/books.h"
#include "budget/gap.h"
#include "budget/pay_award.h"
#include "budget/round.h"
#include "budget/savings.h"
#include "table/table.h"

struct round_view {
    const char *council; /* "" when unknown */
    const struct round_item *item;
    int64_t items;
    const char *version; /* which is shown */
    const char *against; /* an earlier one beside it, or NULL */
    int32_t first_year;  /* financial year of y1; 0: not known, years are numbered */
};

/*
 * T7 (pressures), T8 (savings) or grants: a row a line of either version, years, difference of the first year, evidence;
 * totals of those that count. PROBLEM_INPUT for a group that would be counted twice.
 */
int table_of_items(const struct round_view *view, enum round_kind kind, struct table *out, struct problem *problem);

/* T8, how far each has come: target, delivered, forecast, pressures against it, net, at risk, status. */
int table_of_tracker(const struct round_view *view, const struct savings *savings, struct table *out,
                     struct problem *problem);

/* Every line of every kind in all versions: first years side by side, what changed between the first and the last, notes. */
int table_of_versions(const struct round_view *view, struct table *out, struct problem *problem);

int table_of_gap(const struct round_view *view, const struct gap_year *year, int32_t years, struct table *out,
                 struct problem *problem);

/* A row a budget line with posts that have an award; `cost` is [lines + 1], the last of posts in no line. */
int table_of_pay(const char *council, const struct books *books, const struct pay_pressure *cost, struct table *out,
                 struct problem *problem);

#endif
