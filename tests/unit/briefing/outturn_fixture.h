/*
 * outturn_fixture: the year of a made-up council, by hand: five placement lines of the published pattern (number, price),
 * one of staff, one that is paid straight, and what is in no budget. Its parts are told, its sums follow from them.
 */
#ifndef TESTS_BRIEFING_OUTTURN_FIXTURE_H
#define TESTS_BRIEFING_OUTTURN_FIXTURE_H

#include "budget/outturn.h"

enum { FIXTURE_EXTERNAL, FIXTURE_IN_HOUSE, FIXTURE_SECURE = 4, FIXTURE_STAFF, FIXTURE_LINES = 8 };

struct outturn_fixture {
    struct outturn outturn; /* borrows `line` */
    struct outturn_line line[FIXTURE_LINES];
};

void outturn_fixture_make(struct outturn_fixture *fixture);

/* Works the sums of the total out again, after a test has changed lines. */
void outturn_fixture_sum(struct outturn_fixture *fixture);

/* The same year without simulated futures: no range, no chance; expected is run-on. */
void outturn_fixture_run_on(struct outturn_fixture *fixture);

#endif
