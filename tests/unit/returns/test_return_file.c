#include "reading.h"

#include <stdio.h>

static void an_episode_becomes_typed_cells(void **state)
{
    (void)state;
    struct return_file file = reading(EPISODES_HEADING GOOD_EPISODE);
    assert_int_equal(file.table, RETURN_EPISODES);
    assert_string_equal(file.name, "a.csv");
    assert_int_equal(file.rows, 1);
    assert_int_equal(file.line[0], 2);
    assert_cell(&file, EPISODES_CHILD, 0, "1001");
    assert_int_equal(return_day(&file, EPISODES_DECOM, 0), calendar_day(2017, 4, 9));
    assert_code(&file, EPISODES_RNE, 0, "S");
    assert_code(&file, EPISODES_LS, 0, "C2");
    assert_code(&file, EPISODES_CIN, 0, "N1");
    assert_code(&file, EPISODES_PLACE, 0, "U4");
    assert_code(&file, EPISODES_PLACE_PROVIDER, 0, "PR1");
    assert_int_equal(return_day(&file, EPISODES_DEC, 0), calendar_day(2017, 10, 31));
    assert_code(&file, EPISODES_REC, 0, "X1");
    assert_code(&file, EPISODES_REASON_PLACE_CHANGE, 0, "CARPL");
    assert_cell(&file, EPISODES_HOME_POST, 0, "ZX9 8QW");
    assert_cell(&file, EPISODES_PL_POST, 0, "ZX9 7QE");
    assert_cell(&file, EPISODES_URN, 0, "SC123456");
    return_file_clear(&file);
}

static void column_order_and_case_change_nothing(void **state)
{
    (void)state;
    struct return_file file =
        reading("urn, Decom ,rec,CHILD,pl_post,dec,LS,CIN,Place,place_provider,RNE,home_post,reason_place_change\r\n"
                "SC123456,09/04/2017,x1,1001,ZX9 7QE,31/10/2017,c2,n1,u4,pr1,s,ZX9 8QW,carpl\r\n");
    struct return_file plain = reading(EPISODES_HEADING GOOD_EPISODE);
    assert_int_equal(file.rows, 1);
    const struct return_layout *layout = return_layout(RETURN_EPISODES);
    for (int32_t k = 0; k < layout->columns; k++) {
        assert_true(file.present[k]);
        if (layout->column[k].kind == RETURN_DATE) {
            assert_int_equal(return_day(&file, k, 0), return_day(&plain, k, 0));
        } else if (layout->column[k].kind == RETURN_CODE) {
            assert_true(return_code(&file, k, 0) == return_code(&plain, k, 0));
        } else {
            struct return_text one = return_cell(&file, k, 0), other = return_cell(&plain, k, 0);
            assert_int_equal(one.length, other.length);
            assert_memory_equal(one.bytes, other.bytes, one.length);
        }
    }
    return_file_clear(&file);
    return_file_clear(&plain);
}

static void a_byte_order_mark_is_not_part_of_the_heading(void **state)
{
    (void)state;
    struct return_file file = reading("\xEF\xBB\xBF" UASC_HEADING "7,1,01/02/2003,\n");
    assert_int_equal(file.table, RETURN_UASC);
    assert_int_equal(file.rows, 1);
    assert_int_equal(return_day(&file, UASC_DUC, 0), DAY_NONE);
    return_file_clear(&file);
}

static void dates_come_in_three_forms(void **state)
{
    (void)state;
    struct return_file file = reading(UASC_HEADING "1,1,01/02/2003,2021-02-01\n"
                                                   "2,2,2003-02-01 00:00:00,1/2/2021\n"
                                                   "3,2, 01/02/2003 ,01/02/2021 00:00\n");
    assert_int_equal(file.rows, 3);
    for (int64_t i = 0; i < 3; i++) {
        assert_int_equal(return_day(&file, UASC_DOB, i), calendar_day(2003, 2, 1));
        assert_int_equal(return_day(&file, UASC_DUC, i), calendar_day(2021, 2, 1));
    }
    return_file_clear(&file);
}

