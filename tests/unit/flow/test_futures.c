/*
 * Futures as a whole: conservation after every replicate, a recount from the events of every person, closed forms, and the
 * same bytes where they must be the same. Seeds are fixed; of the comparisons with closed forms, each a z beyond 4.5, a new
 * seed would fail one with probability 7e-6; there are about 40.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "example_histories.h"
#include "example_systems.h"
#include "flow/futures.h"
#include "flow/posterior.h"
#include "flow/replicate.h"

static const day start = 20563; /* 20 April 2026: the first month is a part */

struct fixture {
    struct flow_system system;
    struct flow_histories histories;
    struct flow_posterior posterior; /* `draws` of it */
};

/* A council of about 200 in care, six years of history, and its posterior. */
static void begin(struct fixture *f, int32_t draws)
{
    struct flow_posterior prior;
    struct flow_exposure exposure;
    struct problem problem = {0};
    const struct flow_key key = {.seed = 1, .authority = 1};
    const struct flow_fit_plan plan = {.seed = 2, .draws = draws, .sweeps_before = 10, .sweeps_between = 1};
    *f = (struct fixture){0};
    example_care(&f->system);
    assert_int_equal(flow_posterior_prior(&f->system, 90, &prior, &problem), 0);
    assert_int_equal(example_histories(&prior, &key, start - 4000, start - 2000, start + 1, &f->histories, &problem), 0);
    assert_int_equal(flow_exposure_count(&f->system, &f->histories, &exposure, &problem), 0);
    assert_int_equal(flow_posterior_fit(&f->system, &exposure, &plan, NULL, &f->posterior, &problem), 0);
    flow_posterior_clear(&prior);
    flow_exposure_clear(&exposure);
}

static void end(struct fixture *f)
{
    flow_posterior_clear(&f->posterior);
    flow_histories_clear(&f->histories);
}

static struct flow_plan plan_of(int32_t months, int32_t replicates)
{
    return (struct flow_plan){.start = start, .months = months, .replicates = replicates, .seed = 7, .authority = 3};
}

static void simulate(const struct fixture *f, const struct flow_plan *plan, struct flow_futures *futures)
{
    struct problem problem = {0};
    assert_int_equal(flow_simulate(&f->system, &f->histories, &f->posterior, plan, NULL, futures, &problem), 0);
}

static void people_are_conserved_in_every_replicate(void **state)
{
    (void)state;
    struct fixture f;
    struct flow_months months;
    struct flow_tables tables = {0};
    struct flow_cohort cohort;
    struct flow_tally tally;
    struct flow_arrivals arrivals;
    struct arena arena = {0};
    struct problem problem = {0};
    begin(&f, 20);
    assert_int_equal(flow_months_make(start, 36, &arena, &months, NULL), 0);
    assert_int_equal(flow_tables_build(&f.system, &f.posterior.rates[0], &tables, NULL), 0);
    assert_int_equal(flow_cohort_make(&tables, &f.histories, start, start + 1100, &arena, &cohort, NULL), 0);
    assert_int_equal(flow_tally_make(&f.system, &months, &arena, &tally, NULL), 0);
    assert_true(cohort.count > 100);
    for (uint32_t r = 0; r < 200; r++) {
        assert_int_equal(flow_tables_build(&f.system, &f.posterior.rates[r % 20], &tables, NULL), 0);
        flow_arrivals_build(&f.system, &f.posterior.entries[r % 20], &arrivals);
        const struct flow_pace pace = flow_pace_steady(&tables);
        assert_int_equal(
            flow_replicate_run(&pace, &arrivals, NULL, &cohort, chance_key_of(7, 3), r, FLOW_GAIT_BEST, &tally, &problem),
            0);
        assert_int_equal(flow_tally_check(&tally, &cohort.census, &problem), 0);
    }
    flow_tables_clear(&tables);
    arena_clear(&arena);
    end(&f);
}

/* What one person does to the counts, event by event. */
struct recount {
    int64_t *count;  /* [measure][month][state], all ages */
    int64_t *nights; /* [month][state] */
    const struct flow_futures *futures;
};

static int64_t *at(const struct recount *recount, enum flow_measure measure, int32_t month, int32_t place)
{
    const struct flow_futures *futures = recount->futures;
    return &recount->count[((int32_t)measure * futures->months + month) * futures->states + place];
}

