/* A price list in the casebook: what it brings, what it refuses, and which price a forecast takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "casebook/placement_kind.h"
#include "workspace_fixture.h"

#define PRICES "type,provider_kind,weekly_price,from,uplift,source\n"

static const struct casebook_import_file *import_list(struct workspace *workspace, struct casebook_import_report *report)
{
    struct problem problem = {0};
    if (workspace_import(workspace, report, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
    return report_file(report, "prices.csv");
}

static void put_and_import(struct workspace *workspace, const char *prices)
{
    struct casebook_import_report report = {0};
    workspace_put(workspace, "prices.csv", prices);
    assert_int_equal(import_list(workspace, &report)->outcome, CASEBOOK_LOADED);
    casebook_import_report_clear(&report);
}

static const struct tariff_line *line_of(struct workspace *workspace, const char *state)
{
    return &casebook_tariff(workspace->casebook)->line[flow_state_named(&casebook_system(workspace->casebook)->flow, state)];
}

/* What is refused, and that nothing in the casebook or its prices has changed. */
static void refuses(struct workspace *workspace, const char *why)
{
    struct text before = {0}, after = {0};
    struct problem problem = {0};
    struct tariff prices = *casebook_tariff(workspace->casebook);
    workspace_dump(workspace, &before);
    assert_int_equal(workspace_import(workspace, NULL, &problem), PROBLEM_INPUT);
    if (!strstr(problem.text, why))
        fail_msg("%s", problem.text);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    assert_memory_equal(&prices, casebook_tariff(workspace->casebook), sizeof prices);
    text_clear(&before);
    text_clear(&after);
}

static void a_list_is_imported_and_its_prices_hold_at_once(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct tariff_line built_in = *line_of(workspace, "secure");
    workspace_put(workspace, "prices.csv",
                  PRICES "foster,agency,\"1,043.50\",01/04/2026,3.5,\n"
                         "Connected CARER (relative or friend),,350,2026-04-01,,Allowances 2026\n");
    const struct casebook_import_file *file = import_list(workspace, &report);
    assert_true(file->list == CASEBOOK_PRICE_LIST);
    assert_string_equal(casebook_import_title(file), "Price list");
    assert_int_equal(file->year, INT32_MIN);
    assert_int_equal(file->rows, 2);
    assert_int_equal(report.rows, 2);
    assert_int_equal(report.snapshot, 1);
    const struct tariff_line *line = line_of(workspace, "foster_agency");
    assert_true(line->given && line->own && !line->published);
    assert_int_equal(line->per_week.pence, 104350);
    assert_int_equal(line->price_year, 2026);
    assert_int_equal(line->uplift, 3500);
    assert_string_equal(line->source, "the council's price list, prices.csv");
    line = line_of(workspace, "connected_carer");
    assert_int_equal(line->per_week.pence, 35000);
    assert_int_equal(line->uplift, 0);
    assert_string_equal(line->source, "the council's price list, prices.csv: Allowances 2026");
    assert_memory_equal(line_of(workspace, "secure"), &built_in, sizeof built_in);
    struct tariff now = *casebook_tariff(workspace->casebook);
    workspace_reopen(workspace);
    assert_memory_equal(casebook_tariff(workspace->casebook), &now, sizeof now);
    casebook_import_report_clear(&report);
}

static void the_same_list_again_changes_nothing(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct text before = {0}, after = {0};
    put_and_import(workspace, PRICES "secure,,9000,2026-04-01,,\nwizard,,1,2026-04-01,,\n");
    workspace_dump(workspace, &before);
    const struct casebook_import_file *file = import_list(workspace, &report);
    assert_int_equal(file->outcome, CASEBOOK_SAME);
    assert_true(file->list == CASEBOOK_PRICE_LIST);
    assert_int_equal(file->rows, 1);
    assert_int_equal(file->quarantined, 1);
    assert_int_equal(report.snapshot, 0);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    casebook_import_report_clear(&report);
    text_clear(&before);
    text_clear(&after);
}

static void a_newer_list_supersedes_the_older_which_is_kept(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct tariff_line built_in = *line_of(workspace, "secure");
    put_and_import(workspace, PRICES "secure,,9000,2025-04-01,,\n");
    workspace_put(workspace, "prices.csv", PRICES "supported,,950,2026-04-01,,\n");
    assert_string_equal(import_list(workspace, &report)->supersedes, "returns/prices.csv");
    assert_int_equal(report.snapshot, 2);
    assert_memory_equal(line_of(workspace, "secure"), &built_in,
                        sizeof built_in); /* of the older list nothing is left over */
    assert_int_equal(line_of(workspace, "supported")->per_week.pence, 95000);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM price_list"), 2);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM price"), 2);
    assert_int_equal(workspace_number(workspace, "SELECT superseded_by FROM price_list WHERE id = 1"), 2);
    casebook_import_report_clear(&report);
}

