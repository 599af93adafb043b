/* The ledger held against packages and posts: worked by hand, and what holds of any books. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "budget/reconcile.h"

enum { HOMES, TEAM, LEGAL, LINES };

static struct books_line lines[LINES] = {{.line = "Homes", .service = "Placements", .cost_centre = "C1", .state = 3},
                                         {.line = "Team", .service = "Staff", .cost_centre = "C2", .state = -1},
                                         {.line = "Legal", .service = "Other", .cost_centre = "C3", .state = -1}};

/* £7,000 a week is £1,000 a night; £10.01 is £1.43. */
static struct books_package packages[] = {
    {.from = 0, .to = DAY_OPEN, .state = 3, .weekly = 700000, .provider = "", .cost_centre = "C1"},
    {.from = 0, .to = DAY_OPEN, .state = 3, .weekly = 1001, .provider = "", .cost_centre = ""},
    {.from = 0, .to = DAY_OPEN, .state = 9, .weekly = 7000, .provider = "", .cost_centre = "C9"},
};

/* £365 a year of 365 days is £1 a day. */
static struct books_post posts[] = {{.post = "SW1",
                                     .team = "C2",
                                     .role = "",
                                     .contract = "permanent",
                                     .from = DAY_NONE,
                                     .to = DAY_OPEN,
                                     .fte = 1000,
                                     .yearly = 36500,
                                     .weekly = BOOKS_BLANK}};

static struct books_actual actuals[] = {
    {.cost_centre = "C1", .named = "", .period = 1, .pence = 3003000},
    {.cost_centre = "C1", .named = "", .period = 2, .pence = 3000000},
    {.cost_centre = "C2", .named = "", .period = 1, .pence = 3000},
    {.cost_centre = "C2", .named = "", .period = 2, .pence = 3600},
    {.cost_centre = "C3", .named = "", .period = 1, .pence = 12345},
    {.cost_centre = "C3", .named = "", .period = 2, .pence = 1},
    {.cost_centre = "C8", .named = "", .period = 2, .pence = 50000},
};

static struct books_explained explained[] = {
    {.cost_centre = "C1", .named = "", .reason = "invoice late", .owner = "AB", .period = 2, .pence = -104433},
    {.cost_centre = "C3", .named = "", .reason = "nothing to explain", .owner = "AB", .period = 2, .pence = 1},
};

static struct books made_books(void)
{
    struct books books = {.year = 2025,
                          .packages = 3,
                          .lines = LINES,
                          .actuals = 7,
                          .posts = 1,
                          .explained_items = 2,
                          .package = packages,
                          .line = lines,
                          .actual = actuals,
                          .post = posts,
                          .explained = explained};
    packages[1].from = calendar_day(2025, 4, 11);
    packages[2].from = calendar_day(2025, 5, 31); /* a single night of P2 at £10 */
    assert_int_equal(books_place(&books, NULL), 0);
    return books;
}

static void expect(const struct reconcile_row *row, int32_t line, int32_t period, int64_t paid, int64_t packages_cost,
                   int64_t staff, int64_t item)
{
    assert_int_equal(row->line, line);
    assert_int_equal(row->period, period);
    assert_int_equal(row->paid, paid);
    assert_int_equal(row->packages, packages_cost);
    assert_int_equal(row->staff, staff);
    assert_int_equal(row->difference, paid - packages_cost - staff);
    assert_int_equal(row->explained, item);
    assert_int_equal(row->unexplained, paid - packages_cost - staff - item);
}

/*
 * April has 30 nights, May 31. Homes: April 30 × £1,000 + 20 × £1.43 = £30,028.60, paid £30,030.00: £1.40 over.
 * May 31,000 + 31 × 1.43 = £31,044.33, paid £30,000.00, £1,044.33 under, all of it explained. Team: £30 and £31; the second
 * was £5 dearer. The package of C9 is in no line, nor is the payment of C8: £500 paid against £10.
 */
