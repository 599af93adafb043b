/* What an import brings, refuses and leaves as it was. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "casebook/identity.h"
#include "workspace_fixture.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
#define UASC "CHILD,SEX,DOB,DUC\n"

/* Two children in 2019-20 and 2020-21; 300 is an unaccompanied child in both years, 400 came in 2020-21. */
static const char episodes_2019[] = EPISODES "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XQ,B13 1AB,SC123456\n"
                                             "200,01/06/2019,S,C2,N1,U4,PR1,,,,B12 9XQ,B13 1AB,SC123456\n"
                                             "300,02/07/2019,S,V2,N8,K1,PR4,,,,,,\n"
                                             "500,02/07/2019,S,V2,N8,K1,PR4,28/03/2020,E8,,,,\n";
static const char header_2019[] = HEADER "100,1,01/01/2010,WBRI,A123456789012,0,\n"
                                         "200,2,02/02/2012,WBRI,UN1,,\n"
                                         "300,1,03/03/2005,AOTH,UN2,,\n"
                                         "500,1,04/03/2005,AOTH,,,\n";
static const char uasc_2019[] = UASC "300,1,03/03/2005,\n";
static const char episodes_2020[] = EPISODES "200,01/06/2019,S,C2,N1,U4,PR1,05/03/2021,E11,,B12 9XQ,B13 1AB,SC123456\n"
                                             "300,02/07/2019,S,V2,N8,K1,PR4,30/03/2021,E8,,,,\n"
                                             "400,09/09/2020,S,V2,N8,K1,PR4,,,,,,\n";
static const char header_2020[] = HEADER "200,2,02/02/2012,WBRI,UN1,,\n"
                                         "300,1,03/03/2005,AOTH,UN2,,\n"
                                         "400,1,04/04/2006,AOTH,UN2,,\n";
static const char uasc_2020[] = UASC "300,1,03/03/2005,30/03/2021\n";

static void put_2019(struct workspace *workspace)
{
    workspace_put(workspace, "first/e.csv", episodes_2019);
    workspace_put(workspace, "first/h.csv", header_2019);
    workspace_put(workspace, "first/u.csv", uasc_2019);
}

static void put_2020(struct workspace *workspace)
{
    workspace_put(workspace, "second/e.csv", episodes_2020);
    workspace_put(workspace, "second/h.csv", header_2020);
    workspace_put(workspace, "second/u.csv", uasc_2020);
}

static void tables_and_years_are_known_by_content(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    /* One folder, names that say nothing. */
    workspace_put(workspace, "a.csv", header_2020);
    workspace_put(workspace, "b.csv", episodes_2019);
    workspace_put(workspace, "c.csv", uasc_2020);
    workspace_put(workspace, "d.csv", episodes_2020);
    workspace_put(workspace, "e.csv", header_2019);
    workspace_put(workspace, "f.csv", uasc_2019);
    workspace_import_well(workspace, &report);
    assert_int_equal(report.snapshot, 1);
    assert_int_equal(report.rows, 4 + 4 + 1 + 3 + 3 + 1);
    assert_int_equal(report.rows_read, report.rows);
    static const int32_t years[] = {2020, 2019, 0, 2020, 2019, 0};
    static const enum return_table tables[] = {RETURN_HEADER,   RETURN_EPISODES, RETURN_UASC,
                                               RETURN_EPISODES, RETURN_HEADER,   RETURN_UASC};
    for (int i = 0; i < 6; i++) {
        assert_int_equal(report.file[i].outcome, CASEBOOK_LOADED);
        assert_int_equal(report.file[i].table, tables[i]);
        if (years[i])
            assert_int_equal(report.file[i].year, years[i]);
        assert_true(report.file[i].annual);
    }
    /* The UASC files fit both years equally well and share them. */
    assert_int_equal(report.file[2].year + report.file[5].year, 2019 + 2020);
    casebook_import_report_clear(&report);
}

static void of_equal_fits_the_same_folder_wins(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_2019(workspace);
    put_2020(workspace);
    workspace_import_well(workspace, &report);
    assert_int_equal(report_file(&report, "first/u.csv")->year, 2019);
    assert_int_equal(report_file(&report, "second/u.csv")->year, 2020);
    casebook_import_report_clear(&report);
}

