/*
 * Other ways to the numbers of the engine: a daily stepper, a Markov chain by its matrix exponential, the Aalen-Johansen
 * estimate (which itself is held against published numbers), and the place of the truth among the futures. (The residual
 * walk is in test_walk.c, the queue with as many servers as people in test_futures.c, the projection by nights in
 * test_markov.c.) Seeds are fixed; each comparison is a z beyond 4.5, which a new seed would fail with probability 7e-6, or
 * a chi-square beyond its 1 in 1,000.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "aalen_johansen.h"
#include "chance/draw.h"
#include "example_histories.h"
#include "example_systems.h"
#include "flow/futures.h"
#include "flow/tables.h"
#include "scores/score.h"

static const day start = 20543; /* 31 March 2026 */

/* Where a person is in the night of `on`. */
static int32_t whereabouts(int32_t state, const struct flow_step *steps, int32_t count, day on)
{
    for (int32_t i = 0; i < count && steps[i].on <= on; i++)
        state = steps[i].destination;
    return state;
}

/* Comparisons of counts: how many, and the sum of their squared errors. */
struct compared {
    int32_t count;
    double squares;
};

/* Two counts out of so many people each, of the same chance. */
static void assert_same_chance(struct compared *compared, double left, double right, double left_people, double right_people)
{
    const double share = (left + right) / (left_people + right_people),
                 error = sqrt(share * (1 - share) * (1 / left_people + 1 / right_people));
    if (!(fabs(left / left_people - right / right_people) <= 4.5 * error))
        fail_msg("%g of %g and %g of %g lie %.1f errors apart", left, left_people, right, right_people,
                 (left / left_people - right / right_people) / error);
    compared->count++;
    compared->squares += pow((left / left_people - right / right_people) / error, 2);
}

/* Of many comparisons none of which fails alone: all together. People differ, so that the errors are a little less than
 * those of equal chances: the sum is not expected above the number of comparisons. */
static void assert_same_chances(const struct compared *compared, int32_t fewest)
{
    assert_true(compared->count >= fewest);
    if (!(compared->squares < compared->count + sqrt(2.0 * compared->count)))
        fail_msg("chi-square %.1f of %d comparisons", compared->squares, compared->count);
}

/* A night: leaves with chance 1 - exp(-sum of rates), for a destination in proportion to its rate. */
static int32_t stepped_night(const struct flow_system *system, const struct flow_rates *rates,
                             const struct flow_person *person, day night, struct chance_stream *stream)
{
    const int32_t age = flow_band(&system->age, calendar_age(person->born, night)),
                  in_system = flow_band(&system->time_in_system, night - person->entered),
                  in_state = flow_band(&system->time_in_state, night - person->since);
    double rate[FLOW_DESTINATIONS_MAX], total = 0;
    for (int32_t to = 0; to < system->states + system->exits; to++)
        total += rate[to] = flow_rate(system, rates, person->state, to, age, in_system, in_state);
    if (chance_uniform(stream) >= 1 - exp(-total))
        return person->state;
    for (int32_t to = 0; to < system->states + system->exits; to++)
        rate[to] /= total;
    return chance_categorical(stream, rate, system->states + system->exits);
}

/* Night after night up to `until`, where the person is then. */
static int32_t stepped(const struct flow_system *system, const struct flow_rates *rates, struct flow_person person,
                       day until, struct chance_stream *stream)
{
    for (day night = start; night < until; night++) {
        if (calendar_age(person.born, night + 1) >= system->final_age)
            return system->states + system->final_exit;
        const int32_t to = stepped_night(system, rates, &person, night, stream);
        if (to >= system->states)
            return to;
        if (to != person.state)
            person.since = night + 1;
        person.state = to;
    }
    return person.state;
}

