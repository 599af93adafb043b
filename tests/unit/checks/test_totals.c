#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "checks/totals.h"

/* Two returns (2023, 2024), two rules, children 1 to 3; child 3 has no night of care. */
struct small_check {
    struct check_result result;
    struct check_costs costs;
};

static void add(struct check_result *result, int32_t year, int32_t rule, int8_t table, int32_t row, int32_t child)
{
    int64_t added = check_findings_add(&result->findings, NULL);
    assert_true(added >= 0);
    result->findings.year[added] = year;
    result->findings.rule[added] = rule;
    result->findings.table[added] = table;
    result->findings.row[added] = row;
    result->findings.child[added] = child;
}

static int set_up(void **state)
{
    static struct small_check check;
    static const struct check_year years[] = {{.year = 2023, .file = {10, 11}}, {.year = 2024, .file = {20, 21}}};
    memset(&check, 0, sizeof check);
    struct check_result *result = &check.result;
    result->catalogue.rules = 2;
    result->catalogue.rule = arena_take(&result->catalogue.arena, 2 * sizeof *result->catalogue.rule);
    if (!result->catalogue.rule || check_costs_begin(&check.costs, 2023, 2, 4, NULL) < 0)
        return -1;
    result->catalogue.rule[0].code = "1";
    result->catalogue.rule[1].code = "2";
    *check_cost(&check.costs, 2023, 1) = 1000;
    *check_cost(&check.costs, 2024, 1) = 2000;
    *check_cost(&check.costs, 2024, 2) = 500;
    check_findings_add_year(&result->findings, &years[0], NULL);
    check_findings_add_year(&result->findings, &years[1], NULL);
    *state = &check;
    return 0;
}

static int tear_down(void **state)
{
    struct small_check *check = *state;
    check_result_clear(&check->result);
    check_costs_clear(&check->costs);
    check_result_clear(&check->result);
    check_costs_clear(&check->costs);
    return 0;
}

/*
 * Rule 1: in 2023 lines 5 and 6 of child 1 (£10.00 once); in 2024 line 9 of child 2 (£5.00), line 4 of the second table of
 * child 1 (£20.00), line 8 of nobody known. Rows 5, children 2, £35.00. Rule 2: in 2024 child 3, who costs nothing.
 */
static void a_child_counts_once_and_its_pounds_once_a_year(void **state)
{
    struct small_check *check = *state;
    struct check_result *result = &check->result;
    add(result, 0, 0, 0, 5, 1);
    add(result, 0, 0, 0, 6, 1);
    add(result, 1, 0, 0, 9, 2);
    add(result, 1, 0, 1, 4, 1);
    add(result, 1, 0, 1, 8, 0);
    add(result, 1, 1, 0, 7, 3);
    add(result, 1, 1, 0, 8, 3);
    assert_int_equal(check_totals_make(result, &check->costs, NULL), 0);
    const struct check_total *first = &result->rule[0], *second = &result->rule[1];
    assert_int_equal(first->rows, 5);
    assert_int_equal(first->children, 2);
    assert_int_equal(first->touched.pence, 3500);
    assert_int_equal(first->first_year, 2023);
    assert_int_equal(first->last_year, 2024);
    assert_int_equal(first->tables, 3);
    assert_int_equal(first->file, 20); /* of the newest return */
    assert_int_equal(first->line, 9);
    assert_int_equal(second->rows, 2);
    assert_int_equal(second->children, 1);
    assert_int_equal(second->touched.pence, 0);
    assert_int_equal(second->first_year, 2024);
    assert_int_equal(result->unknown_children, 1);
}

static void nothing_found_comes_to_nothing(void **state)
{
    struct small_check *check = *state;
    assert_int_equal(check_totals_make(&check->result, &check->costs, NULL), 0);
    assert_int_equal(check->result.rule[0].rows, 0);
    assert_int_equal(check->result.rule[1].children, 0);
    assert_int_equal(check->result.unknown_children, 0);
}

static void pounds_that_do_not_fit_are_refused_and_never_wrap(void **state)
{
    struct small_check *check = *state;
    struct problem problem = {0};
    *check_cost(&check->costs, 2024, 1) = INT64_MAX;
    add(&check->result, 1, 1, 0, 1, 1);
    add(&check->result, 1, 1, 0, 2, 2);
    assert_int_equal(check_totals_make(&check->result, &check->costs, &problem), PROBLEM_LIMIT);
    assert_non_null(strstr(problem.text, "rule 2"));
}

static void a_cost_is_there_for_known_years_and_children_alone(void **state)
{
    const struct small_check *check = *state;
    assert_null(check_cost(&check->costs, 2022, 1));
    assert_null(check_cost(&check->costs, 2025, 1));
    assert_null(check_cost(&check->costs, 2024, 4));
    assert_null(check_cost(&check->costs, 2024, -1));
    assert_int_equal(*check_cost(&check->costs, 2024, 3), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_child_counts_once_and_its_pounds_once_a_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_found_comes_to_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pounds_that_do_not_fit_are_refused_and_never_wrap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_cost_is_there_for_known_years_and_children_alone, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("totals", tests, NULL, NULL);
}
