/*
 * import_books: ledger, payments, explanations, causes, budget, staffing and items of a budget round on their way into the
 * casebook.
 *
 * What a file is, its columns say (returns/sheet.h); what its rows are in force for, schema/7-books.sql says. Payments,
 * explanations and causes that tell no year are of the year of the budget: the newest of this import, else the newest there
 * is.
 */
#include <string.h>
#include <strings.h>

#include "casebook/import_batch.h"
#include "casebook/round_edit.h"

enum { PARTS_MAX = 512 };

/* What rows are in force for. */
struct scope {
    int64_t year, period, item_kind; /* SHEET_BLANK where the kind of file has none */
    const char *version;             /* "" where it has none; borrowed from the sheet */
};

struct keeping_books {
    struct import_batch *batch;
    struct import_item *item;
    const struct sheet *sheet;
    enum casebook_list list;
    int64_t file, year; /* its row; the year of rows that tell none */
    int32_t parts;
    struct scope scope[PARTS_MAX];
    int64_t part[PARTS_MAX];
    sqlite3_stmt *insert;
};

static enum casebook_list list_of(const struct sheet_kind *kind)
{
    for (int list = CASEBOOK_BOOKS; kind && list < CASEBOOK_LISTS; list++)
        if (strcmp(kind->name, casebook_list_sheet((enum casebook_list)list)) == 0)
            return (enum casebook_list)list;
    return CASEBOOK_NO_LIST;
}

/* A file that was meant to be one of the books. */
static int refuse_without(const struct sheet *sheet, struct problem *problem)
{
    problem_set(problem, PROBLEM_INPUT, "its columns are those of the kind %s, but %s is not among them", sheet->meant->name,
                sheet->lacking);
    return problem_next(problem, "homeward template %s shows the columns of that kind of file.", sheet->meant->name);
}

/* Whether the items are pressures, savings or grants, by the file's name: -1 when it does not say. */
static int64_t kind_by_name(const char *path)
{
    static const char *const words[] = {"pressure", "saving", "grant"};
    const char *name = file_name(path);
    for (int64_t kind = 0; kind < 3; kind++)
        for (const char *at = name; *at; at++)
            if (strncasecmp(at, words[kind], strlen(words[kind])) == 0)
                return kind;
    return -1;
}

/* Fills in what a row of items does not say itself. */
static int name_kinds(struct import_item *item, struct problem *problem)
{
    const int64_t kind = kind_by_name(item->report->path);
    int64_t *told = sheet_numbers(&item->sheet, "kind");
    for (int64_t i = 0; i < item->sheet.rows; i++) {
        if (told[i] == SHEET_BLANK && kind < 0) {
            problem_set(problem, PROBLEM_INPUT, "line %lld does not say whether it is a pressure, a saving or a grant",
                        (long long)item->sheet.line[i]);
            return problem_next(problem, "Add a column kind, or give the file a name with the word in it: savings.csv");
        }
        told[i] = told[i] == SHEET_BLANK ? kind : told[i];
    }
    return 0;
}

int import_books_take(struct import_batch *batch, struct import_item *item, const char *bytes, size_t length,
                      struct problem *problem)
{
    int code = sheet_read(bytes, length, file_name(item->report->path), &item->sheet, problem);
    item->report->list = list_of(item->sheet.kind ? item->sheet.kind : item->sheet.meant);
    if (code < 0 || !item->report->list)
        return code;
    if (!item->sheet.kind)
        return refuse_without(&item->sheet, problem);
    if (item->report->list == CASEBOOK_ITEMS)
        code = name_kinds(item, problem);
    if (code < 0)
        return code;
    item->report->has_pence = sheet_total(&item->sheet, item->sheet.kind->control, &item->report->pence);
    item->report->pence_set_aside = item->sheet.set_aside;
    return import_own_list_taken(batch, item, &item->sheet.own, item->sheet.rows, "the file",
                                 "homeward template shows what each kind of file has.", problem);
}

