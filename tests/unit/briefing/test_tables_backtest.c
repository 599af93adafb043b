#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "run_fixture.h"

struct made {
    struct run_fixture fixture;
    struct backtest_result result;
    struct table_sources sources;
};

/* One number by the three methods. `scale` of what came and was expected is 1,000 for children, 1 for pence. */
static void add(struct backtest_result *result, day origin, int32_t months, enum backtest_measure measure, int32_t state,
                int32_t band, int64_t came, const int64_t mean[BACKTEST_METHOD_COUNT], int32_t held)
{
    const int64_t scale = measure == BACKTEST_COST ? 1 : 1000;
    for (int8_t method = 0; method < BACKTEST_METHOD_COUNT; method++) {
        struct backtest_outcome outcome = {.origin = origin,
                                           .months = months,
                                           .measure = (int8_t)measure,
                                           .state = (int8_t)state,
                                           .band = (int8_t)band,
                                           .method = method,
                                           .truth = came * scale,
                                           .mean = mean[method] * scale,
                                           .crps = 2 * scale,
                                           .held = {held / 2, held, 1000}};
        for (int q = 0; q < RUN_QUANTILES; q++)
            outcome.quantile[q] = (mean[method] + q - 3) * scale;
        if (method == BACKTEST_NO_CHANGE || (method == BACKTEST_MARKOV && measure == BACKTEST_COST))
            outcome.held[0] = outcome.held[1] = outcome.held[2] = -1;
        assert_int_equal(backtest_result_add(result, &outcome, NULL), 0);
    }
}

/* One origin: all children after 3 and 12 months, those of 10 to 17, those in external homes, starts, cost. */
static void add_origin(struct backtest_result *result, int32_t year, int64_t off, int32_t held)
{
    const day origin = calendar_day(year, 3, 31);
    const int64_t all[] = {100 + off, 90, 105}, some[] = {40 + off, 44, 40}, none[] = {0, 0, 0},
                  pence[] = {990000, 1010000, 1000000};
    add(result, origin, 3, BACKTEST_STOCK, RUN_ALL, RUN_ALL, 100, all, held);
    add(result, origin, 3, BACKTEST_STOCK, RUN_ALL, 1, 40, some, held);
    add(result, origin, 12, BACKTEST_STOCK, RUN_ALL, RUN_ALL, 120, all, held);
    add(result, origin, 12, BACKTEST_STOCK, RUN_ALL, 1, 40, some, held);
    add(result, origin, 12, BACKTEST_STOCK, FIXTURE_HOME, RUN_ALL, 40, some, held);
    add(result, origin, 12, BACKTEST_STOCK, FIXTURE_UNREGISTERED, RUN_ALL, 0, none, 1000);
    add(result, origin, 12, BACKTEST_STARTS, RUN_ALL, RUN_ALL, 40, some, held);
    add(result, origin, 12, BACKTEST_COST, RUN_ALL, RUN_ALL, 1000000, pence, held);
}

static int setup(void **state)
{
    static struct made made;
    memset(&made, 0, sizeof made);
    run_fixture_make(&made.fixture);
    made.result =
        (struct backtest_result){.wanted = 3, .spacing = 12, .own_growth = 100, .as_at = calendar_day(2024, 3, 31)};
    made.result.verdict = (struct backtest_verdict){.origins = 2, .horizon = 12, .outcomes = 4, .held = 500, .miss = 66};
    snprintf(made.result.id, sizeof made.result.id, "0123456789abcdef0123456789abcdef");
    add_origin(&made.result, 2022, 6, 1000);
    add_origin(&made.result, 2023, -2, 0);
    made.sources = (struct table_sources){.system = &made.fixture.system, .backtest = &made.result};
    *state = &made;
    return 0;
}

static int teardown(void **state)
{
    struct made *made = *state;
    run_fixture_clear(&made->fixture);
    backtest_result_clear(&made->result);
    return 0;
}

static void reads(const struct table *table, int64_t row, const char *column, const char *expected)
{
    struct text scratch = {0};
    const char *shown = fixture_cell(table, row, column, &scratch);
    if (strcmp(shown, expected) != 0)
        fail_msg("%s of row %d is %s, not %s", column, (int)row, shown, expected);
    text_clear(&scratch);
}

/*
 * All children after 3 months: came 100 and 100, expected 106 and 98: missed 8 of 200 is 4%, bias +4 of 200 is 2%; no change
 * 90: 10%, bias -10%; Markov 105: 5%. CRPS 2 of 100 each. Held 1 and 0: 50%. After 12 months: came 120 twice, expected 106
 * and 98: 14 + 22 of 240 is 15%.
 */
