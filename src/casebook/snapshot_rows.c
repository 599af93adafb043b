/*
 * snapshot_rows: what the rows of one kept file say, and what a newer file makes of an older one's.
 *
 * Two rows say the same when every column that is kept of them is the same, but for the file and the line. They are compared
 * by hashes (BLAKE2b-128), so that a million of them fit into memory; nothing of them leaves this file but counts and lines.
 */
#include "casebook/snapshot_rows.h"

#include <ctype.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/snapshots.h"
#include "casebook/store.h"
#include "returns/codes.h"

/* Where the rows of a table are kept. */
struct kept_table {
    const char *form; /* as return_file calls it */
    const char *rows; /* the table of its rows */
    const char *date; /* of several rows of a child, what tells them apart: its first date; NULL where there is one row */
};

static const struct kept_table kept_tables[RETURN_TABLES] = {
    [RETURN_HEADER] = {"header", "header_row", NULL},
    [RETURN_EPISODES] = {"episodes", "episode", "decom"},
    [RETURN_REVIEWS] = {"reviews", "review", "review"},
    [RETURN_UASC] = {"uasc", "uasc_row", NULL},
    [RETURN_OC2] = {"oc2", "oc2_row", NULL},
    [RETURN_OC3] = {"oc3", "oc3_row", NULL},
    [RETURN_AD1] = {"ad1", "ad1_row", NULL},
    [RETURN_PLACED_ADOPTION] = {"placed_adoption", "placed_adoption_row", "date_placed"},
    [RETURN_PREVIOUS_PERMANENCE] = {"previous_permanence", "previous_permanence_row", NULL},
    [RETURN_MISSING] = {"missing", "missing_row", "mis_start"},
    [RETURN_SOCIAL_WORKER] = {"social_worker", "social_worker_row", "sw_decom"},
    [RETURN_DOLO] = {"dolo", "dolo_row", "dolo_start"},
};

enum return_table snapshot_rows_table(const char *form)
{
    for (int table = 0; table < RETURN_TABLES; table++)
        if (strcmp(kept_tables[table].form, form) == 0)
            return (enum return_table)table;
    return RETURN_UNKNOWN;
}

static int prepare(struct casebook *casebook, struct text *sql, int64_t file, sqlite3_stmt **out, struct problem *problem)
{
    int code = text_check(sql, problem);
    if (code == 0)
        code = store_prepare(casebook->database, text_string(sql), out, problem);
    if (code == 0)
        sqlite3_bind_int64(*out, 1, file);
    text_clear(sql);
    return code;
}

/* A column of the return as the store names it: PLACE_PROVIDER is place_provider. */
static void append_column(struct text *out, const char *name)
{
    for (; *name; name++)
        text_append_char(out, (char)tolower((unsigned char)*name));
}

/* The codes of one column that the year does not know, told one by one; those that may not be named as one. */
static int each_unknown_of(const struct casebook_kept_file *file, const struct return_column *column,
                           sqlite3_stmt *statement, int (*each)(void *self, const struct return_unknown *unknown),
                           void *self, struct problem *problem)
{
    const struct return_code_list *list = return_code_list(column->codes);
    struct return_unknown masked = {.field = column->name, .value = "***", .first_line = INT64_MAX};
    int code;
    while ((code = store_next(statement, problem)) == 1) {
        short_code value = 0;
        struct return_unknown unknown = {.field = column->name,
                                         .value = store_text(statement, 0),
                                         .count = sqlite3_column_int64(statement, 1),
                                         .first_line = sqlite3_column_int64(statement, 2)};
        const bool packed = code_pack(unknown.value, strlen(unknown.value), &value);
        if (packed && return_code_valid(list, value, file->year))
            continue;
        if (packed && code_may_be_shown(value)) {
            code = each(self, &unknown);
        } else {
            masked.count += unknown.count;
            masked.first_line = unknown.first_line < masked.first_line ? unknown.first_line : masked.first_line;
        }
        if (code < 0)
            return code;
    }
    return code == 0 && masked.count ? each(self, &masked) : code;
}

