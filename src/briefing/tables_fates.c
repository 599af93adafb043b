#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "briefing/table_builders.h"
#include "casebook/import.h"

static int need_fates(const struct table_sources *sources, bool rows, struct problem *problem)
{
    if (sources->fates && (!rows || sources->records))
        return 0;
    problem_set(problem, PROBLEM_NOT_FOUND, "there are no rows of returns to make this table from");
    return problem_next(problem, "Ask for it with: homeward history --fates.");
}

static void add_date(struct table *out, day date)
{
    if (date == DAY_NONE || date == DAY_OPEN)
        table_blank(out);
    else
        table_number(out, date);
}

static void add_code(struct table *out, short_code value)
{
    char text[CODE_TEXT_SIZE];
    table_text(out, code_text(value, text));
}

static void add_file(const struct table_sources *sources, int32_t file, struct table *out)
{
    struct text number = {0};
    text_format(&number, "file %" PRId32, file);
    table_text(out, sources->casebook ? casebook_file_name(sources->casebook, file) : text_string(&number));
    text_clear(&number);
}

static void add_year(struct table *out, int32_t year)
{
    struct text words = {0};
    calendar_append_year(&words, year);
    table_text(out, text_string(&words));
    text_clear(&words);
}

static void add_row(const struct table_sources *sources, int64_t row, struct table *out)
{
    const struct care_records *records = sources->records;
    const struct care_fates *fates = sources->fates;
    table_row(out);
    add_file(sources, records->file[row], out);
    table_number(out, records->line[row]);
    add_year(out, records->year[row]);
    add_date(out, records->decom[row]);
    add_date(out, records->dec[row]);
    add_code(out, records->place[row]);
    table_text(out, care_fate_word((enum care_fate)fates->fate[row]));
    table_text(out, care_reason_text((enum care_reason)fates->reason[row]));
    table_text(out, care_reason_text((enum care_reason)fates->warning[row]));
    add_date(out, fates->from[row]);
    add_date(out, fates->to[row]);
}

/* A row and its place, for sorting. */
struct row_place {
    const char *file;
    int32_t line;
    int64_t row;
};

static int place_order(const void *left, const void *right)
{
    const struct row_place *a = left, *b = right;
    int by_file = strcmp(a->file, b->file);
    return by_file ? by_file : (a->line > b->line) - (a->line < b->line);
}

/* The records stand in the order of the children; a person reads them in the order of the files. */
static int add_rows(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    int64_t rows = sources->fates->rows;
    struct row_place *places = array_new(rows, sizeof *places, problem);
    if (!places)
        return PROBLEM_MEMORY;
    for (int64_t row = 0; row < rows; row++) {
        int32_t file = sources->records->file[row];
        const char *name = sources->casebook ? casebook_file_name(sources->casebook, file) : "";
        places[row] = (struct row_place){.file = name, .line = sources->records->line[row], .row = row};
    }
    qsort(places, (size_t)rows, sizeof *places, place_order);
    for (int64_t i = 0; i < rows; i++)
        add_row(sources, places[i].row, out);
    free(places);
    return 0;
}

/* Every row by its place in its file. No child is named and no date of birth is shown. */
int table_fates(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (need_fates(sources, true, problem) < 0)
        return problem->code;
    table_begin_for(out, sources, "fates", "What became of every row of the returns", "episode rows in force");
    table_column(out, "file", "File", TABLE_TEXT, "");
    table_column(out, "line", "Line", TABLE_COUNT, "");
    table_column(out, "year", "Return", TABLE_TEXT, "");
    table_column(out, "decom", "DECOM", TABLE_DATE, "");
    table_column(out, "dec", "DEC", TABLE_DATE, "");
    table_column(out, "place", "PLACE", TABLE_TEXT, "");
    table_column(out, "fate", "Fate", TABLE_TEXT, "");
    table_column(out, "reason", "Why", TABLE_TEXT, "");
    table_column(out, "warning", "Warning", TABLE_TEXT, "");
    table_column(out, "from", "Stands from", TABLE_DATE, "");
    table_column(out, "to", "to", TABLE_DATE, "");
    if (add_rows(sources, out, problem) < 0)
        return problem->code;
    table_note(
        out,
        "A blank \u201Cto\u201D beside a \u201Cstands from\u201D is still open. Nothing stands of a row without either.");
    return 0;
}

int table_fates_summary(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (need_fates(sources, false, problem) < 0)
        return problem->code;
    const struct care_fates *fates = sources->fates;
    table_begin_for(out, sources, "fates_summary", "What became of the rows of the returns", "episode rows in force");
    table_column(out, "fate", "Fate", TABLE_TEXT, "");
    table_column(out, "meaning", "What it means", TABLE_TEXT, "");
    table_column(out, "rows", "Rows", TABLE_COUNT, "rows");
    for (int32_t fate = 0; fate < CARE_FATE_COUNT; fate++) {
        table_row(out);
        table_text(out, care_fate_word((enum care_fate)fate));
        table_text(out, care_fate_meaning((enum care_fate)fate));
        table_number(out, fates->count[fate]);
    }
    table_total_row(out);
    table_text(out, "all rows");
    table_text(out, "");
    table_number(out, fates->rows);
    for (int32_t reason = CARE_NO_REASON + 1, first = 1; reason < CARE_REASON_COUNT; reason++) {
        if (!fates->warned[reason])
            continue;
        if (first)
            table_part_row(out);
        else
            table_row(out);
        table_text(out, "warning");
        table_text(out, care_reason_text((enum care_reason)reason));
        table_number(out, fates->warned[reason]);
        first = 0;
    }
    table_note(
        out,
        "A row has one fate. A warning stands beside a fate and is counted apart. Every row: homeward history --fates.");
    return 0;
}
