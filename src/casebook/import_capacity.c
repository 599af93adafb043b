/*
 * import_capacity: a capacity list on its way from bytes to rows of the casebook.
 *
 * A list of which no row can be read is refused: in its place the casebook would silently go on with the older one.
 */
#include <string.h>

#include "base/array.h"
#include "casebook/import_batch.h"
#include "casebook/placement_kind.h"

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

int import_capacity_take(struct import_batch *batch, struct import_item *item, const char *bytes, size_t length,
                         struct problem *problem)
{
    int code = capacity_read(bytes, length, file_name(item->report->path), &item->capacity, problem);
    item->report->list = item->capacity.own.recognised ? CASEBOOK_CAPACITY_LIST : CASEBOOK_NO_LIST;
    if (code < 0 || !item->report->list)
        return code;
    code = name_states(&batch->casebook->system, item, problem);
    return code < 0 ? code
                    : import_own_list_taken(batch, item, &item->capacity.own, item->capacity.rows, "the capacity list",
                                            "Give it a row for each home, and one for each contract or framework.", problem);
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
    return import_own_list_keep(batch, item, &item->capacity.own, keep_rows, problem);
}
