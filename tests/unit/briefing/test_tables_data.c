#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "table/render.h"
#include "briefing/tables.h"
#include "briefing/tables_data.h"
#include "run_fixture.h"

static void reads(const struct table *table, int64_t row, const char *column, const char *expected)
{
    struct text scratch = {0};
    assert_string_equal(fixture_cell(table, row, column, &scratch), expected);
    text_clear(&scratch);
}

/* Two rows: one that stands open with a warning, one that a newer return supersedes. */
struct rows_of_returns {
    struct care_records records;
    struct care_fates fates;
};

static int setup(void **state)
{
    static struct rows_of_returns rows;
    memset(&rows, 0, sizeof rows);
    for (int i = 0; i < 2; i++) {
        int64_t row = care_records_add_row(&rows.records, NULL);
        rows.records.file[row] = i;
        rows.records.line[row] = 10 + i;
        rows.records.year[row] = 2024;
        rows.records.decom[row] = calendar_day(2024, 5, 1);
        rows.records.place[row] = code_of("U4");
    }
    static uint8_t fate[] = {CARE_KEPT, CARE_SUPERSEDED}, reason[] = {CARE_NO_REASON, CARE_SAME_EPISODE};
    static uint8_t warning[] = {CARE_ABSENT_UNSURE, CARE_NO_REASON};
    static day from[2], to[2];
    from[0] = calendar_day(2024, 5, 1);
    to[0] = DAY_OPEN;
    from[1] = to[1] = DAY_NONE;
    rows.fates = (struct care_fates){.rows = 2, .fate = fate, .reason = reason, .warning = warning, .from = from, .to = to};
    rows.fates.count[CARE_KEPT] = rows.fates.count[CARE_SUPERSEDED] = rows.fates.warned[CARE_ABSENT_UNSURE] = 1;
    *state = &rows;
    return 0;
}

static int teardown(void **state)
{
    struct rows_of_returns *rows = *state;
    care_records_clear(&rows->records);
    return 0;
}

static void fates_tell_every_row_by_its_place_and_name_no_child(void **state)
{
    const struct rows_of_returns *rows = *state;
    const struct table_sources sources = {.records = &rows->records, .fates = &rows->fates};
    struct table table;
    assert_int_equal(tables_build("fates", TABLE_WIDE, &sources, &table, NULL), 0);
    assert_true(table.restricted);
    assert_int_equal(table.rows, 2);
    reads(&table, 0, "file", "file 0");
    reads(&table, 0, "line", "10");
    reads(&table, 0, "year", "2024-25");
    reads(&table, 0, "decom", "1 May 2024");
    reads(&table, 0, "place", "U4");
    reads(&table, 0, "fate", "kept");
    reads(&table, 0, "warning", care_reason_text(CARE_ABSENT_UNSURE));
    reads(&table, 0, "from", "1 May 2024");
    reads(&table, 0, "to", "");
    reads(&table, 1, "reason", care_reason_text(CARE_SAME_EPISODE));
    reads(&table, 1, "from", "");
    assert_int_equal(table_column_named(&table, "child"), -1);
    table_clear(&table);
}

static void the_summary_counts_every_row_once(void **state)
{
    const struct rows_of_returns *rows = *state;
    const struct table_sources sources = {.fates = &rows->fates};
    struct table table;
    assert_int_equal(tables_build("fates_summary", TABLE_WIDE, &sources, &table, NULL), 0);
    assert_int_equal(table.rows, CARE_FATE_COUNT + 3); /* the fates, the quarantined, all rows, one warning */
    reads(&table, CARE_KEPT, "rows", "1");
    reads(&table, CARE_MERGED, "rows", "0");
    reads(&table, CARE_FATE_COUNT, "rows", "0");
    reads(&table, CARE_FATE_COUNT + 1, "rows", "2");
    reads(&table, CARE_FATE_COUNT + 2, "fate", "warning");
    reads(&table, CARE_FATE_COUNT + 2, "rows", "1");
    table_clear(&table);
}

/*
 * 48,700 nights in foster care are 1,600 child-months (30.4375 nights each). 40 children went home: 1 in 40, and 40 / 48,700
 * a day is used: not moved. Three went to an external home: 1 in 533 (1.875 per 1,000); 2.5 / 48,700 a day is used: 1 in
 * 640, 1.5625 per 1,000, a sixth less. Nobody was adopted, but 1.1 / 48,700 a day is used: 1 in 1,454.5.
 */
