#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "budget/books.h"

enum { YEAR = 2025, LINES = 5, HOMES = 0, FOSTERING = 1, AGENCIES = 2, TEAM = 3, RENT = 4 };

/* Fostering and agencies share a cost centre; the team's line is called as its service is not. */
static struct books_line lines[LINES] = {{"Homes", "Care", "C1", 0, 0, 3, BOOKS_BLANK, BOOKS_BLANK},
                                         {"Fostering", "Care", "C2", 0, 0, 4, BOOKS_BLANK, BOOKS_BLANK},
                                         {"Agencies", "Care", "C2", 0, 0, 5, BOOKS_BLANK, BOOKS_BLANK},
                                         {"Social work pay", "Assessment", "C3", 0, 0, -1, BOOKS_BLANK, BOOKS_BLANK},
                                         {"Rent", "", "", 0, 0, -1, BOOKS_BLANK, BOOKS_BLANK}};

static struct books_package package_of(const char *cost_centre, int32_t state)
{
    return (struct books_package){.cost_centre = cost_centre, .provider = "", .state = state, .line = 99};
}

static void packages_find_their_line_by_cost_centre_then_by_kind(void **state)
{
    (void)state;
    struct books_package package[] = {package_of("C1", 4), package_of("C2", 5), package_of("C2", 4), package_of("C2", 9),
                                      package_of("", 3),   package_of("C8", 5), package_of("", -1),  package_of("C8", 9)};
    static const int32_t line[] = {HOMES, AGENCIES, FOSTERING, FOSTERING, HOMES, AGENCIES, BOOKS_NO_LINE, BOOKS_NO_LINE};
    struct books books = {.lines = LINES, .line = lines, .packages = 8, .package = package};
    struct problem problem = {0};
    assert_int_equal(books_place(&books, &problem), 0);
    for (int i = 0; i < 8; i++)
        assert_int_equal(package[i].line, line[i]);
}

static void payments_and_explanations_find_theirs_by_cost_centre_then_by_name(void **state)
{
    (void)state;
    struct books_actual actual[] = {{.cost_centre = "C2", .named = "Agencies"}, {.cost_centre = "C2", .named = "Foster"},
                                    {.cost_centre = "", .named = "Rent"},       {.cost_centre = "C7", .named = "Homes"},
                                    {.cost_centre = "C1", .named = "Rent"},     {.cost_centre = "", .named = ""}};
    static const int32_t line[] = {AGENCIES, FOSTERING, RENT, HOMES, HOMES, BOOKS_NO_LINE};
    struct books_explained explained[] = {{.cost_centre = "C2", .named = "Agencies"}, {.cost_centre = "C9", .named = "x"}};
    struct books books = {
        .lines = LINES, .line = lines, .actuals = 6, .actual = actual, .explained_items = 2, .explained = explained};
    struct problem problem = {0};
    assert_int_equal(books_place(&books, &problem), 0);
    for (int i = 0; i < 6; i++)
        assert_int_equal(actual[i].line, line[i]);
    assert_int_equal(explained[0].line, AGENCIES);
    assert_int_equal(explained[1].line, BOOKS_NO_LINE);
}

static void a_post_finds_its_line_by_its_teams_name_service_or_cost_centre(void **state)
{
    (void)state;
    struct books_post post[] = {
        {.team = "C3"}, {.team = "Social work pay"}, {.team = "Assessment"}, {.team = ""}, {.team = "Elsewhere"}};
    static const int32_t line[] = {TEAM, TEAM, TEAM, BOOKS_NO_LINE, BOOKS_NO_LINE};
    struct books books = {.lines = LINES, .line = lines, .posts = 5, .post = post};
    struct problem problem = {0};
    assert_int_equal(books_place(&books, &problem), 0);
    for (int i = 0; i < 5; i++)
        assert_int_equal(post[i].line, line[i]);
}

static void two_lines_of_one_name_are_refused(void **state)
{
    (void)state;
    struct books_line twins[] = {{.line = "Homes", .cost_centre = ""}, {.line = "Homes", .cost_centre = "C1"}};
    struct books books = {.lines = 2, .line = twins};
    struct problem problem = {0};
    assert_int_equal(books_place(&books, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "two lines named Homes"));
}

