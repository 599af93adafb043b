/* Ledger, payments, explanations, budget, staffing and items of a round: into the casebook, and out of it as books. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/books_in_force.h"
#include "casebook/restated.h"
#include "workspace_fixture.h"

#define LEDGER "child,start,end,type,provider,weekly_price,cost_centre\n"
#define ACTUALS "cost_centre,line,period,amount\n"
#define BUDGET "line,service,cost_centre,original,approved,year,type\n"
#define HOMES "Homes,Care,C1,1000,1200,2025-26,home_external\n"
#define ITEMS "ref,line,version,y1\n"
#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

/* Writes one file, imports the folder and takes the file away again. */
static void bring(struct workspace *workspace, const char *name, const char *content)
{
    workspace_put(workspace, name, content);
    workspace_import_well(workspace, NULL);
    workspace_remove(workspace, name);
}

static void load_at(struct workspace *workspace, int64_t known_at, struct casebook_books *out)
{
    struct problem problem = {0};
    if (casebook_load_books(workspace->casebook, 2025, known_at, out, &problem) < 0)
        fail_msg("%s", problem.text);
}

/* Pence of a period, and whether they are restated. */
static int64_t paid(const struct casebook_books *kept, int32_t period, bool *restated)
{
    int64_t pence = 0;
    *restated = false;
    for (int64_t i = 0; i < kept->books.actuals; i++)
        if (kept->books.actual[i].period == period) {
            pence += kept->books.actual[i].pence;
            *restated = *restated || kept->books.actual[i].restated;
        }
    return pence;
}

static void every_file_comes_with_its_control_total(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    static const struct {
        const char *name, *content;
        enum casebook_list list;
        int64_t read, loaded, pence, set_aside;
    } files[] = {
        {"a.csv", LEDGER "A,2025-04-01,,home_external,X,\"5,600.50\",C1\nB,2025-04-01,,,X,399.50,C1\nB,,,,X,100,C1\n",
         CASEBOOK_LEDGER, 3, 2, 600000, 10000},
        {"b.csv", ACTUALS "C1,Homes,P1,100.10\nC1,Homes,P2,(0.10)\nC1,Homes,P14,7\n", CASEBOOK_ACTUALS, 3, 2, 10000, 700},
        {"c.csv", BUDGET HOMES "Foster,Care,C2,1,2,2025-26,\n", CASEBOOK_BUDGET, 2, 2, 120200, 0},
        {"d.csv", "post,team,fte,contract,annual_cost\nP1,North,1,permanent,50000\nP2,North,1,odd,1\n", CASEBOOK_STAFFING, 2,
         1, 5000000, 100},
        {"e.csv", "line,period,amount,reason\nHomes,P1,-5,Credit\n", CASEBOOK_EXPLAINED, 1, 1, -500, 0},
        {"f-saving.csv", ITEMS "S1,Step down,draft 1,250\n", CASEBOOK_ITEMS, 1, 1, 25000, 0},
        {"causes.csv", "line,cause,amount\nHomes,timing,3\nHomes,number,\nHomes,mix,\n", CASEBOOK_CAUSES, 3, 2, 300, 0},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        workspace_put(workspace, files[i].name, files[i].content);
    workspace_import_well(workspace, &report);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const struct casebook_import_file *file = report_file(&report, files[i].name);
        assert_int_equal(file->list, files[i].list);
        assert_int_equal(file->outcome, CASEBOOK_LOADED);
        assert_int_equal(file->rows_read, files[i].read);
        assert_int_equal(file->rows, files[i].loaded);
        assert_int_equal(file->quarantined, files[i].read - files[i].loaded);
        assert_true(file->has_pence);
        assert_int_equal(file->pence, files[i].pence);
        assert_int_equal(file->pence_set_aside, files[i].set_aside);
    }
    assert_int_equal(report.rows_read, report.rows + report.quarantined);
    workspace_assert(workspace, "SELECT sum(pence) FROM books_file", "5755000\n");
    casebook_import_report_clear(&report);
}

