#include "reading.h"

#include <stdio.h>

/* Reads a heading and one bad row with a good one behind it: the bad row is quarantined, the good one loaded. */
static struct return_file one_bad_episode(const char *row)
{
    char text[2048];
    snprintf(text, sizeof text, EPISODES_HEADING "%s" GOOD_EPISODE, row);
    struct return_file file = reading(text);
    assert_int_equal(file.rows, 1);
    assert_int_equal(file.line[0], 3);
    return file;
}

static void a_blank_child_is_quarantined(void **state)
{
    (void)state;
    struct return_file file = one_bad_episode(" ,09/04/2017,S,C2,N1,U4,PR1,31/10/2017,X1,CARPL,ZX9 8QW,ZX9 7QE,SC1\n");
    assert_quarantined(&file, 2, 1, "CHILD", "CHILD is blank");
    assert_string_equal(file.quarantine[0].excerpt, ",09/04/2017,S,C2,N1,U4,PR1,31/10/2017,X1,CARPL,***,***,***");
    return_file_clear(&file);
}

static void a_blank_decom_is_quarantined(void **state)
{
    (void)state;
    struct return_file file = one_bad_episode("1001,,S,C2,N1,U4,PR1,,,,,,\n");
    assert_quarantined(&file, 2, 2, "DECOM", "DECOM is blank");
    assert_string_equal(file.quarantine[0].excerpt, "***,,S,C2,N1,U4,PR1,,,,,,");
    return_file_clear(&file);
}

static void dates_that_are_none_are_quarantined(void **state)
{
    (void)state;
    struct return_file file = one_bad_episode("1001,31/02/2017,S,C2,N1,U4,PR1,,,,,,\n");
    assert_quarantined(&file, 2, 2, "DECOM", "DECOM is not a date: 31/02/2017");
    return_file_clear(&file);
    file = one_bad_episode("1001,09/04/2017,S,C2,N1,U4,PR1,31/02/2019,X1,,,,\n");
    assert_quarantined(&file, 2, 8, "DEC", "DEC is not a date: 31/02/2019");
    assert_string_equal(file.quarantine[0].excerpt, "***,09/04/2017,S,C2,N1,U4,PR1,31/02/2019,X1,,,,");
    return_file_clear(&file);
    file = one_bad_episode("1001,9 April 2017,S,C2,N1,U4,PR1,,,,,,\n");
    assert_quarantined(&file, 2, 2, "DECOM", "DECOM is not a date");
    return_file_clear(&file);
    file = one_bad_episode("1001,42834,S,C2,N1,U4,PR1,,,,,,\n"); /* a spreadsheet's day number, or a child's */
    assert_quarantined(&file, 2, 2, "DECOM", "DECOM is not a date");
    return_file_clear(&file);
}

static void a_header_needs_a_date_of_birth_and_never_shows_it(void **state)
{
    (void)state;
    struct return_file file = reading(HEADER_HEADING "1001,1,,WBRI,UN1,,\n");
    assert_quarantined(&file, 2, 3, "DOB", "DOB is blank");
    return_file_clear(&file);
    file = reading(HEADER_HEADING "1001,1,31/02/2007,WBRI,A123456789012,,\n");
    assert_quarantined(&file, 2, 3, "DOB", "DOB is not a date");
    assert_string_equal(file.quarantine[0].excerpt, "***,1,***,WBRI,***,,");
    return_file_clear(&file);
}

static void what_is_no_code_is_masked_and_the_row_stays(void **state)
{
    (void)state;
    struct return_file file = reading(EPISODES_HEADING "1001,09/04/2017,S,C\xC3\xA9,N1,Fostered with aunt,PR1,,,,,,\n");
    struct arena arena = {0};
    const struct return_unknown *unknown;
    int32_t count;
    assert_int_equal(file.quarantine_count, 0);
    assert_int_equal(file.rows, 1);
    assert_true(return_code(&file, EPISODES_PLACE, 0) == code_masked());
    assert_true(return_code(&file, EPISODES_LS, 0) == code_masked());
    assert_int_equal(return_unknown_codes(&file, 2017, &arena, &unknown, &count, NULL), 0);
    assert_int_equal(count, 2);
    assert_string_equal(unknown[0].field, "LS");
    assert_string_equal(unknown[0].value, "***");
    assert_string_equal(unknown[1].field, "PLACE");
    arena_clear(&arena);
    return_file_clear(&file);
    file = reading("CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS\n1001,,not asked,,,,\n");
    assert_int_equal(return_unknown_codes(&file, 2017, &arena, &unknown, &count, NULL), 0);
    assert_int_equal(count, 1);
    assert_string_equal(unknown[0].field, "SDQ_SCORE");
    arena_clear(&arena);
    return_file_clear(&file);
}