static void a_header_finds_its_episodes_in_the_casebook(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_2019(workspace);
    workspace_put(workspace, "second/e.csv", episodes_2020);
    workspace_import_well(workspace, NULL);
    workspace_put(workspace, "late.csv", header_2020);
    workspace_import_well(workspace, &report);
    assert_int_equal(report_file(&report, "late.csv")->outcome, CASEBOOK_LOADED);
    assert_int_equal(report_file(&report, "late.csv")->year, 2020);
    assert_null(report_file(&report, "late.csv")->supersedes);
    casebook_import_report_clear(&report);
}

static void a_header_whose_children_nobody_knows_is_named_and_left(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "h.csv", header_2019);
    workspace_import_well(workspace, &report);
    assert_int_equal(report.file[0].outcome, CASEBOOK_NO_YEAR);
    assert_non_null(strstr(report.file[0].message, "together with the episodes"));
    assert_int_equal(report.snapshot, 0);
    casebook_import_report_clear(&report);
}

static void the_same_files_twice_change_nothing(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct text before = {0}, after = {0};
    put_2019(workspace);
    workspace_import_well(workspace, NULL);
    workspace_dump(workspace, &before);
    workspace_import_well(workspace, &report);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    assert_int_equal(report.snapshot, 0);
    for (int64_t i = 0; i < report.files; i++) {
        assert_int_equal(report.file[i].outcome, CASEBOOK_SAME);
        assert_int_equal(report.file[i].year, 2019);
    }
    assert_int_equal(report_file(&report, "first/e.csv")->rows, 4);
    casebook_import_report_clear(&report);
    text_clear(&before);
    text_clear(&after);
}

static void a_second_copy_within_an_import_is_the_same_file(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_2019(workspace);
    workspace_put(workspace, "zz/copy.csv", episodes_2019);
    workspace_import_well(workspace, &report);
    assert_int_equal(report_file(&report, "first/e.csv")->outcome, CASEBOOK_LOADED);
    assert_int_equal(report_file(&report, "zz/copy.csv")->outcome, CASEBOOK_SAME);
    assert_int_equal(report_file(&report, "zz/copy.csv")->year, 2019);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM episode"), 4);
    casebook_import_report_clear(&report);
}

static void a_newer_file_supersedes_and_the_older_rows_stay(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_2019(workspace);
    workspace_import_well(workspace, NULL);
    workspace_remove(workspace, "first/e.csv");
    workspace_put(workspace, "first/corrected.csv",
                  EPISODES "100,01/05/2019,S,C2,N1,U5,PR1,20/03/2020,E4A,,,,\n200,01/06/2019,S,C2,N1,U4,PR1,,,,,,\n"
                           "300,02/07/2019,S,V2,N8,K1,PR4,25/03/2020,E8,,,,\n");
    workspace_import_well(workspace, &report);
    const struct casebook_import_file *file = report_file(&report, "corrected.csv");
    assert_int_equal(file->outcome, CASEBOOK_LOADED);
    assert_string_equal(file->supersedes, "first/e.csv");
    assert_int_equal(report.snapshot, 2);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM episode"), 4 + 3);
    assert_int_equal(workspace_number(workspace, "SELECT superseded_by FROM return_file WHERE name = 'first/e.csv'"), 2);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM return_file WHERE superseded_by IS NULL"), 3);
    struct care_records records = {0};
    assert_int_equal(casebook_load_records(workspace->casebook, &records, NULL), 0);
    assert_int_equal(records.rows, 3);
    care_records_clear(&records);
    casebook_import_report_clear(&report);
}

static void two_files_of_one_table_and_year_are_refused_by_name(void **state)
{
    struct workspace *workspace = *state;
    put_2019(workspace);
    workspace_put(workspace, "first/e2.csv", EPISODES "100,01/05/2019,S,C2,N1,U5,PR1,20/03/2020,E4A,,,,\n");
    workspace_import_badly(workspace, PROBLEM_INPUT, "first/e.csv and first/e2.csv are both Episodes of 2019-20");
    /* The same when one of them is in force already. */
    workspace_remove(workspace, "first/e2.csv");
    workspace_import_well(workspace, NULL);
    workspace_put(workspace, "first/e2.csv", EPISODES "100,01/05/2019,S,C2,N1,U5,PR1,20/03/2020,E4A,,,,\n");
    workspace_import_badly(workspace, PROBLEM_INPUT, "first/e.csv and first/e2.csv are both Episodes of 2019-20");
}

