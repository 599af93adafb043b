#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "budget/outturn.h"

enum { YEAR = 2025, HOMES = 0, FOSTER = 1, TEAM = 2, RENT = 3, LINES = 4, WEEK = 5 * 70000 };

static const struct books_package blank_package = {.child = 1,
                                                   .to = DAY_OPEN,
                                                   .planned_to = DAY_NONE,
                                                   .review_due = DAY_NONE,
                                                   .state = -1,
                                                   .provider = "",
                                                   .cost_centre = ""};

/* A council of four lines: homes that cost £3,500 a week, fostering £700, a team and a rent. */
struct council {
    struct books books;
    struct books_line line[LINES];
    struct books_package package[4];
    struct books_post post[2];
    struct books_actual actual[4];
};

static struct books_package package(const char *cost_centre, day from, day to, int64_t weekly)
{
    struct books_package made = blank_package;
    made.cost_centre = cost_centre;
    made.from = from;
    made.to = to;
    made.weekly = weekly;
    return made;
}

static void make(struct council *out)
{
    struct problem problem = {0};
    const day begins = calendar_year_start(YEAR);
    *out = (struct council){
        .line = {{"Homes", "Care", "C1", 18000000, 18200000, 3, 1000, WEEK},
                 {"Fostering", "Care", "C2", 7300000, 7300000, 4, 2000, 70000},
                 {"Team", "Work", "C3", 10000000, 10000000, -1, BOOKS_BLANK, BOOKS_BLANK},
                 {"Rent", "Work", "C4", 3650000, 3650000, -1, BOOKS_BLANK, BOOKS_BLANK}},
        .package = {package("C1", begins - 100, DAY_OPEN, WEEK), package("C2", begins - 10, DAY_OPEN, 70000),
                    package("C2", begins, begins + 70, 77000), package("C9", begins + 300, DAY_OPEN, 7000)},
        .post = {{.post = "P1",
                  .team = "Team",
                  .role = "",
                  .contract = "",
                  .from = DAY_NONE,
                  .to = DAY_OPEN,
                  .planned_to = DAY_NONE,
                  .yearly = 7300000,
                  .weekly = BOOKS_BLANK},
                 {.post = "P2",
                  .team = "Team",
                  .role = "",
                  .contract = "",
                  .from = DAY_NONE,
                  .to = DAY_OPEN,
                  .planned_to = DAY_NONE,
                  .yearly = 5000000,
                  .weekly = BOOKS_BLANK,
                  .vacant = true}},
        .actual = {{"C1", "", 1, 0, 1500000, false},
                   {"C2", "", 1, 0, 600000, false},
                   {"C3", "", 1, 0, 610000, true},
                   {"C4", "", 1, 0, 400000, false}},
    };
    out->books = (struct books){.year = YEAR,
                                .packages = 4,
                                .lines = LINES,
                                .actuals = 4,
                                .posts = 2,
                                .package = out->package,
                                .line = out->line,
                                .actual = out->actual,
                                .post = out->post};
    assert_int_equal(books_place(&out->books, &problem), 0);
}

static void run_on_is_what_was_paid_and_what_goes_on(void **state)
{
    (void)state;
    struct council council;
    struct outturn out;
    struct problem problem = {0};
    make(&council);
    const struct outturn_question question = {.books = &council.books, .closed = 1, .tolerance = 5000};
    assert_int_equal(outturn_make(&question, &out, &problem), 0);
    assert_int_equal(out.lines, LINES + 1);
    /* Homes: £35,000 a day /7 × 335 nights, rounded a month: May 31 … March 31 are whole pounds a night, so exact. */
    assert_int_equal(out.line[HOMES].run_on, 1500000 + 50000 * 335);
    /* Fostering: £100 a night for 335 nights, and £110 for the 40 of 70 nights after April. */
    assert_int_equal(out.line[FOSTER].run_on, 600000 + 10000 * 335 + 11000 * 40);
    /* A team: £200 a day for 335 days; the vacancy costs nothing. A rent: the rest of its budget, £100 a day. */
    assert_int_equal(out.line[TEAM].run_on, 610000 + 20000 * 335);
    assert_int_equal(out.line[RENT].run_on, 400000 + 10000 * 335);
    assert_int_equal(out.line[TEAM].kind, OUTTURN_STAFF);
    assert_true(out.line[TEAM].restated);
    assert_int_equal(out.line[HOMES].expected, out.line[HOMES].run_on);
    assert_true(out.line[HOMES].low == OUTTURN_NONE);
    assert_int_equal(out.line[HOMES].variance, 1500000 + 50000 * 335 - 18200000);
    assert_int_equal(out.line[HOMES].profiled, 18200000 / 365 * 30 + 18200000 % 365 * 30 / 365);
    /* £10 a night from day 300 in no line of the budget. */
    assert_string_equal(out.line[LINES].line, "Not in the budget");
    assert_int_equal(out.line[LINES].run_on, 1000 * 65);
    int64_t sum = 0;
    for (int64_t i = 0; i < out.lines; i++)
        sum += out.line[i].expected;
    assert_int_equal(out.total.expected, sum);
    assert_int_equal(out.total.variance, out.total.expected - out.total.budget);
    outturn_clear(&out);
}

