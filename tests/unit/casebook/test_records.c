/* The rows in force as a history gets them, and the hash of what a run sees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "workspace_fixture.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
#define UASC "CHILD,SEX,DOB,DUC\n"

static void import_well(struct workspace *workspace)
{
    struct problem problem = {0};
    if (workspace_import(workspace, NULL, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
}

static void load(struct workspace *workspace, struct care_records *records)
{
    struct problem problem = {0};
    if (casebook_load_records(workspace->casebook, records, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
}

static void an_empty_casebook_says_what_to_import(void **state)
{
    struct care_records records;
    struct problem problem = {0};
    struct workspace *workspace = *state;
    assert_int_equal(casebook_load_records(workspace->casebook, &records, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.next, "homeward import"));
    care_records_clear(&records);
}

static const char episodes_2019[] = EPISODES "C,02/07/2019,S,V2,N8,K1,PR4,,,,B12 9XQ,,\n"
                                             "A,20/06/2019,P,C2,N1,U5,PR4,20/03/2020,E4A,PLACE,B1 1AA,,\n"
                                             "A,01/05/2019,S,C2,N1,U4,PR1,20/06/2019,X1,,B1 1AA,,\n"
                                             "B,01/06/2019,S,C2,N1,U4,PR1,,,,B1 1AA,,\n"
                                             "D,01/06/2019,S,C2,N1,U4,PR1,28/03/2020,E8,,,,\n";
static const char header_2019[] = HEADER "B,2,02/02/2012,WBRI,,,\nA,1,01/01/2010,WBRI,,,\nC,1,03/03/2005,AOTH,,,\n";
static const char uasc_2019[] = UASC "C,1,03/03/2005,\n";
static const char episodes_2020[] = EPISODES "B,01/06/2019,S,C2,N1,U4,PR1,05/03/2021,E11,,B1 1AA,,\n"
                                             "C,02/07/2019,S,V2,N8,K1,PR4,30/03/2021,E8,,B12 9XQ,,\n";
/* The newest year knows better when C was born, and that B is a girl in the letters of 2024. */
static const char header_2020[] = HEADER "B,F,02/02/2012,WBRI,,,\nC,1,03/03/2004,AOTH,,,\n";
static const char uasc_2020[] = UASC "C,1,03/03/2004,30/03/2021\n";

static void put_all(struct workspace *workspace)
{
    workspace_put(workspace, "first/e.csv", episodes_2019);
    workspace_put(workspace, "first/h.csv", header_2019);
    workspace_put(workspace, "first/u.csv", uasc_2019);
    workspace_put(workspace, "second/e.csv", episodes_2020);
    workspace_put(workspace, "second/h.csv", header_2020);
    workspace_put(workspace, "second/u.csv", uasc_2020);
}

static void children_stand_in_the_order_of_who_they_are(void **state)
{
    struct workspace *workspace = *state;
    struct care_records records;
    put_all(workspace);
    import_well(workspace);
    load(workspace, &records);
    /* D has no header; then C (2004), A (2010), B (2012). */
    assert_int_equal(records.children, 4);
    assert_int_equal(records.born[0], DAY_NONE);
    assert_int_equal(records.born[1], calendar_day(2004, 3, 3));
    assert_int_equal(records.born[2], calendar_day(2010, 1, 1));
    assert_int_equal(records.born[3], calendar_day(2012, 2, 2));
    assert_int_equal(records.sex[0], 0);
    assert_int_equal(records.sex[1], 'M');
    assert_int_equal(records.sex[3], 'F');
    assert_int_equal(records.uasc[1], 1);
    assert_int_equal(records.uasc_ceased[1], calendar_day(2021, 3, 30));
    assert_int_equal(records.uasc[2], 0);
    assert_int_equal(records.uasc_ceased[2], DAY_NONE);
    assert_int_equal(records.known_to, calendar_day(2021, 3, 31));
    care_records_clear(&records);
}

