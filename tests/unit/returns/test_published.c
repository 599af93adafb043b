/* Published figures of authorities, in the two shapes in which they come. */
#include "reading.h"

#include <stdio.h>

#include "returns/published.h"

#define LONG_HEADING "la_code,la_name,region,measure,category,year,value,source\n"
#define SHORT_HEADING "short,item,year,name,value,la,region,v\n"
#define STOCK_ROW(code, name, year, value)                                                                                  \
    code "," name ",North West,cla_number,Children looked after on 31 March each year," year "," value ",X\n"

static struct published told(const char *text)
{
    struct published published;
    struct problem problem = {0};
    if (published_read(text, strlen(text), "figures.csv", &published, &problem) < 0)
        fail_msg("%s", problem.text);
    return published;
}

static int32_t figure(const struct published *published, const char *name, enum published_figure_kind kind, int32_t year)
{
    return published_figure(published, published_named(published, name), kind, year);
}

static void measures_and_categories_are_known_by_dfes_words(void **state)
{
    (void)state;
    struct published published =
        told(LONG_HEADING STOCK_ROW("343.0", "Sefton", "2025", "506")
                 STOCK_ROW("343.0", "Sefton", "2024",
                           "560") "343.0,Sefton,North West,cla_ceased: Reason episode ceased,Returned home to live with "
                                  "parents or other person with "
                                  "parental responsibility which was not part of the care planning process,2025,7,X\n"
                                  "343.0,Sefton,North West,cla_31_march: Placement,Foster placements,2025,300,X\n"
                                  "343.0,Sefton,North West,referrals,All,2025,4000,X\n");
    assert_int_equal(published.authorities, 1);
    assert_int_equal(published.authority[0].number, 343);
    assert_string_equal(published.authority[0].region, "North West");
    assert_int_equal(figure(&published, "sefton", PUBLISHED_STOCK, 2025), 506);
    assert_int_equal(figure(&published, "Sefton", PUBLISHED_STOCK, 2024), 560);
    assert_int_equal(figure(&published, "Sefton", PUBLISHED_CEASED_HOME_UNPLANNED, 2025), 7);
    assert_int_equal(figure(&published, "Sefton", PUBLISHED_CEASED_HOME, 2025), PUBLISHED_NONE);
    assert_int_equal(figure(&published, "Sefton", PUBLISHED_FOSTER, 2025), 300);
    assert_int_equal(figure(&published, "Sefton", PUBLISHED_STOCK, 2023), PUBLISHED_NONE);
    assert_int_equal(published.rows_read, 5);
    assert_int_equal(published.rows_used, 4);
    published_clear(&published);
    published_clear(&published);
}

static void indicators_are_known_by_their_short_names(void **state)
{
    (void)state;
    struct published published = told(SHORT_HEADING "LACnum,,2017,Sefton,459,343.0,North West,459.0\n"
                                                    "LACnum_Start,,2017,Sefton,170,343,North West,170.0\n"
                                                    "LACnum,,2017,North West,13000,981.0,North West,13000.0\n"
                                                    "LACnum,,2017,314 / 318,99,,London,99\n"
                                                    "LACnum,,2017,Poole,-,836.0,South West,\n"
                                                    "LAC,,2017,Sefton,85,343.0,North West,85.0\n");
    assert_int_equal(published.authorities, 2);
    assert_int_equal(figure(&published, "Sefton", PUBLISHED_STOCK, 2017), 459);
    assert_int_equal(figure(&published, "Sefton", PUBLISHED_STARTS, 2017), 170);
    assert_int_equal(figure(&published, "Poole", PUBLISHED_STOCK, 2017), PUBLISHED_NONE); /* "-": not published */
    assert_int_equal(published_named(&published, "North West"), -1);
    published_clear(&published);
}

static void a_figure_told_twice_keeps_the_first_and_counts_the_other(void **state)
{
    (void)state;
    struct published published = told(LONG_HEADING STOCK_ROW("343", "Sefton", "2025", "506") STOCK_ROW(
        "343", "Sefton", "2025", "506") STOCK_ROW("343", "Sefton", "2025", "507"));
    assert_int_equal(figure(&published, "Sefton", PUBLISHED_STOCK, 2025), 506);
    assert_int_equal(published.told_twice, 1);
    published_clear(&published);
}

