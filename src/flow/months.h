/*
 * months: the days of a forecast as months.
 *
 * Day 0 is the day after `start`. The first month ends on the first month end after `start` and may be a part month; all
 * others are whole calendar months. Looking a day up gives its month and how many nights of that month are left from it on.
 *
 * Pure. Includes: base, calendar.
 */
#ifndef FLOW_MONTHS_H
#define FLOW_MONTHS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "calendar/calendar.h"

enum { FLOW_MONTHS_MAX = 120 };

struct flow_months {
    int32_t count;    /* months */
    int32_t days;     /* days of all months together */
    int32_t calendar; /* calendar month of month 0 */
    day *first;       /* [count]: first day of each month, start + 1 for month 0 */
    day *end;         /* [count]: its last day */
    uint16_t *of_day; /* [days]: month × 32 + nights left in it, this day's included */
};

/* Memory is taken from the arena. PROBLEM_MEMORY. */
int flow_months_make(day start, int32_t count, struct arena *arena, struct flow_months *out, struct problem *problem);

static inline int32_t flow_months_of(const struct flow_months *months, int32_t on)
{
    return months->of_day[on] >> 5;
}

static inline int32_t flow_months_left(const struct flow_months *months, int32_t on)
{
    return months->of_day[on] & 31;
}

static inline int32_t flow_months_length(const struct flow_months *months, int32_t month)
{
    return months->end[month] - months->first[month] + 1;
}

#endif
