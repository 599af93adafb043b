#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>

#include "table/render.h"

static void fill(struct table *table)
{
    *table = (struct table){0};
    table_begin(table, "X1", "Fish & chips", "<b>Any\"shire\"</b>");
    table_run(table, "0123");
    table_column(table, "date", "Month", TABLE_MONTH, "");
    table_column(table, "kind", "Kind | of", TABLE_TEXT, "");
    table_column(table, "children", "Children", TABLE_COUNT, "children");
    table_column(table, "mean", "Mean", TABLE_MILLI, "children");
    table_column(table, "cost", "Cost", TABLE_PENCE, "\u00A3'000");
    table_row(table);
    table_number(table, calendar_day(2026, 3, 31));
    table_text(table, "=1+1, \"x\"");
    table_number(table, 1702);
    table_number(table, 702500);
    table_number(table, 123456);
    table_total_row(table);
    table_number(table, calendar_day(2026, 4, 30));
    table_text(table, "it's <i>");
    table_not_available(table);
    table_shown(table, -7000, -7000, 0);
    table_blank(table);
    table_note(table, "a < b");
}

static void check(enum render_format format, const char *expected)
{
    struct table table;
    struct text out = {0};
    struct problem problem = {0};
    fill(&table);
    assert_int_equal(render_table(&table, format, 0, &out, &problem), 0);
    assert_string_equal(text_string(&out), expected);
    text_clear(&out);
    table_clear(&table);
}

static void csv_has_exact_numbers_and_harmless_text(void **state)
{
    (void)state;
    check(RENDER_CSV, "date,kind,children,mean,cost\n"
                      "2026-03-31,\"'=1+1, \"\"x\"\"\",1702,702.500,1234.56\n"
                      "2026-04-30,it's <i>,[x],-7.000,\n");
}

static void csv_neutralises_what_a_spreadsheet_would_run(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *written;
    } cases[] = {
        {"=SUM(A1)", "'=SUM(A1)"}, {"+44", "'+44"},   {"-2", "'-2"},
        {"@import", "'@import"},   {"\t=1", "'\t=1"}, {" =1", "' =1"},
        {"\r=1", "\"'\r=1\""},     {"a=1", "a=1"},    {"two\nlines", "\"two\nlines\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct table table = {0};
        struct text out = {0}, expected = {0};
        table_begin(&table, "X", "", "");
        table_column(&table, "c", "C", TABLE_TEXT, "");
        table_row(&table);
        table_text(&table, cases[i].cell);
        assert_int_equal(render_table(&table, RENDER_CSV, 0, &out, NULL), 0);
        text_format(&expected, "c\n%s\n", cases[i].written);
        assert_string_equal(text_string(&out), text_string(&expected));
        text_clear(&out);
        text_clear(&expected);
        table_clear(&table);
    }
}

static void json_is_the_same_bytes_every_time(void **state)
{
    (void)state;
    check(RENDER_JSON,
          "{\"id\":\"X1\",\n\"title\":\"Fish & chips\",\n\"subtitle\":\"<b>Any\\\"shire\\\"</b>\",\n\"run\":\"0123\",\n"
          "\"columns\":[\n"
          "{\"name\":\"date\",\"heading\":\"Month\",\"kind\":\"month\",\"unit\":\"\"},\n"
          "{\"name\":\"kind\",\"heading\":\"Kind | of\",\"kind\":\"text\",\"unit\":\"\"},\n"
          "{\"name\":\"children\",\"heading\":\"Children\",\"kind\":\"count\",\"unit\":\"children\"},\n"
          "{\"name\":\"mean\",\"heading\":\"Mean\",\"kind\":\"milli\",\"unit\":\"children\"},\n"
          "{\"name\":\"cost\",\"heading\":\"Cost\",\"kind\":\"pence\",\"unit\":\"pence\"}\n"
          "],\n"
          "\"rows\":[\n"
          "{\"date\":\"2026-03-31\",\"kind\":\"=1+1, \\\"x\\\"\",\"children\":1702,\"mean\":702.5,\"cost\":123456},\n"
          "{\"date\":\"2026-04-30\",\"kind\":\"it's <i>\",\"children\":\"[x]\",\"mean\":-7,\"cost\":null}\n"
          "],\n"
          "\"notes\":[\n\"a < b\"\n]}\n");
}

static void json_is_read_back_exactly(void **state)
{
    (void)state;
    static const int64_t millis[] = {702500, 1, -1, 999999999999999, -123456789012345, 16667, 9000000000000000000};
    for (size_t i = 0; i < sizeof millis / sizeof *millis; i++) {
        struct table table = {0};
        struct text out = {0};
        table_begin(&table, "X", "", "");
        table_column(&table, "mean", "Mean", TABLE_MILLI, "");
        table_row(&table);
        table_number(&table, millis[i]);
        assert_int_equal(render_table(&table, RENDER_JSON, 0, &out, NULL), 0);
        json_t *read = json_loadb(out.bytes, out.length, JSON_REJECT_DUPLICATES, NULL);
        assert_non_null(read);
        json_t *mean = json_object_get(json_array_get(json_object_get(read, "rows"), 0), "mean");
        if (millis[i] % 1000 == 0)
            assert_int_equal(json_integer_value(mean), millis[i] / 1000);
        else
            assert_true(json_real_value(mean) == (double)millis[i] / 1000.0);
        json_decref(read);
        text_clear(&out);
        table_clear(&table);
    }
}

