/*
 * check: whether a scenario can be what it says, within a run of given days.
 *
 * What a reader cannot know value by value: a date outside of the run, a rate that cannot be reached (a factor on a move
 * that nobody makes, on a birthday that comes of itself), a factor above the cap of the workspace, two effects of one
 * initiative that contradict each other. The first fault is told with its line and column.
 *
 * Pure. Includes: base, calendar, flow, plan/scenario.
 */
#ifndef PLAN_CHECK_H
#define PLAN_CHECK_H

#include "base/problem.h"
#include "plan/scenario.h"

/* How far an effect may stretch a rate: the cap of a workspace unless its settings say otherwise. */
#define PLAN_CAP_DEFAULT 5.0

struct plan_limits {
    const struct flow_system *system; /* borrowed */
    day first, last;                  /* nights of the run; DAY_NONE: not known yet, dates are not held against them */
    double cap;                       /* most that a factor may be */
    const char *file;                 /* name for problems; borrowed */
};

/* 0, or PROBLEM_INPUT with the place of the first fault. */
int plan_check(const struct plan_scenario *scenario, const struct plan_limits *limits, struct problem *problem);

#endif