static void a_bad_file_at_the_end_leaves_the_casebook_as_it_was(void **state)
{
    struct workspace *workspace = *state;
    put_2019(workspace);
    workspace_import_well(workspace, NULL);
    put_2020(workspace);
    /* Episodes without the column that its rows cannot do without. */
    workspace_put(workspace, "zzz.csv", "CHILD,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,URN\n100,S,C2,N1,U4,PR1,,,\n");
    workspace_import_badly(workspace, PROBLEM_INPUT, "nothing has been imported");
}

static void a_failure_while_rows_are_kept_leaves_the_casebook_as_it_was(void **state)
{
    struct workspace *workspace = *state;
    put_2019(workspace);
    workspace_import_well(workspace, NULL);
    put_2020(workspace);
    /* The last file of the import is second/u.csv: its rows fail when all others stand. */
    workspace_sql(workspace, "CREATE TRIGGER fault BEFORE INSERT ON uasc_row BEGIN SELECT RAISE(ABORT, 'fault'); END");
    workspace_reopen(workspace);
    workspace_import_badly(workspace, PROBLEM_STORE, "fault");
    workspace_sql(workspace, "DROP TRIGGER fault");
    workspace_import_well(workspace, NULL);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM uasc_row"), 2);
}

/* The person stops at the n-th time of asking; the door counts down. */
static bool stopped(struct progress *self)
{
    int *left = self->door;
    return (*left)-- == 0;
}

static void stopping_leaves_the_casebook_as_it_was(void **state)
{
    struct workspace *workspace = *state;
    put_2019(workspace);
    workspace_import_well(workspace, NULL);
    struct text before = {0}, after = {0};
    workspace_dump(workspace, &before);
    put_2020(workspace);
    struct file_paths paths = {0};
    assert_int_equal(file_list(workspace->returns, &paths, NULL), 0);
    const struct casebook_import_options options = {
        .who = "A", .when = "2026-06-01T09:30:00Z", .today = calendar_day(2026, 6, 1)};
    for (int steps = 0; steps < 9; steps++) {
        int left = steps;
        struct progress progress = {.stopped = stopped, .door = &left};
        struct casebook_import_report report = {0};
        struct problem problem = {0};
        assert_int_equal(casebook_import(workspace->casebook, &paths, &options, &progress, &report, &problem),
                         PROBLEM_STOPPED);
        casebook_import_report_clear(&report);
    }
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    file_paths_clear(&paths);
    text_clear(&before);
    text_clear(&after);
}

static void what_is_no_return_is_named_and_the_rest_loads(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_2019(workspace);
    workspace_put(workspace, "LICENSE", "Permission is hereby granted, \"free of charge\", to any person\n");
    workspace_put(workspace, "empty.csv", "");
    workspace_put(workspace, "open-quote.txt", "a \"b,c\n\"d");
    workspace_put(workspace, "reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n100,01/01/2010,11/08/2019,PN1\n");
    workspace_import_well(workspace, &report);
    assert_int_equal(report_file(&report, "LICENSE")->outcome, CASEBOOK_NOT_A_RETURN);
    assert_int_equal(report_file(&report, "empty.csv")->outcome, CASEBOOK_NOT_A_RETURN);
    assert_int_equal(report_file(&report, "open-quote.txt")->outcome, CASEBOOK_NOT_A_RETURN);
    assert_int_equal(report_file(&report, "reviews.csv")->outcome, CASEBOOK_LOADED);
    assert_int_equal(report_file(&report, "reviews.csv")->table, RETURN_REVIEWS);
    assert_int_equal(report_file(&report, "reviews.csv")->year, 2019);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM episode"), 4);
    casebook_import_report_clear(&report);
}

static void a_workbook_is_no_return(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    char path[256];
    snprintf(path, sizeof path, "%s/book.xlsx", workspace->returns);
    static const char book[] = "PK\003\004\0\0\0\0[Content_Types].xmlstuff\n\0\0";
    assert_int_equal(file_write(path, book, sizeof book - 1, 0600, NULL), 0);
    workspace_import_well(workspace, &report);
    assert_int_equal(report.file[0].outcome, CASEBOOK_NOT_A_RETURN);
    casebook_import_report_clear(&report);
}

