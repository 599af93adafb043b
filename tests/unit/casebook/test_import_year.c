/* Which collection year a part of an import gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "workspace_fixture.h"

#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
#define OC2 "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT\n"
#define OC3 "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n"
#define MISSING "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
#define PLACED "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n"

/* Three years of episodes. A is in care all the time, B from June 2018 to July 2020, C until October 2020, D until May 2019,
 * E from January 2020. */
static void put_episodes(struct workspace *workspace)
{
    workspace_put(workspace, "1.csv",
                  EPISODES "A,01/05/2017,S,C2,N1,U4,PR1,,,,,,\n"
                           "B,01/06/2018,S,C2,N1,U4,PR1,,,,,,\n"
                           "C,01/05/2017,S,C2,N1,U4,PR1,,,,,,\n"
                           "D,01/05/2017,S,C2,N1,U4,PR1,,,,,,\n"
                           "F,01/05/2018,S,C2,N1,U4,PR1,20/03/2019,E8,,,,\n");
    workspace_put(workspace, "2.csv",
                  EPISODES "A,01/05/2017,S,C2,N1,U4,PR1,,,,,,\n"
                           "B,01/06/2018,S,C2,N1,U4,PR1,,,,,,\n"
                           "C,01/05/2017,S,C2,N1,U4,PR1,,,,,,\n"
                           "D,01/05/2017,S,C2,N1,U4,PR1,05/05/2019,E8,,,,\n"
                           "E,10/01/2020,S,C2,N1,U4,PR1,,,,,,\n"
                           "F,01/07/2019,S,C2,N1,U4,PR1,25/03/2020,E8,,,,\n");
    workspace_put(workspace, "3.csv",
                  EPISODES "A,01/05/2017,S,C2,N1,U4,PR1,,,,,,\n"
                           "B,01/06/2018,S,C2,N1,U4,PR1,07/07/2020,E8,,,,\n"
                           "C,01/05/2017,S,C2,N1,U4,PR1,10/10/2020,E8,,,,\n"
                           "E,10/01/2020,S,C2,N1,U4,PR1,,,,,,\n"
                           "F,01/07/2020,S,C2,N1,U4,PR1,25/03/2021,E8,,,,\n");
}

static void assert_year(const struct casebook_import_report *report, const char *name, int32_t year)
{
    const struct casebook_import_file *file = report_file(report, name);
    assert_int_equal(file->outcome, CASEBOOK_LOADED);
    assert_int_equal(file->year, year);
}

/* Everybody of OC2 is in the episodes of the years around, too: who is in care from one 31 March to the next tells. */
static void oc2_is_of_the_year_in_which_its_children_were_in_care_throughout(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_episodes(workspace);
    workspace_put(workspace, "x.csv",
                  OC2 "A,01/01/2010,10,,0,,1,1,1\nB,01/01/2011,10,,0,,1,1,1\nC,01/01/2012,10,,0,,1,1,1\n");
    workspace_put(workspace, "y.csv",
                  OC2 "A,01/01/2010,11,,0,,1,1,1\nC,01/01/2012,11,,0,,1,1,1\nD,01/01/2012,10,,0,,1,1,1\n");
    workspace_put(workspace, "z.csv", OC2 "A,01/01/2010,12,,0,,1,1,1\nE,01/01/2012,12,,0,,1,1,1\n");
    workspace_import_well(workspace, &report);
    assert_year(&report, "x.csv", 2019);
    assert_year(&report, "y.csv", 2018);
    assert_year(&report, "z.csv", 2020);
    casebook_import_report_clear(&report);
}

/* The same with the episodes in force already. */
static void oc2_finds_its_year_in_the_casebook(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_episodes(workspace);
    workspace_import_well(workspace, NULL);
    workspace_put(workspace, "x.csv",
                  OC2 "A,01/01/2010,10,,0,,1,1,1\nB,01/01/2011,10,,0,,1,1,1\nC,01/01/2012,10,,0,,1,1,1\n");
    workspace_import_well(workspace, &report);
    assert_year(&report, "x.csv", 2019);
    casebook_import_report_clear(&report);
}

/* Young people who turn 17 to 21 in 2019-20. P17 and P18 are in care in it; P19 left the year before, P20 and P21 earlier.
 */
