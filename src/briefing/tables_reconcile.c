/*
 * The ledger held against packages and posts, line by line and period by period, to the penny. Tidy: the rows alone.
 */
#include <inttypes.h>

#include "briefing/reconcile_sentence.h"
#include "briefing/table_builders.h"
#include "money/money.h"

static int begin(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct text what = {0};
    if (!sources->books || !sources->reconciliation) {
        problem_set(problem, PROBLEM_NOT_FOUND, "this table needs the ledger held against the packages");
        return problem_next(problem, "Print it with: homeward check reconcile");
    }
    const struct reconciliation *found = sources->reconciliation;
    calendar_append_year(&what, sources->books->year);
    if (found->first == found->last)
        text_format(&what, " P%d", found->first);
    else
        text_format(&what, " P%d to P%d", found->first, found->last);
    table_begin_for(out, sources, "reconcile", "The ledger against the packages", text_string(&what));
    text_clear(&what);
    static const char *const names[][2] = {{"paid", "Paid"},           {"packages", "Packages"},
                                           {"staff", "Staff"},         {"difference", "Difference"},
                                           {"explained", "Explained"}, {"unexplained", "Unexplained"}};
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "period", "Period", TABLE_TEXT, "");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        table_column(out, names[i][0], names[i][1], TABLE_PENCE, "pounds and pence");
    return 0;
}

static void add_figures(const struct reconcile_row *row, struct table *out)
{
    table_number(out, row->paid);
    table_number(out, row->packages);
    table_number(out, row->staff);
    table_number(out, row->difference);
    table_number(out, row->explained);
    table_number(out, row->unexplained);
}

static void add_rows(const struct table_sources *sources, bool marked, struct table *out)
{
    struct text period = {0};
    for (int64_t i = 0; i < sources->reconciliation->rows; i++) {
        const struct reconcile_row *row = &sources->reconciliation->row[i];
        text_reset(&period);
        text_format(&period, "P%d%s", row->period, marked && row->restated ? " [r]" : "");
        table_row(out);
        table_text(out, reconcile_line_name(sources->books, row->line));
        table_text(out, text_string(&period));
        add_figures(row, out);
    }
    text_clear(&period);
}

static void note_left_out(const struct reconciliation *found, struct table *out)
{
    struct text pounds = {0};
    if (found->lines_left_out == 0)
        return;
    money_append_pounds(&pounds, (struct money){found->left_out.paid});
    table_note(out, "Left out: %s paid under %" PRId64 " %s with neither packages nor posts to hold it against.",
               text_string(&pounds), found->lines_left_out, found->lines_left_out == 1 ? "line" : "lines");
    text_reset(&pounds);
    money_append_pounds(&pounds, (struct money){found->left_out.explained});
    if (found->left_out.explained)
        table_note(out, "Explanations of %s belong to lines that are left out, and change nothing here.",
                   text_string(&pounds));
    text_clear(&pounds);
}

static void add_notes(const struct table_sources *sources, struct table *out)
{
    const struct reconciliation *found = sources->reconciliation;
    bool none = false;
    for (int64_t i = 0; i < found->rows; i++)
        none = none || found->row[i].line == BOOKS_NO_LINE;
    table_note(out, "Difference is what was paid less what packages and posts come to: + is paid and not accounted for.");
    if (none)
        table_note(out, "Not in the budget: no line of the year has the cost centre, the name or the kind of placement.");
    if (found->total.restated)
        table_note(out, "[r]: paid figures that have changed since the period was closed. See homeward table restated.");
    note_left_out(found, out);
}

int table_reconcile(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    int code = begin(sources, out, problem);
    if (code < 0)
        return code;
    add_rows(sources, true, out);
    table_total_row(out);
    table_text(out, "Total");
    table_text(out, "");
    add_figures(&sources->reconciliation->total, out);
    add_notes(sources, out);
    return 0;
}

int table_reconcile_tidy(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    int code = begin(sources, out, problem);
    if (code < 0)
        return code;
    add_rows(sources, false, out);
    add_notes(sources, out);
    return 0;
}
