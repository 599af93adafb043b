/*
 * The causes of a variance: by hand on one line, then added up again over a whole year of whatever somebody may tell.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/variance_causes.h"
#include "outturn_fixture.h"

enum { CAUSES_MAX = 12 };

struct fixture {
    struct outturn_fixture year;
    struct books_cause cause[CAUSES_MAX];
    struct books books;
    struct table_sources sources;
    struct outturn_page page;
    struct variance_causes causes;
    struct problem problem;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    outturn_fixture_make(&fixture->year);
    fixture->books.cause = fixture->cause;
    fixture->sources.outturn = &fixture->year.outturn;
    fixture->sources.books = &fixture->books;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    variance_causes_clear(&fixture->causes);
    outturn_page_close(&fixture->page);
    free(fixture);
    return 0;
}

static void tell(struct fixture *fixture, const char *named, const char *cause, int64_t pence, const char *note)
{
    fixture->cause[fixture->books.causes++] = (struct books_cause){.named = named,
                                                                   .cause = cause,
                                                                   .note = note,
                                                                   .owner = *note ? "Head of Placements" : "",
                                                                   .pence = pence,
                                                                   .recurrent = 1,
                                                                   .due = 20500};
}

static void gather(struct fixture *fixture)
{
    variance_causes_clear(&fixture->causes);
    outturn_page_close(&fixture->page);
    assert_int_equal(outturn_page_open(&fixture->sources, &fixture->page, &fixture->problem), 0);
    assert_int_equal(variance_causes_make(&fixture->page, &fixture->causes, &fixture->problem), 0);
}

static const struct variance_row *find(const struct fixture *fixture, const char *line, const char *cause, int skip)
{
    for (int64_t i = 0; i < fixture->causes.rows; i++)
        if (strcmp(fixture->causes.row[i].line, line) == 0 && strcmp(fixture->causes.row[i].cause, cause) == 0 && skip-- == 0)
            return &fixture->causes.row[i];
    return NULL;
}

/* Rows above a service's variance add up to it, those of all services to the total, and the total to what is left; of a part
 * that is told twice, once exactly and once as it is shown. */
static void expect_adds_up(const struct fixture *fixture)
{
    int64_t exact = 0, shown = 0, all = 0, all_shown = 0;
    for (int64_t i = 0; i < fixture->causes.rows; i++) {
        const struct variance_row *row = &fixture->causes.row[i];
        assert_int_equal(row->shown % OUTTURN_UNIT, 0);
        if (row->part == VARIANCE_OF_SERVICE) {
            assert_int_equal(exact, row->exact);
            assert_int_equal(shown, row->shown);
            all += row->exact;
            all_shown += row->shown;
        } else if (row->part == VARIANCE_TOTAL) {
            assert_int_equal(all, row->exact);
            assert_int_equal(all_shown, row->shown);
            assert_int_equal(row->exact, fixture->year.outturn.total.variance);
        } else if (row->part == VARIANCE_RESIDUAL) {
            assert_int_equal(all + exact, row->exact);
            assert_int_equal(all_shown + shown, row->shown);
        }
        if (row->part == VARIANCE_CAUSE || row->part == VARIANCE_OTHER || row->part == VARIANCE_RECOVERY) {
            exact += row->exact;
            shown += row->shown;
        } else {
            exact = shown = 0;
        }
    }
}

static void nothing_told_leaves_number_price_staffing_and_other(void **state)
{
    struct fixture *fixture = *state;
    gather(fixture);
    const struct variance_row *number = find(fixture, "External homes", "number", 0),
                              *price = find(fixture, "External homes", "price", 0),
                              *staffing = find(fixture, "Social work teams", "staffing", 0);
    assert_int_equal(number->exact, 118155018);
    assert_string_equal(number->note, "62.4 placed, 58.0 budgeted");
    assert_string_equal(number->service, "Placements");
    assert_int_equal(number->recurrent, BOOKS_BLANK);
    assert_int_equal(price->exact, 149653337);
    assert_string_equal(price->note, "\u00A35,610 a week, \u00A35,150 budgeted");
    assert_int_equal(staffing->exact, fixture->year.line[FIXTURE_STAFF].variance);
    assert_null(find(fixture, "Transport", "number", 0));
    assert_int_equal(fixture->causes.recoveries, 0);
    assert_int_equal(fixture->causes.residual, fixture->year.outturn.total.variance);
    expect_adds_up(fixture);
}

static void what_is_told_of_number_is_taken_off_what_is_worked_out(void **state)
{
    struct fixture *fixture = *state;
    tell(fixture, "external homes", "volume", 20000000, "Two siblings");
    tell(fixture, "External homes", "price", BOOKS_BLANK, "A framework that ended");
    tell(fixture, "Social work teams", "timing", 5000000, "Started late");
    gather(fixture);
    const struct variance_row *number = find(fixture, "External homes", "number", 0),
                              *told = find(fixture, "External homes", "number", 1),
                              *price = find(fixture, "External homes", "price", 0);
    assert_int_equal(number->exact, 118155018 - 20000000);
    assert_int_equal(told->exact, 20000000);
    assert_string_equal(told->note, "Two siblings");
    assert_int_equal(told->due, 20500);
    assert_int_equal(price->exact, 149653337); /* words only */
    assert_string_equal(price->note, "\u00A35,610 a week, \u00A35,150 budgeted. A framework that ended");
    assert_string_equal(price->owner, "Head of Placements");
    assert_int_equal(price->recurrent, 1);
    assert_null(find(fixture, "External homes", "price", 1));
    assert_int_equal(find(fixture, "Social work teams", "staffing", 0)->exact,
                     fixture->year.line[FIXTURE_STAFF].variance - 5000000);
    expect_adds_up(fixture);
}