static void number_and_price_add_up_to_the_variance_of_packages(void **state)
{
    (void)state;
    struct council council;
    struct outturn out;
    struct problem problem = {0};
    make(&council);
    const struct outturn_question question = {.books = &council.books, .closed = 0, .tolerance = 5000};
    assert_int_equal(outturn_make(&question, &out, &problem), 0);
    const struct outturn_line *foster = &out.line[FOSTER];
    /* 365 nights and 70: 1.192 packages at £708.?; budget 2 at £700. */
    assert_int_equal(foster->number, (435 * 1000 + 182) / 365);
    assert_int_equal(foster->packages_variance, 10000 * 365 + 11000 * 70 - 7300000);
    assert_int_equal(foster->number_effect, 10000 * 435 - 7300000);
    assert_int_equal(foster->price_effect, 1000 * 70);
    const struct outturn_line *total = &out.total;
    assert_int_equal(total->number_effect + total->price_effect + out.mix, total->packages_variance);
    assert_int_equal(total->packages_variance, foster->packages_variance + out.line[HOMES].packages_variance);
    outturn_clear(&out);
}

static void futures_give_a_range_and_causes_that_add_up(void **state)
{
    (void)state;
    enum { REPLICATES = 10 };
    struct council council;
    struct outturn out;
    struct problem problem = {0};
    make(&council);
    int64_t pence[(LINES + 1) * REPLICATES] = {0}, cause[(LINES + 1) * OUTTURN_CAUSE_COUNT] = {0}, nights[LINES + 1] = {0};
    const int64_t on = 50000 * 335;
    for (int r = 0; r < REPLICATES; r++) {
        pence[HOMES * REPLICATES + r] = on - 1000 * r - (r == 3);
        pence[FOSTER * REPLICATES + r] = 10000 * 335 + 11000 * 40;
        pence[LINES * REPLICATES + r] = 1000 * 65;
    }
    cause[HOMES * OUTTURN_CAUSE_COUNT + OUTTURN_ENDS] = -50000;
    cause[HOMES * OUTTURN_CAUSE_COUNT + OUTTURN_STARTS] = 5000 - 1;
    nights[HOMES] = 335 * REPLICATES;
    nights[FOSTER] = 375 * REPLICATES;
    const struct outturn_futures futures = {LINES, REPLICATES, pence, cause, nights};
    const struct outturn_before before[] = {{"Homes", 18000000}, {"Gone", 500}};
    const struct outturn_question question = {
        .books = &council.books, .closed = 1, .tolerance = 5000, .futures = &futures, .before = before, .befores = 2};
    assert_int_equal(outturn_make(&question, &out, &problem), 0);
    const struct outturn_line *homes = &out.line[HOMES];
    assert_int_equal(homes->expected, homes->run_on - 4500);
    assert_int_equal(homes->cause[OUTTURN_ENDS] + homes->cause[OUTTURN_STARTS], -4500);
    assert_int_equal(homes->low, homes->run_on - 9000);  /* the smallest of ten */
    assert_int_equal(homes->high, homes->run_on - 1000); /* the ninth */
    assert_int_equal(homes->movement, homes->expected - 18000000);
    assert_int_equal(out.line[FOSTER].last, 0);
    assert_int_equal(out.total.last, 18000500);
    assert_int_equal(out.total.last + out.total.movement, out.total.expected);
    assert_int_equal(out.line[TEAM].low, out.line[TEAM].expected);
    assert_int_equal(homes->chance_over, homes->run_on - 1000 > homes->budget ? 1000 : 0);
    outturn_clear(&out);
}

