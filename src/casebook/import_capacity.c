/*
 * import_capacity: a capacity list on its way from bytes to rows of the casebook.
 *
 * A list of which no row can be read is refused: in its place the casebook would silently go on with the older one.
 */
#include <string.h>

#include "base/array.h"
#include "casebook/import_batch.h"
#include "casebook/placement_kind.h"

static const char insert_quarantined[] =
    "INSERT INTO capacity_quarantined (list, line, column_number, field, reason, excerpt)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/* Why a row cannot be capacity of this care system, in `reason`; nothing when it can. */
static void find_fault(const struct care_system *system, int32_t state, struct text *reason)
{
    text_reset(reason);
    if (state < 0) {
        text_append(reason, "kind is no kind of placement; known are ");
        placement_kinds_append(system, reason);
    } else if (state == system->spill.last) {
        text_format(reason, "kind %s is where children go when all else is full, and has no places to count",
                    system->flow.state[state]);
    }
}

/* Finds the state of every row; a row that has none, or one that can have no places, goes into quarantine. */
static int name_states(const struct care_system *system, struct import_item *item, struct problem *problem)
{
    struct text reason = {0};
    int code = 0;
    item->capacity_state = array_new(item->capacity.rows, sizeof *item->capacity_state, problem);
    if (!item->capacity_state)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; code == 0 && i < item->capacity.rows;) {
        const struct capacity_row *row = &item->capacity.row[i];
        item->capacity_state[i] = placement_kind(system, row->kind, row->provider);
        find_fault(system, item->capacity_state[i], &reason);
        code = text_check(&reason, problem);
        if (reason.length == 0)
            i++;
        else if (code == 0)
            code = capacity_refuse(&item->capacity, i, CAPACITY_KIND, text_string(&reason), problem);
    }
    text_clear(&reason);
    return code;
}

static int refuse_empty(const struct capacity_list *list, struct problem *problem)
{
    if (list->own.quarantine_count == 0) {
        problem_set(problem, PROBLEM_INPUT, "the capacity list has no rows");
        return problem_next(problem, "Give it a row for each home, and one for each contract or framework.");
    }
    const struct return_quarantined *first = &list->own.quarantine[0];
    return problem_set(problem, PROBLEM_INPUT, "no row of the capacity list can be read, first: line %lld, %s",
                       (long long)first->line, first->reason);
}

static int name_extras(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    struct text names = {0};
    for (int32_t i = 0; i < item->capacity.own.extra_count; i++)
        text_format(&names, "%s%s", i ? ", " : "", item->capacity.own.extra_name[i]);
    if (names.length)
        item->report->extra_columns = import_keep_text(batch, text_string(&names), problem);
    int code = item->capacity.own.extra_count && !item->report->extra_columns ? PROBLEM_MEMORY : 0;
    text_clear(&names);
    return code;
}

int import_capacity_take(struct import_batch *batch, struct import_item *item, const char *bytes, size_t length,
                         struct problem *problem)
{
    struct casebook_import_file *report = item->report;
    int code = capacity_read(bytes, length, file_name(report->path), &item->capacity, problem);
    report->list = item->capacity.own.recognised ? CASEBOOK_CAPACITY_LIST : CASEBOOK_NO_LIST;
    if (code < 0 || !report->list)
        return code;
    code = name_states(&batch->casebook->system, item, problem);
    if (code == 0 && item->capacity.rows == 0)
        code = refuse_empty(&item->capacity, problem);
    if (code < 0)
        return code;
    report->outcome = CASEBOOK_LOADED;
    report->rows_read = item->capacity.own.rows_read;
    report->rows = item->capacity.rows;
    report->quarantined = item->capacity.own.quarantine_count;
    code = name_extras(batch, item, problem);
    return code < 0 ? code : 1;
}

