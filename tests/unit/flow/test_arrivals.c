/*
 * Seeds are fixed. A new seed would fail one of the comparisons, each a z beyond 4.5, with probability 7e-6; there are
 * about 20.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "example_systems.h"
#include "flow/walk.h"

static const struct flow_key key = {.seed = 3, .authority = 5};

static void assert_z(double z)
{
    assert_true(fabs(z) < 4.5);
}

/* The example of clocks, 1,200 entries a year: 100 a month, and 98.56 in 30 days. */
static void begin(struct flow_system *system, struct flow_posterior *posterior, double dispersion)
{
    example_clocks(system);
    system->prior_dispersion = dispersion;
    assert_int_equal(flow_posterior_prior(system, 1200, posterior, NULL), 0);
}

/* Mean and variance of monthly and of quarterly counts over many replicates: m and φ m for both. */
static void assert_counts(double dispersion)
{
    enum { REPLICATES = 4000 };
    struct flow_system system;
    struct flow_posterior posterior;
    struct flow_entrant *entrants = NULL;
    int64_t count = 0, capacity = 0;
    double sum[2] = {0}, squares[2] = {0};
    begin(&system, &posterior, dispersion);
    const double mean[2] = {1200 / 365.25 * 30, 1200 / 365.25 * 91}; /* June; April to June */
    for (uint32_t r = 0; r < REPLICATES; r++) {
        const struct flow_key own = {.seed = 3, .authority = 5, .replicate = r};
        double seen[2] = {0};
        for (int32_t month = 4; month <= 6; month++) {
            const day first = calendar_day(2026, month, 1);
            count = 0;
            assert_int_equal(flow_entrants(&posterior, 0, &own, first, calendar_month_end(calendar_month(first)), &entrants,
                                           &count, &capacity, NULL),
                             0);
            seen[0] = (double)count;
            seen[1] += (double)count;
        }
        for (int i = 0; i < 2; i++) {
            sum[i] += seen[i] - mean[i];
            squares[i] += (seen[i] - mean[i]) * (seen[i] - mean[i]);
        }
    }
    for (int i = 0; i < 2; i++) {
        const double variance = dispersion * mean[i];
        assert_z(sum[i] / REPLICATES / sqrt(variance / REPLICATES));
        assert_z((squares[i] / REPLICATES - variance) / (variance * sqrt(2.2 / REPLICATES))); /* kurtosis below 3.2 */
    }
    free(entrants);
    flow_posterior_clear(&posterior);
}

static void counts_are_poisson_when_the_dispersion_is_one(void **state)
{
    (void)state;
    assert_counts(1);
}

static void counts_vary_by_the_dispersion_in_a_month_as_in_a_quarter(void **state)
{
    (void)state;
    assert_counts(2.5);
}

/* A hundred Junes: shares of strata and first states, ages and days and moments uniform. */
static void entrants_are_of_the_kinds_and_ages_they_should_be(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_posterior posterior;
    struct flow_entrant *entrants = NULL;
    int64_t count = 0, capacity = 0;
    const day first = calendar_day(2026, 6, 1);
    double marked = 0, ages = 0, days = 0, in_b = 0, unmarked = 0;
    begin(&system, &posterior, 1);
    for (uint32_t r = 0; r < 100; r++) {
        const struct flow_key own = {.seed = 3, .authority = 5, .replicate = r};
        assert_int_equal(flow_entrants(&posterior, 0, &own, first, first + 29, &entrants, &count, &capacity, NULL), 0);
    }
    for (int64_t i = 0; i < count; i++) {
        const struct flow_person *person = &entrants[i].person;
        const struct flow_stratum *stratum = &system.stratum[entrants[i].stratum];
        const int32_t age = person->entered - person->born;
        assert_in_range(age, stratum->from_days, stratum->to_days - 1);
        assert_in_range(person->entered, first, first + 29);
        assert_int_equal(person->since, person->entered);
        assert_true(person->moment >= 0 && person->moment < 1);
        days += person->entered - first + (double)person->moment - 15;
        if (stratum->marked) {
            marked++;
            assert_int_equal(person->state, STATE_B);
            continue;
        }
        unmarked++;
        ages += age - 3286.5;
        in_b += person->state == STATE_B;
    }
    const double n = (double)count;
    assert_z((marked - 0.1 * n) / sqrt(0.09 * n));
    assert_z((in_b - 0.3 * unmarked) / sqrt(0.21 * unmarked));
    assert_z(days / sqrt(n * 900 / 12));
    assert_z(ages / sqrt(unmarked * 6574.0 * 6574 / 12));
    free(entrants);
    flow_posterior_clear(&posterior);
}

