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

static void reads(const struct table *table, int64_t row, const char *column, const char *expected)
{
    struct text scratch = {0};
    assert_string_equal(fixture_cell(table, row, column, &scratch), expected);
    text_clear(&scratch);
}

/*
 * January to March 2026: £37,400 + £229,400 + £1,000 = £267,800. In thousands 37 + 229 + 1 is 267, the total 268: of the
 * equal remainders .4 the larger part goes up. Children: 14.14 + 3.04 + 0.24 = 17.42; remainders are equal: 14.2. 2026-27:
 * 149.6 + 917.6 + 4.0 = 1,071.2. April 2027: 12.467 + 76.467 + 0.333 = 89.267.
 */
static void thousands_of_pounds_add_up(void **state)
{
    const struct run_fixture *fixture = *state;
    struct table table;
    assert_int_equal(tables_build("T3f", TABLE_WIDE, &fixture->sources, &table, NULL), 0);
    static const char *const years[] = {"2025-26 (part)", "2026-27", "2027-28 (part)"};
    static const char *const cost[] = {"37", "230", "1", "268", "149", "918", "4", "1,071", "12", "77", "0", "89"};
    static const char *const children[] = {"14.2", "3.0", "0.2", "17.4"};
    assert_int_equal(table.rows, 12); /* three kinds and a total, three years: nothing is spent on unregistered */
    for (int64_t row = 0; row < table.rows; row++) {
        reads(&table, row, "year", years[row / 4]);
        reads(&table, row, "cost", cost[row]);
        reads(&table, row, "children", children[row % 4]);
        assert_int_equal(table.row_mark[row], row % 4 == 3 ? TABLE_ROW_TOTAL : TABLE_ROW);
    }
    reads(&table, 3, "state", "All placements");
    table_clear(&table);
}

static void csv_has_pounds_and_json_pence(void **state)
{
    const struct run_fixture *fixture = *state;
    struct table table;
    struct text csv = {0}, json = {0};
    assert_int_equal(tables_build("T3f", TABLE_WIDE, &fixture->sources, &table, NULL), 0);
    assert_int_equal(render_table(&table, RENDER_CSV, 0, &csv, NULL), 0);
    assert_int_equal(render_table(&table, RENDER_JSON, 0, &json, NULL), 0);
    /* ranges of the fixture: 8 and 12 tenths of the mean */
    assert_non_null(strstr(csv.bytes, "2025-26 (part),External children's home,3.040,229400.00,183520.00,275280.00\n"));
    assert_non_null(strstr(json.bytes, "\"children\":3.04,\"cost\":22940000,\"cost_p10\":18352000,\"cost_p90\":27528000}"));
    text_clear(&csv);
    text_clear(&json);
    table_clear(&table);
}

static void notes_tell_part_years_conventions_and_proposals(void **state)
{
    const struct run_fixture *fixture = *state;
    struct table table;
    assert_int_equal(tables_build("T3f", TABLE_WIDE, &fixture->sources, &table, NULL), 0);
    assert_true(fixture_noted(&table, TABLES_BAND_WARNING));
    assert_true(fixture_noted(&table, "2025-26 is a part year: from 1 January 2026 to 31 March 2026."));
    assert_true(fixture_noted(&table, "2027-28 is a part year"));
    assert_false(fixture_noted(&table, "2026-27 is a part year"));
    assert_true(fixture_noted(&table, "not published figures: In-house foster care."));
    assert_true(fixture_noted(&table, "positive number"));
    table_clear(&table);
}

static void parts_that_are_not_of_the_total_are_refused(void **state)
{
    struct run_fixture *fixture = *state;
    struct run_rows *rows = &fixture->run.forecast;
    struct table table;
    struct problem problem = {0};
    int64_t row = run_rows_find(rows, RUN_YEAR_COST, calendar_day(2027, 3, 31), FIXTURE_HOME, RUN_ALL);
    rows->mean[row] += 5; /* four kinds rounded each for itself may miss the total by 4 pence, not by 5 */
    assert_int_equal(tables_build("T3f", TABLE_WIDE, &fixture->sources, &table, &problem), PROBLEM_VERIFY);
    rows->mean[row] -= 1;
    assert_int_equal(tables_build("T3f", TABLE_WIDE, &fixture->sources, &table, &problem), 0);
    rows->mean[row] -= 4;
    table_clear(&table);
}

static void a1_lists_what_the_run_rests_on(void **state)
{
    const struct run_fixture *fixture = *state;
    struct table table;
    assert_int_equal(tables_build("A1", TABLE_WIDE, &fixture->sources, &table, NULL), 0);
    assert_int_equal(table.rows, 1 + 3);
    reads(&table, 0, "value", "0123456789abcdef0123456789abcdef");
    int64_t price = fixture_row(&table, "item", "In-house foster care");
    reads(&table, price, "kind", "price");
    reads(&table, price, "source", "Proposal, not published: allowance and fee");
    assert_true(fixture_noted(&table, "A proposal is a default of Homeward"));
    table_clear(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thousands_of_pounds_add_up),
        cmocka_unit_test(csv_has_pounds_and_json_pence),
        cmocka_unit_test(notes_tell_part_years_conventions_and_proposals),
        cmocka_unit_test(parts_that_are_not_of_the_total_are_refused),
        cmocka_unit_test(a1_lists_what_the_run_rests_on),
    };
    return cmocka_run_group_tests_name("tables_money", tests, setup, teardown);
}
