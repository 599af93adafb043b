/*
 * findings: what the rules found, as columns: which rule, in which return, which row, of which child.
 *
 * A finding is one row that fails one rule. They stand by return, then by rule, then by table and row, each once. Owned
 * columns; check_findings_clear frees them. Includes: base, checks/catalogue, checks/layout.
 */
#ifndef CHECKS_FINDINGS_H
#define CHECKS_FINDINGS_H

#include <stdint.h>

#include "base/problem.h"
#include "checks/catalogue.h"
#include "checks/layout.h"

/* A rule in force that did not run, for tables that it needs did not come. */
struct check_skip {
    int32_t rule, year; /* as below */
    uint32_t missing;   /* 1 << table for each that is missing */
};

struct check_findings {
    /* one entry a return that was checked, by authority then year */
    int32_t years, years_capacity;
    struct check_year *year_of;

    /* one entry a finding */
    int64_t count, capacity;
    int32_t *rule;  /* number in the catalogue */
    int32_t *year;  /* number in year_of */
    int32_t *row;   /* line of the file */
    int32_t *child; /* the child's number in the casebook, 0 when the row names none that could be read */
    int8_t *table;  /* number of the table (checks/catalogue.h); below CHECK_TABLES / 2 */

    /* one entry a rule that did not run in a return */
    int64_t skips, skips_capacity;
    struct check_skip *skip;
};

int64_t check_findings_add(struct check_findings *findings, struct problem *problem); /* its number, or a negative code */
int check_findings_add_skip(struct check_findings *findings, struct check_skip skip, struct problem *problem);
int32_t check_findings_add_year(struct check_findings *findings, const struct check_year *year, struct problem *problem);

/* Puts the findings from `first` on, all of one rule and return, in order by table and row, each once. */
int check_findings_order(struct check_findings *findings, int64_t first, struct problem *problem);

void check_findings_clear(struct check_findings *findings); /* safe on zeroes and twice */

#endif
