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

static void orders_are_told_from_2026_on(void **state)
{
    (void)state;
    for (int32_t y = 0; y < files.years; y++)
        assert_int_equal(files.table[y][RETURN_DOLO].rows > 0, year_of(y) >= 2026);
}

/* An order lies within one placement of a kind in which there can be one. */
static void an_order_lies_within_a_placement_that_can_have_one(void **state)
{
    (void)state;
    int32_t y = files.years - 1;
    const struct return_file *orders = &files.table[y][RETURN_DOLO], *episodes = &files.table[y][RETURN_EPISODES];
    for (int64_t i = 0; i < orders->rows; i++) {
        int32_t child = made_up_child(&files, y, RETURN_DOLO, i);
        day from = return_day(orders, DOLO_DOLO_START, i), to = return_day(orders, DOLO_DOLO_END, i);
        int64_t row = made_up_find(&files, y, RETURN_EPISODES, child, 0);
        for (day dec; row >= 0; row = made_up_find(&files, y, RETURN_EPISODES, child, row + 1)) {
            dec = return_day(episodes, EPISODES_DEC, row);
            if (return_day(episodes, EPISODES_DECOM, row) < from && (dec == DAY_NONE || from < dec))
                break;
        }
        assert_true(row >= 0);
        assert_true(made_up_is(&files, y, RETURN_EPISODES, row, EPISODES_PLACE, "K2") ||
                    made_up_is(&files, y, RETURN_EPISODES, row, EPISODES_PLACE, "Z12") ||
                    made_up_is(&files, y, RETURN_EPISODES, row, EPISODES_PLACE, "Z13"));
        day dec = return_day(episodes, EPISODES_DEC, row);
        assert_true(to == DAY_NONE || (to > from && calendar_year(to) == year_of(y)));
        assert_true(dec == DAY_NONE || (to != DAY_NONE && to < dec));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_are_told_from_2026_on),
        cmocka_unit_test(an_order_lies_within_a_placement_that_can_have_one),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
