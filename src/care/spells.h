/*
 * spells: the episodes of one child as spells in one kind of home each, and how each ended (rules 5 and 8 of
 * care/history.h).
 *
 *     episodes   S U4 PR1 | L U4 PR1 | P T3 | P U4 PR1 | P U4 PR1 | B K2 PR4, X1, then E4A
 *     spells     foster_inhouse ---------------------- | foster_i | home_external  → home
 *                                                      ^ another home of the same kind
 *
 * Inside care/. Pure. Includes: base, calendar, flow/system, care/episodes, care/timeline.
 */
#ifndef CARE_SPELLS_H
#define CARE_SPELLS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "care/episodes.h"

/* Nights [from, to) in one home. */
struct care_spell {
    day from, to; /* to is DAY_OPEN when next is FLOW_CENSORED */
    int8_t state; /* state id */
    int8_t next;  /* destination id (flow/system.h) or FLOW_CENSORED */
    bool first;   /* begins a period of care */
};

/* Spells of many children, one after the other. Owned. */
struct care_spells {
    int64_t count, capacity;
    struct care_spell *spell;
};

/* Appends the spells of a child whose episodes care_timeline_fit has put in order; tells their fates what merged. */
int care_spells_make(const struct care_reading *reading, struct care_child *child, struct care_spells *out,
                     struct problem *problem);

void care_spells_clear(struct care_spells *spells); /* safe on zeroes and twice */

#endif
