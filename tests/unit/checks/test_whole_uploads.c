/*
 * The rules over two whole uploads (data/checks903/golden of the shared data), against what the public validators found in
 * them, rule by rule and row by row.
 *
 *     build/tests/unit/checks/test_whole_uploads [CODE]     also names the rows that differ, of one rule
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/file.h"
#include "case_desk.h"
#include "checks/check.h"
#include "returns/csv_rows.h"

enum { FORMS = CHECK_TABLES / 2, BYTES_MAX = 1 << 20, ROWS_MAX = 4096 };

static const char *only; /* the rule whose rows are named */

/* An upload: this year's files and those of the year before. */
struct upload {
    const char *name;
    int32_t year;
};

static const struct upload sample = {"sample-2018", 2018}, fuzz = {"fuzz-2026-clean", 2025};

static const char *folder_of(const struct upload *upload, char *out, size_t size)
{
    const char *shared = getenv("HOMEWARD_SHARED");
    snprintf(out, size, "%s/data/checks903/golden/%s", shared ? shared : "../shared", upload->name);
    return file_is_folder(out) ? out : NULL;
}

/* "this-previous_permanence.csv" → "PrevPerm", "prev-Episodes.csv" → "Episodes_last"; -1 for what is no table. */
static int32_t table_of_file(const char *file)
{
    static const char *const other[][2] = {{"previous_permanence", "PrevPerm"}, {"placed_for_adoption", "PlacedAdoption"}};
    char name[64];
    bool last = strncmp(file, "prev-", 5) == 0;
    if (!last && strncmp(file, "this-", 5) != 0)
        return -1;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(file + 5, "."), file + 5);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (strcmp(name, other[i][0]) == 0)
            snprintf(name, sizeof name, "%s", other[i][1]);
    for (int32_t table = 0; table < FORMS; table++)
        if (strcasecmp(name, check_table_name(table)) == 0)
            return table + (last ? FORMS : 0);
    return -1;
}

static void lay_out_file(struct case_desk *desk, const char *path, int32_t table)
{
    struct file_bytes bytes = {0};
    struct csv_rows rows;
    char text[CASE_COLUMNS_MAX][2][128];
    const char *name[CASE_COLUMNS_MAX], *value[CASE_COLUMNS_MAX];
    int32_t columns = 0;
    assert_int_equal(file_read(path, BYTES_MAX, &bytes, NULL), 0);
    assert_int_equal(csv_rows_open(&rows, bytes.bytes, bytes.length, NULL), 0);
    for (int64_t row = -1; csv_rows_next(&rows, NULL) == CSV_ROWS_ROW; row++) {
        columns = row < 0 ? rows.cells : columns;
        for (int32_t i = 0; i < columns; i++) {
            struct return_text cell = csv_rows_cell(&rows, i);
            snprintf(text[i][row >= 0], sizeof text[i][0], "%.*s", (int)cell.length, cell.bytes);
            *(row < 0 ? &name[i] : &value[i]) = text[i][row >= 0];
        }
        if (row < 0)
            case_desk_table(desk, check_table_name(table), name, columns);
        else
            case_desk_row(desk, row, value);
    }
    csv_rows_close(&rows);
    file_bytes_clear(&bytes);
}

static void lay_out(struct case_desk *desk, const char *folder)
{
    struct file_paths paths = {0};
    assert_int_equal(file_list(folder, &paths, NULL), 0);
    for (int64_t i = 0; i < paths.count; i++) {
        int32_t table = table_of_file(file_name(paths.path[i]));
        /* nobody looks at what these were the year before */
        bool seen = table >= 0 && strcmp(check_table_name(table), "Reviews_last") != 0 &&
                    strcmp(check_table_name(table), "OC2_last") != 0;
        if (seen)
            lay_out_file(desk, paths.path[i], table);
    }
    file_paths_clear(&paths);
}

/* Rows of each table of the return that a rule finds. */
struct rows {
    uint8_t is[FORMS][ROWS_MAX];
};

