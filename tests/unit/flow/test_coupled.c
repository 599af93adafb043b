/*
 * Places that can be full: without caps the answer of walks alone to the byte, two queues that agree to the bit with caps,
 * conservation in every replicate, what is in a capped state worked out from the whole, and small cases by hand.
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
#include "flow/coupled.h"
#include "flow/futures.h"
#include "flow/levels.h"
#include "flow/posterior.h"

static const day start = 20563; /* 20 April 2026: the first month is a part */

enum { IHF = 2, IFA = 3, IHR = 5, EXR = 6, UNREGISTERED = 10, MONTHS = 14, PATHS = 40, DAYS = 430 };

struct fixture {
    struct flow_system system;
    struct flow_histories histories;
    struct flow_exposure exposure;
    struct flow_posterior posterior;
    struct flow_levels levels;
    struct flow_places places;
    struct arena arena; /* of the places */
};

static const double sure = 1;
static const struct drift_point moving_point = {DRIFT_WALKS, .17, .14, 3.2, .04};
static const struct drift_prior moving = {1, &moving_point, &sure, .2, .04};

/* A council of about 200 in care, its posterior, and levels that move. */
static void begin(struct fixture *f)
{
    struct flow_posterior prior;
    struct problem problem = {0};
    const struct flow_key key = {.seed = 1, .authority = 1};
    const struct flow_fit_plan fit = {.seed = 2, .draws = 10, .sweeps_before = 10, .sweeps_between = 1};
    const struct flow_levels_plan levels = {.prior = {&moving, &moving, &moving, &moving},
                                            .seed = 7,
                                            .authority = 3,
                                            .months = MONTHS,
                                            .replicates = PATHS,
                                            .start = start,
                                            .own_growth = .1};
    *f = (struct fixture){0};
    example_care(&f->system);
    for (int32_t e = 0; e < 2; e++)
        f->system.drifting_exit[e] = true;
    assert_int_equal(flow_posterior_prior(&f->system, 90, &prior, &problem), 0);
    assert_int_equal(example_histories(&prior, &key, start - 4000, start - 2000, start + 1, &f->histories, &problem), 0);
    assert_int_equal(flow_exposure_count(&f->system, &f->histories, &f->exposure, &problem), 0);
    assert_int_equal(flow_posterior_fit(&f->system, &f->exposure, &fit, NULL, &f->posterior, &problem), 0);
    assert_int_equal(
        flow_levels_draw(&f->system, &f->histories, &f->exposure, &f->posterior, &levels, NULL, &f->levels, &problem), 0);
    flow_posterior_clear(&prior);
}

static void end(struct fixture *f)
{
    flow_levels_clear(&f->levels);
    flow_posterior_clear(&f->posterior);
    flow_exposure_clear(&f->exposure);
    flow_histories_clear(&f->histories);
    arena_clear(&f->arena);
}

/* In-house fostering spills to agency, the council's homes to external ones, external ones nowhere but the last resort. */
static struct flow_spill care_spill(void)
{
    struct flow_spill spill = {.last = UNREGISTERED};
    spill.count[IHF] = spill.count[IHR] = spill.count[IFA] = 1;
    spill.next[IHF][0] = IFA;
    spill.next[IFA][0] = EXR;
    spill.next[IHR][0] = EXR;
    return spill;
}

static int64_t stock_now(const struct fixture *f, int32_t state)
{
    int64_t stock[11 * 5], sum = 0;
    flow_stock(&f->system, &f->histories, start, stock);
    for (int32_t b = 0; b < 5; b++)
        sum += stock[state * 5 + b];
    return sum;
}

