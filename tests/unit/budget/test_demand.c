#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "budget/demand.h"

enum { FOSTER, HOME, SECURE, PARENTS, STATES };

static struct books_line lines[] = {
    {.line = "Legal", .state = -1, .approved = 99999},
    {.line = "Homes in the county", .state = HOME, .approved = 30000},
    {.line = "Foster care", .state = FOSTER, .approved = 10000},
    {.line = "Homes elsewhere", .state = HOME, .approved = 5000},
};

static const struct books books = {.year = 2025, .lines = 4, .line = lines};

static const int64_t cost[STATES][2] = {[FOSTER] = {9000, 8000}, [HOME] = {40000, 45000}, [SECURE] = {700, 0}};

static void a_line_asks_for_what_its_kind_costs_above_its_budget(void **state)
{
    (void)state;
    struct demand demand;
    assert_int_equal(demand_make(&books, &cost[0][0], STATES, 2, &demand, NULL), 0);
    assert_int_equal(demand.lines, 3);
    assert_int_equal(demand.line[0].line, 1); /* both lines for homes: 30,000 + 5,000 */
    assert_int_equal(demand.line[0].others, 1);
    assert_int_equal(demand.line[0].pressure[0], 40000 - 35000);
    assert_int_equal(demand.line[0].pressure[1], 45000 - 35000);
    assert_int_equal(demand.line[1].line, 2);
    assert_int_equal(demand.line[1].pressure[1], 8000 - 10000); /* room in the budget */
    assert_int_equal(demand.line[2].line, BOOKS_NO_LINE);
    assert_int_equal(demand.line[2].pressure[0], 700);
    assert_int_equal(demand.total.budget, 45000); /* legal costs are no placement */
    assert_int_equal(demand.total.pressure[0], 49700 - 45000);
    demand_clear(&demand);
    demand_clear(&demand);
}

static void a_kind_without_line_or_cost_has_no_row(void **state)
{
    (void)state;
    struct demand demand;
    const int64_t some[STATES] = {[HOME] = 1};
    assert_int_equal(demand_make(&books, some, STATES, 1, &demand, NULL), 0);
    assert_int_equal(demand.lines, 2);
    assert_int_equal(demand.line[1].pressure[0], -10000);
    demand_clear(&demand);
}

static void demand_of_lines_adds_up_to_that_of_all(void **state)
{
    (void)state;
    int64_t any[STATES * ROUND_YEARS];
    for (int i = 0; i < STATES * ROUND_YEARS; i++)
        any[i] = (int64_t)i * i * 977 % 65537;
    for (int32_t years = 1; years <= ROUND_YEARS; years++) {
        struct demand demand;
        int64_t budget = 0;
        assert_int_equal(demand_make(&books, any, STATES, years, &demand, NULL), 0);
        for (int64_t i = 0; i < demand.lines; i++)
            budget += demand.line[i].budget;
        assert_int_equal(budget, demand.total.budget);
        for (int32_t y = 0; y < years; y++) {
            int64_t sum = 0, told = 0;
            for (int64_t i = 0; i < demand.lines; i++)
                sum += demand.line[i].pressure[y];
            for (int32_t s = 0; s < STATES; s++)
                told += any[s * years + y];
            assert_int_equal(sum, demand.total.pressure[y]);
            assert_int_equal(told, demand.total.cost[y]);
        }
        demand_clear(&demand);
    }
}

static void demand_too_large_for_pence_is_said(void **state)
{
    (void)state;
    struct demand demand;
    const int64_t large[STATES] = {INT64_MAX, 1};
    assert_int_equal(demand_make(&books, large, STATES, 1, &demand, NULL), PROBLEM_LIMIT);
    assert_null(demand.line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_asks_for_what_its_kind_costs_above_its_budget),
        cmocka_unit_test(a_kind_without_line_or_cost_has_no_row),
        cmocka_unit_test(demand_of_lines_adds_up_to_that_of_all),
        cmocka_unit_test(demand_too_large_for_pence_is_said),
    };
    return cmocka_run_group_tests_name("demand", tests, NULL, NULL);
}
