#include "reading.h"

/* An episodes file with only the dates that matter: rows of "DECOM,DEC,RNE". */
static struct return_file dates(const char *rows)
{
    struct text text = {0};
    text_append(&text, "DECOM,DEC,RNE,CHILD,LS,CIN,PLACE\n");
    for (const char *at = rows; *at;) {
        const char *end = strchr(at, '\n');
        text_append_bytes(&text, at, (size_t)(end - at));
        text_append(&text, ",7,C2,N1,U4\n");
        at = end + 1;
    }
    struct return_file file = reading(text.bytes);
    text_clear(&text);
    assert_int_equal(file.quarantine_count, 0);
    return file;
}

static int32_t year_of(const char *rows)
{
    struct return_file file = dates(rows);
    int32_t year = return_year_of(&file);
    return_file_clear(&file);
    return year;
}

static void the_year_is_that_of_the_ends(void **state)
{
    (void)state;
    assert_int_equal(year_of("01/05/2015,31/03/2018,S\n01/05/2016,01/04/2017,S\n01/12/2017,,S\n"), 2017);
}

static void an_end_on_the_first_of_april_after_the_year_does_not_move_it(void **state)
{
    (void)state;
    assert_int_equal(year_of("01/05/2015,01/04/2018,S\n01/05/2016,01/05/2017,S\n01/06/2016,01/02/2018,S\n"), 2017);
}

static void episodes_carried_over_do_not_speak_against_a_year(void **state)
{
    (void)state;
    /* An extract of 30 April 2025: many came the year before and stayed, two left this month. */
    assert_int_equal(year_of("01/05/2024,,S\n01/06/2024,,S\n01/07/2024,,S\n01/08/2024,,S\n01/09/2024,,S\n"
                             "01/10/2024,10/04/2025,S\n01/11/2024,20/04/2025,S\n25/04/2025,,S\n"),
                     2025);
}

static void a_history_of_many_years_is_of_the_last_one(void **state)
{
    (void)state;
    assert_int_equal(year_of("01/05/2015,01/06/2016,S\n01/05/2016,01/06/2017,S\n01/05/2017,01/06/2018,S\n01/06/2018,,S\n"),
                     2018);
    /* Two ends in 2017 and one in 2018, but two came in 2018: three dates speak against 2017 and two against 2018. */
    assert_int_equal(year_of("01/05/2015,01/06/2017,S\n01/05/2015,01/07/2017,S\n01/05/2018,01/06/2018,S\n01/06/2018,,S\n"),
                     2018);
    /* One against either, one date in each: the later of the two, and never a year that has no dates. */
    assert_int_equal(year_of("01/05/2015,01/12/2018,S\n01/05/2019,,S\n"), 2019);
}

static void a_slip_of_the_pen_is_not_asked(void **state)
{
    (void)state;
    assert_int_equal(year_of("01/05/2018,01/01/2203,S\n01/06/2018,,S\n"), 2018);
    assert_int_equal(year_of("01/05/2018,01/05/2012,S\n01/06/2018,,S\n"), 2018); /* ends before it begins */
    assert_int_equal(year_of("01/05/2018,01/12/2018,S\n01/05/2203,,S\n"), 2018); /* one against either, two dates in 2018 */
}

static void a_file_without_ends_is_of_the_last_year_with_two_starts(void **state)
{
    (void)state;
    assert_int_equal(year_of("01/05/2018,,S\n01/06/2018,,S\n01/06/2118,,S\n"), 2018);
    assert_int_equal(year_of("01/05/2016,,S\n01/06/2018,,S\n"), 2018);
}

static void what_has_no_dates_has_no_year(void **state)
{
    (void)state;
    struct return_file file = reading(EPISODES_HEADING);
    assert_int_equal(return_year_of(&file), INT32_MIN);
    return_file_clear(&file);
    file = reading(UASC_HEADING "1,1,01/02/2003,01/02/2021\n");
    assert_int_equal(return_year_of(&file), INT32_MIN);
    return_file_clear(&file);
}

