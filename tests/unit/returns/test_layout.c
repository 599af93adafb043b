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

static void the_loaded_tables_have_their_columns_where_the_names_say(void **state)
{
    (void)state;
    assert_int_equal(return_column_of(RETURN_HEADER, "MC_DOB"), HEADER_MC_DOB);
    assert_int_equal(return_column_of(RETURN_HEADER, "UPN"), HEADER_UPN);
    assert_int_equal(return_column_of(RETURN_EPISODES, "PLACE_PROVIDER"), EPISODES_PLACE_PROVIDER);
    assert_int_equal(return_column_of(RETURN_EPISODES, "DEC"), EPISODES_DEC);
    assert_int_equal(return_column_of(RETURN_EPISODES, "URN"), EPISODES_URN);
    assert_int_equal(return_column_of(RETURN_UASC, "DUC"), UASC_DUC);
    assert_int_equal(return_column_of(RETURN_UASC, "DECOM"), -1);
    assert_int_equal(return_column_of(RETURN_UNKNOWN, "CHILD"), -1);
}

static void only_header_episodes_and_uasc_are_loaded(void **state)
{
    (void)state;
    for (int table = 0; table < RETURN_TABLES; table++) {
        bool loaded = table == RETURN_HEADER || table == RETURN_EPISODES || table == RETURN_UASC;
        assert_int_equal(return_layout((enum return_table)table)->loaded, loaded);
    }
    assert_null(return_layout(RETURN_UNKNOWN));
    assert_null(return_layout(RETURN_TABLES));
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
    assert_int_equal(lists, 2 + 7 + 1); /* header, episodes, UASC */
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
        cmocka_unit_test(the_loaded_tables_have_their_columns_where_the_names_say),
        cmocka_unit_test(only_header_episodes_and_uasc_are_loaded),
        cmocka_unit_test(every_code_list_that_a_column_names_exists),
        cmocka_unit_test(order_case_and_blanks_do_not_matter),
        cmocka_unit_test(tables_that_begin_alike_are_told_apart),
        cmocka_unit_test(extra_columns_do_not_hide_a_table),
        cmocka_unit_test(optional_columns_may_be_missing),
        cmocka_unit_test(what_fits_no_table_is_unknown),
    };
    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