static void rows_are_grouped_by_child_then_year_then_start(void **state)
{
    struct workspace *workspace = *state;
    struct care_records records;
    put_all(workspace);
    import_well(workspace);
    load(workspace, &records);
    static const struct {
        int32_t child, year;
        int64_t line;
        const char *place;
    } rows[] = {{0, 2019, 6, "U4"}, {1, 2019, 2, "K1"}, {1, 2020, 3, "K1"}, {2, 2019, 4, "U4"},
                {2, 2019, 3, "U5"}, {3, 2019, 5, "U4"}, {3, 2020, 2, "U4"}};
    assert_int_equal(records.rows, 7);
    for (int i = 0; i < 7; i++) {
        assert_int_equal(records.child[i], rows[i].child);
        assert_int_equal(records.year[i], rows[i].year);
        assert_int_equal(records.line[i], rows[i].line);
        assert_true(records.place[i] == code_of(rows[i].place));
        assert_string_equal(casebook_file_name(workspace->casebook, records.file[i]),
                            rows[i].year == 2019 ? "first/e.csv" : "second/e.csv");
    }
    assert_int_equal(records.dec[1], DAY_NONE);
    assert_true(records.provider[4] == code_of("PR4") && records.rec[4] == code_of("E4A"));
    assert_true(records.reason[4] == code_of("PLACE") && records.rne[4] == code_of("P"));
    assert_true(records.ls[4] == code_of("C2") && records.cin[4] == code_of("N1"));
    /* A and B live at one address, C elsewhere, D nowhere known. */
    assert_true(records.home[3] == records.home[5] && records.home[3] != 0);
    assert_true(records.home[1] != records.home[3] && records.home[0] == 0);
    care_records_clear(&records);
}

static void returns_are_listed_with_their_children(void **state)
{
    struct workspace *workspace = *state;
    struct care_records records;
    put_all(workspace);
    import_well(workspace);
    load(workspace, &records);
    assert_int_equal(records.returns, 2);
    assert_int_equal(records.return_of[0].year, 2019);
    assert_int_equal(records.return_of[0].children, 4);
    assert_true(records.return_of[0].annual);
    assert_int_equal(records.return_of[0].last_date, calendar_day(2020, 3, 28));
    assert_int_equal(records.return_of[1].children, 2);
    care_records_clear(&records);
}

static void headers_that_disagree_are_counted(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_conflicts conflicts;
    put_all(workspace);
    import_well(workspace);
    assert_int_equal(casebook_count_conflicts(workspace->casebook, &conflicts, NULL), 0);
    assert_int_equal(conflicts.births, 1); /* C */
    assert_int_equal(conflicts.sexes, 0);  /* 2 and F are the same */
}

static void of_two_header_rows_in_one_file_the_later_line_holds(void **state)
{
    struct workspace *workspace = *state;
    struct care_records records;
    struct casebook_conflicts conflicts;
    workspace_put(workspace, "e.csv", EPISODES "A,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,,,\n");
    workspace_put(workspace, "h.csv", HEADER "A,1,01/01/2010,WBRI,,,\nA,2,01/01/2009,WBRI,,,\n");
    import_well(workspace);
    load(workspace, &records);
    assert_int_equal(records.children, 1);
    assert_int_equal(records.born[0], calendar_day(2009, 1, 1));
    assert_int_equal(records.sex[0], 'F');
    assert_int_equal(casebook_count_conflicts(workspace->casebook, &conflicts, NULL), 0);
    assert_int_equal(conflicts.births, 1);
    assert_int_equal(conflicts.sexes, 1);
    care_records_clear(&records);
}

static void content_hash_of(struct workspace *workspace, char out[33])
{
    struct care_records records;
    load(workspace, &records);
    assert_int_equal(casebook_content_hash(&records, out, NULL), 0);
    care_records_clear(&records);
}

/* The hash of what another workspace, with another key, makes of files put there by `put` and imported by `bring`. */
static void hash_elsewhere(void (*put)(struct workspace *), void (*bring)(struct workspace *), char out[33])
{
    void *state = NULL;
    assert_int_equal(workspace_set_up(&state), 0);
    put(state);
    bring(state);
    content_hash_of(state, out);
    workspace_tear_down(&state);
}

static void in_three_imports(struct workspace *workspace)
{
    const day today = calendar_day(2026, 6, 1);
    static const char *const order[] = {"second", "first/e.csv", "first"};
    for (int i = 0; i < 3; i++)
        assert_int_equal(workspace_import_one(workspace, order[i], today, NULL, NULL, NULL), 0);
}

