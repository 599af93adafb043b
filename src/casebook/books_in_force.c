#include "casebook/books_in_force.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/placement_kind.h"
#include "casebook/store.h"

/* The parts of one kind as known at ?2, of the authority ?1; a further condition follows. */
#define IN_FORCE(kind)                                                                                                      \
    "part.authority = ?1 AND part.kind = " kind " AND part.brought_by <= ?2"                                                \
    " AND (part.superseded_by IS NULL OR part.superseded_by > ?2)"

_Static_assert(CASEBOOK_LEDGER == 3 && CASEBOOK_EXPLAINED == 4 && CASEBOOK_ACTUALS == 5 && CASEBOOK_BUDGET == 6 &&
                   CASEBOOK_STAFFING == 7 && CASEBOOK_ITEMS == 8 && CASEBOOK_CAUSES == 9,
               "the kinds of the statements below");

/* Rows on their way out of the casebook. */
struct loading_books {
    struct casebook *casebook;
    struct casebook_books *out;
    int64_t known_at;    /* the books, */
    int64_t children_at; /* and the returns that say who is known */
    int32_t year;
    day from, to; /* packages and posts with a night in it */
};

/* One list of the books: its rows, and how one of them is taken over. */
struct books_list {
    const char *sql; /* ?1 authority, ?2 snapshot, ?3 and ?4 first day and the day after the last, ?5 year */
    size_t size;
    int (*take)(struct loading_books *loading, sqlite3_stmt *row, void *into);
};

static const char *text_of(struct loading_books *loading, sqlite3_stmt *row, int column)
{
    const char *text = store_text(row, column);
    return arena_text(&loading->out->arena, text, strlen(text));
}

static int64_t number_of(sqlite3_stmt *row, int column)
{
    return sqlite3_column_type(row, column) == SQLITE_NULL ? BOOKS_BLANK : sqlite3_column_int64(row, column);
}

static int32_t share_of(sqlite3_stmt *row, int column)
{
    return sqlite3_column_int(row, column);
}

static day end_of(sqlite3_stmt *row, int column)
{
    const day on = store_day(row, column);
    return on == DAY_NONE ? DAY_OPEN : on;
}

static int take_package(struct loading_books *loading, sqlite3_stmt *row, void *into)
{
    struct books_package *package = into;
    const char *type = store_text(row, 5);
    *package = (struct books_package){
        .child = sqlite3_column_int64(row, 0),
        .row = sqlite3_column_int64(row, 1),
        .from = store_day(row, 2),
        .to = end_of(row, 3),
        .planned_to = store_day(row, 4),
        .state = *type ? placement_kind(&loading->casebook->system, type, "") : -1,
        .line = BOOKS_NO_LINE,
        .provider = text_of(loading, row, 6),
        .weekly = number_of(row, 7),
        .health = share_of(row, 8),
        .education = share_of(row, 9),
        .cost_centre = text_of(loading, row, 10),
        .in_house = sqlite3_column_int(row, 11) != 0,
        .review_due = store_day(row, 12),
        .unregistered = sqlite3_column_int(row, 13) != 0,
    };
    loading->out->unknown_kinds += package->state < 0;
    return package->provider && package->cost_centre ? 0 : PROBLEM_MEMORY;
}

static const struct books_list package_list = {
    "SELECT coalesce(known.id, 0), package.line, \"start\", \"end\", planned_end, type, provider, weekly_price, "
    "health_share,"
    " education_share, cost_centre, in_house, review_due, unregistered"
    " FROM books_part AS part JOIN books_ledger AS package ON package.part = part.id"
    " LEFT JOIN child ON child.pseudonym = package.child"
    " LEFT JOIN (SELECT DISTINCT episode.child AS id FROM episode JOIN return_file ON episode.file = return_file.id"
    "  WHERE return_file.brought_by <= ?6 AND (return_file.superseded_by IS NULL OR return_file.superseded_by > ?6))"
    " AS known ON known.id = child.id"
    " WHERE " IN_FORCE("3") " AND \"start\" < ?4 AND (\"end\" IS NULL OR \"end\" > ?3)"
                            " ORDER BY \"start\", \"end\", type, weekly_price, provider, cost_centre, planned_end, "
                            "review_due, health_share,"
                            " education_share, part.id, package.line",
    sizeof(struct books_package), take_package};

