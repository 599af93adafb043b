#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "made_up_council.h"
#include "run/backtest.h"
#include "run/forecast.h"
#include "run/gather.h"
#include "run/origin.h"

/* About 90 children with four years of returns, 2021-22 to 2024-25. */
static int open_council(void **state)
{
    const struct synth_options options = {.children = 90, .years = 4, .last_year = 2024, .truth_months = 1, .seed = 3};
    return council_open(&options, state);
}

static void horizons_are_steps_and_the_whole(void **state)
{
    (void)state;
    static const struct {
        int32_t horizon, count, months[8];
    } expected[] = {
        {1, 1, {1}}, {3, 1, {3}}, {5, 2, {3, 5}}, {24, 5, {3, 6, 12, 18, 24}}, {60, 8, {3, 6, 12, 18, 24, 36, 48, 60}}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        int32_t months[BACKTEST_HORIZONS_MAX];
        assert_int_equal(backtest_horizons(expected[i].horizon, months), expected[i].count);
        assert_memory_equal(months, expected[i].months, (size_t)expected[i].count * sizeof *months);
    }
    int32_t months[BACKTEST_HORIZONS_MAX];
    assert_in_range(backtest_horizons(120, months), 1, BACKTEST_HORIZONS_MAX);
}

/* Years of history to 31 March 2026; the newest origin of 24 months is 31 March 2024, the oldest possible a year in. */
static void origins_go_back_as_far_apart_as_the_history_lets_them(void **state)
{
    (void)state;
    static const struct {
        int32_t from_year, wanted, count, apart, oldest_year, oldest_month;
    } expected[] = {
        {2020, 12, 12, 3, 2021, 6},  /* 36 months between: 11 steps of 3 */
        {2016, 12, 12, 7, 2017, 10}, /* 84 months between: 11 steps of 7 */
        {2022, 12, 5, 3, 2023, 3},   /* 12 months between: 4 steps of 3 */
        {2023, 12, 1, 3, 2024, 3},   /* none between */
        {2024, 12, 0, 3, 0, 0},      /* a year too few */
        {2004, 3, 3, 12, 2022, 3},   /* never more than a year apart */
        {2020, 1, 1, 3, 2024, 3},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        day origin[BACKTEST_ORIGINS_MAX] = {0};
        int32_t apart;
        const int32_t count = backtest_origins(calendar_day(expected[i].from_year, 4, 1), calendar_day(2026, 3, 31),
                                               expected[i].wanted, 24, origin, &apart);
        assert_int_equal(count, expected[i].count);
        assert_int_equal(apart, expected[i].apart);
        if (count == 0)
            continue;
        assert_int_equal(calendar_month(origin[0]), expected[i].oldest_year * 12 + expected[i].oldest_month - 1);
        assert_int_equal(origin[count - 1], calendar_day(2024, 3, 31));
        for (int32_t k = 0; k < count; k++)
            assert_int_equal(origin[k], calendar_month_end(calendar_month(origin[k])));
    }
}

static const struct origin_plan *small_plan(void)
{
    static const int32_t months[] = {3, 12};
    static const struct origin_plan plan = {
        .horizon = 12, .months = months, .horizons = 2, .paths = 40, .seed = 7, .own_growth = .1};
    return &plan;
}

static void score(const struct council *council, const struct care_records *records, const struct care_monthly *truth,
                  day origin, struct backtest_result *out)
{
    struct problem problem = {0};
    struct gathered past;
    *out = (struct backtest_result){0};
    if (gather_as_at(casebook_system(council->casebook), records, origin, &past, &problem) < 0 ||
        origin_score(council->casebook, &past, truth, small_plan(), NULL, out, &problem) < 0)
        fail_msg("%s", problem.text);
    gather_clear(&past);
}

