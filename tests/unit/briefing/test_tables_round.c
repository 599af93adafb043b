/* Tables of a budget round: pounds on the page add up down and across where pence do, and what is not in a total says why.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/round_shown.h"
#include "briefing/tables_demand.h"
#include "briefing/tables_round.h"

#define ITEM(kind_of, line_of, version_of, first, second)                                                                   \
    {                                                                                                                       \
        .kind = kind_of, .ref = "", .line = line_of, .category = "", .version = version_of, .owner = "F", .note = "n",      \
        .evidence = "", .recurrent = 1, .type = ROUND_BLANK, .status = ROUND_BLANK, .delivered = ROUND_BLANK,               \
        .forecast = ROUND_BLANK, .in_year_pressure = ROUND_BLANK, .pence = {                                                \
            first,                                                                                                          \
            second,                                                                                                         \
            ROUND_BLANK,                                                                                                    \
            ROUND_BLANK,                                                                                                    \
            ROUND_BLANK                                                                                                     \
        }                                                                                                                   \
    }

/* Each 40 pence above a pound: alone they round down, and three of them make a pound more. */
static const struct round_item pressures[] = {
    ITEM(ROUND_PRESSURE, "A", "draft", 140, 240),  ITEM(ROUND_PRESSURE, "B", "draft", 340, 440),
    ITEM(ROUND_PRESSURE, "C", "draft", 540, 640),  ITEM(ROUND_PRESSURE, "A", "final", 940, 240),
    ITEM(ROUND_PRESSURE, "B", "final", 1040, 440), ITEM(ROUND_PRESSURE, "D", "final", 1140, ROUND_BLANK),
};

static int64_t shown(const struct table *table, int64_t row, const char *column)
{
    const int32_t at = table_column_named(table, column);
    assert_true(at >= 0);
    return table_at(table, row, at)->shown;
}

static int64_t exact(const struct table *table, int64_t row, const char *column)
{
    return table_at(table, row, table_column_named(table, column))->value;
}

/* Rows 0 … of a column, as shown, against the last. */
static void expect_adds_down(const struct table *table, const char *column)
{
    int64_t sum = 0;
    for (int64_t row = 0; row < table->rows - 1; row++)
        sum += shown(table, row, column);
    assert_int_equal(sum, shown(table, table->rows - 1, column));
    assert_int_equal(sum % 100, 0);
}

static void pressures_add_up_on_the_page_and_keep_their_pence(void **state)
{
    (void)state;
    struct table table = {0};
    const struct round_view view = {
        .council = "", .item = pressures, .items = 6, .version = "final", .against = "draft", .first_year = 2026};
    assert_int_equal(table_of_items(&view, ROUND_PRESSURE, &table, NULL), 0);
    assert_int_equal(table.rows, 5); /* A, B, D, then C that only the draft has, and the total */
    assert_string_equal(table_at(&table, 3, 1)->text, "C");
    expect_adds_down(&table, "before");
    expect_adds_down(&table, "y1");
    expect_adds_down(&table, "difference");
    for (int64_t row = 0; row < table.rows; row++)
        assert_int_equal(shown(&table, row, "before") + shown(&table, row, "difference"), shown(&table, row, "y1"));
    assert_int_equal(exact(&table, 4, "before"), 140 + 340 + 540);
    assert_int_equal(exact(&table, 4, "y1"), 940 + 1040 + 1140);
    assert_int_equal(exact(&table, 3, "difference"), -540);
    assert_int_equal(shown(&table, 4, "y1"), 3100);
    table_clear(&table);
}