static int take_line(struct loading_books *loading, sqlite3_stmt *row, void *into)
{
    struct books_line *line = into;
    const char *type = store_text(row, 5);
    *line = (struct books_line){
        .line = text_of(loading, row, 0),
        .service = text_of(loading, row, 1),
        .cost_centre = text_of(loading, row, 2),
        .original = number_of(row, 3),
        .approved = number_of(row, 4),
        .state = *type ? placement_kind(&loading->casebook->system, type, "") : -1,
        .number = number_of(row, 6),
        .weekly = number_of(row, 7),
    };
    return line->line && line->service && line->cost_centre ? 0 : PROBLEM_MEMORY;
}

/* In the order of the file, which is the council's own. */
static const struct books_list line_list = {
    "SELECT budget_line, service, cost_centre, original, approved, type, number, weekly_price"
    " FROM books_part AS part JOIN books_budget AS line ON line.part = part.id"
    " WHERE " IN_FORCE("6") " AND part.year = ?5 ORDER BY part.id, line.line",
    sizeof(struct books_line), take_line};

static int take_actual(struct loading_books *loading, sqlite3_stmt *row, void *into)
{
    struct books_actual *actual = into;
    *actual = (struct books_actual){
        .cost_centre = text_of(loading, row, 0),
        .named = text_of(loading, row, 1),
        .period = sqlite3_column_int(row, 2),
        .line = BOOKS_NO_LINE,
        .pence = sqlite3_column_int64(row, 3),
        .restated = sqlite3_column_int(row, 4) != 0,
    };
    return actual->cost_centre && actual->named ? 0 : PROBLEM_MEMORY;
}

/* One row a cost centre, line and period; restated: it was another when its period was closed, as far as it is. */
#define PAID "FROM books_part AS part JOIN books_actuals AS paid ON paid.part = part.id"
static const struct books_list actual_list = {
    "WITH now AS (SELECT coalesce(cost_centre, '') AS centre, coalesce(budget_line, '') AS named, part.period AS period,"
    " sum(amount) AS pence " PAID " WHERE " IN_FORCE(
        "5") " AND part.year = ?5 GROUP BY 1, 2, 3)"
             " SELECT centre, named, now.period, pence, closing.id IS NOT NULL AND pence IS NOT (SELECT sum(amount) " PAID
             " WHERE part.authority = ?1 AND part.kind = 5 AND part.year = ?5 AND part.period = now.period"
             " AND part.brought_by <= closing.snapshot AND (part.superseded_by IS NULL OR part.superseded_by > "
             "closing.snapshot)"
             " AND coalesce(cost_centre, '') = centre AND coalesce(budget_line, '') = named)"
             " FROM now LEFT JOIN period_closing AS closing ON closing.authority = ?1 AND closing.year = ?5"
             " AND closing.period = now.period AND closing.reopened_at IS NULL ORDER BY centre, named, now.period",
    sizeof(struct books_actual), take_actual};
#undef PAID

static int take_post(struct loading_books *loading, sqlite3_stmt *row, void *into)
{
    static const char *const contracts[] = {"permanent", "agency", "managed team", "academy", "international"};
    struct books_post *post = into;
    const int64_t contract = number_of(row, 3);
    *post = (struct books_post){
        .post = text_of(loading, row, 0),
        .team = text_of(loading, row, 1),
        .role = text_of(loading, row, 2),
        .contract = contract >= 0 && contract < 5 ? contracts[contract] : "",
        .fte = sqlite3_column_int64(row, 4),
        .from = store_day(row, 5),
        .to = end_of(row, 6),
        .planned_to = store_day(row, 7),
        .yearly = number_of(row, 8),
        .weekly = number_of(row, 9),
        .vacant = sqlite3_column_int(row, 10) != 0,
        .line = BOOKS_NO_LINE,
    };
    return post->post && post->team && post->role ? 0 : PROBLEM_MEMORY;
}

