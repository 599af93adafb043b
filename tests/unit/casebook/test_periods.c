/* Periods of a year: closed in order, frozen with their report, opened again for a reason; and what has changed since. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/books_in_force.h"
#include "casebook/outturn_store.h"
#include "casebook/periods.h"
#include "casebook/restated.h"
#include "workspace_fixture.h"

enum { YEAR = 2025 };

static const char hash_of_run[] = "0123456789abcdef0123456789abcdef";

static void put_and_import(struct workspace *workspace, const char *name, const char *content)
{
    workspace_put(workspace, name, content);
    workspace_import_well(workspace, NULL);
}

static void import_books(struct workspace *workspace)
{
    workspace_put(workspace, "budget.csv",
                  "line,service,cost_centre,original,approved,year\n"
                  "Homes,Placements,C1,120000,120000,2025-26\n"
                  "Legal,Other,C2,12000,12000,2025-26\n");
    put_and_import(workspace, "actuals.csv",
                   "cost_centre,line,period,amount,year\n"
                   "C1,Homes,P1,10000.00,2025-26\nC1,Homes,P2,11000.00,2025-26\n"
                   "C2,Legal,P1,900.00,2025-26\nC9,Nobody,P1,5.00,2025-26\n");
}

/* A report with every figure different, so that no two can be taken for each other. */
static struct outturn made_outturn(struct outturn_line lines[2], int32_t closed, int64_t from)
{
    int64_t *const first = &lines[0].original;
    const size_t figures =
        (offsetof(struct outturn_line, restated) - offsetof(struct outturn_line, original)) / sizeof *first;
    struct outturn outturn = {
        .year = YEAR, .closed = closed, .tolerance = 5000, .replicates = 100, .lines = 2, .line = lines};
    for (int i = 0; i < 3; i++) {
        struct outturn_line *line = i < 2 ? &lines[i] : &outturn.total;
        *line = (struct outturn_line){.line = i == 0   ? "Homes"
                                              : i == 1 ? "Legal"
                                                       : "Total",
                                      .service = i == 0 ? "Placements" : "",
                                      .kind = i == 0 ? OUTTURN_PLACEMENTS : OUTTURN_PAYMENTS,
                                      .state = i == 0 ? 6 : -1,
                                      .restated = i == 1};
        for (size_t k = 0; k < figures; k++) {
            const int64_t value = from + 1000 * i + (int64_t)k;
            memcpy((char *)line + offsetof(struct outturn_line, original) + k * sizeof value, &value, sizeof value);
        }
    }
    lines[1].low = lines[1].high = lines[1].last = OUTTURN_NONE;
    outturn.mix = from + 5001;
    outturn.health_due = from + 5002;
    outturn.education_due = from + 5003;
    outturn.health_due_year = from + 5004;
    outturn.education_due_year = OUTTURN_NONE;
    return outturn;
}

static int close_period(struct workspace *workspace, int32_t period, int64_t from, struct problem *problem)
{
    struct outturn_line lines[2];
    const struct outturn outturn = made_outturn(lines, period, from);
    struct casebook_closing closing = {.year = YEAR,
                                       .period = period,
                                       .run = hash_of_run,
                                       .who = "A. Accountant",
                                       .when = "2025-07-14T09:00:00Z",
                                       .facts = {.seed = UINT64_MAX - (uint64_t)from,
                                                 .as_at = DAY_NONE,
                                                 .walked = from + 1,
                                                 .running = from + 2,
                                                 .run_on_because = "no returns"}};
    assert_int_equal(casebook_newest_snapshot(workspace->casebook, &closing.snapshot, NULL), 0);
    return casebook_close_period(workspace->casebook, &closing, &outturn, problem);
}

static int reopen(struct workspace *workspace, int32_t period, const char *reason, struct problem *problem)
{
    const struct casebook_speaker speaker = {.who = "B. Chief", .when = "2025-08-01T10:00:00Z"};
    return casebook_reopen_period(workspace->casebook, YEAR, period, reason, &speaker, problem);
}