static void put_all_otherwise(struct workspace *workspace)
{
    /* Other names, other order of rows and columns, dates in the other form. */
    workspace_put(workspace, "first/zz.csv",
                  "DEC,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,REC,REASON_PLACE_CHANGE,HOME_POST\n"
                  "28/03/2020,D,01/06/2019,S,C2,N1,U4,PR1,E8,,\n"
                  ",B,2019-06-01,S,C2,N1,U4,PR1,,,B1 1AA\n"
                  "20/06/2019,A,01/05/2019,S,C2,N1,U4,PR1,X1,,B1 1AA\n"
                  "20/03/2020,A,20/06/2019,P,C2,N1,U5,PR4,E4A,PLACE,B1 1AA\n"
                  ",C,02/07/2019,S,V2,N8,K1,PR4,,,B12 9XQ\n");
    workspace_put(workspace, "first/aa.csv",
                  HEADER "A,1,01/01/2010,WBRI,,,\nC,1,03/03/2005,AOTH,,,\nB,2,02/02/2012,WBRI,,,\n");
    workspace_put(workspace, "first/mm.csv", uasc_2019);
    workspace_put(workspace, "second/1.csv", header_2020);
    workspace_put(workspace, "second/2.csv", uasc_2020);
    workspace_put(workspace, "second/3.csv", episodes_2020);
}

static void put_with_one_day_more(struct workspace *workspace)
{
    put_all(workspace);
    workspace_put(workspace, "second/e.csv",
                  EPISODES "B,01/06/2019,S,C2,N1,U4,PR1,06/03/2021,E11,,B1 1AA,,\n"
                           "C,02/07/2019,S,V2,N8,K1,PR4,30/03/2021,E8,,B12 9XQ,,\n");
}

static void the_content_hash_hangs_on_content_alone(void **state)
{
    (void)state;
    char plain[33], again[33], in_parts[33], otherwise[33], changed[33];
    hash_elsewhere(put_all, import_well, plain);
    hash_elsewhere(put_all, import_well, again);
    hash_elsewhere(put_all, in_three_imports, in_parts);
    hash_elsewhere(put_all_otherwise, import_well, otherwise);
    hash_elsewhere(put_with_one_day_more, import_well, changed);
    assert_int_equal(strlen(plain), 32);
    assert_string_equal(plain, again);
    assert_string_equal(plain, in_parts);
    assert_string_equal(plain, otherwise);
    assert_string_not_equal(plain, changed);
}

static void put_twins(struct workspace *workspace)
{
    workspace_put(workspace, "e.csv",
                  EPISODES "T2,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B1 1AA,,\n"
                           "T1,01/05/2019,S,C2,N1,U4,PR1,,,,B1 1AA,,\n"
                           "T3,01/05/2019,S,C2,N1,U4,PR1,,,,B1 1AA,,\n");
    workspace_put(workspace, "h.csv", HEADER "T3,1,01/01/2010,,,,\nT1,1,01/01/2010,,,,\nT2,1,01/01/2010,,,,\n");
}

static void twins_are_told_apart_by_their_rows(void **state)
{
    struct workspace *workspace = *state;
    struct care_records records;
    put_twins(workspace);
    import_well(workspace);
    load(workspace, &records);
    assert_int_equal(records.children, 3);
    assert_int_equal(records.dec[0], calendar_day(2020, 3, 20)); /* a date comes before none */
    assert_int_equal(records.dec[1], DAY_NONE);
    assert_int_equal(records.line[1], 3); /* nothing tells T1 and T3 apart: by line */
    assert_int_equal(records.line[2], 4);
    care_records_clear(&records);
}

static void a_hash_of_bytes_is_32_digits(void **state)
{
    (void)state;
    char hash[33];
    casebook_hash("abc", 3, hash);
    /* BLAKE2b-128 of "abc": b2sum -l 128 */
    assert_string_equal(hash, "cf4ab791c62b8d2b2109c90275287816");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(an_empty_casebook_says_what_to_import),
        TEST(children_stand_in_the_order_of_who_they_are),
        TEST(rows_are_grouped_by_child_then_year_then_start),
        TEST(returns_are_listed_with_their_children),
        TEST(headers_that_disagree_are_counted),
        TEST(of_two_header_rows_in_one_file_the_later_line_holds),
        TEST(the_content_hash_hangs_on_content_alone),
        TEST(twins_are_told_apart_by_their_rows),
        TEST(a_hash_of_bytes_is_32_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
