/*
 * records: the rows of the returns that a history is made of, as the casebook hands them over.
 *
 * Children are numbered 0 … children-1, in an order that depends on who they are only (date of birth, first start, sex, then
 * the rank of their episodes), never on pseudonyms or on the order of import. Rows of every return in force are here, with
 * the year of their return and the place in the file that they came from, so that the fate of each can be told.
 *
 * Owned columns; care_records_clear frees them. Pure. Includes: base, calendar, care/system.
 */
#ifndef CARE_RECORDS_H
#define CARE_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/code.h"
#include "base/problem.h"
#include "calendar/calendar.h"
#include "care/system.h"

/*
 * The codes that decide what a row means. The casebook holds each against the lists of the collection year of its return
 * (returns/codes.h), not of the episode's own dates, and says what it found in the bits of `odd`: a value that no list of
 * any year has, or one that only other years have (K3 in a return of 2019). Blank is never odd.
 */
enum care_field { CARE_PLACE, CARE_PROVIDER, CARE_REC, CARE_LS, CARE_FIELDS };

enum { CARE_IN_NO_LIST = 1, CARE_OF_ANOTHER_YEAR = 1 << CARE_FIELDS };

/* The bit of a field: care_odd(CARE_IN_NO_LIST, CARE_LS). */
static inline uint8_t care_odd(int what, enum care_field field)
{
    return (uint8_t)(what << field);
}

/* One return in force: a collection year of one authority. */
struct care_return {
    int32_t year;      /* collection year: 2020 for 2020-21 */
    int32_t authority; /* small number of the authority within these records, from 0 */
    bool annual;       /* covers the whole year to 31 March; false for an extract in the year */
    day last_date;     /* latest DECOM or DEC in it that is not after its end */
    int64_t children;  /* how many children have an episode in it */
};

struct care_records {
    /* one entry a return, by authority then year */
    int32_t returns, returns_capacity;
    struct care_return *return_of;

    /* one entry a child (authority + CHILD) */
    int64_t children, children_capacity;
    int32_t *authority;
    day *born;        /* DAY_NONE when no header row gives a date of birth */
    uint8_t *sex;     /* 'M', 'F', 'U' or 0; codes 1 and 2 are M and F */
    uint8_t *uasc;    /* 1 when a UASC row names the child in any year */
    day *uasc_ceased; /* DUC, or DAY_NONE */
    int64_t *name;    /* the casebook's own row id of the child, for tables of restricted audience; means nothing here */

    /* one entry an episode row, grouped by child, within a child by return year then DECOM then row */
    int64_t rows, rows_capacity;
    int32_t *child;
    int32_t *year;    /* collection year of its return */
    day *decom, *dec; /* dec is DAY_NONE when blank */
    short_code *rne, *ls, *cin, *place, *provider, *rec, *reason;
    uint64_t *home; /* keyed hash of HOME_POST, 0 when blank: brothers and sisters share it */
    uint8_t *odd;   /* what is odd about its codes: bits of care_odd */
    int32_t *file;  /* number of the file, for the fate's place */
    int32_t *line;  /* line of that file */

    day known_to; /* the day to which the returns speak: 31 March of the newest annual one, or an extract's latest date */
};

void care_records_clear(struct care_records *records); /* safe on zeroes and twice */

/* Appends an empty child or row (all zero; dates DAY_NONE) and returns its number, or a negative problem code. */
int64_t care_records_add_child(struct care_records *records, struct problem *problem);
int64_t care_records_add_row(struct care_records *records, struct problem *problem);
int64_t care_records_add_return(struct care_records *records, struct problem *problem);

#endif