static int32_t month_of(const struct flow_futures *futures, day on)
{
    int32_t month = 0;
    while (on > futures->month_end[month])
        month++;
    return month;
}

static void recount_spell(const struct recount *recount, int32_t place, day from, day to)
{
    const struct flow_futures *futures = recount->futures;
    for (day on = from > start ? from : start + 1; on < to && on <= futures->month_end[futures->months - 1]; on++) {
        const int32_t month = month_of(futures, on);
        recount->nights[month * futures->states + place]++;
        *at(recount, FLOW_STOCK, month, place) += on == futures->month_end[month];
    }
}

static void recount_person(const struct recount *recount, const struct flow_tables *tables, const struct flow_key *key,
                           const struct flow_person *person)
{
    const struct flow_futures *futures = recount->futures;
    struct flow_step steps[FLOW_STEPS];
    const int32_t count = flow_walk(tables, key, person, start, futures->month_end[futures->months - 1], steps, FLOW_STEPS);
    int32_t place = person->state;
    day from = person->since;
    if (person->entered > start)
        (*at(recount, FLOW_STARTS, month_of(futures, person->entered), place))++;
    for (int32_t i = 0; i < count; i++) {
        const enum flow_measure measure = steps[i].destination < futures->states ? FLOW_MOVES : FLOW_CEASES;
        (*at(recount, measure, month_of(futures, steps[i].on), place))++;
        recount_spell(recount, place, from, steps[i].on);
        place = steps[i].destination;
        from = steps[i].on;
    }
    if (place < futures->states)
        recount_spell(recount, place, from, DAY_OPEN);
}

static void recount_replicate(const struct fixture *f, const struct flow_plan *plan, int32_t replicate,
                              const struct recount *recount)
{
    const struct flow_histories *h = &f->histories;
    const struct flow_key key = {.seed = plan->seed, .authority = plan->authority, .replicate = (uint32_t)replicate};
    const int32_t draw = flow_posterior_draw_of(&f->posterior, replicate);
    struct flow_tables tables = {0};
    struct flow_entrant *entrants = NULL;
    int64_t count = 0, capacity = 0;
    assert_int_equal(flow_tables_build(&f->system, &f->posterior.rates[draw], &tables, NULL), 0);
    for (int64_t i = 0; i < h->spells; i++) {
        const int32_t who = h->person[i];
        const struct flow_person person = {h->luck[who], h->born[who], h->state[i], h->entered[i], h->from[i], 0.5f};
        if (h->from[i] <= start && start < h->to[i])
            recount_person(recount, &tables, &key, &person);
    }
    for (int32_t m = 0; m < plan->months; m++) {
        const day first = m == 0 ? start + 1 : recount->futures->month_end[m - 1] + 1;
        assert_int_equal(flow_entrants(&f->posterior, draw, &key, first, recount->futures->month_end[m], &entrants, &count,
                                       &capacity, NULL),
                         0);
    }
    for (int64_t i = 0; i < count; i++)
        recount_person(recount, &tables, &key, &entrants[i].person);
    free(entrants);
    flow_tables_clear(&tables);
}