static void the_same_books_again_change_nothing(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct text before = {0}, after = {0};
    workspace_put(workspace, "ledger.csv", LEDGER "A,2025-04-01,,home_external,X,700,C1\nB,,,,X,1,C1\n");
    workspace_put(workspace, "budget.csv", BUDGET HOMES);
    workspace_put(workspace, "actuals.csv", ACTUALS "C1,Homes,P1,100\n");
    workspace_put(workspace, "pressures.csv", ITEMS "P1,Pay,draft 1,1\n");
    workspace_import_well(workspace, NULL);
    workspace_dump(workspace, &before);
    workspace_import_well(workspace, &report);
    assert_int_equal(report.snapshot, 0);
    for (int64_t i = 0; i < report.files; i++)
        assert_int_equal(report.file[i].outcome, CASEBOOK_SAME);
    assert_int_equal(report_file(&report, "ledger.csv")->pence, 70000);
    assert_int_equal(report_file(&report, "ledger.csv")->quarantined, 1);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    casebook_import_report_clear(&report);
    text_clear(&before);
    text_clear(&after);
}

static void a_new_ledger_takes_the_place_of_the_last_one(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_books now, then;
    bring(workspace, "budget.csv", BUDGET HOMES);
    bring(workspace, "old.csv", LEDGER "A,2025-04-01,,home_external,X,700,C1\nB,2025-05-01,,home_external,X,900,C1\n");
    bring(workspace, "new.csv", LEDGER "A,2025-04-01,2025-06-01,home_external,Y,700,C1\n");
    load_at(workspace, CASEBOOK_NOW, &now);
    load_at(workspace, 2, &then);
    assert_int_equal(now.books.packages, 1);
    assert_int_equal(now.books.package[0].to, calendar_day(2025, 6, 1));
    assert_string_equal(now.books.package[0].provider, "Y");
    assert_int_equal(now.snapshot, 3);
    assert_int_equal(then.books.packages, 2);
    assert_int_equal(then.books.package[0].to, DAY_OPEN);
    casebook_books_clear(&now);
    casebook_books_clear(&then);
}

/* What people know of a year's variances is in force until they tell it anew, year by year. */
static void causes_are_in_force_for_their_year(void **state)
{
    static const char heading[] = "line,cause,amount,recurrent,note,owner,due,year\n";
    struct workspace *workspace = *state;
    struct casebook_books now, then;
    char first[256], second[256], other[256];
    snprintf(first, sizeof first, "%s%s", heading,
             "Homes,timing,5,n,Late,Ann,2025-12-31,\nHomes,price,,,Framework,,,2025-26\n");
    snprintf(second, sizeof second, "%s%s", heading, "Homes,mix,7,y,,,,2025-26\n");
    snprintf(other, sizeof other, "%s%s", heading, "Homes,mix,9,y,,,,2026-27\n");
    bring(workspace, "budget.csv", BUDGET HOMES);
    bring(workspace, "causes.csv", first);
    bring(workspace, "again.csv", second);
    bring(workspace, "next.csv", other);
    load_at(workspace, CASEBOOK_NOW, &now);
    load_at(workspace, 2, &then);
    assert_int_equal(now.books.causes, 1);
    assert_string_equal(now.books.cause[0].cause, "mix");
    assert_int_equal(now.books.cause[0].pence, 700);
    assert_int_equal(now.books.cause[0].due, DAY_NONE);
    assert_int_equal(then.books.causes, 2);
    assert_string_equal(then.books.cause[0].named, "Homes");
    assert_string_equal(then.books.cause[0].note, "Late");
    assert_string_equal(then.books.cause[0].owner, "Ann");
    assert_int_equal(then.books.cause[0].recurrent, 0);
    assert_int_equal(then.books.cause[0].due, calendar_day(2025, 12, 31));
    assert_int_equal(then.books.cause[1].pence, BOOKS_BLANK);
    assert_int_equal(then.books.cause[1].recurrent, BOOKS_BLANK);
    casebook_books_clear(&now);
    casebook_books_clear(&then);
}

