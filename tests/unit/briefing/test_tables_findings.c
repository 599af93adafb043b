#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../casebook/workspace_fixture.h"
#include "briefing/tables.h"
#include "briefing/tables_data.h"
#include "run_fixture.h"

enum { RULES = 4 };

/* A casebook with one file (and a row of it set aside), and a check whose figures were put in by hand. */
struct checked {
    struct workspace *workspace;
    struct check_result check;
    struct care_records records;
    struct care_fates fates;
    struct table_sources sources;
};

static void add_finding(struct check_findings *findings, int32_t rule, int32_t row, int32_t child)
{
    int64_t added = check_findings_add(findings, NULL);
    assert_true(added >= 0);
    findings->rule[added] = rule;
    findings->row[added] = row;
    findings->child[added] = child;
    findings->table[added] = 1;
}

static void add_total(struct check_total *total, int64_t rows, int64_t pence)
{
    *total = (struct check_total){.rows = rows,
                                  .children = 1,
                                  .touched = {pence},
                                  .first_year = 2024,
                                  .last_year = 2024,
                                  .tables = 2,
                                  .file = 1,
                                  .line = 7};
}

static int set_up(void **state)
{
    static struct checked checked;
    static struct check_rule rules[RULES] = {
        {.code = "7", .message = "Seven.", .fields = "DEC", .why = "For a reason.", .tables = 2, .last_year = 9999},
        {.code = "8",
         .message = "Eight.",
         .fields = "DEC, REC",
         .why = "",
         .tables = 2,
         .first_year = 2018,
         .last_year = 9999},
        {.code = "9", .message = "Nine.", .fields = "REC", .why = "", .tables = 2, .last_year = 2020},
        {.code = "10",
         .message = "Ten.",
         .fields = "MIS_END",
         .why = "",
         .tables = 512,
         .first_year = 2018,
         .last_year = 2020},
    };
    static uint8_t warning[] = {CARE_NO_REASON, CARE_OVERLAP};
    static const struct check_year year = {.authority = "E10000099", .year = 2024, .file = {0, 1}};
    struct problem problem = {0};
    void *fixture = NULL;
    memset(&checked, 0, sizeof checked);
    if (workspace_set_up(&fixture) < 0)
        return -1;
    struct workspace *workspace = checked.workspace = fixture;
    workspace_put(workspace, "2024/episodes.csv",
                  "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
                  "A1,01/06/2024,S,C2,N1,U6,PR1,11/06/2024,E4A,,,,\nA2,31/02/2024,S,C2,N1,U6,PR1,,,,,,\n");
    if (workspace_import(workspace, NULL, &problem) < 0)
        return -1;
    for (int i = 0; i < 2; i++) {
        int64_t row = care_records_add_row(&checked.records, NULL);
        checked.records.file[row] = 1;
        checked.records.line[row] = 2 + i;
        checked.records.year[row] = 2024;
    }
    care_records_add_child(&checked.records, NULL);
    checked.records.name[0] = 5;
    checked.fates = (struct care_fates){.rows = 2, .warning = warning};
    struct check_result *check = &checked.check;
    check->catalogue.rules = RULES;
    check->catalogue.rule = rules;
    check->rule = calloc(RULES, sizeof *check->rule);
    check->warnings = CARE_REASON_COUNT;
    check->warning = calloc(CARE_REASON_COUNT, sizeof *check->warning);
    check_findings_add_year(&check->findings, &year, NULL);
    add_finding(&check->findings, 0, 7, 5);
    add_finding(&check->findings, 0, 9, 0);
    add_finding(&check->findings, 1, 8, 5);
    add_total(&check->rule[0], 2, 100000);
    add_total(&check->rule[1], 1, 2500050);
    add_total(&check->rule[2], 3, 100000);
    add_total(&check->warning[CARE_OVERLAP], 1, 9900000);
    check_findings_add_skip(&check->findings, (struct check_skip){.rule = 3, .missing = 512}, NULL);
    checked.sources = (struct table_sources){
        .casebook = workspace->casebook, .records = &checked.records, .fates = &checked.fates, .check = check};
    *state = &checked;
    return 0;
}

static int tear_down(void **state)
{
    struct checked *checked = *state;
    void *fixture = checked->workspace;
    checked->check.catalogue = (struct check_catalogue){0};
    check_result_clear(&checked->check);
    care_records_clear(&checked->records);
    return workspace_tear_down(&fixture);
}

static void reads(const struct table *table, int64_t row, const char *column, const char *expected)
{
    struct text scratch = {0};
    assert_string_equal(fixture_cell(table, row, column, &scratch), expected);
    text_clear(&scratch);
}

