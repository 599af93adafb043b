/*
 * Plans held against the forecast: without a plan it is the forecast to the penny; prices, costs and grants are what they
 * say; shares are those of runs taken one by one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "made_up_council.h"
#include "run/forecast.h"
#include "run/planned.h"

enum { MONTHS = 24, PATHS = 60 };

static int open_council(void **state)
{
    const struct synth_options options = {.children = 120, .years = 3, .last_year = 2024, .truth_months = 1, .seed = 5};
    return council_open(&options, state);
}

static const struct run_forecast_options wanted = {.as_at = DAY_NONE, .months = MONTHS, .paths = PATHS, .seed = 7};

static void compare(const struct council *council, const struct plan_scenario *scenario, struct plan_outcome *out)
{
    struct problem problem = {0};
    struct planned_base *base;
    const struct planned_side sides[PLAN_SIDES] = {{NULL, "base"}, {scenario, "plan"}};
    int code = planned_base_make(council->casebook, &wanted, NULL, &base, &problem);
    if (code == 0)
        code = planned_compare(base, sides, NULL, out, &problem);
    planned_base_free(base);
    if (code < 0)
        fail_msg("%s", problem.text);
}

static int64_t mean_pence(const struct plan_outcome *outcome, enum plan_side side)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < (int64_t)outcome->months * outcome->paths; i++)
        sum += outcome->pence[side][i];
    return sum / outcome->paths;
}

/* The side without a plan is the kept forecast, month by month. */
static void test_base_is_the_forecast(void **state)
{
    const struct council *council = *state;
    struct run_result forecast;
    struct plan_outcome outcome;
    struct problem problem = {0};
    struct plan_scenario *scenario = council_scenario(council, MONTHS, "name: A\ninitiatives:\n  - {id: S01, name: N, owner: O, effects: "
                                                   "[{entries: all, factor: 0.5, from: 2025-06-01}]}\n");
    if (run_forecast(council->casebook, &wanted, NULL, &forecast, NULL, &problem) < 0)
        fail_msg("%s", problem.text);
    compare(council, scenario, &outcome);
    for (int32_t m = 0; m < MONTHS; m++) {
        int64_t pence = 0;
        for (int32_t r = 0; r < PATHS; r++)
            pence += outcome.pence[PLAN_WITHOUT][r * MONTHS + m];
        const int64_t row = run_rows_find(&forecast.forecast, RUN_COST, outcome.last[m], RUN_ALL, RUN_ALL);
        assert_true(row >= 0);
        const int64_t twice = 2 * pence - 2 * PATHS * forecast.forecast.mean[row]; /* rounded once, half to even */
        assert_true(twice <= PATHS && twice >= -PATHS);
    }
    for (int32_t side = 0; side < PLAN_SIDES; side++)
        for (int64_t i = 0; i < MONTHS * PATHS; i++) { /* every child lives somewhere */
            int64_t kinds = 0;
            for (int32_t s = 0; s < outcome.states; s++)
                kinds += outcome.kind[side][(int64_t)s * MONTHS * PATHS + i];
            assert_int_equal(kinds, outcome.nights[side][i]);
        }
    run_result_clear(&forecast);
    plan_outcome_clear(&outcome);
    free(scenario);
}

/* Costs, grants and prices alone: children are where they were, and every pound is as the plan says. */
static void test_pounds(void **state)
{
    const struct council *council = *state;
    struct plan_outcome outcome;
    struct plan_scenario *scenario =
        council_scenario(council, MONTHS, "name: A\ninitiatives:\n  - {id: S01, name: N, owner: O, effects: [{cost: staff, one_off: 1000, from: "
                      "2025-05-10}, {grant: ours, one_off: 400.50, from: 2026-01-01}]}\n");
    compare(council, scenario, &outcome);
    assert_memory_equal(outcome.nights[PLAN_WITH], outcome.nights[PLAN_WITHOUT], MONTHS * PATHS * sizeof(int64_t));
    for (int32_t i = 0; i < MONTHS * PATHS; i++) {
        const int64_t change = outcome.pence[PLAN_WITH][i] - outcome.pence[PLAN_WITHOUT][i];
        assert_int_equal(change, i % MONTHS == 1 ? 100000 : i % MONTHS == 9 ? -40050 : 0);
        assert_int_equal(outcome.if_none[i], outcome.pence[PLAN_WITH][i]);
    }
    plan_outcome_clear(&outcome);
    free(scenario);
    /* 365.25 days a year: two years of 730 days. */
    scenario =
        council_scenario(council, MONTHS, "name: A\ninitiatives:\n  - {id: S01, name: N, owner: O, effects: [{cost: staff, per_year: 36525, "
                      "from: 2025-04-01}]}\n");
    compare(council, scenario, &outcome);
    assert_int_equal(mean_pence(&outcome, PLAN_WITH) - mean_pence(&outcome, PLAN_WITHOUT), 730 * 10000);
    plan_outcome_clear(&outcome);
    free(scenario);
}

