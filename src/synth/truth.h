/*
 * truth: what happens to a made-up council in the months after its last return, which a forecast of it can be held against.
 *
 * The tidy form of a history: date, measure, state, age_band, value; one line for every month end, measure (stock, starts,
 * ceases, moves), state and age band, `all` where one is summed over; counted as care/monthly counts.
 *
 * Inside synth/. Includes: base, calendar, care, flow.
 */
#ifndef SYNTH_TRUTH_H
#define SYNTH_TRUTH_H

#include "base/problem.h"
#include "base/text.h"
#include "synth/council.h"

/* Appends the truth to `out`, heading first. PROBLEM_MEMORY. */
int synth_truth_append(const struct synth_council *council, struct text *out, struct problem *problem);

#endif
