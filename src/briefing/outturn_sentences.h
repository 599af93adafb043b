/*
 * outturn_sentences: what a finance officer writes about the year, with every figure taken from a table.
 *
 *     N1  position       Anyshire is forecast to overspend by £3.609m (8.6%) on a net budget of £41.807m …
 *
 *     N2  range          There is an 8 in 10 chance that the year ends between £2.809m and £4.509m over budget …
 *
 *     N3  number, price  External homes: the budget assumed an average of 58.0 placements at £5,150 a week …
 *
 *     N4  basis          If every current placement ran on to 31 March the forecast would be £45.144m; …
 *
 *     N5  children       267 children were in care on …
 *
 *     N6  rate           That is 70.0 per 10,000 …
 *
 *     N7  savings        £1.200m of £1.500m planned savings (80.0%) is delivered or on track …
 *
 *     N8  next year      £2.521m of the overspend goes on in 2026-27 …
 *
 *     N9  restated       Transport in P3 was reported as …
 *
 *     N10 quality        23 of 310 packages have no known end …
 *
 *     N11 trend          … has shown no clear trend …
 *
 * Said are N1, N2, N4 and N7 always (N7 where there are savings), N3 for the two lines with prices whose variance is
 * largest, the others where they have something to say. Pounds are those that tables show (briefing/outturn_shown.h), so
 * that sentence and table never differ. In a publication no number of one to five children or packages is said, and no price
 * of few: the sentence then says that it is withheld.
 *
 * Pure: words from figures. Includes: base, calendar, budget, briefing/outturn_paper.
 */
#ifndef BRIEFING_OUTTURN_SENTENCES_H
#define BRIEFING_OUTTURN_SENTENCES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "briefing/outturn_paper.h"

enum { OUTTURN_SENTENCES = 11, OUTTURN_FIGURES_MAX = 10, OUTTURN_SERIES_MAX = 13 };

/* Children in care, for N5, N6 and N11. */
struct outturn_stock {
    day then, now;
    int64_t before, after, started, ceased;
    int64_t population;          /* 0–17; 0: not known, and N6 is not said */
    int64_t neighbours, england; /* thousandths per 10,000 children; 0: not known */
    int32_t compared;            /* those two are of 31 March of this year */
    int32_t months;              /* of the series: month ends up to now, oldest first; 0: no N11 */
    int64_t series[OUTTURN_SERIES_MAX];
};

/* Savings of the year, for N7: pence. */
struct outturn_savings {
    int64_t planned, on_course /* delivered or on track */, at_risk, gross, in_year_pressure;
    const char *mainly; /* the line with most at risk, "" when none is */
};

/* A figure of a closed period that has changed, for N9. */
struct outturn_changed {
    const char *line, *reason; /* reason: "" when nobody has told it */
    int32_t period;
    int64_t was, is; /* pence */
};

/* What sentences are made of beside the outturn; all borrowed, NULL and 0 where not there. */
struct outturn_facts {
    const char *council;
    int32_t last_period; /* whose report movement is since; 0: none */
    const struct outturn_stock *stock;
    const struct outturn_savings *savings;
    const struct outturn_changed *changed;
    int64_t changes;
    int64_t packages;                        /* open ones, of which … */
    const struct outturn_exposure *exposure; /* … these need looking at: OUTTURN_GAPS of them */
};

/* A figure of a sentence and the cell it comes from: table, the row's first cell, the column's name; as stored. */
struct outturn_figure {
    const char *table, *row, *column;
    int64_t value;
};

struct outturn_said {
    int32_t number; /* 3: N3 */
    struct text words;
    int32_t figures;
    struct outturn_figure figure[OUTTURN_FIGURES_MAX];
};

struct outturn_sayings {
    int64_t count;
    struct outturn_said said[OUTTURN_SENTENCES + 4]; /* N3 twice, N9 up to three times */
};

/* Makes the sentences that are to be said, in order. `sayings` is cleared first. */
int outturn_say(const struct outturn_page *page, const struct outturn_facts *facts, struct outturn_sayings *sayings,
                struct problem *problem);
void outturn_sayings_clear(struct outturn_sayings *sayings); /* safe on zeroes and twice */

#endif