/* Nobody moves within a kind here: a stepper by the night does not tell it from staying. */
static void a_daily_stepper_agrees_within_its_error(void **state)
{
    (void)state;
    enum { PEOPLE = 12000, LOOKS = 2 };
    struct flow_system system;
    struct flow_rates rates;
    struct flow_tables tables = {0};
    struct chance_stream stream;
    const day look[LOOKS] = {start + 182, start + 730};
    int32_t fast[LOOKS][FLOW_DESTINATIONS_MAX] = {{0}}, slow[LOOKS][FLOW_DESTINATIONS_MAX] = {{0}};
    example_care(&system);
    for (int32_t s = 0; s < system.states; s++)
        system.prior_rate[s][s] = 0;
    flow_rates_prior(&system, &rates);
    assert_int_equal(flow_tables_build(&system, &rates, &tables, NULL), 0);
    chance_stream_start(&stream, chance_key_of(78, 0), 0, 0, CHANCE_SYNTHETIC);
    for (uint32_t i = 0; i < PEOPLE; i++) {
        struct flow_step steps[FLOW_STEPS];
        const struct flow_key key = {.seed = 5, .authority = 2};
        const struct flow_person person = {.number = i,
                                           .born = start - 200 - (day)(i * 977 % 6200),
                                           .state = (int32_t)(i % (uint32_t)system.states),
                                           .entered = start - 30 - (day)(i * 31 % 160),
                                           .since = start - 1 - (day)(i % 29),
                                           .moment = 0.5f};
        const int32_t count = flow_walk(&tables, &key, &person, start, look[LOOKS - 1], steps, FLOW_STEPS);
        for (int32_t k = 0; k < LOOKS; k++) {
            fast[k][whereabouts(person.state, steps, count, look[k])]++;
            slow[k][stepped(&system, &rates, person, look[k], &stream)]++;
        }
    }
    struct compared compared = {0};
    for (int32_t k = 0; k < LOOKS; k++)
        for (int32_t d = 0; d < system.states + system.exits; d++)
            if (fast[k][d] + slow[k][d] >= 40)
                assert_same_chance(&compared, fast[k][d], slow[k][d], PEOPLE, PEOPLE);
    assert_same_chances(&compared, 30);
    flow_tables_clear(&tables);
}

enum { CHAIN = 3 };

static void multiply(double left[CHAIN][CHAIN], double right[CHAIN][CHAIN], double out[CHAIN][CHAIN])
{
    double product[CHAIN][CHAIN] = {{0}};
    for (int32_t i = 0; i < CHAIN; i++)
        for (int32_t j = 0; j < CHAIN; j++)
            for (int32_t k = 0; k < CHAIN; k++)
                product[i][j] += left[i][k] * right[k][j];
    memcpy(out, product, sizeof product);
}

/* exp(Q t): by Taylor's series of Q t / 1024, squared ten times. */
static void exponential(double rate[CHAIN][CHAIN], double t, double out[CHAIN][CHAIN])
{
    double term[CHAIN][CHAIN] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, step[CHAIN][CHAIN];
    memcpy(out, term, sizeof term);
    for (int32_t i = 0; i < CHAIN; i++)
        for (int32_t j = 0; j < CHAIN; j++)
            step[i][j] = rate[i][j] * t / 1024;
    for (int32_t n = 1; n < 12; n++) {
        multiply(term, step, term);
        for (int32_t i = 0; i < CHAIN; i++)
            for (int32_t j = 0; j < CHAIN; j++)
                out[i][j] += term[i][j] /= n;
    }
    for (int32_t n = 0; n < 10; n++)
        multiply(out, out, out);
}

