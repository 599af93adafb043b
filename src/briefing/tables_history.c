#include "briefing/run_reader.h"
#include "briefing/table_builders.h"

enum { RECENT_MONTHS = 12 };

/* Month ends first … last of the history, taken together as one row. */
struct period {
    day first, last;
    bool year; /* a financial year or part of one; else a month */
};

static int64_t sum_over(struct run_reader *reader, enum run_measure measure, const struct period *period)
{
    int64_t sum = 0;
    for (day date = period->first; date <= period->last; date = calendar_month_end(calendar_month(date) + 1))
        sum += run_past(reader, measure, date, RUN_ALL);
    return sum / 1000;
}

/* "2024-25", "2025-26 to Dec 2025", "2019-20 from Jun 2019", "Jan 2026". */
static void add_label(const struct period *period, struct table *out)
{
    struct text label = {0};
    int32_t year = calendar_year(period->last);
    if (period->year) {
        calendar_append_year(&label, year);
        if (period->first != calendar_month_end(calendar_month(calendar_year_start(year)))) {
            text_append(&label, " from ");
            calendar_append_month(&label, calendar_month(period->first));
        }
        if (period->last != calendar_year_end(year)) {
            text_append(&label, " to ");
            calendar_append_month(&label, calendar_month(period->last));
        }
    } else {
        calendar_append_month(&label, calendar_month(period->last));
    }
    table_text(out, text_string(&label));
    text_clear(&label);
}

static void add_period(struct run_reader *reader, const struct period *period, const bool *used, struct table *out)
{
    int64_t started = sum_over(reader, RUN_STARTS, period), ceased = sum_over(reader, RUN_CEASES, period);
    int64_t closing = run_past(reader, RUN_STOCK, period->last, RUN_ALL) / 1000;
    add_label(period, out);
    table_number(out, closing - started + ceased);
    table_number(out, started);
    table_number(out, sum_over(reader, RUN_STARTS_UASC, period));
    table_number(out, ceased);
    table_number(out, closing);
    for (int32_t state = 0; state < reader->system->flow.states; state++)
        if (used[state])
            table_number(out, run_past(reader, RUN_STOCK, period->last, state) / 1000);
}

static void add_years(struct run_reader *reader, const bool *used, struct table *out)
{
    for (day first = reader->first; first <= reader->last;) {
        day end = calendar_year_end(calendar_year(first));
        const struct period period = {.first = first, .last = end < reader->last ? end : reader->last, .year = true};
        table_row(out);
        add_period(reader, &period, used, out);
        first = calendar_month_end(calendar_month(period.last) + 1);
    }
}

static void add_months(struct run_reader *reader, const bool *used, struct table *out)
{
    int32_t months = run_past_months(reader), from = months > RECENT_MONTHS ? months - RECENT_MONTHS : 0;
    for (int32_t index = from; index < months; index++) {
        day date = run_past_date(reader, index);
        const struct period period = {.first = date, .last = date};
        if (index == from)
            table_part_row(out);
        else
            table_row(out);
        add_period(reader, &period, used, out);
    }
}

int table_history(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct run_reader reader = run_reader_of(sources);
    bool used[FLOW_STATES_MAX] = {false};
    if (run_reader_need_history(&reader, problem) < 0)
        return problem->code;
    reader.run = NULL; /* a kind that only the forecast knows has no column here */
    table_begin_for(out, sources, "history", "Children in care: the past", "by financial year, then the latest months");
    table_column(out, "period", "Period", TABLE_TEXT, "");
    table_column(out, "opening", "Opening", TABLE_COUNT, "children");
    table_column(out, "started", "Started", TABLE_COUNT, "children");
    table_column(out, "started_uasc", "of which UASC", TABLE_COUNT, "children");
    table_column(out, "ceased", "Ceased", TABLE_COUNT, "children");
    table_column(out, "closing", "Closing", TABLE_COUNT, "children");
    for (int32_t state = 0; state < reader.system->flow.states; state++) {
        used[state] = run_state_used(&reader, state);
        if (used[state])
            table_column(out, reader.system->flow.state[state], run_state_title(reader.system, state), TABLE_COUNT,
                         "children");
    }
    add_years(&reader, used, out);
    add_months(&reader, used, out);
    table_note(
        out,
        "Opening + started \u2212 ceased = closing. Closing and the kinds of placement are those of the last night of the "
        "period, and the kinds add up to closing.");
    table_note(
        out, "The rows of months are the latest months once more, not further children. UASC: unaccompanied asylum-seeking "
             "children.");
    return run_reader_check(&reader, problem);
}
