/*
 * import_keep: the files of an import as rows of the casebook.
 *
 * Cells are kept as they came (dates as day numbers, codes as text), identities as identity.h says. The cells of columns
 * that no layout knows are sealed, one box a file: for each row that has any, its line (8 bytes, little-endian), then for
 * each such column the length (4 bytes) and the bytes of its cell.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "casebook/import_batch.h"

static const char insert_quarantined[] =
    "INSERT INTO quarantined (file, line, column_number, field, reason, excerpt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

static void append_number(struct text *out, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        text_append_char(out, (char)(value >> (8 * i) & 0xFF));
}

/* The cells of columns that no layout knows, as the top of this file says; nothing when all are blank. */
static void gather_extras(const struct return_file *file, struct text *out)
{
    for (int64_t i = 0; file->extra_count && i < file->rows; i++) {
        const struct return_text *cell = file->extra + i * file->extra_count;
        uint64_t length = 0;
        for (int32_t k = 0; k < file->extra_count; k++)
            length += cell[k].length;
        if (length == 0)
            continue;
        append_number(out, (uint64_t)file->line[i], 8);
        for (int32_t k = 0; k < file->extra_count; k++) {
            append_number(out, cell[k].length, 4);
            text_append_bytes(out, cell[k].bytes, cell[k].length);
        }
    }
}

static int seal_extras(const struct import_batch *batch, const struct return_file *file, struct text *box,
                       struct problem *problem)
{
    struct text cells = {0};
    gather_extras(file, &cells);
    int code = text_check(&cells, problem);
    if (code == 0 && cells.length)
        code = identity_seal(&batch->casebook->identity, cells.bytes, cells.length, box, problem);
    text_clear(&cells);
    return code;
}

/* The file in force that the new one takes the place of, which from now on is superseded. */
static int supersede(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database,
                             "UPDATE return_file SET superseded_by = ?1 WHERE authority = ?2 AND form = ?3 AND year = ?4"
                             " AND superseded_by IS NULL RETURNING name",
                             &statement, problem);
    if (code < 0)
        return code;
    sqlite3_bind_int64(statement, 1, batch->report->snapshot);
    store_bind_text(statement, 2, item->authority);
    store_bind_text(statement, 3, import_table(item->report->table)->form);
    sqlite3_bind_int(statement, 4, item->report->year);
    while ((code = store_next(statement, problem)) == 1)
        item->report->supersedes = import_keep_text(batch, store_text(statement, 0), problem);
    sqlite3_finalize(statement);
    return code;
}