static void a_package_is_paid_by_the_night_and_rounded_once(void **state)
{
    (void)state;
    const day begins = calendar_year_start(YEAR);
    const struct books_package package = {.from = begins + 10,
                                          .to = begins + 40,
                                          .planned_to = DAY_NONE,
                                          .weekly = 85000,
                                          .health = 33333,
                                          .education = 50000};
    int64_t pence, health, education;
    assert_int_equal(books_package_nights(&package, begins, begins + 30), 20);
    assert_int_equal(books_package_nights(&package, begins + 40, begins + 60), 0);
    /* 30 nights at £850.00 a week: £3,642.857…; April 20 nights £2,428.571…, May 10 nights £1,214.286…: a penny apart or
     * not. */
    assert_true(books_package_cost(&package, begins, begins + 365, &pence));
    assert_int_equal(pence, 364286);
    assert_true(books_package_periods(&package, YEAR, 1, 12, &pence));
    assert_int_equal(pence, 242857 + 121429);
    assert_true(books_package_periods(&package, YEAR, 3, 2, &pence));
    assert_int_equal(pence, 0);
    assert_true(books_package_due(&package, begins, begins + 365, &health, &education));
    assert_int_equal(health, 121427);    /* 33.333% of £3,642.86: £1,214.2745… */
    assert_int_equal(education, 182143); /* half of it: £1,821.43 */
    struct books_package priceless = package;
    priceless.weekly = BOOKS_BLANK;
    assert_true(books_package_cost(&priceless, begins, begins + 365, &pence));
    assert_int_equal(pence, 0);
    priceless.weekly = INT64_MAX;
    assert_false(books_package_cost(&priceless, begins, begins + 365, &pence));
}

static void a_post_is_paid_by_days_of_its_financial_year(void **state)
{
    (void)state;
    const day begins = calendar_year_start(2027); /* 2027-28 has a 29 February: 366 days */
    struct books_post post = {
        .from = DAY_NONE, .to = DAY_OPEN, .planned_to = DAY_NONE, .yearly = 3660000, .weekly = BOOKS_BLANK};
    int64_t pence;
    assert_true(books_post_cost(&post, begins, begins + 30, &pence));
    assert_int_equal(pence, 300000);
    assert_true(books_post_cost(&post, begins - 365, begins + 366, &pence));
    assert_int_equal(pence, 2 * 3660000);
    assert_true(books_post_periods(&post, 2027, 1, 12, &pence));
    assert_int_equal(pence, 3660000);
    post.vacant = true;
    assert_true(books_post_cost(&post, begins, begins + 30, &pence));
    assert_int_equal(pence, 0);
    post.vacant = false;
    post.yearly = BOOKS_BLANK;
    post.weekly = 70000;
    post.to = begins + 10;
    assert_true(books_post_cost(&post, begins, begins + 30, &pence));
    assert_int_equal(pence, 100000);
}

static void a_planned_end_counts_while_it_lies_ahead(void **state)
{
    (void)state;
    const day planned = calendar_day(YEAR, 6, 1);
    assert_int_equal(books_known_end(DAY_OPEN, planned, planned), planned);
    assert_int_equal(books_known_end(DAY_OPEN, planned, planned + 1), DAY_OPEN);
    assert_int_equal(books_known_end(planned - 5, planned, planned - 30), planned - 5);
    assert_int_equal(books_known_end(DAY_OPEN, DAY_NONE, planned), DAY_OPEN);
    assert_int_equal(books_period_start(YEAR, 1), calendar_year_start(YEAR));
    assert_int_equal(books_period_start(YEAR, 10), calendar_day(YEAR + 1, 1, 1));
    assert_int_equal(books_period_start(YEAR, 13), calendar_year_start(YEAR + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packages_find_their_line_by_cost_centre_then_by_kind),
        cmocka_unit_test(payments_and_explanations_find_theirs_by_cost_centre_then_by_name),
        cmocka_unit_test(a_post_finds_its_line_by_its_teams_name_service_or_cost_centre),
        cmocka_unit_test(two_lines_of_one_name_are_refused),
        cmocka_unit_test(a_package_is_paid_by_the_night_and_rounded_once),
        cmocka_unit_test(a_post_is_paid_by_days_of_its_financial_year),
        cmocka_unit_test(a_planned_end_counts_while_it_lies_ahead),
    };
    return cmocka_run_group_tests_name("books", tests, NULL, NULL);
}
