/*
 * track: whether a plan is doing what it was to do: its own trajectory from the day it was made for, and what came.
 *
 * The trajectory is a run of the scenario from a day of the past (by default the night before its first effect begins, or
 * the last that the returns know, when that is earlier), with what the returns now in force say of the time up to that day.
 * What came is counted from the returns after it. What an initiative is measured by follows from its effects:
 *
 *     entries         children who start in the month
 *     move, divert    children in the home that they leave, and in the one that they go to
 *     exit            children who leave the home that they are in, in the month
 *
 * On, above or below the range: eight in ten futures lie within it; one month in five outside is what chance alone does.
 *
 * Includes: base, calendar, casebook, plan, run.
 */
#ifndef RUN_TRACK_H
#define RUN_TRACK_H

#include "base/problem.h"
#include "base/progress.h"
#include "casebook/casebook.h"
#include "plan/scenario.h"
#include "plan/track.h"
#include "run/forecast.h"

/* options->as_at DAY_NONE: as said above. PROBLEM_USAGE, PROBLEM_INPUT as planned_answer. */
int track_plan(struct casebook *casebook, const struct plan_scenario *scenario, const char *name,
               const struct run_forecast_options *options, struct progress *progress, struct plan_track *out,
               struct problem *problem);
#endif
