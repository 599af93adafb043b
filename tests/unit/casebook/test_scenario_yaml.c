/* Scenarios in YAML: what they say, what is said of each of many malformed ones, and one value changed in the text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "casebook/casebook.h"
#include "casebook/scenario_yaml.h"
#include "casebook/scenarios.h"
#include "plan/words.h"

static const char folder[] = "tests/unit/casebook/wrong_scenarios";

struct fixture {
    struct care_system system;
    struct plan_scenario scenario;
    struct plan_limits limits;
    struct problem problem;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (!fixture || casebook_default_system(&fixture->system, NULL) < 0)
        return -1;
    fixture->limits = (struct plan_limits){.system = &fixture->system.flow,
                                           .first = calendar_day(2026, 4, 1),
                                           .last = calendar_day(2031, 3, 31),
                                           .cap = PLAN_CAP_DEFAULT,
                                           .file = "scenarios/a.yaml"};
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static int read(struct fixture *fixture, const char *yaml)
{
    return casebook_read_scenario(yaml, strlen(yaml), &fixture->limits, &fixture->scenario, &fixture->problem);
}

/* The example of the issue. */
static const char example[] = "# Our plan\n"
                              "name: Step-down to fostering\n"
                              "initiatives:\n"
                              "  - id: S01\n"
                              "    name: Specialist foster carers\n"
                              "    owner: Head of Fostering   # since May\n"
                              "    effects:\n"
                              "      - move: [home_external, foster_inhouse]\n"
                              "        add_per_month: 1          # on average one extra move a month\n"
                              "        from: 2026-06-01\n"
                              "        ramp_months: 6\n"
                              "      - places: foster_inhouse\n"
                              "        add: 12\n"
                              "        from: 2026-04-01\n"
                              "    cost: {one_off: 40000, per_year: 210000, grant: 100000}\n"
                              "    chance_of_delivery: 0.8\n"
                              "    evidence: {source: \"a paper\", design: associational}\n";

static void test_example(void **state)
{
    struct fixture *fixture = *state;
    const struct plan_scenario *scenario = &fixture->scenario;
    assert_int_equal(read(fixture, example), 0);
    assert_string_equal(scenario->name, "Step-down to fostering");
    assert_int_equal(scenario->initiatives, 1);
    assert_string_equal(scenario->initiative[0].id, "S01");
    assert_string_equal(scenario->initiative[0].owner, "Head of Fostering");
    assert_true(scenario->initiative[0].chance_of_delivery == 0.8);
    assert_int_equal(scenario->initiative[0].evidence.design, PLAN_ASSOCIATIONAL);
    assert_int_equal(scenario->effects, 5);
    const struct plan_effect *move = &scenario->effect[0];
    assert_int_equal(move->kind, PLAN_MOVE);
    assert_int_equal(move->measure, PLAN_ADD_PER_MONTH);
    assert_true(move->amount == 1);
    assert_int_equal(move->from_state, flow_state_named(&fixture->system.flow, "home_external"));
    assert_int_equal(move->to, flow_state_named(&fixture->system.flow, "foster_inhouse"));
    assert_int_equal(move->from, calendar_day(2026, 6, 1));
    assert_int_equal(move->until, DAY_OPEN);
    assert_int_equal(move->place.line, 8);
    assert_int_equal(move->place.column, 9);
    assert_int_equal(scenario->effect[1].kind, PLAN_PLACES);
    const enum plan_effect_kind kinds[] = {PLAN_COST, PLAN_COST, PLAN_GRANT};
    const int64_t pence[] = {4000000, 21000000, 10000000};
    for (int32_t i = 0; i < 3; i++) {
        assert_int_equal(scenario->effect[i + 2].kind, kinds[i]);
        assert_int_equal(scenario->effect[i + 2].money.pence, pence[i]);
        assert_int_equal(scenario->effect[i + 2].from, calendar_day(2026, 4, 1)); /* with the first effect */
    }
    assert_int_equal(scenario->effect[3].measure, PLAN_PER_YEAR);
}

static void test_whom_entries_are_of(void **state)
{
    struct fixture *fixture = *state;
    const struct flow_system *system = &fixture->system.flow;
    assert_int_equal(read(fixture,
                          "name: A\n"
                          "initiatives:\n"
                          "  - {id: S01, name: N, owner: O, effects: [{entries: [10_15, 16_17], uasc: false, factor: 0.5, "
                          "reach: 0.25, from: 2026-06-01, to: 2027-06-01}]}\n"),
                     0);
    const struct plan_effect *effect = &fixture->scenario.effect[0];
    assert_int_equal(effect->ages, 1u << 3 | 1u << 4);
    for (int32_t s = 0; s < system->strata; s++)
        assert_int_equal(effect->strata >> s & 1, !system->stratum[s].marked);
    assert_true(effect->reach == 0.25);
    assert_int_equal(effect->until, calendar_day(2027, 6, 1));
}

/* Reads a file of the corpus and appends what is said of it. */
static void append_complaint(struct fixture *fixture, const char *path, struct text *out)
{
    struct file_bytes bytes = {0};
    struct problem *problem = &fixture->problem;
    *problem = (struct problem){0};
    assert_int_equal(file_read(path, 100000, &bytes, NULL), 0);
    const int code = casebook_read_scenario(bytes.bytes, bytes.length, &fixture->limits, &fixture->scenario, problem);
    assert_int_equal(code, problem->code);
    assert_int_equal(problem_exit_status(problem->code), 3);
    assert_string_equal(problem->file, "scenarios/a.yaml");
    assert_true(problem->next[0] || bytes.length == 0);
    assert_true(problem->row > 0);
    assert_true(problem->column > 0);
    text_format(out, "%s %lld:%d %s\n", file_name(path), (long long)problem->row, problem->column, problem->text);
    file_bytes_clear(&bytes);
}

