#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

/* Each test has an empty folder of its own, made before and taken away after it. */
static int make_folder(void **state)
{
    char *folder = strdup("/tmp/homeward-file-XXXXXX");
    *state = folder;
    return folder && mkdtemp(folder) ? 0 : -1;
}

static void remove_below(const char *path)
{
    struct file_paths paths = {0};
    if (file_is_folder(path) && file_list(path, &paths, NULL) == 0)
        for (int64_t i = 0; i < paths.count; i++)
            unlink(paths.path[i]);
    file_paths_clear(&paths);
}

static int drop_folder(void **state)
{
    static const char *const inner[] = {"2018/deep/er", "2018/deep", "2018", "2019", ".hidden/x", ".hidden"};
    remove_below(*state);
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
        char *path = file_join(*state, inner[i]);
        if (remove(path) < 0 && file_exists(path))
            print_message("%s is left\n", path);
        free(path);
    }
    int code = rmdir(*state);
    free(*state);
    return code;
}

static void put(const char *folder, const char *name, const char *bytes)
{
    char *path = file_join(folder, name);
    assert_int_equal(file_write(path, bytes, strlen(bytes), 0644, NULL), 0);
    free(path);
}

static void make(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    assert_int_equal(file_make_folder(path, 0755, NULL), 0);
    free(path);
}

static void what_is_written_is_read(void **state)
{
    char *path = file_join(*state, "a.csv");
    struct file_bytes bytes;
    assert_int_equal(file_write(path, "CHILD\0DOB", 9, 0644, NULL), 0);
    assert_int_equal(file_read(path, 1000, &bytes, NULL), 0);
    assert_int_equal(bytes.length, 9);
    assert_memory_equal(bytes.bytes, "CHILD\0DOB", 10);
    file_bytes_clear(&bytes);
    assert_null(bytes.bytes);
    free(path);
}

static void a_large_file_is_read_whole(void **state)
{
    char *path = file_join(*state, "large");
    const size_t length = 300001;
    char *wanted = malloc(length);
    for (size_t i = 0; i < length; i++)
        wanted[i] = (char)(i * 31 % 251);
    struct file_bytes bytes;
    assert_int_equal(file_write(path, wanted, length, 0644, NULL), 0);
    assert_int_equal(file_read(path, length, &bytes, NULL), 0);
    assert_int_equal(bytes.length, length);
    assert_memory_equal(bytes.bytes, wanted, length);
    file_bytes_clear(&bytes);
    free(wanted);
    free(path);
}

static void an_empty_file_is_an_empty_string(void **state)
{
    char *path = file_join(*state, "empty");
    struct file_bytes bytes;
    assert_int_equal(file_write(path, "", 0, 0644, NULL), 0);
    assert_int_equal(file_read(path, 10, &bytes, NULL), 0);
    assert_int_equal(bytes.length, 0);
    assert_string_equal(bytes.bytes, "");
    file_bytes_clear(&bytes);
    free(path);
}

static void a_file_over_the_limit_is_refused_by_name(void **state)
{
    char *path = file_join(*state, "a.csv");
    struct file_bytes bytes;
    struct problem problem = {0};
    assert_int_equal(file_write(path, "12345", 5, 0644, NULL), 0);
    assert_int_equal(file_read(path, 4, &bytes, &problem), PROBLEM_LIMIT);
    assert_null(bytes.bytes);
    assert_string_equal(problem.file, path);
    assert_true(problem.next[0] != '\0');
    assert_int_equal(file_read(path, 5, &bytes, &problem), 0);
    file_bytes_clear(&bytes);
    free(path);
}

static void a_missing_file_is_named(void **state)
{
    char *path = file_join(*state, "nowhere.csv");
    struct file_bytes bytes;
    struct problem problem = {0};
    assert_int_equal(file_read(path, 10, &bytes, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.text, "nowhere.csv"));
    assert_string_equal(problem.file, path);
    assert_null(bytes.bytes);
    free(path);
}

static void a_folder_is_no_file(void **state)
{
    struct file_bytes bytes;
    assert_int_equal(file_read(*state, 10, &bytes, NULL) < 0, 1);
    assert_null(bytes.bytes);
}

static void a_file_has_the_permissions_asked_for(void **state)
{
    char *path = file_join(*state, "identity.key");
    struct stat about;
    assert_int_equal(file_write(path, "secret", 6, 0600, NULL), 0);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    free(path);
}

static void writing_again_replaces_the_whole_file(void **state)
{
    put(*state, "a.csv", "a long first version");
    put(*state, "a.csv", "short");
    char *path = file_join(*state, "a.csv");
    struct file_bytes bytes;
    assert_int_equal(file_read(path, 100, &bytes, NULL), 0);
    assert_string_equal(bytes.bytes, "short");
    file_bytes_clear(&bytes);
    free(path);
}

static void a_failed_write_leaves_nothing_beside(void **state)
{
    make(*state, "2019"); /* a folder stands where the file should go: the rename fails */
    char *path = file_join(*state, "2019");
    struct problem problem = {0};
    struct file_paths paths = {0};
    assert_true(file_write(path, "x", 1, 0644, &problem) < 0);
    assert_non_null(strstr(problem.text, "written"));
    assert_int_equal(file_list(*state, &paths, NULL), 0);
    assert_int_equal(paths.count, 0);
    file_paths_clear(&paths);
    free(path);
}