static void oc3_is_of_the_year_in_which_its_youngest_turn_seventeen(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "1.csv",
                  EPISODES "P17,01/05/2017,S,C2,N1,U4,PR1,,,,,,\n"
                           "P18,01/05/2017,S,C2,N1,U4,PR1,,,,,,\n"
                           "P19,01/05/2017,S,C2,N1,U4,PR1,10/06/2018,E4A,,,,\n"
                           "Q,01/05/2018,S,C2,N1,U4,PR1,25/03/2019,E4A,,,,\n");
    workspace_put(workspace, "2.csv",
                  EPISODES "P17,01/05/2017,S,C2,N1,U4,PR1,,,,,,\n"
                           "P18,01/05/2017,S,C2,N1,U4,PR1,10/06/2019,E4A,,,,\n"
                           "Q,01/05/2019,S,C2,N1,U4,PR1,25/03/2020,E4A,,,,\n");
    workspace_put(workspace, "3.csv",
                  EPISODES "P17,01/05/2017,S,C2,N1,U4,PR1,10/06/2020,E4A,,,,\n"
                           "Q,01/05/2020,S,C2,N1,U4,PR1,25/03/2021,E4A,,,,\n");
    workspace_put(workspace, "oc3.csv",
                  OC3 "P17,10/06/2002,YES,F1,B1\nP18,10/06/2001,YES,F1,B1\nP19,10/06/2000,YES,F1,B1\n"
                      "P20,10/06/1999,YES,F1,B1\nP21,10/06/1998,YES,F1,B1\n");
    workspace_import_well(workspace, &report);
    assert_year(&report, "oc3.csv", 2019);
    casebook_import_report_clear(&report);
}

/* A is in all three years: only the dates of the one row can tell. */
static void of_equal_fits_the_dates_of_the_rows_decide(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_episodes(workspace);
    workspace_put(workspace, "m1.csv", MISSING "A,01/01/2010,M,02/04/2020,05/04/2020\n");
    workspace_put(workspace, "m2.csv", MISSING "A,01/01/2010,M,30/03/2019,05/04/2019\n");
    workspace_put(workspace, "m3.csv", MISSING "A,01/01/2010,M,31/03/2020,\n");
    workspace_import_well(workspace, &report);
    assert_year(&report, "m1.csv", 2020);
    assert_year(&report, "m2.csv", 2018);
    assert_year(&report, "m3.csv", 2019);
    casebook_import_report_clear(&report);
}

/* Placed in 2018-19 and still placed in 2019-20, beside one placed in 2019-20: begun by the end of 2019-20, both of them. */
static void a_row_that_has_not_ended_may_be_of_a_later_year(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_episodes(workspace);
    workspace_put(workspace, "pa.csv",
                  PLACED "A,01/01/2018,03/01/2019,,\nC,01/01/2018,03/09/2019,,\nB,01/01/2018,03/01/2019,,\n");
    workspace_put(workspace, "qa.csv", PLACED "A,01/01/2018,03/01/2019,,\nC,01/01/2018,03/01/2018,04/04/2018,RD1\n");
    workspace_import_well(workspace, &report);
    assert_year(&report, "pa.csv", 2019);
    assert_year(&report, "qa.csv", 2018);
    casebook_import_report_clear(&report);
}

static void the_children_decide_before_the_dates(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_episodes(workspace);
    workspace_put(workspace, "4.csv",
                  EPISODES "A,01/05/2017,S,C2,N1,U4,PR1,,,,,,\n"
                           "H,01/05/2021,S,C2,N1,U4,PR1,01/02/2022,E8,,,,\n"
                           "I,01/05/2021,S,C2,N1,U4,PR1,03/03/2022,E8,,,,\n");
    /* H and I are in the episodes of 2021-22 alone; a date of another year is a slip. */
    workspace_put(workspace, "r.csv",
                  "CHILD,DOB,REVIEW,REVIEW_CODE\nA,01/01/2010,11/08/2018,PN1\nH,01/01/2010,11/08/2018,PN1\n"
                  "I,01/01/2010,11/08/2018,PN1\n");
    workspace_import_well(workspace, &report);
    assert_year(&report, "r.csv", 2021);
    casebook_import_report_clear(&report);
}

static void a_table_without_rows_takes_the_year_of_its_folder(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_episodes(workspace);
    workspace_put(workspace, "ad1.csv", "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n");
    workspace_put(workspace, "deep/e.csv", EPISODES "G,01/05/2021,S,C2,N1,U4,PR1,20/03/2022,E8,,,,\n");
    workspace_put(workspace, "deep/ad1.csv", "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR,X\n");
    workspace_import_well(workspace, &report);
    assert_int_equal(report_file(&report, "returns/ad1.csv")->outcome, CASEBOOK_NO_YEAR);
    assert_non_null(strstr(report_file(&report, "returns/ad1.csv")->message, "no rows"));
    assert_year(&report, "deep/ad1.csv", 2021);
    casebook_import_report_clear(&report);
}

#define UASC "CHILD,SEX,DOB,DUC\n"

