/*
 * The limits that take a while to reach.
 */
#include "reading.h"

#include <stdio.h>

#include "returns/return_archive.h"
#include "returns/return_bundle.h"

#include "zipping.h"

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

/* Half a million rows of as many parts as there may be, no two of one part together. */
static void many_parts_do_not_make_reading_slow(void **state)
{
    (void)state;
    struct text text = {0};
    struct return_bundle bundle = {0};
    int64_t rows = 0;
    text_append(&text, "LA,YEAR,CHILD,SEX,DOB,DUC\n");
    for (int i = 0; i < 500000; i++)
        text_format(&text, "A%d,2019,1,1,,\n", (int)((int64_t)i * 1237 % RETURN_PARTS_MAX));
    assert_int_equal(return_bundle_read(text.bytes, text.length, "a.csv", &bundle, NULL), 0);
    assert_int_equal(bundle.parts, RETURN_PARTS_MAX);
    for (int32_t i = 0; i < bundle.parts; i++)
        rows += bundle.part[i].file.rows;
    assert_int_equal(rows, 500000);
    return_bundle_clear(&bundle);
    text_clear(&text);
}

static int count_file(void *self, const char *path, const char *bytes, size_t length)
{
    (void)path;
    (void)bytes;
    (void)length;
    ++*(int *)self;
    return 0;
}

/* An archive of so many files of zeroes, which pack to a thousandth of what they are. */
static struct problem walk_of_zeroes(int files, size_t length, int *taken)
{
    struct zipping zipping = zipping_open();
    struct problem problem = {0};
    char path[16], *zeroes = calloc(length, 1);
    for (int i = 0; i < files; i++) {
        snprintf(path, sizeof path, "%d.csv", i);
        zipping_add(&zipping, path, zeroes, length);
    }
    struct file_bytes bytes = zipping_close(&zipping);
    assert_true(bytes.length < (size_t)files * length / 500);
    *taken = 0;
    return_archive_each(bytes.bytes, bytes.length, "bomb.zip", count_file, taken, &problem);
    file_bytes_clear(&bytes);
    free(zeroes);
    return problem;
}

static void what_comes_out_of_an_archive_is_bounded(void **state)
{
    (void)state;
    int taken = 0;
    struct problem problem = walk_of_zeroes(1, RETURN_ARCHIVE_ENTRY_BYTES, &taken);
    assert_int_equal(problem.code, 0);
    problem = walk_of_zeroes(1, RETURN_ARCHIVE_ENTRY_BYTES + 1, &taken);
    assert_int_equal(problem.code, PROBLEM_LIMIT);
    assert_string_equal(problem.text, "0.csv in the archive is larger than 64 MiB");
    problem = walk_of_zeroes(4, RETURN_ARCHIVE_ENTRY_BYTES, &taken);
    assert_int_equal(problem.code, 0);
    assert_int_equal(taken, 4);
    problem = walk_of_zeroes(5, RETURN_ARCHIVE_ENTRY_BYTES - (1 << 20), &taken);
    assert_int_equal(problem.code, PROBLEM_LIMIT);
    assert_string_equal(problem.text, "the archive holds more than 256 MiB, up to 4.csv");
    assert_int_equal(taken, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_million_rows_are_read_and_one_more_is_refused),
        cmocka_unit_test(open_quotes_do_not_make_reading_slow),
        cmocka_unit_test(many_parts_do_not_make_reading_slow),
        cmocka_unit_test(what_comes_out_of_an_archive_is_bounded),
    };
    return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