/* The number says which authority it is, however its name is spelt; a name is found by its beginning or its number too. */
static void an_authority_is_found_by_either_spelling(void **state)
{
    (void)state;
    struct published published =
        told(LONG_HEADING STOCK_ROW("884.0", "\"Herefordshire, County of\"", "2025", "344")
                 STOCK_ROW("919.0", "Hertfordshire", "2025", "1010") STOCK_ROW("840.0", "County Durham", "2025", "1183"));
    struct published other = told(SHORT_HEADING "LACnum,,2016,Herefordshire,290,884.0,West Midlands,290\n"
                                                "LACnum,,2025,Herefordshire,999,884.0,West Midlands,999\n"
                                                "LACnum,,2016,Durham,700,840.0,North East,700\n"
                                                "LACnum,,2016,Poole,120,836.0,South West,120\n");
    assert_int_equal(published_add(&published, &other, NULL), 0);
    assert_int_equal(published.authorities, 4);
    assert_int_equal(figure(&published, "herefordshire, county of", PUBLISHED_STOCK, 2016), 290);
    assert_int_equal(figure(&published, "Herefordshire", PUBLISHED_STOCK, 2025), 344); /* what was there stays */
    assert_int_equal(figure(&published, "Durham", PUBLISHED_STOCK, 2025), 1183);
    assert_int_equal(figure(&published, "Hert", PUBLISHED_STOCK, 2025), 1010);
    assert_int_equal(figure(&published, "840", PUBLISHED_STOCK, 2016), 700);
    assert_int_equal(published_named(&published, "He"), -1); /* two begin so */
    assert_int_equal(published_named(&published, ""), -1);
    published_clear(&other);
    published_clear(&published);
}

static void an_unknown_name_is_answered_with_the_nearest(void **state)
{
    (void)state;
    struct published published =
        told(LONG_HEADING STOCK_ROW("343", "Sefton", "2025", "506") STOCK_ROW("344", "Wirral", "2025", "700")
                 STOCK_ROW("340", "Knowsley", "2025", "300") STOCK_ROW("355", "Salford", "2025", "500"));
    struct problem problem = {0};
    assert_int_equal(published_named(&published, "Seftown"), -1);
    assert_int_equal(published_not_named(&published, "Seftown", &problem), PROBLEM_NOT_FOUND);
    assert_string_equal(problem.text, "the published figures name no authority Seftown");
    assert_non_null(strstr(problem.next, "Sefton"));
    assert_null(strstr(problem.next, "Knowsley"));
    published_clear(&published);
}

static void missing_columns_are_named(void **state)
{
    (void)state;
    struct published published;
    struct problem problem = {0};
    const char *text = "la_name,measure,year\nSefton,cla_number,2025\n";
    assert_int_equal(published_read(text, strlen(text), "figures.csv", &published, &problem), PROBLEM_INPUT);
    assert_string_equal(problem.text, "the file lacks these columns of published figures: category value");
    assert_string_equal(problem.file, "figures.csv");
    assert_int_equal(problem.row, 1);
    assert_int_equal(published.authorities, 0);
    const char *none = "";
    assert_int_equal(published_read(none, 0, "figures.csv", &published, &problem), PROBLEM_INPUT);
}

static void a_file_without_a_code_goes_by_names(void **state)
{
    (void)state;
    struct published published = told("AREA,Measure,Category,Year,Value\n"
                                      "England,cla_31_march: Age group,Under 1 year,2022,3960\n"
                                      "Sefton,cla_31_march: Age group,Under 1 year,2022,c\n");
    assert_int_equal(published.authorities, 2);
    assert_int_equal(published.authority[0].number, 0);
    assert_int_equal(figure(&published, "England", PUBLISHED_AGED_UNDER_1, 2022), 3960);
    assert_int_equal(figure(&published, "Sefton", PUBLISHED_AGED_UNDER_1, 2022), PUBLISHED_NONE);
    assert_string_equal(published_words(PUBLISHED_AGED_UNDER_1), "Under 1 year");
    published_clear(&published);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_and_categories_are_known_by_dfes_words),
        cmocka_unit_test(indicators_are_known_by_their_short_names),
        cmocka_unit_test(a_figure_told_twice_keeps_the_first_and_counts_the_other),
        cmocka_unit_test(an_authority_is_found_by_either_spelling),
        cmocka_unit_test(an_unknown_name_is_answered_with_the_nearest),
        cmocka_unit_test(missing_columns_are_named),
        cmocka_unit_test(a_file_without_a_code_goes_by_names),
    };
    return cmocka_run_group_tests_name("published", tests, NULL, NULL);
}
