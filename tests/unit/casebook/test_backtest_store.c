/* Results of back-tests: kept, found, read back; the verdict beside a run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/backtest_store.h"
#include "workspace_fixture.h"

static const char first_id[] = "00112233445566778899aabbccddeeff", second_id[] = "00ff2233445566778899aabbccddeeff";
static const char basis[] = "ba5e2233445566778899aabbccddeeff", other_basis[] = "beef2233445566778899aabbccddeeff";

static void make_result(struct backtest_result *result, const char *id, const char *of, int32_t held)
{
    *result = (struct backtest_result){.council = "Anyshire",
                                       .authority = "E10000099",
                                       .made = "2026-06-01T09:30:00Z",
                                       .as_at = calendar_day(2026, 3, 31),
                                       .wanted = 12,
                                       .spacing = 3,
                                       .paths = 500,
                                       .own_growth = 100,
                                       .seed = 0xFEDCBA9876543210u};
    snprintf(result->id, sizeof result->id, "%s", id);
    snprintf(result->basis, sizeof result->basis, "%s", of);
    result->verdict = (struct backtest_verdict){.origins = 9,
                                                .horizon = 24,
                                                .outcomes = 45,
                                                .held = held,
                                                .miss = 41,
                                                .miss_no_change = 44,
                                                .miss_markov = 52,
                                                .bias = -17,
                                                .outside = BACKTEST_TOO_NARROW | BACKTEST_WORSE,
                                                .knows_later = 2};
    for (int8_t method = 0; method < BACKTEST_METHOD_COUNT; method++)
        for (int8_t measure = 0; measure < BACKTEST_MEASURE_COUNT; measure++) {
            const struct backtest_outcome outcome = {.origin = calendar_day(2024, 3, 31),
                                                     .months = 24,
                                                     .measure = measure,
                                                     .state = (int8_t)(measure - 1),
                                                     .band = RUN_ALL,
                                                     .method = method,
                                                     .truth = 701000 + measure,
                                                     .mean = INT64_MAX - method,
                                                     .crps = 1234,
                                                     .quantile = {-3, -2, -1, 0, 1, 2, 3},
                                                     .held = {500, method == BACKTEST_NO_CHANGE ? -1 : 1000, 0}};
            assert_int_equal(backtest_result_add(result, &outcome, NULL), 0);
        }
}

static void a_result_comes_back_as_it_was(void **state)
{
    struct workspace *workspace = *state;
    struct backtest_result given, found;
    make_result(&given, first_id, basis, 790);
    assert_int_equal(casebook_keep_backtest(workspace->casebook, &given, NULL), 0);
    workspace_reopen(workspace);
    assert_int_equal(casebook_find_backtest(workspace->casebook, first_id, &found, NULL), 0);
    assert_string_equal(found.id, given.id);
    assert_string_equal(found.basis, basis);
    assert_string_equal(found.council, given.council);
    assert_string_equal(found.authority, given.authority);
    assert_string_equal(found.made, given.made);
    assert_int_equal(found.as_at, given.as_at);
    assert_int_equal(found.wanted, 12);
    assert_int_equal(found.spacing, 3);
    assert_int_equal(found.paths, 500);
    assert_int_equal(found.own_growth, 100);
    assert_true(found.seed == given.seed);
    assert_memory_equal(&found.verdict, &given.verdict, sizeof found.verdict);
    assert_int_equal(found.count, given.count);
    for (int64_t i = 0; i < found.count; i++) {
        const struct backtest_outcome *a = &found.outcome[i], *b = &given.outcome[i];
        assert_int_equal(a->origin, b->origin);
        assert_int_equal(a->months, b->months);
        assert_int_equal(a->measure, b->measure);
        assert_int_equal(a->state, b->state);
        assert_int_equal(a->band, b->band);
        assert_int_equal(a->method, b->method);
        assert_true(a->truth == b->truth && a->mean == b->mean && a->crps == b->crps);
        assert_memory_equal(a->quantile, b->quantile, sizeof a->quantile);
        assert_memory_equal(a->held, b->held, sizeof a->held);
    }
    backtest_result_clear(&found);
    backtest_result_clear(&found);
    backtest_result_clear(&given);
}

static void the_one_last_asked_for_is_found_and_none_is_written_twice(void **state)
{
    struct workspace *workspace = *state;
    struct backtest_result first, second, found;
    make_result(&first, first_id, basis, 790);
    make_result(&second, second_id, basis, 610);
    assert_int_equal(casebook_keep_backtest(workspace->casebook, &first, NULL), 0);
    assert_int_equal(casebook_keep_backtest(workspace->casebook, &second, NULL), 0);
    assert_int_equal(casebook_find_backtest(workspace->casebook, NULL, &found, NULL), 0);
    assert_string_equal(found.id, second_id);
    backtest_result_clear(&found);
    assert_int_equal(casebook_keep_backtest(workspace->casebook, &first, NULL), 0);
    assert_int_equal(casebook_find_backtest(workspace->casebook, NULL, &found, NULL), 0);
    assert_string_equal(found.id, first_id);
    backtest_result_clear(&found);
    assert_int_equal(casebook_ask_backtest(workspace->casebook, second_id, NULL), 0);
    assert_int_equal(casebook_find_backtest(workspace->casebook, NULL, &found, NULL), 0);
    assert_string_equal(found.id, second_id);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM backtest_outcome"), 2 * first.count);
    backtest_result_clear(&found);
    backtest_result_clear(&first);
    backtest_result_clear(&second);
}

static void a_run_has_the_verdict_of_its_basis(void **state)
{
    struct workspace *workspace = *state;
    struct backtest_result own, other;
    struct run_result run = {.council = "Anyshire", .authority = "E10000099", .as_at = calendar_day(2026, 3, 31)}, found;
    make_result(&own, first_id, basis, 790);
    make_result(&other, second_id, other_basis, 610);
    snprintf(run.id, sizeof run.id, "%s", first_id);
    snprintf(run.basis, sizeof run.basis, "%s", basis);
    assert_int_equal(casebook_keep_run(workspace->casebook, &run, NULL), 0);
    assert_int_equal(casebook_keep_backtest(workspace->casebook, &other, NULL), 0);
    assert_int_equal(casebook_find_run(workspace->casebook, NULL, &found, NULL), 0);
    assert_string_equal(found.basis, basis);
    assert_int_equal(found.verdict.origins, 0); /* of another basis */
    run_result_clear(&found);
    assert_int_equal(casebook_keep_backtest(workspace->casebook, &own, NULL), 0);
    assert_int_equal(casebook_find_run(workspace->casebook, NULL, &found, NULL), 0);
    assert_memory_equal(&found.verdict, &own.verdict, sizeof own.verdict);
    run_result_clear(&found);
    workspace_sql(workspace, "UPDATE run SET basis = ''"); /* as of runs that are older than back-tests */
    assert_int_equal(casebook_find_run(workspace->casebook, NULL, &found, NULL), 0);
    assert_int_equal(found.verdict.origins, 0);
    run_result_clear(&found);
    backtest_result_clear(&own);
    backtest_result_clear(&other);
}

