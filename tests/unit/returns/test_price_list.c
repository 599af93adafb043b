/* A council's price list, read from what spreadsheets write. */
#include "reading.h"

#include <stdio.h>
#include <stdlib.h>

#include "returns/price_list.h"

#define HEADING "type,provider_kind,weekly_price,from,uplift,source\n"

static struct price_list listed(const char *text)
{
    struct price_list list;
    struct problem problem = {0};
    if (price_list_read(text, strlen(text), "prices.csv", &list, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_int_equal(list.own.rows_read, list.rows + list.own.quarantine_count);
    return list;
}

static bool is_recognised(const char *text)
{
    struct price_list list = listed(text);
    bool recognised = list.own.recognised;
    price_list_clear(&list);
    return recognised;
}

static void every_column_is_read(void **state)
{
    (void)state;
    struct price_list list = listed(HEADING "foster,agency,\"\u00A31,043.50\",01/04/2026,3.55,Contract register\n");
    assert_true(list.own.recognised);
    assert_int_equal(list.rows, 1);
    assert_int_equal(list.row[0].line, 2);
    assert_string_equal(list.row[0].type, "foster");
    assert_string_equal(list.row[0].provider_kind, "agency");
    assert_int_equal(list.row[0].per_week.pence, 104350);
    assert_int_equal(list.row[0].from, calendar_day(2026, 4, 1));
    assert_int_equal(list.row[0].uplift, 3550);
    assert_string_equal(list.row[0].source, "Contract register");
    price_list_clear(&list);
}

static void columns_stand_in_any_order_and_three_are_enough(void **state)
{
    (void)state;
    struct price_list list =
        listed("\n From , WEEKLY_PRICE,Type\n2025-04-01,900,supported\n,,\n\n2024-04-01,850,supported\n");
    assert_int_equal(list.rows, 2);
    assert_string_equal(list.row[1].type, "supported");
    assert_string_equal(list.row[1].provider_kind, "");
    assert_string_equal(list.row[1].source, "");
    assert_int_equal(list.row[1].per_week.pence, 85000);
    assert_int_equal(list.row[1].uplift, 0);
    assert_int_equal(list.row[1].line, 6);
    assert_int_equal(list.own.at[PRICE_TYPE], 3);
    assert_int_equal(list.own.at[PRICE_FROM], 1);
    assert_int_equal(list.own.at[PRICE_UPLIFT], 0);
    price_list_clear(&list);
}

static void a_list_is_known_by_its_columns(void **state)
{
    (void)state;
    assert_true(is_recognised("type,weekly_price,from\n"));
    assert_false(is_recognised("type,weekly_price\nsupported,900\n"));
    assert_false(is_recognised("type,from\nsupported,2026-04-01\n"));
    assert_false(is_recognised("weekly_price,from\n900,2026-04-01\n"));
    assert_false(is_recognised(EPISODES_HEADING GOOD_EPISODE));
    assert_false(is_recognised(""));
    assert_false(is_recognised("\n \n"));
    assert_false(is_recognised("type,weekly_price,\"from\n"));
    assert_false(is_recognised("child,type,weekly_price,from\n1001,foster_agency,900,2026-04-01\n")); /* of children */
    struct price_list list;
    assert_int_equal(price_list_read("type,weekly_price,from\0\n", 25, "a.csv", &list, NULL), 0);
    assert_false(list.own.recognised);
}

static void text_comes_in_both_encodings(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "type,weekly_price,from,source\nsecure,\u00A39000,2026-04-01,\u2019Caf\u00E9\u2019 \u20AC\n",
        "\xEF\xBB\xBFtype,weekly_price,from,source\r\nsecure,\u00A39000,2026-04-01,\u2019Caf\u00E9\u2019 \u20AC\r\n",
        "type,weekly_price,from,source\nsecure,\xA3"
        "9000,2026-04-01,\x92"
        "Caf\xE9\x92 \x80\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct price_list list = listed(texts[i]);
        assert_int_equal(list.rows, 1);
        assert_int_equal(list.row[0].per_week.pence, 900000);
        assert_string_equal(list.row[0].source, "\u2019Caf\u00E9\u2019 \u20AC");
        price_list_clear(&list);
    }
}

static void bytes_that_are_no_characters_are_marked(void **state)
{
    (void)state;
    struct price_list list = listed("type,weekly_price,from,source\nsecure,1,2026-04-01,a\x81"
                                    "b\n");
    assert_string_equal(list.row[0].source, "a\uFFFD"
                                            "b");
    price_list_clear(&list);
    /* A cut character, an overlong one and a surrogate are no UTF-8: they are read as Windows-1252 (C3, C0 AF, ED A0 80). */
    list = listed("type,weekly_price,from,source\nsecure,1,2026-04-01,\xC3\nsecure,1,2026-04-01,\xC0\xAF\nsecure,1,2026-04-"
                  "01,\xED\xA0\x80\n");
    assert_string_equal(list.row[0].source, "\u00C3");
    assert_string_equal(list.row[1].source, "\u00C0\u00AF");
    assert_string_equal(list.row[2].source, "\u00ED\u00A0\u20AC");
    price_list_clear(&list);
}

/* A heading, one row with these cells, and a good row: the bad one is quarantined for this, the good one is loaded. */
static void refuses(const char *row, int32_t column, const char *field, const char *reason, const char *excerpt)
{
    char text[512];
    snprintf(text, sizeof text, HEADING "%s\nsupported,,900,2026-04-01,,\n", row);
    struct price_list list = listed(text);
    assert_int_equal(list.own.quarantine_count, 1);
    assert_string_equal(list.own.quarantine[0].reason, reason);
    assert_string_equal(list.own.quarantine[0].field, field);
    assert_string_equal(list.own.quarantine[0].excerpt, excerpt);
    assert_int_equal(list.own.quarantine[0].column, column);
    assert_int_equal(list.own.quarantine[0].line, 2);
    assert_int_equal(list.rows, 1);
    assert_string_equal(list.row[0].type, "supported");
    assert_int_equal(list.row[0].line, 3);
    price_list_clear(&list);
}

static void a_blank_cell_that_must_not_be_is_quarantined(void **state)
{
    (void)state;
    refuses(",agency,900,2026-04-01,,", 1, "type", "type is blank", ",***,900,2026-04-01,,");
    refuses("foster,,,2026-04-01,,", 3, "weekly_price", "weekly_price is blank", "***,,,2026-04-01,,");
    refuses("foster,, 900 ,,,", 4, "from", "from is blank", "***,,900,,,");
}

static void a_price_that_is_none_is_quarantined(void **state)
{
    (void)state;
    static const char reason[] = "weekly_price is not pounds and pence";
    refuses("foster,,\u00A312k,2026-04-01,,", 3, "weekly_price", reason, "***,,***,2026-04-01,,");
    refuses("foster,,900.505,2026-04-01,,", 3, "weekly_price", reason, "***,,900.505,2026-04-01,,");
    refuses("foster,,\"1043,50\",2026-04-01,,", 3, "weekly_price", reason, "***,,1043,50,2026-04-01,,");
    refuses("foster,,\"1,0435\",2026-04-01,,", 3, "weekly_price", reason, "***,,1,0435,2026-04-01,,");
    refuses("foster,,-1,2026-04-01,,", 3, "weekly_price", "weekly_price is below nothing", "***,,-1,2026-04-01,,");
    refuses("foster,,1000000.01,2026-04-01,,", 3, "weekly_price", "weekly_price is more than a million pounds a week",
            "***,,1000000.01,2026-04-01,,");
    refuses("foster,,99999999999999999999,2026-04-01,,", 3, "weekly_price", reason,
            "***,,99999999999999999999,2026-04-01,,");
}

static void a_date_that_is_none_is_quarantined(void **state)
{
    (void)state;
    refuses("foster,,900,31/02/2026,,", 4, "from", "from is not a date", "***,,900,31/02/2026,,");
    refuses("foster,,900,April,,", 4, "from", "from is not a date", "***,,900,***,,");
    refuses("foster,,900,31/03/1990,,", 4, "from", "from is not in any year from 1990-91 to 2200-01",
            "***,,900,31/03/1990,,");
    refuses("foster,,900,01/04/2201,,", 4, "from", "from is not in any year from 1990-91 to 2200-01",
            "***,,900,01/04/2201,,");
}

static void an_uplift_that_is_none_is_quarantined(void **state)
{
    (void)state;
    static const char *const wrong[] = {"3.5555", "3.5.5", "%", "-", ".", "3-"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char row[64], excerpt[64];
        snprintf(row, sizeof row, "foster,,900,2026-04-01,%s,", wrong[i]);
        snprintf(excerpt, sizeof excerpt, "***,,900,2026-04-01,%s,", wrong[i]);
        refuses(row, 5, "uplift", "uplift is not a percentage with at most three decimals", excerpt);
    }
    refuses("foster,,900,2026-04-01,100.001,", 5, "uplift", "uplift is more than 100% either way",
            "***,,900,2026-04-01,100.001,");
    refuses("foster,,900,2026-04-01,4 in all,x", 5, "uplift", "uplift is not a percentage with at most three decimals",
            "***,,900,2026-04-01,***,***");
}

static void uplifts_are_thousandths_of_a_percent(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        int32_t thousandths;
    } given[] = {{"3.5", 3500}, {"3.5 %", 3500}, {"-1", -1000}, {"+0.125", 125}, {"", 0}, {"100", 100000}, {".5", 500}};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        char text[128];
        snprintf(text, sizeof text, HEADING "foster,,900,2026-04-01,%s,\n", given[i].cell);
        struct price_list list = listed(text);
        assert_int_equal(list.rows, 1);
        assert_int_equal(list.row[0].uplift, given[i].thousandths);
        price_list_clear(&list);
    }
}

