#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/command.h"
#include "cli/completion.h"

/* The line of the script that begins with `beginning`, without it; the test fails when there is none. */
static const char *line_of(const struct text *script, const char *beginning, struct text *out)
{
    const char *at = strstr(text_string(script), beginning);
    assert_non_null(at);
    at += strlen(beginning);
    text_reset(out);
    text_append_bytes(out, at, strcspn(at, "\n"));
    return text_string(out);
}

/* Whether the words in quotes hold --NAME as a whole word. */
static void offers(const char *line, const char *name)
{
    struct text between = {0}, first = {0}, last = {0};
    text_format(&between, " --%s ", name);
    text_format(&first, "'--%s ", name);
    text_format(&last, " --%s'", name);
    assert_true(strstr(line, text_string(&between)) || strstr(line, text_string(&first)) ||
                strstr(line, text_string(&last)));
    text_clear(&between);
    text_clear(&first);
    text_clear(&last);
}

static void every_option_of_every_command_is_offered(void **state)
{
    struct text script = {0}, head = {0}, line = {0};
    (void)state;
    completion_bash(&script);
    for (int32_t i = -1; i < commands_count; i++) {
        const struct command *command = i < 0 ? &command_program : commands[i];
        text_reset(&head);
        text_format(&head, "    '%s') choices=", i < 0 ? "" : command->name);
        line_of(&script, text_string(&head), &line);
        for (const struct command_option *option = command->options; option && option->name; option++)
            offers(text_string(&line), option->name);
        for (const struct command_option *option = command_shared_options; option->name; option++)
            offers(text_string(&line), option->name);
    }
    text_clear(&script);
    text_clear(&head);
    text_clear(&line);
}

static void every_option_with_a_value_is_known_to_take_one(void **state)
{
    struct text script = {0}, head = {0}, line = {0};
    (void)state;
    completion_bash(&script);
    for (int32_t i = 0; i < commands_count; i++)
        for (const struct command_option *option = commands[i]->options; option && option->name; option++) {
            text_reset(&head);
            text_format(&head, "    '%s --%s'", commands[i]->name, option->name);
            if (option->value)
                line_of(&script, text_string(&head), &line);
            else
                assert_null(strstr(text_string(&script), text_string(&head)));
        }
    assert_string_equal(line_of(&script, "    'forecast --format' | 'forecast -O')", &line),
                        " choices='table csv json md html' ;;");
    assert_string_equal(line_of(&script, "    'forecast --months' | 'forecast -m')", &line), " ;;");
    text_clear(&script);
    text_clear(&head);
    text_clear(&line);
}

static void every_command_is_offered_first(void **state)
{
    struct text script = {0}, line = {0}, word = {0};
    (void)state;
    completion_bash(&script);
    line_of(&script, "    ' 0') choices='", &line);
    text_reset(&word);
    for (int32_t i = 0; i < commands_count; i++)
        text_format(&word, "%s%s", i ? " " : "", commands[i]->name);
    text_append(&word, "' ;;");
    assert_string_equal(text_string(&line), text_string(&word));
    text_clear(&script);
    text_clear(&line);
    text_clear(&word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_of_every_command_is_offered),
        cmocka_unit_test(every_option_with_a_value_is_known_to_take_one),
        cmocka_unit_test(every_command_is_offered_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
