#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "example_systems.h"
#include "flow/markov.h"

enum { START = 20088, WINDOW = 100, OPEN = 1000 }; /* 31 December 2024; the window is 23 September to 31 December */

struct council {
    struct flow_system system;
    struct flow_histories histories;
};

static int set_up(void **state)
{
    static struct council council;
    council = (struct council){0};
    example_pair(&council.system);
    council.histories.observed_from = START - 2000;
    council.histories.observed_to = START + 1;
    *state = &council;
    return 0;
}

static int tear_down(void **state)
{
    struct council *council = *state;
    flow_histories_clear(&council->histories);
    return 0;
}

/* Days are counted from the first of the window: 0 … 99 lie in it. `to` is OPEN where the spell is. */
static void add_child(struct council *council, day born, int32_t from, int32_t to, int32_t state, int32_t next)
{
    const day first = START + 1 - WINDOW;
    struct flow_histories *histories = &council->histories;
    assert_int_equal(flow_histories_add_person(histories, born, (uint32_t)histories->persons, false, NULL), 0);
    assert_int_equal(flow_histories_add_spell(histories, state, first + from, to == OPEN ? DAY_OPEN : first + to,
                                              to == OPEN ? FLOW_CENSORED : next, true, NULL),
                     0);
}

static void add_children(struct council *council, int32_t count, int32_t from, int32_t to, int32_t state, int32_t next)
{
    for (int32_t i = 0; i < count; i++)
        add_child(council, START - 3000, from, to, state, next);
}

static void project(const struct council *council, int32_t months, struct flow_markov *out)
{
    struct problem problem = {0};
    if (flow_markov_project(&council->system, &council->histories, START, WINDOW, months, out, &problem) < 0)
        fail_msg("%s", problem.text);
}

static void near(double value, double expected)
{
    const double apart = value > expected ? value - expected : expected - value;
    if (!(apart < 1e-9))
        fail_msg("%.12g is not %.12g", value, expected);
}

static double power(double base, int32_t exponent)
{
    double result = 1;
    for (int32_t i = 0; i < exponent; i++)
        result *= base;
    return result;
}

/*
 * 30 are in a all the time, 20 came on day 50 and stay, 10 left on day 50: nights 30 × 100 + 20 × 50 + 10 × 50 = 4,500, ways
 * out 10, entries 20. p = 10 / 4,500 = 1/450 a day, n = 0.2 a day: the queue with as many servers as people, which goes from
 * 50 to n / p = 90 by the power of 1 - p.
 */
static void a_queue_goes_to_its_balance_by_the_closed_form(void **state)
{
    struct council *council = *state;
    struct flow_markov markov;
    add_children(council, 30, -500, OPEN, STATE_A, 0);
    add_children(council, 20, 50, OPEN, STATE_A, 0);
    add_children(council, 10, -500, 50, STATE_A, EXIT_OUT);
    project(council, 3, &markov);
    near(flow_markov_stock(&markov, 0, STATE_A, 0), 90 + (50 - 90) * power(1 - 1.0 / 450, 31));
    near(flow_markov_stock(&markov, 2, -1, -1), 90 + (50 - 90) * power(1 - 1.0 / 450, 31 + 28 + 31));
    near(markov.starts[1], 28 * 0.2);
    near(markov.ceases[0], 31 * 0.2 + 50 - flow_markov_stock(&markov, 0, -1, -1));
    double nights = 0;
    for (int32_t d = 1; d <= 31; d++)
        nights += 90 + (50 - 90) * power(1 - 1.0 / 450, d);
    near(markov.nights[STATE_A], nights);
    near(markov.nights[STATE_B], 0);
    flow_markov_clear(&markov);
    flow_markov_clear(&markov);
}

/*
 * Nobody enters or leaves. 10 stay in a, one goes to b on day 40; 9 stay in b, one goes to a on day 80. Nights in a
 * 1,000 + 40 + 20, in b 60 + 900 + 80: p = 1 / 1,060, q = 1 / 1,040. Of N = 21 there are q / (p + q) in a in the end, and
 * what the 11 of the start lie off shrinks by 1 - p - q a day.
 */
