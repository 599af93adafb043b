/*
 * reconcile_sentence: whether ledger and packages agree, in a line.
 *
 *     Everything is explained: the ledger and the packages differ by -£1,044.33, all of it explained.
 *     £495.00 is not explained: Not in the budget P2 £490.00 over, Team P2 £5.00 over.
 *
 * The amount that is not explained is that of all rows, over and under together; the three largest are named. Rows that are
 * shown rounded never are: this is to the penny. Includes: base, budget.
 */
#ifndef BRIEFING_RECONCILE_SENTENCE_H
#define BRIEFING_RECONCILE_SENTENCE_H

#include "base/text.h"
#include "budget/books.h"
#include "budget/reconcile.h"

void reconcile_sentence(const struct books *books, const struct reconciliation *found, struct text *out);

/* A line's name; that of BOOKS_NO_LINE is "Not in the budget". Borrowed. */
const char *reconcile_line_name(const struct books *books, int32_t line);

#endif