static void what_a_spreadsheet_adds_to_whole_numbers_is_taken_off(void **state)
{
    (void)state;
    struct return_file file = reading(HEADER_HEADING "1001.0,2.0,17/12/1999,BCRB,B097131712320,1.0,21/11/2017\n"
                                                     "1002.5,.0,17/12/1999,WBRI,UN1,0,\n");
    assert_int_equal(file.rows, 2);
    assert_cell(&file, HEADER_CHILD, 0, "1001");
    assert_code(&file, HEADER_SEX, 0, "2");
    assert_code(&file, HEADER_MOTHER, 0, "1");
    assert_int_equal(return_day(&file, HEADER_MC_DOB, 0), calendar_day(2017, 11, 21));
    assert_cell(&file, HEADER_CHILD, 1, "1002.5");
    assert_code(&file, HEADER_SEX, 1, ".0");
    assert_code(&file, HEADER_MOTHER, 1, "0");
    return_file_clear(&file);
}

static void blank_cells_that_may_be_blank_are_blank(void **state)
{
    (void)state;
    struct return_file file = reading(EPISODES_HEADING "1001,09/04/2017,,,,,,,,,,,\n");
    assert_int_equal(file.rows, 1);
    assert_int_equal(return_day(&file, EPISODES_DEC, 0), DAY_NONE);
    assert_true(return_code(&file, EPISODES_REC, 0) == 0);
    assert_cell(&file, EPISODES_HOME_POST, 0, "");
    return_file_clear(&file);
    file = reading(HEADER_HEADING "1001,,17/12/1999,,,,\n");
    assert_int_equal(file.rows, 1);
    assert_true(return_code(&file, HEADER_ETHNIC, 0) == 0);
    return_file_clear(&file);
}

static void a_column_that_is_not_there_reads_as_blank(void **state)
{
    (void)state;
    struct return_file file = reading("CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
                                      "1001,09/04/2017,S,C2,N1,U4,PR1,,\n");
    assert_int_equal(file.rows, 1);
    assert_false(file.present[EPISODES_URN]);
    assert_true(file.present[EPISODES_REC]);
    assert_cell(&file, EPISODES_URN, 0, "");
    assert_true(return_code(&file, EPISODES_REASON_PLACE_CHANGE, 0) == 0);
    assert_int_equal(return_day(&file, 15, 0), DAY_NONE);
    assert_int_equal(return_day(&file, EPISODES_DECOM, 1), DAY_NONE); /* no such row */
    return_file_clear(&file);
}

static void a_cell_asked_for_as_another_kind_is_blank(void **state)
{
    (void)state;
    struct return_file file = reading(EPISODES_HEADING GOOD_EPISODE);
    assert_cell(&file, EPISODES_DECOM, 0, "");
    assert_true(return_code(&file, EPISODES_CHILD, 0) == 0);
    assert_int_equal(return_day(&file, EPISODES_PLACE, 0), DAY_NONE);
    assert_int_equal(return_day(&file, -1, 0), DAY_NONE);
    assert_int_equal(return_day(&file, RETURN_COLUMNS_MAX, 0), DAY_NONE);
    return_file_clear(&file);
}

static void a_dec_in_2203_is_read(void **state)
{
    (void)state;
    struct return_file file = reading(EPISODES_HEADING "1001,09/04/2017,S,C2,N1,U4,PR1,01/01/2203,X1,,,,\n");
    assert_int_equal(file.rows, 1);
    assert_int_equal(return_day(&file, EPISODES_DEC, 0), calendar_day(2203, 1, 1));
    return_file_clear(&file);
}

static void extra_columns_are_kept_aside_and_named(void **state)
{
    (void)state;
    struct return_file file = reading("CHILD,Team,SEX,DOB,DUC,, Comment \n"
                                      "1,North,1,01/02/2003,,x,\"two\nlines\"\n"
                                      "2,,2,01/02/2004,,,\n");
    assert_int_equal(file.rows, 2);
    assert_int_equal(file.extra_count, 3);
    assert_string_equal(file.extra_name[0], "Team");
    assert_string_equal(file.extra_name[1], "column 6");
    assert_string_equal(file.extra_name[2], "Comment");
    assert_memory_equal(file.extra[0].bytes, "North", 5);
    assert_memory_equal(file.extra[1].bytes, "x", 1);
    assert_int_equal(file.extra[2].length, 9);
    assert_memory_equal(file.extra[2].bytes, "two\nlines", 9);
    assert_int_equal(file.extra[3].length, 0);
    assert_int_equal(file.line[1], 4); /* the comment took two lines */
    return_file_clear(&file);
}

