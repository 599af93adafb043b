/*
 * The rules over two whole uploads (data/checks903/golden of the shared data), against what the public validators found in
 * them, rule by rule and row by row.
 *
 *     build/tests/unit/checks/test_whole_uploads [CODE]     also names the rows that differ, of one rule or all
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

#include "../casebook/workspace_fixture.h"
#include "base/file.h"
#include "case_desk.h"
#include "checks/check.h"
#include "returns/csv_rows.h"

enum { FORMS = CHECK_TABLES / 2, BYTES_MAX = 1 << 20, ROWS_MAX = 4096 };

static const char *only; /* the rule whose rows are named */

/* How many rows of the validators' a rule of ours does not find, and how many it finds besides, with the reason. */
struct difference {
    const char *rule;
    int32_t misses, adds;
    const char *reason;
};

/* An upload: this year's files and those of the year before. */
struct upload {
    const char *name;
    int32_t year;
    const struct difference *differences; /* ended by a NULL rule */
};

#define BY_YEAR "codes and rules are those of the return's own year, not of 2025-26"
#define ASIDE "rows with a date that cannot be read are set aside, and named by the rule on that date"
#define TIED                                                                                                                \
    "of two episodes that begin on one day another is taken for the first: the validators' result hangs on the order"
#define NO_DOB "without a date of birth no age is known: rule 102 names the header"
#define ONGOING "a missing period that goes on in an open placement, or whose start is blank, is in order"

static const struct difference in_sample[] = {
    {"101", 572, 0, BY_YEAR}, /* 1 and 2 are sexes until 2023-24 */
    {"146", 71, 0, BY_YEAR},  /* H5 and P2 are placements */
    {"199", 0, 3, TIED},
    {"222", 0, 71, BY_YEAR}, /* and had no Ofsted number */
    {"234", 16, 0, BY_YEAR}, /* in force from 2025-26 */
    {"389", 2, 0, "an episode without an end has not ended before the age of 16: rule 148 names it"},
    {"393", 0, 199, BY_YEAR}, /* 2 is a girl */
    {"607", 0, 172, BY_YEAR},
    {NULL, 0, 0, NULL},
};

static const struct difference in_fuzz[] = {
    {"141", 0, 1, ASIDE},
    {"142", 4, 3, TIED},
    {"205A", 0, 1, "a child who is not in this year's UASC table at all is no longer UASC"},
    {"231", 0, 15, "the validators ask for a column that no file has"},
    {"233", 0, 29, "the validators ask for a column that no file has"},
    {"353", 1, 0, "a year before 1900 is not read as a date: rule 141 names the row"},
    {"355", 72, 0, "an episode with neither beginning nor end has not lasted less than a day: rule 141"},
    {"359", 0, 149, "the validators find it in their own worked case and never in a whole upload"},
    {"379", 0, 1, "how long a placement lasted does not hang on a date of birth"},
    {"387", 1, 0, NO_DOB},
    {"389", 4, 0, NO_DOB},
    {"392b", 10, 0, "a child of the UASC table without a header is UASC"},
    {"433", 0, 2, ASIDE},
    {"504", 36, 0, "two blanks are the same: rule 145 names them"},
    {"526", 1, 0, ASIDE},
    {"562", 1, 0, ASIDE},
    {"575", 4, 0, ONGOING},
    {"577", 8, 0, ONGOING},
    {"581", 15, 0, ONGOING},
    {"601", 0, 9, "a child without a row in AD1 has none of the six items"},
    {"621", 22, 0, NO_DOB},
    {"625", 0, 1, TIED},
    {"630", 0, 23, ASIDE},
    {"634", 10, 0, ASIDE},
    {"INT03", 1, 0, ASIDE},
    {"NoE", 1, 0, ASIDE},
    {NULL, 0, 0, NULL},
};

static const struct upload sample = {"sample-2018", 2018, in_sample}, fuzz = {"fuzz-2026-clean", 2025, in_fuzz};

static const struct difference *difference_of(const struct upload *upload, const char *rule)
{
    static const struct difference none = {0};
    for (const struct difference *one = upload->differences; one->rule; one++)
        if (strcmp(one->rule, rule) == 0)
            return one;
    return &none;
}

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

/* CHILD of every row of every table, so that those with a row set aside can be left out. */
static char child_at[CHECK_TABLES][ROWS_MAX][24];

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
        for (int32_t i = 0; row >= 0 && i < columns; i++)
            if (strcmp(name[i], "CHILD") == 0)
                snprintf(child_at[table][row], sizeof child_at[table][row], "%s", value[i]);
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
            if (only && (strcmp(only, code) == 0 || strcmp(only, "all") == 0))
                print_message("# %s %s %s %d\n", code, what, check_table_name(table), row);
        }
    return count;
}

