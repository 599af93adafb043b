/*
 * One council in four forms: a folder of CSV files, a ZIP of it, an XML file a year, and a pre-merged file a table. All give
 * the same canonical content, and what came in one form is known again in the others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/file.h"
#include "returns/return_bundle.h"
#include "returns/return_write.h"
#include "returns/return_write_xml.h"
#include "synth/synth.h"
#include "workspace_fixture.h"

#include "../returns/zipping.h"

enum { YEARS_MAX = 8, PATH = 64 };

/* The tables of one collection year, read. */
struct year_tables {
    int32_t year;
    struct return_bundle table[RETURN_TABLES]; /* of one part each; none where the year has no such file */
};

struct council {
    struct year_tables year[YEARS_MAX];
    int years;
};

static const struct return_file *file_of(const struct year_tables *year, int table)
{
    return year->table[table].parts ? &year->table[table].part[0].file : NULL;
}

static struct year_tables *year_of(struct council *council, int32_t year)
{
    for (int i = 0; i < council->years; i++)
        if (council->year[i].year == year)
            return &council->year[i];
    assert_true(council->years < YEARS_MAX);
    council->year[council->years].year = year;
    return &council->year[council->years++];
}

/* Reads all tables below a folder; their year is the first number in "2019-header.csv" or "2019-20/header.csv". */
static void read_council(const char *folder, struct council *council)
{
    struct file_paths paths = {0};
    assert_int_equal(file_list(folder, &paths, NULL), 0);
    for (int64_t i = 0; i < paths.count; i++) {
        struct file_bytes bytes = {0};
        struct return_bundle bundle = {0};
        int32_t year = 0;
        bool dated =
            sscanf(file_name(paths.path[i]), "%d-", &year) == 1 || sscanf(file_place(paths.path[i]), "%d-", &year) == 1;
        assert_int_equal(file_read(paths.path[i], 1 << 26, &bytes, NULL), 0);
        if (dated && return_bundle_read(bytes.bytes, bytes.length, "x", &bundle, NULL) == 0 &&
            bundle.part[0].file.table >= 0)
            year_of(council, year)->table[bundle.part[0].file.table] = bundle;
        else
            return_bundle_clear(&bundle);
        file_bytes_clear(&bytes);
    }
    file_paths_clear(&paths);
}

static void clear_council(struct council *council)
{
    for (int i = 0; i < council->years; i++)
        for (int table = 0; table < RETURN_TABLES; table++)
            return_bundle_clear(&council->year[i].table[table]);
}

/* One row as cells of text, and room for them. */
struct cells {
    struct return_text cell[RETURN_COLUMNS_MAX];
    char text[RETURN_COLUMNS_MAX][RETURN_CELL_SIZE];
};

static void cells_of(const struct return_file *file, int64_t row, struct cells *out)
{
    const struct return_layout *layout = return_layout(file->table);
    for (int32_t k = 0; k < layout->columns; k++) {
        enum return_kind kind = layout->column[k].kind;
        out->cell[k] = kind == RETURN_DATE   ? return_date_text(return_day(file, k, row), out->text[k])
                       : kind == RETURN_CODE ? return_code_text(return_code(file, k, row), out->text[k])
                                             : return_cell(file, k, row);
    }
}

static bool same_child(const struct return_file *left, int64_t i, const struct return_file *right, int64_t k)
{
    struct return_text first = return_cell(left, 0, i), second = return_cell(right, 0, k);
    return first.length == second.length && memcmp(first.bytes, second.bytes, first.length) == 0;
}

/* The row of the table that names the child of another row, or -1. */
static int64_t find_child(const struct return_file *in, const struct return_file *file, int64_t row)
{
    for (int64_t i = 0; in && i < in->rows; i++)
        if (same_child(in, i, file, row))
            return i;
    return -1;
}

static void write_rows(struct return_xml *xml, const struct year_tables *year, const struct return_file *file, int64_t row)
{
    static const enum return_table order[] = {RETURN_REVIEWS,
                                              RETURN_MISSING,
                                              RETURN_PREVIOUS_PERMANENCE,
                                              RETURN_PLACED_ADOPTION,
                                              RETURN_OC2,
                                              RETURN_OC3,
                                              RETURN_AD1,
                                              RETURN_EPISODES,
                                              RETURN_SOCIAL_WORKER,
                                              RETURN_DOLO};
    struct cells cells;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const struct return_file *table = file_of(year, order[i]);
        for (int64_t k = 0; table && k < table->rows; k++)
            if (same_child(table, k, file, row)) {
                cells_of(table, k, &cells);
                return_write_xml_row(xml, order[i], cells.cell);
            }
    }
}

/* Whether an earlier table or row of the year has named the child of the row. */
static bool named_before(const struct year_tables *year, int table, int64_t row)
{
    const struct return_file *file = file_of(year, table);
    for (int earlier = 0; earlier < table; earlier++)
        if (find_child(file_of(year, earlier), file, row) >= 0)
            return true;
    return find_child(file, file, row) < row;
}

