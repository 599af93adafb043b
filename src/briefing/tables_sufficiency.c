#include "briefing/run_reader.h"
#include "briefing/table_builders.h"
#include "table/rounding.h"

enum { WHOLE = 1000, PERCENT = 100000, YEAR = 12, THREE_YEARS = 36, OWNERS = 4 };

/* The dates that the table speaks of: the day of the data, and a year and three years on; DAY_NONE beyond the horizon. */
struct dates {
    day now, year, three_years;
};

static int need_sufficiency(const struct run_reader *reader, struct problem *problem)
{
    if (reader->run && run_has(reader->forecast, RUN_NEED, reader->run->as_at, RUN_ALL))
        return 0;
    problem_set(problem, PROBLEM_NOT_FOUND,
                "table T9 is not kept with a forecast: need against places is worked out when asked for");
    return problem_next(problem, "Ask for it: homeward sufficiency");
}

static int64_t row_of(const struct run_reader *reader, enum run_measure measure, day date, int32_t state, int32_t band)
{
    return date == DAY_NONE ? -1 : run_rows_find(reader->forecast, measure, date, state, band);
}

static void add_need_columns(const char *when, const char *heading, bool range, struct table *out)
{
    struct text name = {0}, words = {0};
    text_format(&name, "need_%s", when);
    text_format(&words, "Need %s", heading);
    table_column(out, text_string(&name), text_string(&words), range ? TABLE_MILLI : TABLE_COUNT, "children");
    if (range) {
        text_append(&name, "_p10");
        table_with_next(out);
        table_column(out, text_string(&name), "80% from", TABLE_COUNT, "children");
        table_with_next(out);
        text_reset(&name);
        text_format(&name, "need_%s_p90", when);
        table_column(out, text_string(&name), "80% to", TABLE_COUNT, "children");
    }
    text_clear(&name);
    text_clear(&words);
}

static void add_gap_columns(const char *when, const char *heading, struct table *out)
{
    struct text name = {0}, words = {0};
    text_format(&name, "gap_%s_p10", when);
    text_format(&words, "Gap %s, 80%% from", heading);
    table_column(out, text_string(&name), text_string(&words), TABLE_COUNT, "places");
    table_with_next(out);
    text_reset(&name);
    text_format(&name, "gap_%s_p90", when);
    table_column(out, text_string(&name), "80% to", TABLE_COUNT, "places");
    text_clear(&name);
    text_clear(&words);
}

static void begin(const struct table_sources *sources, struct table *out)
{
    static const char *const owners[OWNERS] = {"council", "block", "framework", "spot"};
    static const char *const headings[OWNERS] = {"Council places", "Block places", "Framework places", "Spot places"};
    struct text scratch = {0}, what = {0};
    text_format(&what, "need against places on %s and later", table_words_of(&scratch, sources->run->as_at));
    table_begin_for(out, sources, "T9", "Sufficiency: need and places by kind of home", text_string(&what));
    text_clear(&scratch);
    text_clear(&what);
    table_column(out, "kind", "Kind of home", TABLE_TEXT, "");
    add_need_columns("now", "now", false, out);
    add_need_columns("12_months", "in 12 months", true, out);
    add_need_columns("36_months", "in 36 months", true, out);
    for (int32_t owner = 0; owner < OWNERS; owner++)
        table_column(out, owners[owner], headings[owner], TABLE_COUNT, "places");
    table_column(out, "occupancy", "Occupied now %", TABLE_MILLI, "percent of places");
    table_decimals(out, 0);
    table_column(out, "gap_now", "Gap now", TABLE_COUNT, "places");
    add_gap_columns("12_months", "in 12 months", out);
    add_gap_columns("36_months", "in 36 months", out);
    table_column(out, "spilled", "Sent elsewhere, 12 months", TABLE_MILLI, "children");
    table_column(out, "days_waited", "Days waited, 12 months", TABLE_MILLI, "days");
    table_decimals(out, 0);
}

/* The mean of a row, or where it is certain its one value; [x] when there is no such row. */
static void add_value(const struct run_reader *reader, int64_t row, bool mean, struct table *out)
{
    if (row < 0)
        table_not_available(out);
    else
        table_number(out, mean ? reader->forecast->mean[row] : reader->forecast->mean[row] / WHOLE);
}

static void add_range(const struct run_reader *reader, int64_t row, struct table *out)
{
    for (int32_t i = 0; i < 2; i++)
        if (row < 0)
            table_not_available(out);
        else
            table_number(out, reader->forecast->quantile[row * RUN_QUANTILES + (i ? RUN_P90 : RUN_P10)]);
}

