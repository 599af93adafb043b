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

enum { PROGRESS_EVERY = 4096, URN_MAX = 8 };

/* What is needed to keep the rows of one file. */
struct keeping {
    struct import_batch *batch;
    const struct import_item *item;
    int64_t file;             /* its row in the casebook */
    sqlite3_stmt *row, *born; /* inserts; `born` is NULL for episodes */
};

static void bind_code(sqlite3_stmt *statement, int place, short_code value, char buffer[CODE_TEXT_SIZE])
{
    store_bind_text(statement, place, code_text(value, buffer));
}

static void bind_postcode(sqlite3_stmt *statement, int place, const struct identity_postcode *postcode)
{
    if (postcode->hash)
        sqlite3_bind_int64(statement, place, (int64_t)postcode->hash);
    else
        sqlite3_bind_null(statement, place);
    store_bind_text(statement, place + 1, postcode->district);
}

/* URN when it is letters and digits and short as an URN is: a longer text may be a name. */
static void bind_urn(sqlite3_stmt *statement, int place, struct return_text cell)
{
    bool urn = cell.length > 0 && cell.length <= URN_MAX;
    for (uint32_t i = 0; urn && i < cell.length; i++)
        urn = (cell.bytes[i] >= '0' && cell.bytes[i] <= '9') || cell.bytes[i] == 'X' || cell.bytes[i] == 'S' ||
              cell.bytes[i] == 'C';
    if (urn)
        sqlite3_bind_text(statement, place, cell.bytes, (int)cell.length, SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, place);
}

/* File, line and child: the first three values of every row. */
static void bind_place(sqlite3_stmt *statement, const struct keeping *keeping, int64_t i)
{
    const struct import_item *item = keeping->item;
    sqlite3_bind_int64(statement, 1, keeping->file);
    sqlite3_bind_int64(statement, 2, item->file.line[i]);
    sqlite3_bind_int64(statement, 3, keeping->batch->children.id[item->child[i]]);
}

static int keep_episode(const struct keeping *keeping, int64_t i, struct problem *problem)
{
    static const int codes[] = {EPISODES_RNE,
                                EPISODES_LS,
                                EPISODES_CIN,
                                EPISODES_PLACE,
                                EPISODES_PLACE_PROVIDER,
                                EPISODES_REC,
                                EPISODES_REASON_PLACE_CHANGE};
    enum { CODES = sizeof codes / sizeof *codes };
    const struct return_file *file = &keeping->item->file;
    const struct identity *identity = &keeping->batch->casebook->identity;
    struct identity_postcode home = identity_postcode(identity, return_cell(file, EPISODES_HOME_POST, i));
    struct identity_postcode place = identity_postcode(identity, return_cell(file, EPISODES_PL_POST, i));
    char buffer[CODES][CODE_TEXT_SIZE];
    bind_place(keeping->row, keeping, i);
    store_bind_day(keeping->row, 4, return_day(file, EPISODES_DECOM, i));
    store_bind_day(keeping->row, 5, return_day(file, EPISODES_DEC, i));
    for (int k = 0; k < CODES; k++)
        bind_code(keeping->row, 6 + k, return_code(file, codes[k], i), buffer[k]);
    bind_postcode(keeping->row, 13, &home);
    bind_postcode(keeping->row, 15, &place);
    bind_urn(keeping->row, 17, return_cell(file, EPISODES_URN, i));
    return store_do(keeping->row, problem);
}

static int keep_birth(const struct keeping *keeping, int64_t i, day born, day own_child_born, struct problem *problem)
{
    bind_place(keeping->born, keeping, i);
    store_bind_day(keeping->born, 4, born);
    store_bind_day(keeping->born, 5, own_child_born);
    return store_do(keeping->born, problem);
}

static int keep_header_row(const struct keeping *keeping, int64_t i, struct problem *problem)
{
    const struct return_file *file = &keeping->item->file;
    char sex[CODE_TEXT_SIZE], ethnic[CODE_TEXT_SIZE], mother[CODE_TEXT_SIZE];
    bind_place(keeping->row, keeping, i);
    bind_code(keeping->row, 4, return_code(file, HEADER_SEX, i), sex);
    bind_code(keeping->row, 5, return_code(file, HEADER_ETHNIC, i), ethnic);
    store_bind_text(keeping->row, 6, identity_upn(return_cell(file, HEADER_UPN, i)));
    bind_code(keeping->row, 7, return_code(file, HEADER_MOTHER, i), mother);
    int code = store_do(keeping->row, problem);
    return code < 0 ? code
                    : keep_birth(keeping, i, return_day(file, HEADER_DOB, i), return_day(file, HEADER_MC_DOB, i), problem);
}

static int keep_uasc_row(const struct keeping *keeping, int64_t i, struct problem *problem)
{
    const struct return_file *file = &keeping->item->file;
    char sex[CODE_TEXT_SIZE];
    bind_place(keeping->row, keeping, i);
    bind_code(keeping->row, 4, return_code(file, UASC_SEX, i), sex);
    store_bind_day(keeping->row, 5, return_day(file, UASC_DUC, i));
    int code = store_do(keeping->row, problem);
    return code < 0 ? code : keep_birth(keeping, i, return_day(file, UASC_DOB, i), DAY_NONE, problem);
}

/* How the rows of each table are kept. */
struct keeper {
    const char *form;
    const char *insert;
    int (*keep)(const struct keeping *keeping, int64_t i, struct problem *problem);
};

