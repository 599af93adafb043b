/*
 * check: rules run over returns.
 *
 *     struct check_findings found = {0};
 *     check_returns(casebook, &catalogue, &choice, progress, &found, problem);
 *
 * A rule runs in a return whose collection year it is in force in, when the tables that it needs have come; one that does
 * not run for want of a table is told in findings->skip. Progress is told once a rule. Includes: base, casebook,
 * checks/catalogue, checks/findings.
 */
#ifndef CHECKS_CHECK_H
#define CHECKS_CHECK_H

#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "casebook/casebook.h"
#include "casebook/desk.h"
#include "checks/catalogue.h"
#include "checks/findings.h"

enum { CHECK_NEWEST = INT32_MIN, CHECK_EVERY_YEAR = INT32_MAX, CHECK_EVERY_RULE = -1 };

struct check_choice {
    int32_t year; /* a collection year, CHECK_NEWEST (of each authority the last with episodes) or CHECK_EVERY_YEAR */
    int32_t rule; /* a rule of the catalogue, or CHECK_EVERY_RULE */
};

/*
 * Checks the returns in force. PROBLEM_NOT_FOUND when nothing has been imported; PROBLEM_USAGE when nothing of the chosen
 * year has, with the years that there are.
 */
int check_returns(struct casebook *casebook, const struct check_catalogue *catalogue, const struct check_choice *choice,
                  struct progress *progress, struct check_findings *out, struct problem *problem);

/* Runs the rules (or the one) over tables laid out and finished, as return `year` of the findings. */
int check_desk(struct desk *desk, const struct check_catalogue *catalogue, int32_t rule, int32_t year,
               struct progress *progress, struct check_findings *findings, struct problem *problem);

#endif
