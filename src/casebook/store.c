#include "casebook/store.h"

#include <string.h>

enum { PATIENCE_MS = 5000 };

int store_problem(sqlite3 *database, const char *doing, struct problem *problem)
{
    int code = database ? sqlite3_errcode(database) & 0xFF : SQLITE_NOMEM;
    const char *why = database ? sqlite3_errmsg(database) : "memory is out";
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        problem_set(problem, PROBLEM_LOCKED, "the casebook is being changed by somebody else (%s)", doing);
        return problem_next(problem, "Wait until they have finished and try again.");
    case SQLITE_NOMEM:
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory (%s)", doing);
    case SQLITE_FULL:
        problem_set(problem, PROBLEM_FILE, "the disk is full (%s)", doing);
        return problem_next(problem, "Make room and try again; nothing has been changed.");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        problem_set(problem, PROBLEM_FILE, "the casebook cannot be written (%s): %s", doing, why);
        return problem_next(problem, "Check that casebook.db and its folder belong to you and may be written.");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        problem_set(problem, PROBLEM_STORE, "casebook.db is damaged or is no casebook (%s): %s", doing, why);
        return problem_next(problem, "Put back the newest good copy of the whole workspace folder.");
    default:
        return problem_set(problem, PROBLEM_STORE, "the casebook failed (%s): %s", doing, why);
    }
}

static int configure(sqlite3 *database, struct problem *problem)
{
    sqlite3_busy_timeout(database, PATIENCE_MS);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    return store_run(database,
                     "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON;"
                     "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON; PRAGMA cache_size=-32768;" /* KiB */
                     "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
                     problem);
}

int store_open(const char *path, sqlite3 **out, struct problem *problem)
{
    *out = NULL;
    sqlite3 *database = NULL;
    int code = 0;
    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        code = store_problem(database, "opening it", problem);
    if (code == 0)
        code = configure(database, problem);
    if (code < 0) {
        sqlite3_close(database);
        return code;
    }
    *out = database;
    return 0;
}

void store_close(sqlite3 *database)
{
    sqlite3_close(database);
}

int store_run(sqlite3 *database, const char *sql, struct problem *problem)
{
    return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : store_problem(database, "changing it", problem);
}

int store_begin(sqlite3 *database, struct problem *problem)
{
    return store_run(database, "BEGIN IMMEDIATE", problem);
}

int store_commit(sqlite3 *database, struct problem *problem)
{
    return store_run(database, "COMMIT", problem);
}

void store_rollback(sqlite3 *database)
{
    if (!sqlite3_get_autocommit(database))
        sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL);
}

int store_prepare(sqlite3 *database, const char *sql, sqlite3_stmt **out, struct problem *problem)
{
    *out = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, out, NULL) != SQLITE_OK)
        return store_problem(database, "preparing to read it", problem);
    return 0;
}

int store_next(sqlite3_stmt *statement, struct problem *problem)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return 1;
    return code == SQLITE_DONE ? 0 : store_problem(sqlite3_db_handle(statement), "reading it", problem);
}

int store_do(sqlite3_stmt *statement, struct problem *problem)
{
    int code = sqlite3_step(statement);
    if (code != SQLITE_DONE)
        return store_problem(sqlite3_db_handle(statement), "writing it", problem);
    sqlite3_reset(statement);
    return 0;
}

void store_bind_day(sqlite3_stmt *statement, int place, day on)
{
    if (on == DAY_NONE)
        sqlite3_bind_null(statement, place);
    else
        sqlite3_bind_int(statement, place, on);
}

void store_bind_text(sqlite3_stmt *statement, int place, const char *text)
{
    if (text && *text)
        sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, place);
}

void store_bind_bytes(sqlite3_stmt *statement, int place, const void *bytes, size_t length)
{
    if (bytes)
        sqlite3_bind_blob64(statement, place, bytes, length, SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, place);
}

day store_day(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL ? DAY_NONE : sqlite3_column_int(statement, column);
}

const char *store_text(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    return text ? (const char *)text : "";
}

int store_number(sqlite3 *database, const char *sql, int64_t *out, struct problem *problem)
{
    *out = 0;
    sqlite3_stmt *statement;
    int code = store_prepare(database, sql, &statement, problem);
    if (code == 0)
        code = store_next(statement, problem);
    if (code == 1)
        *out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return code < 0 ? code : 0;
}