static const struct books_list post_list = {
    "SELECT post, team, role, contract, fte, \"start\", \"end\", planned_end, annual_cost, weekly_cost, vacancy"
    " FROM books_part AS part JOIN books_staffing AS post ON post.part = part.id"
    " WHERE " IN_FORCE("7") " AND (\"start\" IS NULL OR \"start\" < ?4) AND (\"end\" IS NULL OR \"end\" > ?3)"
                            " ORDER BY team, post, \"start\", part.id, line",
    sizeof(struct books_post), take_post};

static int take_explained(struct loading_books *loading, sqlite3_stmt *row, void *into)
{
    struct books_explained *explained = into;
    *explained = (struct books_explained){
        .cost_centre = text_of(loading, row, 0),
        .named = text_of(loading, row, 1),
        .period = sqlite3_column_int(row, 2),
        .pence = sqlite3_column_int64(row, 3),
        .reason = text_of(loading, row, 4),
        .owner = text_of(loading, row, 5),
        .line = BOOKS_NO_LINE,
    };
    return explained->cost_centre && explained->named && explained->reason && explained->owner ? 0 : PROBLEM_MEMORY;
}

static const struct books_list explained_list = {
    "SELECT cost_centre, budget_line, part.period, amount, reason, owner"
    " FROM books_part AS part JOIN books_explained AS explained ON explained.part = part.id"
    " WHERE " IN_FORCE("4") " AND part.year = ?5 ORDER BY part.period, cost_centre, budget_line, amount, reason",
    sizeof(struct books_explained), take_explained};

static int take_cause(struct loading_books *loading, sqlite3_stmt *row, void *into)
{
    struct books_cause *cause = into;
    *cause = (struct books_cause){
        .named = text_of(loading, row, 0),
        .cause = text_of(loading, row, 1),
        .pence = number_of(row, 2),
        .recurrent = number_of(row, 3),
        .note = text_of(loading, row, 4),
        .owner = text_of(loading, row, 5),
        .due = store_day(row, 6),
    };
    return cause->named && cause->cause && cause->note && cause->owner ? 0 : PROBLEM_MEMORY;
}

/* In the order of the file: who wrote it put first what matters most. */
static const struct books_list cause_list = {"SELECT budget_line, cause, amount, recurrent, note, owner, due"
                                             " FROM books_part AS part JOIN books_causes AS cause ON cause.part = part.id"
                                             " WHERE " IN_FORCE("9") " AND part.year = ?5 ORDER BY part.id, cause.line",
                                             sizeof(struct books_cause), take_cause};

static int bind_all(const struct loading_books *loading, sqlite3_stmt *statement)
{
    store_bind_text(statement, 1, loading->casebook->settings.authority);
    sqlite3_bind_int64(statement, 2, loading->known_at);
    sqlite3_bind_int(statement, 3, loading->from);
    sqlite3_bind_int(statement, 4, loading->to);
    sqlite3_bind_int(statement, 5, loading->year);
    sqlite3_bind_int64(statement, 6, loading->children_at);
    return 0;
}

static int load_list(struct loading_books *loading, const struct books_list *list, void *rows, int64_t *count,
                     struct problem *problem)
{
    char *row = NULL;
    int64_t capacity = 0;
    sqlite3_stmt *statement;
    int code = store_prepare(loading->casebook->database, list->sql, &statement, problem);
    if (code == 0)
        code = bind_all(loading, statement);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        code = array_reserve(&row, &capacity, *count + 1, list->size, problem);
        if (code == 0 && list->take(loading, statement, row + (size_t)*count * list->size) < 0)
            code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the books");
        *count += code == 0;
    }
    sqlite3_finalize(statement);
    void *kept = code == 0 ? arena_take(&loading->out->arena, (size_t)(*count + 1) * list->size) : NULL;
    if (kept && *count)
        memcpy(kept, row, (size_t)*count * list->size);
    if (code == 0 && !kept)
        code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the books");
    *(void **)rows = kept;
    free(row);
    return code;
}