static void a_row_of_another_length_shows_nothing(void **state)
{
    (void)state;
    refuses("900,2026-04-01", 0, "", "the row has 2 cells where the heading has 6", "***,***");
    refuses("foster,,900,2026-04-01,,x,1001", 0, "", "the row has 7 cells where the heading has 6", "***,,***,***,,***,***");
    struct price_list list = listed(HEADING "foster,,900,2026-04-01,,,,\n");
    assert_int_equal(list.rows, 1); /* blank cells behind the headings are nothing */
    price_list_clear(&list);
}

static void an_open_quote_costs_its_own_line(void **state)
{
    (void)state;
    refuses("foster,,900,2026-04-01,,\"Register", 0, "", "a quote opens a cell and nothing ends it", "***");
    struct price_list list = listed(HEADING "foster,,900,2026-04-01,,\"Register\nof May\"\nsecure,,9000,2026-04-01,,\n");
    assert_int_equal(list.rows, 1);
    assert_int_equal(list.own.quarantine_count, 2);
    assert_string_equal(list.own.quarantine[0].reason, "a quote opens a cell that runs over the end of the line");
    assert_int_equal(list.own.quarantine[1].line, 3);
    price_list_clear(&list);
}

static void other_columns_are_named_and_hide_the_dates(void **state)
{
    (void)state;
    struct price_list list = listed("name,type,weekly_price,from,,Born\nA. Child,foster,9x,2026-04-01,,2011-05-06\n");
    assert_int_equal(list.own.extra_count, 2);
    assert_string_equal(list.own.extra_name[0], "name");
    assert_string_equal(list.own.extra_name[1], "Born");
    assert_string_equal(list.own.quarantine[0].excerpt, "***,***,***,***,,***");
    price_list_clear(&list);
}