static void rows_of_the_wrong_length_are_quarantined(void **state)
{
    (void)state;
    struct return_file file = one_bad_episode("1001,09/04/2017,S,C2\n");
    assert_quarantined(&file, 2, 0, "", "the row has 4 cells where the heading has 13");
    assert_string_equal(file.quarantine[0].excerpt, "***,***,S,C2");
    return_file_clear(&file);
    file = one_bad_episode("1001\n");
    assert_quarantined(&file, 2, 0, "", "the row has 1 cell where the heading has 13");
    return_file_clear(&file);
    file = one_bad_episode("1001,09/04/2017,S,C2,N1,U4,PR1,,,,,,,,late\n");
    assert_quarantined(&file, 2, 0, "", "the row has 15 cells where the heading has 13");
    return_file_clear(&file);
}

static void a_row_of_more_than_64_cells_is_quarantined(void **state)
{
    (void)state;
    char row[128];
    memset(row, ',', 100);
    memcpy(row, "1001", 4);
    memcpy(row + 100, "x\n", 3);
    struct return_file file = one_bad_episode(row);
    assert_quarantined(&file, 2, 0, "", "the row has 97 cells where the heading has 13");
    return_file_clear(&file);
}

static void a_stray_quote_costs_its_own_row(void **state)
{
    (void)state;
    struct return_file file = one_bad_episode("1001,09/04/2017,S,C2,N1,U4,PR1,,,,ZX\"9 8QW,,\n");
    assert_quarantined(&file, 2, 0, "", "a quote stands in the middle of a cell");
    assert_string_equal(file.quarantine[0].excerpt, "***,***,S,C2,N1,U4,PR1,,,,***,");
    return_file_clear(&file);
    file = one_bad_episode("\"1001,09/04/2017,S,C2,N1,U4,PR1,,,,,,\n");
    assert_quarantined(&file, 2, 0, "", "a quote opens a cell and nothing ends it");
    return_file_clear(&file);
}

static void a_known_cell_does_not_run_over_a_line(void **state)
{
    (void)state;
    struct return_file file = reading(UASC_HEADING "\"1\n2\",1,01/02/2003,\n3,1,01/02/2003,\n");
    assert_int_equal(file.rows_read, 3); /* each of the two lines is a row that cannot be read */
    assert_int_equal(file.rows, 1);
    assert_string_equal(file.quarantine[0].reason, "a quote opens a cell that runs over the end of the line");
    assert_string_equal(file.quarantine[1].reason, "a quote stands in the middle of a cell");
    assert_int_equal(file.line[0], 4);
    return_file_clear(&file);
}

static void an_open_quote_in_a_comment_does_not_swallow_the_rows_below(void **state)
{
    (void)state;
    struct return_file file = reading("CHILD,SEX,DOB,DUC,Comment\n"
                                      "1,1,01/02/2003,,\"he said\n"
                                      "2,1,01/02/2003,,fine\n"
                                      "3,1,01/02/2003,,never\"\n");
    assert_int_equal(file.rows_read, 3);
    assert_int_equal(file.rows, 1);
    assert_int_equal(file.line[0], 3);
    assert_string_equal(file.quarantine[0].reason, "a quote opens a cell that swallows the rows below");
    assert_int_equal(file.quarantine[1].line, 4);
    return_file_clear(&file);
}

static void a_long_row_is_cut(void **state)
{
    (void)state;
    struct text text = {0};
    text_append(&text, EPISODES_HEADING);
    for (int i = 0; i < 60; i++)
        text_append(&text, "CUSTOD,");
    text_append(&text, "x\n");
    struct return_file file = reading(text.bytes);
    size_t length = strlen(file.quarantine[0].excerpt);
    assert_in_range(length, 180, 200);
    assert_string_equal(file.quarantine[0].excerpt + length - 3, "...");
    return_file_clear(&file);
    text_clear(&text);
}

/* Whether any reason or excerpt of the file holds the bytes. */
static bool quarantine_holds(const struct return_file *file, const char *bytes)
{
    for (int64_t i = 0; i < file->quarantine_count; i++)
        if (strstr(file->quarantine[i].excerpt, bytes) || strstr(file->quarantine[i].reason, bytes))
            return true;
    return false;
}

/* Every identity of this family, wherever a broken row puts it. */
static void assert_nobody_is_named(const char *text)
{
    static const char *const canaries[] = {"4711",   "Canary", "17/12/2009", "2009-12-17", "CN1 4RY",
                                           "CN14RY", "CN1",    "A1234",      "03/05/2026", "0812"};
    struct return_file file = reading(text);
    assert_true(file.quarantine_count > 0);
    for (size_t i = 0; i < sizeof canaries / sizeof *canaries; i++)
        assert_false(quarantine_holds(&file, canaries[i]));
    return_file_clear(&file);
}

