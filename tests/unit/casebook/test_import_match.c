/* Each part of a table one year, at the least cost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/import_match.h"

enum { MOST = 6 };

/* A table of costs of the first kind, a row a part; -1 is not possible. The other kinds cost nothing. */
static void match(const int64_t *cost, int64_t parts, int64_t years, const bool *taken, int64_t *year_of)
{
    static const bool none[MOST];
    struct import_choice choice[MOST * MOST] = {{0}};
    for (int64_t i = 0; i < parts * years; i++) {
        choice[i].possible = cost[i] >= 0;
        choice[i].cost[0] = cost[i] < 0 ? 0 : cost[i];
    }
    assert_int_equal(import_match(choice, parts, years, taken ? taken : none, year_of, NULL), 0);
}

static void a_part_takes_the_cheapest_year(void **state)
{
    (void)state;
    int64_t found[1];
    match((const int64_t[]){3, 1, -1, 2}, 1, 4, NULL, found);
    assert_int_equal(found[0], 1);
}

/* Both want the first year: the second would lose 5 by leaving it, the first only 1. */
static void the_part_that_loses_least_gives_way(void **state)
{
    (void)state;
    int64_t found[2];
    match((const int64_t[]){0, 1, 0, 5}, 2, 2, NULL, found);
    assert_int_equal(found[0], 1);
    assert_int_equal(found[1], 0);
}

/* A chain: the third part takes the last year, so that the second can move, so that the first can. */
static void a_whole_chain_moves_when_that_is_the_only_way(void **state)
{
    (void)state;
    int64_t found[3];
    match((const int64_t[]){0, 7, -1, 0, -1, -1, -1, 0, 7}, 3, 3, NULL, found);
    assert_int_equal(found[0], 1);
    assert_int_equal(found[1], 0);
    assert_int_equal(found[2], 2);
}

static void what_comes_first_in_the_costs_decides_first(void **state)
{
    (void)state;
    static const bool none[2];
    int64_t found[1];
    const struct import_choice choice[2] = {{true, {1, 0, 0, 0, 0, 0, 0}}, {true, {0, 100, 100, 100, 100, 100, 100}}};
    assert_int_equal(import_match(choice, 1, 2, none, found, NULL), 0);
    assert_int_equal(found[0], 1);
}

static void a_taken_year_is_only_for_a_part_without_another(void **state)
{
    (void)state;
    static const bool taken[] = {true, false};
    int64_t found[2];
    match((const int64_t[]){0, 9, 0, -1}, 2, 2, taken, found);
    assert_int_equal(found[0], 1);
    assert_int_equal(found[1], 0);
}

/* Two parts, one year: both get it, and the import asks which is right. */
static void parts_for_which_no_year_is_left_share_one(void **state)
{
    (void)state;
    int64_t found[2];
    match((const int64_t[]){-1, 4, -1, 2}, 2, 2, NULL, found);
    assert_int_equal(found[0], 1);
    assert_int_equal(found[1], 1);
}

/* The least sum by trying every way; -1 when the parts cannot all have a year. */
static int64_t least(const int64_t *cost, int64_t parts, int64_t years, int64_t part, unsigned used)
{
    int64_t best = -1;
    if (part == parts)
        return 0;
    for (int64_t year = 0; year < years; year++) {
        int64_t own = cost[part * years + year];
        if (own < 0 || (used & 1u << year))
            continue;
        int64_t rest = least(cost, parts, years, part + 1, used | 1u << year);
        if (rest >= 0 && (best < 0 || own + rest < best))
            best = own + rest;
    }
    return best;
}

/* 2,000 random tables of up to six parts and years against every way there is. */
static void no_way_is_cheaper(void **state)
{
    (void)state;
    uint64_t sequence = 1;
    int whole = 0;
    for (int round = 0; round < 2000; round++) {
        int64_t cost[MOST * MOST], found[MOST], sum = 0;
        int64_t parts = 1 + round % MOST, years = 1 + round / MOST % MOST;
        for (int64_t i = 0; i < parts * years; i++) {
            sequence = sequence * 6364136223846793005u + 1442695040888963407u;
            cost[i] = (int64_t)(sequence >> 33) % 12 - 2; /* two in twelve are not possible */
            cost[i] = cost[i] < 0 ? -1 : cost[i];
        }
        int64_t best = least(cost, parts, years, 0, 0);
        if (best < 0)
            continue;
        match(cost, parts, years, NULL, found);
        unsigned used = 0;
        for (int64_t i = 0; i < parts; i++) {
            assert_true(cost[i * years + found[i]] >= 0);
            assert_int_equal(used & 1u << found[i], 0);
            used |= 1u << found[i];
            sum += cost[i * years + found[i]];
        }
        assert_int_equal(sum, best);
        whole++;
    }
    assert_true(whole > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_takes_the_cheapest_year),
        cmocka_unit_test(the_part_that_loses_least_gives_way),
        cmocka_unit_test(a_whole_chain_moves_when_that_is_the_only_way),
        cmocka_unit_test(what_comes_first_in_the_costs_decides_first),
        cmocka_unit_test(a_taken_year_is_only_for_a_part_without_another),
        cmocka_unit_test(parts_for_which_no_year_is_left_share_one),
        cmocka_unit_test(no_way_is_cheaper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
