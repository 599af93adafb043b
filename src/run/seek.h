/*
 * seek: how far a number of a plan must be turned for a goal to be reached with a given chance.
 *
 * Every try walks the same paths with the same random numbers, so that a stronger effect is never a luckier one, and the
 * chance rises or falls with the number all the way but for what single paths do. The number is halved in on between where
 * the effect does nothing and as far as it may be turned, from the end at which the goal is missed; kept is the try nearest
 * to doing nothing that reaches the goal with the chance.
 *
 * Includes: base, plan, run/planned.
 */
#ifndef RUN_SEEK_H
#define RUN_SEEK_H

#include "plan/goal.h"
#include "run/planned.h"

/* `scenario` is changed while it is tried and is as it was in the end. `chance`: thousandths. PROBLEM_USAGE when the run
 * does not have the goal's months; else as planned_compare. */
int seek_goal(struct planned_base *base, struct plan_scenario *scenario, const char *name, const struct plan_goal *goal,
              const struct plan_dial *dial, int64_t chance, struct progress *progress, struct plan_tries *out,
              struct problem *problem);

#endif
