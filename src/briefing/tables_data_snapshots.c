#include "briefing/tables_data_snapshots.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "briefing/data_cells.h"

/* Notes that a table of many files may take up; what is more is in its tidy form. */
enum { NOTES_OF_FILES = 18 };

static void add_counts(struct table *out, int64_t read, int64_t kept)
{
    table_number(out, read);
    table_number(out, kept);
    table_number(out, read - kept);
}

static void add_count_columns(struct table *out)
{
    table_column(out, "read", "Read", TABLE_COUNT, "rows");
    table_column(out, "kept", "Kept", TABLE_COUNT, "rows");
    table_column(out, "quarantined", "Quarantined", TABLE_COUNT, "rows");
}

/* "2026-06-01 09:00:00" of "2026-06-01T09:00:00Z". */
static void append_time(struct text *out, const char *made_at)
{
    for (const char *at = made_at; *at; at++)
        if (*at != 'Z')
            text_append_char(out, *at == 'T' ? ' ' : *at);
}

/* What the files of a snapshot are. */
struct contents {
    bool has[RETURN_TABLES];    /* tables of the return */
    bool lists[CASEBOOK_LISTS]; /* lists of the council's own */
    int32_t tables;             /* how many of them */
    int32_t first, last;        /* years */
};

/* Of a snapshot; number 0: of all that is in force, which is of all tables and years that ever came. */
static struct contents contents_of(const struct casebook_snapshots *snapshots, int64_t number)
{
    struct contents out = {.first = INT32_MAX, .last = INT32_MIN};
    for (int64_t i = 0; i < snapshots->files; i++) {
        const struct casebook_kept_file *file = &snapshots->file[i];
        if (number && file->brought_by != number)
            continue;
        out.lists[file->list] = true;
        if (file->table == RETURN_UNKNOWN)
            continue;
        out.tables += !out.has[file->table];
        out.has[file->table] = true;
        out.first = file->year < out.first ? file->year : out.first;
        out.last = file->year > out.last ? file->year : out.last;
    }
    return out;
}

/* "Header, Episodes, UASC, Price list". */
static void add_tables(const struct contents *contents, struct table *out)
{
    struct text words = {0};
    if (contents->tables == RETURN_TABLES)
        text_format(&words, "all %d", contents->tables);
    for (int table = 0; contents->tables < RETURN_TABLES && table < RETURN_TABLES; table++)
        if (contents->has[table])
            text_format(&words, "%s%s", words.length ? ", " : "", return_layout((enum return_table)table)->title);
    for (int list = CASEBOOK_NO_LIST + 1; list < CASEBOOK_LISTS; list++)
        if (contents->lists[list])
            text_format(&words, "%s%s", words.length ? ", " : "", casebook_list_title((enum casebook_list)list));
    table_text(out, text_string(&words));
    text_clear(&words);
}

/* "2019-20 to 2024-25". */
static void add_years(const struct contents *contents, struct table *out)
{
    struct text words = {0};
    if (contents->tables)
        calendar_append_year(&words, contents->first);
    if (contents->last > contents->first) {
        text_append(&words, " to ");
        calendar_append_year(&words, contents->last);
    }
    table_text(out, text_string(&words));
    text_clear(&words);
}

static void add_tables_and_years(const struct casebook_snapshots *snapshots, int64_t number, struct table *out)
{
    const struct contents contents = contents_of(snapshots, number);
    add_tables(&contents, out);
    add_years(&contents, out);
}

static void add_snapshot_row(const struct casebook_snapshots *snapshots, const struct casebook_snapshot *snapshot,
                             struct table *out)
{
    struct text time = {0};
    append_time(&time, snapshot->made_at);
    table_row(out);
    data_cell_number(out, snapshot->number);
    table_text(out, text_string(&time));
    table_text(out, snapshot->made_by);
    table_number(out, snapshot->files);
    add_tables_and_years(snapshots, snapshot->number, out);
    add_counts(out, snapshot->rows_read, snapshot->rows_kept);
    table_number(out, snapshot->superseded);
    text_clear(&time);
}