static void write_xml(const struct year_tables *year, struct text *out)
{
    struct return_xml xml;
    struct cells header, uasc;
    return_write_xml_open(&xml, out, year->year);
    for (int table = 0; table < RETURN_TABLES; table++) {
        const struct return_file *file = file_of(year, table);
        for (int64_t i = 0; file && i < file->rows; i++) {
            if (named_before(year, table, i))
                continue;
            int64_t in_uasc = find_child(file_of(year, RETURN_UASC), file, i);
            bool has_header = table == RETURN_HEADER;
            assert_true(has_header || in_uasc < 0); /* the form has no place for a UASC row without a header */
            if (has_header)
                cells_of(file, i, &header);
            if (in_uasc >= 0)
                cells_of(file_of(year, RETURN_UASC), in_uasc, &uasc);
            return_write_xml_child(&xml, has_header ? header.cell : NULL, in_uasc >= 0 ? uasc.cell : NULL);
            write_rows(&xml, year, file, i);
        }
    }
    return_write_xml_close(&xml);
}

static void write_merged(const struct council *council, int table, struct text *out)
{
    int32_t newest = 0;
    for (int i = 0; i < council->years; i++)
        newest = council->year[i].year > newest ? council->year[i].year : newest;
    return_write_merged_heading(out, (enum return_table)table, newest);
    for (int i = 0; i < council->years; i++) {
        const struct return_file *file = file_of(&council->year[i], table);
        struct cells cells;
        for (int64_t row = 0; file && row < file->rows; row++) {
            cells_of(file, row, &cells);
            return_write_merged_row(out, (enum return_table)table, newest, "E10000099", council->year[i].year, cells.cell);
        }
    }
}

static void put_xml(struct workspace *workspace, const struct council *council)
{
    for (int i = 0; i < council->years; i++) {
        struct text text = {0};
        char name[PATH];
        snprintf(name, sizeof name, "%d.xml", i);
        write_xml(&council->year[i], &text);
        workspace_put_bytes(workspace, name, text.bytes, text.length);
        text_clear(&text);
    }
}

static void put_merged(struct workspace *workspace, const struct council *council)
{
    for (int table = 0; table < RETURN_TABLES; table++) {
        struct text text = {0};
        char name[PATH];
        snprintf(name, sizeof name, "%d.csv", table);
        write_merged(council, table, &text);
        workspace_put_bytes(workspace, name, text.bytes, text.length);
        text_clear(&text);
    }
}

static void put_zip(struct workspace *workspace, const char *folder)
{
    struct file_paths paths = {0};
    assert_int_equal(file_list(folder, &paths, NULL), 0);
    struct file_bytes *bytes = array_new(paths.count, sizeof *bytes, NULL);
    struct zipping zipping = zipping_open();
    for (int64_t i = 0; i < paths.count; i++) {
        assert_int_equal(file_read(paths.path[i], 1 << 26, &bytes[i], NULL), 0);
        zipping_add(&zipping, paths.path[i] + strlen(folder) + 1, bytes[i].bytes, bytes[i].length);
    }
    struct file_bytes zip = zipping_close(&zipping);
    workspace_put_bytes(workspace, "returns.zip", zip.bytes, zip.length);
    file_bytes_clear(&zip);
    for (int64_t i = 0; i < paths.count; i++)
        file_bytes_clear(&bytes[i]);
    free(bytes);
    file_paths_clear(&paths);
}

/* What a workspace has, as hashes. */
struct hashes {
    char content[33], whole[33];
};