/* A small table may be the same in two years, byte for byte. */
static void two_files_of_the_same_bytes_in_two_folders_are_of_two_years(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "1/e.csv",
                  EPISODES "A,01/05/2017,S,C2,N1,U4,PR1,,,,,,\nB,01/05/2018,S,C2,N1,U4,PR1,20/03/2019,E8,,,,\n");
    workspace_put(workspace, "2/e.csv",
                  EPISODES "A,01/05/2017,S,C2,N1,U4,PR1,,,,,,\nB,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E8,,,,\n");
    workspace_put(workspace, "1/u.csv", UASC "A,1,01/01/2010,\n");
    workspace_put(workspace, "2/u.csv", UASC "A,1,01/01/2010,\n");
    workspace_put(workspace, "copy/u.csv", UASC "A,1,01/01/2010,\n");
    workspace_import_well(workspace, &report);
    assert_year(&report, "1/u.csv", 2018);
    assert_year(&report, "2/u.csv", 2019);
    assert_int_equal(report_file(&report, "copy/u.csv")->outcome, CASEBOOK_SAME);
    casebook_import_report_clear(&report);
    workspace_assert(workspace, "SELECT year, rows_kept, name FROM return_file WHERE form = 'uasc' ORDER BY year",
                     "2018|1|1/u.csv\n2019|1|2/u.csv\n");
    /* The same again changes nothing, and a third year of the same is a third. */
    workspace_import_well(workspace, &report);
    assert_int_equal(report.snapshot, 0);
    casebook_import_report_clear(&report);
    workspace_put(workspace, "3/e.csv",
                  EPISODES "A,01/05/2017,S,C2,N1,U4,PR1,,,,,,\nB,01/05/2020,S,C2,N1,U4,PR1,20/03/2021,E8,,,,\n");
    workspace_put(workspace, "3/u.csv", UASC "A,1,01/01/2010,\n");
    assert_int_equal(workspace_import_one(workspace, "3", calendar_day(2026, 6, 1), NULL, &report, NULL), 0);
    assert_year(&report, "3/u.csv", 2020);
    casebook_import_report_clear(&report);
}

/* The header of the year before, in force already, beside new episodes: it is what it was. */
static void a_file_in_force_beside_episodes_of_another_year_stays_what_it_is(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "e.csv",
                  EPISODES "A,01/05/2017,S,C2,N1,U4,PR1,,,,,,\nB,01/05/2018,S,C2,N1,U4,PR1,20/03/2019,E8,,,,\n");
    workspace_put(workspace, "h.csv",
                  "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA,1,01/01/2010,WBRI,,,\nB,1,01/01/2010,WBRI,,,\n");
    workspace_import_well(workspace, NULL);
    workspace_put(workspace, "e.csv",
                  EPISODES "A,01/05/2017,S,C2,N1,U4,PR1,,,,,,\nC,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E8,,,,\n"
                           "D,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E8,,,,\n");
    workspace_import_well(workspace, &report);
    assert_year(&report, "e.csv", 2019);
    assert_int_equal(report_file(&report, "h.csv")->outcome, CASEBOOK_SAME);
    assert_int_equal(report_file(&report, "h.csv")->year, 2018);
    casebook_import_report_clear(&report);
}

/* Last year's episodes know more of the header's children than this year's: it came with this year's and is this year's. */
static void a_header_that_came_with_episodes_is_of_their_year(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    const char *heading = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
    struct text header = {0};
    workspace_put(workspace, "1/e.csv",
                  EPISODES "A,01/05/2017,S,C2,N1,U4,PR1,,,,,,\nB,01/05/2018,S,C2,N1,U4,PR1,20/03/2019,E8,,,,\n"
                           "C,01/05/2018,S,C2,N1,U4,PR1,20/03/2019,E8,,,,\n");
    text_format(&header, "%sA,1,01/01/2010,WBRI,,,\nB,1,01/01/2010,WBRI,,,\nC,1,01/01/2010,WBRI,,,\n", heading);
    workspace_put(workspace, "1/h.csv", text_string(&header));
    assert_int_equal(workspace_import_one(workspace, "1", calendar_day(2026, 6, 1), NULL, &report, NULL), 0);
    casebook_import_report_clear(&report);
    workspace_put(workspace, "2/e.csv",
                  EPISODES "A,01/05/2017,S,C2,N1,U4,PR1,,,,,,\nD,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E8,,,,\n");
    text_append(&header, "D,1,01/01/2010,WBRI,,,\n");
    workspace_put(workspace, "2/h.csv", text_string(&header));
    assert_int_equal(workspace_import_one(workspace, "2", calendar_day(2026, 6, 1), NULL, &report, NULL), 0);
    assert_year(&report, "2/e.csv", 2019);
    assert_year(&report, "2/h.csv", 2019);
    casebook_import_report_clear(&report);
    text_clear(&header);
}