static void json_refuses_a_number_that_it_cannot_carry(void **state)
{
    (void)state;
    struct table table = {0};
    struct text out = {0};
    struct problem problem = {0};
    table_begin(&table, "X", "", "");
    table_column(&table, "mean", "Mean", TABLE_MILLI, "");
    table_row(&table);
    table_number(&table, 1000000000000001);
    assert_int_equal(render_table(&table, RENDER_JSON, 0, &out, &problem), PROBLEM_LIMIT);
    assert_non_null(strstr(problem.text, "table X"));
    text_clear(&out);
    table_clear(&table);
}

static void markdown_escapes_its_own_marks(void **state)
{
    (void)state;
    check(RENDER_MARKDOWN, "**X1 Fish \\& chips**\n\\<b\\>Any\"shire\"\\</b\\>\n\n"
                           "| Month | Kind \\| of | Children | Mean | Cost |\n"
                           "| --- | --- | ---: | ---: | ---: |\n"
                           "| Mar 2026 | =1+1, \"x\" | 1,702 | 702.5 | 1 |\n"
                           "| **Apr 2026** | **it's \\<i\\>** | **\\[x\\]** | **-7** |  |\n"
                           "\n- a \\< b\n- Run 0123\n");
}

static void html_has_caption_scopes_and_no_markup_from_data(void **state)
{
    (void)state;
    check(
        RENDER_HTML,
        "<div class=\"table-box\" role=\"region\" tabindex=\"0\" aria-label=\"Table X1: Fish &amp; chips\">\n<table>\n"
        "<caption><span><strong>X1 Fish &amp; chips</strong><br>\n&lt;b&gt;Any&quot;shire&quot;&lt;/b&gt;</span></caption>\n"
        "<thead>\n<tr><th scope=\"col\" class=\"when\">Month</th><th scope=\"col\">Kind | of</th>"
        "<th scope=\"col\" class=\"numeric\">Children</th><th scope=\"col\" class=\"numeric\">Mean</th>"
        "<th scope=\"col\" class=\"numeric\">Cost</th></tr>\n</thead>\n<tbody>\n"
        "<tr><th scope=\"row\" class=\"when\">Mar 2026</th><th scope=\"row\">=1+1, &quot;x&quot;</th>"
        "<td class=\"numeric\">1,702</td><td class=\"numeric\">702.5</td><td class=\"numeric\">1</td></tr>\n"
        "<tr class=\"total\"><th scope=\"row\" class=\"when\">Apr 2026</th><th scope=\"row\">it&#39;s &lt;i&gt;</th>"
        "<td class=\"numeric\">[x]</td><td class=\"numeric\">-7&#8200;&#8199;</td><td class=\"numeric\"></td></tr>\n"
        "</tbody>\n</table>\n</div>\n<ul class=\"table-notes\">\n<li>a &lt; b</li>\n</ul>\n");
}

static void formats_have_names(void **state)
{
    (void)state;
    assert_int_equal(render_format_named("table"), RENDER_TEXT);
    assert_int_equal(render_format_named("csv"), RENDER_CSV);
    assert_int_equal(render_format_named("json"), RENDER_JSON);
    assert_int_equal(render_format_named("md"), RENDER_MARKDOWN);
    assert_int_equal(render_format_named("html"), RENDER_HTML);
    assert_int_equal(render_format_named("xlsx"), -1);
}

static void a_table_that_is_not_whole_is_not_rendered(void **state)
{
    (void)state;
    struct table table = {0};
    struct text out = {0};
    struct problem problem = {0};
    table_begin(&table, "X", "", "");
    table_column(&table, "a", "A", TABLE_COUNT, "");
    table_column(&table, "b", "B", TABLE_COUNT, "");
    table_row(&table);
    table_number(&table, 1);
    for (int format = RENDER_TEXT; format <= RENDER_HTML; format++)
        assert_int_equal(render_table(&table, (enum render_format)format, 80, &out, &problem), PROBLEM_INTERNAL);
    assert_int_equal(out.length, 0);
    table_clear(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_has_exact_numbers_and_harmless_text),
        cmocka_unit_test(csv_neutralises_what_a_spreadsheet_would_run),
        cmocka_unit_test(json_is_the_same_bytes_every_time),
        cmocka_unit_test(json_is_read_back_exactly),
        cmocka_unit_test(json_refuses_a_number_that_it_cannot_carry),
        cmocka_unit_test(markdown_escapes_its_own_marks),
        cmocka_unit_test(html_has_caption_scopes_and_no_markup_from_data),
        cmocka_unit_test(formats_have_names),
        cmocka_unit_test(a_table_that_is_not_whole_is_not_rendered),
    };
    return cmocka_run_group_tests_name("render", tests, NULL, NULL);
}
