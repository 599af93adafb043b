#include "casebook/schema.h"

extern const unsigned char schema_returns[], schema_runs[], schema_prices[], schema_all_tables[], schema_backtest[],
    schema_capacity[], schema_books[], schema_periods[], schema_round[], schema_causes[];

/* "hmwd" in ASCII: marks the SQLite file as a casebook. */
enum { APPLICATION = 0x686d7764 };

struct schema_step {
    const char *name;         /* for people who look into the file */
    const unsigned char *sql; /* NUL-ended */
};

static const struct schema_step steps[] = {{"returns", schema_returns},   {"runs", schema_runs},
                                           {"prices", schema_prices},     {"all tables", schema_all_tables},
                                           {"backtest", schema_backtest}, {"capacity", schema_capacity},
                                           {"books", schema_books},       {"periods", schema_periods},
                                           {"round", schema_round},       {"causes", schema_causes}};

enum { STEPS = sizeof steps / sizeof *steps };

static int refuse_newer(int64_t taken, struct problem *problem)
{
    problem_set(problem, PROBLEM_INPUT, "this casebook was written by a newer Homeward (schema step %lld, known here: %d)",
                (long long)taken, STEPS);
    return problem_next(problem, "Install the newer Homeward and open it with that.");
}

/* How many steps the casebook has; refuses other people's databases and newer casebooks. */
static int steps_taken(sqlite3 *database, int64_t *taken, struct problem *problem)
{
    int64_t application, tables;
    int code = store_number(database, "PRAGMA application_id", &application, problem);
    if (code == 0)
        code = store_number(database, "SELECT count(*) FROM sqlite_schema", &tables, problem);
    if (code < 0)
        return code;
    *taken = 0;
    if (tables == 0)
        return 0;
    if (application != APPLICATION) {
        problem_set(problem, PROBLEM_INPUT, "casebook.db is a database, but not a casebook");
        return problem_next(problem, "Move it away and put the casebook in its place.");
    }
    code = store_number(database, "SELECT max(number) FROM schema_step", taken, problem);
    return code == 0 && *taken > STEPS ? refuse_newer(*taken, problem) : code;
}

static int take_step(sqlite3 *database, int64_t number, struct problem *problem)
{
    const struct schema_step *step = &steps[number - 1];
    int code = store_run(database, (const char *)step->sql, problem);
    sqlite3_stmt *insert = NULL;
    if (code == 0)
        code = store_prepare(database, "INSERT INTO schema_step (number, name) VALUES (?1, ?2)", &insert, problem);
    if (code == 0) {
        sqlite3_bind_int64(insert, 1, number);
        store_bind_text(insert, 2, step->name);
        code = store_do(insert, problem);
    }
    sqlite3_finalize(insert);
    return code;
}

static int take_missing(sqlite3 *database, struct problem *problem)
{
    int64_t taken;
    int code = steps_taken(database, &taken, problem); /* again: somebody may just have taken them */
    if (code == 0 && taken == 0)
        code = store_run(database,
                         "PRAGMA application_id=0x686d7764;"
                         "CREATE TABLE schema_step (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;",
                         problem);
    while (code == 0 && taken < STEPS)
        code = take_step(database, ++taken, problem);
    return code;
}

/* A step may rebuild a table that others refer to: nothing is asked while it does, everything before it is kept. */
static int check_references(sqlite3 *database, struct problem *problem)
{
    int64_t broken;
    int code = store_number(database, "SELECT count(*) FROM pragma_foreign_key_check", &broken, problem);
    if (code == 0 && broken)
        code = problem_set(problem, PROBLEM_STORE, "a schema step would leave %lld rows that refer to nothing",
                           (long long)broken);
    return code;
}

int schema_take_steps(sqlite3 *database, struct problem *problem)
{
    int64_t taken;
    int code = steps_taken(database, &taken, problem);
    if (code < 0 || taken == STEPS)
        return code;
    code = store_run(database, "PRAGMA foreign_keys=OFF", problem);
    if (code == 0)
        code = store_begin(database, problem);
    if (code == 0)
        code = take_missing(database, problem);
    if (code == 0)
        code = check_references(database, problem);
    if (code == 0)
        code = store_commit(database, problem);
    store_rollback(database);
    int back = store_run(database, "PRAGMA foreign_keys=ON", code < 0 ? NULL : problem);
    return code < 0 ? code : back;
}
