/*
 * gap: what is missing, year by year, between what a budget version needs and what there is to pay for it.
 *
 *     need      this year's approved budget + pressures - savings that take pounds out of a budget
 *     funding   this year's approved budget, growing by an assumed percentage a year, + grants of the year
 *     gap       need - funding: + is missing
 *
 * Pressures, savings and grants of a year are what stands of them in that year's budget (round_level). Two more figures say
 * how sure it is: with the savings that are at risk or not achievable left out; and, where a pressure comes from a run, with
 * the tenth and the ninetieth of 100 of its futures in the place of their mean. Pure. Includes: base, money, budget.
 */
#ifndef BUDGET_GAP_H
#define BUDGET_GAP_H

#include <stdint.h>

#include "base/problem.h"
#include "budget/round.h"

struct gap_question {
    const struct round_item *item;
    int64_t items;
    const char *version;
    int64_t budget; /* this year's, pence */
    int64_t growth; /* of funding: thousandths of a percent a year */
    int32_t years;  /* 1 … ROUND_YEARS */
    /* [years] what the runs behind pressures may bring less or more than their mean; 0 where there is no run */
    int64_t run_low[ROUND_YEARS], run_high[ROUND_YEARS];
};

struct gap_year {
    int64_t pressures, savings, grants, need, funding, gap;
    int64_t low, high;     /* of the gap, by the runs behind the pressures */
    int64_t risky_savings; /* of the savings: those at risk or not achievable */
    int64_t worst;         /* the gap without them */
};

/* PROBLEM_INPUT: groups that would be counted twice; PROBLEM_LIMIT. */
int gap_make(const struct gap_question *question, struct gap_year year[ROUND_YEARS], struct problem *problem);

#endif
