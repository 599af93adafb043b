#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "returns/codes.h"
#include "returns/layout.h"

/* Splits "A,B,C" in place and recognises the table. */
static enum return_table table_of(const char *headings)
{
    static char copy[512];
    const char *heading[64];
    int32_t count = 0;
    assert_true(strlen(headings) < sizeof copy);
    memcpy(copy, headings, strlen(headings) + 1);
    for (char *at = copy, *next; at; at = next) {
        next = strchr(at, ',');
        if (next)
            *next++ = '\0';
        heading[count++] = at;
    }
    return return_recognise(heading, count);
}

static void every_table_is_known_by_its_own_columns(void **state)
{
    (void)state;
    for (int table = 0; table < RETURN_TABLES; table++) {
        const struct return_layout *layout = return_layout((enum return_table)table);
        const char *heading[RETURN_COLUMNS_MAX];
        for (int32_t i = 0; i < layout->columns; i++)
            heading[layout->columns - 1 - i] = layout->column[i].name;
        assert_int_equal(return_recognise(heading, layout->columns), table);
    }
}

static void columns_are_where_their_names_say(void **state)
{
    (void)state;
    assert_int_equal(return_column_of(RETURN_HEADER, "MC_DOB"), HEADER_MC_DOB);
    assert_int_equal(return_column_of(RETURN_HEADER, "UPN"), HEADER_UPN);
    assert_int_equal(return_column_of(RETURN_EPISODES, "PLACE_PROVIDER"), EPISODES_PLACE_PROVIDER);
    assert_int_equal(return_column_of(RETURN_EPISODES, "DEC"), EPISODES_DEC);
    assert_int_equal(return_column_of(RETURN_EPISODES, "URN"), EPISODES_URN);
    assert_int_equal(return_column_of(RETURN_UASC, "DUC"), UASC_DUC);
    assert_int_equal(return_column_of(RETURN_OC2, "INTERVENTION_OFFERED"), OC2_INTERVENTION_OFFERED);
    assert_int_equal(return_column_of(RETURN_OC3, "ACCOM"), OC3_ACCOM);
    assert_int_equal(return_column_of(RETURN_AD1, "LS_ADOPTR"), AD1_LS_ADOPTR);
    assert_int_equal(return_column_of(RETURN_PLACED_ADOPTION, "REASON_PLACED_CEASED"), PLACED_ADOPTION_REASON_PLACED_CEASED);
    assert_int_equal(return_column_of(RETURN_PREVIOUS_PERMANENCE, "DATE_PERM"), PREVIOUS_PERMANENCE_DATE_PERM);
    assert_int_equal(return_column_of(RETURN_MISSING, "MIS_END"), MISSING_MIS_END);
    assert_int_equal(return_column_of(RETURN_REVIEWS, "REVIEW_CODE"), REVIEWS_REVIEW_CODE);
    assert_int_equal(return_column_of(RETURN_SOCIAL_WORKER, "SW_REASON"), SOCIAL_WORKER_SW_REASON);
    assert_int_equal(return_column_of(RETURN_DOLO, "DOLO_END"), DOLO_DOLO_END);
    assert_int_equal(return_column_of(RETURN_UASC, "DECOM"), -1);
    assert_int_equal(return_column_of(RETURN_UNKNOWN, "CHILD"), -1);
}

static void a_row_cannot_do_without_its_child_and_little_else(void **state)
{
    (void)state;
    for (int table = 0; table < RETURN_TABLES; table++) {
        const struct return_layout *layout = return_layout((enum return_table)table);
        assert_string_equal(layout->column[0].name, "CHILD");
        for (int32_t i = 0; i < layout->columns; i++) {
            bool must =
                i == 0 || (table == RETURN_HEADER && i == HEADER_DOB) || (table == RETURN_EPISODES && i == EPISODES_DECOM);
            assert_int_equal(layout->column[i].must, must);
        }
    }
    assert_null(return_layout(RETURN_UNKNOWN));
    assert_null(return_layout(RETURN_TABLES));
}

static void identities_are_marked_wherever_they_stand(void **state)
{
    (void)state;
    static const char *const names[] = {"CHILD", "DOB", "UPN", "MC_DOB", "HOME_POST", "PL_POST", "SW_ID"};
    for (int table = 0; table < RETURN_TABLES; table++) {
        const struct return_layout *layout = return_layout((enum return_table)table);
        for (int32_t i = 0; i < layout->columns; i++) {
            bool identity = false;
            for (size_t k = 0; k < sizeof names / sizeof *names; k++)
                identity = identity || strcmp(layout->column[i].name, names[k]) == 0;
            assert_int_equal(layout->column[i].identifies, identity);
        }
    }
}

