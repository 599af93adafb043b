#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static void a_text_grows_by_appending(void **state)
{
    (void)state;
    struct text out = {0};
    text_append(&out, "Any");
    text_append_bytes(&out, "shire council", 5);
    text_append_char(&out, ':');
    text_format(&out, " %d of %s", 12, "twelve");
    text_pad(&out, '.', 3);
    text_pad(&out, '!', -1);
    assert_string_equal(text_string(&out), "Anyshire: 12 of twelve...");
    assert_int_equal(out.length, strlen(out.bytes));
    assert_int_equal(text_check(&out, NULL), 0);
    text_clear(&out);
}

static void an_empty_text_is_an_empty_string(void **state)
{
    (void)state;
    struct text out = {0};
    assert_string_equal(text_string(&out), "");
    text_append(&out, "");
    assert_string_equal(text_string(&out), "");
    assert_int_equal(out.length, 0);
    text_clear(&out);
    text_clear(&out);
}

static void a_long_text_keeps_every_byte(void **state)
{
    (void)state;
    struct text out = {0};
    for (int i = 0; i < 20000; i++)
        text_format(&out, "%05d", i);
    assert_int_equal(out.length, 100000);
    assert_memory_equal(out.bytes, "0000000001", 10);
    assert_string_equal(out.bytes + 99995, "19999");
    text_clear(&out);
}

static void bytes_may_hold_a_nul(void **state)
{
    (void)state;
    struct text out = {0};
    text_append_bytes(&out, "a\0b", 3);
    assert_int_equal(out.length, 3);
    assert_memory_equal(out.bytes, "a\0b", 4);
    text_clear(&out);
}

static void a_text_over_its_limit_fails_and_stays_failed(void **state)
{
    (void)state;
    struct text out = {.limit = 10};
    text_append(&out, "0123456789");
    assert_int_equal(text_check(&out, NULL), 0);
    text_append_char(&out, 'x');
    text_append(&out, "");
    struct problem problem = {0};
    assert_int_equal(text_check(&out, &problem), PROBLEM_MEMORY);
    assert_int_equal(problem.code, PROBLEM_MEMORY);
    assert_string_equal(text_string(&out), "0123456789");
    text_format(&out, "%s", "more");
    assert_string_equal(text_string(&out), "0123456789");
    text_clear(&out);
}

static void a_reset_text_keeps_its_memory_and_forgets_its_failure(void **state)
{
    (void)state;
    struct text out = {.limit = 4};
    text_append(&out, "abcdef");
    assert_true(out.failed);
    text_reset(&out);
    assert_string_equal(text_string(&out), "");
    text_append(&out, "abcd");
    char *bytes = out.bytes;
    text_reset(&out);
    text_append(&out, "efgh");
    assert_ptr_equal(out.bytes, bytes);
    assert_string_equal(text_string(&out), "efgh");
    text_clear(&out);
}

static void clearing_keeps_the_limit(void **state)
{
    (void)state;
    struct text out = {.limit = 4};
    text_append(&out, "abcd");
    text_clear(&out);
    assert_int_equal(out.length, 0);
    text_append(&out, "abcde");
    assert_true(out.failed);
    text_clear(&out);
}

static void width_counts_characters_and_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(text_width(""), 0);
    assert_int_equal(text_width("care"), 4);
    assert_int_equal(text_width("\xC2\xA3"
                                "850"),
                     4); /* £850 */
    assert_int_equal(text_width("12\xE2\x80\x93"
                                "24\xE2\x80\xA6"),
                     6); /* 12–24… */
}

static void numbers_are_grouped_by_thousands(void **state)
{
    (void)state;
    static const struct {
        int64_t value;
        const char *words;
    } cases[] = {{0, "0"},
                 {7, "7"},
                 {999, "999"},
                 {1000, "1,000"},
                 {-1000, "-1,000"},
                 {12345, "12,345"},
                 {1234567, "1,234,567"},
                 {-999, "-999"},
                 {INT64_MAX, "9,223,372,036,854,775,807"},
                 {INT64_MIN, "-9,223,372,036,854,775,808"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text out = {0};
        text_append_grouped(&out, cases[i].value);
        assert_string_equal(text_string(&out), cases[i].words);
        text_clear(&out);
    }
}

static void thousandths_are_written_with_three_decimals(void **state)
{
    (void)state;
    static const struct {
        int64_t milli;
        const char *words;
    } cases[] = {{0, "0.000"},      {5, "0.005"},        {-500, "-0.500"},
                 {12345, "12.345"}, {-12000, "-12.000"}, {INT64_MIN, "-9223372036854775.808"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text out = {0};
        text_append_milli(&out, cases[i].milli);
        assert_string_equal(text_string(&out), cases[i].words);
        text_clear(&out);
    }
}

/* kitten, sitten, sittin, sitting: three; the classical example. */
static void distance_counts_letters_that_differ(void **state)
{
    (void)state;
    assert_int_equal(text_distance("kitten", "sitting"), 3);
    assert_int_equal(text_distance("LEEDS", "leeds"), 0);
    assert_int_equal(text_distance("", "Kent"), 4);
    assert_int_equal(text_distance("Kent", ""), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_grows_by_appending),
        cmocka_unit_test(an_empty_text_is_an_empty_string),
        cmocka_unit_test(a_long_text_keeps_every_byte),
        cmocka_unit_test(bytes_may_hold_a_nul),
        cmocka_unit_test(a_text_over_its_limit_fails_and_stays_failed),
        cmocka_unit_test(a_reset_text_keeps_its_memory_and_forgets_its_failure),
        cmocka_unit_test(clearing_keeps_the_limit),
        cmocka_unit_test(width_counts_characters_and_not_bytes),
        cmocka_unit_test(numbers_are_grouped_by_thousands),
        cmocka_unit_test(thousandths_are_written_with_three_decimals),
        cmocka_unit_test(distance_counts_letters_that_differ),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
