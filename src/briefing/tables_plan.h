/*
 * tables_plan: tables of what a council means to do, for `homeward scenario`. They need no run.
 *
 * The names of their columns, as they stand in CSV and JSON, do not change:
 *
 *     scenario_library  id effect low high if_none design outcome
       tidy            theme id name effect low high if_none design outcome population source
 *     scenario_list     scenario name initiatives effects owners
 *     scenario_show     initiative name owner chance effect in_words
     scenario_run      period children_without children_with children_change children_low children_high
                       pounds_without pounds_with pounds_change pounds_low pounds_high pounds_if_none
     scenario_compare  the same, without the last
     scenario_share    initiative name alone share share_low share_high
     scenario_seek     value chance mean low high answer
     scenario_track    initiative measure kind month expected low high actual verdict
     scenario_promote  line and years as in T7, T8; scenario_moved: version year then now change why
 *
 * Includes: base, care, casebook, plan, table/table, briefing/tables.
 */
#ifndef BRIEFING_TABLES_PLAN_H
#define BRIEFING_TABLES_PLAN_H

#include "base/problem.h"
#include "casebook/casebook.h"
#include "briefing/tables.h"
#include "budget/round.h"
#include "casebook/scenarios.h"
#include "plan/goal.h"
#include "plan/outcome.h"
#include "plan/scenario.h"
#include "plan/track.h"
#include "table/table.h"

/* Every initiative of the library with its evidence; what if it has no effect stands beside each. */
int table_of_library(const struct casebook *casebook, enum table_layout layout, struct table *out, struct problem *problem);

/* The scenario files of the workspace. One that cannot be read is listed with what is wrong with it. */
int table_of_scenarios(const struct casebook *casebook, struct table *out, struct problem *problem);

/* One scenario in words, effect by effect. */
int table_of_scenario(const struct casebook *casebook, const struct plan_scenario *scenario, struct table *out,
                      struct problem *problem);

/* What a side is called: "no plan", or the name of a scenario. */
struct plan_sides {
    const char *without, *with, *run; /* run: id of the forecast without a plan */
    struct plan_places_held places;
};

/*
 * Two sides by financial year and in all; tidy: by month, too. `scenario` is that of the second side; `alone`: the first
 * side is no plan, so that the case in which the plan changes nothing but what it costs is shown.
 */
int table_of_outcome(const struct casebook *casebook, const struct plan_scenario *scenario,
                     const struct plan_outcome *outcome, const struct plan_sides *sides, bool alone,
                     enum table_layout layout, struct table *out, struct problem *problem);

/* The same children by kind of placement, a kind and financial year a row (tidy: a kind and month). Kinds that nobody lives
 * in on either side have no row. */
int table_of_kinds(const struct casebook *casebook, const struct plan_outcome *outcome, const struct plan_sides *sides,
                   enum table_layout layout, struct table *out, struct problem *problem);

/* Says under a table whether places could be full. */
void table_note_places(const struct casebook *casebook, const struct plan_places_held *places, struct table *out);

/* Shares of a joint effect on pounds, one row an initiative, and all together. */
int table_of_shares(const struct casebook *casebook, const struct plan_scenario *scenario, const struct plan_share *share,
                    int64_t joint, const struct plan_sides *sides, struct table *out, struct problem *problem);

/* Every value that was tried for a goal, and which is the answer. `dial`: its path. */
int table_of_seek(const struct casebook *casebook, const char *dial, const struct plan_goal *goal,
                  const struct plan_tries *tries, int64_t chance, const struct plan_sides *sides, struct table *out,
                  struct problem *problem);

/* What a plan was to bring and what came; wide: the last month of every quarter, tidy: all. */
int table_of_track(const struct casebook *casebook, const struct plan_scenario *scenario, const struct plan_track *track,
                   enum table_layout layout, struct table *out, struct problem *problem);

/* How a line that a plan has in a budget version has moved since it was promoted: `then` as it stands there, `now` of the
 * same plan and returns as they are; `same_run`, `same_plan`: whether the returns and rates, and the plan, are the same. */
struct plan_moved {
    const struct round_item *then, *now;
    int32_t first_year;
    bool same_run, same_plan;
};
int table_of_moved(const struct casebook *casebook, const struct plan_moved *moved, int64_t count, struct table *out,
                   struct problem *problem);

#endif
