/*
 * import_prices: a price list on its way from bytes to rows of the casebook.
 *
 * A list of which no row can be read is refused: in its place the casebook would silently go back to the built-in prices.
 */
#include <string.h>

#include "base/array.h"
#include "casebook/import_batch.h"
#include "casebook/placement_kind.h"

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

int import_prices_take(struct import_batch *batch, struct import_item *item, const char *bytes, size_t length,
                       struct problem *problem)
{
    int code = price_list_read(bytes, length, file_name(item->report->path), &item->prices, problem);
    item->report->list = code < 0 || item->prices.own.recognised ? CASEBOOK_PRICE_LIST : CASEBOOK_NO_LIST;
    if (code < 0 || !item->report->list)
        return code;
    code = name_states(&batch->casebook->system, item, problem);
    return code < 0 ? code
                    : import_own_list_taken(batch, item, &item->prices.own, item->prices.rows, "the price list",
                                            "Give it a row for each kind of placement.", problem);
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
    return import_own_list_keep(batch, item, &item->prices.own, keep_prices, problem);
}
