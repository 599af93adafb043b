#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "made_up_files.h"

static struct made_up_files files;

static int make(void **state)
{
    (void)state;
    const struct synth_options options = {.children = 900, .years = 5, .last_year = 2026, .seed = 6};
    made_up_files_write(&files, &options);
    made_up_tables_read(&files);
    return 0;
}

static int unmake(void **state)
{
    (void)state;
    made_up_files_clear(&files);
    return 0;
}

static int32_t year_of(int32_t y)
{
    return files.report.first_year + y;
}

/* The last day from `from` to `to` on which the child started to be looked after, as the year tells it; DAY_NONE when none.
 */
static day started(int32_t y, int32_t child, day from, day to)
{
    const struct return_file *episodes = &files.table[y][RETURN_EPISODES];
    day last = DAY_NONE;
    for (int64_t i = made_up_find(&files, y, RETURN_EPISODES, child, 0); i >= 0;
         i = made_up_find(&files, y, RETURN_EPISODES, child, i + 1)) {
        day on = return_day(episodes, EPISODES_DECOM, i);
        if (made_up_is(&files, y, RETURN_EPISODES, i, EPISODES_RNE, "S") && on >= from && on <= to)
            last = on;
    }
    return last;
}

/* The first review of the child on or after a day; DAY_NONE when none. */
static day reviewed(int32_t y, int32_t child, day from)
{
    const struct return_file *reviews = &files.table[y][RETURN_REVIEWS];
    for (int64_t i = made_up_find(&files, y, RETURN_REVIEWS, child, 0); i >= 0;
         i = made_up_find(&files, y, RETURN_REVIEWS, child, i + 1))
        if (return_day(reviews, REVIEWS_REVIEW, i) >= from)
            return return_day(reviews, REVIEWS_REVIEW, i);
    return DAY_NONE;
}

static void reviews_fall_into_the_year_and_into_care(void **state)
{
    (void)state;
    for (int32_t y = 0; y < files.years; y++)
        for (int64_t i = 0; i < files.table[y][RETURN_REVIEWS].rows; i++) {
            day on = return_day(&files.table[y][RETURN_REVIEWS], REVIEWS_REVIEW, i);
            assert_int_equal(calendar_year(on), year_of(y));
            assert_true(made_up_in_care(&files, y, made_up_child(&files, y, RETURN_REVIEWS, i), on));
        }
}

/* Of those who started 60 days before the end of the year or earlier, and are there on day 28, everybody has a first review
 * within 28 days: 20 working days. */
static void the_first_review_comes_within_twenty_working_days(void **state)
{
    (void)state;
    int32_t y = files.years - 1, seen = 0;
    for (int64_t i = 0; i < files.table[y][RETURN_HEADER].rows; i++) {
        int32_t child = made_up_child(&files, y, RETURN_HEADER, i);
        day from = started(y, child, calendar_year_start(year_of(y)), calendar_year_end(year_of(y)) - 60);
        if (from == DAY_NONE || !made_up_in_care(&files, y, child, from + 28))
            continue;
        assert_in_range(reviewed(y, child, from), from + 1, from + 28);
        seen++;
    }
    assert_true(seen > 100);
}

/* Between two reviews of one child in one period lie at most 183 days. */
static void later_reviews_come_within_six_months(void **state)
{
    (void)state;
    int32_t seen = 0;
    for (int32_t y = 0; y < files.years; y++)
        for (int64_t i = 1; i < files.table[y][RETURN_REVIEWS].rows; i++) {
            int32_t child = made_up_child(&files, y, RETURN_REVIEWS, i);
            day on = return_day(&files.table[y][RETURN_REVIEWS], REVIEWS_REVIEW, i),
                before = return_day(&files.table[y][RETURN_REVIEWS], REVIEWS_REVIEW, i - 1);
            if (made_up_child(&files, y, RETURN_REVIEWS, i - 1) != child || started(y, child, before, on) != DAY_NONE)
                continue;
            assert_in_range(on - before, 1, 183);
            seen++;
        }
    assert_true(seen > 1000);
}

static void children_under_four_do_not_speak_for_themselves(void **state)
{
    (void)state;
    for (int32_t y = 0; y < files.years; y++)
        for (int64_t i = 0; i < files.table[y][RETURN_REVIEWS].rows; i++) {
            day on = return_day(&files.table[y][RETURN_REVIEWS], REVIEWS_REVIEW, i);
            day born = return_day(&files.table[y][RETURN_REVIEWS], REVIEWS_DOB, i);
            assert_int_equal(made_up_is(&files, y, RETURN_REVIEWS, i, REVIEWS_REVIEW_CODE, "PN0"),
                             calendar_age(born, on) < 4);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reviews_fall_into_the_year_and_into_care),
        cmocka_unit_test(the_first_review_comes_within_twenty_working_days),
        cmocka_unit_test(later_reviews_come_within_six_months),
        cmocka_unit_test(children_under_four_do_not_speak_for_themselves),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
