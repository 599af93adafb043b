#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "synth/sheet.h"

static const char three_lines[] = "CHILD,DECOM,PLACE\n1,01/02/2024,U4\n2,03/04/2024,\n";

static void take(struct synth_sheet *sheet, struct text *text)
{
    *text = (struct text){0};
    text_append(text, three_lines);
    assert_int_equal(synth_sheet_take(sheet, text, NULL), 0);
}

static void check(struct synth_sheet *sheet, struct text *text, const char *expected)
{
    assert_int_equal(synth_sheet_put(sheet, text, NULL), 0);
    assert_string_equal(text_string(text), expected);
    synth_sheet_clear(sheet);
    text_clear(text);
}

static void what_is_not_changed_comes_back_as_it_was(void **state)
{
    (void)state;
    struct synth_sheet sheet;
    struct text text;
    take(&sheet, &text);
    assert_int_equal(sheet.lines, 3);
    check(&sheet, &text, three_lines);
}

static void cells_are_found_by_position(void **state)
{
    (void)state;
    struct synth_sheet sheet;
    struct text text;
    take(&sheet, &text);
    struct return_text cell = synth_sheet_cell(&sheet, 2, 1);
    assert_int_equal(cell.length, 10);
    assert_memory_equal(cell.bytes, "01/02/2024", 10);
    assert_int_equal(synth_sheet_cell(&sheet, 3, 2).length, 0);
    assert_int_equal(synth_sheet_cell(&sheet, 3, 7).length, 0);
    check(&sheet, &text, three_lines);
}

static void a_cell_a_line_and_the_end_can_be_changed(void **state)
{
    (void)state;
    struct synth_sheet sheet;
    struct text text;
    take(&sheet, &text);
    assert_int_equal(synth_sheet_set(&sheet, 2, 2, "Q9", NULL), 0);
    assert_int_equal(synth_sheet_set(&sheet, 3, 0, "", NULL), 0);
    assert_int_equal(synth_sheet_append(&sheet, (struct return_text){"4,5", 3}, NULL), 4);
    check(&sheet, &text, "CHILD,DECOM,PLACE\n1,01/02/2024,Q9\n,03/04/2024,\n4,5\n");
}

static void a_line_taken_out_moves_those_behind_it(void **state)
{
    (void)state;
    struct synth_sheet sheet;
    struct text text;
    take(&sheet, &text);
    synth_sheet_remove(&sheet, 2);
    assert_int_equal(synth_sheet_line(&sheet, 1), 1);
    assert_int_equal(synth_sheet_line(&sheet, 3), 2);
    assert_int_equal(synth_sheet_cell(&sheet, 2, 0).length, 0);
    check(&sheet, &text, "CHILD,DECOM,PLACE\n2,03/04/2024,\n");
}

static void a_stray_column_stands_behind_all_others(void **state)
{
    (void)state;
    struct synth_sheet sheet;
    struct text text;
    take(&sheet, &text);
    sheet.stray = "NOTES";
    check(&sheet, &text, "CHILD,DECOM,PLACE,NOTES\n1,01/02/2024,U4,\n2,03/04/2024,,\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_changed_comes_back_as_it_was), cmocka_unit_test(cells_are_found_by_position),
        cmocka_unit_test(a_cell_a_line_and_the_end_can_be_changed), cmocka_unit_test(a_line_taken_out_moves_those_behind_it),
        cmocka_unit_test(a_stray_column_stands_behind_all_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
