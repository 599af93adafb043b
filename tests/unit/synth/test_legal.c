#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "synth/legal.h"
#include "synth/luck.h"

enum { TRIES = 2000 };

static int32_t plan(const struct synth_legal_facts *facts, uint32_t number, struct synth_status *status)
{
    struct chance_stream luck = synth_luck_of(1, number, SYNTH_LUCK_LEGAL);
    return synth_legal_plan(facts, &luck, status);
}

static struct synth_legal_facts aged(int32_t years)
{
    day from = calendar_day(2024, 6, 1);
    return (struct synth_legal_facts){.born = calendar_birthday(from - 100, -years),
                                      .from = from,
                                      .with_parents = DAY_OPEN,
                                      .placement_order_by = DAY_OPEN};
}

static void statuses_follow_one_another_from_the_first_day(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < TRIES; i++) {
        struct synth_legal_facts facts = aged((int32_t)(i % 18));
        struct synth_status status[SYNTH_STATUSES_MAX];
        int32_t count = plan(&facts, i, status);
        assert_in_range(count, 1, SYNTH_STATUSES_MAX);
        assert_int_equal(status[0].on, facts.from);
        for (int32_t k = 1; k < count; k++) {
            assert_true(status[k].on > status[k - 1].on);
            assert_true(status[k].status != status[k - 1].status);
        }
    }
}

static void police_protection_ends_within_three_days(void **state)
{
    (void)state;
    int32_t seen = 0;
    for (uint32_t i = 0; i < TRIES; i++) {
        struct synth_legal_facts facts = aged(8);
        struct synth_status status[SYNTH_STATUSES_MAX];
        int32_t count = plan(&facts, i, status);
        if (status[0].status != code_of("L1"))
            continue;
        seen++;
        assert_true(count >= 2);
        assert_in_range(status[1].on - status[0].on, 1, 3);
    }
    assert_in_range(seen, TRIES / 8, TRIES / 5); /* 165 in 1,000 at that age */
}

static void unaccompanied_children_stay_under_section_20(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < TRIES; i++) {
        struct synth_legal_facts facts = aged(16);
        struct synth_status status[SYNTH_STATUSES_MAX];
        facts.unaccompanied = true;
        assert_int_equal(plan(&facts, i, status), 1);
        assert_true(status[0].status == code_of("V2"));
    }
}

static short_code in_force(const struct synth_status *status, int32_t count, day on)
{
    short_code now = 0;
    for (int32_t i = 0; i < count && status[i].on <= on; i++)
        now = status[i].status;
    return now;
}

static void nobody_lives_with_parents_under_section_20(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < TRIES; i++) {
        struct synth_legal_facts facts = aged(6);
        struct synth_status status[SYNTH_STATUSES_MAX];
        facts.with_parents = facts.from + (day)(i % 3) * 150;
        int32_t count = plan(&facts, i, status);
        assert_true(in_force(status, count, facts.with_parents) != code_of("V2"));
    }
}

static void a_placement_for_adoption_has_its_order(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < TRIES; i++) {
        struct synth_legal_facts facts = aged(1);
        struct synth_status status[SYNTH_STATUSES_MAX];
        facts.placement_order_by = facts.from + 30 + (day)(i % 700);
        int32_t count = plan(&facts, i, status);
        assert_true(in_force(status, count, facts.placement_order_by) == code_of("E1"));
        assert_true(status[count - 1].status == code_of("E1")); /* for good */
        assert_true(status[0].on == facts.from);
    }
}

static void a_remanded_child_begins_on_remand(void **state)
{
    (void)state;
    struct synth_legal_facts facts = aged(15);
    struct synth_status status[SYNTH_STATUSES_MAX];
    facts.remanded = true;
    assert_int_equal(plan(&facts, 1, status), 2);
    assert_true(status[0].status == code_of("J1"));
    assert_in_range(status[1].on - facts.from, 21, 120);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statuses_follow_one_another_from_the_first_day),
        cmocka_unit_test(police_protection_ends_within_three_days),
        cmocka_unit_test(unaccompanied_children_stay_under_section_20),
        cmocka_unit_test(nobody_lives_with_parents_under_section_20),
        cmocka_unit_test(a_placement_for_adoption_has_its_order),
        cmocka_unit_test(a_remanded_child_begins_on_remand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
