/* The tracker by hand: what is in its totals, what is told only, and what is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "budget/savings.h"

#define SAVING(ref_of, version_of, first, type_of, status_of)                                                               \
    .kind = ROUND_SAVING, .ref = ref_of, .line = ref_of, .version = version_of, .note = "", .type = type_of,                \
    .status = status_of, .pence = {first, ROUND_BLANK, ROUND_BLANK, ROUND_BLANK, ROUND_BLANK}

static const struct round_item items[] = {
    {SAVING("S1", "final", 1000, ROUND_CASHABLE, ROUND_DELIVERED), .delivered = 1000, .forecast = ROUND_BLANK,
     .in_year_pressure = 300},
    {SAVING("S2", "final", 2000, ROUND_CASHABLE, ROUND_ON_TRACK), .delivered = 500, .forecast = ROUND_BLANK,
     .in_year_pressure = ROUND_BLANK},
    {SAVING("S3", "final", 4000, ROUND_CASHABLE, ROUND_AT_RISK), .delivered = 700, .forecast = 1500,
     .in_year_pressure = 100},
    {SAVING("S4", "final", 8000, ROUND_INCOME, ROUND_NOT_ACHIEVABLE), .delivered = ROUND_BLANK, .forecast = ROUND_BLANK,
     .in_year_pressure = ROUND_BLANK},
    {SAVING("S5", "final", 16000, ROUND_AVOIDED, ROUND_ON_TRACK), .delivered = ROUND_BLANK, .forecast = ROUND_BLANK,
     .in_year_pressure = ROUND_BLANK},
    {SAVING("S6", "final", 32000, ROUND_BLANK, ROUND_BLANK), .delivered = 1, .forecast = ROUND_BLANK,
     .in_year_pressure = ROUND_BLANK},
    {SAVING("S7", "draft", 64000, ROUND_CASHABLE, ROUND_ON_TRACK), .delivered = 1, .forecast = 1, .in_year_pressure = 1},
    {.kind = ROUND_PRESSURE, .ref = "P1", .line = "P1", .version = "final", .pence = {128000}},
};

static void expect(const struct savings_line *line, const char *ref, int64_t achieved, int64_t net, int64_t at_risk)
{
    assert_string_equal(line->item->ref, ref);
    assert_int_equal(line->achieved, achieved);
    assert_int_equal(line->net, net);
    assert_int_equal(line->at_risk, at_risk);
}

static void a_saving_is_its_forecast_less_what_eats_it_up(void **state)
{
    (void)state;
    struct savings savings;
    assert_int_equal(savings_make(items, 8, "final", &savings, NULL), 0);
    assert_int_equal(savings.lines, 6);
    expect(&savings.line[0], "S1", 1000, 700, 300);
    expect(&savings.line[1], "S2", 2000, 2000, 0); /* on track without a forecast: all of it */
    expect(&savings.line[2], "S3", 1500, 1400, 2600);
    expect(&savings.line[3], "S4", 0, 0, 8000);
    expect(&savings.line[5], "S6", 1, 1, 31999); /* nobody says that it is on track: what is delivered */
    savings_clear(&savings);
    savings_clear(&savings);
}

static void totals_have_what_takes_pounds_out_of_the_budget(void **state)
{
    (void)state;
    struct savings savings;
    assert_int_equal(savings_make(items, 8, "final", &savings, NULL), 0);
    assert_false(savings.line[4].counted); /* avoided cost is told and in no total */
    assert_int_equal(savings.total.target, 1000 + 2000 + 4000 + 8000 + 32000);
    assert_int_equal(savings.total.delivered, 1000 + 500 + 700 + 1);
    assert_int_equal(savings.total.achieved, 1000 + 2000 + 1500 + 1);
    assert_int_equal(savings.total.pressure, 400);
    assert_int_equal(savings.total.net, 4501 - 400);
    assert_int_equal(savings.total.at_risk, 47000 - 4101);
    assert_int_equal(savings.by_status[ROUND_ON_TRACK], 2000);
    assert_int_equal(savings.by_status[ROUND_NOT_ACHIEVABLE], 8000);
    assert_int_equal(savings.no_status, 32000);
    savings_clear(&savings);
}

static void only_the_joint_figure_of_a_group_is_counted(void **state)
{
    (void)state;
    struct savings savings;
    struct problem problem = {0};
    struct round_item group[] = {items[0], items[1], items[2]};
    group[0].group = group[1].group = "step down";
    group[2].group = "";
    assert_int_equal(savings_make(group, 3, "final", &savings, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "step down"));
    assert_non_null(strstr(problem.text, "S1, S2")); /* the refs that would count children twice */
    assert_null(strstr(problem.text, "S3"));
    assert_non_null(strstr(problem.next, "joint = y"));
    group[1].joint = true;
    assert_int_equal(savings_make(group, 3, "final", &savings, NULL), 0);
    assert_int_equal(savings.total.target, 2000 + 4000);
    assert_false(savings.line[0].counted);
    savings_clear(&savings);
    group[0].joint = true;
    assert_int_equal(savings_make(group, 3, "final", &savings, &problem), PROBLEM_INPUT);
}

static void savings_too_large_for_pence_are_said(void **state)
{
    (void)state;
    struct savings savings;
    struct round_item large[] = {items[1], items[1]};
    large[0].pence[0] = large[1].pence[0] = INT64_MAX / 2 + 1;
    large[1].line = "S2b";
    assert_int_equal(savings_make(large, 2, "final", &savings, NULL), PROBLEM_LIMIT);
    assert_null(savings.line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_saving_is_its_forecast_less_what_eats_it_up),
        cmocka_unit_test(totals_have_what_takes_pounds_out_of_the_budget),
        cmocka_unit_test(only_the_joint_figure_of_a_group_is_counted),
        cmocka_unit_test(savings_too_large_for_pence_are_said),
    };
    return cmocka_run_group_tests_name("savings", tests, NULL, NULL);
}