static void blank_lines_and_empty_columns_at_the_end_are_nothing(void **state)
{
    (void)state;
    struct return_file file = reading("\nCHILD,SEX,DOB,DUC,,\n"
                                      ",,,,,\n"
                                      "1,1,01/02/2003,,,\n"
                                      "\n"
                                      "2,1,01/02/2003,\n"
                                      "3,1,01/02/2003,,,,,,,\n"
                                      "\"\",,\n  \n,,,\n");
    assert_int_equal(file.rows_read, 3);
    assert_int_equal(file.rows, 3);
    assert_int_equal(file.extra_count, 0);
    assert_int_equal(file.line[0], 4);
    assert_int_equal(file.line[2], 7);
    return_file_clear(&file);
}

static void a_file_of_a_heading_only_has_no_rows(void **state)
{
    (void)state;
    struct return_file file = reading("CHILD,SEX,DOB,DUC");
    assert_int_equal(file.table, RETURN_UASC);
    assert_int_equal(file.rows_read, 0);
    return_file_clear(&file);
}

/* One row of each of the nine tables that are neither header nor episodes nor UASC, as a spreadsheet writes numbers. */
static void every_other_table_is_read_row_by_row(void **state)
{
    (void)state;
    struct return_file file = reading("CHILD,DOB,REVIEW,REVIEW_CODE\n7,,2020-05-01,pn3\n");
    assert_int_equal(file.table, RETURN_REVIEWS);
    assert_int_equal(return_day(&file, REVIEWS_DOB, 0), DAY_NONE); /* blank is no reason to lose a row */
    assert_int_equal(return_day(&file, REVIEWS_REVIEW, 0), calendar_day(2020, 5, 1));
    assert_code(&file, REVIEWS_REVIEW_CODE, 0, "PN3");
    return_file_clear(&file);
    file = reading("CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK\n"
                   "7.0,01/02/2010,14.0,,1.0,0,1,\n");
    assert_int_equal(file.table, RETURN_OC2);
    assert_cell(&file, OC2_CHILD, 0, "7");
    assert_code(&file, OC2_SDQ_SCORE, 0, "14");
    assert_code(&file, OC2_CONVICTED, 0, "1");
    assert_code(&file, OC2_TEETH_CHECK, 0, "");
    assert_code(&file, OC2_SUBSTANCE_MISUSE, 0, ""); /* no such column */
    return_file_clear(&file);
    file = reading("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n7,01/02/2000,YES,F1,Z1\n");
    assert_int_equal(file.table, RETURN_OC3);
    assert_code(&file, OC3_ACCOM, 0, "Z1");
    return_file_clear(&file);
    file = reading("CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"
                   "7,01/02/2019,01/04/2020,02/05/2020,0,2,MF,L11\n");
    assert_int_equal(file.table, RETURN_AD1);
    assert_int_equal(return_day(&file, AD1_DATE_MATCH, 0), calendar_day(2020, 5, 2));
    assert_code(&file, AD1_LS_ADOPTR, 0, "L11");
    return_file_clear(&file);
    file = reading("CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n7,,01/04/2020,02/05/2020,RD4\n");
    assert_int_equal(file.table, RETURN_PLACED_ADOPTION);
    assert_code(&file, PLACED_ADOPTION_REASON_PLACED_CEASED, 0, "RD4");
    return_file_clear(&file);
    file = reading("CHILD,DOB,MISSING,MIS_START,MIS_END\n1,01/02/2003,M,01/01/2020,02/01/2020\n");
    assert_int_equal(file.table, RETURN_MISSING);
    assert_int_equal(return_day(&file, MISSING_MIS_END, 0), calendar_day(2020, 1, 2));
    return_file_clear(&file);
    file = reading("CHILD,DOB,DOLO_START,DOLO_END\n1,01/02/2013,01/01/2027,\n");
    assert_int_equal(file.table, RETURN_DOLO);
    assert_int_equal(return_day(&file, DOLO_DOLO_START, 0), calendar_day(2027, 1, 1));
    return_file_clear(&file);
}