static const struct keeper keepers[RETURN_TABLES] = {
    [RETURN_HEADER] = {"header",
                       "INSERT INTO header_row (file, line, child, sex, ethnic, upn, mother)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                       keep_header_row},
    [RETURN_EPISODES] = {"episodes",
                         "INSERT INTO episode (file, line, child, decom, dec, rne, ls, cin, place, place_provider, rec,"
                         " reason_place_change, home_hash, home_district, place_hash, place_district, urn)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
                         keep_episode},
    [RETURN_UASC] = {"uasc", "INSERT INTO uasc_row (file, line, child, sex, duc) VALUES (?1, ?2, ?3, ?4, ?5)",
                     keep_uasc_row},
};

static const char insert_birth[] =
    "INSERT INTO child_birth (file, line, child, born, own_child_born) VALUES (?1, ?2, ?3, ?4, ?5)";

static const char insert_quarantined[] =
    "INSERT INTO quarantined (file, line, column_number, field, reason, excerpt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const char *import_form(enum return_table table)
{
    return table > RETURN_UNKNOWN && table < RETURN_TABLES ? keepers[table].form : NULL;
}

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
    store_bind_text(statement, 2, batch->authority);
    store_bind_text(statement, 3, import_form(item->report->table));
    sqlite3_bind_int(statement, 4, item->report->year);
    while ((code = store_next(statement, problem)) == 1)
        item->report->supersedes = import_keep_text(batch, store_text(statement, 0), problem);
    sqlite3_finalize(statement);
    return code;
}

static int keep_file(struct import_batch *batch, struct import_item *item, int64_t *file, struct problem *problem)
{
    const struct casebook_import_file *report = item->report;
    struct text box = {0};
    sqlite3_stmt *statement = NULL;
    int code = seal_extras(batch, &item->file, &box, problem);
    if (code == 0)
        code = store_prepare(batch->casebook->database,
                             "INSERT INTO return_file (brought_by, authority, form, year, annual, last_date, name, hash,"
                             " rows_read, rows_kept, extra_columns, extra_sealed)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                             &statement, problem);
    if (code == 0) {
        sqlite3_bind_int64(statement, 1, batch->report->snapshot);
        store_bind_text(statement, 2, batch->authority);
        store_bind_text(statement, 3, import_form(report->table));
        sqlite3_bind_int(statement, 4, report->year);
        sqlite3_bind_int(statement, 5, report->annual);
        store_bind_day(statement, 6, item->last_date);
        store_bind_text(statement, 7, file_place(report->path));
        store_bind_bytes(statement, 8, item->hash, IDENTITY_HASH_BYTES);
        sqlite3_bind_int64(statement, 9, report->rows_read);
        sqlite3_bind_int64(statement, 10, report->rows);
        store_bind_text(statement, 11, report->extra_columns);
        store_bind_bytes(statement, 12, box.bytes, box.length);
        code = store_do(statement, problem);
        *file = sqlite3_last_insert_rowid(batch->casebook->database);
    }
    sqlite3_finalize(statement);
    text_clear(&box);
    return code;
}

static int keep_rows(struct import_batch *batch, const struct import_item *item, int64_t file, struct problem *problem)
{
    const struct keeper *keeper = &keepers[item->report->table];
    struct keeping keeping = {.batch = batch, .item = item, .file = file};
    int code = store_prepare(batch->casebook->database, keeper->insert, &keeping.row, problem);
    if (code == 0 && item->report->table != RETURN_EPISODES)
        code = store_prepare(batch->casebook->database, insert_birth, &keeping.born, problem);
    for (int64_t i = 0; code == 0 && i < item->file.rows; i++) {
        if (i % PROGRESS_EVERY == 0 && progress_step(batch->progress, "keeping rows", i, item->file.rows))
            code = problem_set(problem, PROBLEM_STOPPED, "stopped; nothing has been imported");
        else
            code = keeper->keep(&keeping, i, problem);
    }
    sqlite3_finalize(keeping.row);
    sqlite3_finalize(keeping.born);
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
    for (int64_t i = 0; code == 0 && i < item->named.count; i++) {
        int32_t number = item->named.child[i];
        if (children->id[number])
            continue;
        store_bind_text(statement, 1, batch->authority);
        store_bind_bytes(statement, 2, children->pseudonym[number], IDENTITY_PSEUDONYM_BYTES);
        code = store_do(statement, problem);
        children->id[number] = sqlite3_last_insert_rowid(batch->casebook->database);
    }
    sqlite3_finalize(statement);
    return code;
}

static int keep_item(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    int64_t file = 0;
    int code = return_unknown_codes(&item->file, item->report->year, &batch->report->arena, &item->report->unknown,
                                    &item->report->unknown_count, problem);
    if (code == 0)
        code = supersede(batch, item, problem);
    if (code == 0)
        code = keep_file(batch, item, &file, problem);
    if (code == 0)
        code = keep_children(batch, item, problem);
    if (code == 0)
        code = keep_rows(batch, item, file, problem);
    if (code < 0)
        return code;
    return import_keep_quarantined(batch, insert_quarantined, item->file.quarantine, item->file.quarantine_count, file,
                                   problem);
}

int import_keep(struct import_batch *batch, struct problem *problem)
{
    struct casebook_import_report *report = batch->report;
    int code = 0;
    for (int64_t i = 0; code == 0 && i < report->files; i++) {
        struct import_item *item = &batch->item[i];
        if (item->report->outcome != CASEBOOK_LOADED || item->twin >= 0)
            continue;
        if (report->snapshot == 0)
            code = keep_snapshot(batch, problem);
        if (code == 0)
            code = item->report->price_list ? import_prices_keep(batch, item, problem) : keep_item(batch, item, problem);
        report->rows_read += item->report->rows_read;
        report->rows += item->report->rows;
        report->quarantined += item->report->quarantined;
    }
    return code;
}
