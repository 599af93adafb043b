/* Codes that are not of their year, each by name, and how many standing rows have it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "care/odd_codes.h"
#include "care_fixture.h"

/* "PLACE Q9 x2 from 0: no list has it: counted as other_residential\n" for each code. */
static void expect(const char *table, const char *expected)
{
    struct care_fixture fixture;
    struct care_odd_codes odd;
    struct text found = {0};
    char code[CODE_TEXT_SIZE];
    care_fixture_read(&fixture, table);
    care_fixture_build(&fixture, "2021-03-31");
    assert_int_equal(care_odd_codes_find(&fixture.system, &fixture.records, &fixture.fates, &odd, NULL), 0);
    for (int64_t i = 0; i < odd.count; i++) {
        text_format(&found, "%s %s x%d from %d: ", care_field_name(odd.code[i].field), code_text(odd.code[i].value, code),
                    (int)odd.code[i].rows, (int)odd.code[i].first);
        care_odd_code_words(&fixture.system, &odd.code[i], &found);
        text_append_char(&found, '\n');
    }
    assert_string_equal(text_string(&found), expected);
    text_clear(&found);
    care_odd_codes_clear(&odd);
    care_odd_codes_clear(&odd);
    care_fixture_clear(&fixture);
}

static void codes_of_the_year_are_not_odd(void **state)
{
    (void)state;
    expect(ANN "ann 2020 2020-05-01 S V2 U4 PR1 2020-06-01 X1\n"
               "ann 2020 2020-06-01 P V2 - - 2020-07-01 E4A\n", ""); /* blank is no code */
}

static void each_is_named_with_what_was_made_of_it(void **state)
{
    (void)state;
    expect(ANN "ann 2020 2020-05-01 S V9 Q9 PR1 2020-06-01 X1 unlisted:PLACE unlisted:LS\n"
               "ann 2020 2020-06-01 P V2 Q8 PR9 2020-07-01 X1 unlisted:PLACE unlisted:PROVIDER\n"
               "ann 2020 2020-07-01 P V2 Q9 PR1 2020-08-01 X1 unlisted:PLACE\n"
               "ann 2020 2020-08-01 P V2 K3 PR1 2020-09-01 E99 year:PLACE unlisted:REC\n",
           "PLACE K3 x1 from 3: a code of other collection years, taken for what it means there\n"
           "PLACE Q8 x1 from 1: no list has it: counted as other_residential\n"
           "PLACE Q9 x2 from 0: no list has it: counted as other_residential\n"
           "PLACE_PROVIDER PR9 x1 from 1: no list has it: PLACE decides, and where it cannot the likeliest kind of home is"
           " taken\n"
           "REC E99 x1 from 3: no list has it: where it ends a period of care, counted as other_exit\n"
           "LS V9 x1 from 0: no list has it: counted as care, not as short breaks\n");
}

static void a_row_that_does_not_stand_is_not_asked(void **state)
{
    (void)state;
    expect(ANN "ann 2019 2019-05-01 S V2 Q9 PR1 - - unlisted:PLACE\n"
               "ann 2020 2019-05-01 S V2 U4 PR1 - -\n", "");
}

static void what_might_be_an_identity_is_one_entry_without_a_name(void **state)
{
    (void)state;
    expect(ANN "ann 2020 2020-05-01 S V2 398768 PR1 2020-06-01 X1 unlisted:PLACE\n"
               "ann 2020 2020-06-01 P V2 398769 PR1 - - unlisted:PLACE\n",
           "PLACE *** x2 from 0: no list has it: counted as other_residential\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_of_the_year_are_not_odd),
        cmocka_unit_test(each_is_named_with_what_was_made_of_it),
        cmocka_unit_test(a_row_that_does_not_stand_is_not_asked),
        cmocka_unit_test(what_might_be_an_identity_is_one_entry_without_a_name),
    };
    return cmocka_run_group_tests_name("odd_codes", tests, NULL, NULL);
}
