/* The outturn of a made-up council with books: what is simulated, what runs on, and that every pound of the difference has a
 * cause. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "made_up_council.h"
#include "run/outturn.h"

static int open_council(void **state)
{
    const struct synth_options options = {
        .children = 150, .years = 4, .last_year = 2024, .truth_months = 1, .seed = 3, .books = true, .closed = 6};
    return council_open(&options, state);
}

static void ask(struct council *council, struct run_outturn_options options, struct outturn_report *out)
{
    struct problem problem = {0};
    if (run_outturn(council->casebook, &options, NULL, out, &problem) < 0)
        fail_msg("%s", problem.text);
}

static struct run_outturn_options of_paths(int32_t paths, int32_t threads)
{
    return (struct run_outturn_options){
        .closed = OUTTURN_NEWEST_PERIOD, .paths = paths, .seed = 7, .hands = {.threads = threads}};
}

static void every_line_adds_up(const struct outturn *outturn)
{
    int64_t expected = 0, run_on = 0, budget = 0;
    for (int64_t i = 0; i < outturn->lines; i++) {
        const struct outturn_line *line = &outturn->line[i];
        int64_t causes = line->run_on;
        for (int c = 0; c < OUTTURN_CAUSE_COUNT; c++)
            causes += line->cause[c];
        assert_int_equal(causes, line->expected);
        assert_int_equal(line->variance, line->expected - line->budget);
        assert_int_equal(line->permanent + line->temporary, line->variance);
        expected += line->expected;
        run_on += line->run_on;
        budget += line->budget;
    }
    assert_int_equal(expected, outturn->total.expected);
    assert_int_equal(run_on, outturn->total.run_on);
    assert_int_equal(budget, outturn->total.budget);
}

static void the_expected_year_has_a_range_and_causes(void **state)
{
    struct outturn_report report;
    ask(*state, of_paths(200, 0), &report);
    const struct outturn *outturn = &report.outturn;
    assert_null(report.only_run_on);
    assert_int_equal(outturn->closed, 6);
    assert_int_equal(outturn->year, 2025);
    assert_true(report.walked > 80);
    assert_true(report.running > 0); /* children who came after the returns */
    every_line_adds_up(outturn);
    assert_true(outturn->total.low < outturn->total.expected && outturn->total.expected < outturn->total.high);
    assert_true(outturn->total.cause[OUTTURN_ENDS] < 0);
    assert_true(outturn->total.cause[OUTTURN_STARTS] > 0);
    assert_true(outturn->total.cause[OUTTURN_MOVES_DOWN] < 0);
    assert_true(outturn->total.cause[OUTTURN_MOVES_UP] > 0);
    /* Other is what rounding leaves: less than a pound a line. */
    assert_true(llabs(outturn->total.cause[OUTTURN_OTHER]) < 100 * outturn->lines);
    outturn_report_clear(&report);
}

static void threads_do_not_show(void **state)
{
    struct outturn_report one, three;
    ask(*state, of_paths(100, 1), &one);
    ask(*state, of_paths(100, 3), &three);
    assert_string_equal(one.id, three.id);
    assert_int_equal(one.outturn.lines, three.outturn.lines);
    for (int64_t i = 0; i < one.outturn.lines; i++) {
        assert_int_equal(one.outturn.line[i].expected, three.outturn.line[i].expected);
        assert_int_equal(one.outturn.line[i].low, three.outturn.line[i].low);
        assert_int_equal(one.outturn.line[i].number, three.outturn.line[i].number);
        assert_memory_equal(one.outturn.line[i].cause, three.outturn.line[i].cause, sizeof one.outturn.line[i].cause);
    }
    outturn_report_clear(&one);
    outturn_report_clear(&three);
}

static void run_on_alone_is_the_same_run_on(void **state)
{
    struct outturn_report both, alone;
    struct run_outturn_options options = of_paths(50, 0);
    ask(*state, options, &both);
    options.run_on = true;
    ask(*state, options, &alone);
    assert_non_null(alone.only_run_on);
    assert_int_equal(alone.outturn.total.expected, both.outturn.total.run_on);
    assert_true(alone.outturn.total.low == OUTTURN_NONE);
    assert_string_not_equal(alone.id, both.id);
    outturn_report_clear(&both);
    outturn_report_clear(&alone);
}

static void a_year_that_is_over_has_no_futures(void **state)
{
    struct outturn_report report;
    struct run_outturn_options options = of_paths(50, 0);
    options.closed = 12;
    ask(*state, options, &report);
    assert_string_equal(report.only_run_on, "the year is over");
    assert_int_equal(report.outturn.total.expected, report.outturn.total.actual);
    outturn_report_clear(&report);
}

static void what_cannot_be_is_refused(void **state)
{
    struct council *council = *state;
    struct outturn_report report;
    struct problem problem = {0};
    struct run_outturn_options options = of_paths(50, 0);
    options.closed = 13;
    assert_int_equal(run_outturn(council->casebook, &options, NULL, &report, &problem), PROBLEM_USAGE);
    options = of_paths(50, 0);
    options.year = 2031;
    problem = (struct problem){0};
    assert_int_equal(run_outturn(council->casebook, &options, NULL, &report, &problem), PROBLEM_NOT_FOUND);
    assert_string_equal(problem.text, "no budget of 2031-32 has been imported");
    assert_null(report.outturn.line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_expected_year_has_a_range_and_causes),
        cmocka_unit_test(threads_do_not_show),
        cmocka_unit_test(run_on_alone_is_the_same_run_on),
        cmocka_unit_test(a_year_that_is_over_has_no_futures),
        cmocka_unit_test(what_cannot_be_is_refused),
    };
    return cmocka_run_group_tests_name("run_outturn", tests, open_council, council_close);
}
