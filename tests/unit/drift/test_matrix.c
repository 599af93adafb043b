#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "drift/matrix.h"

/* A = L L' with L = 2 · / 6 1 · / -8 5 3: the example of every textbook. */
static void a_matrix_is_its_factor_times_its_transpose(void **state)
{
    (void)state;
    double a[9] = {4, 0, 0, 12, 37, 0, -16, -43, 98};
    const double expected[9] = {2, 0, 0, 6, 1, 0, -8, 5, 3};
    matrix_factor(a, 3);
    for (int32_t i = 0; i < 9; i++)
        assert_true(a[i] == expected[i]);
}

/* L x = (2, 7, 0): x = 1, 1, 1. L' x = (2 + 6 - 8, 1 + 5, 3): the same. */
static void both_triangles_are_solved(void **state)
{
    (void)state;
    const double factor[9] = {2, 0, 0, 6, 1, 0, -8, 5, 3};
    double down[3] = {2, 7, 0}, up[3] = {0, 6, 3};
    matrix_solve_lower(factor, 3, down);
    matrix_solve_upper(factor, 3, up);
    for (int32_t i = 0; i < 3; i++) {
        assert_true(down[i] == 1);
        assert_true(up[i] == 1);
    }
}

/* A covariance of so many quarters as there may be, and sides of no pattern. */
enum { ROWS = 48, SIDES = 5 };

static void begin(double *a, double *sides)
{
    uint32_t word = 1;
    for (int32_t i = 0; i < ROWS; i++)
        for (int32_t j = 0; j < ROWS; j++)
            a[i * ROWS + j] = (i == j) + 0.3 * exp(-0.2 * abs(i - j)) + 0.001 * (i < j ? i : j);
    for (int32_t i = 0; i < ROWS * SIDES; i++) {
        word = word * 1664525u + 1013904223u;
        sides[i] = (double)word * 0x1p-32 - 0.5;
    }
}

/* Row by row, as it is written in books: each element the sum along its row, in order. */
static void factor_by_the_book(double *a, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        for (int32_t j = 0; j <= i; j++) {
            double rest = a[i * n + j];
            for (int32_t k = 0; k < j; k++)
                rest -= a[i * n + k] * a[j * n + k];
            a[i * n + j] = i == j ? sqrt(rest) : rest / a[j * n + j];
        }
}

static void the_order_of_columns_gives_the_bits_of_the_book(void **state)
{
    (void)state;
    static double a[ROWS * ROWS], book[ROWS * ROWS], sides[ROWS * SIDES];
    begin(a, sides);
    begin(book, sides);
    matrix_factor(a, ROWS);
    factor_by_the_book(book, ROWS);
    for (int32_t i = 0; i < ROWS; i++)
        assert_memory_equal(a + i * ROWS, book + i * ROWS, (size_t)(i + 1) * sizeof *a);
}

static void many_sides_are_solved_as_each_alone(void **state)
{
    (void)state;
    static double a[ROWS * ROWS], sides[ROWS * SIDES];
    double alone[SIDES][ROWS];
    begin(a, sides);
    matrix_factor(a, ROWS);
    for (int32_t h = 0; h < SIDES; h++)
        for (int32_t i = 0; i < ROWS; i++) {
            double rest = sides[i * SIDES + h];
            for (int32_t k = 0; k < i; k++)
                rest -= a[i * ROWS + k] * alone[h][k];
            alone[h][i] = rest / a[i * ROWS + i];
        }
    for (int32_t h = 0; h < SIDES; h++) {
        double one[ROWS];
        for (int32_t i = 0; i < ROWS; i++)
            one[i] = sides[i * SIDES + h];
        matrix_solve_lower(a, ROWS, one);
        assert_memory_equal(one, alone[h], sizeof one);
    }
    matrix_solve_lower_many(a, ROWS, SIDES, sides);
    for (int32_t i = 0; i < ROWS * SIDES; i++)
        assert_true(sides[i] == alone[i % SIDES][i / SIDES]);
}

/* Two quarters that always move as one: rounding may make the second pivot less than nothing. */
static void a_matrix_without_full_rank_is_factored_all_the_same(void **state)
{
    (void)state;
    double a[4] = {0.25, 0.25, 0.25, 0.25};
    matrix_factor(a, 2);
    assert_true(a[0] == 0.5 && a[2] == 0.5);
    assert_true(a[3] > 0 && a[3] <= 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_matrix_is_its_factor_times_its_transpose),
        cmocka_unit_test(both_triangles_are_solved),
        cmocka_unit_test(the_order_of_columns_gives_the_bits_of_the_book),
        cmocka_unit_test(many_sides_are_solved_as_each_alone),
        cmocka_unit_test(a_matrix_without_full_rank_is_factored_all_the_same),
    };
    return cmocka_run_group_tests_name("matrix", tests, NULL, NULL);
}
