#include "reading.h"

#include <stdio.h>
#include <stdlib.h>

#include "returns/return_bundle.h"

#define MERGED_HEADING "LA,YEAR,CHILD,SEX,DOB,DUC\n"

/* Reads a NUL-ended text that must be readable; return_bundle_clear is the caller's. */
static struct return_bundle bundle_of(const char *text)
{
    struct return_bundle bundle = {0};
    struct problem problem = {0};
    assert_int_equal(return_bundle_read(text, strlen(text), "a.csv", &bundle, &problem), 0);
    for (int32_t i = 0; i < bundle.parts; i++) {
        const struct return_file *file = &bundle.part[i].file;
        assert_int_equal(file->rows_read, file->rows + file->quarantine_count);
        assert_string_equal(file->name, "a.csv");
    }
    return bundle;
}

static struct problem refused(const char *text)
{
    struct return_bundle bundle = {0};
    struct problem problem = {0};
    int status = return_bundle_read(text, strlen(text), "a.csv", &bundle, &problem);
    assert_true(status < 0);
    assert_int_equal(status, problem.code);
    assert_string_equal(problem.file, "a.csv");
    assert_null(bundle.part);
    assert_int_equal(bundle.parts, 0);
    return problem;
}

/* The parts of a bundle, one a line: "E10000016 2018: 1 2 | 5" (authority, year: children | lines of the quarantine). */
static void assert_parts(const char *text, const char *expected)
{
    struct return_bundle bundle = bundle_of(text);
    struct text seen = {0};
    for (int32_t i = 0; i < bundle.parts; i++) {
        const struct return_part *part = &bundle.part[i];
        text_format(&seen, "%s ", part->authority);
        if (part->year == INT32_MIN)
            text_append(&seen, "-");
        else
            text_format(&seen, "%d", part->year);
        text_append(&seen, ":");
        for (int64_t row = 0; row < part->file.rows; row++) {
            struct return_text child = return_cell(&part->file, 0, row);
            text_format(&seen, " %.*s@%d", (int)child.length, child.bytes, (int)part->file.line[row]);
        }
        for (int64_t q = 0; q < part->file.quarantine_count; q++)
            text_format(&seen, " !%d", (int)part->file.quarantine[q].line);
        text_append(&seen, "\n");
    }
    assert_string_equal(text_string(&seen), expected);
    text_clear(&seen);
    return_bundle_clear(&bundle);
}

static void a_plain_file_is_one_part_of_which_the_file_says_nothing(void **state)
{
    (void)state;
    assert_parts(UASC_HEADING "1,1,01/02/2003,\n2,1,01/02/2003,\n", " -: 1@2 2@3\n");
    assert_parts(UASC_HEADING, " -:\n");
    struct return_bundle bundle = bundle_of("beds,postcode\n4,ZX9\n");
    assert_int_equal(bundle.parts, 1);
    assert_int_equal(bundle.part[0].file.table, RETURN_UNKNOWN);
    return_bundle_clear(&bundle);
    return_bundle_clear(&bundle); /* twice is safe */
}

static void a_pre_merged_file_is_a_part_for_each_authority_and_year(void **state)
{
    (void)state;
    assert_parts(MERGED_HEADING "E08000012,2019,1,1,01/02/2003,\n"
                                "E08000012,2020,1,1,01/02/2003,\n"
                                "E08000014,2019,3,1,01/02/2003,\n"
                                "E08000012,2019,4,1,01/02/2003,\n"
                                "E08000014,2019,5,1,31/02/2003,\n"
                                "E08000014,2019,6,1,01/02/2003,\n",
                 "E08000012 2018: 1@2 4@5\nE08000012 2019: 1@3\nE08000014 2018: 3@4 6@7 !6\n");
}

static void authority_and_year_are_no_extra_columns(void **state)
{
    (void)state;
    struct return_bundle bundle = bundle_of("CHILD,Note,SEX,year,DOB,DUC, la \n1,hello,1,2019,01/02/2003,,Sefton\n");
    assert_int_equal(bundle.parts, 1);
    assert_string_equal(bundle.part[0].authority, "Sefton");
    const struct return_file *file = &bundle.part[0].file;
    assert_int_equal(file->extra_count, 1);
    assert_string_equal(file->extra_name[0], "Note");
    assert_int_equal(file->extra[0].length, 5);
    assert_int_equal(return_day(file, UASC_DOB, 0), calendar_day(2003, 2, 1));
    return_bundle_clear(&bundle);
    /* The plain reader, which divides nothing, keeps them aside. */
    struct return_file plain = reading("LA,YEAR,CHILD,SEX,DOB,DUC\nSefton,2019,1,1,01/02/2003,\n");
    assert_int_equal(plain.extra_count, 2);
    return_file_clear(&plain);
}