static void a_saving_that_is_not_in_the_total_says_why(void **state)
{
    (void)state;
    struct round_item savings[] = {ITEM(ROUND_SAVING, "Carers", "final", 140, 0),
                                   ITEM(ROUND_SAVING, "Joint", "final", 340, 0), ITEM(ROUND_SAVING, "Hubs", "final", 540, 0),
                                   ITEM(ROUND_SAVING, "Fees", "final", 740, 0)};
    struct table table = {0};
    const struct round_view view = {.council = "", .item = savings, .items = 4, .version = "final"};
    savings[0].group = savings[1].group = "homes";
    savings[1].joint = true;
    savings[2].type = ROUND_AVOIDED;
    assert_int_equal(table_of_items(&view, ROUND_SAVING, &table, NULL), 0);
    const int32_t why = table_column_named(&table, "not_counted");
    assert_string_equal(table_at(&table, 0, why)->text, "in a joint figure");
    assert_string_equal(table_at(&table, 1, why)->text, "");
    assert_string_equal(table_at(&table, 2, why)->text, "avoided cost");
    assert_int_equal(exact(&table, 4, "y1"), 340 + 740);
    assert_int_equal(shown(&table, 1, "y1") + shown(&table, 3, "y1"), shown(&table, 4, "y1"));
    table_clear(&table);
}

static void lines_without_run_owner_or_reason_are_counted_in_a_note(void **state)
{
    (void)state;
    struct round_item some[] = {pressures[3], pressures[4], pressures[5]};
    struct table table = {0};
    const struct round_view view = {.council = "", .item = some, .items = 3, .version = "final"};
    some[0].note = "";
    some[1].owner = "";
    some[2].owner = "";
    some[2].evidence = "0123";
    assert_int_equal(table_of_items(&view, ROUND_PRESSURE, &table, NULL), 0);
    assert_string_equal(table.note[table.notes - 1],
                        "2 lines say neither which run they come from nor who answers and why.");
    table_clear(&table);
}

static void the_tracker_adds_up_on_the_page(void **state)
{
    (void)state;
    struct round_item items[] = {ITEM(ROUND_SAVING, "A", "final", 140, 0), ITEM(ROUND_SAVING, "B", "final", 340, 0),
                                 ITEM(ROUND_SAVING, "C", "final", 540, 0)};
    struct table table = {0};
    struct savings savings;
    const struct round_view view = {.council = "", .item = items, .items = 3, .version = "final"};
    for (int i = 0; i < 3; i++) {
        items[i].forecast = 130 + 200 * i;
        items[i].in_year_pressure = 45;
    }
    assert_int_equal(savings_make(items, 3, "final", &savings, NULL), 0);
    assert_int_equal(table_of_tracker(&view, &savings, &table, NULL), 0);
    static const char *const columns[] = {"target", "delivered", "achieved", "pressures", "net", "at_risk"};
    for (int c = 0; c < 6; c++)
        expect_adds_down(&table, columns[c]);
    for (int64_t row = 0; row < table.rows; row++) {
        assert_int_equal(shown(&table, row, "achieved") - shown(&table, row, "pressures"), shown(&table, row, "net"));
        assert_int_equal(shown(&table, row, "target") - shown(&table, row, "net"), shown(&table, row, "at_risk"));
    }
    assert_int_equal(exact(&table, 3, "at_risk"), 1020 - (990 - 135));
    table_clear(&table);
    savings_clear(&savings);
}

static void versions_have_a_total_a_kind_and_the_last_less_the_first(void **state)
{
    (void)state;
    struct table table = {0};
    const struct round_view view = {.council = "", .item = pressures, .items = 6};
    assert_int_equal(table_of_versions(&view, &table, NULL), 0);
    assert_int_equal(table.rows, 5);
    expect_adds_down(&table, "draft");
    expect_adds_down(&table, "final");
    expect_adds_down(&table, "difference");
    assert_int_equal(exact(&table, 4, "difference"), 3120 - 1020);
    table_clear(&table);
}