/* A pre-merged file says the year itself, whatever its children say. YEAR is that in which the collection ends. */
static void a_stated_year_is_the_year(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_episodes(workspace);
    workspace_put(
        workspace, "h.csv",
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,YEAR\nE,1,01/01/2010,WBRI,,,,2018-19\nE,1,01/01/2010,WBRI,,,,2031\n");
    workspace_import_well(workspace, &report);
    assert_int_equal(report.files, 5);
    assert_int_equal(report.file[3].year, 2018);
    assert_true(report.file[3].annual);
    assert_int_equal(report.file[4].year, 2030);
    assert_false(report.file[4].annual); /* it has not ended */
    casebook_import_report_clear(&report);
}

/* A fixed sequence of numbers below `below` (Knuth's MMIX generator). */
static uint64_t draw(uint64_t *state, uint64_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (*state >> 33) % below;
}

enum { SAMPLE_FILES = 40, PLACE_SIZE = 48 };

/* A sample file, found again by its bytes. */
struct sample {
    struct file_bytes bytes[SAMPLE_FILES];
    int32_t year[SAMPLE_FILES];
    int count;
};

static bool load_sample(struct sample *sample)
{
    struct file_paths paths = {0};
    char folder[512];
    if (!shared_folder())
        return false;
    snprintf(folder, sizeof folder, "%s/data/returns/sample-2017-2021", shared_folder());
    assert_int_equal(file_list(folder, &paths, NULL), 0);
    for (int64_t i = 0; i < paths.count; i++) {
        int32_t year;
        if (sscanf(file_name(paths.path[i]), "%d-", &year) != 1)
            continue;
        sample->year[sample->count] = year;
        assert_int_equal(file_read(paths.path[i], 1 << 26, &sample->bytes[sample->count++], NULL), 0);
    }
    file_paths_clear(&paths);
    assert_int_equal(sample->count, SAMPLE_FILES);
    return true;
}

/* Puts all files of the sample under names drawn at random into `folders` folders; `place` says where each went. */
static void put_shuffled(struct workspace *workspace, const struct sample *sample, uint64_t *state, uint64_t folders,
                         char place[SAMPLE_FILES][PLACE_SIZE])
{
    for (int i = 0; i < SAMPLE_FILES; i++) {
        snprintf(place[i], sizeof place[i], "f%d/%08x-%02d.csv", (int)draw(state, folders), (unsigned)draw(state, 1u << 30),
                 i);
        workspace_put_bytes(workspace, place[i], sample->bytes[i].bytes, sample->bytes[i].length);
    }
}

static void the_sample_gets_its_years_under_any_names(void **state)
{
    (void)state;
    struct sample sample = {.count = 0};
    uint64_t sequence = 3;
    static const uint64_t folders[] = {1, 1, 1, 5, 40};
    if (!load_sample(&sample))
        skip();
    for (size_t round = 0; round < sizeof folders / sizeof *folders; round++) {
        void *fresh = NULL;
        struct casebook_import_report report = {0};
        char place[SAMPLE_FILES][PLACE_SIZE];
        assert_int_equal(workspace_set_up(&fresh), 0);
        put_shuffled(fresh, &sample, &sequence, folders[round], place);
        workspace_import_well(fresh, &report);
        for (int i = 0; i < SAMPLE_FILES; i++)
            assert_year(&report, place[i], sample.year[i]);
        casebook_import_report_clear(&report);
        workspace_tear_down(&fresh);
    }
    for (int i = 0; i < SAMPLE_FILES; i++)
        file_bytes_clear(&sample.bytes[i]);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(oc2_is_of_the_year_in_which_its_children_were_in_care_throughout),
        TEST(oc2_finds_its_year_in_the_casebook),
        TEST(oc3_is_of_the_year_in_which_its_youngest_turn_seventeen),
        TEST(of_equal_fits_the_dates_of_the_rows_decide),
        TEST(a_row_that_has_not_ended_may_be_of_a_later_year),
        TEST(the_children_decide_before_the_dates),
        TEST(a_table_without_rows_takes_the_year_of_its_folder),
        TEST(two_files_of_the_same_bytes_in_two_folders_are_of_two_years),
        TEST(a_file_in_force_beside_episodes_of_another_year_stays_what_it_is),
        TEST(a_header_that_came_with_episodes_is_of_their_year),
        TEST(a_stated_year_is_the_year),
        cmocka_unit_test(the_sample_gets_its_years_under_any_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
