/* A council's homes and beds, read from what spreadsheets write. */
#include "reading.h"

#include <stdio.h>
#include <stdlib.h>

#include "returns/capacity.h"

#define HEADING "kind,provider,owner,places,from,to,ofsted_urn,ofsted_grade,postcode_district\n"

static struct capacity_list listed(const char *text)
{
    struct capacity_list list;
    struct problem problem = {0};
    if (capacity_read(text, strlen(text), "capacity.csv", &list, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_int_equal(list.own.rows_read, list.rows + list.own.quarantine_count);
    return list;
}

static void every_column_is_read(void **state)
{
    (void)state;
    struct capacity_list list = listed(
        HEADING "home_external,Acme Care,Block,6,01/04/2025,2028-04-01,SC123456,Requires improvement to be good,an4\n");
    assert_true(list.own.recognised);
    assert_int_equal(list.rows, 1);
    const struct capacity_row *row = list.row;
    assert_int_equal(row->line, 2);
    assert_string_equal(row->kind, "home_external");
    assert_string_equal(row->provider, "Acme Care");
    assert_int_equal(row->owner, CAPACITY_BLOCK);
    assert_int_equal(row->places, 6);
    assert_int_equal(row->from, calendar_day(2025, 4, 1));
    assert_int_equal(row->to, calendar_day(2028, 4, 1));
    assert_string_equal(row->urn, "SC123456");
    assert_string_equal(row->grade, "requires improvement");
    assert_string_equal(row->district, "AN4");
    capacity_clear(&list);
    capacity_clear(&list);
}

static void three_columns_in_any_order_are_enough(void **state)
{
    (void)state;
    struct capacity_list list = listed("\nPlaces, OWNER ,Kind,Postcode District\n4,council,secure,\n,spot,secure,L3\n,,,\n");
    assert_int_equal(list.rows, 2);
    assert_int_equal(list.row[0].from, DAY_NONE);
    assert_int_equal(list.row[0].to, DAY_OPEN);
    assert_int_equal(list.row[1].places, CAPACITY_UNCOUNTED);
    assert_string_equal(list.row[1].district, "L3");
    assert_string_equal(list.row[1].grade, "");
    capacity_clear(&list);
}

static void it_is_known_by_its_columns_alone(void **state)
{
    static const char *const others[] = {"", "type,weekly_price,from\nfoster,1,2026-04-01\n", "kind,owner\na,spot\n",
                                         "CHILD,kind,owner,places\n1,a,spot,1\n"};
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct capacity_list list = listed(others[i]);
        assert_false(list.own.recognised);
        capacity_clear(&list);
    }
}

/* Rows that cannot be, each with the column and the reason. */
static void a_row_that_cannot_be_is_quarantined_and_named(void **state)
{
    static const struct {
        const char *row, *field, *reason;
    } wrong[] = {{",P,council,1,,,,,", "kind", "kind is blank"},
                 {"a,P,ours,1,,,,,", "owner", "owner is not council, block, framework or spot"},
                 {"a,P,council,,,,,,", "places", "places is blank, which only framework and spot may be"},
                 {"a,P,council,-1,,,,,", "places", "places is not a whole number"},
                 {"a,P,council,2.5,,,,,", "places", "places is not a whole number"},
                 {"a,P,council,10001,,,,,", "places", "places is more than 10,000 in one row"},
                 {"a,P,council,1,30/02/2026,,,,", "from", "from is not a date"},
                 {"a,P,council,1,1901-01-01,,,,", "from", "from is not in any year from 1948-49 to 2200-01"},
                 {"a,P,council,1,2026-04-02,2026-04-02,,,", "to", "to is not after from"},
                 {"a,P,council,1,,,SC 1,,", "ofsted_urn", "ofsted_urn is not an Ofsted number such as SC123456"},
                 {"a,P,council,1,,,,fine,", "ofsted_grade", "ofsted_grade is not an Ofsted grade"},
                 {"a,P,council,1,,,,,AN4 1AB", "postcode_district",
                  "postcode_district is not the first half of a postcode, such as AN4"},
                 {"a,P,council", "", "the row has 3 cells where the heading has 9"}};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[400];
        snprintf(text, sizeof text, HEADING "%s\nsecure,P,council,1,,,,,\n", wrong[i].row);
        struct capacity_list list = listed(text);
        assert_int_equal(list.rows, 1);
        assert_int_equal(list.own.quarantine_count, 1);
        assert_int_equal(list.own.quarantine[0].line, 2);
        assert_string_equal(list.own.quarantine[0].field, wrong[i].field);
        assert_string_equal(list.own.quarantine[0].reason, wrong[i].reason);
        capacity_clear(&list);
    }
}

static void an_excerpt_shows_no_provider(void **state)
{
    (void)state;
    struct capacity_list list = listed(HEADING "somewhere,Mrs Carer,council,x,2026-04-01,,SC1,good,AN4\n");
    assert_int_equal(list.own.quarantine_count, 1);
    assert_string_equal(list.own.quarantine[0].excerpt, "***,***,council,***,2026-04-01,,***,good,***");
    capacity_clear(&list);
}

static void a_column_that_stands_twice_refuses_the_file(void **state)
{
    (void)state;
    struct capacity_list list;
    struct problem problem = {0};
    const char *text = "kind,owner,places,Kind\na,spot,1,b\n";
    assert_int_equal(capacity_read(text, strlen(text), "c.csv", &list, &problem), PROBLEM_INPUT);
    assert_true(list.own.recognised);
    assert_int_equal(list.rows, 0);
    assert_non_null(strstr(problem.text, "the heading kind stands twice, in columns 1 and 4"));
}

static void a_row_of_an_unknown_kind_can_be_handed_back(void **state)
{
    (void)state;
    struct capacity_list list = listed(HEADING "a,,spot,,,,,,\nb,,spot,,,,,,\nc,,spot,,,,,,\n");
    assert_int_equal(capacity_refuse(&list, 1, CAPACITY_KIND, "kind is no kind of placement", NULL), 0);
    assert_int_equal(list.rows, 2);
    assert_string_equal(list.row[1].kind, "c");
    assert_int_equal(list.own.quarantine[0].line, 3);
    assert_int_equal(list.own.quarantine[0].column, 1);
    capacity_clear(&list);
}

static void the_template_reads_without_a_fault(void **state)
{
    (void)state;
    struct capacity_list list = listed(capacity_template());
    assert_true(list.own.recognised);
    assert_int_equal(list.rows, 6);
    assert_int_equal(list.own.quarantine_count, 0);
    assert_int_equal(list.own.extra_count, 0);
    for (int32_t column = 0; column < CAPACITY_COLUMNS; column++)
        assert_int_equal(list.own.at[column], column + 1);
    capacity_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_column_is_read),
        cmocka_unit_test(three_columns_in_any_order_are_enough),
        cmocka_unit_test(it_is_known_by_its_columns_alone),
        cmocka_unit_test(a_row_that_cannot_be_is_quarantined_and_named),
        cmocka_unit_test(an_excerpt_shows_no_provider),
        cmocka_unit_test(a_column_that_stands_twice_refuses_the_file),
        cmocka_unit_test(a_row_of_an_unknown_kind_can_be_handed_back),
        cmocka_unit_test(the_template_reads_without_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
