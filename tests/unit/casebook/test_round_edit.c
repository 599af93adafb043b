/* Items of a budget round added by command: kept beside what is imported, refused whole, and finished versions left alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/books_in_force.h"
#include "casebook/round_edit.h"
#include "workspace_fixture.h"

static const struct round_edit edit = {.who = "A. Accountant", .when = "2026-06-01T09:00:00Z"};

static struct round_item item_of(enum round_kind kind, const char *line, const char *version, int64_t first)
{
    return (struct round_item){.kind = kind,
                               .ref = "",
                               .line = line,
                               .category = "",
                               .version = version,
                               .owner = "Head of Finance",
                               .note = "as agreed",
                               .evidence = "",
                               .pence = {first, ROUND_BLANK, ROUND_BLANK, ROUND_BLANK, ROUND_BLANK},
                               .recurrent = 1,
                               .type = ROUND_BLANK,
                               .status = ROUND_BLANK,
                               .delivered = ROUND_BLANK,
                               .forecast = ROUND_BLANK,
                               .in_year_pressure = ROUND_BLANK,
                               .years = ROUND_BLANK};
}

static void import_pressures(struct workspace *workspace, const char *pounds)
{
    struct text file = {0};
    text_format(&file, "ref,line,version,y1,recurrent,owner,note\nP1,Pay,final,%s,y,Finance,3%%\n", pounds);
    workspace_put(workspace, "pressures.csv", text_string(&file));
    workspace_import_well(workspace, NULL);
    text_clear(&file);
}

static void expect_first_years(struct workspace *workspace, int64_t items, int64_t sum)
{
    struct casebook_round round;
    int64_t found = 0;
    assert_int_equal(casebook_load_round(workspace->casebook, &round, NULL), 0);
    assert_int_equal(round.items, items);
    for (int64_t i = 0; i < round.items; i++)
        found += round.item[i].pence[0];
    assert_int_equal(found, sum);
    casebook_round_clear(&round);
}

static void every_field_of_an_added_item_comes_back(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_round round;
    struct round_item item = item_of(ROUND_SAVING, "Step-down", "draft 2", 12345);
    item.ref = "S07";
    item.category = "demand";
    item.group = "entries";
    item.joint = true;
    item.pence[4] = -7;
    item.recurrent = 0;
    item.type = ROUND_AVOIDED;
    item.status = ROUND_AT_RISK;
    item.delivered = 1;
    item.forecast = 2;
    item.in_year_pressure = 3;
    item.years = 2000;
    item.conditions = "spent in the year";
    item.pays_for = "hubs";
    assert_int_equal(casebook_add_items(workspace->casebook, &item, 1, &edit, NULL), 0);
    workspace_reopen(workspace);
    assert_int_equal(casebook_load_round(workspace->casebook, &round, NULL), 0);
    assert_int_equal(round.items, 1);
    const struct round_item *is = &round.item[0];
    assert_int_equal(is->kind, ROUND_SAVING);
    assert_string_equal(is->ref, "S07");
    assert_string_equal(is->line, "Step-down");
    assert_string_equal(is->category, "demand");
    assert_string_equal(is->version, "draft 2");
    assert_string_equal(is->owner, "Head of Finance");
    assert_string_equal(is->note, "as agreed");
    assert_string_equal(is->group, "entries");
    assert_true(is->joint);
    assert_memory_equal(is->pence, item.pence, sizeof item.pence);
    assert_int_equal(is->recurrent, 0);
    assert_int_equal(is->type, ROUND_AVOIDED);
    assert_int_equal(is->status, ROUND_AT_RISK);
    assert_int_equal(is->delivered, 1);
    assert_int_equal(is->forecast, 2);
    assert_int_equal(is->in_year_pressure, 3);
    assert_int_equal(is->years, 2000);
    assert_string_equal(is->conditions, "spent in the year");
    assert_string_equal(is->pays_for, "hubs");
    casebook_round_clear(&round);
    workspace_assert(workspace, "SELECT made_by, made_at FROM snapshot", "A. Accountant|2026-06-01T09:00:00Z\n");
}

static void refuse_unchanged(struct workspace *workspace, const struct round_item *item, int64_t items, const char *why)
{
    struct text before = {0}, after = {0};
    struct problem problem = {0};
    workspace_dump(workspace, &before);
    assert_int_equal(casebook_add_items(workspace->casebook, item, items, &edit, &problem), PROBLEM_INPUT);
    workspace_dump(workspace, &after);
    if (!strstr(problem.text, why))
        fail_msg("“%s” does not say “%s”", problem.text, why);
    assert_true(problem.next[0]);
    assert_string_equal(text_string(&before), text_string(&after));
    text_clear(&before);
    text_clear(&after);
}

static void a_figure_needs_an_owner_and_a_reason_or_a_run_that_is_kept(void **state)
{
    struct workspace *workspace = *state;
    struct round_item item = item_of(ROUND_PRESSURE, "Legislation", "final", 100);
    item.note = "";
    refuse_unchanged(workspace, &item, 1, "does not say where its figure comes from");
    item.note = "new duty";
    item.owner = "";
    refuse_unchanged(workspace, &item, 1, "does not say where its figure comes from");
    item.evidence = "0123456789abcdef0123456789abcdef";
    refuse_unchanged(workspace, &item, 1, "which is no run that is kept here");
    item.evidence = "Cabinet, 9 June";
    refuse_unchanged(workspace, &item, 1, "which is no run that is kept here");
    item.owner = "Director";
    assert_int_equal(casebook_add_items(workspace->casebook, &item, 1, &edit, NULL), 0);
}

static void a_line_stands_once_in_a_version_and_all_or_none_are_added(void **state)
{
    struct workspace *workspace = *state;
    import_pressures(workspace, "10.00");
    const struct round_item pay[] = {item_of(ROUND_PRESSURE, "Posts", "final", 1),
                                     item_of(ROUND_PRESSURE, "Pay", "final", 2)};
    refuse_unchanged(workspace, pay, 2, "“Pay” stands in version “final” already");
    const struct round_item twice[] = {item_of(ROUND_PRESSURE, "Posts", "final", 1),
                                       item_of(ROUND_PRESSURE, "Posts", "final", 2)};
    refuse_unchanged(workspace, twice, 2, "“Posts” stands in version “final” already");
    const struct round_item well[] = {item_of(ROUND_PRESSURE, "Posts", "final", 1),
                                      item_of(ROUND_SAVING, "Posts", "final", 2),
                                      item_of(ROUND_PRESSURE, "Posts", "draft", 4)};
    assert_int_equal(casebook_add_items(workspace->casebook, well, 3, &edit, NULL), 0);
    expect_first_years(workspace, 4, 1000 + 7);
}

static void a_file_that_comes_again_leaves_what_was_added(void **state)
{
    struct workspace *workspace = *state;
    const struct round_item posts = item_of(ROUND_PRESSURE, "Posts", "final", 5);
    import_pressures(workspace, "10.00");
    assert_int_equal(casebook_add_items(workspace->casebook, &posts, 1, &edit, NULL), 0);
    import_pressures(workspace, "20.00");
    expect_first_years(workspace, 2, 2005);
    workspace_put(workspace, "pressures.csv", "ref,line,version,y1\nP1,Pay,final,30\nP2,Posts,final,40\n");
    workspace_import_badly(workspace, PROBLEM_INPUT, "“Posts” stands already, added by command, in version “final”");
    workspace_put(workspace, "pressures.csv", "ref,line,version,y1\nP1,Pay,final,30\nP2,Pay,final,40\n");
    workspace_import_badly(workspace, PROBLEM_INPUT, "“Pay” stands twice in version “final”");
    expect_first_years(workspace, 2, 2005);
}

static void a_finished_version_takes_no_more_and_stays_finished(void **state)
{
    struct workspace *workspace = *state;
    const struct round_item late = item_of(ROUND_GRANT, "Late grant", "final", 5),
                            next = item_of(ROUND_GRANT, "Late grant", "final 2", 5);
    struct problem problem = {0};
    assert_int_equal(casebook_freeze_version(workspace->casebook, "final", &edit, &problem), PROBLEM_NOT_FOUND);
    import_pressures(workspace, "10.00");
    assert_int_equal(casebook_version_frozen(workspace->casebook, "final", NULL), 0);
    assert_int_equal(casebook_freeze_version(workspace->casebook, "final", &edit, NULL), 0);
    assert_int_equal(casebook_freeze_version(workspace->casebook, "final",
                                             &(struct round_edit){.who = "Another", .when = "2027-01-01T00:00:00Z"}, NULL),
                     0);
    workspace_assert(workspace, "SELECT version, frozen_by FROM round_frozen", "final|A. Accountant\n");
    workspace_reopen(workspace);
    assert_int_equal(casebook_version_frozen(workspace->casebook, "final", NULL), 1);
    refuse_unchanged(workspace, &late, 1, "version “final” is frozen");
    workspace_put(workspace, "pressures.csv", "ref,line,version,y1\nP1,Pay,final,30\n");
    workspace_import_badly(workspace, PROBLEM_INPUT, "version “final” is frozen");
    assert_int_equal(casebook_add_items(workspace->casebook, &next, 1, &edit, NULL), 0);
    expect_first_years(workspace, 2, 1005);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_field_of_an_added_item_comes_back),
        TEST(a_figure_needs_an_owner_and_a_reason_or_a_run_that_is_kept),
        TEST(a_line_stands_once_in_a_version_and_all_or_none_are_added),
        TEST(a_file_that_comes_again_leaves_what_was_added),
        TEST(a_finished_version_takes_no_more_and_stays_finished),
    };
    return cmocka_run_group_tests_name("round_edit", tests, NULL, NULL);
}
