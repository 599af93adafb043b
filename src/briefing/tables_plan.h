/*
 * tables_plan: tables of what a council means to do, for `homeward scenario`. They need no run.
 *
 * The names of their columns, as they stand in CSV and JSON, do not change:
 *
 *     scenario_library  id effect low high if_none design outcome
       tidy            theme id name effect low high if_none design outcome population source
 *     scenario_list     scenario name initiatives effects owners
 *     scenario_show     initiative name owner chance effect in_words
 *
 * Includes: base, care, casebook, plan, table/table, briefing/tables.
 */
#ifndef BRIEFING_TABLES_PLAN_H
#define BRIEFING_TABLES_PLAN_H

#include "base/problem.h"
#include "casebook/casebook.h"
#include "briefing/tables.h"
#include "casebook/scenarios.h"
#include "plan/scenario.h"
#include "table/table.h"

/* Every initiative of the library with its evidence; what if it has no effect stands beside each. */
int table_of_library(const struct casebook *casebook, enum table_layout layout, struct table *out, struct problem *problem);

/* The scenario files of the workspace. One that cannot be read is listed with what is wrong with it. */
int table_of_scenarios(const struct casebook *casebook, struct table *out, struct problem *problem);

/* One scenario in words, effect by effect. */
int table_of_scenario(const struct casebook *casebook, const struct plan_scenario *scenario, struct table *out,
                      struct problem *problem);

#endif
