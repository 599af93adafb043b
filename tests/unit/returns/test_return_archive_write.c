#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "returns/return_archive.h"
#include "returns/return_archive_write.h"

static const struct return_archive_file files[] = {
    {"2024-25/header.csv", "CHILD,SEX\n1,F\n", 14}, {"2024-25/uasc.csv", "", 0}, {"empty.csv", "CHILD\n", 6}};

enum { FILES = sizeof files / sizeof *files };

static int check_file(void *self, const char *path, const char *bytes, size_t length)
{
    int32_t *seen = self;
    for (int32_t i = 0; i < FILES; i++)
        if (strcmp(files[i].path, path) == 0) {
            assert_int_equal(length, files[i].length);
            assert_memory_equal(bytes, files[i].bytes, length);
            ++*seen;
        }
    return 0;
}

static void what_is_written_reads_back(void **state)
{
    (void)state;
    struct text out = {0};
    struct problem problem = {0};
    int32_t seen = 0;
    assert_int_equal(return_archive_write(files, FILES, &out, &problem), 0);
    assert_true(return_archive_is(out.bytes, out.length));
    assert_int_equal(return_archive_each(out.bytes, out.length, "a.zip", check_file, &seen, &problem), 0);
    assert_int_equal(seen, FILES);
    text_clear(&out);
}

static void the_same_files_give_the_same_bytes_wherever_and_whenever(void **state)
{
    (void)state;
    struct text first = {0}, second = {0};
    struct problem problem = {0};
    assert_int_equal(setenv("TZ", "Pacific/Auckland", 1), 0);
    assert_int_equal(return_archive_write(files, FILES, &first, &problem), 0);
    assert_int_equal(setenv("TZ", "UTC", 1), 0);
    assert_int_equal(return_archive_write(files, FILES, &second, &problem), 0);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.bytes, second.bytes, first.length);
    text_clear(&first);
    text_clear(&second);
}

static void a_path_that_is_there_twice_is_refused(void **state)
{
    (void)state;
    const struct return_archive_file twice[] = {{"a.csv", "x", 1}, {"a.csv", "y", 1}};
    struct text out = {0};
    struct problem problem = {0};
    assert_int_equal(return_archive_write(twice, 2, &out, &problem), PROBLEM_INPUT);
    text_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(the_same_files_give_the_same_bytes_wherever_and_whenever),
        cmocka_unit_test(a_path_that_is_there_twice_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
