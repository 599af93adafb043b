/*
 * demand: what a kept run asks for above this year's budget, in the years after it that the run simulates whole.
 *
 * Includes: base, budget, casebook.
 */
#ifndef RUN_DEMAND_H
#define RUN_DEMAND_H

#include "base/problem.h"
#include "budget/books.h"
#include "budget/demand.h"
#include "casebook/run_store.h"

struct run_demand {
    struct demand demand;                        /* its years are counted from first_year */
    int32_t first_year;                          /* the year after the books' */
    int64_t low[ROUND_YEARS], high[ROUND_YEARS]; /* 80% range of what all placements cost, pence */
};

/* PROBLEM_INPUT, with what to do, when the run has no such year; else as demand_make. */
int run_demand_make(const struct run_result *run, const struct books *books, struct run_demand *out,
                    struct problem *problem);
void run_demand_clear(struct run_demand *demand); /* safe on zeroes and twice */

#endif
