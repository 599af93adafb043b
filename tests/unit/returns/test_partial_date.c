#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "returns/partial_date.h"

static void assert_date(const char *cell, const char *expected)
{
    char out[RETURN_CELL_SIZE] = "";
    bool read = partial_date_read(return_text_of(cell), out);
    assert_int_equal(read, expected != NULL);
    if (expected)
        assert_string_equal(out, expected);
}

static void whole_dates_come_out_as_councils_write_them(void **state)
{
    (void)state;
    assert_date("05/04/2012", "05/04/2012");
    assert_date("5/4/2012", "05/04/2012");
    assert_date("2012-04-05", "05/04/2012");
    assert_date("2012-04-05 00:00:00", "05/04/2012");
}

static void what_nobody_knows_is_zz(void **state)
{
    (void)state;
    assert_date("ZZ/05/2020", "ZZ/05/2020");
    assert_date("ZZ/ZZ/2020", "ZZ/ZZ/2020");
    assert_date("ZZ/ZZ/ZZZZ", "ZZ/ZZ/ZZZZ");
    assert_date("zz/zz/zzzz", "ZZ/ZZ/ZZZZ");
    assert_date("07/ZZ/2020", "07/ZZ/2020");
    assert_date("07/05/ZZZZ", "07/05/ZZZZ");
    assert_date("7/5/ZZZZ", "07/05/ZZZZ");
    assert_date("2020-05-ZZ", "ZZ/05/2020");
    assert_date("ZZZZ-05-07", "07/05/ZZZZ");
    assert_date("ZZZZ-ZZ-ZZ", "ZZ/ZZ/ZZZZ");
    assert_date("29/02/ZZZZ", "29/02/ZZZZ"); /* in a leap year */
    assert_date("31/ZZ/2020", "31/ZZ/2020"); /* in a long month */
}

static void what_is_known_must_be_right(void **state)
{
    (void)state;
    assert_date("31/04/ZZZZ", NULL);
    assert_date("30/02/ZZZZ", NULL);
    assert_date("32/ZZ/2020", NULL);
    assert_date("ZZ/13/2020", NULL);
    assert_date("ZZ/00/2020", NULL);
    assert_date("ZZ/05/1899", NULL);
    assert_date("ZZ/05/2400", NULL);
    assert_date("31/02/2020", NULL);
}

static void anything_else_is_no_date(void **state)
{
    (void)state;
    assert_date("", NULL);
    assert_date("ZZ", NULL);
    assert_date("Z/05/2020", NULL);
    assert_date("ZZZ/05/2020", NULL);
    assert_date("ZZ/05/20", NULL);
    assert_date("ZZ/05/ZZ", NULL);
    assert_date("Z1/05/2020", NULL);
    assert_date("ZZ/05-2020", NULL);
    assert_date("ZZ/05/2020/", NULL);
    assert_date("ZZ/05/2020 00:00", NULL);
    assert_date("//", NULL);
    assert_date("05/2020", NULL);
    assert_date("--", NULL);
    assert_date("unknown", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_dates_come_out_as_councils_write_them),
        cmocka_unit_test(what_nobody_knows_is_zz),
        cmocka_unit_test(what_is_known_must_be_right),
        cmocka_unit_test(anything_else_is_no_date),
    };
    return cmocka_run_group_tests_name("partial_date", tests, NULL, NULL);
}