static void the_line_that_holds_from_the_latest_day_wins(void **state)
{
    struct workspace *workspace = *state;
    put_and_import(workspace, PRICES "secure,,9500,2026-04-01,,\nsecure,,9000,2025-04-01,,\nsecure,,9600,31/03/2026,,\n");
    assert_int_equal(line_of(workspace, "secure")->per_week.pence, 950000);
    assert_int_equal(line_of(workspace, "secure")->price_year, 2026);
}

static int gather(void *self, const struct casebook_quarantined *row)
{
    text_format(self, "%s|%lld|%d|%s|%s|%s\n", row->file, (long long)row->line, row->column, row->field, row->reason,
                row->excerpt);
    return 0;
}

static void what_is_no_kind_of_placement_is_quarantined_with_those_that_are(void **state)
{
    struct workspace *workspace = *state;
    struct text found = {0};
    put_and_import(workspace, PRICES "wizard,,9500,2026-04-01,,\nsecure,,9000,2025-04-01,,\nSecure,,9600,01/04/2025,,\n"
                                     "foster_inhouse,agency,1,2026-04-01,,\nsecure,,9x,2026-04-01,,\n");
    assert_int_equal(casebook_each_quarantined(workspace->casebook, gather, &found, NULL), 0);
    static const char known[] =
        "type is no kind of placement; known are parents, connected_carer, foster_inhouse, "
        "foster_agency, adoption, home_inhouse, home_external, secure, supported, other_residential, "
        "unregistered";
    struct text expected = {0};
    text_format(&expected, "returns/prices.csv|2|1|type|%s|***,,9500,2026-04-01,,\n", known);
    text_append(&expected, "returns/prices.csv|4|1|type|type has two prices from one day: secure, 1 April 2025"
                           "|***,,9600,01/04/2025,,\n");
    text_format(&expected, "returns/prices.csv|5|1|type|%s|***,***,1,2026-04-01,,\n", known);
    text_append(&expected,
                "returns/prices.csv|6|3|weekly_price|weekly_price is not pounds and pence|***,,***,2026-04-01,,\n");
    assert_string_equal(text_string(&found), text_string(&expected));
    assert_int_equal(line_of(workspace, "secure")->per_week.pence, 900000);
    text_clear(&found);
    text_clear(&expected);
}

static void the_settings_win_over_the_list(void **state)
{
    struct workspace *workspace = *state;
    char path[128];
    static const char settings[] = "council: Anyshire\nauthority: E10000099\n"
                                   "prices: [{state: secure, per_week: 8000, year: 2025, source: Proposal of May},"
                                   " {state: supported, per_week: 700, year: 2025, uplift_percent: 2}]\n";
    snprintf(path, sizeof path, "%s/homeward.yaml", workspace->folder);
    assert_int_equal(file_write(path, settings, strlen(settings), 0600, NULL), 0);
    workspace_reopen(workspace);
    put_and_import(workspace, PRICES "secure,,9000,2026-04-01,4,\nadoption,,90,2026-04-01,,\n");
    assert_int_equal(line_of(workspace, "secure")->per_week.pence, 800000);
    assert_int_equal(line_of(workspace, "secure")->uplift, 4000); /* not given there: as in the line that it replaces */
    assert_string_equal(line_of(workspace, "secure")->source, "Proposal of May");
    assert_int_equal(line_of(workspace, "supported")->uplift, 2000);
    assert_int_equal(line_of(workspace, "adoption")->per_week.pence, 9000);
}

static void the_list_of_another_authority_is_not_taken(void **state)
{
    struct workspace *workspace = *state;
    struct tariff_line built_in = *line_of(workspace, "secure");
    workspace_put(workspace, "prices.csv", PRICES "secure,,9000,2026-04-01,,\n");
    assert_int_equal(workspace_import_one(workspace, "prices.csv", calendar_day(2026, 6, 1), "E09000002", NULL, NULL), 0);
    assert_memory_equal(line_of(workspace, "secure"), &built_in, sizeof built_in);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM price"), 1);
}

