#include "reading.h"

#include <stdio.h>
#include <sys/stat.h>

#include "returns/return_archive.h"
#include "returns/return_bundle.h"

#include "zipping.h"

/* What was handed on, one a line: "path: bytes". */
static int note(void *self, const char *path, const char *bytes, size_t length)
{
    text_format(self, "%s: ", path);
    text_append_bytes(self, bytes, length);
    text_append_char(self, '\n');
    assert_int_equal(bytes[length], '\0');
    return 0;
}

static int walk(const struct file_bytes *bytes, struct text *seen, struct problem *problem)
{
    return return_archive_each(bytes->bytes, bytes->length, "a.zip", note, seen, problem);
}

/* Closes the archive and asserts what it hands on. */
static void assert_entries(struct zipping *zipping, const char *expected)
{
    struct file_bytes bytes = zipping_close(zipping);
    struct text seen = {0};
    struct problem problem = {0};
    assert_true(return_archive_is(bytes.bytes, bytes.length));
    assert_int_equal(walk(&bytes, &seen, &problem), 0);
    assert_string_equal(text_string(&seen), expected);
    text_clear(&seen);
    file_bytes_clear(&bytes);
}

/* Asserts that walking ends in this problem, and gives it. */
static struct problem assert_refused(const struct file_bytes *bytes, int code)
{
    struct text seen = {0};
    struct problem problem = {0};
    assert_int_equal(walk(bytes, &seen, &problem), code);
    assert_int_equal(problem.code, code);
    assert_string_equal(problem.file, "a.zip");
    assert_true(problem.next[0] != '\0');
    text_clear(&seen);
    return problem;
}

static struct problem assert_refused_whole(struct zipping *zipping, int code)
{
    struct file_bytes bytes = zipping_close(zipping);
    struct problem problem = assert_refused(&bytes, code);
    file_bytes_clear(&bytes);
    return problem;
}

static void files_come_in_the_order_of_their_names(void **state)
{
    (void)state;
    struct zipping zipping = zipping_open();
    zipping_text(&zipping, "2019/header.csv", "two");
    zipping_text(&zipping, "2019/episodes.csv", "one");
    zipping_text(&zipping, "a.csv", "");
    zipping_text(&zipping, "Z.csv", "last of the capitals");
    assert_entries(&zipping, "2019/episodes.csv: one\n2019/header.csv: two\nZ.csv: last of the capitals\na.csv: \n");
}

static void folders_hidden_files_and_a_macs_notes_are_left_out(void **state)
{
    (void)state;
    struct zipping zipping = zipping_open();
    zip_dir_add(zipping.archive, "2019", 0);
    zipping_text(&zipping, "__MACOSX/2019/._episodes.csv", "x");
    zipping_text(&zipping, "__MACOSX/2019/episodes.csv", "x");
    zipping_text(&zipping, "2019/.DS_Store", "x");
    zipping_text(&zipping, ".hidden/a.csv", "x");
    zipping_text(&zipping, "2019/episodes.csv", "one");
    assert_entries(&zipping, "2019/episodes.csv: one\n");
}

static void a_path_is_only_a_name(void **state)
{
    (void)state;
    struct zipping zipping = zipping_open();
    zipping_text(&zipping, "../../etc/passwd.csv", "1");
    zipping_text(&zipping, "/etc/a.csv", "2");
    zipping_text(&zipping, "./b.csv", "3");
    assert_entries(&zipping, "../../etc/passwd.csv: 1\n./b.csv: 3\n/etc/a.csv: 2\n");
}

