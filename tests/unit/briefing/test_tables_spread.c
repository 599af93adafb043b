#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "run_fixture.h"

/* Year ends of the fixture: 31 March 2026, 31 March 2027 and, of the part year, 30 April 2027. */
static const int32_t year_end[][2] = {{2026, 3}, {2027, 3}, {2027, 4}};

static int setup(void **state)
{
    static struct run_fixture fixture;
    run_fixture_make(&fixture);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    run_fixture_clear(*state);
    return 0;
}

static void add_shares(struct run_fixture *fixture, const int64_t stock[3][RUN_PARTS], const int64_t cost[3][RUN_PARTS])
{
    for (int32_t measure = 0; measure < 2; measure++)
        for (int32_t y = 0; y < 3; y++)
            for (int32_t part = 0; part < RUN_PARTS; part++) {
                const day date = calendar_month_end(year_end[y][0] * 12 + year_end[y][1] - 1);
                const int64_t row = run_rows_add(&fixture->run.forecast, measure ? RUN_SPLIT_COST : RUN_SPLIT_STOCK, date,
                                                 part, RUN_ALL, NULL);
                assert_true(row >= 0);
                fixture->run.forecast.mean[row] = measure ? cost[y][part] : stock[y][part];
            }
}

static void reads(const struct table *table, int64_t row, const char *column, const char *expected)
{
    struct text scratch = {0};
    assert_string_equal(fixture_cell(table, row, column, &scratch), expected);
    text_clear(&scratch);
}

/*
 * 33.333, 33.333, 33.334 and 0 of a hundred are shown as 33, 33, 34, 0: one more goes to the largest remainder; of 60.6, 0.6
 * and 38.8 one goes to .8 and one, of two like remainders, to the larger part. Children on
 * 31 March 2026: 18.000, quantiles 14 to 22 at 10 and 90%: half of 8 is 22.2% of 18.
 */
static void shares_are_rounded_together_to_a_hundred(void **state)
{
    struct run_fixture *fixture = *state;
    static const int64_t stock[3][RUN_PARTS] = {{33333, 33333, 33334, 0}, {60600, 600, 38800, 0}, {50500, 500, 49000, 0}},
                         cost[3][RUN_PARTS] = {{100000, 0, 0, 0}, {0, 0, 0, 0}, {1, 0, 99999, 0}};
    static const char *const shown[6][5] = {{"33", "33", "34", "0", "100"},      {"61", "0", "39", "0", "100"},
                                            {"51", "0", "49", "0", "100"},       {"100", "0", "0", "0", "100"},
                                            {"[x]", "[x]", "[x]", "[x]", "[x]"}, {"0", "0", "100", "0", "100"}};
    static const char *const column[] = {"chance", "rates", "drift", "price", "whole"};
    struct table table;
    add_shares(fixture, stock, cost);
    assert_int_equal(tables_build("U1", TABLE_WIDE, &fixture->sources, &table, NULL), 0);
    assert_int_equal(table.rows, 6);
    for (int64_t row = 0; row < 6; row++) {
        int64_t sum = 0;
        for (int i = 0; i < 5; i++) {
            reads(&table, row, column[i], shown[row][i]);
            sum += i < 4 ? table_at(&table, row, table_column_named(&table, column[i]))->shown : 0;
        }
        assert_true(sum == 100000 || row == 4);
    }
    reads(&table, 0, "date", "31 March 2026");
    reads(&table, 0, "of", "Children in care");
    reads(&table, 0, "half_width", "22.2");
    reads(&table, 3, "of", "Cost of the year");
    reads(&table, 5, "date", "30 April 2027");
    assert_true(fixture_noted(&table, "Price: 0, because every child of a kind costs the same"));
    assert_true(fixture_noted(&table, "[x]: nothing to split"));
    table_clear(&table);
}

static void a_run_made_before_ranges_were_split_has_its_rows(void **state)
{
    struct run_fixture *fixture = *state;
    struct table table;
    assert_int_equal(tables_build("U1", TABLE_WIDE, &fixture->sources, &table, NULL), 0);
    assert_int_equal(table.rows, 6);
    reads(&table, 0, "chance", "[x]");
    reads(&table, 0, "half_width", "22.2");
    assert_true(fixture_noted(&table, "the run was made before ranges were split"));
    table_clear(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(shares_are_rounded_together_to_a_hundred, setup, teardown),
        cmocka_unit_test_setup_teardown(a_run_made_before_ranges_were_split_has_its_rows, setup, teardown),
    };
    return cmocka_run_group_tests_name("tables_spread", tests, NULL, NULL);
}
