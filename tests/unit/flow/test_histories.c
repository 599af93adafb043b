#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "example_systems.h"
#include "flow/histories.h"

static void person(struct flow_histories *histories, day born)
{
    assert_int_equal(flow_histories_add_person(histories, born, (uint32_t)histories->persons, false, NULL), 0);
}

static int spell(struct flow_histories *histories, int32_t state, day from, day to, int32_t next, bool first)
{
    struct problem problem = {0};
    const int64_t before = histories->spells;
    const int code = flow_histories_add_spell(histories, state, from, to, next, first, &problem);
    assert_int_equal(code, problem.code);
    assert_int_equal(histories->spells, before + (code == 0));
    return code;
}

static void spells_in_a_row_make_a_period(void **state)
{
    (void)state;
    struct flow_histories histories = {0};
    person(&histories, 0);
    assert_int_equal(spell(&histories, STATE_A, 100, 130, STATE_B, true), 0);
    assert_int_equal(spell(&histories, STATE_B, 130, 130, STATE_B, false), 0); /* a same-day spell */
    assert_int_equal(spell(&histories, STATE_B, 130, 200, EXIT_OUT, false), 0);
    assert_int_equal(spell(&histories, STATE_A, 300, DAY_OPEN, FLOW_CENSORED, true), 0);
    static const day entered[4] = {100, 100, 100, 300};
    for (int i = 0; i < 4; i++)
        assert_int_equal(histories.entered[i], entered[i]);
    assert_int_equal(histories.persons, 1);
    flow_histories_clear(&histories);
    flow_histories_clear(&histories);
    assert_null(histories.from);
}

static void what_cannot_have_been_is_refused(void **state)
{
    (void)state;
    struct flow_histories histories = {0};
    assert_int_equal(spell(&histories, STATE_A, 1, 2, EXIT_OUT, true), PROBLEM_INPUT); /* nobody yet */
    person(&histories, 50);
    assert_int_equal(spell(&histories, STATE_A, 100, 130, STATE_B, false), PROBLEM_INPUT); /* no period to go on with */
    assert_int_equal(spell(&histories, STATE_A, 49, 130, STATE_B, true), PROBLEM_INPUT);   /* before birth */
    assert_int_equal(spell(&histories, STATE_A, 100, 99, STATE_B, true), PROBLEM_INPUT);
    assert_int_equal(spell(&histories, STATE_A, 100, 130, FLOW_CENSORED, true), PROBLEM_INPUT);
    assert_int_equal(spell(&histories, STATE_A, 100, DAY_OPEN, STATE_B, true), PROBLEM_INPUT);
    assert_int_equal(spell(&histories, FLOW_STATES_MAX, 100, 130, STATE_B, true), PROBLEM_INPUT);
    assert_int_equal(spell(&histories, STATE_A, 100, 130, FLOW_DESTINATIONS_MAX, true), PROBLEM_INPUT);
    assert_int_equal(spell(&histories, STATE_A, 100, 130, STATE_B, true), 0);
    assert_int_equal(spell(&histories, STATE_B, 129, 140, STATE_A, false), PROBLEM_INPUT); /* overlap */
    assert_int_equal(spell(&histories, STATE_B, 131, 140, STATE_A, false), PROBLEM_INPUT); /* gap */
    assert_int_equal(spell(&histories, STATE_A, 130, 140, STATE_A, false), PROBLEM_INPUT); /* it went to b */
    assert_int_equal(flow_histories_add_person(&histories, 0, UINT32_C(1) << 31, false, NULL), PROBLEM_INPUT);
    assert_int_equal(histories.persons, 1);
    flow_histories_clear(&histories);
}

static void columns_grow_together(void **state)
{
    (void)state;
    struct flow_histories histories = {0};
    for (day i = 0; i < 1000; i++) {
        person(&histories, i);
        assert_int_equal(spell(&histories, i % 2, i + 10, i + 20, EXIT_OUT, true), 0);
    }
    for (day i = 0; i < 1000; i++) {
        assert_int_equal(histories.born[i], i);
        assert_int_equal(histories.luck[i], i);
        assert_int_equal(histories.person[i], i);
        assert_int_equal(histories.state[i], i % 2);
        assert_int_equal(histories.to[i], i + 20);
    }
    flow_histories_clear(&histories);
}

static void the_stock_is_who_sleeps_there_by_age(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_histories histories = {0};
    const day on = calendar_day(2026, 3, 31);
    int64_t stock[6];
    example_clocks(&system);
    person(&histories, calendar_day(2016, 3, 31)); /* ten today */
    spell(&histories, STATE_A, on - 10, on + 1, EXIT_OUT, true);
    person(&histories, calendar_day(2016, 4, 1)); /* ten tomorrow */
    spell(&histories, STATE_A, on, DAY_OPEN, FLOW_CENSORED, true);
    person(&histories, calendar_day(2009, 1, 1));
    spell(&histories, STATE_A, on - 10, on, STATE_B, true); /* moves today: sleeps in b */
    spell(&histories, STATE_B, on, DAY_OPEN, FLOW_CENSORED, false);
    person(&histories, calendar_day(2009, 1, 1));
    spell(&histories, STATE_B, on - 10, on, EXIT_OUT, true); /* left today */
    flow_stock(&system, &histories, on, stock);
    static const int64_t expected[6] = {1, 1, 0, 0, 0, 1};
    for (int i = 0; i < 6; i++)
        assert_int_equal(stock[i], expected[i]);
    flow_histories_clear(&histories);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spells_in_a_row_make_a_period),
        cmocka_unit_test(what_cannot_have_been_is_refused),
        cmocka_unit_test(columns_grow_together),
        cmocka_unit_test(the_stock_is_who_sleeps_there_by_age),
    };
    return cmocka_run_group_tests_name("histories", tests, NULL, NULL);
}
