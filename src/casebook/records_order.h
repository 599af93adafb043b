/*
 * records_order: the rows in force as they come out of the casebook, and the order in which the histories get them.
 *
 * The order depends on who the children are (date of birth, first start, sex, then what their rows say) and never on
 * pseudonyms, row numbers of the casebook or the order of import: two workspaces with other keys hand over the same records.
 * Children whom nothing tells apart are interchangeable; they stand in the order of their files' lines.
 *
 * Inside of the room only. Includes: base, calendar, care.
 */
#ifndef CASEBOOK_RECORDS_ORDER_H
#define CASEBOOK_RECORDS_ORDER_H

#include <stdint.h>

#include "base/code.h"
#include "base/problem.h"
#include "calendar/calendar.h"
#include "care/records.h"

enum { LOADED_CODES = 7 }; /* rne, ls, cin, place, provider, rec, reason */

struct loaded_row {
    int32_t child; /* number in the order of loading */
    int32_t year, file, line;
    day decom, dec;                /* dec is DAY_OPEN when blank, so that it sorts last */
    short_code code[LOADED_CODES]; /* in the order above */
    uint64_t home;
};

struct loaded_child {
    int64_t name;      /* row id in the casebook */
    int32_t authority; /* small number */
    day born;          /* DAY_NONE when unknown */
    day first_decom;   /* DAY_OPEN when it has no row */
    day uasc_ceased;   /* DAY_NONE */
    uint8_t sex, uasc;
    int64_t first, rows; /* its rows, once they are grouped */
};

struct loaded {
    struct loaded_row *row; /* owned */
    int64_t rows;
    struct loaded_child *child; /* owned */
    int64_t children;
};

/* Fills the children and rows of `out` from `loaded`, in order, and says which of their codes are odd. */
int records_order(struct loaded *loaded, struct care_records *out, struct problem *problem);
void loaded_clear(struct loaded *loaded);

#endif
