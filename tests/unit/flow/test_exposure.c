/*
 * Time at risk by hand, against a slow obvious count, and in its effect: estimators that forget truncation or open spells
 * are far from a known truth, this one is not.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "example_histories.h"
#include "example_systems.h"
#include "flow/exposure.h"

/* The system of all hand-worked cases: age bands from 0, 10, 16; time in system from 0, 100 days; time in state from 0, 28
 * days. */
struct fixture {
    struct flow_system system;
    struct flow_histories histories;
    struct flow_exposure exposure;
};

static void begin(struct fixture *fixture, day from, day to)
{
    *fixture = (struct fixture){0};
    example_clocks(&fixture->system);
    fixture->histories.observed_from = from;
    fixture->histories.observed_to = to;
}

static void person(struct fixture *fixture, day born)
{
    struct flow_histories *histories = &fixture->histories;
    assert_int_equal(flow_histories_add_person(histories, born, (uint32_t)histories->persons, false, NULL), 0);
}

static void spell(struct fixture *fixture, int32_t state, day from, day to, int32_t next, bool first)
{
    assert_int_equal(flow_histories_add_spell(&fixture->histories, state, from, to, next, first, NULL), 0);
}

static void count(struct fixture *fixture)
{
    assert_int_equal(flow_exposure_count(&fixture->system, &fixture->histories, &fixture->exposure, NULL), 0);
}

static void end(struct fixture *fixture)
{
    flow_exposure_clear(&fixture->exposure);
    flow_histories_clear(&fixture->histories);
}

static int64_t nights(const struct fixture *fixture, int32_t state, int32_t age, int32_t tis, int32_t tip)
{
    return fixture->exposure.nights[flow_cell(&fixture->system, state, age, tis, tip)];
}

static int64_t events(const struct fixture *fixture, int32_t state, int32_t age, int32_t tis, int32_t tip, int32_t to)
{
    return fixture->exposure.events[flow_cell(&fixture->system, state, age, tis, tip) * 4 + to];
}

static int64_t all_nights(const struct fixture *fixture)
{
    return flow_exposure_nights(&fixture->exposure, STATE_A) + flow_exposure_nights(&fixture->exposure, STATE_B);
}

static int64_t all_events(const struct fixture *fixture)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < fixture->exposure.cells * fixture->exposure.destinations; i++)
        sum += fixture->exposure.events[i];
    return sum;
}

/*
 * Ten on 15 June 2020. In a from 1 May to 1 July: 61 nights. 28 of them are the first four weeks (to 28 May); 29 May to 14
 * June are 17 nights; 15 to 30 June, at ten, 16. Then b to 31 July: 30 nights, of which 28 the first weeks; day 90 in the
 * system.
 */
static void a_birthday_inside_a_spell_splits_it(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f, calendar_day(2020, 4, 1), calendar_day(2021, 4, 1));
    person(&f, calendar_day(2010, 6, 15));
    spell(&f, STATE_A, calendar_day(2020, 5, 1), calendar_day(2020, 7, 1), STATE_B, true);
    spell(&f, STATE_B, calendar_day(2020, 7, 1), calendar_day(2020, 7, 31), EXIT_OUT, false);
    count(&f);
    assert_int_equal(nights(&f, STATE_A, 0, 0, 0), 28);
    assert_int_equal(nights(&f, STATE_A, 0, 0, 1), 17);
    assert_int_equal(nights(&f, STATE_A, 1, 0, 1), 16);
    assert_int_equal(nights(&f, STATE_B, 1, 0, 0), 28);
    assert_int_equal(nights(&f, STATE_B, 1, 0, 1), 2);
    assert_int_equal(all_nights(&f), 91);
    assert_int_equal(events(&f, STATE_A, 1, 0, 1, STATE_B), 1);
    assert_int_equal(events(&f, STATE_B, 1, 0, 1, EXIT_OUT), 1);
    assert_int_equal(all_events(&f), 2);
    assert_int_equal(flow_exposure_events(&f.exposure, STATE_B, EXIT_OUT), 1);
    end(&f);
}