/* Caps that bind: three states at or below what they hold, one that loses places for a while and one that gains some. */
static void give_caps(struct fixture *f)
{
    const struct flow_spill spill = care_spill();
    const int32_t foster = (int32_t)stock_now(f, IHF), agency = (int32_t)stock_now(f, IFA);
    const struct flow_places_line lines[] = {{IHF, foster - 8, start - 100, DAY_OPEN}, {IHF, 5, start + 1, start + 100},
                                             {IFA, agency + 2, start - 100, DAY_OPEN}, {IHR, 4, start - 100, DAY_OPEN},
                                             {IHR, 3, start + 200, DAY_OPEN},          {EXR, 14, start - 100, start + 300},
                                             {EXR, 9, start + 300, DAY_OPEN}};
    assert_true(foster > 20 && agency > 20);
    assert_int_equal(flow_places_make(&f->system, &spill, lines, 7, start, DAYS, &f->arena, &f->places, NULL), 0);
}

/* No caps at all, or 10,000 places in every state but the last resort. */
static void give_room(struct fixture *f, bool roomy)
{
    const struct flow_spill spill = care_spill();
    struct flow_places_line lines[UNREGISTERED];
    for (int32_t s = 0; s < UNREGISTERED; s++)
        lines[s] = (struct flow_places_line){s, 10000, start - 100, DAY_OPEN};
    assert_int_equal(
        flow_places_make(&f->system, &spill, lines, roomy ? UNREGISTERED : 0, start, DAYS, &f->arena, &f->places, NULL), 0);
}

/* Caps that some replicates reach and others do not. */
static void give_loose_caps(struct fixture *f)
{
    const struct flow_spill spill = care_spill();
    const struct flow_places_line lines[] = {{IHF, (int32_t)stock_now(f, IHF) + 14, start - 100, DAY_OPEN},
                                             {IHR, (int32_t)stock_now(f, IHR) + 5, start - 100, DAY_OPEN}};
    assert_int_equal(flow_places_make(&f->system, &spill, lines, 2, start, DAYS, &f->arena, &f->places, NULL), 0);
}

static void simulate(const struct fixture *f, const struct flow_places *places, bool drift, enum flow_queue_kind queue,
                     int32_t threads, struct flow_futures *futures)
{
    struct problem problem = {0};
    const struct flow_plan plan = {.start = start,
                                   .months = MONTHS,
                                   .replicates = PATHS,
                                   .seed = 7,
                                   .authority = 3,
                                   .levels = drift ? &f->levels : NULL,
                                   .places = places,
                                   .queue = queue,
                                   .hands = {.threads = threads}};
    const int code = flow_simulate(&f->system, &f->histories, &f->posterior, &plan, NULL, futures, &problem);
    if (code < 0)
        print_error("%s\n", problem.text);
    assert_int_equal(code, 0);
}

static void assert_same_futures(const struct flow_futures *left, const struct flow_futures *right)
{
    const size_t cells = (size_t)(PATHS * MONTHS);
    assert_int_equal(left->series, right->series);
    assert_memory_equal(left->sum, right->sum, (size_t)left->series * sizeof *left->sum);
    assert_memory_equal(left->nights, right->nights, cells * (size_t)left->states * sizeof *left->nights);
    assert_memory_equal(left->starts, right->starts, cells * sizeof *left->starts);
    assert_memory_equal(left->ceases, right->ceases, cells * sizeof *left->ceases);
    assert_memory_equal(left->exits_sum, right->exits_sum, (size_t)(MONTHS * left->exits) * sizeof *left->exits_sum);
    assert_memory_equal(left->starts_marked_sum, right->starts_marked_sum, MONTHS * sizeof *left->starts_marked_sum);
    for (int64_t i = 0; i < left->series; i++) {
        assert_int_equal(left->histogram_size[i], right->histogram_size[i]);
        assert_int_equal(left->histogram_from[i], right->histogram_from[i]);
        if (left->histogram_size[i])
            assert_memory_equal(left->histogram[i], right->histogram[i],
                                (size_t)left->histogram_size[i] * sizeof **left->histogram);
    }
}

