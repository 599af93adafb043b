#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/sentences.h"
#include "briefing/values.h"
#include "briefing/wording.h"
#include "run_fixture.h"

static int setup(void **state)
{
    static struct run_fixture fixture;
    run_fixture_make(&fixture);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    run_fixture_clear(*state);
    return 0;
}

static void says(void **state, const char *name, const char *expected)
{
    const struct run_fixture *fixture = *state;
    struct text out = {0};
    assert_int_equal(sentences_append(name, &fixture->sources, &out, NULL), 0);
    assert_string_equal(text_string(&out), expected);
    text_clear(&out);
}

static void the_position_counts_the_last_year(void **state)
{
    /* January to December 2025: 22 started and 18 ceased; 12 children on 31 December 2024 */
    says(state, "position",
         "16 children were in care on 31 December 2025.\n"
         "In the 12 months to 31 December 2025, 22 started and 18 ceased: 4 more than on 31 December 2024.\n");
}

static void the_outlook_goes_year_by_year(void **state)
{
    says(state, "outlook", "31 December 2026: 24 children expected; 80% range 20 to 28.\n");
}

static void a_short_horizon_is_told_to_its_end(void **state)
{
    struct run_fixture *fixture = *state;
    fixture->run.months = 3;
    says(state, "outlook", "31 March 2026: 18 children expected; 80% range 14 to 22.\n");
    fixture->run.months = FIXTURE_FUTURE;
}

/* 16 children: the smallest class of bench/panel_lesson, 14.6% and 24.7%. */
static void the_panel_tells_of_councils_of_this_size(void **state)
{
    says(
        state, "panel",
        "Eight in ten English councils with fewer than 200 children were within 15% of their number a year later and within "
        "25% three years later (2016 to 2025); of those that grew more than most in a year, 51% did so again in the next: "
        "growth told next to nothing of growth to come.\n");
}

/* April 2027: 26.667 - 3.28 = 23.387 in-house, 3.04 external, .24 supported: only the first is a child away from now. */
static void only_kinds_that_change_by_a_child_are_named(void **state)
{
    says(state, "moves", "In-house foster care: 13 children on 31 December 2025, 23 expected on 30 April 2027: 10 more.\n");
}

static void costs_go_by_financial_year(void **state)
{
    says(state, "costs",
         "2025-26, part year from 1 January 2026 to 31 March 2026: £268,000 expected; 80% range £214,000 to £321,000.\n"
         "2026-27: £1.1 million expected; 80% range £857,000 to £1.3 million.\n"
         "2027-28, part year from 1 April 2027 to 30 April 2027: £89,000 expected; 80% range £71,000 to £107,000.\n");
}

static void values_are_single_figures(void **state)
{
    const struct run_fixture *fixture = *state;
    static const struct {
        const char *name, *expected;
    } cases[] = {
        {"council", "Anyshire"},
        {"authority", "E10000099"},
        {"as_at", "31 December 2025"},
        {"run", "0123456789abcdef0123456789abcdef"},
        {"months", "16"},
        {"paths", "1,000"},
        {"seed", "7"},
        {"end", "30 April 2027"},
        {"children_now", "16"},
        {"children 12", "24"},
        {"range 12", "20 to 28"},
        {"date 16", "30 April 2027"},
        {"date 3", "31 March 2026"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text out = {0};
        assert_int_equal(value_append(cases[i].name, &fixture->sources, &out, NULL), 0);
        assert_string_equal(text_string(&out), cases[i].expected);
        text_clear(&out);
    }
}

static void what_is_no_value_is_answered_with_the_list(void **state)
{
    const struct run_fixture *fixture = *state;
    static const char *const wrong[] = {"", "mayor", "children", "council 12", "children_now 3"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct text out = {0};
        struct problem problem = {0};
        assert_int_equal(value_append(wrong[i], &fixture->sources, &out, &problem), PROBLEM_INPUT);
        assert_non_null(strstr(problem.next, "council, authority"));
        text_clear(&out);
    }
}

static void a_month_behind_the_horizon_is_refused(void **state)
{
    const struct run_fixture *fixture = *state;
    static const char *const wrong[] = {"children 17",     "range 0",        "date -1",
                                        "children twelve", "children 12 13", "children 99999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct text out = {0};
        struct problem problem = {0};
        assert_int_equal(value_append(wrong[i], &fixture->sources, &out, &problem), PROBLEM_INPUT);
        assert_non_null(strstr(problem.text, "does not reach"));
        text_clear(&out);
    }
}

static void figures_are_worded_as_people_say_them(void **state)
{
    (void)state;
    struct text out = {0};
    wording_children(&out, 1);
    text_append_char(&out, '|');
    wording_children(&out, 1204);
    text_append_char(&out, '|');
    wording_change(&out, 12, 9);
    text_append_char(&out, '|');
    wording_change(&out, 9, 9);
    text_append_char(&out, '|');
    wording_pounds(&out, 3544999999); /* £35,449,999.99 */
    text_append_char(&out, '|');
    wording_pounds(&out, 99960000); /* £999,600: a million, not 1,000 thousand */
    text_append_char(&out, '|');
    wording_pounds(&out, 85000050);
    assert_string_equal(text_string(&out), "1 child|1,204 children|3 fewer|as many|£35.4 million|£1.0 million|£850,000");
    text_clear(&out);
}

static void an_unknown_sentence_is_answered_with_the_list(void **state)
{
    const struct run_fixture *fixture = *state;
    struct text out = {0};
    struct problem problem = {0};
    assert_int_equal(sentences_append("poem", &fixture->sources, &out, &problem), PROBLEM_INPUT);
    assert_string_equal(problem.next, "Sentences: position, outlook, panel, moves, costs, outturn.");
    text_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_position_counts_the_last_year),
        cmocka_unit_test(the_outlook_goes_year_by_year),
        cmocka_unit_test(a_short_horizon_is_told_to_its_end),
        cmocka_unit_test(the_panel_tells_of_councils_of_this_size),
        cmocka_unit_test(only_kinds_that_change_by_a_child_are_named),
        cmocka_unit_test(costs_go_by_financial_year),
        cmocka_unit_test(values_are_single_figures),
        cmocka_unit_test(what_is_no_value_is_answered_with_the_list),
        cmocka_unit_test(a_month_behind_the_horizon_is_refused),
        cmocka_unit_test(figures_are_worded_as_people_say_them),
        cmocka_unit_test(an_unknown_sentence_is_answered_with_the_list),
    };
    return cmocka_run_group_tests_name("sentences", tests, setup, teardown);
}
