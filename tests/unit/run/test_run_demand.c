/* What a run asks for above the budget: the years that it simulates whole after the budget's, and no other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "run/demand.h"

enum { YEAR = 2025, FOSTER = 0, HOME = 1, STATES = 2 };

static struct books_line lines[] = {{.line = "Fostering", .state = FOSTER, .approved = 1000},
                                    {.line = "Homes", .state = HOME, .approved = 5000},
                                    {.line = "Transport", .state = -1, .approved = 700}};
static const struct books books = {.year = YEAR, .lines = 3, .line = lines};

static void add_cost(struct run_result *run, int32_t state, int32_t year, int64_t mean)
{
    const int64_t row = run_rows_add(&run->forecast, RUN_YEAR_COST, calendar_year_end(year), state, RUN_ALL, NULL);
    assert_true(row >= 0);
    run->forecast.mean[row] = mean;
    run->forecast.quantile[row * RUN_QUANTILES + RUN_P10] = mean - 100;
    run->forecast.quantile[row * RUN_QUANTILES + RUN_P90] = mean + 300;
}

/* From the middle of the year of the books; the rest of that year, and `years` whole ones. */
static void make_run(struct run_result *run, int32_t years)
{
    *run = (struct run_result){.as_at = calendar_day(YEAR, 9, 30)};
    for (int32_t y = YEAR; y <= YEAR + years; y++) {
        add_cost(run, RUN_ALL, y, 7000 + 10 * (y - YEAR));
        add_cost(run, FOSTER, y, 1500);
        add_cost(run, HOME, y, 5500 + 10 * (y - YEAR));
    }
}

static void the_years_are_those_after_the_budget_with_the_range_of_all(void **state)
{
    (void)state;
    struct run_result run;
    struct run_demand demand;
    make_run(&run, 2);
    assert_int_equal(run_demand_make(&run, &books, &demand, NULL), 0);
    assert_int_equal(demand.first_year, YEAR + 1);
    assert_int_equal(demand.demand.years, 2);
    assert_int_equal(demand.demand.lines, 2); /* transport is no kind of placement */
    assert_int_equal(demand.demand.line[0].pressure[0], 500);
    assert_int_equal(demand.demand.line[1].pressure[0], 510);
    assert_int_equal(demand.demand.line[1].pressure[1], 520);
    assert_int_equal(demand.demand.total.pressure[1], 7020 - 6000);
    assert_int_equal(demand.low[0], 6910);
    assert_int_equal(demand.high[1], 7320);
    run_demand_clear(&demand);
    run_demand_clear(&demand);
    run_result_clear(&run);
}

static void a_run_that_is_too_short_or_begins_too_late_is_refused_with_what_to_do(void **state)
{
    (void)state;
    struct run_result run;
    struct run_demand demand;
    struct problem problem = {0};
    make_run(&run, 0);
    assert_int_equal(run_demand_make(&run, &books, &demand, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.next, "--months 48"));
    run_result_clear(&run);
    make_run(&run, 3);
    run.as_at = calendar_day(YEAR + 1, 6, 30); /* of the first year after the budget a part only is simulated */
    assert_int_equal(run_demand_make(&run, &books, &demand, &problem), PROBLEM_INPUT);
    run_demand_clear(&demand);
    run_result_clear(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_years_are_those_after_the_budget_with_the_range_of_all),
        cmocka_unit_test(a_run_that_is_too_short_or_begins_too_late_is_refused_with_what_to_do),
    };
    return cmocka_run_group_tests_name("run_demand", tests, NULL, NULL);
}
