/*
 * recount: a slow, obvious recount of where a child is on a day, from the rows as they stand: who stands, then who is the
 * last to begin. It is written from the rules (METHODS, section 1) and shares no code with care/history, so that the two can
 * be held against each other. Where an open episode ends (rule 3) the caller says: it knows which returns are missing or
 * incomplete.
 */
#ifndef RECOUNT_H
#define RECOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "care/records.h"
#include "care/system.h"

enum { NOT_IN_CARE = -1, ROWS_MAX = 400 };

/* What is recounted, and where the row of a child (rows first … end - 1) ends when no end of it is told. */
struct recount {
    const struct care_system *system;
    const struct care_records *records;
    day (*open_end)(const struct recount *recount, int64_t first, int64_t end, int64_t row);
};

/* A child's rows that stand, in order of beginning. */
struct standing {
    const struct recount *recount;
    int64_t child;
    int32_t count;
    int64_t row[ROWS_MAX];
    day end[ROWS_MAX]; /* as told, or as rule 3 has it; DAY_OPEN */
};

void recount_stand(struct standing *out, const struct recount *recount, int64_t first, int64_t end);

/* The state in which the child is in the night of `on`, or NOT_IN_CARE. */
int32_t recount_state(const struct standing *standing, day on);

/* Whether a return of that year has the child (rows first … end - 1) in care: short breaks are not. */
bool recount_in_return(const struct care_records *records, int64_t first, int64_t end, int32_t year);

#endif
