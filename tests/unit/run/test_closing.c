/* Closing a period: what it needs, what it keeps, and that a refusal leaves everything as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/outturn_store.h"
#include "casebook/periods.h"
#include "run/closing.h"
#include "workspace_fixture.h"

enum { YEAR = 2025 };

/* £1,000 a night: April is £30,000, May £31,000. Homes is budgeted at £365,000. */
static void import_ledger(struct workspace *workspace, const char *actuals)
{
    workspace_put(workspace, "budget.csv",
                  "line,service,cost_centre,original,approved,year,type\n"
                  "Homes,Placements,C1,365000,365000,2025-26,home_external\n");
    workspace_put(workspace, "ledger.csv",
                  "child,start,end,type,provider,weekly_price,cost_centre\n1,2024-06-01,,home_external,Acme,7000.00,C1\n");
    workspace_put(workspace, "actuals.csv", actuals);
    workspace_import_well(workspace, NULL);
}

static int close_period(struct workspace *workspace, int32_t period, const char *reason, struct run_closing *closed,
                        struct problem *problem)
{
    const struct run_closing_options wanted = {
        .outturn = {.year = YEAR, .closed = period, .paths = 20, .seed = 1, .when = "2025-06-12T10:00:00Z"},
        .reason = reason,
        .who = "A. Accountant"};
    return run_close_period(workspace->casebook, &wanted, NULL, closed, problem);
}

#define ACTUALS "cost_centre,line,period,amount,year\n"
#define AS_THE_PACKAGES ACTUALS "C1,Homes,P1,30000.00,2025-26\nC1,Homes,P2,31000.00,2025-26\n"

/* A year of £1,000 a night on budget: 365 nights. What was paid is what the packages come to. */
static void the_report_of_a_closed_period_is_kept_and_moves_from_the_one_before(void **state)
{
    struct workspace *workspace = *state;
    struct run_closing closed;
    struct casebook_kept_outturn kept;
    import_ledger(workspace, AS_THE_PACKAGES);
    assert_int_equal(close_period(workspace, 1, NULL, &closed, NULL), 0);
    assert_int_equal(closed.snapshot, 1);
    assert_int_equal(closed.differs, 0);
    assert_int_equal(closed.unexplained, 0);
    assert_int_equal(closed.budget, 36500000);
    assert_int_equal(closed.expected, 36500000);
    /* £200 too much in May, as agreed: that is what the year moves by */
    import_ledger(workspace, ACTUALS "C1,Homes,P1,30000.00,2025-26\nC1,Homes,P2,31200.00,2025-26\n");
    assert_int_equal(close_period(workspace, 2, "agreed", &closed, NULL), 0);
    assert_int_equal(closed.unexplained, 20000);
    assert_int_equal(casebook_find_outturn(workspace->casebook, YEAR, 2, 1, &kept, NULL), 0);
    assert_int_equal(kept.outturn.lines, 1);
    assert_string_equal(kept.outturn.line[0].line, "Homes");
    assert_int_equal(kept.outturn.line[0].actual, 6120000);
    assert_int_equal(kept.outturn.line[0].expected, 36520000);
    assert_int_equal(kept.outturn.line[0].last, 36500000);
    assert_int_equal(kept.outturn.line[0].movement, 20000);
    assert_int_equal(kept.period.snapshot, 2);
    casebook_kept_outturn_clear(&kept);
}

static void expect_refused(struct workspace *workspace, int32_t period, int code, const char *why)
{
    struct run_closing closed;
    struct problem problem = {0};
    struct text before = {0}, after = {0};
    char content[33], still[33], books[33], same[33];
    struct casebook_books kept;
    assert_int_equal(casebook_whole_hash(workspace->casebook, content, NULL), 0);
    assert_int_equal(casebook_load_books(workspace->casebook, YEAR, CASEBOOK_NOW, &kept, NULL), 0);
    assert_int_equal(casebook_books_hash(&kept, books, NULL), 0);
    casebook_books_clear(&kept);
    workspace_dump(workspace, &before);
    assert_int_equal(close_period(workspace, period, " ", &closed, &problem), code);
    assert_string_equal(problem.text, why);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    assert_int_equal(casebook_whole_hash(workspace->casebook, still, NULL), 0);
    assert_string_equal(content, still);
    assert_int_equal(casebook_load_books(workspace->casebook, YEAR, CASEBOOK_NOW, &kept, NULL), 0);
    assert_int_equal(casebook_books_hash(&kept, same, NULL), 0);
    assert_string_equal(books, same);
    casebook_books_clear(&kept);
    text_clear(&before);
    text_clear(&after);
}

static void a_refused_closing_leaves_the_content_as_it_was(void **state)
{
    struct workspace *workspace = *state;
    struct run_closing closed;
    import_ledger(workspace, ACTUALS "C1,Homes,P1,30000.00,2025-26\nC1,Homes,P2,30999.99,2025-26\n");
    expect_refused(workspace, 2, PROBLEM_INPUT, "P1 of 2025-26 is still open, and periods are closed in order");
    assert_int_equal(close_period(workspace, 1, NULL, &closed, NULL), 0);
    expect_refused(workspace, 1, PROBLEM_INPUT, "P1 of 2025-26 is closed already");
    expect_refused(workspace, 2, PROBLEM_UNEXPLAINED, "£0.01 between the ledger and the packages is not explained");
    assert_int_equal(close_period(workspace, 2, "a penny", &closed, NULL), 0);
    expect_refused(workspace, 3, PROBLEM_NOT_FOUND, "no payments of P3 of 2025-26 have been imported");
}

static void an_import_after_the_snapshot_is_not_in_a_reconciliation_of_it(void **state)
{
    struct workspace *workspace = *state;
    struct run_reconciliation ledger;
    struct problem problem = {0};
    import_ledger(workspace, AS_THE_PACKAGES);
    import_ledger(workspace, ACTUALS "C1,Homes,P1,30500.00,2025-26\n");
    assert_int_equal(run_reconcile(workspace->casebook, YEAR, 1, 1, &ledger, NULL), 0);
    assert_int_equal(ledger.found.unexplained_size, 0);
    run_reconciliation_clear(&ledger);
    assert_int_equal(run_reconcile(workspace->casebook, YEAR, RUN_PERIODS_PAID, CASEBOOK_NOW, &ledger, NULL), 0);
    assert_int_equal(ledger.found.unexplained_size, 50000);
    assert_int_equal(ledger.found.last, 2);
    run_reconciliation_clear(&ledger);
    run_reconciliation_clear(&ledger);
    assert_int_equal(run_reconcile(workspace->casebook, YEAR, 7, CASEBOOK_NOW, &ledger, &problem), PROBLEM_NOT_FOUND);
    assert_string_equal(problem.text, "no payments of P7 of 2025-26 have been imported");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_report_of_a_closed_period_is_kept_and_moves_from_the_one_before),
        TEST(a_refused_closing_leaves_the_content_as_it_was),
        TEST(an_import_after_the_snapshot_is_not_in_a_reconciliation_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