/* What was said before anything came: expectations and ranges of all methods. */
static void assert_same_forecasts(const struct backtest_result *one, const struct backtest_result *other)
{
    assert_int_equal(one->count, other->count);
    for (int64_t i = 0; i < one->count; i++) {
        const struct backtest_outcome *a = &one->outcome[i], *b = &other->outcome[i];
        assert_true(a->mean == b->mean);
        assert_memory_equal(a->quantile, b->quantile, sizeof a->quantile);
    }
}

/* Everything after the origin becomes something else: where children are, when they left and how, who came at all. */
static void poison(struct care_records *records, day origin)
{
    for (int64_t row = 0; row < records->rows; row++) {
        const int32_t child = records->child[row];
        if (records->decom[row] > origin) {
            records->place[row] = code_of(row % 2 ? "K2" : "U4");
            records->provider[row] = code_of("PR4");
            records->dec[row] = records->decom[row] + (day)(row % 5);
            records->rec[row] = code_of("E4A");
            records->rne[row] = code_of("S");
        } else if (records->dec[row] != DAY_NONE && records->dec[row] > origin) {
            records->dec[row] = origin + 1 + (day)(row % 7);
            records->rec[row] = code_of(row % 2 ? "E4A" : "E13");
        }
        bool later_only = true;
        for (int64_t other = 0; other < records->rows; other++)
            later_only = later_only && (records->child[other] != child || records->decom[other] > origin);
        if (later_only && records->born[child] != DAY_NONE)
            records->sex[child] = records->sex[child] == 'M' ? 'F' : 'M';
    }
}

static void what_comes_after_an_origin_changes_no_byte_of_its_forecast(void **state)
{
    const struct council *council = *state;
    struct gathered now;
    struct problem problem = {0};
    struct backtest_result clean, poisoned;
    const day origin = calendar_day(2023, 9, 30);
    assert_int_equal(gather_histories(council->casebook, DAY_NONE, &now, &problem), 0);
    score(council, &now.records, &now.monthly, origin, &clean);

    poison(&now.records, origin);
    struct gathered after;
    assert_int_equal(gather_as_at(casebook_system(council->casebook), &now.records, now.as_at, &after, &problem), 0);
    score(council, &now.records, &after.monthly, origin, &poisoned);
    assert_same_forecasts(&clean, &poisoned);
    int64_t other_truths = 0;
    for (int64_t i = 0; i < clean.count; i++)
        other_truths += clean.outcome[i].truth != poisoned.outcome[i].truth;
    assert_true(other_truths > clean.count / 3); /* the poison works */
    backtest_result_clear(&clean);
    backtest_result_clear(&poisoned);
    gather_clear(&after);
    gather_clear(&now);
}

/* The records without a row that began after the origin, and with every later end blank. */
static void cut_records(const struct care_records *all, day origin, struct care_records *out)
{
    *out = (struct care_records){.known_to = all->known_to};
    for (int32_t i = 0; i < all->returns; i++) {
        const int64_t number = care_records_add_return(out, NULL);
        out->return_of[number] = all->return_of[i];
    }
    for (int64_t i = 0; i < all->children; i++) {
        const int64_t child = care_records_add_child(out, NULL);
        out->born[child] = all->born[i];
        out->sex[child] = all->sex[i];
        out->uasc[child] = all->uasc[i];
    }
    for (int64_t i = 0; i < all->rows; i++) {
        if (all->decom[i] > origin)
            continue;
        const int64_t row = care_records_add_row(out, NULL);
        const bool open = all->dec[i] == DAY_NONE || all->dec[i] > origin;
        out->child[row] = all->child[i];
        out->year[row] = all->year[i];
        out->decom[row] = all->decom[i];
        out->dec[row] = open ? DAY_NONE : all->dec[i];
        out->rne[row] = all->rne[i];
        out->ls[row] = all->ls[i];
        out->cin[row] = all->cin[i];
        out->place[row] = all->place[i];
        out->provider[row] = all->provider[i];
        out->rec[row] = open ? 0 : all->rec[i];
    }
}

