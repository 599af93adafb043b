#include "casebook/capacity_in_force.h"

#include <string.h>

#include "casebook/store.h"

static int refuse_none(struct problem *problem)
{
    problem_set(problem, PROBLEM_NOT_FOUND,
                "no capacity list has been imported, so that nobody knows how many places there are");
    return problem_next(problem,
                        "Write down the homes and beds (kind, provider, owner, places, from, to) as docs/capacity.md "
                        "shows, and import that file: homeward import capacity.csv");
}

static int take_row(const struct casebook *casebook, sqlite3_stmt *statement, struct casebook_capacity *out)
{
    const int32_t state = flow_state_named(&casebook->system.flow, store_text(statement, 0));
    if (state < 0 || state == casebook->system.spill.last) {
        out->unknown++;
        return 0;
    }
    const bool counted = sqlite3_column_type(statement, 2) != SQLITE_NULL;
    const day to = store_day(statement, 4);
    out->row[out->rows++] =
        (struct casebook_places){.state = state,
                                 .owner = (enum capacity_owner)sqlite3_column_int(statement, 1),
                                 .places = counted ? sqlite3_column_int(statement, 2) : CAPACITY_UNCOUNTED,
                                 .from = store_day(statement, 3),
                                 .to = to == DAY_NONE ? DAY_OPEN : to};
    return 0;
}

/* The list in force: its id, name, rows; 1, 0 when there is none, or a code. */
static int find_list(const struct casebook *casebook, int64_t *list, int64_t *rows, struct casebook_capacity *out,
                     struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "SELECT id, name, rows_kept, rows_read - rows_kept FROM capacity_list"
                             " WHERE authority = ?1 AND superseded_by IS NULL",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, casebook->settings.authority);
        code = store_next(statement, problem);
    }
    if (code == 1) {
        const char *name = store_text(statement, 1);
        *list = sqlite3_column_int64(statement, 0);
        *rows = sqlite3_column_int64(statement, 2);
        out->quarantined = sqlite3_column_int64(statement, 3);
        out->name = arena_text(&out->arena, name, strlen(name));
    }
    sqlite3_finalize(statement);
    return code;
}

int casebook_load_capacity(struct casebook *casebook, struct casebook_capacity *out, struct problem *problem)
{
    int64_t list = 0, rows = 0;
    sqlite3_stmt *statement = NULL;
    *out = (struct casebook_capacity){0};
    int code = find_list(casebook, &list, &rows, out, problem);
    if (code == 0)
        return refuse_none(problem);
    if (code == 1) {
        out->row = arena_take(&out->arena, (size_t)(rows + 1) * sizeof *out->row);
        code = out->row && out->name ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the capacity list");
    }
    if (code == 0)
        code = store_prepare(casebook->database,
                             "SELECT state, owner, places, holds_from, holds_to FROM capacity WHERE list = ?1"
                             " ORDER BY state, owner, holds_from, holds_to, places, line",
                             &statement, problem);
    if (code == 0)
        sqlite3_bind_int64(statement, 1, list);
    while (code == 0 && out->rows + out->unknown < rows && (code = store_next(statement, problem)) == 1)
        code = take_row(casebook, statement, out);
    sqlite3_finalize(statement);
    if (code < 0)
        casebook_capacity_clear(out);
    return code;
}

void casebook_capacity_clear(struct casebook_capacity *capacity)
{
    arena_clear(&capacity->arena);
    *capacity = (struct casebook_capacity){0};
}