static void add_owners(const struct run_reader *reader, day now, int32_t state, struct table *out)
{
    for (int32_t owner = 0; owner < OWNERS; owner++) {
        const int64_t row = row_of(reader, RUN_PLACES, now, state, owner);
        if (row < 0)
            table_blank(out);
        else
            table_number(out, reader->forecast->mean[row] / WHOLE);
    }
}

/* Of a kind that can be full: where more is bought one by one, the places that are given are not what children are in. */
static void add_occupancy(const struct run_reader *reader, day now, int32_t state, struct table *out)
{
    const int64_t places = row_of(reader, RUN_PLACES, now, state, RUN_ALL),
                  there = row_of(reader, RUN_OCCUPIED, now, state, RUN_ALL);
    if (!run_has(reader->forecast, RUN_CAPPED, now, state) || places < 0 || there < 0 || reader->forecast->mean[places] == 0)
        table_blank(out);
    else
        table_number(out, round_ratio(reader->forecast->mean[there], PERCENT, reader->forecast->mean[places]));
}

/* The sum of means over the months of the first year, or of the horizon where it is shorter. */
static int64_t sum_of_year(const struct run_reader *reader, enum run_measure measure, int32_t state)
{
    int64_t sum = 0;
    for (int32_t m = 0; m < YEAR && m < reader->run->months; m++) {
        const int64_t row = row_of(reader, measure, run_future_date(reader, m), state, RUN_ALL);
        sum += row < 0 ? 0 : reader->forecast->mean[row];
    }
    return sum;
}

/* A gap is blank where no places are given: there is nothing to hold the need against. */
static void add_gaps(const struct run_reader *reader, const struct dates *dates, int32_t state, struct table *out)
{
    const bool places = row_of(reader, RUN_GAP, dates->now, state, RUN_ALL) >= 0;
    if (!places) {
        for (int32_t i = 0; i < 5; i++)
            table_blank(out);
        return;
    }
    add_value(reader, row_of(reader, RUN_GAP, dates->now, state, RUN_ALL), false, out);
    add_range(reader, row_of(reader, RUN_GAP, dates->year, state, RUN_ALL), out);
    add_range(reader, row_of(reader, RUN_GAP, dates->three_years, state, RUN_ALL), out);
}

static void add_kind(const struct run_reader *reader, const struct dates *dates, int32_t state, struct table *out)
{
    const day later[2] = {dates->year, dates->three_years};
    if (state == RUN_ALL)
        table_total_row(out);
    else
        table_row(out);
    table_text(out, state == RUN_ALL ? "All kinds" : run_state_title(reader->system, state));
    add_value(reader, row_of(reader, RUN_NEED, dates->now, state, RUN_ALL), false, out);
    for (int32_t i = 0; i < 2; i++) {
        const int64_t row = row_of(reader, RUN_NEED, later[i], state, RUN_ALL);
        add_value(reader, row, true, out);
        add_range(reader, row, out);
    }
    add_owners(reader, dates->now, state, out);
    add_occupancy(reader, dates->now, state, out);
    add_gaps(reader, dates, state, out);
    table_number(out, sum_of_year(reader, RUN_SPILLED, state));
    table_number(out, sum_of_year(reader, RUN_WAITED, state));
}

/* Whether anybody ever needs it, is there, or there are places of it. */
static bool is_used(const struct run_reader *reader, int32_t state)
{
    const struct run_rows *rows = reader->forecast;
    for (int64_t i = 0; i < rows->count; i++)
        if (rows->measure[i] >= RUN_NEED && rows->state[i] == state &&
            (rows->mean[i] != 0 || rows->measure[i] == RUN_PLACES))
            return true;
    return false;
}

/* Names of the kinds that hold no more than their places, those held by block contracts alone apart. */
static void note_caps(const struct run_reader *reader, day now, struct table *out)
{
    struct text capped = {0}, blocks = {0};
    for (int32_t s = 0; s < reader->system->flow.states; s++) {
        bool owner[OWNERS];
        for (int32_t i = 0; i < OWNERS; i++)
            owner[i] = row_of(reader, RUN_PLACES, now, s, i) >= 0;
        const bool can_be_full = run_has(reader->forecast, RUN_CAPPED, now, s);
        if (can_be_full)
            text_format(&capped, "%s%s", capped.length ? ", " : "", run_state_title(reader->system, s));
        if (can_be_full && !owner[0])
            text_format(&blocks, "%s%s", blocks.length ? ", " : "", run_state_title(reader->system, s));
    }
    if (capped.length)
        table_note(out,
                   "Can be full: %s. The others take whoever comes: more is bought one by one, or no places were given.",
                   text_string(&capped));
    else
        table_note(out, "No kind can be full: every kind with places can also be bought one by one (framework, spot).");
    if (blocks.length)
        table_note(out, "Full at their block contracts alone: %s. If more can be bought, add a row with the owner spot.",
                   text_string(&blocks));
    text_clear(&capped);
    text_clear(&blocks);
}

