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

/* In care in every night of the year, looked at every seventh (who comes back does so after 14 at least) and at both ends;
 * at the last one only when `last`. */
static bool all_year(int32_t y, int32_t child, bool last)
{
    day to = calendar_year_end(year_of(y)) - !last;
    for (day on = calendar_year_start(year_of(y)) - 1; on < to; on += 7)
        if (!made_up_in_care(&files, y, child, on))
            return false;
    return made_up_in_care(&files, y, child, to);
}

static void oc2_tells_of_those_who_were_there_all_year(void **state)
{
    (void)state;
    int32_t y = files.years - 1, seen = 0;
    for (int64_t i = 0; i < files.table[y][RETURN_HEADER].rows; i++) {
        int32_t child = made_up_child(&files, y, RETURN_HEADER, i);
        bool told = made_up_find(&files, y, RETURN_OC2, child, 0) >= 0;
        if (all_year(y, child, true))
            assert_true(told);
        if (told)
            assert_true(all_year(y, child, false)); /* who leaves on 31 March counts as well */
        seen += told;
    }
    assert_in_range(seen, 400, 900);
}

static bool blank(const struct return_file *table, int32_t column, int64_t row)
{
    return return_code(table, column, row) == 0;
}

static void questions_are_asked_by_age(void **state)
{
    (void)state;
    for (int32_t y = 0; y < files.years; y++) {
        const struct return_file *table = &files.table[y][RETURN_OC2];
        for (int64_t i = 0; i < table->rows; i++) {
            day born = return_day(table, OC2_DOB, i);
            int32_t before = calendar_age(born, calendar_year_start(year_of(y))),
                    age = calendar_age(born, calendar_year_end(year_of(y)));
            bool sdq = age >= 4 && before < 17;
            assert_int_equal(blank(table, OC2_SDQ_SCORE, i) && blank(table, OC2_SDQ_REASON, i), !sdq);
            assert_true(blank(table, OC2_SDQ_SCORE, i) || blank(table, OC2_SDQ_REASON, i));
            assert_int_equal(blank(table, OC2_CONVICTED, i), age < 10);
            assert_int_equal(blank(table, OC2_HEALTH_CHECK, i), age >= 5);
            for (int32_t k = OC2_IMMUNISATIONS; k <= OC2_SUBSTANCE_MISUSE; k++)
                assert_false(blank(table, k, i));
            bool misuse = made_up_is(&files, y, RETURN_OC2, i, OC2_SUBSTANCE_MISUSE, "1"),
                 received = made_up_is(&files, y, RETURN_OC2, i, OC2_INTERVENTION_RECEIVED, "1");
            assert_int_equal(blank(table, OC2_INTERVENTION_RECEIVED, i), !misuse);
            assert_int_equal(blank(table, OC2_INTERVENTION_OFFERED, i), !misuse || received);
        }
    }
}

static void oc3_tells_of_seventeen_to_twenty_ones_who_have_left(void **state)
{
    (void)state;
    int64_t seen = 0;
    for (int32_t y = 0; y < files.years; y++) {
        const struct return_file *table = &files.table[y][RETURN_OC3];
        for (int64_t i = 0; i < table->rows; i++, seen++) {
            day born = return_day(table, OC3_DOB, i);
            int32_t age = calendar_age(born, calendar_year_end(year_of(y))), child = made_up_child(&files, y, RETURN_OC3, i);
            assert_in_range(age, 17, 21);
            assert_false(made_up_in_care(&files, y, child, calendar_birthday(born, age)));
            assert_true(made_up_find(&files, y, RETURN_HEADER, child, 0) >= 0);
            bool touch = made_up_is(&files, y, RETURN_OC3, i, OC3_IN_TOUCH, "YES");
            assert_int_equal(made_up_is(&files, y, RETURN_OC3, i, OC3_ACTIV, "0"), !touch);
            assert_int_equal(made_up_is(&files, y, RETURN_OC3, i, OC3_ACCOM, "0"), !touch);
            if (age == 17)
                assert_false(made_up_is(&files, y, RETURN_OC3, i, OC3_ACCOM, "Z1"));
        }
    }
    assert_true(seen > 500);
}

/* Who is in care at 18 and leaves that day is asked for at 19. */
static void who_leaves_at_eighteen_is_told_a_year_later(void **state)
{
    (void)state;
    int32_t seen = 0, told = 0;
    const struct return_file *episodes = &files.table[0][RETURN_EPISODES];
    for (int64_t i = 0; i < episodes->rows; i++) {
        int32_t child = made_up_child(&files, 0, RETURN_EPISODES, i);
        day born = made_up_born(&files, 0, child), dec = return_day(episodes, EPISODES_DEC, i);
        if (dec != calendar_birthday(born, 18) || return_day(episodes, EPISODES_DECOM, i) > dec - 200)
            continue;
        seen++;
        told += made_up_find(&files, 1, RETURN_OC3, child, 0) >= 0;
    }
    assert_true(seen > 30);
    assert_int_equal(told, seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(oc2_tells_of_those_who_were_there_all_year),
        cmocka_unit_test(questions_are_asked_by_age),
        cmocka_unit_test(oc3_tells_of_seventeen_to_twenty_ones_who_have_left),
        cmocka_unit_test(who_leaves_at_eighteen_is_told_a_year_later),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
