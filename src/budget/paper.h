/*
 * paper: the figures of a budget paper as data, and what can be worked out from them.
 *
 * A paper that a council puts before its cabinet or a committee states lines and, beside them, totals, shares and changes.
 * Here the lines are data (positions and causes, pressures and savings, grants, posts, counts of children) and all else is
 * worked out by name; what the paper states of it is then held against that. A stated figure agrees when the exact one
 * rounds to it in either direction: |worked out - stated| <= half of the stated figure's last place.
 *
 *     int64_t value;
 *     enum paper_unit unit;
 *     if (paper_work_out(&paper, "pressures_change", "", &value, &unit)) …      // -60,300,000 pence
 *
 * Plain data; who fills it owns it. Pure. Includes: base, money, budget.
 */
#ifndef BUDGET_PAPER_H
#define BUDGET_PAPER_H

#include <stdbool.h>
#include <stdint.h>

#include "budget/position.h"
#include "budget/round.h"

#define PAPER_BLANK INT64_MIN /* a number that nobody has told */

enum paper_unit { PAPER_PENCE, PAPER_SHARE /* thousandths of a percent */, PAPER_COUNT /* thousandths */ };

struct paper_grant {
    const char *grant, *pays_for, *source;
    int64_t amount, years; /* pence over all years; thousandths of a year */
};

struct paper_post {
    const char *role, *part_of, *source; /* part_of: "" or the role whose posts these are among */
    int64_t now, added, cost;            /* thousandths of posts; pence of those added */
};

struct paper_count {
    const char *measure, *period, *source;
    int64_t months, value; /* thousandths; months PAPER_BLANK: counted on a day */
};

struct paper_stated {
    const char *figure, *of, *stated, *unit, *words, *source;
};

struct paper_initiative {
    const char *initiative, *grant, *source;
    int64_t children, saving; /* thousandths; pence */
};

struct paper {
    const char *name, *title, *council, *date, *source; /* borrowed, like all texts */
    const char *pounds;                                 /* the unit it is printed in: "£m" or "£'000" */
    int32_t tolerance;                                  /* thousandths of a percent */
    int64_t positions, causes, items, grants, posts, counts, stated_figures, initiatives;
    struct position_line *position;
    struct position_cause *cause;
    struct round_item *item;
    struct paper_grant *grant;
    struct paper_post *post;
    struct paper_count *count;
    struct paper_stated *stated;
    struct paper_initiative *initiative;
};

/* The names that can be worked out, in order; NULL behind the last. What `of` means is in the second list. */
extern const char *const paper_figures[];
extern const char *const paper_figures_of[];

/* False when the figure is unknown, or what it needs is not in the paper. */
bool paper_work_out(const struct paper *paper, const char *figure, const char *of, int64_t *value, enum paper_unit *unit);

/* A figure as a paper states it ("5.033", "-1,102", "51%"): its digits as a whole number, and how many are decimals. */
bool paper_read_stated(const char *stated, int64_t *digits, int32_t *decimals);

enum paper_verdict { PAPER_AGREES, PAPER_DIFFERS, PAPER_CANNOT_BE_WORKED_OUT };

/* Holds a stated figure against the lines. *value and *unit are filled when it can be worked out, *told is what is stated in
 * the same unit. */
enum paper_verdict paper_compare(const struct paper *paper, const struct paper_stated *stated, int64_t *value, int64_t *told,
                                 enum paper_unit *unit);

/* The post that parts belong to, with what its parts add up to; false when it has none. */
bool paper_parts_of_post(const struct paper *paper, const struct paper_post *whole, int64_t *added);

/* Whether counts of one measure are of periods of different lengths. */
bool paper_periods_differ(const struct paper *paper, const char *measure);

/* A count at the pace of a year, in thousandths; false for one on a day, or on overflow. */
bool paper_year_pace(const struct paper_count *count, int64_t *out);

#endif
