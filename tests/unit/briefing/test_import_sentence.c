/* What an import did, in a line. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/import_sentence.h"

static void expect_rows(const struct care_row_sum *sum, const char *expected)
{
    struct text sentence = {0};
    import_sentence_rows(sum, &sentence);
    assert_string_equal(text_string(&sentence), expected);
    text_clear(&sentence);
}

static void the_parts_that_there_are_stand_in_order_and_add_up(void **state)
{
    (void)state;
    expect_rows(&(struct care_row_sum){.read = 1461,
                                       .of_fate = {[CARE_KEPT] = 1432, [CARE_MERGED] = 21, [CARE_SHORTENED] = 5},
                                       .quarantined = 3,
                                       .children_without_header = 2},
                "Episodes, 1,461 rows: 1,432 kept, 21 merged, 5 shortened, 3 quarantined; 2 children have no header.");
    expect_rows(&(struct care_row_sum){.read = 1, .of_fate = {[CARE_UNUSABLE] = 1}, .children_without_header = 1},
                "Episodes, 1 row: 1 set aside; 1 child has no header.");
    expect_rows(&(struct care_row_sum){.read = 2, .quarantined = 2}, "Episodes, 2 rows: 2 quarantined.");
}

static void nothing_is_said_of_no_rows(void **state)
{
    (void)state;
    expect_rows(&(struct care_row_sum){.read = 0}, "");
}

static void expect_codes(struct care_odd_code *code, int64_t count, const char *expected)
{
    struct text sentence = {0};
    struct care_system *system = &(struct care_system){.state_otherwise = 1};
    snprintf(system->state_title[1], sizeof system->state_title[1], "Other");
    import_sentence_codes(system, &(struct care_odd_codes){.count = count, .code = code}, &sentence);
    assert_string_equal(text_string(&sentence), expected);
    text_clear(&sentence);
}

static void codes_that_no_list_has_are_named_with_what_to_do(void **state)
{
    (void)state;
    struct care_odd_code codes[8] = {
        {.field = CARE_PLACE, .value = code_of("K3"), .another_year = true, .rows = 9},
        {.field = CARE_PLACE, .value = code_of("Q9"), .rows = 1204},
        {.field = CARE_REC, .value = code_of("E99"), .rows = 7},
    };
    expect_codes(codes, 3,
                 "No list has PLACE Q9 (1,204 rows): counted as Other until homeward data map set says what it stands for.");
    codes[0] = (struct care_odd_code){.field = CARE_PLACE, .value = code_of("Q8"), .rows = 1};
    expect_codes(codes, 2,
                 "No list has PLACE Q8 (1 row), Q9 (1,204 rows): counted as Other until homeward data map set says what they"
                 " stand for.");
    for (int i = 0; i < 8; i++)
        codes[i] = (struct care_odd_code){.field = CARE_PLACE, .value = code_of("Q1"), .rows = 2};
    expect_codes(codes, 8,
                 "No list has PLACE Q1 (2 rows), Q1 (2 rows), Q1 (2 rows), Q1 (2 rows), Q1 (2 rows) and 3 more: counted as"
                 " Other until homeward data map set says what they stand for.");
    expect_codes(codes, 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_that_there_are_stand_in_order_and_add_up),
        cmocka_unit_test(nothing_is_said_of_no_rows),
        cmocka_unit_test(codes_that_no_list_has_are_named_with_what_to_do),
    };
    return cmocka_run_group_tests_name("import_sentence", tests, NULL, NULL);
}
