#include "reading.h"

#include <stdio.h>

/* The unknown codes of a text in a year, one a line: "PLACE K3 x2 from 3". */
static void assert_unknown(const char *text, int32_t year, const char *expected)
{
    struct return_file file = reading(text);
    struct arena arena = {0};
    const struct return_unknown *unknown = NULL;
    int32_t count = -1;
    struct problem problem = {0};
    struct text seen = {0};
    assert_int_equal(file.quarantine_count, 0);
    assert_int_equal(return_unknown_codes(&file, year, &arena, &unknown, &count, &problem), 0);
    return_file_clear(&file); /* the list does not hang on the file */
    for (int32_t i = 0; i < count; i++)
        text_format(&seen, "%s %s x%d from %d\n", unknown[i].field, unknown[i].value, (int)unknown[i].count,
                    (int)unknown[i].first_line);
    assert_string_equal(text_string(&seen), expected);
    text_clear(&seen);
    arena_clear(&arena);
}

static void codes_of_the_year_are_known(void **state)
{
    (void)state;
    assert_unknown(EPISODES_HEADING GOOD_EPISODE, 2017, "");
    assert_unknown(HEADER_HEADING "1,1,01/02/2003,WBRI,UN1,1,\n", 2023, "");
    assert_unknown(HEADER_HEADING "1,m,01/02/2003,wbri,UN1,1,\n", 2024, "");
    assert_unknown(EPISODES_HEADING "1001,09/04/2017,,,,,,,,,,,\n", 2017, ""); /* blank is not asked */
}

static void codes_of_another_year_are_counted(void **state)
{
    (void)state;
    static const char text[] = EPISODES_HEADING "1,09/04/2023,S,C2,N1,H5,PR1,,,,,,\n"
                                                "2,09/04/2023,S,C2,N1,K3,PR1,,,,,,\n"
                                                "3,09/04/2023,S,C2,N1,K3,PR9,,,,,,\n";
    assert_unknown(text, 2023, "PLACE K3 x2 from 3\nPLACE_PROVIDER PR9 x1 from 4\n");
    assert_unknown(text, 2024, "PLACE H5 x1 from 2\nPLACE_PROVIDER PR9 x1 from 4\n");
    assert_unknown(UASC_HEADING "1,1,01/02/2003,\n2,F,01/02/2003,\n", 2024, "SEX 1 x1 from 2\n");
    assert_unknown(UASC_HEADING "1,1,01/02/2003,\n2,F,01/02/2003,\n", 2023, "SEX F x1 from 3\n");
}

static void they_come_by_column_then_by_code(void **state)
{
    (void)state;
    assert_unknown(
        EPISODES_HEADING "1,09/04/2020,Z,ZZ,N1,X9,PR1,,,,,,\n"
                         "2,09/04/2020,Y,C2,N9,A9,PR1,,,,,,\n"
                         "3,09/04/2020,Z,C2,N1,U4,PR1,10/04/2020,E99,NONE,,,\n",
        2020,
        "RNE Y x1 from 3\nRNE Z x2 from 2\nLS ZZ x1 from 2\nCIN N9 x1 from 3\nPLACE A9 x1 from 3\nPLACE X9 x1 from 2\n"
        "REC E99 x1 from 4\nREASON_PLACE_CHANGE NONE x1 from 4\n");
}

static void what_might_be_an_identity_is_not_told(void **state)
{
    (void)state;
    assert_unknown(EPISODES_HEADING "1,09/04/2020,398768,1/2/2009,N1,CN1 4RY,PR1,,,,,,\n"
                                    "2,09/04/2020,398769,C2,N1,U4,PR1,,,,,,\n",
                   2020, "RNE *** x2 from 2\nLS *** x1 from 2\nPLACE *** x1 from 2\n");
}

static void every_table_is_asked(void **state)
{
    (void)state;
    static const char oc3[] = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1,,YES,F3,B1\n2,,YES,F4,B2\n3,,MAYBE,P5,S1\n";
    assert_unknown(oc3, 2020, "IN_TOUCH MAYBE x1 from 4\nACTIV F4 x1 from 3\nACTIV P5 x1 from 4\nACCOM S1 x1 from 4\n");
    assert_unknown(oc3, 2021, "IN_TOUCH MAYBE x1 from 4\nACTIV F3 x1 from 2\nACCOM S1 x1 from 4\n");
    assert_unknown("CHILD,DOB,REVIEW,REVIEW_CODE\n1,,01/05/2020,PN8\n", 2020, "REVIEW_CODE PN8 x1 from 2\n");
    assert_unknown("CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK\n1,,14,SDQ6,2,1\n", 2020,
                   "SDQ_REASON SDQ6 x1 from 2\nCONVICTED 2 x1 from 2\n");
    assert_unknown("CHILD,DOB,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n1,,0,3,XX,L5\n", 2020,
                   "NB_ADOPTR 3 x1 from 2\nSEX_ADOPTR XX x1 from 2\nLS_ADOPTR L5 x1 from 2\n");
    assert_unknown("CHILD,DOB,DATE_PLACED,REASON_PLACED_CEASED\n1,,,RD5\n", 2020, "REASON_PLACED_CEASED RD5 x1 from 2\n");
    assert_unknown("CHILD,DOB,PREV_PERM,LA_PERM\n1,,P5,ANY\n", 2020, "PREV_PERM P5 x1 from 2\n"); /* LA_PERM has no list */
    assert_unknown("CHILD,DOB,MISSING,MIS_START\n1,,X,\n", 2020, "MISSING X x1 from 2\n");
    assert_unknown("CHILD,DOB,SW_ID,SW_REASON\n1,,SW1,MANAGE\n", 2022, "SW_REASON MANAGE x1 from 2\n"); /* before its time */
    assert_unknown("CHILD,DOB,SW_ID,SW_REASON\n1,,SW1,MANAGE\n", 2023, "");
    assert_unknown(HEADER_HEADING "1,1,01/02/2003,WBRI,UN1,2,\n", 2023, "MOTHER 2 x1 from 2\n");
    assert_unknown("a,b\n", 2020, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_of_the_year_are_known),
        cmocka_unit_test(codes_of_another_year_are_counted),
        cmocka_unit_test(they_come_by_column_then_by_code),
        cmocka_unit_test(what_might_be_an_identity_is_not_told),
        cmocka_unit_test(every_table_is_asked),
    };
    return cmocka_run_group_tests_name("unknown_codes", tests, NULL, NULL);
}
