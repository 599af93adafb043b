/*
 * The walk against a slow obvious twin that uses the same random words (draw for draw), and against another method with
 * other words (in distribution). Seeds are fixed; a new seed would fail one of the comparisons of the second kind, each a z
 * beyond 4.5, with probability 7e-6; there are about 60.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "chance/draw.h"
#include "chance/special.h"
#include "example_systems.h"
#include "flow/posterior.h"
#include "flow/walk.h"

static const struct flow_key key = {.seed = 21, .authority = 4, .replicate = 2};

/* A cohort of all ages and states: number i came some time in the three years before `start`. */
static struct flow_person member(const struct flow_system *system, uint32_t i, day start)
{
    struct chance_stream stream;
    chance_stream_start(&stream, chance_key_of(1, 0), i, 0, CHANCE_SYNTHETIC);
    struct flow_person person = {.number = i, .state = (int32_t)(i % (uint32_t)system->states), .moment = 0.5f};
    person.entered = start - (day)(chance_uniform(&stream) * 1000);
    person.since = person.entered + (day)(chance_uniform(&stream) * (start - person.entered));
    person.born = person.entered - (day)(chance_uniform(&stream) * 5500);
    return person;
}

/* Rate or envelope of one destination from the rates themselves: the largest over the bands from c and q on, or just theirs.
 */
static float rate_now(const struct flow_system *system, const struct flow_rates *rates, const int32_t at[4], int32_t to,
                      bool largest)
{
    const int32_t last_c = largest ? system->time_in_system.count - 1 : at[2];
    const int32_t last_q = largest ? system->time_in_state.count - 1 : at[3];
    double most = 0;
    for (int32_t c = at[2]; c <= last_c; c++)
        for (int32_t q = at[3]; q <= last_q; q++)
            most = fmax(most, flow_rate(system, rates, at[0], to, at[1], c, q));
    return (float)most;
}

static int32_t band_of(const struct flow_bands *bands, float origin, float time)
{
    int32_t band = 0;
    while (band + 1 < bands->count && time >= origin + (float)bands->from[band + 1])
        band++;
    return band;
}

/* The destinations of a state in the order of their slots: steady ones, then series by series, by id in each. */
static void order_slots(const struct flow_system *system, int32_t state, int32_t *order)
{
    int32_t count = 0;
    for (int32_t series = 0; series < FLOW_SERIES; series++)
        for (int32_t to = 0; to < system->states + system->exits; to++)
            if ((int32_t)flow_series_of(system, state, to) == series)
                order[count++] = to;
}

/* The walk of walk.h, written down once more, each candidate from scratch. */
static int32_t slow_walk(const struct flow_system *system, const struct flow_rates *rates, const struct flow_person *person,
                         day start, day until, struct flow_step *steps)
{
    const struct chance_key words = chance_key_of(key.seed, key.authority);
    const float entered = (float)(person->entered - start - 1) + person->moment, horizon = (float)(until - start);
    float since = (float)(person->since - start - 1) + person->moment, now = entered > 0 ? entered : 0;
    int32_t state = person->state, count = 0;
    for (uint32_t k = 0; now < horizon; k++) {
        const day today = start + 1 + (day)now;
        int32_t at[4] = {state, flow_band(&system->age, calendar_age(person->born, today)),
                         band_of(&system->time_in_system, entered, now), band_of(&system->time_in_state, since, now)};
        const int32_t next_age = at[1] + 1 < system->age.count ? system->age.from[at[1] + 1] : system->final_age;
        const float birthday = (float)(calendar_birthday(person->born, next_age) - start - 1);
        float total = 0;
        int32_t order[FLOW_DESTINATIONS_MAX];
        order_slots(system, state, order);
        for (int32_t i = 0; i < system->states + system->exits; i++)
            total += rate_now(system, rates, at, order[i], true);
        const struct chance_block block = chance_block_at(words, k / 2, person->number, key.replicate, CHANCE_PATH);
        const float time = now + chance_exponential(block.word[k % 2 * 2]) * (1 / total);
        if (time >= birthday || time >= horizon) {
            if (birthday >= horizon)
                return count;
            now = birthday;
            if (next_age < system->final_age)
                continue;
            steps[count++] = (struct flow_step){start + 1 + (day)birthday, system->states + system->final_exit};
            return count;
        }
        float position = (float)(block.word[k % 2 * 2 + 1] >> 8) * 0x1p-24f * total, edge = 0;
        int32_t slot = 0;
        while (position >= edge + rate_now(system, rates, at, order[slot], true))
            edge += rate_now(system, rates, at, order[slot++], true);
        const int32_t to = order[slot];
        now = time;
        at[2] = band_of(&system->time_in_system, entered, now);
        at[3] = band_of(&system->time_in_state, since, now);
        if (position - edge >= rate_now(system, rates, at, to, false))
            continue;
        steps[count++] = (struct flow_step){start + 1 + (day)now, to};
        if (to >= system->states)
            return count;
        state = to;
        since = now;
    }
    return count;
}

