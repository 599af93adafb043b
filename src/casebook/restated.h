/*
 * restated: what was paid in a closed period, as it was known when the period was closed and as it is known now.
 *
 *     struct casebook_restated restated;
 *     if (casebook_load_restated(casebook, &restated, problem) == 0)
 *         … restated.row[i].was, .is, .since …
 *     casebook_restated_clear(&restated);
 *
 * A kept report stays as it is; what has changed since stands here, marked [r] where it is shown. A period that is open
 * again, or was closed again with the new figure, has none. Includes: base, budget, casebook/casebook, casebook/periods.
 */
#ifndef CASEBOOK_RESTATED_H
#define CASEBOOK_RESTATED_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "casebook/casebook.h"

struct casebook_restated_row {
    const char *line; /* of the budget; "" for what is in none */
    int32_t year, period;
    int64_t was, is;    /* pence paid in the period, as reported and as known now */
    int64_t snapshot;   /* which brought the newer figure, */
    const char *since;  /* and when: UTC */
    const char *reason; /* as an explained.csv of that line and period tells it that came after the closing; "" for none */
};

struct casebook_restated {
    int64_t count;
    struct casebook_restated_row *row; /* owned; by year, period and the order of the budget */
    struct arena arena;                /* owns the texts */
};

int casebook_load_restated(struct casebook *casebook, struct casebook_restated *out, struct problem *problem);
void casebook_restated_clear(struct casebook_restated *restated); /* safe on zeroes and twice */

#endif