static void dates_that_are_partly_known_are_kept_as_text(void **state)
{
    (void)state;
    struct return_file file = reading("CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n"
                                      "1,,P1,204,zz/05/2010\n2,,P2,SCO,2011-3-zz\n3,,P1,999,2012-04-05\n4,,Z1,,\n"
                                      "5,,P1,204,about 2010\n");
    static const char *const expected[] = {"ZZ/05/2010", "ZZ/03/2011", "05/04/2012", ""};
    assert_int_equal(file.table, RETURN_PREVIOUS_PERMANENCE);
    assert_int_equal(file.rows, 4);
    for (int32_t i = 0; i < 4; i++) {
        assert_cell(&file, PREVIOUS_PERMANENCE_DATE_PERM, i, expected[i]);
        assert_int_equal(return_day(&file, PREVIOUS_PERMANENCE_DATE_PERM, i), DAY_NONE);
    }
    assert_quarantined(&file, 6, 5, "DATE_PERM", "DATE_PERM is not a date");
    assert_string_equal(file.quarantine[0].excerpt, "***,,P1,***,***");
    return_file_clear(&file);
}

static void a_social_worker_is_an_identity(void **state)
{
    (void)state;
    struct return_file file = reading("CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"
                                      "1,,SW1234,ZZ/ZZ/ZZZZ,01/05/2024,MANAGE\n2,,SW1234,31/02/2024,,MANAGE\n");
    assert_int_equal(file.table, RETURN_SOCIAL_WORKER);
    assert_cell(&file, SOCIAL_WORKER_SW_ID, 0, "SW1234");
    assert_cell(&file, SOCIAL_WORKER_SW_DECOM, 0, "ZZ/ZZ/ZZZZ");
    assert_cell(&file, SOCIAL_WORKER_SW_DEC, 0, "01/05/2024");
    assert_quarantined(&file, 3, 4, "SW_DECOM", "SW_DECOM is not a date");
    assert_string_equal(file.quarantine[0].excerpt, "***,,***,***,,MANAGE");
    return_file_clear(&file);
}

static void a_table_of_something_else_is_unknown_and_no_error(void **state)
{
    (void)state;
    struct return_file file = reading("postcode;beds\nZX9 8QW;4\n");
    assert_int_equal(file.table, RETURN_UNKNOWN);
    assert_int_equal(file.rows_read, 0);
    return_file_clear(&file);
    return_file_clear(&file); /* twice is safe */
}

static void what_is_no_csv_is_refused_by_name(void **state)
{
    (void)state;
    struct problem problem = refusal("", 0);
    assert_int_equal(problem.code, PROBLEM_INPUT);
    assert_string_equal(problem.text, "there is nothing in this file");
    problem = refusal("\n  \n,,,\n", 8);
    assert_string_equal(problem.text, "there is nothing in this file");
    problem = refusal("CHILD,SEX\nPK\0\3\n", 15);
    assert_string_equal(problem.text, "this is no CSV file: it has a NUL byte, as a spreadsheet or a UTF-16 text has");
    assert_string_equal(problem.next, "Open it in the program it comes from and save it as \"CSV UTF-8\".");
    assert_int_equal(problem.row, 2);
    problem = refusal("\"CHILD,SEX\n1,2\n", 15);
    assert_string_equal(problem.text, "the heading cannot be read: a quote opens a cell and nothing ends it");
    assert_int_equal(problem.row, 1);
    assert_true(strlen(problem.next) > 0);
}

static void a_heading_that_stands_twice_is_refused(void **state)
{
    (void)state;
    static const char twice[] = "CHILD,DOB,SEX,DUC,dob\n1,01/02/2003,1,,01/02/2004\n";
    struct problem problem = refusal(twice, strlen(twice));
    assert_string_equal(problem.text, "the heading DOB stands twice, in columns 2 and 5");
    assert_string_equal(problem.field, "DOB");
    assert_int_equal(problem.column, 5);
    /* Two columns that no layout knows may have one name. */
    struct return_file file = reading("CHILD,X,SEX,DOB,DUC,X\n1,a,1,01/02/2003,,b\n");
    assert_int_equal(file.extra_count, 2);
    return_file_clear(&file);
}