static void an_extract_of_a_year_that_has_not_ended_is_in_year(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct care_records records = {0};
    put_2019(workspace);
    workspace_import_well(workspace, NULL);
    workspace_put(workspace, "dec/e.csv",
                  EPISODES "200,01/06/2019,S,C2,N1,U4,PR1,05/12/2020,E11,,,,\n"
                           "300,02/07/2019,S,V2,N8,K1,PR4,30/11/2020,E8,,,,\n"
                           "400,09/09/2020,S,V2,N8,K1,PR4,02/02/2021,E8,,,,\n");
    assert_int_equal(workspace_import_one(workspace, "dec", calendar_day(2020, 12, 20), NULL, &report, NULL), 0);
    assert_int_equal(report.file[0].year, 2020);
    assert_false(report.file[0].annual);
    assert_int_equal(casebook_load_records(workspace->casebook, &records, NULL), 0);
    /* The DEC of 2 February 2021 is not known on 20 December 2020. */
    assert_int_equal(records.known_to, calendar_day(2020, 12, 5));
    assert_int_equal(records.returns, 2);
    assert_false(records.return_of[1].annual);
    assert_int_equal(records.return_of[1].children, 3);
    care_records_clear(&records);
    casebook_import_report_clear(&report);

    put_2020(workspace);
    assert_int_equal(workspace_import_one(workspace, "second", calendar_day(2021, 6, 1), NULL, &report, NULL), 0);
    assert_string_equal(report_file(&report, "second/e.csv")->supersedes, "dec/e.csv");
    assert_true(report_file(&report, "second/e.csv")->annual);
    assert_int_equal(casebook_load_records(workspace->casebook, &records, NULL), 0);
    assert_int_equal(records.known_to, calendar_day(2021, 3, 31));
    care_records_clear(&records);
    casebook_import_report_clear(&report);
}

static int count_quarantined(void *self, const struct casebook_quarantined *row)
{
    int *count = self;
    assert_string_equal(row->file, "returns/e.csv");
    assert_int_equal(row->year, 2019);
    assert_int_equal(row->line, 3);
    assert_non_null(strstr(row->reason, "DECOM"));
    assert_true(row->excerpt[0] != '\0');
    ++*count;
    return 0;
}

static void rows_that_cannot_be_read_are_quarantined_and_counted(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "e.csv",
                  EPISODES "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,,,\n"
                           "200,,S,C2,N1,U4,PR1,,,,,,\n"
                           "300,02/07/2019,S,C2,N1,X9,PR1,21/03/2020,E4A,,,,\n");
    workspace_import_well(workspace, &report);
    assert_int_equal(report.rows_read, 3);
    assert_int_equal(report.rows, 2);
    assert_int_equal(report.quarantined, 1);
    assert_int_equal(report.file[0].unknown_count, 1);
    assert_string_equal(report.file[0].unknown[0].field, "PLACE");
    assert_string_equal(report.file[0].unknown[0].value, "X9");
    int count = 0;
    assert_int_equal(casebook_each_quarantined(workspace->casebook, count_quarantined, &count, NULL), 0);
    assert_int_equal(count, 1);
    casebook_import_report_clear(&report);
}

static void the_same_child_number_in_two_authorities_is_two_children(void **state)
{
    struct workspace *workspace = *state;
    struct care_records records = {0};
    put_2019(workspace);
    workspace_import_well(workspace, NULL);
    assert_int_equal(workspace_import_one(workspace, "first", calendar_day(2026, 6, 1), "E08000025", NULL, NULL), 0);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM child"), 8);
    assert_int_equal(casebook_load_records(workspace->casebook, &records, NULL), 0);
    assert_int_equal(records.returns, 1); /* the other authority's is kept and not used */
    assert_int_equal(records.children, 4);
    assert_int_equal(records.rows, 4);
    care_records_clear(&records);
}

static void an_unknown_authority_refuses_the_import(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    put_2019(workspace);
    assert_int_equal(workspace_import_one(workspace, "first", 0, "E99", NULL, &problem), PROBLEM_INPUT);
    assert_string_equal(problem.field, "authority");
}

static void a_file_by_its_number_has_its_name(void **state)
{
    struct workspace *workspace = *state;
    put_2019(workspace);
    workspace_import_well(workspace, NULL);
    const char *first = casebook_file_name(workspace->casebook, 1);
    assert_string_equal(first, "first/e.csv");
    put_2020(workspace);
    workspace_import_well(workspace, NULL);
    assert_string_equal(casebook_file_name(workspace->casebook, 6), "second/u.csv");
    assert_string_equal(first, "first/e.csv");
    assert_string_equal(casebook_file_name(workspace->casebook, 99), "");
    assert_string_equal(casebook_file_name(workspace->casebook, -1), "");
}

