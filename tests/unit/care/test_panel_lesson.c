#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "care/panel_lesson.h"

static void every_number_of_children_has_one_class(void **state)
{
    (void)state;
    assert_int_equal(care_panel_lesson(0)->from, 0);
    assert_int_equal(care_panel_lesson(199)->from, 0);
    assert_int_equal(care_panel_lesson(200)->from, 200);
    assert_int_equal(care_panel_lesson(449)->below, 450);
    assert_int_equal(care_panel_lesson(450)->from, 450);
    assert_true(care_panel_lesson(83000)->last);
    assert_ptr_equal(care_panel_lesson(INT64_MAX), care_panel_lesson(800));
    assert_false(care_panel_lesson(799)->last);
}

static void moves_grow_with_years_and_shrink_with_size(void **state)
{
    static const int64_t sizes[] = {100, 300, 600, 1000};
    (void)state;
    for (int32_t i = 0; i < 4; i++)
        for (int32_t y = 0; y < CARE_PANEL_LESSON_YEARS; y++) {
            const int32_t *within = care_panel_lesson(sizes[i])->within;
            assert_true(y == 0 || within[y] > within[y - 1]);
            assert_true(i == 0 || within[y] < care_panel_lesson(sizes[i - 1])->within[y]);
        }
}

/* A council of 300 (bench/panel_lesson): a tenth in a year, not a fifth in three; growth has no memory. */
static void the_lesson_is_that_of_the_published_figures(void **state)
{
    (void)state;
    assert_int_equal(care_panel_lesson(300)->within[0], 101);
    assert_int_equal(care_panel_lesson(300)->within[2], 187);
    assert_in_range(care_panel_grew_again(), 470, 530);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_of_children_has_one_class),
        cmocka_unit_test(moves_grow_with_years_and_shrink_with_size),
        cmocka_unit_test(the_lesson_is_that_of_the_published_figures),
    };
    return cmocka_run_group_tests_name("panel_lesson", tests, NULL, NULL);
}
