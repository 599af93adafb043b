#include <string.h>

#include "table/rounding.h"
#include "briefing/run_reader.h"
#include "briefing/table_builders.h"

enum { WHOLE = 1000, TENTH = 100, PERCENT = 100000, NEXT_MAX = 2, DATES_MAX = 2 + NEXT_MAX };

/* One date of the table: the children of every kind, exact and as they are shown, and their shares in thousandths of a
 * percent. */
struct mix_date {
    day date;
    bool forecast, available;
    int64_t number[FLOW_STATES_MAX], number_shown[FLOW_STATES_MAX], total, total_shown;
    int64_t share[FLOW_STATES_MAX], share_shown[FLOW_STATES_MAX];
};

struct mix {
    int32_t dates, states;
    struct mix_date date[DATES_MAX]; /* last 31 March, now, the next ones */
    bool used[FLOW_STATES_MAX];      /* there are children of this kind in any month */
};

static int refuse(day date, struct problem *problem)
{
    struct text words = {0};
    problem_set(problem, PROBLEM_VERIFY, "the kinds of placement on %s do not add up to all children",
                table_words_of(&words, date));
    text_clear(&words);
    return problem_next(problem, "Make the forecast again; if it stays so, this is a fault in Homeward: please report it.");
}

static int read_date(struct run_reader *reader, int32_t states, struct mix_date *date, struct problem *problem)
{
    int64_t (*read)(struct run_reader *, enum run_measure, day, int32_t) = date->forecast ? run_mean : run_past;
    date->total = read(reader, RUN_STOCK, date->date, RUN_ALL);
    for (int32_t state = 0; state < states; state++) {
        date->number[state] = read(reader, RUN_STOCK, date->date, state);
        date->share[state] = date->total > 0 ? round_ratio(date->number[state], PERCENT, date->total) : 0;
    }
    if (run_reader_check(reader, problem) < 0)
        return problem->code;
    int64_t hundred = date->total > 0 ? PERCENT : 0;
    bool adds_up = round_column(date->number, states, date->forecast ? TENTH : WHOLE, date->total,
                                date->forecast ? states : 0, date->number_shown, &date->total_shown) &&
                   round_parts(date->share, states, TENTH, hundred, date->share_shown);
    return adds_up ? 0 : refuse(date->date, problem);
}

/* The last 31 March before `on`. */
static day march_before(day on)
{
    return calendar_year_end(calendar_year(on) - 1);
}

static int read_mix(struct run_reader *reader, struct mix *mix, struct problem *problem)
{
    mix->states = reader->system->flow.states;
    mix->date[mix->dates++] = (struct mix_date){.date = march_before(reader->last)};
    mix->date[mix->dates++] = (struct mix_date){.date = reader->last};
    day end = run_future_date(reader, reader->run->months - 1);
    for (int32_t year = calendar_year(reader->run->as_at + 1); mix->dates < DATES_MAX && calendar_year_end(year) <= end;
         year++)
        mix->date[mix->dates++] = (struct mix_date){.date = calendar_year_end(year), .forecast = true};
    for (int32_t i = 0; i < mix->dates; i++) {
        struct mix_date *date = &mix->date[i];
        date->available = date->forecast || run_has(reader->history, RUN_STOCK, date->date, RUN_ALL);
        if (date->available && read_date(reader, mix->states, date, problem) < 0)
            return problem->code;
    }
    for (int32_t state = 0; state < mix->states; state++)
        mix->used[state] = run_state_used(reader, state);
    return 0;
}

/* A column of a date: "next_march_1" + "_p10", headed "80% from" + "Mar 2026". */
static void add_column(struct table *out, const char *date_name, const char *of_name, const char *heading, const char *date,
                       enum table_kind kind, const char *unit)
{
    struct text name = {0}, words = {0};
    text_format(&name, "%s%s", date_name, of_name);
    text_format(&words, "%s%s%s", heading, *heading ? " " : "", date);
    table_column(out, text_string(&name), text_string(&words), kind, unit);
    text_clear(&name);
    text_clear(&words);
}

