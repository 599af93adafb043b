#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "casebook/casebook.h"
#include "made_up_files.h"
#include "synth/year_files.h"

enum { NUMBERS = 1000000 };

void made_up_system(struct care_system *out)
{
    struct problem problem = {0};
    if (casebook_default_system(out, &problem) < 0)
        fail_msg("%s (line %d)", problem.text, (int)problem.row);
}

void made_up_files_write(struct made_up_files *files, const struct synth_options *options)
{
    struct problem problem = {0};
    *files = (struct made_up_files){.options = *options, .years = options->years};
    made_up_system(&files->system);
    snprintf(files->folder, sizeof files->folder, "/tmp/homeward-synth-XXXXXX");
    assert_non_null(mkdtemp(files->folder));
    snprintf(files->truth, sizeof files->truth, "%s/truth.csv", files->folder);
    if (synth_write(&files->system, options, files->folder, files->truth, NULL, &files->report, &problem) < 0)
        fail_msg("%s", problem.text);
}

static void read_one(const struct made_up_files *files, int32_t year, const char *name, enum return_table table,
                     struct return_file *out)
{
    char path[128];
    struct file_bytes bytes = {0};
    struct problem problem = {0};
    snprintf(path, sizeof path, "%s/%d-%02d/%s", files->folder, year, (year + 1) % 100, name);
    if (file_read(path, 1 << 28, &bytes, &problem) < 0 ||
        return_read_csv(bytes.bytes, bytes.length, path, out, &problem) < 0)
        fail_msg("%s: %s", path, problem.text);
    file_bytes_clear(&bytes);
    assert_int_equal(out->table, table);
}

void made_up_files_read(struct made_up_files *files)
{
    for (int32_t y = 0; y < files->years; y++) {
        int32_t year = files->report.first_year + y;
        read_one(files, year, "header.csv", RETURN_HEADER, &files->header[y]);
        read_one(files, year, "episodes.csv", RETURN_EPISODES, &files->episodes[y]);
        read_one(files, year, "uasc.csv", RETURN_UASC, &files->uasc[y]);
    }
}

void made_up_tables_read(struct made_up_files *files)
{
    for (int32_t y = 0; y < files->years; y++)
        for (int table = 0; table < RETURN_TABLES; table++)
            if (synth_year_has(files->report.first_year + y, (enum return_table)table))
                read_one(files, files->report.first_year + y, synth_year_file((enum return_table)table),
                         (enum return_table)table, &files->table[y][table]);
}

int32_t made_up_child(const struct made_up_files *files, int32_t y, enum return_table table, int64_t row)
{
    return made_up_number(return_cell(&files->table[y][table], 0, row));
}

int64_t made_up_find(const struct made_up_files *files, int32_t y, enum return_table table, int32_t child, int64_t from)
{
    for (int64_t i = from; i < files->table[y][table].rows; i++)
        if (made_up_child(files, y, table, i) == child)
            return i;
    return -1;
}

bool made_up_is(const struct made_up_files *files, int32_t y, enum return_table table, int64_t row, int32_t column,
                const char *what)
{
    return return_code(&files->table[y][table], column, row) == code_of(what);
}

day made_up_born(const struct made_up_files *files, int32_t y, int32_t child)
{
    int64_t row = made_up_find(files, y, RETURN_HEADER, child, 0);
    assert_true(row >= 0);
    return return_day(&files->table[y][RETURN_HEADER], HEADER_DOB, row);
}

bool made_up_in_care(const struct made_up_files *files, int32_t y, int32_t child, day on)
{
    const struct return_file *episodes = &files->table[y][RETURN_EPISODES];
    for (int64_t i = made_up_find(files, y, RETURN_EPISODES, child, 0); i >= 0;
         i = made_up_find(files, y, RETURN_EPISODES, child, i + 1)) {
        day dec = return_day(episodes, EPISODES_DEC, i);
        if (return_day(episodes, EPISODES_DECOM, i) <= on && (dec == DAY_NONE || on < dec))
            return true;
    }
    return false;
}

static void remove_books(const struct made_up_files *files)
{
    static const char *const names[] = {"ledger.csv",    "actuals.csv", "explained.csv", "budget.csv",  "staffing.csv",
                                        "pressures.csv", "savings.csv", "grants.csv",    "planted.csv", ""};
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/books/%s", files->folder, names[i]);
        remove(path); /* the folder itself at last */
    }
}

