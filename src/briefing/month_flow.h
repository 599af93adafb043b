/*
 * month_flow: one month of stocks and flows, with numbers that add up on the page.
 *
 *     opening + started - ceased = closing          adopted + sgo + home + aged_out + other = ceased
 *
 * holds among the shown numbers exactly. Months that have been are whole children. Of months to come the means have one
 * decimal: closing is rounded by itself (so that T5, T6 and C1 print one number), opening is the closing before it, and
 * started and ceased are rounded together so that the change is right; the ways of ceasing are then rounded to ceased. No
 * number moves by more than a tenth of a child. Exact values are beside them.
 *
 * Includes: base, calendar, briefing/run_reader.
 */
#ifndef BRIEFING_MONTH_FLOW_H
#define BRIEFING_MONTH_FLOW_H

#include "base/problem.h"
#include "briefing/run_reader.h"

enum month_part {
    MONTH_OPENING,
    MONTH_STARTED,
    MONTH_UASC,
    MONTH_CEASED,
    MONTH_ADOPTED,
    MONTH_SGO,
    MONTH_HOME,
    MONTH_AGED_OUT,
    MONTH_OTHER,
    MONTH_CLOSING,
    MONTH_PARTS
};

struct month_flow {
    day date;
    bool forecast;
    int64_t exact[MONTH_PARTS]; /* thousandths */
    int64_t shown[MONTH_PARTS]; /* thousandths, rounded to whole children or tenths */
};

/* A month of the history. PROBLEM_VERIFY when its numbers do not add up. */
int month_flow_past(struct run_reader *reader, day date, struct month_flow *out, struct problem *problem);

/* A month of the forecast; `before` is the month before it, or NULL for the first. */
int month_flow_future(struct run_reader *reader, int32_t index, const struct month_flow *before, struct month_flow *out,
                      struct problem *problem);

#endif
