/*
 * run_fixture: a small made-up run whose numbers can be worked by hand.
 *
 * Anyshire, as at 31 December 2025: 16 children, 20,000 aged 0 to 17; four kinds of placement, of which "unregistered" is
 * never used; 14 months of history from November 2024 (12 children before it) and 16 months of forecast, to April 2027.
 *
 *     each forecast month   starts 7/3, ceases 5/3 (each of five exits 1/3), UASC 1/3: stock grows by 2/3 a month
 *     kinds                 home_external 3.040 and supported 0.240 in every forecast month, foster_inhouse the rest
 */
#ifndef TESTS_RUN_FIXTURE_H
#define TESTS_RUN_FIXTURE_H

#include "briefing/tables.h"
#include "care/system.h"
#include "casebook/run_store.h"

enum { FIXTURE_PAST = 14, FIXTURE_FUTURE = 16 };
enum { FIXTURE_FOSTER, FIXTURE_HOME, FIXTURE_SUPPORTED, FIXTURE_UNREGISTERED, FIXTURE_STATES };

struct run_fixture {
    struct care_system system;
    struct run_result run;
    struct table_sources sources; /* borrows the two above */
};

void run_fixture_make(struct run_fixture *out);
void run_fixture_clear(struct run_fixture *fixture);

/* The text that a person reads in a cell, in `scratch`. The column by name. */
const char *fixture_cell(const struct table *table, int64_t row, const char *column, struct text *scratch);

/* The first row whose cell in `column` reads so; fails the test when there is none. */
int64_t fixture_row(const struct table *table, const char *column, const char *reads);

/* True when a note has these words. */
bool fixture_noted(const struct table *table, const char *words);

#endif
