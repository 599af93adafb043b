#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "made_up_files.h"
#include "returns/codes.h"

static const struct synth_options seven_hundred = {
    .children = 700, .years = 6, .last_year = 2025, .truth_months = 36, .seed = 1};

static struct file_bytes bytes_of(const struct made_up_files *files, const char *name)
{
    char path[128];
    struct file_bytes bytes = {0};
    snprintf(path, sizeof path, "%s/%s", files->folder, name);
    assert_int_equal(file_read(path, 1 << 28, &bytes, NULL), 0);
    return bytes;
}

static bool same_file(const struct made_up_files *left, const struct made_up_files *right, const char *name)
{
    struct file_bytes a = bytes_of(left, name), b = bytes_of(right, name);
    bool same = a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
    file_bytes_clear(&a);
    file_bytes_clear(&b);
    return same;
}

static void the_same_options_give_the_same_bytes(void **state)
{
    (void)state;
    static const char *const names[] = {"2020-21/header.csv",   "2022-23/episodes.csv", "2025-26/header.csv",
                                        "2025-26/episodes.csv", "2025-26/uasc.csv",     "truth.csv"};
    struct made_up_files first, second;
    made_up_files_write(&first, &seven_hundred);
    made_up_files_write(&second, &seven_hundred);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(same_file(&first, &second, names[i]));
    made_up_files_clear(&first);
    made_up_files_clear(&second);
}

static void another_seed_gives_another_council(void **state)
{
    (void)state;
    struct synth_options other = seven_hundred;
    struct made_up_files first, second;
    other.seed = 2;
    made_up_files_write(&first, &seven_hundred);
    made_up_files_write(&second, &other);
    assert_false(same_file(&first, &second, "2025-26/episodes.csv"));
    assert_false(same_file(&first, &second, "2025-26/header.csv"));
    assert_false(same_file(&first, &second, "truth.csv"));
    made_up_files_clear(&first);
    made_up_files_clear(&second);
}

/* Children with an episode that is open at the end of the return. */
static int64_t in_care(const struct return_file *episodes)
{
    int64_t open = 0;
    for (int64_t i = 0; i < episodes->rows; i++)
        open += return_day(episodes, EPISODES_DEC, i) == DAY_NONE;
    return open;
}

static void seven_hundred_asked_are_seven_hundred_in_care(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct synth_options options = seven_hundred;
        struct made_up_files files;
        options.seed = seed;
        options.years = 2;
        made_up_files_write(&files, &options);
        made_up_files_read(&files);
        assert_in_range(files.report.in_care, 630, 770);
        assert_int_equal(in_care(&files.episodes[1]), files.report.in_care);
        made_up_files_clear(&files);
    }
}

static void a_council_of_one_child_can_be_had(void **state)
{
    (void)state;
    const struct synth_options options = {.children = 1, .years = 1, .last_year = 2025, .seed = 5};
    struct made_up_files files;
    made_up_files_write(&files, &options);
    made_up_files_read(&files);
    assert_in_range(files.report.in_care, 0, 4);
    assert_int_equal(in_care(&files.episodes[0]), files.report.in_care);
    made_up_files_clear(&files);
}

static void check_file(const struct return_file *file, int32_t year)
{
    struct arena arena = {0};
    const struct return_unknown *unknown = NULL;
    int32_t count = 0;
    assert_int_equal(file->quarantine_count, 0);
    assert_int_equal(file->rows, file->rows_read);
    assert_int_equal(file->extra_count, 0);
    assert_int_equal(return_unknown_codes(file, year, &arena, &unknown, &count, NULL), 0);
    for (int32_t i = 0; i < count; i++)
        fail_msg("%d: %s %s stands %lld times", year, unknown[i].field, unknown[i].value, (long long)unknown[i].count);
    arena_clear(&arena);
}

static void every_value_is_a_code_of_its_year(void **state)
{
    (void)state;
    const struct synth_options options = {.children = 1500, .years = 12, .last_year = 2026, .seed = 11};
    struct made_up_files files;
    made_up_files_write(&files, &options);
    made_up_files_read(&files);
    int64_t rows = 0;
    for (int32_t y = 0; y < files.years; y++) {
        int32_t year = files.report.first_year + y;
        check_file(&files.header[y], year);
        check_file(&files.episodes[y], year);
        check_file(&files.uasc[y], year);
        rows += files.episodes[y].rows;
        assert_int_equal(return_year_of(&files.episodes[y]), year);
        assert_true(return_is_annual(&files.episodes[y], year, NULL));
    }
    assert_int_equal(rows, files.report.episodes);
    made_up_files_clear(&files);
}

static int64_t count_of(const struct return_file *file, int32_t column, const char *what)
{
    int64_t count = 0;
    for (int64_t i = 0; i < file->rows; i++)
        count += return_code(file, column, i) == code_of(what);
    return count;
}