static void one_of_the_two_columns_is_enough(void **state)
{
    (void)state;
    assert_parts("LA,CHILD,SEX,DOB,DUC\nA,1,1,01/02/2003,\nB,2,1,01/02/2003,\nA,3,1,01/02/2003,\n",
                 "A -: 1@2 3@4\nB -: 2@3\n");
    assert_parts("YEAR,CHILD,SEX,DOB,DUC\n2019,1,1,01/02/2003,\n2018-19,2,1,01/02/2003,\n", " 2018: 1@2 2@3\n");
}

/* A year alone is the one in which the collection ends. */
static void years_are_read_as_they_are_written(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        int32_t year;
    } years[] = {{"2019", 2018},      {"2019.0", 2018},  {"2018-19", 2018},   {"2018/19", 2018}, {"2018-2019", 2018},
                 {"2018/2019", 2018}, {"1999-00", 1999}, {"1999/2000", 1999}, {"2018-20", 0},    {"2018-2018", 0},
                 {"18-19", 0},        {"", 0},           {"2018 19", 0},      {"2018-9", 0},     {"2018-19.0", 0},
                 {"20l9", 0},         {"1066", 0},       {"2019-20-21", 0},   {"31/03/2019", 0}, {"2018-2x19", 0}};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        char text[128];
        snprintf(text, sizeof text, MERGED_HEADING "A,%s,1,1,01/02/2003,\n", years[i].cell);
        struct return_bundle bundle = bundle_of(text);
        assert_int_equal(bundle.parts, 1);
        assert_int_equal(bundle.part[0].year, years[i].year ? years[i].year : INT32_MIN);
        assert_int_equal(bundle.part[0].file.rows, years[i].year ? 1 : 0);
        return_bundle_clear(&bundle);
    }
}

/* Rows of which nobody can say whose they are go to the quarantine of the first part, each with its line and reason. */
static void rows_of_nobody_are_quarantined_with_the_first_part(void **state)
{
    (void)state;
    static const char text[] = MERGED_HEADING ",2019,1,1,01/02/2003,\n"
                                              "B,2019,2,1,01/02/2003,\n"
                                              "C,soon,3,1,01/02/2003,\n"
                                              "C,2019,4,1,01/02/2003,\n"
                                              "C,2019,5,1\n"
                                              "C,2019,\"6,1,01/02/2003,\n";
    assert_parts(text, "B 2018: 2@3 !2 !4 !6 !7\nC 2018: 4@5\n");
    struct return_bundle bundle = bundle_of(text);
    const struct return_quarantined *entry = bundle.part[0].file.quarantine;
    assert_string_equal(entry[0].reason, "LA is blank");
    assert_string_equal(entry[0].field, "LA");
    assert_int_equal(entry[0].column, 1);
    assert_string_equal(entry[1].reason, "YEAR is not a year such as 2019 or 2018-19");
    assert_string_equal(entry[1].field, "YEAR");
    assert_int_equal(entry[1].column, 2);
    assert_string_equal(entry[1].excerpt, "***,***,***,1,***,");
    assert_string_equal(entry[2].reason, "the row has 4 cells where the heading has 6");
    return_bundle_clear(&bundle);
    assert_parts(MERGED_HEADING ",2019,1,1,01/02/2003,\n", " -: !2\n"); /* when no row says whose it is */
}

static void an_authority_has_a_name_of_reasonable_length(void **state)
{
    (void)state;
    char text[256], name[80];
    memset(name, 'n', sizeof name);
    snprintf(text, sizeof text, MERGED_HEADING "%.63s,2019,1,1,01/02/2003,\n%.64s,2019,2,1,01/02/2003,\n", name, name);
    struct return_bundle bundle = bundle_of(text);
    assert_int_equal(bundle.parts, 1);
    assert_int_equal(strlen(bundle.part[0].authority), 63);
    assert_string_equal(bundle.part[0].file.quarantine[0].reason, "LA is longer than any authority's name");
    return_bundle_clear(&bundle);
}

static void the_same_divider_twice_is_refused(void **state)
{
    (void)state;
    struct problem problem = refused("LA,CHILD,SEX,DOB,DUC,la\n");
    assert_int_equal(problem.code, PROBLEM_INPUT);
    assert_string_equal(problem.text, "the heading LA stands twice, in columns 1 and 6");
}