static void assert_twins(const struct flow_system *system, uint32_t people)
{
    struct flow_rates rates;
    struct flow_tables tables = {0};
    const day start = calendar_day(2026, 3, 31), until = start + 1096;
    int64_t events = 0;
    flow_rates_prior(system, &rates);
    assert_int_equal(flow_tables_build(system, &rates, &tables, NULL), 0);
    for (uint32_t i = 0; i < people; i++) {
        struct flow_step fast[FLOW_STEPS], slow[FLOW_STEPS];
        const struct flow_person person = member(system, i, start);
        const int32_t count = flow_walk(&tables, &key, &person, start, until, fast, FLOW_STEPS);
        assert_int_equal(slow_walk(system, &rates, &person, start, until, slow), count);
        for (int32_t k = 0; k < count; k++) {
            assert_int_equal(fast[k].on, slow[k].on);
            assert_int_equal(fast[k].destination, slow[k].destination);
        }
        events += count;
    }
    assert_true(events > people);
    flow_tables_clear(&tables);
}

static void a_slow_obvious_walk_agrees_draw_for_draw(void **state)
{
    (void)state;
    struct flow_system system;
    example_clocks(&system);
    assert_twins(&system, 2000);
    example_care(&system);
    assert_twins(&system, 2000);
}

static int32_t segment_of(const struct flow_bands *bands, double origin, double now)
{
    int32_t band = 0;
    while (band + 1 < bands->count && now >= origin + bands->from[band + 1])
        band++;
    return band;
}

/* Another way to the same law: one exponential, used up segment by segment of constant rate. Own random words. */
static int32_t residual_walk(const struct flow_system *system, const struct flow_rates *rates,
                             const struct flow_person *person, day start, day until, struct chance_stream *stream,
                             struct flow_step *steps)
{
    const double entered = person->entered - start - 0.5;
    double since = person->since - start - 0.5, now = 0, left = -chance_log(chance_uniform(stream));
    int32_t state = person->state, count = 0;
    while (now < until - start) {
        const int32_t age = flow_band(&system->age, calendar_age(person->born, start + 1 + (day)now));
        const int32_t next_age = age + 1 < system->age.count ? system->age.from[age + 1] : system->final_age;
        const double birthday = calendar_birthday(person->born, next_age) - start - 1;
        const int32_t c = segment_of(&system->time_in_system, entered, now);
        const int32_t q = segment_of(&system->time_in_state, since, now);
        double until_change = fmin(birthday, until - start), rate[FLOW_DESTINATIONS_MAX], total = 0;
        if (c + 1 < system->time_in_system.count)
            until_change = fmin(until_change, entered + system->time_in_system.from[c + 1]);
        if (q + 1 < system->time_in_state.count)
            until_change = fmin(until_change, since + system->time_in_state.from[q + 1]);
        for (int32_t to = 0; to < system->states + system->exits; to++)
            total += rate[to] = flow_rate(system, rates, state, to, age, c, q);
        if (left > total * (until_change - now)) {
            left -= total * (until_change - now);
            now = until_change;
            if (now >= birthday && next_age == system->final_age) {
                steps[count++] = (struct flow_step){start + 1 + (day)now, system->states + system->final_exit};
                return count;
            }
            continue;
        }
        now += left / total;
        left = -chance_log(chance_uniform(stream));
        for (int32_t to = 0; to < system->states + system->exits; to++)
            rate[to] /= total;
        const int32_t to = chance_categorical(stream, rate, system->states + system->exits);
        steps[count++] = (struct flow_step){start + 1 + (day)now, to};
        if (to >= system->states)
            return count;
        state = to;
        since = now;
    }
    return count;
}

