/*
 * import_sentence: what an import did to the histories, in a line.
 *
 *     Episodes, 1,461 rows: 1,432 kept, 21 merged, 5 shortened, 3 quarantined; 2 children have no header.
 *
 * Includes: base, care.
 */
#ifndef BRIEFING_IMPORT_SENTENCE_H
#define BRIEFING_IMPORT_SENTENCE_H

#include "base/text.h"
#include "care/odd_codes.h"
#include "care/row_sum.h"
#include "care/system.h"

/* Parts of no rows are left out; the others add up to the rows. Nothing where there are no rows. */
void import_sentence_rows(const struct care_row_sum *sum, struct text *out);

/* Which codes of PLACE no list has, what they count as and how to say what they stand for. Nothing where there are none. */
void import_sentence_codes(const struct care_system *system, const struct care_odd_codes *odd, struct text *out);

#endif
