#include "casebook/snapshots.h"

#include <stdlib.h>
#include <string.h>

#include "casebook/import.h"
#include "casebook/snapshot_rows.h"
#include "casebook/store.h"

static const char *keep_text(struct casebook_snapshots *out, sqlite3_stmt *row, int column, struct problem *problem)
{
    const char *text = store_text(row, column), *kept = arena_text(&out->arena, text, strlen(text));
    if (!kept)
        problem_set(problem, PROBLEM_MEMORY, "not enough memory for the list of imports");
    return kept;
}

static int read_snapshot(struct casebook_snapshots *out, sqlite3_stmt *row, struct casebook_snapshot *snapshot,
                         struct problem *problem)
{
    *snapshot = (struct casebook_snapshot){
        .number = sqlite3_column_int64(row, 0),
        .made_at = keep_text(out, row, 1, problem),
        .made_by = keep_text(out, row, 2, problem),
        .files = sqlite3_column_int64(row, 3),
        .superseded = sqlite3_column_int64(row, 4),
        .rows_read = sqlite3_column_int64(row, 5),
        .rows_kept = sqlite3_column_int64(row, 6),
    };
    return snapshot->made_at && snapshot->made_by ? 0 : PROBLEM_MEMORY;
}

/* Row 0 are the sums in force; the snapshots follow. */
static int take_snapshot(struct casebook_snapshots *out, sqlite3_stmt *row, struct problem *problem)
{
    bool sums = sqlite3_column_int64(row, 0) == 0;
    return read_snapshot(out, row, sums ? &out->in_force : &out->snapshot[out->count++], problem);
}

static int take_file(struct casebook_snapshots *out, sqlite3_stmt *row, struct problem *problem)
{
    struct casebook_kept_file *file = &out->file[out->files];
    *file = (struct casebook_kept_file){
        .id = sqlite3_column_int64(row, 0),
        .brought_by = sqlite3_column_int64(row, 1),
        .superseded_by = sqlite3_column_int64(row, 2),
        .supersedes = sqlite3_column_int64(row, 3),
        .list = (enum casebook_list)sqlite3_column_int(row, 4),
        .table = snapshot_rows_table(store_text(row, 5)),
        .year = sqlite3_column_type(row, 6) == SQLITE_NULL ? INT32_MIN : sqlite3_column_int(row, 6),
        .annual = sqlite3_column_int(row, 7) != 0,
        .last_date = store_day(row, 8),
        .authority = keep_text(out, row, 9, problem),
        .name = keep_text(out, row, 10, problem),
        .extra_columns = keep_text(out, row, 11, problem),
        .rows_read = sqlite3_column_int64(row, 12),
        .rows_kept = sqlite3_column_int64(row, 13),
    };
    out->files++;
    return file->authority && file->name && file->extra_columns ? 0 : PROBLEM_MEMORY;
}

/* Of a file of the books: the import that took the last of its parts out of force. */
#define GIVEN_UP                                                                                                            \
    "(SELECT CASE WHEN count(*) = count(superseded_by) THEN max(superseded_by) END FROM books_part WHERE file = "           \
    "books_file.id)"

/* Makes room in the arena for as many entries as `counted` gives, then takes each row of `sql`. */
static int take_all(struct casebook *casebook, const char *counted, const char *sql, void *array, size_t size,
                    int (*take)(struct casebook_snapshots *out, sqlite3_stmt *row, struct problem *problem),
                    struct casebook_snapshots *out, struct problem *problem)
{
    int64_t count;
    sqlite3_stmt *statement = NULL;
    int code = store_number(casebook->database, counted, &count, problem);
    if (code == 0 && !(*(void **)array = arena_take(&out->arena, (size_t)(count ? count : 1) * size)))
        code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the list of imports");
    if (code == 0)
        code = store_prepare(casebook->database, sql, &statement, problem);
    for (int64_t i = 0; code == 0 && i < count && (code = store_next(statement, problem)) == 1; i++)
        code = take(out, statement, problem);
    sqlite3_finalize(statement);
    return code;
}

#define KEPT_FILES                                                                                                          \
    "WITH kept AS (SELECT brought_by, superseded_by, hash, rows_read, rows_kept FROM return_file"                           \
    " UNION ALL SELECT brought_by, superseded_by, hash, rows_read, rows_kept FROM price_list"                               \
    " UNION ALL SELECT brought_by, superseded_by, hash, rows_read, rows_kept FROM capacity_list"                            \
    " UNION ALL SELECT brought_by, " GIVEN_UP ", hash, rows_read, rows_kept FROM books_file)"