static void build(const struct checked *checked, enum table_layout layout, struct table *table)
{
    struct problem problem = {0};
    if (tables_build("A2", layout, &checked->sources, table, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_true(table->restricted);
}

/* What is set aside first, then the rules by pounds and rows, then the warnings. */
static void the_dearest_findings_of_each_kind_come_first(void **state)
{
    const struct checked *checked = *state;
    static const char *const codes[] = {"quarantined", "8", "9", "7", "warning"};
    struct table table;
    build(checked, TABLE_WIDE, &table);
    assert_int_equal(table.rows, 5);
    for (int64_t row = 0; row < 5; row++)
        reads(&table, row, "code", codes[row]);
    reads(&table, 0, "fields", "DECOM");
    reads(&table, 0, "first_place", "2024/episodes.csv, line 3, column 2");
    reads(&table, 0, "touched", "");
    reads(&table, 1, "finding", "Eight.");
    reads(&table, 1, "fields", "Episodes: DEC, REC");
    reads(&table, 1, "rows", "1");
    reads(&table, 1, "children", "1");
    reads(&table, 1, "touched", "25,000");
    assert_int_equal(table_at(&table, 1, table_column_named(&table, "touched"))->value, 2500050);
    reads(&table, 1, "first_place", "2024/episodes.csv, line 7");
    reads(&table, 4, "finding", care_reason_text(CARE_OVERLAP));
    reads(&table, 4, "touched", "99,000");
    assert_int_equal(table_column_named(&table, "year"), -1);
    assert_true(fixture_noted(&table, "Rule 10 did not run: it needs Missing."));
    assert_true(fixture_noted(&table, "return of 2024-25"));
    table_clear(&table);
}

static void several_returns_are_told_apart(void **state)
{
    struct checked *checked = *state;
    static const struct check_year before = {.authority = "E10000099", .year = 2023};
    struct table table;
    check_findings_add_year(&checked->check.findings, &before, NULL);
    checked->check.rule[1].first_year = 2023;
    build(checked, TABLE_WIDE, &table);
    reads(&table, 0, "year", "2024-25");
    reads(&table, 1, "year", "2023-24 to 2024-25");
    reads(&table, 2, "year", "2024-25");
    assert_true(fixture_noted(&table, "2023-24 to 2024-25"));
    table_clear(&table);
}

static void tidy_is_one_line_a_finding_and_names_no_child_but_by_number(void **state)
{
    const struct checked *checked = *state;
    struct table table;
    build(checked, TABLE_TIDY, &table);
    assert_int_equal(table.rows, 5); /* one set aside, three of rules, one warned of */
    reads(&table, 0, "kind", "quarantined");
    reads(&table, 0, "line", "3");
    reads(&table, 1, "kind", "rule");
    reads(&table, 1, "finding", "7");
    reads(&table, 1, "year", "2024-25");
    reads(&table, 1, "table", "Episodes");
    reads(&table, 1, "file", "2024/episodes.csv");
    reads(&table, 1, "line", "7");
    reads(&table, 1, "child", "5");
    reads(&table, 2, "child", "");
    reads(&table, 4, "kind", "warning");
    reads(&table, 4, "finding", care_reason_text(CARE_OVERLAP));
    reads(&table, 4, "line", "3");
    table_clear(&table);
}

static void the_rows_of_one_rule_are_listed(void **state)
{
    const struct checked *checked = *state;
    struct table table = {0};
    assert_int_equal(table_of_rule_rows(checked->workspace->casebook, &checked->check, 0, &table, NULL), 0);
    assert_string_equal(table.id, "7");
    assert_string_equal(table.title, "Seven.");
    assert_int_equal(table.rows, 2);
    reads(&table, 0, "line", "7");
    reads(&table, 0, "child", "5");
    reads(&table, 1, "line", "9");
    assert_true(fixture_noted(&table, "For a reason."));
    table_clear(&table);
}

static void rules_are_listed_with_what_they_need_and_when(void **state)
{
    const struct checked *checked = *state;
    static const char *const years[] = {"all", "2018-19 on", "to 2020-21", "2018-19 to 2020-21"};
    struct table table = {0};
    assert_int_equal(table_of_rules(&checked->check.catalogue, &table, NULL), 0);
    assert_int_equal(table.rows, RULES);
    for (int64_t row = 0; row < RULES; row++)
        reads(&table, row, "years", years[row]);
    reads(&table, 3, "code", "10");
    reads(&table, 3, "needs", "Missing");
    reads(&table, 1, "message", "Eight.");
    table_clear(&table);
}

static void without_a_check_the_table_says_how_to_come_by_it(void **state)
{
    (void)state;
    const struct table_sources none = {0};
    struct table table;
    struct problem problem = {0};
    assert_int_equal(tables_build("A2", TABLE_WIDE, &none, &table, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.next, "homeward check data"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_dearest_findings_of_each_kind_come_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(several_returns_are_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tidy_is_one_line_a_finding_and_names_no_child_but_by_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_rows_of_one_rule_are_listed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rules_are_listed_with_what_they_need_and_when, set_up, tear_down),
        cmocka_unit_test(without_a_check_the_table_says_how_to_come_by_it),
    };
    return cmocka_run_group_tests_name("tables_findings", tests, NULL, NULL);
}
