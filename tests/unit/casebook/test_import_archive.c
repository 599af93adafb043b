/* ZIP archives: what lies in them comes in as if it lay in a folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "workspace_fixture.h"

#include "../returns/zipping.h"

#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"

static const char episodes_2019[] = EPISODES "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,,,\n";
static const char header_2019[] = HEADER "100,1,01/01/2010,WBRI,,,\n";
static const char episodes_2020[] = EPISODES "200,01/05/2020,S,C2,N1,U4,PR1,20/03/2021,E4A,,,,\n";
static const char header_2020[] = HEADER "200,1,01/01/2011,WBRI,,,\n";

/* Writes an archive of names and texts, the last name NULL. */
static void put_zip(struct workspace *workspace, const char *name, const char *const *entries)
{
    struct zipping zipping = zipping_open();
    for (int i = 0; entries[i]; i += 2)
        zipping_text(&zipping, entries[i], entries[i + 1]);
    struct file_bytes zip = zipping_close(&zipping);
    workspace_put_bytes(workspace, name, zip.bytes, zip.length);
    file_bytes_clear(&zip);
}

static const char *const two_years[] = {"2020/h.csv",  header_2020,  "2019/e.csv", episodes_2019, "2020/e.csv",
                                        episodes_2020, "2019/h.csv", header_2019,  NULL};

static void files_of_an_archive_come_in_under_its_name(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_zip(workspace, "deep/all.zip", two_years);
    workspace_import_well(workspace, &report);
    static const char *const places[] = {"all.zip/2019/e.csv", "all.zip/2019/h.csv", "all.zip/2020/e.csv",
                                         "all.zip/2020/h.csv"};
    assert_int_equal(report.files, 4);
    for (int i = 0; i < 4; i++) {
        assert_string_equal(report.file[i].place, places[i]);
        assert_int_equal(report.file[i].outcome, CASEBOOK_LOADED);
        assert_int_equal(report.file[i].year, i < 2 ? 2019 : 2020);
    }
    workspace_assert(workspace, "SELECT name FROM return_file ORDER BY id",
                     "all.zip/2019/e.csv\nall.zip/2019/h.csv\nall.zip/2020/e.csv\nall.zip/2020/h.csv\n");
    assert_string_equal(casebook_file_name(workspace->casebook, 3), "all.zip/2020/e.csv");
    casebook_import_report_clear(&report);
}

static void an_archive_may_be_named_itself(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_zip(workspace, "all.zip", two_years);
    assert_int_equal(workspace_import_one(workspace, "all.zip", calendar_day(2026, 6, 1), NULL, &report, NULL), 0);
    assert_int_equal(report.files, 4);
    assert_int_equal(report.rows, 4);
    casebook_import_report_clear(&report);
}

static void an_archive_and_its_folder_are_the_same_files(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "2019/e.csv", episodes_2019);
    workspace_put(workspace, "2019/h.csv", header_2019);
    put_zip(workspace, "all.zip", two_years);
    workspace_import_well(workspace, &report);
    assert_int_equal(report_file(&report, "returns/2019/e.csv")->outcome, CASEBOOK_LOADED);
    assert_int_equal(report_file(&report, "all.zip/2019/e.csv")->outcome, CASEBOOK_SAME);
    assert_int_equal(report_file(&report, "all.zip/2019/h.csv")->outcome, CASEBOOK_SAME);
    assert_int_equal(report_file(&report, "all.zip/2020/h.csv")->outcome, CASEBOOK_LOADED);
    workspace_assert(workspace, "SELECT count(*) FROM episode", "2\n");
    casebook_import_report_clear(&report);
}

/* A pair within an archive, and across: both names are told. */
static void two_files_of_one_year_are_refused_by_their_names_in_the_archive(void **state)
{
    struct workspace *workspace = *state;
    static const char *const pair[] = {"a/e.csv", episodes_2019, "b/e.csv",
                                       EPISODES "100,01/05/2019,S,C2,N1,U5,PR1,20/03/2020,E4A,,,,\n", NULL};
    put_zip(workspace, "x.zip", pair);
    workspace_import_badly(workspace, PROBLEM_INPUT, "x.zip/a/e.csv and x.zip/b/e.csv are both Episodes of 2019-20");
}

