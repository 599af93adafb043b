/* Every way in which a row of the books can be wrong: the line and column that are named, and what is said about it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "returns/sheet.h"

#define LEDGER                                                                                                              \
    "child,start,end,planned_end,type,provider,weekly_price,health_share,education_share,cost_centre,in_house,review_due,"  \
    "unregistered\n"                                                                                                        \
    "Mary-1,2025-04-01,,,home_external,Rose House,700.00,,,C1,n,,n\n"
#define ACTUALS "cost_centre,line,period,amount,year\nC1,Homes,P1,100.00,2025-26\n"
#define EXPLAINED "cost_centre,line,period,amount,reason,owner,year\nC1,Homes,P1,1.00,Late invoice,Ann,2025-26\n"
#define CAUSES "line,cause,amount,recurrent,note,owner,due,year\nHomes,timing,5.00,y,Late,Ann,2025-12-31,2025-26\n"
#define BUDGET                                                                                                              \
    "line,service,cost_centre,original,approved,year,type,number,weekly_price\n"                                            \
    "Homes,Care,C1,100,100,2025-26,home_external,1,700\n"
#define STAFFING                                                                                                            \
    "post,team,role,grade,fte,start,end,contract,annual_cost,weekly_cost,vacancy,planned_end\n"                             \
    "P1,North,Social worker,G9,1,2025-04-01,,permanent,50000,,n,\n"
#define ITEMS                                                                                                               \
    "ref,kind,line,category,version,y1,recurrent,type,status,delivered,group,joint,years\n"                                 \
    "S1,saving,Step down,demand,draft 1,100,y,cashable,on track,10,,n,\n"

/* A second row, on line 3, that does not load. */
static const struct fault_case {
    const char *good, *row;
    int32_t column; /* 0: the row as a whole */
    const char *reason;
} cases[] = {
    {LEDGER, ",2025-04-01,,,home_external,,700,,,C1,,,", 1, "child is blank"},
    {LEDGER, "A,,,,home_external,,700,,,C1,,,", 2, "start is blank"},
    {LEDGER, "A,31/02/2025,,,home_external,,700,,,C1,,,", 2, "start is not a date"},
    {LEDGER, "A,April,,,home_external,,700,,,C1,,,", 2, "start is not a date"},
    {LEDGER, "A,2025-04-02,2025-04-01,,home_external,,700,,,C1,,,", 3, "end is before the start"},
    {LEDGER, "A,2025-04-02,soon,,home_external,,700,,,C1,,,", 3, "end is not a date"},
    {LEDGER, "A,2025-04-02,,01/04/2025,home_external,,700,,,C1,,,", 4, "planned_end is before the start"},
    {LEDGER, "A,2025-04-02,,2025-13-01,home_external,,700,,,C1,,,", 4, "planned_end is not a date"},
    {LEDGER, "A,2025-04-01,,,home_external,,-700,,,C1,,,", 7, "weekly_price is below nothing"},
    {LEDGER, "A,2025-04-01,,,home_external,,(700.00),,,C1,,,", 7, "weekly_price is below nothing"},
    {LEDGER, "A,2025-04-01,,,home_external,,7.005,,,C1,,,", 7, "weekly_price is not pounds and pence"},
    {LEDGER, "A,2025-04-01,,,home_external,,\"7,00\",,,C1,,,", 7, "weekly_price is not pounds and pence"},
    {LEDGER, "A,2025-04-01,,,home_external,,to be agreed,,,C1,,,", 7, "weekly_price is not pounds and pence"},
    {LEDGER, "A,2025-04-01,,,home_external,,99999999999999999999,,,C1,,,", 7, "weekly_price is not pounds and pence"},
    {LEDGER, "A,2025-04-01,,,home_external,,700,101,,C1,,,", 8, "health_share is not between 0% and 100%"},
    {LEDGER, "A,2025-04-01,,,home_external,,700,-1%,,C1,,,", 8, "health_share is not between 0% and 100%"},
    {LEDGER, "A,2025-04-01,,,home_external,,700,half,,C1,,,", 8,
     "health_share is not a percentage with at most three decimals"},
    {LEDGER, "A,2025-04-01,,,home_external,,700,1.2345,,C1,,,", 8,
     "health_share is not a percentage with at most three decimals"},
    {LEDGER, "A,2025-04-01,,,home_external,,700,60,40.001,C1,,,", 9,
     "education_share is not between 0% and what health leaves of 100%"},
    {LEDGER, "A,2025-04-01,,,home_external,,700,,-0.5,C1,,,", 9,
     "education_share is not between 0% and what health leaves of 100%"},
    {LEDGER, "A,2025-04-01,,,home_external,,700,,,C1,perhaps,,", 11, "in_house is not y or n"},
    {LEDGER, "A,2025-04-01,,,home_external,,700,,,C1,,next week,", 12, "review_due is not a date"},
    {LEDGER, "A,2025-04-01,,,home_external,,700,,,C1,,,2", 13, "unregistered is not y or n"},
    {LEDGER, "A,2025-04-01,,,home_external,,700,,,C1", 0, "the row has 10 cells where the heading has 13"},
    {LEDGER, "A,2025-04-01,,,home_external,,700,,,C1,,,,more", 0, "the row has 14 cells where the heading has 13"},
    {ACTUALS, "C1,Homes,P0,100,2025-26", 3, "period is not a period: P1 for April to P12 for March"},
    {ACTUALS, "C1,Homes,P13,100,2025-26", 3, "period is not a period: P1 for April to P12 for March"},
    {ACTUALS, "C1,Homes,1.5,100,2025-26", 3, "period is not a period: P1 for April to P12 for March"},
    {ACTUALS, "C1,Homes,April,100,2025-26", 3, "period is not a period: P1 for April to P12 for March"},
    {ACTUALS, "C1,Homes,,100,2025-26", 3, "period is blank"},
    {ACTUALS, "C1,Homes,P1,,2025-26", 4, "amount is blank"},
    {ACTUALS, "C1,Homes,P1,1O0,2025-26", 4, "amount is not pounds and pence"},
    {ACTUALS, "C1,Homes,P1,100,2025-27", 5, "year is not a financial year: 2025-26"},
    {ACTUALS, "C1,Homes,P1,100,this", 5, "year is not a financial year: 2025-26"},
    {EXPLAINED, "C1,Homes,P2,1.00,,Ann,2025-26", 5, "reason is blank"},
    {EXPLAINED, "C1,Homes,P99,1.00,Accrual,Ann,2025-26", 3, "period is not a period: P1 for April to P12 for March"},
    {EXPLAINED, "C1,Homes,P2,one,Accrual,Ann,2025-26", 4, "amount is not pounds and pence"},
    {EXPLAINED, "C1,Homes,P2,1,Accrual,Ann,25", 7, "year is not a financial year: 2025-26"},
    {CAUSES, "Homes,,5,y,Late,Ann,,2025-26", 2, "cause is blank"},
    {CAUSES, "Homes,timing,,y,Late,Ann,,2025-26", 3, "amount is blank, which only number and price may be"},
    {CAUSES, "Homes,recovery,,y,Late,Ann,,2025-26", 3, "amount is blank, which only number and price may be"},
    {CAUSES, "Homes,Recovery,5,y,Late,Ann,,2025-26", 3, "amount is above nothing, and a recovery brings a variance down"},
    {CAUSES, "Homes,timing,5,perhaps,Late,Ann,,2025-26", 4, "recurrent is not y or n"},
    {CAUSES, "Homes,timing,5,y,Late,Ann,soon,2025-26", 7, "due is not a date"},
    {BUDGET, ",Care,C1,100,100,2025-26,,,", 1, "line is blank"},
    {BUDGET, "Foster,Care,C2,100,,2025-26,,,", 5, "approved is blank"},
    {BUDGET, "Foster,Care,C2,a hundred,100,2025-26,,,", 4, "original is not pounds and pence"},
    {BUDGET, "Foster,Care,C2,100,100,,,,", 6, "year is blank"},
    {BUDGET, "Foster,Care,C2,100,100,2025/2027,,,", 6, "year is not a financial year: 2025-26"},
    {BUDGET, "Foster,Care,C2,100,100,2025-26,foster,-1,", 8, "number is below nothing"},
    {BUDGET, "Foster,Care,C2,100,100,2025-26,foster,1.0001,", 8, "number is not a number with at most three decimals"},
    {BUDGET, "Foster,Care,C2,100,100,2025-26,foster,1,-700", 9, "weekly_price is below nothing"},
    {STAFFING, ",North,,,1,,,permanent,,,,", 1, "post is blank"},
    {STAFFING, "P2,,,,1,,,permanent,,,,", 2, "team is blank"},
    {STAFFING, "P2,North,,,,,,permanent,,,,", 5, "fte is blank"},
    {STAFFING, "P2,North,,,-0.5,,,permanent,,,,", 5, "fte is below nothing"},
    {STAFFING, "P2,North,,,full,,,permanent,,,,", 5, "fte is not a number with at most three decimals"},
    {STAFFING, "P2,North,,,1,2025-05-02,2025-05-01,permanent,,,,", 7, "end is before the start"},
    {STAFFING, "P2,North,,,1,,,zero hours,,,,", 8,
     "contract is not permanent, agency, managed team, academy or international"},
    {STAFFING, "P2,North,,,1,,,permanent,50000,1000,,", 10, "weekly_cost is told beside annual_cost: give one of them"},
    {STAFFING, "P2,North,,,1,,,permanent,-1,,,", 9, "annual_cost is below nothing"},
    {STAFFING, "P2,North,,,1,,,agency,,-1,,", 10, "weekly_cost is below nothing"},
    {STAFFING, "P2,North,,,1,,,agency,,,vacant,", 11, "vacancy is not y or n"},
    {STAFFING, "P2,North,,,1,,,agency,,,,2025-02-30", 12, "planned_end is not a date"},
    {ITEMS, "S2,economy,Step up,,draft 1,100,,,,,,,", 2, "kind is not pressure, saving or grant"},
    {ITEMS, "S2,saving,,,draft 1,100,,,,,,,", 3, "line is blank"},
    {ITEMS, "S2,saving,Step up,,,100,,,,,,,", 5, "version is blank"},
    {ITEMS, "S2,saving,Step up,,draft 1,lots,,,,,,,", 6, "y1 is not pounds and pence"},
    {ITEMS, "S2,saving,Step up,,draft 1,100,often,,,,,,", 7, "recurrent is not y or n"},
    {ITEMS, "S2,saving,Step up,,draft 1,100,y,hoped for,,,,,", 8, "type is not cashable, avoided, income or enabling"},
    {ITEMS, "S2,saving,Step up,,draft 1,100,y,income,green,,,,", 9,
     "status is not delivered, on track, at risk or not achievable"},
    {ITEMS, "S2,saving,Step up,,draft 1,100,y,income,at risk,some,,,", 10, "delivered is not pounds and pence"},
    {ITEMS, "S2,saving,Step up,,draft 1,100,y,income,at risk,1,,y,", 12, "joint is y without a group"},
    {ITEMS, "G1,grant,Early help,,draft 1,100,y,,,,,,two", 13, "years is not a number with at most three decimals"},
};