/* Entered 15 months before the window of ten days: ten nights at risk, in the later bands of both clocks. */
static void only_the_part_inside_the_window_counts(void **state)
{
    (void)state;
    struct fixture f;
    const day from = calendar_day(2020, 4, 1);
    begin(&f, from, from + 10);
    person(&f, calendar_day(2012, 1, 1));
    spell(&f, STATE_A, calendar_day(2019, 1, 1), DAY_OPEN, FLOW_CENSORED, true);
    person(&f, calendar_day(2012, 1, 1)); /* gone before: nothing */
    spell(&f, STATE_A, calendar_day(2019, 1, 1), from - 1, EXIT_OUT, true);
    person(&f, calendar_day(2012, 1, 1)); /* comes after: nothing */
    spell(&f, STATE_A, from + 10, from + 20, EXIT_OUT, true);
    count(&f);
    assert_int_equal(nights(&f, STATE_A, 0, 1, 1), 10);
    assert_int_equal(all_nights(&f), 10);
    assert_int_equal(all_events(&f), 0);
    assert_int_equal(f.exposure.entries, 0);
    end(&f);
}

static void an_event_counts_on_days_of_the_window_only(void **state)
{
    (void)state;
    struct fixture f;
    const day from = calendar_day(2020, 4, 1), to = calendar_day(2020, 5, 1);
    begin(&f, from, to);
    person(&f, calendar_day(2012, 1, 1));
    spell(&f, STATE_A, from - 5, from, EXIT_OUT, true); /* the first day: an event, no night */
    person(&f, calendar_day(2012, 1, 1));
    spell(&f, STATE_B, to - 3, to, EXIT_OUT, true); /* the day after the last: three nights, no event */
    person(&f, calendar_day(2012, 1, 1));
    spell(&f, STATE_B, to - 4, to - 1, EXIT_OUT, true);
    count(&f);
    assert_int_equal(flow_exposure_nights(&f.exposure, STATE_A), 0);
    assert_int_equal(events(&f, STATE_A, 0, 0, 0, EXIT_OUT), 1);
    assert_int_equal(flow_exposure_nights(&f.exposure, STATE_B), 6);
    assert_int_equal(events(&f, STATE_B, 0, 0, 0, EXIT_OUT), 1);
    end(&f);
}

static void an_open_spell_is_at_risk_to_the_end_of_the_window(void **state)
{
    (void)state;
    struct fixture f;
    const day to = calendar_day(2021, 4, 1);
    begin(&f, to - 365, to);
    person(&f, calendar_day(2012, 6, 1));
    spell(&f, STATE_B, to - 40, DAY_OPEN, FLOW_CENSORED, true);
    count(&f);
    assert_int_equal(nights(&f, STATE_B, 0, 0, 0), 28);
    assert_int_equal(nights(&f, STATE_B, 0, 0, 1), 12);
    assert_int_equal(all_events(&f), 0);
    end(&f);
}

static void a_same_day_spell_is_an_event_without_a_night(void **state)
{
    (void)state;
    struct fixture f;
    const day on = calendar_day(2020, 6, 1);
    begin(&f, on - 30, on + 30);
    person(&f, calendar_day(2012, 6, 1)); /* eight years old today */
    spell(&f, STATE_A, on, on, STATE_B, true);
    spell(&f, STATE_B, on, on + 2, EXIT_OUT, false);
    count(&f);
    assert_int_equal(events(&f, STATE_A, 0, 0, 0, STATE_B), 1);
    assert_int_equal(flow_exposure_nights(&f.exposure, STATE_A), 0);
    assert_int_equal(nights(&f, STATE_B, 0, 0, 0), 2);
    end(&f);
}

/* Born on 29 February 2004: ten on 1 March 2014, sixteen on 29 February 2020. 20 to 28 February 2014 are nine nights. */
static void a_leap_day_child_grows_older_on_the_first_of_march(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f, calendar_day(2014, 2, 20), calendar_day(2014, 3, 10));
    person(&f, calendar_day(2004, 2, 29));
    spell(&f, STATE_A, calendar_day(2013, 1, 1), DAY_OPEN, FLOW_CENSORED, true);
    count(&f);
    assert_int_equal(nights(&f, STATE_A, 0, 1, 1), 9);
    assert_int_equal(nights(&f, STATE_A, 1, 1, 1), 9);
    end(&f);
    begin(&f, calendar_day(2020, 2, 20), calendar_day(2020, 3, 10));
    person(&f, calendar_day(2004, 2, 29));
    spell(&f, STATE_A, calendar_day(2019, 1, 1), DAY_OPEN, FLOW_CENSORED, true);
    count(&f);
    assert_int_equal(nights(&f, STATE_A, 1, 1, 1), 9);
    assert_int_equal(nights(&f, STATE_A, 2, 1, 1), 10);
    end(&f);
}

