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

static bool started_in(int32_t y, int32_t child)
{
    for (int64_t i = made_up_find(&files, y, RETURN_EPISODES, child, 0); i >= 0;
         i = made_up_find(&files, y, RETURN_EPISODES, child, i + 1))
        if (made_up_is(&files, y, RETURN_EPISODES, i, EPISODES_RNE, "S") &&
            calendar_year(return_day(&files.table[y][RETURN_EPISODES], EPISODES_DECOM, i)) == year_of(y))
            return true;
    return false;
}

static void everybody_who_starts_has_one_row_and_nobody_else(void **state)
{
    (void)state;
    for (int32_t y = 0; y < files.years; y++)
        for (int64_t i = 0; i < files.table[y][RETURN_HEADER].rows; i++) {
            int32_t child = made_up_child(&files, y, RETURN_HEADER, i);
            int64_t row = made_up_find(&files, y, RETURN_PREVIOUS_PERMANENCE, child, 0);
            assert_int_equal(row >= 0, started_in(y, child));
            if (row >= 0)
                assert_int_equal(made_up_find(&files, y, RETURN_PREVIOUS_PERMANENCE, child, row + 1), -1);
        }
}

/* Authority and date stand where there was an order, and nowhere else; some days are not known. */
static void an_order_has_an_authority_and_a_date(void **state)
{
    (void)state;
    int32_t orders = 0, unknown = 0;
    for (int32_t y = 0; y < files.years; y++) {
        const struct return_file *table = &files.table[y][RETURN_PREVIOUS_PERMANENCE];
        for (int64_t i = 0; i < table->rows; i++) {
            bool none = made_up_is(&files, y, RETURN_PREVIOUS_PERMANENCE, i, PREVIOUS_PERMANENCE_PREV_PERM, "Z1");
            struct return_text on = return_cell(table, PREVIOUS_PERMANENCE_DATE_PERM, i);
            assert_int_equal(return_code(table, PREVIOUS_PERMANENCE_LA_PERM, i) == 0, none);
            assert_int_equal(on.length == 0, none);
            orders += !none;
            unknown += on.length && on.bytes[0] == 'Z';
        }
    }
    assert_true(orders > 30 && unknown > 0 && unknown < orders / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_who_starts_has_one_row_and_nobody_else),
        cmocka_unit_test(an_order_has_an_authority_and_a_date),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
