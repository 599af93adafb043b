/*
 * wording: figures as they stand in a sentence: "1 child", "1,204 children", "£35.4 million", "12 more".
 *
 * Whole children, half to even; pounds in millions with one decimal from a million on, else in thousands.
 * Includes: base, table/rounding.
 */
#ifndef BRIEFING_WORDING_H
#define BRIEFING_WORDING_H

#include <stdint.h>

#include "base/text.h"

void wording_children(struct text *out, int64_t count);               /* "1 child", "1,204 children" */
void wording_change(struct text *out, int64_t before, int64_t after); /* "12 more", "3 fewer", "as many" */
void wording_pounds(struct text *out, int64_t pence);                 /* "£35.4 million", "£850,000" */

#endif
