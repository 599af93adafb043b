#include "casebook/restated.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/books_in_force.h"
#include "casebook/periods.h"
#include "casebook/store.h"

/* Two tellings of one year, and the rows found so far. */
struct comparing {
    struct casebook *casebook;
    struct casebook_restated *out;
    int64_t capacity;
    const struct casebook_period *period;
    struct casebook_books was, is;
    int32_t year;     /* of which both are; 0 for none yet */
    int64_t snapshot; /* at which `was` is */
};

static int64_t paid(const struct books *books, int32_t line, int32_t period)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < books->actuals; i++)
        if (books->actual[i].line == line && books->actual[i].period == period &&
            __builtin_add_overflow(sum, books->actual[i].pence, &sum))
            return INT64_MAX; /* no ledger of a council */
    return sum;
}

/* The line of that name; lines for none. */
static int32_t line_named(const struct books *books, const char *name)
{
    int32_t line = 0;
    while (line < (int32_t)books->lines && strcmp(books->line[line].line, name) != 0)
        line++;
    return line;
}

static int64_t paid_under(const struct books *books, const char *name, int32_t period)
{
    const int32_t line = line_named(books, name);
    return line == (int32_t)books->lines ? 0 : paid(books, line, period);
}

/* When the newest telling of the period came, after the closing. */
static int find_since(struct comparing *comparing, struct casebook_restated_row *row, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(comparing->casebook->database,
                             "SELECT id, made_at FROM snapshot WHERE id > ?4 AND id IN (SELECT brought_by FROM books_part"
                             " WHERE authority = ?1 AND year = ?2 AND (period = ?3 OR kind = 6) AND superseded_by IS NULL)"
                             " ORDER BY id DESC LIMIT 1",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, comparing->casebook->settings.authority);
        sqlite3_bind_int(statement, 2, row->year);
        sqlite3_bind_int(statement, 3, row->period);
        sqlite3_bind_int64(statement, 4, comparing->period->snapshot);
        code = store_next(statement, problem);
    }
    const char *since = code == 1 ? store_text(statement, 1) : "";
    row->snapshot = code == 1 ? sqlite3_column_int64(statement, 0) : 0;
    row->since = arena_text(&comparing->out->arena, since, strlen(since));
    sqlite3_finalize(statement);
    return code < 0 ? code : 0;
}

/* An explanation of the period that was there already when it was closed. */
static bool was_told(const struct books *was, const struct books_explained *told)
{
    for (int64_t i = 0; i < was->explained_items; i++) {
        const struct books_explained *each = &was->explained[i];
        if (each->period == told->period && each->pence == told->pence && strcmp(each->named, told->named) == 0 &&
            strcmp(each->cost_centre, told->cost_centre) == 0 && strcmp(each->reason, told->reason) == 0)
            return true;
    }
    return false;
}

/* Why: the last explanation of the line and period that has come since; "" when nobody has told one. */
static const char *find_reason(const struct comparing *comparing, const char *name)
{
    const struct books *is = &comparing->is.books;
    const int32_t line = *name ? line_named(is, name) : BOOKS_NO_LINE;
    const char *reason = "";
    for (int64_t i = 0; i < is->explained_items; i++)
        if (is->explained[i].line == line && is->explained[i].period == comparing->period->period &&
            !was_told(&comparing->was.books, &is->explained[i]))
            reason = is->explained[i].reason;
    return reason;
}

static int add(struct comparing *comparing, const char *line, int64_t was, int64_t is, struct problem *problem)
{
    struct casebook_restated *out = comparing->out;
    if (was == is)
        return 0;
    int code = array_reserve(&out->row, &comparing->capacity, out->count + 1, sizeof *out->row, problem);
    if (code < 0)
        return code;
    struct casebook_restated_row *row = &out->row[out->count++];
    *row = (struct casebook_restated_row){.line = arena_text(&out->arena, line, strlen(line)),
                                          .year = comparing->period->year,
                                          .period = comparing->period->period,
                                          .was = was,
                                          .is = is};
    const char *reason = find_reason(comparing, line);
    row->reason = arena_text(&out->arena, reason, strlen(reason));
    code = find_since(comparing, row, problem);
    if (code == 0 && (!row->line || !row->since || !row->reason))
        code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the restated figures");
    return code;
}

/* Lines of the report in its order, lines that the budget has got since, and what is in none. */
static int compare(struct comparing *comparing, struct problem *problem)
{
    const struct books *was = &comparing->was.books, *is = &comparing->is.books;
    const int32_t period = comparing->period->period;
    int code = 0;
    for (int32_t i = 0; code == 0 && i < (int32_t)was->lines; i++)
        code = add(comparing, was->line[i].line, paid(was, i, period), paid_under(is, was->line[i].line, period), problem);
    for (int32_t i = 0; code == 0 && i < (int32_t)is->lines; i++)
        if (line_named(was, is->line[i].line) == (int32_t)was->lines)
            code = add(comparing, is->line[i].line, 0, paid(is, i, period), problem);
    return code < 0 ? code : add(comparing, "", paid(was, BOOKS_NO_LINE, period), paid(is, BOOKS_NO_LINE, period), problem);
}

/* The books of the period's year as they are and as they were when it was closed, unless those are at hand: many periods
 * are closed at one snapshot. */
static int take_books(struct comparing *comparing, struct problem *problem)
{
    const int32_t year = comparing->period->year;
    int code = 0;
    if (comparing->year != year) {
        casebook_books_clear(&comparing->is);
        code = casebook_load_books(comparing->casebook, year, CASEBOOK_NOW, &comparing->is, problem);
    }
    if (code == 0 && (comparing->year != year || comparing->snapshot != comparing->period->snapshot)) {
        casebook_books_clear(&comparing->was);
        code = casebook_load_books(comparing->casebook, year, comparing->period->snapshot, &comparing->was, problem);
    }
    comparing->year = code == 0 ? year : 0;
    comparing->snapshot = comparing->period->snapshot;
    return code;
}

static int compare_period(struct comparing *comparing, struct problem *problem)
{
    const int code = take_books(comparing, problem);
    return code < 0 ? code : compare(comparing, problem);
}

int casebook_load_restated(struct casebook *casebook, struct casebook_restated *out, struct problem *problem)
{
    *out = (struct casebook_restated){0};
    struct comparing comparing = {.casebook = casebook, .out = out};
    struct casebook_periods periods;
    int code = casebook_load_periods(casebook, &periods, problem);
    for (int64_t i = 0; code == 0 && i < periods.count; i++) {
        comparing.period = &periods.row[i];
        if (comparing.period->closed)
            code = compare_period(&comparing, problem);
    }
    casebook_periods_clear(&periods);
    casebook_books_clear(&comparing.was);
    casebook_books_clear(&comparing.is);
    if (code < 0)
        casebook_restated_clear(out);
    return code;
}

void casebook_restated_clear(struct casebook_restated *restated)
{
    free(restated->row);
    arena_clear(&restated->arena);
    *restated = (struct casebook_restated){0};
}
