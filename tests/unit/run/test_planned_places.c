/*
 * A plan that opens or closes places: without a capacity list it changes nothing and says why; with one, the side without is
 * need against places, what is opened is taken, shares add up, and a search counts whole places.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "made_up_council.h"
#include "plan/check.h"
#include "run/planned.h"
#include "run/seek.h"
#include "run/sufficiency.h"

enum { MONTHS = 14, PATHS = 60 };

static const struct run_forecast_options wanted = {.as_at = DAY_NONE, .months = MONTHS, .paths = PATHS, .seed = 7};

static int open_council(void **state)
{
    const struct synth_options options = {.children = 120, .years = 3, .last_year = 2024, .truth_months = 1, .seed = 3};
    return council_open(&options, state);
}

static struct plan_scenario *four_places(const struct council *council)
{
    return council_scenario(council, MONTHS,
                            "name: A\ninitiatives:\n  - id: S01\n    name: Carers\n    owner: O\n    effects:\n"
                            "      - {places: foster_inhouse, add: 4, from: 2025-10-01}\n"
                            "  - id: S02\n    name: Step-down\n    owner: O\n    effects:\n"
                            "      - {exit: [any, home], factor: 1.5, from: 2025-10-01}\n");
}

static struct planned_base *base_of(const struct council *council)
{
    struct problem problem = {0};
    struct planned_base *base;
    if (planned_base_make(council->casebook, &wanted, NULL, &base, &problem) < 0)
        fail_msg("%s", problem.text);
    return base;
}

/* The rows of a scenario; amount: of its first effect. */
static void answer(struct planned_base *base, struct plan_scenario *scenario, double amount, struct run_rows *out)
{
    struct problem problem = {0};
    const struct planned_side side = {scenario, "plan"};
    scenario->effect[0].amount = amount;
    if (planned_answer(base, &side, 0, NULL, out, &problem) < 0)
        fail_msg("%s", problem.text);
}

static int64_t stock(const struct run_rows *rows, enum run_measure measure, int32_t months, int32_t state)
{
    const day end = calendar_month_end(calendar_month(calendar_day(2025, 3, 31)) + months);
    const int64_t row = run_rows_find(rows, measure, end, state, RUN_ALL);
    assert_true(row >= 0);
    return rows->mean[row];
}

static int32_t fostering(const struct council *council)
{
    return flow_state_named(&casebook_system(council->casebook)->flow, "foster_inhouse");
}

static void without_a_list_nothing_is_full(void **state)
{
    const struct council *council = *state;
    struct planned_base *base = base_of(council);
    struct plan_scenario *scenario = four_places(council);
    struct run_rows some = {0}, none = {0};
    answer(base, scenario, 4, &some);
    assert_int_equal(planned_base_held(base).how, PLAN_NO_PLACES_LISTED);
    answer(base, scenario, -100, &none);
    assert_int_equal(some.count, none.count);
    assert_memory_equal(some.mean, none.mean, (size_t)some.count * sizeof *some.mean);
    run_rows_clear(&none);
    run_rows_clear(&some);
    planned_base_free(base);
    free(scenario);
}

/* From here on there are 20 places of the council's own in fostering, and no more can be had. */
static void a_plan_without_places_is_the_forecast_still(void **state)
{
    struct council *council = *state;
    council_give(council, "capacity.csv",
                 "kind,provider,owner,places\nfoster_inhouse,Own,council,20\nhome_external,M,spot,\n");
    struct planned_base *base = base_of(council);
    struct plan_scenario *scenario = council_scenario(council, MONTHS,
                                                      "name: A\ninitiatives:\n  - {id: S01, name: N, owner: O, effects: "
                                                      "[{entries: all, factor: 0.5, from: 2025-06-01}]}\n");
    struct run_rows rows = {0};
    answer(base, scenario, 1, &rows);
    assert_int_equal(planned_base_held(base).how, PLAN_NO_PLACES_NAMED);
    run_rows_clear(&rows);
    planned_base_free(base);
    free(scenario);
}

