/*
 * sentences: what a table says, in words, with every figure taken from the run.
 *
 *     position   how many children, since when, how many started and ceased in the last 12 months
 *     outlook    how many are expected after each year of the horizon, with the 80% range
 *     panel      how far councils of this size have moved in a year and in three, and that growth told nothing of the next
 *     moves      the kinds of placement whose numbers are expected to change most
 *     costs      the cost of each financial year, with the 80% range
 *     outturn    where the year will end and why: N1 to N11 of briefing/outturn_sentences.h; of the books, not of a run
 *
 * Sentences come as plain text, one a line; escaping is the document's. Includes: base, calendar, money,
 * briefing/run_reader.
 */
#ifndef BRIEFING_SENTENCES_H
#define BRIEFING_SENTENCES_H

#include "base/problem.h"
#include "base/text.h"
#include "briefing/tables.h"

/* Appends the sentences of that name, each ended by a newline. PROBLEM_INPUT lists the names there are. */
int sentences_append(const char *name, const struct table_sources *sources, struct text *out, struct problem *problem);

#endif
