#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "casebook/import.h"
#include "run/forecast.h"
#include "run/gather.h"
#include "synth/synth.h"

/* A made-up council of about 80 children with three years of returns, in two workspaces that imported them in opposite
 * order. */
struct council {
    char folder[64];
    struct casebook *forwards, *backwards;
};

static void remove_folder(const char *folder)
{
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

static struct casebook *workspace(const struct council *council, const char *name, const struct file_paths *paths)
{
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    struct casebook_import_report report = {0};
    struct casebook_settings settings = {.council = "Anyshire", .authority = "E10000099"};
    const struct casebook_import_options options = {
        .who = "test", .when = "2026-11-24T09:30:00Z", .today = calendar_day(2026, 11, 24)};
    char *folder = file_join(council->folder, name);
    assert_int_equal(casebook_create(folder, &settings, &problem), 0);
    assert_int_equal(casebook_open(folder, &casebook, &problem), 0);
    assert_int_equal(casebook_import(casebook, paths, &options, NULL, &report, &problem), 0);
    assert_int_equal(report.quarantined, 0);
    casebook_import_report_clear(&report);
    free(folder);
    return casebook;
}

static void reverse(struct file_paths *paths)
{
    for (int64_t i = 0, j = paths->count - 1; i < j; i++, j--) {
        char *kept = paths->path[i];
        paths->path[i] = paths->path[j];
        paths->path[j] = kept;
    }
}

static int open_council(void **state)
{
    struct council *council = calloc(1, sizeof *council);
    struct problem problem = {0};
    struct care_system *system = malloc(sizeof *system);
    struct synth_report report;
    struct file_paths paths = {0};
    const struct synth_options options = {.children = 80, .years = 3, .last_year = 2024, .truth_months = 1, .seed = 3};
    snprintf(council->folder, sizeof council->folder, "/tmp/homeward-run-XXXXXX");
    assert_non_null(mkdtemp(council->folder));
    char *returns = file_join(council->folder, "returns");
    assert_int_equal(casebook_default_system(system, &problem), 0);
    assert_int_equal(synth_write(system, &options, returns, NULL, NULL, &report, &problem), 0);
    assert_int_equal(file_list(returns, &paths, &problem), 0);
    council->forwards = workspace(council, "forwards", &paths);
    reverse(&paths);
    council->backwards = workspace(council, "backwards", &paths);
    file_paths_clear(&paths);
    free(returns);
    free(system);
    *state = council;
    return 0;
}

static int close_council(void **state)
{
    struct council *council = *state;
    casebook_close(council->forwards);
    casebook_close(council->backwards);
    remove_folder(council->folder);
    free(council);
    return 0;
}

static void assert_same_rows(const struct run_rows *left, const struct run_rows *right)
{
    assert_int_equal(left->count, right->count);
    size_t count = (size_t)left->count;
    assert_memory_equal(left->date, right->date, count * sizeof *left->date);
    assert_memory_equal(left->measure, right->measure, count);
    assert_memory_equal(left->state, right->state, count);
    assert_memory_equal(left->band, right->band, count);
    assert_memory_equal(left->mean, right->mean, count * sizeof *left->mean);
    assert_memory_equal(left->quantile, right->quantile, count * RUN_QUANTILES * sizeof *left->quantile);
}

static struct run_forecast_options small_run(void)
{
    return (struct run_forecast_options){.as_at = DAY_NONE, .months = 14, .paths = 60, .seed = 7};
}

static void the_same_forecast_is_found_and_has_the_same_bytes(void **state)
{
    struct council *council = *state;
    struct problem problem = {0};
    struct run_result first, second, third;
    bool found;
    struct run_forecast_options options = small_run();
    assert_int_equal(run_forecast(council->forwards, &options, NULL, &first, &found, &problem), 0);
    assert_false(found);
    assert_int_equal(run_forecast(council->forwards, &options, NULL, &second, &found, &problem), 0);
    assert_true(found);
    options.again = true;
    assert_int_equal(run_forecast(council->forwards, &options, NULL, &third, &found, &problem), 0);
    assert_false(found);
    assert_string_equal(first.id, third.id);
    assert_same_rows(&first.forecast, &second.forecast);
    assert_same_rows(&first.history, &second.history);
    assert_same_rows(&first.forecast, &third.forecast);
    run_result_clear(&first);
    run_result_clear(&second);
    run_result_clear(&third);
}

static void key_and_order_of_import_change_nothing(void **state)
{
    struct council *council = *state;
    struct problem problem = {0};
    struct run_result one, other;
    const struct run_forecast_options options = small_run();
    assert_int_equal(run_forecast(council->forwards, &options, NULL, &one, NULL, &problem), 0);
    assert_int_equal(run_forecast(council->backwards, &options, NULL, &other, NULL, &problem), 0);
    assert_string_equal(one.id, other.id);
    assert_same_rows(&one.history, &other.history);
    assert_same_rows(&one.forecast, &other.forecast);
    run_result_clear(&one);
    run_result_clear(&other);
}

static void another_seed_is_another_run(void **state)
{
    struct council *council = *state;
    struct problem problem = {0};
    struct run_result one, other;
    struct run_forecast_options options = small_run();
    assert_int_equal(run_forecast(council->forwards, &options, NULL, &one, NULL, &problem), 0);
    options.seed = 8;
    assert_int_equal(run_forecast(council->forwards, &options, NULL, &other, NULL, &problem), 0);
    assert_string_not_equal(one.id, other.id);
    assert_memory_not_equal(one.forecast.mean, other.forecast.mean, (size_t)one.forecast.count * sizeof(int64_t));
    run_result_clear(&one);
    run_result_clear(&other);
}

static int64_t mean_at(const struct run_rows *rows, enum run_measure measure, day date)
{
    int64_t row = run_rows_find(rows, measure, date, RUN_ALL, RUN_ALL);
    assert_true(row >= 0);
    return rows->mean[row];
}

static void stock_and_flows_balance_from_history_into_the_future(void **state)
{
    struct council *council = *state;
    struct problem problem = {0};
    struct run_result result;
    const struct run_forecast_options options = small_run();
    assert_int_equal(run_forecast(council->forwards, &options, NULL, &result, NULL, &problem), 0);
    int64_t opening = mean_at(&result.history, RUN_STOCK, result.as_at);
    assert_true(opening > 0);
    int32_t month = calendar_month(result.as_at);
    for (int32_t m = 1; m <= options.months; m++) {
        day date = calendar_month_end(month + m);
        int64_t closing = mean_at(&result.forecast, RUN_STOCK, date);
        int64_t flow = mean_at(&result.forecast, RUN_STARTS, date) - mean_at(&result.forecast, RUN_CEASES, date);
        assert_in_range(closing - opening - flow + 3, 0, 6); /* each mean is rounded to a thousandth of a child */
        opening = closing;
    }
    run_result_clear(&result);
}

static void the_parts_of_the_mean_cost_add_up(void **state)
{
    struct council *council = *state;
    struct problem problem = {0};
    struct run_result result;
    const struct run_forecast_options options = small_run();
    assert_int_equal(run_forecast(council->forwards, &options, NULL, &result, NULL, &problem), 0);
    day date = calendar_month_end(calendar_month(result.as_at) + 1);
    int32_t states = casebook_system(council->forwards)->flow.states;
    int64_t parts = 0;
    for (int32_t line = 0; line < states; line++)
        parts += result.forecast.mean[run_rows_find(&result.forecast, RUN_COST, date, line, RUN_ALL)];
    int64_t total = mean_at(&result.forecast, RUN_COST, date);
    assert_true(total > 0);
    assert_in_range(parts - total + states, 0, 2 * states); /* each mean is rounded to a penny */
    run_result_clear(&result);
}

static void a_day_the_returns_do_not_speak_of_is_refused(void **state)
{
    struct council *council = *state;
    struct problem problem = {0};
    struct run_result result;
    struct run_forecast_options options = small_run();
    options.as_at = calendar_day(2025, 4, 1);
    assert_int_equal(run_forecast(council->forwards, &options, NULL, &result, NULL, &problem), PROBLEM_USAGE);
    assert_non_null(strstr(problem.text, "1 April 2025"));
    assert_non_null(strstr(problem.next, "2025-03-31"));
}

static void an_earlier_day_forgets_what_came_after_it(void **state)
{
    struct council *council = *state;
    struct problem problem = {0};
    struct run_result result;
    struct run_forecast_options options = small_run();
    options.as_at = calendar_day(2024, 3, 31);
    assert_int_equal(run_forecast(council->forwards, &options, NULL, &result, NULL, &problem), 0);
    assert_int_equal(result.as_at, options.as_at);
    for (int64_t row = 0; row < result.history.count; row++)
        assert_true(result.history.date[row] <= options.as_at);
    run_result_clear(&result);
}

static bool at_once(struct progress *progress)
{
    (void)progress;
    return true;
}

static void a_stopped_forecast_keeps_nothing(void **state)
{
    struct council *council = *state;
    struct problem problem = {0};
    struct run_result result;
    struct progress progress = {.stopped = at_once};
    struct run_forecast_options options = small_run();
    options.seed = 99;
    assert_int_equal(run_forecast(council->forwards, &options, &progress, &result, NULL, &problem), PROBLEM_STOPPED);
    bool found = true;
    assert_int_equal(run_forecast(council->forwards, &options, NULL, &result, &found, &problem), 0);
    assert_false(found);
    run_result_clear(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_forecast_is_found_and_has_the_same_bytes),
        cmocka_unit_test(key_and_order_of_import_change_nothing),
        cmocka_unit_test(another_seed_is_another_run),
        cmocka_unit_test(stock_and_flows_balance_from_history_into_the_future),
        cmocka_unit_test(the_parts_of_the_mean_cost_add_up),
        cmocka_unit_test(a_day_the_returns_do_not_speak_of_is_refused),
        cmocka_unit_test(an_earlier_day_forgets_what_came_after_it),
        cmocka_unit_test(a_stopped_forecast_keeps_nothing),
    };
    return cmocka_run_group_tests_name("forecast", tests, open_council, close_council);
}