static void the_eighteenth_birthday_is_no_event(void **state)
{
    (void)state;
    struct fixture f;
    const day born = calendar_day(2002, 6, 10), eighteen = calendar_day(2020, 6, 10);
    begin(&f, eighteen - 10, eighteen + 10);
    person(&f, born);
    spell(&f, STATE_A, eighteen - 300, eighteen, EXIT_OLD, true);
    person(&f, born); /* by another exit on that day: certain all the same */
    spell(&f, STATE_A, eighteen - 300, eighteen, EXIT_OUT, true);
    person(&f, born); /* a day earlier: an event */
    spell(&f, STATE_A, eighteen - 300, eighteen - 1, EXIT_OUT, true);
    person(&f, born); /* open in the data beyond the birthday: at risk to it */
    spell(&f, STATE_A, eighteen - 300, DAY_OPEN, FLOW_CENSORED, true);
    count(&f);
    assert_int_equal(all_nights(&f), 10 + 10 + 9 + 10);
    assert_int_equal(all_events(&f), 1);
    assert_int_equal(events(&f, STATE_A, 2, 1, 1, EXIT_OUT), 1);
    end(&f);
}

/* A quarter has 1461/16 = 91.3125 days: the newest holds the last 92 days, the two newest the last 183. */
static void entries_are_counted_by_kind_quarter_month_and_first_state(void **state)
{
    (void)state;
    struct fixture f;
    const day to = calendar_day(2021, 4, 1);
    const day on[5] = {to - 1, to - 92, to - 93, to - 183, to - 184};
    begin(&f, to - 365, to); /* three whole quarters: 365 × 16 / 1461 = 3.997 */
    for (int i = 0; i < 5; i++) {
        person(&f, calendar_day(2012, 1, 1));
        f.histories.marked[i] = i == 2;
        spell(&f, i == 4 ? STATE_B : STATE_A, on[i], on[i], EXIT_OUT, true);
    }
    count(&f);
    assert_int_equal(f.exposure.quarters, 3);
    assert_int_equal(f.exposure.entries, 5);
    assert_int_equal(f.exposure.by_stratum[0], 4);
    assert_int_equal(f.exposure.by_stratum[1], 1); /* marked, though too young for its stratum: the nearest of its kind */
    assert_int_equal(f.exposure.by_quarter[0], 2);
    assert_int_equal(f.exposure.by_quarter[1], 1);
    assert_int_equal(f.exposure.by_quarter[2], 1);
    assert_int_equal(f.exposure.by_quarter[3 + 1], 1);
    assert_int_equal(f.exposure.by_first_state[STATE_A], 3);
    assert_int_equal(f.exposure.by_first_state[STATE_B], 1);
    assert_int_equal(f.exposure.months, 12);
    assert_int_equal(f.exposure.by_month[11], 1); /* 31 March */
    assert_int_equal(f.exposure.by_month[8], 2);  /* 29 and 30 December */
    assert_int_equal(f.exposure.by_month[5], 2);  /* 29 and 30 September */
    /* Quarters 2, 2, 1: mean 5/3, variance ((1/3)² + (1/3)² + (2/3)²) / 2 = 1/3, ratio 1/5. */
    assert_true(flow_exposure_dispersion(&f.exposure) > 0.2 - 1e-12 && flow_exposure_dispersion(&f.exposure) < 0.2 + 1e-12);
    end(&f);
}

static void a_window_without_a_day_is_refused(void **state)
{
    (void)state;
    struct fixture f;
    struct problem problem = {0};
    begin(&f, 100, 100);
    assert_int_equal(flow_exposure_count(&f.system, &f.histories, &f.exposure, &problem), PROBLEM_INPUT);
    end(&f);
}

static void a_state_that_the_system_has_not_is_refused(void **state)
{
    (void)state;
    struct fixture f;
    struct problem problem = {0};
    begin(&f, 100, 200);
    person(&f, 0);
    spell(&f, 5, 150, 160, EXIT_OUT, true);
    assert_int_equal(flow_exposure_count(&f.system, &f.histories, &f.exposure, &problem), PROBLEM_INPUT);
    end(&f);
}