static void a_recount_from_everybodys_events_agrees(void **state)
{
    (void)state;
    enum { REPLICATES = 25, MONTHS = 14 };
    struct fixture f;
    struct flow_futures futures;
    int64_t total[REPLICATES] = {0}, ordered[REPLICATES];
    const struct flow_plan plan = plan_of(MONTHS, REPLICATES);
    begin(&f, 10);
    simulate(&f, &plan, &futures);
    const size_t cells = (size_t)(MONTHS * f.system.states);
    struct recount recount = {.futures = &futures};
    recount.count = calloc(cells * FLOW_MEASURES, sizeof *recount.count);
    recount.nights = calloc(cells, sizeof *recount.nights);
    for (int32_t r = 0; r < REPLICATES; r++) {
        int64_t before = 0;
        for (int32_t s = 0; s < f.system.states; s++)
            before += *at(&recount, FLOW_STOCK, MONTHS - 1, s);
        memset(recount.nights, 0, cells * sizeof *recount.nights);
        recount_replicate(&f, &plan, r, &recount);
        for (int32_t m = 0; m < MONTHS; m++)
            for (int32_t s = 0; s < f.system.states; s++)
                assert_int_equal(flow_futures_nights(&futures, r, m, s), recount.nights[m * f.system.states + s]);
        for (int32_t s = 0; s < f.system.states; s++)
            total[r] += *at(&recount, FLOW_STOCK, MONTHS - 1, s);
        total[r] -= before;
    }
    for (int32_t measure = 0; measure < FLOW_MEASURES; measure++)
        for (int32_t m = 0; m < MONTHS; m++) {
            int64_t all = 0, by_band = 0;
            for (int32_t s = 0; s < f.system.states; s++) {
                const int64_t expected = *at(&recount, (enum flow_measure)measure, m, s);
                assert_int_equal(flow_futures_sum(&futures, (enum flow_measure)measure, s, FLOW_ALL, m), expected);
                all += expected;
            }
            for (int32_t b = 0; b < f.system.age.count; b++)
                by_band += flow_futures_sum(&futures, (enum flow_measure)measure, FLOW_ALL, b, m);
            assert_int_equal(flow_futures_sum(&futures, (enum flow_measure)measure, FLOW_ALL, FLOW_ALL, m), all);
            assert_int_equal(by_band, all);
        }
    /* Quantiles against the sorted totals: the smallest value not exceeded by 10, 50, 90 and 100% of 25. */
    for (int32_t i = 0; i < REPLICATES; i++) {
        int32_t below = 0;
        for (int32_t k = 0; k < REPLICATES; k++)
            below += total[k] < total[i] || (total[k] == total[i] && k < i);
        ordered[below] = total[i];
    }
    assert_int_equal(flow_futures_quantile(&futures, FLOW_STOCK, FLOW_ALL, FLOW_ALL, MONTHS - 1, 100), ordered[2]);
    assert_int_equal(flow_futures_quantile(&futures, FLOW_STOCK, FLOW_ALL, FLOW_ALL, MONTHS - 1, 500), ordered[12]);
    assert_int_equal(flow_futures_quantile(&futures, FLOW_STOCK, FLOW_ALL, FLOW_ALL, MONTHS - 1, 900), ordered[22]);
    assert_int_equal(flow_futures_quantile(&futures, FLOW_STOCK, FLOW_ALL, FLOW_ALL, MONTHS - 1, 1000), ordered[24]);
    free(recount.count);
    free(recount.nights);
    flow_futures_clear(&futures);
    end(&f);
}

/* Of every replicate: the stock of the end is that of the start, and who started, less who ceased. */
static void starts_and_ceases_of_a_replicate_make_its_stock(void **state)
{
    (void)state;
    enum { REPLICATES = 40, MONTHS = 14 };
    struct fixture f;
    struct flow_futures futures;
    const struct flow_plan plan = plan_of(MONTHS, REPLICATES);
    double rising[REPLICATES], stock[REPLICATES];
    int64_t before[11 * 5], now = 0, all = 0;
    begin(&f, 10);
    simulate(&f, &plan, &futures);
    flow_stock(&f.system, &f.histories, start, before);
    for (int32_t i = 0; i < 55; i++)
        now += before[i];
    for (int32_t r = 0; r < REPLICATES; r++) {
        stock[r] = (double)now;
        for (int32_t m = 0; m < MONTHS; m++) {
            stock[r] += futures.starts[r * MONTHS + m] - futures.ceases[r * MONTHS + m];
            all += m == 3 ? futures.starts[r * MONTHS + m] : 0;
        }
    }
    assert_int_equal(all, flow_futures_sum(&futures, FLOW_STARTS, FLOW_ALL, FLOW_ALL, 3));
    flow_futures_values(&futures, FLOW_STOCK, FLOW_ALL, FLOW_ALL, MONTHS - 1, rising);
    for (int32_t i = 0; i < REPLICATES; i++) {
        int32_t below = 0, upto = 0;
        for (int32_t r = 0; r < REPLICATES; r++) {
            below += stock[r] < rising[i];
            upto += stock[r] <= rising[i];
        }
        assert_true(below <= i && i < upto); /* the same values, in order */
    }
    flow_futures_values(&futures, FLOW_STOCK, 0, 4, 0, rising); /* few or none */
    for (int32_t i = 1; i < REPLICATES; i++)
        assert_true(rising[i] >= rising[i - 1]);
    flow_futures_clear(&futures);
    end(&f);
}