static void a_name_moves_no_cursor(void **state)
{
    (void)state;
    struct zipping zipping = zipping_open();
    zipping_text(&zipping, "c#[2J#.csv", "4");
    struct file_bytes bytes = zipping_close(&zipping);
    struct text seen = {0};
    for (size_t i = 0; i < bytes.length; i++)
        if (bytes.bytes[i] == '#')
            bytes.bytes[i] = '\x1B'; /* as a hostile archive has it, in both of its lists */
    assert_int_equal(walk(&bytes, &seen, NULL), 0);
    assert_null(strchr(text_string(&seen), '\x1B'));
    assert_non_null(strstr(text_string(&seen), "[2J"));
    text_clear(&seen);
    file_bytes_clear(&bytes);
}

static int stop_at_two(void *self, const char *path, const char *bytes, size_t length)
{
    (void)path;
    (void)bytes;
    (void)length;
    return ++*(int *)self == 2 ? 7 : 0;
}

static void what_takes_the_files_may_end_the_walk(void **state)
{
    (void)state;
    struct zipping zipping = zipping_open();
    zipping_text(&zipping, "a", "1");
    zipping_text(&zipping, "b", "2");
    zipping_text(&zipping, "c", "3");
    struct file_bytes bytes = zipping_close(&zipping);
    struct problem problem = {0};
    int taken = 0;
    assert_int_equal(return_archive_each(bytes.bytes, bytes.length, "a.zip", stop_at_two, &taken, &problem), 7);
    assert_int_equal(taken, 2);
    assert_int_equal(problem.code, 0);
    file_bytes_clear(&bytes);
}

static void an_encrypted_entry_is_named(void **state)
{
    (void)state;
    struct zipping zipping = zipping_open();
    zipping_text(&zipping, "a.csv", "open");
    zip_uint64_t secret = zipping_text(&zipping, "secret.csv", "closed");
    assert_int_equal(zip_file_set_encryption(zipping.archive, secret, ZIP_EM_AES_256, "password"), 0);
    struct problem problem = assert_refused_whole(&zipping, PROBLEM_INPUT);
    assert_string_equal(problem.text, "secret.csv in the archive is encrypted");
}

static void an_unusual_way_of_packing_is_named(void **state)
{
    (void)state;
    struct zipping zipping = zipping_open();
    zip_uint64_t odd = zipping_text(&zipping, "odd.csv", "abcabcabcabcabcabcabc");
    assert_int_equal(zip_set_file_compression(zipping.archive, odd, ZIP_CM_BZIP2, 0), 0);
    struct problem problem = assert_refused_whole(&zipping, PROBLEM_INPUT);
    assert_string_equal(problem.text, "odd.csv in the archive is packed in a way that is not read here");
}

static void a_link_is_named(void **state)
{
    (void)state;
    struct zipping zipping = zipping_open();
    zip_uint64_t link = zipping_text(&zipping, "link.csv", "/etc/passwd");
    zip_file_set_external_attributes(zipping.archive, link, 0, ZIP_OPSYS_UNIX, (zip_uint32_t)(S_IFLNK | 0777) << 16);
    struct problem problem = assert_refused_whole(&zipping, PROBLEM_INPUT);
    assert_string_equal(problem.text, "link.csv in the archive is a link to another file");
}

static void a_spreadsheet_is_no_folder(void **state)
{
    (void)state;
    struct zipping zipping = zipping_open();
    zipping_text(&zipping, "[Content_Types].xml", "<Types/>");
    zipping_text(&zipping, "xl/workbook.xml", "<workbook/>");
    struct problem problem = assert_refused_whole(&zipping, PROBLEM_INPUT);
    assert_string_equal(problem.text, "this is a spreadsheet or a document, not a folder of returns");
}