static void numbers_tell_month_and_place_in_it(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_posterior posterior;
    struct flow_entrant *entrants = NULL;
    int64_t count = 0, capacity = 0, may;
    begin(&system, &posterior, 2);
    assert_int_equal(flow_entrants(&posterior, 0, &key, calendar_day(2026, 5, 1), calendar_day(2026, 5, 31), &entrants,
                                   &count, &capacity, NULL),
                     0);
    may = count;
    assert_int_equal(flow_entrants(&posterior, 0, &key, calendar_day(2026, 6, 1), calendar_day(2026, 6, 30), &entrants,
                                   &count, &capacity, NULL),
                     0);
    /* May 2026 is month 2026 × 12 + 4 = 24,316, less 11 × 2,048 = 1,788. */
    for (int64_t i = 0; i < may; i++)
        assert_true(entrants[i].person.number == 0x80000000u + 1788u * 1048576u + (uint32_t)i);
    for (int64_t i = may; i < count; i++)
        assert_true(entrants[i].person.number == 0x80000000u + 1789u * 1048576u + (uint32_t)(i - may));
    free(entrants);
    flow_posterior_clear(&posterior);
}

/* What is asked for later, or beside it, changes nobody who was there. */
static void another_months_people_move_nobody(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_posterior posterior;
    struct flow_entrant *alone = NULL, *after = NULL;
    int64_t alone_count = 0, alone_capacity = 0, count = 0, capacity = 0;
    const day first = calendar_day(2026, 6, 1);
    begin(&system, &posterior, 2);
    assert_int_equal(flow_entrants(&posterior, 0, &key, first, first + 29, &alone, &alone_count, &alone_capacity, NULL), 0);
    assert_int_equal(flow_entrants(&posterior, 0, &key, first - 31, first - 1, &after, &count, &capacity, NULL), 0);
    const int64_t may = count;
    assert_int_equal(flow_entrants(&posterior, 0, &key, first, first + 29, &after, &count, &capacity, NULL), 0);
    assert_int_equal(count - may, alone_count);
    for (int64_t i = 0; i < alone_count; i++) {
        assert_int_equal(after[may + i].person.number, alone[i].person.number);
        assert_int_equal(after[may + i].person.born, alone[i].person.born);
        assert_int_equal(after[may + i].person.entered, alone[i].person.entered);
        assert_int_equal(after[may + i].person.state, alone[i].person.state);
    }
    free(alone);
    free(after);
    flow_posterior_clear(&posterior);
}

static void days_of_two_months_and_too_many_people_are_refused(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_posterior posterior;
    struct flow_entrant *entrants = NULL;
    struct problem problem = {0};
    int64_t count = 0, capacity = 0;
    const day first = calendar_day(2026, 6, 1);
    begin(&system, &posterior, 2);
    assert_int_equal(flow_entrants(&posterior, 0, &key, first, first + 30, &entrants, &count, &capacity, &problem),
                     PROBLEM_INPUT);
    assert_int_equal(flow_entrants(&posterior, 0, &key, first, first - 1, &entrants, &count, &capacity, &problem),
                     PROBLEM_INPUT);
    posterior.entries[0].per_day = 1e6;
    assert_int_equal(flow_entrants(&posterior, 0, &key, first, first + 29, &entrants, &count, &capacity, &problem),
                     PROBLEM_LIMIT);
    assert_int_equal(count, 0);
    free(entrants);
    flow_posterior_clear(&posterior);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_poisson_when_the_dispersion_is_one),
        cmocka_unit_test(counts_vary_by_the_dispersion_in_a_month_as_in_a_quarter),
        cmocka_unit_test(entrants_are_of_the_kinds_and_ages_they_should_be),
        cmocka_unit_test(numbers_tell_month_and_place_in_it),
        cmocka_unit_test(another_months_people_move_nobody),
        cmocka_unit_test(days_of_two_months_and_too_many_people_are_refused),
    };
    return cmocka_run_group_tests_name("arrivals", tests, NULL, NULL);
}
