/*
 * Which periods of the ledger are closed, and what was paid in a closed one that is known otherwise now.
 */
#include "briefing/data_cells.h"
#include "briefing/table_builders.h"
#include "casebook/periods.h"
#include "casebook/restated.h"

static void add_period(int32_t period, struct table *out)
{
    struct text word = {0};
    text_format(&word, "P%d", period);
    table_text(out, text_string(&word));
    text_clear(&word);
}

static void text_or_blank(const char *text, struct table *out)
{
    if (*text)
        table_text(out, text);
    else
        table_blank(out);
}

/* "2025-06-12" of "2025-06-12T10:00:00Z". */
static void add_day(const char *time, struct table *out)
{
    struct text on = {0};
    for (const char *at = time; *at && *at != 'T'; at++)
        text_append_char(&on, *at);
    table_text(out, text_string(&on));
    text_clear(&on);
}

/* Why it was closed with pounds unexplained, and why it was opened again. */
static void add_note(const struct casebook_period *period, struct table *out)
{
    struct text note = {0};
    if (*period->unexplained_reason)
        text_format(&note, "Left unexplained: %s", period->unexplained_reason);
    if (!period->closed)
        text_format(&note, "%sReopened by %s: %s", note.length ? ". " : "", period->reopened_by, period->reopened_for);
    text_or_blank(text_string(&note), out);
    text_clear(&note);
}

static void add_closing(const struct casebook_period *period, struct table *out)
{
    table_row(out);
    data_cell_year(out, period->year);
    add_period(period->period, out);
    data_cell_number(out, period->version);
    table_text(out, period->closed ? "closed" : "reopened");
    add_day(period->closed_at, out);
    table_text(out, period->closed_by);
    data_cell_number(out, period->snapshot);
    table_number(out, period->unexplained);
    add_note(period, out);
}

static void add_closing_tidy(const struct casebook_period *period, struct table *out)
{
    table_row(out);
    data_cell_year(out, period->year);
    add_period(period->period, out);
    data_cell_number(out, period->version);
    table_text(out, period->closed ? "closed" : "reopened");
    table_text(out, period->closed_at);
    table_text(out, period->closed_by);
    data_cell_number(out, period->snapshot);
    table_number(out, period->unexplained);
    text_or_blank(period->unexplained_reason, out);
    text_or_blank(period->run, out);
    text_or_blank(period->reopened_at, out);
    text_or_blank(period->reopened_by, out);
    text_or_blank(period->reopened_for, out);
}

static void begin_periods(const struct table_sources *sources, struct table *out)
{
    static const char *const columns[][2] = {{"year", "Year"},        {"period", "Period"},    {"version", "Version"},
                                             {"state", "State"},      {"closed_at", "Closed"}, {"closed_by", "By"},
                                             {"snapshot", "Snapshot"}};
    table_begin_for(out, sources, "periods", "Periods that were closed", "");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        table_column(out, columns[i][0], columns[i][1], TABLE_TEXT, "");
    table_column(out, "unexplained", "Unexplained", TABLE_PENCE, "pounds and pence");
}

static int no_casebook(struct problem *problem)
{
    return problem_set(problem, PROBLEM_NOT_FOUND, "this table needs the casebook of a workspace");
}

static int list_periods(const struct table_sources *sources,
                        void (*add)(const struct casebook_period *period, struct table *out), struct table *out,
                        struct problem *problem)
{
    struct casebook_periods periods;
    int code = casebook_load_periods(sources->casebook, &periods, problem);
    if (code < 0)
        return code;
    for (int64_t i = 0; i < periods.count; i++)
        add(&periods.row[i], out);
    table_note(out, "A period that is not here is open. One that was opened and closed again has a report of each version.");
    casebook_periods_clear(&periods);
    return 0;
}

int table_periods(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (!sources->casebook)
        return no_casebook(problem);
    begin_periods(sources, out);
    table_column(out, "note", "Note", TABLE_TEXT, "");
    return list_periods(sources, add_closing, out, problem);
}

int table_periods_tidy(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    static const char *const columns[][2] = {{"reason", "Left unexplained because"},
                                             {"run", "Run"},
                                             {"reopened_at", "Reopened"},
                                             {"reopened_by", "Reopened by"},
                                             {"reopened_because", "Reopened because"}};
    if (!sources->casebook)
        return no_casebook(problem);
    begin_periods(sources, out);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        table_column(out, columns[i][0], columns[i][1], TABLE_TEXT, "");
    return list_periods(sources, add_closing_tidy, out, problem);
}

static void add_restated(const struct table_sources *sources, const struct casebook_restated_row *row, struct table *out)
{
    table_row(out);
    table_text(out, *row->line ? row->line : "Not in the budget");
    data_cell_year(out, row->year);
    add_period(row->period, out);
    table_number(out, row->was);
    table_number(out, row->is);
    table_text(out, "[r]");
    text_or_blank(row->since, out);
    data_cell_number(out, row->snapshot);
    text_or_blank(sources->for_public ? "" : row->reason, out); /* people's words may name a child */
}

int table_restated(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct casebook_restated restated;
    if (!sources->casebook)
        return no_casebook(problem);
    int code = casebook_load_restated(sources->casebook, &restated, problem);
    if (code < 0)
        return code;
    table_begin_for(out, sources, "restated", "Payments of closed periods that have changed since", "");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "year", "Year", TABLE_TEXT, "");
    table_column(out, "period", "Period", TABLE_TEXT, "");
    table_column(out, "was", "Was", TABLE_PENCE, "pounds and pence");
    table_column(out, "is", "Is", TABLE_PENCE, "pounds and pence");
    table_column(out, "mark", "", TABLE_TEXT, "");
    table_column(out, "since", "Since", TABLE_TEXT, "");
    table_column(out, "snapshot", "Snapshot", TABLE_TEXT, "");
    table_column(out, "reason", "Why", TABLE_TEXT, "");
    for (int64_t i = 0; i < restated.count; i++)
        add_restated(sources, &restated.row[i], out);
    table_note(out, "[r]: restated. The report of the closed period keeps what was; the next one has what is.");
    casebook_restated_clear(&restated);
    return 0;
}
