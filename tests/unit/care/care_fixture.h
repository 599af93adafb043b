/*
 * care_fixture: returns as small text tables, and what becomes of them as text.
 *
 *     return 2018 100                 a return of collection year 2018-19 with 100 children in it
 *     return 2019 90 1                the same of authority 1 (0 when not said)
 *     child ann 2010-05-01 F          date of birth ("-" for none), sex; then "uasc" and "authority 1" where true
 *     ann 2018 2018-05-01 S C2 U4 PR1 2018-09-01 X1      child, year of return, DECOM RNE LS PLACE PROVIDER DEC REC
 *     known_to 2020-12-18             when it is not the 31 March of the newest return
 *
 * After the nine cells of a row may stand what is odd about its codes: "unlisted:LS", "year:PLACE" (care/records.h).
 * "-" is a blank cell. Children and their rows stand in the records as the contract of care/records.h says, whatever the
 * order of the lines; rows of one child, year and DECOM keep the order of their lines.
 */
#ifndef CARE_FIXTURE_H
#define CARE_FIXTURE_H

#include <stdint.h>

#include "base/text.h"
#include "care/history.h"
#include "care/records.h"
#include "care/system.h"

/* Three returns, each as complete as the other, and one girl in them. */
#define THREE_YEARS                                                                                                    \
    "return 2018 100\n"                                                                                                \
    "return 2019 100\n"                                                                                                \
    "return 2020 100\n"
#define ANN THREE_YEARS "child ann 2010-06-15 F\n"

enum { CARE_FIXTURE_CHILDREN = 64, CARE_FIXTURE_NAME = 16 };

struct care_fixture {
    struct care_system system;
    struct care_records records;
    char child[CARE_FIXTURE_CHILDREN][CARE_FIXTURE_NAME]; /* names of the children */
    struct flow_histories histories; /* after care_fixture_build */
    struct care_fates fates;
    int32_t *of_child;
};

/* The states, exits and codes of children's care, with a plain prior. */
void care_fixture_system(struct care_system *out);

/* Reads a table; fails the test on a line that it does not understand. */
void care_fixture_read(struct care_fixture *fixture, const char *table);

/* Builds the histories as at a day ("2019-03-31"); fails the test when that fails. */
void care_fixture_build(struct care_fixture *fixture, const char *as_at);

void care_fixture_clear(struct care_fixture *fixture);

/* "ann * foster_inhouse 2018-05-01 2018-09-01 home\n": * begins a period; then state, from, to or "open", where to. */
void care_fixture_spells(const struct care_fixture *fixture, struct text *out);

/* "ann 2018 2018-05-01 kept\n", with " REASON" where the fate has one and " (WARNING)" where the row has one. */
void care_fixture_fates(const struct care_fixture *fixture, struct text *out);

/* Reads, builds and compares in one go; `spells` or `fates` may be NULL. */
void care_fixture_expect(const char *table, const char *as_at, const char *spells, const char *fates);

/* Day of an ISO date; fails the test when it is none. */
day care_fixture_day(const char *iso);

#endif
