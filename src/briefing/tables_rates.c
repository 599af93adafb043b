#include <inttypes.h>

#include "briefing/run_reader.h"
#include "briefing/table_builders.h"

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

/* "1 in 40", or "1 in 1.3" where whole numbers would hide a difference. */
static void append_words(struct text *out, double per_month)
{
    double one_in = per_month > 0 ? 1 / per_month : 0;
    if (per_month <= 0)
        text_append(out, "never seen");
    else if (one_in < 9.95)
        text_format(out, "1 in %" PRId64 ".%" PRId64, nearest(one_in * 10) / 10, nearest(one_in * 10) % 10);
    else {
        text_append(out, "1 in ");
        text_append_grouped(out, nearest(one_in));
    }
}

static void add_rate(const struct care_system *system, const struct rate_row *row, struct table *out)
{
    struct text words = {0};
    append_words(&words, row->per_month);
    table_row(out);
    table_text(out, run_state_title(system, row->from));
    table_text(out, destination_title(system, row->from, row->to));
    table_number(out, row->events);
    table_number(out, milli_months(row->nights));
    table_number(out, nearest(row->per_month * 1000000));
    table_text(out, text_string(&words));
    text_clear(&words);
}

/* The commonest event as a sentence, to show how a row is read. */
static void note_example(const struct care_system *system, const struct rate_row *row, struct table *out)
{
    struct text words = {0}, months = {0};
    append_words(&words, row->per_month);
    text_append_grouped(&months, nearest((double)row->nights / days_in_month));
    table_note(out,
               "How to read a row: %s a month leaves \u201C%s\u201D for \u201C%s\u201D (%" PRId64
               " events in %s child-months).",
               text_string(&words), run_state_title(system, row->from), destination_title(system, row->from, row->to),
               row->events, text_string(&months));
    text_clear(&words);
    text_clear(&months);
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
        "Rates are means of what the council's own events and the national picture say together; few events lean on the "
        "national picture. At 18 every child leaves: that is certain and not a rate.");
    text_clear(&from);
    text_clear(&to);
}

static void add_rates(const struct table_sources *sources, struct table *out)
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
            add_rate(system, &row, out);
            if (to != from && (most.from < 0 || row.events > most.events))
                most = row;
        }
    }
    if (most.from >= 0)
        note_example(system, &most, out);
}

int table_rates(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (!sources->exposure || !sources->posterior) {
        problem_set(problem, PROBLEM_NOT_FOUND, "there are no rates to make this table from");
        return problem_next(problem, "Ask for them with: homeward rates.");
    }
    table_begin_for(out, sources, "rates", "How often children move and leave", "by kind of placement");
    table_column(out, "from", "From", TABLE_TEXT, "");
    table_column(out, "to", "To", TABLE_TEXT, "");
    table_column(out, "events", "Events", TABLE_COUNT, "events");
    table_column(out, "child_months", "Child-months at risk", TABLE_MILLI, "child-months");
    table_decimals(out, 0);
    table_column(out, "per_1000_months", "Per 1,000 child-months", TABLE_MILLI, "events per 1,000 child-months");
    table_column(out, "words", "In a month", TABLE_TEXT, "");
    add_rates(sources, out);
    note_window(sources->exposure, sources->posterior, out);
    return 0;
}
