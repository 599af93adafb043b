#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/import_batch.h"

enum { FILE_LIMIT = 64 * 1024 * 1024, HEADING_LIMIT = 4096, HEADINGS_MAX = 64 };

/* The file is of no use as it is; why, and what to do, in one text. Memory is the only thing that ends the import here. */
static int say(struct import_batch *batch, struct import_item *item, enum casebook_outcome outcome,
               const struct problem *why, struct problem *problem)
{
    struct text text = {0};
    text_append(&text, why->text);
    if (why->next[0])
        text_format(&text, ". %s", why->next);
    item->report->outcome = outcome;
    item->report->message = import_keep_text(batch, text_string(&text), problem);
    text_clear(&text);
    return item->report->message ? 0 : PROBLEM_MEMORY;
}

/* The headings of a file that cannot be read further, so far as its first line gives them: enough to know what was meant. */
static enum return_table table_meant(const struct file_bytes *bytes)
{
    char line[HEADING_LIMIT + 1];
    const char *heading[HEADINGS_MAX];
    size_t start = bytes->length >= 3 && memcmp(bytes->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t length = strcspn(bytes->bytes + start, "\r\n");
    if (length > HEADING_LIMIT)
        return RETURN_UNKNOWN;
    int32_t count = 0;
    heading[count++] = line;
    for (size_t i = 0, out = 0; i <= length; i++) {
        char byte = i < length ? bytes->bytes[start + i] : '\0';
        if (byte == '"')
            continue;
        line[out++] = byte == ',' ? '\0' : byte;
        if (byte == ',' && count < HEADINGS_MAX)
            heading[count++] = line + out;
    }
    return return_recognise(heading, count);
}

/* Whether the same bytes came earlier in this import. */
static int64_t twin_of(const struct import_batch *batch, int64_t number)
{
    for (int64_t i = 0; i < number; i++)
        if (batch->item[i].hashed && memcmp(batch->item[i].hash, batch->item[number].hash, IDENTITY_HASH_BYTES) == 0)
            return batch->item[i].twin >= 0 ? batch->item[i].twin : i;
    return -1;
}

static enum return_table table_of_form(const char *form)
{
    for (int table = 0; table < RETURN_TABLES; table++) {
        const char *name = import_form((enum return_table)table);
        if (name && strcmp(name, form) == 0)
            return (enum return_table)table;
    }
    return RETURN_UNKNOWN;
}

/* Whether the same bytes are in force already; says so in the report. 1, 0 or a code. */
static int in_force(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    struct casebook_import_file *report = item->report;
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database,
                             "SELECT form, year, annual, rows_read, rows_kept, last_date FROM return_file"
                             " WHERE hash = ?1 AND authority = ?2 AND superseded_by IS NULL",
                             &statement, problem);
    if (code == 0) {
        store_bind_bytes(statement, 1, item->hash, IDENTITY_HASH_BYTES);
        store_bind_text(statement, 2, batch->authority);
        code = store_next(statement, problem);
    }
    if (code == 1) {
        report->outcome = CASEBOOK_SAME;
        report->table = table_of_form(store_text(statement, 0));
        report->year = sqlite3_column_int(statement, 1);
        report->annual = sqlite3_column_int(statement, 2) != 0;
        report->rows_read = sqlite3_column_int64(statement, 3);
        report->rows = sqlite3_column_int64(statement, 4);
        report->quarantined = report->rows_read - report->rows;
        item->last_date = store_day(statement, 5);
    }
    sqlite3_finalize(statement);
    return code;
}

/* Who each row names. CHILD is the first column of every table. */
static int name_children(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    const struct return_file *file = &item->file;
    item->child = array_new(file->rows, sizeof *item->child, problem);
    if (!item->child)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; i < file->rows; i++) {
        uint8_t pseudonym[IDENTITY_PSEUDONYM_BYTES];
        identity_pseudonym(&batch->casebook->identity, batch->authority, return_cell(file, EPISODES_CHILD, i), pseudonym);
        int64_t number = import_children_number(&batch->children, pseudonym, problem);
        if (number < 0)
            return (int)number;
        item->child[i] = (int32_t)number;
    }
    return 0;
}

static int name_extras(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    struct text names = {0};
    for (int32_t i = 0; i < item->file.extra_count; i++)
        text_format(&names, "%s%s", i ? ", " : "", item->file.extra_name[i]);
    if (item->file.extra_count) {
        item->report->extra_columns = import_keep_text(batch, text_string(&names), problem);
        if (!item->report->extra_columns)
            return text_clear(&names), PROBLEM_MEMORY;
    }
    text_clear(&names);
    return 0;
}

static int take_rows(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    struct casebook_import_file *report = item->report;
    const struct return_layout *layout = return_layout(item->file.table);
    report->table = item->file.table;
    if (!layout)
        report->outcome = CASEBOOK_NOT_A_RETURN;
    else if (!layout->loaded)
        report->outcome = CASEBOOK_NOT_YET;
    if (!layout || !layout->loaded)
        return 0;
    report->outcome = CASEBOOK_LOADED;
    report->rows_read = item->file.rows_read;
    report->rows = item->file.rows;
    report->quarantined = item->file.quarantine_count;
    int code = name_extras(batch, item, problem);
    return code < 0 ? code : name_children(batch, item, problem);
}

static int read_table(struct import_batch *batch, struct import_item *item, const struct file_bytes *bytes,
                      struct problem *problem)
{
    struct problem why = {0};
    int code = return_read_csv(bytes->bytes, bytes->length, file_name(item->report->path), &item->file, &why);
    if (code == 0 && item->file.table == RETURN_UNKNOWN)
        code = import_prices_take(batch, item, bytes, &why);
    if (code >= 0)
        return code > 0 ? 0 : take_rows(batch, item, problem);
    if (code == PROBLEM_MEMORY) {
        if (problem)
            *problem = why;
        return code;
    }
    item->report->table = table_meant(bytes);
    bool known = item->report->table != RETURN_UNKNOWN || item->report->price_list;
    return say(batch, item, known ? CASEBOOK_UNREADABLE : CASEBOOK_NOT_A_RETURN, &why, problem);
}

static int read_item(struct import_batch *batch, int64_t number, struct problem *problem)
{
    struct import_item *item = &batch->item[number];
    struct file_bytes bytes = {0};
    struct problem why = {0};
    int code = file_read(item->report->path, FILE_LIMIT, &bytes, &why);
    if (code == PROBLEM_MEMORY)
        return problem_set(problem, code, "%s", why.text);
    if (code < 0)
        return say(batch, item, CASEBOOK_UNREADABLE, &why, problem);
    identity_file_hash(&batch->casebook->identity, bytes.bytes, bytes.length, item->hash);
    casebook_hash(bytes.bytes, bytes.length, item->order);
    item->twin = twin_of(batch, number);
    item->hashed = true;
    code = item->twin >= 0 ? 1 : in_force(batch, item, problem);
    if (code == 0)
        code = import_prices_in_force(batch, item, problem);
    if (code == 0)
        code = read_table(batch, item, &bytes, problem);
    file_bytes_clear(&bytes);
    return code < 0 ? code : 0;
}

int import_read(struct import_batch *batch, struct problem *problem)
{
    int64_t files = batch->report->files;
    for (int64_t i = 0; i < files; i++) {
        if (progress_step(batch->progress, "reading files", i, files))
            return problem_set(problem, PROBLEM_STOPPED, "stopped; nothing has been imported");
        int code = read_item(batch, i, problem);
        if (code < 0)
            return code;
    }
    return 0;
}
