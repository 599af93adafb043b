#include "casebook/periods.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/outturn_store.h"
#include "casebook/store.h"
#include "money/money.h"

static const char *keep_text(struct arena *arena, sqlite3_stmt *row, int column)
{
    const char *text = store_text(row, column);
    return arena_text(arena, text, strlen(text));
}

/* A row of `all_closings`; false when memory is out. */
static bool take_closing(struct arena *arena, sqlite3_stmt *row, struct casebook_period *out)
{
    *out = (struct casebook_period){
        .closing = sqlite3_column_int64(row, 0),
        .year = sqlite3_column_int(row, 1),
        .period = sqlite3_column_int(row, 2),
        .version = sqlite3_column_int(row, 3),
        .snapshot = sqlite3_column_int64(row, 4),
        .run = keep_text(arena, row, 5),
        .closed_at = keep_text(arena, row, 6),
        .closed_by = keep_text(arena, row, 7),
        .unexplained = sqlite3_column_int64(row, 8),
        .unexplained_reason = keep_text(arena, row, 9),
        .report_hash = keep_text(arena, row, 10),
        .closed = sqlite3_column_type(row, 11) == SQLITE_NULL,
        .reopened_at = keep_text(arena, row, 11),
        .reopened_by = keep_text(arena, row, 12),
        .reopened_for = keep_text(arena, row, 13),
    };
    return out->run && out->closed_at && out->closed_by && out->unexplained_reason && out->report_hash && out->reopened_at &&
           out->reopened_by && out->reopened_for;
}

static const char all_closings[] =
    "SELECT id, year, period, version, snapshot, run, closed_at, closed_by, unexplained, unexplained_reason, report_hash,"
    " reopened_at, reopened_by, reopen_reason FROM period_closing WHERE authority = ?1 ORDER BY year, period, version";

int casebook_load_periods(struct casebook *casebook, struct casebook_periods *out, struct problem *problem)
{
    *out = (struct casebook_periods){0};
    struct casebook_period *row = NULL;
    int64_t capacity = 0;
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database, all_closings, &statement, problem);
    if (code == 0)
        store_bind_text(statement, 1, casebook->settings.authority);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        code = array_reserve(&row, &capacity, out->count + 1, sizeof *row, problem);
        if (code == 0 && !take_closing(&out->arena, statement, &row[out->count++]))
            code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the periods");
    }
    sqlite3_finalize(statement);
    out->row = code == 0 ? arena_take(&out->arena, (size_t)(out->count + 1) * sizeof *row) : NULL;
    if (out->row && out->count)
        memcpy(out->row, row, (size_t)out->count * sizeof *row);
    if (code == 0 && !out->row)
        code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the periods");
    free(row);
    if (code < 0)
        casebook_periods_clear(out);
    return code;
}

void casebook_periods_clear(struct casebook_periods *periods)
{
    arena_clear(&periods->arena);
    *periods = (struct casebook_periods){0};
}

int casebook_newest_snapshot(struct casebook *casebook, int64_t *out, struct problem *problem)
{
    return store_number(casebook->database, "SELECT coalesce(max(id), 0) FROM snapshot", out, problem);
}

/* The single whole number that a query of authority ?1, year ?2 and period ?3 gives. */
static int number_of(struct casebook *casebook, const char *sql, int32_t year, int32_t period, int64_t *out,
                     struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database, sql, &statement, problem);
    *out = 0;
    if (code == 0) {
        store_bind_text(statement, 1, casebook->settings.authority);
        sqlite3_bind_int(statement, 2, year);
        sqlite3_bind_int(statement, 3, period);
        code = store_next(statement, problem);
    }
    if (code == 1)
        *out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return code < 0 ? code : 0;
}

int casebook_closed_periods(struct casebook *casebook, int32_t year, int32_t *closed, struct problem *problem)
{
    int64_t newest;
    int code = number_of(casebook,
                         "SELECT coalesce(max(period), 0) FROM period_closing WHERE authority = ?1 AND year = ?2"
                         " AND reopened_at IS NULL AND ?3 = 0",
                         year, 0, &newest, problem);
    *closed = (int32_t)newest;
    return code;
}

/* "2025-26". */
struct year_name {
    char words[16];
};

static struct year_name name_year(int32_t year)
{
    struct year_name name;
    snprintf(name.words, sizeof name.words, "%d-%02d", year, (year + 1) % 100);
    return name;
}

static int check_order(struct casebook *casebook, int32_t year, int32_t period, struct problem *problem)
{
    int32_t closed;
    int code = casebook_closed_periods(casebook, year, &closed, problem);
    if (code < 0 || period == closed + 1)
        return code;
    const struct year_name name = name_year(year);
    if (period <= closed) {
        problem_set(problem, PROBLEM_INPUT, "P%d of %s is closed already", period, name.words);
        return problem_next(problem, "To change it, open it again first: homeward period reopen %s P%d --reason \"…\"",
                            name.words, period);
    }
    problem_set(problem, PROBLEM_INPUT, "P%d of %s is still open, and periods are closed in order", closed + 1, name.words);
    return problem_next(problem, "Close it first: homeward period close %s P%d", name.words, closed + 1);
}

static int check_reason(const char *reason, struct problem *problem)
{
    if (strlen(reason) > CASEBOOK_REASON_MAX)
        return problem_set(problem, PROBLEM_USAGE, "the reason has more than %d characters", CASEBOOK_REASON_MAX);
    return strpbrk(reason, "\r\n") ? problem_set(problem, PROBLEM_USAGE, "the reason is more than a line") : 0;
}