static void expect_report(struct workspace *workspace, int32_t period, int32_t version, int64_t from)
{
    struct outturn_line lines[2];
    struct problem problem = {0};
    struct casebook_kept_outturn kept;
    const struct outturn outturn = made_outturn(lines, period, from);
    if (casebook_find_outturn(workspace->casebook, YEAR, period, version, &kept, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_int_equal(kept.outturn.year, YEAR);
    assert_int_equal(kept.outturn.closed, period);
    assert_int_equal(kept.outturn.tolerance, 5000);
    assert_int_equal(kept.outturn.replicates, 100);
    assert_int_equal(kept.outturn.lines, 2);
    const size_t begin = offsetof(struct outturn_line, kind), length = offsetof(struct outturn_line, restated) + 1 - begin;
    for (int i = 0; i < 3; i++) {
        const struct outturn_line *is = i < 2 ? &kept.outturn.line[i] : &kept.outturn.total;
        const struct outturn_line *was = i < 2 ? &outturn.line[i] : &outturn.total;
        assert_string_equal(is->line, was->line);
        assert_string_equal(is->service, was->service);
        assert_memory_equal((const char *)is + begin, (const char *)was + begin, length);
    }
    assert_true(kept.facts.seed == UINT64_MAX - (uint64_t)from);
    assert_int_equal(kept.facts.as_at, DAY_NONE);
    assert_int_equal(kept.facts.walked, from + 1);
    assert_int_equal(kept.facts.running, from + 2);
    assert_string_equal(kept.facts.run_on_because, "no returns");
    assert_int_equal(kept.outturn.mix, from + 5001);
    assert_int_equal(kept.outturn.health_due_year, from + 5004);
    assert_int_equal(kept.outturn.education_due_year, OUTTURN_NONE);
    casebook_kept_outturn_clear(&kept);
    casebook_kept_outturn_clear(&kept);
}

static void every_figure_of_a_closed_report_comes_back(void **state)
{
    struct workspace *workspace = *state;
    import_books(workspace);
    assert_int_equal(close_period(workspace, 1, 100, NULL), 0);
    workspace_reopen(workspace);
    expect_report(workspace, 1, CASEBOOK_NEWEST_VERSION, 100);
    expect_report(workspace, 1, 1, 100);
}

static void a_kept_report_is_the_same_whatever_comes_later(void **state)
{
    struct workspace *workspace = *state;
    import_books(workspace);
    assert_int_equal(close_period(workspace, 1, 100, NULL), 0);
    char was[33], is[33];
    struct casebook_kept_outturn kept;
    assert_int_equal(casebook_find_outturn(workspace->casebook, YEAR, 1, 1, &kept, NULL), 0);
    assert_int_equal(casebook_outturn_hash(&kept.outturn, was, NULL), 0);
    casebook_kept_outturn_clear(&kept);
    put_and_import(workspace, "actuals.csv", "cost_centre,line,period,amount,year\nC1,Homes,P1,99.00,2025-26\n");
    put_and_import(workspace, "budget.csv",
                   "line,service,cost_centre,original,approved,year\nHouses,Placements,C1,1,1,2025-26\n");
    expect_report(workspace, 1, 1, 100);
    assert_int_equal(casebook_find_outturn(workspace->casebook, YEAR, 1, 1, &kept, NULL), 0);
    assert_int_equal(casebook_outturn_hash(&kept.outturn, is, NULL), 0);
    assert_string_equal(was, is);
    casebook_kept_outturn_clear(&kept);
}

static void periods_are_closed_in_order(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    int32_t closed;
    import_books(workspace);
    assert_int_equal(close_period(workspace, 2, 0, &problem), PROBLEM_INPUT);
    assert_string_equal(problem.text, "P1 of 2025-26 is still open, and periods are closed in order");
    assert_string_equal(problem.next, "Close it first: homeward period close 2025-26 P1");
    assert_int_equal(close_period(workspace, 1, 0, NULL), 0);
    assert_int_equal(close_period(workspace, 1, 0, &problem), PROBLEM_INPUT);
    assert_string_equal(problem.text, "P1 of 2025-26 is closed already");
    assert_int_equal(close_period(workspace, 2, 0, NULL), 0);
    assert_int_equal(casebook_closed_periods(workspace->casebook, YEAR, &closed, NULL), 0);
    assert_int_equal(closed, 2);
    assert_int_equal(casebook_closed_periods(workspace->casebook, YEAR + 1, &closed, NULL), 0);
    assert_int_equal(closed, 0);
}

static void reopening_and_closing_again_keeps_both_reports(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_periods periods;
    import_books(workspace);
    assert_int_equal(close_period(workspace, 1, 100, NULL), 0);
    assert_int_equal(reopen(workspace, 1, "late invoices", NULL), 0);
    assert_int_equal(close_period(workspace, 1, 700, NULL), 0);
    expect_report(workspace, 1, 1, 100);
    expect_report(workspace, 1, 2, 700);
    expect_report(workspace, 1, CASEBOOK_NEWEST_VERSION, 700);
    assert_int_equal(casebook_load_periods(workspace->casebook, &periods, NULL), 0);
    assert_int_equal(periods.count, 2);
    assert_false(periods.row[0].closed);
    assert_string_equal(periods.row[0].reopened_for, "late invoices");
    assert_string_equal(periods.row[0].reopened_by, "B. Chief");
    assert_string_equal(periods.row[0].reopened_at, "2025-08-01T10:00:00Z");
    assert_true(periods.row[1].closed);
    assert_int_equal(periods.row[1].version, 2);
    assert_string_equal(periods.row[1].run, hash_of_run);
    assert_string_equal(periods.row[1].closed_by, "A. Accountant");
    casebook_periods_clear(&periods);
}

static void reopening_needs_a_reason_and_the_last_closed_period(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct text before = {0}, after = {0};
    import_books(workspace);
    assert_int_equal(close_period(workspace, 1, 0, NULL), 0);
    assert_int_equal(close_period(workspace, 2, 0, NULL), 0);
    workspace_dump(workspace, &before);
    assert_int_equal(reopen(workspace, 2, "  ", &problem), PROBLEM_USAGE);
    assert_int_equal(reopen(workspace, 2, "one\ntwo", &problem), PROBLEM_USAGE);
    assert_int_equal(reopen(workspace, 1, "late invoices", &problem), PROBLEM_INPUT);
    assert_string_equal(problem.text, "P2 of 2025-26 is closed, and the last closed period is reopened first");
    assert_int_equal(reopen(workspace, 3, "late invoices", &problem), PROBLEM_INPUT);
    assert_string_equal(problem.text, "P3 of 2025-26 is open");
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    text_clear(&before);
    text_clear(&after);
}

static void unexplained_pounds_are_closed_only_with_a_reason_that_is_kept(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct outturn_line lines[2];
    struct text before = {0}, after = {0};
    struct casebook_periods periods;
    import_books(workspace);
    const struct outturn outturn = made_outturn(lines, 1, 0);
    struct casebook_closing closing = {.year = YEAR,
                                       .period = 1,
                                       .snapshot = 1,
                                       .run = "",
                                       .unexplained = 123456,
                                       .who = "A",
                                       .when = "2025-07-14T09:00:00Z"};
    workspace_dump(workspace, &before);
    assert_int_equal(casebook_close_period(workspace->casebook, &closing, &outturn, &problem), PROBLEM_UNEXPLAINED);
    assert_string_equal(problem.text, "£1,234.56 between the ledger and the packages is not explained");
    assert_int_equal(problem_exit_status(problem.code), 4);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    closing.reason = "Agreed with the auditor";
    assert_int_equal(casebook_close_period(workspace->casebook, &closing, &outturn, &problem), 0);
    assert_int_equal(casebook_load_periods(workspace->casebook, &periods, NULL), 0);
    assert_int_equal(periods.row[0].unexplained, 123456);
    assert_string_equal(periods.row[0].unexplained_reason, "Agreed with the auditor");
    assert_string_equal(periods.row[0].run, "");
    casebook_periods_clear(&periods);
    text_clear(&before);
    text_clear(&after);
}

static void a_report_that_was_changed_is_not_believed(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct casebook_kept_outturn kept;
    static const char *const changes[] = {
        "UPDATE outturn_figure SET value = value + 1 WHERE figure = 'price' AND position = 0",
        "UPDATE outturn_figure SET value = value - 1 WHERE figure = 'price' AND position = 0;"
        "UPDATE outturn_line SET service = 'Other' WHERE position = 0",
        "UPDATE outturn_line SET service = 'Placements' WHERE position = 0;"
        "DELETE FROM outturn_figure WHERE position = 2;"
        "DELETE FROM outturn_line WHERE position = 2",
        "DELETE FROM outturn_report"};
    import_books(workspace);
    assert_int_equal(close_period(workspace, 1, 100, NULL), 0);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        workspace_sql(workspace, changes[i]);
        assert_int_equal(casebook_find_outturn(workspace->casebook, YEAR, 1, 1, &kept, &problem), PROBLEM_VERIFY);
    }
}

static void a_report_that_is_not_kept_says_where_to_look(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct casebook_kept_outturn kept;
    import_books(workspace);
    assert_int_equal(casebook_find_outturn(workspace->casebook, YEAR, 1, CASEBOOK_NEWEST_VERSION, &kept, &problem),
                     PROBLEM_NOT_FOUND);
    assert_string_equal(problem.text, "no report of P1 of 2025-26 is kept: it has never been closed");
    assert_int_equal(close_period(workspace, 1, 100, NULL), 0);
    assert_int_equal(casebook_find_outturn(workspace->casebook, YEAR, 1, 3, &kept, &problem), PROBLEM_NOT_FOUND);
    assert_string_equal(problem.text, "there is no version 3 of the report of P1 of 2025-26");
}

static void the_last_report_is_that_of_the_closed_period_before(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_last_report last;
    import_books(workspace);
    assert_int_equal(casebook_find_last_report(workspace->casebook, YEAR, 1, &last, NULL), 0);
    assert_int_equal(last.period, 0);
    assert_int_equal(last.rows, 0);
    casebook_last_report_clear(&last);
    assert_int_equal(close_period(workspace, 1, 100, NULL), 0);
    assert_int_equal(close_period(workspace, 2, 500, NULL), 0);
    const int64_t expected_at = (offsetof(struct outturn_line, expected) - offsetof(struct outturn_line, original)) / 8;
    for (int32_t period = 2; period <= 5; period++) { /* of P4 and P5 it is P2 still */
        assert_int_equal(casebook_find_last_report(workspace->casebook, YEAR, period, &last, NULL), 0);
        assert_int_equal(last.period, period == 2 ? 1 : 2);
        assert_int_equal(last.snapshot, 1);
        assert_int_equal(last.rows, 2);
        assert_string_equal(last.row[0].line, "Homes");
        assert_string_equal(last.row[1].line, "Legal");
        assert_int_equal(last.row[1].expected, (period == 2 ? 100 : 500) + 1000 + expected_at);
        casebook_last_report_clear(&last);
    }
}

/* P1 is closed; then Homes is £250 dearer, Legal as it was, the payment of no line gone, and P2, which is open, changes. */
static void a_payment_of_a_closed_period_that_changes_is_restated(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_restated restated;
    struct casebook_books books;
    import_books(workspace);
    assert_int_equal(close_period(workspace, 1, 0, NULL), 0);
    assert_int_equal(casebook_load_restated(workspace->casebook, &restated, NULL), 0);
    assert_int_equal(restated.count, 0);
    casebook_restated_clear(&restated);
    put_and_import(workspace, "actuals.csv",
                   "cost_centre,line,period,amount,year\n"
                   "C1,Homes,P1,10250.00,2025-26\nC2,Legal,P1,900.00,2025-26\nC1,Homes,P2,1.00,2025-26\n");
    assert_int_equal(casebook_load_restated(workspace->casebook, &restated, NULL), 0);
    assert_int_equal(restated.count, 2);
    assert_string_equal(restated.row[0].line, "Homes");
    assert_int_equal(restated.row[0].period, 1);
    assert_int_equal(restated.row[0].was, 1000000);
    assert_int_equal(restated.row[0].is, 1025000);
    assert_int_equal(restated.row[0].snapshot, 2);
    assert_true(strlen(restated.row[0].since) > 10);
    assert_string_equal(restated.row[1].line, "");
    assert_int_equal(restated.row[1].was, 500);
    assert_int_equal(restated.row[1].is, 0);
    casebook_restated_clear(&restated);
    assert_int_equal(casebook_load_books(workspace->casebook, YEAR, CASEBOOK_NOW, &books, NULL), 0);
    for (int64_t i = 0; i < books.books.actuals; i++)
        assert_int_equal(books.books.actual[i].restated, books.books.actual[i].pence == 1025000);
    casebook_books_clear(&books);
    assert_int_equal(reopen(workspace, 1, "late invoices", NULL), 0);
    assert_int_equal(close_period(workspace, 1, 0, NULL), 0);
    assert_int_equal(casebook_load_restated(workspace->casebook, &restated, NULL), 0);
    assert_int_equal(restated.count, 0);
    casebook_restated_clear(&restated);
    casebook_restated_clear(&restated);
}

/* The store refuses the last figure but one: the closing, its lines and its figures so far are gone with it. */
static void a_closing_that_fails_on_the_way_leaves_nothing(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct text before = {0}, after = {0};
    import_books(workspace);
    assert_int_equal(close_period(workspace, 1, 0, NULL), 0);
    workspace_sql(workspace, "CREATE TRIGGER full BEFORE INSERT ON outturn_figure WHEN new.figure = 'health_due'"
                             " BEGIN SELECT RAISE(ABORT, 'no room'); END");
    workspace_dump(workspace, &before);
    assert_int_equal(close_period(workspace, 2, 0, &problem), PROBLEM_STORE);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    workspace_sql(workspace, "DROP TRIGGER full");
    assert_int_equal(close_period(workspace, 2, 0, NULL), 0);
    expect_report(workspace, 2, 1, 0);
    text_clear(&before);
    text_clear(&after);
}

/* The ledger names child 1; the return that knows it comes after the snapshot. A newer ledger changes nothing of then,
 * either. */
static void books_of_a_snapshot_stay_what_they_were(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_books books;
    char was[33], is[33], now[33];
    import_books(workspace);
    put_and_import(workspace, "ledger.csv",
                   "child,start,end,type,provider,weekly_price,cost_centre\n1,2024-06-01,,home_external,Acme,7000.00,C1\n");
    int64_t snapshot;
    assert_int_equal(casebook_newest_snapshot(workspace->casebook, &snapshot, NULL), 0);
    assert_int_equal(casebook_load_books(workspace->casebook, YEAR, snapshot, &books, NULL), 0);
    assert_int_equal(books.books.packages, 1);
    assert_int_equal(books.books.package[0].child, 0);
    assert_int_equal(casebook_books_hash(&books, was, NULL), 0);
    casebook_books_clear(&books);
    workspace_put(workspace, "header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/01/2012,WBRI,UN1,,\n");
    put_and_import(workspace, "episodes.csv",
                   "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
                   "1,01/06/2024,S,C2,N1,K2,PR4,,,,,,\n");
    assert_int_equal(casebook_load_books(workspace->casebook, YEAR, CASEBOOK_NOW, &books, NULL), 0);
    assert_true(books.books.package[0].child > 0);
    assert_int_equal(casebook_books_hash(&books, now, NULL), 0);
    casebook_books_clear(&books);
    put_and_import(workspace, "ledger.csv",
                   "child,start,end,type,provider,weekly_price,cost_centre\n2,2024-06-01,,home_external,Acme,1.00,C1\n");
    assert_int_equal(casebook_load_books(workspace->casebook, YEAR, snapshot, &books, NULL), 0);
    assert_int_equal(casebook_books_hash(&books, is, NULL), 0);
    casebook_books_clear(&books);
    assert_string_equal(was, is);
    assert_string_not_equal(was, now);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_figure_of_a_closed_report_comes_back),
        TEST(a_kept_report_is_the_same_whatever_comes_later),
        TEST(periods_are_closed_in_order),
        TEST(reopening_and_closing_again_keeps_both_reports),
        TEST(reopening_needs_a_reason_and_the_last_closed_period),
        TEST(unexplained_pounds_are_closed_only_with_a_reason_that_is_kept),
        TEST(a_report_that_was_changed_is_not_believed),
        TEST(a_report_that_is_not_kept_says_where_to_look),
        TEST(the_last_report_is_that_of_the_closed_period_before),
        TEST(a_payment_of_a_closed_period_that_changes_is_restated),
        TEST(a_closing_that_fails_on_the_way_leaves_nothing),
        TEST(books_of_a_snapshot_stay_what_they_were),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