int import_books_in_force(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database,
                             "SELECT kind, rows_read, rows_kept, pence FROM books_file WHERE hash = ?1 AND authority = ?2"
                             " AND NOT EXISTS (SELECT 1 FROM books_part WHERE file = books_file.id AND superseded_by > 0)",
                             &statement, problem);
    if (code == 0) {
        store_bind_bytes(statement, 1, batch->source[item->source].hash, IDENTITY_HASH_BYTES);
        store_bind_text(statement, 2, batch->authority);
        code = store_next(statement, problem);
    }
    if (code == 1) {
        struct casebook_import_file *report = item->report;
        report->outcome = CASEBOOK_SAME;
        report->list = (enum casebook_list)sqlite3_column_int(statement, 0);
        report->rows_read = sqlite3_column_int64(statement, 1);
        report->rows = sqlite3_column_int64(statement, 2);
        report->quarantined = report->rows_read - report->rows;
        report->pence = sqlite3_column_int64(statement, 3);
        report->has_pence = true;
    }
    sqlite3_finalize(statement);
    return code;
}

/* The newest year of the budgets that come with this import; SHEET_BLANK for none. */
static int64_t year_of_batch(const struct import_batch *batch)
{
    int64_t year = SHEET_BLANK;
    for (const struct import_item *item = batch->item; item < batch->item + batch->items; item++)
        for (int64_t i = 0; item->report->list == CASEBOOK_BUDGET && i < item->sheet.rows; i++) {
            const int64_t told = sheet_number(&item->sheet, "year", i);
            year = told > year ? told : year;
        }
    return year;
}

/* Some row tells no year, and has one. */
static bool needs_year(const struct keeping_books *keeping)
{
    if (keeping->list != CASEBOOK_ACTUALS && keeping->list != CASEBOOK_EXPLAINED && keeping->list != CASEBOOK_CAUSES)
        return false;
    for (int64_t i = 0; i < keeping->sheet->rows; i++)
        if (sheet_number(keeping->sheet, "year", i) == SHEET_BLANK)
            return true;
    return false;
}

static int find_year(struct keeping_books *keeping, struct problem *problem)
{
    keeping->year = SHEET_BLANK;
    if (!needs_year(keeping))
        return 0;
    keeping->year = year_of_batch(keeping->batch);
    if (keeping->year != SHEET_BLANK)
        return 0;
    sqlite3_stmt *statement;
    int code = store_prepare(keeping->batch->casebook->database,
                             "SELECT max(year) FROM books_part WHERE authority = ?1 AND kind = ?2 AND superseded_by IS NULL"
                             " HAVING max(year) NOT NULL",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, keeping->batch->authority);
        sqlite3_bind_int(statement, 2, CASEBOOK_BUDGET);
        code = store_next(statement, problem);
    }
    keeping->year = code == 1 ? sqlite3_column_int64(statement, 0) : SHEET_BLANK;
    sqlite3_finalize(statement);
    if (code != 0)
        return code < 0 ? code : 0;
    problem_set(problem, PROBLEM_INPUT, "%.200s tells no financial year, and there is no budget to take it from",
                keeping->item->report->place);
    return problem_next(problem, "Import the year's budget with it, or add a column year: 2025-26.");
}

static void find_scope(const struct keeping_books *keeping, int64_t row, struct scope *out)
{
    const struct sheet *sheet = keeping->sheet;
    *out = (struct scope){SHEET_BLANK, SHEET_BLANK, SHEET_BLANK, ""};
    if (keeping->list == CASEBOOK_ITEMS) {
        out->item_kind = sheet_number(sheet, "kind", row);
        out->version = sheet_text(sheet, "version", row);
        return;
    }
    if (keeping->list == CASEBOOK_LEDGER || keeping->list == CASEBOOK_STAFFING)
        return;
    out->year = sheet_number(sheet, "year", row);
    if (out->year == SHEET_BLANK)
        out->year = keeping->year;
    if (keeping->list != CASEBOOK_BUDGET && keeping->list != CASEBOOK_CAUSES)
        out->period = sheet_number(sheet, "period", row);
}