/* Where a person is in the night of `on`: a state, or an exit as a destination. */
static int32_t whereabouts(const struct flow_person *person, const struct flow_step *steps, int32_t count, day on)
{
    int32_t at = person->state;
    for (int32_t i = 0; i < count && steps[i].on <= on; i++)
        at = steps[i].destination;
    return at;
}

static void another_method_agrees_within_its_error(void **state)
{
    (void)state;
    enum { PEOPLE = 20000 };
    struct flow_system system;
    struct flow_rates rates;
    struct flow_tables tables = {0};
    struct chance_stream stream;
    const day start = calendar_day(2026, 3, 31), look[3] = {start + 60, start + 365, start + 1096};
    int32_t fast[3][FLOW_DESTINATIONS_MAX] = {{0}}, slow[3][FLOW_DESTINATIONS_MAX] = {{0}}, compared = 0;
    example_care(&system);
    flow_rates_prior(&system, &rates);
    assert_int_equal(flow_tables_build(&system, &rates, &tables, NULL), 0);
    chance_stream_start(&stream, chance_key_of(77, 0), 0, 0, CHANCE_SYNTHETIC);
    for (uint32_t i = 0; i < PEOPLE; i++) {
        struct flow_step steps[FLOW_STEPS];
        const struct flow_person person = member(&system, i, start);
        int32_t count = flow_walk(&tables, &key, &person, start, look[2], steps, FLOW_STEPS);
        for (int32_t k = 0; k < 3; k++)
            fast[k][whereabouts(&person, steps, count, look[k])]++;
        count = residual_walk(&system, &rates, &person, start, look[2], &stream, steps);
        for (int32_t k = 0; k < 3; k++)
            slow[k][whereabouts(&person, steps, count, look[k])]++;
    }
    for (int32_t k = 0; k < 3; k++)
        for (int32_t d = 0; d < system.states + system.exits; d++) {
            if (fast[k][d] + slow[k][d] < 40)
                continue;
            compared++; /* the variance of a count is at most the count: cautious */
            assert_true(fabs((double)(fast[k][d] - slow[k][d])) < 4.5 * sqrt(fast[k][d] + slow[k][d]));
        }
    assert_true(compared > 45);
    flow_tables_clear(&tables);
}

/*
 * Two states with constant rates, so young that nobody grows up: the chances are those of exp(Q t). For Q = (-(α+μ) α; β
 * -(β+ν)) the eigenvalues are x ± r, x = -(α+μ+β+ν)/2, r = sqrt(((α+μ-β-ν)/2)² + αβ), and from a: p_a = e^{xt} (cosh rt -
 * (α+μ-β-ν)/2 sinh(rt)/r), p_b = e^{xt} α sinh(rt)/r.
 */
