/*
 * books_in_force: the books of the workspace's own authority for a financial year, as now in force or as known at a
 * snapshot.
 *
 *     struct casebook_books kept;
 *     if (casebook_load_books(casebook, CASEBOOK_NEWEST_YEAR, CASEBOOK_NOW, &kept, problem) == 0)
 *         use(&kept.books);                                       // placed: every row knows its budget line
 *     casebook_books_clear(&kept);
 *
 * Packages are those of the ledger in force that have a night in the year, or none yet; kinds of placement are those of the
 * care system in force; a child is known when a return that was in force then names the same pseudonym. A payment is
 * `restated` when its period is closed and its total was another when it was closed (casebook/periods.h).
 *
 * Includes: base, calendar, returns, care, budget, casebook/casebook, casebook/import.
 */
#ifndef CASEBOOK_BOOKS_IN_FORCE_H
#define CASEBOOK_BOOKS_IN_FORCE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "budget/books.h"
#include "budget/round.h"
#include "casebook/casebook.h"
#include "casebook/import.h"

enum { CASEBOOK_NEWEST_YEAR = 0 };

struct casebook_books {
    struct books books;
    int64_t snapshot; /* the newest that brought a part of it */
    bool has_ledger, has_actuals, has_staffing;
    int64_t unknown_kinds; /* packages whose type is no kind of placement */
    struct arena arena;    /* owns all of it */
};

/* PROBLEM_NOT_FOUND, with what to do, when no budget of the year (or none at all) has been imported. */
int casebook_load_books(struct casebook *casebook, int32_t year, int64_t known_at, struct casebook_books *out,
                        struct problem *problem);
/* The same with children known as the returns of another snapshot know them: for books of then that are held against those
 * of now, package by package. */
int casebook_load_books_of(struct casebook *casebook, int32_t year, int64_t known_at, int64_t children_at,
                           struct casebook_books *out, struct problem *problem);

/* The packages alone, of the ledger in force: those with a night in [from, to), with no budget and no lines.
 * PROBLEM_NOT_FOUND when no ledger has been imported. */
int casebook_load_packages(struct casebook *casebook, day from, day to, struct casebook_books *out, struct problem *problem);
void casebook_books_clear(struct casebook_books *books); /* safe on zeroes and twice */

/*
 * Hash of the books of a year as they are at a snapshot: 32 hex digits and a NUL. No names of files, order of rows,
 * pseudonyms or times of import: only what rows say, and of a child whether the returns know it.
 */
int casebook_books_hash(const struct casebook_books *books, char out[33], struct problem *problem);

/* The items of the budget round in force, all kinds and versions, in the order of import and file. */
struct casebook_round {
    int64_t items;
    struct round_item *item;
    struct arena arena; /* owns all of it */
};

/* No items is no error. */
int casebook_load_round(struct casebook *casebook, struct casebook_round *out, struct problem *problem);
/* The same as known at a snapshot; CASEBOOK_NOW is in force. */
int casebook_load_round_at(struct casebook *casebook, int64_t snapshot, struct casebook_round *out, struct problem *problem);
void casebook_round_clear(struct casebook_round *round); /* safe on zeroes and twice */

#endif
