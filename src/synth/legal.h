/*
 * legal: the legal statuses of a period of care, one after another.
 *
 * How children start follows DfE's counts for 2025 (section 20 in 56.5, interim care order 31.1, police protection 9.0,
 * remand 1.5 of 100); when a status gives way to the next is a proposal: police protection within 3 days, an emergency order
 * within 8, section 20 to an interim order for some younger children, an interim to a full care order within 5 to 13 months,
 * a placement order before a placement for adoption that is made without consent. Nobody lives with parents under
 * section 20.
 *
 * Inside synth/. Includes: base, calendar, chance.
 */
#ifndef SYNTH_LEGAL_H
#define SYNTH_LEGAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/code.h"
#include "calendar/calendar.h"
#include "chance/stream.h"

enum { SYNTH_STATUSES_MAX = 8 };

/* From `on` until the next one begins. */
struct synth_status {
    day on;            /* its first day */
    short_code status; /* LS */
};

/* What the statuses must fit. */
struct synth_legal_facts {
    day born, from;         /* date of birth (of brothers and sisters, the first's), first day of the period */
    bool unaccompanied;     /* unaccompanied asylum-seeking child */
    bool remanded;          /* the period begins in custody */
    bool interim;           /* a brother or sister begins with parents: all begin under an interim order */
    day with_parents;       /* first day with parents; DAY_OPEN when never */
    day placement_order_by; /* first day placed for adoption without consent; DAY_OPEN when never */
};

/* Fills `status` in rising order of days, the first on facts->from; returns how many. The end of the period is the caller's.
 */
int32_t synth_legal_plan(const struct synth_legal_facts *facts, struct chance_stream *luck,
                         struct synth_status status[SYNTH_STATUSES_MAX]);

#endif