void made_up_files_clear(struct made_up_files *files)
{
    char path[128];
    remove_books(files);
    for (int32_t y = 0; y < files->years; y++) {
        int32_t year = files->options.last_year - files->years + 1 + y;
        return_file_clear(&files->header[y]);
        return_file_clear(&files->episodes[y]);
        return_file_clear(&files->uasc[y]);
        for (int table = 0; table < RETURN_TABLES; table++)
            return_file_clear(&files->table[y][table]);
        for (int table = 0; table <= RETURN_TABLES; table++) {
            const char *name = table < RETURN_TABLES ? synth_year_file((enum return_table)table) : "";
            snprintf(path, sizeof path, "%s/%d-%02d/%s", files->folder, year, (year + 1) % 100, name);
            remove(path); /* the folder itself at last */
        }
    }
    snprintf(path, sizeof path, "%s/price-list.csv", files->folder);
    remove(path);
    remove(files->truth);
    remove(files->folder);
}

int32_t made_up_number(struct return_text cell)
{
    int32_t number = 0;
    for (uint32_t i = 0; i < cell.length; i++) {
        assert_in_range(cell.bytes[i], '0', '9');
        number = number * 10 + (cell.bytes[i] - '0');
    }
    return number;
}

/* One row of any year, to be put in the order that records have. */
struct placed_row {
    int32_t child, year;
    day decom;
    int64_t row;
};

static int compare_rows(const void *left, const void *right)
{
    const struct placed_row *a = left, *b = right;
    if (a->child != b->child)
        return (a->child > b->child) - (a->child < b->child);
    if (a->year != b->year)
        return (a->year > b->year) - (a->year < b->year);
    if (a->decom != b->decom)
        return (a->decom > b->decom) - (a->decom < b->decom);
    return (a->row > b->row) - (a->row < b->row);
}

static void add_children(const struct made_up_files *files, int32_t y, int32_t *child_of, struct care_records *out)
{
    const struct return_file *header = &files->header[y], *uasc = &files->uasc[y];
    for (int64_t i = 0; i < header->rows; i++) {
        int32_t name = made_up_number(return_cell(header, HEADER_CHILD, i));
        if (child_of[name] < 0) {
            child_of[name] = (int32_t)care_records_add_child(out, NULL);
            out->born[child_of[name]] = return_day(header, HEADER_DOB, i);
            out->name[child_of[name]] = name;
        }
        assert_int_equal(out->born[child_of[name]], return_day(header, HEADER_DOB, i));
    }
    for (int64_t i = 0; i < uasc->rows; i++)
        out->uasc[child_of[made_up_number(return_cell(uasc, UASC_CHILD, i))]] = 1;
}

static void add_rows(const struct made_up_files *files, const struct placed_row *rows, int64_t count,
                     struct care_records *out)
{
    for (int64_t i = 0; i < count; i++) {
        const struct return_file *file = &files->episodes[rows[i].year - files->report.first_year];
        int64_t at = care_records_add_row(out, NULL), from = rows[i].row;
        out->child[at] = rows[i].child;
        out->year[at] = rows[i].year;
        out->decom[at] = rows[i].decom;
        out->dec[at] = return_day(file, EPISODES_DEC, from);
        out->rne[at] = return_code(file, EPISODES_RNE, from);
        out->ls[at] = return_code(file, EPISODES_LS, from);
        out->cin[at] = return_code(file, EPISODES_CIN, from);
        out->place[at] = return_code(file, EPISODES_PLACE, from);
        out->provider[at] = return_code(file, EPISODES_PLACE_PROVIDER, from);
        out->rec[at] = return_code(file, EPISODES_REC, from);
        out->reason[at] = return_code(file, EPISODES_REASON_PLACE_CHANGE, from);
        out->line[at] = (int32_t)file->line[from];
    }
}

void made_up_records(const struct made_up_files *files, struct care_records *out)
{
    int64_t total = 0, count = 0;
    *out = (struct care_records){0};
    int32_t *child_of = malloc(NUMBERS * sizeof *child_of);
    assert_non_null(child_of);
    for (int32_t i = 0; i < NUMBERS; i++)
        child_of[i] = -1;
    for (int32_t y = 0; y < files->years; y++) {
        int64_t at = care_records_add_return(out, NULL);
        out->return_of[at] = (struct care_return){.year = files->report.first_year + y,
                                                  .annual = true,
                                                  .last_date = calendar_year_end(files->report.first_year + y),
                                                  .children = files->header[y].rows};
        add_children(files, y, child_of, out);
        total += files->episodes[y].rows;
    }
    struct placed_row *rows = malloc((size_t)total * sizeof *rows);
    assert_non_null(rows);
    for (int32_t y = 0; y < files->years; y++)
        for (int64_t i = 0; i < files->episodes[y].rows; i++)
            rows[count++] =
                (struct placed_row){.child = child_of[made_up_number(return_cell(&files->episodes[y], EPISODES_CHILD, i))],
                                    .year = files->report.first_year + y,
                                    .decom = return_day(&files->episodes[y], EPISODES_DECOM, i),
                                    .row = i};
    qsort(rows, (size_t)count, sizeof *rows, compare_rows);
    add_rows(files, rows, count, out);
    out->known_to = calendar_year_end(files->report.last_year);
    free(rows);
    free(child_of);
}
