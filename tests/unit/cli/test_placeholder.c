#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/chart.h"
#include "briefing/tables.h"
#include "cli/command.h"
#include "cli/placeholder.h"
#include "table/render.h"

static void the_form_of_a_command_is_taken_word_by_word(void **state)
{
    const char *rest = "list|show [FORMAT] PATH… …";
    struct placeholder place;
    (void)state;
    assert_true(placeholder_next(&rest, &place));
    assert_string_equal(place.word, "list|show");
    assert_false(place.optional || place.repeated);
    assert_true(placeholder_next(&rest, &place));
    assert_string_equal(place.word, "FORMAT");
    assert_true(place.optional && !place.repeated);
    assert_true(placeholder_next(&rest, &place));
    assert_string_equal(place.word, "PATH");
    assert_true(place.repeated && !place.optional);
    assert_true(placeholder_next(&rest, &place));
    assert_string_equal(place.word, "");
    assert_true(place.repeated);
    assert_false(placeholder_next(&rest, &place));
}

static void a_word_is_typed_or_stands_for_something(void **state)
{
    (void)state;
    assert_int_equal(placeholder_kind("build"), PLACEHOLDER_LITERAL);
    assert_int_equal(placeholder_kind("N"), PLACEHOLDER_FREE);
    assert_int_equal(placeholder_kind("FILE"), PLACEHOLDER_FILE);
    assert_int_equal(placeholder_kind("DIR"), PLACEHOLDER_FOLDER);
    assert_int_equal(placeholder_kind("TABLE"), PLACEHOLDER_CHOICE);
    assert_null(placeholder_choice("N", 0, NULL));
}

static void every_format_that_is_offered_is_taken_and_none_is_missing(void **state)
{
    const char *format;
    int32_t count = 0;
    (void)state;
    for (; (format = placeholder_choice("FORMAT", count, NULL)) != NULL; count++)
        assert_int_equal(render_format_named(format), count);
    assert_int_equal(count, RENDER_HTML + 1);
}

static void every_table_chart_and_command_that_is_offered_is_there(void **state)
{
    const char *word;
    int32_t tables = 0, charts = 0, names = 0, all;
    (void)state;
    for (; (word = placeholder_choice("TABLE", tables, NULL)) != NULL; tables++)
        assert_non_null(tables_named(word));
    for (; (word = placeholder_choice("CHART", charts, NULL)) != NULL; charts++)
        assert_non_null(charts_named(word));
    for (; (word = placeholder_choice("COMMAND", names, NULL)) != NULL; names++)
        assert_non_null(command_named(word));
    assert_true(tables >= 7); /* F1 T5 T6 T3f A1 C1 C5 */
    charts_all(&all);
    assert_int_equal(charts, all);
    assert_int_equal(names, commands_count);
}

static void every_word_of_data_is_offered_with_what_it_does(void **state)
{
    static const char *const words[] = {"list", "show", "diff", "quarantine"};
    const char *word, *meaning;
    (void)state;
    for (int32_t i = 0; i < 4; i++) {
        word = placeholder_choice("WHAT", i, &meaning);
        assert_string_equal(word, words[i]);
        assert_true(meaning && meaning[0]);
    }
}

static void choices_are_listed_with_what_they_mean(void **state)
{
    struct text out = {0};
    (void)state;
    placeholder_list_choices("save LAYOUT N", &out);
    assert_string_equal(text_string(&out), "LAYOUT is one of:\n"
                                           "  wide        for people\n"
                                           "  tidy        one number a row\n\n");
    text_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_form_of_a_command_is_taken_word_by_word),
        cmocka_unit_test(a_word_is_typed_or_stands_for_something),
        cmocka_unit_test(every_format_that_is_offered_is_taken_and_none_is_missing),
        cmocka_unit_test(every_table_chart_and_command_that_is_offered_is_there),
        cmocka_unit_test(every_word_of_data_is_offered_with_what_it_does),
        cmocka_unit_test(choices_are_listed_with_what_they_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
