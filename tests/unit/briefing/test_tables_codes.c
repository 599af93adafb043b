/* Tables that need a casebook of their own: what codes stand for, and the fates with the rows that could not be read. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/tables.h"
#include "briefing/tables_codes.h"
#include "casebook/code_meaning.h"
#include "table/render.h"
#include "workspace_fixture.h"

#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

static const struct casebook_speaker ada = {.who = "ada", .when = "2026-11-24T09:30:00Z"};

/* A history of what lies in the casebook. */
struct past {
    struct care_records records;
    struct flow_histories histories;
    struct care_fates fates;
};

static void past_make(struct workspace *workspace, struct past *past)
{
    struct problem problem = {0};
    if (casebook_load_records(workspace->casebook, &past->records, &problem) < 0 ||
        care_history_build(casebook_system(workspace->casebook), &past->records, past->records.known_to, &past->histories,
                           &past->fates, NULL, &problem) < 0)
        fail_msg("%s", problem.text);
}

static void past_clear(struct past *past)
{
    care_fates_clear(&past->fates);
    flow_histories_clear(&past->histories);
    care_records_clear(&past->records);
}

static void expect_csv(struct table *table, const char *expected)
{
    struct text csv = {0};
    assert_int_equal(render_table(table, RENDER_CSV, 0, &csv, NULL), 0);
    assert_string_equal(text_string(&csv), expected);
    text_clear(&csv);
    table_clear(table);
}

static void import(struct workspace *workspace)
{
    struct problem problem = {0};
    workspace_put(workspace, "h.csv", HEADER "1,1,01/01/2010,WBRI,,,\n2,2,01/02/2011,WBRI,,,\n");
    workspace_put(workspace, "e.csv", EPISODES "1,01/05/2019,S,V2,N1,Q9,PR1,01/09/2019,X1,,,,\n"
                                               "1,01/09/2019,P,V2,N1,Q8,PR1,,,,,,\n"
                                               "1,32/09/2019,P,C2,N1,U4,PR1,,,,,,\n"
                                               "2,01/05/2019,S,C2,N1,398768,PR4,01/02/2020,E4A,,,,\n");
    if (workspace_import(workspace, NULL, &problem) < 0)
        fail_msg("%s", problem.text);
}

#define CODES_HEAD "code,state,title,rows,status,reason,said_by,said_at\n"

static void what_was_said_stands_before_what_nobody_has_explained(void **state)
{
    struct workspace *workspace = *state;
    struct past past = {0};
    struct table table = {0};
    import(workspace);
    assert_int_equal(casebook_say_code(workspace->casebook, "Q9", "supported", "Our taster flats", &ada, NULL), 0);
    past_make(workspace, &past);
    assert_int_equal(table_of_codes(workspace->casebook, &past.records, &past.fates, &table, NULL), 0);
    expect_csv(&table, CODES_HEAD
               "Q9,supported,Supported accommodation,1,used,Our taster flats,ada,2026-11-24T09:30:00Z\n"
               "***,other_residential,\"Other residential, health or school\",1,unknown,,,\n"
               "Q8,other_residential,\"Other residential, health or school\",1,unknown,,,\n");
    past_clear(&past);
}

static void without_returns_it_shows_what_was_said(void **state)
{
    struct workspace *workspace = *state;
    struct table table = {0};
    assert_int_equal(casebook_say_code(workspace->casebook, "Q9", "supported", "Our taster flats", &ada, NULL), 0);
    assert_int_equal(table_of_codes(workspace->casebook, NULL, NULL, &table, NULL), 0);
    expect_csv(&table, CODES_HEAD "Q9,supported,Supported accommodation,,used,Our taster flats,ada,2026-11-24T09:30:00Z\n");
}

/* All rows that were read, in the order of the file, and the sum of them; no number of a child in the wrong column. */
static void fates_are_of_every_row_read_also_of_those_that_could_not_be(void **state)
{
    struct workspace *workspace = *state;
    struct past past = {0};
    struct table table = {0};
    import(workspace);
    past_make(workspace, &past);
    const struct table_sources sources = {.system = casebook_system(workspace->casebook),
                                          .casebook = workspace->casebook,
                                          .as_at = past.records.known_to,
                                          .records = &past.records,
                                          .fates = &past.fates};
    assert_int_equal(tables_build("fates", TABLE_WIDE, &sources, &table, NULL), 0);
    assert_string_equal(table.note[0], "4 rows read: 3 kept, 1 quarantined.");
    expect_csv(&table, "file,line,year,decom,dec,place,fate,reason,warning,from,to\n"
                       "returns/e.csv,2,2019-20,2019-05-01,2019-09-01,Q9,kept,,unknown PLACE: counted as other,2019-05-01,"
                       "2019-09-01\n"
                       "returns/e.csv,3,2019-20,2019-09-01,,Q8,kept,,unknown PLACE: counted as other,2019-09-01,\n"
                       "returns/e.csv,4,2019-20,,,,quarantined,DECOM is not a date: 32/09/2019,,,\n"
                       "returns/e.csv,5,2019-20,2019-05-01,2020-02-01,***,kept,,unknown PLACE: counted as other,2019-05-01,"
                       "2020-02-01\n");
    assert_int_equal(tables_build("fates_summary", TABLE_WIDE, &sources, &table, NULL), 0);
    struct text cell = {0};
    text_format(&cell, "%d", (int)table_at(&table, CARE_FATE_COUNT, 2)->value);
    assert_string_equal(text_string(&cell), "1"); /* quarantined */
    assert_int_equal(table_at(&table, CARE_FATE_COUNT + 1, 2)->value, 4); /* all rows */
    text_clear(&cell);
    table_clear(&table);
    past_clear(&past);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_said_stands_before_what_nobody_has_explained, workspace_set_up,
                                        workspace_tear_down),
        cmocka_unit_test_setup_teardown(without_returns_it_shows_what_was_said, workspace_set_up, workspace_tear_down),
        cmocka_unit_test_setup_teardown(fates_are_of_every_row_read_also_of_those_that_could_not_be, workspace_set_up,
                                        workspace_tear_down),
    };
    return cmocka_run_group_tests_name("tables_codes", tests, NULL, NULL);
}