static void an_archive_within_is_handed_on_and_refused_as_a_return(void **state)
{
    (void)state;
    struct zipping inner = zipping_open(), outer = zipping_open();
    zipping_text(&inner, "a.csv", "1");
    struct file_bytes within = zipping_close(&inner);
    zipping_add(&outer, "inner.zip", within.bytes, within.length);
    struct file_bytes bytes = zipping_close(&outer);
    struct text seen = {0};
    struct problem problem = {0};
    struct return_bundle bundle;
    assert_int_equal(walk(&bytes, &seen, &problem), 0);
    assert_memory_equal(text_string(&seen), "inner.zip: PK", 13);
    assert_int_equal(return_bundle_read(within.bytes, within.length, "inner.zip", &bundle, &problem), PROBLEM_INPUT);
    assert_string_equal(problem.text, "this is an archive or a spreadsheet, not a table of a return");
    assert_string_equal(problem.file, "inner.zip");
    text_clear(&seen);
    file_bytes_clear(&bytes);
    file_bytes_clear(&within);
}

static void damage_is_named(void **state)
{
    (void)state;
    struct zipping zipping = zipping_open();
    zip_uint64_t plain = zipping_text(&zipping, "a.csv", "The quick brown fox");
    zip_set_file_compression(zipping.archive, plain, ZIP_CM_STORE, 0);
    struct file_bytes bytes = zipping_close(&zipping);
    char *fox = memmem(bytes.bytes, bytes.length, "fox", 3);
    assert_non_null(fox);
    *fox = 'b'; /* the checksum is no longer that of the text */
    struct problem problem = assert_refused(&bytes, PROBLEM_INPUT);
    assert_string_equal(problem.text, "a.csv in the archive is damaged");
    /* Cut anywhere, it is either refused or, never, taken for whole. */
    for (size_t length = 4; length < bytes.length; length++) {
        struct file_bytes cut = {.bytes = malloc(length), .length = length};
        memcpy(cut.bytes, bytes.bytes, length);
        assert_refused(&cut, PROBLEM_INPUT);
        file_bytes_clear(&cut);
    }
    file_bytes_clear(&bytes);
}

static void an_empty_archive_has_no_files(void **state)
{
    (void)state;
    static const char empty[22] = "PK\5\6";
    struct text seen = {0};
    assert_true(return_archive_is(empty, sizeof empty));
    assert_int_equal(return_archive_each(empty, sizeof empty, "a.zip", note, &seen, NULL), 0);
    assert_string_equal(text_string(&seen), "");
    assert_false(return_archive_is("PK", 2));
    assert_false(return_archive_is("CHILD,DOB", 9));
}

static void ten_thousand_entries_are_taken_and_one_more_is_refused(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        struct zipping zipping = zipping_open();
        char path[32];
        for (int i = 0; i < RETURN_ARCHIVE_ENTRIES_MAX + more; i++) {
            snprintf(path, sizeof path, "%d.csv", i);
            zipping_text(&zipping, path, "");
        }
        struct file_bytes bytes = zipping_close(&zipping);
        struct text seen = {0};
        struct problem problem = {0};
        assert_int_equal(walk(&bytes, &seen, &problem), more ? PROBLEM_LIMIT : 0);
        if (more)
            assert_string_equal(problem.text, "the archive has more than 10000 entries");
        text_clear(&seen);
        file_bytes_clear(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_come_in_the_order_of_their_names),
        cmocka_unit_test(folders_hidden_files_and_a_macs_notes_are_left_out),
        cmocka_unit_test(a_path_is_only_a_name),
        cmocka_unit_test(a_name_moves_no_cursor),
        cmocka_unit_test(what_takes_the_files_may_end_the_walk),
        cmocka_unit_test(an_encrypted_entry_is_named),
        cmocka_unit_test(an_unusual_way_of_packing_is_named),
        cmocka_unit_test(a_link_is_named),
        cmocka_unit_test(a_spreadsheet_is_no_folder),
        cmocka_unit_test(an_archive_within_is_handed_on_and_refused_as_a_return),
        cmocka_unit_test(damage_is_named),
        cmocka_unit_test(an_empty_archive_has_no_files),
        cmocka_unit_test(ten_thousand_entries_are_taken_and_one_more_is_refused),
    };
    return cmocka_run_group_tests_name("return_archive", tests, NULL, NULL);
}
