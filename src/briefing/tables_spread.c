#include "briefing/run_reader.h"
#include "briefing/table_builders.h"
#include "table/rounding.h"

enum { WHOLE = 100000, PERCENT = 1000 };

static void begin(const struct table_sources *sources, struct table *out)
{
    static const char *const names[] = {"chance", "rates", "drift", "price", "whole"};
    static const char *const headings[] = {"Chance %", "Rates %", "Drift %", "Price %", "Whole %"};
    table_begin_for(out, sources, "U1", "What the ranges are made of", "shares of the variance at the end of each year");
    table_column(out, "date", "On", TABLE_DATE, "");
    table_column(out, "of", "Of", TABLE_TEXT, "");
    table_column(out, "half_width", "Half of 80% range %", TABLE_MILLI, "%");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        table_column(out, names[i], headings[i], TABLE_MILLI, "%");
        table_decimals(out, 0);
    }
}

/* Half of the 80% range as a share of the mean. */
static void add_half_width(struct run_reader *reader, enum run_measure measure, day date, struct table *out)
{
    const int64_t unit = measure == RUN_STOCK ? 1000 : 1; /* quantiles of children are whole, means thousandths */
    const int64_t low = run_quantile_of(reader, measure, date, RUN_ALL, RUN_P10) * unit,
                  high = run_quantile_of(reader, measure, date, RUN_ALL, RUN_P90) * unit,
                  mean = run_mean(reader, measure, date, RUN_ALL);
    if (mean > 0)
        table_number(out, round_ratio(high - low, WHOLE / 2, mean));
    else
        table_not_available(out);
}

/* Whether there is a spread to split: one path, or none that differs, has none. */
static bool add_shares(struct run_reader *reader, enum run_measure measure, day date, struct table *out)
{
    int64_t share[RUN_PARTS], shown[RUN_PARTS], whole = 0;
    for (int32_t part = 0; part < RUN_PARTS; part++) {
        share[part] = run_has(reader->forecast, measure, date, part) ? run_mean(reader, measure, date, part) : 0;
        whole += share[part];
    }
    const bool split = whole == WHOLE && round_parts(share, RUN_PARTS, PERCENT, WHOLE, shown);
    for (int32_t part = 0; part < RUN_PARTS; part++)
        if (split)
            table_shown(out, share[part], shown[part], 0);
        else
            table_not_available(out);
    if (split)
        table_number(out, WHOLE);
    else
        table_not_available(out);
    return split;
}

static bool add_row(struct run_reader *reader, day date, bool cost, struct table *out)
{
    table_row(out);
    table_number(out, date);
    table_text(out, cost ? "Cost of the year" : "Children in care");
    add_half_width(reader, cost ? RUN_YEAR_COST : RUN_STOCK, date, out);
    return add_shares(reader, cost ? RUN_SPLIT_COST : RUN_SPLIT_STOCK, date, out);
}

int table_spread(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct run_reader reader = run_reader_of(sources);
    if (run_reader_need_run(&reader, problem) < 0)
        return problem->code;
    begin(sources, out);
    table_note_ranges(reader.run, out);
    struct run_year year;
    bool all = true;
    for (int32_t cost = 0; cost < 2; cost++)
        for (day from = reader.run->as_at + 1; run_year_from(&reader, from, &year); from = year.to + 1) {
            all = add_row(&reader, year.to, cost != 0, out) && all;
            if (!cost)
                run_year_note(&year, out);
        }
    table_note(out, "Chance: what happens to each child by luck. Rates: how children of each kind, age and time in care "
                    "differ in how they move and leave. Drift: where the levels of entries, ways home and residential care "
                    "stand now, and how they move.");
    table_note(out, "Price: 0, because every child of a kind costs the same in every path; the spread of prices between "
                    "children needs a ledger of placements.");
    if (!all)
        table_note(
            out,
            "[x]: nothing to split, of one path or of paths that all agree; or the run was made before ranges were split.");
    else
        table_note(out,
                   "Estimated from futures that share their levels, or levels and rates: a share is known to about four "
                   "points in a hundred.");
    return run_reader_check(&reader, problem);
}
