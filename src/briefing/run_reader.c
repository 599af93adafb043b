#include "briefing/run_reader.h"

struct run_reader run_reader_of(const struct table_sources *sources)
{
    const struct run_result *run = sources->run;
    struct run_reader reader = {
        .system = sources->system,
        .run = run,
        .history = sources->history ? sources->history
                   : run            ? &run->history
                                    : NULL,
        .forecast = run ? &run->forecast : NULL,
        .first = DAY_NONE,
        .last = DAY_NONE,
    };
    const struct run_rows *rows = reader.history;
    for (int64_t row = 0; rows && row < rows->count; row++) {
        if (rows->measure[row] != RUN_STOCK || rows->state[row] != RUN_ALL || rows->band[row] != RUN_ALL)
            continue;
        if (reader.first == DAY_NONE)
            reader.first = rows->date[row];
        reader.last = rows->date[row];
    }
    return reader;
}

bool run_has(const struct run_rows *rows, enum run_measure measure, day date, int32_t state)
{
    return rows && run_rows_find(rows, measure, date, state, RUN_ALL) >= 0;
}

/* The row, or -1 after noting what is missing. */
static int64_t row_of(struct run_reader *reader, const struct run_rows *rows, enum run_measure measure, day date,
                      int32_t state)
{
    int64_t row = rows ? run_rows_find(rows, measure, date, state, RUN_ALL) : -1;
    if (row < 0 && !reader->missing) {
        reader->missing = true;
        reader->missing_measure = measure;
        reader->missing_date = date;
    }
    return row;
}

int64_t run_past(struct run_reader *reader, enum run_measure measure, day date, int32_t state)
{
    int64_t row = row_of(reader, reader->history, measure, date, state);
    return row < 0 ? 0 : reader->history->mean[row];
}

int64_t run_mean(struct run_reader *reader, enum run_measure measure, day date, int32_t state)
{
    int64_t row = row_of(reader, reader->forecast, measure, date, state);
    return row < 0 ? 0 : reader->forecast->mean[row];
}

int64_t run_quantile_of(struct run_reader *reader, enum run_measure measure, day date, int32_t state,
                        enum run_quantile quantile)
{
    int64_t row = row_of(reader, reader->forecast, measure, date, state);
    return row < 0 ? 0 : reader->forecast->quantile[row * RUN_QUANTILES + quantile];
}

day run_past_date(const struct run_reader *reader, int32_t index)
{
    return calendar_month_end(calendar_month(reader->first) + index);
}

int32_t run_past_months(const struct run_reader *reader)
{
    return reader->first == DAY_NONE ? 0 : calendar_month(reader->last) - calendar_month(reader->first) + 1;
}

day run_future_date(const struct run_reader *reader, int32_t index)
{
    return calendar_month_end(calendar_month(reader->run->as_at + 1) + index);
}

day run_months_ahead(const struct run_reader *reader, int32_t months)
{
    day date = calendar_month_end(calendar_month(reader->run->as_at) + months);
    return date > run_future_date(reader, reader->run->months - 1) ? DAY_NONE : date;
}

bool run_year_from(const struct run_reader *reader, day from, struct run_year *out)
{
    day end = run_future_date(reader, reader->run->months - 1);
    if (from > end)
        return false;
    *out = (struct run_year){.year = calendar_year(from), .from = from};
    out->to = calendar_year_end(out->year) < end ? calendar_year_end(out->year) : end;
    out->part = from != calendar_year_start(out->year) || out->to != calendar_year_end(out->year);
    return true;
}

void run_year_note(const struct run_year *year, struct table *out)
{
    struct text words = {0};
    if (!year->part)
        return;
    calendar_append_year(&words, year->year);
    text_append(&words, " is a part year: from ");
    calendar_append_words(&words, year->from);
    text_append(&words, " to ");
    calendar_append_words(&words, year->to);
    table_note(out, "%s.", text_string(&words));
    text_clear(&words);
}

bool run_state_used(struct run_reader *reader, int32_t state)
{
    for (int32_t month = 0; month < run_past_months(reader); month++)
        if (run_past(reader, RUN_STOCK, run_past_date(reader, month), state) > 0)
            return true;
    for (int32_t month = 0; reader->run && month < reader->run->months; month++)
        if (run_mean(reader, RUN_STOCK, run_future_date(reader, month), state) > 0)
            return true;
    return false;
}

const char *run_state_title(const struct care_system *system, int32_t state)
{
    return system->state_title[state][0] ? system->state_title[state] : system->flow.state[state];
}

int run_reader_check(const struct run_reader *reader, struct problem *problem)
{
    if (!reader->missing)
        return 0;
    struct text date = {0};
    calendar_append(&date, reader->missing_date);
    problem_set(problem, PROBLEM_VERIFY, "the run holds no %s of %s", run_measure_word(reader->missing_measure),
                text_string(&date));
    text_clear(&date);
    return problem_next(problem, "Make the forecast again: homeward forecast.");
}

int run_reader_need_run(const struct run_reader *reader, struct problem *problem)
{
    if (!reader->run) {
        problem_set(problem, PROBLEM_NOT_FOUND, "there is no run to make this table from");
        return problem_next(problem, "Make one with: homeward forecast.");
    }
    return run_reader_need_history(reader, problem);
}

int run_reader_need_history(const struct run_reader *reader, struct problem *problem)
{
    if (reader->last != DAY_NONE)
        return 0;
    problem_set(problem, PROBLEM_NOT_FOUND, "there is no history to make this table from");
    return problem_next(problem, "Bring in returns with: homeward import FOLDER.");
}