static void episodes_divide_like_any_other_table(void **state)
{
    (void)state;
    struct return_bundle bundle = bundle_of("LA,YEAR," EPISODES_HEADING "Wirral,2017-18," GOOD_EPISODE
                                            "Wirral,2018-19," GOOD_EPISODE "Wirral,2017-18," GOOD_EPISODE);
    assert_int_equal(bundle.parts, 2);
    assert_int_equal(bundle.part[0].file.table, RETURN_EPISODES);
    assert_int_equal(bundle.part[0].file.rows, 2);
    assert_int_equal(bundle.part[1].file.rows, 1);
    assert_code(&bundle.part[1].file, EPISODES_PLACE, 0, "U4");
    return_bundle_clear(&bundle);
}

static void too_many_parts_are_refused_by_name(void **state)
{
    (void)state;
    struct text text = {0};
    text_append(&text, MERGED_HEADING);
    for (int i = 0; i < RETURN_PARTS_MAX; i++)
        text_format(&text, "A%d,2019,1,1,01/02/2003,\n", i * 7919 % RETURN_PARTS_MAX);
    struct return_bundle bundle = bundle_of(text_string(&text));
    assert_int_equal(bundle.parts, RETURN_PARTS_MAX);
    for (int i = 0; i < RETURN_PARTS_MAX; i += 97) {
        assert_int_equal((int)strtol(bundle.part[i].authority + 1, NULL, 10), i * 7919 % RETURN_PARTS_MAX);
        assert_int_equal(bundle.part[i].file.line[0], i + 2);
    }
    return_bundle_clear(&bundle);
    text_append(&text, "A0,2018,1,1,01/02/2003,\n");
    struct problem problem = refused(text_string(&text));
    assert_int_equal(problem.code, PROBLEM_LIMIT);
    assert_string_equal(problem.text, "the columns LA and YEAR name more than 4096 authorities and years");
    text_clear(&text);
}

static void a_long_heading_is_refused_where_every_part_would_keep_it(void **state)
{
    (void)state;
    struct text text = {0};
    text_append(&text, "LA,CHILD,SEX,DOB,DUC,");
    text_pad(&text, 'x', 256);
    text_append(&text, "\n");
    struct problem problem = refused(text_string(&text));
    assert_int_equal(problem.code, PROBLEM_LIMIT);
    assert_string_equal(problem.text, "the heading of column 6 is longer than 255 characters");
    text_clear(&text);
}

static void windows_text_is_read_as_such_and_lines_stay_where_they_are(void **state)
{
    (void)state;
    struct return_bundle bundle = bundle_of("LA,YEAR,CHILD,SEX,DOB,DUC,Note\r\n"
                                            "Ynys M\xF4n,2019,1,1,01/02/2003,,caf\xE9 \x80"
                                            "5\r\n"
                                            "Ynys M\xF4n,2019,2,1,31/02/2003,,\r\n"
                                            "Ynys M\xF4n,2019,3,1,01/02/2003,,\r\n");
    assert_int_equal(bundle.parts, 1);
    assert_string_equal(bundle.part[0].authority, "Ynys M\xC3\xB4n");
    const struct return_file *file = &bundle.part[0].file;
    assert_int_equal(file->rows, 2);
    assert_int_equal(file->line[1], 4);
    assert_quarantined(file, 3, 5, "DOB", "DOB is not a date");
    assert_int_equal(file->extra[0].length, strlen("caf\xC3\xA9 \xE2\x82\xAC"
                                                   "5"));
    assert_memory_equal(file->extra[0].bytes,
                        "caf\xC3\xA9 \xE2\x82\xAC"
                        "5",
                        file->extra[0].length);
    return_bundle_clear(&bundle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_file_is_one_part_of_which_the_file_says_nothing),
        cmocka_unit_test(a_pre_merged_file_is_a_part_for_each_authority_and_year),
        cmocka_unit_test(authority_and_year_are_no_extra_columns),
        cmocka_unit_test(one_of_the_two_columns_is_enough),
        cmocka_unit_test(years_are_read_as_they_are_written),
        cmocka_unit_test(rows_of_nobody_are_quarantined_with_the_first_part),
        cmocka_unit_test(an_authority_has_a_name_of_reasonable_length),
        cmocka_unit_test(the_same_divider_twice_is_refused),
        cmocka_unit_test(episodes_divide_like_any_other_table),
        cmocka_unit_test(too_many_parts_are_refused_by_name),
        cmocka_unit_test(a_long_heading_is_refused_where_every_part_would_keep_it),
        cmocka_unit_test(windows_text_is_read_as_such_and_lines_stay_where_they_are),
    };
    return cmocka_run_group_tests_name("return_bundle", tests, NULL, NULL);
}