static void codes_change_with_the_collection_year(void **state)
{
    (void)state;
    const struct synth_options options = {.children = 3000, .years = 10, .last_year = 2025, .seed = 11};
    struct made_up_files files;
    made_up_files_write(&files, &options);
    made_up_files_read(&files);
    const struct return_file *in_2017 = &files.episodes[1], *in_2018 = &files.episodes[2], *in_2023 = &files.episodes[7],
                             *in_2024 = &files.episodes[8], *in_2025 = &files.episodes[9];
    assert_true(count_of(in_2017, EPISODES_REC, "E43") > 0 && count_of(in_2017, EPISODES_REC, "E45") == 0);
    assert_true(count_of(in_2018, EPISODES_REC, "E43") == 0 && count_of(in_2018, EPISODES_REC, "E45") > 0);
    assert_int_equal(count_of(in_2017, EPISODES_REASON_PLACE_CHANGE, "CUSTOD"), 0);
    assert_true(count_of(in_2023, EPISODES_PLACE, "H5") > 0 && count_of(in_2023, EPISODES_PLACE, "K3") == 0);
    assert_true(count_of(in_2024, EPISODES_PLACE, "H5") == 0 && count_of(in_2024, EPISODES_PLACE, "K3") > 0);
    assert_true(count_of(in_2024, EPISODES_PLACE, "Z1") > 0 && count_of(in_2024, EPISODES_PLACE, "Z11") == 0);
    assert_true(count_of(in_2025, EPISODES_PLACE, "Z1") == 0 && count_of(in_2025, EPISODES_PLACE, "Z11") > 0);
    assert_true(count_of(&files.header[7], HEADER_SEX, "1") > 0 && count_of(&files.header[7], HEADER_SEX, "M") == 0);
    assert_true(count_of(&files.header[8], HEADER_SEX, "1") == 0 && count_of(&files.header[8], HEADER_SEX, "M") > 0);
    made_up_files_clear(&files);
}

/* One file's rows keep the guide's rules between columns. */
static void check_rules(const struct return_file *file, int32_t year)
{
    for (int64_t i = 0; i < file->rows; i++) {
        short_code rec = return_code(file, EPISODES_REC, i), provider = return_code(file, EPISODES_PLACE_PROVIDER, i);
        char place[CODE_TEXT_SIZE];
        code_text(return_code(file, EPISODES_PLACE, i), place);
        day decom = return_day(file, EPISODES_DECOM, i), dec = return_day(file, EPISODES_DEC, i);
        assert_true((dec == DAY_NONE) == (rec == 0));
        assert_true(dec == DAY_NONE || dec > decom);
        assert_true(decom <= calendar_year_end(year));
        assert_true(dec == DAY_NONE || (dec >= calendar_year_start(year) && dec <= calendar_year_end(year)));
        assert_true((provider == 0) == (place[0] == 'T' || place[0] == 'Z'));
        assert_true((provider == code_of("PR0")) == (strcmp(place, "P1") == 0));
        if (return_code(file, EPISODES_REASON_PLACE_CHANGE, i))
            assert_true(rec == code_of("X1") && place[0] != 'T');
        if (strcmp(place, "A5") == 0 || strcmp(place, "A6") == 0)
            assert_true(return_code(file, EPISODES_LS, i) == code_of("E1"));
        if (place[0] == 'T')
            assert_true(dec == DAY_NONE || dec - decom <= 7);
    }
}

static void rows_keep_the_rules_of_the_return(void **state)
{
    (void)state;
    struct made_up_files files;
    made_up_files_write(&files, &seven_hundred);
    made_up_files_read(&files);
    int64_t temporary = 0, legal_only = 0, both = 0, same_carers = 0;
    for (int32_t y = 0; y < files.years; y++) {
        check_rules(&files.episodes[y], files.report.first_year + y);
        temporary += count_of(&files.episodes[y], EPISODES_PLACE, "T4");
        legal_only += count_of(&files.episodes[y], EPISODES_RNE, "L");
        both += count_of(&files.episodes[y], EPISODES_RNE, "B");
        same_carers += count_of(&files.episodes[y], EPISODES_RNE, "T");
    }
    assert_true(temporary > 20 && legal_only > 200 && both > 20 && same_carers > 50);
    made_up_files_clear(&files);
}

static void no_postcode_is_of_a_real_area(void **state)
{
    (void)state;
    struct made_up_files files;
    made_up_files_write(&files, &seven_hundred);
    made_up_files_read(&files);
    for (int32_t y = 0; y < files.years; y++)
        for (int64_t i = 0; i < files.episodes[y].rows; i++) {
            struct return_text home = return_cell(&files.episodes[y], EPISODES_HOME_POST, i);
            struct return_text place = return_cell(&files.episodes[y], EPISODES_PL_POST, i);
            assert_true(home.length == 0 || (home.bytes[0] == 'Z' && strchr("XYZ", home.bytes[1])));
            assert_true(place.length >= 7 && place.bytes[0] == 'Z' && strchr("XYZ", place.bytes[1]));
        }
    made_up_files_clear(&files);
}

