#include "casebook/round_edit.h"

#include <string.h>

#include "base/text.h"
#include "casebook/books_in_force.h"
#include "casebook/identity.h"
#include "casebook/run_store.h"
#include "casebook/store.h"

int casebook_version_frozen(struct casebook *casebook, const char *version, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database, "SELECT 1 FROM round_frozen WHERE authority = ?1 AND version = ?2",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, casebook->settings.authority);
        store_bind_text(statement, 2, version);
        code = store_next(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

static int refuse_frozen(struct casebook *casebook, const char *version, struct problem *problem)
{
    const int frozen = casebook_version_frozen(casebook, version, problem);
    if (frozen <= 0)
        return frozen;
    problem_set(problem, PROBLEM_INPUT, "version “%.60s” is frozen and takes no more items", version);
    return problem_next(problem, "Give the change a version of its own: --version \"draft 2\".");
}

static bool is_kept_run(struct casebook *casebook, const char *id)
{
    struct run_result run = {0};
    struct problem none = {0};
    const bool kept = strlen(id) == RUN_ID_SIZE - 1 && casebook_find_run(casebook, id, &run, &none) == 0;
    run_result_clear(&run);
    return kept;
}

/* A figure comes from a run that is kept, or somebody answers for it and says why. */
static int refuse_unfounded(struct casebook *casebook, const struct round_item *item, struct problem *problem)
{
    if ((item->owner[0] && item->note[0]) || is_kept_run(casebook, item->evidence))
        return 0;
    if (item->evidence[0])
        problem_set(problem, PROBLEM_INPUT, "“%.60s” names “%.60s”, which is no run that is kept here", item->line,
                    item->evidence);
    else
        problem_set(problem, PROBLEM_INPUT, "“%.60s” does not say where its figure comes from", item->line);
    return problem_next(problem, "Name the run it comes from, or who answers for it and why: --owner NAME --note TEXT.");
}

static int refuse_twin(const struct round_item *others, int64_t count, const struct round_item *item,
                       struct problem *problem)
{
    for (int64_t i = 0; i < count; i++) {
        const struct round_item *there = &others[i];
        if (there->kind != item->kind || strcmp(there->line, item->line) != 0 || strcmp(there->version, item->version) != 0)
            continue;
        problem_set(problem, PROBLEM_INPUT, "“%.60s” stands in version “%.60s” already", item->line, item->version);
        return problem_next(problem, "Nothing is overwritten: give the new figure a version of its own.");
    }
    return 0;
}

static int64_t inserted(struct casebook *casebook)
{
    return sqlite3_last_insert_rowid(casebook->database);
}

static int add_snapshot(struct casebook *casebook, const struct round_edit *edit, int64_t *snapshot, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code =
        store_prepare(casebook->database, "INSERT INTO snapshot (made_at, made_by) VALUES (?1, ?2)", &statement, problem);
    if (code < 0)
        return code;
    sqlite3_bind_text(statement, 1, edit->when, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, edit->who, -1, SQLITE_STATIC);
    code = store_do(statement, problem);
    sqlite3_finalize(statement);
    *snapshot = inserted(casebook);
    return code;
}

/* What stands in the place of a file: its hash is of what was added and when. */
static int add_file(struct casebook *casebook, const struct round_item *item, int64_t items, const struct round_edit *edit,
                    int64_t snapshot, int64_t *file, struct problem *problem)
{
    struct text told = {0};
    uint8_t hash[IDENTITY_HASH_BYTES];
    sqlite3_stmt *statement = NULL;
    text_format(&told, "%s %lld", edit->when, (long long)snapshot);
    for (int64_t i = 0; i < items; i++)
        text_format(&told, " %d %s %s %lld", (int)item[i].kind, item[i].line, item[i].version, (long long)item[i].pence[0]);
    int code = text_check(&told, problem);
    if (code == 0)
        code = store_prepare(casebook->database,
                             "INSERT INTO books_file (brought_by, authority, kind, name, hash, rows_read, rows_kept, pence)"
                             " VALUES (?1, ?2, ?3, '" CASEBOOK_ADDED_BY_COMMAND "', ?4, ?5, ?5, ?6)",
                             &statement, problem);
    if (code == 0) {
        identity_file_hash(&casebook->identity, told.bytes, told.length, hash);
        sqlite3_bind_int64(statement, 1, snapshot);
        store_bind_text(statement, 2, casebook->settings.authority);
        sqlite3_bind_int(statement, 3, CASEBOOK_ITEMS);
        store_bind_bytes(statement, 4, hash, sizeof hash);
        sqlite3_bind_int64(statement, 5, items);
        sqlite3_bind_int64(statement, 6, item[0].pence[0] == ROUND_BLANK ? 0 : item[0].pence[0]);
        code = store_do(statement, problem);
        *file = inserted(casebook);
    }
    sqlite3_finalize(statement);
    text_clear(&told);
    return code;
}

static int add_part(struct casebook *casebook, const struct round_item *item, int64_t snapshot, int64_t file, int64_t *part,
                    struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "INSERT INTO books_part (file, brought_by, authority, kind, item_kind, version)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                             &statement, problem);
    if (code < 0)
        return code;
    sqlite3_bind_int64(statement, 1, file);
    sqlite3_bind_int64(statement, 2, snapshot);
    store_bind_text(statement, 3, casebook->settings.authority);
    sqlite3_bind_int(statement, 4, CASEBOOK_ITEMS);
    sqlite3_bind_int(statement, 5, (int)item->kind);
    store_bind_text(statement, 6, item->version);
    code = store_do(statement, problem);
    sqlite3_finalize(statement);
    *part = inserted(casebook);
    return code;
}

static void bind_or_null(sqlite3_stmt *statement, int place, int64_t value)
{
    if (value == ROUND_BLANK)
        sqlite3_bind_null(statement, place);
    else
        sqlite3_bind_int64(statement, place, value);
}

static int add_row(struct casebook *casebook, const struct round_item *item, int64_t part, int64_t line,
                   struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "INSERT INTO books_items (part, line, kind, ref, budget_line, category, version, owner, note,"
                             " evidence, \"group\", recurrent, type, status, delivered, forecast, in_year_pressure, joint,"
                             " y1, y2, y3, y4, y5, years, conditions, pays_for) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                             "?10, ?11, ?12, ?13, ?14, ?15,"
                             " ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)",
                             &statement, problem);
    if (code < 0)
        return code;
    const char *const texts[] = {item->ref,   item->line, item->category, item->version,
                                 item->owner, item->note, item->evidence, item->group ? item->group : ""};
    const int64_t numbers[] = {item->recurrent, item->type,     item->status,
                               item->delivered, item->forecast, item->in_year_pressure};
    sqlite3_bind_int64(statement, 1, part);
    sqlite3_bind_int64(statement, 2, line);
    sqlite3_bind_int(statement, 3, (int)item->kind);
    for (int i = 0; i < 8; i++)
        store_bind_text(statement, 4 + i, texts[i]);
    for (int i = 0; i < 6; i++)
        bind_or_null(statement, 12 + i, numbers[i]);
    sqlite3_bind_int(statement, 18, item->joint);
    for (int y = 0; y < ROUND_YEARS; y++)
        bind_or_null(statement, 19 + y, item->pence[y]);
    bind_or_null(statement, 24, item->years);
    store_bind_text(statement, 25, item->conditions ? item->conditions : "");
    store_bind_text(statement, 26, item->pays_for ? item->pays_for : "");
    code = store_do(statement, problem);
    sqlite3_finalize(statement);
    return code;
}

