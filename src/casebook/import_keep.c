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

#include "base/array.h"
#include "casebook/import_batch.h"

enum { PROGRESS_EVERY = 4096, URN_MAX = 8 };

/* Insert of the rows of a part. Room for the text of codes lasts until the row is in. */
struct keeping {
    struct import_batch *batch;
    const struct import_item *item;
    const struct import_table *table;
    const struct return_file *part;
    const int32_t *child;     /* [part->rows] who each names */
    int64_t file;             /* its row in the casebook */
    sqlite3_stmt *row, *born; /* inserts; `born` is NULL for a table without dates of birth */
    char code[IMPORT_COLUMNS_MAX][CODE_TEXT_SIZE];
};

/* What is kept of the postcode; each is hashed once, for children stay and places fill again. NULL when memory is out. */
static const struct identity_postcode *postcode_of(struct import_batch *batch, struct return_text cell,
                                                   struct problem *problem)
{
    struct import_postcodes *all = &batch->postcodes;
    int64_t slot;
    if (import_known_slot(&all->known, cell.bytes, cell.length, &slot, problem) < 0)
        return NULL;
    if (all->known.value[slot] == 0) {
        if (array_reserve(&all->postcode, &all->capacity, all->count + 1, sizeof *all->postcode, problem) < 0)
            return NULL;
        all->postcode[all->count] = identity_postcode(&batch->casebook->identity, cell);
        import_known_put(&all->known, slot, (int32_t)all->count++);
    }
    return &all->postcode[all->known.value[slot] - 1];
}

static void bind_hash(sqlite3_stmt *statement, int place, uint64_t hash)
{
    if (hash)
        sqlite3_bind_int64(statement, place, (int64_t)hash);
    else
        sqlite3_bind_null(statement, place);
}

static void bind_cell(sqlite3_stmt *statement, int place, struct return_text cell)
{
    if (cell.length)
        sqlite3_bind_text(statement, place, cell.bytes, (int)cell.length, SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, place);
}

/* URN when it is letters and digits and short as an URN is: a longer text may be a name. */
static struct return_text urn_of(struct return_text cell)
{
    bool urn = cell.length <= URN_MAX;
    for (uint32_t i = 0; urn && i < cell.length; i++)
        urn = (cell.bytes[i] >= '0' && cell.bytes[i] <= '9') || cell.bytes[i] == 'X' || cell.bytes[i] == 'S' ||
              cell.bytes[i] == 'C';
    return urn ? cell : (struct return_text){"", 0};
}

/* Binds what is kept of one cell at `place`, and at the next where it takes two. */
static int bind_column(struct keeping *keeping, int8_t number, int place, int64_t i, struct problem *problem)
{
    const struct import_column *column = &keeping->table->column[number];
    const struct identity *identity = &keeping->batch->casebook->identity;
    const struct return_file *part = keeping->part;
    struct return_text cell = return_cell(part, column->position, i);
    sqlite3_stmt *row = keeping->row;
    switch (column->kept) {
    case IMPORT_DAY:
        store_bind_day(row, place, return_day(part, column->position, i));
        break;
    case IMPORT_CODE:
        store_bind_text(row, place, code_text(return_code(part, column->position, i), keeping->code[number]));
        break;
    case IMPORT_POSTCODE: {
        const struct identity_postcode *postcode = postcode_of(keeping->batch, cell, problem);
        if (!postcode)
            return PROBLEM_MEMORY;
        bind_hash(row, place, postcode->hash);
        sqlite3_bind_text(row, place + 1, postcode->district[0] ? postcode->district : NULL, -1, SQLITE_TRANSIENT);
        break;
    }
    case IMPORT_UPN: {
        struct identity_upn upn = identity_upn(identity, cell);
        store_bind_text(row, place, upn.kind);
        bind_hash(row, place + 1, upn.hash);
        break;
    }
    case IMPORT_WORKER: {
        struct identity_worker worker = identity_worker(identity, cell);
        store_bind_text(row, place, worker.form);
        bind_hash(row, place + 1, worker.hash);
        break;
    }
    case IMPORT_PARTIAL:
        bind_cell(row, place, cell);
        break;
    case IMPORT_URN:
        bind_cell(row, place, urn_of(cell));
        break;
    }
    return 0;
}

/* File, line and child: the first three values of every row. */
static void bind_place(sqlite3_stmt *statement, const struct keeping *keeping, int64_t i)
{
    sqlite3_bind_int64(statement, 1, keeping->file);
    sqlite3_bind_int64(statement, 2, keeping->part->line[i]);
    sqlite3_bind_int64(statement, 3, keeping->batch->children.id[keeping->child[i]]);
}

static int keep_birth(const struct keeping *keeping, int64_t i, struct problem *problem)
{
    day born = return_day(keeping->part, keeping->table->born, i);
    day own_child_born = return_day(keeping->part, keeping->table->own_child_born, i);
    if (born == DAY_NONE && own_child_born == DAY_NONE)
        return 0;
    bind_place(keeping->born, keeping, i);
    store_bind_day(keeping->born, 4, born);
    store_bind_day(keeping->born, 5, own_child_born);
    return store_do(keeping->born, problem);
}