int casebook_each_unknown_code(struct casebook *casebook, const struct casebook_kept_file *file,
                               int (*each)(void *self, const struct return_unknown *unknown), void *self,
                               struct problem *problem)
{
    const struct return_layout *layout = return_layout(file->table);
    int code = 0;
    for (int32_t i = 0; code == 0 && layout && i < layout->columns; i++) {
        struct text sql = {0};
        sqlite3_stmt *statement = NULL;
        if (!layout->column[i].codes)
            continue;
        text_append(&sql, "SELECT ");
        append_column(&sql, layout->column[i].name);
        text_format(&sql, ", count(*), min(line) FROM %s WHERE file = ?1 AND ", kept_tables[file->table].rows);
        append_column(&sql, layout->column[i].name);
        text_append(&sql, " IS NOT NULL GROUP BY 1 ORDER BY 1");
        code = prepare(casebook, &sql, file->id, &statement, problem);
        if (code == 0)
            code = each_unknown_of(file, &layout->column[i], statement, each, self, problem);
        sqlite3_finalize(statement);
    }
    return code;
}

enum { TOLD_ABOUT = 16, TOLD_BYTES = 32 };

/* A row as its hashes. */
struct told_row {
    uint8_t told[TOLD_BYTES]; /* TOLD_ABOUT bytes: whose row it is and its first date; then all that it says */
    int64_t line;             /* of its file */
};

struct told_rows {
    struct told_row *row; /* sorted; owned */
    int64_t count, capacity;
};

static int told_order(const void *left, const void *right)
{
    const struct told_row *a = left, *b = right;
    int order = memcmp(a->told, b->told, TOLD_BYTES);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static void add_value(crypto_generichash_state *hash, sqlite3_stmt *statement, int column)
{
    const unsigned char kind = (unsigned char)sqlite3_column_type(statement, column);
    const void *bytes = sqlite3_column_blob(statement, column);
    const int64_t length = sqlite3_column_bytes(statement, column);
    crypto_generichash_update(hash, &kind, 1);
    crypto_generichash_update(hash, (const unsigned char *)&length, sizeof length);
    if (bytes)
        crypto_generichash_update(hash, bytes, (size_t)length);
}

/* The row at hand: columns 0 and 1 say whose it is and its first date, 2 is its line, the rest is all that is kept of it. */
static void take_told(sqlite3_stmt *statement, struct told_row *out)
{
    crypto_generichash_state about, all;
    crypto_generichash_init(&about, NULL, 0, TOLD_ABOUT);
    crypto_generichash_init(&all, NULL, 0, TOLD_BYTES - TOLD_ABOUT);
    out->line = sqlite3_column_int64(statement, 2);
    add_value(&about, statement, 0);
    add_value(&about, statement, 1);
    for (int column = 3; column < sqlite3_column_count(statement); column++) {
        const char *name = sqlite3_column_name(statement, column);
        if (name && strcmp(name, "file") != 0 && strcmp(name, "list") != 0 && strcmp(name, "part") != 0 &&
            strcmp(name, "line") != 0)
            add_value(&all, statement, column);
    }
    crypto_generichash_final(&about, out->told, TOLD_ABOUT);
    crypto_generichash_final(&all, out->told + TOLD_ABOUT, TOLD_BYTES - TOLD_ABOUT);
}

/* Rows of the books by whom or what they are about. */
static void append_books(struct text *sql, enum casebook_list list)
{
    static const char *const about[CASEBOOK_LISTS][2] = {
        [CASEBOOK_LEDGER] = {"child", "row.\"start\""},     [CASEBOOK_EXPLAINED] = {"budget_line", "row.period"},
        [CASEBOOK_ACTUALS] = {"cost_centre", "row.period"}, [CASEBOOK_BUDGET] = {"budget_line", "row.year"},
        [CASEBOOK_STAFFING] = {"post", "row.\"start\""},    [CASEBOOK_ITEMS] = {"budget_line", "row.version"},
        [CASEBOOK_CAUSES] = {"budget_line", "row.cause"}};
    text_format(sql,
                "SELECT row.%s, %s, line, row.* FROM %s AS row JOIN books_part ON row.part = books_part.id WHERE file = ?1",
                about[list][0], about[list][1], casebook_list_table(list));
}

static int read_told(struct casebook *casebook, const struct casebook_kept_file *like, int64_t file, struct told_rows *out,
                     struct problem *problem)
{
    struct text sql = {0};
    sqlite3_stmt *statement = NULL;
    const struct kept_table *table = like->list ? NULL : &kept_tables[like->table];
    if (table)
        text_format(
            &sql, "SELECT row.child, %s%s, line, * FROM %s AS row LEFT JOIN child_birth USING (file, line) WHERE file = ?1",
            table->date ? "row." : "", table->date ? table->date : "NULL", table->rows);
    else if (like->list < CASEBOOK_BOOKS)
        text_append(&sql, like->list == CASEBOOK_PRICE_LIST
                              ? "SELECT state, holds_from, line, * FROM price WHERE list = ?1"
                              : "SELECT state, holds_from, line, * FROM capacity WHERE list = ?1");
    else
        append_books(&sql, like->list);
    int code = prepare(casebook, &sql, file, &statement, problem);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        code = array_reserve(&out->row, &out->capacity, out->count + 1, sizeof *out->row, problem);
        if (code == 0)
            take_told(statement, &out->row[out->count++]);
    }
    sqlite3_finalize(statement);
    if (code == 0 && out->count)
        qsort(out->row, (size_t)out->count, sizeof *out->row, told_order);
    return code;
}

