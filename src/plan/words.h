/*
 * words: an effect as a sentence that a member of the council can read.
 *
 *     1 child a month more moves from External children's home to In-house foster care, from 1 June 2026, growing over 6
 * months
 *
 * Pure. Includes: base, calendar, care (titles of states), plan/scenario.
 */
#ifndef PLAN_WORDS_H
#define PLAN_WORDS_H

#include "base/text.h"
#include "care/system.h"
#include "plan/scenario.h"

/* Appends what an effect changes, without a full stop. */
void plan_effect_append(struct text *out, const struct plan_effect *effect, const struct care_system *system);

/* Appends "0.25" for 0.25 and "12" for 12: at most six decimals, none that are 0. */
void plan_number_append(struct text *out, double value);

#endif
