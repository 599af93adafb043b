/*
 * totals: what a check found, counted: of each rule the rows, the children, and the pounds touched.
 *
 * Pounds touched by a rule are what a year's placements of the children concerned cost: of each child with a finding in a
 * return, the nights of its collection year at the price of their kind of placement, once. They say which mistake to mend
 * first. They do not add up over rules, for one child may fail several. What a child costs, the room `run` works out.
 *
 * Includes: base, money, checks/catalogue, checks/findings.
 */
#ifndef CHECKS_TOTALS_H
#define CHECKS_TOTALS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "checks/catalogue.h"
#include "checks/findings.h"
#include "money/money.h"

/* What each child cost in each collection year. Owned; check_costs_clear frees it. */
struct check_costs {
    int32_t first_year, years; /* the years first_year … first_year + years - 1 */
    int64_t children;          /* children are numbered below it, as the casebook does */
    int64_t *pence;            /* [years * children], by year then child; 0 where a child has no night of care */
};

int check_costs_begin(struct check_costs *costs, int32_t first_year, int32_t years, int64_t children,
                      struct problem *problem); /* all nothing */
/* The cost of a child in a year, to be read or set; NULL where there is none. */
int64_t *check_cost(const struct check_costs *costs, int32_t year, int32_t child);
void check_costs_clear(struct check_costs *costs); /* safe on zeroes and twice */

/* What one kind of finding comes to. */
struct check_total {
    int64_t rows, children;
    struct money touched;
    int32_t first_year, last_year; /* collection years in which there is any */
    uint32_t tables;               /* 1 << table for each with a row */
    int32_t file, line;            /* first place in the newest return with any; file 0: nowhere */
};

/* Which children have been counted. Rows are counted kind by kind (from 1), those of one child and year in one go. Owned. */
struct check_tally {
    int64_t children; /* children are numbered below it */
    int32_t *kind;    /* [children] the last kind that counted the child */
    int64_t *pounds;  /* [children] the last kind and year that counted its pounds */
};

int check_tally_begin(struct check_tally *tally, int64_t children, struct problem *problem);
void check_tally_clear(struct check_tally *tally); /* safe on zeroes and twice */

/* Adds a row of a child (0: of nobody known) in a collection year to the total of a kind. False when the pounds no longer
 * fit.
 */
bool check_total_add(struct check_total *total, struct check_tally *tally, const struct check_costs *costs, int32_t kind,
                     int32_t year, int32_t child);

/* A check, whole: the rules, what they found, and what that comes to. Owned; check_result_clear frees it. */
struct check_result {
    struct check_catalogue catalogue;
    struct check_findings findings;
    struct check_total *rule;    /* [catalogue.rules] */
    struct check_total *warning; /* [warnings] by kind of warning (care_reason) from making the histories, of all years */
    int32_t warnings;
    int64_t unknown_children; /* children with findings of whom no night of care is known, so that no pounds are */
};

/* Counts result->findings into result->rule. */
int check_totals_make(struct check_result *result, const struct check_costs *costs, struct problem *problem);
void check_result_clear(struct check_result *result); /* safe on zeroes and twice */

#endif
