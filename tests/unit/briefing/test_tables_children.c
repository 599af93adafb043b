#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "table/render.h"
#include "briefing/tables.h"
#include "run_fixture.h"

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

static void build(void **state, const char *id, enum table_layout layout, struct table *out)
{
    const struct run_fixture *fixture = *state;
    struct problem problem = {0};
    if (tables_build(id, layout, &fixture->sources, out, &problem) < 0)
        fail_msg("%s: %s", id, problem.text);
}

static void reads(const struct table *table, int64_t row, const char *column, const char *expected)
{
    struct text scratch = {0};
    assert_string_equal(fixture_cell(table, row, column, &scratch), expected);
    text_clear(&scratch);
}

static int64_t shown(const struct table *table, int64_t row, const char *column)
{
    return table_at(table, row, table_column_named(table, column))->shown;
}

static void t5_adds_up_in_every_row(void **state)
{
    struct table table;
    build(state, "T5", TABLE_WIDE, &table);
    assert_int_equal(table.rows, 12 + FIXTURE_FUTURE);
    for (int64_t row = 0; row < table.rows; row++) {
        assert_int_equal(shown(&table, row, "opening") + shown(&table, row, "started") - shown(&table, row, "ceased"),
                         shown(&table, row, "closing"));
        assert_int_equal(shown(&table, row, "ceased_adopted") + shown(&table, row, "ceased_sgo") +
                             shown(&table, row, "ceased_home") + shown(&table, row, "ceased_at_18") +
                             shown(&table, row, "ceased_other"),
                         shown(&table, row, "ceased"));
        if (row > 0)
            assert_int_equal(shown(&table, row, "opening"), shown(&table, row - 1, "closing"));
    }
    table_clear(&table);
}

static void t5_shows_the_past_whole_and_the_future_in_tenths(void **state)
{
    struct table table;
    build(state, "T5", TABLE_WIDE, &table);
    int64_t december = fixture_row(&table, "month_end", "Dec 2025"), january = december + 1;
    reads(&table, december, "closing", "16");
    reads(&table, december, "closing_p10", "");
    reads(&table, december, "in_out_ratio", "0.50");  /* 1 started, 2 ceased */
    reads(&table, december, "rate_per_10000", "8.0"); /* 16 of 20,000 */
    reads(&table, january, "closing", "16.7");
    reads(&table, january, "closing_p10", "12");
    reads(&table, january, "closing_p90", "20");
    reads(&table, january, "rate_per_10000", "8.3"); /* 16.667 of 20,000 */
    assert_int_equal(table_at(&table, january, table_column_named(&table, "closing"))->value, 16667);
    assert_int_equal(table.row_mark[january], TABLE_ROW_PART);
    assert_true(fixture_noted(&table, TABLES_BAND_WARNING));
    assert_true(fixture_noted(&table, "From Jan 2026 on months are forecast"));
    table_clear(&table);
}

static void t5_without_population_says_what_it_needs(void **state)
{
    struct run_fixture *fixture = *state;
    struct table table;
    fixture->run.population = 0;
    build(state, "T5", TABLE_WIDE, &table);
    fixture->run.population = 20000;
    for (int64_t row = 0; row < table.rows; row++)
        reads(&table, row, "rate_per_10000", "[x]");
    assert_true(fixture_noted(&table, "population in homeward.yaml"));
    table_clear(&table);
}

static void the_tidy_forecast_has_exactly_the_columns_of_the_contract(void **state)
{
    struct table table;
    struct text out = {0};
    build(state, "T5", TABLE_TIDY, &table);
    assert_int_equal(render_table(&table, RENDER_CSV, 0, &out, NULL), 0);
    static const char beginning[] = "date,measure,state,age_band,mean,p2_5,p10,p25,p50,p75,p90,p97_5\n"
                                    "2026-01-31,stock,all,all,16.667,10,12,14,16,18,20,22\n"
                                    "2026-01-31,stock,all,10_17,16.667,10,12,14,16,18,20,22\n"
                                    "2026-01-31,stock,foster_inhouse,all,13.387,7,9,11,13,15,17,19\n";
    assert_memory_equal(out.bytes, beginning, sizeof beginning - 1);
    /* January's cost is a third of the quarter's 37,400 + 229,400 + 1,000 pounds, in pence */
    assert_non_null(strstr(out.bytes, "\n2026-01-31,cost_pence,all,all,8926667.000,"));
    assert_null(strstr(out.bytes, "year_"));
    assert_null(strstr(out.bytes, "exits"));
    assert_null(strstr(out.bytes, "uasc"));
    assert_null(strstr(out.bytes, "2025-"));
    /* 4 counts × 16 months × 5 (all and four states), 16 rows of an age band, and 16 × 5 of cost */
    assert_int_equal(table.rows, 4 * 16 * 5 + 16 + 16 * 5);
    text_clear(&out);
    table_clear(&table);
}

