/*
 * Tables of a worked case laid out as the rules see them, from cells as they stand in a file: dates are read, codes raised
 * to capitals, children numbered, identities hashed; a row of which a cell cannot be read goes to `unreadable`. Worked cases
 * write shorthand for postcodes and UPNs ("XX1"), so that any text there has a hash, and words for an URN; the importer
 * gives a hash to whole ones alone, and keeps an URN that has the form of one.
 */
#ifndef TESTS_CHECKS_CASE_DESK_H
#define TESTS_CHECKS_CASE_DESK_H

#include <stdint.h>

#include "casebook/desk.h"
#include "checks/catalogue.h"
#include "checks/findings.h"
#include "returns/layout.h"

enum { CASE_CHILDREN_MAX = 8192, CASE_COLUMNS_MAX = 16 };

struct case_desk {
    struct desk *desk;
    char *child[CASE_CHILDREN_MAX]; /* CHILD by number - 1 */
    int32_t children;
    bool has_last;
    char wrong[128]; /* what cannot be laid out, "" while all can */
    /* the table being filled */
    int32_t table, columns;
    const char *column[CASE_COLUMNS_MAX];
};

void case_desk_open(struct case_desk *self);
void case_desk_close(struct case_desk *self);

/* Begins a table; the names of the columns are borrowed until the last row of it. */
void case_desk_table(struct case_desk *self, const char *table, const char *const *column, int32_t columns);

/* One row, cells as text, NULL where blank. */
void case_desk_row(struct case_desk *self, int64_t row, const char *const *cell);

/* A table as text: a line of columns, then a line a row (numbered from 0), "-" where blank. */
void case_desk_text(struct case_desk *self, const char *table, const char *text);

/* Runs one rule for a collection year and writes "Episodes 1 4, Header 0" or "did not run: it needs UASC". */
void case_desk_run(struct case_desk *self, const struct check_catalogue *catalogue, const char *code, int32_t year,
                   day first_day, day last_day, struct text *out);

#endif