/* A price of nothing for every kind of placement leaves nothing to pay; one of twice as much for all, twice as much. */
static void test_prices(void **state)
{
    const struct council *council = *state;
    const struct flow_system *system = &casebook_system(council->casebook)->flow;
    const char *const measures[] = {"weekly: 0", "factor: 2", "uplift: 100"};
    for (int32_t i = 0; i < 3; i++) {
        struct text yaml = {0};
        struct plan_outcome outcome;
        text_append(&yaml, "name: A\ninitiatives:\n  - id: S01\n    name: N\n    owner: O\n    effects:\n");
        for (int32_t s = 0; s < system->states; s++)
            text_format(&yaml, "      - {price: %s, %s, from: 2025-04-01}\n", system->state[s], measures[i]);
        struct plan_scenario *scenario = council_scenario(council, MONTHS, text_string(&yaml));
        compare(council, scenario, &outcome);
        const int64_t before = mean_pence(&outcome, PLAN_WITHOUT), after = mean_pence(&outcome, PLAN_WITH);
        if (i == 0)
            assert_int_equal(after, 0);
        else /* half a penny a kind of placement and month */
            assert_true(after - 2 * before <= MONTHS * system->states && 2 * before - after <= MONTHS * system->states);
        plan_outcome_clear(&outcome);
        free(scenario);
        text_clear(&yaml);
    }
}

/* What a share says of one initiative alone, and of all together, is what a run of just those says. */
static void test_shares(void **state)
{
    const struct council *council = *state;
    static const char one[] = "  - {id: S01, name: N, owner: O, effects: [{entries: all, factor: 0.7, from: 2025-06-01}]}\n";
    static const char two[] =
        "  - {id: S02, name: N, owner: O, effects: [{exit: [any, home], factor: 2, from: 2025-06-01}], "
        "cost: {one_off: 5000}}\n";
    struct problem problem = {0};
    struct text yaml = {0};
    struct planned_base *base;
    struct plan_share share[PLAN_SHARED_MAX];
    struct plan_outcome together, alone;
    int64_t joint;
    text_format(&yaml, "name: A\ninitiatives:\n%s%s", one, two);
    struct plan_scenario *both = council_scenario(council, MONTHS, text_string(&yaml));
    text_reset(&yaml);
    text_format(&yaml, "name: A\ninitiatives:\n%s", one);
    struct plan_scenario *first = council_scenario(council, MONTHS, text_string(&yaml));
    text_clear(&yaml);
    const struct planned_side side = {both, "plan"};
    assert_int_equal(planned_base_make(council->casebook, &wanted, NULL, &base, &problem), 0);
    assert_int_equal(planned_shares(base, &side, NULL, share, &joint, &problem), 0);
    planned_base_free(base);
    compare(council, both, &together);
    compare(council, first, &alone);
    struct plan_difference all, only;
    assert_int_equal(plan_outcome_difference(&together, PLAN_POUNDS, 0, MONTHS, &all, NULL), 0);
    assert_int_equal(plan_outcome_difference(&alone, PLAN_POUNDS, 0, MONTHS, &only, NULL), 0);
    assert_int_equal(joint, all.difference);
    assert_int_equal(share[0].share + share[1].share, joint);
    assert_int_equal(share[0].alone, only.difference);
    assert_true(joint < 0 && all.if_none == 500000);
    plan_outcome_clear(&together);
    plan_outcome_clear(&alone);
    free(both);
    free(first);
}

/* What cannot be reached is told with its place in the file. */
static void test_unreachable(void **state)
{
    const struct council *council = *state;
    struct problem problem = {0};
    struct planned_base *base;
    struct plan_outcome outcome;
    struct plan_scenario *scenario =
        council_scenario(council, MONTHS, "name: A\ninitiatives:\n  - id: S01\n    name: N\n    owner: O\n    effects:\n"
                      "      - move: [secure, adoption]\n        add_per_month: 40\n        "
                      "from: 2025-06-01\n");
    const struct planned_side sides[PLAN_SIDES] = {{NULL, "base"}, {scenario, "plan"}};
    assert_int_equal(planned_base_make(council->casebook, &wanted, NULL, &base, &problem), 0);
    assert_int_equal(planned_compare(base, sides, NULL, &outcome, &problem), PROBLEM_INPUT);
    assert_string_equal(problem.file, "scenarios/plan.yaml");
    assert_int_equal(problem.row, 7);
    assert_int_equal(problem.column, 9);
    planned_base_free(base);
    free(scenario);
}

