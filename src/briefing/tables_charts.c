#include "briefing/run_reader.h"
#include "briefing/table_builders.h"

/* The numbers behind the charts: what was, then what may come, month by month. A chart draws nothing that is not here. */

static void add_quantiles(struct run_reader *reader, day date, int32_t state, const enum run_quantile *quantiles,
                          int32_t count, struct table *out)
{
    for (int32_t i = 0; i < count; i++)
        table_number(out, run_quantile_of(reader, RUN_STOCK, date, state, quantiles[i]));
}

static void add_blanks(int32_t count, struct table *out)
{
    for (int32_t i = 0; i < count; i++)
        table_blank(out);
}

static void start_row(day date, bool part, struct table *out)
{
    if (part)
        table_part_row(out);
    else
        table_row(out);
    table_number(out, date);
}

/* Quantiles as the headings of a table for people. */
static void add_columns(const enum run_quantile *quantiles, int32_t count, struct table *out)
{
    static const struct {
        const char *name, *heading;
    } words[RUN_QUANTILES] = {
        [RUN_P2_5] = {"p2_5", "95% range from"}, [RUN_P10] = {"p10", "80% range from"},
        [RUN_P25] = {"p25", "50% range from"},   [RUN_P50] = {"p50", "Median forecast"},
        [RUN_P75] = {"p75", "50% range to"},     [RUN_P90] = {"p90", "80% range to"},
        [RUN_P97_5] = {"p97_5", "95% range to"},
    };
    table_column(out, "actual", "Actual", TABLE_COUNT, "children");
    for (int32_t i = 0; i < count; i++)
        table_column(out, words[quantiles[i]].name, words[quantiles[i]].heading, TABLE_COUNT, "children");
}

int table_chart_stock(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    static const enum run_quantile order[] = {RUN_P50, RUN_P25, RUN_P75, RUN_P10, RUN_P90, RUN_P2_5, RUN_P97_5};
    struct run_reader reader = run_reader_of(sources);
    if (run_reader_need_run(&reader, problem) < 0)
        return problem->code;
    table_begin_for(out, sources, "C1", "Children in care: history and forecast", "");
    table_column(out, "month_end", "Month", TABLE_MONTH, "");
    add_columns(order, RUN_QUANTILES, out);
    for (int32_t month = 0; month < run_past_months(&reader); month++) {
        day date = run_past_date(&reader, month);
        start_row(date, false, out);
        table_number(out, run_past(&reader, RUN_STOCK, date, RUN_ALL) / 1000);
        add_blanks(RUN_QUANTILES, out);
    }
    for (int32_t month = 0; month < reader.run->months; month++) {
        day date = run_future_date(&reader, month);
        start_row(date, month == 0, out);
        table_blank(out);
        add_quantiles(&reader, date, RUN_ALL, order, RUN_QUANTILES, out);
    }
    table_note_ranges(reader.run, out);
    table_note(
        out, "Half of all paths lie within the 50%% range, 8 in 10 within the 80%% range, 19 in 20 within the 95%% range.");
    return run_reader_check(&reader, problem);
}

static void add_state(struct run_reader *reader, int32_t state, const enum run_quantile *order, int32_t count,
                      struct table *out)
{
    const char *title = run_state_title(reader->system, state);
    for (int32_t month = 0; month < run_past_months(reader); month++) {
        day date = run_past_date(reader, month);
        start_row(date, month == 0, out);
        table_text(out, title);
        table_number(out, run_past(reader, RUN_STOCK, date, state) / 1000);
        add_blanks(count, out);
    }
    for (int32_t month = 0; month < reader->run->months; month++) {
        day date = run_future_date(reader, month);
        start_row(date, false, out);
        table_text(out, title);
        table_blank(out);
        add_quantiles(reader, date, state, order, count, out);
    }
}

int table_chart_mix(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    static const enum run_quantile order[] = {RUN_P50, RUN_P10, RUN_P90};
    enum { COUNT = sizeof order / sizeof *order };
    struct run_reader reader = run_reader_of(sources);
    if (run_reader_need_run(&reader, problem) < 0)
        return problem->code;
    table_begin_for(out, sources, "C5", "Placement mix, month by month", "");
    table_column(out, "month_end", "Month", TABLE_MONTH, "");
    table_column(out, "state", "Kind of placement", TABLE_TEXT, "");
    add_columns(order, COUNT, out);
    for (int32_t state = 0; state < reader.system->flow.states; state++)
        if (run_state_used(&reader, state))
            add_state(&reader, state, order, COUNT, out);
    table_note_ranges(reader.run, out);
    table_note(
        out, "8 in 10 paths lie within the 80%% range. Medians and ranges of kinds do not add up to those of all children.");
    return run_reader_check(&reader, problem);
}
