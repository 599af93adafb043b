/*
 * capacity_in_force: the homes and beds of the capacity list in force for the workspace's own authority.
 *
 *     struct casebook_capacity capacity;
 *     if (casebook_load_capacity(casebook, &capacity, problem) == 0)
 *         for (int64_t i = 0; i < capacity.rows; i++)
 *             use(capacity.row[i].state, capacity.row[i].places);
 *     casebook_capacity_clear(&capacity);
 *
 * Includes: base, calendar, returns, casebook/casebook.
 */
#ifndef CASEBOOK_CAPACITY_IN_FORCE_H
#define CASEBOOK_CAPACITY_IN_FORCE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "calendar/calendar.h"
#include "casebook/casebook.h"
#include "returns/capacity.h"

/* Places of one kind and owner on the days [from, to). */
struct casebook_places {
    int32_t state; /* of the care system in force */
    enum capacity_owner owner;
    int32_t places; /* or CAPACITY_UNCOUNTED */
    day from, to;   /* DAY_NONE: always there; DAY_OPEN: no end is known */
};

struct casebook_capacity {
    const char *name; /* of the file */
    int64_t rows;
    struct casebook_places *row; /* by kind, owner, days and number: the same whatever the order of the file's rows */
    int64_t quarantined;         /* rows of the file that could not be read */
    int64_t unknown;             /* rows of a kind that the care system in force no longer has: not among `rows` */
    struct arena arena;          /* owns all of it */
};

/* PROBLEM_NOT_FOUND, with what to do, when no list has been imported. */
int casebook_load_capacity(struct casebook *casebook, struct casebook_capacity *out, struct problem *problem);
void casebook_capacity_clear(struct casebook_capacity *capacity); /* safe on zeroes and twice */

#endif
