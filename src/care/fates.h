/*
 * fates: room for the fate of every row, and the count of it. The struct and its words are in care/history.h.
 *
 * Inside care/. Pure. Includes: base, calendar, care/history.
 */
#ifndef CARE_FATES_H
#define CARE_FATES_H

#include "care/history.h"

/* Room for `rows` rows; every row begins as kept with nothing standing. */
int care_fates_make(struct care_fates *fates, int64_t rows, struct problem *problem);

/* Counts fates and warnings once every row has its own. */
void care_fates_count(struct care_fates *fates);

#endif
