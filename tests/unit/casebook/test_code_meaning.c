/* What the council says that a code of PLACE stands for: it holds, the last word wins, nothing is destroyed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/code_meaning.h"
#include "workspace_fixture.h"

static const struct casebook_speaker ada = {.who = "ada", .when = "2026-11-24T09:30:00Z"};
static const struct casebook_speaker bo = {.who = "bo", .when = "2026-11-25T10:00:00Z"};

/* Id of the state in which the code counts, "-" when it is unknown. */
static const char *counts_as(const struct workspace *workspace, const char *code)
{
    const struct care_system *system = casebook_system(workspace->casebook);
    bool temporary, known;
    int32_t state = care_state_of(system, code_of(code), code_of("PR4"), &temporary, &known);
    return known ? system->flow.state[state] : "-";
}

static void say(struct workspace *workspace, const char *code, const char *state, const char *reason)
{
    struct problem problem = {0};
    if (casebook_say_code(workspace->casebook, code, state, reason, &ada, &problem) < 0)
        fail_msg("%s", problem.text);
}

static int append(void *self, const struct casebook_code_meaning *meaning, struct problem *problem)
{
    (void)problem;
    text_format(self, "%s %s \"%s\" %s %s%s%s\n", meaning->code, meaning->state, meaning->reason, meaning->said_by,
                meaning->said_at, meaning->own_rule ? " own rule" : "", meaning->state_id < 0 ? " no state" : "");
    return 0;
}

static void expect_holds(struct workspace *workspace, const char *expected)
{
    struct text found = {0};
    assert_int_equal(casebook_each_code_meaning(workspace->casebook, append, &found, NULL), 0);
    assert_string_equal(text_string(&found), expected);
    text_clear(&found);
}

static void what_was_said_holds_at_once_and_after_opening_again(void **state)
{
    struct workspace *workspace = *state;
    assert_string_equal(counts_as(workspace, "Q9"), "-");
    say(workspace, "q9", "supported", "Our code for taster flats"); /* as homeward import reads it: in capitals */
    assert_string_equal(counts_as(workspace, "Q9"), "supported");
    workspace_reopen(workspace);
    assert_string_equal(counts_as(workspace, "Q9"), "supported");
    assert_string_equal(counts_as(workspace, "Q8"), "-");
    expect_holds(workspace, "Q9 supported \"Our code for taster flats\" ada 2026-11-24T09:30:00Z\n");
}

static void the_last_word_about_a_code_holds_and_all_of_them_stay(void **state)
{
    struct workspace *workspace = *state;
    say(workspace, "Q9", "supported", "first");
    say(workspace, "Q8", "secure", "another");
    assert_int_equal(casebook_say_code(workspace->casebook, "Q9", "unregistered", "second", &bo, NULL), 0);
    assert_string_equal(counts_as(workspace, "Q9"), "unregistered");
    expect_holds(workspace, "Q8 secure \"another\" ada 2026-11-24T09:30:00Z\n"
                            "Q9 unregistered \"second\" bo 2026-11-25T10:00:00Z\n");
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM code_meaning"), 3);
}

static void a_meaning_can_be_taken_back_and_said_anew(void **state)
{
    struct workspace *workspace = *state;
    say(workspace, "Q9", "supported", "first");
    assert_int_equal(casebook_take_back_code(workspace->casebook, "Q9", NULL, &bo, NULL), 0);
    assert_string_equal(counts_as(workspace, "Q9"), "-");
    expect_holds(workspace, "");
    struct problem problem = {0};
    assert_int_equal(casebook_take_back_code(workspace->casebook, "Q9", NULL, &bo, &problem), PROBLEM_NOT_FOUND);
    assert_string_equal(problem.text, "nobody has said what Q9 stands for");
    say(workspace, "Q9", "secure", "again");
    assert_string_equal(counts_as(workspace, "Q9"), "secure");
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM code_meaning"), 3);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM code_meaning WHERE state IS NULL AND reason IS NULL"), 1);
}