static const char all_snapshots[] =
    KEPT_FILES " SELECT 0, '', '', count(DISTINCT hash), 0, sum(rows_read), sum(rows_kept) FROM kept"
               " WHERE superseded_by IS NULL"
               " UNION ALL SELECT id, made_at, made_by,"
               " (SELECT count(DISTINCT hash) FROM kept WHERE brought_by = snapshot.id),"
               " (SELECT count(DISTINCT hash) FROM kept WHERE superseded_by = snapshot.id),"
               " (SELECT sum(rows_read) FROM kept WHERE brought_by = snapshot.id),"
               " (SELECT sum(rows_kept) FROM kept WHERE brought_by = snapshot.id)"
               " FROM snapshot ORDER BY 1";

static const char all_files[] =
    "SELECT id, brought_by, superseded_by,"
    " (SELECT older.id FROM return_file AS older WHERE older.superseded_by = newer.brought_by"
    "  AND older.authority = newer.authority AND older.form = newer.form AND older.year = newer.year),"
    " 0, form, year, annual, last_date, authority, name, extra_columns, rows_read, rows_kept FROM return_file AS newer"
    " UNION ALL SELECT id, brought_by, superseded_by,"
    " (SELECT older.id FROM price_list AS older WHERE older.superseded_by = newer.brought_by"
    "  AND older.authority = newer.authority),"
    " 1, NULL, NULL, 1, NULL, authority, name, extra_columns, rows_read, rows_kept FROM price_list AS newer"
    " UNION ALL SELECT id, brought_by, superseded_by,"
    " (SELECT older.id FROM capacity_list AS older WHERE older.superseded_by = newer.brought_by"
    "  AND older.authority = newer.authority),"
    " 2, NULL, NULL, 1, NULL, authority, name, extra_columns, rows_read, rows_kept FROM capacity_list AS newer"
    " UNION ALL SELECT id, brought_by, " GIVEN_UP ","
    " (SELECT max(older.file) FROM books_part AS older WHERE older.superseded_by = books_file.brought_by"
    "  AND older.authority = books_file.authority AND older.kind = books_file.kind),"
    " kind, NULL, NULL, 1, NULL, authority, name, extra_columns, rows_read, rows_kept FROM books_file";

static int compare(int64_t left, int64_t right)
{
    return (left > right) - (left < right);
}

static int file_order(const void *left, const void *right)
{
    const struct casebook_kept_file *a = left, *b = right;
    int order = compare(a->brought_by, b->brought_by);
    if (order == 0)
        order = compare(a->list, b->list);
    if (order == 0)
        order = strcmp(a->authority, b->authority);
    if (order == 0)
        order = compare(a->year, b->year);
    return order ? order : compare(a->table, b->table);
}

int casebook_load_snapshots(struct casebook *casebook, struct casebook_snapshots *out, struct problem *problem)
{
    *out = (struct casebook_snapshots){0};
    int code = take_all(casebook, "SELECT 1 + count(*) FROM snapshot", all_snapshots, &out->snapshot, sizeof *out->snapshot,
                        take_snapshot, out, problem);
    if (code == 0)
        code = take_all(casebook,
                        "SELECT (SELECT count(*) FROM return_file) + (SELECT count(*) FROM price_list)"
                        " + (SELECT count(*) FROM capacity_list) + (SELECT count(*) FROM books_file)",
                        all_files, &out->file, sizeof *out->file, take_file, out, problem);
    if (code == 0 && out->count == 0) {
        code = problem_set(problem, PROBLEM_NOT_FOUND, "nothing has been imported yet");
        problem_next(problem, "Import the council's SSDA903 returns: homeward import FOLDER");
    }
    if (code < 0)
        casebook_snapshots_clear(out);
    else
        qsort(out->file, (size_t)out->files, sizeof *out->file, file_order);
    return code;
}

void casebook_snapshots_clear(struct casebook_snapshots *snapshots)
{
    arena_clear(&snapshots->arena);
    *snapshots = (struct casebook_snapshots){0};
}

const struct casebook_snapshot *casebook_snapshot_of(const struct casebook_snapshots *snapshots, int64_t number)
{
    for (int64_t i = 0; i < snapshots->count; i++)
        if (snapshots->snapshot[i].number == number)
            return &snapshots->snapshot[i];
    return NULL;
}

int casebook_need_snapshot(struct casebook *casebook, int64_t number, struct problem *problem)
{
    int64_t newest;
    int code = store_number(casebook->database, "SELECT max(id) FROM snapshot", &newest, problem);
    if (code < 0 || number == CASEBOOK_NOW || (number > 0 && number <= newest))
        return code;
    problem_set(problem, PROBLEM_NOT_FOUND, "there is no snapshot %lld", (long long)number);
    if (newest == 0)
        return problem_next(problem, "Import the council's SSDA903 returns: homeward import FOLDER");
    return problem_next(problem, "homeward data list shows them; the newest is %lld.", (long long)newest);
}

const char *casebook_kept_title(const struct casebook_kept_file *file)
{
    const struct return_layout *layout = return_layout(file->table);
    return layout ? layout->title : casebook_list_title(file->list);
}