static int refuse_none(int32_t year, struct problem *problem)
{
    struct text words = {0};
    if (year != CASEBOOK_NEWEST_YEAR)
        calendar_append_year(&words, year);
    problem_set(problem, PROBLEM_NOT_FOUND, "no budget%s%s has been imported", words.length ? " of " : "",
                words.length ? text_string(&words) : "");
    text_clear(&words);
    return problem_next(problem,
                        "homeward template budget > budget.csv shows its columns; fill it in and import it: homeward"
                        " import budget.csv");
}

/* The year itself, or the newest of which there is a budget: 0, or a code. */
static int choose_year(struct loading_books *loading, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(loading->casebook->database,
                             "SELECT max(year), max(brought_by) FROM books_part AS part WHERE " IN_FORCE(
                                 "6") " AND (?3 = 0 OR year = ?3) HAVING max(year) NOT NULL",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, loading->casebook->settings.authority);
        sqlite3_bind_int64(statement, 2, loading->known_at);
        sqlite3_bind_int(statement, 3, loading->year);
        code = store_next(statement, problem);
    }
    if (code == 0)
        code = refuse_none(loading->year, problem);
    else if (code == 1)
        loading->year = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return code < 0 ? code : 0;
}

static int find_snapshot(struct loading_books *loading, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(loading->casebook->database,
                             "SELECT max(brought_by) FROM books_part AS part WHERE authority = ?1 AND brought_by <= ?2"
                             " AND (superseded_by IS NULL OR superseded_by > ?2)",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, loading->casebook->settings.authority);
        sqlite3_bind_int64(statement, 2, loading->known_at);
        code = store_next(statement, problem);
    }
    loading->out->snapshot = code == 1 ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return code < 0 ? code : 0;
}

int casebook_load_books(struct casebook *casebook, int32_t year, int64_t known_at, struct casebook_books *out,
                        struct problem *problem)
{
    return casebook_load_books_of(casebook, year, known_at, known_at, out, problem);
}

static int64_t snapshot_of(int64_t known_at)
{
    return known_at == CASEBOOK_NOW ? INT64_MAX : known_at;
}

int casebook_load_books_of(struct casebook *casebook, int32_t year, int64_t known_at, int64_t children_at,
                           struct casebook_books *out, struct problem *problem)
{
    *out = (struct casebook_books){0};
    struct books *books = &out->books;
    struct loading_books loading = {.casebook = casebook,
                                    .out = out,
                                    .year = year,
                                    .known_at = snapshot_of(known_at),
                                    .children_at = snapshot_of(children_at)};
    int code = choose_year(&loading, problem);
    books->year = loading.year;
    loading.from = calendar_year_start(loading.year);
    loading.to = calendar_year_start(loading.year + 1);
    if (code == 0)
        code = find_snapshot(&loading, problem);
    if (code == 0)
        code = load_list(&loading, &package_list, &books->package, &books->packages, problem);
    if (code == 0)
        code = load_list(&loading, &line_list, &books->line, &books->lines, problem);
    if (code == 0)
        code = load_list(&loading, &actual_list, &books->actual, &books->actuals, problem);
    if (code == 0)
        code = load_list(&loading, &post_list, &books->post, &books->posts, problem);
    if (code == 0)
        code = load_list(&loading, &explained_list, &books->explained, &books->explained_items, problem);
    if (code == 0)
        code = load_list(&loading, &cause_list, &books->cause, &books->causes, problem);
    if (code == 0)
        code = books_place(books, problem);
    out->has_ledger = books->packages > 0;
    out->has_actuals = books->actuals > 0;
    out->has_staffing = books->posts > 0;
    if (code < 0)
        casebook_books_clear(out);
    return code;
}

static int need_ledger(struct loading_books *loading, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(loading->casebook->database, "SELECT 1 FROM books_part AS part WHERE " IN_FORCE("3") " LIMIT 1",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, loading->casebook->settings.authority);
        sqlite3_bind_int64(statement, 2, loading->known_at);
        code = store_next(statement, problem);
    }
    sqlite3_finalize(statement);
    if (code != 0)
        return code < 0 ? code : 0;
    problem_set(problem, PROBLEM_NOT_FOUND, "no ledger of packages has been imported");
    return problem_next(problem,
                        "homeward template ledger > ledger.csv shows its columns; fill it in and import it: homeward"
                        " import ledger.csv");
}