static void a_service_has_causes_of_its_own(void **state)
{
    struct fixture *fixture = *state;
    gather(fixture);
    const int64_t other = find(fixture, "", "other", 0)->exact;
    tell(fixture, "Placements", "income", -1234567, "");
    gather(fixture);
    const struct variance_row *income = find(fixture, "", "income", 0);
    assert_string_equal(income->service, "Placements");
    assert_int_equal(income->exact, -1234567);
    assert_int_equal(income->shown, -1200000);
    assert_int_equal(find(fixture, "", "other", 0)->exact, other + 1234567);
    expect_adds_up(fixture);
}

static void recoveries_stand_below_the_total_and_leave_a_residual(void **state)
{
    struct fixture *fixture = *state;
    tell(fixture, "External homes", "Recovery", -6049999, "Two step-downs");
    tell(fixture, "Placements", "recovery", -1050001, "");
    gather(fixture);
    const int64_t variance = fixture->year.outturn.total.variance;
    assert_int_equal(fixture->causes.recoveries, 2);
    assert_int_equal(fixture->causes.recovery, -7100000);
    assert_int_equal(fixture->causes.recovery_shown, -6000000 - 1100000);
    assert_int_equal(fixture->causes.residual, variance - 7100000);
    assert_int_equal(fixture->causes.row[fixture->causes.rows - 1].part, VARIANCE_RESIDUAL);
    assert_int_equal(find(fixture, "", "variance", 0)->part, VARIANCE_OF_SERVICE);
    expect_adds_up(fixture);
}

static void what_names_nothing_of_the_budget_is_counted_and_left_out(void **state)
{
    struct fixture *fixture = *state;
    tell(fixture, "Nowhere", "timing", 100000, "");
    tell(fixture, "Nobody", "recovery", -100000, "");
    gather(fixture);
    assert_int_equal(fixture->causes.unplaced, 2);
    assert_string_equal(fixture->causes.unplaced_name, "Nowhere");
    assert_int_equal(fixture->causes.recoveries, 0);
    assert_null(find(fixture, "", "timing", 0));
    expect_adds_up(fixture);
}

static void a_public_page_has_no_words_of_people_and_nothing_of_small_lines(void **state)
{
    struct fixture *fixture = *state;
    tell(fixture, "External homes", "timing", 5000000, "A child whose name is in it");
    tell(fixture, "Secure", "timing", 700000, "");
    fixture->sources.for_public = true;
    gather(fixture);
    assert_true(fixture->causes.words_left_out);
    assert_string_equal(find(fixture, "External homes", "timing", 0)->note, "");
    assert_string_equal(find(fixture, "External homes", "timing", 0)->owner, "");
    assert_string_equal(find(fixture, "External homes", "number", 0)->note, "62.4 placed, 58.0 budgeted");
    for (int64_t i = 0; i < fixture->causes.rows; i++)
        assert_string_not_equal(fixture->causes.row[i].line, "Secure"); /* 3.1 placements; its next smallest with it: */
    assert_null(find(fixture, "Council homes", "number", 0));
    expect_adds_up(fixture);
}

static void whatever_is_told_it_adds_up(void **state)
{
    static const char *const named[] = {"External homes", "Council homes", "Social work teams", "Placements", "Support",
                                        "Not in the budget", "Nowhere"},
                             *const cause[] = {"number", "price", "timing", "staffing", "recovery"};
    struct fixture *fixture = *state;
    uint64_t luck = 7;
    for (int trial = 0; trial < 500; trial++) {
        fixture->books.causes = 0;
        for (int i = 0; i < CAUSES_MAX; i++) {
            luck = luck * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            const int which = (int)(luck >> 40) % 7, why = (int)(luck >> 33) % 5;
            tell(fixture, named[which], cause[why], (int64_t)(luck >> 34) % 40000000 - 20000000, "");
        }
        gather(fixture);
        expect_adds_up(fixture);
    }
}

static void sums_that_do_not_fit_are_refused(void **state)
{
    struct fixture *fixture = *state;
    tell(fixture, "External homes", "timing", INT64_MAX / 2 + 1, "");
    tell(fixture, "External homes", "mix", INT64_MAX / 2 + 1, "");
    assert_int_equal(outturn_page_open(&fixture->sources, &fixture->page, &fixture->problem), 0);
    assert_int_equal(variance_causes_make(&fixture->page, &fixture->causes, &fixture->problem), PROBLEM_LIMIT);
    assert_int_equal(fixture->causes.rows, 0);
}

int main(void)
{
#define A_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        A_TEST(nothing_told_leaves_number_price_staffing_and_other),
        A_TEST(what_is_told_of_number_is_taken_off_what_is_worked_out),
        A_TEST(a_service_has_causes_of_its_own),
        A_TEST(recoveries_stand_below_the_total_and_leave_a_residual),
        A_TEST(what_names_nothing_of_the_budget_is_counted_and_left_out),
        A_TEST(a_public_page_has_no_words_of_people_and_nothing_of_small_lines),
        A_TEST(whatever_is_told_it_adds_up),
        A_TEST(sums_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
