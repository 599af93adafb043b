/*
 * values: single figures of a run for a sentence that a council writes itself.
 *
 *     council authority as_at run months paths seed end children_now
 *     children 12, range 12, date 12      so many months after as_at
 *     council year closed                 of the outturn, where there is no run
 *
 * Plain text: escaping is the document's. Includes: base, calendar, briefing/run_reader.
 */
#ifndef BRIEFING_VALUES_H
#define BRIEFING_VALUES_H

#include "base/problem.h"
#include "base/text.h"
#include "briefing/tables.h"

/*
 * Appends the value of that name, with a number of months behind a blank where it takes one. PROBLEM_INPUT lists the names
 * there are, or says that the run does not reach so far.
 */
int value_append(const char *name, const struct table_sources *sources, struct text *out, struct problem *problem);

#endif
