/*
 * import_rows: the rows of a part as rows of the casebook, by the table's description.
 *
 * A statement takes eight rows at once, for beginning and ending one costs as much as a row does; the last few go one by
 * one.
 */
#include <string.h>

#include "base/array.h"
#include "casebook/import_batch.h"

enum { AT_ONCE = 8, PROGRESS_EVERY = 4096, URN_MAX = 8, PLACE_VALUES = 3 };

struct keeping;

/* An insert on its way: rows wait until there are enough of them. */
struct insert {
    sqlite3_stmt *many, *one; /* for AT_ONCE rows, and for one; owned */
    int values;               /* of a row */
    int waiting;              /* how many rows wait */
    int64_t row[AT_ONCE];     /* which */
    /* Binds the values of a row that follow file, line and child, from `place` on. `at`: which of the rows it is. */
    int (*bind)(struct keeping *keeping, sqlite3_stmt *statement, int place, int at, int64_t row, struct problem *problem);
};

/* The postcode of a column in the row before. */
struct last_postcode {
    struct return_text cell; /* as it is written; of no length before the first */
    int64_t number;          /* in the list of postcodes */
};

struct keeping {
    struct import_batch *batch;
    const struct import_table *table;
    const struct return_file *part;
    const int32_t *child; /* [part->rows] who each names */
    int64_t file;         /* its row in the casebook */
    struct insert rows, births;
    char code[AT_ONCE][IMPORT_COLUMNS_MAX][CODE_TEXT_SIZE]; /* text of codes, until the rows are in */
    struct last_postcode last[IMPORT_COLUMNS_MAX];
};

/*
 * What is kept of the postcode; each is hashed once, for children stay and places fill again. `last` is the cell of the row
 * before, mostly the same, and where it is. NULL when memory is out.
 */
