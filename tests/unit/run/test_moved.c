/* What has happened since the last report, out of a casebook in which that report was kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "run/closing.h"
#include "run/moved.h"
#include "run/reported.h"
#include "workspace_fixture.h"

enum { YEAR = 2025 };

#define ACTUALS "cost_centre,line,period,amount,year\n"

/* One package at so much a week, on a budget of £1,000 a night. */
static void import_books(struct workspace *workspace, const char *weekly, const char *actuals)
{
    char ledger[160];
    snprintf(ledger, sizeof ledger,
             "child,start,end,type,provider,weekly_price,cost_centre\n1,2024-06-01,,home_external,Acme,%s,C1\n", weekly);
    workspace_put(workspace, "budget.csv",
                  "line,service,cost_centre,original,approved,year,type\n"
                  "Homes,Placements,C1,365000,365000,2025-26,home_external\n");
    workspace_put(workspace, "ledger.csv", ledger);
    workspace_put(workspace, "actuals.csv", actuals);
    workspace_import_well(workspace, NULL);
}

static void close_period(struct workspace *workspace, int32_t period)
{
    struct run_closing closed;
    struct problem problem = {0};
    const struct run_closing_options wanted = {
        .outturn = {.year = YEAR, .closed = period, .paths = 20, .seed = 7, .when = "2025-06-12T10:00:00Z"},
        .who = "A. Accountant"};
    if (run_close_period(workspace->casebook, &wanted, NULL, &closed, &problem) < 0)
        fail_msg("%s", problem.text);
}

/* What has moved by the report of a period; the report must live as long. */
static struct movement moved_by(struct workspace *workspace, int32_t period, struct outturn_report *report)
{
    struct movement movement = {0};
    struct problem problem = {0};
    const struct run_outturn_options wanted = {
        .year = YEAR, .closed = period, .paths = 50, .seed = 1, .known_at = CASEBOOK_NOW, .when = "2025-09-09T10:00:00Z"};
    if (run_report(workspace->casebook, &wanted, NULL, report, &problem) < 0 ||
        run_movement(workspace->casebook, report, &movement, &problem) < 0)
        fail_msg("%s", problem.text);
    return movement;
}

static void a_dearer_week_since_the_last_closing_is_a_step_of_price(void **state)
{
    struct workspace *workspace = *state;
    struct outturn_report report;
    import_books(workspace, "7000.00", ACTUALS "C1,Homes,P1,30000.00,2025-26\n");
    close_period(workspace, 1);
    struct movement movement = moved_by(workspace, 1, &report);
    assert_int_equal(movement.lines, 0); /* there is no report before */
    movement_clear(&movement);
    outturn_report_clear(&report);
    /* £100 a night more than was known, which May was paid by; £5 more came in for April */
    import_books(workspace, "7700.00", ACTUALS "C1,Homes,P1,30005.00,2025-26\nC1,Homes,P2,34100.00,2025-26\n");
    movement = moved_by(workspace, 2, &report);
    assert_int_equal(movement.total.opening, 0);
    assert_int_equal(movement.total.step[MOVEMENT_PRICES], 335 * 10000);
    assert_int_equal(movement.total.number[MOVEMENT_PRICES], 1);
    assert_int_equal(movement.total.step[MOVEMENT_CORRECTED], 500);
    assert_int_equal(movement.total.step[MOVEMENT_PAYMENTS], 0);
    assert_int_equal(movement.total.step[MOVEMENT_OTHER], 0);
    assert_int_equal(movement.total.closing, 335 * 10000 + 500);
    assert_int_equal(movement.total.closing, report.outturn.total.variance);
    assert_string_equal(movement.line[0].line, "Homes");
    movement_clear(&movement);
    outturn_report_clear(&report);
}

static void a_kept_report_has_the_movement_that_it_had(void **state)
{
    struct workspace *workspace = *state;
    struct outturn_report report;
    import_books(workspace, "7000.00", ACTUALS "C1,Homes,P1,30000.00,2025-26\n");
    close_period(workspace, 1);
    import_books(workspace, "7070.00", ACTUALS "C1,Homes,P1,30300.00,2025-26\nC1,Homes,P2,31310.00,2025-26\n");
    close_period(workspace, 2);
    import_books(workspace, "1.00", ACTUALS "C1,Homes,P1,1.00,2025-26\nC1,Homes,P2,1.00,2025-26\n");
    struct movement movement = moved_by(workspace, 2, &report);
    assert_int_equal(movement.total.step[MOVEMENT_PRICES], 335 * 1000);
    assert_int_equal(movement.total.step[MOVEMENT_CORRECTED], 30000);
    assert_int_equal(movement.total.closing, 365 * 1000);
    movement_clear(&movement);
    outturn_report_clear(&report);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_dearer_week_since_the_last_closing_is_a_step_of_price),
        TEST(a_kept_report_has_the_movement_that_it_had),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
