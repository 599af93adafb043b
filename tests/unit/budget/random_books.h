/*
 * random_books: books that chance alone made, for what must hold of any: a few lines with shared and unknown cost centres,
 * lines of income, packages without child, price, end or line, vacant posts, payments of twelve periods.
 *
 * The same seed gives the same books. Plain C: whole numbers from a counter that is mixed (splitmix64).
 */
#ifndef TESTS_RANDOM_BOOKS_H
#define TESTS_RANDOM_BOOKS_H

#include "budget/outturn.h"

enum {
    RANDOM_YEAR = 2025,
    RANDOM_LINES = 7,
    RANDOM_PACKAGES = 40,
    RANDOM_POSTS = 8,
    RANDOM_ACTUALS = 60,
    RANDOM_FUTURES = 24
};

struct random_luck {
    uint64_t at;
};

int64_t random_between(struct random_luck *luck, int64_t least, int64_t most); /* both can come */
bool random_comes(struct random_luck *luck, int32_t per_mille);

struct random_books {
    struct books books; /* its arrays are those below; placed */
    struct books_line line[RANDOM_LINES];
    struct books_package package[RANDOM_PACKAGES];
    struct books_post post[RANDOM_POSTS];
    struct books_actual actual[RANDOM_ACTUALS];
};

void random_books_make(struct random_luck *luck, struct random_books *out);

/* The same a few months on: packages that ended, are gone, cost more, are new or were told wrongly; lines and budgets that
 * changed; posts that came and went; payments restated. */
void random_books_move_on(struct random_luck *luck, const struct random_books *from, struct random_books *out);

/* The same rows in another order; lines, whose order is the council's, stay. */
void random_books_shuffle(struct random_luck *luck, struct random_books *books);

struct random_futures {
    struct outturn_futures futures; /* its arrays are those below */
    int64_t pence[(RANDOM_LINES + 1) * RANDOM_FUTURES], cause[(RANDOM_LINES + 1) * OUTTURN_CAUSE_COUNT];
    int64_t nights[RANDOM_LINES + 1];
};

void random_futures_make(struct random_luck *luck, const struct random_books *books, struct random_futures *out);

#endif
