/* What a run says of the codes that it met and of what the council has said of them; and that it is another run then. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/code_meaning.h"
#include "run/forecast.h"
#include "workspace_fixture.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

static const struct casebook_speaker ada = {.who = "ada", .when = "2026-11-24T09:30:00Z"};

static int set_up(void **state)
{
    if (workspace_set_up(state) < 0)
        return -1;
    struct workspace *workspace = *state;
    struct problem problem = {0};
    workspace_put(workspace, "h.csv", HEADER "1,1,01/01/2010,WBRI,,,\n2,2,01/02/2011,WBRI,,,\n");
    workspace_put(workspace, "e.csv", EPISODES "1,01/05/2019,S,V2,N1,Q9,PR1,01/09/2019,X1,,,,\n"
                                               "1,01/09/2019,P,V2,N1,U4,PR1,,,,,,\n"
                                               "2,01/05/2019,S,C2,N1,K3,PR4,01/02/2020,E4A,,,,\n");
    return workspace_import(workspace, NULL, &problem);
}

static void forecast(struct workspace *workspace, struct run_result *out)
{
    const struct run_forecast_options options = {.as_at = DAY_NONE, .months = 1, .paths = 2, .seed = 1};
    struct problem problem = {0};
    if (run_forecast(workspace->casebook, &options, NULL, out, NULL, &problem) < 0)
        fail_msg("%s", problem.text);
}

/* The rows of kind "code", a line each: "item | value | source". */
static void expect_codes(const struct run_result *run, const char *expected)
{
    struct text found = {0};
    for (int64_t i = 0; i < run->provenance.count; i++)
        if (strcmp(run->provenance.kind[i], "code") == 0)
            text_format(&found, "%s | %s | %s\n", run->provenance.item[i], run->provenance.value[i],
                        run->provenance.source[i]);
    assert_string_equal(text_string(&found), expected);
    text_clear(&found);
}

static void odd_codes_are_named_with_what_was_made_of_them(void **state)
{
    struct run_result run;
    forecast(*state, &run);
    expect_codes(&run, "PLACE K3 | a code of other collection years, taken for what it means there; 1 row | the returns\n"
                       "PLACE Q9 | no list has it: counted as Other residential, health or school; 1 row |"
                       " homeward data map set says what it stands for\n");
    run_result_clear(&run);
}

static void what_the_council_says_is_named_with_why_and_by_whom_and_makes_another_run(void **state)
{
    struct workspace *workspace = *state;
    struct run_result before, after, again;
    forecast(workspace, &before);
    assert_int_equal(casebook_say_code(workspace->casebook, "Q9", "supported", "Our taster flats", &ada, NULL), 0);
    forecast(workspace, &after);
    expect_codes(&after, "PLACE Q9 | counted as Supported accommodation; 1 row | Our taster flats (ada, 2026-11-24)\n"
                         "PLACE K3 | a code of other collection years, taken for what it means there; 1 row | the returns\n");
    assert_string_not_equal(after.id, before.id);
    assert_int_equal(casebook_take_back_code(workspace->casebook, "Q9", NULL, &ada, NULL), 0);
    forecast(workspace, &again);
    assert_string_equal(again.id, before.id);
    run_result_clear(&before);
    run_result_clear(&after);
    run_result_clear(&again);
}

/* Who said it and when decide nothing; the reason stands in table A1 and is part of the id, as the source of a price is. */
static void another_reason_makes_another_run_and_another_person_does_not(void **state)
{
    struct workspace *workspace = *state;
    static const struct casebook_speaker bo = {.who = "bo", .when = "2026-12-01T00:00:00Z"};
    struct run_result first, second, third;
    assert_int_equal(casebook_say_code(workspace->casebook, "Q9", "supported", "Our taster flats", &ada, NULL), 0);
    forecast(workspace, &first);
    assert_int_equal(casebook_say_code(workspace->casebook, "Q9", "supported", "Our taster flats", &bo, NULL), 0);
    forecast(workspace, &second);
    assert_string_equal(second.id, first.id);
    assert_int_equal(casebook_say_code(workspace->casebook, "Q9", "supported", "Agreed with finance", &bo, NULL), 0);
    forecast(workspace, &third);
    assert_string_not_equal(third.id, first.id);
    run_result_clear(&first);
    run_result_clear(&second);
    run_result_clear(&third);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(odd_codes_are_named_with_what_was_made_of_them, set_up, workspace_tear_down),
        cmocka_unit_test_setup_teardown(what_the_council_says_is_named_with_why_and_by_whom_and_makes_another_run, set_up,
                                        workspace_tear_down),
        cmocka_unit_test_setup_teardown(another_reason_makes_another_run_and_another_person_does_not, set_up,
                                        workspace_tear_down),
    };
    return cmocka_run_group_tests_name("provenance", tests, NULL, NULL);
}