static int keep_row(struct keeping *keeping, int64_t i, struct problem *problem)
{
    int place = 4;
    bind_place(keeping->row, keeping, i);
    for (int8_t k = 0; k < keeping->table->columns; k++) {
        if (bind_column(keeping, k, place, i, problem) < 0)
            return PROBLEM_MEMORY;
        place += keeping->table->column[k].second ? 2 : 1;
    }
    int code = store_do(keeping->row, problem);
    return code == 0 && keeping->born ? keep_birth(keeping, i, problem) : code;
}

/* "INSERT INTO review (file, line, child, review, review_code) VALUES (?, ?, ?, ?, ?)" */
static int prepare_row(struct keeping *keeping, struct problem *problem)
{
    struct text sql = {0};
    text_format(&sql, "INSERT INTO %s (file, line, child", keeping->table->rows);
    import_table_append_columns(keeping->table, &sql);
    text_append(&sql, ") VALUES (?, ?, ?");
    for (int8_t k = 0; k < keeping->table->columns; k++)
        text_append(&sql, keeping->table->column[k].second ? ", ?, ?" : ", ?");
    text_append(&sql, ")");
    int code = text_check(&sql, problem);
    if (code == 0)
        code = store_prepare(keeping->batch->casebook->database, text_string(&sql), &keeping->row, problem);
    text_clear(&sql);
    return code;
}

static const char insert_birth[] =
    "INSERT INTO child_birth (file, line, child, born, own_child_born) VALUES (?1, ?2, ?3, ?4, ?5)";

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

static int keep_file(struct keeping *keeping, struct problem *problem)
{
    const struct import_batch *batch = keeping->batch;
    const struct import_item *item = keeping->item;
    const struct casebook_import_file *report = item->report;
    struct text box = {0};
    sqlite3_stmt *statement = NULL;
    int code = seal_extras(batch, keeping->part, &box, problem);
    if (code == 0)
        code = store_prepare(batch->casebook->database,
                             "INSERT INTO return_file (brought_by, authority, form, year, annual, last_date, name, hash,"
                             " content, rows_read, rows_kept, extra_columns, extra_sealed)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                             &statement, problem);
    if (code == 0) {
        sqlite3_bind_int64(statement, 1, batch->report->snapshot);
        store_bind_text(statement, 2, item->authority);
        store_bind_text(statement, 3, keeping->table->form);
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
        keeping->file = sqlite3_last_insert_rowid(batch->casebook->database);
    }
    sqlite3_finalize(statement);
    text_clear(&box);
    return code;
}

static int keep_rows(struct keeping *keeping, struct problem *problem)
{
    int code = prepare_row(keeping, problem);
    if (code == 0 && keeping->table->born != IMPORT_NO_COLUMN)
        code = store_prepare(keeping->batch->casebook->database, insert_birth, &keeping->born, problem);
    for (int64_t i = 0; code == 0 && i < keeping->part->rows; i++) {
        if (i % PROGRESS_EVERY == 0 && progress_step(keeping->batch->progress, "keeping rows", i, keeping->part->rows))
            code = problem_set(problem, PROBLEM_STOPPED, "stopped; nothing has been imported");
        else
            code = keep_row(keeping, i, problem);
    }
    sqlite3_finalize(keeping->row);
    sqlite3_finalize(keeping->born);
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
    struct keeping keeping = {.batch = batch, .item = item, .table = import_table(part->table), .part = part};
    int32_t *child = NULL;
    int code = return_unknown_codes(part, item->report->year, &batch->report->arena, &item->report->unknown,
                                    &item->report->unknown_count, problem);
    if (code == 0)
        code = import_name_rows(batch, item->authority, part, &child, problem);
    keeping.child = child;
    if (code == 0)
        code = supersede(batch, item, problem);
    if (code == 0)
        code = keep_file(&keeping, problem);
    if (code == 0)
        code = keep_children(batch, item, problem);
    if (code == 0)
        code = keep_rows(&keeping, problem);
    if (code == 0)
        code = import_keep_quarantined(batch, insert_quarantined, part->quarantine, part->quarantine_count, keeping.file,
                                       problem);
    free(child);
    return code;
}

/* The parts of a file that are new. */
static int keep_source(struct import_batch *batch, int64_t number, const char *bytes, size_t length, struct problem *problem)
{
    const struct import_source *source = &batch->source[number];
    struct return_bundle bundle = {0};
    int code = return_bundle_read(bytes, length, file_name(source->name), &bundle, problem);
    for (int64_t i = 0; code == 0 && i < source->items; i++) {
        struct import_item *item = &batch->item[source->first + i];
        if (import_item_is_new(item))
            code = keep_part(batch, item, &bundle.part[item->part].file, problem);
    }
    return_bundle_clear(&bundle);
    return code;
}

static bool is_new_list(const struct import_item *item)
{
    return item->report->price_list && item->report->outcome == CASEBOOK_LOADED && item->twin < 0;
}

int import_keep(struct import_batch *batch, struct problem *problem)
{
    bool any = false;
    for (int64_t i = 0; i < batch->items; i++)
        any = any || import_item_is_new(&batch->item[i]) || is_new_list(&batch->item[i]);
    int code = any ? keep_snapshot(batch, problem) : 0;
    for (int64_t i = 0; code == 0 && i < batch->items; i++)
        if (is_new_list(&batch->item[i]))
            code = import_prices_keep(batch, &batch->item[i], problem);
    return code == 0 ? import_sources_again(batch, keep_source, problem) : code;
}
