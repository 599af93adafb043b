/*
 * What the variance of each service is made of, a row a cause, and what is to bring it down (T2).
 */
#include "briefing/outturn_paper.h"
#include "briefing/table_builders.h"
#include "briefing/variance_causes.h"

static void columns(const struct outturn_page *page, struct table *out)
{
    table_column(out, "service", "Service", TABLE_TEXT, "");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "cause", "Cause", TABLE_TEXT, "");
    outturn_variance_column(page, out, "amount", "Amount");
    table_column(out, "recurrent", "Recurs", TABLE_TEXT, "");
    table_column(out, "note", "Why", TABLE_TEXT, "");
    table_column(out, "owner", "Owner", TABLE_TEXT, "");
    table_column(out, "due", "By", TABLE_DATE, "");
    table_short_dates(out);
}

static void begin_row(enum variance_part part, bool first_recovery, struct table *out)
{
    if (part == VARIANCE_OF_SERVICE || part == VARIANCE_TOTAL || part == VARIANCE_RESIDUAL)
        table_total_row(out);
    else if (first_recovery)
        table_part_row(out);
    else
        table_row(out);
}

static const char *recurrent_words(int64_t recurrent)
{
    return recurrent == BOOKS_BLANK ? "" : recurrent ? "yes" : "no";
}

static void add_row(const struct variance_row *row, bool first_recovery, struct table *out)
{
    begin_row(row->part, first_recovery, out);
    table_text(out, row->service);
    table_text(out, row->line);
    table_text(out, row->cause);
    outturn_pounds(out, row->exact, row->shown);
    table_text(out, recurrent_words(row->recurrent));
    table_text(out, row->note);
    table_text(out, row->owner);
    if (row->due == DAY_NONE)
        table_blank(out);
    else
        table_number(out, row->due);
}

static void add_notes(const struct outturn_page *page, const struct variance_causes *causes, struct table *out)
{
    outturn_note_signs(page, out);
    table_note(out, "Number: the difference in number at the budget's price. Price: the difference in price at the forecast "
                    "number. Other: what of a service's variance has no cause. What goes on next year, line by line: table "
                    "splits.");
    if (page->sources->books && page->sources->books->causes == 0)
        table_note(out, "What else is known of a variance, who acts on it and what is to bring it down comes from a file of "
                        "causes: homeward template causes.");
    if (causes->recoveries)
        table_note(out,
                   "Recovery: what is to bring the year down and is in no forecast yet. Residual: the variance less all "
                   "of it.");
    if (causes->words_left_out)
        table_note(out, "Explanations and owners are left out in what is published.");
    if (causes->unplaced)
        table_note(out, "Left out: %lld %s of the file of causes that %s neither a line nor a service of the budget (%s).",
                   (long long)causes->unplaced, causes->unplaced == 1 ? "row" : "rows",
                   causes->unplaced == 1 ? "names" : "name", causes->unplaced_name);
    outturn_note_basis(page, out);
    outturn_note_withheld(page, out);
}

int table_causes(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (sources->paper)
        return table_paper_causes(sources, out, problem);
    struct outturn_page page;
    struct variance_causes causes = {0};
    if (outturn_page_open(sources, &page, problem) < 0)
        return problem->code;
    const int code = variance_causes_make(&page, &causes, problem);
    if (code == 0) {
        outturn_page_begin(&page, out, "T2", "What explains the variance", "\u00A3'000");
        columns(&page, out);
        for (int64_t i = 0; i < causes.rows; i++)
            add_row(&causes.row[i], causes.row[i].part == VARIANCE_RECOVERY && causes.row[i - 1].part != VARIANCE_RECOVERY,
                    out);
        add_notes(&page, &causes, out);
    }
    variance_causes_clear(&causes);
    outturn_page_close(&page);
    return code;
}
