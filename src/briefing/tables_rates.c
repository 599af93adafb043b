#include <inttypes.h>

#include "briefing/run_reader.h"
#include "briefing/table_builders.h"
#include "table/rounding.h"

/* A move or an end that deserves a row: it was seen, or one of it was to be expected in the time at risk. */
static const double expected_least = 1;

struct rate_row {
    int32_t from, to;
    int64_t events, nights;
    double per_month; /* posterior mean, averaged over the time at risk */
};

static const double days_in_month = FLOW_YEAR_DAYS / 12;

static const char *destination_title(const struct care_system *system, int32_t from, int32_t to)
{
    if (to == from)
        return "another of the same kind";
    if (to < system->flow.states)
        return run_state_title(system, to);
    const char *title = system->exit_title[to - system->flow.states];
    return title[0] ? title : system->flow.exit[to - system->flow.states];
}

/* A positive number to the nearest whole one. */
static int64_t nearest(double value)
{
    return value < 9e15 ? (int64_t)(value + 0.5) : (int64_t)9e15;
}

/* Child-months in thousandths: nights ÷ (365.25 ÷ 12). */
static int64_t milli_months(int64_t nights)
{
    return nearest((double)nights * 1000 / days_in_month);
}

/*
 * "1 in 40", to three significant figures: "1 in 3.18", "1 in 39.7", "1 in 1,490". A zero behind the point says nothing and
 * is left out.
 */
static void append_words(struct text *out, double per_month)
{
    if (per_month <= 0) {
        text_append(out, "never");
        return;
    }
    const double one_in = 1 / per_month;
    int64_t unit = 1; /* of the last figure, in hundredths */
    while (one_in * 100 / (double)unit >= 999.5 && unit < INT64_MAX / 100)
        unit *= 10;
    const int64_t hundredths = nearest(one_in * 100 / (double)unit) * unit;
    text_append(out, "1 in ");
    text_append_grouped(out, hundredths / 100);
    if (hundredths % 10)
        text_format(out, ".%02d", (int)(hundredths % 100));
    else if (hundredths % 100)
        text_format(out, ".%d", (int)(hundredths % 100 / 10));
}

/* Thousandths with three significant figures where they have them. */
static void add_three_figures(int64_t value, struct table *out)
{
    const int32_t decimals = value >= 100000 ? 0 : value >= 10000 ? 1 : value >= 1000 ? 2 : 3;
    int64_t unit = 1;
    for (int32_t i = decimals; i < 3; i++)
        unit *= 10;
    table_shown(out, value, round_to(value, unit), decimals);
}

static double raw_per_month(const struct rate_row *row)
{
    return (double)row->events / (double)row->nights * days_in_month;
}

/* "1 in 40 a month leaves “X” for “Y”; 31 events in 1,240 child-months; the raw rate is 1 in 38.2" */
static void append_sentence(const struct care_system *system, const struct rate_row *row, struct text *out)
{
    append_words(out, row->per_month);
    text_format(out, " a month leaves \u201C%s\u201D for \u201C%s\u201D; ", run_state_title(system, row->from),
                destination_title(system, row->from, row->to));
    text_append_grouped(out, row->events);
    text_append(out, row->events == 1 ? " event in " : " events in ");
    text_append_grouped(out, nearest((double)row->nights / days_in_month));
    text_append(out, " child-months; ");
    if (row->events) {
        text_append(out, "the raw rate is ");
        append_words(out, raw_per_month(row));
    } else {
        text_append(out, "it was never seen");
    }
}

/* Thousandths of a percent by which the rate used lies above the raw one; [x] where nothing was seen. */
static void add_moved(const struct rate_row *row, struct table *out)
{
    if (row->events == 0) {
        table_not_available(out);
        return;
    }
    const double moved = (row->per_month / raw_per_month(row) - 1) * 100000;
    table_number(out, moved < 0 ? -nearest(-moved) : nearest(moved));
}

static void add_rate(const struct care_system *system, const struct rate_row *row, struct table *out)
{
    struct text raw = {0}, used = {0};
    append_words(&raw, raw_per_month(row));
    append_words(&used, row->per_month);
    table_row(out);
    table_text(out, run_state_title(system, row->from));
    table_text(out, destination_title(system, row->from, row->to));
    table_number(out, row->events);
    table_number(out, milli_months(row->nights));
    table_text(out, text_string(&raw));
    table_text(out, text_string(&used));
    add_three_figures(nearest(row->per_month * 1000000), out);
    add_moved(row, out);
    text_clear(&raw);
    text_clear(&used);
}

