#include "briefing/tables_data.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "casebook/authorities.h"
#include "returns/layout.h"

static void add_year(struct table *out, int32_t year)
{
    struct text words = {0};
    if (year == INT32_MIN) {
        table_blank(out);
        return;
    }
    calendar_append_year(&words, year);
    table_text(out, text_string(&words));
    text_clear(&words);
}

/* How many notes of a kind are shown, of the 24 that a table may have; the rest is one more. */
enum { CODES_SHOWN = 12, FILES_SHOWN = 4 };

static void note_rest(struct table *out, int64_t count, int64_t shown, const char *what)
{
    if (count > shown)
        table_note(out, "… and %" PRId64 " more %s.", count - shown, what);
}

/* One code of one field, in however many files. */
struct code_use {
    const struct return_unknown *code;
    int64_t files, rows; /* in which it is, beside the file asked */
};

static bool same_code(const struct return_unknown *left, const struct return_unknown *right)
{
    return strcmp(left->field, right->field) == 0 && strcmp(left->value, right->value) == 0;
}

/* Counts the use of a code in the files from `first` up to `last`. */
static struct code_use use_of(const struct casebook_import_report *report, const struct return_unknown *code, int64_t first,
                              int64_t last)
{
    struct code_use use = {.code = code};
    for (int64_t i = first; i < last; i++)
        for (int32_t k = 0; k < report->file[i].unknown_count; k++)
            if (same_code(&report->file[i].unknown[k], code)) {
                use.files++;
                use.rows += report->file[i].unknown[k].count;
            }
    return use;
}

static void note_code(const struct casebook_import_file *file, const struct code_use *more, struct table *out)
{
    const struct return_unknown *code = more->code;
    struct text words = {0};
    text_format(&words, "%s: %s “%s” is not a code of its year (%" PRId64 " %s, first on line %" PRId64 ")", file->place,
                code->field, code->value, code->count, code->count == 1 ? "row" : "rows", code->first_line);
    if (more->files)
        text_format(&words, ", nor in %" PRId64 " more %s (%" PRId64 " %s)", more->files,
                    more->files == 1 ? "file" : "files", more->rows, more->rows == 1 ? "row" : "rows");
    table_note(out, "%s.", text_string(&words));
    text_clear(&words);
}

/* Each code once, at the first file that has it. */
static void note_unknown_codes(const struct casebook_import_report *report, struct table *out)
{
    int64_t count = 0;
    for (int64_t i = 0; i < report->files; i++)
        for (int32_t k = 0; k < report->file[i].unknown_count; k++) {
            const struct return_unknown *code = &report->file[i].unknown[k];
            if (count >= CODES_SHOWN) {
                count++;
                continue;
            }
            if (use_of(report, code, 0, i).files)
                continue;
            count++;
            const struct code_use more = use_of(report, code, i + 1, report->files);
            note_code(&report->file[i], &more, out);
        }
    note_rest(out, count, CODES_SHOWN, "that are no codes of their year");
}

static void note_extra_columns(const struct casebook_import_report *report, struct table *out)
{
    int64_t count = 0;
    for (int64_t i = 0; i < report->files; i++) {
        const struct casebook_import_file *file = &report->file[i];
        if (file->extra_columns && count++ < FILES_SHOWN)
            table_note(out, "%s: columns %s: %s.", file->place,
                       file->list ? "that such a list does not have, neither used nor kept" : "kept aside, sealed",
                       file->extra_columns);
    }
    note_rest(out, count, FILES_SHOWN, "files with columns that are kept aside");
}

static void note_superseded(const struct casebook_import_report *report, struct table *out)
{
    int64_t count = 0;
    for (int64_t i = 0; i < report->files; i++)
        if (report->file[i].supersedes && count++ < FILES_SHOWN)
            table_note(out, "%s supersedes %s, which is kept.", report->file[i].place, report->file[i].supersedes);
    note_rest(out, count, FILES_SHOWN, "that supersede older ones, which are kept");
}

static bool any_other(const struct casebook_import_report *report)
{
    for (int64_t i = 0; i < report->files; i++)
        if (report->file[i].other_authority)
            return true;
    return false;
}

/* The name of the authority, or its code where it has none; nothing for the workspace's own. */
static void add_authority(struct table *out, const char *code)
{
    const struct authority *authority = code ? authority_find(code) : NULL;
    if (code)
        table_text(out, authority ? authority->name : code);
    else
        table_blank(out);
}

static bool any_books(const struct casebook_import_report *report)
{
    for (int64_t i = 0; i < report->files; i++)
        if (report->file[i].has_pence)
            return true;
    return false;
}

static void add_pounds(const struct casebook_import_file *file, struct table *out)
{
    if (file->has_pence) {
        table_number(out, file->pence);
        table_number(out, file->pence_set_aside);
    } else {
        table_blank(out);
        table_blank(out);
    }
}

static void add_file(const struct casebook_import_file *file, bool others, bool books, struct table *out)
{
    bool counted = file->outcome == CASEBOOK_LOADED;
    table_row(out);
    table_text(out, file->place);
    table_text(out, casebook_import_title(file));
    if (others)
        add_authority(out, file->other_authority);
    add_year(out, file->year);
    if (counted) {
        table_number(out, file->rows_read);
        table_number(out, file->rows);
        table_number(out, file->quarantined);
    } else {
        table_blank(out);
        table_blank(out);
        table_blank(out);
    }
    if (books)
        add_pounds(file, out);
    table_text(out, casebook_outcome_word(file->outcome));
}

int table_of_import(const struct casebook_import_report *report, struct table *out, struct problem *problem)
{
    const bool others = any_other(report), books = any_books(report);
    table_begin(out, "import", "What came in", "Files of this import");
    table_column(out, "file", "File", TABLE_TEXT, "");
    table_column(out, "table", "Table", TABLE_TEXT, "");
    if (others)
        table_column(out, "authority", "Other authority", TABLE_TEXT, "");
    table_column(out, "year", "Year", TABLE_TEXT, "");
    table_column(out, "read", "Read", TABLE_COUNT, "rows");
    table_column(out, "loaded", "Loaded", TABLE_COUNT, "rows");
    table_column(out, "quarantined", "Quarantined", TABLE_COUNT, "rows");
    if (books) {
        table_column(out, "pounds", "Pounds loaded", TABLE_PENCE, "£");
        table_column(out, "pounds_quarantined", "Pounds quarantined", TABLE_PENCE, "£");
    }
    table_column(out, "outcome", "Outcome", TABLE_TEXT, "");
    for (int64_t i = 0; i < report->files; i++)
        add_file(&report->file[i], others, books, out);
    table_total_row(out);
    table_text(out, "All files");
    table_blank(out);
    table_blank(out);
    if (others)
        table_blank(out);
    table_number(out, report->rows_read);
    table_number(out, report->rows);
    table_number(out, report->quarantined);
    for (int i = 0; i < (books ? 3 : 1); i++)
        table_blank(out);
    if (books)
        table_note(
            out, "Pounds are control totals: weekly prices of a ledger, amounts of payments, approved budgets, yearly costs"
                 " of staff, first years of a budget round.");
    note_unknown_codes(report, out);
    note_extra_columns(report, out);
    note_superseded(report, out);
    return table_check(out, problem);
}
