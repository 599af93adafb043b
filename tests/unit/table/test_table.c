#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "table/cell.h"
#include "table/table.h"

static void begin(struct table *table)
{
    *table = (struct table){0};
    table_begin(table, "X1", "A table", "Anyshire");
    table_column(table, "kind", "Kind", TABLE_TEXT, "");
    table_column(table, "children", "Children", TABLE_MILLI, "children");
    table_column(table, "cost", "Cost", TABLE_PENCE, "\u00A3'000");
}

static void add_row(struct table *table, const char *kind, int64_t children, int64_t pence)
{
    table_row(table);
    table_text(table, kind);
    table_number(table, children);
    table_number(table, pence);
}

static int checked(struct table *table)
{
    struct problem problem = {0};
    int code = table_check(table, &problem);
    table_clear(table);
    return code;
}

static void a_complete_table_passes_and_keeps_its_cells(void **state)
{
    (void)state;
    struct table table;
    begin(&table);
    add_row(&table, "Homes", 3040, 22940000);
    assert_int_equal(table.rows, 1);
    assert_int_equal(table_at(&table, 0, table_column_named(&table, "cost"))->value, 22940000);
    assert_string_equal(table_at(&table, 0, 0)->text, "Homes");
    assert_int_equal(table_column_named(&table, "price"), -1);
    assert_int_equal(checked(&table), 0);
}

static void a_cell_too_few_or_too_many_is_told(void **state)
{
    (void)state;
    struct table table;
    begin(&table);
    table_row(&table);
    table_text(&table, "Homes");
    assert_int_equal(checked(&table), PROBLEM_INTERNAL);
    begin(&table);
    add_row(&table, "Homes", 1, 2);
    table_number(&table, 3);
    add_row(&table, "Fostering", 1, 2);
    assert_int_equal(checked(&table), PROBLEM_INTERNAL);
    begin(&table);
    table_row(&table);
    add_row(&table, "Homes", 1, 2); /* the row before is not complete */
    assert_int_equal(checked(&table), PROBLEM_INTERNAL);
}

static void a_number_among_words_is_told(void **state)
{
    (void)state;
    struct table table;
    begin(&table);
    table_row(&table);
    table_number(&table, 3);
    assert_int_equal(checked(&table), PROBLEM_INTERNAL);
    begin(&table);
    table_row(&table);
    table_text(&table, "Homes");
    table_text(&table, "three");
    assert_int_equal(checked(&table), PROBLEM_INTERNAL);
}

static void too_many_columns_or_notes_are_told(void **state)
{
    (void)state;
    struct table table;
    begin(&table);
    for (int i = 3; i < TABLE_COLUMNS_MAX; i++)
        table_column(&table, "n", "N", TABLE_COUNT, "");
    assert_int_equal(table_check(&table, NULL), 0);
    table_column(&table, "n", "N", TABLE_COUNT, "");
    assert_int_equal(checked(&table), PROBLEM_INTERNAL);
    begin(&table);
    for (int i = 0; i < TABLE_NOTES_MAX; i++)
        table_note(&table, "note %d", i);
    assert_int_equal(table_check(&table, NULL), 0);
    assert_string_equal(table.note[TABLE_NOTES_MAX - 1], "note 23");
    table_note(&table, "one more");
    assert_int_equal(checked(&table), PROBLEM_INTERNAL);
}

static void strings_are_the_tables_own(void **state)
{
    (void)state;
    struct table table = {0};
    char title[] = "A table", cell[] = "Homes";
    table_begin(&table, "X1", title, "");
    table_column(&table, "kind", "Kind", TABLE_TEXT, "");
    for (int i = 0; i < 2; i++) {
        table_row(&table);
        table_text(&table, cell);
    }
    title[0] = cell[0] = '?';
    assert_string_equal(table.title, "A table");
    assert_string_equal(table_at(&table, 0, 0)->text, "Homes");
    assert_string_equal(table_at(&table, 1, 0)->text, "Homes");
    table_clear(&table);
    table_clear(&table);
}

/* A return in Windows-1252 says "Caf\xE9"; an overlong slash and half a character are no UTF-8 either. */
static void bytes_that_are_no_utf8_become_question_marks(void **state)
{
    (void)state;
    struct table table = {0};
    table_begin(&table, "X1", "Caf\xE9", "\xC0\xAF and \xE2\x82");
    assert_string_equal(table.title, "Caf?");
    assert_string_equal(table.subtitle, "?? and ??");
    table_clear(&table);
    table_begin(&table, "X1", "\u00A3\u20AC\U0001F600", "\xED\xA0\x80");
    assert_string_equal(table.title, "\u00A3\u20AC\U0001F600");
    assert_string_equal(table.subtitle, "???");
    table_clear(&table);
}

static const char *reads(struct text *out, const struct table *table, int64_t row, int32_t column)
{
    text_reset(out);
    cell_append(out, &table->column[column], table_at(table, row, column));
    return text_string(out);
}

static void people_read_rounded_numbers(void **state)
{
    (void)state;
    struct table table;
    struct text out = {0};
    begin(&table);
    add_row(&table, "Homes", 1234560, 123456789);
    add_row(&table, "Fostering", -500, -60000);
    table_row(&table);
    table_text(&table, "Other");
    table_shown(&table, 34000, 34000, 0);
    table_not_available(&table);
    assert_string_equal(reads(&out, &table, 0, 1), "1,234.6");
    assert_string_equal(reads(&out, &table, 0, 2), "1,235"); /* £1,234,567.89 in thousands */
    assert_string_equal(reads(&out, &table, 1, 1), "-0.5");
    assert_string_equal(reads(&out, &table, 1, 2), "-1"); /* £-600 is nearer to -1 thousand */
    assert_string_equal(reads(&out, &table, 2, 1), "34");
    assert_string_equal(reads(&out, &table, 2, 2), "[x]");
    assert_int_equal(cell_places_short(&table.column[1], table_at(&table, 2, 1)), 2);
    assert_int_equal(cell_places_short(&table.column[1], table_at(&table, 0, 1)), 0);
    text_clear(&out);
    assert_int_equal(checked(&table), 0);
}

static void labels_are_the_columns_before_the_first_number(void **state)
{
    (void)state;
    struct table table = {0};
    table_begin(&table, "X1", "A table", "");
    table_column(&table, "year", "Year", TABLE_TEXT, "");
    assert_int_equal(table_labels(&table), 1);
    table_column(&table, "kind", "Kind", TABLE_TEXT, "");
    assert_int_equal(table_labels(&table), 1); /* words alone: the first names the row */
    table_column(&table, "number", "Number", TABLE_COUNT, "");
    assert_int_equal(table_labels(&table), 2);
    table_clear(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complete_table_passes_and_keeps_its_cells),
        cmocka_unit_test(a_cell_too_few_or_too_many_is_told),
        cmocka_unit_test(a_number_among_words_is_told),
        cmocka_unit_test(too_many_columns_or_notes_are_told),
        cmocka_unit_test(strings_are_the_tables_own),
        cmocka_unit_test(bytes_that_are_no_utf8_become_question_marks),
        cmocka_unit_test(people_read_rounded_numbers),
        cmocka_unit_test(labels_are_the_columns_before_the_first_number),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