static void a_broken_entry_refuses_the_import(void **state)
{
    struct workspace *workspace = *state;
    workspace_put(workspace, "good.csv", episodes_2019);
    workspace_import_well(workspace, NULL);
    struct zipping zipping = zipping_open();
    zipping_text(&zipping, "2020/a.csv", episodes_2020);
    zip_uint64_t last = zipping_text(&zipping, "2020/h.csv", header_2020);
    zip_set_file_compression(zipping.archive, last, ZIP_CM_STORE, 0);
    struct file_bytes zip = zipping_close(&zipping);
    char *row = memmem(zip.bytes, zip.length, "200,1,01/01/2011", 16);
    assert_non_null(row);
    row[0] = '3'; /* the checksum no longer holds */
    workspace_put_bytes(workspace, "returns.zip", zip.bytes, zip.length);
    file_bytes_clear(&zip);
    workspace_import_badly(workspace, PROBLEM_INPUT, "2020/h.csv in the archive is damaged");
}

static void a_truncated_archive_refuses_the_import(void **state)
{
    struct workspace *workspace = *state;
    struct zipping zipping = zipping_open();
    zipping_text(&zipping, "2020/a.csv", episodes_2020);
    struct file_bytes zip = zipping_close(&zipping);
    workspace_put(workspace, "good.csv", episodes_2019);
    for (size_t length = 4; length < zip.length; length += 7) {
        workspace_put_bytes(workspace, "returns.zip", zip.bytes, length);
        workspace_import_badly(workspace, PROBLEM_INPUT, "nothing has been imported: the archive cannot be read");
    }
    file_bytes_clear(&zip);
}

static void a_broken_return_in_an_archive_refuses_the_import_by_its_name(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    static const char *const broken[] = {"2019/e.csv", episodes_2019, "2020/e.csv",
                                         "CHILD,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,URN\n100,S,C2,N1,U4,PR1,,,\n", NULL};
    put_zip(workspace, "returns.zip", broken);
    workspace_import_badly(workspace, PROBLEM_INPUT, "nothing has been imported");
    assert_int_equal(workspace_import(workspace, NULL, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.file, "returns.zip/2020/e.csv"));
}

static void a_real_workbook_is_only_named(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    static const char *const book[] = {"[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>", NULL};
    workspace_put(workspace, "e.csv", episodes_2019);
    put_zip(workspace, "book.xlsx", book);
    workspace_import_well(workspace, &report);
    assert_int_equal(report.files, 2);
    assert_int_equal(report_file(&report, "book.xlsx")->outcome, CASEBOOK_NOT_A_RETURN);
    assert_non_null(strstr(report_file(&report, "book.xlsx")->message, "CSV UTF-8"));
    casebook_import_report_clear(&report);
}

static void what_is_no_return_in_an_archive_is_named_and_the_rest_loads(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    static const char *const mixed[] = {"2019/e.csv", episodes_2019, "notes.txt", "Call Jo on Monday.\n",
                                        "old.zip",    "PK\003\004",  NULL};
    put_zip(workspace, "returns.zip", mixed);
    workspace_import_well(workspace, &report);
    assert_int_equal(report_file(&report, "2019/e.csv")->outcome, CASEBOOK_LOADED);
    assert_int_equal(report_file(&report, "notes.txt")->outcome, CASEBOOK_NOT_A_RETURN);
    assert_int_equal(report_file(&report, "old.zip")->outcome, CASEBOOK_NOT_A_RETURN);
    casebook_import_report_clear(&report);
}

static void a_broken_xml_return_refuses_the_import(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "e.csv", episodes_2019);
    workspace_put(workspace, "logo.svg", "<svg><g></svg>");
    workspace_import_well(workspace, &report);
    assert_int_equal(report_file(&report, "logo.svg")->outcome, CASEBOOK_NOT_A_RETURN);
    casebook_import_report_clear(&report);
    workspace_put(workspace, "r.xml", "<MESSAGE><CHILD><HEADER><CHILDID>1</CHILDID></CHILD>");
    workspace_import_badly(workspace, PROBLEM_INPUT, "the XML is broken");
}

/* While the first file is kept, somebody writes the second or makes the archive anew. */
struct meddler {
    struct workspace *workspace;
    const char *name, *const *entries;
};

static void meddle(struct progress *self, const char *what, int64_t done, int64_t total)
{
    const struct meddler *meddler = self->door;
    (void)done;
    (void)total;
    if (strcmp(what, "keeping rows") == 0)
        put_zip(meddler->workspace, meddler->name, meddler->entries);
}