/* Says that a period of 2025-26 was closed as known at a snapshot. */
static void close_period(struct workspace *workspace, int period, int snapshot)
{
    char sql[512];
    snprintf(
        sql, sizeof sql,
        "INSERT INTO period_closing (authority, year, period, version, snapshot, run, closed_at, closed_by, unexplained,"
        " report_hash) VALUES ('E10000099', 2025, %d, 1, %d, '', '2026-06-01T09:30:00Z', 'A', 0,"
        " '0123456789abcdef0123456789abcdef')",
        period, snapshot);
    workspace_sql(workspace, sql);
}

/* Why a closed figure has changed is what somebody explained of that line and period since it was closed, and of no other. */
static void a_restated_figure_has_the_reason_that_came_since(void **state)
{
    static const char heading[] = "line,period,amount,reason,year\n";
    struct workspace *workspace = *state;
    struct casebook_restated restated;
    struct problem problem = {0};
    char before[256], after[256];
    snprintf(before, sizeof before, "%s%s", heading, "Homes,P1,5,Accrual,2025-26\nHomes,P2,5,Credit,2025-26\n");
    snprintf(after, sizeof after, "%s%s", heading, "Homes,P1,5,Accrual,2025-26\nHomes,P1,20,Late invoice,2025-26\n");
    bring(workspace, "budget.csv", BUDGET HOMES);
    bring(workspace, "p1-p2.csv", ACTUALS "C1,Homes,P1,100\nC1,Homes,P2,200\n");
    bring(workspace, "why.csv", before);
    close_period(workspace, 1, 3);
    close_period(workspace, 2, 3);
    bring(workspace, "again.csv", ACTUALS "C1,Homes,P1,120\nC1,Homes,P2,210\n");
    bring(workspace, "why-again.csv", after);
    assert_int_equal(casebook_load_restated(workspace->casebook, &restated, &problem), 0);
    assert_int_equal(restated.count, 2);
    assert_int_equal(restated.row[0].is, 12000);
    assert_string_equal(restated.row[0].reason, "Late invoice");
    assert_int_equal(restated.row[1].period, 2);
    assert_string_equal(restated.row[1].reason, "");
    casebook_restated_clear(&restated);
}

/* A file of payments replaces the periods that it tells, and what was known before can still be asked. */
static void a_period_told_anew_is_restated_and_the_others_stay(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_books kept;
    bool restated;
    bring(workspace, "budget.csv", BUDGET HOMES);
    bring(workspace, "p1-p2.csv", ACTUALS "C1,Homes,P1,100\nC1,Homes,P2,200\n");
    close_period(workspace, 1, 2);
    close_period(workspace, 2, 2);
    bring(workspace, "p2-p3.csv", ACTUALS "C1,Homes,P2,250\nC1,Homes,P3,300\n");
    load_at(workspace, CASEBOOK_NOW, &kept);
    assert_int_equal(paid(&kept, 1, &restated), 10000);
    assert_false(restated);
    assert_int_equal(paid(&kept, 2, &restated), 25000);
    assert_true(restated);
    assert_int_equal(paid(&kept, 3, &restated), 30000);
    assert_false(restated);
    casebook_books_clear(&kept);
    load_at(workspace, 2, &kept);
    assert_int_equal(paid(&kept, 2, &restated), 20000);
    assert_false(restated);
    assert_int_equal(paid(&kept, 3, &restated), 0);
    casebook_books_clear(&kept);
    bring(workspace, "p2-again.csv", ACTUALS "C1,Homes,P2,150\nC1,Homes,P2,100\n"); /* the same sum in two rows */
    load_at(workspace, CASEBOOK_NOW, &kept);
    assert_int_equal(paid(&kept, 2, &restated), 25000);
    assert_true(restated);
    casebook_books_clear(&kept);
    bring(workspace, "p2-back.csv", ACTUALS "C1,Homes,P2,150\nC1,Homes,P2,50\n"); /* as it was when it was closed */
    load_at(workspace, CASEBOOK_NOW, &kept);
    assert_int_equal(paid(&kept, 2, &restated), 20000);
    assert_false(restated);
    casebook_books_clear(&kept);
}

