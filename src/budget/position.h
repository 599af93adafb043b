/*
 * position: where a line of the budget stands, and what its variance is made of.
 *
 * A variance is forecast - budget: + is adverse, an overspend. Councils report three figures a line and one of movement
 * since the report before; the rest follows from them:
 *
 *     variance     forecast - budget
 *     before       variance - movement             what the last report said
 *     share        variance ÷ budget               in thousandths of a percent, half to even
 *     tolerance    budget × a share                what a council is ready to bear: 5% unless it says otherwise
 *     beyond       variance - tolerance            0 when the variance lies within it
 *     unexplained  variance - Σ causes             in a row of its own, never left out
 *
 * A paper may tell a variance without the two that it comes from; then what needs a budget is not there.
 *
 * Plain data. Pure. Includes: base, money.
 */
#ifndef BUDGET_POSITION_H
#define BUDGET_POSITION_H

#include <stdbool.h>
#include <stdint.h>

#include "money/money.h"

#define POSITION_NONE INT64_MIN /* pence that nobody has told */

enum { POSITION_TOLERANCE = 5000 /* thousandths of a percent: what DfE's commissioner named to one council */ };

struct position_line {
    const char *line, *service, *report, *source; /* borrowed, "" where not told */
    int64_t budget, forecast, told, movement;     /* pence or POSITION_NONE; `told` is a variance told by itself */
};

/* A part of a line's variance. */
struct position_cause {
    const char *line, *cause, *note, *source; /* borrowed */
    int64_t amount;                           /* pence, + is adverse */
    int64_t recurrent;                        /* 1, 0, or POSITION_NONE where nobody has said */
};

/* The part of the whole in thousandths of a percent, half to even. False when the whole is not above 0, or on overflow. */
bool position_share(int64_t part, int64_t whole, int64_t *out);

/* Each false when what it needs is not told, or on overflow. */
bool position_variance(const struct position_line *line, int64_t *out);
bool position_before(const struct position_line *line, int64_t *out);
bool position_variance_share(const struct position_line *line, int64_t *out);
bool position_tolerance(const struct position_line *line, int32_t share, int64_t *out);
bool position_beyond(const struct position_line *line, int32_t share, int64_t *out);

/* What the causes of the line add up to; false on overflow. */
bool position_explained(const struct position_line *line, const struct position_cause *cause, int64_t causes, int64_t *out);
bool position_unexplained(const struct position_line *line, const struct position_cause *cause, int64_t causes,
                          int64_t *out);

/*
 * The budgets that a variance could have come from when only its share is told, and that rounded to whole `step`s
 * (thousandths of a percent: 1,000 for whole percent): from variance ÷ (share + step/2) to variance ÷ (share - step/2).
 */
bool position_implied_budget(int64_t variance, int64_t share, int64_t step, int64_t *least, int64_t *most);

#endif