static void without_one_the_answer_says_what_to_do(void **state)
{
    struct workspace *workspace = *state;
    struct backtest_result found;
    struct problem problem = {0};
    assert_int_equal(casebook_find_backtest(workspace->casebook, NULL, &found, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.text, "not been back-tested"));
    assert_non_null(strstr(problem.next, "homeward backtest"));
    assert_null(found.outcome);
}

static void every_method_and_measure_has_its_own_word(void **state)
{
    (void)state;
    assert_string_equal(backtest_method_word(BACKTEST_NO_CHANGE), "no_change");
    assert_string_equal(backtest_method_title(BACKTEST_MARKOV), "Mean-rate Markov");
    assert_string_equal(backtest_measure_word(BACKTEST_COST), "cost_pence");
    assert_string_equal(backtest_method_word(BACKTEST_METHOD_COUNT), "");
    assert_string_equal(backtest_measure_word(BACKTEST_MEASURE_COUNT), "");
}

#define IN_WORKSPACE(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORKSPACE(a_result_comes_back_as_it_was),
        IN_WORKSPACE(the_one_last_asked_for_is_found_and_none_is_written_twice),
        IN_WORKSPACE(a_run_has_the_verdict_of_its_basis),
        IN_WORKSPACE(without_one_the_answer_says_what_to_do),
        cmocka_unit_test(every_method_and_measure_has_its_own_word),
    };
    return cmocka_run_group_tests_name("backtest_store", tests, NULL, NULL);
}
