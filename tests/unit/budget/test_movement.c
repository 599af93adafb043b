#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "budget/movement.h"

enum { YEAR = 2025, HOMES = 0, TEAM = 1, RENT = 2, FEES = 3, LINES = 4, NIGHTS = 7, MOST = 8 };

/* Of a council of four lines what it knew after P3, and what after P6. Pence a night; a rest of 274 nights from 1 July. */
struct council {
    struct books books;
    struct books_line line[LINES];
    struct books_package package[MOST];
    struct books_post post[2];
    struct books_actual actual[MOST];
    struct outturn outturn;
};

static day on(int32_t month, int32_t day_of_month)
{
    return calendar_day(month > 3 ? YEAR : YEAR + 1, month, day_of_month);
}

static void add_package(struct council *council, int64_t child, const char *provider, day from, int64_t a_night)
{
    council->package[council->books.packages++] = (struct books_package){.child = child,
                                                                         .from = from,
                                                                         .to = DAY_OPEN,
                                                                         .planned_to = DAY_NONE,
                                                                         .review_due = DAY_NONE,
                                                                         .state = -1,
                                                                         .weekly = a_night * NIGHTS,
                                                                         .provider = provider,
                                                                         .cost_centre = "C1"};
}

static void pay(struct council *council, const char *cost_centre, int32_t period, int64_t pence)
{
    council->actual[council->books.actuals++] =
        (struct books_actual){.cost_centre = cost_centre, .named = "", .period = period, .pence = pence};
}

static void make_then(struct council *out)
{
    *out = (struct council){.line = {{"Homes", "", "C1", 0, 9000000, -1, BOOKS_BLANK, BOOKS_BLANK},
                                     {"Team", "", "C2", 0, 7300000, -1, BOOKS_BLANK, BOOKS_BLANK},
                                     {"Rent", "", "C3", 0, 3650000, -1, BOOKS_BLANK, BOOKS_BLANK},
                                     {"Fees", "", "C4", 0, -3650000, -1, BOOKS_BLANK, BOOKS_BLANK}},
                            .books = {.year = YEAR, .lines = LINES, .posts = 1}};
    out->post[0] = out->post[1] = (struct books_post){.post = "P1",
                                                      .team = "Team",
                                                      .role = "",
                                                      .contract = "",
                                                      .from = DAY_NONE,
                                                      .to = DAY_OPEN,
                                                      .planned_to = DAY_NONE,
                                                      .yearly = 7300000,
                                                      .weekly = BOOKS_BLANK};
    add_package(out, 1, "Ash", on(4, 1), 10000);
    add_package(out, 2, "Ash", on(4, 1), 5000);
    add_package(out, 3, "Beech", on(4, 1), 3000);
    add_package(out, 4, "Beech", on(4, 1), 2000);
    out->package[3].planned_to = on(12, 1);
    pay(out, "C1", 2, 1800000);
}

static void report(struct council *council, int32_t closed, const struct outturn_futures *futures)
{
    struct problem problem = {0};
    council->books.package = council->package;
    council->books.line = council->line;
    council->books.actual = council->actual;
    council->books.post = council->post;
    assert_int_equal(books_place(&council->books, &problem), 0);
    const struct outturn_question question = {
        .books = &council->books, .closed = closed, .tolerance = 5000, .futures = futures};
    assert_int_equal(outturn_make(&question, &council->outturn, &problem), 0);
}

/* What has moved from a report of P3 to one of P6. */
static struct movement moved(struct council *then, struct council *now)
{
    struct movement movement;
    struct problem problem = {0};
    const struct movement_question question = {{&then->books, &then->outturn}, {&now->books, &now->outturn}};
    assert_int_equal(movement_make(&question, &movement, &problem), 0);
    int64_t sum = movement.total.opening;
    for (int s = 0; s < MOVEMENT_STEP_COUNT; s++)
        sum += movement.total.step[s];
    assert_int_equal(sum, movement.total.closing);
    return movement;
}

static void clear(struct council *then, struct council *now, struct movement *movement)
{
    movement_clear(movement);
    outturn_clear(&then->outturn);
    outturn_clear(&now->outturn);
}

/* P4 to P6 paid as packages, post and budgets have it, from a change of nothing. */
static void pay_as_told(struct council *council)
{
    pay(council, "C1", 4, 92 * (10000 + 5000 + 3000 + 2000));
    pay(council, "C2", 5, 92 * 20000);
    pay(council, "C3", 6, 92 * 10000);
    pay(council, "C4", 6, 92 * -10000);
}

static void a_quarter_that_went_as_forecast_moves_nothing(void **state)
{
    (void)state;
    struct council then, now;
    make_then(&then);
    now = then;
    pay_as_told(&now);
    report(&then, 3, NULL);
    report(&now, 6, NULL);
    struct movement movement = moved(&then, &now);
    for (int s = 0; s < MOVEMENT_STEP_COUNT; s++)
        assert_int_equal(movement.total.step[s], 0);
    assert_int_equal(movement.total.opening, then.outturn.total.variance);
    clear(&then, &now, &movement);
}