static void two_months_worked_by_hand(void **state)
{
    (void)state;
    const struct books books = made_books();
    struct reconciliation found;
    assert_int_equal(reconcile_make(&books, 1, 2, &found, NULL), 0);
    assert_int_equal(found.rows, 5);
    expect(&found.row[0], HOMES, 1, 3003000, 3002860, 0, 0);
    expect(&found.row[1], HOMES, 2, 3000000, 3104433, 0, -104433);
    expect(&found.row[2], TEAM, 1, 3000, 0, 3000, 0);
    expect(&found.row[3], TEAM, 2, 3600, 0, 3100, 0);
    expect(&found.row[4], BOOKS_NO_LINE, 2, 50000, 1000, 0, 0);
    assert_int_equal(found.row[1].unexplained, 0);
    expect(&found.total, BOOKS_NO_LINE, 0, 6059600, 6108293, 6100, -104433);
    assert_int_equal(found.unexplained_rows, 3);
    assert_int_equal(found.unexplained_size, 140 + 500 + 49000);
    reconcile_clear(&found);
    reconcile_clear(&found);
}

static void a_line_without_packages_and_posts_is_left_out_with_its_total(void **state)
{
    (void)state;
    const struct books books = made_books();
    struct reconciliation found;
    assert_int_equal(reconcile_make(&books, 1, 2, &found, NULL), 0);
    assert_int_equal(found.lines_left_out, 1);
    assert_int_equal(found.left_out.paid, 12346);
    assert_int_equal(found.left_out.explained, 1);
    for (int64_t i = 0; i < found.rows; i++)
        assert_int_not_equal(found.row[i].line, LEGAL);
    reconcile_clear(&found);
}

static void one_period_is_held_against_its_own_nights(void **state)
{
    (void)state;
    const struct books books = made_books();
    struct reconciliation found;
    assert_int_equal(reconcile_newest(&books), 2);
    assert_int_equal(reconcile_make(&books, 1, 1, &found, NULL), 0);
    assert_int_equal(found.rows, 2);
    assert_int_equal(found.unexplained_size, 140);
    assert_int_equal(found.total.paid, 3006000);
    reconcile_clear(&found);
    assert_int_equal(books_period_start(2025, 12), calendar_day(2026, 3, 1));
    assert_int_equal(books_period_start(2025, 13), calendar_day(2026, 4, 1));
}

static void too_much_on_one_line_hides_no_gap_on_another(void **state)
{
    (void)state;
    struct books books = made_books();
    struct books_actual two[] = {{.cost_centre = "C1", .named = "", .period = 1, .line = HOMES, .pence = 3002860 + 700},
                                 {.cost_centre = "C2", .named = "", .period = 1, .line = TEAM, .pence = 3000 - 700}};
    struct reconciliation found;
    books.actual = two;
    books.actuals = 2;
    assert_int_equal(reconcile_make(&books, 1, 1, &found, NULL), 0);
    assert_int_equal(found.total.unexplained, 0);
    assert_int_equal(found.unexplained_rows, 2);
    assert_int_equal(found.unexplained_size, 1400);
    reconcile_clear(&found);
}

static void a_restated_payment_marks_its_row(void **state)
{
    (void)state;
    struct books books = made_books();
    struct books_actual changed[] = {{.cost_centre = "C1", .named = "", .period = 1, .line = HOMES, .pence = 3002860},
                                     {.cost_centre = "C1", .named = "x", .period = 1, .line = HOMES, .restated = true}};
    struct reconciliation found;
    books.actual = changed;
    books.actuals = 2;
    assert_int_equal(reconcile_make(&books, 1, 2, &found, NULL), 0);
    assert_true(found.row[0].restated);
    assert_false(found.row[1].restated);
    assert_true(found.total.restated);
    reconcile_clear(&found);
}

static void sums_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    struct books books = made_books();
    struct books_actual large[] = {{.cost_centre = "C1", .named = "", .period = 1, .line = HOMES, .pence = INT64_MAX},
                                   {.cost_centre = "C1", .named = "", .period = 1, .line = HOMES, .pence = 1}};
    struct reconciliation found;
    books.actual = large;
    books.actuals = 2;
    assert_int_equal(reconcile_make(&books, 1, 1, &found, NULL), PROBLEM_LIMIT);
    assert_null(found.row);
    large[0].pence = INT64_MIN;
    books.actuals = 1;
    assert_int_equal(reconcile_make(&books, 1, 1, &found, NULL), PROBLEM_LIMIT);
}

