#include "briefing/tables_data.h"

#include <inttypes.h>

#include "base/file.h"
#include "base/text.h"
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

static void note_unknown_codes(const struct casebook_import_file *file, struct table *out)
{
    for (int32_t i = 0; i < file->unknown_count; i++) {
        const struct return_unknown *unknown = &file->unknown[i];
        table_note(out, "%s: %s “%s” is not a code of its year (%" PRId64 " %s, first on line %" PRId64 ").",
                   file_place(file->path), unknown->field, unknown->value, unknown->count,
                   unknown->count == 1 ? "row" : "rows", unknown->first_line);
    }
    if (file->extra_columns)
        table_note(out, "%s: columns %s: %s.", file_place(file->path),
                   file->price_list ? "that are none of a price list, neither used nor kept" : "kept aside, sealed",
                   file->extra_columns);
    if (file->supersedes)
        table_note(out, "%s supersedes %s, which is kept.", file_place(file->path), file->supersedes);
}

static void add_file(const struct casebook_import_file *file, struct table *out)
{
    bool counted = file->outcome == CASEBOOK_LOADED;
    table_row(out);
    table_text(out, file_place(file->path));
    table_text(out, casebook_import_title(file));
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
    table_text(out, casebook_outcome_word(file->outcome));
}

int table_of_import(const struct casebook_import_report *report, struct table *out, struct problem *problem)
{
    table_begin(out, "import", "What came in", "Files of this import");
    table_column(out, "file", "File", TABLE_TEXT, "");
    table_column(out, "table", "Table", TABLE_TEXT, "");
    table_column(out, "year", "Year", TABLE_TEXT, "");
    table_column(out, "read", "Read", TABLE_COUNT, "rows");
    table_column(out, "loaded", "Loaded", TABLE_COUNT, "rows");
    table_column(out, "quarantined", "Quarantined", TABLE_COUNT, "rows");
    table_column(out, "outcome", "Outcome", TABLE_TEXT, "");
    for (int64_t i = 0; i < report->files; i++)
        add_file(&report->file[i], out);
    table_total_row(out);
    table_text(out, "All files");
    table_blank(out);
    table_blank(out);
    table_number(out, report->rows_read);
    table_number(out, report->rows);
    table_number(out, report->quarantined);
    table_blank(out);
    for (int64_t i = 0; i < report->files; i++)
        note_unknown_codes(&report->file[i], out);
    return table_check(out, problem);
}
