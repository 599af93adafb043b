/*
 * import_fit: how well a part of an import fits the episodes of a year.
 *
 * First, which years are possible at all. The children whom a part names are in the episodes of its year: a year that knows
 * nearly as many of them as the best one is possible (one in a hundred may be lacking, and one child always). Of these, of a
 * table that names only some of the year's children, such as OC2 those in care throughout (import_table.presence), a year in
 * which nearly as many were so; of a table whose rows have dates, a year to which nearly as many rows can belong. OC3 names
 * young people most of whom have left: there birthdays decide, and no child need be in the episodes of its own year.
 *
 * Where the episodes of a year that came with the same import know at least half of the children of a new part, years that
 * are only in force are not possible: a header that comes with this year's episodes is this year's, though last year's knew them too.
 *
 * Then what it costs to take one of these years instead of the best, most important first:
 *
 *     1. presence   children who were not in care as the table asks
 *     2. rows       that begin after the year or end before it
 *     3. children   who are not in its episodes; of OC3 how far the mean birthday is from where it should be
 *     4. beginning  rows that do not begin in it
 *     5. share      named by both ÷ (named by the part, or by the episodes and by any part of the same table), which is 1
 *                   for the right year even where the table names few of its children, as UASC does
 *     6. nearness   episodes of this import, then of the same folder, before others
 *     7. age        the later year before the earlier
 *
 * import_match.h makes of the costs of all parts of a table one year each. Inside of the room only.
 * Includes: base, casebook/import_batch, import_match.
 */
#ifndef CASEBOOK_IMPORT_FIT_H
#define CASEBOOK_IMPORT_FIT_H

#include "casebook/import_batch.h"
#include "casebook/import_match.h"

/* The episodes of an authority and year, new or in force. */
struct import_candidate {
    const char *authority;                     /* GSS code */
    int32_t year;                              /* collection year */
    bool annual;                               /* covers its whole year */
    day last_date;                             /* latest day within the year of which it speaks */
    const struct import_item *item;            /* the part of this import; NULL when it is only in force */
    const struct import_named *named;          /* [IMPORT_PRESENCES] its children: the item's, or `own` */
    struct import_named own[IMPORT_PRESENCES]; /* owned, of one in force */
};

/* By authority, then rising year. */
struct import_candidates {
    struct import_candidate **candidate; /* owned, and each of them */
    int64_t count, capacity;             /* how many, and for how many there is room */
};

/* Whether two paths lie in the same folder. */
bool import_same_folder(const char *left, const char *right);

/*
 * Fills what the item pays for each candidate's year: [all->count]; not possible for those of other authorities. `marked`
 * tells by number whom any part of the same table names. 1 when any year is possible, 0 when none knows any of its children,
 * or PROBLEM_MEMORY.
 */
int import_fit(const struct import_item *item, const struct import_candidates *all, const uint8_t *marked,
               struct import_choice *out, struct problem *problem);

#endif