static void people_read_the_whole_by_horizon_and_the_rest_at_the_longest(void **state)
{
    struct made *made = *state;
    struct table table;
    static const char *const of[] = {"All children",  "All children", "Aged 10 and over", "External children's home",
                                     "Started since", "Cost since"};
    assert_int_equal(tables_build("B1", TABLE_WIDE, &made->sources, &table, NULL), 0);
    assert_int_equal(table.rows, 6);
    for (int64_t row = 0; row < 6; row++) {
        reads(&table, row, "of", of[row]);
        reads(&table, row, "after", row == 0 ? "3 months" : "12 months");
    }
    static const struct {
        const char *column, *whole;
    } first[] = {{"came", "100.0"},      {"miss", "4.0"},  {"miss_no_change", "10.0"},
                 {"miss_markov", "5.0"}, {"held80", "50"}, {"held50", "25"},
                 {"held95", "100"},      {"bias", "2.0"},  {"bias_no_change", "-10.0"},
                 {"bias_markov", "5.0"}, {"crps", "2.0"},  {"held80_markov", "50"}};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        reads(&table, 0, first[i].column, first[i].whole);
    reads(&table, 1, "miss", "15.0");
    reads(&table, 5, "came", "");
    reads(&table, 5, "miss", "1.0");
    reads(&table, 5, "held80_markov", "[x]"); /* it has no range on cost */
    assert_true(table.row_mark[2] == TABLE_ROW_PART && table.row_mark[3] == TABLE_ROW_PART);
    table_clear(&table);
}

static void notes_tell_the_verdict_the_origins_and_what_was_known(void **state)
{
    struct made *made = *state;
    struct table table;
    assert_int_equal(tables_build("B1", TABLE_WIDE, &made->sources, &table, NULL), 0);
    assert_string_equal(table.run, made->result.id);
    assert_true(fixture_noted(&table, "In 2 back-tests over 12 months"));
    assert_true(fixture_noted(&table, "from 2 month ends, 12 months apart, from 31 March 2022 to 31 March 2023"));
    assert_true(fixture_noted(&table, "too short for the 3 origins"));
    assert_true(fixture_noted(&table, "the national picture of 2025"));
    assert_false(fixture_noted(&table, "own growth"));
    table_clear(&table);
    made->result.own_growth = 1000;
    assert_int_equal(tables_build("B1", TABLE_WIDE, &made->sources, &table, NULL), 0);
    assert_true(fixture_noted(&table, "Made with 100% of a council's own growth"));
    table_clear(&table);
}

static void tidy_has_every_origin_and_then_all_together(void **state)
{
    struct made *made = *state;
    struct table table;
    assert_int_equal(tables_build("B1", TABLE_TIDY, &made->sources, &table, NULL), 0);
    assert_int_equal(table.rows, 3 * 8 * 2 + 3 * 8);
    reads(&table, 0, "origin", "31 March 2022");
    reads(&table, 0, "method", "homeward");
    reads(&table, 0, "state", "all");
    reads(&table, 0, "age_band", "all");
    reads(&table, 0, "expected", "106.000");
    reads(&table, 0, "p10", "104.000");
    reads(&table, 0, "bias", "6.000");
    reads(&table, 0, "wape", "6.000");
    reads(&table, 0, "held80", "100.000");
    reads(&table, 1, "method", "no_change");
    reads(&table, 1, "p50", "[x]");
    reads(&table, 1, "held80", "[x]");
    reads(&table, 2, "method", "mean_rate_markov");
    reads(&table, 3, "age_band", "10_17");
    const int64_t all = 3 * 8 * 2; /* the first of the means over origins */
    reads(&table, all, "origin", "");
    reads(&table, all, "outcomes", "2");
    reads(&table, all, "came", "100.000");
    reads(&table, all, "expected", "102.000");
    reads(&table, all, "bias", "2.000");
    reads(&table, all, "mae", "4.000");
    reads(&table, all, "wape", "4.000");
    reads(&table, all, "p10", "");
    reads(&table, all, "held80", "50.000");
    const int64_t cost = table.rows - 3;
    reads(&table, cost, "measure", "cost_pence");
    reads(&table, cost, "expected", "990,000.000");
    table_clear(&table);
}

static void without_one_it_says_what_to_do(void **state)
{
    const struct made *made = *state;
    const struct table_sources none = {.system = &made->fixture.system};
    struct table table;
    struct problem problem = {0};
    for (int layout = 0; layout < 2; layout++) {
        assert_int_equal(tables_build("B1", layout ? TABLE_TIDY : TABLE_WIDE, &none, &table, &problem), PROBLEM_NOT_FOUND);
        assert_non_null(strstr(problem.next, "homeward backtest"));
    }
}

#define WITH_RESULT(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RESULT(people_read_the_whole_by_horizon_and_the_rest_at_the_longest),
        WITH_RESULT(notes_tell_the_verdict_the_origins_and_what_was_known),
        WITH_RESULT(tidy_has_every_origin_and_then_all_together),
        WITH_RESULT(without_one_it_says_what_to_do),
    };
    return cmocka_run_group_tests_name("tables_backtest", tests, NULL, NULL);
}