static int32_t compare(const struct upload *upload, const struct check_catalogue *catalogue,
                       const struct check_findings *found, const json_t *expected)
{
    int32_t differing = 0;
    for (int32_t rule = 0; rule < catalogue->rules; rule++) {
        static struct rows ours, theirs;
        const char *code = catalogue->rule[rule].code;
        take_found(found, rule, &ours);
        take_expected(expected, code, &theirs);
        int32_t missing = count_more(&theirs, &ours, code, "misses"), extra = count_more(&ours, &theirs, code, "adds");
        const struct difference *told = difference_of(upload, code);
        if (missing == told->misses && extra == told->adds)
            continue;
        differing++;
        print_message("# %s: rule %s misses %d and adds %d, told are %d and %d\n", upload->name, code, missing, extra,
                      told->misses, told->adds);
    }
    return differing;
}

/* Runs every rule over the upload as it came, each cell read on its own. */
static void run_as_it_came(const struct upload *upload, const char *folder, const struct check_catalogue *catalogue,
                           struct check_findings *found)
{
    struct problem problem = {0};
    const struct check_year of = {.year = upload->year};
    struct case_desk desk;
    memset(child_at, 0, sizeof child_at);
    case_desk_open(&desk);
    lay_out(&desk, folder);
    assert_string_equal(desk.wrong, "");
    assert_int_equal(layout_collection(desk.desk, upload->year, calendar_year_start(upload->year),
                                       calendar_year_end(upload->year), "330", desk.has_last, &problem),
                     0);
    assert_int_equal(layout_finish(desk.desk, &problem), 0);
    assert_int_equal(check_findings_add_year(found, &of, NULL), 0);
    assert_int_equal(check_desk(desk.desk, catalogue, CHECK_EVERY_RULE, 0, NULL, found, &problem), 0);
    case_desk_close(&desk);
}

static bool is_here(const struct upload *upload, char *folder, size_t size)
{
    if (folder_of(upload, folder, size))
        return true;
    print_message("# skipped: no whole uploads of the shared data (HOMEWARD_SHARED or ../shared)\n");
    return false;
}

static void rules_find_what_the_validators_found(void **state)
{
    const struct upload *upload = *state;
    char folder[512], path[600];
    struct check_catalogue catalogue;
    struct check_findings found = {0};
    json_error_t error;
    if (!is_here(upload, folder, sizeof folder))
        skip();
    assert_int_equal(check_catalogue_open(&catalogue, NULL), 0);
    run_as_it_came(upload, folder, &catalogue, &found);
    snprintf(path, sizeof path, "%s/expected.json", folder);
    json_t *expected = json_load_file(path, 0, &error);
    assert_non_null(expected);
    int32_t differing = compare(upload, &catalogue, &found, json_object_get(expected, "expected"));
    json_decref(expected);
    check_findings_clear(&found);
    check_catalogue_close(&catalogue);
    assert_int_equal(differing, 0);
}

/* Imports the files of one year and gives them that year, whatever year their dates speak of; they are out of force until
 * both years are there, so that neither is taken for the other. */
static void import_year(struct workspace *workspace, const char *folder, const char *beginning, int32_t year)
{
    struct file_paths all = {0}, paths = {0};
    struct casebook_import_report report = {0};
    struct problem problem = {0};
    const struct casebook_import_options options = {
        .who = "A. Tester", .when = "2027-06-01T09:30:00Z", .today = calendar_day(2027, 6, 1)};
    assert_int_equal(file_list(folder, &all, NULL), 0);
    paths.path = calloc((size_t)all.count, sizeof *paths.path);
    for (int64_t i = 0; i < all.count; i++)
        if (strncmp(file_name(all.path[i]), beginning, strlen(beginning)) == 0)
            paths.path[paths.count++] = all.path[i];
    if (casebook_import(workspace->casebook, &paths, &options, NULL, &report, &problem) < 0)
        fail_msg("%s", problem.text);
    casebook_import_report_clear(&report);
    free(paths.path);
    file_paths_clear(&all);
    char sql[160];
    snprintf(sql, sizeof sql, "UPDATE return_file SET year = %d, superseded_by = brought_by WHERE superseded_by IS NULL",
             year);
    workspace_sql(workspace, sql);
}

/* Takes the rows out of the findings whose child has a row that the importer or the case's reader has set aside. */
static void leave_out(const struct check_findings *found, bool lines, const char *aside, struct check_findings *out)
{
    for (int64_t i = 0; i < found->count; i++) {
        int32_t row = found->row[i] - (lines ? 2 : 0);
        char child[32];
        snprintf(child, sizeof child, " %s ", child_at[found->table[i]][row]);
        if (strcasestr(aside, child))
            continue;
        int64_t added = check_findings_add(out, NULL);
        assert_true(added >= 0);
        out->rule[added] = found->rule[i];
        out->table[added] = found->table[i];
        out->row[added] = row;
    }
}