static void assert_same_sufficiency(const struct flow_sufficiency *left, const struct flow_sufficiency *right)
{
    assert_true(left->series > 0);
    assert_memory_equal(left->sum, right->sum, (size_t)left->series * sizeof *left->sum);
    for (int32_t m = 0; m < left->months; m++)
        for (int32_t measure = 0; measure < FLOW_SUFFICIENCY_MEASURES; measure++)
            for (int32_t s = -1; s < left->states; s++)
                for (int32_t per_mille = 25; per_mille < 1000; per_mille += 50)
                    assert_int_equal(
                        flow_sufficiency_quantile(left, (enum flow_sufficiency_measure)measure, s, m, per_mille),
                        flow_sufficiency_quantile(right, (enum flow_sufficiency_measure)measure, s, m, per_mille));
}

static int64_t all_months(const struct flow_sufficiency *sufficiency, enum flow_sufficiency_measure measure, int32_t state)
{
    int64_t sum = 0;
    for (int32_t m = 0; m < MONTHS; m++)
        sum += flow_sufficiency_sum(sufficiency, measure, state, m);
    return sum;
}

/* No caps, and caps that nobody reaches: with the first nobody's room changes, with the second everybody waits for their
 * place in the order of events. (The heap runs every replicate event by event.) */
static void without_caps_the_answer_is_that_of_walks_alone(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    for (int32_t roomy = 0; roomy < 2; roomy++) {
        give_room(&f, roomy);
        for (int32_t drift = 0; drift < 2; drift++)
            for (int32_t heap = 0; heap < 2; heap++) {
                struct flow_futures alone, together;
                simulate(&f, NULL, drift, FLOW_QUEUE_DAYS, 1, &alone);
                simulate(&f, &f.places, drift, heap ? FLOW_QUEUE_HEAP : FLOW_QUEUE_DAYS, 1, &together);
                assert_same_futures(&alone, &together);
                assert_int_equal(all_months(&together.sufficiency, FLOW_SPILLED, FLOW_ALL), 0);
                assert_int_equal(all_months(&together.sufficiency, FLOW_WAITED, FLOW_ALL), 0);
                flow_futures_clear(&alone);
                flow_futures_clear(&together);
            }
    }
    end(&f);
}

static void two_queues_and_any_threads_agree_when_places_are_full(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    give_caps(&f);
    for (int32_t drift = 0; drift < 2; drift++) {
        struct flow_futures days, heap, threads;
        simulate(&f, &f.places, drift, FLOW_QUEUE_DAYS, 1, &days);
        simulate(&f, &f.places, drift, FLOW_QUEUE_HEAP, 1, &heap);
        simulate(&f, &f.places, drift, FLOW_QUEUE_DAYS, 3, &threads);
        assert_same_futures(&days, &heap);
        assert_same_futures(&days, &threads);
        assert_same_sufficiency(&days.sufficiency, &heap.sufficiency);
        assert_same_sufficiency(&days.sufficiency, &threads.sufficiency);
        assert_true(all_months(&days.sufficiency, FLOW_SPILLED, IHF) > 10 * PATHS); /* it was about something */
        assert_true(all_months(&days.sufficiency, FLOW_WAITED, IHR) > 0);
        flow_futures_clear(&days);
        flow_futures_clear(&heap);
        flow_futures_clear(&threads);
    }
    end(&f);
}

/* Caps that some replicates reach and others do not: those that do not are walked alone, and all the same as event by event.
 */
static void a_replicate_in_which_nothing_is_full_is_that_of_walks_alone(void **state)
{
    (void)state;
    struct fixture f;
    struct flow_futures alone, days, heap;
    begin(&f);
    give_loose_caps(&f);
    simulate(&f, NULL, true, FLOW_QUEUE_DAYS, 1, &alone);
    simulate(&f, &f.places, true, FLOW_QUEUE_DAYS, 1, &days);
    simulate(&f, &f.places, true, FLOW_QUEUE_HEAP, 1, &heap);
    assert_same_futures(&days, &heap);
    assert_same_sufficiency(&days.sufficiency, &heap.sufficiency);
    int32_t same = 0;
    for (int32_t r = 0; r < PATHS; r++) {
        const size_t many = (size_t)(MONTHS * alone.states);
        same += memcmp(alone.nights + r * (int64_t)many, days.nights + r * (int64_t)many, many * sizeof *alone.nights) == 0;
    }
    assert_true(same > 0 && same < PATHS);
    flow_futures_clear(&alone);
    flow_futures_clear(&days);
    flow_futures_clear(&heap);
    end(&f);
}