static void a_table_without_a_column_it_must_have_is_refused(void **state)
{
    (void)state;
    static const char text[] = "CHILD,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n1,S,C2,N1,U4,PR1,,\n";
    struct problem problem = refusal(text, strlen(text));
    assert_int_equal(problem.code, PROBLEM_INPUT);
    assert_string_equal(problem.text, "the columns are those of Episodes, but there is no DECOM");
    assert_string_equal(problem.next, "Export the file again with the column DECOM; no row can be read without it.");
}

static void more_than_64_columns_are_refused(void **state)
{
    (void)state;
    char heading[400] = "CHILD,SEX,DOB,DUC";
    size_t length = strlen(heading);
    for (int i = 4; i < 65; i++) {
        memcpy(heading + length, ",x", 2);
        length += 2;
    }
    struct problem problem = refusal(heading, length);
    assert_int_equal(problem.code, PROBLEM_LIMIT);
    assert_string_equal(problem.text, "the heading has more than 64 columns");
    struct return_file file = {0};
    assert_int_equal(return_read_csv(heading, length - 2, "a.csv", &file, NULL), 0); /* 64 are taken */
    assert_int_equal(file.extra_count, 60);
    return_file_clear(&file);
}

static void a_problem_need_not_be_asked_for(void **state)
{
    (void)state;
    struct return_file file = {0};
    assert_int_equal(return_read_csv("", 0, "a.csv", &file, NULL), PROBLEM_INPUT);
    assert_int_equal(return_read_csv("\"", 1, "a.csv", &file, NULL), PROBLEM_INPUT);
}

static void many_rows_grow_the_columns(void **state)
{
    (void)state;
    struct text text = {0};
    text_append(&text, "CHILD,SEX,DOB,DUC,Team\n");
    for (int i = 0; i < 5000; i++)
        text_format(&text, "%d,1,%02d/01/2003,,t%d\n", i, i % 28 + 1, i);
    struct return_file file = reading(text.bytes);
    assert_int_equal(file.rows, 5000);
    for (int i = 0; i < 5000; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d", i);
        assert_cell(&file, UASC_CHILD, i, name);
        assert_int_equal(return_day(&file, UASC_DOB, i), calendar_day(2003, 1, i % 28 + 1));
        snprintf(name, sizeof name, "t%d", i);
        assert_memory_equal(file.extra[i].bytes, name, strlen(name));
        assert_int_equal(file.line[i], i + 2);
    }
    return_file_clear(&file);
    text_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_episode_becomes_typed_cells),
        cmocka_unit_test(column_order_and_case_change_nothing),
        cmocka_unit_test(a_byte_order_mark_is_not_part_of_the_heading),
        cmocka_unit_test(dates_come_in_three_forms),
        cmocka_unit_test(what_a_spreadsheet_adds_to_whole_numbers_is_taken_off),
        cmocka_unit_test(blank_cells_that_may_be_blank_are_blank),
        cmocka_unit_test(a_column_that_is_not_there_reads_as_blank),
        cmocka_unit_test(a_cell_asked_for_as_another_kind_is_blank),
        cmocka_unit_test(a_dec_in_2203_is_read),
        cmocka_unit_test(extra_columns_are_kept_aside_and_named),
        cmocka_unit_test(blank_lines_and_empty_columns_at_the_end_are_nothing),
        cmocka_unit_test(a_file_of_a_heading_only_has_no_rows),
        cmocka_unit_test(every_other_table_is_read_row_by_row),
        cmocka_unit_test(dates_that_are_partly_known_are_kept_as_text),
        cmocka_unit_test(a_social_worker_is_an_identity),
        cmocka_unit_test(a_table_of_something_else_is_unknown_and_no_error),
        cmocka_unit_test(what_is_no_csv_is_refused_by_name),
        cmocka_unit_test(a_heading_that_stands_twice_is_refused),
        cmocka_unit_test(a_table_without_a_column_it_must_have_is_refused),
        cmocka_unit_test(more_than_64_columns_are_refused),
        cmocka_unit_test(a_problem_need_not_be_asked_for),
        cmocka_unit_test(many_rows_grow_the_columns),
    };
    return cmocka_run_group_tests_name("return_file", tests, NULL, NULL);
}
