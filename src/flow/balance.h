/*
 * balance: the pull to balance, solved once. Within this room; what it is for and from, levels.h says.
 *
 * The base at its mean levels is simulated with few replicates and common random numbers, the factors are corrected by what
 * each quarter lacks over what entries and ways out of the quarter can give, and again, until every quarter is on its
 * target to two in a thousand or four corrections have been made. Includes: base, calendar, chance.
 */
#ifndef FLOW_BALANCE_H
#define FLOW_BALANCE_H

#include "base/problem.h"
#include "flow/levels.h"
#include "flow/posterior.h"

/* The base at its mean levels. */
struct flow_base {
    const struct flow_system *system; /* borrowed, like all below */
    const struct flow_histories *histories;
    const struct flow_posterior *posterior; /* its means are used */
    const struct flow_levels_plan *plan;
    int32_t quarters;
    const double *level[FLOW_SERIES]; /* [quarters]: entries a day; factors on the mean rates */
    double dispersion;                /* of entries */
    double share;                     /* a */
};

/* Fills κ, [quarters]. PROBLEM_MEMORY, PROBLEM_STOPPED and what flow_simulate says. */
int flow_balance_solve(const struct flow_base *base, double *kappa, struct problem *problem);

#endif