/* What is run replicate by replicate. */
struct bench {
    struct flow_months months;
    struct flow_tables tables;
    struct flow_cohort cohort;
    struct flow_tally tally;
    struct flow_arrivals arrivals;
    struct flow_coupled coupled;
    struct arena arena;
};

static void bench_make(const struct fixture *f, enum flow_queue_kind kind, struct bench *b)
{
    *b = (struct bench){0};
    assert_int_equal(flow_months_make(start, MONTHS, &b->arena, &b->months, NULL), 0);
    assert_int_equal(flow_tables_build(&f->system, &f->posterior.rates[0], &b->tables, NULL), 0);
    assert_int_equal(flow_cohort_make(&b->tables, &f->histories, start, start + DAYS, &b->arena, &b->cohort, NULL), 0);
    assert_int_equal(flow_tally_make(&f->system, &b->months, &b->arena, &b->tally, NULL), 0);
    assert_int_equal(flow_coupled_make(&f->system, &f->places, &b->months, kind, &b->arena, &b->coupled, NULL), 0);
    flow_arrivals_build(&f->system, &f->posterior.entries[0], &b->arrivals);
}

static void bench_run(struct bench *b, uint32_t replicate)
{
    struct problem problem = {0};
    const struct flow_pace pace = flow_pace_steady(&b->tables);
    const int code = flow_coupled_run(&b->coupled, &pace, &b->arrivals, NULL, &b->cohort, chance_key_of(7, 3), replicate,
                                      &b->tally, &problem);
    if (code < 0)
        print_error("%s\n", problem.text);
    assert_int_equal(code, 0);
}

static void bench_clear(struct bench *b)
{
    flow_coupled_clear(&b->coupled);
    flow_tables_clear(&b->tables);
    arena_clear(&b->arena);
}

/* Where walks alone can never have found anything full, those who go forward together do the same, and nobody waits. */
static void what_can_never_be_full_is_known_from_walks_alone(void **state)
{
    (void)state;
    struct fixture f;
    struct bench b;
    struct flow_tally alone;
    int32_t never = 0;
    begin(&f);
    give_loose_caps(&f);
    bench_make(&f, FLOW_QUEUE_DAYS, &b);
    assert_int_equal(flow_tally_make(&f.system, &b.months, &b.arena, &alone, NULL), 0);
    const struct flow_pace pace = flow_pace_steady(&b.tables);
    for (uint32_t r = 0; r < 100; r++) {
        bench_run(&b, r);
        assert_int_equal(
            flow_replicate_run(&pace, &b.arrivals, NULL, &b.cohort, chance_key_of(7, 3), r, FLOW_GAIT_SINGLE, &alone, NULL),
            0);
        if (!flow_coupled_never_full(&f.places, &alone, &b.cohort.census))
            continue;
        never++;
        assert_memory_equal(alone.cell, b.tally.cell, alone.size);
        for (int32_t i = 0; i < MONTHS * f.system.states; i++)
            assert_int_equal(b.coupled.waits.cell[i].spilled, 0);
    }
    assert_true(never > 10 && never < 90);
    bench_clear(&b);
    end(&f);
}

static int32_t stock_of(const struct flow_census *census, int32_t bands, int32_t state)
{
    int32_t sum = 0;
    for (int32_t band = 0; band < bands; band++)
        sum += census->stock[band][state];
    return sum;
}

/* The most that a state could hold on any day of the month; -1: it has no cap. */
static int32_t largest_cap(const struct fixture *f, const struct bench *b, int32_t state, int32_t month)
{
    int32_t cap = -1;
    for (day on = b->months.first[month]; on <= b->months.end[month]; on++) {
        const int32_t today = flow_places_cap(&f->places, state, on - start - 1);
        cap = today > cap ? today : cap;
    }
    return cap;
}

