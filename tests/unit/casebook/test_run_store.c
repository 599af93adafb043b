/* Results of runs: kept, found, read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/run_store.h"
#include "casebook/store.h"
#include "workspace_fixture.h"

static void make_result(struct run_result *result, const char *id, int32_t months)
{
    *result = (struct run_result){.council = "Anyshire", .authority = "E10000099", .made = "2026-06-01T09:30:00Z"};
    snprintf(result->id, sizeof result->id, "%s", id);
    result->as_at = calendar_day(2026, 3, 31);
    result->months = months;
    result->paths = 1000;
    result->seed = 0xFEDCBA9876543210u;
    result->population = 112000;
    static const enum run_measure measures[] = {RUN_STOCK, RUN_COST};
    for (int m = 0; m < 2; m++)
        for (int32_t month = 1; month <= months; month++)
            for (int32_t state = RUN_ALL; state < 3; state++) {
                day date = calendar_month_end(calendar_month(result->as_at) + month);
                int64_t i = run_rows_add(&result->forecast, measures[m], date, state, RUN_ALL, NULL);
                assert_true(i >= 0);
                result->forecast.mean[i] = 1000 * i + m;
                for (int k = 0; k < RUN_QUANTILES; k++)
                    result->forecast.quantile[i * RUN_QUANTILES + k] = i * 10 + k - 5;
            }
    int64_t i = run_rows_add(&result->history, RUN_STOCK, result->as_at, RUN_ALL, 4, NULL);
    result->history.mean[i] = INT64_MAX;
    assert_int_equal(run_provenance_add(&result->provenance, "data", "returns in force", "2016-17 to 2021-22", "", NULL), 0);
    assert_int_equal(run_provenance_add(&result->provenance, "prior", "rates", "£", "proposal, not published", NULL), 0);
}

static const char first_id[] = "00112233445566778899aabbccddeeff", second_id[] = "00ff2233445566778899aabbccddeeff";

static void a_result_comes_back_as_it_was(void **state)
{
    struct workspace *workspace = *state;
    struct run_result given, found;
    make_result(&given, first_id, 36);
    assert_int_equal(casebook_keep_run(workspace->casebook, &given, NULL), 0);
    workspace_reopen(workspace);
    assert_int_equal(casebook_find_run(workspace->casebook, first_id, &found, NULL), 0);
    assert_string_equal(found.id, given.id);
    assert_string_equal(found.council, given.council);
    assert_string_equal(found.authority, given.authority);
    assert_string_equal(found.made, given.made);
    assert_int_equal(found.as_at, given.as_at);
    assert_int_equal(found.months, 36);
    assert_int_equal(found.paths, 1000);
    assert_true(found.seed == given.seed);
    assert_int_equal(found.population, 112000);
    assert_int_equal(found.forecast.count, 2 * 36 * 4);
    size_t rows = (size_t)given.forecast.count;
    assert_memory_equal(found.forecast.date, given.forecast.date, rows * sizeof(day));
    assert_memory_equal(found.forecast.measure, given.forecast.measure, rows);
    assert_memory_equal(found.forecast.state, given.forecast.state, rows);
    assert_memory_equal(found.forecast.band, given.forecast.band, rows);
    assert_memory_equal(found.forecast.mean, given.forecast.mean, rows * sizeof(int64_t));
    assert_memory_equal(found.forecast.quantile, given.forecast.quantile, rows * RUN_QUANTILES * sizeof(int64_t));
    assert_int_equal(found.history.count, 1);
    assert_true(found.history.mean[0] == INT64_MAX);
    assert_int_equal(found.history.band[0], 4);
    assert_int_equal(found.provenance.count, 2);
    assert_string_equal(found.provenance.item[0], "returns in force");
    assert_string_equal(found.provenance.source[0], "");
    assert_string_equal(found.provenance.value[1], "£");
    run_result_clear(&found);
    run_result_clear(&found);
    run_result_clear(&given);
}

static void keeping_the_same_run_again_writes_no_result_again(void **state)
{
    struct workspace *workspace = *state;
    struct run_result result;
    struct text before = {0}, after = {0};
    make_result(&result, first_id, 2);
    assert_int_equal(casebook_keep_run(workspace->casebook, &result, NULL), 0);
    assert_int_equal(casebook_keep_run(workspace->casebook, &result, NULL), 0);
    assert_int_equal(workspace_number(workspace, "SELECT asked FROM run"), 2); /* all that changes */
    assert_int_equal(casebook_ask_run(workspace->casebook, "no such run", NULL), 0);
    workspace_dump(workspace, &before);
    snprintf(result.made, sizeof result.made, "2030-01-01T00:00:00Z");
    assert_int_equal(casebook_keep_run(workspace->casebook, &result, NULL), 0);
    assert_int_equal(workspace_number(workspace, "SELECT asked FROM run"), 3);
    assert_int_equal(store_run(workspace->casebook->database, "UPDATE run SET asked = 2", NULL), 0);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    text_clear(&before);
    text_clear(&after);
    run_result_clear(&result);
}

