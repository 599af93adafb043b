/*
 * run_reader: the rows of a run as tables ask for them: by measure, date and state, over all ages.
 *
 * Reading never needs checking number by number: a row that is not there reads as 0 and sticks, and run_reader_check says
 * which one it was. So a table can never show a number that the run does not hold.
 *
 *     struct run_reader reader = run_reader_of(sources);
 *     int64_t now = run_past(&reader, RUN_STOCK, reader.last, RUN_ALL);
 *     if (run_reader_check(&reader, problem) < 0) …
 *
 * Values are thousandths, money pence. Includes: base, calendar, care, flow, casebook, briefing/tables.
 */
#ifndef BRIEFING_RUN_READER_H
#define BRIEFING_RUN_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "briefing/tables.h"
#include "calendar/calendar.h"
#include "casebook/run_store.h"

struct run_reader {
    const struct care_system *system;
    const struct run_rows *history;  /* NULL when there is none */
    const struct run_rows *forecast; /* NULL when there is no run */
    const struct run_result *run;    /* NULL when there is none */
    day first, last;                 /* first and last month end of the history; DAY_NONE when it is empty */
    bool missing;                    /* a row was asked for that is not there: which one */
    enum run_measure missing_measure;
    day missing_date;
};

struct run_reader run_reader_of(const struct table_sources *sources);

/* What stands in the history and in the forecast (its mean). */
int64_t run_past(struct run_reader *reader, enum run_measure measure, day date, int32_t state);
int64_t run_mean(struct run_reader *reader, enum run_measure measure, day date, int32_t state);
int64_t run_quantile_of(struct run_reader *reader, enum run_measure measure, day date, int32_t state,
                        enum run_quantile quantile);
bool run_has(const struct run_rows *rows, enum run_measure measure, day date, int32_t state);

/* Month end number `index` of the history (0 is reader->first) and of the forecast (0 is the first after as_at). */
day run_past_date(const struct run_reader *reader, int32_t index);
int32_t run_past_months(const struct run_reader *reader);
day run_future_date(const struct run_reader *reader, int32_t index);

/* The forecast's month end so many whole months after as_at; DAY_NONE when the run does not reach it. */
day run_months_ahead(const struct run_reader *reader, int32_t months);

/* A financial year of the forecast, or the part of it that the forecast covers: from … to, both days included. */
struct run_year {
    int32_t year;
    day from, to;
    bool part;
};

/* The year of the forecast that begins on `from` (the first: as_at + 1; the next: to + 1). False behind the horizon. */
bool run_year_from(const struct run_reader *reader, day from, struct run_year *out);

/* Notes on the table that a year is a part year, and from when to when; nothing for a whole one. */
void run_year_note(const struct run_year *year, struct table *out);

/* True when the children of a state are there in any month, past or to come. */
bool run_state_used(struct run_reader *reader, int32_t state);

/* "External children's home": the title of a state, or its name. */
const char *run_state_title(const struct care_system *system, int32_t state);

/* 0, or PROBLEM_VERIFY that names the row that was asked for and is not there. */
int run_reader_check(const struct run_reader *reader, struct problem *problem);

/* PROBLEM_NOT_FOUND when the sources hold no run, or none of its history. */
int run_reader_need_run(const struct run_reader *reader, struct problem *problem);
int run_reader_need_history(const struct run_reader *reader, struct problem *problem);

#endif