static void what_goes_on_next_year_is_permanent(void **state)
{
    (void)state;
    struct council council;
    struct outturn out;
    struct problem problem = {0};
    make(&council);
    council.package[0].weekly = WEEK + 70000;
    const struct outturn_question question = {.books = &council.books, .closed = 0, .tolerance = 5000};
    assert_int_equal(outturn_make(&question, &out, &problem), 0);
    const struct outturn_line *homes = &out.line[HOMES];
    assert_int_equal(homes->next_year, 60000 * 365 - 18200000);
    assert_int_equal(homes->variance, 60000 * 365 - 18200000);
    assert_int_equal(homes->permanent, homes->variance);
    assert_int_equal(homes->temporary, 0);
    /* Without the one that ended, fostering costs less next year too: half of its budget is left. */
    assert_int_equal(out.line[FOSTER].next_year, 10000 * 365 - 7300000);
    assert_int_equal(out.line[FOSTER].permanent, out.line[FOSTER].variance);
    assert_int_equal(out.line[RENT].permanent, 0);
    outturn_clear(&out);
}

static void the_dearest_and_what_is_not_known(void **state)
{
    (void)state;
    struct council council;
    struct outturn_exposure gap;
    int64_t dearest[3];
    const day on = calendar_year_start(YEAR) + 30;
    make(&council);
    assert_int_equal(outturn_dearest(&council.books, on, 3, dearest), 3);
    assert_int_equal(dearest[0], 0);
    assert_int_equal(dearest[1], 1);
    assert_int_equal(dearest[2], 2);
    council.package[1].weekly = BOOKS_BLANK;
    council.package[1].state = council.package[2].state = 4;
    assert_true(outturn_exposed(&council.books, on, OUTTURN_NO_PRICE, &gap));
    assert_int_equal(gap.packages, 1);
    assert_int_equal(gap.pence, 11000 * 335);
    assert_true(outturn_exposed(&council.books, on, OUTTURN_NO_END, &gap));
    assert_int_equal(gap.packages, 2);
    assert_true(outturn_exposed(&council.books, on, OUTTURN_NO_BUDGET, &gap));
    assert_int_equal(gap.packages, 0);
}

/* A row of a published table: number and weekly pounds, budgeted and forecast, and what it says in £'000. */
struct published {
    int64_t number, weekly, forecast_number, forecast_weekly; /* thousandths, pence */
    int64_t variance, of_number, of_price;                    /* £'000 */
};

enum { PUBLISHED = 5, TWICE = 2 };

/* The outturn of a council of these rows, whose year is two equal futures: half nights of a number are whole in both. */
static void make_published(const struct published *row, int32_t rows, struct outturn *out)
{
    struct books_line line[PUBLISHED];
    int64_t pence[(PUBLISHED + 1) * TWICE] = {0}, cause[(PUBLISHED + 1) * OUTTURN_CAUSE_COUNT] = {0}, nights[PUBLISHED + 1];
    static const char *const names[PUBLISHED] = {"A", "B", "C", "D", "E"};
    struct problem problem = {0};
    struct books_package next_year = package("", calendar_year_start(YEAR + 1), DAY_OPEN, 100);
    next_year.line = 0;
    for (int32_t i = 0; i < rows; i++) {
        line[i] = (struct books_line){names[i], "", "", 0, 0, i, row[i].number, row[i].weekly};
        nights[i] = row[i].forecast_number * 365 * TWICE / 1000;
        pence[i * TWICE] = pence[i * TWICE + 1] = (row[i].forecast_weekly * nights[i] + 7) / 14;
    }
    nights[rows] = 0;
    const struct books books = {.year = YEAR, .lines = rows, .line = line, .packages = 1, .package = &next_year};
    const struct outturn_futures futures = {rows, TWICE, pence, cause, nights};
    const struct outturn_question question = {.books = &books, .closed = 0, .tolerance = 5000, .futures = &futures};
    assert_int_equal(outturn_make(&question, out, &problem), 0);
}