static void three_dates_may_be_partly_known(void **state)
{
    (void)state;
    int partial = 0;
    for (int table = 0; table < RETURN_TABLES; table++)
        for (int32_t i = 0; i < return_layout((enum return_table)table)->columns; i++)
            partial += return_layout((enum return_table)table)->column[i].kind == RETURN_PARTIAL_DATE;
    assert_int_equal(partial, 3);
    assert_int_equal(return_layout(RETURN_PREVIOUS_PERMANENCE)->column[PREVIOUS_PERMANENCE_DATE_PERM].kind,
                     RETURN_PARTIAL_DATE);
    assert_int_equal(return_layout(RETURN_SOCIAL_WORKER)->column[SOCIAL_WORKER_SW_DECOM].kind, RETURN_PARTIAL_DATE);
    assert_int_equal(return_layout(RETURN_SOCIAL_WORKER)->column[SOCIAL_WORKER_SW_DEC].kind, RETURN_PARTIAL_DATE);
}

static void every_code_list_that_a_column_names_exists(void **state)
{
    (void)state;
    int lists = 0;
    for (int table = 0; table < RETURN_TABLES; table++) {
        const struct return_layout *layout = return_layout((enum return_table)table);
        assert_in_range(layout->columns, 3, RETURN_COLUMNS_MAX);
        for (int32_t i = 0; i < layout->columns; i++) {
            if (!layout->column[i].codes)
                continue;
            assert_non_null(return_code_list(layout->column[i].codes));
            lists++;
        }
    }
    /* Header, episodes, reviews, UASC, OC2, OC3, AD1, placed for adoption, permanence, missing, social workers. */
    assert_int_equal(lists, 3 + 7 + 1 + 1 + 9 + 3 + 4 + 1 + 1 + 1 + 1);
}

static void order_case_and_blanks_do_not_matter(void **state)
{
    (void)state;
    assert_int_equal(table_of("upn, child ,Ethnic,DOB\t,sex,MOTHER,MC_DOB"), RETURN_HEADER);
    assert_int_equal(table_of("rec,DEC,decom,PLACE,LS,CIN,RNE,CHILD,PLACE_PROVIDER"), RETURN_EPISODES);
}

static void tables_that_begin_alike_are_told_apart(void **state)
{
    (void)state;
    assert_int_equal(table_of("CHILD,SEX,DOB,DUC"), RETURN_UASC);
    assert_int_equal(table_of("CHILD,SEX,DOB,ETHNIC"), RETURN_HEADER);
    assert_int_equal(table_of("CHILD,DOB,MISSING,MIS_START,MIS_END"), RETURN_MISSING);
    assert_int_equal(table_of("CHILD,DOB,REVIEW,REVIEW_CODE"), RETURN_REVIEWS);
    assert_int_equal(table_of("CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK"),
                     RETURN_OC2);
    assert_int_equal(table_of("CHILD,DOB,DOLO_START"), RETURN_DOLO);
    assert_int_equal(table_of("CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON"), RETURN_SOCIAL_WORKER);
    assert_int_equal(table_of("CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM"), RETURN_PREVIOUS_PERMANENCE);
}

static void extra_columns_do_not_hide_a_table(void **state)
{
    (void)state;
    /* An extract that adds the child's particulars to its episodes is still one of episodes. */
    assert_int_equal(table_of("LA,CHILD,SEX,DOB,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,PL_LA,PL_DISTANCE"),
                     RETURN_EPISODES);
    /* A header with the UASC mark has more columns of the header than of UASC. */
    assert_int_equal(table_of("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,DUC"), RETURN_HEADER);
}

static void optional_columns_may_be_missing(void **state)
{
    (void)state;
    assert_int_equal(table_of("CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC"), RETURN_EPISODES);
    assert_int_equal(table_of("CHILD,SEX,DOB,ETHNIC,UPN"), RETURN_HEADER);
}

static void what_fits_no_table_is_unknown(void **state)
{
    (void)state;
    assert_int_equal(table_of("CHILD,SEX,DOB"), RETURN_UNKNOWN);             /* no column of one table alone */
    assert_int_equal(table_of("SEX,DOB,ETHNIC,UPN,MOTHER"), RETURN_UNKNOWN); /* no CHILD */
    assert_int_equal(table_of("CHILD,URN,REC"), RETURN_UNKNOWN);             /* too little of any */
    assert_int_equal(table_of("CHILD,DOB,DUC,MIS_START,MIS_END,SEX,MISSING"), RETURN_MISSING);
    assert_int_equal(table_of("CHILD,DOB,DUC,DOLO_START"), RETURN_UNKNOWN); /* as much UASC as liberty orders */
    assert_int_equal(table_of("child_id,start,end"), RETURN_UNKNOWN);
    assert_int_equal(table_of(""), RETURN_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_is_known_by_its_own_columns),
        cmocka_unit_test(columns_are_where_their_names_say),
        cmocka_unit_test(a_row_cannot_do_without_its_child_and_little_else),
        cmocka_unit_test(identities_are_marked_wherever_they_stand),
        cmocka_unit_test(three_dates_may_be_partly_known),
        cmocka_unit_test(every_code_list_that_a_column_names_exists),
        cmocka_unit_test(order_case_and_blanks_do_not_matter),
        cmocka_unit_test(tables_that_begin_alike_are_told_apart),
        cmocka_unit_test(extra_columns_do_not_hide_a_table),
        cmocka_unit_test(optional_columns_may_be_missing),
        cmocka_unit_test(what_fits_no_table_is_unknown),
    };
    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
