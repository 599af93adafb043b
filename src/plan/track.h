/*
 * track: what a plan was to bring, month by month, and what came.
 *
 * Filled by run/track.h; on, above and below are held against the range of eight in ten futures.
 *
 * Pure. Includes: base, calendar.
 */
#ifndef PLAN_TRACK_H
#define PLAN_TRACK_H

#include <stdbool.h>
#include <stdint.h>

#include "calendar/calendar.h"

enum plan_track_measure { PLAN_TRACK_STARTS, PLAN_TRACK_STOCK, PLAN_TRACK_CEASES };

struct plan_track_row {
    int32_t initiative; /* of the scenario */
    enum plan_track_measure measure;
    int32_t state; /* or PLAN_ANY */
    day month_end;
    int64_t expected, low, high; /* thousandths of children; whole children */
    bool came;                   /* the returns know the month */
    int64_t actual;              /* whole children */
};

struct plan_track {
    char run[33];        /* id of the forecast without the plan, from that day */
    day as_at, known_to; /* the night from which the plan is run; the last that the returns know */
    int64_t rows, capacity;
    struct plan_track_row *row; /* by initiative, measure, month; owned */
};

/* "on", "above" or "below" the range; "to come". */
const char *plan_track_verdict(const struct plan_track_row *row);

void plan_track_clear(struct plan_track *track); /* safe on zeroes and twice */

#endif
