#include "briefing/tables_demand.h"

#include "base/text.h"
#include "briefing/round_shown.h"
#include "calendar/calendar.h"
#include "table/rounding.h"

static const char budget_is[] = "The budget is that of the lines for kinds of placement, as approved for this year.";

int table_of_demand(const struct demand_view *view, struct table *out, struct problem *problem)
{
    static const char *const columns[][2] = {{"budget", "This year's budget"},
                                             {"cost", "Forecast"},
                                             {"low", "80% from"},
                                             {"high", "80% to"},
                                             {"pressure", "Pressure"}};
    struct text words = {0};
    table_begin(out, "demand", "What the forecast of placements asks for", view->council);
    table_column(out, "year", "Year", TABLE_TEXT, "");
    for (int c = 0; c < 5; c++)
        table_column(out, columns[c][0], columns[c][1], TABLE_PENCE, "£");
    for (int32_t y = 0; y < view->demand->years; y++) {
        const struct demand_line *total = &view->demand->total;
        const int64_t pence[] = {total->budget, total->cost[y], view->low[y], view->high[y], total->pressure[y]};
        text_reset(&words);
        calendar_append_year(&words, view->first_year + y);
        table_row(out);
        table_text(out, text_string(&words));
        for (int c = 0; c < 5; c++)
            table_shown(out, pence[c], round_to(pence[c], 100), 0);
    }
    text_clear(&words);
    round_shown_across(out, 0, 5, 2, -1, 1);
    table_run(out, view->run);
    table_note(out, budget_is);
    return table_check(out, problem);
}

static void year_column(const struct demand_view *view, struct table *out, int32_t year, const char *name, const char *what)
{
    struct text id = {0}, heading = {0};
    text_format(&id, "%s_y%d", name, year + 1);
    calendar_append_year(&heading, view->first_year + year);
    text_format(&heading, " %s", what);
    const char *kept_id = arena_text(&out->arena, text_string(&id), id.length),
               *kept_heading = arena_text(&out->arena, text_string(&heading), heading.length);
    table_column(out, kept_id ? kept_id : name, kept_heading ? kept_heading : what, TABLE_PENCE, "£");
    text_clear(&id);
    text_clear(&heading);
}

static void add_line(const struct demand_view *view, struct table *out, const struct demand_line *line, const char *name)
{
    struct text words = {0};
    text_append(&words, name);
    if (line->others)
        text_format(&words, " and %d more", line->others);
    table_text(out, text_string(&words));
    text_clear(&words);
    table_number(out, line->budget);
    for (int32_t y = 0; y < view->demand->years; y++) {
        table_number(out, line->cost[y]);
        table_number(out, line->pressure[y]);
    }
}

int table_of_demand_lines(const struct demand_view *view, struct table *out, struct problem *problem)
{
    enum { BUDGET = 1, COST = 2 };
    const struct demand *demand = view->demand;
    table_begin(out, "demand_lines", "What the forecast of placements asks for, line by line", view->council);
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "budget", "This year's budget", TABLE_PENCE, "£");
    for (int32_t y = 0; y < demand->years; y++) {
        year_column(view, out, y, "cost", "forecast");
        year_column(view, out, y, "pressure", "pressure");
    }
    for (int64_t i = 0; i < demand->lines; i++) {
        const int32_t line = demand->line[i].line;
        table_row(out);
        add_line(view, out, &demand->line[i], line == BOOKS_NO_LINE ? "Not in the budget" : view->books->line[line].line);
    }
    table_total_row(out);
    add_line(view, out, &demand->total, "Total");
    int code = table_check(out, problem);
    if (code == 0)
        code = round_shown_down(out, 0, BUDGET, NULL, problem);
    for (int32_t y = 0; y < demand->years && code == 0; y++) {
        code = round_shown_down(out, 0, COST + 2 * y, NULL, problem);
        round_shown_across(out, 0, COST + 2 * y + 1, COST + 2 * y, -1, BUDGET);
    }
    table_run(out, view->run);
    table_note(out, budget_is);
    return code < 0 ? code : table_check(out, problem);
}

static void add_full_year(struct table *out, const struct outturn_line *line)
{
    table_text(out, line->line);
    table_number(out, line->budget);
    table_number(out, line->run_on);
    table_number(out, line->variance);
    table_number(out, line->next_year);
}

/* The lines that have packages or posts, and what they add up to. */
static void add_full_years(struct table *out, const struct outturn *outturn)
{
    struct outturn_line sum = {.line = "Total"};
    for (int64_t i = 0; i < outturn->lines; i++) {
        const struct outturn_line *line = &outturn->line[i];
        if (line->kind == OUTTURN_PAYMENTS)
            continue;
        table_row(out);
        add_full_year(out, line);
        sum.budget += line->budget;
        sum.run_on += line->run_on;
        sum.variance += line->variance;
        sum.next_year += line->next_year;
    }
    table_total_row(out);
    add_full_year(out, &sum);
}

int table_of_full_year(const char *council, const struct outturn *outturn, struct table *out, struct problem *problem)
{
    enum { BUDGET = 1, RUN_ON, VARIANCE, NEXT_YEAR };
    static const char *const columns[][2] = {{"budget", "This year's budget"},
                                             {"run_on", "Run-on forecast"},
                                             {"variance", "Variance"},
                                             {"next_year", "Full-year effect"}};
    table_begin(out, "full_year", "What this year's outturn is in a full year", council);
    table_column(out, "line", "Line", TABLE_TEXT, "");
    for (int c = 0; c < 4; c++)
        table_column(out, columns[c][0], columns[c][1], TABLE_PENCE, "£");
    add_full_years(out, outturn);
    int code = table_check(out, problem);
    for (int32_t c = BUDGET; c <= NEXT_YEAR && code == 0; c++)
        if (c != VARIANCE)
            code = round_shown_down(out, 0, c, NULL, problem);
    if (code == 0)
        round_shown_across(out, 0, VARIANCE, RUN_ON, -1, BUDGET);
    table_note(out, "Full-year effect: what packages and posts open on 31 March cost in all of next year, less this year's "
                    "budget. Prices stay as they are, and nobody comes or goes.");
    table_note(out, "homeward budget demand has it in it, with who comes and goes: carry one of the two.");
    return code < 0 ? code : table_check(out, problem);
}