static void each_change_of_a_package_is_a_step_with_its_number(void **state)
{
    (void)state;
    struct council then, now;
    make_then(&then);
    now = then;
    now.package[0].to = on(8, 1); /* child 1 moves, two days between, to a home that costs £40 a night */
    add_package(&now, 1, "Cedar", on(8, 3), 4000);
    now.package[1].weekly = 6000 * NIGHTS; /* child 2: £10 a night more */
    now.package[2].to = on(9, 1);          /* child 3 goes home */
    now.package[3].planned_to = on(1, 1);  /* child 4 stays a month longer than was planned */
    add_package(&now, 5, "Ash", on(10, 1), 1000);
    pay_as_told(&now);
    report(&then, 3, NULL);
    report(&now, 6, NULL);
    struct movement movement = moved(&then, &now);
    const struct movement_line *homes = &movement.line[HOMES];
    assert_int_equal(homes->step[MOVEMENT_MOVES_DOWN], -243 * 10000 + 241 * 4000);
    assert_int_equal(homes->number[MOVEMENT_MOVES_DOWN], 1);
    assert_int_equal(homes->step[MOVEMENT_MOVES_UP], 0);
    assert_int_equal(homes->step[MOVEMENT_PRICES], 274 * 1000);
    assert_int_equal(homes->number[MOVEMENT_PRICES], 1);
    assert_int_equal(homes->step[MOVEMENT_ENDS], -212 * 3000);
    assert_int_equal(homes->number[MOVEMENT_ENDS], 1);
    assert_int_equal(homes->step[MOVEMENT_END_DATES], 31 * 2000);
    assert_int_equal(homes->number[MOVEMENT_END_DATES], 1);
    assert_int_equal(homes->step[MOVEMENT_STARTS], 182 * 1000);
    assert_int_equal(homes->number[MOVEMENT_STARTS], 1);
    /* Paid as if nothing had changed; of July to September the ledger now says otherwise. */
    const int64_t told = 31 * 10000 + 59 * 4000 + 92 * 6000 + 62 * 3000 + 92 * 2000;
    assert_int_equal(homes->step[MOVEMENT_PAYMENTS], 92 * 20000 - told);
    assert_int_equal(homes->step[MOVEMENT_OTHER], 0);
    assert_int_equal(movement.total.step[MOVEMENT_CORRECTED], 0);
    clear(&then, &now, &movement);
}

static void a_dearer_home_is_a_move_up_and_a_second_move_follows_the_first(void **state)
{
    (void)state;
    struct council then, now;
    make_then(&then);
    now = then;
    now.package[2].to = on(7, 11);
    add_package(&now, 3, "Cedar", on(7, 11), 8000);
    now.package[4].to = on(8, 11);
    add_package(&now, 3, "Ash", on(8, 18), 9000);
    add_package(&now, 3, "Ash", on(8, 26), 1000); /* as well as the other, not in its place: new */
    pay_as_told(&now);
    report(&then, 3, NULL);
    report(&now, 6, NULL);
    struct movement movement = moved(&then, &now);
    const struct movement_line *homes = &movement.line[HOMES];
    assert_int_equal(homes->number[MOVEMENT_MOVES_UP], 2);
    assert_int_equal(homes->step[MOVEMENT_MOVES_UP], -264 * 3000 + 31 * 8000 + 226 * 9000);
    assert_int_equal(homes->number[MOVEMENT_STARTS], 1);
    assert_int_equal(homes->step[MOVEMENT_STARTS], 218 * 1000);
    assert_int_equal(homes->step[MOVEMENT_ENDS], 0);
    clear(&then, &now, &movement);
}

static void a_ledger_put_right_is_a_correction(void **state)
{
    (void)state;
    struct council then, now;
    make_then(&then);
    add_package(&then, 0, "Cedar", on(6, 1), 700); /* a child that nobody knew then */
    now = then;
    now.package[0].provider = "Ash Ltd"; /* the same home under its right name, and cheaper */
    now.package[0].weekly = 9000 * NIGHTS;
    now.package[1].cost_centre = "C9"; /* not of this budget after all */
    now.package[4].child = 9;
    now.actual[0].pence += 500;
    pay_as_told(&now);
    report(&then, 3, NULL);
    report(&now, 6, NULL);
    struct movement movement = moved(&then, &now);
    const struct movement_line *homes = &movement.line[HOMES];
    assert_int_equal(homes->step[MOVEMENT_CORRECTED], -274 * 1000 - 274 * 5000 + 500);
    assert_int_equal(movement.line[LINES].step[MOVEMENT_CORRECTED], 274 * 5000);
    assert_string_equal(movement.line[LINES].line, "Not in the budget");
    assert_int_equal(homes->step[MOVEMENT_STARTS], 0);
    assert_int_equal(homes->step[MOVEMENT_ENDS], 0);
    clear(&then, &now, &movement);
}

