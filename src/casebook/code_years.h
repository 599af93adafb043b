/*
 * code_years: the codes of the rows held against the lists of their return's collection year.
 *
 * What a code means is the care system's word; whether it is a code of the year, the return's (returns/codes.h). Fills
 * records->odd (care/records.h), so that the histories can warn and the tables can name.
 *
 * Inside of the room only. Includes: base, returns, care.
 */
#ifndef CASEBOOK_CODE_YEARS_H
#define CASEBOOK_CODE_YEARS_H

#include "care/records.h"

void code_years_judge(struct care_records *records);

#endif