static void ways_out_and_marked_starts_are_parts_of_their_wholes(void **state)
{
    (void)state;
    struct fixture f;
    struct flow_futures futures;
    const struct flow_plan plan = plan_of(24, 100);
    int64_t marked = 0, starts = 0, aged_out = 0;
    begin(&f, 10);
    simulate(&f, &plan, &futures);
    for (int32_t m = 0; m < 24; m++) {
        int64_t ways = 0;
        for (int32_t e = 0; e < futures.exits; e++)
            ways += futures.exits_sum[m * futures.exits + e];
        assert_int_equal(ways, flow_futures_sum(&futures, FLOW_CEASES, FLOW_ALL, FLOW_ALL, m));
        marked += futures.starts_marked_sum[m];
        starts += flow_futures_sum(&futures, FLOW_STARTS, FLOW_ALL, FLOW_ALL, m);
        aged_out += futures.exits_sum[m * futures.exits + f.system.final_exit];
    }
    assert_true(aged_out > 0);
    assert_true((double)marked > 0.03 * (double)starts && (double)marked < 0.14 * (double)starts); /* 7% in the prior */
    flow_futures_clear(&futures);
    end(&f);
}

/* From the least to the most that any had: a nation's forecast would not fit otherwise. */
static void histograms_hold_every_replicate(void **state)
{
    (void)state;
    struct fixture f;
    struct flow_futures futures;
    const struct flow_plan plan = plan_of(6, 60);
    int64_t with_zeros = 0, far_from_zero = 0;
    begin(&f, 10);
    simulate(&f, &plan, &futures);
    for (int64_t i = 0; i < futures.series; i++) {
        int64_t replicates = 0, sum = 0;
        for (int32_t v = 0; v < futures.histogram_size[i]; v++) {
            replicates += futures.histogram[i][v];
            sum += (int64_t)(futures.histogram_from[i] + v) * futures.histogram[i][v];
        }
        assert_int_equal(sum, futures.sum[i]);
        if (futures.histogram_size[i] == 0)
            continue;
        assert_int_equal(replicates, 60);
        assert_true(futures.histogram[i][0] > 0);
        assert_true(futures.histogram[i][futures.histogram_size[i] - 1] > 0);
        with_zeros += futures.histogram_from[i] == 0;
        far_from_zero += futures.histogram_from[i] > 100; /* about 200 are in care */
    }
    assert_true(with_zeros > 0 && far_from_zero > 0);
    flow_futures_clear(&futures);
    end(&f);
}

/* Three processes' shares, whose bins differ, put together in another order: as one process has it. */
static void shares_add_up_to_the_whole(void **state)
{
    (void)state;
    enum { SHARES = 3 };
    struct fixture f;
    struct flow_futures whole, part[SHARES];
    const struct flow_plan plan = plan_of(6, 60);
    struct problem problem = {0};
    begin(&f, 10);
    simulate(&f, &plan, &whole);
    for (int32_t i = 0; i < SHARES; i++)
        assert_int_equal(flow_simulate_share(&f.system, &f.histories, &f.posterior, &plan,
                                             (struct flow_share){.index = i, .count = SHARES}, NULL, &part[i], &problem),
                         0);
    assert_int_equal(flow_futures_join(&part[2], &part[0], &problem), 0);
    assert_int_equal(flow_futures_join(&part[2], &part[1], &problem), 0);
    flow_futures_finish(&part[2]);
    assert_memory_equal(part[2].sum, whole.sum, (size_t)whole.series * sizeof *whole.sum);
    for (int64_t i = 0; i < whole.series; i++) {
        assert_int_equal(part[2].histogram_from[i], whole.histogram_from[i]);
        assert_int_equal(part[2].histogram_size[i], whole.histogram_size[i]);
        if (whole.histogram_size[i])
            assert_memory_equal(part[2].histogram[i], whole.histogram[i],
                                (size_t)whole.histogram_size[i] * sizeof **whole.histogram);
    }
    for (int32_t i = 0; i < SHARES; i++)
        flow_futures_clear(&part[i]);
    flow_futures_clear(&whole);
    end(&f);
}