static void the_tidy_history_has_exactly_the_columns_of_the_contract(void **state)
{
    struct table table;
    struct text out = {0};
    build(state, "history", TABLE_TIDY, &table);
    assert_int_equal(render_table(&table, RENDER_CSV, 0, &out, NULL), 0);
    static const char beginning[] = "date,measure,state,age_band,value\n2024-11-30,stock,all,all,13\n"
                                    "2024-11-30,stock,foster_inhouse,all,10\n";
    assert_memory_equal(out.bytes, beginning, sizeof beginning - 1);
    assert_int_equal(table.rows, 4 * FIXTURE_PAST * 5);
    text_clear(&out);
    table_clear(&table);
}

/* November 2024 to March 2025: 9 started, 7 ceased, from 12 to 14; April to December 2025: 16 and 14, to 16. */
static void history_sums_years_and_lists_months(void **state)
{
    struct table table;
    build(state, "history", TABLE_WIDE, &table);
    assert_int_equal(table.rows, 2 + 12);
    reads(&table, 0, "period", "2024-25 from Nov 2024");
    reads(&table, 0, "opening", "12");
    reads(&table, 0, "started", "9");
    reads(&table, 0, "started_uasc", "1");
    reads(&table, 0, "ceased", "7");
    reads(&table, 0, "closing", "14");
    reads(&table, 0, "foster_inhouse", "11");
    reads(&table, 1, "period", "2025-26 to Dec 2025");
    reads(&table, 1, "closing", "16");
    reads(&table, 2, "period", "Jan 2025");
    assert_int_equal(table_column_named(&table, "supported"), -1); /* nobody lived there */
    table_clear(&table);
}

static void history_needs_no_run(void **state)
{
    const struct run_fixture *fixture = *state;
    const struct table_sources sources = {.system = &fixture->system, .history = &fixture->run.history};
    struct table table;
    assert_int_equal(tables_build("history", TABLE_WIDE, &sources, &table, NULL), 0);
    assert_int_equal(table.rows, 2 + 12);
    assert_string_equal(table.run, "");
    table_clear(&table);
}

static void c1_has_every_past_month_and_the_quantiles_of_the_future(void **state)
{
    struct table table;
    build(state, "c1", TABLE_WIDE, &table);
    assert_int_equal(table.rows, FIXTURE_PAST + FIXTURE_FUTURE);
    reads(&table, 0, "month_end", "Nov 2024");
    reads(&table, 0, "actual", "13");
    reads(&table, 0, "p50", "");
    int64_t march = fixture_row(&table, "month_end", "Mar 2026");
    static const char *const names[] = {"p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"};
    static const char *const values[] = {"12", "14", "16", "18", "20", "22", "24"};
    reads(&table, march, "actual", "");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        reads(&table, march, names[i], values[i]);
    assert_true(fixture_noted(&table, TABLES_BAND_WARNING));
    table_clear(&table);
}

static void c5_has_every_kind_that_has_children(void **state)
{
    struct table table;
    build(state, "C5", TABLE_WIDE, &table);
    assert_int_equal(table.rows, 3 * (FIXTURE_PAST + FIXTURE_FUTURE)); /* not "unregistered" */
    int64_t supported = fixture_row(&table, "state", "Supported accommodation");
    reads(&table, supported, "month_end", "Nov 2024");
    reads(&table, supported, "actual", "0");
    reads(&table, supported + FIXTURE_PAST, "p90", "4");
    table_clear(&table);
}

/*
 * 31 March 2026: 14.720 + 3.040 + 0.240 = 18.000. In tenths 14.7 + 3.0 + 0.2 is 17.9; of the remainders 20, 40, 40 the
 * larger part of the two 40s goes up. Shares 81.778, 16.889, 1.333: remainders 78, 89, 33; two go up.
 */