static void a_column_twice_is_refused(void **state)
{
    (void)state;
    static const char text[] = "type,weekly_price,from,Weekly_Price\nfoster,1,2026-04-01,2\n";
    struct price_list list;
    struct problem problem = {0};
    assert_int_equal(price_list_read(text, strlen(text), "prices.csv", &list, &problem), PROBLEM_INPUT);
    assert_string_equal(problem.text, "the heading weekly_price stands twice, in columns 2 and 4");
    assert_string_equal(problem.file, "prices.csv");
    assert_int_equal(problem.row, 1);
    assert_int_equal(problem.column, 4);
    assert_null(list.row); /* nothing is left behind */
}

static void too_many_rows_and_columns_are_refused(void **state)
{
    (void)state;
    struct text text = {0};
    struct price_list list;
    struct problem problem = {0};
    text_append(&text, "type,weekly_price,from\n");
    for (int i = 0; i < PRICE_LIST_ROWS_MAX; i++)
        text_append(&text, "secure,1,2026-04-01\n");
    assert_int_equal(price_list_read(text.bytes, text.length, "a.csv", &list, &problem), 0);
    assert_int_equal(list.rows, PRICE_LIST_ROWS_MAX);
    price_list_clear(&list);
    text_append(&text, "secure,1,2026-04-01\n");
    assert_int_equal(price_list_read(text.bytes, text.length, "a.csv", &list, &problem), PROBLEM_LIMIT);
    text_reset(&text);
    text_append(&text, "type,weekly_price,from");
    for (int i = 0; i < 62; i++)
        text_append(&text, ",x");
    assert_int_equal(price_list_read(text.bytes, text.length, "a.csv", &list, &problem), PROBLEM_LIMIT);
    text_clear(&text);
}

