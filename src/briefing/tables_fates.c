#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "briefing/table_builders.h"
#include "casebook/imported_episodes.h"

#define QUARANTINED "quarantined"

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

/* What is no code may be somebody's number in the wrong column. */
static void add_code(struct table *out, short_code value)
{
    char text[CODE_TEXT_SIZE];
    table_text(out, code_shown(value, text));
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

/* A row of a returns file: one that the histories know, or one that could not be read. */
struct row_place {
    const char *file;   /* borrowed */
    int64_t line;       /* of the file */
    int64_t row;        /* in the records; -1 for a quarantined one */
    int32_t year;       /* collection year of its return */
    const char *reason; /* of a quarantined one; owned by the arena */
};

/* All of them, gathered. */
struct row_places {
    struct row_place *place; /* owned */
    int64_t count, capacity;
    int64_t quarantined; /* how many of them */
    struct arena arena;
};

static void places_clear(struct row_places *places)
{
    free(places->place);
    arena_clear(&places->arena);
}

static void add_quarantined_row(const struct row_place *place, struct table *out)
{
    table_row(out);
    table_text(out, place->file);
    table_number(out, place->line);
    add_year(out, place->year);
    for (int blank = 0; blank < 3; blank++)
        table_blank(out);
    table_text(out, QUARANTINED);
    table_text(out, place->reason);
    for (int blank = 0; blank < 3; blank++)
        table_blank(out);
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

/* By file and line; files of one name by year; and where all that is the same, as the records stand. */
static int place_order(const void *left, const void *right)
{
    const struct row_place *a = left, *b = right;
    int by_file = strcmp(a->file, b->file);
    if (by_file)
        return by_file;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static int place_quarantined(void *self, const struct casebook_quarantined *row)
{
    struct row_places *places = self;
    const char *file = arena_text(&places->arena, row->file, strlen(row->file));
    const char *reason = arena_text(&places->arena, row->reason, strlen(row->reason));
    int64_t needed = places->count + 1;
    if (!file || !reason || array_reserve(&places->place, &places->capacity, needed, sizeof *places->place, NULL) < 0)
        return PROBLEM_MEMORY;
    places->place[places->count++] =
        (struct row_place){.file = file, .line = row->line, .row = -1, .year = row->year, .reason = reason};
    places->quarantined++;
    return 0;
}

/* The records stand in the order of the children; a person reads them in the order of the files. */
static int places_gather(const struct table_sources *sources, struct row_places *places, struct problem *problem)
{
    const struct care_records *records = sources->records;
    int64_t rows = sources->fates->rows;
    int code = array_reserve(&places->place, &places->capacity, rows + 1, sizeof *places->place, problem);
    for (int64_t row = 0; code == 0 && row < rows; row++) {
        const char *name = sources->casebook ? casebook_file_name(sources->casebook, records->file[row]) : "";
        places->place[places->count++] =
            (struct row_place){.file = name, .line = records->line[row], .row = row, .year = records->year[row]};
    }
    if (code == 0 && sources->casebook)
        code = casebook_each_quarantined_episode(sources->casebook, sources->known_at, place_quarantined, places, problem);
    if (code == PROBLEM_MEMORY)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the fates of the rows");
    if (code == 0)
        qsort(places->place, (size_t)places->count, sizeof *places->place, place_order);
    return code;
}

/* "3,740 rows read: 1,732 kept, …, 3 quarantined": the sum that every row is in. */
static void note_sum(const struct care_fates *fates, int64_t quarantined, struct table *out)
{
    struct text words = {0};
    text_append_grouped(&words, fates->rows + quarantined);
    text_append(&words, fates->rows + quarantined == 1 ? " row read" : " rows read");
    for (int32_t fate = 0, parts = 0; fate <= CARE_FATE_COUNT; fate++) {
        int64_t rows = fate < CARE_FATE_COUNT ? fates->count[fate] : quarantined;
        if (rows == 0)
            continue;
        text_append(&words, parts++ ? ", " : ": ");
        text_append_grouped(&words, rows);
        text_format(&words, " %s", fate < CARE_FATE_COUNT ? care_fate_word((enum care_fate)fate) : QUARANTINED);
    }
    table_note(out, "%s.", text_string(&words));
    text_clear(&words);
}

/* Every row by its place in its file. No child is named and no date of birth is shown. */
int table_fates(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (need_fates(sources, true, problem) < 0)
        return problem->code;
    table_begin_for(out, sources, "fates", "What became of every row of the returns",
                    "every episode row of the files in force");
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
    struct row_places places = {0};
    int code = places_gather(sources, &places, problem);
    for (int64_t i = 0; code == 0 && i < places.count; i++)
        if (places.place[i].row < 0)
            add_quarantined_row(&places.place[i], out);
        else
            add_row(sources, places.place[i].row, out);
    int64_t quarantined = places.quarantined;
    places_clear(&places);
    if (code < 0)
        return code;
    note_sum(sources->fates, quarantined, out);
    table_note(
        out,
        "A blank \u201Cto\u201D beside a \u201Cstands from\u201D is still open. Nothing stands of a row without either.");
    return 0;
}

static int count_quarantined(void *self, const struct casebook_quarantined *row)
{
    (void)row;
    ++*(int64_t *)self;
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
    int64_t quarantined = 0;
    if (sources->casebook && casebook_each_quarantined_episode(sources->casebook, sources->known_at, count_quarantined,
                                                               &quarantined, problem) < 0)
        return problem->code;
    table_row(out);
    table_text(out, QUARANTINED);
    table_text(out, "could not be read: in no history");
    table_number(out, quarantined);
    table_total_row(out);
    table_text(out, "all rows");
    table_text(out, "");
    table_number(out, fates->rows + quarantined);
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
