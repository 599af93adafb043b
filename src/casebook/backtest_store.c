#include "casebook/backtest_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/store.h"

static const struct {
    const char *word, *title;
} methods[] = {
#define METHOD_WORDS(name, word, title) [name] = {word, title},
    BACKTEST_METHODS(METHOD_WORDS)
#undef METHOD_WORDS
};

static const char *const measures[] = {
#define MEASURE_WORD(name, word) [name] = word,
    BACKTEST_MEASURES(MEASURE_WORD)
#undef MEASURE_WORD
};

const char *backtest_method_word(enum backtest_method method)
{
    return (size_t)method < BACKTEST_METHOD_COUNT ? methods[method].word : "";
}

const char *backtest_method_title(enum backtest_method method)
{
    return (size_t)method < BACKTEST_METHOD_COUNT ? methods[method].title : "";
}

const char *backtest_measure_word(enum backtest_measure measure)
{
    return (size_t)measure < BACKTEST_MEASURE_COUNT ? measures[measure] : "";
}

static int8_t method_of(const char *word)
{
    int8_t method = 0;
    while (method < BACKTEST_METHOD_COUNT && strcmp(methods[method].word, word) != 0)
        method++;
    return method;
}

static int8_t measure_of(const char *word)
{
    int8_t measure = 0;
    while (measure < BACKTEST_MEASURE_COUNT && strcmp(measures[measure], word) != 0)
        measure++;
    return measure;
}

int backtest_result_add(struct backtest_result *result, const struct backtest_outcome *outcome, struct problem *problem)
{
    int code = array_reserve(&result->outcome, &result->capacity, result->count + 1, sizeof *outcome, problem);
    if (code == 0)
        result->outcome[result->count++] = *outcome;
    return code;
}

void backtest_result_clear(struct backtest_result *result)
{
    free(result->outcome);
    *result = (struct backtest_result){0};
}

/* Whole numbers of the head, in the order of the columns in the statements below. */
enum { HEAD_TEXTS = 5, HEAD_NUMBERS = 16 };

static void head_numbers(const struct backtest_result *result, int64_t out[HEAD_NUMBERS])
{
    const struct backtest_verdict *verdict = &result->verdict;
    const int64_t numbers[HEAD_NUMBERS] = {
        result->as_at,        verdict->origins, result->wanted,        result->spacing,
        verdict->horizon,     result->paths,    (int64_t)result->seed, result->own_growth,
        verdict->outcomes,    verdict->held,    verdict->miss,         verdict->miss_no_change,
        verdict->miss_markov, verdict->bias,    verdict->outside,      verdict->knows_later};
    memcpy(out, numbers, sizeof numbers);
}

static int keep_head(sqlite3 *database, const struct backtest_result *result, int64_t *number, struct problem *problem)
{
    const char *const texts[HEAD_TEXTS] = {result->id, result->basis, result->council, result->authority, result->made};
    int64_t numbers[HEAD_NUMBERS];
    sqlite3_stmt *statement;
    int code = store_prepare(database,
                             "INSERT INTO backtest (id, basis, council, authority, made_at, as_at, origins, wanted, spacing,"
                             " horizon, paths, seed, own_growth, outcomes, held, miss, miss_no_change, miss_markov, bias,"
                             " outside, knows_later, asked)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,"
                             " ?20, ?21, (SELECT coalesce(max(asked), 0) + 1 FROM backtest))"
                             " ON CONFLICT (id) DO NOTHING",
                             &statement, problem);
    head_numbers(result, numbers);
    for (int i = 0; code == 0 && i < HEAD_TEXTS; i++)
        sqlite3_bind_text(statement, 1 + i, texts[i], -1, SQLITE_STATIC);
    for (int i = 0; code == 0 && i < HEAD_NUMBERS; i++)
        sqlite3_bind_int64(statement, 1 + HEAD_TEXTS + i, numbers[i]);
    if (code == 0) {
        code = store_do(statement, problem);
        *number = sqlite3_changes(database) ? sqlite3_last_insert_rowid(database) : 0;
    }
    sqlite3_finalize(statement);
    return code;
}