/* What processes do: all take the bins that hold what any has counted. */
static void bins_can_be_those_that_another_needs(void **state)
{
    (void)state;
    struct fixture f;
    struct flow_futures futures, none;
    const struct flow_plan plan = plan_of(2, 30);
    const struct flow_share all = {.count = 1}, nothing = {.index = 31, .count = 32};
    struct problem problem = {0};
    begin(&f, 10);
    assert_int_equal(flow_simulate_share(&f.system, &f.histories, &f.posterior, &plan, all, NULL, &futures, &problem), 0);
    assert_int_equal(flow_simulate_share(&f.system, &f.histories, &f.posterior, &plan, nothing, NULL, &none, &problem), 0);
    int32_t *low = calloc((size_t)futures.series, sizeof *low), *high = calloc((size_t)futures.series, sizeof *high);
    assert_non_null(low);
    assert_non_null(high);
    flow_futures_counted(&none, low, high);
    for (int64_t i = 0; i < none.series; i++) {
        assert_int_equal(low[i], INT32_MAX);
        assert_int_equal(high[i], 0);
    }
    flow_futures_counted(&futures, low, high);
    for (int64_t i = 0; i < futures.series; i++)
        high[i] += 3;
    assert_int_equal(flow_futures_fit(&futures, low, high, &problem), 0);
    assert_int_equal(flow_futures_fit(&none, low, high, &problem), 0);
    for (int64_t i = 0; i < futures.series; i++) {
        int64_t replicates = 0;
        assert_int_equal(futures.histogram_size[i], none.histogram_size[i]);
        assert_int_equal(futures.histogram_from[i], low[i]);
        for (int32_t v = 0; v < futures.histogram_size[i]; v++)
            replicates += futures.histogram[i][v];
        assert_int_equal(replicates, 30);
    }
    free(low);
    free(high);
    flow_futures_clear(&none);
    flow_futures_clear(&futures);
    end(&f);
}

static void two_hundred_paths_are_the_first_of_a_thousand(void **state)
{
    (void)state;
    struct fixture f;
    struct flow_futures few, many;
    const struct flow_plan short_plan = plan_of(12, 200), long_plan = plan_of(12, 1000);
    begin(&f, 50);
    simulate(&f, &short_plan, &few);
    simulate(&f, &long_plan, &many);
    assert_memory_equal(few.nights, many.nights, 200 * 12 * (size_t)few.states * sizeof *few.nights);
    flow_futures_clear(&few);
    flow_futures_clear(&many);
    end(&f);
}

static void assert_same_bytes(int32_t threads)
{
    struct fixture f;
    struct flow_futures one, two, other;
    struct flow_plan plan = plan_of(12, 100);
    begin(&f, 10);
    plan.hands.threads = 1;
    simulate(&f, &plan, &one);
    plan.hands.threads = threads;
    simulate(&f, &plan, &two);
    plan.authority++;
    simulate(&f, &plan, &other);
    const size_t nights = 100 * 12 * (size_t)one.states * sizeof *one.nights;
    assert_memory_equal(one.nights, two.nights, nights);
    assert_memory_equal(one.sum, two.sum, (size_t)one.series * sizeof *one.sum);
    assert_int_not_equal(memcmp(one.nights, other.nights, nights), 0);
    for (int64_t i = 0; i < one.series; i++) {
        assert_int_equal(one.histogram_from[i], two.histogram_from[i]);
        assert_int_equal(one.histogram_size[i], two.histogram_size[i]);
        if (one.histogram_size[i])
            assert_memory_equal(one.histogram[i], two.histogram[i], (size_t)one.histogram_size[i] * sizeof **one.histogram);
    }
    flow_futures_clear(&one);
    flow_futures_clear(&two);
    flow_futures_clear(&other);
    end(&f);
}

static void the_same_seed_gives_the_same_bytes(void **state)
{
    (void)state;
    assert_same_bytes(1);
}

static void any_number_of_threads_gives_the_same_bytes(void **state)
{
    static const int32_t threads[] = {2, 3, 4, 7, 0};
    (void)state;
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++)
        assert_same_bytes(threads[i]);
}