/* An older file that is brought again is in force again: the bytes are known, and its periods had been replaced. */
static void an_older_file_brought_again_is_in_force_again(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_books kept;
    bool restated;
    bring(workspace, "budget.csv", BUDGET HOMES);
    bring(workspace, "a.csv", ACTUALS "C1,Homes,P1,100\n");
    bring(workspace, "b.csv", ACTUALS "C1,Homes,P1,300\n");
    bring(workspace, "a.csv", ACTUALS "C1,Homes,P1,100\n");
    load_at(workspace, CASEBOOK_NOW, &kept);
    assert_int_equal(paid(&kept, 1, &restated), 10000);
    assert_false(restated); /* its period is still open */
    assert_int_equal(kept.snapshot, 4);
    casebook_books_clear(&kept);
}

static void a_budget_is_of_its_year(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_books kept;
    struct problem problem = {0};
    bring(workspace, "2025.csv", BUDGET HOMES);
    bring(workspace, "2026.csv", BUDGET "Homes,Care,C1,7,8,2026-27,home_external\n");
    bring(workspace, "virement.csv", BUDGET "Homes,Care,C1,1000,1500,2025-26,home_external\n");
    load_at(workspace, CASEBOOK_NOW, &kept);
    assert_int_equal(kept.books.lines, 1);
    assert_int_equal(kept.books.line[0].original, 100000);
    assert_int_equal(kept.books.line[0].approved, 150000);
    casebook_books_clear(&kept);
    assert_int_equal(casebook_load_books(workspace->casebook, CASEBOOK_NEWEST_YEAR, CASEBOOK_NOW, &kept, &problem), 0);
    assert_int_equal(kept.books.year, 2026);
    assert_int_equal(kept.books.line[0].approved, 800);
    casebook_books_clear(&kept);
    assert_int_equal(casebook_load_books(workspace->casebook, 2024, CASEBOOK_NOW, &kept, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.text, "no budget of 2024-25"));
}

static void payments_without_a_year_are_of_the_budget(void **state)
{
    struct workspace *workspace = *state;
    workspace_put(workspace, "actuals.csv", ACTUALS "C1,Homes,P1,100\n");
    workspace_import_badly(workspace, PROBLEM_INPUT, "tells no financial year");
    workspace_put(workspace, "budget.csv", BUDGET HOMES);
    workspace_import_well(workspace, NULL);
    workspace_assert(workspace, "SELECT year, period FROM books_part WHERE kind = 5", "2025|1\n");
}

static int64_t items_of(struct workspace *workspace, const char *version, int64_t *first_year)
{
    struct casebook_round kept;
    int64_t items = 0;
    *first_year = 0;
    assert_int_equal(casebook_load_round(workspace->casebook, &kept, NULL), 0);
    for (int64_t i = 0; i < kept.items; i++)
        if (strcmp(kept.item[i].version, version) == 0) {
            items++;
            *first_year += kept.item[i].pence[0];
        }
    casebook_round_clear(&kept);
    return items;
}

/* A version is replaced by itself alone, and pressures never by savings. */
static void a_new_version_overwrites_no_other(void **state)
{
    struct workspace *workspace = *state;
    int64_t pence;
    bring(workspace, "pressures.csv", ITEMS "P1,Pay,draft 1,100\nP2,Demand,draft 1,50\n");
    bring(workspace, "savings.csv", ITEMS "S1,Step down,draft 1,30\n");
    bring(workspace, "pressures.csv", ITEMS "P1,Pay,draft 2,120\n");
    assert_int_equal(items_of(workspace, "draft 1", &pence), 3);
    assert_int_equal(pence, 18000);
    assert_int_equal(items_of(workspace, "draft 2", &pence), 1);
    bring(workspace, "pressures.csv", ITEMS "P1,Pay,draft 1,110\n");
    assert_int_equal(items_of(workspace, "draft 1", &pence), 2);
    assert_int_equal(pence, 11000 + 3000);
    assert_int_equal(items_of(workspace, "draft 2", &pence), 1);
    assert_int_equal(pence, 12000);
}

