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
    const struct synth_options options = {.children = 900, .years = 5, .last_year = 2026, .seed = 1};
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

static bool is_placed(int32_t y, int64_t row)
{
    short_code place = return_code(&files.table[y][RETURN_EPISODES], EPISODES_PLACE, row);
    return place == code_of("A3") || place == code_of("A4") || place == code_of("A5") || place == code_of("A6");
}

static bool is_adopted(int32_t y, int64_t row)
{
    return made_up_is(&files, y, RETURN_EPISODES, row, EPISODES_REC, "E11") ||
           made_up_is(&files, y, RETURN_EPISODES, row, EPISODES_REC, "E12");
}

static void a_placement_for_adoption_has_its_decision_before(void **state)
{
    (void)state;
    int32_t seen = 0;
    for (int32_t y = 0; y < files.years; y++) {
        const struct return_file *episodes = &files.table[y][RETURN_EPISODES],
                                 *decisions = &files.table[y][RETURN_PLACED_ADOPTION];
        for (int64_t i = 0; i < episodes->rows; i++) {
            bool order = made_up_is(&files, y, RETURN_EPISODES, i, EPISODES_LS, "E1");
            if (!is_placed(y, i) && !order)
                continue;
            int64_t row = made_up_find(&files, y, RETURN_PLACED_ADOPTION, made_up_child(&files, y, RETURN_EPISODES, i), 0);
            assert_true(row >= 0);
            assert_true(return_day(decisions, PLACED_ADOPTION_DATE_PLACED, row) <= return_day(episodes, EPISODES_DECOM, i));
            seen++;
        }
    }
    assert_true(seen > 200);
}

/* AD1 has a row for each child adopted in the year, and for no other. */
static void ad1_tells_of_those_adopted_in_the_year(void **state)
{
    (void)state;
    for (int32_t y = 0; y < files.years; y++) {
        const struct return_file *episodes = &files.table[y][RETURN_EPISODES], *ad1 = &files.table[y][RETURN_AD1],
                                 *decisions = &files.table[y][RETURN_PLACED_ADOPTION];
        int64_t adopted = 0;
        for (int64_t i = 0; i < episodes->rows; i++) {
            if (!is_adopted(y, i))
                continue;
            adopted++;
            int32_t child = made_up_child(&files, y, RETURN_EPISODES, i);
            int64_t row = made_up_find(&files, y, RETURN_AD1, child, 0),
                    decision = made_up_find(&files, y, RETURN_PLACED_ADOPTION, child, 0);
            assert_true(row >= 0 && decision >= 0 && is_placed(y, i));
            day interest = return_day(ad1, AD1_DATE_INT, row), match = return_day(ad1, AD1_DATE_MATCH, row);
            assert_int_equal(interest, return_day(decisions, PLACED_ADOPTION_DATE_PLACED, decision));
            assert_int_equal(return_day(decisions, PLACED_ADOPTION_DATE_PLACED_CEASED, decision), DAY_NONE);
            assert_true(interest <= match && match < return_day(episodes, EPISODES_DEC, i));
            bool carers = made_up_is(&files, y, RETURN_EPISODES, i, EPISODES_PLACE, "A3") ||
                          made_up_is(&files, y, RETURN_EPISODES, i, EPISODES_PLACE, "A5");
            assert_true(made_up_is(&files, y, RETURN_AD1, row, AD1_FOSTER_CARE, carers ? "1" : "0"));
        }
        assert_int_equal(ad1->rows, adopted);
        assert_true(adopted > 10);
    }
}

static void adopters_fit_one_another(void **state)
{
    (void)state;
    for (int32_t y = 0; y < files.years; y++)
        for (int64_t i = 0; i < files.table[y][RETURN_AD1].rows; i++) {
            bool single = made_up_is(&files, y, RETURN_AD1, i, AD1_NB_ADOPTR, "1");
            assert_int_equal(made_up_is(&files, y, RETURN_AD1, i, AD1_LS_ADOPTR, "L0"), single);
            assert_int_equal(made_up_is(&files, y, RETURN_AD1, i, AD1_SEX_ADOPTR, "M1") ||
                                 made_up_is(&files, y, RETURN_AD1, i, AD1_SEX_ADOPTR, "F1"),
                             single);
            if (made_up_is(&files, y, RETURN_AD1, i, AD1_LS_ADOPTR, "L11"))
                assert_true(made_up_is(&files, y, RETURN_AD1, i, AD1_SEX_ADOPTR, "MF"));
        }
}

/* Who leaves otherwise after the decision has it reversed, on a day of that year and with a reason. */
static void a_decision_is_reversed_when_the_child_leaves_otherwise(void **state)
{
    (void)state;
    int32_t seen = 0;
    for (int32_t y = 0; y < files.years; y++) {
        const struct return_file *decisions = &files.table[y][RETURN_PLACED_ADOPTION];
        for (int64_t i = 0; i < decisions->rows; i++) {
            int32_t child = made_up_child(&files, y, RETURN_PLACED_ADOPTION, i);
            day ceased = return_day(decisions, PLACED_ADOPTION_DATE_PLACED_CEASED, i);
            assert_int_equal(return_code(decisions, PLACED_ADOPTION_REASON_PLACED_CEASED, i) == 0, ceased == DAY_NONE);
            bool stays = made_up_in_care(&files, y, child, calendar_year_end(year_of(y)));
            bool adopted = made_up_find(&files, y, RETURN_AD1, child, 0) >= 0;
            if (!stays && !adopted) {
                assert_int_equal(calendar_year(ceased), year_of(y));
                seen++;
            }
        }
    }
    assert_true(seen > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_placement_for_adoption_has_its_decision_before),
        cmocka_unit_test(ad1_tells_of_those_adopted_in_the_year),
        cmocka_unit_test(adopters_fit_one_another),
        cmocka_unit_test(a_decision_is_reversed_when_the_child_leaves_otherwise),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
