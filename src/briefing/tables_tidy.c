#include "briefing/run_reader.h"
#include "briefing/table_builders.h"

/* One number a row: date, measure, state, age band, with "all" where a column is summed over. Only the measures of the
 * contract. */
static bool is_tidy(int8_t measure)
{
    return measure == RUN_STOCK || measure == RUN_STARTS || measure == RUN_CEASES || measure == RUN_MOVES ||
           measure == RUN_COST;
}

static void begin(struct table *out)
{
    table_column(out, "date", "Month end", TABLE_DATE, "");
    table_column(out, "measure", "Measure", TABLE_TEXT, "");
    table_column(out, "state", "Kind of placement", TABLE_TEXT, "");
    table_column(out, "age_band", "Age band", TABLE_TEXT, "");
}

static void add_key(const struct care_system *system, const struct run_rows *rows, int64_t row, struct table *out)
{
    int8_t state = rows->state[row], band = rows->band[row];
    table_row(out);
    table_number(out, rows->date[row]);
    table_text(out, run_measure_word((enum run_measure)rows->measure[row]));
    table_text(out, state == RUN_ALL ? "all" : system->flow.state[state]);
    table_text(out, band == RUN_ALL ? "all" : system->flow.age.name[band]);
}

int table_forecast_tidy(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    static const char *const quantiles[RUN_QUANTILES] = {"p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"};
    struct run_reader reader = run_reader_of(sources);
    if (!reader.run)
        return run_reader_need_run(&reader, problem);
    table_begin_for(out, sources, "T5", "Forecast, one number a row", "children, or pence where the measure says so");
    begin(out);
    table_column(out, "mean", "Mean", TABLE_MILLI, "children or pence");
    table_decimals(out, 3);
    for (int32_t i = 0; i < RUN_QUANTILES; i++)
        table_column(out, quantiles[i], quantiles[i], TABLE_COUNT, "children or pence");
    const struct run_rows *rows = reader.forecast;
    for (int64_t row = 0; row < rows->count; row++) {
        if (!is_tidy(rows->measure[row]))
            continue;
        add_key(reader.system, rows, row, out);
        table_number(out, rows->measure[row] == RUN_COST ? rows->mean[row] * 1000 : rows->mean[row]);
        for (int32_t i = 0; i < RUN_QUANTILES; i++)
            table_number(out, rows->quantile[row * RUN_QUANTILES + i]);
    }
    table_note_ranges(reader.run, out);
    table_note(
        out, "A start counts in the state entered, a cease or a move in the state left. Quantiles of parts do not add up.");
    return 0;
}

int table_history_tidy(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct run_reader reader = run_reader_of(sources);
    if (run_reader_need_history(&reader, problem) < 0)
        return problem->code;
    table_begin_for(out, sources, "history", "Children in care: the past, one number a row", "month ends");
    begin(out);
    table_column(out, "value", "Value", TABLE_COUNT, "children");
    const struct run_rows *rows = reader.history;
    for (int64_t row = 0; row < rows->count; row++) {
        if (!is_tidy(rows->measure[row]) || rows->measure[row] == RUN_COST)
            continue;
        add_key(reader.system, rows, row, out);
        table_number(out, rows->mean[row] / 1000);
    }
    table_note(out, "A start counts in the state entered, a cease or a move in the state left.");
    return 0;
}