static void hold(const struct fault_case *each, const struct sheet *sheet)
{
    const struct return_quarantined *row = &sheet->own.quarantine[0];
    if (sheet->own.quarantine_count != 1 || sheet->rows != 1 || sheet->own.rows_read != 2)
        fail_msg("%s: %lld rows are loaded, %lld quarantined", each->row, (long long)sheet->rows,
                 (long long)sheet->own.quarantine_count);
    if (strcmp(row->reason, each->reason) != 0)
        fail_msg("%s: %s", each->row, row->reason);
    assert_int_equal(row->line, 3);
    if (row->column != each->column)
        fail_msg("%s: column %d", each->row, (int)row->column);
}

static void each_wrong_row_is_named_and_its_neighbour_loads(void **state)
{
    (void)state;
    assert_true(sizeof cases / sizeof *cases >= 40);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        struct sheet sheet;
        struct problem problem = {0};
        const int length = snprintf(text, sizeof text, "%s%s\n", cases[i].good, cases[i].row);
        assert_int_equal(sheet_read(text, (size_t)length, "books.csv", &sheet, &problem), 0);
        assert_non_null(sheet.kind);
        hold(&cases[i], &sheet);
        sheet_clear(&sheet);
    }
}

/* A name or number of a child, a provider, an owner: never in what is said about a row. */
static void no_excerpt_shows_a_text(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {LEDGER, "Mary-2,2025-04-01,,,home_external,Rose House,-700,,,C77,,,"},
        {LEDGER, "Mary-2,Mary,,,home_external,Rose House,700,,,C77,,,"},
        {LEDGER, "Mary-2,2025-04-01,,,home_external,Rose House,Mary,,,C77,,,"},
        {LEDGER, "Mary-2,2025-04-01,Rose,House"},
        {ACTUALS, "C77,Mary,Rose,100,2025-26"},
        {EXPLAINED, "C77,Homes,P13,1.00,Invoice of Rose for Mary,Rose,2025-26"},
        {BUDGET, "Mary,Rose,C77,100,100,Mary,,,"},
        {STAFFING, "Mary,Rose,Mary,C77,1,,,Mary,,,,"},
        {ITEMS, "Rose,saving,Mary,C77,,100,,,,,,,"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        struct sheet sheet;
        struct problem problem = {0};
        const int length = snprintf(text, sizeof text, "%s%s\n", rows[i][0], rows[i][1]);
        assert_int_equal(sheet_read(text, (size_t)length, "books.csv", &sheet, &problem), 0);
        assert_int_equal(sheet.own.quarantine_count, 1);
        const char *excerpt = sheet.own.quarantine[0].excerpt;
        if (strstr(excerpt, "Mary") || strstr(excerpt, "Rose") || strstr(excerpt, "C77") || !strstr(excerpt, "***"))
            fail_msg("%s", excerpt);
        sheet_clear(&sheet);
    }
}