static void answer(const struct council *council, const struct plan_scenario *scenario, int32_t paths, struct run_rows *out)
{
    struct problem problem = {0};
    struct planned_base *base;
    const struct planned_side side = {scenario, "plan"};
    int code = planned_base_make(council->casebook, &wanted, NULL, &base, &problem);
    if (code == 0)
        code = planned_answer(base, &side, paths, NULL, out, &problem);
    planned_base_free(base);
    if (code < 0)
        fail_msg("%s", problem.text);
}

/* All that is answered stands in the forecast of so many paths, in the same order; the forecast goes on with its split. */
static void assert_same_rows(const struct run_rows *answered, const struct run_rows *forecast)
{
    const size_t count = (size_t)answered->count;
    assert_true(count > 0 && answered->count < forecast->count);
    assert_int_equal(forecast->measure[answered->count], RUN_SPLIT_STOCK);
    assert_memory_equal(answered->date, forecast->date, count * sizeof *answered->date);
    assert_memory_equal(answered->measure, forecast->measure, count);
    assert_memory_equal(answered->state, forecast->state, count);
    assert_memory_equal(answered->band, forecast->band, count);
    assert_memory_equal(answered->mean, forecast->mean, count * sizeof *answered->mean);
    assert_memory_equal(answered->quantile, forecast->quantile, count * RUN_QUANTILES * sizeof *answered->quantile);
}

static void test_an_answer_without_a_plan_is_the_forecast(void **state)
{
    const struct council *council = *state;
    static const int32_t paths[] = {PATHS, 20};
    for (int32_t i = 0; i < 2; i++) {
        struct run_forecast_options options = wanted;
        struct run_result forecast;
        struct run_rows rows = {0};
        struct problem problem = {0};
        options.paths = paths[i];
        if (run_forecast(council->casebook, &options, NULL, &forecast, NULL, &problem) < 0)
            fail_msg("%s", problem.text);
        answer(council, NULL, i == 0 ? 0 : paths[i], &rows);
        assert_same_rows(&rows, &forecast.forecast);
        run_rows_clear(&rows);
        run_result_clear(&forecast);
    }
}

static int64_t sum_of(const struct run_rows *rows, enum run_measure measure)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < rows->count; i++)
        sum +=
            rows->measure[i] == (int8_t)measure && rows->state[i] == RUN_ALL && rows->band[i] == RUN_ALL ? rows->mean[i] : 0;
    return sum;
}

/* Half as many entries: half as many starts, fewer children, and a price of nothing for one kind takes its pounds away. */
static void test_an_answer_follows_the_plan(void **state)
{
    const struct council *council = *state;
    struct run_rows base = {0}, half = {0}, again = {0};
    struct plan_scenario *scenario = council_scenario(council, MONTHS, "name: A\ninitiatives:\n  - {id: S01, name: N, owner: O, effects: "
                                                   "[{entries: all, factor: 0.5, from: 2025-04-01}, {price: foster_inhouse, "
                                                   "weekly: 0, from: 2025-04-01}]}\n");
    answer(council, NULL, 0, &base);
    answer(council, scenario, 0, &half);
    answer(council, scenario, 0, &again);
    const int64_t starts = sum_of(&base, RUN_STARTS), halved = sum_of(&half, RUN_STARTS);
    assert_true(starts > 0 && halved > starts * 45 / 100 && halved < starts * 55 / 100);
    assert_true(sum_of(&half, RUN_STOCK) < sum_of(&base, RUN_STOCK));
    const int32_t foster = flow_state_named(&casebook_system(council->casebook)->flow, "foster_inhouse");
    for (int64_t i = 0; i < half.count; i++)
        if (half.measure[i] == (int8_t)RUN_COST && half.state[i] == foster)
            assert_int_equal(half.mean[i], 0);
    assert_memory_equal(half.mean, again.mean, (size_t)half.count * sizeof *half.mean);
    run_rows_clear(&base);
    run_rows_clear(&half);
    run_rows_clear(&again);
    free(scenario);
}

static void test_more_paths_than_are_held_ready(void **state)
{
    const struct council *council = *state;
    struct problem problem = {0};
    struct planned_base *base;
    struct run_rows rows = {0};
    const struct planned_side side = {NULL, "base"};
    assert_int_equal(planned_base_make(council->casebook, &wanted, NULL, &base, &problem), 0);
    assert_int_equal(planned_answer(base, &side, PATHS + 1, NULL, &rows, &problem), PROBLEM_USAGE);
    assert_int_equal(rows.count, 0);
    planned_base_free(base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base_is_the_forecast),
        cmocka_unit_test(test_pounds),
        cmocka_unit_test(test_prices),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_unreachable),
        cmocka_unit_test(test_an_answer_without_a_plan_is_the_forecast),
        cmocka_unit_test(test_an_answer_follows_the_plan),
        cmocka_unit_test(test_more_paths_than_are_held_ready),
    };
    return cmocka_run_group_tests(tests, open_council, council_close);
}
