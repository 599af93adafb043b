/* The range of a gap is that of the runs that its pressures name, each once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "casebook/run_store.h"
#include "run/gap.h"
#include "workspace_fixture.h"

enum { FIRST = 2026, YEARS = 2 };

static const char first_run[] = "00112233445566778899aabbccddeeff", second_run[] = "00ff2233445566778899aabbccddeeff",
                  no_run[] = "ffffffffffffffffffffffffffffffff";

static struct books_line lines[] = {{.approved = 600}, {.approved = 400}};
static const struct books books = {.year = FIRST - 1, .lines = 2, .line = lines};

#define PRESSURE(name, of, ran)                                                                                             \
    {                                                                                                                       \
        .kind = ROUND_PRESSURE, .line = name, .version = of, .evidence = ran, .pence = {100, 100}, .recurrent = 0,          \
        .type = ROUND_BLANK, .status = ROUND_BLANK                                                                          \
    }

/* A run whose futures cost `below` less and `above` more than their mean, in the first year only. */
static void keep_run(struct workspace *workspace, const char *id, int64_t below, int64_t above)
{
    struct run_result run = {.as_at = calendar_day(FIRST - 1, 9, 30), .months = 18, .paths = 100};
    snprintf(run.id, sizeof run.id, "%s", id);
    snprintf(run.made, sizeof run.made, "2026-06-01T00:00:00Z");
    const int64_t row = run_rows_add(&run.forecast, RUN_YEAR_COST, calendar_year_end(FIRST), RUN_ALL, RUN_ALL, NULL);
    assert_int_equal(row, 0);
    run.forecast.mean[row] = 5000;
    run.forecast.quantile[RUN_P10] = 5000 - below;
    run.forecast.quantile[RUN_P90] = 5000 + above;
    assert_int_equal(casebook_keep_run(workspace->casebook, &run, NULL), 0);
    run_result_clear(&run);
}

static void make_gap(struct workspace *workspace, const struct round_item *item, int64_t items, struct gap_year *year)
{
    const struct run_gap_options options = {.version = "final", .first_year = FIRST, .years = YEARS};
    assert_int_equal(run_gap(workspace->casebook, &books, item, items, &options, year, NULL), 0);
}

static void a_run_that_two_pressures_rest_on_counts_once_and_two_runs_add_up(void **state)
{
    struct workspace *workspace = *state;
    struct gap_year year[ROUND_YEARS];
    keep_run(workspace, first_run, 30, 50);
    keep_run(workspace, second_run, 4, 7);
    const struct round_item items[] = {PRESSURE("Demand", "final", first_run), PRESSURE("More demand", "final", first_run),
                                       PRESSURE("Other demand", "final", second_run),
                                       PRESSURE("Pay", "final", "Head of Finance")};
    make_gap(workspace, items, 2, year);
    assert_int_equal(year[0].need, 1200); /* £6 and £4 are approved */
    assert_int_equal(year[0].gap, 200);
    assert_int_equal(year[0].low, 170);
    assert_int_equal(year[0].high, 250);
    make_gap(workspace, items, 4, year);
    assert_int_equal(year[0].gap, 400);
    assert_int_equal(year[0].low, 400 - 34);
    assert_int_equal(year[0].high, 400 + 57);
    assert_int_equal(year[1].low, year[1].gap); /* the runs end before */
}

static void another_version_a_run_that_is_not_kept_and_a_difference_to_a_run_have_no_range(void **state)
{
    struct workspace *workspace = *state;
    struct gap_year year[ROUND_YEARS];
    keep_run(workspace, first_run, 30, 50);
    const struct round_item items[] = {PRESSURE("Demand", "draft", first_run), PRESSURE("Demand", "final", no_run),
                                       PRESSURE("Plan", "final", "against 00112233445566778899aabbccddeeff")};
    make_gap(workspace, items, 3, year);
    assert_int_equal(year[0].gap, 200);
    assert_int_equal(year[0].low, 200);
    assert_int_equal(year[0].high, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_run_that_two_pressures_rest_on_counts_once_and_two_runs_add_up, workspace_set_up,
                                        workspace_tear_down),
        cmocka_unit_test_setup_teardown(another_version_a_run_that_is_not_kept_and_a_difference_to_a_run_have_no_range,
                                        workspace_set_up, workspace_tear_down),
    };
    return cmocka_run_group_tests_name("run_gap", tests, NULL, NULL);
}
