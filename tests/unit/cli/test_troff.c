#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/troff.h"

static void prints(const char *string, const char *literal, const char *prose)
{
    struct text out = {0};
    troff_literal(&out, string);
    assert_string_equal(text_string(&out), literal);
    text_reset(&out);
    troff_prose(&out, string);
    assert_string_equal(text_string(&out), prose);
    text_clear(&out);
}

static void what_is_copied_has_the_keyboards_hyphens(void **state)
{
    (void)state;
    prints("--as-at", "\\-\\-as\\-at", "\\fB\\-\\-as\\-at\\fR\n");
}

static void a_hyphen_between_letters_stays_one_and_a_minus_is_one(void **state)
{
    (void)state;
    prints("made-up 2025-26", "made\\-up 2025\\-26", "made-up 2025\\-26\n");
}

static void a_dot_or_apostrophe_at_a_lines_beginning_is_no_request(void **state)
{
    (void)state;
    prints(".bp", "\\&.bp", "\\&.bp\n");
    prints("'tis", "\\&\\(aqtis", "\\&'tis\n");
    prints("One.\n.bp", "One.\n\\&.bp", "One.\n\\&.bp\n");
}

static void a_backslash_is_printed(void **state)
{
    (void)state;
    prints("C:\\new", "C:\\enew", "C:\\enew\n");
}

static void letters_beyond_ascii_are_named(void **state)
{
    (void)state;
    prints("“£5…” €é", "\\(lq\\(Po5...\\(rq \\[u20AC]\\[u00E9]", "\\(lq\\(Po5...\\(rq \\[u20AC]\\[u00E9]\n");
}

static void a_cut_letter_ends_nothing_early(void **state)
{
    (void)state;
    prints("\xE2\x80", "\\[u00E2]\\[u0080]", "\\[u00E2]\\[u0080]\n");
}

static void each_sentence_has_its_line_and_options_are_bold(void **state)
{
    struct text out = {0};
    (void)state;
    troff_prose(&out, "See --run, or -o. Then (36). .x");
    assert_string_equal(text_string(&out), "See \\fB\\-\\-run\\fR, or \\fB\\-o\\fR.\nThen (36).\n\\&.x\n");
    text_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_copied_has_the_keyboards_hyphens),
        cmocka_unit_test(a_hyphen_between_letters_stays_one_and_a_minus_is_one),
        cmocka_unit_test(a_dot_or_apostrophe_at_a_lines_beginning_is_no_request),
        cmocka_unit_test(a_backslash_is_printed),
        cmocka_unit_test(letters_beyond_ascii_are_named),
        cmocka_unit_test(a_cut_letter_ends_nothing_early),
        cmocka_unit_test(each_sentence_has_its_line_and_options_are_bold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