/* Each malformed file with the line, the column and the words that are expected of it, in expected.txt. */
static void test_malformed(void **state)
{
    struct file_paths paths = {0};
    struct file_bytes expected = {0};
    struct text said = {0};
    int32_t files = 0;
    assert_int_equal(file_list(folder, &paths, NULL), 0);
    for (int64_t i = 0; i < paths.count; i++) {
        if (strcmp(file_name(paths.path[i]), "expected.txt") == 0) {
            assert_int_equal(file_read(paths.path[i], 100000, &expected, NULL), 0);
            continue;
        }
        append_complaint(*state, paths.path[i], &said);
        files++;
    }
    assert_true(files >= 40);
    if (!expected.bytes || strcmp(expected.bytes, text_string(&said)) != 0)
        fputs(text_string(&said), stderr); /* what expected.txt would be */
    assert_non_null(expected.bytes);
    assert_string_equal(text_string(&said), expected.bytes);
    text_clear(&said);
    file_bytes_clear(&expected);
    file_paths_clear(&paths);
}

static int change(struct fixture *fixture, const char *yaml, const char *path, const char *value, struct text *out)
{
    return casebook_change_scenario(yaml, strlen(yaml), path, value, &fixture->limits, out, &fixture->problem);
}

/* What was there is changed byte for byte and nothing else is. */
static void test_change_what_is_there(void **state)
{
    struct fixture *fixture = *state;
    struct text out = {0};
    static const struct {
        const char *path, *value, *before, *after;
    } cases[] = {
        {"S01.effects[0].add_per_month", "2.5", "add_per_month: 1  ", "add_per_month: 2.5  "},
        {"S01.owner", "Head of \"Care\": all", "Head of Fostering ", "\"Head of \\\"Care\\\": all\" "},
        {"name", "Plan", "name: Step-down to fostering", "name: Plan"},
        {"S01.cost.per_year", "1.50", "per_year: 210000", "per_year: 1.50"},
        {"S01.evidence.source", "another paper", "\"a paper\"", "\"another paper\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(change(fixture, example, cases[i].path, cases[i].value, &out), 0);
        const char *at = strstr(example, cases[i].before);
        assert_non_null(at);
        struct text wanted = {0};
        text_append_bytes(&wanted, example, (size_t)(at - example));
        text_append(&wanted, cases[i].after);
        text_append(&wanted, at + strlen(cases[i].before));
        assert_string_equal(text_string(&out), text_string(&wanted));
        text_clear(&wanted);
    }
    text_clear(&out);
}

static void test_change_what_is_not_there_yet(void **state)
{
    struct fixture *fixture = *state;
    struct text out = {0};
    assert_int_equal(change(fixture, example, "S01.effects[1].to", "2027-04-01", &out), 0);
    assert_non_null(strstr(text_string(&out), "      - places: foster_inhouse\n        to: 2027-04-01\n        add: 12\n"));
    assert_int_equal(change(fixture, example, "S01.cost.from", "2026-05-01", &out), 0);
    assert_non_null(strstr(text_string(&out), "cost: {from: 2026-05-01, one_off: 40000,"));
    assert_int_equal(change(fixture, example, "about", "What we mean to do", &out), 0);
    assert_non_null(strstr(text_string(&out), "fostering\nabout: \"What we mean to do\"\ninitiatives:\n"));
    text_clear(&out);
}

static void test_change_refused(void **state)
{
    struct fixture *fixture = *state;
    struct text out = {0};
    static const char *const lost[] = {"",
                                       "S09.owner",
                                       "S01",
                                       "S01.effects[9].from",
                                       "S01.effects",
                                       "S01.",
                                       "S01.effects[x].from",
                                       "S01.cost",
                                       "S01..owner",
                                       "a.b.c.d.e.f.g.h.i.j",
                                       "[0].x",
                                       "S01.effects[0]",
                                       "S01.effects[0].move"};
    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
        if (change(fixture, example, lost[i], "1", &out) != PROBLEM_USAGE)
            fail_msg("%s: %s", lost[i], fixture->problem.text);
    assert_int_equal(change(fixture, example, "S01.owner", "a\nb", &out), PROBLEM_USAGE);
    assert_int_equal(change(fixture, example, "S01.effects[0].add_per_month", "many", &out), PROBLEM_INPUT);
    assert_int_equal(fixture->problem.row, 9);
    assert_int_equal(change(fixture, example, "S01.effects[0].from", "1999-01-01", &out), PROBLEM_INPUT);
    assert_int_equal(change(fixture, example, "S01.colour", "red", &out), PROBLEM_INPUT);
    text_clear(&out);
}

/* Every entry of the library is a scenario, says where its figures come from, and can be told in words. */
static void test_words(void **state)
{
    struct fixture *fixture = *state;
    struct text out = {0};
    assert_int_equal(read(fixture, example), 0);
    plan_effect_append(&out, &fixture->scenario.effect[0], &fixture->system);
    assert_string_equal(text_string(&out),
                        "1 child a month more moves from External children's home to In-house foster care, "
                        "from 1 June 2026, growing over 6 months");
    text_reset(&out);
    plan_effect_append(&out, &fixture->scenario.effect[3], &fixture->system);
    assert_string_equal(text_string(&out), "a cost of £210,000.00 a year, from 1 April 2026");
    text_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_example, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_whom_entries_are_of, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_malformed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_change_what_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_change_what_is_not_there_yet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_change_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
