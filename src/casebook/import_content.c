/*
 * import_content: whether two parts say the same, whatever form they came in.
 *
 * A row is written down as its child's pseudonym and its cells in the order of the layout (dates and codes as numbers, text
 * with its length), then the cells of columns that no layout knows; a row that could not be read as its reason and its
 * masked excerpt. The keyed hashes of all rows are added up, so that no order of rows, columns or files is in the sum
 * (MSet-Add-Hash of Clarke, Devadas, van Dijk, Gassend and Suh, "Incremental Multiset Hash Functions", 2003).
 */
#include <sodium.h>
#include <string.h>

#include "casebook/import_batch.h"

static void add_number(struct text *out, uint64_t value, int bytes)
{
    char little[8];
    for (int i = 0; i < bytes; i++)
        little[i] = (char)(value >> (8 * i) & 0xFF);
    text_append_bytes(out, little, (size_t)bytes);
}

static void add_text(struct text *out, const char *bytes, size_t length)
{
    add_number(out, length, 4);
    text_append_bytes(out, bytes, length);
}

static void write_row(const struct return_file *file, const struct return_layout *layout, int64_t row, struct text *out)
{
    for (int32_t k = 1; k < layout->columns; k++) /* 0 is CHILD */
        switch (layout->column[k].kind) {
        case RETURN_DATE:
            add_number(out, (uint32_t)return_day(file, k, row), 4);
            break;
        case RETURN_CODE:
            add_number(out, return_code(file, k, row), 8);
            break;
        case RETURN_NAME:
        case RETURN_PARTIAL_DATE: {
            struct return_text cell = return_cell(file, k, row);
            add_text(out, cell.bytes, cell.length);
        }
        }
    for (int32_t k = 0; k < file->extra_count; k++) {
        const struct return_text *cell = file->extra + row * file->extra_count + k;
        add_text(out, file->extra_name[k], strlen(file->extra_name[k]));
        add_text(out, cell->bytes, cell->length);
    }
}

static void write_quarantined(const struct return_quarantined *row, struct text *out)
{
    text_append(out, "quarantined");
    add_text(out, row->field, strlen(row->field));
    add_text(out, row->reason, strlen(row->reason));
    add_text(out, row->excerpt, strlen(row->excerpt));
}

/* Sums of the two halves of the rows' hashes. */
struct sum {
    uint64_t low, high;
};

static void add_row(const struct text *row, const uint8_t *key, struct sum *sum)
{
    uint64_t hash[crypto_shorthash_siphashx24_BYTES / sizeof(uint64_t)];
    crypto_shorthash_siphashx24((unsigned char *)hash, (const unsigned char *)text_string(row), row->length, key);
    sum->low += hash[0];
    sum->high += hash[1];
}

int import_content(const struct import_batch *batch, const struct return_file *file, const int32_t *child,
                   uint8_t out[IDENTITY_HASH_BYTES], struct problem *problem)
{
    const uint8_t *key = batch->casebook->identity.content_key;
    const struct return_layout *layout = return_layout(file->table);
    struct sum sum = {0};
    struct text row = {0};
    for (int64_t i = 0; i < file->rows; i++) {
        text_reset(&row);
        text_append_bytes(&row, (const char *)batch->children.pseudonym[child[i]], IDENTITY_PSEUDONYM_BYTES);
        write_row(file, layout, i, &row);
        add_row(&row, key, &sum);
    }
    for (int64_t i = 0; i < file->quarantine_count; i++) {
        text_reset(&row);
        write_quarantined(&file->quarantine[i], &row);
        add_row(&row, key, &sum);
    }
    text_reset(&row);
    add_number(&row, (uint64_t)file->rows_read, 8);
    add_number(&row, sum.low, 8);
    add_number(&row, sum.high, 8);
    int code = text_check(&row, problem);
    if (code == 0)
        crypto_generichash(out, IDENTITY_HASH_BYTES, (const unsigned char *)text_string(&row), row.length, key,
                           IDENTITY_KEY_BYTES);
    text_clear(&row);
    return code;
}

int import_content_in_force(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database,
                             "SELECT 1 FROM return_file WHERE authority = ?1 AND form = ?2 AND year = ?3 AND content = ?4"
                             " AND superseded_by IS NULL",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, item->authority);
        store_bind_text(statement, 2, import_table(item->report->table)->form);
        sqlite3_bind_int(statement, 3, item->report->year);
        store_bind_bytes(statement, 4, item->content, IDENTITY_HASH_BYTES);
        code = store_next(statement, problem);
    }
    if (code == 1)
        item->report->outcome = CASEBOOK_SAME_ROWS;
    sqlite3_finalize(statement);
    return code;
}
