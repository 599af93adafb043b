#include "casebook/run_store.h"

#include <string.h>

#include "casebook/store.h"

static enum run_measure measure_of(const char *word)
{
    int measure = 0;
    while (measure < RUN_MEASURE_COUNT && strcmp(run_measure_word((enum run_measure)measure), word) != 0)
        measure++;
    return (enum run_measure)measure;
}

/* The first six values of a row of a result. */
static void bind_row(sqlite3_stmt *statement, int64_t run, const struct run_rows *rows, int64_t i)
{
    sqlite3_bind_int64(statement, 1, run);
    sqlite3_bind_int64(statement, 2, i);
    store_bind_text(statement, 3, run_measure_word((enum run_measure)rows->measure[i]));
    sqlite3_bind_int(statement, 4, rows->date[i]);
    sqlite3_bind_int(statement, 5, rows->state[i]);
    sqlite3_bind_int(statement, 6, rows->band[i]);
    sqlite3_bind_int64(statement, 7, rows->mean[i]);
}

static int keep_history(sqlite3 *database, int64_t run, const struct run_rows *rows, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(database,
                             "INSERT INTO run_history (run, position, measure, date, state, band, value)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                             &statement, problem);
    for (int64_t i = 0; code == 0 && i < rows->count; i++) {
        bind_row(statement, run, rows, i);
        code = store_do(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

static int keep_forecast(sqlite3 *database, int64_t run, const struct run_rows *rows, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(database,
                             "INSERT INTO run_forecast (run, position, measure, date, state, band, mean,"
                             " p2_5, p10, p25, p50, p75, p90, p97_5)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                             &statement, problem);
    for (int64_t i = 0; code == 0 && i < rows->count; i++) {
        bind_row(statement, run, rows, i);
        for (int k = 0; k < RUN_QUANTILES; k++)
            sqlite3_bind_int64(statement, 8 + k, rows->quantile[i * RUN_QUANTILES + k]);
        code = store_do(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

static int keep_provenance(sqlite3 *database, int64_t run, const struct run_provenance *provenance, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(database,
                             "INSERT INTO run_provenance (run, position, kind, item, value, source)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                             &statement, problem);
    for (int64_t i = 0; code == 0 && i < provenance->count; i++) {
        const char *const texts[] = {provenance->kind[i], provenance->item[i], provenance->value[i], provenance->source[i]};
        sqlite3_bind_int64(statement, 1, run);
        sqlite3_bind_int64(statement, 2, i);
        for (int k = 0; k < 4; k++)
            sqlite3_bind_text(statement, 3 + k, texts[k], -1, SQLITE_STATIC);
        code = store_do(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

/* Puts the run's own row; *run is 0 when a run of that id is there already. */
static int keep_head(sqlite3 *database, const struct run_result *result, int64_t *run, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code =
        store_prepare(database,
                      "INSERT INTO run (id, council, authority, made_at, as_at, months, paths, seed, population, asked,"
                      " snapshot, basis)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT coalesce(max(asked), 0) + 1 FROM run),"
                      " (SELECT coalesce(max(id), 0) FROM snapshot), ?10)"
                      " ON CONFLICT (id) DO NOTHING",
                      &statement, problem);
    if (code == 0) {
        sqlite3_bind_text(statement, 1, result->id, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 2, result->council, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 3, result->authority, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 4, result->made, -1, SQLITE_STATIC);
        sqlite3_bind_int(statement, 5, result->as_at);
        sqlite3_bind_int(statement, 6, result->months);
        sqlite3_bind_int(statement, 7, result->paths);
        sqlite3_bind_int64(statement, 8, (int64_t)result->seed);
        sqlite3_bind_int64(statement, 9, result->population);
        sqlite3_bind_text(statement, 10, result->basis, -1, SQLITE_STATIC);
        code = store_do(statement, problem);
        *run = sqlite3_changes(database) ? sqlite3_last_insert_rowid(database) : 0;
    }
    sqlite3_finalize(statement);
    return code;
}

int casebook_ask_run(struct casebook *casebook, const char *id, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "UPDATE run SET asked = (SELECT max(asked) + 1 FROM run),"
                             " snapshot = (SELECT coalesce(max(id), 0) FROM snapshot) WHERE id = ?1",
                             &statement, problem);
    if (code == 0) {
        sqlite3_bind_text(statement, 1, id, -1, SQLITE_STATIC);
        code = store_do(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

int casebook_keep_run(struct casebook *casebook, const struct run_result *result, struct problem *problem)
{
    sqlite3 *database = casebook->database;
    int64_t run = 0;
    int code = store_begin(database, problem);
    if (code == 0)
        code = keep_head(database, result, &run, problem);
    if (code == 0 && run) {
        code = keep_history(database, run, &result->history, problem);
        if (code == 0)
            code = keep_forecast(database, run, &result->forecast, problem);
        if (code == 0)
            code = keep_provenance(database, run, &result->provenance, problem);
    } else if (code == 0) {
        code = casebook_ask_run(casebook, result->id, problem);
    }
    if (code == 0)
        code = store_commit(database, problem);
    store_rollback(database);
    return code;
}

static int no_run(const char *id, struct problem *problem)
{
    if (id)
        problem_set(problem, PROBLEM_NOT_FOUND, "there is no run whose id begins with %.32s", id);
    else
        problem_set(problem, PROBLEM_NOT_FOUND, "no forecast has been made yet");
    return problem_next(problem, "Make one: homeward forecast --months 36 --paths 1000 --seed 1");
}

static int many_runs(const char *id, struct problem *problem)
{
    problem_set(problem, PROBLEM_USAGE, "more than one run has an id that begins with %.32s", id);
    return problem_next(problem, "Give more of its digits.");
}

/* The number of the run; the newest is the highest. */
static int find_number(sqlite3 *database, const char *id, int64_t *run, struct problem *problem)
{
    if (id && (strspn(id, "0123456789abcdef") != strlen(id) || strlen(id) >= RUN_ID_SIZE || !*id))
        return no_run(id, problem);
    sqlite3_stmt *statement;
    int code = store_prepare(database,
                             id ? "SELECT number FROM run WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2"
                                : "SELECT number FROM run ORDER BY asked DESC LIMIT 1",
                             &statement, problem);
    if (code == 0 && id)
        store_bind_text(statement, 1, id);
    if (code == 0)
        code = store_next(statement, problem);
    if (code == 1) {
        *run = sqlite3_column_int64(statement, 0);
        code = store_next(statement, problem) == 1 ? many_runs(id, problem) : 0;
    } else if (code == 0) {
        code = no_run(id, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

static void copy_text(sqlite3_stmt *statement, int column, char *out, size_t size)
{
    const char *text = store_text(statement, column);
    size_t length = strnlen(text, size - 1);
    memcpy(out, text, length);
    out[length] = '\0';
}

static int find_head(sqlite3 *database, int64_t run, struct run_result *out, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(database,
                             "SELECT id, council, authority, made_at, as_at, months, paths, seed, population,"
                             " snapshot < (SELECT coalesce(max(id), 0) FROM snapshot), basis FROM run WHERE number = ?1",
                             &statement, problem);
    if (code == 0) {
        sqlite3_bind_int64(statement, 1, run);
        code = store_next(statement, problem);
    }
    if (code == 1) {
        copy_text(statement, 0, out->id, sizeof out->id);
        copy_text(statement, 1, out->council, sizeof out->council);
        copy_text(statement, 2, out->authority, sizeof out->authority);
        copy_text(statement, 3, out->made, sizeof out->made);
        out->as_at = sqlite3_column_int(statement, 4);
        out->months = sqlite3_column_int(statement, 5);
        out->paths = sqlite3_column_int(statement, 6);
        out->seed = (uint64_t)sqlite3_column_int64(statement, 7);
        out->population = sqlite3_column_int64(statement, 8);
        out->overtaken = sqlite3_column_int(statement, 9) != 0;
        copy_text(statement, 10, out->basis, sizeof out->basis);
        code = 0;
    }
    sqlite3_finalize(statement);
    return code;
}

/* Rows as `sql` gives them: measure, date, state, band, mean, then `quantiles` more. */
static int find_rows(sqlite3 *database, const char *sql, int64_t run, int quantiles, struct run_rows *out,
                     struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(database, sql, &statement, problem);
    if (code == 0)
        sqlite3_bind_int64(statement, 1, run);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        int64_t i = run_rows_add(out, measure_of(store_text(statement, 0)), sqlite3_column_int(statement, 1),
                                 sqlite3_column_int(statement, 2), sqlite3_column_int(statement, 3), problem);
        code = i < 0 ? (int)i : 0;
        if (code < 0)
            break;
        out->mean[i] = sqlite3_column_int64(statement, 4);
        for (int k = 0; k < quantiles; k++)
            out->quantile[i * RUN_QUANTILES + k] = sqlite3_column_int64(statement, 5 + k);
    }
    sqlite3_finalize(statement);
    return code;
}

static int find_provenance(sqlite3 *database, int64_t run, struct run_provenance *out, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code =
        store_prepare(database, "SELECT kind, item, value, source FROM run_provenance WHERE run = ?1 ORDER BY position",
                      &statement, problem);
    if (code == 0)
        sqlite3_bind_int64(statement, 1, run);
    while (code == 0 && (code = store_next(statement, problem)) == 1)
        code = run_provenance_add(out, store_text(statement, 0), store_text(statement, 1), store_text(statement, 2),
                                  store_text(statement, 3), problem);
    sqlite3_finalize(statement);
    return code;
}

int casebook_find_run(struct casebook *casebook, const char *id, struct run_result *out, struct problem *problem)
{
    sqlite3 *database = casebook->database;
    *out = (struct run_result){0};
    int64_t run = 0;
    int code = find_number(database, id, &run, problem);
    if (code == 0)
        code = find_head(database, run, out, problem);
    if (code == 0)
        code =
            find_rows(database, "SELECT measure, date, state, band, value FROM run_history WHERE run = ?1 ORDER BY position",
                      run, 0, &out->history, problem);
    if (code == 0)
        code = find_rows(database,
                         "SELECT measure, date, state, band, mean, p2_5, p10, p25, p50, p75, p90, p97_5 FROM run_forecast"
                         " WHERE run = ?1 ORDER BY position",
                         run, RUN_QUANTILES, &out->forecast, problem);
    if (code == 0)
        code = find_provenance(database, run, &out->provenance, problem);
    if (code == 0)
        code = casebook_find_verdict(casebook, out->basis, &out->verdict, problem);
    if (code < 0)
        run_result_clear(out);
    return code;
}