static void books_that_cannot_be_taken_change_nothing(void **state)
{
    struct workspace *workspace = *state;
    static const struct {
        const char *name, *content, *why;
    } bad[] = {
        {"x.csv", LEDGER "A,,,home_external,X,700,C1\nB,soon,,,X,1,C1\n", "no row of the file can be read"},
        {"x.csv", "start,end,type,provider,weekly_price\n2025-04-01,,,X,1\n", "of the kind ledger, but child is not among"},
        {"x.csv", "child,start,end,type,provider,weekly_price,Start\nA,2025-04-01,,,X,1,\n", "stands twice"},
        {"x.csv", LEDGER "C,2025-04-01,,home_external,X,700,C1\n", "are both Ledger"},
        {"x.csv", ACTUALS "C1,Homes,P1,5\n", "both have Payments (period P1 of 2025-26)"},
        {"x.csv", BUDGET "Other,Care,C1,7,8,2025-26,\n", "both have Budget (2025-26)"},
        {"x.csv", ITEMS "X,Y,draft 1,5\n", "does not say whether it is a pressure, a saving or a grant"},
        {"x.csv", "post,team,fte,contract\nP1,North,x,agency\n", "no row of the file can be read"},
        {"x-pressures.csv", ITEMS "X,Y,draft 1,5\n", "both have Budget round (version draft 1)"},
        {"x.csv", BUDGET "Other,Care,C1,7,8,,\n", "no row of the file can be read"},
    };
    bring(workspace, "before.csv", LEDGER "A,2025-04-01,,home_external,X,700,C1\n");
    workspace_put(workspace, "ledger.csv", LEDGER "B,2025-04-01,,home_external,X,700,C1\n");
    workspace_put(workspace, "budget.csv", BUDGET HOMES);
    workspace_put(workspace, "actuals.csv", ACTUALS "C1,Homes,P1,100\n");
    workspace_put(workspace, "pressures.csv", ITEMS "P1,Pay,draft 1,1\n");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        workspace_put(workspace, bad[i].name, bad[i].content);
        workspace_import_badly(workspace, PROBLEM_INPUT, bad[i].why);
        workspace_remove(workspace, bad[i].name);
    }
    workspace_import_well(workspace, NULL);
}

static void no_child_is_named_in_the_casebook(void **state)
{
    struct workspace *workspace = *state;
    struct text all = {0};
    workspace_put(workspace, "ledger.csv",
                  "child,start,type,weekly_price,notes\nMARY-1,2025-04-01,home_external,700,about MARY-1\n"
                  "MARY-2,MARY-2,home_external,700,x\n");
    workspace_import_well(workspace, NULL);
    workspace_dump(workspace, &all);
    assert_non_null(strstr(text_string(&all), "start is not a date"));
    assert_null(strstr(text_string(&all), "MARY"));
    assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM books_ledger WHERE length(child) = 16"), 1);
    text_clear(&all);
}

/* The ledger may come before the return that knows its child. */
static void a_child_is_known_when_a_return_names_it(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_books kept;
    char before[33], after[33];
    bring(workspace, "budget.csv", BUDGET HOMES);
    bring(workspace, "ledger.csv",
          LEDGER
          "A,2025-04-02,,home_external,X,700,C1\nB,2025-04-03,,tree house,X,700,C1\nC,2024-01-01,2025-04-01,,X,1,C1\n");
    load_at(workspace, CASEBOOK_NOW, &kept);
    assert_int_equal(kept.books.packages, 2); /* C left in the morning on which the year began */
    assert_int_equal(kept.books.package[0].child, 0);
    assert_int_equal(kept.unknown_kinds, 1);
    assert_int_equal(kept.books.package[1].state, -1);
    assert_int_equal(casebook_books_hash(&kept, before, NULL), 0);
    casebook_books_clear(&kept);
    workspace_put(workspace, "e.csv", EPISODES "A,01/05/2024,S,C2,N1,U4,PR1,,,,,,\n");
    workspace_put(workspace, "h.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA,F,01/02/2012,WBRI,,,\n");
    workspace_import_well(workspace, NULL);
    load_at(workspace, CASEBOOK_NOW, &kept);
    assert_true(kept.books.package[0].child > 0);
    assert_int_equal(kept.books.package[1].child, 0);
    assert_int_equal(casebook_books_hash(&kept, after, NULL), 0);
    assert_string_not_equal(before, after);
    casebook_books_clear(&kept);
}

