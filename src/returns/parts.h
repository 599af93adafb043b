/*
 * parts: which part of a bundle a row belongs to. Within this room.
 *
 * A pre-merged file says on each row, in the columns LA and YEAR, whose it is and of which year. Parts are made in the order
 * in which they first appear. Looking one up is free while rows of one authority and year stand together, and otherwise a
 * binary search, so that no order of rows makes reading slow.
 *
 *     parts_open(&parts, bundle, name, &columns, problem);
 *     int32_t part = parts_find(&parts, authority, year, problem);
 *     if (part >= 0) return_row_load(&bundle->part[part].file, …);
 *     parts_close(&parts);
 *
 * Includes: base, returns.
 */
#ifndef RETURNS_PARTS_H
#define RETURNS_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "returns/return_bundle.h"
#include "returns/return_columns.h"

struct parts {
    struct return_bundle *bundle;         /* what is filled; the caller's */
    const char *name;                     /* of the file; borrowed */
    const struct return_columns *columns; /* of every part; borrowed */
    int32_t *order;                       /* numbers of the parts by year and authority; owned */
    int64_t order_capacity;               /* of that list */
    int32_t named;                        /* parts whose authority and year are known: all, or none yet */
    int32_t last;                         /* the part found last */
};

/*
 * The end of reading a file: on failure the bundle is emptied and the problem says in which file it is. Returns `code`.
 */
int parts_finish(struct return_bundle *bundle, const char *name, int code, struct problem *problem);

/* Adds an empty part without authority and year to a bundle: its number or PROBLEM_MEMORY. */
int32_t parts_add(struct return_bundle *bundle, const char *name, struct problem *problem);

/*
 * Begins with one part for the whole file: it becomes that of the first row whose authority and year can be read, and takes
 * the rows of which nobody can say whose they are. PROBLEM_MEMORY; parts_close is due in any case.
 */
int parts_open(struct parts *parts, struct return_bundle *bundle, const char *name, const struct return_columns *columns,
               struct problem *problem);
void parts_close(struct parts *parts);

/* The part of this authority (shorter than RETURN_AUTHORITY_SIZE) and year; PROBLEM_LIMIT above RETURN_PARTS_MAX. */
int32_t parts_find(struct parts *parts, struct return_text authority, int32_t year, struct problem *problem);

/*
 * The collection year that a YEAR cell means. A year alone is the one in which the collection ends, as public pipelines name
 * it: "2019" (or a spreadsheet's "2019.0") is 2018, like "2018-19", "2018/19", "2018-2019" and "2018/2019". False for
 * anything else.
 */
bool parts_year(struct return_text cell, int32_t *year);

#endif
