/* Differences with their bands, and shares of a joint effect: by hand, and by every order of a few initiatives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "plan/outcome.h"

static void test_differences_by_hand(void **state)
{
    (void)state;
    struct plan_outcome outcome;
    struct plan_difference difference;
    assert_int_equal(plan_outcome_make(2, 10, 0, 2, &outcome, NULL), 0);
    outcome.first[0] = 0, outcome.last[0] = 9;   /* ten days */
    outcome.first[1] = 10, outcome.last[1] = 29; /* twenty */
    for (int32_t r = 0; r < 10; r++)
        for (int32_t m = 0; m < 2; m++) {
            outcome.nights[PLAN_WITHOUT][r * 2 + m] = (m ? 20 : 10) * (50 + r);
            outcome.nights[PLAN_WITH][r * 2 + m] = (m ? 20 : 10) * (50 + r - (r % 2));
            outcome.pence[PLAN_WITHOUT][r * 2 + m] = 1000 * (r + 1);
            outcome.pence[PLAN_WITH][r * 2 + m] = 1000 * (r + 1) - 10 * r;
            outcome.if_none[r * 2 + m] = 1000 * (r + 1) + 7;
            outcome.kind[PLAN_WITHOUT][20 + r * 2 + m] = (m ? 20 : 10) * 7; /* of the second kind, seven and eight */
            outcome.kind[PLAN_WITH][20 + r * 2 + m] = (m ? 20 : 10) * 8;
        }
    assert_int_equal(plan_outcome_difference(&outcome, PLAN_CHILDREN, 0, 2, &difference, NULL), 0);
    assert_int_equal(difference.without, 54500); /* thousandths: 50 to 59 */
    assert_int_equal(difference.with, 54000);
    assert_int_equal(difference.difference, -500);
    assert_int_equal(difference.low, -1000);
    assert_int_equal(difference.high, 0);
    assert_int_equal(plan_outcome_difference(&outcome, PLAN_POUNDS, 1, 2, &difference, NULL), 0);
    assert_int_equal(difference.without, 5500);
    assert_int_equal(difference.difference, -45);
    assert_int_equal(difference.low, -90); /* the first of ten, rising */
    assert_int_equal(difference.high, -10);
    assert_int_equal(difference.if_none, 7);
    /* Variances of 1,000 (r + 1), of 990 r + 1,000 and of -10 r, all times that of 0 … 9. */
    assert_true(difference.reduction > 19800.9 && difference.reduction < 19801.1);
    assert_int_equal(plan_outcome_kind(&outcome, 1, 0, 2, &difference, NULL), 0);
    assert_int_equal(difference.without, 7000);
    assert_int_equal(difference.with, 8000);
    assert_int_equal(difference.low, 1000);
    assert_int_equal(difference.high, 1000);
    assert_int_equal(plan_outcome_kind(&outcome, 0, 0, 2, &difference, NULL), 0);
    assert_int_equal(difference.with, 0);
    plan_outcome_clear(&outcome);
}

/* The mean of what `i` adds over every order of three, told by hand. */
static void test_shares_of_three_by_every_order(void **state)
{
    (void)state;
    static const int32_t orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    enum { PATHS = 4 };
    int64_t room[8][PATHS];
    const int64_t *value[8];
    struct plan_share shares[3];
    int64_t joint, all = 0;
    uint32_t seed = 1;
    for (int32_t subset = 0; subset < 8; subset++) {
        value[subset] = room[subset];
        for (int32_t r = 0; r < PATHS; r++) {
            seed = seed * 1664525u + 1013904223u;
            room[subset][r] = subset ? -(int64_t)(seed >> 12) : 0;
        }
    }
    assert_int_equal(plan_shares(value, 3, PATHS, shares, &joint, NULL), 0);
    for (int32_t i = 0; i < 3; i++) {
        double mean = 0;
        for (int32_t r = 0; r < PATHS; r++)
            for (int32_t o = 0; o < 6; o++) {
                uint32_t before = 0;
                for (int32_t k = 0; orders[o][k] != i; k++)
                    before |= 1u << orders[o][k];
                mean += (double)(room[before | 1u << i][r] - room[before][r]) / (6 * PATHS);
            }
        assert_true((double)shares[i].share - mean > -1.01 && (double)shares[i].share - mean < 1.01);
        all += shares[i].share;
    }
    assert_int_equal(all, joint);
}

/* Shares add up to the penny for any number of initiatives; one alone has all; those that do nothing have nothing. */
static void test_shares_add_up(void **state)
{
    (void)state;
    enum { PATHS = 37 };
    uint32_t seed = 9;
    for (int32_t count = 1; count <= PLAN_SHARED_MAX; count++) {
        const int32_t subsets = 1 << count;
        int64_t *room = calloc((size_t)subsets * PATHS, sizeof *room), all = 0, joint;
        const int64_t *value[1 << PLAN_SHARED_MAX];
        struct plan_share shares[PLAN_SHARED_MAX];
        for (int32_t subset = 0; subset < subsets; subset++) {
            value[subset] = room + subset * PATHS;
            for (int32_t r = 0; r < PATHS && subset; r++) {
                seed = seed * 1664525u + 1013904223u;
                room[subset * PATHS + r] = (int64_t)(seed >> 8) - (1 << 23);
            }
        }
        assert_int_equal(plan_shares(value, count, PATHS, shares, &joint, NULL), 0);
        for (int32_t i = 0; i < count; i++)
            all += shares[i].share;
        assert_int_equal(all, joint);
        if (count == 1)
            assert_int_equal(shares[0].alone, shares[0].share);
        free(room);
    }
    int64_t joint;
    struct plan_share shares[7];
    assert_int_equal(plan_shares(NULL, 7, PATHS, shares, &joint, NULL), PROBLEM_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_differences_by_hand),
        cmocka_unit_test(test_shares_of_three_by_every_order),
        cmocka_unit_test(test_shares_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
