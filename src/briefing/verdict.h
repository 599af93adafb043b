/*
 * verdict: what a back-test comes to, in words, as they stand beside every range.
 *
 *     In 12 back-tests over 24 months on this council's own history the 80% range held 79% of outcomes; average miss 4.1%,
 * no change 4.4%.
 *
 * Where the back-test lies outside its limits (run/verdict.h), or where its prior knew later years, a sentence more says so;
 * where there was none, that there was none. Includes: base, casebook.
 */
#ifndef BRIEFING_VERDICT_H
#define BRIEFING_VERDICT_H

#include "base/text.h"
#include "casebook/verdict.h"

/* One line, in whole sentences. */
void verdict_append(struct text *out, const struct backtest_verdict *verdict);

#endif
