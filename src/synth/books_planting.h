/*
 * books_planting: what real books have and made-up ones have not, planted in the ledger and the payments, and listed.
 *
 * Nine kinds, one after another until as many are planted as were asked for; a kind that finds no package that suits it is
 * passed over. A package has one mistake at most. The council pays what it owes whatever its ledger tells, so some
 * mistakes leave a difference between payments and packages that nothing explains, to the penny that is listed:
 *
 *     kind               what is wrong                                               found by              unexplained
 *     unknown child      a package more, of a child that no return knows             check ledger          nothing
 *     left care          a package more that goes on, of a child who has left        check ledger          nothing
 *     other kind         the type is another than where the child lives              check ledger          nothing
 *     no kind            the type is no kind of placement                            check ledger          nothing
 *     no price           the weekly price is blank                                   table exposures       what was paid
 *     review overdue     the review was due before the closed periods ended          table exposures       nothing
 *     no end             the planned end is blank                                    table exposures       nothing
 *     ends before start  the row is quarantined                                      check data            what was paid
 *     paid twice         a package's month is paid a second time                     check reconcile       what was paid
 *
 * A made-up ledger has open packages without a planned end and overdue reviews of its own as well; the list has those that
 * were planted. Luck has a number of its own: packages without a mistake are the same with and without.
 *
 * Inside synth/. Includes: base, calendar, budget, chance, flow.
 */
#ifndef SYNTH_BOOKS_PLANTING_H
#define SYNTH_BOOKS_PLANTING_H

#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "synth/books_ledger.h"
#include "synth/council.h"

struct synth_book_planted {
    const char *kind;     /* "no price" */
    const char *found_by; /* "table exposures" */
    int64_t line;         /* of ledger.csv, or of actuals.csv where `period` is one */
    int32_t period;       /* 1 … 12 of a payment; 0 in the ledger */
    int32_t state;        /* kind of placement whose payment it is */
    int64_t weekly;       /* pence: what the package costs a week */
    int64_t unexplained;  /* pence paid in the closed periods that no package of the ledger makes up */
};

/* Owned list; synth_book_mistakes_clear frees it. */
struct synth_book_mistakes {
    int64_t count, capacity;
    struct synth_book_planted *planted; /* in the order of planting */
};

/* Plants up to `wanted` in the ledger; payments are the caller's, who books `unexplained` of those with a period again and
 * fills their line. Fewer when the ledger is too small for more. PROBLEM_LIMIT, PROBLEM_MEMORY. */
int synth_book_mistakes_plant(const struct synth_council *council, const int32_t *name, int32_t wanted,
                              struct synth_ledger *ledger, struct synth_book_mistakes *out, struct problem *problem);

/* The list as planted.csv: kind, file, line, weekly_price, unexplained, found_by. */
void synth_book_mistakes_append(const struct synth_book_mistakes *mistakes, struct text *out);
void synth_book_mistakes_clear(struct synth_book_mistakes *mistakes); /* safe on zeroes and twice */

#endif
