#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "returns/encoding.h"

static void assert_utf8(const char *bytes, bool expected)
{
    /* Behind every number of ASCII characters, for those are passed over in eights. */
    char text[64];
    for (size_t before = 0; before < 18; before++) {
        memset(text, 'a', before);
        memcpy(text + before, bytes, strlen(bytes));
        assert_int_equal(encoding_is_utf8(text, before + strlen(bytes)), expected);
        memset(text + before + strlen(bytes), 'z', 9);
        assert_int_equal(encoding_is_utf8(text, before + strlen(bytes) + 9), expected);
    }
}

static void what_is_utf8_is_known(void **state)
{
    (void)state;
    assert_utf8("", true);
    assert_utf8("\xC3\xA9", true);
    assert_utf8("\xE2\x82\xAC", true);
    assert_utf8("\xF0\x9F\x98\x80", true);
    assert_utf8("\xE9", false);             /* Windows-1252 */
    assert_utf8("\xC0\x80", false);         /* overlong */
    assert_utf8("\xED\xA0\x80", false);     /* a surrogate */
    assert_utf8("\xF4\x90\x80\x80", false); /* beyond Unicode */
    assert_utf8("\x80", false);
    assert_utf8("\xE2\x82", false); /* cut short */
}

static void assert_read_as(const char *bytes, const char *expected)
{
    struct text out = {0};
    assert_int_equal(encoding_to_utf8(bytes, strlen(bytes), &out, NULL), 0);
    assert_string_equal(text_string(&out), expected);
    text_clear(&out);
}

static void other_bytes_are_windows_1252(void **state)
{
    (void)state;
    assert_read_as("\xEF\xBB\xBF"
                   "a\xC3\xA9",
                   "a\xC3\xA9"); /* the mark is left off */
    assert_read_as("\xA3"
                   "5",
                   "\xC2\xA3"
                   "5");
    assert_read_as("\x80", "\xE2\x82\xAC");
    assert_read_as("\x96", "\xE2\x80\x93");
    assert_read_as("\x81", "\xEF\xBF\xBD"); /* one of the five that are no character */
    assert_read_as("\xFF\r\n", "\xC3\xBF\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_utf8_is_known),
        cmocka_unit_test(other_bytes_are_windows_1252),
    };
    return cmocka_run_group_tests_name("encoding", tests, NULL, NULL);
}