/* Twenty thousand people a year for four years, the last of which is observed. */
static void simulate(struct fixture *f)
{
    struct flow_posterior truth = {0};
    struct problem problem = {0};
    const struct flow_key key = {.seed = 5, .authority = 2};
    const day until = calendar_day(2026, 4, 1);
    *f = (struct fixture){0};
    example_clocks(&f->system);
    assert_int_equal(flow_posterior_prior(&f->system, 20000, &truth, &problem), 0);
    assert_int_equal(
        example_histories(&truth, &key, calendar_day(2022, 4, 1), calendar_day(2025, 4, 1), until, &f->histories, &problem),
        0);
    flow_posterior_clear(&truth);
}

/* Night by night, asking the calendar for the age of each. */
static void the_slow_count_agrees_night_for_night(void **state)
{
    (void)state;
    struct fixture f;
    simulate(&f);
    count(&f);
    const struct flow_histories *h = &f.histories;
    const size_t cells = (size_t)f.exposure.cells;
    int64_t *slow_nights = calloc(cells, sizeof *slow_nights), *slow_events = calloc(cells * 4, sizeof *slow_events);
    assert_non_null(slow_nights);
    assert_non_null(slow_events);
    for (int64_t i = 0; i < h->spells; i++) {
        const day born = h->born[h->person[i]];
        for (day on = h->from[i]; on < h->to[i] && on < h->observed_to; on++)
            if (on >= h->observed_from && calendar_age(born, on) < 18)
                slow_nights[flow_cell(&f.system, h->state[i], flow_band(&f.system.age, calendar_age(born, on)),
                                      flow_band(&f.system.time_in_system, on - h->entered[i]),
                                      flow_band(&f.system.time_in_state, on - h->from[i]))]++;
        const day last = h->to[i] > h->from[i] ? h->to[i] - 1 : h->from[i];
        if (h->to[i] >= h->observed_from && h->to[i] < h->observed_to && calendar_age(born, h->to[i]) < 18)
            slow_events[flow_cell(&f.system, h->state[i], flow_band(&f.system.age, calendar_age(born, last)),
                                  flow_band(&f.system.time_in_system, last - h->entered[i]),
                                  flow_band(&f.system.time_in_state, last - h->from[i])) *
                            4 +
                        h->next[i]]++;
    }
    assert_memory_equal(slow_nights, f.exposure.nights, cells * sizeof *slow_nights);
    assert_memory_equal(slow_events, f.exposure.events, cells * 4 * sizeof *slow_events);
    free(slow_nights);
    free(slow_events);
    end(&f);
}

/* Events of all cells with these bands over those that the true rates expect in the nights counted. */
static double events_over_expected(const struct fixture *f, int32_t tip)
{
    struct flow_rates truth;
    double expected = 0, seen = 0;
    flow_rates_prior(&f->system, &truth);
    for (int32_t s = 0; s < 2; s++)
        for (int32_t age = 0; age < 3; age++)
            for (int32_t tis = 0; tis < 2; tis++)
                for (int32_t to = 0; to < 3; to++) {
                    expected += flow_rate(&f->system, &truth, s, to, age, tis, tip) * (double)nights(f, s, age, tis, tip);
                    seen += (double)events(f, s, age, tis, tip, to);
                }
    return seen / expected;
}

/* Each window is held against the same window counted by itself. */
struct windows {
    struct fixture *fixture;
    const day *edge;
    int32_t seen;
};

static void hold_window(void *self, int32_t w, const struct flow_exposure *exposure)
{
    struct windows *windows = self;
    struct flow_histories part = windows->fixture->histories;
    struct flow_exposure alone;
    part.observed_from = windows->edge[w];
    part.observed_to = windows->edge[w + 1];
    assert_int_equal(flow_exposure_count(&windows->fixture->system, &part, &alone, NULL), 0);
    const size_t cells = (size_t)alone.cells, destinations = (size_t)alone.destinations;
    assert_memory_equal(exposure->nights, alone.nights, cells * sizeof *alone.nights);
    assert_memory_equal(exposure->events, alone.events, cells * destinations * sizeof *alone.events);
    assert_memory_equal(exposure->by_month, alone.by_month, (size_t)alone.months * sizeof *alone.by_month);
    assert_memory_equal(exposure->by_stratum, alone.by_stratum, (size_t)alone.strata * sizeof *alone.by_stratum);
    assert_int_equal(exposure->entries, alone.entries);
    assert_true(alone.entries > 0 && flow_exposure_nights(&alone, 0) > 0);
    flow_exposure_clear(&alone);
    windows->seen++;
}

