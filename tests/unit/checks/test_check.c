#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "case_desk.h"

static void an_episode_of_no_night_is_found_by_its_row(void **state)
{
    (void)state;
    struct check_catalogue catalogue;
    struct case_desk desk;
    struct text found = {0};
    assert_int_equal(check_catalogue_open(&catalogue, NULL), 0);
    case_desk_open(&desk);
    case_desk_text(&desk, "Episodes",
                   "CHILD DECOM DEC\n"
                   "a 01/04/2024 02/04/2024\n"
                   "a 02/04/2024 02/04/2024\n"
                   "b 02/04/2024 -\n");
    case_desk_run(&desk, &catalogue, "355", 2024, calendar_year_start(2024), calendar_year_end(2024), &found);
    assert_string_equal(text_string(&found), "Episodes 1");
    case_desk_close(&desk);
    text_clear(&found);
    check_catalogue_close(&catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_episode_of_no_night_is_found_by_its_row),
    };
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
