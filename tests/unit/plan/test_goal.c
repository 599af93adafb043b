#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "plan/goal.h"
#include "plan/track.h"

static struct plan_goal read(const char *words)
{
    struct plan_goal goal;
    struct problem problem = {0};
    if (plan_goal_read(words, &goal, &problem) < 0)
        fail_msg("%s", problem.text);
    return goal;
}

static void a_goal_is_of_pounds_or_of_children(void **state)
{
    (void)state;
    struct plan_goal goal = read("cost 2027-28 <= 38.5m");
    assert_int_equal(goal.quantity, PLAN_POUNDS);
    assert_int_equal(goal.year, 2027);
    assert_false(goal.at_least);
    assert_int_equal(goal.amount, 3850000000);
    assert_int_equal(read("cost 2027-28 <= £650k").amount, 65000000);
    assert_int_equal(read("cost 2027-28 >= 12.34").amount, 1234);
    assert_int_equal(read("cost 2027/28 <= 1.234567m").amount, 123456700);
    goal = read("children 2028-03 >= 650");
    assert_int_equal(goal.quantity, PLAN_CHILDREN);
    assert_true(goal.at_least);
    assert_int_equal(goal.month, calendar_month(calendar_day(2028, 3, 1)));
    assert_int_equal(goal.amount, 650000);
}

static void what_is_no_goal_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",
                                        "cost",
                                        "cost 2027-28",
                                        "cost 2027-28 <= ",
                                        "cost 2027-28 = 5",
                                        "cost 2027 <= 5",
                                        "cost 2027-28 <= 5x",
                                        "cost 2027-28 <= m",
                                        "cost 2027-28 <= 0.001",
                                        "children 2027-28 <= 5",
                                        "children 2028-13 <= 5",
                                        "children 2028-03 <= 5 more",
                                        "homes 2028-03 <= 5",
                                        "cost 2027-28 <= 99999999999999999m",
                                        "cost 2027-28 <= -5"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct plan_goal goal;
        struct problem problem = {0};
        if (plan_goal_read(wrong[i], &goal, &problem) != PROBLEM_USAGE)
            fail_msg("“%s” passes for a goal", wrong[i]);
    }
}

/* Ten paths of a year of twelve months; path r costs (r + 1) × 1,200 pence in it, and has r + 1 children. */
static void make(struct plan_outcome *out)
{
    struct problem problem = {0};
    assert_int_equal(plan_outcome_make(12, 10, 0, 1, out, &problem), 0);
    for (int32_t m = 0; m < 12; m++) {
        const int32_t calendar = calendar_month(calendar_day(2026, 4, 1)) + m;
        out->first[m] = calendar_month_start(calendar);
        out->last[m] = calendar_month_end(calendar);
        for (int32_t r = 0; r < 10; r++) {
            out->pence[PLAN_WITH][r * 12 + m] = 100 * (r + 1);
            out->nights[PLAN_WITH][r * 12 + m] = (r + 1) * (out->last[m] - out->first[m] + 1);
        }
    }
}

static void the_chance_is_the_share_of_paths_that_reach_it(void **state)
{
    (void)state;
    struct plan_outcome outcome;
    struct plan_reach reach;
    struct problem problem = {0};
    make(&outcome);
    struct plan_goal goal = read("cost 2026-27 <= 36");
    assert_int_equal(plan_goal_reach(&goal, &outcome, &reach, &problem), 0);
    assert_int_equal(reach.paths, 10);
    assert_int_equal(reach.reached, 3);
    assert_int_equal(reach.mean, 6600);
    assert_int_equal(reach.low, 1200);
    assert_int_equal(reach.high, 10800);
    goal = read("children 2027-03 >= 8");
    assert_int_equal(plan_goal_reach(&goal, &outcome, &reach, &problem), 0);
    assert_int_equal(reach.reached, 3);
    assert_int_equal(reach.mean, 5500);
    goal = read("cost 2027-28 <= 36");
    assert_int_equal(plan_goal_reach(&goal, &outcome, &reach, &problem), PROBLEM_USAGE);
    plan_outcome_clear(&outcome);
}

static void a_dial_is_a_number_of_an_effect(void **state)
{
    (void)state;
    static struct plan_scenario scenario;
    struct plan_dial dial;
    struct problem problem = {0};
    scenario = (struct plan_scenario){.initiatives = 2, .effects = 3, .initiative = {{.id = "S01"}, {.id = "S02"}}};
    scenario.effect[0] = (struct plan_effect){.kind = PLAN_MOVE, .measure = PLAN_ADD_PER_MONTH, .amount = -1};
    scenario.effect[1] = (struct plan_effect){.kind = PLAN_COST, .measure = PLAN_PER_YEAR};
    scenario.effect[2] = (struct plan_effect){.kind = PLAN_EXIT, .measure = PLAN_FACTOR, .initiative = 1, .amount = 1.2};
    assert_int_equal(plan_dial_find(&scenario, "S01.effects[0].add_per_month", 5, &dial, &problem), 0);
    assert_true(dial.none == 0 && dial.most == 0 && dial.least < 0);
    assert_int_equal(plan_dial_find(&scenario, "S02.effects[0].factor", 5, &dial, &problem), 0);
    assert_int_equal(dial.effect, 2);
    assert_true(dial.none == 1 && dial.least == 1 && dial.most == 5);
    assert_int_equal(plan_dial_find(&scenario, "S01.effects[1].per_year", 5, &dial, &problem), PROBLEM_USAGE);
    assert_non_null(strstr(problem.next, "S01.effects[0].add_per_month, S02.effects[0].factor"));
}

static void what_came_is_on_above_or_below(void **state)
{
    (void)state;
    struct plan_track_row row = {.low = 10, .high = 20, .came = true, .actual = 10};
    assert_string_equal(plan_track_verdict(&row), "on");
    row.actual = 9;
    assert_string_equal(plan_track_verdict(&row), "below");
    row.actual = 21;
    assert_string_equal(plan_track_verdict(&row), "above");
    row.came = false;
    assert_string_equal(plan_track_verdict(&row), "to come");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_goal_is_of_pounds_or_of_children),
        cmocka_unit_test(what_is_no_goal_is_refused),
        cmocka_unit_test(the_chance_is_the_share_of_paths_that_reach_it),
        cmocka_unit_test(a_dial_is_a_number_of_an_effect),
        cmocka_unit_test(what_came_is_on_above_or_below),
    };
    return cmocka_run_group_tests_name("plan_goal", tests, NULL, NULL);
}
