/*
 * gap: the medium-term gap of a version of the budget round, with the range of the runs behind its pressures.
 *
 * A pressure that names a kept run as its evidence is as sure as that run's futures: what the tenth and the ninetieth of 100
 * of them cost less and more than their mean, in each year, is added to the gap's ends. Several runs are plainly summed, low
 * with low and high with high, as if they went together; one that several pressures rest on is taken once.
 *
 * Includes: base, budget, casebook.
 */
#ifndef RUN_GAP_H
#define RUN_GAP_H

#include "base/problem.h"
#include "budget/books.h"
#include "budget/gap.h"
#include "casebook/casebook.h"

struct run_gap_options {
    const char *version;
    int32_t first_year, years; /* financial year of the first, and how many: 1 … ROUND_YEARS */
    int64_t growth;            /* of funding: thousandths of a percent a year */
};

/* `items` are those of the round; the budget is all that the books approve. As gap_make; PROBLEM_STORE. */
int run_gap(struct casebook *casebook, const struct books *books, const struct round_item *item, int64_t items,
            const struct run_gap_options *options, struct gap_year year[ROUND_YEARS], struct problem *problem);

#endif
