#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "calendar/calendar.h"

static day parsed(const char *text)
{
    day on = DAY_NONE;
    return calendar_parse(text, strlen(text), &on) ? on : DAY_NONE;
}

static void days_count_from_1970(void **state)
{
    (void)state;
    assert_int_equal(calendar_day(1970, 1, 1), 0);
    assert_int_equal(calendar_day(2000, 3, 1), 11017);
    assert_int_equal(calendar_day(1969, 12, 31), -1);
}

static void every_day_comes_back(void **state)
{
    (void)state;
    day before = calendar_day(1899, 12, 31);
    for (day on = before; on <= calendar_day(2399, 12, 31); on++) {
        struct calendar_date date = calendar_date(on);
        assert_int_equal(calendar_day(date.year, date.month, date.day), on);
    }
}

static void dates_are_read_in_both_forms(void **state)
{
    (void)state;
    day census = calendar_day(2026, 3, 31);
    assert_int_equal(parsed("31/03/2026"), census);
    assert_int_equal(parsed("31/3/2026"), census);
    assert_int_equal(parsed("2026-03-31"), census);
    assert_int_equal(parsed("2026-03-31 00:00:00"), census);
    assert_int_equal(parsed("31/03/2026 00:00"), census);
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",           "31/02/2026", "29/02/2025",  "2026-3-31",
                                        "31-03-2026", "31/03/26",   "2026-03-31x", "31/03/2026 12:00",
                                        "00/01/2020", "01/13/2020", "01/01/1899"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(parsed(wrong[i]), DAY_NONE);
    assert_int_not_equal(parsed("29/02/2024"), DAY_NONE);
    assert_int_not_equal(parsed("01/01/2203"), DAY_NONE); /* a typing slip, but a date */
}

static void a_financial_year_begins_in_april(void **state)
{
    (void)state;
    assert_int_equal(calendar_year(calendar_day(2026, 3, 31)), 2025);
    assert_int_equal(calendar_year(calendar_day(2026, 4, 1)), 2026);
    assert_int_equal(calendar_year_end(2025), calendar_day(2026, 3, 31));
    assert_int_equal(calendar_year_end(2023) - calendar_year_start(2023) + 1, 366);
}

static void a_leap_day_child_is_eighteen_on_the_first_of_march(void **state)
{
    (void)state;
    day born = calendar_day(2008, 2, 29);
    assert_int_equal(calendar_birthday(born, 18), calendar_day(2026, 3, 1));
    assert_int_equal(calendar_birthday(born, 16), calendar_day(2024, 2, 29));
    assert_int_equal(calendar_age(born, calendar_day(2026, 2, 28)), 17);
    assert_int_equal(calendar_age(born, calendar_day(2026, 3, 1)), 18);
}

static void birthdays_and_ages_agree(void **state)
{
    (void)state;
    for (day born = calendar_day(2004, 1, 1); born < calendar_day(2008, 12, 31); born++) {
        day birthday = calendar_birthday(born, 10);
        assert_int_equal(calendar_age(born, birthday), 10);
        assert_int_equal(calendar_age(born, birthday - 1), 9);
    }
}

static void months_have_ends(void **state)
{
    (void)state;
    int32_t february = calendar_month(calendar_day(2024, 2, 10));
    assert_int_equal(calendar_month_end(february), calendar_day(2024, 2, 29));
    assert_int_equal(calendar_month_start(february + 1), calendar_day(2024, 3, 1));
}

static void dates_are_written(void **state)
{
    (void)state;
    struct text out = {0};
    calendar_append(&out, calendar_day(2026, 3, 31));
    text_append_char(&out, '|');
    calendar_append_short(&out, calendar_day(2026, 12, 31));
    text_append_char(&out, '|');
    calendar_append_words(&out, calendar_day(2026, 3, 1));
    text_append_char(&out, '|');
    calendar_append_month(&out, calendar_month(calendar_day(2026, 11, 24)));
    text_append_char(&out, '|');
    calendar_append_year(&out, 1999);
    assert_string_equal(text_string(&out), "2026-03-31|31 Dec 2026|1 March 2026|Nov 2026|1999-00");
    text_clear(&out);
}

static int32_t parsed_year(const char *text)
{
    int32_t year;
    return calendar_parse_year(text, strlen(text), &year) ? year : -1;
}

static void a_financial_year_is_read_when_its_second_half_follows_its_first(void **state)
{
    (void)state;
    assert_int_equal(parsed_year("2023-24"), 2023);
    assert_int_equal(parsed_year("2023/24"), 2023);
    assert_int_equal(parsed_year("1999-00"), 1999);
    static const char *const wrong[] = {"",        "2023",    "2023-2",  "2023-25", "2023-244",
                                        "2023 24", "20a3-24", "2023-2x", "0023-24"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(parsed_year(wrong[i]), -1);
}

/* By the rule itself: the same date in a later year, or 1 March where it has no such day. */
static void birthdays_are_the_same_date_of_another_year(void **state)
{
    (void)state;
    for (day born = calendar_day(1896, 1, 1); born < calendar_day(2104, 12, 31); born++) {
        const struct calendar_date date = calendar_date(born);
        for (int32_t age = 0; age <= 30; age++) {
            const int32_t year = date.year + age;
            const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            const bool moved = date.month == 2 && date.day == 29 && !leap;
            assert_int_equal(calendar_birthday(born, age),
                             moved ? calendar_day(year, 3, 1) : calendar_day(year, date.month, date.day));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_financial_year_is_read_when_its_second_half_follows_its_first),
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(every_day_comes_back),
        cmocka_unit_test(dates_are_read_in_both_forms),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(a_financial_year_begins_in_april),
        cmocka_unit_test(a_leap_day_child_is_eighteen_on_the_first_of_march),
        cmocka_unit_test(birthdays_and_ages_agree),
        cmocka_unit_test(birthdays_are_the_same_date_of_another_year),
        cmocka_unit_test(months_have_ends),
        cmocka_unit_test(dates_are_written),
    };
    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
