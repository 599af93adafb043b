#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "budget/round.h"

#define ITEM(kind_of, line_of, version_of, first)                                                                           \
    {                                                                                                                       \
        .kind = kind_of, .line = line_of, .version = version_of, .note = "", .pence = {                                     \
            first,                                                                                                          \
            ROUND_BLANK,                                                                                                    \
            ROUND_BLANK,                                                                                                    \
            ROUND_BLANK,                                                                                                    \
            ROUND_BLANK                                                                                                     \
        }                                                                                                                   \
    }

static const struct round_item items[] = {
    ITEM(ROUND_PRESSURE, "Pay", "draft", 100),      ITEM(ROUND_PRESSURE, "Demand", "draft", 900),
    ITEM(ROUND_SAVING, "Placements", "final", 250), ITEM(ROUND_PRESSURE, "Demand", "final", 700),
    ITEM(ROUND_PRESSURE, "Pay", "final", 130),      ITEM(ROUND_PRESSURE, "Posts", "final", ROUND_BLANK),
};

static void lines_and_versions_stand_once_in_order(void **state)
{
    (void)state;
    struct round round;
    assert_int_equal(round_make(ROUND_PRESSURE, items, 6, &round, NULL), 0);
    assert_int_equal(round.lines, 3);
    assert_string_equal(round.line[0], "Pay");
    assert_string_equal(round.line[2], "Posts");
    assert_int_equal(round.versions, 2);
    assert_string_equal(round.version[1], "final");
    assert_int_equal(round_years(&round), 1);
}

static void changes_of_lines_add_up_to_the_change_of_the_total(void **state)
{
    (void)state;
    struct round round;
    int64_t draft, final, changes = 0;
    assert_int_equal(round_make(ROUND_PRESSURE, items, 6, &round, NULL), 0);
    assert_true(round_total(&round, 0, 0, &draft));
    assert_true(round_total(&round, 1, 0, &final));
    for (int32_t i = 0; i < round.lines; i++)
        changes += round_pence(&round, i, 1, 0) - round_pence(&round, i, 0, 0);
    assert_int_equal(draft, 1000);
    assert_int_equal(final, 830);
    assert_int_equal(changes, final - draft);
    assert_null(round_at(&round, 2, 0)); /* the draft had no posts: they count nothing there */
}

static void a_line_twice_in_a_version_is_refused(void **state)
{
    (void)state;
    const struct round_item twice[] = {ITEM(ROUND_SAVING, "Agency", "final", 1), ITEM(ROUND_PRESSURE, "Agency", "final", 2),
                                       ITEM(ROUND_SAVING, "Agency", "final", 3)};
    struct round round;
    struct problem problem = {0};
    assert_int_equal(round_make(ROUND_PRESSURE, twice, 3, &round, &problem), 0);
    assert_int_equal(round_make(ROUND_SAVING, twice, 3, &round, &problem), PROBLEM_INPUT);
}

static void a_total_that_does_not_fit_is_said(void **state)
{
    (void)state;
    const struct round_item large[] = {ITEM(ROUND_SAVING, "A", "final", INT64_MAX), ITEM(ROUND_SAVING, "B", "final", 1)};
    struct round round;
    int64_t total;
    assert_int_equal(round_make(ROUND_SAVING, large, 2, &round, NULL), 0);
    assert_false(round_total(&round, 0, 0, &total));
}

static void a_recurrent_item_stays_and_another_has_gone(void **state)
{
    (void)state;
    struct round_item item = {.recurrent = 1, .pence = {ROUND_BLANK, 300, ROUND_BLANK, 0, ROUND_BLANK}};
    const int64_t stays[] = {0, 300, 300, 0, 0};
    for (int32_t y = 0; y < ROUND_YEARS; y++)
        assert_int_equal(round_level(&item, y), stays[y]);
    item.recurrent = ROUND_BLANK; /* nobody says that it stays */
    const int64_t goes[] = {0, 300, 0, 0, 0};
    for (int32_t y = 0; y < ROUND_YEARS; y++)
        assert_int_equal(round_level(&item, y), goes[y]);
}

