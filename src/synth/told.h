/*
 * told: what the returns of a made-up council would tell, without writing them.
 *
 * The rows of every year's return as the casebook would hand them over (care/records.h): an episode stands in the return of
 * each year that it touches, with what was known on its 31 March. Of children in care when the first return begins, only the
 * episode of that day is told: how long they had been in care and where is not, just as it is of a real council. A test
 * holds a history made from these rows against one from returns written and imported (tests/unit/run/test_like_import.c).
 *
 * Inside synth/; bench/ uses it too. Includes: base, calendar, care.
 */
#ifndef SYNTH_TOLD_H
#define SYNTH_TOLD_H

#include "care/records.h"
#include "synth/codebook.h"
#include "synth/council.h"

/* *out is filled on success and empty after a failure: PROBLEM_MEMORY. The caller clears it. */
int synth_told_records(const struct synth_council *council, const struct synth_codebook *book, struct care_records *out,
                       struct problem *problem);

#endif
