#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "made_up_files.h"

static struct made_up_files files;

static int make(void **state)
{
    (void)state;
    const struct synth_options options = {.children = 900, .years = 5, .last_year = 2026, .seed = 6};
    made_up_files_write(&files, &options);
    made_up_tables_read(&files);
    return 0;
}

static int unmake(void **state)
{
    (void)state;
    made_up_files_clear(&files);
    return 0;
}

static int32_t year_of(int32_t y)
{
    return files.report.first_year + y;
}

static bool is_girl(int32_t y, int64_t row)
{
    return made_up_is(&files, y, RETURN_HEADER, row, HEADER_SEX, year_of(y) < 2024 ? "2" : "F");
}

/* Whoever is in care in the year is asked: girls up to 2023-24, all since. */
static void who_is_in_care_is_asked_about_being_a_mother(void **state)
{
    (void)state;
    int32_t mothers = 0;
    for (int32_t y = 0; y < files.years; y++) {
        const struct return_file *header = &files.table[y][RETURN_HEADER];
        for (int64_t i = 0; i < header->rows; i++) {
            bool mother = made_up_is(&files, y, RETURN_HEADER, i, HEADER_MOTHER, "1");
            bool told = made_up_find(&files, y, RETURN_EPISODES, made_up_child(&files, y, RETURN_HEADER, i), 0) >= 0;
            bool asked = told && (is_girl(y, i) || year_of(y) >= 2024);
            assert_int_equal(return_code(header, HEADER_MOTHER, i) != 0, asked || mother);
            assert_int_equal(return_day(header, HEADER_MC_DOB, i) != DAY_NONE, mother);
            assert_true(!mother || is_girl(y, i));
            mothers += mother;
        }
    }
    assert_true(mothers > 5);
}

/* A baby is born on a day in care, and its date stays the same from return to return. */
static void a_mother_stays_one_with_the_same_date(void **state)
{
    (void)state;
    for (int32_t y = 0; y < files.years; y++) {
        const struct return_file *header = &files.table[y][RETURN_HEADER];
        for (int64_t i = 0; i < header->rows; i++) {
            day on = return_day(header, HEADER_MC_DOB, i);
            int32_t child = made_up_child(&files, y, RETURN_HEADER, i);
            if (on == DAY_NONE)
                continue;
            assert_true(calendar_age(return_day(header, HEADER_DOB, i), on) >= 15);
            assert_true(on <= calendar_year_end(year_of(y)));
            int64_t next = y + 1 < files.years ? made_up_find(&files, y + 1, RETURN_HEADER, child, 0) : -1;
            if (next >= 0)
                assert_int_equal(return_day(&files.table[y + 1][RETURN_HEADER], HEADER_MC_DOB, next), on);
        }
    }
}

/* A header without episodes is a care leaver's, of whom OC3 alone tells. */
static void a_header_without_episodes_is_a_care_leavers(void **state)
{
    (void)state;
    for (int32_t y = 0; y < files.years; y++)
        for (int64_t i = 0; i < files.table[y][RETURN_HEADER].rows; i++) {
            int32_t child = made_up_child(&files, y, RETURN_HEADER, i);
            bool told = made_up_find(&files, y, RETURN_EPISODES, child, 0) >= 0;
            if (told)
                continue;
            assert_true(made_up_find(&files, y, RETURN_OC3, child, 0) >= 0);
            assert_true(made_up_find(&files, y, RETURN_UASC, child, 0) < 0);
            assert_true(made_up_find(&files, y, RETURN_REVIEWS, child, 0) < 0);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_in_care_is_asked_about_being_a_mother),
        cmocka_unit_test(a_mother_stays_one_with_the_same_date),
        cmocka_unit_test(a_header_without_episodes_is_a_care_leavers),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
