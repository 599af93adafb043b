/*
 * round: pressures and savings of a budget round, version by version.
 *
 * A budget is built in versions: draft 1, draft 2, final. Each item (a pressure or a saving) has a row in every version it
 * is in; nothing is overwritten, so that what changed between two versions is told line by line and adds up:
 *
 *     Σ later - Σ earlier = Σ over lines of (later - earlier)          a line that a version lacks counts 0 there
 *
 * Up to five years: pence in each, blank where nothing is told. In a `struct round` a version's order is that in which it is
 * first met.
 *
 * Plain data. Pure. Includes: base, money.
 */
#ifndef BUDGET_ROUND_H
#define BUDGET_ROUND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"

enum { ROUND_YEARS = 5, ROUND_VERSIONS_MAX = 8, ROUND_LINES_MAX = 200 };

#define ROUND_BLANK INT64_MIN /* pence that nobody has told */

enum round_kind { ROUND_PRESSURE, ROUND_SAVING, ROUND_GRANT };

/* Of savings: whether pounds leave the budget, and how far it has come. */
enum round_type { ROUND_CASHABLE, ROUND_AVOIDED, ROUND_INCOME, ROUND_ENABLING };
enum round_status { ROUND_DELIVERED, ROUND_ON_TRACK, ROUND_AT_RISK, ROUND_NOT_ACHIEVABLE, ROUND_STATUSES };

struct round_item {
    enum round_kind kind;
    const char *ref, *line, *category, *version, *owner, *note, *evidence; /* borrowed, "" where not told */
    int64_t pence[ROUND_YEARS];                                            /* or ROUND_BLANK */
    int64_t recurrent;                                                     /* 1, 0 or ROUND_BLANK */
    /* Of savings and grants; zeroes and NULL in the papers' items. */
    int64_t type, status;                          /* of the two enums, or ROUND_BLANK */
    int64_t delivered, forecast, in_year_pressure; /* pence or ROUND_BLANK */
    const char *group;                             /* items of one group act on the same children: they do not add up … */
    bool joint;                                    /* … and one of them carries the figure of all */
    int64_t years;                                 /* of a grant: thousandths of a year */
    const char *conditions, *pays_for;
};

/* The lines and versions of one kind, each once, in the order in which they are first met. */
struct round {
    enum round_kind kind;
    const struct round_item *item; /* borrowed */
    int64_t items;
    int32_t lines, versions;
    const char *line[ROUND_LINES_MAX], *version[ROUND_VERSIONS_MAX];
};

/* PROBLEM_LIMIT for more lines or versions than fit; PROBLEM_INPUT for a line that is in a version twice. */
int round_make(enum round_kind kind, const struct round_item *item, int64_t items, struct round *out,
               struct problem *problem);

/* The item of a line in a version, NULL when it is not in it. */
const struct round_item *round_at(const struct round *round, int32_t line, int32_t version);

/* Pence of a line in a version and year (0 …), 0 where nothing is told. */
int64_t round_pence(const struct round *round, int32_t line, int32_t version, int32_t year);

/* What all lines of a version add up to in a year. False on overflow. */
bool round_total(const struct round *round, int32_t version, int32_t year, int64_t *out);

/*
 * Items of one group act on the same children: their figures do not add up. One of them, marked joint, carries the figure of
 * all and is counted; the others are told only. PROBLEM_INPUT, with the refs concerned, for a group of a version that has
 * not exactly one joint item.
 */
int round_check_groups(enum round_kind kind, const struct round_item *item, int64_t items, const char *version,
                       struct problem *problem);

/* Whether an item is in the sums: it takes pounds out of a budget or puts them in (avoided cost and enabling savings do
 * not), and is of no group or carries its joint figure. */
bool round_counts(const struct round_item *item);

/* What was worked out goes into a budget in whole pounds: rounds each year that is told, half to even. */
void round_whole_pounds(struct round_item *item);

/*
 * Pence of an item in a year (0 …), as it stands in that year's budget: what is told; in the years left blank, a recurrent
 * item stays at its last figure and another has gone.
 */
int64_t round_level(const struct round_item *item, int32_t year);

/* What all items of a kind and version that count add up to in a year. False on overflow. */
bool round_level_total(enum round_kind kind, const struct round_item *item, int64_t items, const char *version, int32_t year,
                       int64_t *out);

/*
 * The versions of all kinds, the last last, into version[items]; how many. Drafts stand by their number ("draft 2"),
 * then versions of other names as they are first met, then final ones: which file came first does not matter.
 */
int32_t round_versions(const struct round_item *item, int64_t items, const char **version);

/* How many years anything is told of. */
int32_t round_years(const struct round *round);

#endif