/* Somebody more in the cohort, whose luck number is unused: all nights are as before, but for those of that person. */
static void flows_alone_are_the_same_flows(void **state)
{
    (void)state;
    struct fixture f;
    struct flow_futures all, flows;
    begin(&f, 7);
    struct flow_plan plan = plan_of(14, 50);
    simulate(&f, &plan, &all);
    plan.flows_only = true;
    plan.hands.threads = 3;
    simulate(&f, &plan, &flows);
    const size_t cells = (size_t)plan.months * (size_t)plan.replicates;
    assert_int_equal(flows.series, 0);
    assert_memory_equal(flows.starts, all.starts, cells * sizeof *all.starts);
    assert_memory_equal(flows.ceases, all.ceases, cells * sizeof *all.ceases);
    assert_memory_equal(flows.exits_sum, all.exits_sum, (size_t)(plan.months * all.exits) * sizeof *all.exits_sum);
    assert_memory_equal(flows.starts_marked_sum, all.starts_marked_sum, (size_t)plan.months * sizeof *all.starts_marked_sum);
    assert_true(flow_futures_sum(&all, FLOW_STARTS, FLOW_ALL, FLOW_ALL, 5) > 0);
    flow_futures_clear(&all);
    flow_futures_clear(&flows);
    end(&f);
}

static void one_person_more_changes_nobody_else(void **state)
{
    (void)state;
    enum { REPLICATES = 40, MONTHS = 12 };
    struct fixture f;
    struct flow_futures without, with;
    const struct flow_plan plan = plan_of(MONTHS, REPLICATES);
    const uint32_t luck = 1u << 30;
    const day since = start - 50, born = calendar_day(2015, 8, 9);
    begin(&f, 10);
    simulate(&f, &plan, &without);
    assert_int_equal(flow_histories_add_person(&f.histories, born, luck, false, NULL), 0);
    assert_int_equal(flow_histories_add_spell(&f.histories, 2, since, DAY_OPEN, FLOW_CENSORED, true, NULL), 0);
    simulate(&f, &plan, &with);
    struct recount recount = {.futures = &with};
    const size_t cells = (size_t)(MONTHS * f.system.states);
    recount.count = calloc(cells * FLOW_MEASURES, sizeof *recount.count);
    recount.nights = calloc(cells, sizeof *recount.nights);
    for (int32_t r = 0; r < REPLICATES; r++) {
        struct flow_tables tables = {0};
        const struct flow_key key = {.seed = plan.seed, .authority = plan.authority, .replicate = (uint32_t)r};
        const struct flow_person person = {luck, born, 2, since, since, 0.5f};
        const int32_t draw = flow_posterior_draw_of(&f.posterior, r);
        assert_int_equal(flow_tables_build(&f.system, &f.posterior.rates[draw], &tables, NULL), 0);
        memset(recount.nights, 0, cells * sizeof *recount.nights);
        recount_person(&recount, &tables, &key, &person);
        for (int32_t m = 0; m < MONTHS; m++)
            for (int32_t s = 0; s < f.system.states; s++)
                assert_int_equal(flow_futures_nights(&with, r, m, s) - flow_futures_nights(&without, r, m, s),
                                 recount.nights[m * f.system.states + s]);
        flow_tables_clear(&tables);
    }
    free(recount.count);
    free(recount.nights);
    flow_futures_clear(&without);
    flow_futures_clear(&with);
    end(&f);
}

/*
 * One state, one way out at rate μ, Poisson entries at λ from an empty beginning (M/M/∞): the stock after t is Poisson with
 * mean λ/μ (1 - e^{-μt}), nights up to then have mean λ/μ (t - (1 - e^{-μt})/μ).
 */
static void an_infinite_server_queue_has_its_closed_form(void **state)
{
    (void)state;
    enum { REPLICATES = 4000, MONTHS = 12 };
    struct fixture f = {0};
    struct flow_futures futures;
    const struct flow_plan plan = plan_of(MONTHS, REPLICATES);
    example_pair(&f.system);
    memset(f.system.prior_rate, 0, sizeof f.system.prior_rate);
    f.system.prior_rate[STATE_A][EXIT_OUT] = 3;
    assert_int_equal(flow_posterior_prior(&f.system, 500, &f.posterior, NULL), 0);
    simulate(&f, &plan, &futures);
    for (int32_t m = 0; m < MONTHS; m++) {
        const double years = (futures.month_end[m] - start) / 365.25, mean = 500 / 3.0 * (1 - exp(-3 * years));
        const int64_t series = flow_futures_series(&futures, FLOW_STOCK, FLOW_ALL, FLOW_ALL, m);
        double squares = 0;
        for (int32_t v = 0; v < futures.histogram_size[series]; v++)
            squares += pow(futures.histogram_from[series] + v - mean, 2) * futures.histogram[series][v];
        const double sum = (double)flow_futures_sum(&futures, FLOW_STOCK, FLOW_ALL, FLOW_ALL, m);
        assert_true(fabs(sum / REPLICATES - mean) < 4.5 * sqrt(mean / REPLICATES));
        assert_true(fabs(squares / REPLICATES - mean) < 4.5 * mean * sqrt((2 + 1 / mean) / REPLICATES));
    }
    flow_futures_clear(&futures);
    end(&f);
}