static void take_expected(const json_t *expected, const char *code, struct rows *out)
{
    memset(out, 0, sizeof *out);
    for (int32_t table = 0; table < FORMS; table++) {
        const json_t *rows = json_object_get(json_object_get(expected, code), check_table_name(table));
        for (size_t i = 0; i < json_array_size(rows); i++)
            out->is[table][json_integer_value(json_array_get(rows, i))] = 1;
    }
}

static void take_found(const struct check_findings *found, int32_t rule, struct rows *out)
{
    memset(out, 0, sizeof *out);
    for (int64_t i = 0; i < found->count; i++)
        if (found->rule[i] == rule)
            out->is[found->table[i]][found->row[i]] = 1;
}

static int32_t count_more(const struct rows *these, const struct rows *those, const char *code, const char *what)
{
    int32_t count = 0;
    for (int32_t table = 0; table < FORMS; table++)
        for (int32_t row = 0; row < ROWS_MAX; row++) {
            if (!these->is[table][row] || those->is[table][row])
                continue;
            count++;
            if (only && strcmp(only, code) == 0)
                print_message("# %s %s %s %d\n", code, what, check_table_name(table), row);
        }
    return count;
}

static int32_t compare(const struct upload *upload, const struct check_catalogue *catalogue, const struct check_findings *found,
                       const json_t *expected)
{
    int32_t differing = 0;
    for (int32_t rule = 0; rule < catalogue->rules; rule++) {
        static struct rows ours, theirs;
        const char *code = catalogue->rule[rule].code;
        take_found(found, rule, &ours);
        take_expected(expected, code, &theirs);
        int32_t missing = count_more(&theirs, &ours, code, "misses"), extra = count_more(&ours, &theirs, code, "adds");
        differing += missing || extra;
        if (missing || extra)
            print_message("# %s: rule %s misses %d and adds %d\n", upload->name, code, missing, extra);
    }
    return differing;
}

static void rules_find_what_the_validators_found(void **state)
{
    const struct upload *upload = *state;
    char folder[512], path[600];
    struct check_catalogue catalogue;
    struct check_findings found = {0};
    struct problem problem = {0};
    const struct check_year of = {.year = upload->year};
    struct case_desk desk;
    if (!folder_of(upload, folder, sizeof folder)) {
        print_message("# skipped: no whole uploads of the shared data (HOMEWARD_SHARED or ../shared)\n");
        skip();
    }
    assert_int_equal(check_catalogue_open(&catalogue, NULL), 0);
    case_desk_open(&desk);
    lay_out(&desk, folder);
    assert_string_equal(desk.wrong, "");
    assert_int_equal(layout_collection(desk.desk, upload->year, calendar_year_start(upload->year),
                                       calendar_year_end(upload->year), "330", desk.has_last, &problem),
                     0);
    assert_int_equal(layout_finish(desk.desk, &problem), 0);
    assert_int_equal(check_findings_add_year(&found, &of, NULL), 0);
    assert_int_equal(check_desk(desk.desk, &catalogue, CHECK_EVERY_RULE, 0, NULL, &found, &problem), 0);
    case_desk_close(&desk);
    snprintf(path, sizeof path, "%s/expected.json", folder);
    json_error_t error;
    json_t *expected = json_load_file(path, 0, &error);
    assert_non_null(expected);
    int32_t differing = compare(upload, &catalogue, &found, json_object_get(expected, "expected"));
    json_decref(expected);
    check_findings_clear(&found);
    check_catalogue_close(&catalogue);
    assert_int_equal(differing, 0);
}

int main(int count, char **args)
{
    const struct CMUnitTest tests[] = {
        {"the_sample_of_2018_19", rules_find_what_the_validators_found, NULL, NULL, (void *)(uintptr_t)&sample},
        {"the_random_return_of_2025_26", rules_find_what_the_validators_found, NULL, NULL, (void *)(uintptr_t)&fuzz},
    };
    only = count > 1 ? args[1] : NULL;
    return cmocka_run_group_tests_name("whole_uploads", tests, NULL, NULL);
}