/* More than the import holds in memory, so that what follows is read twice. */
static void put_large(struct workspace *workspace, const char *name)
{
    struct text text = {0};
    text_append(&text, "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,Note\n");
    for (int i = 0; i < 180; i++) {
        text_format(&text, "L%d,01/05/2021,S,C2,N1,U4,PR1,20/03/2022,E4A,", i);
        text_pad(&text, 'n', 50000);
        text_append_char(&text, '\n');
    }
    workspace_put(workspace, name, text_string(&text));
    text_clear(&text);
}

static void an_archive_that_changes_meanwhile_refuses_the_import(void **state)
{
    struct workspace *workspace = *state;
    put_large(workspace, "a/e.csv");
    static const char *const fewer[] = {"2019/e.csv", episodes_2019, "2019/h.csv", header_2019, NULL};
    static const char *const other[] = {"2019/e.csv",  episodes_2019, "2019/h.csv", header_2019, "2020/e.csv",
                                        episodes_2020, "2020/h.csv",  header_2019,  NULL};
    static const char *const named[] = {"2019/e.csv",  episodes_2019, "2019/h.csv", header_2019, "2020/e.csv",
                                        episodes_2020, "2020/k.csv",  header_2020,  NULL};
    static const char *const *const changed[] = {fewer, other, named};
    for (int i = 0; i < 3; i++) {
        struct meddler meddler = {workspace, "z/all.zip", changed[i]};
        struct progress progress = {.show = meddle, .door = &meddler};
        struct text before = {0}, after = {0};
        struct problem problem = {0};
        struct casebook_import_report report = {0};
        struct file_paths paths = {0};
        const struct casebook_import_options options = {
            .who = "A", .when = "2026-06-01T09:30:00Z", .today = calendar_day(2026, 6, 1)};
        put_zip(workspace, "z/all.zip", two_years);
        assert_int_equal(file_list(workspace->returns, &paths, NULL), 0);
        workspace_dump(workspace, &before);
        assert_int_equal(casebook_import(workspace->casebook, &paths, &options, &progress, &report, &problem),
                         PROBLEM_INPUT);
        assert_non_null(strstr(problem.text, "z/all.zip changed while it was being read"));
        workspace_dump(workspace, &after);
        assert_string_equal(text_string(&before), text_string(&after));
        casebook_import_report_clear(&report);
        file_paths_clear(&paths);
        text_clear(&before);
        text_clear(&after);
    }
}

/* Small files after a large one, in a folder and an archive, and a large one in an archive: all are there, once. */
static void what_is_read_twice_comes_in_once(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_large(workspace, "a/e.csv");
    put_zip(workspace, "z/all.zip", two_years);
    workspace_put(workspace, "zz/r.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n200,01/01/2011,11/08/2020,PN1\n");
    workspace_import_well(workspace, &report);
    for (int64_t i = 0; i < report.files; i++)
        assert_int_equal(report.file[i].outcome, CASEBOOK_LOADED);
    workspace_assert(workspace, "SELECT name, rows_kept FROM return_file ORDER BY name",
                     "a/e.csv|180\nall.zip/2019/e.csv|1\nall.zip/2019/h.csv|1\nall.zip/2020/e.csv|1\nall.zip/2020/h.csv|1\n"
                     "zz/r.csv|1\n");
    workspace_assert(workspace, "SELECT count(*), count(DISTINCT child) FROM episode", "182|182\n");
    casebook_import_report_clear(&report);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(files_of_an_archive_come_in_under_its_name),
        TEST(an_archive_may_be_named_itself),
        TEST(an_archive_and_its_folder_are_the_same_files),
        TEST(two_files_of_one_year_are_refused_by_their_names_in_the_archive),
        TEST(a_broken_entry_refuses_the_import),
        TEST(a_truncated_archive_refuses_the_import),
        TEST(a_broken_return_in_an_archive_refuses_the_import_by_its_name),
        TEST(a_real_workbook_is_only_named),
        TEST(what_is_no_return_in_an_archive_is_named_and_the_rest_loads),
        TEST(a_broken_xml_return_refuses_the_import),
        TEST(an_archive_that_changes_meanwhile_refuses_the_import),
        TEST(what_is_read_twice_comes_in_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