/* Mean and variance of the values of a series about a mean that is known. */
static void assert_moments(const struct flow_futures *futures, int32_t state, int32_t month, double mean, double variance)
{
    const int32_t n = futures->replicates;
    double *value = calloc((size_t)n, sizeof *value), sum = 0, squares = 0;
    flow_futures_values(futures, FLOW_STOCK, state, FLOW_ALL, month, value);
    for (int32_t r = 0; r < n; r++) {
        sum += value[r];
        squares += (value[r] - mean) * (value[r] - mean);
    }
    free(value);
    if (!(fabs(sum / n - mean) < 4.5 * sqrt(variance / n)))
        fail_msg("state %d, month %d: mean %g, not %g", state, month, sum / n, mean);
    /* The fourth moment of a sum of many is near the normal's, 3 v^2; 2.5 for 2 leaves room. */
    if (!(fabs(squares / n - variance) < 4.5 * variance * sqrt(2.5 / n)))
        fail_msg("state %d, month %d: variance %g, not %g", state, month, squares / n, variance);
}

/*
 * 150 in a, 60 in b, nobody comes: a, b and out are a chain of three states. Of those from a, P = exp(Q t) says how many are
 * where: the stock of a state is a sum of two binomials, mean 150 P_a + 60 P_b, variance 150 P_a (1 - P_a) + 60 P_b (1 -
 * P_b).
 */
static void a_chain_of_three_states_has_its_mean_and_variance(void **state)
{
    (void)state;
    enum { MONTHS = 24, IN_A = 150, IN_B = 60 };
    double rate[CHAIN][CHAIN] = {{-1.3, .8, .5}, {.3, -1.5, 1.2}, {0, 0, 0}};
    struct flow_system system;
    struct flow_histories histories = {.observed_from = start - 1000, .observed_to = start + 1};
    struct flow_posterior posterior;
    struct flow_futures futures;
    const struct flow_plan plan = {.start = start, .months = MONTHS, .replicates = 3000, .seed = 11, .authority = 4};
    example_pair(&system);
    assert_int_equal(flow_posterior_prior(&system, 1e-9, &posterior, NULL), 0);
    for (uint32_t i = 0; i < IN_A + IN_B; i++) {
        assert_int_equal(flow_histories_add_person(&histories, start - 900, i, false, NULL), 0);
        assert_int_equal(flow_histories_add_spell(&histories, i < IN_A ? STATE_A : STATE_B, start - 200, DAY_OPEN,
                                                  FLOW_CENSORED, true, NULL),
                         0);
    }
    assert_int_equal(flow_simulate(&system, &histories, &posterior, &plan, NULL, &futures, NULL), 0);
    for (int32_t m = 0; m < MONTHS; m++) {
        double p[CHAIN][CHAIN];
        exponential(rate, (futures.month_end[m] - start) / 365.25, p);
        for (int32_t s = STATE_A; s <= STATE_B; s++)
            assert_moments(&futures, s, m, IN_A * p[STATE_A][s] + IN_B * p[STATE_B][s],
                           IN_A * p[STATE_A][s] * (1 - p[STATE_A][s]) + IN_B * p[STATE_B][s] * (1 - p[STATE_B][s]));
    }
    flow_futures_clear(&futures);
    flow_posterior_clear(&posterior);
    flow_histories_clear(&histories);
}

/*
 * The worked example of Satagopan, Ben-Porat, Berwick, Robson, Kutler and Auerbach, "A note on competing risks in survival
 * data analysis", British Journal of Cancer 91 (2004), 1229 to 1235, table 2: of 305 women with breast cancer nine left or
 * died in the first 27 months. Printed there: alive 99.7, 99.3, 99.0, 98.7, 98.3, 98.0 per cent after the deaths of months
 * 10, 16, 18, 23, 26 and 27; dead of the cancer 0.3 more after each of those of months 10, 16, 23 and 27. Days are months.
 */
