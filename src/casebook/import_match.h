/*
 * import_match: one year for each of several parts of a table, so that no two have the same and the costs are least.
 *
 * Costs are compared from the first figure to the last, and added up figure by figure over all parts: the least sum is
 * found by augmenting along cheapest paths, one part after the other (the Hungarian method). A part for which no year is
 * left shares its cheapest one: then two parts are of one year, and a person must say which is right.
 *
 * Pure. Inside of the room only. Includes: base.
 */
#ifndef CASEBOOK_IMPORT_MATCH_H
#define CASEBOOK_IMPORT_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"

enum { IMPORT_COSTS = 7 };

/* What a part pays for a year. */
struct import_choice {
    bool possible;              /* false: it can never have that year */
    int64_t cost[IMPORT_COSTS]; /* not below 0 */
};

/*
 * `choice` is [parts × years]; each part has a possible year. Years that are `taken` go to a part only when it has no other.
 * `year_of` gets each part's year.
 */
int import_match(const struct import_choice *choice, int64_t parts, int64_t years, const bool *taken, int64_t *year_of,
                 struct problem *problem);

#endif
