/*
 * Placement activity and unit cost (T3): how many and at what price, in the budget and in the forecast, and what of the
 * variance is number and what is price. Price is valued at the forecast number, number at the budget's price.
 */
#include "briefing/outturn_paper.h"
#include "briefing/table_builders.h"

/* What the total row adds up: the placement lines only. */
struct prices_total {
    struct outturn_line exact, shown;
    int64_t neither, neither_shown;
};

static void number_column(struct table *out, const char *name, const char *heading)
{
    table_column(out, name, heading, TABLE_MILLI, "placements");
}

static void price_column(struct table *out, const char *name, const char *heading)
{
    table_column(out, name, heading, TABLE_PENCE, "\u00A3");
}

static void columns(const struct outturn_page *page, bool neither, struct table *out)
{
    table_column(out, "line", "Placements", TABLE_TEXT, "");
    number_column(out, "budget_number", "Budget: average number");
    price_column(out, "budget_price", "Budget: \u00A3 a week");
    outturn_pounds_column(out, "budget", "Budget: \u00A3'000");
    number_column(out, "number", "Forecast: average number");
    price_column(out, "price", "Forecast: \u00A3 a week");
    outturn_pounds_column(out, "expected", "Forecast: \u00A3'000");
    number_column(out, "number_variance", "Variance: number");
    table_signs(out, page->signs);
    price_column(out, "price_variance", "Variance: \u00A3 a week");
    table_signs(out, page->signs);
    outturn_variance_column(page, out, "variance", "Variance: \u00A3'000");
    outturn_variance_column(page, out, "number_effect", "of it number");
    outturn_variance_column(page, out, "price_effect", "of it price");
    if (neither)
        outturn_variance_column(page, out, "neither", "of it neither");
}

static void amount(struct table *out, bool withheld, bool told, int64_t exact, int64_t shown, int32_t decimals)
{
    if (withheld)
        table_withheld(out);
    else if (!told)
        table_not_available(out);
    else
        table_shown(out, exact, shown, decimals);
}

static void add_to(struct outturn_line *total, const struct outturn_line *line, bool told)
{
    total->budget += line->budget;
    total->expected += line->expected;
    total->variance += line->variance;
    if (told) {
        total->budget_number += line->budget_number;
        total->number += line->number;
        total->number_effect += line->number_effect;
        total->price_effect += line->price_effect;
    }
}

/* The cells of a row from the budget's number to what is neither number nor price. A total has no price. */
static void add_cells(const struct outturn_line *exact, const struct outturn_line *shown, bool withheld, bool told,
                      bool total, bool neither, struct table *out)
{
    const bool priced = told && !total && exact->price != OUTTURN_NONE;
    amount(out, withheld, told, exact->budget_number, shown->budget_number, 1);
    if (total)
        table_blank(out);
    else
        amount(out, withheld, told, exact->budget_price, shown->budget_price, 0);
    outturn_pounds(out, exact->budget, shown->budget);
    amount(out, withheld, told, exact->number, shown->number, 1);
    if (total)
        table_blank(out);
    else
        amount(out, withheld, priced, exact->price, shown->price, 0);
    outturn_pounds(out, exact->expected, shown->expected);
    amount(out, withheld, told, exact->number - exact->budget_number, shown->number - shown->budget_number, 1);
    if (total)
        table_blank(out);
    else
        amount(out, withheld, priced, priced ? exact->price - exact->budget_price : 0,
               priced ? shown->price - shown->budget_price : 0, 0);
    outturn_pounds(out, exact->variance, shown->variance);
    amount(out, withheld, told, exact->number_effect, shown->number_effect, 0);
    amount(out, withheld, told, exact->price_effect, shown->price_effect, 0);
    if (neither)
        amount(out, withheld, true, told ? exact->variance - exact->number_effect - exact->price_effect : exact->variance,
               told ? shown->variance - shown->number_effect - shown->price_effect : shown->variance, 0);
}

/* A row with a figure in the column of number effects and nowhere else. */
static void add_of_number(const char *words, int64_t exact, int64_t shown, bool withheld, struct table *out)
{
    table_row(out);
    table_text(out, words);
    for (int32_t column = 1; column < out->columns; column++)
        if (column == table_column_named(out, "number_effect"))
            amount(out, withheld, true, exact, shown, 0);
        else
            table_blank(out);
}

static bool any_neither(const struct outturn *outturn)
{
    for (int64_t i = 0; i < outturn->lines; i++)
        if (outturn->line[i].kind == OUTTURN_PLACEMENTS && outturn_other(&outturn->line[i]) != 0)
            return true;
    return false;
}

static void add_rows(const struct outturn_page *page, bool neither, struct table *out)
{
    struct outturn_line exact = {0}, shown = {0};
    for (int64_t i = 0; i < page->exact->lines; i++) {
        const struct outturn_line *line = &page->exact->line[i];
        if (line->kind != OUTTURN_PLACEMENTS)
            continue;
        const bool told = outturn_has_prices(line);
        table_row(out);
        table_text(out, line->line);
        add_cells(line, &page->shown.line[i], page->withheld[i], told, false, neither, out);
        add_to(&exact, line, told);
        add_to(&shown, &page->shown.line[i], told);
    }
    const bool withheld = page->withheld[page->exact->lines];
    table_total_row(out);
    table_text(out, "Total");
    add_cells(&exact, &shown, withheld, true, true, neither, out);
    if (page->exact->mix != OUTTURN_NONE) {
        const int64_t mix = page->exact->mix, mix_shown = page->shown.mix;
        add_of_number("Of number: at the average price", exact.number_effect - mix, shown.number_effect - mix_shown,
                      withheld, out);
        add_of_number("Of number: mix", mix, mix_shown, withheld, out);
    }
}

int table_unit_costs(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct outturn_page page;
    if (outturn_page_open(sources, &page, problem) < 0)
        return problem->code;
    const bool neither = any_neither(page.exact);
    outturn_page_begin(&page, out, "T3", "Placement activity and unit cost", "\u00A3'000");
    columns(&page, neither, out);
    add_rows(&page, neither, out);
    outturn_note_signs(&page, out);
    table_note(out, "Number: the difference in number at the budget's price. Price: the difference in price at the forecast "
                    "number. Mix: what of the number is that dearer or cheaper kinds than the average grew or shrank.");
    if (neither)
        table_note(out,
                   "Neither: the approved budget is not its number at its price, or payments to date are not what packages "
                   "cost. [x]: the budget tells no number and price (columns number and weekly_price).");
    outturn_note_basis(&page, out);
    outturn_note_withheld(&page, out);
    outturn_page_close(&page);
    return 0;
}
