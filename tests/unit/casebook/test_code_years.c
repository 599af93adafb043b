/* The codes of the rows held against the lists of their return's year, not of the episode's own dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "workspace_fixture.h"

#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

/* Imports a file of episodes and loads its rows, which are of as many children as there are lines. */
static void load(struct workspace *workspace, const char *episodes, struct care_records *records)
{
    struct problem problem = {0};
    workspace_put(workspace, "e.csv", episodes);
    if (workspace_import(workspace, NULL, &problem) < 0 ||
        casebook_load_records(workspace->casebook, records, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
}

static uint8_t odd_of_line(const struct care_records *records, int32_t line)
{
    for (int64_t row = 0; row < records->rows; row++)
        if (records->line[row] == line)
            return records->odd[row];
    fail_msg("line %d is not there", line);
    return 0;
}

static void the_year_of_the_return_decides_and_not_that_of_the_episode(void **state)
{
    struct care_records records;
    /* All of 2024-25. H5 began in 2019, when it was a code; in this return it is one of another year. */
    load(*state, EPISODES "1,01/05/2019,S,C2,N1,H5,PR4,,,,,,\n"
                          "2,01/05/2019,S,C2,N1,K3,PR4,,,,,,\n"
                          "3,01/05/2024,S,C2,N1,Z1,,01/06/2024,E45,,,,\n"
                          "4,01/05/2024,S,C2,N1,Z11,,01/07/2024,E43,,,,\n"
                          "5,01/05/2024,S,C2,N1,P2,PR4,01/02/2025,E4A,,,,\n", &records);
    assert_int_equal(records.return_of[0].year, 2024);
    assert_int_equal(odd_of_line(&records, 2), care_odd(CARE_OF_ANOTHER_YEAR, CARE_PLACE));
    assert_int_equal(odd_of_line(&records, 3), 0);
    assert_int_equal(odd_of_line(&records, 4), 0);
    assert_int_equal(odd_of_line(&records, 5),
                     care_odd(CARE_OF_ANOTHER_YEAR, CARE_PLACE) | care_odd(CARE_OF_ANOTHER_YEAR, CARE_REC));
    assert_int_equal(odd_of_line(&records, 6), care_odd(CARE_OF_ANOTHER_YEAR, CARE_PLACE));
    care_records_clear(&records);
}

static void what_no_list_has_is_said_field_by_field(void **state)
{
    struct care_records records;
    load(*state, EPISODES "1,01/05/2019,S,C9,N1,Q9,PR9,01/06/2019,E99,,,,\n"
                          "2,01/05/2019,S,,N1,,,01/09/2019,,,,,\n"
                          "3,01/05/2019,S,V2,N1,K3,PR4,01/10/2019,X1,,,,\n", &records);
    assert_int_equal(odd_of_line(&records, 2), CARE_IN_NO_LIST << CARE_PLACE | CARE_IN_NO_LIST << CARE_PROVIDER |
                                                   CARE_IN_NO_LIST << CARE_REC | CARE_IN_NO_LIST << CARE_LS);
    assert_int_equal(odd_of_line(&records, 3), 0); /* blank is never odd */
    assert_int_equal(odd_of_line(&records, 4), care_odd(CARE_OF_ANOTHER_YEAR, CARE_PLACE));
    care_records_clear(&records);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_year_of_the_return_decides_and_not_that_of_the_episode, workspace_set_up,
                                        workspace_tear_down),
        cmocka_unit_test_setup_teardown(what_no_list_has_is_said_field_by_field, workspace_set_up, workspace_tear_down),
    };
    return cmocka_run_group_tests_name("code_years", tests, NULL, NULL);
}