static void a_markov_case_has_its_closed_form(void **state)
{
    (void)state;
    enum { PEOPLE = 40000 };
    struct flow_system system;
    struct flow_rates rates;
    struct flow_tables tables = {0};
    const day start = calendar_day(2026, 3, 31);
    int32_t in[2] = {0};
    example_pair(&system);
    flow_rates_prior(&system, &rates);
    assert_int_equal(flow_tables_build(&system, &rates, &tables, NULL), 0);
    for (uint32_t i = 0; i < PEOPLE; i++) {
        struct flow_step steps[FLOW_STEPS];
        const struct flow_person person = {.number = i,
                                           .state = STATE_A,
                                           .born = start - 900,
                                           .entered = start - 300,
                                           .since = start - 100,
                                           .moment = 0.5f};
        const int32_t count = flow_walk(&tables, &key, &person, start, start + 365, steps, FLOW_STEPS);
        const int32_t at = whereabouts(&person, steps, count, start + 365);
        if (at < 2)
            in[at]++;
    }
    const double alpha = 0.8, mu = 0.5, beta = 0.3, nu = 1.2, t = 365 / 365.25;
    const double half = (alpha + mu - beta - nu) / 2, x = -(alpha + mu + beta + nu) / 2,
                 r = sqrt(half * half + alpha * beta);
    const double p[2] = {exp(x * t) * (cosh(r * t) - half * sinh(r * t) / r), exp(x * t) * alpha * sinh(r * t) / r};
    for (int32_t s = 0; s < 2; s++)
        assert_true(fabs(in[s] - PEOPLE * p[s]) < 4.5 * sqrt(PEOPLE * p[s] * (1 - p[s])));
    flow_tables_clear(&tables);
}

static void everybody_has_left_by_the_eighteenth_birthday(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_rates rates;
    struct flow_tables tables = {0};
    const day start = calendar_day(2026, 3, 31);
    int32_t aged_out = 0;
    example_care(&system);
    flow_rates_prior(&system, &rates);
    assert_int_equal(flow_tables_build(&system, &rates, &tables, NULL), 0);
    for (uint32_t i = 0; i < 3000; i++) {
        struct flow_step steps[FLOW_STEPS];
        const struct flow_person person = member(&system, i, start);
        const day eighteen = calendar_birthday(person.born, 18);
        const int32_t count = flow_walk(&tables, &key, &person, start, start + 7000, steps, FLOW_STEPS);
        assert_in_range(count, 1, FLOW_STEPS - 1);
        for (int32_t k = 0; k < count; k++) {
            assert_true(steps[k].on > start && steps[k].on <= eighteen);
            assert_true(k == 0 || steps[k].on >= steps[k - 1].on);
            assert_int_equal(steps[k].destination >= system.states, k == count - 1);
        }
        const bool aged = steps[count - 1].destination == system.states + system.final_exit;
        if (aged)
            assert_int_equal(steps[count - 1].on, eighteen);
        aged_out += aged;
    }
    assert_true(aged_out > 100);
    flow_tables_clear(&tables);
}

/* Born on 29 February 2008, with nothing else to happen: out on 1 March 2026; and with a walk that ends the day before,
 * still there. */
static void a_leap_day_child_leaves_on_the_first_of_march(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_rates rates = {0};
    struct flow_tables tables = {0};
    struct flow_step steps[4];
    const day start = calendar_day(2026, 1, 31), eighteen = calendar_day(2026, 3, 1);
    const struct flow_person person = {.number = 1, .born = calendar_day(2008, 2, 29), .entered = start, .since = start};
    example_clocks(&system);
    assert_int_equal(flow_tables_build(&system, &rates, &tables, NULL), 0);
    assert_int_equal(flow_walk(&tables, &key, &person, start, eighteen, steps, 4), 1);
    assert_int_equal(steps[0].on, eighteen);
    assert_int_equal(steps[0].destination, EXIT_OLD);
    assert_int_equal(flow_walk(&tables, &key, &person, start, eighteen - 1, steps, 4), 0);
    flow_tables_clear(&tables);
}