int casebook_load_packages(struct casebook *casebook, day from, day to, struct casebook_books *out, struct problem *problem)
{
    *out = (struct casebook_books){.books.year = calendar_year(from)};
    struct loading_books loading = {.casebook = casebook,
                                    .out = out,
                                    .known_at = INT64_MAX,
                                    .children_at = INT64_MAX,
                                    .year = out->books.year,
                                    .from = from,
                                    .to = to};
    int code = need_ledger(&loading, problem);
    if (code == 0)
        code = find_snapshot(&loading, problem);
    if (code == 0)
        code = load_list(&loading, &package_list, &out->books.package, &out->books.packages, problem);
    out->has_ledger = true;
    if (code < 0)
        casebook_books_clear(out);
    return code;
}

void casebook_books_clear(struct casebook_books *books)
{
    arena_clear(&books->arena);
    *books = (struct casebook_books){0};
}

/* A text with what ends it, so that no two rows of texts are written alike. */
static void write(struct text *out, const char *text)
{
    text_append_bytes(out, text, strlen(text) + 1);
}

static void write_packages(const struct books *books, struct text *out)
{
    for (const struct books_package *each = books->package; each < books->package + books->packages; each++) {
        text_format(out, "p%d %d %d %d %d %d %lld %d %d %d %d ", each->child != 0, each->from, each->to, each->planned_to,
                    each->review_due, each->state, (long long)each->weekly, each->health, each->education, each->in_house,
                    each->unregistered);
        write(out, each->provider);
        write(out, each->cost_centre);
    }
}

static void write_budget(const struct books *books, struct text *out)
{
    for (const struct books_line *each = books->line; each < books->line + books->lines; each++) {
        text_format(out, "b%lld %lld %d %lld %lld ", (long long)each->original, (long long)each->approved, each->state,
                    (long long)each->number, (long long)each->weekly);
        write(out, each->line);
        write(out, each->service);
        write(out, each->cost_centre);
    }
}

static void write_payments(const struct books *books, struct text *out)
{
    for (const struct books_actual *each = books->actual; each < books->actual + books->actuals; each++) {
        text_format(out, "a%d %lld ", each->period, (long long)each->pence);
        write(out, each->cost_centre);
        write(out, each->named);
    }
    for (const struct books_explained *each = books->explained; each < books->explained + books->explained_items; each++) {
        text_format(out, "e%d %lld ", each->period, (long long)each->pence);
        write(out, each->cost_centre);
        write(out, each->named);
        write(out, each->reason);
    }
}

static void write_causes(const struct books *books, struct text *out)
{
    for (const struct books_cause *each = books->cause; each < books->cause + books->causes; each++) {
        text_format(out, "c%lld %lld %d ", (long long)each->pence, (long long)each->recurrent, each->due);
        write(out, each->named);
        write(out, each->cause);
        write(out, each->note);
        write(out, each->owner);
    }
}

static void write_posts(const struct books *books, struct text *out)
{
    for (const struct books_post *each = books->post; each < books->post + books->posts; each++) {
        text_format(out, "s%d %d %d %lld %lld %lld %d ", each->from, each->to, each->planned_to, (long long)each->fte,
                    (long long)each->yearly, (long long)each->weekly, each->vacant);
        write(out, each->post);
        write(out, each->team);
        write(out, each->role);
        write(out, each->contract);
    }
}

int casebook_books_hash(const struct casebook_books *books, char out[33], struct problem *problem)
{
    struct text all = {0};
    text_format(&all, "%d ", books->books.year);
    write_packages(&books->books, &all);
    write_budget(&books->books, &all);
    write_payments(&books->books, &all);
    write_posts(&books->books, &all);
    write_causes(&books->books, &all);
    const int code = text_check(&all, problem);
    if (code == 0)
        casebook_hash(all.bytes, all.length, out);
    text_clear(&all);
    return code;
}