/* To £'000: published rows are rounded together, and may be one off. */
static void assert_thousands(int64_t pence, int64_t thousands)
{
    assert_true(pence > (thousands - 1) * 100000 - 50000 && pence < (thousands + 1) * 100000 + 50000);
}

/* The example table of number and unit cost of the project's notes on councils' papers, with 365/7 weeks. */
static void five_kinds_of_placement_come_out_as_in_the_example_table(void **state)
{
    (void)state;
    static const struct published rows[PUBLISHED] = {{58000, 515000, 62400, 561000, 2678, 1182, 1496},
                                                     {14000, 428000, 13100, 439500, -122, -201, 79},
                                                     {168000, 101200, 163500, 105800, 155, -237, 392},
                                                     {231000, 44800, 224600, 45900, -21, -150, 129},
                                                     {34000, 138500, 38200, 144000, 413, 303, 110}};
    struct outturn out;
    make_published(rows, PUBLISHED, &out);
    for (int i = 0; i < PUBLISHED; i++) {
        const struct outturn_line *line = &out.line[i];
        assert_int_equal(line->number, rows[i].forecast_number);
        assert_int_equal(line->price, rows[i].forecast_weekly);
        assert_thousands(line->packages_variance, rows[i].variance);
        assert_thousands(line->number_effect, rows[i].of_number);
        assert_thousands(line->price_effect, rows[i].of_price);
    }
    /* 4.4 × £5,150 × 365/7 = £1,181,557.14; 62.4 × £460 × 365/7 = £1,496,708.57; together £2,678,265.71. */
    assert_int_equal(out.line[0].number_effect, 118155714);
    assert_int_equal(out.line[0].price_effect, 149670857);
    assert_int_equal(out.line[0].packages_variance, 267826571);
    assert_int_equal(out.total.budget_number, 505000);
    assert_int_equal(out.total.number, 501800);
    assert_thousands(out.total.packages_variance, 3103);
    assert_thousands(out.total.number_effect + out.mix, 897);
    assert_thousands(out.total.price_effect, 2206);
    /* 3.2 fewer of 505.0, budgeted at £679,214 a week, £35,416,158.57 a year: £224,419.22 less, were they of the average
     * kind; the rest is mix. */
    assert_int_equal(out.total.number_effect, -22441922);
    outturn_clear(&out);
}

/* Bracknell Forest: 119.0 placements at about £44,300 a year, now 127.2 (+6.9%) at about £55,000 (+24.1%). */
static void bracknells_sentence_comes_out(void **state)
{
    (void)state;
    static const struct published row = {119000, 84959, 127200, 105479, 1724, 363, 1361}; /* £44,300 × 7/365 a week */
    struct outturn out;
    make_published(&row, 1, &out);
    const struct outturn_line *line = &out.line[0];
    assert_thousands(line->packages_variance, 1724);
    assert_true(line->number_effect > 36300000 && line->number_effect < 36350000);
    assert_true(line->price_effect > 136050000 && line->price_effect < 136150000);
    assert_int_equal((line->number - line->budget_number) * 1000 / line->budget_number, 68); /* 6.89% */
    assert_int_equal((line->price - line->budget_price) * 10000 / line->budget_price, 2415); /* 24.15% */
    outturn_clear(&out);
}

static void a_planned_end_that_has_passed_has_not_come(void **state)
{
    (void)state;
    struct council council;
    struct outturn out;
    struct problem problem = {0};
    const day june = calendar_day(YEAR, 6, 1);
    make(&council);
    council.package[0].planned_to = june;
    struct outturn_question question = {.books = &council.books, .closed = 2, .tolerance = 5000};
    assert_int_equal(outturn_make(&question, &out, &problem), 0);
    assert_int_equal(out.line[HOMES].run_on, 1500000); /* from 1 June nothing */
    outturn_clear(&out);
    question.closed = 3;
    assert_int_equal(outturn_make(&question, &out, &problem), 0);
    assert_int_equal(out.line[HOMES].run_on,
                     1500000 + 50000 * 274); /* June was paid without it; July to March is not over */
    outturn_clear(&out);
    struct outturn_exposure gap;
    assert_true(outturn_exposed(&council.books, june + 30, OUTTURN_NO_END, &gap));
    assert_int_equal(gap.packages, 2); /* the homes' and the one in fostering that has none */
}