static const struct identity_postcode *postcode_of(struct import_batch *batch, struct return_text cell,
                                                   struct last_postcode *last, struct problem *problem)
{
    struct import_postcodes *all = &batch->postcodes;
    int64_t slot;
    if (last->cell.length == cell.length && memcmp(last->cell.bytes, cell.bytes, cell.length) == 0)
        return &all->postcode[last->number];
    if (import_known_slot(&all->known, cell.bytes, cell.length, &slot, problem) < 0)
        return NULL;
    if (all->known.value[slot] == 0) {
        if (array_reserve(&all->postcode, &all->capacity, all->count + 1, sizeof *all->postcode, problem) < 0)
            return NULL;
        all->postcode[all->count] = identity_postcode(&batch->casebook->identity, cell);
        import_known_put(&all->known, slot, (int32_t)all->count++);
    }
    *last = (struct last_postcode){cell, all->known.value[slot] - 1};
    return &all->postcode[last->number];
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

static int bind_postcode(struct import_batch *batch, sqlite3_stmt *statement, int place, struct return_text cell,
                         struct last_postcode *last, struct problem *problem)
{
    if (cell.length == 0) {
        bind_cell(statement, place, cell);
        bind_cell(statement, place + 1, cell);
        return 0;
    }
    const struct identity_postcode *postcode = postcode_of(batch, cell, last, problem);
    if (!postcode)
        return PROBLEM_MEMORY;
    bind_hash(statement, place, postcode->hash); /* the list of postcodes may move before the row is in */
    sqlite3_bind_text(statement, place + 1, postcode->district[0] ? postcode->district : NULL, -1, SQLITE_TRANSIENT);
    return 0;
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

/* Binds what is kept of a UPN or a social worker's number, at `place` and the next. */
static void bind_number(const struct import_batch *batch, enum import_kept kept, sqlite3_stmt *statement, int place,
                        struct return_text cell)
{
    struct identity_upn upn = {"", 0};
    struct identity_worker worker = {"", 0};
    if (kept == IMPORT_UPN)
        upn = identity_upn(&batch->casebook->identity, cell);
    else
        worker = identity_worker(&batch->casebook->identity, cell);
    store_bind_text(statement, place, kept == IMPORT_UPN ? upn.kind : worker.form);
    bind_hash(statement, place + 1, kept == IMPORT_UPN ? upn.hash : worker.hash);
}

static int bind_row(struct keeping *keeping, sqlite3_stmt *statement, int place, int at, int64_t row,
                    struct problem *problem)
{
    const struct return_file *part = keeping->part;
    int code = 0;
    for (int8_t k = 0; code == 0 && k < keeping->table->columns; k++) {
        const struct import_column *column = &keeping->table->column[k];
        struct return_text cell = return_cell(part, column->position, row);
        switch (column->kept) {
        case IMPORT_DAY:
            store_bind_day(statement, place, return_day(part, column->position, row));
            break;
        case IMPORT_CODE:
            store_bind_text(statement, place, code_text(return_code(part, column->position, row), keeping->code[at][k]));
            break;
        case IMPORT_PARTIAL:
            bind_cell(statement, place, cell);
            break;
        case IMPORT_URN:
            bind_cell(statement, place, urn_of(cell));
            break;
        case IMPORT_POSTCODE:
            code = bind_postcode(keeping->batch, statement, place, cell, &keeping->last[k], problem);
            break;
        case IMPORT_UPN:
        case IMPORT_WORKER:
            bind_number(keeping->batch, column->kept, statement, place, cell);
        }
        place += column->second ? 2 : 1;
    }
    return code;
}

static int bind_birth(struct keeping *keeping, sqlite3_stmt *statement, int place, int at, int64_t row,
                      struct problem *problem)
{
    (void)at;
    (void)problem;
    store_bind_day(statement, place, return_day(keeping->part, keeping->table->born, row));
    store_bind_day(statement, place + 1, return_day(keeping->part, keeping->table->own_child_born, row));
    return 0;
}

/* Binds one of the rows of a statement: file, line and child, then what the insert says. */
static int bind(struct keeping *keeping, const struct insert *insert, sqlite3_stmt *statement, int at, int64_t row,
                struct problem *problem)
{
    int place = at * insert->values + 1;
    sqlite3_bind_int64(statement, place, keeping->file);
    sqlite3_bind_int64(statement, place + 1, keeping->part->line[row]);
    sqlite3_bind_int64(statement, place + 2, keeping->batch->children.id[keeping->child[row]]);
    return insert->bind(keeping, statement, place + PLACE_VALUES, at, row, problem);
}

/* Puts in all rows that wait. */
static int flush(struct keeping *keeping, struct insert *insert, struct problem *problem)
{
    const bool together = insert->waiting == AT_ONCE;
    int code = 0;
    for (int i = 0; code == 0 && i < insert->waiting; i++) {
        code = bind(keeping, insert, together ? insert->many : insert->one, together ? i : 0, insert->row[i], problem);
        if (code == 0 && !together)
            code = store_do(insert->one, problem);
    }
    if (code == 0 && together)
        code = store_do(insert->many, problem);
    insert->waiting = 0;
    return code;
}

static int put(struct keeping *keeping, struct insert *insert, int64_t row, struct problem *problem)
{
    insert->row[insert->waiting++] = row;
    return insert->waiting == AT_ONCE ? flush(keeping, insert, problem) : 0;
}

/* "INSERT INTO review (file, line, child, review, review_code) VALUES (?, ?, ?, ?, ?), (?, …" */
static int prepare(struct keeping *keeping, const char *head, int values, int rows, sqlite3_stmt **out,
                   struct problem *problem)
{
    struct text sql = {0};
    text_append(&sql, head);
    for (int row = 0; row < rows; row++) {
        text_append(&sql, row ? "), (?" : " VALUES (?");
        for (int value = 1; value < values; value++)
            text_append(&sql, ", ?");
    }
    text_append(&sql, ")");
    int code = text_check(&sql, problem);
    if (code == 0)
        code = store_prepare(keeping->batch->casebook->database, text_string(&sql), out, problem);
    text_clear(&sql);
    return code;
}

static int open_insert(struct keeping *keeping, const char *head, int values, struct insert *insert, struct problem *problem)
{
    insert->values = values;
    int code = prepare(keeping, head, values, AT_ONCE, &insert->many, problem);
    return code < 0 ? code : prepare(keeping, head, values, 1, &insert->one, problem);
}

static int open_inserts(struct keeping *keeping, struct problem *problem)
{
    const struct import_table *table = keeping->table;
    struct text head = {0};
    int values = PLACE_VALUES;
    for (int8_t k = 0; k < table->columns; k++)
        values += table->column[k].second ? 2 : 1;
    text_format(&head, "INSERT INTO %s (file, line, child", table->rows);
    import_table_append_columns(table, &head);
    text_append(&head, ")");
    int code = text_check(&head, problem);
    if (code == 0)
        code = open_insert(keeping, text_string(&head), values, &keeping->rows, problem);
    if (code == 0)
        code = open_insert(keeping, "INSERT INTO child_birth (file, line, child, born, own_child_born)", PLACE_VALUES + 2,
                           &keeping->births, problem);
    text_clear(&head);
    return code;
}

static void close_insert(struct insert *insert)
{
    sqlite3_finalize(insert->many);
    sqlite3_finalize(insert->one);
}

/* A row, and the dates of birth in it if there are any. */
static int keep_row(struct keeping *keeping, int64_t row, struct problem *problem)
{
    bool born = return_day(keeping->part, keeping->table->born, row) != DAY_NONE ||
                return_day(keeping->part, keeping->table->own_child_born, row) != DAY_NONE;
    int code = put(keeping, &keeping->rows, row, problem);
    return code == 0 && born ? put(keeping, &keeping->births, row, problem) : code;
}

int import_keep_rows(struct import_batch *batch, const struct return_file *part, const int32_t *child, int64_t file,
                     struct problem *problem)
{
    struct keeping keeping = {
        .batch = batch, .table = import_table(part->table), .part = part, .child = child, .file = file};
    keeping.rows.bind = bind_row;
    keeping.births.bind = bind_birth;
    int code = open_inserts(&keeping, problem);
    for (int64_t i = 0; code == 0 && i < part->rows; i++) {
        if (i % PROGRESS_EVERY == 0 && progress_step(batch->progress, "keeping rows", i, part->rows))
            code = problem_set(problem, PROBLEM_STOPPED, "stopped; nothing has been imported");
        else
            code = keep_row(&keeping, i, problem);
    }
    if (code == 0)
        code = flush(&keeping, &keeping.rows, problem);
    if (code == 0)
        code = flush(&keeping, &keeping.births, problem);
    close_insert(&keeping.rows);
    close_insert(&keeping.births);
    return code;
}