static void a_folder_is_listed_in_byte_order_without_hidden_files(void **state)
{
    static const char *const wanted[] = {
        "2018/deep/er/x.csv", "2018/episodes.csv", "2019-episodes.csv", "2019/header.csv", "B.csv", "a.csv"};
    make(*state, "2018/deep/er");
    make(*state, "2019");
    make(*state, ".hidden");
    put(*state, ".hidden/x", "");
    for (size_t i = sizeof wanted / sizeof *wanted; i-- > 0;)
        put(*state, wanted[i], "x");
    struct file_paths paths = {0};
    assert_int_equal(file_list(*state, &paths, NULL), 0);
    assert_int_equal(paths.count, sizeof wanted / sizeof *wanted);
    for (int64_t i = 0; i < paths.count; i++)
        assert_string_equal(paths.path[i] + strlen(*state) + 1, wanted[i]);
    file_paths_clear(&paths);
    char *hidden = file_join(*state, ".hidden/x");
    unlink(hidden);
    free(hidden);
}

static void a_file_lists_itself_after_what_was_listed(void **state)
{
    put(*state, "b.csv", "x");
    put(*state, "a.csv", "x");
    struct file_paths paths = {0};
    char *second = file_join(*state, "b.csv");
    char *first = file_join(*state, "a.csv");
    assert_int_equal(file_list(second, &paths, NULL), 0);
    assert_int_equal(file_list(first, &paths, NULL), 0);
    assert_int_equal(paths.count, 2);
    assert_string_equal(paths.path[0], second); /* in the order in which they were asked for */
    assert_string_equal(paths.path[1], first);
    file_paths_clear(&paths);
    file_paths_clear(&paths);
    free(first);
    free(second);
}

static void listing_what_is_not_there_is_a_problem(void **state)
{
    char *path = file_join(*state, "returns");
    struct file_paths paths = {0};
    struct problem problem = {0};
    assert_int_equal(file_list(path, &paths, &problem), PROBLEM_NOT_FOUND);
    assert_int_equal(paths.count, 0);
    file_paths_clear(&paths);
    free(path);
}

static void folders_are_made_with_those_above_them(void **state)
{
    char *path = file_join(*state, "2018/deep/er");
    assert_false(file_exists(path));
    assert_int_equal(file_make_folder(path, 0755, NULL), 0);
    assert_true(file_is_folder(path));
    assert_int_equal(file_make_folder(path, 0755, NULL), 0);
    free(path);
}

static void a_file_in_the_way_of_a_folder_is_a_problem(void **state)
{
    put(*state, "a.csv", "x");
    char *path = file_join(*state, "a.csv");
    char *below = file_join(*state, "a.csv/below");
    struct problem problem = {0};
    assert_int_equal(file_make_folder(path, 0755, &problem), PROBLEM_FILE);
    assert_int_equal(file_make_folder(below, 0755, &problem), PROBLEM_FILE);
    assert_true(file_exists(path));
    assert_false(file_is_folder(path));
    free(below);
    free(path);
}

static void names_and_paths_are_put_together(void **state)
{
    (void)state;
    assert_string_equal(file_name("returns/2019/episodes.csv"), "episodes.csv");
    assert_string_equal(file_name("episodes.csv"), "episodes.csv");
    assert_string_equal(file_name("returns/"), "");
    assert_string_equal(file_place("in/returns/2019/episodes.csv"), "2019/episodes.csv");
    assert_string_equal(file_place("2019/episodes.csv"), "2019/episodes.csv");
    assert_string_equal(file_place("episodes.csv"), "episodes.csv");
    assert_string_equal(file_place("/episodes.csv"), "episodes.csv");
    assert_string_equal(file_place(""), "");
    char *joined = file_join("returns", "2019");
    assert_string_equal(joined, "returns/2019");
    free(joined);
}

int main(void)
{
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, drop_folder)
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(what_is_written_is_read),
        IN_A_FOLDER(a_large_file_is_read_whole),
        IN_A_FOLDER(an_empty_file_is_an_empty_string),
        IN_A_FOLDER(a_file_over_the_limit_is_refused_by_name),
        IN_A_FOLDER(a_missing_file_is_named),
        IN_A_FOLDER(a_folder_is_no_file),
        IN_A_FOLDER(a_file_has_the_permissions_asked_for),
        IN_A_FOLDER(writing_again_replaces_the_whole_file),
        IN_A_FOLDER(a_failed_write_leaves_nothing_beside),
        IN_A_FOLDER(a_folder_is_listed_in_byte_order_without_hidden_files),
        IN_A_FOLDER(a_file_lists_itself_after_what_was_listed),
        IN_A_FOLDER(listing_what_is_not_there_is_a_problem),
        IN_A_FOLDER(folders_are_made_with_those_above_them),
        IN_A_FOLDER(a_file_in_the_way_of_a_folder_is_a_problem),
        cmocka_unit_test(names_and_paths_are_put_together),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