static void what_the_last_report_said_of_a_line_that_is_no_more_stays_in_the_sum(void **state)
{
    (void)state;
    struct council council;
    struct outturn out;
    struct problem problem = {0};
    make(&council);
    council.books.packages = 3; /* without the one in no line */
    const struct outturn_before before[] = {{"Homes", 18000000}, {"Gone", 500}, {"Forgotten", 0}};
    const struct outturn_question question = {
        .books = &council.books, .closed = 1, .tolerance = 5000, .before = before, .befores = 3};
    assert_int_equal(outturn_make(&question, &out, &problem), 0);
    assert_int_equal(out.lines, LINES + 1);
    assert_int_equal(out.line[LINES].last, 500);
    assert_int_equal(out.line[LINES].movement, -500);
    assert_int_equal(out.total.last, 18000500);
    outturn_clear(&out);
}

static void new_children_of_a_kind_that_no_line_has_are_not_left_out(void **state)
{
    (void)state;
    struct council council;
    struct outturn out;
    struct problem problem = {0};
    make(&council);
    council.books.packages = 3;
    int64_t pence[LINES + 1] = {50000 * 335, 10000 * 335 + 11000 * 40, 0, 0, 777};
    int64_t cause[(LINES + 1) * OUTTURN_CAUSE_COUNT] = {0}, nights[LINES + 1] = {335, 375, 0, 0, 7};
    cause[LINES * OUTTURN_CAUSE_COUNT + OUTTURN_STARTS] = 777;
    const struct outturn_futures futures = {LINES, 1, pence, cause, nights};
    const struct outturn_question question = {.books = &council.books, .closed = 1, .tolerance = 5000, .futures = &futures};
    assert_int_equal(outturn_make(&question, &out, &problem), 0);
    assert_int_equal(out.lines, LINES + 1);
    assert_int_equal(out.line[LINES].expected, 777);
    assert_int_equal(out.line[LINES].cause[OUTTURN_STARTS], 777);
    assert_int_equal(out.total.expected, out.total.run_on + 777);
    outturn_clear(&out);
}

static void without_any_ledger_placements_keep_the_rest_of_their_budget(void **state)
{
    (void)state;
    struct council council;
    struct outturn out;
    struct problem problem = {0};
    make(&council);
    council.books.packages = 0;
    struct outturn_question question = {.books = &council.books, .closed = 1, .tolerance = 5000};
    assert_int_equal(outturn_make(&question, &out, &problem), 0);
    assert_int_equal(out.line[FOSTER].run_on, 600000 + 20000 * 335);
    outturn_clear(&out);
    council.books.packages = 1; /* of the homes: fostering has none, and costs nothing more */
    assert_int_equal(outturn_make(&question, &out, &problem), 0);
    assert_int_equal(out.line[FOSTER].run_on, 600000);
    outturn_clear(&out);
}

static void sums_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    struct council council;
    struct outturn out;
    struct problem problem = {0};
    make(&council);
    council.package[0].weekly = INT64_MAX / 2;
    const struct outturn_question question = {.books = &council.books, .closed = 0, .tolerance = 5000};
    assert_int_equal(outturn_make(&question, &out, &problem), PROBLEM_LIMIT);
    assert_null(out.line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(run_on_is_what_was_paid_and_what_goes_on),
        cmocka_unit_test(number_and_price_add_up_to_the_variance_of_packages),
        cmocka_unit_test(futures_give_a_range_and_causes_that_add_up),
        cmocka_unit_test(what_goes_on_next_year_is_permanent),
        cmocka_unit_test(the_dearest_and_what_is_not_known),
        cmocka_unit_test(five_kinds_of_placement_come_out_as_in_the_example_table),
        cmocka_unit_test(bracknells_sentence_comes_out),
        cmocka_unit_test(a_planned_end_that_has_passed_has_not_come),
        cmocka_unit_test(what_the_last_report_said_of_a_line_that_is_no_more_stays_in_the_sum),
        cmocka_unit_test(new_children_of_a_kind_that_no_line_has_are_not_left_out),
        cmocka_unit_test(without_any_ledger_placements_keep_the_rest_of_their_budget),
        cmocka_unit_test(sums_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests_name("outturn", tests, NULL, NULL);
}
