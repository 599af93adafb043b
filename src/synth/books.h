/*
 * books: the finance files of a made-up council, for the year after its last return.
 *
 *     ledger.csv      a package for every placement that costs something and has a night between 31 March and the end of
 *                     period `closed`: the ways of the same children, a year on; ends that come later are not known yet
 *     actuals.csv     what was paid in each closed period: packages by nights, posts by days, and one late invoice
 *     explained.csv   that late invoice, so that ledger and packages can be reconciled to the penny
 *     budget.csv      a line a kind of placement, made with last year's number of children and the price list, and others
 *     staffing.csv    posts with people of every contract, and vacancies
 *     pressures.csv, savings.csv, grants.csv    two versions of a budget round
 *     planted.csv     on request, the mistakes that were planted in ledger and payments (synth/books_planting.h): kind,
 * file, line, what it is about in pounds, and what finds it; no file that a council has, so an import passes it
 *
 * A package costs its kind's price list price times a factor with a long tail (log-normal), so that few children cost much.
 * Children who come after the last return are in the ledger and in no return yet, as in real life. Luck has numbers of its
 * own: the returns are the same with and without books. Inside synth/. Includes: base, calendar, money, budget, chance.
 */
#ifndef SYNTH_BOOKS_H
#define SYNTH_BOOKS_H

#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "synth/council.h"

enum synth_book {
    SYNTH_LEDGER,
    SYNTH_ACTUALS,
    SYNTH_EXPLAINED,
    SYNTH_BUDGET,
    SYNTH_STAFFING,
    SYNTH_PRESSURES,
    SYNTH_SAVINGS,
    SYNTH_GRANTS,
    SYNTH_PLANTED,
    SYNTH_BOOKS
};

struct synth_books {
    struct text file[SYNTH_BOOKS]; /* owned; empty where there is none */
    int64_t packages;              /* in the ledger */
    int64_t planted;               /* mistakes: fewer than asked for when nothing more suits */
};

/* `name` are the children's names (synth_names_new); of the options `closed` and `book_errors` are looked at. The caller
 * clears *out, after a failure too. PROBLEM_LIMIT, PROBLEM_MEMORY. */
int synth_books_make(const struct synth_council *council, const int32_t *name, const struct synth_options *options,
                     struct synth_books *out, struct problem *problem);

/* Writes the files into folder/books. PROBLEM_FILE, PROBLEM_MEMORY. */
int synth_books_write(const struct synth_books *books, const char *folder, struct problem *problem);
void synth_books_clear(struct synth_books *books); /* safe on zeroes and twice */

#endif