static void a_refused_row_goes_where_its_line_belongs(void **state)
{
    (void)state;
    struct price_list list = listed(HEADING "a,,1,2026-04-01,,\nb,,2,2026-04-01,,\nc,,x,2026-04-01,,\nd,,4,2026-04-01,,\n");
    assert_int_equal(price_list_refuse(&list, 1, PRICE_TYPE, "type is no kind of placement", NULL), 0);
    assert_int_equal(list.rows, 2);
    assert_string_equal(list.row[0].type, "a");
    assert_string_equal(list.row[1].type, "d");
    assert_int_equal(list.own.quarantine_count, 2);
    assert_int_equal(list.own.quarantine[0].line, 3);
    assert_int_equal(list.own.quarantine[0].column, 1);
    assert_string_equal(list.own.quarantine[0].field, "type");
    assert_string_equal(list.own.quarantine[0].reason, "type is no kind of placement");
    assert_string_equal(list.own.quarantine[0].excerpt, "***,,2,2026-04-01,,");
    assert_int_equal(list.own.quarantine[1].line, 4);
    price_list_clear(&list);
    price_list_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_column_is_read),
        cmocka_unit_test(columns_stand_in_any_order_and_three_are_enough),
        cmocka_unit_test(a_list_is_known_by_its_columns),
        cmocka_unit_test(text_comes_in_both_encodings),
        cmocka_unit_test(bytes_that_are_no_characters_are_marked),
        cmocka_unit_test(a_blank_cell_that_must_not_be_is_quarantined),
        cmocka_unit_test(a_price_that_is_none_is_quarantined),
        cmocka_unit_test(a_date_that_is_none_is_quarantined),
        cmocka_unit_test(an_uplift_that_is_none_is_quarantined),
        cmocka_unit_test(uplifts_are_thousandths_of_a_percent),
        cmocka_unit_test(a_row_of_another_length_shows_nothing),
        cmocka_unit_test(an_open_quote_costs_its_own_line),
        cmocka_unit_test(other_columns_are_named_and_hide_the_dates),
        cmocka_unit_test(a_column_twice_is_refused),
        cmocka_unit_test(too_many_rows_and_columns_are_refused),
        cmocka_unit_test(a_refused_row_goes_where_its_line_belongs),
    };
    return cmocka_run_group_tests_name("price_list", tests, NULL, NULL);
}