static void the_run_last_asked_for_is_the_one_found(void **state)
{
    struct workspace *workspace = *state;
    struct run_result first, second, found;
    make_result(&first, first_id, 1);
    make_result(&second, second_id, 2);
    assert_int_equal(casebook_keep_run(workspace->casebook, &first, NULL), 0);
    assert_int_equal(casebook_keep_run(workspace->casebook, &second, NULL), 0);
    assert_int_equal(casebook_ask_run(workspace->casebook, first_id, NULL), 0);
    assert_int_equal(casebook_find_run(workspace->casebook, NULL, &found, NULL), 0);
    assert_string_equal(found.id, first_id);
    assert_false(found.overtaken);
    run_result_clear(&found);
    assert_int_equal(casebook_keep_run(workspace->casebook, &second, NULL), 0);
    assert_int_equal(casebook_find_run(workspace->casebook, NULL, &found, NULL), 0);
    assert_string_equal(found.id, second_id);
    run_result_clear(&found);
    run_result_clear(&first);
    run_result_clear(&second);
}

static void a_run_is_found_by_any_clear_beginning_of_its_id(void **state)
{
    struct workspace *workspace = *state;
    struct run_result first, second, found;
    struct problem problem = {0};
    assert_int_equal(casebook_find_run(workspace->casebook, NULL, &found, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.next, "homeward forecast"));
    make_result(&first, first_id, 1);
    make_result(&second, second_id, 2);
    assert_int_equal(casebook_keep_run(workspace->casebook, &first, NULL), 0);
    assert_int_equal(casebook_keep_run(workspace->casebook, &second, NULL), 0);
    assert_int_equal(casebook_find_run(workspace->casebook, NULL, &found, NULL), 0);
    assert_string_equal(found.id, second_id);
    run_result_clear(&found);
    assert_int_equal(casebook_find_run(workspace->casebook, "001", &found, NULL), 0);
    assert_string_equal(found.id, first_id);
    run_result_clear(&found);
    assert_int_equal(casebook_find_run(workspace->casebook, "00", &found, &problem), PROBLEM_USAGE);
    static const char *const none[] = {"77", "", "%", "_0", "00112233445566778899aabbccddeeff0"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(casebook_find_run(workspace->casebook, none[i], &found, &problem), PROBLEM_NOT_FOUND);
    run_result_clear(&first);
    run_result_clear(&second);
}

static void a_run_that_newer_files_have_overtaken_says_so(void **state)
{
    struct workspace *workspace = *state;
    struct run_result given, found;
    make_result(&given, first_id, 1);
    assert_int_equal(casebook_keep_run(workspace->casebook, &given, NULL), 0);
    assert_int_equal(store_run(workspace->casebook->database,
                               "INSERT INTO snapshot (made_at, made_by) VALUES ('2026-11-24T09:30:00Z', 'test')", NULL),
                     0);
    assert_int_equal(casebook_find_run(workspace->casebook, first_id, &found, NULL), 0);
    assert_true(found.overtaken);
    run_result_clear(&found);
    assert_int_equal(casebook_ask_run(workspace->casebook, first_id, NULL), 0);
    assert_int_equal(casebook_find_run(workspace->casebook, first_id, &found, NULL), 0);
    assert_false(found.overtaken);
    run_result_clear(&found);
    run_result_clear(&given);
}

static void a_row_is_found_among_others(void **state)
{
    (void)state;
    struct run_result result;
    make_result(&result, first_id, 12);
    const struct run_rows *rows = &result.forecast;
    for (int64_t i = 0; i < rows->count; i++)
        assert_int_equal(
            run_rows_find(rows, (enum run_measure)rows->measure[i], rows->date[i], rows->state[i], rows->band[i]), i);
    assert_int_equal(run_rows_find(rows, RUN_STARTS, rows->date[0], RUN_ALL, RUN_ALL), -1);
    assert_int_equal(run_rows_find(rows, RUN_STOCK, rows->date[0] + 1, RUN_ALL, RUN_ALL), -1);
    assert_int_equal(run_rows_find(rows, RUN_STOCK, rows->date[0], RUN_ALL, 0), -1);
    run_result_clear(&result);
}

static void measures_have_the_words_of_tidy_output(void **state)
{
    (void)state;
    assert_string_equal(run_measure_word(RUN_STOCK), "stock");
    assert_string_equal(run_measure_word(RUN_COST), "cost_pence");
    assert_string_equal(run_measure_word(RUN_YEAR_CHILDREN), "year_children");
    assert_int_equal(run_quantile_per_mille[0], 25);
    assert_int_equal(run_quantile_per_mille[RUN_QUANTILES - 1], 975);
}

static void a_run_that_cannot_be_kept_whole_is_not_kept(void **state)
{
    struct workspace *workspace = *state;
    struct run_result result;
    struct text before = {0}, after = {0};
    make_result(&result, first_id, 3);
    workspace_sql(workspace, "CREATE TRIGGER fault BEFORE INSERT ON run_provenance WHEN NEW.position = 1"
                             " BEGIN SELECT RAISE(ABORT, 'fault'); END");
    workspace_reopen(workspace);
    workspace_dump(workspace, &before);
    assert_int_equal(casebook_keep_run(workspace->casebook, &result, NULL), PROBLEM_STORE);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    text_clear(&before);
    text_clear(&after);
    run_result_clear(&result);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_result_comes_back_as_it_was),
        TEST(keeping_the_same_run_again_writes_no_result_again),
        TEST(a_run_is_found_by_any_clear_beginning_of_its_id),
        TEST(the_run_last_asked_for_is_the_one_found),
        TEST(a_run_that_newer_files_have_overtaken_says_so),
        TEST(a_row_is_found_among_others),
        TEST(measures_have_the_words_of_tidy_output),
        TEST(a_run_that_cannot_be_kept_whole_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