int table_of_snapshots(const struct casebook_snapshots *snapshots, struct table *out, struct problem *problem)
{
    table_begin(out, "data_list", "What came in", "Imports, the newest first");
    table_column(out, "snapshot", "Snapshot", TABLE_TEXT, "");
    table_column(out, "made_at", "When (UTC)", TABLE_TEXT, "");
    table_column(out, "made_by", "By", TABLE_TEXT, "");
    table_column(out, "files", "Files", TABLE_COUNT, "files");
    table_column(out, "tables", "Tables", TABLE_TEXT, "");
    table_column(out, "years", "Years", TABLE_TEXT, "");
    add_count_columns(out);
    table_column(out, "superseded", "Older files superseded", TABLE_COUNT, "files");
    for (int64_t i = snapshots->count - 1; i >= 0; i--)
        add_snapshot_row(snapshots, &snapshots->snapshot[i], out);
    table_total_row(out);
    table_text(out, "in force");
    table_blank(out);
    table_blank(out);
    table_number(out, snapshots->in_force.files);
    add_tables_and_years(snapshots, 0, out);
    add_counts(out, snapshots->in_force.rows_read, snapshots->in_force.rows_kept);
    table_blank(out);
    table_note(out, "homeward data show N tells what came in with snapshot N; homeward data list --files, every file.");
    return table_check(out, problem);
}

/* "year", "to 31 December 2024". */
static void add_cover(struct table *out, const struct casebook_kept_file *file)
{
    struct text words = {0};
    if (file->list || (!file->annual && file->last_date == DAY_NONE)) {
        table_blank(out);
        return;
    }
    if (!file->annual) {
        text_append(&words, "to ");
        calendar_append_words(&words, file->last_date);
    }
    table_text(out, file->annual ? "year" : text_string(&words));
    text_clear(&words);
}

static int compare(int64_t left, int64_t right)
{
    return (left > right) - (left < right);
}

/* Lists of the council's own last, the others by authority, year and table; the older file before the one that supersedes
 * it. */
static int inventory_order(const void *left, const void *right)
{
    const struct casebook_kept_file *a = *(struct casebook_kept_file *const *)left;
    const struct casebook_kept_file *b = *(struct casebook_kept_file *const *)right;
    int order = compare(a->list, b->list);
    if (order == 0)
        order = strcmp(a->authority, b->authority);
    if (order == 0)
        order = compare(a->year, b->year);
    if (order == 0)
        order = compare(a->table, b->table);
    return order ? order : compare(a->brought_by, b->brought_by);
}

static void add_kept_file(const struct casebook_kept_file *file, struct table *out)
{
    table_row(out);
    data_cell_year(out, file->year);
    table_text(out, casebook_kept_title(file));
    table_text(out, file->authority);
    table_text(out, file->name);
    add_cover(out, file);
    add_counts(out, file->rows_read, file->rows_kept);
    data_cell_number(out, file->brought_by);
    data_cell_state(out, file->superseded_by);
}

int table_of_kept_files(const struct casebook_snapshots *snapshots, struct table *out, struct problem *problem)
{
    const struct casebook_kept_file **order = array_new(snapshots->files, sizeof *order, problem);
    if (!order)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; i < snapshots->files; i++)
        order[i] = &snapshots->file[i];
    if (snapshots->files)
        qsort(order, (size_t)snapshots->files, sizeof *order, inventory_order);
    table_begin(out, "data_files", "Every file that came in", "by year and table, the older before the newer");
    table_column(out, "year", "Year", TABLE_TEXT, "");
    table_column(out, "table", "Table", TABLE_TEXT, "");
    table_column(out, "authority", "Authority", TABLE_TEXT, "");
    table_column(out, "file", "File", TABLE_TEXT, "");
    table_column(out, "covers", "Covers", TABLE_TEXT, "");
    add_count_columns(out);
    table_column(out, "snapshot", "Snapshot", TABLE_TEXT, "");
    table_column(out, "state", "State", TABLE_TEXT, "");
    for (int64_t i = 0; i < snapshots->files; i++)
        add_kept_file(order[i], out);
    free(order);
    return table_check(out, problem);
}

/* The file that gave way to another, NULL for none. */
static const struct casebook_kept_file *older_of(const struct casebook_snapshots *snapshots,
                                                 const struct casebook_kept_file *newer)
{
    for (int64_t i = 0; newer->supersedes && i < snapshots->files; i++)
        if (snapshots->file[i].id == newer->supersedes && snapshots->file[i].list == newer->list)
            return &snapshots->file[i];
    return NULL;
}