static void bind_outcome(sqlite3_stmt *statement, const struct backtest_outcome *outcome)
{
    sqlite3_bind_int(statement, 3, outcome->origin);
    sqlite3_bind_int(statement, 4, outcome->months);
    store_bind_text(statement, 5, backtest_measure_word((enum backtest_measure)outcome->measure));
    sqlite3_bind_int(statement, 6, outcome->state);
    sqlite3_bind_int(statement, 7, outcome->band);
    store_bind_text(statement, 8, backtest_method_word((enum backtest_method)outcome->method));
    sqlite3_bind_int64(statement, 9, outcome->truth);
    sqlite3_bind_int64(statement, 10, outcome->mean);
    sqlite3_bind_int64(statement, 11, outcome->crps);
    for (int q = 0; q < RUN_QUANTILES; q++)
        sqlite3_bind_int64(statement, 12 + q, outcome->quantile[q]);
    for (int r = 0; r < BACKTEST_RANGES; r++)
        sqlite3_bind_int(statement, 12 + RUN_QUANTILES + r, outcome->held[r]);
}

static int keep_outcomes(sqlite3 *database, int64_t number, const struct backtest_result *result, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(database,
                             "INSERT INTO backtest_outcome VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
                             " ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
                             &statement, problem);
    for (int64_t i = 0; code == 0 && i < result->count; i++) {
        sqlite3_bind_int64(statement, 1, number);
        sqlite3_bind_int64(statement, 2, i);
        bind_outcome(statement, &result->outcome[i]);
        code = store_do(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

int casebook_ask_backtest(struct casebook *casebook, const char *id, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code =
        store_prepare(casebook->database, "UPDATE backtest SET asked = (SELECT max(asked) + 1 FROM backtest) WHERE id = ?1",
                      &statement, problem);
    if (code == 0) {
        sqlite3_bind_text(statement, 1, id, -1, SQLITE_STATIC);
        code = store_do(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

int casebook_keep_backtest(struct casebook *casebook, const struct backtest_result *result, struct problem *problem)
{
    sqlite3 *database = casebook->database;
    int64_t number = 0;
    int code = store_begin(database, problem);
    if (code == 0)
        code = keep_head(database, result, &number, problem);
    if (code == 0)
        code =
            number ? keep_outcomes(database, number, result, problem) : casebook_ask_backtest(casebook, result->id, problem);
    if (code == 0)
        code = store_commit(database, problem);
    store_rollback(database);
    return code;
}

static int no_backtest(struct problem *problem)
{
    problem_set(problem, PROBLEM_NOT_FOUND, "this council's own history has not been back-tested yet");
    return problem_next(problem, "Do it with: homeward backtest");
}

static void copy_text(sqlite3_stmt *statement, int column, char *out, size_t size)
{
    const char *text = store_text(statement, column);
    const size_t length = strnlen(text, size - 1);
    memcpy(out, text, length);
    out[length] = '\0';
}

/* The verdict, from the column of its origins on. */
static void read_verdict(sqlite3_stmt *statement, int column, struct backtest_verdict *out)
{
    int32_t *const numbers[] = {&out->origins,        &out->horizon,     &out->outcomes, &out->held,    &out->miss,
                                &out->miss_no_change, &out->miss_markov, &out->bias,     &out->outside, &out->knows_later};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = sqlite3_column_int(statement, column + (int)i);
}

#define VERDICT_COLUMNS "origins, horizon, outcomes, held, miss, miss_no_change, miss_markov, bias, outside, knows_later"

static int find_head(sqlite3 *database, const char *id, int64_t *number, struct backtest_result *out,
                     struct problem *problem)
{
    sqlite3_stmt *statement;
    int code =
        store_prepare(database,
                      id ? "SELECT number, id, basis, council, authority, made_at, as_at, wanted, spacing, paths, seed,"
                           " own_growth, " VERDICT_COLUMNS " FROM backtest WHERE id = ?1"
                         : "SELECT number, id, basis, council, authority, made_at, as_at, wanted, spacing, paths, seed,"
                           " own_growth, " VERDICT_COLUMNS " FROM backtest ORDER BY asked DESC LIMIT 1",
                      &statement, problem);
    if (code == 0 && id)
        store_bind_text(statement, 1, id);
    if (code == 0)
        code = store_next(statement, problem);
    if (code == 1) {
        *number = sqlite3_column_int64(statement, 0);
        copy_text(statement, 1, out->id, sizeof out->id);
        copy_text(statement, 2, out->basis, sizeof out->basis);
        copy_text(statement, 3, out->council, sizeof out->council);
        copy_text(statement, 4, out->authority, sizeof out->authority);
        copy_text(statement, 5, out->made, sizeof out->made);
        out->as_at = sqlite3_column_int(statement, 6);
        out->wanted = sqlite3_column_int(statement, 7);
        out->spacing = sqlite3_column_int(statement, 8);
        out->paths = sqlite3_column_int(statement, 9);
        out->seed = (uint64_t)sqlite3_column_int64(statement, 10);
        out->own_growth = sqlite3_column_int(statement, 11);
        read_verdict(statement, 12, &out->verdict);
        code = 0;
    } else if (code == 0) {
        code = no_backtest(problem);
    }
    sqlite3_finalize(statement);
    return code;
}

static struct backtest_outcome read_outcome(sqlite3_stmt *statement)
{
    struct backtest_outcome outcome = {.origin = sqlite3_column_int(statement, 0),
                                       .months = sqlite3_column_int(statement, 1),
                                       .measure = measure_of(store_text(statement, 2)),
                                       .state = (int8_t)sqlite3_column_int(statement, 3),
                                       .band = (int8_t)sqlite3_column_int(statement, 4),
                                       .method = method_of(store_text(statement, 5)),
                                       .truth = sqlite3_column_int64(statement, 6),
                                       .mean = sqlite3_column_int64(statement, 7),
                                       .crps = sqlite3_column_int64(statement, 8)};
    for (int q = 0; q < RUN_QUANTILES; q++)
        outcome.quantile[q] = sqlite3_column_int64(statement, 9 + q);
    for (int r = 0; r < BACKTEST_RANGES; r++)
        outcome.held[r] = sqlite3_column_int(statement, 9 + RUN_QUANTILES + r);
    return outcome;
}

static int find_outcomes(sqlite3 *database, int64_t number, struct backtest_result *out, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code =
        store_prepare(database,
                      "SELECT origin, months, measure, state, band, method, truth, mean, crps, p2_5, p10, p25, p50, p75,"
                      " p90, p97_5, held50, held80, held95 FROM backtest_outcome WHERE backtest = ?1 ORDER BY position",
                      &statement, problem);
    if (code == 0)
        sqlite3_bind_int64(statement, 1, number);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        const struct backtest_outcome outcome = read_outcome(statement);
        code = backtest_result_add(out, &outcome, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

int casebook_find_backtest(struct casebook *casebook, const char *id, struct backtest_result *out, struct problem *problem)
{
    *out = (struct backtest_result){0};
    int64_t number = 0;
    int code = find_head(casebook->database, id, &number, out, problem);
    if (code == 0)
        code = find_outcomes(casebook->database, number, out, problem);
    if (code < 0)
        backtest_result_clear(out);
    return code;
}

int casebook_find_verdict(struct casebook *casebook, const char *basis, struct backtest_verdict *out,
                          struct problem *problem)
{
    *out = (struct backtest_verdict){0};
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "SELECT " VERDICT_COLUMNS " FROM backtest WHERE basis = ?1 ORDER BY asked DESC LIMIT 1",
                             &statement, problem);
    if (code == 0)
        store_bind_text(statement, 1, basis);
    if (code == 0)
        code = store_next(statement, problem);
    if (code == 1) {
        read_verdict(statement, 0, out);
        code = 0;
    }
    sqlite3_finalize(statement);
    return code;
}
