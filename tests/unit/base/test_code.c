#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

#include "base/code.h"

static bool packs(const char *string)
{
    short_code value = 0;
    return code_pack(string, strlen(string), &value);
}

static void a_code_comes_back_as_text(void **state)
{
    (void)state;
    static const char *const codes[] = {"U4", "PR1", "E4A", "X1", "CUSTOD", "UN5", "12345678", "A-B"};
    char text[CODE_TEXT_SIZE];
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        assert_string_equal(code_text(code_of(codes[i]), text), codes[i]);
}

static void the_first_byte_is_the_highest(void **state)
{
    (void)state;
    assert_true(code_of("U4") == UINT64_C(0x5534000000000000)); /* 'U' is 0x55, '4' is 0x34 */
}

static void codes_sort_as_their_texts_do(void **state)
{
    (void)state;
    static const char *const sorted[] = {"", "A3", "A4", "E4", "E4A", "E4B", "P1", "U1", "U2", "Z1"};
    for (size_t i = 1; i < sizeof sorted / sizeof *sorted; i++)
        assert_true(code_of(sorted[i - 1]) < code_of(sorted[i]));
}

static void lower_case_is_raised(void **state)
{
    (void)state;
    assert_true(code_of("u4") == code_of("U4"));
    assert_true(code_of("custod") == code_of("CUSTOD"));
}

static void a_blank_cell_is_zero(void **state)
{
    (void)state;
    short_code value = 7;
    assert_true(code_pack("", 0, &value));
    assert_true(value == 0);
    char text[CODE_TEXT_SIZE];
    assert_string_equal(code_text(0, text), "");
}

static void what_is_no_code_is_refused(void **state)
{
    (void)state;
    assert_false(packs("123456789"));
    assert_false(packs("U\t4"));
    assert_false(packs("\xC3\xA9"));
    assert_false(packs("\x7F"));
    assert_true(packs("12345678"));
    assert_true(code_of("123456789") == 0);
}

static void a_refusal_leaves_the_value_alone(void **state)
{
    (void)state;
    short_code value = 7;
    assert_false(code_pack("\n", 1, &value));
    assert_true(value == 7);
}

/* Numbers of children, dates and postcodes that stand in the wrong column are not shown; codes of returns all are. */
static void what_might_be_an_identity_is_not_shown(void **state)
{
    (void)state;
    char text[CODE_TEXT_SIZE];
    static const char *const shown[] = {"U4", "PR1", "E4A", "Z11", "CUSTOD", "WBRI", "M", "1", "Q9"};
    static const char *const hidden[] = {"398768", "123", "1/2/2009", "L11AA", "M1 1AE", "SMITHSON", "AB12C", "A-B"};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        assert_string_equal(code_shown(code_of(shown[i]), text), shown[i]);
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        assert_string_equal(code_shown(code_of(hidden[i]), text), "***");
    assert_string_equal(code_shown(0, text), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_comes_back_as_text),
        cmocka_unit_test(the_first_byte_is_the_highest),
        cmocka_unit_test(codes_sort_as_their_texts_do),
        cmocka_unit_test(lower_case_is_raised),
        cmocka_unit_test(a_blank_cell_is_zero),
        cmocka_unit_test(what_is_no_code_is_refused),
        cmocka_unit_test(a_refusal_leaves_the_value_alone),
        cmocka_unit_test(what_might_be_an_identity_is_not_shown),
    };
    return cmocka_run_group_tests_name("code", tests, NULL, NULL);
}
