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

static const struct return_file *workers(int32_t y)
{
    return &files.table[y][RETURN_SOCIAL_WORKER];
}

/* SW_DECOM and SW_DEC may have parts that are not known, so they are kept as text. */
static day day_in(int32_t y, int32_t column, int64_t row)
{
    struct return_text cell = return_cell(workers(y), column, row);
    day on;
    return cell.length && calendar_parse(cell.bytes, cell.length, &on) ? on : DAY_NONE;
}

static void the_table_begins_with_2023(void **state)
{
    (void)state;
    assert_int_equal(files.report.first_year, 2022);
    assert_int_equal(workers(0)->rows, 0);
    assert_true(workers(1)->rows > 900);
}

/* One worker after another without a gap, from before the year or the start of care, and one who is there on 31 March. */
static void everybody_in_care_on_the_last_day_has_a_worker_all_along(void **state)
{
    (void)state;
    for (int32_t y = 1; y < files.years; y++) {
        int32_t seen = 0;
        for (int64_t i = 0; i < files.table[y][RETURN_HEADER].rows; i++) {
            int32_t child = made_up_child(&files, y, RETURN_HEADER, i);
            int64_t row = made_up_find(&files, y, RETURN_SOCIAL_WORKER, child, 0);
            bool there = made_up_in_care(&files, y, child, calendar_year_end(year_of(y)));
            assert_int_equal(row >= 0, there);
            for (day open = DAY_OPEN; there && open != DAY_NONE; row++) {
                assert_int_equal(made_up_child(&files, y, RETURN_SOCIAL_WORKER, row), child);
                if (open != DAY_OPEN)
                    assert_int_equal(day_in(y, SOCIAL_WORKER_SW_DECOM, row), open);
                open = day_in(y, SOCIAL_WORKER_SW_DEC, row);
                assert_true(open == DAY_NONE || calendar_year(open) == year_of(y));
            }
            seen += there;
        }
        assert_true(seen > 700);
    }
}

static void workers_have_numbers_of_the_register_and_reasons(void **state)
{
    (void)state;
    for (int32_t y = 1; y < files.years; y++)
        for (int64_t i = 0; i < workers(y)->rows; i++) {
            struct return_text id = return_cell(workers(y), SOCIAL_WORKER_SW_ID, i);
            assert_true(id.length == 8 && id.bytes[0] == 'S' && id.bytes[1] == 'W');
            assert_true(return_code(workers(y), SOCIAL_WORKER_SW_REASON, i) != 0);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_begins_with_2023),
        cmocka_unit_test(everybody_in_care_on_the_last_day_has_a_worker_all_along),
        cmocka_unit_test(workers_have_numbers_of_the_register_and_reasons),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
