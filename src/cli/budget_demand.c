#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "briefing/tables_demand.h"
#include "casebook/run_store.h"
#include "cli/budget_request.h"
#include "cli/terminal.h"
#include "run/demand.h"
#include "run/outturn.h"

static const char demand_line[] = "Demand for placements", full_year_line[] = "Full-year effect";

static bool begins_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static bool is_of_children(const struct round_item *item)
{
    return item->kind == ROUND_PRESSURE && (begins_with(item->line, demand_line) || begins_with(item->line, full_year_line));
}

int budget_refuse_second(const struct budget_request *request, const struct round_item *item, int64_t items)
{
    const struct round_view *view = &request->open.view;
    int64_t of_children = 0;
    for (int64_t i = 0; i < items; i++)
        of_children += is_of_children(&item[i]);
    for (int64_t i = 0; i < view->items && of_children; i++) {
        if (!is_of_children(&view->item[i]) || strcmp(view->item[i].version, item[0].version) != 0)
            continue;
        problem_set(request->problem, PROBLEM_INPUT,
                    "version “%.60s” has “%.60s” already: the same children would be counted twice", item[0].version,
                    view->item[i].line);
        return problem_next(request->problem, "Nothing is overwritten: give the new figures a version of their own.");
    }
    return 0;
}

/* "Full-year effect: Agency foster care"; kept by the table. */
static const char *line_of(struct budget_request *request, const char *what, const char *name)
{
    struct text words = {0};
    text_format(&words, "%s: %s", what, name);
    const char *kept = arena_text(&request->table.arena, text_string(&words), words.length);
    text_clear(&words);
    return kept ? kept : name;
}

static int add_worked(struct budget_request *request, struct round_item *item, int64_t items)
{
    const int code = budget_refuse_second(request, item, items);
    return code < 0 ? code : budget_add_worked(request, item, items);
}

static struct round_item demand_item(struct budget_request *request, const struct demand_view *view,
                                     const struct demand_line *line, const char *name)
{
    struct round_item item = budget_item(request, ROUND_PRESSURE, name, "demand");
    item.evidence = view->run;
    for (int32_t y = 0; y < view->demand->years; y++)
        item.pence[y] = line->pressure[y];
    return item;
}

/* One line of all, or a line a budget line. */
static int add_demand(struct budget_request *request, const struct demand_view *view)
{
    const struct demand *demand = view->demand;
    struct round_item *item = array_new(demand->lines + 1, sizeof *item, request->problem);
    int64_t items = 0;
    if (!item)
        return PROBLEM_MEMORY;
    if (!request->line->option[BY_LINE])
        item[items++] = demand_item(request, view, &demand->total, demand_line);
    for (int64_t i = 0; i < demand->lines && request->line->option[BY_LINE]; i++) {
        const int32_t line = demand->line[i].line;
        const char *name = line == BOOKS_NO_LINE ? "Not in the budget" : view->books->line[line].line;
        item[items++] = demand_item(request, view, &demand->line[i], line_of(request, demand_line, name));
    }
    const int code = add_worked(request, item, items);
    free(item);
    return code;
}

static int show_run(struct budget_request *request, const struct run_result *run)
{
    struct run_demand found;
    int code = run_demand_make(run, &request->open.books.books, &found, request->problem);
    struct demand_view view = {.council = request->open.view.council,
                               .run = run->id,
                               .first_year = found.first_year,
                               .books = &request->open.books.books,
                               .demand = &found.demand,
                               .low = found.low,
                               .high = found.high};
    if (code == 0)
        code = request->line->option[BY_LINE] ? table_of_demand_lines(&view, &request->table, request->problem)
                                              : table_of_demand(&view, &request->table, request->problem);
    if (code == 0 && request->line->option[ADD_TO])
        code = add_demand(request, &view);
    run_demand_clear(&found);
    return code;
}

int budget_show_demand(struct budget_request *request)
{
    struct run_result run = {0};
    int code = budget_need_books(request);
    if (code == 0)
        code = casebook_find_run(request->open.casebook, request->line->option[RUN], &run, request->problem);
    if (code == 0)
        code = show_run(request, &run);
    run_result_clear(&run);
    return code;
}

/* Lines that have packages or posts, as one or each for itself; what is nothing is left out. */
static int add_full_year(struct budget_request *request, const struct outturn *outturn)
{
    const bool by_line = request->line->option[BY_LINE] != NULL;
    struct round_item *item = array_new(outturn->lines + 1, sizeof *item, request->problem);
    int64_t items = 0, sum = 0;
    if (!item)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; i < outturn->lines; i++) {
        const struct outturn_line *line = &outturn->line[i];
        sum += line->kind == OUTTURN_PAYMENTS ? 0 : line->next_year;
        if (!by_line || line->kind == OUTTURN_PAYMENTS || line->next_year == 0)
            continue;
        item[items] = budget_item(request, ROUND_PRESSURE, line_of(request, full_year_line, line->line), "full-year effect");
        item[items++].pence[0] = line->next_year;
    }
    if (!by_line) {
        item[items] = budget_item(request, ROUND_PRESSURE, full_year_line, "full-year effect");
        item[items++].pence[0] = sum;
    }
    const int code = add_worked(request, item, items);
    free(item);
    return code;
}

int budget_show_full_year(struct budget_request *request)
{
    char now[24];
    const struct run_outturn_options options = {.year = request->open.books.books.year,
                                                .closed = OUTTURN_NEWEST_PERIOD,
                                                .run_on = true,
                                                .known_at = CASEBOOK_NOW,
                                                .when = terminal_now(now)};
    struct outturn_report report = {0};
    int code = budget_need_books(request);
    if (code == 0)
        code = run_outturn(request->open.casebook, &options, NULL, &report, request->problem);
    if (code == 0)
        code = table_of_full_year(request->open.view.council, &report.outturn, &request->table, request->problem);
    if (code == 0 && request->line->option[ADD_TO])
        code = add_full_year(request, &report.outturn);
    outturn_report_clear(&report);
    return code;
}
