#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "table/rounding.h"

static void halves_go_to_the_even_neighbour(void **state)
{
    (void)state;
    assert_int_equal(round_to(250, 100), 200);
    assert_int_equal(round_to(350, 100), 400);
    assert_int_equal(round_to(-250, 100), -200);
    assert_int_equal(round_to(251, 100), 300);
}

/* 10.4 + 20.4 + 30.4 = 61.2: each alone rounds down (60), the total is 61; all remainders are equal, so the largest part
 * goes up. */
static void parts_add_up_to_the_rounded_total(void **state)
{
    (void)state;
    const int64_t parts[] = {10400, 20400, 30400};
    int64_t shown[3], total;
    assert_true(round_column(parts, 3, 1000, 61200, 0, shown, &total));
    assert_int_equal(total, 61000);
    assert_int_equal(shown[0], 10000);
    assert_int_equal(shown[1], 20000);
    assert_int_equal(shown[2], 31000);
}

static void the_largest_remainder_goes_up_first(void **state)
{
    (void)state;
    const int64_t parts[] = {81778, 16889, 1333};
    int64_t shown[3];
    assert_true(round_parts(parts, 3, 100, 100000, shown));
    assert_int_equal(shown[0], 81800);
    assert_int_equal(shown[1], 16900);
    assert_int_equal(shown[2], 1300);
}

/* A total a unit below the whole parts takes it from the part that feels it least, never from an empty one. */
static void a_smaller_total_takes_from_the_largest_of_equals(void **state)
{
    (void)state;
    const int64_t parts[] = {0, 1500, 300};
    int64_t shown[3];
    assert_true(round_parts(parts, 3, 100, 1700, shown));
    assert_int_equal(shown[0], 0);
    assert_int_equal(shown[1], 1400);
    assert_int_equal(shown[2], 300);
}

static void parts_of_another_total_are_refused(void **state)
{
    (void)state;
    const int64_t parts[] = {10000, 20000};
    int64_t shown[2], total;
    assert_false(round_parts(parts, 2, 1000, 33000, shown));
    assert_false(round_parts(parts, 2, 1000, 27000, shown));
    assert_true(round_column(parts, 2, 1000, 30001, 1, shown, &total));
    assert_false(round_column(parts, 2, 1000, 30001, 0, shown, &total));
}

static void in_minus_out_is_the_change(void **state)
{
    (void)state;
    int64_t in, out;
    assert_true(round_in_and_out(2333, 1667, 100, 600, &in, &out)); /* 2.3 - 1.7, each moved by .033 */
    assert_int_equal(in, 2300);
    assert_int_equal(out, 1700);
    assert_true(round_in_and_out(2333, 1667, 100, 700, &in, &out)); /* 2.3 - 1.6 and 2.4 - 1.7 are as near: the lower */
    assert_int_equal(in, 2300);
    assert_int_equal(out, 1600);
    assert_true(round_in_and_out(5000, 3000, 1000, 2000, &in, &out));
    assert_int_equal(in, 5000);
    assert_int_equal(out, 3000);
}

static void a_change_that_they_cannot_make_is_refused(void **state)
{
    (void)state;
    int64_t in, out;
    assert_false(round_in_and_out(2333, 1667, 100, 1000, &in, &out));
    assert_false(round_in_and_out(0, 0, 100, 200, &in, &out));
}

/* Every change that rounding an opening and a closing can ask for has an answer within one unit, for all remainders. */
static void every_change_within_a_unit_has_an_answer(void **state)
{
    (void)state;
    for (int64_t in = 1000; in < 1100; in += 3)
        for (int64_t out = 500; out < 600; out += 3)
            for (int64_t from = in - out - 100; from <= in - out + 100; from++) {
                int64_t in_shown, out_shown;
                if (from % 100)
                    continue;
                assert_true(round_in_and_out(in, out, 100, from, &in_shown, &out_shown));
                assert_int_equal(in_shown - out_shown, from);
                assert_in_range(in_shown - in + 100, 0, 200);
                assert_in_range(out_shown - out + 100, 0, 200);
            }
}

/*
 *     1.4  -0.6 |  1        each alone: 1 -1 | 0; 2 -1 | 1: rows that are right leave the first column one too many at
 *     1.4  -0.4 |  1        3 - 1, and a unit moves where it costs least.
 *     ---------
 *     3    -1   |  2
 */
static void a_table_adds_up_both_ways(void **state)
{
    (void)state;
    static const int64_t parts[] = {140, -60, 140, -40}, row[] = {100, 100}, column[] = {300, -100};
    int64_t shown[4];
    assert_true(round_cells(parts, 2, 2, 100, row, column, shown));
    assert_int_equal(shown[0] + shown[1], 100);
    assert_int_equal(shown[2] + shown[3], 100);
    assert_int_equal(shown[0] + shown[2], 300);
    assert_int_equal(shown[1] + shown[3], -100);
    for (int i = 0; i < 4; i++)
        assert_true(shown[i] - parts[i] <= 100 && parts[i] - shown[i] <= 100);
}

static void nothing_stays_nothing_while_others_can_move(void **state)
{
    (void)state;
    static const int64_t parts[] = {0, 250, -150, 0}, total = 100;
    int64_t shown[4];
    assert_true(round_signed_parts(parts, 4, 100, total, shown));
    assert_int_equal(shown[0], 0);
    assert_int_equal(shown[3], 0);
    assert_int_equal(shown[1] + shown[2], 100);
}

static void rows_and_columns_of_two_totals_are_refused(void **state)
{
    (void)state;
    static const int64_t parts[] = {100, 100}, row[] = {200}, column[] = {100, 200};
    int64_t shown[2];
    assert_false(round_cells(parts, 1, 2, 100, row, column, shown));
    assert_false(round_signed_parts(parts, 2, 100, 5000, shown));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_adds_up_both_ways),
        cmocka_unit_test(nothing_stays_nothing_while_others_can_move),
        cmocka_unit_test(rows_and_columns_of_two_totals_are_refused),
        cmocka_unit_test(halves_go_to_the_even_neighbour),
        cmocka_unit_test(parts_add_up_to_the_rounded_total),
        cmocka_unit_test(the_largest_remainder_goes_up_first),
        cmocka_unit_test(a_smaller_total_takes_from_the_largest_of_equals),
        cmocka_unit_test(parts_of_another_total_are_refused),
        cmocka_unit_test(in_minus_out_is_the_change),
        cmocka_unit_test(a_change_that_they_cannot_make_is_refused),
        cmocka_unit_test(every_change_within_a_unit_has_an_answer),
    };
    return cmocka_run_group_tests_name("rounding", tests, NULL, NULL);
}