static void add_notes(const struct run_reader *reader, const struct dates *dates, struct table *out)
{
    table_note(out,
               "Need: children who would be there if there were room: who is there by their own need, and who waits for "
               "it elsewhere. Gap: need less places; below 0 is room to spare. Blank: no places were given.");
    table_note(out,
               "Sent elsewhere: children who found the kind full, once for each wait. Days waited: nights that children "
               "waited for it somewhere else. Means of the first %d months.",
               reader->run->months < YEAR ? reader->run->months : YEAR);
    note_caps(reader, dates->now, out);
    if (dates->year == DAY_NONE || dates->three_years == DAY_NONE)
        table_note(out, "[x]: beyond the horizon; ask for more months, as with --months 36.");
    table_note(
        out, "Rates are learnt from where children really went: who went elsewhere in the past for want of a place is read "
             "as need for that kind.");
    table_note(out,
               "Nobody is known to wait on the first day, so that need now is who is there now. Homes of one kind do not "
               "stand in for another: the gaps of several kinds are not added up.");
    table_note(out,
               "Bears on section 22G of the Children Act 1989, and is no statement of compliance with it: where homes lie "
               "and whom they suit is not in these numbers.");
}

int table_sufficiency(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct run_reader reader = run_reader_of(sources);
    if (need_sufficiency(&reader, problem) < 0)
        return problem->code;
    const struct dates dates = {reader.run->as_at, run_months_ahead(&reader, YEAR), run_months_ahead(&reader, THREE_YEARS)};
    begin(sources, out);
    for (int32_t s = 0; s < reader.system->flow.states; s++)
        if (is_used(&reader, s))
            add_kind(&reader, &dates, s, out);
    add_kind(&reader, &dates, RUN_ALL, out);
    table_note_ranges(reader.run, out);
    add_notes(&reader, &dates, out);
    return run_reader_check(&reader, problem);
}

int table_sufficiency_tidy(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    static const char *const quantiles[RUN_QUANTILES] = {"p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"};
    static const char *const owners[OWNERS] = {"council", "block", "framework", "spot"};
    struct run_reader reader = run_reader_of(sources);
    if (need_sufficiency(&reader, problem) < 0)
        return problem->code;
    table_begin_for(out, sources, "T9", "Sufficiency, one number a row", "children, places, or days waited");
    table_column(out, "date", "Month end", TABLE_DATE, "");
    table_column(out, "measure", "Measure", TABLE_TEXT, "");
    table_column(out, "state", "Kind of home", TABLE_TEXT, "");
    table_column(out, "owner", "Owner", TABLE_TEXT, "");
    table_column(out, "mean", "Mean", TABLE_MILLI, "children, places or days");
    table_decimals(out, 3);
    for (int32_t i = 0; i < RUN_QUANTILES; i++)
        table_column(out, quantiles[i], quantiles[i], TABLE_COUNT, "children, places or days");
    const struct run_rows *rows = reader.forecast;
    for (int64_t row = 0; row < rows->count; row++) {
        if (rows->measure[row] < RUN_NEED || rows->measure[row] > RUN_GAP)
            continue;
        table_row(out);
        table_number(out, rows->date[row]);
        table_text(out, run_measure_word((enum run_measure)rows->measure[row]));
        table_text(out, rows->state[row] == RUN_ALL ? "all" : reader.system->flow.state[rows->state[row]]);
        table_text(out, rows->band[row] == RUN_ALL ? "all" : owners[rows->band[row]]);
        table_number(out, rows->mean[row]);
        for (int32_t i = 0; i < RUN_QUANTILES; i++)
            table_number(out, rows->quantile[row * RUN_QUANTILES + i]);
    }
    table_note_ranges(reader.run, out);
    table_note(out,
               "The first date is the day of the data: need then is who is there. Owner is of places alone. Quantiles of "
               "parts do not add up.");
    return 0;
}
