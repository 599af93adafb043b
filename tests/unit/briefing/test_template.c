#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/template.h"

static int kind_of(const char *string, int64_t number, struct template_directive *directive, bool *block,
                   struct problem *problem)
{
    const struct template_line line = {.bytes = string, .length = strlen(string), .number = number};
    return template_line_kind(&line, directive, block, problem);
}

static void lines_are_counted_from_one(void **state)
{
    (void)state;
    static const char markdown[] = "# One\r\n\n{{table T5}}\nlast";
    struct template_line line = {0};
    static const char *const expected[] = {"# One", "", "{{table T5}}", "last"};
    for (int64_t i = 0; i < 4; i++) {
        assert_true(template_next(markdown, sizeof markdown - 1, &line));
        assert_int_equal(line.number, i + 1);
        assert_int_equal(line.length, strlen(expected[i]));
        assert_memory_equal(line.bytes, expected[i], line.length);
    }
    assert_false(template_next(markdown, sizeof markdown - 1, &line));
}

static void a_directive_alone_is_a_block(void **state)
{
    (void)state;
    struct template_directive directive;
    bool block;
    assert_int_equal(kind_of("  {{ table   T5 }} ", 3, &directive, &block, NULL), 0);
    assert_true(block);
    assert_string_equal(directive.word, "table");
    assert_string_equal(directive.argument, "T5");
    assert_int_equal(kind_of("{{warning}}", 3, &directive, &block, NULL), 0);
    assert_true(block);
    assert_string_equal(directive.argument, "");
}

static void values_may_stand_in_a_sentence(void **state)
{
    (void)state;
    struct template_directive directive;
    bool block;
    assert_int_equal(kind_of("{{value council}} has {{value children 12}} children.", 1, &directive, &block, NULL), 0);
    assert_false(block);
    assert_int_equal(kind_of("{{value council}}", 1, &directive, &block, NULL), 0);
    assert_false(block);
    assert_int_equal(kind_of("no directive } { here", 1, &directive, &block, NULL), 0);
    assert_false(block);
}

static void what_is_wrong_names_its_place(void **state)
{
    (void)state;
    struct template_directive directive;
    struct problem problem = {0};
    bool block;
    assert_int_equal(kind_of("See {{table T5}} for more", 7, &directive, &block, &problem), PROBLEM_INPUT);
    assert_int_equal(problem.row, 7);
    assert_int_equal(problem.column, 5);
    assert_non_null(strstr(problem.text, "{{table"));
    assert_int_equal(kind_of("Not closed: {{value council", 8, &directive, &block, &problem), PROBLEM_INPUT);
    assert_int_equal(problem.row, 8);
    assert_int_equal(kind_of("{{table T5}} {{table T6}}", 9, &directive, &block, &problem), PROBLEM_INPUT);
}

static void a_word_too_long_is_cut_and_so_unknown(void **state)
{
    (void)state;
    struct template_directive directive;
    bool block;
    assert_int_equal(kind_of("{{a_word_that_no_directive_has x}}", 1, &directive, &block, NULL), 0);
    assert_int_equal(strlen(directive.word), TEMPLATE_WORD_SIZE - 1);
    assert_int_equal(directive.length, strlen("{{a_word_that_no_directive_has x}}"));
    assert_int_equal(kind_of("{{}}", 1, &directive, &block, NULL), 0);
    assert_string_equal(directive.word, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_counted_from_one),
        cmocka_unit_test(a_directive_alone_is_a_block),
        cmocka_unit_test(values_may_stand_in_a_sentence),
        cmocka_unit_test(what_is_wrong_names_its_place),
        cmocka_unit_test(a_word_too_long_is_cut_and_so_unknown),
    };
    return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}