static void add_date_columns(const struct mix *mix, int32_t index, struct table *out)
{
    static const char *const names[DATES_MAX] = {"last_march", "now", "next_march_1", "next_march_2"};
    const struct mix_date *date = &mix->date[index];
    struct text month = {0};
    if (index == 1)
        text_append(&month, "now");
    else
        calendar_append_month(&month, calendar_month(date->date));
    add_column(out, names[index], "", index == 1 ? "Number" : "", text_string(&month), TABLE_MILLI, "children");
    table_decimals(out, date->forecast ? 1 : 0);
    table_with_next(out);
    add_column(out, names[index], "_percent", "%", text_string(&month), TABLE_MILLI, "percent of all children");
    if (date->forecast) {
        add_column(out, names[index], "_p10", "80% from", text_string(&month), TABLE_COUNT, "children");
        table_with_next(out);
        add_column(out, names[index], "_p90", "80% to", text_string(&month), TABLE_COUNT, "children");
    }
    text_clear(&month);
}

static void add_not_available(int32_t count, struct table *out)
{
    for (int32_t i = 0; i < count; i++)
        table_not_available(out);
}

static void add_state_date(const struct mix_date *date, int32_t state, struct table *out)
{
    int32_t decimals = date->forecast ? 1 : 0;
    table_shown(out, date->number[state], date->number_shown[state], decimals);
    if (date->total > 0)
        table_shown(out, date->share[state], date->share_shown[state], 1);
    else
        table_blank(out);
    if (date->forecast) {
        table_blank(out);
        table_blank(out);
    }
}

static void add_state(const struct care_system *system, const struct mix *mix, int32_t state, struct table *out)
{
    bool unknown = strcmp(system->flow.state[state], "unregistered") == 0 && !mix->used[state];
    table_row(out);
    table_text(out, run_state_title(system, state));
    for (int32_t i = 0; i < mix->dates; i++) {
        const struct mix_date *date = &mix->date[i];
        if (unknown || !date->available)
            add_not_available(date->forecast ? 4 : 2, out);
        else
            add_state_date(date, state, out);
    }
    table_not_available(out);
}

static void add_total(struct run_reader *reader, const struct mix *mix, struct table *out)
{
    table_total_row(out);
    table_text(out, "All children");
    for (int32_t i = 0; i < mix->dates; i++) {
        const struct mix_date *date = &mix->date[i];
        if (!date->available) {
            add_not_available(2, out);
            continue;
        }
        table_shown(out, date->total, date->total_shown, date->forecast ? 1 : 0);
        if (date->total > 0)
            table_number(out, PERCENT);
        else
            table_blank(out);
        if (date->forecast) {
            table_number(out, run_quantile_of(reader, RUN_STOCK, date->date, RUN_ALL, RUN_P10));
            table_number(out, run_quantile_of(reader, RUN_STOCK, date->date, RUN_ALL, RUN_P90));
        }
    }
    table_not_available(out);
}

static void add_notes(const struct run_reader *reader, const struct mix *mix, struct table *out)
{
    struct text date = {0};
    table_note_ranges(reader->run, out);
    table_note(out,
               "Now is %s; every other column is on 31 March. Forecast numbers are means of all paths, rounded together so "
               "that they add up.",
               table_words_of(&date, reader->last));
    table_note(
        out, "80%% from and to: 8 in 10 paths lie within it. It is given for all children only, because ranges of parts do "
             "not add up.");
    if (!mix->date[0].available)
        table_note(out, "[x] %s: needs returns that reach back to that day.", table_words_of(&date, mix->date[0].date));
    int32_t unregistered = flow_state_named(&reader->system->flow, "unregistered");
    if (unregistered >= 0 && !mix->used[unregistered])
        table_note(out, "[x] %s: needs the placements ledger's own mark; the return does not tell it.",
                   run_state_title(reader->system, unregistered));
    table_note(out, "[x] In area: needs postcodes of homes and placements in the returns.");
    text_clear(&date);
}

int table_placement_mix(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct run_reader reader = run_reader_of(sources);
    struct mix mix = {0};
    if (run_reader_need_run(&reader, problem) < 0 || read_mix(&reader, &mix, problem) < 0)
        return problem->code;
    table_begin_for(out, sources, "T6", "Placement mix", "children by kind of placement, now and on 31 March");
    table_column(out, "state", "Kind of placement", TABLE_TEXT, "");
    for (int32_t i = 0; i < mix.dates; i++)
        add_date_columns(&mix, i, out);
    table_column(out, "in_area", "In area", TABLE_COUNT, "children");
    for (int32_t state = 0; state < mix.states; state++)
        add_state(reader.system, &mix, state, out);
    add_total(&reader, &mix, out);
    add_notes(&reader, &mix, out);
    return run_reader_check(&reader, problem);
}
