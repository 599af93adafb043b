#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "money/signs.h"

static void assert_written(enum money_signs signs, int64_t value, const char *expected)
{
    struct text out = {0};
    signs_append(&out, signs, value, value ? "12" : "0");
    assert_string_equal(text_string(&out), expected);
    text_clear(&out);
}

static void each_profile_writes_over_under_and_nothing(void **state)
{
    (void)state;
    assert_written(SIGNS_NONE, 12, "12");
    assert_written(SIGNS_NONE, -12, "-12");
    assert_written(SIGNS_PLUSMINUS, 12, "+12");
    assert_written(SIGNS_PLUSMINUS, -12, "-12");
    assert_written(SIGNS_BRACKETS_UNDER, 12, "12");
    assert_written(SIGNS_BRACKETS_UNDER, -12, "(12)");
    assert_written(SIGNS_BRACKETS_OVER, 12, "(12)");
    assert_written(SIGNS_BRACKETS_OVER, -12, "12");
    assert_written(SIGNS_WORDS, 12, "12 adverse");
    assert_written(SIGNS_WORDS, -12, "12 favourable");
    for (int signs = SIGNS_NONE; signs < SIGNS_COUNT; signs++)
        assert_written((enum money_signs)signs, 0, "0");
}

static void a_profile_has_a_word_and_a_sentence(void **state)
{
    (void)state;
    assert_int_equal(signs_named("brackets_under"), SIGNS_BRACKETS_UNDER);
    assert_int_equal(signs_named("words"), SIGNS_WORDS);
    assert_int_equal(signs_named(""), SIGNS_NONE);
    assert_int_equal(signs_named("brackets"), SIGNS_NONE);
    for (int signs = SIGNS_PLUSMINUS; signs < SIGNS_COUNT; signs++)
        assert_string_not_equal(signs_convention((enum money_signs)signs), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_profile_writes_over_under_and_nothing),
        cmocka_unit_test(a_profile_has_a_word_and_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