static void t6_adds_up_to_all_children(void **state)
{
    struct table table;
    build(state, "T6", TABLE_WIDE, &table);
    assert_int_equal(table.rows, FIXTURE_STATES + 1);
    static const char *const number[] = {"14.7", "3.1", "0.2", "[x]", "18.0"};
    static const char *const percent[] = {"81.8", "16.9", "1.3", "[x]", "100.0"};
    static const char *const past[] = {"11", "3", "0", "[x]", "14"};
    static const char *const now[] = {"81.3", "18.7", "0.0", "[x]", "100.0"}; /* 13 and 3 of 16: 81.25, 18.75 */
    for (int64_t row = 0; row < table.rows; row++) {
        reads(&table, row, "next_march_1", number[row]);
        reads(&table, row, "next_march_1_percent", percent[row]);
        reads(&table, row, "last_march", past[row]);
        reads(&table, row, "now_percent", now[row]);
        reads(&table, row, "in_area", "[x]");
    }
    reads(&table, 0, "next_march_1_p10", ""); /* ranges of parts do not add up */
    reads(&table, 4, "next_march_1_p10", "14");
    reads(&table, 4, "next_march_2_p90", "30");
    assert_true(fixture_noted(&table, "postcodes"));
    assert_true(fixture_noted(&table, "[x] Unregistered placement"));
    assert_true(fixture_noted(&table, TABLES_BAND_WARNING));
    table_clear(&table);
}

static void t6_says_what_an_older_march_needs(void **state)
{
    struct run_fixture *fixture = *state;
    struct run_rows *rows = &fixture->run.history;
    struct run_rows later = {0};
    for (int64_t row = 0; row < rows->count; row++) { /* the returns begin after 31 March 2025 */
        if (rows->date[row] <= calendar_day(2025, 3, 31))
            continue;
        int64_t kept = run_rows_add(&later, (enum run_measure)rows->measure[row], rows->date[row], rows->state[row],
                                    rows->band[row], NULL);
        later.mean[kept] = rows->mean[row];
    }
    const struct table_sources sources = {.system = &fixture->system, .run = &fixture->run, .history = &later};
    struct table table;
    assert_int_equal(tables_build("T6", TABLE_WIDE, &sources, &table, NULL), 0);
    reads(&table, 0, "last_march", "[x]");
    reads(&table, FIXTURE_STATES, "last_march", "[x]");
    assert_true(fixture_noted(&table, "[x] 31 March 2025: needs returns that reach back"));
    table_clear(&table);
    run_rows_clear(&later);
}

static void kinds_that_do_not_make_the_total_are_refused(void **state)
{
    struct run_fixture *fixture = *state;
    struct run_rows *rows = &fixture->run.history;
    struct table table;
    struct problem problem = {0};
    int64_t row = run_rows_find(rows, RUN_STOCK, calendar_day(2025, 12, 31), FIXTURE_HOME, RUN_ALL);
    rows->mean[row] += 1000;
    assert_int_equal(tables_build("T6", TABLE_WIDE, &fixture->sources, &table, &problem), PROBLEM_VERIFY);
    assert_int_equal(table.rows, 0);
    rows->mean[row] -= 1000;
}

/* From 16 to 18.0: 3 × 2.333 = 6.999 started and 5.001 ceased; to 26.0: 27.996 and 20.004. */
static void f1_adds_up_from_year_to_year(void **state)
{
    struct table table;
    build(state, "F1", TABLE_WIDE, &table);
    assert_int_equal(table.rows, 4);
    static const char *const children[] = {"16", "18.0", "26.0", "26.7"};
    static const char *const started[] = {"", "7.0", "28.0", "2.3"};
    static const char *const ceased[] = {"", "5.0", "20.0", "1.6"};
    static const char *const cost[] = {"", "268", "1,071", "89"};
    for (int64_t row = 0; row < table.rows; row++) {
        reads(&table, row, "children", children[row]);
        reads(&table, row, "started", started[row]);
        reads(&table, row, "ceased", ceased[row]);
        reads(&table, row, "cost", cost[row]);
    }
    reads(&table, 2, "date", "31 March 2027");
    reads(&table, 2, "children_p10", "22");
    assert_true(fixture_noted(&table, TABLES_BAND_WARNING));
    table_clear(&table);
}