static void bind_or_null(sqlite3_stmt *statement, int place, int64_t value)
{
    if (value == SHEET_BLANK)
        sqlite3_bind_null(statement, place);
    else
        sqlite3_bind_int64(statement, place, value);
}

static void bind_scope(const struct keeping_books *keeping, const struct scope *scope, sqlite3_stmt *statement)
{
    sqlite3_bind_int64(statement, 1, keeping->batch->report->snapshot);
    store_bind_text(statement, 2, keeping->batch->authority);
    sqlite3_bind_int(statement, 3, (int)keeping->list);
    bind_or_null(statement, 4, scope->year);
    bind_or_null(statement, 5, scope->period);
    bind_or_null(statement, 6, scope->item_kind);
    store_bind_text(statement, 7, scope->version);
}

/* The parts of earlier imports that the new one takes the place of; what was added by command stays beside it. */
static int supersede(struct keeping_books *keeping, const struct scope *scope, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code =
        store_prepare(keeping->batch->casebook->database,
                      "UPDATE books_part SET superseded_by = ?1 WHERE authority = ?2 AND kind = ?3 AND year IS ?4"
                      " AND period IS ?5 AND item_kind IS ?6 AND version IS ?7 AND superseded_by IS NULL AND brought_by < ?1"
                      " AND NOT EXISTS (SELECT 1 FROM books_file WHERE id = file AND name = '" CASEBOOK_ADDED_BY_COMMAND "')"
                      " RETURNING (SELECT name FROM books_file WHERE id = file)",
                      &statement, problem);
    if (code < 0)
        return code;
    bind_scope(keeping, scope, statement);
    while ((code = store_next(statement, problem)) == 1)
        keeping->item->report->supersedes = import_keep_text(keeping->batch, store_text(statement, 0), problem);
    sqlite3_finalize(statement);
    return code;
}

/* Two files of one import that speak of the same: which of them is right, only the person knows. */
static int refuse_pair(const struct keeping_books *keeping, const struct scope *scope, struct problem *problem)
{
    struct text what = {0};
    sqlite3_stmt *statement;
    int code = store_prepare(keeping->batch->casebook->database,
                             "SELECT name FROM books_part JOIN books_file ON books_file.id = file"
                             " WHERE books_part.brought_by = ?1 AND books_part.authority = ?2 AND books_part.kind = ?3"
                             " AND year IS ?4 AND period IS ?5 AND item_kind IS ?6 AND version IS ?7",
                             &statement, problem);
    if (code < 0)
        return code;
    bind_scope(keeping, scope, statement);
    code = store_next(statement, problem);
    if (code == 1) {
        if (scope->period != SHEET_BLANK)
            text_format(&what, "period P%d of ", (int)scope->period);
        if (scope->year != SHEET_BLANK)
            calendar_append_year(&what, (int32_t)scope->year);
        text_format(&what, "%s%s", *scope->version ? "version " : "", scope->version);
        problem_set(problem, PROBLEM_INPUT, "nothing has been imported: %.70s and %.70s both have %s (%s)",
                    store_text(statement, 0), keeping->item->report->place, casebook_list_title(keeping->list),
                    text_string(&what));
        code = problem_next(problem, "Leave one of the two out, or put their rows into one file, and import again.");
    }
    sqlite3_finalize(statement);
    text_clear(&what);
    return code;
}

/* A version that is finished stays as it is. */
static int refuse_frozen(const struct keeping_books *keeping, const struct scope *scope, struct problem *problem)
{
    const int frozen = *scope->version ? casebook_version_frozen(keeping->batch->casebook, scope->version, problem) : 0;
    if (frozen <= 0)
        return frozen;
    problem_set(problem, PROBLEM_INPUT, "nothing has been imported: version “%.60s” is frozen and takes no more items",
                scope->version);
    problem_next(problem, "Give the change a version of its own in the file, and import again.");
    return problem_at(problem, keeping->item->report->path, 0, 0, NULL);
}

