#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "care_fixture.h"

static const char *state_of(const struct care_system *system, const char *place, const char *provider, bool *known)
{
    bool temporary;
    return system->flow.state[care_state_of(system, code_of(place), code_of(provider), &temporary, known)];
}

static void the_provider_decides_where_the_table_says_so(void **state)
{
    (void)state;
    struct care_system system;
    bool known;
    care_fixture_system(&system);
    assert_string_equal(state_of(&system, "U4", "PR1", &known), "foster_inhouse");
    assert_true(known);
    assert_string_equal(state_of(&system, "U4", "PR4", &known), "foster_agency");
    assert_true(known);
    assert_string_equal(state_of(&system, "U1", "PR4", &known), "connected_carer");
    assert_true(known);
}

static void an_unknown_provider_matters_only_where_it_decides(void **state)
{
    (void)state;
    struct care_system system;
    bool known;
    care_fixture_system(&system);
    assert_string_equal(state_of(&system, "U4", "", &known), "foster_agency");
    assert_false(known);
    assert_string_equal(state_of(&system, "K2", "PR9", &known), "home_external");
    assert_false(known);
    assert_string_equal(state_of(&system, "K1", "PR9", &known), "secure");
    assert_true(known);
    assert_string_equal(state_of(&system, "Q1", "PR1", &known), "other_residential");
    assert_false(known);
    assert_true(care_place_known(&system, code_of("K2")));
    assert_false(care_place_known(&system, code_of("Q1")));
}

static void temporary_places_say_so(void **state)
{
    (void)state;
    struct care_system system;
    bool known, temporary;
    care_fixture_system(&system);
    care_state_of(&system, code_of("T3"), 0, &temporary, &known);
    assert_true(temporary && known);
    care_state_of(&system, code_of("U4"), code_of("PR1"), &temporary, &known);
    assert_false(temporary);
    care_state_of(&system, code_of("Q1"), 0, &temporary, &known);
    assert_false(temporary);
}

static void a_code_that_follows_another_can_stand_for_the_same_home(void **state)
{
    (void)state;
    struct care_system system;
    care_fixture_system(&system);
    assert_true(care_place_same(&system, code_of("H5"), code_of("K3")));
    assert_true(care_place_same(&system, code_of("K3"), code_of("H5")));
    assert_true(care_place_same(&system, code_of("Z1"), code_of("Z12")));
    assert_true(care_place_same(&system, code_of("U4"), code_of("U4")));
    assert_false(care_place_same(&system, code_of("Z11"), code_of("Z12")));
    assert_true(care_place_same(&system, code_of("P2"), code_of("K3")));
    assert_false(care_place_same(&system, code_of("P2"), code_of("H5"))); /* two kinds of home before they were one */
    assert_false(care_place_same(&system, 0, code_of("U4")));
    assert_false(care_place_same(&system, code_of("U4"), 0)); /* U4 follows nothing: a blank is not what it follows */
}

static void x1_and_a_blank_are_no_exit(void **state)
{
    (void)state;
    struct care_system system;
    bool known;
    care_fixture_system(&system);
    assert_int_equal(care_exit_of(&system, code_of("X1"), &known), -1);
    assert_true(known);
    assert_int_equal(care_exit_of(&system, 0, &known), -1);
    assert_true(known);
    assert_string_equal(system.flow.exit[care_exit_of(&system, code_of("E12"), &known)], "adopted");
    assert_true(known);
    assert_string_equal(system.flow.exit[care_exit_of(&system, code_of("E99"), &known)], "other_exit");
    assert_false(known);
}

static void a_sound_system_passes(void **state)
{
    (void)state;
    struct care_system system;
    struct problem problem = {0};
    care_fixture_system(&system);
    if (care_system_check(&system, &problem) < 0)
        fail_msg("%s", problem.text);
}

static void expect_refused(const struct care_system *system, const char *because)
{
    struct problem problem = {0};
    assert_int_equal(care_system_check(system, &problem), PROBLEM_INPUT);
    if (!strstr(problem.text, because))
        fail_msg("\"%s\" does not say \"%s\"", problem.text, because);
}

static void rules_that_contradict_or_lead_nowhere_are_named(void **state)
{
    (void)state;
    struct care_system system;
    care_fixture_system(&system);
    system.place_rule[system.place_rules++] = (struct care_place_rule){.place = code_of("K2"), .provider = code_of("PR1")};
    expect_refused(&system, "PLACE K2 PR1 has two rules");
    care_fixture_system(&system);
    system.place_rule[3].state = 11;
    expect_refused(&system, "PLACE U4 PR1");
    care_fixture_system(&system);
    system.place_rule[0].follows[0] = code_of("U9");
    expect_refused(&system, "PLACE U1 follows U9, which has no rule");
    care_fixture_system(&system);
    system.place_rule[0].follows[0] = code_of("K1");
    expect_refused(&system, "PLACE U1 follows K1, which is another kind of home");
    care_fixture_system(&system);
    system.exit_rule[1].rec = system.exit_rule[0].rec;
    expect_refused(&system, "REC E11 has two rules");
    care_fixture_system(&system);
    system.exit_rule[0].rec = code_of("X1");
    expect_refused(&system, "X1");
    care_fixture_system(&system);
    system.exit_rule[0].exit = 10;
    expect_refused(&system, "REC E11");
    care_fixture_system(&system);
    system.state_otherwise = -1;
    expect_refused(&system, "unknown codes");
    care_fixture_system(&system);
    system.exit_title[2][0] = '\0';
    expect_refused(&system, "adopted");
}

static void records_grow_blank_and_clear_twice(void **state)
{
    (void)state;
    struct care_records records = {0};
    for (int64_t i = 0; i < 100; i++) {
        assert_int_equal(care_records_add_return(&records, NULL), i);
        assert_int_equal(care_records_add_child(&records, NULL), i);
        int64_t row = care_records_add_row(&records, NULL);
        assert_int_equal(row, i);
        assert_int_equal(records.born[i], DAY_NONE);
        assert_int_equal(records.uasc_ceased[i], DAY_NONE);
        assert_int_equal(records.decom[row], DAY_NONE);
        assert_int_equal(records.dec[row], DAY_NONE);
        assert_int_equal(records.place[row], 0);
        assert_int_equal(records.return_of[i].last_date, DAY_NONE);
        records.place[row] = code_of("U4");
        records.line[row] = (int32_t)i;
        records.born[i] = (day)i;
    }
    assert_int_equal(records.line[17], 17);
    assert_int_equal(records.born[17], 17);
    care_records_clear(&records);
    assert_int_equal(records.rows, 0);
    care_records_clear(&records);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_provider_decides_where_the_table_says_so),
        cmocka_unit_test(an_unknown_provider_matters_only_where_it_decides),
        cmocka_unit_test(temporary_places_say_so),
        cmocka_unit_test(a_code_that_follows_another_can_stand_for_the_same_home),
        cmocka_unit_test(x1_and_a_blank_are_no_exit),
        cmocka_unit_test(a_sound_system_passes),
        cmocka_unit_test(rules_that_contradict_or_lead_nowhere_are_named),
        cmocka_unit_test(records_grow_blank_and_clear_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
