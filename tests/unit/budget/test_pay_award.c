/* Pay awards worked by hand, and what holds of any: lines add up to all, the order of posts does not matter. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "budget/pay_award.h"
#include "calendar/calendar.h"

enum { YEAR = 2025, SOCIAL_WORK = 0, FAMILY_SUPPORT = 1 };

#define POST(pounds, thousandths, of_line)                                                                                  \
    {                                                                                                                       \
        .contract = "permanent", .from = DAY_NONE, .to = DAY_OPEN, .fte = thousandths, .yearly = (pounds)*100LL,            \
        .weekly = BOOKS_BLANK, .line = of_line                                                                              \
    }

static struct pay_pressure cost_of(struct books_post *post, int64_t posts, int32_t line, const struct pay_award *award)
{
    const struct books books = {.year = YEAR, .posts = posts, .post = post};
    struct pay_pressure cost;
    assert_int_equal(pay_award_cost(&books, line, award, &cost, NULL), 0);
    return cost;
}

static void a_percentage_is_of_the_pay_less_vacancies(void **state)
{
    (void)state;
    struct books_post post[] = {POST(40000, 1000, SOCIAL_WORK)};
    const struct pay_award award = {.percent = 3200, .vacancy = 4000, .from = calendar_day(2026, 4, 1)};
    const struct pay_pressure cost = cost_of(post, 1, PAY_ALL_LINES, &award);
    assert_int_equal(cost.posts, 1000);
    assert_int_equal(cost.pay, 4000000);
    assert_int_equal(cost.full_year, 122880); /* 40,000 × 3.2% = 1,280; × 96% = 1,228.80 */
    assert_int_equal(cost.this_year, 122880);
    assert_int_equal(cost.pressure, 122880);
    assert_int_equal(cost.next_year, 0);
}

/* The form of the NJC award of 2022-23: £1,925 a full-time post. The posts are made up. */
static void a_flat_amount_goes_by_hours_and_has_on_costs(void **state)
{
    (void)state;
    struct books_post post[] = {POST(40000, 1000, SOCIAL_WORK), POST(15000, 500, SOCIAL_WORK)};
    const struct pay_award award = {.rule = PAY_FLAT, .flat = 192500, .on_costs = 28000, .from = calendar_day(2026, 4, 1)};
    /* 1,925 × 1.28 = 2,464.00 and half of it */
    assert_int_equal(cost_of(post, 2, PAY_ALL_LINES, &award).full_year, 246400 + 123200);
}

/* £1,290 or 2.5%: 40,000 × 2.5% = 1,000; 60,000 × 2.5% = 1,500; 1,290 × half a post = 645 > 25,000 × 2.5% = 625. */
static void the_higher_is_chosen_post_by_post_and_both_are_the_sum(void **state)
{
    (void)state;
    struct books_post post[] = {POST(40000, 1000, SOCIAL_WORK), POST(60000, 1000, SOCIAL_WORK),
                                POST(25000, 500, SOCIAL_WORK)};
    struct pay_award award = {.rule = PAY_HIGHER, .percent = 2500, .flat = 129000, .from = calendar_day(2026, 4, 1)};
    assert_int_equal(cost_of(post, 3, PAY_ALL_LINES, &award).full_year, 129000 + 150000 + 64500);
    award.rule = PAY_BOTH;
    assert_int_equal(cost_of(post, 3, PAY_ALL_LINES, &award).full_year, 129000 * 2 + 64500 + 100000 + 150000 + 62500);
}

/* The form of the NJC award of 2024-25: £1,290 up to a spine point, 2.5% above it. The point stands at a made-up £50,000. */
static void a_flat_amount_up_to_a_point_and_a_percentage_above_it(void **state)
{
    (void)state;
    struct books_post post[] = {POST(40000, 1000, SOCIAL_WORK), POST(25000, 500, SOCIAL_WORK),
                                POST(50001, 1000, SOCIAL_WORK)};
    struct pay_award award = {
        .rule = PAY_UP_TO, .percent = 2500, .flat = 129000, .flat_up_to = 5000000, .from = calendar_day(2026, 4, 1)};
    assert_int_equal(cost_of(&post[0], 1, PAY_ALL_LINES, &award).full_year, 129000);
    assert_int_equal(cost_of(&post[1], 1, PAY_ALL_LINES, &award).full_year, 64500);  /* half of a post at the point */
    assert_int_equal(cost_of(&post[2], 1, PAY_ALL_LINES, &award).full_year, 125002); /* 1,250.025: half to even */
    award.on_costs = 28000; /* the pay has on-costs in it: £50,001 is £39,063.28 without */
    assert_int_equal(cost_of(&post[2], 1, PAY_ALL_LINES, &award).full_year, 165120);
}

