/*
 * import_own_list: what a price list and a capacity list have in common on their way into the casebook: known again by
 * their bytes, one of each in force an authority, the newest taking the older one's place.
 */
#include <string.h>

#include "casebook/import_batch.h"

/* The tables of a list. What stands in them is the same in both; names come from here alone and never from a file. */
struct own_tables {
    const char *list, *quarantined;
};

static struct own_tables tables_of(enum casebook_list list)
{
    return list == CASEBOOK_PRICE_LIST ? (struct own_tables){"price_list", "price_quarantined"}
                                       : (struct own_tables){"capacity_list", "capacity_quarantined"};
}

/* Prepares a statement in which %s is a table. */
static int prepare(struct import_batch *batch, const char *before, const char *table, const char *behind,
                   sqlite3_stmt **statement, struct problem *problem)
{
    struct text sql = {0};
    text_format(&sql, "%s %s %s", before, table, behind);
    int code = text_check(&sql, problem);
    *statement = NULL;
    if (code == 0)
        code = store_prepare(batch->casebook->database, text_string(&sql), statement, problem);
    text_clear(&sql);
    return code;
}

static int name_extras(struct import_batch *batch, struct import_item *item, const struct own_file *own,
                       struct problem *problem)
{
    struct text names = {0};
    for (int32_t i = 0; i < own->extra_count; i++)
        text_format(&names, "%s%s", i ? ", " : "", own->extra_name[i]);
    if (names.length)
        item->report->extra_columns = import_keep_text(batch, text_string(&names), problem);
    int code = own->extra_count && !item->report->extra_columns ? PROBLEM_MEMORY : 0;
    text_clear(&names);
    return code;
}

static int refuse_empty(const char *the_list, const char *next, const struct own_file *own, struct problem *problem)
{
    if (own->quarantine_count == 0) {
        problem_set(problem, PROBLEM_INPUT, "%s has no rows", the_list);
        return problem_next(problem, "%s", next);
    }
    const struct return_quarantined *first = &own->quarantine[0];
    return problem_set(problem, PROBLEM_INPUT, "no row of %s can be read, first: line %lld, %s", the_list,
                       (long long)first->line, first->reason);
}

int import_own_list_taken(struct import_batch *batch, struct import_item *item, const struct own_file *own, int64_t rows,
                          const char *the_list, const char *next, struct problem *problem)
{
    struct casebook_import_file *report = item->report;
    if (rows == 0)
        return refuse_empty(the_list, next, own, problem);
    report->outcome = CASEBOOK_LOADED;
    report->rows_read = own->rows_read;
    report->rows = rows;
    report->quarantined = own->quarantine_count;
    const int code = name_extras(batch, item, own, problem);
    return code < 0 ? code : 1;
}

int import_own_list_in_force(struct import_batch *batch, struct import_item *item, enum casebook_list list,
                             struct problem *problem)
{
    struct casebook_import_file *report = item->report;
    sqlite3_stmt *statement;
    int code = prepare(batch, "SELECT rows_read, rows_kept FROM", tables_of(list).list,
                       "WHERE hash = ?1 AND authority = ?2 AND superseded_by IS NULL", &statement, problem);
    if (code == 0) {
        store_bind_bytes(statement, 1, batch->source[item->source].hash, IDENTITY_HASH_BYTES);
        store_bind_text(statement, 2, batch->authority);
        code = store_next(statement, problem);
    }
    if (code == 1) {
        report->outcome = CASEBOOK_SAME;
        report->list = list;
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
    int code =
        prepare(batch, "UPDATE", tables_of(item->report->list).list,
                "SET superseded_by = ?1 WHERE authority = ?2 AND superseded_by IS NULL RETURNING name", &statement, problem);
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
    int code = prepare(batch, "INSERT INTO", tables_of(item->report->list).list,
                       "(brought_by, authority, name, hash, rows_read, rows_kept, extra_columns)"
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

int import_own_list_keep(struct import_batch *batch, struct import_item *item, const struct own_file *own,
                         import_own_rows *keep_rows, struct problem *problem)
{
    int64_t list = 0;
    struct text sql = {0};
    int code = supersede(batch, item, problem);
    if (code == 0)
        code = keep_list(batch, item, &list, problem);
    if (code == 0)
        code = keep_rows(batch, item, list, problem);
    text_format(&sql, "INSERT INTO %s (list, line, column_number, field, reason, excerpt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                tables_of(item->report->list).quarantined);
    if (code == 0)
        code = text_check(&sql, problem);
    if (code == 0)
        code = import_keep_quarantined(batch, text_string(&sql), own->quarantine, own->quarantine_count, list, problem);
    text_clear(&sql);
    return code;
}
