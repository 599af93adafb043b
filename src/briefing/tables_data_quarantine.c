#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "briefing/data_cells.h"
#include "briefing/tables_data_snapshots.h"
#include "casebook/import.h"

enum { NOTES_OF_REASONS = 20, REASON_BYTES = 160 };

/* Rows that could not be read for one reason. */
struct reason {
    char words[REASON_BYTES], field[32]; /* the reason down to what it quotes or lists; the column */
    char *file;                          /* owned; NULL where files are not told apart */
    int32_t year;
    int64_t superseded_by, rows, first_line;
};

struct reasons {
    struct reason *reason; /* in the order in which they are met; owned */
    int64_t count, capacity;
    bool by_file; /* tells files apart */
};

/* One table on its way. */
struct filling {
    struct table *out;
    struct reasons reasons;
    bool tidy;
    int64_t in_force; /* rows of files in force */
    struct problem *problem;
};

static void cut(char *out, size_t size, const char *string, size_t length)
{
    length = length < size ? length : size - 1;
    memcpy(out, string, length);
    out[length] = '\0';
}

static bool is_reason_of(const struct reasons *reasons, const struct reason *reason, const struct reason *row,
                         const char *file)
{
    return strcmp(reason->words, row->words) == 0 && strcmp(reason->field, row->field) == 0 &&
           (!reasons->by_file ||
            (reason->superseded_by == row->superseded_by && reason->year == row->year && strcmp(reason->file, file) == 0));
}

/* Counts a row. Those of one file follow one another: the reasons met last are asked first. */
static int count(struct reasons *reasons, const struct casebook_quarantined *row, struct problem *problem)
{
    struct reason met = {.year = row->year, .superseded_by = row->superseded_by, .rows = 1, .first_line = row->line};
    size_t words = strlen(row->reason);
    for (const char *at = row->reason; *at && words > (size_t)(at - row->reason); at++)
        if ((*at == ':' || *at == ';') && at[1] == ' ')
            words = (size_t)(at - row->reason);
    cut(met.words, sizeof met.words, row->reason, words);
    cut(met.field, sizeof met.field, row->field, strlen(row->field));
    for (int64_t i = reasons->count - 1; i >= 0; i--)
        if (is_reason_of(reasons, &reasons->reason[i], &met, row->file)) {
            reasons->reason[i].rows++;
            return 0;
        }
    if (reasons->by_file && !(met.file = strdup(row->file)))
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to count the quarantined rows");
    int code = array_reserve(&reasons->reason, &reasons->capacity, reasons->count + 1, sizeof *reasons->reason, problem);
    if (code < 0)
        free(met.file);
    else
        reasons->reason[reasons->count++] = met;
    return code;
}

static void reasons_clear(struct reasons *reasons)
{
    for (int64_t i = 0; i < reasons->count; i++)
        free(reasons->reason[i].file);
    free(reasons->reason);
}

static int add_row(void *self, const struct casebook_quarantined *row)
{
    struct filling *filling = self;
    struct table *out = filling->out;
    filling->in_force += row->superseded_by == 0;
    if (count(&filling->reasons, row, filling->problem) < 0)
        return PROBLEM_MEMORY;
    if (filling->tidy)
        return 0;
    table_row(out);
    table_text(out, row->file);
    data_cell_year(out, row->year);
    table_number(out, row->line);
    if (row->column > 0)
        table_number(out, row->column);
    else
        table_blank(out);
    table_text(out, row->field);
    table_text(out, row->reason);
    table_text(out, row->excerpt);
    data_cell_state(out, row->superseded_by);
    return out->failed;
}

static void add_reason(const struct reason *reason, struct table *out)
{
    table_row(out);
    table_text(out, reason->file);
    data_cell_year(out, reason->year);
    table_text(out, reason->field);
    table_text(out, reason->words);
    data_cell_state(out, reason->superseded_by);
    table_number(out, reason->rows);
    table_number(out, reason->first_line);
}

static void begin(bool ever, bool tidy, struct table *out)
{
    table_begin(out, "data_quarantine", tidy ? "Quarantined rows by reason" : "Quarantined rows",
                ever ? "Every file that came in" : "Files in force");
    out->restricted = true;
    table_column(out, "file", "File", TABLE_TEXT, "");
    table_column(out, "year", "Year", TABLE_TEXT, "");
    if (!tidy) {
        table_column(out, "line", "Line", TABLE_COUNT, "");
        table_column(out, "column", "Column", TABLE_COUNT, "");
    }
    table_column(out, "field", "Field", TABLE_TEXT, "");
    table_column(out, "reason", "Why", TABLE_TEXT, "");
    if (!tidy)
        table_column(out, "excerpt", "The row, masked", TABLE_TEXT, "");
    table_column(out, "state", "State", TABLE_TEXT, "");
    if (tidy) {
        table_column(out, "rows", "Rows", TABLE_COUNT, "rows");
        table_column(out, "first_line", "First line", TABLE_COUNT, "");
    }
}

/* How often each reason was met, as far as there is room. */
static void note_reasons(const struct reasons *reasons, struct table *out)
{
    for (int64_t i = 0; i < reasons->count; i++) {
        struct text rows = {0};
        if (i == NOTES_OF_REASONS) {
            table_note(out, "and %" PRId64 " more reasons: homeward data quarantine --layout tidy counts them all.",
                       reasons->count - i);
            return;
        }
        text_append_grouped(&rows, reasons->reason[i].rows);
        table_note(out, "%s %s: %s.", text_string(&rows), reasons->reason[i].rows == 1 ? "row" : "rows",
                   reasons->reason[i].words);
        text_clear(&rows);
    }
}

int table_of_quarantine(struct casebook *casebook, bool ever, enum table_layout layout, struct table *out, int64_t *in_force,
                        struct problem *problem)
{
    struct filling filling = {.out = out, .tidy = layout == TABLE_TIDY, .problem = problem};
    filling.reasons.by_file = filling.tidy;
    begin(ever, filling.tidy, out);
    int code = ever ? casebook_each_quarantined_ever(casebook, add_row, &filling, problem)
                    : casebook_each_quarantined(casebook, add_row, &filling, problem);
    for (int64_t i = 0; filling.tidy && i < filling.reasons.count; i++)
        add_reason(&filling.reasons.reason[i], out);
    if (!filling.tidy)
        note_reasons(&filling.reasons, out);
    if (out->rows)
        table_note(out, "A quarantined row is in no number until its file is corrected and imported again.");
    *in_force = filling.in_force;
    reasons_clear(&filling.reasons);
    return code < 0 ? code : table_check(out, problem);
}
