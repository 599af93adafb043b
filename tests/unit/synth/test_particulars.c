#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "synth/luck.h"
#include "synth/particulars.h"

static void names_have_six_digits_and_differ(void **state)
{
    (void)state;
    enum { CHILDREN = 20000 };
    const struct synth_council council = {.seed = 4, .children = CHILDREN};
    int32_t *name = synth_names_new(&council, NULL);
    uint8_t *seen = calloc(1000000, 1);
    for (int32_t i = 0; i < CHILDREN; i++) {
        assert_in_range(name[i], 100000, 999999);
        assert_int_equal(seen[name[i]]++, 0);
    }
    free(seen);
    free(name);
}

static void too_many_children_for_six_digits_are_refused(void **state)
{
    (void)state;
    struct problem problem = {0};
    const struct synth_council council = {.seed = 4, .children = 500000};
    assert_null(synth_names_new(&council, &problem));
    assert_int_equal(problem.code, PROBLEM_LIMIT);
}

static void a_upn_has_the_letter_that_its_digits_give(void **state)
{
    (void)state;
    /*
     * Name 100000: image 12345, so school 1012 and pupil 345; born in 2010, so joined in 2014: 9 9 9 1 0 1 2 1 4 3 4 5 at
     * weights 2 to 13: 18 + 27 + 36 + 5 + 0 + 7 + 16 + 9 + 40 + 33 + 48 + 65 = 304 = 13 x 23 + 5, the sixth of
     * ABCDEFGHJKLMNPQRTUVWXYZ.
     */
    const struct synth_council council = {.seed = 4};
    const struct synth_child child = {.born = calendar_day(2010, 5, 1), .number = 7, .family = 7};
    struct synth_particulars particulars;
    synth_particulars_of(&council, &child, 100000, &particulars);
    assert_string_equal(particulars.upn, "F999101214345");
    assert_string_equal(particulars.child, "100000");
}

static void a_child_under_four_has_no_upn_yet(void **state)
{
    (void)state;
    const struct synth_particulars particulars = {.upn = "F999101214345"};
    day born = calendar_day(2020, 4, 1);
    assert_string_equal(synth_upn_told(&particulars, born, calendar_day(2024, 3, 31)), "UN1");
    assert_string_equal(synth_upn_told(&particulars, born, calendar_day(2025, 3, 31)), "F999101214345");
    const struct synth_particulars abroad = {.upn = "F999101214345", .no_upn = true};
    assert_string_equal(synth_upn_told(&abroad, calendar_day(2008, 4, 1), calendar_day(2025, 3, 31)), "UN2");
}

static void unaccompanied_children_are_mostly_boys_and_need_n8(void **state)
{
    (void)state;
    enum { CHILDREN = 5000 };
    const struct synth_council council = {.seed = 4};
    int32_t boys = 0, others_boys = 0;
    for (uint32_t i = 1; i <= CHILDREN; i++) {
        struct synth_particulars particulars;
        struct synth_child child = {.born = calendar_day(2008, 5, 1), .number = i, .family = i, .unaccompanied = true};
        synth_particulars_of(&council, &child, 100000, &particulars);
        boys += particulars.sex == 'M';
        assert_true(particulars.need == code_of("N8"));
        child.unaccompanied = false;
        synth_particulars_of(&council, &child, 100000, &particulars);
        others_boys += particulars.sex == 'M';
    }
    assert_in_range(boys, CHILDREN * 95 / 100, CHILDREN * 97 / 100);
    assert_in_range(others_boys, CHILDREN * 48 / 100, CHILDREN * 53 / 100);
}

static void brothers_and_sisters_share_a_postcode_and_strangers_do_not(void **state)
{
    (void)state;
    const struct synth_council council = {.seed = 4};
    char one[SYNTH_POSTCODE_SIZE], same[SYNTH_POSTCODE_SIZE], other[SYNTH_POSTCODE_SIZE];
    synth_home_postcode(&council, 77, one);
    synth_home_postcode(&council, 77, same);
    synth_home_postcode(&council, 78, other);
    assert_string_equal(one, same);
    assert_string_not_equal(one, other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_six_digits_and_differ),
        cmocka_unit_test(too_many_children_for_six_digits_are_refused),
        cmocka_unit_test(a_upn_has_the_letter_that_its_digits_give),
        cmocka_unit_test(a_child_under_four_has_no_upn_yet),
        cmocka_unit_test(unaccompanied_children_are_mostly_boys_and_need_n8),
        cmocka_unit_test(brothers_and_sisters_share_a_postcode_and_strangers_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
