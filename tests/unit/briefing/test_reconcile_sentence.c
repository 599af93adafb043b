#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/reconcile_sentence.h"
#include "briefing/tables.h"

static struct books_line lines[] = {{.line = "Homes"}, {.line = "Team"}};
static const struct books books = {.year = 2025, .lines = 2, .line = lines};

static void expect(const struct reconciliation *found, const char *sentence)
{
    struct text out = {0};
    reconcile_sentence(&books, found, &out);
    assert_string_equal(text_string(&out), sentence);
    text_clear(&out);
}

static void a_difference_that_is_explained_is_told_with_its_pounds(void **state)
{
    (void)state;
    struct reconcile_row row = {.line = 0, .period = 2, .difference = -104433, .explained = -104433};
    const struct reconciliation found = {.rows = 1, .row = &row, .total = row};
    expect(&found, "Everything is explained: the ledger and the packages differ by -£1,044.33, all of it explained.");
}

static void the_largest_gaps_are_named_first_and_the_others_counted(void **state)
{
    (void)state;
    struct reconcile_row rows[] = {{.line = 0, .period = 1, .unexplained = 500},
                                   {.line = 0, .period = 2, .unexplained = -123456},
                                   {.line = 1, .period = 1, .unexplained = 500},
                                   {.line = 1, .period = 2, .unexplained = 0},
                                   {.line = BOOKS_NO_LINE, .period = 2, .unexplained = 7}};
    const struct reconciliation found = {.rows = 5, .row = rows, .unexplained_rows = 4, .unexplained_size = 124463};
    expect(&found,
           "£1,244.63 is not explained: Homes P2 £1,234.56 under, Homes P1 £5.00 over, Team P1 £5.00 over, and 1 more.");
}

static void payments_that_nothing_models_are_said_to_have_nothing_against_them(void **state)
{
    (void)state;
    const struct reconciliation found = {.left_out = {.paid = 500}, .lines_left_out = 1};
    expect(&found, "There is nothing to hold the payments against: no line of the budget has packages or posts.");
}

static bool has_note(const struct table *table, const char *words)
{
    for (int32_t i = 0; i < table->notes; i++)
        if (strstr(table->note[i], words))
            return true;
    return false;
}

static void the_table_marks_what_is_restated_and_says_what_is_left_out(void **state)
{
    (void)state;
    struct reconcile_row rows[] = {
        {.line = 0, .period = 1, .paid = 700, .packages = 200, .difference = 500, .unexplained = 500, .restated = true},
        {.line = BOOKS_NO_LINE, .period = 1, .paid = 1, .difference = 1, .explained = 1}};
    const struct reconciliation found = {
        .first = 1,
        .last = 1,
        .rows = 2,
        .row = rows,
        .total = {.paid = 701, .packages = 200, .difference = 501, .explained = 1, .unexplained = 500, .restated = true},
        .left_out = {.paid = 123456, .explained = 100},
        .lines_left_out = 2};
    const struct table_sources sources = {.books = &books, .reconciliation = &found};
    struct table table = {0};
    struct problem problem = {0};
    assert_int_equal(tables_build("reconcile", TABLE_WIDE, &sources, &table, &problem), 0);
    assert_int_equal(table.rows, 3);
    assert_string_equal(table_at(&table, 0, 1)->text, "P1 [r]");
    assert_string_equal(table_at(&table, 1, 0)->text, "Not in the budget");
    assert_int_equal(table_at(&table, 2, 2)->value, 701);
    assert_int_equal(table_at(&table, 2, 7)->value, 500);
    assert_true(has_note(&table, "Left out: £1,234.56 paid under 2 lines with neither packages nor posts"));
    assert_true(has_note(&table, "Explanations of £1.00 belong to lines that are left out"));
    assert_true(has_note(&table, "[r]: paid figures that have changed since the period was closed"));
    table_clear(&table);
    assert_int_equal(tables_build("reconcile", TABLE_TIDY, &sources, &table, &problem), 0);
    assert_int_equal(table.rows, 2);
    assert_string_equal(table_at(&table, 0, 1)->text, "P1");
    table_clear(&table);
    const struct table_sources nothing = {0};
    assert_int_equal(tables_build("reconcile", TABLE_WIDE, &nothing, &table, &problem), PROBLEM_NOT_FOUND);
    assert_string_equal(problem.next, "Print it with: homeward check reconcile");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_difference_that_is_explained_is_told_with_its_pounds),
        cmocka_unit_test(the_largest_gaps_are_named_first_and_the_others_counted),
        cmocka_unit_test(payments_that_nothing_models_are_said_to_have_nothing_against_them),
        cmocka_unit_test(the_table_marks_what_is_restated_and_says_what_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