static void records_that_end_on_the_origin_give_the_same_forecast(void **state)
{
    const struct council *council = *state;
    struct gathered now;
    struct care_records cut;
    struct problem problem = {0};
    struct backtest_result whole, ended;
    const day origin = calendar_day(2023, 9, 30);
    assert_int_equal(gather_histories(council->casebook, DAY_NONE, &now, &problem), 0);
    cut_records(&now.records, origin, &cut);
    assert_true(cut.rows < now.records.rows - 20);
    score(council, &now.records, &now.monthly, origin, &whole);
    score(council, &cut, &now.monthly, origin, &ended);
    assert_same_forecasts(&whole, &ended);
    for (int64_t i = 0; i < whole.count; i++)
        assert_memory_equal(&whole.outcome[i], &ended.outcome[i], sizeof whole.outcome[i]);
    backtest_result_clear(&whole);
    backtest_result_clear(&ended);
    care_records_clear(&cut);
    gather_clear(&now);
}

static const struct backtest_outcome *find(const struct backtest_result *result, int32_t months,
                                           enum backtest_measure measure, int32_t state, enum backtest_method method)
{
    for (int64_t i = 0; i < result->count; i++) {
        const struct backtest_outcome *outcome = &result->outcome[i];
        if (outcome->months == months && outcome->measure == (int8_t)measure && outcome->state == (int8_t)state &&
            outcome->band == RUN_ALL && outcome->method == (int8_t)method)
            return outcome;
    }
    fail_msg("there is no such outcome");
    return NULL;
}

static int64_t stock_on(const struct gathered *now, day on, int32_t state)
{
    int64_t sum = 0;
    const struct flow_histories *histories = &now->histories;
    for (int64_t i = 0; i < histories->spells; i++)
        if (histories->from[i] <= on && on < histories->to[i] && (state == RUN_ALL || histories->state[i] == state))
            sum++;
    return sum * 1000;
}

/* Recounted by brute force: children on a day, starts between two, nights of a spell one by one. */
static void what_came_is_what_the_histories_tell(void **state)
{
    const struct council *council = *state;
    struct gathered now;
    struct problem problem = {0};
    struct backtest_result result;
    const day origin = calendar_day(2023, 9, 30), three = calendar_day(2023, 12, 31), twelve = calendar_day(2024, 9, 30);
    assert_int_equal(gather_histories(council->casebook, DAY_NONE, &now, &problem), 0);
    score(council, &now.records, &now.monthly, origin, &result);
    const int32_t foster = flow_state_named(&casebook_system(council->casebook)->flow, "foster_inhouse");
    for (int32_t method = 0; method < BACKTEST_METHOD_COUNT; method++) {
        const enum backtest_method m = (enum backtest_method)method;
        assert_int_equal(find(&result, 3, BACKTEST_STOCK, RUN_ALL, m)->truth, stock_on(&now, three, RUN_ALL));
        assert_int_equal(find(&result, 12, BACKTEST_STOCK, foster, m)->truth, stock_on(&now, twelve, foster));
    }
    assert_int_equal(find(&result, 12, BACKTEST_STOCK, foster, BACKTEST_NO_CHANGE)->mean, stock_on(&now, origin, foster));
    int64_t starts = 0, before = 0, nights = 0;
    for (int64_t i = 0; i < now.histories.spells; i++) {
        const day from = now.histories.from[i], to = now.histories.to[i];
        starts += now.histories.first[i] && from > origin && from <= twelve;
        before += now.histories.first[i] && from > calendar_day(2022, 9, 30) && from <= origin;
        for (day on = origin + 1; on <= three; on++)
            nights += now.histories.state[i] == foster && from <= on && on < to;
    }
    assert_int_equal(find(&result, 12, BACKTEST_STARTS, RUN_ALL, BACKTEST_HOMEWARD)->truth, starts * 1000);
    assert_int_equal(find(&result, 12, BACKTEST_STARTS, RUN_ALL, BACKTEST_NO_CHANGE)->mean, before * 1000);
    assert_int_equal(find(&result, 3, BACKTEST_STARTS, RUN_ALL, BACKTEST_NO_CHANGE)->mean, before * 250);
    struct money price;
    assert_true(tariff_price(casebook_tariff(council->casebook), foster, 2023, &price));
    const int64_t pence = find(&result, 3, BACKTEST_COST, foster, BACKTEST_HOMEWARD)->truth;
    assert_in_range(pence - price.pence * nights / 7 + 3, 0, 6); /* rounded once a month */
    backtest_result_clear(&result);
    gather_clear(&now);
}

