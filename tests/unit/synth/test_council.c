#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "made_up_files.h"
#include "synth/council.h"

static struct care_system care;

static void make(struct synth_council *council, uint64_t seed)
{
    const struct synth_options options = {.children = 2000, .years = 8, .last_year = 2025, .seed = seed};
    struct problem problem = {0};
    made_up_system(&care);
    if (synth_council_make(&care, &options, NULL, council, &problem) < 0)
        fail_msg("%s", problem.text);
}

static void spells_of_a_period_follow_one_another(void **state)
{
    (void)state;
    struct synth_council council;
    make(&council, 1);
    for (int64_t p = 0; p < council.periods; p++) {
        const struct synth_period *period = &council.period[p];
        for (int32_t s = 0; s < period->spells; s++) {
            const struct synth_spell *spell = &council.spell[period->first_spell + s];
            bool last = s == period->spells - 1;
            assert_true(spell->from < spell->to);
            assert_true(spell->from >= council.child[period->child].born);
            assert_true(spell->to == DAY_OPEN || spell->to <= calendar_birthday(council.child[period->child].born, 18));
            assert_int_equal(last, spell->next == FLOW_CENSORED || spell->next >= care.flow.states);
            if (!last) {
                assert_int_equal(spell[1].from, spell->to);
                assert_int_equal(spell[1].state, spell->next);
            }
        }
    }
    synth_council_clear(&council);
}

static void a_child_comes_back_only_after_it_left(void **state)
{
    (void)state;
    struct synth_council council;
    int64_t again = 0, starts = 0;
    make(&council, 1);
    for (int64_t i = 0; i < council.children; i++) {
        const struct synth_child *child = &council.child[i];
        assert_true(child->periods >= 1);
        starts += child->periods;
        for (int32_t p = 1; p < child->periods; p++) {
            const struct synth_period *period = &council.period[child->first_period + p];
            assert_int_equal(period->child, i);
            assert_true(synth_period_from(&council, period) - synth_period_to(&council, period - 1) >= 14);
            again++;
        }
    }
    assert_in_range(again * 1000 / starts, 30, 150); /* of those who come, some per mille have been here in these 9 years */
    synth_council_clear(&council);
}

static int compare_families(const void *left, const void *right)
{
    const struct synth_period *a = *(const struct synth_period *const *)left,
                              *b = *(const struct synth_period *const *)right;
    return (a->family > b->family) - (a->family < b->family);
}

static void brothers_and_sisters_come_on_one_day(void **state)
{
    (void)state;
    struct synth_council council;
    int64_t families[5] = {0};
    make(&council, 1);
    const struct synth_period **period = malloc((size_t)council.periods * sizeof *period);
    int64_t count = 0;
    for (int64_t p = 0; p < council.periods; p++)
        if (!council.child[council.period[p].child].unaccompanied &&
            synth_period_from(&council, &council.period[p]) >= council.opens)
            period[count++] = &council.period[p];
    qsort(period, (size_t)count, sizeof *period, compare_families);
    for (int64_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && period[end]->family == period[i]->family; end++)
            assert_int_equal(synth_period_from(&council, period[end]), synth_period_from(&council, period[i]));
        assert_in_range(end - i, 1, 4);
        families[end - i]++;
    }
    /* 60, 22, 12 and 6 in 100 families, less those who find nobody of another birth in their month, or are chosen singly. */
    int64_t all = families[1] + families[2] + families[3] + families[4];
    assert_in_range(families[1] * 100 / all, 55, 72);
    assert_in_range(families[2] * 100 / all, 15, 26);
    assert_in_range(families[3] * 100 / all, 6, 14);
    assert_in_range(families[4] * 100 / all, 2, 8);
    free(period);
    synth_council_clear(&council);
}

static void as_many_are_in_care_as_were_asked_for(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        struct synth_council council;
        int64_t stock[FLOW_STATES_MAX * FLOW_BANDS_MAX], sum = 0;
        struct flow_histories histories = {0};
        make(&council, seed);
        assert_int_equal(synth_council_histories(&council, council.opens, council.as_at + 1, &histories, NULL), 0);
        flow_stock(&care.flow, &histories, council.as_at, stock);
        for (int32_t i = 0; i < care.flow.states * care.flow.age.count; i++)
            sum += stock[i];
        assert_int_equal(sum, council.in_care);
        assert_in_range(sum, 2000, 2003); /* the last family may bring up to three more */
        flow_histories_clear(&histories);
        synth_council_clear(&council);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spells_of_a_period_follow_one_another),
        cmocka_unit_test(a_child_comes_back_only_after_it_left),
        cmocka_unit_test(brothers_and_sisters_come_on_one_day),
        cmocka_unit_test(as_many_are_in_care_as_were_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