static void extra_columns_are_named_and_sealed(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "e.csv",
                  "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,Social worker,Note\n"
                  "100,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,Jo Bloggs,likes chess\n"
                  "200,01/06/2019,S,C2,N1,U4,PR1,,,,\n");
    workspace_import_well(workspace, &report);
    assert_string_equal(report.file[0].extra_columns, "Social worker, Note");
    /* Line 2 (8 bytes), then each cell behind its length (4 bytes); line 3 has none. Nonce 24 and tag 16 around it. */
    assert_int_equal(workspace_number(workspace, "SELECT length(extra_sealed) FROM return_file"),
                     24 + 16 + 8 + 4 + strlen("Jo Bloggs") + 4 + strlen("likes chess"));
    casebook_import_report_clear(&report);
}

/* Identities that must not be found anywhere in the workspace, except in the key's shadow. */
static const char *const canaries[] = {"987654321",  "CANARYCHILD7", "QZWXECRVTB", "Y987654321098", "ZZ1 9QX",
                                       "ZZ19QX",     "Quentina",     "Zzyzx",      "Wigglesworth",  "BADUPN777",
                                       "1 Mulberry", "31/02/2011",   "07/08/2013", "2013-08-07",    "SW7654321",
                                       "SWBADGE77",  "sw7654321"};

static int canaries_found;

static int look_for_canaries(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)walk;
    struct file_bytes bytes = {0};
    if (kind != FTW_F || file_read(path, 1 << 26, &bytes, NULL) < 0)
        return 0;
    for (size_t i = 0; i < sizeof canaries / sizeof *canaries; i++)
        if (memmem(bytes.bytes, bytes.length, canaries[i], strlen(canaries[i]))) {
            if (!strstr(path, "/returns/"))
                print_message("# %s found in %s\n", canaries[i], path);
            canaries_found++;
        }
    file_bytes_clear(&bytes);
    return 0;
}

static void no_identity_reaches_any_byte_of_the_workspace(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(
        workspace, "e.csv",
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN,Carer name\n"
        "987654321,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,ZZ1 9QX,zz19qx,Wigglesworth,Quentina Zzyzx\n"
        "canarychild7,01/06/2019,S,C2,N1,U4,PR1,,,,1 Mulberry Row,ZZ1 9QX,SC123456,Quentina\n"
        "QZWXECRVTB,,S,C2,N1,U4,PR1,,,,ZZ1 9QX,ZZ1 9QX,SC123456,Wigglesworth\n"
        "QZWXECRVTB,01/06/2019,S,C2,N1,U4,PR1,Wigglesworth,,,ZZ1 9QX,ZZ1 9QX,SC123456,Wigglesworth\n");
    workspace_put(workspace, "h.csv",
                  HEADER "987654321,1,07/08/2013,WBRI,Y987654321098,0,\n"
                         "canarychild7,2,07/08/2013,WBRI,BADUPN777,0,07/08/2013\n"
                         "QZWXECRVTB,2,31/02/2011,WBRI,Y987654321098,0,\n");
    workspace_put(workspace, "u.csv", UASC "canarychild7,1,07/08/2013,\n");
    workspace_put(workspace, "sw.csv",
                  "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"
                  "987654321,07/08/2013,SW7654321,01/05/2019,,FIRSTSW\ncanarychild7,07/08/2013,sw7654321,01/06/2019,,\n"
                  "QZWXECRVTB,07/08/2013,Wigglesworth,01/06/2019,,\nQZWXECRVTB,07/08/2013,SWBADGE77,31/02/2011,,\n");
    workspace_put(workspace, "pp.csv",
                  "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM,Carer\n987654321,07/08/2013,P1,330,ZZ/05/2012,Quentina\n"
                  "canarychild7,07/08/2013,P1,330,31/02/2011,Quentina\n");
    workspace_import_well(workspace, &report);
    assert_int_equal(report.snapshot, 1);
    assert_true(report.quarantined >= 4);
    canaries_found = 0;
    nftw(workspace->folder, look_for_canaries, 16, FTW_PHYS); /* with the WAL still there */
    for (int64_t i = 0; i < report.files; i++)
        for (size_t k = 0; k < sizeof canaries / sizeof *canaries; k++) {
            assert_null(report.file[i].message ? strstr(report.file[i].message, canaries[k]) : NULL);
            assert_null(report.file[i].extra_columns ? strstr(report.file[i].extra_columns, canaries[k]) : NULL);
        }
    casebook_import_report_clear(&report);
    workspace_reopen(workspace); /* the WAL is written back */
    nftw(workspace->folder, look_for_canaries, 16, FTW_PHYS);
    assert_int_equal(canaries_found, 0);
    /* The scan would have found them: the files themselves are full of them. */
    nftw(workspace->returns, look_for_canaries, 16, FTW_PHYS);
    assert_true(canaries_found >= 10);
}