static struct run_backtest_options small_options(void)
{
    return (struct run_backtest_options){.origins = 2, .horizon = 12, .paths = 30, .own_growth = -1, .seed = 7};
}

static void the_same_back_test_is_found_and_has_the_same_bytes(void **state)
{
    const struct council *council = *state;
    struct problem problem = {0};
    struct backtest_result first, second, third;
    bool found;
    struct run_backtest_options options = small_options();
    assert_int_equal(run_backtest(council->casebook, &options, NULL, &first, &found, &problem), 0);
    assert_false(found);
    assert_int_equal(run_backtest(council->casebook, &options, NULL, &second, &found, &problem), 0);
    assert_true(found);
    options.again = true;
    assert_int_equal(run_backtest(council->casebook, &options, NULL, &third, &found, &problem), 0);
    assert_false(found);
    assert_string_equal(first.id, second.id);
    assert_string_equal(first.id, third.id);
    assert_int_equal(first.count, second.count);
    assert_int_equal(first.count, third.count);
    for (int64_t i = 0; i < first.count; i++) {
        assert_memory_equal(first.outcome[i].quantile, second.outcome[i].quantile, sizeof first.outcome[i].quantile);
        assert_true(first.outcome[i].mean == second.outcome[i].mean && first.outcome[i].mean == third.outcome[i].mean);
        assert_true(first.outcome[i].crps == second.outcome[i].crps && first.outcome[i].crps == third.outcome[i].crps);
    }
    assert_memory_equal(&first.verdict, &second.verdict, sizeof first.verdict);
    assert_memory_equal(&first.verdict, &third.verdict, sizeof first.verdict);
    assert_int_equal(first.verdict.origins, 2);
    assert_int_equal(first.verdict.outcomes, 2 * 3); /* 3, 6 and 12 months */
    assert_int_equal(first.spacing, 12);
    assert_int_equal(first.as_at, calendar_day(2025, 3, 31));
    backtest_result_clear(&first);
    backtest_result_clear(&second);
    backtest_result_clear(&third);
}

static void what_decides_the_result_decides_the_id(void **state)
{
    const struct council *council = *state;
    struct problem problem = {0};
    struct backtest_result base, other;
    struct run_backtest_options options[4];
    for (int i = 0; i < 4; i++)
        options[i] = small_options();
    options[0].seed = 8;
    options[1].paths = 31;
    options[2].horizon = 11;
    options[3].own_growth = 1000;
    const struct run_backtest_options small = small_options();
    assert_int_equal(run_backtest(council->casebook, &small, NULL, &base, NULL, &problem), 0);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(run_backtest(council->casebook, &options[i], NULL, &other, NULL, &problem), 0);
        assert_string_not_equal(base.id, other.id);
        if (i < 3)
            assert_string_equal(base.basis, other.basis); /* the same method on the same history */
        else
            assert_string_not_equal(base.basis, other.basis);
        backtest_result_clear(&other);
    }
    backtest_result_clear(&base);
}

