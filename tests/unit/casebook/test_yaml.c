/* Values, numbers and complaints of YAML documents. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/yaml.h"

static bool decimal(const char *text, double *out)
{
    return yaml_read_decimal(text, strlen(text), out);
}

static void decimals_are_the_nearest_doubles(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } good[] = {{"0", 0},
                {".5", 0.5},
                {"0.1", 0.1},
                {"-1.25", -1.25},
                {"+3", 3},
                {"12.", 12},
                {"1e3", 1000},
                {"2.5E-3", 0.0025},
                {"0.3333333333", 0.3333333333},
                {"1e22", 1e22},
                {"1e-22", 1e-22},
                {"0.000123", 0.000123},
                {"123456789012345", 123456789012345.0}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double value = -99;
        assert_true(decimal(good[i].text, &value));
        assert_true(value == good[i].value);
    }
}

static void what_is_no_decimal_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",    ".",  "-",   "1,5",   "1.2.3", "0x10", "nan",
                                      "inf", "1e", "1e+", "1e999", "1 ",    " 1",   "1234567890123456"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double value = 7;
        assert_false(decimal(bad[i], &value));
        assert_true(value == 7);
    }
}

static void decimals_do_not_hang_on_the_locale(void **state)
{
    (void)state;
    double value = 0;
    setlocale(LC_ALL, "de_DE.UTF-8"); /* where the system has it, 0,5 is a half */
    assert_true(decimal("0.5", &value));
    assert_true(value == 0.5);
    setlocale(LC_ALL, "C");
}

/* Opens a document, lets `ask` ask it, and checks the complaint. */
static void complains(const char *bytes, void (*ask)(struct yaml *), int64_t line, const char *about)
{
    struct problem problem = {0};
    struct yaml yaml;
    yaml_open(&yaml, bytes, strlen(bytes), "f.yaml", &problem);
    if (ask)
        ask(&yaml);
    int code = yaml_close(&yaml);
    if (!about) {
        assert_int_equal(code, 0);
        return;
    }
    assert_int_equal(code, PROBLEM_INPUT);
    if (!strstr(problem.text, about))
        fail_msg("%s", problem.text);
    assert_int_equal(problem.row, line);
    assert_string_equal(problem.file, "f.yaml");
    assert_true(problem.next[0] != '\0');
}

static void ask_for_b(struct yaml *yaml)
{
    yaml_decimal(yaml, yaml_need(yaml, yaml_root(yaml), "b"), "b", 0, 1);
}

static void ask_for_a_and_b_only(struct yaml *yaml)
{
    yaml_only(yaml, yaml_root(yaml), (const char *const[]){"a", "b", NULL});
}

static void ask_for_list_b(struct yaml *yaml)
{
    void *at = NULL;
    while (yaml_item(yaml, yaml_get(yaml_root(yaml), "b"), &at))
        ;
}

static void ask_for_flag_b(struct yaml *yaml)
{
    yaml_flag(yaml, yaml_get(yaml_root(yaml), "b"), "b");
}

static void ask_for_whole_b(struct yaml *yaml)
{
    yaml_whole(yaml, yaml_get(yaml_root(yaml), "b"), "b", -5, 5);
}

static void complaints_name_the_line(void **state)
{
    (void)state;
    complains("a: 1\nb: 0.5\n", ask_for_b, 0, NULL);
    complains("a: 1\nb: x\n", ask_for_b, 2, "line 2: b needs a number");
    complains("a: 1\n\nb: 1.5\n", ask_for_b, 3, "must lie between 0 and 1");
    complains("a: 1\n", ask_for_b, 1, "b is missing");
    complains("a: 1\nb: 1\nc: 2\n", ask_for_a_and_b_only, 3, "no setting called c");
    complains("a: 1\nb: 1\n", ask_for_list_b, 2, "a list is expected");
    complains("a: 1\nb: maybe\n", ask_for_flag_b, 2, "true or false");
    complains("a: 1\nb: 6\n", ask_for_whole_b, 2, "from -5 to 5");
    complains("a: 1\nb: -6\n", ask_for_whole_b, 2, "from -5 to 5");
    complains("a: 1\nb: 1.0\n", ask_for_whole_b, 2, "whole number");
    complains("a: 1\nb: -5\n", ask_for_whole_b, 0, NULL);
}

static void documents_that_are_no_mapping_are_refused(void **state)
{
    (void)state;
    complains("", NULL, 0, "empty");
    complains("- 1\n", NULL, 1, "names with values");
    complains("a: 1\na: 2\n", NULL, 2, "duplicate key");
    complains("a: \"x\n", NULL, 1, "closing quote");
    complains("# only a note\n", NULL, 0, "");
}

static void an_alias_is_no_value(void **state)
{
    (void)state;
    complains("a: &x 1\nb: *x\n", ask_for_b, 2, "b needs a number");
}

static void what_the_library_stumbles_over_is_refused_before_it(void **state)
{
    (void)state;
    complains("a: 1\n%FOO\nb: 0.5\n", NULL, 2, "begin with %");
    complains("a: 1\n? b\n: 0.5\n", NULL, 2, "question mark");
    complains("a: 1\nb: {? c: 1}\n", NULL, 2, "question mark");
    complains("a: 1\nb: \"\x01\"\n", NULL, 2, "no text");
    complains("a: 1\nb: \xC3\x28\n", NULL, 2, "no text");
    complains("a: what? 50% or so\nb: 0.5\n", ask_for_b, 0, NULL);
    complains("a: \"£ – €\"\nb: 0.5\n", ask_for_b, 0, NULL);
}

static void the_first_complaint_is_kept(void **state)
{
    (void)state;
    struct problem problem = {0};
    struct yaml yaml;
    yaml_open(&yaml, "a: x\nb: y\n", 10, "f.yaml", &problem);
    assert_true(yaml_decimal(&yaml, yaml_get(yaml_root(&yaml), "a"), "a", 0, 1) == 0);
    assert_int_equal(yaml_whole(&yaml, yaml_get(yaml_root(&yaml), "b"), "b", 1, 2), 0);
    assert_int_equal(yaml_close(&yaml), PROBLEM_INPUT);
    assert_int_equal(problem.row, 1);
}

static void a_caller_without_a_problem_still_gets_the_code(void **state)
{
    (void)state;
    struct yaml yaml;
    yaml_open(&yaml, "- 1\n", 4, "f.yaml", NULL);
    assert_int_equal(yaml_close(&yaml), PROBLEM_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_the_nearest_doubles),
        cmocka_unit_test(what_is_no_decimal_is_refused),
        cmocka_unit_test(decimals_do_not_hang_on_the_locale),
        cmocka_unit_test(complaints_name_the_line),
        cmocka_unit_test(documents_that_are_no_mapping_are_refused),
        cmocka_unit_test(an_alias_is_no_value),
        cmocka_unit_test(what_the_library_stumbles_over_is_refused_before_it),
        cmocka_unit_test(the_first_complaint_is_kept),
        cmocka_unit_test(a_caller_without_a_problem_still_gets_the_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