/* 250 children, each with a number, a UPN, a postcode and a carer's name that occur nowhere else. */
enum { PLANTED = 250, KINDS = 4 };
static char planted[PLANTED * KINDS][24];

static void plant(struct workspace *workspace)
{
    struct text episodes = {0}, header = {0};
    text_append(&episodes,
                "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN,Carer\n");
    text_append(&header, HEADER);
    for (int i = 0; i < PLANTED; i++) {
        char(*own)[24] = &planted[i * KINDS];
        snprintf(own[0], sizeof own[0], "CHILD%06d", 770000 + i * 37);
        snprintf(own[1], sizeof own[1], "K%012d", 904400000 + i * 101);
        snprintf(own[2], sizeof own[2], "QX%d%d %dZ%c", i / 100 + 1, i / 10 % 10, i % 10, 'A' + i % 26);
        snprintf(own[3], sizeof own[3], "Mx Carer-%c%c%c", 'A' + i / 100, 'a' + i / 10 % 10, 'k' + i % 10);
        text_format(&episodes, "%s,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,%s,%s,SC123456,%s\n", own[0], own[2], own[2],
                    own[3]);
        text_format(&header, "%s,1,01/01/2010,WBRI,%s,0,\n", own[0], own[1]);
    }
    workspace_put(workspace, "e.csv", text_string(&episodes));
    workspace_put(workspace, "h.csv", text_string(&header));
    text_clear(&episodes);
    text_clear(&header);
}

static int look_for_planted(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)walk;
    struct file_bytes bytes = {0};
    if (kind != FTW_F || file_read(path, 1 << 26, &bytes, NULL) < 0)
        return 0;
    for (int i = 0; i < PLANTED * KINDS; i++)
        canaries_found += memmem(bytes.bytes, bytes.length, planted[i], strlen(planted[i])) != NULL;
    file_bytes_clear(&bytes);
    return 0;
}

static void a_thousand_planted_identities_are_found_nowhere(void **state)
{
    struct workspace *workspace = *state;
    plant(workspace);
    workspace_import_well(workspace, NULL);
    canaries_found = 0;
    nftw(workspace->folder, look_for_planted, 16, FTW_PHYS);
    workspace_reopen(workspace);
    nftw(workspace->folder, look_for_planted, 16, FTW_PHYS);
    assert_int_equal(canaries_found, 0);
    assert_int_equal(workspace_number(workspace, "SELECT count(DISTINCT home_hash) FROM episode"), PLANTED);
    nftw(workspace->returns, look_for_planted, 16, FTW_PHYS);
    assert_int_equal(canaries_found, PLANTED * (KINDS + 1)); /* the children stand in both files */
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(tables_and_years_are_known_by_content),
        TEST(of_equal_fits_the_same_folder_wins),
        TEST(a_header_finds_its_episodes_in_the_casebook),
        TEST(a_header_whose_children_nobody_knows_is_named_and_left),
        TEST(the_same_files_twice_change_nothing),
        TEST(a_second_copy_within_an_import_is_the_same_file),
        TEST(a_newer_file_supersedes_and_the_older_rows_stay),
        TEST(two_files_of_one_table_and_year_are_refused_by_name),
        TEST(a_bad_file_at_the_end_leaves_the_casebook_as_it_was),
        TEST(a_failure_while_rows_are_kept_leaves_the_casebook_as_it_was),
        TEST(stopping_leaves_the_casebook_as_it_was),
        TEST(what_is_no_return_is_named_and_the_rest_loads),
        TEST(a_workbook_is_no_return),
        TEST(an_extract_of_a_year_that_has_not_ended_is_in_year),
        TEST(rows_that_cannot_be_read_are_quarantined_and_counted),
        TEST(the_same_child_number_in_two_authorities_is_two_children),
        TEST(an_unknown_authority_refuses_the_import),
        TEST(a_file_by_its_number_has_its_name),
        TEST(extra_columns_are_named_and_sealed),
        TEST(no_identity_reaches_any_byte_of_the_workspace),
        TEST(a_thousand_planted_identities_are_found_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
