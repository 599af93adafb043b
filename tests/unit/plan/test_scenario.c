/* How far effects have grown by the day, and the words of numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/scenario.h"
#include "plan/words.h"

static void test_ramp(void **state)
{
    (void)state;
    const day from = calendar_day(2026, 6, 1);
    const struct plan_effect effect = {.from = from, .until = calendar_day(2027, 6, 1), .ramp_months = 6};
    const day grown = calendar_day(2026, 12, 1); /* 183 days later */
    assert_true(plan_effect_grown(&effect, from - 1) == 0);
    assert_true(plan_effect_grown(&effect, from) == 0);
    assert_true(plan_effect_grown(&effect, from + 61) == 61.0 / 183);
    assert_true(plan_effect_grown(&effect, grown - 1) == 182.0 / 183);
    assert_true(plan_effect_grown(&effect, grown) == 1);
    assert_true(plan_effect_grown(&effect, effect.until - 1) == 1);
    assert_true(plan_effect_grown(&effect, effect.until) == 0);
}

static void test_no_ramp_and_the_end_of_a_month(void **state)
{
    (void)state;
    const struct plan_effect at_once = {.from = 100, .until = DAY_OPEN};
    assert_true(plan_effect_grown(&at_once, 99) == 0);
    assert_true(plan_effect_grown(&at_once, 100) == 1);
    /* From 31 January a month's ramp ends on 28 February. */
    const struct plan_effect late = {.from = calendar_day(2026, 1, 31), .until = DAY_OPEN, .ramp_months = 1};
    assert_true(plan_effect_grown(&late, calendar_day(2026, 2, 27)) < 1);
    assert_true(plan_effect_grown(&late, calendar_day(2026, 2, 28)) == 1);
}

static void test_numbers_in_words(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *words;
    } cases[] = {{1, "1"}, {0.5, "0.5"}, {-1.1667, "-1.1667"}, {0, "0"}, {12, "12"}, {0.000001, "0.000001"}, {1e-9, "0"}};
    struct text out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text_reset(&out);
        plan_number_append(&out, cases[i].value);
        assert_string_equal(text_string(&out), cases[i].words);
    }
    text_clear(&out);
}

static void test_names(void **state)
{
    (void)state;
    for (int32_t i = 0; i < PLAN_DESIGNS; i++)
        assert_int_equal(plan_design_named(plan_design_name((enum plan_design)i)), i);
    assert_int_equal(plan_design_named("good"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ramp),
        cmocka_unit_test(test_no_ramp_and_the_end_of_a_month),
        cmocka_unit_test(test_numbers_in_words),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
