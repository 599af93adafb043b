/* A refused import leaves every table of the casebook as it was, whatever refused it and when. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "casebook/store.h"
#include "workspace_fixture.h"

#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

static const char *const tables[] = {"child",
                                     "child_birth",
                                     "header_row",
                                     "episode",
                                     "review",
                                     "uasc_row",
                                     "oc2_row",
                                     "oc3_row",
                                     "ad1_row",
                                     "placed_adoption_row",
                                     "previous_permanence_row",
                                     "missing_row",
                                     "social_worker_row",
                                     "dolo_row",
                                     "snapshot",
                                     "return_file",
                                     "quarantined",
                                     "price_list",
                                     "price",
                                     "price_quarantined",
                                     "capacity_list",
                                     "capacity",
                                     "capacity_quarantined",
                                     "books_file",
                                     "books_part",
                                     "books_ledger",
                                     "books_explained",
                                     "books_actuals",
                                     "books_budget",
                                     "books_staffing",
                                     "books_items",
                                     "books_quarantined"};

/* A year of every table, price and capacity list and the books; `year` and the children differ, so that each brings
 * something new. */
static void put_year(struct workspace *workspace, int year, const char *child)
{
    const struct {
        const char *name, *template; /* "@" is the child, "#" the year */
    } files[] = {
        {"e.csv", EPISODES "@,01/05/#,S,C2,N1,U4,PR1,,,,B12 9XQ,,\n@,,S,C2,N1,U4,PR1,,,,,,\n"
                           "@X,01/05/#,S,C2,N1,U4,PR1,20/12/#,E4A,,,,\n@Y,01/05/#,S,C2,N1,U4,PR1,,,,,,\n"},
        {"h.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n@,F,01/02/2010,WBRI,A123456789012,0,\n"
                  "@X,F,01/02/2010,WBRI,,,\n@Y,F,01/02/2010,WBRI,,,\n"},
        {"r.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n@,01/02/2010,11/08/#,PN1\n"},
        {"u.csv", "CHILD,SEX,DOB,DUC\n@,M,01/02/2010,\n"},
        {"oc2.csv", "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS\n@,01/02/2010,1,,0,1,0\n"},
        {"oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n@,,YES,F1,B1\n"},
        {"ad1.csv", "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR\n@X,01/02/2010,05/05/#,06/06/#,0,2\n"},
        {"pa.csv", "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n@,01/02/2010,07/07/#,,\n"},
        {"pp.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n@,01/02/2010,P1,330,ZZ/05/2020\n"},
        {"m.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n@,01/02/2010,M,09/09/#,10/09/#\n"},
        {"sw.csv", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n@,01/02/2010,SW1,01/05/#,,FIRSTSW\n"},
        {"dolo.csv", "CHILD,DOB,DOLO_START,DOLO_END\n@,01/02/2010,10/10/#,11/11/#\n"},
        {"price-list.csv", "type,weekly_price,from,source\nfoster_agency,#,2024-04-01,@\nno such home,1,2024-04-01,x\n"},
        {"capacity.csv", "kind,owner,places,provider\nsecure,council,3,@ #\nno such home,council,1,x\n"},
        {"ledger.csv", "child,start,type,weekly_price\n@,01/05/#,foster_agency,#\n@,soon,foster_agency,#\n"},
        {"explained.csv", "line,period,amount,reason\nHomes,P1,#,@\n"},
        {"actuals.csv", "cost_centre,period,amount\nC1,P1,#\n"},
        {"budget.csv", "line,cost_centre,original,approved,year\nHomes,C1,#,#,2025-26\n"},
        {"staffing.csv", "post,team,fte,contract\n@,North,1,agency\n"},
        {"savings.csv", "line,version,y1\n@,draft 1,#\n"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char name[64];
        struct text text = {0};
        snprintf(name, sizeof name, "%d/%s", year, files[i].name);
        for (const char *at = files[i].template; *at; at++)
            if (*at == '@')
                text_append(&text, child);
            else if (*at == '#')
                text_format(&text, "%d", year);
            else
                text_append_char(&text, *at);
        workspace_put(workspace, name, text_string(&text));
        text_clear(&text);
    }
}

/* A workspace with one year in force and another, of all tables, about to come. */
static void prepare(struct workspace *workspace)
{
    struct casebook_import_report report = {0};
    put_year(workspace, 2023, "A");
    workspace_import_well(workspace, &report);
    for (int64_t i = 0; i < report.files; i++)
        assert_int_equal(report.file[i].outcome, CASEBOOK_LOADED);
    casebook_import_report_clear(&report);
    static const char *const one_only[] = {"price-list", "capacity", "ledger",   "explained",
                                           "actuals",    "budget",   "staffing", "savings"}; /* an authority has one */
    for (size_t i = 0; i < sizeof one_only / sizeof *one_only; i++) {
        char name[64];
        snprintf(name, sizeof name, "2023/%s.csv", one_only[i]);
        workspace_remove(workspace, name);
    }
    put_year(workspace, 2024, "B");
}

static void an_injected_failure_in_any_table_leaves_all_as_it_was(void **state)
{
    struct workspace *workspace = *state;
    prepare(workspace);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char sql[256];
        snprintf(sql, sizeof sql, "CREATE TRIGGER fault BEFORE INSERT ON %s BEGIN SELECT RAISE(ABORT, 'fault'); END",
                 tables[i]);
        workspace_sql(workspace, sql);
        workspace_reopen(workspace);
        workspace_import_badly(workspace, PROBLEM_STORE, "fault");
        workspace_sql(workspace, "DROP TRIGGER fault");
    }
    workspace_reopen(workspace);
    workspace_import_well(workspace, NULL);
    workspace_assert(workspace, "SELECT count(*) FROM return_file WHERE superseded_by IS NULL", "24\n");
}

/* The disk is full after so many pages more than there are: at each, until there is room enough. */
static void a_full_disk_at_any_page_leaves_all_as_it_was(void **state)
{
    struct workspace *workspace = *state;
    struct text before = {0}, after = {0}, many = {0};
    prepare(workspace);
    text_append(&many, EPISODES);
    for (int i = 0; i < 1500; i++)
        text_format(&many, "M%d,01/05/2022,S,C2,N1,U4,PR1,20/02/2023,E4A,,ZX%d 1AA,,\n", i, i % 90 + 1);
    workspace_put(workspace, "many.csv", text_string(&many));
    text_clear(&many);
    workspace_dump(workspace, &before);
    long long pages = workspace_number(workspace, "SELECT page_count FROM pragma_page_count");
    int refused = 0, code = PROBLEM_FILE;
    for (int room = 0; code < 0; room++, refused++) {
        char sql[64];
        struct problem problem = {0};
        struct text now = {0};
        assert_true(room < 200);
        snprintf(sql, sizeof sql, "PRAGMA max_page_count=%lld", pages + room);
        assert_int_equal(store_run(workspace->casebook->database, sql, NULL), 0);
        code = workspace_import(workspace, NULL, &problem);
        if (code == 0)
            break;
        assert_int_equal(code, PROBLEM_FILE);
        assert_non_null(strstr(problem.text, "the disk is full"));
        workspace_dump(workspace, &now);
        assert_string_equal(text_string(&before), text_string(&now));
        text_clear(&now);
    }
    workspace_dump(workspace, &after);
    assert_string_not_equal(text_string(&before), text_string(&after));
    assert_true(refused > 10);
    text_clear(&before);
    text_clear(&after);
}

/* The person stops at the n-th time of asking; the door counts down. */
static bool stopped(struct progress *self)
{
    int *left = self->door;
    return (*left)-- == 0;
}

static void stopping_at_any_time_leaves_all_as_it_was(void **state)
{
    struct workspace *workspace = *state;
    struct text before = {0};
    struct file_paths paths = {0};
    prepare(workspace);
    workspace_dump(workspace, &before);
    assert_int_equal(file_list(workspace->returns, &paths, NULL), 0);
    const struct casebook_import_options options = {
        .who = "A", .when = "2026-06-01T09:30:00Z", .today = calendar_day(2026, 6, 1)};
    int steps = 0;
    for (int code = PROBLEM_STOPPED; code < 0; steps++) {
        int left = steps;
        struct progress progress = {.stopped = stopped, .door = &left};
        struct casebook_import_report report = {0};
        struct text now = {0};
        code = casebook_import(workspace->casebook, &paths, &options, &progress, &report, NULL);
        casebook_import_report_clear(&report);
        if (code == 0)
            break;
        assert_int_equal(code, PROBLEM_STOPPED);
        workspace_dump(workspace, &now);
        assert_string_equal(text_string(&before), text_string(&now));
        text_clear(&now);
    }
    assert_true(steps >= 25 + 12); /* once a file, once a table that is kept */
    text_clear(&before);
    file_paths_clear(&paths);
}

static void each_reason_to_refuse_leaves_all_as_it_was(void **state)
{
    struct workspace *workspace = *state;
    prepare(workspace);
    static const struct {
        const char *name, *content, *why;
    } bad[] = {
        {"zz.csv", "CHILD,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,URN\n100,S,C2,N1,U4,PR1,,,\n", "DECOM"},
        {"zz.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,\"URN\n100", "heading"},
        {"zz.csv", "CHILD,DOB,REVIEW,REVIEW_CODE,LA,YEAR\nB,,01/05/2024,PN1,Atlantis,2025\n", "no English authority"},
        {"zz.csv", EPISODES "BY,01/05/2024,S,C2,N1,U5,PR1,,,,,,\n", "are both Episodes of 2024-25"},
        {"zz.zip", "PK\003\004nothing else", "the archive cannot be read"},
        {"zz.xml", "<M><CHILD><HEADER><CHILDID>1</CHILDID></HEADER>", "the XML is broken"},
        {"zzz.csv", "kind,owner,places\nsecure,council,9\n", "are both Capacity list"},
        {"zz.csv", "type,weekly_price,from,source\nfoster_agency,1,2024-04-01,x\n", "are both Price list"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        workspace_put(workspace, bad[i].name, bad[i].content);
        workspace_import_badly(workspace, PROBLEM_INPUT, bad[i].why);
        workspace_remove(workspace, bad[i].name);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(an_injected_failure_in_any_table_leaves_all_as_it_was),
        TEST(a_full_disk_at_any_page_leaves_all_as_it_was),
        TEST(stopping_at_any_time_leaves_all_as_it_was),
        TEST(each_reason_to_refuse_leaves_all_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