static void a_list_of_which_nothing_is_left_is_refused(void **state)
{
    struct workspace *workspace = *state;
    put_and_import(workspace, PRICES "secure,,9000,2026-04-01,,\n");
    workspace_put(workspace, "prices.csv", PRICES "wizard,,1,2026-04-01,,\n");
    refuses(workspace, "no row of the price list can be read, first: line 2, type is no kind of placement");
    workspace_put(workspace, "prices.csv", PRICES);
    refuses(workspace, "the price list has no rows");
    workspace_put(workspace, "prices.csv", "type,weekly_price,from,from\nsecure,1,2026-04-01,\n");
    refuses(workspace, "the heading from stands twice");
}

static void two_lists_at_once_are_refused_and_a_copy_is_not(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    workspace_put(workspace, "prices.csv", PRICES "secure,,9000,2026-04-01,,\n");
    workspace_put(workspace, "other/later.csv", PRICES "secure,,9100,2026-04-01,,\n");
    refuses(workspace, "other/later.csv and returns/prices.csv are both Price list");
    workspace_put(workspace, "other/later.csv", PRICES "secure,,9000,2026-04-01,,\n");
    assert_int_equal(import_list(workspace, &report)->outcome, CASEBOOK_SAME);
    assert_int_equal(report_file(&report, "later.csv")->outcome, CASEBOOK_LOADED);
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM price_list"), 1);
    casebook_import_report_clear(&report);
}

static void cells_of_other_columns_are_named_and_not_kept(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct text dump = {0};
    workspace_put(workspace, "prices.csv", "who,type,weekly_price,from\nKestrel,secure,9000,2026-04-01\n");
    assert_string_equal(import_list(workspace, &report)->extra_columns, "who");
    workspace_dump(workspace, &dump);
    assert_null(strstr(text_string(&dump), "Kestrel"));
    casebook_import_report_clear(&report);
    text_clear(&dump);
}

static void a_long_source_is_cut_between_characters(void **state)
{
    struct workspace *workspace = *state;
    struct text list = {0};
    text_append(&list, PRICES "secure,,9000,2026-04-01,,");
    for (int i = 0; i < 200; i++)
        text_append(&list, "\u00E9");
    text_append_char(&list, '\n');
    put_and_import(workspace, text_string(&list));
    const char *source = line_of(workspace, "secure")->source;
    static const char head[] = "the council's price list, prices.csv: "; /* 38 bytes; 239 - 38 = 201: 100 whole letters */
    assert_int_equal(strlen(source), strlen(head) + 200);
    text_clear(&list);
}

static void words_mean_a_kind_of_placement(void **state)
{
    (void)state;
    static const struct {
        const char *type, *provider_kind, *id;
    } given[] = {
        {"foster_agency", "", "foster_agency"},
        {"Foster Agency", "", "foster_agency"},
        {"foster-agency", "agency", "foster_agency"},
        {"AGENCY FOSTER CARE (IFA)", "", "foster_agency"},
        {"Foster", "Agency", "foster_agency"},
        {"home", "external", "home_external"},
        {"supported", "private", "supported"},
        {"Secure children's home", "national", "secure"},
        {"foster_inhouse", "agency", NULL},
        {"In-house foster care", "agency", NULL},
        {"foster", "", NULL},
        {"foster", "wizard", NULL},
        {"", "", NULL},
        {"a word that is longer than any id of a kind of placement", "agency", NULL},
    };
    struct care_system system;
    assert_int_equal(casebook_default_system(&system, NULL), 0);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        int32_t kind = placement_kind(&system, given[i].type, given[i].provider_kind);
        assert_string_equal(kind < 0 ? "none" : system.flow.state[kind], given[i].id ? given[i].id : "none");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_WORKSPACE(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
        IN_WORKSPACE(a_list_is_imported_and_its_prices_hold_at_once),
        IN_WORKSPACE(the_same_list_again_changes_nothing),
        IN_WORKSPACE(a_newer_list_supersedes_the_older_which_is_kept),
        IN_WORKSPACE(the_line_that_holds_from_the_latest_day_wins),
        IN_WORKSPACE(what_is_no_kind_of_placement_is_quarantined_with_those_that_are),
        IN_WORKSPACE(the_settings_win_over_the_list),
        IN_WORKSPACE(the_list_of_another_authority_is_not_taken),
        IN_WORKSPACE(a_list_of_which_nothing_is_left_is_refused),
        IN_WORKSPACE(two_lists_at_once_are_refused_and_a_copy_is_not),
        IN_WORKSPACE(cells_of_other_columns_are_named_and_not_kept),
        IN_WORKSPACE(a_long_source_is_cut_between_characters),
        cmocka_unit_test(words_mean_a_kind_of_placement),
    };
    return cmocka_run_group_tests_name("import_prices", tests, NULL, NULL);
}