static void windows_in_a_row_are_each_counted_as_alone(void **state)
{
    (void)state;
    struct fixture f;
    simulate(&f);
    const day from = f.histories.observed_from, to = f.histories.observed_to;
    const day edge[] = {from, from + 1 + (to - from) / 3, to - 91, to};
    struct windows windows = {.fixture = &f, .edge = edge};
    assert_int_equal(flow_exposure_count_windows(&f.system, &f.histories, edge, 3, hold_window, &windows, NULL), 0);
    assert_int_equal(windows.seen, 3);
    end(&f);
}

/* About 6,700 and 23,000 events: standard deviations of 1.2% and 0.7%. The seed is fixed; a new one would fail once in 80.
 */
static void the_estimate_finds_the_truth(void **state)
{
    (void)state;
    struct fixture f;
    simulate(&f);
    count(&f);
    for (int32_t tip = 0; tip < 2; tip++) {
        const double ratio = events_over_expected(&f, tip);
        assert_true(ratio > 0.97 && ratio < 1.03);
    }
    end(&f);
}

/* The nights before the window counted too, for those who were still there: they could not have had an event in it then. */
static void forgetting_truncation_would_be_far_off(void **state)
{
    (void)state;
    struct fixture f;
    simulate(&f);
    count(&f);
    struct flow_histories *h = &f.histories;
    const day observed_from = h->observed_from;
    int64_t kept = 0;
    for (int64_t i = 0; i < h->spells; i++) /* spells that end in the window or later, as a return of the year holds them */
        if (h->to[i] >= observed_from) {
            h->person[kept] = h->person[i];
            h->state[kept] = h->state[i];
            h->next[kept] = h->next[i];
            h->first[kept] = h->first[i];
            h->from[kept] = h->from[i];
            h->to[kept] = h->to[i];
            h->entered[kept++] = h->entered[i];
        }
    h->spells = kept;
    h->observed_from -= 3 * 366;
    flow_exposure_clear(&f.exposure);
    count(&f);
    assert_true(events_over_expected(&f, 1) < 0.85);
    end(&f);
}

static void dropping_open_spells_would_be_far_off(void **state)
{
    (void)state;
    struct fixture f;
    simulate(&f);
    struct flow_histories *h = &f.histories;
    for (int64_t i = 0; i < h->spells; i++)
        if (h->to[i] == DAY_OPEN) { /* as if it had never been: no night, no event */
            h->to[i] = h->from[i];
            h->first[i] = 0;
        }
    count(&f);
    assert_true(events_over_expected(&f, 1) > 1.3);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_birthday_inside_a_spell_splits_it),
        cmocka_unit_test(only_the_part_inside_the_window_counts),
        cmocka_unit_test(an_event_counts_on_days_of_the_window_only),
        cmocka_unit_test(an_open_spell_is_at_risk_to_the_end_of_the_window),
        cmocka_unit_test(a_same_day_spell_is_an_event_without_a_night),
        cmocka_unit_test(a_leap_day_child_grows_older_on_the_first_of_march),
        cmocka_unit_test(the_eighteenth_birthday_is_no_event),
        cmocka_unit_test(entries_are_counted_by_kind_quarter_month_and_first_state),
        cmocka_unit_test(a_window_without_a_day_is_refused),
        cmocka_unit_test(a_state_that_the_system_has_not_is_refused),
        cmocka_unit_test(the_slow_count_agrees_night_for_night),
        cmocka_unit_test(windows_in_a_row_are_each_counted_as_alone),
        cmocka_unit_test(the_estimate_finds_the_truth),
        cmocka_unit_test(forgetting_truncation_would_be_far_off),
        cmocka_unit_test(dropping_open_spells_would_be_far_off),
    };
    return cmocka_run_group_tests_name("exposure", tests, NULL, NULL);
}
