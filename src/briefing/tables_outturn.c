/*
 * Where the lines of the council's own budget will end (T1, and in short), and the ways in which their variances split.
 */
#include "briefing/outturn_paper.h"
#include "briefing/table_builders.h"
#include "briefing/variance_causes.h"

enum { OF_CHANCE = 100 /* thousandths of a chance as thousandths of a percent */ };

static void chance_column(struct table *out, const char *name, const char *heading)
{
    table_column(out, name, heading, TABLE_MILLI, "%");
    table_decimals(out, 0);
}

static void chance(struct table *out, int64_t thousandths)
{
    outturn_told(out, thousandths == OUTTURN_NONE ? OUTTURN_NONE : thousandths * OF_CHANCE);
}

static void begin_row(const struct outturn_page *page, int64_t index, struct table *out)
{
    if (index == page->exact->lines)
        table_total_row(out);
    else
        table_row(out);
    table_text(out, index == page->exact->lines ? "Total" : page->exact->line[index].line);
}

static void range_columns(struct table *out)
{
    outturn_pounds_column(out, "expected_p10", "80% range from");
    table_with_next(out);
    outturn_pounds_column(out, "expected_p90", "80% range to");
}

static void share_column(const struct outturn_page *page, struct table *out)
{
    table_column(out, "variance_percent", "Variance %", TABLE_MILLI, "%");
    table_signs(out, page->signs);
}

static void note_rag(struct table *out)
{
    table_note(out, "Green: at or under budget. Amber: over by up to 2.0%%. Red: over by more than 2.0%% or by more than "
                    "\u00A3500,000.");
}

static bool any_restated(const struct outturn *outturn)
{
    for (int64_t i = 0; i < outturn->lines; i++)
        if (outturn->line[i].restated)
            return true;
    return false;
}

static void line_columns(const struct outturn_page *page, struct table *out)
{
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "service", "Service", TABLE_TEXT, "");
    outturn_pounds_column(out, "budget", "Net budget");
    outturn_pounds_column(out, "actual", "Actual to date");
    outturn_pounds_column(out, "profiled", "Profiled to date");
    outturn_pounds_column(out, "run_on", "Run-on");
    outturn_pounds_column(out, "expected", "Expected");
    range_columns(out);
    outturn_variance_column(page, out, "variance", "Variance");
    share_column(page, out);
    outturn_pounds_column(out, "last_report", "Last report");
    outturn_variance_column(page, out, "movement", "Movement");
    chance_column(out, "chance_over", "Chance of ending over budget %");
    chance_column(out, "chance_beyond", "Chance of ending beyond tolerance %");
    table_column(out, "rag", "Rating", TABLE_TEXT, "");
    if (any_restated(page->exact))
        table_column(out, "restated", "Restated", TABLE_TEXT, "");
}

static void add_line(const struct outturn_page *page, int64_t index, struct table *out)
{
    const struct outturn_line *exact = outturn_exact_line(page, index), *shown = outturn_shown_line(page, index);
    begin_row(page, index, out);
    table_text(out, index == page->exact->lines ? "" : exact->service);
    outturn_pounds(out, exact->budget, shown->budget);
    outturn_pounds(out, exact->actual, shown->actual);
    outturn_pounds(out, exact->profiled, shown->profiled);
    outturn_pounds(out, exact->run_on, shown->run_on);
    outturn_pounds(out, exact->expected, shown->expected);
    outturn_pounds(out, exact->low, shown->low);
    outturn_pounds(out, exact->high, shown->high);
    outturn_pounds(out, exact->variance, shown->variance);
    outturn_told(out, exact->share);
    outturn_pounds(out, exact->last, shown->last);
    outturn_pounds(out, exact->movement, shown->movement);
    chance(out, exact->chance_over);
    chance(out, exact->chance_beyond);
    table_text(out, outturn_rag_words(outturn_rag(exact)));
    if (any_restated(page->exact))
        table_text(out, exact->restated ? "[r]" : "");
}

/* A row of T1 that has an expected year and a variance, and nothing else. */
static void add_after_total(const char *words, int64_t expected, int64_t expected_shown, int64_t variance,
                            int64_t variance_shown, struct table *out)
{
    table_text(out, words);
    for (int32_t column = 1; column < out->columns; column++)
        if (column == table_column_named(out, "expected"))
            outturn_pounds(out, expected, expected_shown);
        else if (column == table_column_named(out, "variance"))
            outturn_pounds(out, variance, variance_shown);
        else
            table_blank(out);
}

/* What is to bring the year down, and what is left then; no rows where nothing is. */
static int add_recovery(const struct outturn_page *page, struct table *out, struct problem *problem)
{
    const struct outturn_line *exact = &page->exact->total, *shown = &page->shown.total;
    struct variance_causes causes;
    const int code = variance_causes_make(page, &causes, problem);
    if (code < 0 || causes.recoveries == 0) {
        variance_causes_clear(&causes);
        return code;
    }
    table_row(out);
    add_after_total("Recovery measures", causes.recovery, causes.recovery_shown, causes.recovery, causes.recovery_shown,
                    out);
    table_total_row(out);
    add_after_total("Residual", exact->budget + causes.residual, shown->budget + causes.residual_shown, causes.residual,
                    causes.residual_shown, out);
    table_note(out,
               "Recovery measures are in no forecast yet; table T2 has them one by one. Residual: the variance less all "
               "of them.");
    variance_causes_clear(&causes);
    return 0;
}