/* Stock is that of the month before, and who came, less who went; nobody comes into a full state: where the stock is above
 * all caps of the month, it was above them before and has not risen; and the census of the end is who is there. */
static void people_are_conserved_and_caps_hold_in_every_replicate(void **state)
{
    (void)state;
    struct fixture f;
    struct bench b;
    struct problem problem = {0};
    begin(&f);
    give_caps(&f);
    bench_make(&f, FLOW_QUEUE_DAYS, &b);
    int32_t met_cap = 0;
    for (uint32_t r = 0; r < 150; r++) {
        bench_run(&b, r);
        if (flow_tally_check(&b.tally, &b.cohort.census, &problem) < 0)
            fail_msg("%s", problem.text);
        struct flow_census census = b.cohort.census;
        struct flow_waits_census waits = {0};
        for (int32_t m = 0; m < MONTHS; m++) {
            const struct flow_census before = census;
            const int32_t last = b.months.end[m] - start - 1;
            int32_t waiting = 0, guests = 0;
            flow_tally_census(&b.tally, m, &census);
            flow_waits_census(&b.coupled.waits, m, &waits);
            for (int32_t s = 0; s < f.system.states; s++) {
                const int32_t stock = stock_of(&census, 5, s), cap = flow_places_cap(&f.places, s, last);
                const int32_t most = largest_cap(&f, &b, s, m);
                assert_true(most < 0 || stock <= most || stock <= stock_of(&before, 5, s));
                met_cap += stock == cap;
                assert_true(waits.guests[s] <= stock && waits.waiting[s] >= 0 && waits.guests[s] >= 0 &&
                            waits.nights[s] >= 0);
                assert_true(waits.waiting[s] == 0 || stock >= cap); /* who waits, waits for a full state */
                waiting += waits.waiting[s];
                guests += waits.guests[s];
            }
            assert_int_equal(waiting, guests);
        }
        for (int32_t s = 0; s < f.system.states; s++)
            assert_int_equal(stock_of(&census, 5, s), b.coupled.occupied[s]);
    }
    assert_true(met_cap > 1000);
    bench_clear(&b);
    end(&f);
}

/*
 * Two states with the same way out and no move between them; everybody is meant for a. With a cap c on it, as whoever waits
 * in b is called back at once, a holds the lesser of all and c, path by path, and the rest wait in b. All have the luck of a
 * run without caps, since nobody's chances hang on where they are; but candidates are fresh after a change, so that it is
 * the relation that is asked, not the number.
 */
static void a_capped_state_holds_the_lesser_of_all_and_its_cap(void **state)
{
    (void)state;
    enum { CAP = 15 };
    struct fixture f = {0};
    struct bench b;
    const struct flow_spill spill = {.count = {1, 0}, .next = {{STATE_B}, {0}}, .last = STATE_B};
    const struct flow_places_line line = {STATE_A, CAP, start, DAY_OPEN};
    example_pair(&f.system);
    f.system.prior_rate[STATE_A][STATE_B] = f.system.prior_rate[STATE_B][STATE_A] = 0;
    f.system.prior_rate[STATE_A][EXIT_OUT] = f.system.prior_rate[STATE_B][EXIT_OUT] = 4;
    assert_int_equal(flow_posterior_prior(&f.system, 72, &f.posterior, NULL), 0); /* 18 at a time, in the long run */
    assert_int_equal(flow_places_make(&f.system, &spill, &line, 1, start, DAYS, &f.arena, &f.places, NULL), 0);
    bench_make(&f, FLOW_QUEUE_DAYS, &b);
    int32_t full = 0, free = 0;
    int64_t all = 0;
    for (uint32_t r = 0; r < 400; r++) {
        struct flow_census census = b.cohort.census;
        struct flow_waits_census waits = {0};
        bench_run(&b, r);
        for (int32_t m = 0; m < MONTHS; m++) {
            flow_tally_census(&b.tally, m, &census);
            flow_waits_census(&b.coupled.waits, m, &waits);
            const int32_t in_a = stock_of(&census, 1, STATE_A), in_b = stock_of(&census, 1, STATE_B), both = in_a + in_b;
            assert_int_equal(in_a, both < CAP ? both : CAP);
            assert_int_equal(waits.waiting[STATE_A], in_b);
            assert_int_equal(waits.guests[STATE_B], in_b);
            /* who is in b waits for a, and so all nights in b are waited */
            assert_int_equal(waits.nights[STATE_A], census.nights[0][STATE_B]);
            full += both > CAP;
            free += both < CAP;
        }
        all += stock_of(&census, 1, STATE_A) + stock_of(&census, 1, STATE_B);
    }
    assert_true(full > 1000 && free > 500);
    /* M/M/infinity: Poisson of mean 18 (1 - e^-4.7) = 17.8 at the end; the mean of 400 has a standard error of 0.21. */
    assert_true((double)all / 400 > 16.9 && (double)all / 400 < 18.7);
    bench_clear(&b);
    flow_posterior_clear(&f.posterior);
    arena_clear(&f.arena);
}