static void a_forecast_of_the_same_returns_carries_the_verdict(void **state)
{
    const struct council *council = *state;
    struct problem problem = {0};
    struct backtest_result tested;
    struct run_result made, found;
    const struct run_backtest_options options = small_options();
    struct run_forecast_options forecast = {.as_at = DAY_NONE, .months = 3, .paths = 10, .seed = 7};
    assert_int_equal(run_backtest(council->casebook, &options, NULL, &tested, NULL, &problem), 0);
    assert_int_equal(run_forecast(council->casebook, &forecast, NULL, &made, NULL, &problem), 0);
    assert_string_equal(made.basis, tested.basis);
    assert_memory_equal(&made.verdict, &tested.verdict, sizeof tested.verdict);
    assert_int_equal(run_forecast(council->casebook, &forecast, NULL, &found, NULL, &problem), 0);
    assert_memory_equal(&found.verdict, &tested.verdict, sizeof tested.verdict);
    run_result_clear(&made);
    run_result_clear(&found);
    backtest_result_clear(&tested);
}

static void a_history_that_is_too_short_says_what_would_do(void **state)
{
    const struct council *council = *state;
    struct problem problem = {0};
    struct backtest_result result;
    struct run_backtest_options options = small_options();
    options.horizon = 37; /* 48 months are known, and a year must lie before */
    assert_int_equal(run_backtest(council->casebook, &options, NULL, &result, NULL, &problem), PROBLEM_INPUT);
    assert_string_equal(
        problem.text, "the returns tell 48 whole months; a back-test over 37 months needs 49, a year before it among them");
    assert_non_null(strstr(problem.next, "homeward backtest --horizon 36"));
    assert_null(result.outcome);
    options.horizon = 36;
    assert_int_equal(run_backtest(council->casebook, &options, NULL, &result, NULL, &problem), 0);
    assert_int_equal(result.verdict.origins, 1);
    assert_int_equal(result.wanted, 2);
    backtest_result_clear(&result);
    options.horizon = 121;
    assert_int_equal(run_backtest(council->casebook, &options, NULL, &result, NULL, &problem), PROBLEM_USAGE);
}

static bool soon(struct progress *progress)
{
    int32_t *left = progress->door;
    return --*left < 0;
}

static void a_stopped_back_test_keeps_nothing(void **state)
{
    const struct council *council = *state;
    struct problem problem = {0};
    struct backtest_result result;
    struct run_backtest_options options = small_options();
    int32_t steps = 30;
    struct progress progress = {.stopped = soon, .door = &steps};
    options.seed = 99;
    assert_int_equal(run_backtest(council->casebook, &options, &progress, &result, NULL, &problem), PROBLEM_STOPPED);
    assert_null(result.outcome);
    bool found = true;
    assert_int_equal(run_backtest(council->casebook, &options, NULL, &result, &found, &problem), 0);
    assert_false(found);
    backtest_result_clear(&result);
}

static void an_origin_knows_the_years_that_are_over(void **state)
{
    (void)state;
    assert_int_equal(origin_known_year(calendar_day(2024, 3, 31)), 2024);
    assert_int_equal(origin_known_year(calendar_day(2024, 3, 30)), 2023);
    assert_int_equal(origin_known_year(calendar_day(2024, 12, 31)), 2024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(horizons_are_steps_and_the_whole),
        cmocka_unit_test(origins_go_back_as_far_apart_as_the_history_lets_them),
        cmocka_unit_test(an_origin_knows_the_years_that_are_over),
        cmocka_unit_test(what_comes_after_an_origin_changes_no_byte_of_its_forecast),
        cmocka_unit_test(records_that_end_on_the_origin_give_the_same_forecast),
        cmocka_unit_test(what_came_is_what_the_histories_tell),
        cmocka_unit_test(the_same_back_test_is_found_and_has_the_same_bytes),
        cmocka_unit_test(what_decides_the_result_decides_the_id),
        cmocka_unit_test(a_forecast_of_the_same_returns_carries_the_verdict),
        cmocka_unit_test(a_history_that_is_too_short_says_what_would_do),
        cmocka_unit_test(a_stopped_back_test_keeps_nothing),
    };
    return cmocka_run_group_tests_name("backtest", tests, open_council, council_close);
}
