/*
 * The outturn with one number a row, for those who work on with it: line, service, measure, unit, value. The value is the
 * stored whole number, its unit beside it; what is not told has no row.
 */
#include <stddef.h>

#include "briefing/outturn_paper.h"
#include "briefing/table_builders.h"

/* "pence", "thousandths" of placements, "thousandths of a chance", "thousandths of a percent". */
static const struct {
    const char *measure, *unit;
    size_t field;
    bool withheld; /* where few placements are withheld */
} measures[] = {
#define MEASURE(name, unit, withheld)                                                                                       \
    {                                                                                                                       \
#name, unit, offsetof(struct outturn_line, name), withheld                                                          \
    }
    MEASURE(original, "pence", false),
    MEASURE(budget, "pence", false),
    MEASURE(profiled, "pence", false),
    MEASURE(actual, "pence", false),
    MEASURE(run_on, "pence", false),
    MEASURE(expected, "pence", false),
    MEASURE(low, "pence", false),
    MEASURE(high, "pence", false),
    MEASURE(variance, "pence", false),
    MEASURE(share, "thousandths of a percent", false),
    MEASURE(last, "pence", false),
    MEASURE(movement, "pence", false),
    MEASURE(chance_over, "thousandths of a chance", false),
    MEASURE(chance_beyond, "thousandths of a chance", false),
    MEASURE(budget_number, "thousandths of a placement", true),
    MEASURE(budget_price, "pence a week", true),
    MEASURE(number, "thousandths of a placement", true),
    MEASURE(price, "pence a week", true),
    MEASURE(number_effect, "pence", true),
    MEASURE(price_effect, "pence", true),
    MEASURE(permanent, "pence", false),
    MEASURE(temporary, "pence", false),
    MEASURE(next_year, "pence", false),
#undef MEASURE
};

/* Rows of a line without placements have no numbers or prices. */
static bool has(const struct outturn_line *line, bool total, size_t measure)
{
    return !measures[measure].withheld || total || outturn_has_prices(line);
}

static void add_value(const char *line, const char *service, const char *measure, const char *unit, int64_t value,
                      struct table *out)
{
    table_row(out);
    table_text(out, line);
    table_text(out, service);
    table_text(out, measure);
    table_text(out, unit);
    table_number(out, value);
}

static void add_line(const struct outturn_page *page, int64_t index, struct table *out)
{
    const struct outturn_line *line = outturn_exact_line(page, index);
    const bool total = index == page->exact->lines;
    const char *name = total ? "Total" : line->line, *service = total ? "" : line->service;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        const int64_t value = *(const int64_t *)(const void *)((const char *)line + measures[i].field);
        const bool withheld = measures[i].withheld && page->withheld[index];
        if (value != OUTTURN_NONE && has(line, total, i) && !withheld)
            add_value(name, service, measures[i].measure, measures[i].unit, value, out);
    }
    for (int cause = 0; cause < OUTTURN_CAUSE_COUNT; cause++) {
        struct text measure = {0};
        text_format(&measure, "cause_%s", outturn_cause_word((enum outturn_cause)cause));
        add_value(name, service, text_string(&measure), "pence", line->cause[cause], out);
        text_clear(&measure);
    }
    if (total && page->exact->mix != OUTTURN_NONE && !page->withheld[index])
        add_value(name, service, "mix", "pence", page->exact->mix, out);
}

int table_outturn_tidy(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (sources->paper)
        return table_paper_position(sources, out, problem);
    struct outturn_page page;
    if (outturn_page_open(sources, &page, problem) < 0)
        return problem->code;
    outturn_page_begin(&page, out, "outturn", "Where the year ends: one number a row", "as stored");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "service", "Service", TABLE_TEXT, "");
    table_column(out, "measure", "Measure", TABLE_TEXT, "");
    table_column(out, "unit", "Unit", TABLE_TEXT, "");
    table_column(out, "value", "Value", TABLE_COUNT, "");
    for (int64_t i = 0; i <= page.exact->lines; i++)
        add_line(&page, i, out);
    table_note(out, "Variance is expected less budget: above 0 is adverse. What is not told has no row.");
    outturn_note_withheld(&page, out);
    outturn_page_close(&page);
    return 0;
}