/*
 * By hand. Nobody enters. Who is in b asks for a a hundred times a day; nothing else happens but 18th birthdays. One is in a
 * (cap 1), 18 on day 40 (days count from 0, the day after start); two are in b, one of them 18 on day 20, the other much
 * later: both begin to wait on day 0, being where they spill to. On day 20 one of them leaves, and must not be called when
 * the place falls free on day 40; the other is. With a second place from day 30 it is called that day instead.
 */
static void check_by_hand(bool opens, enum flow_queue_kind kind)
{
    struct fixture f = {0};
    struct bench b;
    const struct flow_spill spill = {.count = {1, 0}, .next = {{STATE_B}, {0}}, .last = STATE_B};
    const struct flow_places_line lines[2] = {{STATE_A, 1, start, DAY_OPEN}, {STATE_A, 1, start + 1 + 30, DAY_OPEN}};
    const day birthday[3] = {start + 1 + 40, start + 1 + 20, start + 1 + 300};
    const int32_t called = opens ? 30 : 40;
    example_pair(&f.system);
    f.system.prior_rate[STATE_A][STATE_B] = f.system.prior_rate[STATE_A][EXIT_OUT] = f.system.prior_rate[STATE_B][EXIT_OUT] =
        0;
    f.system.prior_rate[STATE_B][STATE_A] = 36525;
    assert_int_equal(flow_posterior_prior(&f.system, 0, &f.posterior, NULL), 0);
    for (uint32_t i = 0; i < 3; i++) {
        day born = birthday[i] - 6575;
        while (calendar_birthday(born, 18) < birthday[i])
            born++;
        assert_int_equal(calendar_birthday(born, 18), birthday[i]);
        assert_int_equal(flow_histories_add_person(&f.histories, born, 50 + i, false, NULL), 0);
        assert_int_equal(flow_histories_add_spell(&f.histories, i == 0 ? STATE_A : STATE_B, start - 50, DAY_OPEN,
                                                  FLOW_CENSORED, true, NULL),
                         0);
    }
    assert_int_equal(flow_places_make(&f.system, &spill, lines, opens ? 2 : 1, start, DAYS, &f.arena, &f.places, NULL), 0);
    bench_make(&f, kind, &b);
    assert_int_equal(b.cohort.count, 3);
    bench_run(&b, 0);
    int64_t nights_a = 0, waited = 0, spilled = 0;
    struct flow_census census = b.cohort.census;
    struct flow_waits_census waits = {0};
    for (int32_t m = 0; m < MONTHS; m++) {
        flow_tally_census(&b.tally, m, &census);
        flow_waits_census(&b.coupled.waits, m, &waits);
        nights_a += census.nights[0][STATE_A];
        waited += waits.nights[STATE_A];
        spilled += b.coupled.waits.cell[m * 2 + STATE_A].spilled;
    }
    assert_int_equal(nights_a, 40 + 300 - called);
    assert_int_equal(waited, 20 + called);
    assert_int_equal(spilled, 2); /* once for each wait, however often they ask */
    assert_int_equal(b.coupled.occupied[STATE_A] + b.coupled.occupied[STATE_B], 0);
    bench_clear(&b);
    flow_histories_clear(&f.histories);
    flow_posterior_clear(&f.posterior);
    arena_clear(&f.arena);
}

