#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "money/money.h"

/* Pence of a text, or the sentinel where it is refused. */
enum { REFUSED = -987654321 };

static int64_t parsed(const char *string)
{
    struct money amount = {REFUSED};
    bool good = money_parse(string, strlen(string), &amount);
    assert_int_equal(good, amount.pence != REFUSED);
    return amount.pence;
}

static int64_t scaled(int64_t pence, int64_t factor, int64_t divisor)
{
    struct money out = {REFUSED};
    assert_true(money_scale((struct money){pence}, factor, divisor, &out));
    return out.pence;
}

static void sums_are_exact_and_never_wrap(void **state)
{
    (void)state;
    struct money out = {0};
    assert_true(money_add((struct money){1050}, (struct money){-75}, &out));
    assert_int_equal(out.pence, 975);
    assert_true(money_add((struct money){INT64_MAX - 1}, (struct money){1}, &out));
    assert_int_equal(out.pence, INT64_MAX);
    assert_false(money_add((struct money){INT64_MAX}, (struct money){1}, &out));
    assert_false(money_add((struct money){INT64_MIN}, (struct money){-1}, &out));
}

/* 85,000 pence a week for 30 nights: 85,000 × 30 / 7 = 364,285.71…, so £3,642.86. */
static void thirty_nights_at_850_pounds_a_week(void **state)
{
    (void)state;
    struct money cost;
    assert_true(money_for_days((struct money){85000}, 30, &cost));
    assert_int_equal(cost.pence, 364286);
    assert_true(money_for_days((struct money){85000}, 7, &cost));
    assert_int_equal(cost.pence, 85000);
    assert_true(money_for_days((struct money){85000}, 0, &cost));
    assert_int_equal(cost.pence, 0);
}

static void a_half_goes_to_the_even_penny(void **state)
{
    (void)state;
    assert_int_equal(scaled(1, 1, 2), 0);   /* 0.5 */
    assert_int_equal(scaled(3, 1, 2), 2);   /* 1.5 */
    assert_int_equal(scaled(5, 1, 2), 2);   /* 2.5 */
    assert_int_equal(scaled(-1, 1, 2), 0);  /* -0.5 */
    assert_int_equal(scaled(-3, 1, 2), -2); /* -1.5 */
    assert_int_equal(scaled(-5, 1, 2), -2); /* -2.5 */
}

static void all_else_goes_to_the_nearest_penny(void **state)
{
    (void)state;
    assert_int_equal(scaled(10, 1, 3), 3);
    assert_int_equal(scaled(11, 1, 3), 4);
    assert_int_equal(scaled(-10, 1, 3), -3);
    assert_int_equal(scaled(-11, 1, 3), -4);
    assert_int_equal(scaled(-1, 2, 3), -1);
}

static void a_product_larger_than_money_is_divided_before_it_is_judged(void **state)
{
    (void)state;
    assert_int_equal(scaled(INT64_MAX, 1000000, 1000000), INT64_MAX);
    assert_int_equal(scaled(INT64_MIN, 7, 7), INT64_MIN);
    struct money out = {5};
    assert_false(money_scale((struct money){INT64_MAX}, 3, 2, &out));
    assert_false(money_scale((struct money){INT64_MIN}, -1, 1, &out));
    assert_int_equal(out.pence, 5);
}

/* £1,000.00 and 3.5%: £1,035.00. 15p and 10% is 16.5p, and the even penny is 16. */
static void an_uplift_is_in_thousandths_of_a_percent(void **state)
{
    (void)state;
    struct money out;
    assert_true(money_uplift((struct money){100000}, 3500, &out));
    assert_int_equal(out.pence, 103500);
    assert_true(money_uplift((struct money){15}, 10000, &out));
    assert_int_equal(out.pence, 16);
    assert_true(money_uplift((struct money){100000}, -2500, &out));
    assert_int_equal(out.pence, 97500);
    assert_true(money_uplift((struct money){100000}, 1, &out)); /* 0.001% of £1,000 is a penny */
    assert_int_equal(out.pence, 100001);
}

/*
 * £1,400, £1,400 and £1,200 in thousands: 1.4 + 1.4 + 1.2 = 4.0. Floors 1 + 1 + 1 leave one to give: the first of the two
 * largest remainders (.4) takes it.
 */
static void rounded_parts_add_up(void **state)
{
    (void)state;
    const struct money parts[] = {{140000}, {140000}, {120000}};
    int64_t rounded[3], total;
    assert_true(money_round_parts(parts, 3, 100000, rounded, &total));
    assert_int_equal(total, 4);
    assert_int_equal(rounded[0], 2);
    assert_int_equal(rounded[1], 1);
    assert_int_equal(rounded[2], 1);
}

/* -1.5 and 0.2 are -1.3, rounded -1. Floors -2 + 0 leave one to give: .5 is the larger remainder. */
static void rounded_parts_may_be_negative(void **state)
{
    (void)state;
    const struct money parts[] = {{-150000}, {20000}};
    int64_t rounded[2], total;
    assert_true(money_round_parts(parts, 2, 100000, rounded, &total));
    assert_int_equal(total, -1);
    assert_int_equal(rounded[0], -1);
    assert_int_equal(rounded[1], 0);
}