/* Pounds of rows that do not load, where the pounds themselves can be read. */
static void pounds_of_quarantined_rows_are_told(void **state)
{
    (void)state;
    static const char text[] = ACTUALS "C1,Homes,P13,\"1,200.50\",2025-26\nC1,Homes,P0,(200.00),2025-26\n"
                                       "C1,Homes,P2,none,2025-26\nC1,Homes,P3,5,2025-26\n";
    struct sheet sheet;
    struct problem problem = {0};
    int64_t loaded;
    assert_int_equal(sheet_read(text, strlen(text), "actuals.csv", &sheet, &problem), 0);
    assert_int_equal(sheet.set_aside, 120050 - 20000);
    assert_true(sheet_total(&sheet, sheet.kind->control, &loaded));
    assert_int_equal(loaded, 10000 + 500);
    sheet_clear(&sheet);
}

/* Columns in any order, names in any case, a blank for the underscore; another column is named and not read. */
static void a_ledger_is_known_in_whatever_order_its_columns_stand(void **state)
{
    (void)state;
    static const char text[] = "Weekly price,Notes,TYPE,Start,Child\n\"\xA3"
                               "1,043.50\",Mary,foster_agency,01/04/2025,A\n";
    struct sheet sheet;
    struct problem problem = {0};
    assert_int_equal(sheet_read(text, strlen(text), "export.csv", &sheet, &problem), 0);
    assert_string_equal(sheet.kind->name, "ledger");
    assert_int_equal(sheet_number(&sheet, "weekly_price", 0), 104350);
    assert_int_equal(sheet_number(&sheet, "start", 0), calendar_day(2025, 4, 1));
    assert_true(sheet_number(&sheet, "end", 0) == SHEET_BLANK);
    assert_int_equal(sheet.own.extra_count, 1);
    assert_string_equal(sheet.own.extra_name[0], "Notes");
    sheet_clear(&sheet);
}