int import_capacity_in_force(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    struct casebook_import_file *report = item->report;
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database,
                             "SELECT rows_read, rows_kept FROM capacity_list"
                             " WHERE hash = ?1 AND authority = ?2 AND superseded_by IS NULL",
                             &statement, problem);
    if (code == 0) {
        store_bind_bytes(statement, 1, batch->source[item->source].hash, IDENTITY_HASH_BYTES);
        store_bind_text(statement, 2, batch->authority);
        code = store_next(statement, problem);
    }
    if (code == 1) {
        report->outcome = CASEBOOK_SAME;
        report->list = CASEBOOK_CAPACITY_LIST;
        report->rows_read = sqlite3_column_int64(statement, 0);
        report->rows = sqlite3_column_int64(statement, 1);
        report->quarantined = report->rows_read - report->rows;
    }
    sqlite3_finalize(statement);
    return code;
}

/* The list in force that the new one takes the place of, which from now on is superseded. */
static int supersede(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database,
                             "UPDATE capacity_list SET superseded_by = ?1 WHERE authority = ?2 AND superseded_by IS NULL"
                             " RETURNING name",
                             &statement, problem);
    if (code < 0)
        return code;
    sqlite3_bind_int64(statement, 1, batch->report->snapshot);
    store_bind_text(statement, 2, batch->authority);
    while ((code = store_next(statement, problem)) == 1)
        item->report->supersedes = import_keep_text(batch, store_text(statement, 0), problem);
    sqlite3_finalize(statement);
    return code;
}

static int keep_list(struct import_batch *batch, const struct import_item *item, int64_t *list, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code =
        store_prepare(batch->casebook->database,
                      "INSERT INTO capacity_list (brought_by, authority, name, hash, rows_read, rows_kept, extra_columns)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                      &statement, problem);
    if (code < 0)
        return code;
    sqlite3_bind_int64(statement, 1, batch->report->snapshot);
    store_bind_text(statement, 2, batch->authority);
    store_bind_text(statement, 3, item->report->place);
    store_bind_bytes(statement, 4, batch->source[item->source].hash, IDENTITY_HASH_BYTES);
    sqlite3_bind_int64(statement, 5, item->report->rows_read);
    sqlite3_bind_int64(statement, 6, item->report->rows);
    store_bind_text(statement, 7, item->report->extra_columns);
    code = store_do(statement, problem);
    *list = sqlite3_last_insert_rowid(batch->casebook->database);
    sqlite3_finalize(statement);
    return code;
}

static void bind_row(const struct care_system *system, const struct capacity_row *row, int32_t state,
                     sqlite3_stmt *statement)
{
    sqlite3_bind_int64(statement, 2, row->line);
    store_bind_text(statement, 3, system->flow.state[state]);
    sqlite3_bind_int(statement, 4, (int)row->owner);
    if (row->places == CAPACITY_UNCOUNTED)
        sqlite3_bind_null(statement, 5);
    else
        sqlite3_bind_int(statement, 5, row->places);
    store_bind_day(statement, 6, row->from);
    store_bind_day(statement, 7, row->to == DAY_OPEN ? DAY_NONE : row->to);
    store_bind_text(statement, 8, row->provider);
    store_bind_text(statement, 9, row->urn);
    store_bind_text(statement, 10, row->grade);
    store_bind_text(statement, 11, row->district);
}

static int keep_rows(struct import_batch *batch, const struct import_item *item, int64_t list, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database,
                             "INSERT INTO capacity (list, line, state, owner, places, holds_from, holds_to, provider, urn,"
                             " grade, district) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                             &statement, problem);
    for (int64_t i = 0; code == 0 && i < item->capacity.rows; i++) {
        sqlite3_bind_int64(statement, 1, list);
        bind_row(&batch->casebook->system, &item->capacity.row[i], item->capacity_state[i], statement);
        code = store_do(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

int import_capacity_keep(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    int64_t list = 0;
    int code = supersede(batch, item, problem);
    if (code == 0)
        code = keep_list(batch, item, &list, problem);
    if (code == 0)
        code = keep_rows(batch, item, list, problem);
    if (code < 0)
        return code;
    return import_keep_quarantined(batch, insert_quarantined, item->capacity.own.quarantine, item->capacity.own.quarantine_count,
                                   list, problem);
}
