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

static void who_goes_missing_is_in_care_and_twelve(void **state)
{
    (void)state;
    int64_t seen = 0;
    for (int32_t y = 0; y < files.years; y++) {
        const struct return_file *table = &files.table[y][RETURN_MISSING];
        for (int64_t i = 0; i < table->rows; i++, seen++) {
            day start = return_day(table, MISSING_MIS_START, i), end = return_day(table, MISSING_MIS_END, i);
            assert_true(calendar_age(return_day(table, MISSING_DOB, i), start) >= 12);
            assert_true(end == DAY_NONE || (end >= start && calendar_year(end) == year_of(y)));
            assert_true(start <= calendar_year_end(year_of(y)));
            if (start >= calendar_year_start(year_of(y)))
                assert_true(made_up_in_care(&files, y, made_up_child(&files, y, RETURN_MISSING, i), start));
        }
    }
    assert_true(seen > 500);
}

/* Who is still missing on 31 March stands in the next return with the same first day, and comes back there. */
static void who_is_still_missing_comes_back_in_the_next_return(void **state)
{
    (void)state;
    int32_t seen = 0;
    for (int32_t y = 0; y + 1 < files.years; y++) {
        const struct return_file *table = &files.table[y][RETURN_MISSING], *next = &files.table[y + 1][RETURN_MISSING];
        for (int64_t i = 0; i < table->rows; i++) {
            if (return_day(table, MISSING_MIS_END, i) != DAY_NONE)
                continue;
            int64_t row = made_up_find(&files, y + 1, RETURN_MISSING, made_up_child(&files, y, RETURN_MISSING, i), 0);
            assert_true(row >= 0);
            assert_int_equal(return_day(next, MISSING_MIS_START, row), return_day(table, MISSING_MIS_START, i));
            assert_true(return_day(next, MISSING_MIS_END, row) != DAY_NONE);
            seen++;
        }
    }
    assert_true(seen > 0);
}

static void nobody_goes_twice_at_a_time(void **state)
{
    (void)state;
    for (int32_t y = 0; y < files.years; y++) {
        const struct return_file *table = &files.table[y][RETURN_MISSING];
        for (int64_t i = 1; i < table->rows; i++)
            if (made_up_child(&files, y, RETURN_MISSING, i) == made_up_child(&files, y, RETURN_MISSING, i - 1)) {
                day before = return_day(table, MISSING_MIS_END, i - 1);
                assert_true(before != DAY_NONE && return_day(table, MISSING_MIS_START, i) > before);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_goes_missing_is_in_care_and_twelve),
        cmocka_unit_test(who_is_still_missing_comes_back_in_the_next_return),
        cmocka_unit_test(nobody_goes_twice_at_a_time),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