static int check_items(struct casebook *casebook, const struct round_item *item, int64_t items, struct problem *problem)
{
    struct casebook_round round;
    int code = casebook_load_round(casebook, &round, problem);
    for (int64_t i = 0; i < items && code == 0; i++) {
        code = refuse_frozen(casebook, item[i].version, problem);
        if (code == 0)
            code = refuse_unfounded(casebook, &item[i], problem);
        if (code == 0)
            code = refuse_twin(round.item, round.items, &item[i], problem);
        if (code == 0)
            code = refuse_twin(item, i, &item[i], problem);
    }
    casebook_round_clear(&round);
    return code;
}

static int add_all(struct casebook *casebook, const struct round_item *item, int64_t items, const struct round_edit *edit,
                   struct problem *problem)
{
    int64_t snapshot, file, part;
    int code = add_snapshot(casebook, edit, &snapshot, problem);
    if (code == 0)
        code = add_file(casebook, item, items, edit, snapshot, &file, problem);
    for (int64_t i = 0; i < items && code == 0; i++) {
        code = add_part(casebook, &item[i], snapshot, file, &part, problem);
        if (code == 0)
            code = add_row(casebook, &item[i], part, i + 1, problem);
    }
    return code;
}

int casebook_add_items(struct casebook *casebook, const struct round_item *item, int64_t items,
                       const struct round_edit *edit, struct problem *problem)
{
    int code = check_items(casebook, item, items, problem);
    if (code == 0 && items)
        code = store_begin(casebook->database, problem);
    if (code < 0 || items == 0)
        return code;
    code = add_all(casebook, item, items, edit, problem);
    if (code == 0)
        code = store_commit(casebook->database, problem);
    if (code < 0)
        store_rollback(casebook->database);
    return code;
}

int casebook_freeze_version(struct casebook *casebook, const char *version, const struct round_edit *edit,
                            struct problem *problem)
{
    struct casebook_round round;
    bool there = false;
    sqlite3_stmt *statement = NULL;
    int code = casebook_load_round(casebook, &round, problem);
    for (int64_t i = 0; i < round.items; i++)
        there = there || strcmp(round.item[i].version, version) == 0;
    casebook_round_clear(&round);
    if (code == 0 && !there) {
        problem_set(problem, PROBLEM_NOT_FOUND, "no item of a version “%.60s” is there", version);
        return problem_next(problem, "homeward budget versions lists those that are.");
    }
    if (code == 0)
        code = store_prepare(casebook->database,
                             "INSERT OR IGNORE INTO round_frozen (authority, version, frozen_at, frozen_by)"
                             " VALUES (?1, ?2, ?3, ?4)",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, casebook->settings.authority);
        store_bind_text(statement, 2, version);
        store_bind_text(statement, 3, edit->when);
        store_bind_text(statement, 4, edit->who);
        code = store_do(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}
