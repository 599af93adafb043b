#include "casebook/desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/store.h"

struct desk {
    sqlite3 *database; /* in memory; owned */
    bool sealed;       /* statements read and do nothing else */
};

/* A question is SQLite's statement under another name, so that no other room sees SQLite. */
static sqlite3_stmt *statement_of(const struct desk_question *question)
{
    return (sqlite3_stmt *)(uintptr_t)question;
}

static int desk_problem(struct desk *desk, struct problem *problem)
{
    if ((sqlite3_errcode(desk->database) & 0xFF) != SQLITE_ERROR && (sqlite3_errcode(desk->database) & 0xFF) != SQLITE_AUTH)
        return store_problem(desk->database, "laying it out in memory", problem);
    return problem_set(problem, PROBLEM_INPUT, "a statement cannot be run: %s", sqlite3_errmsg(desk->database));
}

/* What a statement may do: anything but change the casebook, and once sealed nothing but read. */
static int may(void *self, int action, const char *first, const char *second, const char *database, const char *by)
{
    const struct desk *desk = self;
    (void)first;
    (void)second;
    (void)by;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    default:
        return desk->sealed || (database && strcmp(database, "kept") == 0) ? SQLITE_DENY : SQLITE_OK;
    }
}

/* Reads two whole numbers of day and years or months; false when one is NULL or too far off to be meant. */
static bool two_numbers(sqlite3_value **value, day *on, int32_t *number)
{
    enum { DAYS_MOST = 200000, NUMBER_MOST = 2400 };
    int64_t first = sqlite3_value_int64(value[0]), second = sqlite3_value_int64(value[1]);
    if (sqlite3_value_type(value[0]) == SQLITE_NULL || sqlite3_value_type(value[1]) == SQLITE_NULL)
        return false;
    if (first < -DAYS_MOST || first > DAYS_MOST || second < -NUMBER_MOST || second > NUMBER_MOST)
        return false;
    *on = (day)first;
    *number = (int32_t)second;
    return true;
}

static void birthday(sqlite3_context *context, int count, sqlite3_value **value)
{
    day born;
    int32_t age;
    (void)count;
    if (two_numbers(value, &born, &age))
        sqlite3_result_int(context, calendar_birthday(born, age));
}

static void add_months(sqlite3_context *context, int count, sqlite3_value **value)
{
    day on;
    int32_t months;
    (void)count;
    if (!two_numbers(value, &on, &months))
        return;
    int32_t month = calendar_month(on) + months;
    day same = calendar_month_start(month) + (on - calendar_month_start(calendar_month(on))),
        last = calendar_month_end(month);
    sqlite3_result_int(context, same < last ? same : last);
}

static void day_of(sqlite3_context *context, int count, sqlite3_value **value)
{
    (void)count;
    const char *bytes = (const char *)sqlite3_value_text(value[0]);
    day on;
    if (bytes && calendar_parse(bytes, (size_t)sqlite3_value_bytes(value[0]), &on))
        sqlite3_result_int(context, on);
}

static int add_functions(struct desk *desk, struct problem *problem)
{
    static const struct {
        const char *name;
        int values;
        void (*run)(sqlite3_context *context, int count, sqlite3_value **value);
    } functions[] = {{"birthday", 2, birthday}, {"add_months", 2, add_months}, {"day_of", 1, day_of}};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (sqlite3_create_function_v2(desk->database, functions[i].name, functions[i].values,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, functions[i].run, NULL,
                                       NULL, NULL) != SQLITE_OK)
            return desk_problem(desk, problem);
    return 0;
}

/* From here to desk_seal everything is read in one transaction. */
static int attach(struct desk *desk, struct casebook *casebook, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(desk->database, "ATTACH ?1 AS kept", &statement, problem);
    if (code == 0)
        sqlite3_bind_text(statement, 1, sqlite3_db_filename(casebook->database, "main"), -1, SQLITE_TRANSIENT);
    if (code == 0)
        code = store_do(statement, problem);
    sqlite3_finalize(statement);
    return code;
}

int desk_open(struct casebook *casebook, struct desk **out, struct problem *problem)
{
    struct desk *desk = *out = array_new(1, sizeof *desk, problem);
    if (!desk)
        return PROBLEM_MEMORY;
    int code = 0;
    if (sqlite3_open_v2(":memory:", &desk->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        code = desk_problem(desk, problem);
    if (code == 0) {
        sqlite3_busy_timeout(desk->database, 5000);
        sqlite3_db_config(desk->database, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
        sqlite3_db_config(desk->database, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
        code = store_run(desk->database, "PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA journal_mode=OFF",
                         problem);
    }
    if (code == 0)
        code = add_functions(desk, problem);
    if (code == 0 && casebook)
        code = attach(desk, casebook, problem);
    if (code == 0)
        code = store_run(desk->database, "BEGIN", problem);
    sqlite3_set_authorizer(desk->database, may, desk);
    if (code < 0) {
        desk_close(desk);
        *out = NULL;
    }
    return code;
}

void desk_close(struct desk *desk)
{
    if (!desk)
        return;
    sqlite3_close(desk->database);
    free(desk);
}

int desk_run(struct desk *desk, const char *sql, struct problem *problem)
{
    return sqlite3_exec(desk->database, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : desk_problem(desk, problem);
}

int desk_seal(struct desk *desk, struct problem *problem)
{
    int64_t attached;
    int code = store_commit(desk->database, problem);
    if (code == 0)
        code = store_number(desk->database, "SELECT count(*) FROM pragma_database_list WHERE name = 'kept'", &attached,
                            problem);
    if (code == 0 && attached)
        code = store_run(desk->database, "DETACH kept", problem);
    desk->sealed = true;
    return code;
}

int desk_ask(struct desk *desk, const char *sql, struct desk_question **out, struct problem *problem)
{
    sqlite3_stmt *statement = NULL;
    *out = NULL;
    if (sqlite3_prepare_v2(desk->database, sql, -1, &statement, NULL) != SQLITE_OK)
        return desk_problem(desk, problem);
    if (!statement)
        return problem_set(problem, PROBLEM_INPUT, "a statement cannot be run: it is empty");
    *out = (struct desk_question *)statement;
    return 0;
}

void desk_answered(struct desk_question *question)
{
    sqlite3_finalize(statement_of(question));
}

void desk_give(struct desk_question *question, int32_t place, int64_t value)
{
    sqlite3_bind_int64(statement_of(question), place, value);
}

void desk_give_text(struct desk_question *question, int32_t place, const char *text)
{
    store_bind_text(statement_of(question), place, text);
}

int desk_next(struct desk_question *question, struct problem *problem)
{
    sqlite3_stmt *statement = statement_of(question);
    int code = store_next(statement, problem);
    if (code == 0)
        sqlite3_reset(statement);
    return code;
}

int32_t desk_columns(const struct desk_question *question)
{
    return sqlite3_column_count(statement_of(question));
}

bool desk_is_null(const struct desk_question *question, int32_t column)
{
    return sqlite3_column_type(statement_of(question), column) == SQLITE_NULL;
}

int64_t desk_number(const struct desk_question *question, int32_t column)
{
    return sqlite3_column_int64(statement_of(question), column);
}

const char *desk_text(const struct desk_question *question, int32_t column)
{
    return store_text(statement_of(question), column);
}
