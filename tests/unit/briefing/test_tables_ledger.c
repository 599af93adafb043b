#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/tables_ledger.h"

/* Two packages of which one has no price, and a child without. */
static struct ledger_match_item items[] = {
    {.finding = LEDGER_LEFT_CARE,
     .line = 7,
     .child = 12,
     .in_ledger = 1,
     .in_return = -1,
     .weekly = 70000,
     .to_year_end = 9},
    {.finding = LEDGER_LEFT_CARE,
     .line = 8,
     .child = 13,
     .in_ledger = -1,
     .in_return = -1,
     .weekly = BOOKS_BLANK,
     .to_year_end = BOOKS_BLANK},
    {.finding = LEDGER_NO_PACKAGE,
     .child = 14,
     .in_ledger = -1,
     .in_return = 0,
     .weekly = BOOKS_BLANK,
     .to_year_end = BOOKS_BLANK},
};

static struct ledger_match match_of_three(void)
{
    struct ledger_match match = {.on = calendar_day(2026, 3, 31),
                                 .until = calendar_day(2027, 4, 1),
                                 .packages = 2,
                                 .children = 1,
                                 .later = 2,
                                 .items = 3,
                                 .item = items};
    match.finding[LEDGER_LEFT_CARE] = (struct ledger_match_total){2, 1, 70000, 9};
    match.finding[LEDGER_NO_PACKAGE] = (struct ledger_match_total){1, 1, 0, 0};
    match.outside[1] = 4;
    return match;
}

static void make_system(struct care_system *out)
{
    *out = (struct care_system){
        .flow.states = 2, .flow.state = {"home", "parents"}, .state_title = {"Children's home", "Placed with parents"}};
}

static void build(const struct ledger_match *match, enum table_layout layout, struct table *out)
{
    struct problem problem = {0};
    struct care_system system;
    make_system(&system);
    if (table_of_ledger_match(&system, match, layout, out, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_true(out->restricted);
    assert_string_equal(out->id, "ledger_match");
}

static bool has_note(const struct table *table, const char *words)
{
    for (int32_t i = 0; i < table->notes; i++)
        if (strstr(table->note[i], words))
            return true;
    return false;
}

static void a_finding_is_a_row_with_its_pounds_and_what_to_do(void **state)
{
    (void)state;
    const struct ledger_match match = match_of_three();
    struct table table = {0};
    build(&match, TABLE_WIDE, &table);
    assert_int_equal(table.rows, 2);
    assert_int_equal(table_at(&table, 0, table_column_named(&table, "packages"))->value, 2);
    assert_int_equal(table_at(&table, 0, table_column_named(&table, "weekly"))->value, 70000);
    assert_int_equal(table_at(&table, 0, table_column_named(&table, "to_year_end"))->value, 9);
    assert_int_equal(table_at(&table, 1, table_column_named(&table, "weekly"))->state, TABLE_NOT_AVAILABLE);
    for (int64_t row = 0; row < table.rows; row++)
        assert_true(strlen(table_at(&table, row, table_column_named(&table, "what_to_do"))->text) > 10);
    assert_true(has_note(&table, "31 March 2026"));
    assert_true(has_note(&table, "up to 31 March 2027"));
    assert_true(has_note(&table, "2 of them have no price"));
    assert_true(has_note(&table, "Placed with parents 4"));
    assert_true(has_note(&table, "After that night 2 packages begin"));
    table_clear(&table);
}

static void tidy_it_is_a_row_a_package_or_child(void **state)
{
    (void)state;
    const struct ledger_match match = match_of_three();
    struct table table = {0};
    build(&match, TABLE_TIDY, &table);
    assert_int_equal(table.rows, 3);
    assert_string_equal(table_at(&table, 0, table_column_named(&table, "finding"))->text, "left_care");
    assert_int_equal(table_at(&table, 0, table_column_named(&table, "line"))->value, 7);
    assert_string_equal(table_at(&table, 0, table_column_named(&table, "in_ledger"))->text, "parents");
    assert_int_equal(table_at(&table, 0, table_column_named(&table, "in_return"))->state, TABLE_BLANK);
    assert_int_equal(table_at(&table, 1, table_column_named(&table, "weekly"))->state, TABLE_NOT_AVAILABLE);
    assert_int_equal(table_at(&table, 2, table_column_named(&table, "line"))->state, TABLE_BLANK);
    assert_string_equal(table_at(&table, 2, table_column_named(&table, "in_return"))->text, "home");
    table_clear(&table);
}

static void what_matches_has_no_row_and_says_so_much(void **state)
{
    (void)state;
    const struct ledger_match match = {.on = calendar_day(2026, 3, 31), .until = calendar_day(2027, 4, 1), .packages = 5};
    struct table table = {0};
    build(&match, TABLE_WIDE, &table);
    assert_int_equal(table.rows, 0);
    assert_int_equal(table.notes, 1);
    assert_true(has_note(&table, "5 open packages"));
    table_clear(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_is_a_row_with_its_pounds_and_what_to_do),
        cmocka_unit_test(tidy_it_is_a_row_a_package_or_child),
        cmocka_unit_test(what_matches_has_no_row_and_says_so_much),
    };
    return cmocka_run_group_tests_name("tables_ledger", tests, NULL, NULL);
}
