/*
 * goal: what a plan is to reach, and which number of it may be turned to reach it.
 *
 *     cost 2027-28 <= 38.5m              pounds of a financial year, what the plan costs included
 *     children 2028-03 <= 650            children in care, on average over the month
 *
 * A path reaches a goal or does not; the chance of a plan is the share of its paths that do. What may be turned is one
 * number of one effect, told as `homeward scenario set` tells it: S01.effects[0].add_per_month.
 *
 * Pure. Includes: base, calendar, plan.
 */
#ifndef PLAN_GOAL_H
#define PLAN_GOAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "plan/outcome.h"
#include "plan/scenario.h"

struct plan_goal {
    enum plan_quantity quantity;
    bool at_least;  /* >=; else <= */
    int32_t year;   /* of pounds: the financial year */
    int32_t month;  /* of children: the calendar month */
    int64_t amount; /* pence, or thousandths of children */
};

/* PROBLEM_USAGE, with an example, for what is no goal. */
int plan_goal_read(const char *words, struct plan_goal *out, struct problem *problem);

/* Appends it as a sentence has it: "the cost of 2027-28 is at most £38,500,000". */
void plan_goal_append(struct text *out, const struct plan_goal *goal);

/* What of an outcome's months the goal is of: from … to - 1. PROBLEM_USAGE when the run does not have all of them. */
int plan_goal_months(const struct plan_goal *goal, const struct plan_outcome *outcome, int32_t *from, int32_t *to,
                     struct problem *problem);

struct plan_reach {
    int64_t paths, reached;  /* how many, and how many reach the goal */
    int64_t mean, low, high; /* pence or thousandths of children with the plan: mean, 10 and 90 of 100 paths */
};

/* How a plan fares: the second side of an outcome. PROBLEM_USAGE, PROBLEM_MEMORY. */
int plan_goal_reach(const struct plan_goal *goal, const struct plan_outcome *outcome, struct plan_reach *out,
                    struct problem *problem);

/* A number that may be turned. */
struct plan_dial {
    int32_t effect;           /* of the scenario */
    double none, least, most; /* where the effect does nothing; how far it may be turned */
    bool whole;               /* places: no parts of one */
};

/* The number that a path such as S01.effects[0].add_per_month means. PROBLEM_USAGE says what there is. */
int plan_dial_find(const struct plan_scenario *scenario, const char *path, double cap, struct plan_dial *out,
                   struct problem *problem);

enum { PLAN_TRIES_MAX = 24 };

/* Values of a dial that were tried, and how the plan fared with each. */
struct plan_try {
    double value;
    struct plan_reach reach;
};

struct plan_tries {
    int32_t tries;
    struct plan_try tried[PLAN_TRIES_MAX]; /* in the order of their values */
    int32_t found;                         /* the answer; -1: no value that is permitted reaches the goal */
    int32_t nearest;                       /* the one with the best chance */
};

#endif
