/*
 * checked: the check of a casebook: the rules run over its returns, and what each finding touches.
 *
 *     struct check_result result = {0};
 *     checked_make(casebook, &gathered, &choice, progress, &result, problem);
 *
 * What a child costs in a collection year is the nights of its history in it, of each kind of placement, at the price in
 * force, rounded to the penny once a spell. A night after the last day known costs nothing, and so does a kind without a
 * price. Warnings of the histories are counted in the same way, by the year of the row's return.
 *
 * Includes: base, care, budget, casebook, checks, run/gather.
 */
#ifndef RUN_CHECKED_H
#define RUN_CHECKED_H

#include "base/problem.h"
#include "base/progress.h"
#include "casebook/casebook.h"
#include "checks/check.h"
#include "checks/totals.h"
#include "run/gather.h"

/* `rule` is the code of the one rule to run, or NULL for all. As check_returns; PROBLEM_USAGE when there is no such rule. */
int checked_make(struct casebook *casebook, const struct gathered *gathered, int32_t year, const char *rule,
                 struct progress *progress, struct check_result *out, struct problem *problem);

#endif