static void who_left_is_not_called_when_a_place_falls_free(void **state)
{
    (void)state;
    check_by_hand(false, FLOW_QUEUE_DAYS);
    check_by_hand(false, FLOW_QUEUE_HEAP);
}

static void who_waits_is_called_on_the_day_that_places_open(void **state)
{
    (void)state;
    check_by_hand(true, FLOW_QUEUE_DAYS);
    check_by_hand(true, FLOW_QUEUE_HEAP);
}

static void need_is_met_or_waits(void **state)
{
    (void)state;
    struct fixture f;
    struct flow_futures futures;
    begin(&f);
    give_caps(&f);
    simulate(&f, &f.places, true, FLOW_QUEUE_DAYS, 1, &futures);
    const struct flow_sufficiency *counts = &futures.sufficiency;
    for (int32_t m = 0; m < MONTHS; m++) {
        int64_t need = 0;
        for (int32_t s = 0; s < f.system.states; s++) {
            need += flow_sufficiency_sum(counts, FLOW_NEED, s, m);
            assert_true(flow_sufficiency_sum(counts, FLOW_MET, s, m) <= flow_sufficiency_sum(counts, FLOW_NEED, s, m));
            assert_int_equal(flow_sufficiency_sum(counts, FLOW_OCCUPIED, s, m),
                             flow_futures_sum(&futures, FLOW_STOCK, s, FLOW_ALL, m));
            for (int32_t q = 100; q < 1000; q += 400)
                assert_int_equal(flow_sufficiency_quantile(counts, FLOW_OCCUPIED, s, m, q),
                                 flow_futures_quantile(&futures, FLOW_STOCK, s, FLOW_ALL, m, q));
        }
        /* everybody in care needs one place */
        assert_int_equal(need, flow_futures_sum(&futures, FLOW_STOCK, FLOW_ALL, FLOW_ALL, m));
        assert_int_equal(need, flow_sufficiency_sum(counts, FLOW_NEED, FLOW_ALL, m));
    }
    flow_futures_clear(&futures);
    end(&f);
}

static void places_for_fewer_days_than_the_forecast_are_refused(void **state)
{
    (void)state;
    struct fixture f;
    struct flow_futures futures;
    struct problem problem = {0};
    begin(&f);
    const struct flow_spill spill = care_spill();
    assert_int_equal(flow_places_make(&f.system, &spill, NULL, 0, start, 30, &f.arena, &f.places, NULL), 0);
    const struct flow_plan plan = {.start = start, .months = MONTHS, .replicates = 4, .places = &f.places};
    assert_int_equal(flow_simulate(&f.system, &f.histories, &f.posterior, &plan, NULL, &futures, &problem), PROBLEM_INPUT);
    flow_futures_clear(&futures);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_caps_the_answer_is_that_of_walks_alone),
        cmocka_unit_test(two_queues_and_any_threads_agree_when_places_are_full),
        cmocka_unit_test(a_replicate_in_which_nothing_is_full_is_that_of_walks_alone),
        cmocka_unit_test(what_can_never_be_full_is_known_from_walks_alone),
        cmocka_unit_test(people_are_conserved_and_caps_hold_in_every_replicate),
        cmocka_unit_test(a_capped_state_holds_the_lesser_of_all_and_its_cap),
        cmocka_unit_test(who_left_is_not_called_when_a_place_falls_free),
        cmocka_unit_test(who_waits_is_called_on_the_day_that_places_open),
        cmocka_unit_test(need_is_met_or_waits),
        cmocka_unit_test(places_for_fewer_days_than_the_forecast_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
