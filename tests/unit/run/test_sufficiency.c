/* Need against places of a made-up council: what the capacity list makes of it, and that a council that can always buy more
 * is forecast as if there were no places at all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "made_up_council.h"
#include "run/sufficiency.h"

/* About 120 children with three years of returns. */
static int open_council(void **state)
{
    const struct synth_options options = {.children = 120, .years = 3, .last_year = 2024, .truth_months = 1, .seed = 3};
    return council_open(&options, state);
}

static void ask(struct council *council, int32_t threads, struct run_result *out)
{
    struct problem problem = {0};
    const struct run_forecast_options options = {
        .as_at = DAY_NONE, .months = 14, .paths = 60, .seed = 7, .hands = {.threads = threads}};
    if (run_sufficiency(council->casebook, &options, NULL, out, &problem) < 0)
        fail_msg("%s", problem.text);
}

static int32_t state_of(const struct council *council, const char *name)
{
    return flow_state_named(&casebook_system(council->casebook)->flow, name);
}

static int64_t row_of(const struct run_result *result, enum run_measure measure, day date, int32_t state, int32_t band)
{
    const int64_t row = run_rows_find(&result->forecast, measure, date, state, band);
    assert_true(row >= 0);
    return row;
}

static day month_end(int32_t months)
{
    return calendar_month_end(calendar_month(calendar_day(2025, 3, 31)) + months);
}

static void without_a_list_it_says_what_it_needs(void **state)
{
    struct council *council = *state;
    struct run_result result;
    struct problem problem = {0};
    const struct run_forecast_options options = {.as_at = DAY_NONE};
    assert_int_equal(run_sufficiency(council->casebook, &options, NULL, &result, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.text, "no capacity list"));
    assert_non_null(strstr(problem.next, "homeward import"));
    run_result_clear(&result);
}

/* Where more can be bought of every kind, nothing is full: need is the forecast's stock, row for row. */
static void where_more_can_be_bought_need_is_the_forecast(void **state)
{
    struct council *council = *state;
    struct run_result result, forecast;
    const struct run_forecast_options options = {.as_at = DAY_NONE, .months = 14, .paths = 60, .seed = 7};
    council_give(council, "capacity.csv",
                 "kind,owner,places\nfoster_inhouse,council,5\nfoster_inhouse,spot,\nhome_external,framework,3\n");
    ask(council, 1, &result);
    assert_int_equal(run_forecast(council->casebook, &options, NULL, &forecast, NULL, NULL), 0);
    for (int32_t m = 1; m <= 14; m++)
        for (int32_t s = RUN_ALL; s < 11; s++) {
            const int64_t need = row_of(&result, RUN_NEED, month_end(m), s, RUN_ALL),
                          stock = row_of(&forecast, RUN_STOCK, month_end(m), s, RUN_ALL);
            assert_int_equal(result.forecast.mean[need], forecast.forecast.mean[stock]);
            assert_memory_equal(&result.forecast.quantile[need * RUN_QUANTILES],
                                &forecast.forecast.quantile[stock * RUN_QUANTILES], RUN_QUANTILES * sizeof(int64_t));
            assert_int_equal(result.forecast.mean[row_of(&result, RUN_SPILLED, month_end(m), s, RUN_ALL)], 0);
        }
    assert_true(run_rows_find(&result.forecast, RUN_CAPPED, result.as_at, state_of(council, "foster_inhouse"), RUN_ALL) < 0);
    run_result_clear(&result);
    run_result_clear(&forecast);
}

/* Places open and close on their days; the gap is need less places; two threads say the same. */
static void places_hold_on_their_days_and_the_gap_is_need_less_places(void **state)
{
    struct council *council = *state;
    struct run_result result, other;
    council_give(council, "capacity.csv",
                 "kind,owner,places,from,to\nfoster_inhouse,council,20,,\nfoster_inhouse,block,4,2025-07-31,2025-09-30\n"
                 "secure,council,3,,\n");
    ask(council, 1, &result);
    ask(council, 2, &other);
    const int32_t foster = state_of(council, "foster_inhouse");
    assert_string_equal(result.id, other.id);
    assert_int_equal(result.forecast.count, other.forecast.count);
    assert_memory_equal(result.forecast.mean, other.forecast.mean, (size_t)result.forecast.count * sizeof(int64_t));
    assert_memory_equal(result.forecast.quantile, other.forecast.quantile,
                        (size_t)result.forecast.count * RUN_QUANTILES * sizeof(int64_t));
    const struct run_rows *rows = &result.forecast;
    int64_t spilled = 0;
    for (int32_t m = 0; m <= 14; m++) {
        const day date = m ? month_end(m) : result.as_at;
        const int64_t places = m == 4 || m == 5 ? 24 : 20; /* 31 July and 31 August; gone on 30 September */
        assert_int_equal(rows->mean[row_of(&result, RUN_PLACES, date, foster, RUN_ALL)], places * 1000);
        const int64_t gap = row_of(&result, RUN_GAP, date, foster, RUN_ALL),
                      need = row_of(&result, RUN_NEED, date, foster, RUN_ALL);
        assert_int_equal(rows->mean[gap], rows->mean[need] - places * 1000);
        for (int32_t q = 0; q < RUN_QUANTILES; q++)
            assert_int_equal(rows->quantile[gap * RUN_QUANTILES + q], rows->quantile[need * RUN_QUANTILES + q] - places);
        if (m)
            spilled += rows->mean[row_of(&result, RUN_SPILLED, date, foster, RUN_ALL)];
    }
    assert_true(spilled > 1000);
    assert_true(run_rows_find(rows, RUN_CAPPED, result.as_at, foster, RUN_ALL) >= 0);
    assert_true(run_rows_find(rows, RUN_GAP, result.as_at, state_of(council, "supported"), RUN_ALL) < 0);
    run_result_clear(&result);
    run_result_clear(&other);
}

/* The id is of the places too, and not of the order of their rows. */
static void the_id_is_of_the_places(void **state)
{
    struct council *council = *state;
    struct run_result first, turned, more;
    council_give(council, "capacity.csv", "kind,owner,places\nsecure,council,3\nsupported,block,9\n");
    ask(council, 1, &first);
    council_give(council, "capacity.csv", "kind,owner,places\nsupported,block,9\nsecure,council,3\n");
    ask(council, 1, &turned);
    council_give(council, "capacity.csv", "kind,owner,places\nsupported,block,9\nsecure,council,4\n");
    ask(council, 1, &more);
    assert_string_equal(first.id, turned.id);
    assert_string_not_equal(first.id, more.id);
    run_result_clear(&first);
    run_result_clear(&turned);
    run_result_clear(&more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_list_it_says_what_it_needs),
        cmocka_unit_test(where_more_can_be_bought_need_is_the_forecast),
        cmocka_unit_test(places_hold_on_their_days_and_the_gap_is_need_less_places),
        cmocka_unit_test(the_id_is_of_the_places),
    };
    return cmocka_run_group_tests(tests, open_council, council_close);
}
