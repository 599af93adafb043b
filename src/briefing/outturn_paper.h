/*
 * outturn_paper: what every table and sentence of the outturn is written with: heading, columns, rules and notes in one
 * place.
 *
 * A builder opens a page, which rounds the outturn together (briefing/outturn_shown.h), and closes it:
 *
 *     struct outturn_page page;
 *     if (outturn_page_open(sources, &page, problem) < 0) return problem->code;
 *     outturn_page_begin(&page, out, "T1", "Revenue position", "£'000");
 *     outturn_pounds(out, exact->budget, page.shown.line[i].budget);
 *     outturn_page_close(&page);
 *
 * Includes: base, calendar, money, budget, table, briefing/tables, briefing/outturn_shown.
 */
#ifndef BRIEFING_OUTTURN_PAPER_H
#define BRIEFING_OUTTURN_PAPER_H

#include "base/problem.h"
#include "base/text.h"
#include "briefing/outturn_shown.h"
#include "briefing/tables.h"
#include "table/table.h"

/* Colours of a line, by a rule that stands under the table: forecast at or under budget green, over it by up to 2% amber, by
 * more than that or by more than £500,000 red. */
enum outturn_rag { OUTTURN_GREEN, OUTTURN_AMBER, OUTTURN_RED };
enum outturn_rag outturn_rag(const struct outturn_line *line);
const char *outturn_rag_words(enum outturn_rag rag); /* "Amber" */

struct outturn_page {
    const struct table_sources *sources; /* borrowed */
    const struct outturn *exact;         /* borrowed */
    struct outturn shown;                /* owned */
    enum money_signs signs;
    /* Of every line and, last, of the total: whether a public page withholds its number and price. A line is withheld when
     * an average of more than none and at most five placements stands in its budget or forecast, and the next smallest with
     * it where one alone could be worked out from the total. Owned. */
    bool *withheld;
    bool withholds; /* any */
};

/* PROBLEM_NOT_FOUND when the sources hold no outturn, with how to come by it; else as outturn_show. */
int outturn_page_open(const struct table_sources *sources, struct outturn_page *page, struct problem *problem);
void outturn_page_close(struct outturn_page *page); /* safe on zeroes and twice */

/* Title and subtitle: council, year, what is closed, the unit. */
void outturn_page_begin(const struct outturn_page *page, struct table *out, const char *id, const char *title,
                        const char *unit);

/* "periods 1 to 8 closed", "no period closed yet". */
void outturn_append_closed(struct text *out, const struct outturn *outturn);

/* The last night of the periods that are closed; the one before the year when there is none. */
day outturn_last_night(const struct outturn *outturn);

/* Columns of pounds in £'000: as they are, and of variances with the workspace's signs. */
void outturn_pounds_column(struct table *out, const char *name, const char *heading);
void outturn_variance_column(const struct outturn_page *page, struct table *out, const char *name, const char *heading);

/* Cells: [x] where nothing is told. Thousandths are rounded to the column's decimals. */
void outturn_pounds(struct table *out, int64_t exact, int64_t shown);
void outturn_told(struct table *out, int64_t value);

/* Line `index` of the page as it is and as it is shown; the total when index is the number of lines. */
const struct outturn_line *outturn_exact_line(const struct outturn_page *page, int64_t index);
const struct outturn_line *outturn_shown_line(const struct outturn_page *page, int64_t index);

/* Notes: the convention of signs and that all adds up; the basis of what is expected. */
void outturn_note_signs(const struct outturn_page *page, struct table *out);
void outturn_note_basis(const struct outturn_page *page, struct table *out);

/* Cells of what a public page may not tell (number, price, their effects); others as outturn_pounds. */
void outturn_pounds_unless(struct table *out, bool withheld, int64_t exact, int64_t shown);
void outturn_note_withheld(const struct outturn_page *page, struct table *out); /* nothing where nothing is withheld */

#endif
