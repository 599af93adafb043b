/*
 * The limits that take a while to reach.
 */
#include "reading.h"

static void five_million_rows_are_read_and_one_more_is_refused(void **state)
{
    (void)state;
    struct text text = {0};
    struct return_file file = {0};
    struct problem problem = {0};
    text_append(&text, "CHILD,DUC\n");
    for (int i = 0; i < RETURN_ROWS_MAX; i++)
        text_append_bytes(&text, "7,\n", 3);
    assert_int_equal(return_read_csv(text.bytes, text.length, "a.csv", &file, &problem), 0);
    assert_int_equal(file.rows, RETURN_ROWS_MAX);
    return_file_clear(&file);
    text_append(&text, "\n8,\n");
    assert_int_equal(return_read_csv(text.bytes, text.length, "a.csv", &file, &problem), PROBLEM_LIMIT);
    assert_string_equal(problem.text, "the file has more than 5000000 rows");
    text_clear(&text);
}

/* A million open quotes: each costs its own line only, and the time stays in proportion (this would take hours otherwise).
 */
static void open_quotes_do_not_make_reading_slow(void **state)
{
    (void)state;
    struct text text = {0};
    text_append(&text, UASC_HEADING);
    for (int i = 0; i < 1000000; i++)
        text_append(&text, i % 3 == 0 ? "\"1,1,,\n" : i % 3 == 1 ? "1,\"\",,\n" : "1,1,\"\n");
    struct return_file file = reading(text.bytes);
    assert_int_equal(file.rows_read, 1000000);
    assert_int_equal(file.rows, 333333);
    return_file_clear(&file);
    text_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_million_rows_are_read_and_one_more_is_refused),
        cmocka_unit_test(open_quotes_do_not_make_reading_slow),
    };
    return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