/* No place more is need against places, to the child; places opened are taken, from the day on which they open. */
static void places_opened_are_taken(void **state)
{
    const struct council *council = *state;
    struct problem problem = {0};
    struct planned_base *base = base_of(council);
    struct plan_scenario *scenario = four_places(council);
    struct run_rows none = {0}, some = {0};
    struct run_result need;
    scenario->initiatives = scenario->effects = 1; /* places alone */
    if (run_sufficiency(council->casebook, &wanted, NULL, &need, &problem) < 0)
        fail_msg("%s", problem.text);
    answer(base, scenario, 0, &none);
    answer(base, scenario, 4, &some);
    assert_int_equal(planned_base_held(base).how, PLAN_PLACES_CAN_BE_FULL);
    assert_int_equal(planned_base_held(base).uncapped, 0);
    const int32_t in_house = fostering(council);
    for (int32_t m = 1; m <= MONTHS; m++) {
        const int64_t more = stock(&some, RUN_STOCK, m, in_house) - stock(&none, RUN_STOCK, m, in_house);
        assert_int_equal(stock(&none, RUN_STOCK, m, in_house), stock(&need.forecast, RUN_OCCUPIED, m, in_house));
        assert_true(m < 7 ? more == 0 : more > 0 && more <= 4000);
        assert_true(m < MONTHS || more > 2000); /* thousandths: more than half of them in the end */
    }
    run_rows_clear(&none);
    run_rows_clear(&some);
    run_result_clear(&need);
    planned_base_free(base);
    free(scenario);
}

/* Where more can be bought one by one nothing is full, and the answer says so. */
static void kinds_that_are_never_full_are_told(void **state)
{
    const struct council *council = *state;
    struct planned_base *base = base_of(council);
    struct plan_scenario *scenario = council_scenario(council, MONTHS,
                                                      "name: A\ninitiatives:\n  - {id: S01, name: N, owner: O, effects: "
                                                      "[{places: home_external, add: 6, from: 2025-06-01}]}\n");
    struct run_rows none = {0}, some = {0};
    answer(base, scenario, 0, &none);
    answer(base, scenario, 6, &some);
    assert_int_equal(planned_base_held(base).uncapped,
                     UINT64_C(1) << flow_state_named(&casebook_system(council->casebook)->flow, "home_external"));
    assert_memory_equal(some.mean, none.mean, (size_t)some.count * sizeof *some.mean);
    run_rows_clear(&none);
    run_rows_clear(&some);
    planned_base_free(base);
    free(scenario);
}

/* Each subset is a run of its own here: shares add up to what the comparison says, to the penny. */
static void shares_add_up_to_the_comparison(void **state)
{
    const struct council *council = *state;
    struct problem problem = {0};
    struct planned_base *base = base_of(council);
    struct plan_scenario *scenario = four_places(council);
    const struct planned_side sides[PLAN_SIDES] = {{NULL, "base"}, {scenario, "plan"}};
    struct plan_outcome outcome;
    struct plan_share share[2];
    int64_t joint, change = 0;
    if (planned_compare(base, sides, NULL, &outcome, &problem) < 0 ||
        planned_shares(base, &sides[PLAN_WITH], NULL, share, &joint, &problem) < 0)
        fail_msg("%s", problem.text);
    for (int64_t i = 0; i < MONTHS * PATHS; i++)
        change += outcome.pence[PLAN_WITH][i] - outcome.pence[PLAN_WITHOUT][i];
    assert_true(change != 0);
    assert_true(llabs(change - joint * PATHS) <= PATHS); /* rounded once */
    assert_int_equal(share[0].share + share[1].share, joint);
    plan_outcome_clear(&outcome);
    planned_base_free(base);
    free(scenario);
}

static void a_search_counts_whole_places(void **state)
{
    const struct council *council = *state;
    struct problem problem = {0};
    struct planned_base *base = base_of(council);
    struct plan_scenario *scenario = four_places(council);
    struct plan_goal goal;
    struct plan_dial dial;
    struct plan_tries tries;
    scenario->initiatives = scenario->effects = 1;
    int code = plan_goal_read("cost 2025-26 <= 1", &goal, &problem); /* which nobody reaches */
    if (code == 0)
        code = plan_dial_find(scenario, "S01.effects[0].add", PLAN_CAP_DEFAULT, &dial, &problem);
    if (code == 0)
        code = seek_goal(base, scenario, "plan", &goal, &dial, 800, NULL, &tries, &problem);
    if (code < 0)
        fail_msg("%s", problem.text);
    assert_true(dial.whole && tries.tries > 5);
    assert_int_equal(tries.found, -1);
    for (int32_t i = 0; i < tries.tries; i++)
        assert_true(tries.tried[i].value == (double)(int64_t)tries.tried[i].value);
    planned_base_free(base);
    free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_list_nothing_is_full),  cmocka_unit_test(a_plan_without_places_is_the_forecast_still),
        cmocka_unit_test(places_opened_are_taken),         cmocka_unit_test(kinds_that_are_never_full_are_told),
        cmocka_unit_test(shares_add_up_to_the_comparison), cmocka_unit_test(a_search_counts_whole_places),
    };
    return cmocka_run_group_tests(tests, open_council, council_close);
}
