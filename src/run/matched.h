/*
 * matched: the ledger in force held against the children in care on the last night that the returns know
 * (budget/ledger_match.h).
 *
 *     struct ledger_match match;
 *     if (matched_make(casebook, &gathered, &match, problem) == 0)
 *         use(&match.finding[LEDGER_LEFT_CARE]);
 *     ledger_match_clear(&match);
 *
 * Pounds at stake are those of the financial year in which the next morning lies: for returns to 31 March, of the year
 * after.
 *
 * Includes: base, budget, casebook, run/gather.
 */
#ifndef RUN_MATCHED_H
#define RUN_MATCHED_H

#include "base/problem.h"
#include "budget/ledger_match.h"
#include "casebook/casebook.h"
#include "run/gather.h"

/* PROBLEM_NOT_FOUND when no ledger has been imported. */
int matched_make(struct casebook *casebook, const struct gathered *gathered, struct ledger_match *out,
                 struct problem *problem);

#endif
