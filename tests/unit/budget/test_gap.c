#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "budget/gap.h"

#define B ROUND_BLANK
#define ITEM(kind_of, line_of, recurs) .kind = kind_of, .line = line_of, .version = "final", .recurrent = recurs, .type = B

static const struct round_item items[] = {
    {ITEM(ROUND_PRESSURE, "Pay", 1), .status = B, .pence = {100, B, B, B, B}},      /* stays 100 */
    {ITEM(ROUND_PRESSURE, "Demand", 1), .status = B, .pence = {500, 800, B, B, B}}, /* 500, 800, 800 */
    {ITEM(ROUND_PRESSURE, "Move", 0), .status = B, .pence = {70, B, B, B, B}},      /* once */
    {ITEM(ROUND_SAVING, "Step down", 1), .status = ROUND_ON_TRACK, .pence = {40, 90, B, B, B}},
    {ITEM(ROUND_SAVING, "Agency", 1), .status = ROUND_AT_RISK, .pence = {B, 60, B, B, B}},
    {ITEM(ROUND_GRANT, "Prevention", 0), .status = B, .pence = {200, 200, B, B, B}},
};

static struct gap_question question_of(const struct round_item *item, int64_t count)
{
    return (struct gap_question){
        .item = item, .items = count, .version = "final", .budget = 10000, .growth = 2000, .years = 3};
}

static void what_is_missing_year_by_year_worked_by_hand(void **state)
{
    (void)state;
    const struct gap_question question = question_of(items, 6);
    struct gap_year year[ROUND_YEARS];
    assert_int_equal(gap_make(&question, year, NULL), 0);
    /* Need 10,000 + 670 - 40; funding 10,000 × 1.02 + 200. */
    assert_int_equal(year[0].pressures, 670);
    assert_int_equal(year[0].need, 10630);
    assert_int_equal(year[0].funding, 10400);
    assert_int_equal(year[0].gap, 230);
    /* 10,000 + 900 - 150; 10,404 + 200. Without the saving at risk 60 more is missing. */
    assert_int_equal(year[1].savings, 150);
    assert_int_equal(year[1].gap, 10750 - 10604);
    assert_int_equal(year[1].risky_savings, 60);
    assert_int_equal(year[1].worst, 206);
    /* 10,000 + 900 - 150; 10,612.08 and no grant: what is not recurrent has gone. */
    assert_int_equal(year[2].grants, 0);
    assert_int_equal(year[2].gap, 10750 - 10612);
}

static void the_range_is_that_of_the_runs_behind_it(void **state)
{
    (void)state;
    struct gap_question question = question_of(items, 6);
    struct gap_year year[ROUND_YEARS];
    question.run_low[1] = -50;
    question.run_high[1] = 70;
    assert_int_equal(gap_make(&question, year, NULL), 0);
    assert_int_equal(year[0].low, year[0].gap); /* no run, no range */
    assert_int_equal(year[1].low, year[1].gap - 50);
    assert_int_equal(year[1].high, year[1].gap + 70);
}

static void avoided_cost_and_other_versions_close_no_gap(void **state)
{
    (void)state;
    struct round_item some[] = {items[0], items[3], items[3]};
    struct gap_year year[ROUND_YEARS];
    some[1].type = ROUND_AVOIDED;
    some[2].version = "draft";
    const struct gap_question question = question_of(some, 3);
    assert_int_equal(gap_make(&question, year, NULL), 0);
    assert_int_equal(year[0].savings, 0);
    assert_int_equal(year[0].gap, 100 - 200);
}

static void a_group_without_a_joint_figure_is_refused_of_any_kind(void **state)
{
    (void)state;
    struct gap_year year[ROUND_YEARS];
    for (int i = 0; i < 6; i++) {
        struct round_item one = items[i];
        struct problem problem = {0};
        one.group = "children who step down";
        struct gap_question question = question_of(&one, 1);
        assert_int_equal(gap_make(&question, year, &problem), PROBLEM_INPUT);
        one.joint = true;
        assert_int_equal(gap_make(&question, year, &problem), 0);
    }
}

static void a_plan_too_large_for_pence_is_said(void **state)
{
    (void)state;
    struct gap_question question = question_of(items, 6);
    struct gap_year year[ROUND_YEARS];
    question.budget = INT64_MAX - 1;
    assert_int_equal(gap_make(&question, year, NULL), PROBLEM_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_missing_year_by_year_worked_by_hand),
        cmocka_unit_test(the_range_is_that_of_the_runs_behind_it),
        cmocka_unit_test(avoided_cost_and_other_versions_close_no_gap),
        cmocka_unit_test(a_group_without_a_joint_figure_is_refused_of_any_kind),
        cmocka_unit_test(a_plan_too_large_for_pence_is_said),
    };
    return cmocka_run_group_tests_name("gap", tests, NULL, NULL);
}
