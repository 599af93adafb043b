#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/manual.h"
#include "cli/troff.h"

/* Whether the page has an entry for the option, such as: \fB\-O\fR, \fB\-\-format\fR=\fIFORMAT\fR */
static void holds_option(const struct text *page, const struct command_option *option)
{
    struct text entry = {0}, help = {0};
    text_append(&entry, ".TP\n");
    if (option->letter)
        text_format(&entry, "\\fB\\-%c\\fR, ", option->letter);
    text_append(&entry, "\\fB\\-\\-");
    troff_literal(&entry, option->name);
    text_append(&entry, "\\fR");
    if (option->value)
        text_format(&entry, "=\\fI%s\\fR", option->value);
    text_append_char(&entry, '\n');
    troff_prose(&help, option->help);
    text_append(&entry, text_string(&help));
    assert_non_null(strstr(text_string(page), text_string(&entry)));
    text_clear(&entry);
    text_clear(&help);
}

static void holds_options(const struct command *command)
{
    struct text page = {0};
    manual_page(command, &page);
    assert_false(page.failed);
    for (const struct command_option *option = command->options; option && option->name; option++)
        holds_option(&page, option);
    for (const struct command_option *option = command_shared_options; option->name; option++)
        holds_option(&page, option);
    text_clear(&page);
}

static void every_option_stands_on_the_page_of_its_command(void **state)
{
    (void)state;
    holds_options(&command_program);
    for (int32_t i = 0; i < commands_count; i++)
        holds_options(commands[i]);
}

static void no_command_has_more_options_than_a_line_holds(void **state)
{
    (void)state;
    for (int32_t i = 0; i < commands_count; i++) {
        int32_t count = 0;
        for (const struct command_option *option = commands[i]->options; option && option->name; option++)
            count++;
        assert_in_range(count, 0, COMMAND_OPTIONS_MAX);
    }
}

static void every_command_stands_on_the_page_of_the_program(void **state)
{
    struct text page = {0}, wanted = {0};
    (void)state;
    manual_page(&command_program, &page);
    for (int32_t i = 0; i < commands_count; i++) {
        text_reset(&wanted);
        text_format(&wanted, "\\fB%s\\fR\n", commands[i]->name);
        assert_non_null(strstr(text_string(&page), text_string(&wanted)));
        text_reset(&wanted);
        text_format(&wanted, "\\fBhomeward\\-%s\\fR(1)", commands[i]->name);
        assert_non_null(strstr(text_string(&page), text_string(&wanted)));
    }
    text_clear(&wanted);
    text_clear(&page);
}

static void pages_are_ascii_without_blank_lines(void **state)
{
    (void)state;
    for (int32_t i = -1; i < commands_count; i++) {
        struct text page = {0};
        manual_page(i < 0 ? &command_program : commands[i], &page);
        for (const char *at = text_string(&page); *at; at++)
            assert_true((unsigned char)*at < 0x80);
        assert_null(strstr(text_string(&page), "\n\n"));
        assert_int_equal(page.bytes[page.length - 1], '\n');
        text_clear(&page);
    }
}

static int nothing(struct command_line *line)
{
    (void)line;
    return 0;
}

static void what_a_command_says_cannot_break_its_page(void **state)
{
    static const struct command_option options[] = {{"as-is", 0, "N", ".so /etc/x \\fB"}, {0}};
    static const struct command command = {
        "odd-one", "odd", "keep [TABLE] PATH…", options, nothing, "'br is no request. .bp neither.", ".x -y\n'z"};
    struct text page = {0};
    (void)state;
    manual_page(&command, &page);
    const char *bytes = text_string(&page);
    assert_non_null(strstr(bytes, ".TH HOMEWARD\\-ODD\\-ONE 1 "));
    assert_non_null(strstr(bytes, "[\\fIOPTION\\fR...] \\fBkeep\\fR [\\fITABLE\\fR] \\fIPATH\\fR...\n"));
    assert_non_null(strstr(bytes, "\n\\&'br is no request.\n\\&.bp neither.\n"));
    assert_non_null(strstr(bytes, "\n\\&.so /etc/x \\efB\n"));
    assert_non_null(strstr(bytes, ".EX\n\\&.x \\-y\n\\&\\(aqz\n.EE\n"));
    text_clear(&page);
}

static void a_page_is_filed_under_the_program_and_the_command(void **state)
{
    struct text name = {0};
    (void)state;
    manual_file_name(&command_program, &name);
    assert_string_equal(text_string(&name), "homeward.1");
    text_reset(&name);
    manual_file_name(command_named("forecast"), &name);
    assert_string_equal(text_string(&name), "homeward-forecast.1");
    text_clear(&name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_stands_on_the_page_of_its_command),
        cmocka_unit_test(no_command_has_more_options_than_a_line_holds),
        cmocka_unit_test(every_command_stands_on_the_page_of_the_program),
        cmocka_unit_test(pages_are_ascii_without_blank_lines),
        cmocka_unit_test(what_a_command_says_cannot_break_its_page),
        cmocka_unit_test(a_page_is_filed_under_the_program_and_the_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