static void a_group_is_counted_once_and_refused_with_its_refs(void **state)
{
    (void)state;
    struct round_item group[] = {
        ITEM(ROUND_SAVING, "Foster carers", "final", 100), ITEM(ROUND_SAVING, "Edge of care", "final", 200),
        ITEM(ROUND_SAVING, "Both together", "final", 240), ITEM(ROUND_SAVING, "Agency staff", "final", 50)};
    struct problem problem = {0};
    int64_t total;
    for (int i = 0; i < 3; i++)
        group[i].group = "entries";
    group[0].ref = "S01";
    assert_int_equal(round_check_groups(ROUND_SAVING, group, 4, "final", &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "(S01, Edge of care, Both together) has 0 joint figures"));
    group[2].joint = true;
    assert_int_equal(round_check_groups(ROUND_SAVING, group, 4, "final", &problem), 0);
    assert_true(round_level_total(ROUND_SAVING, group, 4, "final", 0, &total));
    assert_int_equal(total, 240 + 50);
    group[1].joint = true;
    assert_int_equal(round_check_groups(ROUND_SAVING, group, 4, "final", &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "has 2 joint figures"));
    group[1].version = "draft"; /* another version is another matter, and stands in it alone */
    assert_int_equal(round_check_groups(ROUND_SAVING, group, 4, "final", &problem), 0);
}

static void versions_of_all_kinds_stand_with_the_last_one_last(void **state)
{
    (void)state;
    enum { MET = 11, VERSIONS = 10 };
    const char *version[MET];
    static const char *const met[MET] = {"final",   "Cabinet",  "draft 10", "Draft 2", "draft",  "Council",
                                         "final 2", "draft 10", "draft 4",  "draft 3", "draft 5"};
    static const char *const order[VERSIONS] = {"draft",    "Draft 2", "draft 3", "draft 4", "draft 5",
                                                "draft 10", "Cabinet", "Council", "final",   "final 2"};
    struct round_item named[MET];
    for (int i = 0; i < MET; i++)
        named[i] = (struct round_item){.version = met[i]};
    assert_int_equal(round_versions(named, MET, version), VERSIONS);
    for (int i = 0; i < VERSIONS; i++)
        assert_string_equal(version[i], order[i]);
    assert_int_equal(round_versions(items, 6, version), 2);
    assert_string_equal(version[0], "draft");
    assert_string_equal(version[1], "final");
    assert_int_equal(round_versions(items, 0, version), 0);
}

static void worked_figures_go_in_in_whole_pounds(void **state)
{
    (void)state;
    struct round_item item = {.pence = {149, 150, -250, ROUND_BLANK, -251}};
    const int64_t pounds[] = {100, 200, -200, ROUND_BLANK, -300}; /* half to even */
    round_whole_pounds(&item);
    assert_memory_equal(item.pence, pounds, sizeof pounds);
    item.pence[0] = INT64_MAX; /* the largest there is: 92,233,720,368,547,758.07 */
    round_whole_pounds(&item);
    assert_int_equal(item.pence[0], INT64_MAX - 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_versions_stand_once_in_order),
        cmocka_unit_test(changes_of_lines_add_up_to_the_change_of_the_total),
        cmocka_unit_test(a_line_twice_in_a_version_is_refused),
        cmocka_unit_test(a_total_that_does_not_fit_is_said),
        cmocka_unit_test(a_recurrent_item_stays_and_another_has_gone),
        cmocka_unit_test(a_group_is_counted_once_and_refused_with_its_refs),
        cmocka_unit_test(worked_figures_go_in_in_whole_pounds),
        cmocka_unit_test(versions_of_all_kinds_stand_with_the_last_one_last),
    };
    return cmocka_run_group_tests_name("round", tests, NULL, NULL);
}
