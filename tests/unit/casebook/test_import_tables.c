/* Every table of the return, row by row: what is kept of each cell and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/import_tables.h"
#include "workspace_fixture.h"

#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

/* Two children of 2026-27, the first year that has all tables. */
static void put_all_tables(struct workspace *workspace)
{
    workspace_put(workspace, "e.csv",
                  EPISODES "K1,01/05/2026,S,C2,N1,U4,PR1,20/03/2027,E4A,,B12 9XQ,B13 1AB,SC123456\n"
                           "K2,01/06/2026,S,C2,N1,U4,PR1,,,,B12 9XQ,B13,XXXXXXX\n");
    workspace_put(workspace, "h.csv",
                  "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
                  "K1,F,01/02/2011,WBRI,A123456789012,1,03/04/2026\nK2,M,02/02/2012,AOTH,UN4,0,\n");
    workspace_put(workspace, "reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\nK1,01/02/2011,11/08/2026,PN1\n");
    workspace_put(workspace, "uasc.csv", "CHILD,SEX,DOB,DUC\nK2,M,02/02/2012,02/02/2030\n");
    workspace_put(workspace, "oc2.csv",
                  "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,"
                  "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n"
                  "K1,01/02/2011,21.0,SDQ2,0,1,0,1,0,1,0,1\n");
    workspace_put(workspace, "oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nK1,01/02/2011,YES,F1,B1\n");
    workspace_put(workspace, "ad1.csv",
                  "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"
                  "K1,01/02/2011,05/05/2026,06/06/2026,0,2,MF,L11\n");
    workspace_put(
        workspace, "pa.csv",
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\nK1,01/02/2011,07/07/2026,08/08/2026,RD1\n");
    workspace_put(workspace, "pp.csv",
                  "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nK1,01/02/2011,P1,330,ZZ/05/2020\nK2,02/02/2012,Z1,,\n");
    workspace_put(workspace, "missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\nK2,02/02/2012,M,09/09/2026,10/09/2026\n");
    workspace_put(workspace, "sw.csv",
                  "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"
                  "K1,01/02/2011,SW12345,01/05/2026,ZZ/ZZ/ZZZZ,FIRSTSW\nK2,02/02/2012,SW12345,1/6/2026,,FIRSTSW\n"
                  "K2,02/02/2012,Quentina,1/7/2026,,FIRSTSW\n");
    workspace_put(workspace, "dolo.csv", "CHILD,DOB,DOLO_START,DOLO_END\nK2,02/02/2012,10/10/2026,11/11/2026\n");
}

#define DAY(column) "date(" #column " * 86400, 'unixepoch')"

static void every_table_is_kept_row_by_row(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    put_all_tables(workspace);
    assert_int_equal(workspace_import_one(workspace, "", calendar_day(2027, 6, 1), NULL, &report, NULL), 0);
    assert_int_equal(report.files, 12);
    for (int i = 0; i < 12; i++) {
        assert_int_equal(report.file[i].outcome, CASEBOOK_LOADED);
        assert_int_equal(report.file[i].year, 2026);
        assert_int_equal(report.file[i].quarantined, 0);
    }
    casebook_import_report_clear(&report);
    workspace_assert(
        workspace,
        "SELECT line, " DAY(decom) ", " DAY(
            dec) ", rne, ls, cin, place, place_provider, rec,"
                 " reason_place_change, home_district, place_district, place_hash IS NULL, urn FROM episode ORDER BY line",
        "2|2026-05-01|2027-03-20|S|C2|N1|U4|PR1|E4A|-|B12|B13|0|SC123456\n"
        "3|2026-06-01|-|S|C2|N1|U4|PR1|-|-|B12|B13|1|XXXXXXX\n");
    workspace_assert(workspace, "SELECT line, sex, ethnic, upn, upn_hash IS NULL, mother FROM header_row ORDER BY line",
                     "2|F|WBRI|valid|0|1\n3|M|AOTH|UN4|1|0\n");
    workspace_assert(workspace, "SELECT line, " DAY(review) ", review_code FROM review", "2|2026-08-11|PN1\n");
    workspace_assert(workspace, "SELECT line, sex, " DAY(duc) " FROM uasc_row", "2|M|2030-02-02\n");
    workspace_assert(workspace,
                     "SELECT sdq_score, sdq_reason, convicted, health_check, immunisations, teeth_check, health_assessment,"
                     " substance_misuse, intervention_received, intervention_offered FROM oc2_row",
                     "21|SDQ2|0|1|0|1|0|1|0|1\n");
    workspace_assert(workspace, "SELECT in_touch, activ, accom FROM oc3_row", "YES|F1|B1\n");
    workspace_assert(workspace,
                     "SELECT " DAY(date_int) ", " DAY(date_match) ", foster_care, nb_adoptr, sex_adoptr, ls_adoptr"
                                                                  " FROM ad1_row",
                     "2026-05-05|2026-06-06|0|2|MF|L11\n");
    workspace_assert(workspace,
                     "SELECT " DAY(date_placed) ", " DAY(date_placed_ceased) ", reason_placed_ceased"
                                                                             " FROM placed_adoption_row",
                     "2026-07-07|2026-08-08|RD1\n");
    workspace_assert(workspace, "SELECT line, prev_perm, la_perm, date_perm FROM previous_permanence_row ORDER BY line",
                     "2|P1|330|ZZ/05/2020\n3|Z1|-|-\n");
    workspace_assert(workspace, "SELECT missing, " DAY(mis_start) ", " DAY(mis_end) " FROM missing_row",
                     "M|2026-09-09|2026-09-10\n");
    workspace_assert(workspace, "SELECT line, sw_form, sw_decom, sw_dec, sw_reason FROM social_worker_row ORDER BY line",
                     "2|SW|01/05/2026|ZZ/ZZ/ZZZZ|FIRSTSW\n3|SW|01/06/2026|-|FIRSTSW\n4|other|01/07/2026|-|FIRSTSW\n");
    workspace_assert(workspace, "SELECT count(DISTINCT sw_hash), count(sw_hash) FROM social_worker_row", "2|3\n");
    workspace_assert(workspace, "SELECT " DAY(dolo_start) ", " DAY(dolo_end) " FROM dolo_row", "2026-10-10|2026-11-11\n");
}

/* The rows name K1 and K2 as often as they stand above. */
static void every_row_names_its_child(void **state)
{
    struct workspace *workspace = *state;
    put_all_tables(workspace);
    assert_int_equal(workspace_import_one(workspace, "", calendar_day(2027, 6, 1), NULL, NULL, NULL), 0);
    workspace_assert(workspace, "SELECT count(*) FROM child", "2\n");
    workspace_assert(workspace,
                     "WITH k1 AS (SELECT child FROM review), rows AS (SELECT child FROM episode"
                     " UNION ALL SELECT child FROM header_row UNION ALL SELECT child FROM uasc_row"
                     " UNION ALL SELECT child FROM oc2_row UNION ALL SELECT child FROM oc3_row"
                     " UNION ALL SELECT child FROM ad1_row UNION ALL SELECT child FROM placed_adoption_row"
                     " UNION ALL SELECT child FROM previous_permanence_row UNION ALL SELECT child FROM missing_row"
                     " UNION ALL SELECT child FROM social_worker_row UNION ALL SELECT child FROM dolo_row)"
                     " SELECT sum(child IN k1), sum(child NOT IN k1) FROM rows",
                     "8|8\n");
}

static void dates_of_birth_are_in_one_table_alone(void **state)
{
    struct workspace *workspace = *state;
    put_all_tables(workspace);
    assert_int_equal(workspace_import_one(workspace, "", calendar_day(2027, 6, 1), NULL, NULL, NULL), 0);
    /* 1 February 2011 and 2 February 2012, in every table but the episodes; 3 April 2026 in the header alone. */
    workspace_assert(workspace,
                     "SELECT form, group_concat(" DAY(born) "), group_concat(" DAY(
                         own_child_born) ")"
                                         " FROM (SELECT * FROM child_birth JOIN return_file ON file = id ORDER BY line) "
                                         "GROUP BY form ORDER BY form",
                     "ad1|2011-02-01|-\n"
                     "dolo|2012-02-02|-\n"
                     "header|2011-02-01,2012-02-02|2026-04-03\n"
                     "missing|2012-02-02|-\n"
                     "oc2|2011-02-01|-\n"
                     "oc3|2011-02-01|-\n"
                     "placed_adoption|2011-02-01|-\n"
                     "previous_permanence|2011-02-01,2012-02-02|-\n"
                     "reviews|2011-02-01|-\n"
                     "social_worker|2011-02-01,2012-02-02,2012-02-02|-\n"
                     "uasc|2012-02-02|-\n");
    struct text dump = {0};
    char born[32];
    workspace_dump(workspace, &dump);
    snprintf(born, sizeof born, "=%d\t", (int)calendar_day(2012, 2, 2));
    int there = 0;
    for (const char *at = text_string(&dump); (at = strstr(at, born)) != NULL; at++)
        there++;
    assert_int_equal(there, 7); /* as above, and nowhere else */
    text_clear(&dump);
}

/* No column of a layout is forgotten: each but CHILD and the dates of birth is kept once, in the order of the layout. */
static void every_column_of_every_layout_is_kept(void **state)
{
    (void)state;
    for (int number = 0; number < RETURN_TABLES; number++) {
        const struct return_layout *layout = return_layout((enum return_table)number);
        const struct import_table *table = import_table((enum return_table)number);
        int kept = 0;
        for (int32_t k = 1; k < layout->columns; k++) {
            if (k == table->born || k == table->own_child_born)
                continue;
            int times = 0;
            for (int i = 0; i < table->columns; i++)
                times += table->column[i].position == k;
            if (times != 1)
                fail_msg("%s of %s is kept %d times", layout->column[k].name, layout->title, times);
            kept++;
        }
        assert_int_equal(kept, table->columns);
        assert_true(layout->columns - 1 - kept == (table->born >= 0) + (table->own_child_born >= 0));
    }
    assert_null(import_table(RETURN_UNKNOWN));
}

static void a_column_is_kept_as_its_kind_asks(void **state)
{
    (void)state;
    for (int number = 0; number < RETURN_TABLES; number++) {
        const struct return_layout *layout = return_layout((enum return_table)number);
        const struct import_table *table = import_table((enum return_table)number);
        for (int i = 0; i < table->columns; i++) {
            const struct import_column *column = &table->column[i];
            enum return_kind kind = layout->column[column->position].kind;
            assert_int_equal(column->kept == IMPORT_DAY, kind == RETURN_DATE);
            assert_int_equal(column->kept == IMPORT_CODE, kind == RETURN_CODE);
            assert_int_equal(column->kept == IMPORT_PARTIAL, kind == RETURN_PARTIAL_DATE);
            /* What identifies is never kept as it is. */
            bool hashed = column->kept == IMPORT_POSTCODE || column->kept == IMPORT_UPN || column->kept == IMPORT_WORKER;
            assert_int_equal(hashed, layout->column[column->position].identifies);
            assert_int_equal(hashed, column->second != NULL);
        }
    }
}

static void an_upn_and_a_social_worker_are_the_same_next_year(void **state)
{
    struct workspace *workspace = *state;
    put_all_tables(workspace);
    assert_int_equal(workspace_import_one(workspace, "", calendar_day(2027, 6, 1), NULL, NULL, NULL), 0);
    workspace_put(workspace, "next/e.csv",
                  EPISODES "K2,01/06/2026,S,C2,N1,U4,PR1,01/05/2027,E4A,,,,\n"
                           "K3,01/05/2027,S,C2,N1,U4,PR1,03/02/2028,E4A,,,,\n");
    workspace_put(workspace, "next/h.csv",
                  "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
                  "K3,F,01/02/2011,WBRI,a123456789012,,\nK2,M,02/02/2012,AOTH,B123456789012,0,\n");
    workspace_put(workspace, "next/sw.csv",
                  "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\nK3,01/02/2011,sw12345,01/05/2027,,FIRSTSW\n");
    assert_int_equal(workspace_import_one(workspace, "next", calendar_day(2028, 6, 1), NULL, NULL, NULL), 0);
    workspace_assert(workspace, "SELECT count(DISTINCT upn_hash), count(upn_hash) FROM header_row", "2|3\n");
    workspace_assert(workspace, "SELECT count(DISTINCT sw_hash), count(sw_hash) FROM social_worker_row", "2|4\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_table_is_kept_row_by_row),
        TEST(every_row_names_its_child),
        TEST(dates_of_birth_are_in_one_table_alone),
        cmocka_unit_test(every_column_of_every_layout_is_kept),
        cmocka_unit_test(a_column_is_kept_as_its_kind_asks),
        TEST(an_upn_and_a_social_worker_are_the_same_next_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