static void the_first_month_may_be_a_part_of_one(void **state)
{
    (void)state;
    struct fixture f;
    struct flow_futures futures;
    const struct flow_plan plan = plan_of(3, 10);
    int64_t stock = 0, before[11 * 5];
    begin(&f, 10);
    simulate(&f, &plan, &futures);
    assert_int_equal(futures.month_end[0], calendar_day(2026, 4, 30));
    assert_int_equal(futures.month_end[2], calendar_day(2026, 6, 30));
    flow_stock(&f.system, &f.histories, start, before);
    for (int32_t i = 0; i < 55; i++)
        stock += before[i];
    for (int32_t r = 0; r < 10; r++) { /* ten nights in the first month */
        int64_t nights = 0;
        for (int32_t s = 0; s < 11; s++)
            nights += flow_futures_nights(&futures, r, 0, s);
        assert_true(nights > stock * 9 && nights < stock * 11);
    }
    flow_futures_clear(&futures);
    end(&f);
}

static bool after_a_while(struct progress *progress)
{
    int32_t *left = progress->door;
    return --*left < 0;
}

static void a_wrong_plan_or_a_stop_leaves_nothing_behind(void **state)
{
    (void)state;
    struct fixture f;
    struct flow_futures futures;
    struct problem problem = {0};
    int32_t left = 3;
    struct progress stop = {.stopped = after_a_while, .door = &left};
    static const int32_t wrong[4][2] = {{0, 10}, {FLOW_MONTHS_MAX + 1, 10}, {12, 0}, {12, FLOW_REPLICATES_MAX + 1}};
    begin(&f, 10);
    for (int i = 0; i < 4; i++) {
        const struct flow_plan plan = plan_of(wrong[i][0], wrong[i][1]);
        assert_int_equal(flow_simulate(&f.system, &f.histories, &f.posterior, &plan, NULL, &futures, &problem),
                         PROBLEM_INPUT);
    }
    struct flow_plan plan = plan_of(12, 100);
    plan.hands.threads = 1; /* of several, how often the caller's own is asked is luck; but it is asked before any begins */
    assert_int_equal(flow_simulate(&f.system, &f.histories, &f.posterior, &plan, &stop, &futures, &problem),
                     PROBLEM_STOPPED);
    assert_null(futures.sum);
    plan.hands.threads = 4;
    left = 0;
    assert_int_equal(flow_simulate(&f.system, &f.histories, &f.posterior, &plan, &stop, &futures, &problem),
                     PROBLEM_STOPPED);
    assert_null(futures.sum);
    flow_futures_clear(&futures);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_are_conserved_in_every_replicate),
        cmocka_unit_test(a_recount_from_everybodys_events_agrees),
        cmocka_unit_test(starts_and_ceases_of_a_replicate_make_its_stock),
        cmocka_unit_test(ways_out_and_marked_starts_are_parts_of_their_wholes),
        cmocka_unit_test(histograms_hold_every_replicate),
        cmocka_unit_test(shares_add_up_to_the_whole),
        cmocka_unit_test(bins_can_be_those_that_another_needs),
        cmocka_unit_test(two_hundred_paths_are_the_first_of_a_thousand),
        cmocka_unit_test(the_same_seed_gives_the_same_bytes),
        cmocka_unit_test(any_number_of_threads_gives_the_same_bytes),
        cmocka_unit_test(flows_alone_are_the_same_flows),
        cmocka_unit_test(one_person_more_changes_nobody_else),
        cmocka_unit_test(an_infinite_server_queue_has_its_closed_form),
        cmocka_unit_test(the_first_month_may_be_a_part_of_one),
        cmocka_unit_test(a_wrong_plan_or_a_stop_leaves_nothing_behind),
    };
    return cmocka_run_group_tests_name("futures", tests, NULL, NULL);
}