/* One snapshot on its way into its table. */
struct showing {
    struct casebook *casebook;
    const struct casebook_snapshots *snapshots;
    const struct casebook_kept_file *file, *older; /* the file at hand, and the one that gave way to it or NULL */
    struct casebook_row_changes changes;           /* what it made of that one's rows */
    int64_t unknown;                               /* cells of it that hold unknown codes */
    int64_t unsaid;                                /* things that its notes have no room for */
    bool retold;                                   /* an older file that histories are made of has given way */
    bool tidy, foreign;                            /* foreign: a file is of another authority than the council's own */
    struct table *out;
};

/* A note, while there is room for those of files. */
static void note(struct showing *on, const struct text *words)
{
    if (on->tidy)
        return;
    if (on->out->notes < NOTES_OF_FILES)
        table_note(on->out, "%s: %s", on->file->name, text_string(words));
    else
        on->unsaid++;
}

/* A row of the tidy form; `rows` below 0: it counts none. */
static void add_item(struct showing *on, const char *item, const char *detail, int64_t rows, const char *in_file,
                     int64_t line)
{
    struct table *out = on->out;
    table_row(out);
    table_text(out, on->file->name);
    table_text(out, casebook_kept_title(on->file));
    table_text(out, on->file->authority);
    data_cell_year(out, on->file->year);
    table_text(out, item);
    table_text(out, detail);
    if (rows < 0)
        table_blank(out);
    else
        table_number(out, rows);
    table_text(out, line ? in_file : "");
    if (line)
        table_number(out, line);
    else
        table_blank(out);
}

static int show_unknown(void *self, const struct return_unknown *unknown)
{
    struct showing *on = self;
    struct text words = {0};
    on->unknown += unknown->count;
    if (on->tidy) {
        text_format(&words, "%s %s", unknown->field, unknown->value);
        add_item(on, "unknown code", text_string(&words), unknown->count, on->file->name, unknown->first_line);
    } else {
        text_format(&words, "%s \u201C%s\u201D is not a code of its year (", unknown->field, unknown->value);
        text_append_grouped(&words, unknown->count);
        text_format(&words, " %s, first on line %" PRId64 ").", unknown->count == 1 ? "row" : "rows", unknown->first_line);
        note(on, &words);
    }
    text_clear(&words);
    return on->out->failed;
}

static void append_first(struct text *out, const char *what, int64_t line)
{
    if (line)
        text_format(out, "%s first %s row on line %" PRId64, out->length ? "," : "", what, line);
}

static void note_changes(struct showing *on)
{
    struct text places = {0}, words = {0};
    append_first(&places, "changed", on->changes.changed_at);
    append_first(&places, "new", on->changes.added_at);
    text_format(&words, "supersedes %s of snapshot %" PRId64 "%s%s", on->older->name, on->older->brought_by,
                places.length ? ":" : "", text_string(&places));
    if (on->changes.gone_at)
        text_format(&words, "%s of the older, first row that is gone on line %" PRId64, places.length ? ";" : ":",
                    on->changes.gone_at);
    text_append_char(&words, '.');
    note(on, &words);
    text_clear(&places);
    text_clear(&words);
}

static void show_extras(struct showing *on)
{
    struct text words = {0};
    if (!on->file->extra_columns[0])
        return;
    text_format(&words, "columns %s: %s.",
                on->file->list ? "that such a list does not have, neither used nor kept" : "kept aside, sealed",
                on->file->extra_columns);
    if (on->tidy)
        add_item(on, "extra columns", on->file->extra_columns, -1, "", 0);
    note(on, &words);
    text_clear(&words);
}

static int show_tidy(struct showing *on, struct problem *problem)
{
    const struct casebook_kept_file *file = on->file;
    add_item(on, "read", "", file->rows_read, "", 0);
    add_item(on, "kept", "", file->rows_kept, "", 0);
    add_item(on, "quarantined", "", file->rows_read - file->rows_kept, "", 0);
    show_extras(on);
    if (casebook_each_unknown_code(on->casebook, file, show_unknown, on, problem) < 0)
        return problem->code;
    if (!on->older)
        return 0;
    add_item(on, "same", "", on->changes.same, "", 0);
    add_item(on, "changed", "", on->changes.changed, file->name, on->changes.changed_at);
    add_item(on, "new", "", on->changes.added, file->name, on->changes.added_at);
    add_item(on, "gone", "", on->changes.gone, on->older->name, on->changes.gone_at);
    return 0;
}

