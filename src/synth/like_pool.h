/*
 * like_pool: a draft of a nation as units to choose from.
 *
 * A unit is a family: everybody of the draft who first came together, with all their periods. What it adds to each count of
 * the years told (synth/like.h) is read off its spells: who sleeps where in the night of 31 March, who came and who went in
 * the year. A year told ends on 31 March; the draft is one that opens on the 1 April of the first of them.
 *
 * H, the cumulated rate of ways out, is that of the draft's own rates along the path walked, band by band, as time at risk
 * is counted (flow/exposure.h), from entry to leaving or the last 31 March.
 *
 *     synth_like_families_make(&draft, 2023, 2025, &families, problem);
 *     synth_like_match(&families.pool, …);
 *     synth_like_families_clear(&families);
 *
 * Inside synth/; bench/ uses it too. Includes: base, calendar, flow, care/system.
 */
#ifndef SYNTH_LIKE_POOL_H
#define SYNTH_LIKE_POOL_H

#include "synth/draft.h"
#include "synth/like.h"

struct synth_like_families {
    struct synth_like_pool pool; /* its columns lie in the arena below */
    int32_t *unit_of;            /* [persons of the draft]: -1 for who is in none of the years told */
    struct arena arena;          /* owns all */
};

/* *out is filled on success and empty after a failure: PROBLEM_INPUT (a state or exit by which counts are told is not in the
 * system), PROBLEM_MEMORY. */
int synth_like_families_make(const struct synth_draft *draft, int32_t opens, int32_t last, struct synth_like_families *out,
                             struct problem *problem);
void synth_like_families_clear(struct synth_like_families *families); /* safe on zeroes and twice */

#endif