static void no_part_moves_by_a_whole_unit(void **state)
{
    (void)state;
    uint32_t luck = 2024; /* a plain congruential walk over many sets of parts */
    for (int set = 0; set < 2000; set++) {
        struct money parts[9];
        int64_t rounded[9], total, sum = 0;
        for (int i = 0; i < 9; i++) {
            luck = luck * 1664525u + 1013904223u;
            parts[i].pence = (int64_t)(luck >> 8) % 400000 - 200000;
        }
        assert_true(money_round_parts(parts, 9, 1000, rounded, &total));
        for (int i = 0; i < 9; i++) {
            int64_t moved = rounded[i] * 1000 - parts[i].pence;
            assert_true(moved > -1000 && moved < 1000);
            sum += rounded[i];
        }
        assert_int_equal(sum, total);
    }
}

static void no_parts_are_nothing(void **state)
{
    (void)state;
    int64_t total = 9;
    assert_true(money_round_parts(NULL, 0, 100000, NULL, &total));
    assert_int_equal(total, 0);
}

static void parts_whose_total_does_not_fit_are_refused(void **state)
{
    (void)state;
    const struct money parts[] = {{INT64_MAX}, {INT64_MAX}};
    int64_t rounded[2], total;
    assert_false(money_round_parts(parts, 2, 100, rounded, &total));
}

static void money_is_read_as_councils_write_it(void **state)
{
    (void)state;
    assert_int_equal(parsed("1234"), 123400);
    assert_int_equal(parsed("1234.5"), 123450);
    assert_int_equal(parsed("1,234.50"), 123450);
    assert_int_equal(parsed("\xC2\xA3"
                            "1,234,567.89"),
                     123456789);
    assert_int_equal(parsed("-12.30"), -1230);
    assert_int_equal(parsed("(12.30)"), -1230);
    assert_int_equal(parsed("(\xC2\xA3"
                            "12.30)"),
                     -1230);
    assert_int_equal(parsed("-\xC2\xA3"
                            "12.30"),
                     -1230);
    assert_int_equal(parsed("0"), 0);
    assert_int_equal(parsed(".05"), 5);
    assert_int_equal(parsed("92233720368547758.07"), INT64_MAX);
}

static void what_is_no_money_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",
                                        "-",
                                        "\xC2\xA3",
                                        "()",
                                        "(12",
                                        "12)",
                                        "12.345",
                                        "1.2.3",
                                        "1 000",
                                        "abc",
                                        "1e3",
                                        "--5",
                                        "(-5)",
                                        ",123",
                                        "1.,5",
                                        "12p",
                                        "+5",
                                        "nan",
                                        "92233720368547758.08"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(parsed(wrong[i]), REFUSED);
}

static void money_is_written_for_machines_and_for_people(void **state)
{
    (void)state;
    static const struct {
        int64_t pence;
        const char *plain, *pounds;
    } cases[] = {{0, "0.00",
                  "\xC2\xA3"
                  "0.00"},
                 {5, "0.05",
                  "\xC2\xA3"
                  "0.05"},
                 {123450, "1234.50",
                  "\xC2\xA3"
                  "1,234.50"},
                 {-1230, "-12.30",
                  "-\xC2\xA3"
                  "12.30"},
                 {-5, "-0.05",
                  "-\xC2\xA3"
                  "0.05"},
                 {INT64_MIN, "-92233720368547758.08",
                  "-\xC2\xA3"
                  "92,233,720,368,547,758.08"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text out = {0};
        money_append(&out, (struct money){cases[i].pence});
        assert_string_equal(text_string(&out), cases[i].plain);
        text_reset(&out);
        money_append_pounds(&out, (struct money){cases[i].pence});
        assert_string_equal(text_string(&out), cases[i].pounds);
        text_clear(&out);
    }
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    for (int64_t pence = -123456; pence <= 123456; pence += 89) {
        struct text out = {0};
        money_append(&out, (struct money){pence});
        assert_int_equal(parsed(text_string(&out)), pence);
        text_reset(&out);
        money_append_pounds(&out, (struct money){pence});
        assert_int_equal(parsed(text_string(&out)), pence);
        text_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_exact_and_never_wrap),
        cmocka_unit_test(thirty_nights_at_850_pounds_a_week),
        cmocka_unit_test(a_half_goes_to_the_even_penny),
        cmocka_unit_test(all_else_goes_to_the_nearest_penny),
        cmocka_unit_test(a_product_larger_than_money_is_divided_before_it_is_judged),
        cmocka_unit_test(an_uplift_is_in_thousandths_of_a_percent),
        cmocka_unit_test(rounded_parts_add_up),
        cmocka_unit_test(rounded_parts_may_be_negative),
        cmocka_unit_test(no_part_moves_by_a_whole_unit),
        cmocka_unit_test(no_parts_are_nothing),
        cmocka_unit_test(parts_whose_total_does_not_fit_are_refused),
        cmocka_unit_test(money_is_read_as_councils_write_it),
        cmocka_unit_test(what_is_no_money_is_refused),
        cmocka_unit_test(money_is_written_for_machines_and_for_people),
        cmocka_unit_test(what_is_written_is_read_again),
    };
    return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