static void the_estimate_is_that_of_a_published_example(void **state)
{
    (void)state;
    enum { WOMEN = 305, ALIVE = 0, OF_CANCER = EXIT_OUT, OF_ELSE = EXIT_OLD };
    static const struct {
        int32_t month, how; /* FLOW_CENSORED: still alive when last seen */
    } seen[] = {{7, FLOW_CENSORED}, {10, OF_CANCER},     {14, FLOW_CENSORED}, {16, OF_CANCER}, {18, OF_ELSE},
                {23, OF_CANCER},    {24, FLOW_CENSORED}, {26, OF_ELSE},       {27, OF_CANCER}};
    static const struct {
        int32_t month;
        double alive, of_cancer; /* per cent: alive after it, and what it adds to the dead of the cancer */
    } printed[] = {{10, 99.7, .3}, {16, 99.3, .3}, {18, 99.0, 0}, {23, 98.7, .3}, {26, 98.3, 0}, {27, 98.0, .3}};
    static struct aalen_johansen estimate;
    struct flow_system system;
    struct flow_histories histories = {.observed_from = start - 1000, .observed_to = start};
    example_pair(&system);
    for (uint32_t i = 0; i < WOMEN; i++) {
        const bool told = i < sizeof seen / sizeof *seen;
        const int32_t how = told ? seen[i].how : FLOW_CENSORED, months = told ? seen[i].month : 60;
        /* Who was last seen alive came so many days before the end; who died, early enough. */
        const day came = how == FLOW_CENSORED ? start - months : start - 100;
        assert_int_equal(flow_histories_add_person(&histories, start - 5000, i, false, NULL), 0);
        assert_int_equal(flow_histories_add_spell(&histories, ALIVE, came, how == FLOW_CENSORED ? DAY_OPEN : came + months,
                                                  how, true, NULL),
                         0);
    }
    aalen_johansen(&system, &histories, &estimate);
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        const double *share = estimate.share[printed[i].month];
        assert_int_equal(lround(1000 * share[ALIVE]), lround(10 * printed[i].alive));
        const double added = share[OF_CANCER] - estimate.share[printed[i].month - 1][OF_CANCER];
        assert_int_equal(lround(1000 * added), lround(10 * printed[i].of_cancer));
        assert_true(fabs(share[ALIVE] + share[OF_CANCER] + share[OF_ELSE] - 1) < 1e-12);
    }
    flow_histories_clear(&histories);
}

/* Histories that end while many are still there, estimated without knowing a rate, against whole ways of other people. */
static void the_estimate_from_cut_histories_is_where_people_are(void **state)
{
    (void)state;
    static const int32_t look[] = {30, 180, 365, 730, 1090};
    static struct aalen_johansen estimate;
    struct flow_system system;
    struct flow_posterior posterior;
    struct flow_histories cut, whole;
    const struct flow_key some = {.seed = 21, .authority = 1}, others = {.seed = 22, .authority = 1};
    struct compared compared = {0};
    example_care(&system);
    assert_int_equal(flow_posterior_prior(&system, 3000, &posterior, NULL), 0);
    assert_int_equal(example_histories(&posterior, &some, start - 1460, start - 1460, start, &cut, NULL), 0);
    assert_int_equal(example_histories(&posterior, &others, start - 1460, start - 1460, start + 1200, &whole, NULL), 0);
    aalen_johansen(&system, &cut, &estimate);
    for (size_t k = 0; k < sizeof look / sizeof *look; k++) {
        double at[FLOW_DESTINATIONS_MAX] = {0}, people = 0;
        for (int64_t i = 0; i < whole.spells; i++) {
            if (whole.entered[i] >= start)
                continue;
            const day on = whole.entered[i] + look[k];
            people += whole.first[i];
            const bool open = whole.next[i] == FLOW_CENSORED;
            if (whole.from[i] <= on && (open || on < whole.to[i]))
                at[whole.state[i]]++;
            else if (!open && whole.next[i] >= system.states && whole.to[i] <= on)
                at[whole.next[i]]++;
        }
        for (int32_t d = 0; d < estimate.destinations; d++) {
            const double followed = (double)estimate.followed[look[k]], share = estimate.share[look[k]][d];
            if (at[d] < 20 || share * followed < 20)
                continue;
            assert_same_chance(&compared, share * followed, at[d], followed, people);
        }
    }
    assert_same_chances(&compared, 50);
    flow_histories_clear(&cut);
    flow_histories_clear(&whole);
    flow_posterior_clear(&posterior);
}

