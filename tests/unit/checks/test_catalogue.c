#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "checks/catalogue.h"
#include "returns/layout.h"

static const char good[] = "-- code: 355\n"
                           "-- message: The episode lasted\n"
                           "--   less than a day.\n"
                           "-- fields: DECOM, DEC\n"
                           "-- tables: Episodes, Header_last\n"
                           "-- years: 2018-2024\n"
                           "-- A night is what is paid for.\n"
                           "\n"
                           "SELECT 'Episodes', row FROM Episodes WHERE DECOM = DEC;\n";

static void a_rule_is_read_from_its_file(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct check_rule rule;
    struct text tables = {0};
    assert_int_equal(check_rule_read("ssda903/355", good, &arena, &rule, NULL), 0);
    assert_string_equal(rule.code, "355");
    assert_string_equal(rule.message, "The episode lasted less than a day.");
    assert_string_equal(rule.fields, "DECOM, DEC");
    assert_string_equal(rule.why, "A night is what is paid for.");
    check_append_tables(&tables, rule.tables);
    assert_string_equal(text_string(&tables), "Episodes, Header_last");
    assert_false(check_rule_in_force(&rule, 2017));
    assert_true(check_rule_in_force(&rule, 2018));
    assert_true(check_rule_in_force(&rule, 2024));
    assert_false(check_rule_in_force(&rule, 2025));
    text_clear(&tables);
    arena_clear(&arena);
}

/* A good file with `old` replaced is refused, and the problem says `words`. */
static void is_refused(const char *old, const char *new, const char *words)
{
    struct text text = {0};
    struct arena arena = {0};
    struct check_rule rule;
    struct problem problem = {0};
    const char *at = strstr(good, old);
    assert_non_null(at);
    text_append_bytes(&text, good, (size_t)(at - good));
    text_append(&text, new);
    text_append(&text, at + strlen(old));
    assert_int_equal(check_rule_read("ssda903/355", text_string(&text), &arena, &rule, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "rules/ssda903/355.sql"));
    if (!strstr(problem.text, words))
        fail_msg("“%s” does not say “%s”", problem.text, words);
    text_clear(&text);
    arena_clear(&arena);
}

static void a_file_of_another_form_is_refused_by_name(void **state)
{
    (void)state;
    is_refused("-- code: 355\n", "", "code");
    is_refused("-- code: 355", "-- code: 356", "another code");
    is_refused("-- fields: DECOM, DEC\n", "", "-- fields:");
    is_refused("-- fields: DECOM, DEC", "-- fields: DECOM\n-- fields: DEC", "twice");
    is_refused("Header_last", "Heading", "-- tables:");
    is_refused("2018-2024", "2018", "-- years:");
    is_refused("2018-2024", "2024-2018", "-- years:");
    is_refused("2018-2024", "always", "-- years:");
    is_refused("-- fields", "-- field", "-- fields:");
    is_refused("SELECT", "DELETE", "SELECT or WITH");
}

static void every_rule_of_the_program_can_be_read(void **state)
{
    (void)state;
    struct check_catalogue catalogue;
    struct problem problem = {0};
    if (check_catalogue_open(&catalogue, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_true(catalogue.rules > 0);
    int32_t same_day = check_rule_named(&catalogue, "355");
    assert_true(same_day >= 0);
    assert_string_equal(catalogue.rule[same_day].fields, "DECOM, DEC");
    assert_int_equal(check_rule_named(&catalogue, "no such"), -1);
    assert_non_null(strstr(check_tables_sql(), "CREATE TABLE Episodes"));
    check_catalogue_close(&catalogue);
    check_catalogue_close(&catalogue);
}

static bool is_a_column(const char *name, size_t length)
{
    char field[32];
    if (length >= sizeof field)
        return false;
    memcpy(field, name, length);
    field[length] = '\0';
    if (strcmp(field, "UASC") == 0) /* of the header in the XML form; else it follows from the UASC table */
        return true;
    for (int table = 0; table < RETURN_TABLES; table++)
        if (return_column_of((enum return_table)table, field) >= 0)
            return true;
    return false;
}

static void every_rule_says_what_it_finds_and_in_which_columns(void **state)
{
    (void)state;
    struct check_catalogue catalogue;
    assert_int_equal(check_catalogue_open(&catalogue, NULL), 0);
    for (int32_t i = 0; i < catalogue.rules; i++) {
        const struct check_rule *rule = &catalogue.rule[i];
        size_t length = strlen(rule->message);
        if (length < 20 || rule->message[length - 1] != '.')
            fail_msg("rule %s has no message: %s", rule->code, rule->message);
        for (const char *at = rule->fields; *at;) {
            size_t field = strcspn(at, ",");
            if (!is_a_column(at, field))
                fail_msg("rule %s names a column that no table has: %s", rule->code, at);
            at += field + strspn(at + field, ", ");
        }
    }
    check_catalogue_close(&catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_is_read_from_its_file),
        cmocka_unit_test(a_file_of_another_form_is_refused_by_name),
        cmocka_unit_test(every_rule_of_the_program_can_be_read),
        cmocka_unit_test(every_rule_says_what_it_finds_and_in_which_columns),
    };
    return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}
