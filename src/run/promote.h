/*
 * promote: a plan as lines of a budget version.
 *
 * Of every whole financial year of the run from `first_year` on: what the plan changes in pounds, its own costs and grants
 * included, on average over paths. A plan of several initiatives becomes one line for all of them, which counts, and one for
 * each of them alone, which does not: they act on the same children (budget/round.h, groups). A line's evidence is "against"
 * and the run of the forecast that it is a difference to; in its note stand the range of the first year and a mark of the
 * plan, so that a later run can tell whether the plan or the returns have changed.
 *
 * Includes: base, budget, plan, run/planned.
 */
#ifndef RUN_PROMOTE_H
#define RUN_PROMOTE_H

#include "base/arena.h"
#include "base/problem.h"
#include "base/progress.h"
#include "budget/round.h"
#include "run/planned.h"

struct promote_question {
    const struct plan_scenario *scenario;
    const char *name;     /* of the scenario */
    const char *mark;     /* of its file: eight hexadecimal digits */
    enum round_kind kind; /* a saving: less cost is above 0; a pressure: more cost is */
    int32_t first_year;   /* financial year of y1 */
    const char *version, *owner;
};

struct promoted {
    int64_t items;
    struct round_item item[PLAN_INITIATIVES_MAX + 1];
    int64_t low[ROUND_YEARS], high[ROUND_YEARS]; /* of the line for all: 10 and 90 of 100 paths */
    struct arena arena;                          /* owns the texts */
};

/* PROBLEM_USAGE when the run has no whole financial year from the first on; else as planned_compare. */
int promote_plan(struct planned_base *base, const struct promote_question *question, struct progress *progress,
                 struct promoted *out, struct problem *problem);
void promoted_clear(struct promoted *promoted); /* safe on zeroes and twice */

#endif