static int show_wide(struct showing *on, struct problem *problem)
{
    enum { CHANGES = 5 };
    struct table *out = on->out;
    const struct casebook_kept_file *file = on->file;
    show_extras(on);
    if (casebook_each_unknown_code(on->casebook, file, show_unknown, on, problem) < 0)
        return problem->code;
    table_row(out);
    table_text(out, file->name);
    table_text(out, casebook_kept_title(file));
    if (on->foreign)
        table_text(out, file->authority);
    data_cell_year(out, file->year);
    add_counts(out, file->rows_read, file->rows_kept);
    table_number(out, on->unknown);
    if (!on->older) {
        for (int i = 0; i < CHANGES; i++)
            table_blank(out);
        return 0;
    }
    data_cell_number(out, on->older->brought_by);
    table_number(out, on->changes.same);
    table_number(out, on->changes.changed);
    table_number(out, on->changes.added);
    table_number(out, on->changes.gone);
    note_changes(on);
    return 0;
}

static int show_file(struct showing *on, const struct casebook_kept_file *file, struct problem *problem)
{
    on->file = file;
    on->older = older_of(on->snapshots, file);
    on->unknown = 0;
    on->retold =
        on->retold ||
        (on->older && (file->table == RETURN_HEADER || file->table == RETURN_EPISODES || file->table == RETURN_UASC));
    if (on->older && casebook_compare_rows(on->casebook, file, &on->changes, problem) < 0)
        return problem->code;
    return on->tidy ? show_tidy(on, problem) : show_wide(on, problem);
}

static void begin_show(const struct casebook_snapshot *snapshot, const struct showing *on, struct table *out)
{
    struct text title = {0}, subtitle = {0};
    text_format(&title, "What came in with snapshot %" PRId64, snapshot->number);
    append_time(&subtitle, snapshot->made_at);
    text_format(&subtitle, " UTC, by %s", snapshot->made_by);
    table_begin(out, "data_show", text_string(&title), text_string(&subtitle));
    text_clear(&title);
    text_clear(&subtitle);
    table_column(out, "file", "File", TABLE_TEXT, "");
    table_column(out, "table", "Table", TABLE_TEXT, "");
    if (on->tidy || on->foreign)
        table_column(out, "authority", "Authority", TABLE_TEXT, "");
    table_column(out, "year", "Year", TABLE_TEXT, "");
    if (on->tidy) {
        table_column(out, "item", "Item", TABLE_TEXT, "");
        table_column(out, "detail", "Detail", TABLE_TEXT, "");
        table_column(out, "rows", "Rows", TABLE_COUNT, "rows");
        table_column(out, "in_file", "First in", TABLE_TEXT, "");
        table_column(out, "line", "Line", TABLE_COUNT, "");
        return;
    }
    add_count_columns(out);
    table_column(out, "unknown_codes", "Unknown codes", TABLE_COUNT, "cells");
    table_column(out, "supersedes", "Against snapshot", TABLE_TEXT, "");
    table_column(out, "same", "Same", TABLE_COUNT, "rows");
    table_column(out, "changed", "Changed", TABLE_COUNT, "rows");
    table_column(out, "new", "New", TABLE_COUNT, "rows");
    table_column(out, "gone", "Gone", TABLE_COUNT, "rows");
}

int table_of_snapshot(struct casebook *casebook, const struct casebook_snapshots *snapshots, int64_t number,
                      enum table_layout layout, struct table *out, struct problem *problem)
{
    struct showing on = {.casebook = casebook, .snapshots = snapshots, .tidy = layout == TABLE_TIDY, .out = out};
    const struct casebook_snapshot *snapshot = casebook_snapshot_of(snapshots, number);
    if (!snapshot)
        return casebook_need_snapshot(casebook, number, problem);
    for (int64_t i = 0; i < snapshots->files; i++)
        on.foreign = on.foreign || (snapshots->file[i].brought_by == number &&
                                    strcmp(snapshots->file[i].authority, casebook_settings(casebook)->authority) != 0);
    begin_show(snapshot, &on, out);
    for (int64_t i = 0; i < snapshots->files; i++)
        if (snapshots->file[i].brought_by == number && show_file(&on, &snapshots->file[i], problem) < 0)
            return problem->code;
    if (on.unsaid)
        table_note(out, "%" PRId64 " more notes: homeward data show %" PRId64 " --layout tidy has them all.", on.unsaid,
                   number);
    if (on.retold)
        table_note(out, "Whose history that changed: homeward data diff %" PRId64 " %" PRId64 ".", number - 1, number);
    if (snapshot->rows_read > snapshot->rows_kept)
        table_note(out, "The quarantined rows: homeward data quarantine --all.");
    return table_check(out, problem);
}