/* " A B C " of all children with a row set aside, in either year. */
static void append_aside(struct workspace *workspace, const struct check_year *years, struct text *out)
{
    struct desk *desk = NULL;
    struct desk_question *question = NULL;
    assert_int_equal(desk_open(workspace->casebook, &desk, NULL), 0);
    assert_int_equal(desk_ask(desk, "SELECT file, line FROM kept.quarantined ORDER BY 1, 2", &question, NULL), 0);
    text_append_char(out, ' ');
    while (desk_next(question, NULL) == 1)
        for (int32_t table = 0; table < CHECK_TABLES; table++)
            if (years->file[table] == desk_number(question, 0))
                text_format(out, "%s ", child_at[table][desk_number(question, 1) - 2]);
    desk_answered(question);
    desk_close(desk);
}

/* Rules that look at identities as the importer keeps them: parts of postcodes, UPNs and Ofsted numbers have none. */
static bool looks_at_identities(const char *fields)
{
    return strstr(fields, "POST") || strstr(fields, "URN") || strstr(fields, "UPN");
}

/*
 * What the importer keeps of an upload gives the same findings as the upload itself, for all children of whom it has set no
 * row aside.
 */
static void what_was_imported_gives_the_same_findings(void **state)
{
    const struct upload *upload = *state;
    char folder[512];
    void *fixture = NULL;
    struct check_catalogue catalogue;
    struct check_findings came = {0}, kept = {0}, came_whole = {0}, kept_whole = {0};
    struct text aside = {0};
    const struct check_choice choice = {.year = CHECK_NEWEST, .rule = CHECK_EVERY_RULE};
    int32_t differing = 0;
    if (!is_here(upload, folder, sizeof folder))
        skip();
    assert_int_equal(check_catalogue_open(&catalogue, NULL), 0);
    run_as_it_came(upload, folder, &catalogue, &came);
    assert_int_equal(workspace_set_up(&fixture), 0);
    struct workspace *workspace = fixture;
    import_year(workspace, folder, "prev-", upload->year - 1);
    import_year(workspace, folder, "this-", upload->year);
    workspace_sql(workspace, "UPDATE return_file SET superseded_by = NULL");
    assert_int_equal(check_returns(workspace->casebook, &catalogue, &choice, NULL, &kept, NULL), 0);
    append_aside(workspace, kept.year_of, &aside);
    leave_out(&came, false, text_string(&aside), &came_whole);
    leave_out(&kept, true, text_string(&aside), &kept_whole);
    assert_true(kept_whole.count > 1000);
    for (int32_t rule = 0; rule < catalogue.rules; rule++) {
        static struct rows ours, theirs;
        const struct check_rule *one = &catalogue.rule[rule];
        take_found(&kept_whole, rule, &ours);
        take_found(&came_whole, rule, &theirs);
        int32_t missing = count_more(&theirs, &ours, one->code, "loses"),
                extra = count_more(&ours, &theirs, one->code, "gains");
        if ((missing == 0 && extra == 0) || looks_at_identities(one->fields))
            continue;
        print_message("# %s: by the importer rule %s loses %d and gains %d\n", upload->name, one->code, missing, extra);
        differing++;
    }
    text_clear(&aside);
    check_findings_clear(&came);
    check_findings_clear(&kept);
    check_findings_clear(&came_whole);
    check_findings_clear(&kept_whole);
    check_catalogue_close(&catalogue);
    workspace_tear_down(&fixture);
    assert_int_equal(differing, 0);
}

int main(int count, char **args)
{
    void *the_sample = (void *)(uintptr_t)&sample, *the_fuzz = (void *)(uintptr_t)&fuzz;
    const struct CMUnitTest tests[] = {
        {"the_rules_find_in_the_sample_of_2018_19_what_the_validators_did", rules_find_what_the_validators_found, NULL, NULL,
         the_sample},
        {"the_rules_find_in_the_random_return_of_2025_26_what_the_validators_did", rules_find_what_the_validators_found,
         NULL, NULL, the_fuzz},
        {"the_sample_of_2018_19_imported_gives_the_same_findings", what_was_imported_gives_the_same_findings, NULL, NULL,
         the_sample},
        {"the_random_return_of_2025_26_imported_gives_the_same_findings", what_was_imported_gives_the_same_findings, NULL,
         NULL, the_fuzz},
    };
    only = count > 1 ? args[1] : NULL;
    return cmocka_run_group_tests_name("whole_uploads", tests, NULL, NULL);
}