/* The value of a line of the truth file. */
static int64_t truth_of(const struct made_up_files *files, const char *date, const char *measure)
{
    char wanted[96];
    struct file_bytes bytes = bytes_of(files, "truth.csv");
    snprintf(wanted, sizeof wanted, "\n%s,%s,all,all,", date, measure);
    const char *found = strstr(bytes.bytes, wanted);
    assert_non_null(found);
    int64_t value = strtoll(found + strlen(wanted), NULL, 10);
    file_bytes_clear(&bytes);
    return value;
}

static void the_truth_goes_on_where_the_last_return_ends(void **state)
{
    (void)state;
    struct made_up_files files;
    made_up_files_write(&files, &seven_hundred);
    int64_t april = truth_of(&files, "2026-04-30", "stock");
    assert_int_equal(april, files.report.in_care + truth_of(&files, "2026-04-30", "starts") -
                                truth_of(&files, "2026-04-30", "ceases"));
    assert_int_equal(truth_of(&files, "2026-05-31", "stock"),
                     april + truth_of(&files, "2026-05-31", "starts") - truth_of(&files, "2026-05-31", "ceases"));
    assert_true(truth_of(&files, "2029-03-31", "stock") > 400);
    struct file_bytes bytes = bytes_of(&files, "truth.csv");
    int64_t lines = 0;
    for (size_t i = 0; i < bytes.length; i++)
        lines += bytes.bytes[i] == '\n';
    assert_int_equal(lines, 1 + 36 * 4 * (11 + 1) * (5 + 1)); /* months, measures, states and all, bands and all */
    file_bytes_clear(&bytes);
    made_up_files_clear(&files);
}

static void a_longer_truth_does_not_change_the_returns(void **state)
{
    (void)state;
    static const char *const names[] = {"header.csv", "episodes.csv", "uasc.csv"};
    struct synth_options none = seven_hundred;
    struct made_up_files first, second;
    none.truth_months = 0;
    made_up_files_write(&first, &seven_hundred);
    made_up_files_write(&second, &none);
    for (int32_t year = 2020; year <= 2025; year++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            char path[64];
            snprintf(path, sizeof path, "%d-%d/%s", year, year % 100 + 1, names[i]);
            assert_true(same_file(&first, &second, path));
        }
    made_up_files_clear(&first);
    made_up_files_clear(&second);
}

static void options_outside_their_limits_are_refused_with_advice(void **state)
{
    (void)state;
    static const struct synth_options wrong[] = {
        {.children = 0, .years = 6, .last_year = 2025},
        {.children = 200001, .years = 6, .last_year = 2025},
        {.children = 700, .years = 0, .last_year = 2025},
        {.children = 700, .years = 13, .last_year = 2025},
        {.children = 700, .years = 6, .last_year = 1999},
        {.children = 700, .years = 6, .last_year = 2025, .truth_months = 121},
    };
    struct care_system system;
    made_up_system(&system);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct synth_report report;
        struct problem problem = {0};
        assert_int_equal(synth_write(&system, &wrong[i], "/tmp/homeward-synth-never", NULL, NULL, &report, &problem),
                         PROBLEM_USAGE);
        assert_true(problem.text[0] && problem.next[0]);
    }
    assert_false(file_exists("/tmp/homeward-synth-never"));
}

static bool always(struct progress *progress)
{
    (void)progress;
    return true;
}

static void a_stopped_run_writes_nothing(void **state)
{
    (void)state;
    struct progress progress = {.stopped = always};
    struct synth_report report;
    struct problem problem = {0};
    struct care_system system;
    made_up_system(&system);
    assert_int_equal(synth_write(&system, &seven_hundred, "/tmp/homeward-synth-never", NULL, &progress, &report, &problem),
                     PROBLEM_STOPPED);
    assert_false(file_exists("/tmp/homeward-synth-never"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_options_give_the_same_bytes),
        cmocka_unit_test(another_seed_gives_another_council),
        cmocka_unit_test(seven_hundred_asked_are_seven_hundred_in_care),
        cmocka_unit_test(a_council_of_one_child_can_be_had),
        cmocka_unit_test(every_value_is_a_code_of_its_year),
        cmocka_unit_test(codes_change_with_the_collection_year),
        cmocka_unit_test(rows_keep_the_rules_of_the_return),
        cmocka_unit_test(no_postcode_is_of_a_real_area),
        cmocka_unit_test(the_truth_goes_on_where_the_last_return_ends),
        cmocka_unit_test(a_longer_truth_does_not_change_the_returns),
        cmocka_unit_test(options_outside_their_limits_are_refused_with_advice),
        cmocka_unit_test(a_stopped_run_writes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