/* Chi-square over ten bins of the places of `truths` stocks among `futures`, each drawn evenly from its stretch; with
 * `at_end` the upper end is taken instead, which is what a place without luck does. */
static double chi_square_of_places(const double *futures, int32_t n, const double *truths, int32_t count, bool at_end)
{
    double bin[10] = {0}, sum = 0;
    struct chance_stream stream;
    chance_stream_start(&stream, chance_key_of(79, 0), 0, 0, CHANCE_SYNTHETIC);
    for (int32_t i = 0; i < count; i++) {
        struct score score;
        score_values(futures, n, truths[i], &score);
        const double place = at_end ? score.to : score.from + (score.to - score.from) * chance_uniform(&stream);
        bin[place < 1 ? (int32_t)(10 * place) : 9]++;
    }
    for (int32_t b = 0; b < 10; b++)
        sum += (bin[b] - count / 10.0) * (bin[b] - count / 10.0) / (count / 10.0);
    return sum;
}

static void stocks_of(double entries_per_year, double rate, uint64_t seed, int32_t replicates, double *values)
{
    struct flow_system system;
    struct flow_histories nobody = {.observed_from = start - 1000, .observed_to = start + 1};
    struct flow_posterior posterior;
    struct flow_futures futures;
    const struct flow_plan plan = {.start = start, .months = 36, .replicates = replicates, .seed = seed, .authority = 6};
    example_pair(&system);
    memset(system.prior_rate, 0, sizeof system.prior_rate);
    system.prior_rate[STATE_A][EXIT_OUT] = rate;
    assert_int_equal(flow_posterior_prior(&system, entries_per_year, &posterior, NULL), 0);
    assert_int_equal(flow_simulate(&system, &nobody, &posterior, &plan, NULL, &futures, NULL), 0);
    flow_futures_values(&futures, FLOW_STOCK, FLOW_ALL, FLOW_ALL, 35, values);
    flow_futures_clear(&futures);
    flow_posterior_clear(&posterior);
}

/* Stocks of about 3, so that truths tie with futures all the time. 27.9 is the 1 in 1,000 of 9 degrees of freedom. */
static void the_place_of_the_truth_is_even_for_the_right_futures_alone(void **state)
{
    (void)state;
    enum { FUTURES = 20000, TRUTHS = 1000 };
    double *right = calloc(FUTURES, sizeof *right), *wide = calloc(FUTURES, sizeof *wide), truth[TRUTHS];
    stocks_of(9, 3, 31, FUTURES, right);
    stocks_of(9, 3, 32, TRUTHS, truth);
    for (int32_t i = 0; i < FUTURES; i++)
        wide[i] = right[i] > 3 ? 3 + 2 * (right[i] - 3) : fmax(3 - 2 * (3 - right[i]), 0);
    assert_true(chi_square_of_places(right, FUTURES, truth, TRUTHS, false) < 27.9);
    assert_true(chi_square_of_places(right, FUTURES, truth, TRUTHS, true) > 100);
    assert_true(chi_square_of_places(wide, FUTURES, truth, TRUTHS, false) > 100);
    free(right);
    free(wide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_daily_stepper_agrees_within_its_error),
        cmocka_unit_test(a_chain_of_three_states_has_its_mean_and_variance),
        cmocka_unit_test(the_estimate_is_that_of_a_published_example),
        cmocka_unit_test(the_estimate_from_cut_histories_is_where_people_are),
        cmocka_unit_test(the_place_of_the_truth_is_even_for_the_right_futures_alone),
    };
    return cmocka_run_group_tests_name("oracles", tests, NULL, NULL);
}