static bool blank(const char *text)
{
    return !text || text[strspn(text, " \t")] == '\0';
}

static int check_explained(const struct casebook_closing *closing, struct problem *problem)
{
    struct text pounds = {0};
    if (!blank(closing->reason))
        return check_reason(closing->reason, problem);
    if (closing->unexplained == 0)
        return 0;
    money_append_pounds(&pounds, (struct money){closing->unexplained});
    problem_set(problem, PROBLEM_UNEXPLAINED, "%s between the ledger and the packages is not explained",
                text_string(&pounds));
    text_clear(&pounds);
    return problem_next(problem,
                        "homeward check reconcile shows where. Explain it in an explained.csv (homeward template explained),"
                        " or close with --unexplained-reason \"…\"");
}

int casebook_may_close(struct casebook *casebook, const struct casebook_closing *closing, struct problem *problem)
{
    const int code = check_order(casebook, closing->year, closing->period, problem);
    return code < 0 ? code : check_explained(closing, problem);
}

/* The next version of a closing and its row; *number is the row's. */
static int keep_closing(struct casebook *casebook, const struct casebook_closing *closing, const char *hash, int64_t *number,
                        struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "INSERT INTO period_closing (authority, year, period, version, snapshot, run, closed_at,"
                             " closed_by, unexplained, unexplained_reason, report_hash)"
                             " VALUES (?1, ?2, ?3, (SELECT coalesce(max(version), 0) + 1 FROM period_closing"
                             " WHERE authority = ?1 AND year = ?2 AND period = ?3), ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, casebook->settings.authority);
        sqlite3_bind_int(statement, 2, closing->year);
        sqlite3_bind_int(statement, 3, closing->period);
        sqlite3_bind_int64(statement, 4, closing->snapshot);
        sqlite3_bind_text(statement, 5, closing->run ? closing->run : "", -1, SQLITE_STATIC);
        store_bind_text(statement, 6, closing->when);
        store_bind_text(statement, 7, closing->who);
        sqlite3_bind_int64(statement, 8, closing->unexplained);
        store_bind_text(statement, 9, blank(closing->reason) ? "" : closing->reason);
        store_bind_text(statement, 10, hash);
        code = store_do(statement, problem);
        *number = sqlite3_last_insert_rowid(casebook->database);
    }
    sqlite3_finalize(statement);
    return code;
}

int casebook_close_period(struct casebook *casebook, const struct casebook_closing *closing, const struct outturn *outturn,
                          struct problem *problem)
{
    char hash[33];
    int64_t number;
    int code = casebook_outturn_hash(outturn, hash, problem);
    if (code == 0)
        code = store_begin(casebook->database, problem);
    if (code < 0)
        return code;
    code = casebook_may_close(casebook, closing, problem);
    if (code == 0)
        code = keep_closing(casebook, closing, hash, &number, problem);
    if (code == 0)
        code = casebook_keep_outturn(casebook, number, &closing->facts, outturn, problem);
    if (code == 0)
        code = store_commit(casebook->database, problem);
    store_rollback(casebook->database);
    return code;
}

static int check_reopen(struct casebook *casebook, int32_t year, int32_t period, struct problem *problem)
{
    int32_t closed;
    int code = casebook_closed_periods(casebook, year, &closed, problem);
    if (code < 0 || period == closed)
        return code;
    const struct year_name name = name_year(year);
    if (period > closed) {
        problem_set(problem, PROBLEM_INPUT, "P%d of %s is open", period, name.words);
        return problem_next(problem, "homeward period list shows which periods are closed.");
    }
    problem_set(problem, PROBLEM_INPUT, "P%d of %s is closed, and the last closed period is reopened first", closed,
                name.words);
    return problem_next(problem, "Open that one first: homeward period reopen %s P%d --reason \"…\"", name.words, closed);
}

static int mark_reopened(struct casebook *casebook, int32_t year, int32_t period, const char *reason,
                         const struct casebook_speaker *speaker, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "UPDATE period_closing SET reopened_at = ?4, reopened_by = ?5, reopen_reason = ?6"
                             " WHERE authority = ?1 AND year = ?2 AND period = ?3 AND reopened_at IS NULL",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, casebook->settings.authority);
        sqlite3_bind_int(statement, 2, year);
        sqlite3_bind_int(statement, 3, period);
        store_bind_text(statement, 4, speaker->when);
        store_bind_text(statement, 5, speaker->who);
        store_bind_text(statement, 6, reason);
        code = store_do(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

int casebook_reopen_period(struct casebook *casebook, int32_t year, int32_t period, const char *reason,
                           const struct casebook_speaker *speaker, struct problem *problem)
{
    if (blank(reason)) {
        problem_set(problem, PROBLEM_USAGE, "P%d of %s is not opened again without a reason", period, name_year(year).words);
        return problem_next(problem, "Say why, for those who read the report later: --reason \"late invoices of P6\"");
    }
    int code = check_reason(reason, problem);
    if (code == 0)
        code = store_begin(casebook->database, problem);
    if (code < 0)
        return code;
    code = check_reopen(casebook, year, period, problem);
    if (code == 0)
        code = mark_reopened(casebook, year, period, reason, speaker, problem);
    if (code == 0)
        code = store_commit(casebook->database, problem);
    store_rollback(casebook->database);
    return code;
}
