#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/array.h"

static void appending_one_by_one_keeps_what_was_there(void **state)
{
    (void)state;
    int32_t *numbers = NULL;
    int64_t capacity = 0;
    for (int32_t count = 0; count < 10000; count++) {
        assert_int_equal(array_reserve(&numbers, &capacity, count + 1, sizeof *numbers, NULL), 0);
        assert_true(capacity > count);
        numbers[count] = count * 3;
    }
    for (int32_t i = 0; i < 10000; i++)
        assert_int_equal(numbers[i], i * 3);
    free(numbers);
}

static void the_capacity_doubles(void **state)
{
    (void)state;
    int64_t *numbers = NULL;
    int64_t capacity = 0;
    int grown = 0;
    for (int64_t count = 0; count < 1 << 16; count++) {
        int64_t before = capacity;
        assert_int_equal(array_reserve(&numbers, &capacity, count + 1, sizeof *numbers, NULL), 0);
        grown += capacity != before;
    }
    assert_int_equal(grown, 13); /* 16 = 2^4 up to 2^16: 1 + 12 times */
    free(numbers);
}

static void a_long_jump_is_taken_at_once(void **state)
{
    (void)state;
    char *bytes = NULL;
    int64_t capacity = 0;
    assert_int_equal(array_reserve(&bytes, &capacity, 1000, 1, NULL), 0);
    assert_int_equal(capacity, 1000);
    assert_int_equal(array_reserve(&bytes, &capacity, 5, 1, NULL), 0);
    assert_int_equal(capacity, 1000);
    free(bytes);
}

static void what_cannot_fit_is_named_and_changes_nothing(void **state)
{
    (void)state;
    int64_t *numbers = NULL;
    int64_t capacity = 0;
    struct problem problem = {0};
    assert_int_equal(array_reserve(&numbers, &capacity, 1, sizeof *numbers, &problem), 0);
    int64_t *before = numbers;
    assert_int_equal(array_reserve(&numbers, &capacity, INT64_MAX / 4, sizeof *numbers, &problem), PROBLEM_LIMIT);
    assert_int_equal(problem.code, PROBLEM_LIMIT);
    assert_ptr_equal(numbers, before);
    assert_int_equal(capacity, 16);
    free(numbers);
}

static void a_new_array_is_zeroed_and_never_empty(void **state)
{
    (void)state;
    int64_t *numbers = array_new(100, sizeof *numbers, NULL);
    assert_non_null(numbers);
    for (int i = 0; i < 100; i++)
        assert_int_equal(numbers[i], 0);
    free(numbers);
    char *one = array_new(0, 1, NULL);
    assert_non_null(one);
    assert_int_equal(one[0], 0);
    free(one);
}

static void a_new_array_without_room_says_so(void **state)
{
    (void)state;
    struct problem problem = {0};
    volatile int64_t count = INT64_MAX; /* the compiler would see that it cannot work */
    assert_null(array_new(count, 16, &problem));
    assert_int_equal(problem.code, PROBLEM_MEMORY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appending_one_by_one_keeps_what_was_there),
        cmocka_unit_test(the_capacity_doubles),
        cmocka_unit_test(a_long_jump_is_taken_at_once),
        cmocka_unit_test(what_cannot_fit_is_named_and_changes_nothing),
        cmocka_unit_test(a_new_array_is_zeroed_and_never_empty),
        cmocka_unit_test(a_new_array_without_room_says_so),
    };
    return cmocka_run_group_tests_name("array", tests, NULL, NULL);
}