static uint64_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

/* Books of many rows from a small generator, already placed. */
static void scatter(struct books *books, uint64_t seed)
{
    for (int64_t i = 0; i < books->packages; i++) {
        const day from = calendar_day(2025, 1, 1) + (day)(next(&seed) % 500);
        books->package[i] = (struct books_package){.from = from,
                                                   .to = from + (day)(next(&seed) % 200),
                                                   .line = (int32_t)(next(&seed) % LINES) - 1,
                                                   .weekly = (int64_t)(next(&seed) % 1000000),
                                                   .provider = "",
                                                   .cost_centre = ""};
    }
    for (int64_t i = 0; i < books->actuals; i++)
        books->actual[i] = (struct books_actual){.cost_centre = "",
                                                 .named = "",
                                                 .period = 1 + (int32_t)(next(&seed) % BOOKS_PERIODS),
                                                 .line = (int32_t)(next(&seed) % (LINES + 1)) - 1,
                                                 .pence = (int64_t)(next(&seed) % 9000000) - 1000000};
}

/* Rows add up to the total, every payment is in a row or left out, and a package costs what its months cost. */
static void rows_add_up_to_the_penny_whatever_the_books(void **state)
{
    (void)state;
    enum { PACKAGES = 60, ACTUALS = 90, BOOKS = 40 };
    struct books_package package[PACKAGES];
    struct books_actual actual[ACTUALS];
    for (uint64_t seed = 1; seed <= BOOKS; seed++) {
        struct books books = {.year = 2025,
                              .packages = PACKAGES,
                              .lines = LINES,
                              .actuals = ACTUALS,
                              .package = package,
                              .line = lines,
                              .actual = actual};
        struct reconciliation found;
        struct reconcile_row sum = {0};
        int64_t paid = 0, cost, model = 0, size = 0;
        scatter(&books, seed);
        assert_int_equal(reconcile_make(&books, 1, BOOKS_PERIODS, &found, NULL), 0);
        for (int64_t i = 0; i < ACTUALS; i++)
            paid += actual[i].pence;
        for (int64_t i = 0; i < PACKAGES; i++)
            for (int32_t p = 1; p <= BOOKS_PERIODS; p++) {
                assert_true(
                    books_package_cost(&package[i], books_period_start(2025, p), books_period_start(2025, p + 1), &cost));
                model += cost;
            }
        for (int64_t i = 0; i < found.rows; i++) {
            const struct reconcile_row *row = &found.row[i];
            sum.paid += row->paid;
            sum.packages += row->packages;
            sum.difference += row->difference;
            sum.unexplained += row->unexplained;
            size += row->unexplained < 0 ? -row->unexplained : row->unexplained;
            assert_true(i == 0 || row->line == BOOKS_NO_LINE || row->line > row[-1].line || row->period > row[-1].period);
        }
        assert_int_equal(sum.paid, found.total.paid);
        assert_int_equal(sum.packages, found.total.packages);
        assert_int_equal(sum.difference, found.total.difference);
        assert_int_equal(sum.unexplained, found.total.unexplained);
        assert_int_equal(size, found.unexplained_size);
        assert_int_equal(sum.paid + found.left_out.paid, paid);
        assert_int_equal(sum.packages, model);
        reconcile_clear(&found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_months_worked_by_hand),
        cmocka_unit_test(a_line_without_packages_and_posts_is_left_out_with_its_total),
        cmocka_unit_test(one_period_is_held_against_its_own_nights),
        cmocka_unit_test(too_much_on_one_line_hides_no_gap_on_another),
        cmocka_unit_test(a_restated_payment_marks_its_row),
        cmocka_unit_test(sums_that_do_not_fit_are_refused),
        cmocka_unit_test(rows_add_up_to_the_penny_whatever_the_books),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
