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
        cmocka_unit_test(a_matrix_without_full_rank_is_factored_all_the_same),
    };
    return cmocka_run_group_tests_name("matrix", tests, NULL, NULL);
}
