/*
 * effects_notes: who came to sleep where and who ceased to, noted one after another, and the nights that come of it. Within
 * this room.
 *
 * Of one person, for the subsets that have that way (flow/branches.h); or of a whole replicate, where nights alone are asked
 * for. A note can be taken back by its opposite: what a plan changes is what people do in the base, taken back, and what
 * they do instead.
 *
 * Pure. Includes: base, calendar, flow.
 */
#ifndef FLOW_EFFECTS_NOTES_H
#define FLOW_EFFECTS_NOTES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "flow/months.h"
#include "flow/tally.h"

/* A person who comes or goes on a day: what that does to a month and state of the nights. */
struct effects_note {
    int64_t change; /* as flow_tally_cell.change */
    int32_t cell;   /* month × states + state */
};

/* Safe to be cleared when all zeroes. */
struct effects_notes {
    const struct flow_months *months; /* borrowed */
    int32_t states;
    int64_t count, capacity;
    struct effects_note *note; /* owned */
    bool memory;               /* there was not enough of it */
};

/* Somebody comes to a state on a day (1), or ceases to be there (-1). */
void effects_notes_add(struct effects_notes *notes, int32_t on, int32_t state, int64_t sign);

void effects_notes_clear(struct effects_notes *notes);

/* Nights[month × states + state] of changes[the same], added to those that are in it. `stock` is who was there before, by
 * state, and becomes who is there at the end. */
void effects_notes_nights(const struct flow_months *months, int32_t states, const int64_t *change, int32_t *stock,
                          int32_t *nights);

/* Adds the nights of all notes, of whoever was not there before, to nights[month × states + state]. PROBLEM_MEMORY when some
 * could not be noted. */
int effects_notes_sum(const struct effects_notes *notes, int32_t *nights, struct problem *problem);

#endif
