/* The report of a period: kept if it is closed, whatever came in since, else as it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/outturn_store.h"
#include "casebook/periods.h"
#include "run/closing.h"
#include "run/moved.h"
#include "run/reported.h"
#include "workspace_fixture.h"

enum { YEAR = 2025 };

#define ACTUALS "cost_centre,line,period,amount,year\n"

/* £1,000 a night on a budget of as much. */
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

static void close_period(struct workspace *workspace, int32_t period, const char *reason)
{
    struct run_closing closed;
    struct problem problem = {0};
    const struct run_closing_options wanted = {
        .outturn = {.year = YEAR, .closed = period, .paths = 20, .seed = 7, .when = "2025-06-12T10:00:00Z"},
        .reason = reason,
        .who = "A. Accountant"};
    if (run_close_period(workspace->casebook, &wanted, NULL, &closed, &problem) < 0)
        fail_msg("%s", problem.text);
}

static void report_of(struct workspace *workspace, int32_t year, int32_t period, int64_t known_at,
                      struct outturn_report *out)
{
    struct problem problem = {0};
    const struct run_outturn_options wanted = {
        .year = year, .closed = period, .paths = 50, .seed = 1, .known_at = known_at, .when = "2025-09-09T10:00:00Z"};
    if (run_report(workspace->casebook, &wanted, NULL, out, &problem) < 0)
        fail_msg("%s", problem.text);
}

static void a_closed_period_is_told_as_it_was_reported(void **state)
{
    struct workspace *workspace = *state;
    struct outturn_report report;
    char was[33], is[33], id[33], books[33], same[33];
    import_ledger(workspace, ACTUALS "C1,Homes,P1,30000.00,2025-26\n");
    report_of(workspace, YEAR, 1, CASEBOOK_NOW, &report);
    assert_int_equal(report.version, 0);
    outturn_report_clear(&report);
    close_period(workspace, 1, NULL);
    report_of(workspace, YEAR, 1, CASEBOOK_NOW, &report);
    assert_int_equal(report.version, 1);
    assert_int_equal(casebook_outturn_hash(&report.outturn, was, NULL), 0);
    assert_int_equal(casebook_books_hash(&report.kept, books, NULL), 0);
    memcpy(id, report.id, sizeof id);
    outturn_report_clear(&report);
    import_ledger(workspace, ACTUALS "C1,Homes,P1,39000.00,2025-26\nC1,Homes,P2,31000.00,2025-26\n");
    workspace_put(
        workspace, "ledger.csv",
        "child,start,end,type,provider,weekly_price,cost_centre\n1,2024-06-01,2025-05-01,home_external,Acme,1.00,C1\n");
    workspace_import_well(workspace, NULL);
    report_of(workspace, YEAR, 1, CASEBOOK_NOW, &report);
    assert_int_equal(casebook_outturn_hash(&report.outturn, is, NULL), 0);
    assert_int_equal(casebook_books_hash(&report.kept, same, NULL), 0);
    assert_string_equal(was, is);
    assert_string_equal(books, same);
    assert_string_equal(report.id, id);
    assert_int_equal(report.snapshot, 1);
    assert_int_equal(report.last_period, 0);
    assert_string_equal(report.council, "Anyshire");
    assert_string_equal(report.made, "2025-06-12T10:00:00Z");
    assert_string_equal(report.outturn.line[0].line, "Homes");
    assert_int_equal(report.outturn.line[0].actual, 3000000);
    assert_int_equal(report.kept.books.package[0].weekly, 700000);
    assert_true(report.seed == 7);
    assert_non_null(report.only_run_on);
    outturn_report_clear(&report);
    outturn_report_clear(&report);
}

static void an_open_period_is_told_as_it_stands_with_its_movement(void **state)
{
    struct workspace *workspace = *state;
    struct outturn_report report;
    import_ledger(workspace, ACTUALS "C1,Homes,P1,30000.00,2025-26\n");
    close_period(workspace, 1, NULL);
    import_ledger(workspace, ACTUALS "C1,Homes,P1,30000.00,2025-26\nC1,Homes,P2,31500.00,2025-26\n");
    /* the newest year and the newest period with payments: P2 of 2025-26, £500 above the packages */
    report_of(workspace, CASEBOOK_NEWEST_YEAR, OUTTURN_NEWEST_PERIOD, CASEBOOK_NOW, &report);
    assert_int_equal(report.version, 0);
    assert_int_equal(report.outturn.closed, 2);
    assert_int_equal(report.outturn.year, YEAR);
    assert_int_equal(report.last_period, 1);
    assert_int_equal(report.snapshot, CASEBOOK_NOW);
    assert_int_equal(report.outturn.total.expected, 36550000);
    assert_int_equal(report.outturn.line[0].last, 36500000);
    assert_int_equal(report.outturn.line[0].movement, 50000);
    assert_string_equal(report.made, "2025-09-09T10:00:00Z");
    outturn_report_clear(&report);
}

