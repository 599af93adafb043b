/*
 * truth: what happens to a made-up council in the months after its last return, which a forecast of it can be held against.
 *
 * The tidy form of a history: date, measure, state, age_band, value; one line for every month end, measure (stock, starts,
 * ceases, moves), state and age band, `all` where one is summed over; counted as care/monthly counts.
 *
 * Where mistakes were planted, seven columns more: kind, file, line, field, child_row, planted, found_by (synth/mistakes.h).
 * They are blank in the lines above; a mistake is a line of measure `mistake` in which date, state, age_band and value are.
 *
 * Inside synth/. Includes: base, calendar, care, flow.
 */
#ifndef SYNTH_TRUTH_H
#define SYNTH_TRUTH_H

#include <stdbool.h>

#include "base/problem.h"
#include "base/text.h"
#include "synth/council.h"

/* Appends the truth to `out`, heading first, with the columns of mistakes or without. PROBLEM_MEMORY. */
int synth_truth_append(const struct synth_council *council, bool mistakes, struct text *out, struct problem *problem);

#endif