static void rates_are_told_in_words_and_figures(void **state)
{
    (void)state;
    struct run_fixture fixture;
    run_fixture_make(&fixture);
    struct flow_system *flow = &fixture.system.flow;
    flow->age.count = flow->time_in_system.count = flow->time_in_state.count = flow->groups = 1;
    struct problem problem = {0};
    const int32_t destinations = flow->states + flow->exits;
    int64_t *nights = calloc((size_t)flow_cells(flow), sizeof *nights);
    int64_t *events = calloc((size_t)(flow_cells(flow) * destinations), sizeof *events);
    struct flow_posterior *posterior = calloc(1, sizeof *posterior);
    assert_true(nights && events && posterior);
    const int32_t home = flow->states + flow_exit_named(flow, "home"),
                  adopted = flow->states + flow_exit_named(flow, "adopted");
    nights[flow_cell(flow, FIXTURE_FOSTER, 0, 0, 0)] = 48700;
    events[flow_cell(flow, FIXTURE_FOSTER, 0, 0, 0) * destinations + home] = 40;
    posterior->mean_rates.base[FIXTURE_FOSTER][home] = 40.0 / 48700;
    events[flow_cell(flow, FIXTURE_FOSTER, 0, 0, 0) * destinations + FIXTURE_HOME] = 3;
    posterior->mean_rates.base[FIXTURE_FOSTER][FIXTURE_HOME] = 2.5 / 48700;
    posterior->mean_rates.base[FIXTURE_FOSTER][adopted] = 1.1 / 48700;
    for (int32_t to = 0; to < destinations; to++)
        posterior->mean_rates.by_age[to][0] = posterior->mean_rates.by_time_in_system[to][0] = 1;
    posterior->mean_rates.by_time_in_state[0][0] = 1;
    posterior->mean_entries.per_day = 2 / 30.4375;
    const struct flow_exposure exposure = {.observed_from = calendar_day(2020, 4, 1),
                                           .observed_to = calendar_day(2025, 4, 1),
                                           .cells = flow_cells(flow),
                                           .destinations = destinations,
                                           .states = flow->states,
                                           .nights = nights,
                                           .events = events};
    const struct table_sources sources = {.system = &fixture.system, .exposure = &exposure, .posterior = posterior};
    struct table table;
    if (tables_build("rates", TABLE_WIDE, &sources, &table, &problem) < 0)
        fail_msg("%s", problem.text);
    static const char *const column[] = {"to", "events", "child_months", "raw_words", "words", "per_1000_months", "moved"};
    static const char *const expected[3][7] = {
        {"External children's home", "3", "1,600", "1 in 533", "1 in 640", "1.56", "-16.7"},
        {"home", "40", "1,600", "1 in 40", "1 in 40", "25.0", "0.0"},
        {"adopted", "0", "1,600", "never", "1 in 1,450", "0.688", "[x]"}};
    assert_int_equal(table.rows, 3);
    for (int64_t row = 0; row < 3; row++) {
        reads(&table, row, "from", "In-house foster care");
        for (int i = 0; i < 7; i++)
            reads(&table, row, column[i], expected[row][i]);
    }
    assert_true(fixture_noted(&table, "1 in 40 a month leaves “In-house foster care” for “home”; 40 events in 1,600 "
                                      "child-months; the raw rate is 1 in 40."));
    assert_true(fixture_noted(&table, "2.0 children a month are expected to start"));
    assert_true(fixture_noted(&table, "Counted from 1 April 2020 to 31 March 2025"));
    table_clear(&table);
    assert_int_equal(tables_build("rates", TABLE_TIDY, &sources, &table, &problem), 0);
    reads(&table, 0, "from", "foster_inhouse");
    reads(&table, 0, "to", "home_external");
    reads(&table, 0, "words",
          "1 in 640 a month leaves “In-house foster care” for “External children's home”; 3 events in 1,600 child-months; "
          "the raw rate is 1 in 533");
    reads(
        &table, 2, "words",
        "1 in 1,450 a month leaves “In-house foster care” for “adopted”; 0 events in 1,600 child-months; it was never seen");
    assert_int_equal(table_at(&table, 0, table_column_named(&table, "raw_per_1000_months"))->value, 1875);
    assert_int_equal(table_at(&table, 0, table_column_named(&table, "moved"))->value, -16667);
    table_clear(&table);
    free(nights);
    free(events);
    free(posterior);
    run_fixture_clear(&fixture);
}

static void tables_about_data_say_how_to_come_by_them(void **state)
{
    (void)state;
    const struct table_sources none = {0};
    static const char *const ids[] = {"fates", "fates_summary", "rates"};
    static const char *const next[] = {"homeward history --fates", "homeward history --fates", "homeward rates"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct table table;
        struct problem problem = {0};
        assert_int_equal(tables_build(ids[i], TABLE_WIDE, &none, &table, &problem), PROBLEM_NOT_FOUND);
        assert_non_null(strstr(problem.next, next[i]));
    }
}

enum { FILES = 30 };