static void an_award_in_the_middle_of_a_year_has_the_rest_in_the_next(void **state)
{
    (void)state;
    struct books_post post[] = {POST(40000, 1000, SOCIAL_WORK)};
    const struct pay_award october = {.percent = 3200, .vacancy = 4000, .from = calendar_day(2026, 10, 1)};
    const struct pay_pressure cost = cost_of(post, 1, PAY_ALL_LINES, &october);
    assert_int_equal(cost.this_year, 61272); /* 1,228.80 × 182 ÷ 365 = 612.7167 */
    assert_int_equal(cost.next_year, 61608);
    assert_int_equal(cost.full_year, 122880);
}

static void levels_hold_the_award_of_this_year_whole_and_that_of_the_next_for_its_days(void **state)
{
    (void)state;
    struct books_post post[] = {POST(40000, 1000, SOCIAL_WORK)};
    const struct books books = {.year = YEAR, .posts = 1, .post = post};
    const struct pay_award now = {.percent = 3200, .vacancy = 4000, .from = calendar_day(2025, 10, 1)},
                           later = {.percent = 3200,
                                    .vacancy = 4000,
                                    .last_award = 5000,
                                    .last_budget = 2000,
                                    .from = calendar_day(2026, 10, 1)};
    int64_t pence[PAY_YEARS];
    struct pay_pressure cost = cost_of(post, 1, PAY_ALL_LINES, &now);
    pay_award_levels(&books, &now, &cost, pence);
    assert_int_equal(pence[0], 122880);
    assert_int_equal(pence[1], 122880);
    cost = cost_of(post, 1, PAY_ALL_LINES, &later);
    pay_award_levels(&books, &later, &cost, pence);
    assert_int_equal(pence[0], 61272 + 115200); /* of last year's award all is missing */
    assert_int_equal(pence[1], 122880 + 115200);
}

/* "Includes rollover impact of 22/23 pay award above budgeted 2%" (examples/hcc-2023); the 5% is made up. */
static void what_last_year_was_agreed_above_its_budget_is_missing_too(void **state)
{
    (void)state;
    struct books_post post[] = {POST(40000, 1000, SOCIAL_WORK)};
    const struct pay_award award = {
        .percent = 3000, .vacancy = 4000, .last_award = 5000, .last_budget = 2000, .from = calendar_day(2026, 4, 1)};
    const struct pay_pressure cost = cost_of(post, 1, PAY_ALL_LINES, &award);
    assert_int_equal(cost.rollover, 115200); /* 40,000 × 3% × 96% */
    assert_int_equal(cost.this_year, 115200);
    assert_int_equal(cost.pressure, 230400);
}

static void posts_are_those_of_the_day_and_no_price_has_an_award(void **state)
{
    (void)state;
    struct books_post post[] = {POST(30000, 1000, SOCIAL_WORK), POST(30000, 1000, SOCIAL_WORK),
                                POST(30000, 1000, SOCIAL_WORK), POST(90000, 1000, SOCIAL_WORK),
                                POST(90000, 1000, SOCIAL_WORK), POST(0, 1000, SOCIAL_WORK)};
    const day handover = calendar_day(2026, 4, 1);
    post[0].to = handover;   /* one left the post … */
    post[1].from = handover; /* … and this one took it */
    post[2].from = calendar_day(2026, 4, 2);
    post[3].contract = "agency";
    post[4].contract = "managed team";
    post[5].yearly = BOOKS_BLANK;
    const struct pay_award award = {.percent = 1000, .from = handover};
    const struct pay_pressure cost = cost_of(post, 6, PAY_ALL_LINES, &award);
    assert_int_equal(cost.posts, 1000);
    assert_int_equal(cost.full_year, 30000);
}

static void the_budget_of_a_vacant_post_has_an_award(void **state)
{
    (void)state;
    struct books_post post[] = {POST(30000, 1000, SOCIAL_WORK)};
    post[0].vacant = true;
    const struct pay_award award = {.percent = 1000, .from = calendar_day(2026, 4, 1)};
    assert_int_equal(cost_of(post, 1, PAY_ALL_LINES, &award).full_year, 30000);
}

