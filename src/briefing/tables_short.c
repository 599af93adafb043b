#include <string.h>

#include "briefing/month_flow.h"
#include "table/rounding.h"
#include "briefing/run_reader.h"
#include "briefing/sentences.h"
#include "briefing/table_builders.h"

enum { TENTH = 100 };

static void begin(const struct table_sources *sources, struct table *out)
{
    table_begin_for(out, sources, "F1", "The forecast in short", "children in care and the cost of their placements");
    table_column(out, "date", "On", TABLE_DATE, "");
    table_column(out, "children", "Children", TABLE_MILLI, "children");
    table_column(out, "children_p10", "80% range from", TABLE_COUNT, "children");
    table_with_next(out);
    table_column(out, "children_p90", "80% range to", TABLE_COUNT, "children");
    table_column(out, "started", "Started since", TABLE_MILLI, "children");
    table_column(out, "ceased", "Ceased since", TABLE_MILLI, "children");
    table_column(out, "cost", "Cost of year \u00A3'000", TABLE_PENCE, "\u00A3'000");
    table_column(out, "cost_p10", "Cost 80% from", TABLE_PENCE, "\u00A3'000");
    table_with_next(out);
    table_column(out, "cost_p90", "Cost 80% to", TABLE_PENCE, "\u00A3'000");
}

static void add_now(day as_at, int64_t children, struct table *out)
{
    enum { NOT_YET = 7 };
    table_row(out);
    table_number(out, as_at);
    table_shown(out, children, children, 0);
    for (int i = 0; i < NOT_YET; i++)
        table_blank(out);
}

static int64_t sum_over(struct run_reader *reader, enum run_measure measure, const struct run_year *year)
{
    int64_t sum = 0;
    for (int32_t index = 0; index < reader->run->months; index++) {
        day date = run_future_date(reader, index);
        if (date >= year->from && date <= year->to)
            sum += run_mean(reader, measure, date, RUN_ALL);
    }
    return sum;
}

/* The row of a year; *before is the shown number of children of the row before it, and becomes this row's. */
static int add_year(struct run_reader *reader, const struct run_year *year, int64_t *before, struct table *out,
                    struct problem *problem)
{
    int64_t closing = run_mean(reader, RUN_STOCK, year->to, RUN_ALL), shown = round_to(closing, TENTH);
    int64_t started = sum_over(reader, RUN_STARTS, year), ceased = sum_over(reader, RUN_CEASES, year);
    int64_t started_shown, ceased_shown;
    if (run_reader_check(reader, problem) < 0)
        return problem->code;
    if (!round_in_and_out(started, ceased, TENTH, shown - *before, &started_shown, &ceased_shown)) {
        problem_set(problem, PROBLEM_VERIFY, "starts and ceases of %d do not give the number of children", year->year);
        return problem_next(problem,
                            "Make the forecast again; if it stays so, this is a fault in Homeward: please report it.");
    }
    table_row(out);
    table_number(out, year->to);
    table_shown(out, closing, shown, 1);
    table_number(out, run_quantile_of(reader, RUN_STOCK, year->to, RUN_ALL, RUN_P10));
    table_number(out, run_quantile_of(reader, RUN_STOCK, year->to, RUN_ALL, RUN_P90));
    table_shown(out, started, started_shown, 1);
    table_shown(out, ceased, ceased_shown, 1);
    table_number(out, run_mean(reader, RUN_YEAR_COST, year->to, RUN_ALL));
    table_number(out, run_quantile_of(reader, RUN_YEAR_COST, year->to, RUN_ALL, RUN_P10));
    table_number(out, run_quantile_of(reader, RUN_YEAR_COST, year->to, RUN_ALL, RUN_P90));
    *before = shown;
    return 0;
}

/* What councils of this size have lived through, beside what is expected of this one. */
static int note_panel(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct text words = {0};
    int code = sentences_append("panel", sources, &words, problem);
    if (code == 0)
        table_note(out, "%.*s", (int)strcspn(text_string(&words), "\n"), text_string(&words));
    text_clear(&words);
    return code;
}

int table_forecast_short(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct run_reader reader = run_reader_of(sources);
    struct month_flow first;
    if (run_reader_need_run(&reader, problem) < 0 || month_flow_future(&reader, 0, NULL, &first, problem) < 0)
        return problem->code;
    begin(sources, out);
    int64_t before = first.shown[MONTH_OPENING];
    add_now(reader.run->as_at, before, out);
    table_note_ranges(reader.run, out);
    struct run_year year;
    for (day from = reader.run->as_at + 1; run_year_from(&reader, from, &year); from = year.to + 1) {
        if (add_year(&reader, &year, &before, out, problem) < 0)
            return problem->code;
        run_year_note(&year, out);
    }
    table_note(
        out,
        "Means of all paths; 8 in 10 paths lie within the 80%% range. Started and ceased since the row above; the cost is "
        "that of the financial year, or part of it, that ends on the date.");
    if (note_panel(sources, out, problem) < 0)
        return problem->code;
    return run_reader_check(&reader, problem);
}