static int64_t first_of(int64_t line, int64_t first)
{
    return first == 0 || line < first ? line : first;
}

/* Takes the rows out of both that agree in their first `bytes`, one for one; how many, and the first line in the newer. */
static int64_t take_agreeing(struct told_rows *older, struct told_rows *newer, size_t bytes, int64_t *first)
{
    int64_t i = 0, k = 0, older_left = 0, newer_left = 0, agree = 0;
    while (i < older->count || k < newer->count) {
        int order = i == older->count ? 1 : k == newer->count ? -1 : memcmp(older->row[i].told, newer->row[k].told, bytes);
        if (order < 0) {
            older->row[older_left++] = older->row[i++];
        } else if (order > 0) {
            newer->row[newer_left++] = newer->row[k++];
        } else {
            *first = first_of(newer->row[k].line, *first);
            agree++;
            i++;
            k++;
        }
    }
    older->count = older_left;
    newer->count = newer_left;
    return agree;
}

static int64_t first_line(const struct told_rows *rows)
{
    int64_t first = 0;
    for (int64_t i = 0; i < rows->count; i++)
        first = first_of(rows->row[i].line, first);
    return first;
}

int casebook_compare_rows(struct casebook *casebook, const struct casebook_kept_file *newer,
                          struct casebook_row_changes *out, struct problem *problem)
{
    struct told_rows before = {0}, after = {0};
    int64_t nowhere = 0;
    *out = (struct casebook_row_changes){0};
    int code = newer->supersedes ? read_told(casebook, newer, newer->supersedes, &before, problem) : 0;
    if (code == 0)
        code = read_told(casebook, newer, newer->id, &after, problem);
    if (code == 0) {
        out->same = take_agreeing(&before, &after, TOLD_BYTES, &nowhere);
        out->changed = take_agreeing(&before, &after, TOLD_ABOUT, &out->changed_at);
        out->added = after.count;
        out->added_at = first_line(&after);
        out->gone = before.count;
        out->gone_at = first_line(&before);
    }
    free(before.row);
    free(after.row);
    return code;
}
