/*
 * round_in_force: the items of the budget round in force (books_in_force.h).
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/books_in_force.h"
#include "casebook/store.h"

static const char *text_of(struct casebook_round *out, sqlite3_stmt *row, int column)
{
    const char *text = store_text(row, column);
    return arena_text(&out->arena, text, strlen(text));
}

static int64_t number_of(sqlite3_stmt *row, int column)
{
    return sqlite3_column_type(row, column) == SQLITE_NULL ? ROUND_BLANK : sqlite3_column_int64(row, column);
}

static bool take_item(struct casebook_round *out, sqlite3_stmt *row, struct round_item *item)
{
    *item = (struct round_item){
        .kind = (enum round_kind)sqlite3_column_int(row, 0),
        .ref = text_of(out, row, 1),
        .line = text_of(out, row, 2),
        .category = text_of(out, row, 3),
        .version = text_of(out, row, 4),
        .owner = text_of(out, row, 5),
        .note = text_of(out, row, 6),
        .evidence = text_of(out, row, 7),
        .group = text_of(out, row, 8),
        .conditions = text_of(out, row, 9),
        .pays_for = text_of(out, row, 10),
        .recurrent = number_of(row, 11),
        .type = number_of(row, 12),
        .status = number_of(row, 13),
        .delivered = number_of(row, 14),
        .forecast = number_of(row, 15),
        .in_year_pressure = number_of(row, 16),
        .joint = sqlite3_column_int(row, 17) != 0,
        .years = number_of(row, 18),
    };
    for (int y = 0; y < ROUND_YEARS; y++)
        item->pence[y] = number_of(row, 19 + y);
    return item->ref && item->line && item->category && item->version && item->owner && item->note && item->evidence &&
           item->group && item->conditions && item->pays_for;
}

int casebook_load_round(struct casebook *casebook, struct casebook_round *out, struct problem *problem)
{
    return casebook_load_round_at(casebook, CASEBOOK_NOW, out, problem);
}

int casebook_load_round_at(struct casebook *casebook, int64_t snapshot, struct casebook_round *out, struct problem *problem)
{
    *out = (struct casebook_round){0};
    struct round_item *item = NULL;
    int64_t capacity = 0;
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "SELECT item.kind, ref, budget_line, category, item.version, owner, note, evidence, \"group\","
                             " conditions, pays_for, recurrent, type, status, delivered, forecast, in_year_pressure, joint,"
                             " years, y1, y2, y3, y4, y5 FROM books_part AS part JOIN books_items AS item"
                             " ON item.part = part.id WHERE part.authority = ?1 AND part.kind = 8"
                             " AND part.brought_by <= ?2 AND (part.superseded_by IS NULL OR part.superseded_by > ?2)"
                             " ORDER BY part.id, item.line",
                             &statement, problem);
    if (code == 0)
        store_bind_text(statement, 1, casebook->settings.authority);
    if (code == 0)
        sqlite3_bind_int64(statement, 2, snapshot == CASEBOOK_NOW ? INT64_MAX : snapshot);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        code = array_reserve(&item, &capacity, out->items + 1, sizeof *item, problem);
        if (code == 0 && !take_item(out, statement, &item[out->items++]))
            code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the budget round");
    }
    sqlite3_finalize(statement);
    out->item = code == 0 ? arena_take(&out->arena, (size_t)(out->items + 1) * sizeof *item) : NULL;
    if (out->item && out->items)
        memcpy(out->item, item, (size_t)out->items * sizeof *item);
    if (code == 0 && !out->item)
        code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the budget round");
    free(item);
    if (code < 0)
        casebook_round_clear(out);
    return code;
}

void casebook_round_clear(struct casebook_round *round)
{
    arena_clear(&round->arena);
    *round = (struct casebook_round){0};
}