static void hash(struct workspace *workspace, struct hashes *out)
{
    struct care_records records = {0};
    struct problem problem = {0};
    if (casebook_load_records(workspace->casebook, &records, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_int_equal(casebook_content_hash(&records, out->content, NULL), 0);
    assert_int_equal(casebook_whole_hash(workspace->casebook, out->whole, NULL), 0);
    care_records_clear(&records);
}

static void import_folder(struct workspace *workspace, const char *folder, struct casebook_import_report *report)
{
    struct file_paths paths = {0};
    struct problem problem = {0};
    const struct casebook_import_options options = {
        .who = "A. Tester", .when = "2026-06-01T09:30:00Z", .today = calendar_day(2026, 6, 1)};
    assert_int_equal(file_list(folder, &paths, NULL), 0);
    if (casebook_import(workspace->casebook, &paths, &options, NULL, report, &problem) < 0)
        fail_msg("%s", problem.text);
    file_paths_clear(&paths);
}

enum form { AS_XML, AS_MERGED, AS_ZIP, FORMS };

static void put_form(struct workspace *workspace, enum form form, const char *folder, const struct council *council)
{
    if (form == AS_XML)
        put_xml(workspace, council);
    else if (form == AS_MERGED)
        put_merged(workspace, council);
    else
        put_zip(workspace, folder);
}

/* Imports the form into a workspace of its own, whose key is another, and holds its content against `expected`. */
static void assert_same_alone(enum form form, const char *folder, const struct council *council,
                              const struct hashes *expected)
{
    void *state = NULL;
    struct hashes found;
    assert_int_equal(workspace_set_up(&state), 0);
    put_form(state, form, folder, council);
    workspace_import_well(state, NULL);
    hash(state, &found);
    assert_string_equal(found.whole, expected->whole);
    assert_string_equal(found.content, expected->content);
    workspace_tear_down(&state);
}

/* Imports the form on top of the folder: every row is there already. */
static void assert_nothing_new(struct workspace *workspace, enum form form, const char *folder,
                               const struct council *council)
{
    struct text before = {0}, after = {0};
    struct casebook_import_report report = {0};
    put_form(workspace, form, folder, council);
    workspace_dump(workspace, &before);
    workspace_import_well(workspace, &report);
    workspace_dump(workspace, &after);
    for (int64_t i = 0; i < report.files; i++)
        if (report.file[i].outcome != CASEBOOK_SAME && report.file[i].outcome != CASEBOOK_SAME_ROWS &&
            report.file[i].outcome != CASEBOOK_NOT_A_RETURN && report.file[i].rows_read)
            fail_msg("%s: %s of %d is %s", report.file[i].place, casebook_import_title(&report.file[i]), report.file[i].year,
                     casebook_outcome_word(report.file[i].outcome));
    assert_int_equal(report.snapshot, 0);
    assert_string_equal(text_string(&before), text_string(&after));
    casebook_import_report_clear(&report);
    text_clear(&before);
    text_clear(&after);
}

static void assert_all_forms_are_one(struct workspace *workspace, const char *folder)
{
    static struct council council;
    struct hashes expected;
    struct casebook_import_report report = {0};
    council = (struct council){.years = 0};
    read_council(folder, &council);
    assert_true(council.years >= 4);
    import_folder(workspace, folder, &report);
    hash(workspace, &expected);
    casebook_import_report_clear(&report);
    for (int form = 0; form < FORMS; form++) {
        assert_same_alone((enum form)form, folder, &council, &expected);
        assert_nothing_new(workspace, (enum form)form, folder, &council);
    }
    clear_council(&council);
}

static void the_sample_is_the_same_in_every_form(void **state)
{
    char folder[512];
    if (!shared_folder())
        skip();
    snprintf(folder, sizeof folder, "%s/data/returns/sample-2017-2021", shared_folder());
    assert_all_forms_are_one(*state, folder);
}

static void a_made_up_council_is_the_same_in_every_form(void **state)
{
    struct workspace *workspace = *state;
    char folder[128];
    struct synth_report made;
    struct problem problem = {0};
    const struct synth_options options = {.children = 60, .years = 6, .last_year = 2025, .seed = 11};
    snprintf(folder, sizeof folder, "%s/made-up", workspace->root);
    if (synth_write(casebook_system(workspace->casebook), &options, folder, NULL, NULL, &made, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_all_forms_are_one(workspace, folder);
}

/* The test would see it: one day of one child's review is another whole, and the same content for a run. */
static void a_review_is_in_the_whole_and_in_no_run(void **state)
{
    (void)state;
    struct hashes found[2];
    for (int i = 0; i < 2; i++) {
        void *own = NULL;
        assert_int_equal(workspace_set_up(&own), 0);
        workspace_put(own, "e.csv",
                      "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
                      "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A\n");
        workspace_put(own, "r.csv",
                      i ? "CHILD,DOB,REVIEW,REVIEW_CODE\n100,01/01/2010,12/08/2019,PN1\n"
                        : "CHILD,DOB,REVIEW,REVIEW_CODE\n100,01/01/2010,11/08/2019,PN1\n");
        workspace_import_well(own, NULL);
        hash(own, &found[i]);
        workspace_tear_down(&own);
    }
    assert_string_not_equal(found[0].whole, found[1].whole);
    assert_string_equal(found[0].content, found[1].content);
}

/* Rows that change hands are another whole, though all rows are the same. */
static void whose_rows_are_whose_is_in_the_whole(void **state)
{
    (void)state;
    struct hashes found[3];
    static const char *const reviews[] = {"100,,11/08/2019,PN1\n200,,12/08/2019,PN1\n",
                                          "200,,11/08/2019,PN1\n100,,12/08/2019,PN1\n",
                                          "200,,12/08/2019,PN1\n100,,11/08/2019,PN1\n"};
    for (int i = 0; i < 3; i++) {
        void *own = NULL;
        char text[128];
        assert_int_equal(workspace_set_up(&own), 0);
        workspace_put(own, "e.csv",
                      "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
                      "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A\n200,01/06/2019,S,C2,N1,U4,PR1,20/03/2020,E4A\n");
        snprintf(text, sizeof text, "CHILD,DOB,REVIEW,REVIEW_CODE\n%s", reviews[i]);
        workspace_put(own, "r.csv", text);
        workspace_import_well(own, NULL);
        hash(own, &found[i]);
        workspace_tear_down(&own);
    }
    assert_string_not_equal(found[0].whole, found[1].whole);
    assert_string_equal(found[0].whole, found[2].whole);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_sample_is_the_same_in_every_form),
        TEST(a_made_up_council_is_the_same_in_every_form),
        cmocka_unit_test(a_review_is_in_the_whole_and_in_no_run),
        cmocka_unit_test(whose_rows_are_whose_is_in_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
