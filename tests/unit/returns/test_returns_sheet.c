#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "returns/sheet.h"

static struct sheet read_sheet(const char *bytes)
{
    struct sheet sheet;
    struct problem problem = {0};
    assert_int_equal(sheet_read(bytes, strlen(bytes), "lines.csv", &sheet, &problem), 0);
    return sheet;
}

static void columns_may_stand_in_any_order_and_case(void **state)
{
    (void)state;
    struct sheet sheet = read_sheet("\xEF\xBB\xBF"
                                    "Y1,LINE,version,kind,comment\n\"\xC2\xA3"
                                    "1,043.50\",Pay award,final,pressure,x\n"
                                    "(12.30),Demand,final,pressure,\n,Posts,final,pressure,\n");
    assert_string_equal(sheet.kind->name, "budget_items");
    assert_int_equal(sheet.rows, 3);
    assert_int_equal(sheet_number(&sheet, "y1", 0), 104350);
    assert_int_equal(sheet_number(&sheet, "y1", 1), -1230);
    assert_true(sheet_number(&sheet, "y1", 2) == SHEET_BLANK);
    assert_true(sheet_number(&sheet, "y2", 0) == SHEET_BLANK); /* the file has no such column */
    assert_string_equal(sheet_text(&sheet, "line", 1), "Demand");
    assert_string_equal(sheet_text(&sheet, "owner", 1), "");
    assert_int_equal(sheet.line[2], 4);
    assert_int_equal(sheet.own.extra_count, 1);
    assert_string_equal(sheet.own.extra_name[0], "comment");
    int64_t total;
    assert_true(sheet_total(&sheet, "y1", &total));
    assert_int_equal(total, 104350 - 1230);
    sheet_clear(&sheet);
}

static void what_is_none_of_the_kinds_is_no_error(void **state)
{
    (void)state;
    static const char *const none[] = {"", "CHILD,DECOM\n1,01/04/2020\n", "line\n", "\n\n", "type,weekly_price,from\n"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct sheet sheet = read_sheet(none[i]);
        assert_null(sheet.kind);
        sheet_clear(&sheet);
    }
}

static void a_row_that_cannot_be_read_is_named_and_the_rest_loads(void **state)
{
    (void)state;
    struct sheet sheet = read_sheet("measure,period,months,value\nChildren,2019,,850\nMary,2020,x,1\nChildren,2020,12\n"
                                    "Children,,12,3\nChildren,2021,12,1.2345\n\"open,2022,12,4\nChildren,2022,12,\n"
                                    "Children,2023,12,1.5\n");
    assert_string_equal(sheet.kind->name, "activity");
    assert_int_equal(sheet.rows, 2);
    assert_int_equal(sheet.own.quarantine_count, 6);
    assert_int_equal(sheet.own.rows_read, 8);
    assert_int_equal(sheet_number(&sheet, "value", 1), 1500);
    assert_int_equal(sheet.own.quarantine[0].line, 3);
    assert_int_equal(sheet.own.quarantine[0].column, 3);
    assert_string_equal(sheet.own.quarantine[0].reason, "months is not a number with at most three decimals");
    assert_null(strstr(sheet.own.quarantine[0].excerpt, "Mary"));
    assert_string_equal(sheet.own.quarantine[1].reason, "the row has 3 cells where the heading has 4");
    assert_string_equal(sheet.own.quarantine[2].reason, "period is blank");
    sheet_clear(&sheet);
}

static void a_heading_twice_is_refused_with_its_place(void **state)
{
    (void)state;
    static const char bytes[] = "measure,period,months,value,Months\n";
    struct sheet sheet;
    struct problem problem = {0};
    assert_int_equal(sheet_read(bytes, strlen(bytes), "twice.csv", &sheet, &problem), PROBLEM_INPUT);
    assert_int_equal(problem.column, 5);
    assert_string_equal(sheet.kind->name, "activity"); /* what it was meant to be */
    assert_int_equal(sheet.rows, 0);
    sheet_clear(&sheet);
}

static void a_forgotten_column_is_named(void **state)
{
    (void)state;
    struct sheet sheet = read_sheet("start,type,weekly_price\n2025-04-01,foster,700\n");
    assert_null(sheet.kind);
    assert_string_equal(sheet.meant->name, "ledger");
    assert_string_equal(sheet.lacking, "child");
    assert_int_equal(sheet.rows + sheet.own.rows_read, 0);
    sheet_clear(&sheet);
    sheet = read_sheet("start,type\n2025-04-01,foster\n"); /* two are missing: it may be anything */
    assert_null(sheet.meant);
    sheet_clear(&sheet);
    sheet = read_sheet("period,amount\nP1,1\n"); /* of three columns one: too little to say */
    assert_null(sheet.meant);
    sheet_clear(&sheet);
}

static void yes_and_no_are_read_in_their_ways(void **state)
{
    (void)state;
    struct sheet sheet = read_sheet("line,cause,amount,recurrent\na,b,1,Yes\na,b,1,0\na,b,1,\na,b,1,maybe\n");
    assert_int_equal(sheet.rows, 3);
    assert_int_equal(sheet_number(&sheet, "recurrent", 0), 1);
    assert_int_equal(sheet_number(&sheet, "recurrent", 1), 0);
    assert_true(sheet_number(&sheet, "recurrent", 2) == SHEET_BLANK);
    assert_string_equal(sheet.own.quarantine[0].reason, "recurrent is not y or n");
    sheet_clear(&sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_may_stand_in_any_order_and_case),
        cmocka_unit_test(what_is_none_of_the_kinds_is_no_error),
        cmocka_unit_test(a_row_that_cannot_be_read_is_named_and_the_rest_loads),
        cmocka_unit_test(a_heading_twice_is_refused_with_its_place),
        cmocka_unit_test(a_forgotten_column_is_named),
        cmocka_unit_test(yes_and_no_are_read_in_their_ways),
    };
    return cmocka_run_group_tests_name("sheet", tests, NULL, NULL);
}