static void of_many_versions_the_last_are_shown_and_the_others_told(void **state)
{
    (void)state;
    enum { VERSIONS = 12 };
    char name[VERSIONS][sizeof "draft " + 11];
    struct round_item item[VERSIONS];
    struct table table = {0};
    for (int i = 0; i < VERSIONS; i++) {
        snprintf(name[i], sizeof name[i], "draft %d", i + 1);
        item[i] = (struct round_item)ITEM(ROUND_PRESSURE, "Pay", name[i], 1000 + i, ROUND_BLANK);
    }
    const struct round_view view = {.council = "", .item = item, .items = VERSIONS};
    assert_int_equal(table_of_versions(&view, &table, NULL), 0);
    assert_string_equal(table.column[2].name, "draft 5");
    assert_string_equal(table.column[9].name, "draft 12");
    assert_string_equal(table.column[10].name, "difference");
    assert_int_equal(exact(&table, 0, "difference"), 7);
    assert_non_null(strstr(table.note[1], "the last 8 of 12 versions"));
    table_clear(&table);
}

static void the_gap_on_the_page_is_need_less_funding(void **state)
{
    (void)state;
    struct table table = {0};
    const struct round_view view = {.council = "", .first_year = 2026, .version = "final"};
    const struct gap_year year[] = {{.need = 1060, .funding = 549, .gap = 511, .low = 411, .high = 711, .worst = 511}};
    assert_int_equal(table_of_gap(&view, year, 1, &table, NULL), 0);
    assert_int_equal(shown(&table, 0, "gap"), 1100 - 500); /* 10.60 is £11, 5.49 is £5: £6 and not £5 */
    assert_int_equal(shown(&table, 0, "worst"), 600);      /* no saving is at risk: the same */
    assert_int_equal(shown(&table, 0, "low"), 500);
    assert_int_equal(shown(&table, 0, "high"), 800);
    assert_int_equal(exact(&table, 0, "gap"), 511);
    table_clear(&table);
}

static void demand_adds_up_on_the_page_by_line(void **state)
{
    (void)state;
    struct books_line lines[] = {{.line = "Foster care", .state = 0, .approved = 140},
                                 {.line = "Homes", .state = 1, .approved = 340},
                                 {.line = "Homes elsewhere", .state = 1, .approved = 540}};
    const struct books books = {.year = 2025, .lines = 3, .line = lines};
    const int64_t cost[] = {740, 1040, 1140, 240, 45, 0};
    struct demand demand;
    struct table table = {0};
    assert_int_equal(demand_make(&books, cost, 3, 2, &demand, NULL), 0);
    const struct demand_view view = {.council = "", .run = "", .first_year = 2026, .books = &books, .demand = &demand};
    assert_int_equal(table_of_demand_lines(&view, &table, NULL), 0);
    static const char *const columns[] = {"budget", "cost_y1", "pressure_y1", "cost_y2", "pressure_y2"};
    for (int c = 0; c < 5; c++)
        expect_adds_down(&table, columns[c]);
    for (int64_t row = 0; row < table.rows; row++)
        assert_int_equal(shown(&table, row, "cost_y2") - shown(&table, row, "budget"), shown(&table, row, "pressure_y2"));
    assert_string_equal(table_at(&table, 1, 0)->text, "Homes and 1 more");
    assert_string_equal(table_at(&table, 2, 0)->text, "Not in the budget");
    table_clear(&table);
    demand_clear(&demand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pressures_add_up_on_the_page_and_keep_their_pence),
        cmocka_unit_test(a_saving_that_is_not_in_the_total_says_why),
        cmocka_unit_test(lines_without_run_owner_or_reason_are_counted_in_a_note),
        cmocka_unit_test(the_tracker_adds_up_on_the_page),
        cmocka_unit_test(of_many_versions_the_last_are_shown_and_the_others_told),
        cmocka_unit_test(versions_have_a_total_a_kind_and_the_last_less_the_first),
        cmocka_unit_test(the_gap_on_the_page_is_need_less_funding),
        cmocka_unit_test(demand_adds_up_on_the_page_by_line),
    };
    return cmocka_run_group_tests_name("tables_round", tests, NULL, NULL);
}