static void the_same_run_gives_the_same_bytes(void **state)
{
    int32_t count;
    const struct table_definition *all = tables_all(&count);
    for (int32_t i = 0; i < count; i++) {
        const struct run_fixture *fixture = *state;
        struct text once = {0}, again = {0};
        struct problem problem = {0};
        struct table table;
        for (int time = 0; time < 2; time++) {
            if (tables_build(all[i].id, TABLE_WIDE, &fixture->sources, &table, &problem) < 0)
                continue; /* rates and fates need other sources */
            assert_int_equal(render_table(&table, RENDER_JSON, 0, time ? &again : &once, NULL), 0);
            table_clear(&table);
        }
        assert_string_equal(text_string(&once), text_string(&again));
        text_clear(&once);
        text_clear(&again);
    }
}

/* Every table with a range says how ranges did in back-tests, or that there was none. */
static void the_verdict_stands_beside_every_range(void **state)
{
    struct run_fixture *fixture = *state;
    static const char *const ids[] = {"F1", "T5", "T6", "T3f", "U1", "A1", "C1", "C5"};
    for (int tested = 0; tested < 2; tested++) {
        fixture->run.verdict = (struct backtest_verdict){.origins = tested ? 12 : 0, .horizon = 24, .held = 790};
        for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
            for (int layout = 0; layout < 2; layout++) {
                struct table table;
                assert_int_equal(tables_build(ids[i], layout ? TABLE_TIDY : TABLE_WIDE, &fixture->sources, &table, NULL), 0);
                assert_true(fixture_noted(&table, TABLES_BAND_WARNING));
                assert_true(fixture_noted(&table, tested ? "In 12 back-tests over 24 months" : "Not back-tested yet"));
                table_clear(&table);
            }
    }
    fixture->run.verdict = (struct backtest_verdict){0};
}

static void an_unknown_table_is_answered_with_where_they_are_listed(void **state)
{
    const struct run_fixture *fixture = *state;
    struct table table;
    struct problem problem = {0};
    assert_int_equal(tables_build("T99", TABLE_WIDE, &fixture->sources, &table, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.next, "homeward table --help"));
    assert_null(tables_named("T99"));
    assert_string_equal(tables_named("t3F")->id, "T3f");
}

static void a_table_of_a_run_without_a_run_says_what_to_do(void **state)
{
    const struct run_fixture *fixture = *state;
    const struct table_sources sources = {.system = &fixture->system};
    static const char *const ids[] = {"F1", "T5", "T6", "T3f", "U1", "A1", "C1", "C5"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct table table;
        struct problem problem = {0};
        assert_int_equal(tables_build(ids[i], TABLE_WIDE, &sources, &table, &problem), PROBLEM_NOT_FOUND);
        assert_non_null(strstr(problem.next, "homeward forecast"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(t5_adds_up_in_every_row),
        cmocka_unit_test(t5_shows_the_past_whole_and_the_future_in_tenths),
        cmocka_unit_test(t5_without_population_says_what_it_needs),
        cmocka_unit_test(the_tidy_forecast_has_exactly_the_columns_of_the_contract),
        cmocka_unit_test(the_tidy_history_has_exactly_the_columns_of_the_contract),
        cmocka_unit_test(history_sums_years_and_lists_months),
        cmocka_unit_test(history_needs_no_run),
        cmocka_unit_test(c1_has_every_past_month_and_the_quantiles_of_the_future),
        cmocka_unit_test(c5_has_every_kind_that_has_children),
        cmocka_unit_test(t6_adds_up_to_all_children),
        cmocka_unit_test(t6_says_what_an_older_march_needs),
        cmocka_unit_test(kinds_that_do_not_make_the_total_are_refused),
        cmocka_unit_test(f1_adds_up_from_year_to_year),
        cmocka_unit_test(the_same_run_gives_the_same_bytes),
        cmocka_unit_test(the_verdict_stands_beside_every_range),
        cmocka_unit_test(an_unknown_table_is_answered_with_where_they_are_listed),
        cmocka_unit_test(a_table_of_a_run_without_a_run_says_what_to_do),
    };
    return cmocka_run_group_tests_name("tables_children", tests, setup, teardown);
}