static void no_identity_is_told(void **state)
{
    (void)state;
    /* in their places, with something else wrong */
    assert_nobody_is_named(HEADER_HEADING "4711,1,17/12/2009,too long for it,A123456781234,1,03/05/2026 or so\n");
    assert_nobody_is_named(HEADER_HEADING ",1,17/12/2009,WBRI,A123456781234,1,03/05/2026\n");
    assert_nobody_is_named(EPISODES_HEADING "4711,,S,C2,N1,U4,PR1,,,,CN1 4RY,CN14RY,\n");
    /* moved by one, the number of cells right and wrong */
    assert_nobody_is_named(HEADER_HEADING ",4711,1,17/12/2009,WBRI,A123456781234,\n");
    assert_nobody_is_named(HEADER_HEADING ",4711,1,17/12/2009,WBRI,A123456781234,1,03/05/2026\n");
    assert_nobody_is_named(UASC_HEADING ",4711,1,17/12/2009\n");
    assert_nobody_is_named(UASC_HEADING "4711,1,17/12/2009\n");
    assert_nobody_is_named(UASC_HEADING "4711,17/12/2009,1,17/12/2009,\n");
    assert_nobody_is_named(UASC_HEADING "4711,17/12/2009,1,2009-12-17\n");
    assert_nobody_is_named(EPISODES_HEADING ",4711,09/04/2017,S,C2,N1,U4,PR1,31/10/2017,X1,CARPL,CN1 4RY,CN14RY\n");
    assert_nobody_is_named(EPISODES_HEADING "Canary,4711,09/04/2017,S,C2,N1,U4,PR1,,,CARPL,CN1 4RY,CN14RY,\n");
    /* a header's row in an episodes file */
    assert_nobody_is_named(EPISODES_HEADING "4711,17/12/2009,17/12/2009,WBRI,A123456781234,1,03/05/2026\n");
    /* broken by quotes */
    assert_nobody_is_named(EPISODES_HEADING "4711,09/04/2017,S,C\"2,CN1 4RY,Canary,A123456781234\n");
    assert_nobody_is_named(HEADER_HEADING "\"4711,1,17/12/2009,WBRI,A123456781234,1,03/05/2026\n");
    assert_nobody_is_named(HEADER_HEADING "\"Canary, 4711\"x,\"1,17/12/2009\"\"\",A123456781234,1,03/05/2026\n");
    /* among columns that no layout knows */
    assert_nobody_is_named("CHILD,Surname,Born,SEX,DOB,DUC\n4711,Canary,17/12/2009,1,17/12/2009,xx\n");
    assert_nobody_is_named(
        "CHILD,NHS,DECOM,RNE,LS,CIN,PLACE,Born,DEC,REC\n4711,0812,31/31/2017,S,C2,N1,U4,17/12/2009,17/12/2009,\n");
}

static void a_child_whose_number_is_a_code_is_not_told(void **state)
{
    (void)state;
    struct return_file file = reading(UASC_HEADING "C2\nC2,M,01/02/2003,x\n\"C2,M,01/02/2003,\n");
    assert_int_equal(file.quarantine_count, 3);
    assert_string_equal(file.quarantine[0].excerpt, "***");
    assert_string_equal(file.quarantine[1].excerpt, "***,M,***,***");
    assert_string_equal(file.quarantine[2].excerpt, "***,M,***");
    return_file_clear(&file);
}

static void a_child_with_the_number_one_is_not_told_either(void **state)
{
    (void)state;
    struct return_file file = reading(UASC_HEADING "1\n,2,1,01/02/2003,x\n");
    assert_int_equal(file.quarantine_count, 2);
    assert_string_equal(file.quarantine[0].excerpt, "***");
    assert_string_equal(file.quarantine[1].excerpt, ",***,***,***,***");
    return_file_clear(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_blank_child_is_quarantined),
        cmocka_unit_test(a_blank_decom_is_quarantined),
        cmocka_unit_test(dates_that_are_none_are_quarantined),
        cmocka_unit_test(a_header_needs_a_date_of_birth_and_never_shows_it),
        cmocka_unit_test(what_is_no_code_is_masked_and_the_row_stays),
        cmocka_unit_test(rows_of_the_wrong_length_are_quarantined),
        cmocka_unit_test(a_row_of_more_than_64_cells_is_quarantined),
        cmocka_unit_test(a_stray_quote_costs_its_own_row),
        cmocka_unit_test(a_known_cell_does_not_run_over_a_line),
        cmocka_unit_test(an_open_quote_in_a_comment_does_not_swallow_the_rows_below),
        cmocka_unit_test(a_long_row_is_cut),
        cmocka_unit_test(no_identity_is_told),
        cmocka_unit_test(a_child_whose_number_is_a_code_is_not_told),
        cmocka_unit_test(a_child_with_the_number_one_is_not_told_either),
    };
    return cmocka_run_group_tests_name("quarantine", tests, NULL, NULL);
}