static void awards_of_lines_add_up_to_all_in_any_order(void **state)
{
    (void)state;
    enum { POSTS = 61 };
    struct books_post post[POSTS], backwards[POSTS];
    for (int32_t i = 0; i < POSTS; i++) {
        post[i] = (struct books_post)POST(20011 + 1237LL * i, 1000 - 13 * i, i % 3 == 2 ? BOOKS_NO_LINE : i % 3);
        backwards[POSTS - 1 - i] = post[i];
    }
    for (enum pay_rule rule = PAY_PERCENT; rule <= PAY_UP_TO; rule++) {
        const struct pay_award award = {.rule = rule,
                                        .percent = 3880,
                                        .flat = 192500,
                                        .flat_up_to = 5000000,
                                        .on_costs = 27777,
                                        .vacancy = 4321,
                                        .last_award = 4000,
                                        .last_budget = 4500, /* less was agreed than budgeted: it comes back */
                                        .from = calendar_day(2026, 11, 13)};
        const struct pay_pressure all = cost_of(post, POSTS, PAY_ALL_LINES, &award),
                                  again = cost_of(backwards, POSTS, PAY_ALL_LINES, &award),
                                  one = cost_of(post, POSTS, SOCIAL_WORK, &award),
                                  two = cost_of(post, POSTS, FAMILY_SUPPORT, &award),
                                  none = cost_of(post, POSTS, BOOKS_NO_LINE, &award);
        assert_memory_equal(&all, &again, sizeof all);
        assert_int_equal(one.posts + two.posts + none.posts, all.posts);
        assert_int_equal(one.full_year + two.full_year + none.full_year, all.full_year);
        assert_int_equal(one.pressure + two.pressure + none.pressure, all.pressure);
        assert_int_equal(all.this_year + all.next_year, all.full_year);
        assert_int_equal(all.this_year + all.rollover, all.pressure);
        assert_true(all.rollover < 0 && none.posts > 0);
    }
}

static void a_day_too_far_and_pay_too_large_are_said(void **state)
{
    (void)state;
    struct books_post post[] = {POST(40000, 1000, SOCIAL_WORK), POST(40000, 1000, SOCIAL_WORK)};
    const struct books books = {.year = YEAR, .posts = 2, .post = post};
    struct pay_award award = {.percent = 100000, .from = calendar_day(2027, 4, 1)};
    struct pay_pressure cost;
    struct problem problem = {0};
    assert_int_equal(pay_award_cost(&books, PAY_ALL_LINES, &award, &cost, &problem), PROBLEM_INPUT);
    award.from = calendar_day(2025, 3, 31);
    assert_int_equal(pay_award_cost(&books, PAY_ALL_LINES, &award, &cost, &problem), PROBLEM_INPUT);
    award.from = calendar_day(2025, 4, 1);
    assert_int_equal(pay_award_cost(&books, PAY_ALL_LINES, &award, &cost, &problem), 0);
    post[0].yearly = post[1].yearly = INT64_MAX / 2 + 1;
    assert_int_equal(pay_award_cost(&books, PAY_ALL_LINES, &award, &cost, &problem), PROBLEM_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_percentage_is_of_the_pay_less_vacancies),
        cmocka_unit_test(a_flat_amount_goes_by_hours_and_has_on_costs),
        cmocka_unit_test(the_higher_is_chosen_post_by_post_and_both_are_the_sum),
        cmocka_unit_test(a_flat_amount_up_to_a_point_and_a_percentage_above_it),
        cmocka_unit_test(an_award_in_the_middle_of_a_year_has_the_rest_in_the_next),
        cmocka_unit_test(levels_hold_the_award_of_this_year_whole_and_that_of_the_next_for_its_days),
        cmocka_unit_test(what_last_year_was_agreed_above_its_budget_is_missing_too),
        cmocka_unit_test(posts_are_those_of_the_day_and_no_price_has_an_award),
        cmocka_unit_test(the_budget_of_a_vacant_post_has_an_award),
        cmocka_unit_test(awards_of_lines_add_up_to_all_in_any_order),
        cmocka_unit_test(a_day_too_far_and_pay_too_large_are_said),
    };
    return cmocka_run_group_tests_name("pay_award", tests, NULL, NULL);
}
