/*
 * import_fit: how well a part of an import fits the episodes of a year, and which year it fits best.
 *
 * A part's own children decide: they are in the episodes of its year. A year whose episodes know nearly as many of them as
 * the best (import_table.may_lack) fits as well, and then, in this order, each only where those before are equal:
 *
 *     1. dates      rows that can be of the year: begun by its end, not ended before it; then rows that begin in it
 *     2. presence   of a table of those in care all through its year (OC2): how many of its children were
 *     3. share      named by both ÷ (named by the part, or by the episodes and by any part of the same table): 1 for the right
 *                   year even where the table names few of the year's children, as UASC does
 *     4. freedom    no other part of the table has the year
 *     5. nearness   episodes of this import, then of the same folder
 *     6. newness    the later year
 *
 * Pure but for the sets that it is handed. Inside of the room only. Includes: casebook/import_batch.
 */
#ifndef CASEBOOK_IMPORT_FIT_H
#define CASEBOOK_IMPORT_FIT_H

#include "casebook/import_batch.h"

/* The episodes of an authority and year, new or in force. */
struct import_candidate {
    const char *authority;
    int32_t year;
    bool annual;                                /* covers its whole year */
    day last_date;                              /* latest day within the year of which it speaks */
    const struct import_item *item;             /* the part of this import; NULL when it is only in force */
    const struct import_named *named;           /* its children */
    const struct import_named *throughout;      /* those in care all through the year */
    struct import_named own_named, own_throughout; /* owned, of one in force */
};

/* By authority, then rising year. */
struct import_candidates {
    struct import_candidate **candidate; /* owned, and each of them */
    int64_t count, capacity;
};

/* Whether two paths lie in the same folder. */
bool import_same_folder(const char *left, const char *right);

/*
 * The episodes whose year the item takes, or NULL when none knows any of its children. `marked` tells by number whom any part
 * of the same table names.
 */
const struct import_candidate *import_best_fit(const struct import_batch *batch, const struct import_item *item,
                                               const struct import_candidates *all, const uint8_t *marked);

#endif