/* A longer walk begins with the shorter one, a list cut short with the same steps. */
static void a_walk_does_not_depend_on_how_far_it_is_looked_at(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_rates rates;
    struct flow_tables tables = {0};
    const day start = calendar_day(2026, 3, 31);
    example_care(&system);
    flow_rates_prior(&system, &rates);
    assert_int_equal(flow_tables_build(&system, &rates, &tables, NULL), 0);
    for (uint32_t i = 0; i < 500; i++) {
        struct flow_step whole[FLOW_STEPS], part[FLOW_STEPS];
        const struct flow_person person = member(&system, i, start);
        const int32_t count = flow_walk(&tables, &key, &person, start, start + 3000, whole, FLOW_STEPS);
        const int32_t early = flow_walk(&tables, &key, &person, start, start + 400, part, FLOW_STEPS);
        assert_memory_equal(whole, part, (size_t)early * sizeof *part);
        assert_true(early == count || whole[early].on > start + 400);
        assert_int_equal(flow_walk(&tables, &key, &person, start, start + 3000, part, 2), count < 2 ? count : 2);
        assert_memory_equal(whole, part, (size_t)(count < 2 ? count : 2) * sizeof *part);
    }
    flow_tables_clear(&tables);
}

/* An entrant is walked from the moment of entry, whatever `start` the time is counted from. */
static void an_entrant_begins_at_the_entry(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_rates rates;
    struct flow_tables tables = {0};
    const day on = calendar_day(2026, 9, 15);
    int32_t same_day = 0;
    example_pair(&system);
    flow_rates_prior(&system, &rates);
    rates.base[STATE_A][EXIT_OUT] = 1; /* one a day */
    assert_int_equal(flow_tables_build(&system, &rates, &tables, NULL), 0);
    for (uint32_t i = 0; i < 1000; i++) {
        struct flow_step steps[FLOW_STEPS];
        const struct flow_person person = {
            .number = 0x80000000u + i, .state = STATE_A, .born = on - 100, .entered = on, .since = on, .moment = 0.25f};
        const int32_t count = flow_walk(&tables, &key, &person, on - 100, on + 30, steps, FLOW_STEPS);
        assert_true(count == 0 || steps[0].on >= on);
        same_day += count > 0 && steps[0].on == on;
    }
    /* Something happens in the last three quarters of the day with chance 1 - e^(-.75 (1 + .8 / 365.25)) = .5284. */
    assert_true(fabs(same_day - 528.4) < 4.5 * sqrt(1000 * 0.5284 * 0.4716));
    flow_tables_clear(&tables);
}

static void tables_are_built_again_in_their_own_memory(void **state)
{
    (void)state;
    struct flow_system system;
    struct flow_rates rates;
    struct flow_tables tables = {0};
    example_care(&system);
    flow_rates_prior(&system, &rates);
    assert_int_equal(flow_tables_build(&system, &rates, &tables, NULL), 0);
    const float *memory = tables.memory, total = tables.total[100];
    for (int32_t d = 0; d < 21; d++)
        rates.base[0][d] *= 2;
    assert_int_equal(flow_tables_build(&system, &rates, &tables, NULL), 0);
    assert_ptr_equal(tables.memory, memory);
    assert_true(fabs((double)tables.total[100] / (double)total - 2) < 1e-6);
    flow_tables_clear(&tables);
    flow_tables_clear(&tables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slow_obvious_walk_agrees_draw_for_draw),
        cmocka_unit_test(another_method_agrees_within_its_error),
        cmocka_unit_test(a_markov_case_has_its_closed_form),
        cmocka_unit_test(everybody_has_left_by_the_eighteenth_birthday),
        cmocka_unit_test(a_leap_day_child_leaves_on_the_first_of_march),
        cmocka_unit_test(a_walk_does_not_depend_on_how_far_it_is_looked_at),
        cmocka_unit_test(an_entrant_begins_at_the_entry),
        cmocka_unit_test(tables_are_built_again_in_their_own_memory),
    };
    return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}