static void hash_of(struct workspace *workspace, char out[33])
{
    struct casebook_books kept;
    load_at(workspace, CASEBOOK_NOW, &kept);
    assert_int_equal(casebook_books_hash(&kept, out, NULL), 0);
    casebook_books_clear(&kept);
}

/* The same rows in another order and under another name are the same books; one penny makes them others. */
static void the_hash_of_the_books_holds_what_they_say(void **state)
{
    struct workspace *workspace = *state;
    char first[33], second[33], third[33];
    bring(workspace, "budget.csv", BUDGET HOMES);
    bring(workspace, "ledger.csv", LEDGER "A,2025-04-02,,home_external,X,700,C1\nB,2025-04-03,,home_external,X,800,C1\n");
    hash_of(workspace, first);
    bring(workspace, "other.csv",
          LEDGER "B,03/04/2025,,home_external,X,\"800.00\",C1\nA,2025-04-02,,home_external,X,700,C1\n");
    hash_of(workspace, second);
    bring(workspace, "penny.csv", LEDGER "A,2025-04-02,,home_external,X,700.01,C1\nB,2025-04-03,,home_external,X,800,C1\n");
    hash_of(workspace, third);
    assert_string_equal(first, second);
    assert_string_not_equal(first, third);
}

/* Packages by their nights, whatever the budget. */
static void packages_alone_need_no_budget(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_books kept;
    struct problem problem = {0};
    const day on = calendar_day(2025, 3, 31);
    assert_int_equal(casebook_load_packages(workspace->casebook, on, on + 1, &kept, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.next, "homeward template ledger"));
    bring(workspace, "ledger.csv",
          LEDGER "A,2025-03-31,,home_external,X,1,C1\nB,2025-01-01,2025-03-31,home_external,X,2,C1\n"
                 "C,2025-01-01,2025-04-01,home_external,X,3,C1\nD,2025-04-01,,home_external,X,4,C1\n");
    assert_int_equal(casebook_load_packages(workspace->casebook, on, on + 1, &kept, &problem), 0);
    assert_int_equal(kept.books.packages, 2);
    assert_int_equal(kept.books.package[0].weekly, 300); /* the earlier start first */
    assert_int_equal(kept.books.package[0].row, 4);
    assert_int_equal(kept.books.package[1].weekly, 100);
    casebook_books_clear(&kept);
    assert_int_equal(casebook_load_packages(workspace->casebook, on + 1, on + 2, &kept, &problem), 0);
    assert_int_equal(kept.books.packages, 2);
    casebook_books_clear(&kept);
}

int main(void)
{
#define IN_WORKSPACE(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        IN_WORKSPACE(every_file_comes_with_its_control_total),
        IN_WORKSPACE(the_same_books_again_change_nothing),
        IN_WORKSPACE(a_new_ledger_takes_the_place_of_the_last_one),
        IN_WORKSPACE(causes_are_in_force_for_their_year),
        IN_WORKSPACE(a_restated_figure_has_the_reason_that_came_since),
        IN_WORKSPACE(a_period_told_anew_is_restated_and_the_others_stay),
        IN_WORKSPACE(an_older_file_brought_again_is_in_force_again),
        IN_WORKSPACE(a_budget_is_of_its_year),
        IN_WORKSPACE(payments_without_a_year_are_of_the_budget),
        IN_WORKSPACE(a_new_version_overwrites_no_other),
        IN_WORKSPACE(books_that_cannot_be_taken_change_nothing),
        IN_WORKSPACE(no_child_is_named_in_the_casebook),
        IN_WORKSPACE(a_child_is_known_when_a_return_names_it),
        IN_WORKSPACE(the_hash_of_the_books_holds_what_they_say),
        IN_WORKSPACE(packages_alone_need_no_budget),
    };
    return cmocka_run_group_tests_name("import_books", tests, NULL, NULL);
}
