#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "care/luck.h"

enum { MANY = 20000 };

static struct care_luck somebody(int32_t i)
{
    return (struct care_luck){.born = 10000 + i * 7 % 6000, .first_start = 17000 + i * 11 % 1500, .sex = i % 2 ? 'M' : 'F'};
}

static void a_number_comes_from_who_the_child_is(void **state)
{
    (void)state;
    const struct care_luck ann = {.born = 14000, .first_start = 17000, .sex = 'F'};
    struct care_luck other = ann;
    assert_int_equal(care_luck_number(&ann), care_luck_number(&other));
    other.born++;
    assert_int_not_equal(care_luck_number(&ann), care_luck_number(&other));
    other = ann;
    other.first_start++;
    assert_int_not_equal(care_luck_number(&ann), care_luck_number(&other));
    other = ann;
    other.sex = 'M';
    assert_int_not_equal(care_luck_number(&ann), care_luck_number(&other));
    other = ann;
    other.rank = 1;
    assert_int_not_equal(care_luck_number(&ann), care_luck_number(&other));
}

/*
 * Worked by a separate few lines of Python from the published finaliser: mix(born << 32 | first_start), xor with
 * sex << 32 | rank, mix again, upper 31 bits. It must never change: stored runs hang on it.
 */
static void the_number_is_the_documented_mix(void **state)
{
    (void)state;
    const struct care_luck ann = {.born = 14000, .first_start = 17000, .sex = 'F'};
    const struct care_luck twin = {.born = -3000, .first_start = 1, .sex = 0, .rank = 1};
    assert_int_equal(care_luck_number(&ann), 1339102957);
    assert_int_equal(care_luck_number(&twin), 645032375);
}

static void twins_are_told_apart_by_rank(void **state)
{
    (void)state;
    struct care_luck children[4] = {{.born = 14000, .first_start = 17000, .sex = 'F'},
                                    {.born = 13000, .first_start = 17000, .sex = 'F'},
                                    {.born = 14000, .first_start = 17000, .sex = 'F'},
                                    {.born = 14000, .first_start = 17000, .sex = 'M'}};
    assert_int_equal(care_luck_rank(children, 4, NULL), 0);
    assert_int_equal(children[0].rank, 0);
    assert_int_equal(children[1].rank, 0);
    assert_int_equal(children[2].rank, 1);
    assert_int_equal(children[3].rank, 0);
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static void all_numbers_differ_and_are_below_two_to_the_31(void **state)
{
    (void)state;
    struct care_luck *children = calloc(MANY, sizeof *children);
    uint32_t *number = calloc(MANY, sizeof *number);
    for (int32_t i = 0; i < MANY; i++)
        children[i] = somebody(i % (MANY / 2)); /* everybody has a twin */
    assert_int_equal(care_luck_rank(children, MANY, NULL), 0);
    assert_int_equal(care_luck_assign(children, MANY, number, NULL), 0);
    qsort(number, MANY, sizeof *number, compare_numbers);
    for (int32_t i = 1; i < MANY; i++)
        assert_true(number[i] > number[i - 1]);
    assert_true(number[MANY - 1] < UINT32_C(1) << 31);
    free(children);
    free(number);
}

static void neither_order_nor_another_child_changes_a_number(void **state)
{
    (void)state;
    enum { CHILDREN = 500 };
    struct care_luck forward[CHILDREN], backward[CHILDREN + 1];
    uint32_t number[CHILDREN], other[CHILDREN + 1];
    for (int32_t i = 0; i < CHILDREN; i++)
        forward[i] = backward[CHILDREN - i] = somebody(i);
    backward[0] = somebody(CHILDREN); /* one child more */
    assert_int_equal(care_luck_assign(forward, CHILDREN, number, NULL), 0);
    assert_int_equal(care_luck_assign(backward, CHILDREN + 1, other, NULL), 0);
    for (int32_t i = 0; i < CHILDREN; i++)
        assert_int_equal(number[i], other[CHILDREN - i]);
}

/* Two children who truly meet, found by trying: the later in the order takes the next number. */
static bool find_meeting(struct care_luck pair[2])
{
    enum { TRIED = 200000 };
    struct meeting {
        uint32_t number;
        int32_t i;
    } *tried = calloc(TRIED, sizeof *tried);
    bool found = false;
    for (int32_t i = 0; i < TRIED; i++) {
        struct care_luck child = {.born = 10000 + i / 500, .first_start = 17000 + i % 500, .sex = 'F'};
        tried[i] = (struct meeting){care_luck_number(&child), i};
    }
    qsort(tried, TRIED, sizeof *tried, compare_numbers); /* the number stands first */
    for (int32_t k = 1; k < TRIED && !found; k++)
        if (tried[k].number == tried[k - 1].number) {
            int32_t a = tried[k - 1].i < tried[k].i ? tried[k - 1].i : tried[k].i;
            int32_t b = tried[k - 1].i < tried[k].i ? tried[k].i : tried[k - 1].i;
            pair[0] = (struct care_luck){.born = 10000 + a / 500, .first_start = 17000 + a % 500, .sex = 'F'};
            pair[1] = (struct care_luck){.born = 10000 + b / 500, .first_start = 17000 + b % 500, .sex = 'F'};
            found = true;
        }
    free(tried);
    return found;
}

static void of_two_who_meet_the_later_takes_the_next_number(void **state)
{
    (void)state;
    struct care_luck pair[2];
    uint32_t number[2];
    assert_true(find_meeting(pair));
    assert_int_equal(care_luck_number(&pair[0]), care_luck_number(&pair[1]));
    assert_int_equal(care_luck_assign(pair, 2, number, NULL), 0);
    assert_int_equal(number[0], care_luck_number(&pair[0]));
    assert_int_equal(number[1], number[0] + 1);
    const struct care_luck turned[2] = {pair[1], pair[0]};
    assert_int_equal(care_luck_assign(turned, 2, number, NULL), 0);
    assert_int_equal(number[1] + 1, number[0]);
}

static void nobody_is_nothing_to_number(void **state)
{
    (void)state;
    assert_int_equal(care_luck_rank(NULL, 0, NULL), 0);
    assert_int_equal(care_luck_assign(NULL, 0, NULL, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_comes_from_who_the_child_is),
        cmocka_unit_test(the_number_is_the_documented_mix),
        cmocka_unit_test(twins_are_told_apart_by_rank),
        cmocka_unit_test(all_numbers_differ_and_are_below_two_to_the_31),
        cmocka_unit_test(neither_order_nor_another_child_changes_a_number),
        cmocka_unit_test(of_two_who_meet_the_later_takes_the_next_number),
        cmocka_unit_test(nobody_is_nothing_to_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
