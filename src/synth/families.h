/*
 * families: who comes into care together in a month.
 *
 * Two ways. `gather`, which is how it is without --siblings: the entrants of the month are `flow`'s, and brothers and
 * sisters are found among them, so that their number is as `flow` has it. `arrive`: families arrive, as many as chance
 * (Poisson) has it, of 1, 2, 3 and 4 children in 60, 22, 12 and 6 of 100, so that children come in lumps: the variance of
 * their number is E g² / E g = 2.15 times its mean. The rate of families is that of children divided by E g = 1.64, so that
 * as many children come. Their ages and kinds are those of the prior's entrants; who belongs together is chosen among them,
 * the births of a family at least 280 days and, where the month has enough children for it, at most ten years apart. Those
 * who come unaccompanied come alone.
 *
 * Brothers and sisters who arrive come on one day, live at one postcode, share need and ethnic group, and have the same
 * legal statuses (synth/episodes.c).
 *
 * Inside synth/. Includes: base, calendar, chance, flow.
 */
#ifndef SYNTH_FAMILIES_H
#define SYNTH_FAMILIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"
#include "flow/arrivals.h"
#include "flow/posterior.h"
#include "flow/walk.h"

/* With whom an entrant comes. */
struct synth_family {
    uint32_t number;   /* of the first entrant of the family */
    int32_t members;   /* of a family that arrived; 0 where families are gathered */
    day born;          /* of its first member; DAY_NONE where families are gathered */
    bool with_parents; /* a member of a family that arrived begins in the state `parents` */
};

/* Owned columns; synth_families_clear frees them. Once made, it is filled month after month. */
struct synth_families {
    const struct flow_system *system;                             /* borrowed */
    uint64_t seed;                                                /* of all its luck */
    bool arrive;                                                  /* how families come */
    int32_t parents;                                              /* the state `parents`, -1 when the system has none */
    double marked;                                                /* the share of entrants who come unaccompanied */
    struct flow_arrivals accompanied, alone;                      /* the two kinds of entrants; when families arrive */
    int64_t count;                                                /* entrants of the month */
    int64_t entrants_capacity, families_capacity, sizes_capacity; /* that there is room for */
    struct flow_entrant *entrant;                                 /* [count] */
    struct synth_family *family;                                  /* [count] */
    int8_t *size;                                                 /* room for the sizes of the families of a month */
};

/* `entries` is copied where it is needed: the draft may change it from month to month. */
void synth_families_make(const struct flow_system *system, uint64_t seed, bool arrive, const struct flow_entries *entries,
                         struct synth_families *out);

/* The entrants of a calendar month and their families, `posterior->entries[0].per_day` of them a day. PROBLEM_MEMORY,
 * PROBLEM_LIMIT. */
int synth_families_enter(struct synth_families *families, const struct flow_posterior *posterior, int32_t month,
                         struct problem *problem);

void synth_families_clear(struct synth_families *families); /* safe on zeroes and twice */

#endif
