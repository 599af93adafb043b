/*
 * What has moved since the last report, and what leads from the run-on basis to the expected one (T4).
 */
#include "briefing/outturn_paper.h"
#include "briefing/table_builders.h"

static void add_step(const char *part, const char *step, int64_t exact, int64_t shown, struct table *out)
{
    table_text(out, part);
    table_text(out, step);
    outturn_pounds(out, exact, shown);
}

/* Last report, every line that moved, this report. */
static void add_since(const struct outturn_page *page, struct table *out)
{
    static const char part[] = "Since the last report";
    const struct outturn *exact = page->exact, *shown = &page->shown;
    if (exact->total.last == OUTTURN_NONE)
        return;
    table_row(out);
    add_step(part, "Last report", exact->total.last, shown->total.last, out);
    for (int64_t i = 0; i < exact->lines; i++)
        if (exact->line[i].movement != OUTTURN_NONE && exact->line[i].movement != 0) {
            table_row(out);
            add_step(part, exact->line[i].line, exact->line[i].movement, shown->line[i].movement, out);
        }
    if (outturn_gone(exact) != 0) {
        int64_t moved = shown->total.movement;
        for (int64_t i = 0; i < shown->lines; i++)
            moved -= shown->line[i].movement == OUTTURN_NONE ? 0 : shown->line[i].movement;
        table_row(out);
        add_step(part, "No longer in the budget", outturn_gone(exact), moved, out);
    }
    table_total_row(out);
    add_step(part, "This report", exact->total.expected, shown->total.expected, out);
}

static void add_basis(const struct outturn_page *page, struct table *out)
{
    static const char part[] = "From run-on to expected";
    const struct outturn *exact = page->exact, *shown = &page->shown;
    table_part_row(out);
    add_step(part, "If every package ran on to 31 March", exact->total.run_on, shown->total.run_on, out);
    for (int cause = 0; cause < OUTTURN_CAUSE_COUNT; cause++) {
        table_row(out);
        add_step(part, outturn_cause_words((enum outturn_cause)cause), exact->total.cause[cause], shown->total.cause[cause],
                 out);
    }
    table_total_row(out);
    add_step(part, "Expected", exact->total.expected, shown->total.expected, out);
}

int table_movement(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct outturn_page page;
    if (outturn_page_open(sources, &page, problem) < 0)
        return problem->code;
    outturn_page_begin(&page, out, "T4", "Movement since the last report, and from run-on to expected");
    table_column(out, "part", "Bridge", TABLE_TEXT, "");
    table_column(out, "step", "Step", TABLE_TEXT, "");
    outturn_pounds_column(out, "amount", "Amount");
    add_since(&page, out);
    add_basis(&page, out);
    table_note(out,
               "A step above 0 raises the forecast, one below 0 (with a minus) lowers it; the steps of a bridge add up.");
    if (page.exact->total.last == OUTTURN_NONE)
        table_note(out, "There is no movement yet: no period has been closed and kept before this one.");
    outturn_note_basis(&page, out);
    outturn_page_close(&page);
    return 0;
}
