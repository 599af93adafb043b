/* Table T9 from rows put together by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "run_fixture.h"

enum { COUNCIL, BLOCK, FRAMEWORK, SPOT };

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

/* A mean in thousandths, and the ends of the 80% range. */
static void add(struct run_fixture *fixture, enum run_measure measure, day date, int32_t state, int32_t owner, int64_t mean,
                int64_t low, int64_t high)
{
    struct run_rows *rows = &fixture->run.forecast;
    const int64_t row = run_rows_add(rows, measure, date, state, owner, NULL);
    assert_true(row >= 0);
    rows->mean[row] = mean;
    rows->quantile[row * RUN_QUANTILES + 1] = low;
    rows->quantile[row * RUN_QUANTILES + 5] = high;
}

/*
 * On 31 December 2025 10 are in foster care (cap 8: council 6, block 2) and 4 in children's homes (3 places of a framework).
 * A year on foster care needs 11.5 (9 to 14) and homes 3.25 (2 to 5), the fixture reaches no three years. In each month of
 * the first year 0.5 find foster care full and 12 days are waited: 6.0 and 144 in all.
 */
static void fill(struct run_fixture *fixture)
{
    const day now = fixture->run.as_at, year = calendar_day(2026, 12, 31);
    const int32_t foster = FIXTURE_FOSTER, home = FIXTURE_HOME, month = calendar_month(now);
    add(fixture, RUN_NEED, now, RUN_ALL, RUN_ALL, 14000, 14, 14);
    add(fixture, RUN_NEED, now, foster, RUN_ALL, 10000, 10, 10);
    add(fixture, RUN_NEED, now, home, RUN_ALL, 4000, 4, 4);
    add(fixture, RUN_NEED, year, RUN_ALL, RUN_ALL, 14750, 12, 18);
    add(fixture, RUN_NEED, year, foster, RUN_ALL, 11500, 9, 14);
    add(fixture, RUN_NEED, year, home, RUN_ALL, 3250, 2, 5);
    for (int32_t m = 1; m <= FIXTURE_FUTURE; m++)
        add(fixture, RUN_SPILLED, calendar_month_end(month + m), foster, RUN_ALL, 500, 0, 1);
    for (int32_t m = 1; m <= FIXTURE_FUTURE; m++)
        add(fixture, RUN_WAITED, calendar_month_end(month + m), foster, RUN_ALL, 12000, 0, 31);
    add(fixture, RUN_OCCUPIED, now, foster, RUN_ALL, 10000, 10, 10);
    add(fixture, RUN_OCCUPIED, now, home, RUN_ALL, 4000, 4, 4);
    add(fixture, RUN_PLACES, now, RUN_ALL, RUN_ALL, 11000, 11, 11);
    add(fixture, RUN_PLACES, now, RUN_ALL, COUNCIL, 6000, 6, 6);
    add(fixture, RUN_PLACES, now, RUN_ALL, BLOCK, 2000, 2, 2);
    add(fixture, RUN_PLACES, now, RUN_ALL, FRAMEWORK, 3000, 3, 3);
    add(fixture, RUN_PLACES, now, foster, RUN_ALL, 8000, 8, 8);
    add(fixture, RUN_PLACES, now, foster, COUNCIL, 6000, 6, 6);
    add(fixture, RUN_PLACES, now, foster, BLOCK, 2000, 2, 2);
    add(fixture, RUN_PLACES, now, home, RUN_ALL, 3000, 3, 3);
    add(fixture, RUN_PLACES, now, home, FRAMEWORK, 3000, 3, 3);
    add(fixture, RUN_GAP, now, foster, RUN_ALL, 2000, 2, 2);
    add(fixture, RUN_GAP, now, home, RUN_ALL, 1000, 1, 1);
    add(fixture, RUN_GAP, year, foster, RUN_ALL, 3500, 1, 6);
    add(fixture, RUN_GAP, year, home, RUN_ALL, 250, -1, 2);
    add(fixture, RUN_CAPPED, now, foster, RUN_ALL, 1000, 1, 1);
}

static void reads(const struct table *table, int64_t row, const char *column, const char *expected)
{
    struct text scratch = {0};
    assert_string_equal(fixture_cell(table, row, column, &scratch), expected);
    text_clear(&scratch);
}

static void need_places_and_gap_stand_side_by_side(void **state)
{
    struct run_fixture *fixture = *state;
    struct table table;
    struct problem problem = {0};
    fill(fixture);
    if (tables_build("t9", TABLE_WIDE, &fixture->sources, &table, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_int_equal(table.rows, 3); /* supported has neither need nor places here; the total */
    static const struct {
        const char *column, *foster, *home, *all;
    } cells[] = {
        {"need_now", "10", "4", "14"},
        {"need_12_months", "11.5", "3.2", "14.8"}, /* 3.25 and 14.75: halves go to the even digit */
        {"need_12_months_p10", "9", "2", "12"},
        {"need_12_months_p90", "14", "5", "18"},
        {"need_36_months", "[x]", "[x]", "[x]"},
        {"council", "6", "", "6"},
        {"block", "2", "", "2"},
        {"framework", "", "3", "3"},
        {"spot", "", "", ""},
        {"occupancy", "125", "", ""}, /* 10 in 8; homes can be bought */
        {"gap_now", "2", "1", ""},
        {"gap_12_months_p10", "1", "-1", ""},
        {"gap_12_months_p90", "6", "2", ""},
        {"gap_36_months_p10", "[x]", "[x]", ""},
        {"spilled", "6.0", "0.0", "0.0"}, /* of all: no row in this fixture */
        {"days_waited", "144", "0", "0"},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        reads(&table, 0, cells[i].column, cells[i].foster);
        reads(&table, 1, cells[i].column, cells[i].home);
        reads(&table, 2, cells[i].column, cells[i].all);
    }
    assert_true(fixture_noted(&table, "section 22G"));
    assert_true(fixture_noted(&table, "beyond the horizon"));
    assert_false(fixture_noted(&table, "Full at their block contracts alone"));
    table_clear(&table);
}

static void the_tidy_layout_has_every_row(void **state)
{
    struct run_fixture *fixture = *state;
    struct table table;
    fill(fixture);
    assert_int_equal(tables_build("T9", TABLE_TIDY, &fixture->sources, &table, NULL), 0);
    assert_int_equal(table.rows, 6 + 2 * FIXTURE_FUTURE + 2 + 9 + 4); /* all but which kinds can be full */
    const int64_t gap = fixture_row(&table, "measure", "gap");
    reads(&table, gap + 3, "state", "home_external");
    reads(&table, gap + 3, "mean", "0.250");
    reads(&table, gap + 3, "p10", "-1");
    const int64_t places = fixture_row(&table, "measure", "places");
    reads(&table, places, "owner", "all");
    reads(&table, places + 1, "owner", "council");
    table_clear(&table);
}

static void a_forecast_has_no_such_table(void **state)
{
    struct run_fixture *fixture = *state;
    struct table table;
    struct problem problem = {0};
    assert_int_equal(tables_build("T9", TABLE_WIDE, &fixture->sources, &table, &problem), PROBLEM_NOT_FOUND);
    assert_string_equal(problem.next, "Ask for it: homeward sufficiency");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(need_places_and_gap_stand_side_by_side, setup, teardown),
        cmocka_unit_test_setup_teardown(the_tidy_layout_has_every_row, setup, teardown),
        cmocka_unit_test_setup_teardown(a_forecast_has_no_such_table, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