/* Thirty files of an import, each with two unknown codes, extra columns, and an older one that it supersedes. */
static void fill_report(struct casebook_import_report *report, struct casebook_import_file file[FILES])
{
    static const struct return_unknown codes[FILES][2] = {
        [0] = {{"PLACE", "Q9", 3, 7}, {"REC", "ZZ", 1, 9}}, [1] = {{"PLACE", "Q9", 1, 5}, {"LS", "Q9", 1, 5}}};
    for (int i = 0; i < FILES; i++)
        file[i] = (struct casebook_import_file){.path = "in/e.csv",
                                                .place = i ? "in/other.csv" : "in/first.csv",
                                                .table = RETURN_EPISODES,
                                                .outcome = CASEBOOK_LOADED,
                                                .year = 2019,
                                                .supersedes = "old.csv",
                                                .extra_columns = "Note",
                                                .unknown_count = i < 2 ? 2 : 0,
                                                .unknown = codes[i]};
    *report = (struct casebook_import_report){.files = FILES, .file = file};
}

/* A table has room for 24 notes; what an import has to say must never fail for want of it. */
static void an_import_notes_each_code_once_and_never_too_much(void **state)
{
    (void)state;
    struct casebook_import_file file[FILES];
    struct casebook_import_report report;
    struct table table = {0};
    fill_report(&report, file);
    assert_int_equal(table_of_import(&report, &table, NULL), 0);
    assert_int_equal(table.rows, FILES + 1);
    assert_int_equal(table.notes, 3 + 4 + 1 + 4 + 1);
    assert_true(fixture_noted(&table,
                              "in/first.csv: PLACE “Q9” is not a code of its year (3 rows, first on line 7), nor in 1 "
                              "more file (1 row)."));
    assert_true(fixture_noted(&table, "in/first.csv: REC “ZZ” is not a code of its year (1 row, first on line 9)."));
    assert_true(fixture_noted(&table, "in/other.csv: LS “Q9” is not a code of its year (1 row, first on line 5)."));
    assert_true(fixture_noted(&table, "in/first.csv supersedes old.csv, which is kept."));
    assert_true(fixture_noted(&table, "… and 26 more that supersede older ones, which are kept."));
    assert_true(fixture_noted(&table, "… and 26 more files with columns that are kept aside."));
    table_clear(&table);
}

static void an_import_of_codes_without_end_is_told_in_part(void **state)
{
    (void)state;
    static struct return_unknown codes[1000];
    static char value[1000][16];
    struct casebook_import_file file[1] = {{.path = "e.csv", .place = "e.csv", .table = RETURN_EPISODES, .year = 2019}};
    struct casebook_import_report report = {.files = 1, .file = file};
    struct table table = {0};
    for (int i = 0; i < 1000; i++) {
        snprintf(value[i], sizeof value[i], "Q%d", i);
        codes[i] = (struct return_unknown){"PLACE", value[i], 1, i};
    }
    file[0].unknown = codes;
    file[0].unknown_count = 1000;
    assert_int_equal(table_of_import(&report, &table, NULL), 0);
    assert_int_equal(table.notes, 12 + 1);
    assert_true(fixture_noted(&table, "… and 988 more that are no codes of their year."));
    table_clear(&table);
}

static void an_import_names_other_authorities_where_there_are_any(void **state)
{
    (void)state;
    struct casebook_import_file file[2] = {
        {.path = "e.csv",
         .place = "e.csv",
         .table = RETURN_EPISODES,
         .year = 2019,
         .rows_read = 5,
         .rows = 4,
         .quarantined = 1},
        {.path = "e.csv", .place = "e.csv", .table = RETURN_EPISODES, .year = 2019, .outcome = CASEBOOK_SAME_ROWS}};
    struct casebook_import_report report = {.files = 2, .file = file, .rows_read = 5, .rows = 4, .quarantined = 1};
    struct table table = {0};
    assert_int_equal(table_of_import(&report, &table, NULL), 0);
    assert_int_equal(table_column_named(&table, "authority"), -1);
    reads(&table, 0, "loaded", "4");
    reads(&table, 1, "loaded", "");
    reads(&table, 1, "outcome", "already in the casebook, same rows");
    table_clear(&table);
    file[1].other_authority = "E08000025";
    assert_int_equal(table_of_import(&report, &table, NULL), 0);
    reads(&table, 0, "authority", "");
    reads(&table, 1, "authority", "Birmingham");
    reads(&table, 2, "quarantined", "1");
    table_clear(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fates_tell_every_row_by_its_place_and_name_no_child, setup, teardown),
        cmocka_unit_test_setup_teardown(the_summary_counts_every_row_once, setup, teardown),
        cmocka_unit_test(rates_are_told_in_words_and_figures),
        cmocka_unit_test(tables_about_data_say_how_to_come_by_them),
        cmocka_unit_test(an_import_notes_each_code_once_and_never_too_much),
        cmocka_unit_test(an_import_of_codes_without_end_is_told_in_part),
        cmocka_unit_test(an_import_names_other_authorities_where_there_are_any),
    };
    return cmocka_run_group_tests_name("tables_data", tests, NULL, NULL);
}