static void what_cannot_be_said_changes_nothing(void **state)
{
    struct workspace *workspace = *state;
    static const struct {
        const char *code, *state, *reason;
        int result;
        const char *text, *next;
    } wrong[] = {
        {"Q9", "hotel", "why", PROBLEM_INPUT, "there is no kind of placement called “hotel”",
         "There are parents, connected_carer, foster_inhouse, foster_agency, adoption, home_inhouse, home_external, secure, "
         "supported, other_residential, unregistered."},
        {"K2", "secure", "why", PROBLEM_INPUT, "K2 is a code that the lists know", "systems/care.yaml"},
        {"k3", "secure", "why", PROBLEM_INPUT, "K3 is a code that the lists know", "systems/care.yaml"},
        {"Q9", "secure", "", PROBLEM_USAGE, "a reason is needed", "--reason"},
        {"Q9", "secure", "   ", PROBLEM_USAGE, "a reason is needed", "--reason"},
        {"Q9", "secure", "one line\nand another", PROBLEM_USAGE, "longer than one line", "shorter"},
        {"398768", "secure", "why", PROBLEM_USAGE, "that is no code of PLACE", "letters and digits"},
        {"LONGERTHAN8", "secure", "why", PROBLEM_USAGE, "that is no code of PLACE", "letters and digits"},
        {"", "secure", "why", PROBLEM_USAGE, "that is no code of PLACE", "letters and digits"},
    };
    say(workspace, "Q9", "supported", "first");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct problem problem = {0};
        assert_int_equal(casebook_say_code(workspace->casebook, wrong[i].code, wrong[i].state, wrong[i].reason, &bo, &problem),
                         wrong[i].result);
        if (!strstr(problem.text, wrong[i].text) || !strstr(problem.next, wrong[i].next))
            fail_msg("%s: %s", problem.text, problem.next);
    }
    assert_string_equal(counts_as(workspace, "Q9"), "supported");
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM code_meaning"), 1);
}

static void more_codes_than_a_system_holds_are_refused_and_the_others_stay(void **state)
{
    struct workspace *workspace = *state;
    char code[4] = "A1";
    const struct care_system *system = casebook_system(workspace->casebook);
    int32_t own = system->place_rules;
    for (int32_t i = 0; own + i < CARE_PLACE_RULES_MAX; i++) {
        code[0] = 'B';
        code[1] = (char)('A' + i / 26);
        code[2] = (char)('A' + i % 26);
        say(workspace, code, "secure", "many");
    }
    struct problem problem = {0};
    assert_int_equal(system->place_rules, CARE_PLACE_RULES_MAX);
    assert_int_equal(casebook_say_code(workspace->casebook, "Q9", "secure", "one more", &ada, &problem), PROBLEM_LIMIT);
    assert_int_equal(system->place_rules, CARE_PLACE_RULES_MAX);
    assert_string_equal(counts_as(workspace, "BAA"), "secure");
    assert_string_equal(counts_as(workspace, "Q9"), "-");
    workspace_reopen(workspace);
    assert_string_equal(counts_as(workspace, "BAA"), "secure");
}

/* A line that says something and why, or takes it back: the store itself takes nothing else. */
static void a_state_without_a_reason_is_not_stored(void **state)
{
    struct workspace *workspace = *state;
    workspace_sql(workspace, "INSERT OR IGNORE INTO code_meaning (code, state, reason, said_at, said_by)"
                             " VALUES ('Q9', 'secure', NULL, 'then', 'somebody')");
    workspace_sql(workspace, "INSERT OR IGNORE INTO code_meaning (code, state, reason, said_at, said_by)"
                             " VALUES ('Q9', 'secure', ' ', 'then', 'somebody')");
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM code_meaning"), 0);
}

static void a_kind_that_is_gone_leaves_the_code_unknown_and_the_workspace_open(void **state)
{
    struct workspace *workspace = *state;
    workspace_sql(workspace, "INSERT INTO code_meaning (code, state, reason, said_at, said_by)"
                             " VALUES ('Q9', 'hotel', 'a kind of long ago', '2026-01-01T00:00:00Z', 'cy'),"
                             " ('K2', 'secure', 'before the lists had it', '2026-01-01T00:00:00Z', 'cy')");
    workspace_reopen(workspace);
    assert_string_equal(counts_as(workspace, "Q9"), "-");
    assert_string_equal(counts_as(workspace, "K2"), "home_external");
    expect_holds(workspace, "K2 secure \"before the lists had it\" cy 2026-01-01T00:00:00Z own rule\n"
                            "Q9 hotel \"a kind of long ago\" cy 2026-01-01T00:00:00Z no state\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_said_holds_at_once_and_after_opening_again, workspace_set_up,
                                        workspace_tear_down),
        cmocka_unit_test_setup_teardown(the_last_word_about_a_code_holds_and_all_of_them_stay, workspace_set_up,
                                        workspace_tear_down),
        cmocka_unit_test_setup_teardown(a_meaning_can_be_taken_back_and_said_anew, workspace_set_up, workspace_tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_said_changes_nothing, workspace_set_up, workspace_tear_down),
        cmocka_unit_test_setup_teardown(more_codes_than_a_system_holds_are_refused_and_the_others_stay, workspace_set_up,
                                        workspace_tear_down),
        cmocka_unit_test_setup_teardown(a_state_without_a_reason_is_not_stored, workspace_set_up, workspace_tear_down),
        cmocka_unit_test_setup_teardown(a_kind_that_is_gone_leaves_the_code_unknown_and_the_workspace_open, workspace_set_up,
                                        workspace_tear_down),
    };
    return cmocka_run_group_tests_name("code_meaning", tests, NULL, NULL);
}
