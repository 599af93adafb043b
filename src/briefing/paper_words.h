/*
 * paper_words: what the tables of a budget paper share. Within this room.
 *
 * Includes: budget, briefing/tables.
 */
#ifndef BRIEFING_PAPER_WORDS_H
#define BRIEFING_PAPER_WORDS_H

#include <string.h>

#include "briefing/tables.h"
#include "budget/paper.h"

/* The paper of the sources; NULL, and a problem that says what to do, when there is none. */
const struct paper *paper_of(const struct table_sources *sources, struct problem *problem);

/* Begins a table: council, paper and date as subtitle. */
void paper_begin(struct table *out, const struct paper *paper, const char *id, const char *title);

/* Pence as a sentence has them: "£5.033m", "£1,029". */
void paper_append_pounds(struct text *out, int64_t pence);

/* A figure in the unit of the stated one, with as many decimals: "5.033", "-1,102", "51". */
void paper_append_worked(struct text *out, const struct paper_stated *stated, int64_t value);

/* Thousandths of a percent as "6.3%". */
void paper_append_share(struct text *out, int64_t share);

#endif
