/*
 * whole_hash: one hash of all that councils sent and is in force, in every table.
 *
 * A row is written down as its table, authority and year, then what is kept of its cells; where that is a keyed hash (of a
 * postcode, a UPN, a social worker) only that there is one, for its value differs from workspace to workspace. The hashes of
 * a child's rows in rising order make the child's; those of all children in rising order make the whole. So no pseudonym,
 * line, file or order is in it, and which rows are the same child's is.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/import.h"
#include "casebook/import_tables.h"
#include "casebook/store.h"

enum { DIGEST = 16 };

struct row_digest {
    int64_t child;
    unsigned char digest[DIGEST];
};

struct digests {
    struct row_digest *row; /* owned */
    int64_t count, capacity;
};

static int compare_rows(const void *left, const void *right)
{
    const struct row_digest *first = left, *second = right;
    int order = (first->child > second->child) - (first->child < second->child);
    return order ? order : memcmp(first->digest, second->digest, DIGEST);
}

static int compare_digests(const void *left, const void *right)
{
    return memcmp(left, right, DIGEST);
}

static void add_number(struct text *out, int64_t value)
{
    char little[8];
    for (int i = 0; i < 8; i++)
        little[i] = (char)((uint64_t)value >> (8 * i) & 0xFF);
    text_append_bytes(out, little, sizeof little);
}

/* The values of the row at hand from `column` on, each behind what it is. */
static void write_values(sqlite3_stmt *row, int column, struct text *out)
{
    for (int i = column; i < sqlite3_column_count(row); i++) {
        int type = sqlite3_column_type(row, i);
        text_append_char(out, type == SQLITE_NULL ? '-' : type == SQLITE_INTEGER ? 'i' : 't');
        if (type == SQLITE_INTEGER) {
            add_number(out, sqlite3_column_int64(row, i));
        } else if (type != SQLITE_NULL) {
            const char *text = store_text(row, i);
            add_number(out, sqlite3_column_bytes(row, i));
            text_append_bytes(out, text, (size_t)sqlite3_column_bytes(row, i));
        }
    }
}

static void append_columns(const struct import_table *table, struct text *sql)
{
    for (int8_t i = 0; i < table->columns; i++) {
        const struct import_column *column = &table->column[i];
        const bool hash_first = column->kept == IMPORT_POSTCODE;
        text_format(sql, hash_first ? ", r.%s IS NOT NULL" : ", r.%s", column->name);
        if (column->second)
            text_format(sql, hash_first ? ", r.%s" : ", r.%s IS NOT NULL", column->second);
    }
}

static int prepare_rows(sqlite3 *database, const struct import_table *table, sqlite3_stmt **out, struct problem *problem)
{
    struct text sql = {0};
    text_append(&sql, "SELECT r.child, f.form, f.authority, f.year, b.born, b.own_child_born");
    append_columns(table, &sql);
    text_format(&sql,
                " FROM return_file AS f JOIN %s AS r ON r.file = f.id"
                " LEFT JOIN child_birth AS b ON b.file = r.file AND b.line = r.line"
                " WHERE f.form = '%s' AND f.superseded_by IS NULL",
                table->rows, table->form);
    int code = text_check(&sql, problem);
    if (code == 0)
        code = store_prepare(database, text_string(&sql), out, problem);
    text_clear(&sql);
    return code;
}

static int add_table(sqlite3 *database, const struct import_table *table, struct digests *out, struct problem *problem)
{
    struct text row = {0};
    sqlite3_stmt *statement = NULL;
    int code = prepare_rows(database, table, &statement, problem);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        text_reset(&row);
        write_values(statement, 1, &row);
        code = text_check(&row, problem);
        if (code == 0)
            code = array_reserve(&out->row, &out->capacity, out->count + 1, sizeof *out->row, problem);
        if (code < 0)
            break;
        struct row_digest *digest = &out->row[out->count++];
        digest->child = sqlite3_column_int64(statement, 0);
        crypto_generichash(digest->digest, DIGEST, (const unsigned char *)text_string(&row), row.length, NULL, 0);
    }
    sqlite3_finalize(statement);
    text_clear(&row);
    return code;
}

/* Makes of the sorted rows one digest a child, in `child`; returns how many. */
static int64_t digest_children(const struct digests *rows, unsigned char (*child)[DIGEST])
{
    int64_t children = 0;
    crypto_generichash_state state;
    for (int64_t i = 0; i < rows->count; i++) {
        if (i == 0 || rows->row[i].child != rows->row[i - 1].child)
            crypto_generichash_init(&state, NULL, 0, DIGEST);
        crypto_generichash_update(&state, rows->row[i].digest, DIGEST);
        if (i + 1 == rows->count || rows->row[i].child != rows->row[i + 1].child)
            crypto_generichash_final(&state, child[children++], DIGEST);
    }
    return children;
}

static int finish(struct digests *rows, char out[33], struct problem *problem)
{
    unsigned char(*child)[DIGEST] = array_new(rows->count, sizeof *child, problem);
    if (!child)
        return PROBLEM_MEMORY;
    if (rows->count)
        qsort(rows->row, (size_t)rows->count, sizeof *rows->row, compare_rows);
    int64_t children = digest_children(rows, child);
    qsort(child, (size_t)children, sizeof *child, compare_digests);
    casebook_hash((const char *)child, (size_t)children * sizeof *child, out);
    free(child);
    return 0;
}

int casebook_whole_hash(struct casebook *casebook, char out[33], struct problem *problem)
{
    struct digests rows = {.count = 0};
    int code = 0;
    for (int table = 0; code == 0 && table < RETURN_TABLES; table++)
        code = add_table(casebook->database, import_table((enum return_table)table), &rows, problem);
    if (code == 0)
        code = finish(&rows, out, problem);
    free(rows.row);
    return code;
}