/* What a share, a period, a word and a year may look like. */
static void cells_are_read_in_all_their_ways(void **state)
{
    (void)state;
    static const struct {
        const char *good, *row, *column;
        int64_t value;
    } reads[] = {
        {LEDGER, "A,2025-04-01,2025-04-01,,t,,700,100%,0,C1,,,", "health_share", 100000},
        {LEDGER, "A,2025-04-01,2025-04-01,,t,,700,12.125,,C1,,,", "health_share", 12125},
        {LEDGER, "A,2025-04-01,2025-04-01,,t,,700,60,40,C1,,,", "education_share", 40000},
        {LEDGER, "A,2025-04-01,,,t,,0,,,C1,TRUE,,", "in_house", 1},
        {ACTUALS, "C1,Homes,p12,-5,2025-26", "period", 12},
        {ACTUALS, "C1,Homes,7,(5.00),2025-26", "period", 7},
        {ACTUALS, "C1,Homes,7,(5.00),2025-26", "amount", -500},
        {ACTUALS, "C1,Homes,7,5,2025-26", "year", 2025},
        {CAUSES, "Homes,Price,,,A framework that ended,,,2025-26", "amount", SHEET_BLANK},
        {CAUSES, "Homes,recovery,(5.00),,,,,2025-26", "amount", -500},
        {STAFFING, "P2,North,,,0.6,,,Managed_Team,,,,", "contract", 2},
        {STAFFING, "P2,North,,,0.6,,,AGENCY,,,,", "fte", 600},
        {ITEMS, "S2,Saving,x,,draft 1,1,,,Not-achievable,,,,", "status", 3},
        {ITEMS, "S2,saving,x,,draft 1,1,,,,,foster,y,", "joint", 1},
    };
    for (size_t i = 0; i < sizeof reads / sizeof *reads; i++) {
        char text[1024];
        struct sheet sheet;
        struct problem problem = {0};
        const int length = snprintf(text, sizeof text, "%s%s\n", reads[i].good, reads[i].row);
        assert_int_equal(sheet_read(text, (size_t)length, "books.csv", &sheet, &problem), 0);
        if (sheet.rows != 2 || sheet_number(&sheet, reads[i].column, 1) != reads[i].value)
            fail_msg("%s of %s", reads[i].column, reads[i].row);
        sheet_clear(&sheet);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_wrong_row_is_named_and_its_neighbour_loads),
        cmocka_unit_test(no_excerpt_shows_a_text),
        cmocka_unit_test(pounds_of_quarantined_rows_are_told),
        cmocka_unit_test(a_ledger_is_known_in_whatever_order_its_columns_stand),
        cmocka_unit_test(cells_are_read_in_all_their_ways),
    };
    return cmocka_run_group_tests_name("books_faults", tests, NULL, NULL);
}
