/*
 * The five years of sample returns that are shared with the project (made-up children, MIT, Social Finance Ltd 2022), whole.
 */
#include "reading.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

static const char sample_folder[] = "data/returns/sample-2017-2021";

/* Reads a file of the sample, or skips the test where the shared data are not there. */
static struct file_bytes sample(int32_t year, const char *table)
{
    char path[1024];
    struct file_bytes bytes = {0};
    const char *shared = getenv("HOMEWARD_SHARED");
    snprintf(path, sizeof path, "%s/%s/%d-%s.csv", shared ? shared : "../shared", sample_folder, (int)year, table);
    if (file_read(path, 1 << 24, &bytes, NULL) < 0) {
        print_message("# %s is not there: set HOMEWARD_SHARED to the folder of shared data\n", path);
        skip();
    }
    return bytes;
}

static int64_t lines_of(const struct file_bytes *bytes)
{
    int64_t lines = 0;
    for (size_t i = 0; i < bytes->length; i++)
        lines += bytes->bytes[i] == '\n' || (i + 1 == bytes->length && bytes->bytes[i] != '\n');
    return lines;
}

static void every_table_of_the_sample_is_recognised_and_every_row_read(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum return_table table;
    } tables[] = {{"header", RETURN_HEADER},   {"episodes", RETURN_EPISODES},
                  {"uasc", RETURN_UASC},       {"reviews", RETURN_REVIEWS},
                  {"missing", RETURN_MISSING}, {"oc2", RETURN_OC2},
                  {"oc3", RETURN_OC3},         {"previous_permanence", RETURN_PREVIOUS_PERMANENCE}};
    for (int32_t year = 2017; year <= 2021; year++) {
        for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
            struct file_bytes bytes = sample(year, tables[i].name);
            struct return_file file = {0};
            assert_int_equal(return_read_csv(bytes.bytes, bytes.length, tables[i].name, &file, NULL), 0);
            assert_int_equal(file.table, tables[i].table);
            assert_int_equal(file.rows_read, lines_of(&bytes) - 1);
            assert_int_equal(file.rows, file.rows_read);
            assert_int_equal(file.quarantine_count, 0);
            assert_int_equal(file.extra_count, 0);
            return_file_clear(&file);
            file_bytes_clear(&bytes);
        }
    }
}

static void every_year_of_the_sample_is_found_and_whole(void **state)
{
    (void)state;
    for (int32_t year = 2017; year <= 2021; year++) {
        struct file_bytes bytes = sample(year, "episodes");
        struct return_file file = {0};
        assert_int_equal(return_read_csv(bytes.bytes, bytes.length, "episodes", &file, NULL), 0);
        assert_int_equal(return_year_of(&file), year);
        assert_true(return_is_annual(&file, year, NULL));
        return_file_clear(&file);
        file_bytes_clear(&bytes);
    }
}

/* The file as it would have been drawn on `cut`: later episodes are not there yet, later ends are not known. */
static void cut_at(struct return_file *file, day cut)
{
    day *decom = file->column[EPISODES_DECOM], *dec = file->column[EPISODES_DEC];
    for (int64_t i = 0; i < file->rows; i++) {
        if (decom[i] > cut)
            decom[i] = dec[i] = DAY_NONE;
        if (dec[i] > cut)
            dec[i] = DAY_NONE;
    }
}

static void every_year_of_the_sample_cut_at_december_is_an_extract_of_the_same_year(void **state)
{
    (void)state;
    for (int32_t year = 2017; year <= 2021; year++) {
        struct file_bytes bytes = sample(year, "episodes");
        struct return_file file = {0};
        day last;
        assert_int_equal(return_read_csv(bytes.bytes, bytes.length, "episodes", &file, NULL), 0);
        cut_at(&file, calendar_day(year, 12, 31));
        assert_int_equal(return_year_of(&file), year);
        assert_false(return_is_annual(&file, year, &last));
        assert_in_range(last, calendar_day(year, 12, 20), calendar_day(year, 12, 31));
        return_file_clear(&file);
        file_bytes_clear(&bytes);
    }
}

/* What the sample holds that the guide of its year does not: the reasons that the return of 2018-19 brought. */
static void the_sample_uses_codes_of_2018_in_2017(void **state)
{
    (void)state;
    static const char *const expected[] = {"E45", "E46", "E47", "E48", "CUSTOD"};
    struct file_bytes bytes = sample(2017, "episodes");
    struct return_file file = {0};
    struct arena arena = {0};
    const struct return_unknown *unknown = NULL;
    int32_t count = 0;
    assert_int_equal(return_read_csv(bytes.bytes, bytes.length, "episodes", &file, NULL), 0);
    assert_int_equal(return_unknown_codes(&file, 2017, &arena, &unknown, &count, NULL), 0);
    assert_int_equal(count, 5);
    for (int32_t i = 0; i < count; i++)
        assert_string_equal(unknown[i].value, expected[i]);
    assert_int_equal(unknown[0].count, 21); /* grep -c ',E45,' 2017-episodes.csv */
    assert_int_equal(unknown[4].count, 58); /* grep -c ',CUSTOD,' */
    assert_int_equal(return_unknown_codes(&file, 2018, &arena, &unknown, &count, NULL), 0);
    assert_int_equal(count, 0);
    arena_clear(&arena);
    return_file_clear(&file);
    file_bytes_clear(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_of_the_sample_is_recognised_and_every_row_read),
        cmocka_unit_test(every_year_of_the_sample_is_found_and_whole),
        cmocka_unit_test(every_year_of_the_sample_cut_at_december_is_an_extract_of_the_same_year),
        cmocka_unit_test(the_sample_uses_codes_of_2018_in_2017),
    };
    return cmocka_run_group_tests_name("sample", tests, NULL, NULL);
}
