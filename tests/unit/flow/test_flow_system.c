#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "example_systems.h"

static void assert_refused(const struct flow_system *system, const char *word)
{
    struct problem problem = {0};
    assert_int_equal(flow_system_check(system, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, word));
    assert_true(problem.next[0] != '\0');
}

static void the_example_systems_are_sound(void **state)
{
    (void)state;
    struct flow_system system;
    struct problem problem = {0};
    example_pair(&system);
    assert_int_equal(flow_system_check(&system, &problem), 0);
    example_clocks(&system);
    assert_int_equal(flow_system_check(&system, &problem), 0);
    example_care(&system);
    assert_int_equal(flow_system_check(&system, &problem), 0);
}

static void a_value_on_an_edge_belongs_to_the_band_it_begins(void **state)
{
    (void)state;
    struct flow_system system;
    example_care(&system);
    static const int32_t days[] = {-5, 0, 27, 28, 90, 91, 729, 730, 100000}, bands[] = {0, 0, 0, 1, 1, 2, 4, 5, 5};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        assert_int_equal(flow_band(&system.time_in_system, days[i]), bands[i]);
}

static void names_are_found_and_told(void **state)
{
    (void)state;
    struct flow_system system;
    example_care(&system);
    assert_int_equal(flow_state_named(&system, "unregistered"), 10);
    assert_int_equal(flow_exit_named(&system, "home"), 0);
    assert_int_equal(flow_state_named(&system, "home"), -1);
    assert_string_equal(flow_destination_name(&system, 3), "foster_agency");
    assert_string_equal(flow_destination_name(&system, 11), "home");
}

static void what_is_wrong_with_a_system_is_named(void **state)
{
    (void)state;
    struct flow_system system;
    example_clocks(&system);
    system.states = 0;
    assert_refused(&system, "states");
    example_clocks(&system);
    system.time_in_state.count = FLOW_BANDS_MAX + 1;
    assert_refused(&system, "time in a state");
    example_clocks(&system);
    system.age.from[2] = 10;
    assert_refused(&system, "age");
    example_clocks(&system);
    system.time_in_system.from[0] = 1;
    assert_refused(&system, "begin at 0");
    example_clocks(&system);
    system.final_exit = 2;
    assert_refused(&system, "final age");
    example_clocks(&system);
    system.final_age = 16;
    assert_refused(&system, "final age 16");
    example_clocks(&system);
    system.group_of[1] = 1;
    assert_refused(&system, "no group");
}

static void what_is_wrong_with_a_prior_is_named(void **state)
{
    (void)state;
    struct flow_system system;
    example_clocks(&system);
    system.stratum[0].prior_share = 0.8;
    assert_refused(&system, "add up to 0.9");
    example_clocks(&system);
    system.stratum[1].prior_first_state[0] = 0.001;
    assert_refused(&system, "marked");
    example_clocks(&system);
    system.stratum[0].to_days = 6575; /* somebody of that age may be 18 */
    assert_refused(&system, "6574");
    example_clocks(&system);
    system.prior_rate[1][2] = -0.1;
    assert_refused(&system, "b is below 0");
    example_clocks(&system);
    system.prior_by_age[EXIT_OUT][1] = INFINITY;
    assert_refused(&system, "out");
    example_clocks(&system);
    system.strength_factor = 0;
    assert_refused(&system, "worth");
    example_clocks(&system);
    system.prior_dispersion = 0.9;
    assert_refused(&system, "dispersion");
    example_clocks(&system);
    system.prior_entries_per_year = 0;
    assert_refused(&system, "entries a year");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_systems_are_sound),
        cmocka_unit_test(a_value_on_an_edge_belongs_to_the_band_it_begins),
        cmocka_unit_test(names_are_found_and_told),
        cmocka_unit_test(what_is_wrong_with_a_system_is_named),
        cmocka_unit_test(what_is_wrong_with_a_prior_is_named),
    };
    return cmocka_run_group_tests_name("system", tests, NULL, NULL);
}