static int keep_file(const struct import_batch *batch, const struct import_item *item, const struct return_file *part,
                     int64_t *file, struct problem *problem)
{
    const struct casebook_import_file *report = item->report;
    struct text box = {0};
    sqlite3_stmt *statement = NULL;
    int code = seal_extras(batch, part, &box, problem);
    if (code == 0)
        code = store_prepare(batch->casebook->database,
                             "INSERT INTO return_file (brought_by, authority, form, year, annual, last_date, name, hash,"
                             " content, rows_read, rows_kept, extra_columns, extra_sealed)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                             &statement, problem);
    if (code == 0) {
        sqlite3_bind_int64(statement, 1, batch->report->snapshot);
        store_bind_text(statement, 2, item->authority);
        store_bind_text(statement, 3, import_table(report->table)->form);
        sqlite3_bind_int(statement, 4, report->year);
        sqlite3_bind_int(statement, 5, report->annual);
        store_bind_day(statement, 6, item->last_date);
        store_bind_text(statement, 7, report->place);
        store_bind_bytes(statement, 8, batch->source[item->source].hash, IDENTITY_HASH_BYTES);
        store_bind_bytes(statement, 9, item->content, IDENTITY_HASH_BYTES);
        sqlite3_bind_int64(statement, 10, report->rows_read);
        sqlite3_bind_int64(statement, 11, report->rows);
        store_bind_text(statement, 12, report->extra_columns);
        store_bind_bytes(statement, 13, box.bytes, box.length);
        code = store_do(statement, problem);
        *file = sqlite3_last_insert_rowid(batch->casebook->database);
    }
    sqlite3_finalize(statement);
    text_clear(&box);
    return code;
}

int import_keep_quarantined(struct import_batch *batch, const char *insert, const struct return_quarantined *row,
                            int64_t count, int64_t owner, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database, insert, &statement, problem);
    for (int64_t i = 0; code == 0 && i < count; i++) {
        sqlite3_bind_int64(statement, 1, owner);
        sqlite3_bind_int64(statement, 2, row[i].line);
        sqlite3_bind_int(statement, 3, row[i].column);
        store_bind_text(statement, 4, row[i].field);
        sqlite3_bind_text(statement, 5, row[i].reason, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 6, row[i].excerpt, -1, SQLITE_STATIC);
        code = store_do(statement, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

static int keep_snapshot(struct import_batch *batch, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database, "INSERT INTO snapshot (made_at, made_by) VALUES (?1, ?2)",
                             &statement, problem);
    if (code < 0)
        return code;
    sqlite3_bind_text(statement, 1, batch->options->when, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, batch->options->who, -1, SQLITE_STATIC);
    code = store_do(statement, problem);
    batch->report->snapshot = sqlite3_last_insert_rowid(batch->casebook->database);
    sqlite3_finalize(statement);
    return code;
}

/* Children who are named by a file that is kept and are not in the casebook yet. */
static int keep_children(struct import_batch *batch, const struct import_item *item, struct problem *problem)
{
    struct import_children *children = &batch->children;
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database, "INSERT INTO child (authority, pseudonym) VALUES (?1, ?2)",
                             &statement, problem);
    const struct import_named *named = &item->named[IMPORT_ANY_TIME];
    for (int64_t i = 0; code == 0 && i < named->count; i++) {
        int32_t number = named->child[i];
        if (children->id[number])
            continue;
        store_bind_text(statement, 1, item->authority);
        store_bind_bytes(statement, 2, children->pseudonym[number], IDENTITY_PSEUDONYM_BYTES);
        code = store_do(statement, problem);
        children->id[number] = sqlite3_last_insert_rowid(batch->casebook->database);
    }
    sqlite3_finalize(statement);
    return code;
}

/* A part whose rows are at hand. */
static int keep_part(struct import_batch *batch, struct import_item *item, const struct return_file *part,
                     struct problem *problem)
{
    int64_t file = 0;
    int code = return_unknown_codes(part, item->report->year, &batch->report->arena, &item->report->unknown,
                                    &item->report->unknown_count, problem);
    if (code == 0)
        code = supersede(batch, item, problem);
    if (code == 0)
        code = keep_file(batch, item, part, &file, problem);
    if (code == 0)
        code = keep_children(batch, item, problem);
    if (code == 0)
        code = import_keep_rows(batch, part, item->child, file, problem);
    if (code == 0)
        code = import_keep_quarantined(batch, insert_quarantined, part->quarantine, part->quarantine_count, file, problem);
    return code;
}

/* The parts of a file that are new. */
static int keep_bundle(struct import_batch *batch, const struct import_source *source, const struct return_bundle *bundle,
                       struct problem *problem)
{
    int code = 0;
    for (int64_t i = 0; code == 0 && i < source->items; i++) {
        struct import_item *item = &batch->item[source->first + i];
        if (import_item_is_new(item))
            code = keep_part(batch, item, &bundle->part[item->part].file, problem);
    }
    return code;
}

static int keep_again(struct import_batch *batch, int64_t number, const char *bytes, size_t length, struct problem *problem)
{
    const struct import_source *source = &batch->source[number];
    struct return_bundle bundle = {0};
    int code = return_bundle_read(bytes, length, file_name(source->name), &bundle, problem);
    if (code == 0)
        code = keep_bundle(batch, source, &bundle, problem);
    return_bundle_clear(&bundle);
    return code;
}

static int keep_held(struct import_batch *batch, struct problem *problem)
{
    int code = 0;
    for (struct import_source *source = batch->source; code == 0 && source < batch->source + batch->sources; source++) {
        if (source->held.parts && import_source_is_wanted(batch, source))
            code = keep_bundle(batch, source, &source->held, problem);
    }
    return code;
}

static bool is_new_list(const struct import_item *item)
{
    return item->report->list && item->report->outcome == CASEBOOK_LOADED && item->twin < 0;
}

static int keep_list(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    switch (item->report->list) {
    case CASEBOOK_PRICE_LIST:
        return import_prices_keep(batch, item, problem);
    case CASEBOOK_CAPACITY_LIST:
        return import_capacity_keep(batch, item, problem);
    default:
        return import_books_keep(batch, item, problem);
    }
}

int import_keep(struct import_batch *batch, struct problem *problem)
{
    bool any = false;
    for (int64_t i = 0; i < batch->items; i++)
        any = any || import_item_is_new(&batch->item[i]) || is_new_list(&batch->item[i]);
    int code = any ? keep_snapshot(batch, problem) : 0;
    for (int64_t i = 0; code == 0 && i < batch->items; i++)
        if (is_new_list(&batch->item[i]))
            code = keep_list(batch, &batch->item[i], problem);
    if (code == 0)
        code = keep_held(batch, problem);
    return code == 0 ? import_sources_again(batch, keep_again, problem) : code;
}
