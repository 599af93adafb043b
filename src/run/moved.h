/*
 * moved: what has happened between the last closed period's report and another, package by package (budget/movement.h).
 *
 *     struct movement movement;
 *     if (run_movement(casebook, &report, &movement, problem) == 0 && movement.lines > 0)
 *         use(&movement.total);                  // opening variance + steps = closing variance
 *     movement_clear(&movement);
 *
 * The last report and the books that it was made of are those that its newest closing pinned: periods are closed in order
 * and opened again from the last, so that this is the one that a report moves from. Children are known in those books as
 * they are in the report's own: one whom a return has named since has not moved. Includes: budget, casebook, run/outturn.
 */
#ifndef RUN_MOVED_H
#define RUN_MOVED_H

#include "base/problem.h"
#include "budget/movement.h"
#include "casebook/casebook.h"
#include "run/outturn.h"

/* Without a closed period before it there is no movement: 0 lines. Texts are the report's, which must outlive it.
 * PROBLEM_VERIFY when the last report is not what was kept; the problems of movement_make. */
int run_movement(struct casebook *casebook, const struct outturn_report *report, struct movement *out,
                 struct problem *problem);

#endif