static void add_tidy(const struct care_system *system, const struct rate_row *row, struct table *out)
{
    struct text sentence = {0};
    append_sentence(system, row, &sentence);
    table_row(out);
    table_text(out, system->flow.state[row->from]);
    table_text(out, flow_destination_name(&system->flow, row->to));
    table_number(out, row->events);
    table_number(out, milli_months(row->nights));
    table_number(out, nearest(raw_per_month(row) * 1000000));
    table_number(out, nearest(row->per_month * 1000000));
    add_moved(row, out);
    table_text(out, text_string(&sentence));
    text_clear(&sentence);
}

static void note_window(const struct flow_exposure *exposure, const struct flow_posterior *posterior, struct table *out)
{
    struct text from = {0}, to = {0};
    int64_t tenths = nearest(posterior->mean_entries.per_day * days_in_month * 10);
    table_note(out, "Counted from %s to %s. %" PRId64 ".%" PRId64 " children a month are expected to start.",
               table_words_of(&from, exposure->observed_from), table_words_of(&to, exposure->observed_to - 1), tenths / 10,
               tenths % 10);
    table_note(
        out,
        "Raw is events over child-months; used is the mean of what they and the national picture say together: the fewer "
        "events, the further it moves. At 18 every child leaves: that is certain and not a rate.");
    table_note(out, "All are means of the whole time. A forecast starts from the levels of its last quarters, which drift.");
    text_clear(&from);
    text_clear(&to);
}

/* Every rate that deserves a row, to `add`; the commonest of them, from -1 when there is none. */
static struct rate_row
each_rate(const struct table_sources *sources,
          void (*add)(const struct care_system *system, const struct rate_row *row, struct table *out), struct table *out)
{
    const struct care_system *system = sources->system;
    struct rate_row most = {.from = -1};
    for (int32_t from = 0; from < system->flow.states; from++) {
        int64_t nights = flow_exposure_nights(sources->exposure, from);
        for (int32_t to = 0; nights > 0 && to < system->flow.states + system->flow.exits; to++) {
            struct rate_row row = {.from = from, .to = to, .nights = nights};
            row.events = flow_exposure_events(sources->exposure, from, to);
            double expected =
                flow_rates_expected(&system->flow, &sources->posterior->mean_rates, sources->exposure, from, to);
            row.per_month = expected / (double)nights * days_in_month;
            if (row.events == 0 && expected < expected_least)
                continue;
            add(system, &row, out);
            if (to != from && (most.from < 0 || row.events > most.events))
                most = row;
        }
    }
    return most;
}

static int need_rates(const struct table_sources *sources, struct problem *problem)
{
    if (sources->exposure && sources->posterior)
        return 0;
    problem_set(problem, PROBLEM_NOT_FOUND, "there are no rates to make this table from");
    return problem_next(problem, "Ask for them with: homeward rates.");
}

int table_rates(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (need_rates(sources, problem) < 0)
        return problem->code;
    table_begin_for(out, sources, "rates", "How often children move and leave", "by kind of placement");
    table_column(out, "from", "From", TABLE_TEXT, "");
    table_column(out, "to", "To", TABLE_TEXT, "");
    table_column(out, "events", "Events", TABLE_COUNT, "events");
    table_column(out, "child_months", "Child-months at risk", TABLE_MILLI, "child-months");
    table_decimals(out, 0);
    table_column(out, "raw_words", "Raw, a month", TABLE_TEXT, "");
    table_column(out, "words", "Used, a month", TABLE_TEXT, "");
    table_column(out, "per_1000_months", "Used, per 1,000 child-months", TABLE_MILLI, "events per 1,000 child-months");
    table_decimals(out, 3);
    table_column(out, "moved", "Moved from raw by %", TABLE_MILLI, "%");
    const struct rate_row most = each_rate(sources, add_rate, out);
    if (most.from >= 0) {
        struct text sentence = {0};
        append_sentence(sources->system, &most, &sentence);
        table_note(out, "How to read a row: %s.", text_string(&sentence));
        text_clear(&sentence);
    }
    note_window(sources->exposure, sources->posterior, out);
    return 0;
}

int table_rates_tidy(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (need_rates(sources, problem) < 0)
        return problem->code;
    table_begin_for(out, sources, "rates", "How often children move and leave, one rate a row", "by kind of placement");
    table_column(out, "from", "From", TABLE_TEXT, "");
    table_column(out, "to", "To", TABLE_TEXT, "");
    table_column(out, "events", "Events", TABLE_COUNT, "events");
    table_column(out, "child_months", "Child-months at risk", TABLE_MILLI, "child-months");
    table_column(out, "raw_per_1000_months", "Raw", TABLE_MILLI, "events per 1,000 child-months");
    table_column(out, "per_1000_months", "Used", TABLE_MILLI, "events per 1,000 child-months");
    table_column(out, "moved", "Moved from raw by %", TABLE_MILLI, "%");
    table_column(out, "words", "In words", TABLE_TEXT, "");
    each_rate(sources, add_tidy, out);
    note_window(sources->exposure, sources->posterior, out);
    return 0;
}