static int add_part(struct keeping_books *keeping, const struct scope *scope, struct problem *problem)
{
    sqlite3_stmt *statement;
    if (keeping->parts == PARTS_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "%.200s has more than %d years, periods or versions",
                           keeping->item->report->place, PARTS_MAX);
    int code = refuse_frozen(keeping, scope, problem);
    if (code == 0)
        code = refuse_pair(keeping, scope, problem);
    if (code == 0)
        code = supersede(keeping, scope, problem);
    if (code == 0)
        code = store_prepare(keeping->batch->casebook->database,
                             "INSERT INTO books_part (brought_by, authority, kind, year, period, item_kind, version, file)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                             &statement, problem);
    if (code < 0)
        return code;
    bind_scope(keeping, scope, statement);
    sqlite3_bind_int64(statement, 8, keeping->file);
    code = store_do(statement, problem);
    sqlite3_finalize(statement);
    keeping->scope[keeping->parts] = *scope;
    keeping->part[keeping->parts++] = sqlite3_last_insert_rowid(keeping->batch->casebook->database);
    return code;
}

/* The part of a row, which is made when it is the first of its scope; 0 after a failure. */
static int64_t part_of(struct keeping_books *keeping, int64_t row, struct problem *problem)
{
    struct scope scope;
    find_scope(keeping, row, &scope);
    for (int32_t i = 0; i < keeping->parts; i++)
        if (keeping->scope[i].year == scope.year && keeping->scope[i].period == scope.period &&
            keeping->scope[i].item_kind == scope.item_kind && strcmp(keeping->scope[i].version, scope.version) == 0)
            return keeping->part[i];
    return add_part(keeping, &scope, problem) < 0 ? 0 : keeping->part[keeping->parts - 1];
}

static int keep_file(struct keeping_books *keeping, struct problem *problem)
{
    const struct casebook_import_file *report = keeping->item->report;
    sqlite3_stmt *statement;
    int code = store_prepare(keeping->batch->casebook->database,
                             "INSERT INTO books_file (brought_by, authority, kind, name, hash, rows_read, rows_kept, pence,"
                             " extra_columns) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                             &statement, problem);
    if (code < 0)
        return code;
    sqlite3_bind_int64(statement, 1, keeping->batch->report->snapshot);
    store_bind_text(statement, 2, keeping->batch->authority);
    sqlite3_bind_int(statement, 3, (int)keeping->list);
    store_bind_text(statement, 4, report->place);
    store_bind_bytes(statement, 5, keeping->batch->source[keeping->item->source].hash, IDENTITY_HASH_BYTES);
    sqlite3_bind_int64(statement, 6, report->rows_read);
    sqlite3_bind_int64(statement, 7, report->rows);
    sqlite3_bind_int64(statement, 8, report->pence);
    store_bind_text(statement, 9, report->extra_columns);
    code = store_do(statement, problem);
    keeping->file = sqlite3_last_insert_rowid(keeping->batch->casebook->database);
    sqlite3_finalize(statement);
    return code;
}

/* "INSERT INTO books_actuals (part, line, "cost_centre", …) VALUES (?, ?, ?, …)": the columns are the sheet's. */
static int prepare_insert(struct keeping_books *keeping, struct problem *problem)
{
    const struct sheet_kind *kind = keeping->sheet->kind;
    struct text sql = {0};
    text_format(&sql, "INSERT INTO %s (part, line", casebook_list_table(keeping->list));
    for (int32_t c = 0; c < kind->columns; c++) {
        const bool is_line = strcmp(kind->column[c].name, "line") == 0;
        text_format(&sql, ", \"%s\"", is_line ? "budget_line" : kind->column[c].name);
    }
    text_append(&sql, ") VALUES (?, ?");
    for (int32_t c = 0; c < kind->columns; c++)
        text_append(&sql, ", ?");
    text_append(&sql, ")");
    int code = text_check(&sql, problem);
    if (code == 0)
        code = store_prepare(keeping->batch->casebook->database, text_string(&sql), &keeping->insert, problem);
    text_clear(&sql);
    return code;
}

static int keep_row(struct keeping_books *keeping, int64_t row, struct problem *problem)
{
    const struct sheet *sheet = keeping->sheet;
    uint8_t pseudonym[IDENTITY_PSEUDONYM_BYTES];
    const int64_t part = part_of(keeping, row, problem);
    if (part == 0)
        return problem->code;
    sqlite3_bind_int64(keeping->insert, 1, part);
    sqlite3_bind_int64(keeping->insert, 2, sheet->line[row]);
    for (int32_t c = 0; c < sheet->kind->columns; c++) {
        const char *name = sheet->kind->column[c].name;
        const int place = c + 3;
        if (strcmp(name, "child") == 0) {
            identity_pseudonym(&keeping->batch->casebook->identity, keeping->batch->authority,
                               (struct return_text){sheet->text[c][row], (uint32_t)strlen(sheet->text[c][row])}, pseudonym);
            store_bind_bytes(keeping->insert, place, pseudonym, sizeof pseudonym);
        } else if (sheet->kind->column[c].type == SHEET_TEXT) {
            store_bind_text(keeping->insert, place, sheet->text[c][row]);
        } else {
            bind_or_null(keeping->insert, place, sheet->number[c][row]);
        }
    }
    return store_do(keeping->insert, problem);
}

/* A line of a budget round stands once in a version: twice, in the file or beside what was added, it would be counted twice.
 */
static int refuse_twins(const struct keeping_books *keeping, struct problem *problem)
{
    sqlite3_stmt *statement;
    if (keeping->list != CASEBOOK_ITEMS)
        return 0;
    int code = store_prepare(keeping->batch->casebook->database,
                             "SELECT budget_line, books_items.version, COUNT(DISTINCT part) FROM books_items JOIN books_part"
                             " ON books_part.id = part WHERE authority = ?1 AND superseded_by IS NULL"
                             " GROUP BY books_items.kind, books_items.version, budget_line HAVING COUNT(*) > 1 LIMIT 1",
                             &statement, problem);
    if (code < 0)
        return code;
    store_bind_text(statement, 1, keeping->batch->authority);
    code = store_next(statement, problem);
    if (code == 1) {
        const bool added = sqlite3_column_int(statement, 2) > 1;
        problem_set(problem, PROBLEM_INPUT, "nothing has been imported: “%.60s” stands %s in version “%.60s”",
                    store_text(statement, 0), added ? "already, added by command," : "twice", store_text(statement, 1));
        problem_next(problem, added ? "Leave it out of the file, or give the file's items a version of their own."
                                    : "Give each line once in a version; a change belongs to a version of its own.");
        code = problem_at(problem, keeping->item->report->path, 0, 0, NULL);
    }
    sqlite3_finalize(statement);
    return code;
}

int import_books_keep(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    static const char quarantined[] = "INSERT INTO books_quarantined (file, line, column_number, field, reason, excerpt)"
                                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    const struct own_file *own = &item->sheet.own;
    struct keeping_books keeping = {.batch = batch, .item = item, .sheet = &item->sheet, .list = item->report->list};
    int code = find_year(&keeping, problem);
    if (code == 0)
        code = keep_file(&keeping, problem);
    if (code == 0)
        code = prepare_insert(&keeping, problem);
    for (int64_t i = 0; code == 0 && i < item->sheet.rows; i++)
        code = keep_row(&keeping, i, problem);
    sqlite3_finalize(keeping.insert);
    if (code == 0)
        code = refuse_twins(&keeping, problem);
    return code < 0
               ? code
               : import_keep_quarantined(batch, quarantined, own->quarantine, own->quarantine_count, keeping.file, problem);
}
