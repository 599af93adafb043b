/*
 * import_prices: a price list on its way from bytes to rows of the casebook.
 *
 * A list of which no row can be read is refused: in its place the casebook would silently go back to the built-in prices.
 */
#include <string.h>

#include "base/array.h"
#include "casebook/import_batch.h"
#include "casebook/placement_kind.h"

static const char insert_quarantined[] =
    "INSERT INTO price_quarantined (list, line, column_number, field, reason, excerpt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/* Whether an earlier row has a price for the same state from the same day. */
static bool given_before(const struct import_item *item, int64_t row)
{
    for (int64_t i = 0; i < row; i++)
        if (item->price_state[i] == item->price_state[row] && item->prices.row[i].from == item->prices.row[row].from)
            return true;
    return false;
}

/* Why a row cannot be a price of this care system, in `reason`; nothing when it can. */
static void find_fault(const struct care_system *system, const struct import_item *item, int64_t row, struct text *reason)
{
    text_reset(reason);
    if (item->price_state[row] < 0) {
        text_append(reason, "type is no kind of placement; known are ");
        placement_kinds_append(system, reason);
    } else if (given_before(item, row)) {
        text_format(reason, "type has two prices from one day: %s, ", system->flow.state[item->price_state[row]]);
        calendar_append_words(reason, item->prices.row[row].from);
    }
}

/* Finds the state of every row; a row that has none, or has one that is taken, goes into quarantine. */
static int name_states(const struct care_system *system, struct import_item *item, struct problem *problem)
{
    struct text reason = {0};
    int code = 0;
    item->price_state = array_new(item->prices.rows, sizeof *item->price_state, problem);
    if (!item->price_state)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; code == 0 && i < item->prices.rows;) {
        const struct price_row *row = &item->prices.row[i];
        item->price_state[i] = placement_kind(system, row->type, row->provider_kind);
        find_fault(system, item, i, &reason);
        code = text_check(&reason, problem);
        if (reason.length == 0)
            i++;
        else if (code == 0)
            code = price_list_refuse(&item->prices, i, PRICE_TYPE, text_string(&reason), problem);
    }
    text_clear(&reason);
    return code;
}

static int refuse_empty(const struct price_list *list, struct problem *problem)
{
    if (list->own.quarantine_count == 0) {
        problem_set(problem, PROBLEM_INPUT, "the price list has no rows");
        return problem_next(problem, "Give it a row for each kind of placement.");
    }
    const struct return_quarantined *first = &list->own.quarantine[0];
    return problem_set(problem, PROBLEM_INPUT, "no row of the price list can be read, first: line %lld, %s",
                       (long long)first->line, first->reason);
}

static int name_extras(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    struct text names = {0};
    for (int32_t i = 0; i < item->prices.own.extra_count; i++)
        text_format(&names, "%s%s", i ? ", " : "", item->prices.own.extra_name[i]);
    if (names.length)
        item->report->extra_columns = import_keep_text(batch, text_string(&names), problem);
    int code = item->prices.own.extra_count && !item->report->extra_columns ? PROBLEM_MEMORY : 0;
    text_clear(&names);
    return code;
}

int import_prices_take(struct import_batch *batch, struct import_item *item, const char *bytes, size_t length,
                       struct problem *problem)
{
    struct casebook_import_file *report = item->report;
    int code = price_list_read(bytes, length, file_name(report->path), &item->prices, problem);
    report->list = code < 0 || item->prices.own.recognised ? CASEBOOK_PRICE_LIST : CASEBOOK_NO_LIST;
    if (code < 0 || !report->list)
        return code;
    code = name_states(&batch->casebook->system, item, problem);
    if (code == 0 && item->prices.rows == 0)
        code = refuse_empty(&item->prices, problem);
    if (code < 0)
        return code;
    report->outcome = CASEBOOK_LOADED;
    report->rows_read = item->prices.own.rows_read;
    report->rows = item->prices.rows;
    report->quarantined = item->prices.own.quarantine_count;
    code = name_extras(batch, item, problem);
    return code < 0 ? code : 1;
}

int import_prices_in_force(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    struct casebook_import_file *report = item->report;
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database,
                             "SELECT rows_read, rows_kept FROM price_list"
                             " WHERE hash = ?1 AND authority = ?2 AND superseded_by IS NULL",
                             &statement, problem);
    if (code == 0) {
        store_bind_bytes(statement, 1, batch->source[item->source].hash, IDENTITY_HASH_BYTES);
        store_bind_text(statement, 2, batch->authority);
        code = store_next(statement, problem);
    }
    if (code == 1) {
        report->outcome = CASEBOOK_SAME;
        report->list = CASEBOOK_PRICE_LIST;
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
                             "UPDATE price_list SET superseded_by = ?1 WHERE authority = ?2 AND superseded_by IS NULL"
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
                      "INSERT INTO price_list (brought_by, authority, name, hash, rows_read, rows_kept, extra_columns)"
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

static int keep_prices(struct import_batch *batch, const struct import_item *item, int64_t list, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database,
                             "INSERT INTO price (list, line, state, per_week, holds_from, uplift, source)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                             &statement, problem);
    for (int64_t i = 0; code == 0 && i < item->prices.rows; i++) {
        const struct price_row *row = &item->prices.row[i];
        sqlite3_bind_int64(statement, 1, list);
        sqlite3_bind_int64(statement, 2, row->line);
        store_bind_text(statement, 3, batch->casebook->system.flow.state[item->price_state[i]]);
        sqlite3_bind_int64(statement, 4, row->per_week.pence);
        store_bind_day(statement, 5, row->from);
        sqlite3_bind_int(statement, 6, row->uplift);
        store_bind_text(statement, 7, row->source);
        code = store_do(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

int import_prices_keep(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    int64_t list = 0;
    int code = supersede(batch, item, problem);
    if (code == 0)
        code = keep_list(batch, item, &list, problem);
    if (code == 0)
        code = keep_prices(batch, item, list, problem);
    if (code < 0)
        return code;
    return import_keep_quarantined(batch, insert_quarantined, item->prices.own.quarantine, item->prices.own.quarantine_count, list,
                                   problem);
}