/* `count` events, one every `step` days from 1 April 2019 (day 0); returns whether that looks like a whole year. */
static bool annual(int count, int step, day *last)
{
    struct text text = {0};
    for (int i = 0; i < count; i++) {
        struct calendar_date on = calendar_date(calendar_year_start(2019) + i * step);
        text_format(&text, "01/05/2015,%02d/%02d/%04d,L\n", on.day, on.month, on.year);
    }
    struct return_file file = dates(text_string(&text));
    text_clear(&text);
    bool whole = return_is_annual(&file, 2019, last);
    return_file_clear(&file);
    return whole;
}

/*
 * 2019-20 has 366 days. 92 ends, one every third day, the last on day 273 (30 December): 274 days with 92 events, then 92
 * quiet days, of which 4 are forgiven: 88 * 92 / 274 = 29.5 > 9.21. 122 of them reach day 363: 2 quiet days, forgiven. 109
 * of them reach day 324: 41 - 4 = 37 quiet, 37 * 109 / 325 = 12.4. 112 of them reach day 333: 28 quiet, 28 * 112 / 334
 * = 9.39 > 9.21. 113 of them reach day 336: 25 quiet, 25 * 113 / 337 = 8.4.
 */
static void a_file_that_stops_early_is_an_extract(void **state)
{
    (void)state;
    day last;
    assert_false(annual(92, 3, &last));
    assert_int_equal(last, calendar_day(2019, 12, 30));
    assert_true(annual(122, 3, &last));
    assert_false(annual(109, 3, NULL));
    assert_false(annual(112, 3, NULL));
    assert_true(annual(113, 3, NULL));
}

static void few_events_prove_nothing(void **state)
{
    (void)state;
    day last;
    assert_true(annual(4, 60, &last)); /* 4 events in 181 days, 181 quiet: e to the -4 */
    assert_int_equal(last, calendar_year_start(2019) + 180);
    assert_true(annual(0, 1, &last));
    assert_int_equal(last, DAY_NONE);
}

static void a_large_council_may_have_a_quiet_easter(void **state)
{
    (void)state;
    /* Ten ends a day until Thursday 28 March 2024; Easter Sunday was the 31st. */
    struct text text = {0};
    for (day on = calendar_year_start(2023); on <= calendar_day(2024, 3, 28); on++) {
        struct calendar_date date = calendar_date(on);
        for (int i = 0; i < 10; i++)
            text_format(&text, "01/05/2015,%02d/%02d/%04d,L\n", date.day, date.month, date.year);
    }
    struct return_file file = dates(text_string(&text));
    text_clear(&text);
    assert_true(return_is_annual(&file, 2023, NULL));
    return_file_clear(&file);
}

static void dates_outside_the_year_are_not_its_last(void **state)
{
    (void)state;
    day last;
    struct return_file file =
        dates("01/05/2015,01/04/2020,S\n01/05/2019,01/08/2203,S\n02/03/2020,,P\n01/05/2015,20/02/2020,L\n");
    assert_true(return_is_annual(&file, 2019, &last));
    assert_int_equal(last, calendar_day(2020, 3, 2));
    return_file_clear(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_year_is_that_of_the_ends),
        cmocka_unit_test(an_end_on_the_first_of_april_after_the_year_does_not_move_it),
        cmocka_unit_test(episodes_carried_over_do_not_speak_against_a_year),
        cmocka_unit_test(a_history_of_many_years_is_of_the_last_one),
        cmocka_unit_test(a_slip_of_the_pen_is_not_asked),
        cmocka_unit_test(a_file_without_ends_is_of_the_last_year_with_two_starts),
        cmocka_unit_test(what_has_no_dates_has_no_year),
        cmocka_unit_test(a_file_that_stops_early_is_an_extract),
        cmocka_unit_test(few_events_prove_nothing),
        cmocka_unit_test(a_large_council_may_have_a_quiet_easter),
        cmocka_unit_test(dates_outside_the_year_are_not_its_last),
    };
    return cmocka_run_group_tests_name("return_year", tests, NULL, NULL);
}