static void note_missing(const struct outturn_page *page, struct table *out)
{
    if (page->exact->total.last == OUTTURN_NONE)
        table_note(out, "Last report [x]: no period has been closed and kept before this one.");
    else if (outturn_gone(page->exact) != 0)
        table_note(out, "The total's movement also holds lines that are no longer in the budget (table T4).");
    table_note(out, "Tolerance is %d.%d%% of the budget. Profiled: the budget by days to the end of the closed periods.",
               page->exact->tolerance / 1000, page->exact->tolerance / 100 % 10);
}

int table_position(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (sources->paper)
        return table_paper_position(sources, out, problem);
    struct outturn_page page;
    if (outturn_page_open(sources, &page, problem) < 0)
        return problem->code;
    outturn_page_begin(&page, out, "T1", "Revenue position", "\u00A3'000");
    line_columns(&page, out);
    for (int64_t i = 0; i <= page.exact->lines; i++)
        add_line(&page, i, out);
    const int code = add_recovery(&page, out, problem);
    outturn_note_signs(&page, out);
    outturn_note_basis(&page, out);
    note_missing(&page, out);
    note_rag(out);
    if (any_restated(page.exact))
        table_note(out, "[r]: a figure of a closed period has changed since it was reported (table restated).");
    outturn_page_close(&page);
    return code;
}

int table_outturn_short(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct outturn_page page;
    if (outturn_page_open(sources, &page, problem) < 0)
        return problem->code;
    outturn_page_begin(&page, out, "outturn", "Where the year ends, in short", "\u00A3'000");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    outturn_pounds_column(out, "budget", "Budget");
    outturn_pounds_column(out, "expected", "Expected");
    range_columns(out);
    outturn_variance_column(&page, out, "variance", "Variance");
    share_column(&page, out);
    table_column(out, "rag", "Rating", TABLE_TEXT, "");
    for (int64_t i = 0; i <= page.exact->lines; i++) {
        const struct outturn_line *exact = outturn_exact_line(&page, i), *shown = outturn_shown_line(&page, i);
        begin_row(&page, i, out);
        outturn_pounds(out, exact->budget, shown->budget);
        outturn_pounds(out, exact->expected, shown->expected);
        outturn_pounds(out, exact->low, shown->low);
        outturn_pounds(out, exact->high, shown->high);
        outturn_pounds(out, exact->variance, shown->variance);
        outturn_told(out, exact->share);
        table_text(out, outturn_rag_words(outturn_rag(exact)));
    }
    outturn_note_signs(&page, out);
    note_rag(out);
    outturn_page_close(&page);
    return 0;
}

static void add_splits(const struct outturn_page *page, int64_t index, struct table *out)
{
    const struct outturn_line *exact = outturn_exact_line(page, index), *shown = outturn_shown_line(page, index);
    const bool total = index == page->exact->lines;
    int64_t number = exact->number_effect, price = exact->price_effect;
    if (total)
        outturn_sum_effects(page->exact, &number, &price);
    const bool withheld = page->withheld[index], told = total || outturn_has_prices(exact);
    begin_row(page, index, out);
    outturn_pounds(out, exact->variance, shown->variance);
    outturn_pounds_unless(out, withheld, told ? number : OUTTURN_NONE, shown->number_effect);
    outturn_pounds_unless(out, withheld, told ? price : OUTTURN_NONE, shown->price_effect);
    outturn_pounds_unless(out, withheld, total ? exact->variance - number - price : outturn_other(exact),
                          told ? shown->variance - shown->number_effect - shown->price_effect : shown->variance);
    outturn_pounds(out, exact->run_on - exact->budget, shown->run_on - shown->budget);
    for (int cause = 0; cause < OUTTURN_CAUSE_COUNT; cause++)
        outturn_pounds(out, exact->cause[cause], shown->cause[cause]);
    outturn_pounds(out, exact->permanent, shown->permanent);
    outturn_pounds(out, exact->temporary, shown->temporary);
}

int table_splits(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct outturn_page page;
    if (outturn_page_open(sources, &page, problem) < 0)
        return problem->code;
    outturn_page_begin(&page, out, "splits", "Three ways in which the variance splits", "\u00A3'000");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    outturn_variance_column(&page, out, "variance", "Variance");
    outturn_variance_column(&page, out, "number", "Of it: number");
    outturn_variance_column(&page, out, "price", "Of it: price");
    outturn_variance_column(&page, out, "other_than_number_and_price", "Of it: neither");
    outturn_variance_column(&page, out, "as_they_run_on", "Of it: as packages run on");
    for (int cause = 0; cause < OUTTURN_CAUSE_COUNT; cause++)
        outturn_variance_column(&page, out, outturn_cause_word((enum outturn_cause)cause),
                                outturn_cause_words((enum outturn_cause)cause));
    outturn_variance_column(&page, out, "permanent", "Permanent");
    outturn_variance_column(&page, out, "temporary", "Temporary");
    for (int64_t i = 0; i <= page.exact->lines; i++)
        add_splits(&page, i, out);
    outturn_note_signs(&page, out);
    table_note(out,
               "The variance is split three times, and each split adds up to it: by number and price (or neither); by what "
               "packages cost as they run on and what changes after; by what goes on next year and what does not.");
    table_note(out, "[x]: a line without a number and a price in the budget (columns number and weekly_price) has no such "
                    "split.");
    outturn_note_withheld(&page, out);
    outturn_page_close(&page);
    return 0;
}