static void two_places_that_change_people_even_out_by_the_closed_form(void **state)
{
    struct council *council = *state;
    struct flow_histories *histories = &council->histories;
    struct flow_markov markov;
    const day first = START + 1 - WINDOW;
    add_children(council, 10, -500, OPEN, STATE_A, 0);
    add_child(council, START - 3000, -500, 40, STATE_A, STATE_B);
    assert_int_equal(flow_histories_add_spell(histories, STATE_B, first + 40, DAY_OPEN, FLOW_CENSORED, false, NULL), 0);
    add_children(council, 9, -500, OPEN, STATE_B, 0);
    add_child(council, START - 3000, -500, 80, STATE_B, STATE_A);
    assert_int_equal(flow_histories_add_spell(histories, STATE_A, first + 80, DAY_OPEN, FLOW_CENSORED, false, NULL), 0);
    project(council, 12, &markov);
    const double p = 1.0 / 1060, q = 1.0 / 1040, end = 21 * q / (p + q);
    near(flow_markov_stock(&markov, 0, STATE_A, -1), end + (11 - end) * power(1 - p - q, 31));
    near(flow_markov_stock(&markov, 11, STATE_A, -1), end + (11 - end) * power(1 - p - q, 365));
    near(flow_markov_stock(&markov, 11, -1, -1), 21);
    flow_markov_clear(&markov);
}

/* Ten on day 60 of the window: 60 nights in the younger band, 40 in the older, one birthday. The younger empties at 1/60. */
static void a_birthday_is_a_move_into_the_next_band(void **state)
{
    struct council *council = *state;
    struct flow_markov markov;
    example_clocks(&council->system);
    assert_int_equal(START + 1 - WINDOW + 60, calendar_day(2024, 11, 22));
    add_child(council, calendar_day(2014, 11, 22), -50, OPEN, STATE_A, 0);
    add_child(council, START - 1000, 99, OPEN, STATE_A, 0); /* young; one night, one entry */
    project(council, 1, &markov);
    /* nights of the younger band: 60 + 1 */
    const double p = 1.0 / 61, n = 1.0 / 100;
    near(flow_markov_stock(&markov, 0, STATE_A, 0), n / p + (1 - n / p) * power(1 - p, 31));
    near(flow_markov_stock(&markov, 0, -1, -1), 2 + 31 * n);
    flow_markov_clear(&markov);
}

/* What ended before the window or on a day after the start is not seen; without any rate everybody stays. */
static void only_the_window_counts(void **state)
{
    struct council *council = *state;
    struct flow_markov markov;
    add_children(council, 4, -500, OPEN, STATE_A, 0);
    add_children(council, 3, -500, OPEN, STATE_B, 0);
    add_children(council, 5, -400, -100, STATE_A, EXIT_OUT);
    project(council, 12, &markov);
    near(flow_markov_stock(&markov, 11, STATE_A, 0), 4);
    near(flow_markov_stock(&markov, 11, STATE_B, 0), 3);
    near(markov.ceases[11], 0);
    flow_markov_clear(&markov);
}

static void a_window_of_which_nothing_was_observed_is_refused(void **state)
{
    struct council *council = *state;
    struct flow_markov markov;
    struct problem problem = {0};
    council->histories.observed_from = START + 1;
    assert_int_equal(flow_markov_project(&council->system, &council->histories, START, WINDOW, 1, &markov, &problem),
                     PROBLEM_INPUT);
    assert_null(markov.stock);
}

#define WITH_COUNCIL(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_COUNCIL(a_queue_goes_to_its_balance_by_the_closed_form),
        WITH_COUNCIL(two_places_that_change_people_even_out_by_the_closed_form),
        WITH_COUNCIL(a_birthday_is_a_move_into_the_next_band),
        WITH_COUNCIL(only_the_window_counts),
        WITH_COUNCIL(a_window_of_which_nothing_was_observed_is_refused),
    };
    return cmocka_run_group_tests_name("markov", tests, NULL, NULL);
}