static void a_period_opened_again_is_told_as_it_stands_until_it_is_closed(void **state)
{
    struct workspace *workspace = *state;
    struct outturn_report report;
    const struct casebook_speaker speaker = {.who = "B. Chief", .when = "2025-08-01T10:00:00Z"};
    import_ledger(workspace, ACTUALS "C1,Homes,P1,30000.00,2025-26\n");
    close_period(workspace, 1, NULL);
    import_ledger(workspace, ACTUALS "C1,Homes,P1,30700.00,2025-26\n");
    assert_int_equal(casebook_reopen_period(workspace->casebook, YEAR, 1, "late invoice", &speaker, NULL), 0);
    report_of(workspace, YEAR, 1, CASEBOOK_NOW, &report);
    assert_int_equal(report.version, 0);
    assert_int_equal(report.outturn.total.actual, 3070000);
    outturn_report_clear(&report);
    close_period(workspace, 1, "late invoice");
    report_of(workspace, YEAR, 1, CASEBOOK_NOW, &report);
    assert_int_equal(report.version, 2);
    assert_int_equal(report.outturn.total.actual, 3070000);
    outturn_report_clear(&report);
    /* asked for without its number: how the year stands now */
    report_of(workspace, YEAR, OUTTURN_NEWEST_PERIOD, CASEBOOK_NOW, &report);
    assert_int_equal(report.version, 0);
    assert_int_equal(report.outturn.closed, 1);
    outturn_report_clear(&report);
    /* as known at the first snapshot, kept or not */
    report_of(workspace, YEAR, 1, 1, &report);
    assert_int_equal(report.version, 0);
    assert_int_equal(report.outturn.total.actual, 3000000);
    outturn_report_clear(&report);
}

/*
 * P1 is reported with one package of £1,000 a night, whose child no return knows yet. Then P2 is paid £500 above it, a
 * second package of £100 a night begins on 1 June 2025 (304 nights to 31 March), and a return tells of the first child.
 */
static void a_child_whom_a_return_has_named_since_has_not_moved(void **state)
{
    struct workspace *workspace = *state;
    struct outturn_report report;
    struct movement movement;
    import_ledger(workspace, ACTUALS "C1,Homes,P1,30000.00,2025-26\n");
    report_of(workspace, YEAR, 1, CASEBOOK_NOW, &report);
    assert_int_equal(run_movement(workspace->casebook, &report, &movement, NULL), 0);
    assert_int_equal(movement.lines, 0);
    outturn_report_clear(&report);
    close_period(workspace, 1, NULL);
    import_ledger(workspace, ACTUALS "C1,Homes,P1,30000.00,2025-26\nC1,Homes,P2,31500.00,2025-26\n");
    workspace_put(workspace, "ledger.csv",
                  "child,start,end,type,provider,weekly_price,cost_centre\n1,2024-06-01,,home_external,Acme,7000.00,C1\n"
                  "2,2025-06-01,,home_external,Acme,700.00,C1\n");
    workspace_put(workspace, "header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/01/2012,WBRI,UN1,,\n");
    workspace_put(workspace, "episodes.csv",
                  "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
                  "1,01/06/2024,S,C2,N1,K2,PR4,,,,,,\n");
    workspace_import_well(workspace, NULL);
    const struct run_outturn_options wanted = {.year = YEAR, .closed = 2, .run_on = true};
    assert_int_equal(run_report(workspace->casebook, &wanted, NULL, &report, NULL), 0);
    assert_int_equal(run_movement(workspace->casebook, &report, &movement, NULL), 0);
    assert_int_equal(movement.total.opening, 0);
    assert_int_equal(movement.total.closing, 50000 + 304 * 10000);
    assert_int_equal(movement.total.step[MOVEMENT_PAYMENTS], 50000);
    assert_int_equal(movement.total.step[MOVEMENT_STARTS], 304 * 10000);
    assert_int_equal(movement.total.number[MOVEMENT_STARTS], 1);
    assert_int_equal(movement.total.step[MOVEMENT_CORRECTED], 0);
    assert_int_equal(movement.total.number[MOVEMENT_CORRECTED], 0);
    movement_clear(&movement);
    outturn_report_clear(&report);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_closed_period_is_told_as_it_was_reported),
        TEST(an_open_period_is_told_as_it_stands_with_its_movement),
        TEST(a_period_opened_again_is_told_as_it_stands_until_it_is_closed),
        TEST(a_child_whom_a_return_has_named_since_has_not_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