static void staff_income_budget_and_futures_have_steps_of_their_own(void **state)
{
    (void)state;
    struct council then, now;
    make_then(&then);
    now = then;
    now.books.posts = 2; /* a second in the post from 1 October, at £100 a day */
    now.post[1].from = on(10, 1);
    now.post[1].yearly = BOOKS_BLANK;
    now.post[1].weekly = 10000 * NIGHTS;
    now.line[RENT].approved += 73000; /* £2 a day */
    pay_as_told(&now);
    pay(&now, "C4", 5, 20000); /* £200 less came in */
    int64_t pence[LINES + 1] = {182 * (10000 + 5000 + 3000) + 61 * 2000 + 5000};
    int64_t cause[(LINES + 1) * OUTTURN_CAUSE_COUNT] = {0}, nights[LINES + 1] = {0};
    const struct outturn_futures futures = {LINES, 1, pence, cause, nights};
    report(&then, 3, NULL);
    report(&now, 6, &futures);
    struct movement movement = moved(&then, &now);
    assert_int_equal(movement.line[TEAM].step[MOVEMENT_STAFFING], 182 * 10000);
    assert_int_equal(movement.line[TEAM].number[MOVEMENT_STAFFING], 1);
    assert_int_equal(movement.line[FEES].step[MOVEMENT_INCOME], 20000);
    assert_int_equal(movement.line[RENT].step[MOVEMENT_BUDGET], -73000 + 274 * 200);
    assert_int_equal(movement.line[RENT].step[MOVEMENT_PAYMENTS], 92 * -200); /* paid by the budget that was */
    assert_int_equal(movement.line[HOMES].step[MOVEMENT_EXPECTED], 5000);
    for (int i = 0; i < LINES; i++)
        assert_int_equal(movement.line[i].step[MOVEMENT_OTHER], 0);
    clear(&then, &now, &movement);
}

static void a_line_that_is_no_more_takes_its_variance_along(void **state)
{
    (void)state;
    struct council then, now;
    make_then(&then);
    now = then;
    now.line[RENT].line = "Rents";
    pay_as_told(&now);
    report(&then, 3, NULL);
    report(&now, 6, NULL);
    struct movement movement = moved(&then, &now);
    assert_int_equal(movement.line[RENT].opening, 0);
    assert_int_equal(movement.line[RENT].closing, now.outturn.line[RENT].variance);
    assert_int_equal(movement.line[LINES].opening, then.outturn.line[RENT].variance);
    assert_int_equal(movement.line[LINES].closing, 0);
    assert_int_equal(movement.total.step[MOVEMENT_OTHER], 0);
    clear(&then, &now, &movement);
}

static void the_first_package_of_a_line_that_was_forecast_by_days_is_told_as_other_too(void **state)
{
    (void)state;
    struct council then, now;
    make_then(&then);
    now = then;
    add_package(&now, 7, "Ash", on(10, 1), 1000);
    now.package[4].cost_centre = "C3";
    pay_as_told(&now);
    report(&then, 3, NULL);
    report(&now, 6, NULL);
    struct movement movement = moved(&then, &now);
    assert_int_equal(movement.line[RENT].step[MOVEMENT_STARTS], 182 * 1000);
    assert_int_equal(movement.line[RENT].step[MOVEMENT_PAYMENTS], 92 * 10000); /* with no packages to explain them */
    assert_int_equal(movement.line[RENT].step[MOVEMENT_OTHER], -274 * 10000);  /* the budget by days is forecast no more */
    assert_int_equal(movement.line[RENT].step[MOVEMENT_BUDGET], 0);
    clear(&then, &now, &movement);
}

static void reports_that_cannot_follow_each_other_are_refused(void **state)
{
    (void)state;
    struct council then, now;
    struct movement movement;
    struct problem problem = {0};
    make_then(&then);
    now = then;
    report(&then, 3, NULL);
    report(&now, 2, NULL);
    const struct movement_question question = {{&then.books, &then.outturn}, {&now.books, &now.outturn}};
    assert_int_equal(movement_make(&question, &movement, &problem), PROBLEM_INPUT);
    assert_null(movement.line);
    now.outturn.closed = 3;
    now.outturn.year = YEAR + 1;
    assert_int_equal(movement_make(&question, &movement, &problem), PROBLEM_INPUT);
    now.outturn.year = YEAR;
    now.package[0].weekly = INT64_MAX / 2;
    assert_int_equal(movement_make(&question, &movement, &problem), PROBLEM_LIMIT);
    assert_null(movement.line);
    clear(&then, &now, &movement);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quarter_that_went_as_forecast_moves_nothing),
        cmocka_unit_test(each_change_of_a_package_is_a_step_with_its_number),
        cmocka_unit_test(a_dearer_home_is_a_move_up_and_a_second_move_follows_the_first),
        cmocka_unit_test(a_ledger_put_right_is_a_correction),
        cmocka_unit_test(staff_income_budget_and_futures_have_steps_of_their_own),
        cmocka_unit_test(a_line_that_is_no_more_takes_its_variance_along),
        cmocka_unit_test(the_first_package_of_a_line_that_was_forecast_by_days_is_told_as_other_too),
        cmocka_unit_test(reports_that_cannot_follow_each_other_are_refused),
    };
    return cmocka_run_group_tests_name("movement", tests, NULL, NULL);
}
