#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>

#include "briefing/report.h"
#include "run_fixture.h"

static int setup(void **state)
{
    static struct run_fixture fixture;
    run_fixture_make(&fixture);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    run_fixture_clear(*state);
    return 0;
}

static int expand(void **state, const char *markdown, struct text *html, struct problem *problem)
{
    const struct run_fixture *fixture = *state;
    return report_expand(markdown, strlen(markdown), &fixture->sources, html, problem);
}

static int times(const char *in, const char *what)
{
    int count = 0;
    for (const char *at = strstr(in, what); at; at = strstr(at + 1, what))
        count++;
    return count;
}

static void the_shipped_report_has_its_charts_and_tables(void **state)
{
    const struct run_fixture *fixture = *state;
    struct text html = {0};
    struct problem problem = {0};
    if (report_build("position", &fixture->sources, &html, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_int_equal(times(html.bytes, "<figure id=\"chart-"), 2);
    assert_int_equal(times(html.bytes, "<svg "), 2);
    assert_int_equal(times(html.bytes, "<summary>The numbers behind chart"), 2);
    assert_int_equal(times(html.bytes, "<caption>"), 7); /* C1, U1, C5, T6, T3f, T5, A1 */
    assert_int_equal(times(html.bytes, "{{"), 0);
    assert_int_equal(times(html.bytes, "<h1>"), 1);
    assert_non_null(strstr(html.bytes, "<title>Children in care: position and forecast \u00B7 Anyshire</title>"));
    assert_non_null(strstr(html.bytes, "<html lang=\"en-GB\">"));
    assert_non_null(strstr(html.bytes, TABLES_BAND_WARNING "</strong> Not back-tested yet: homeward backtest.</p>"));
    text_clear(&html);
}

/* Names of XML languages look like addresses but nothing is fetched from them. */
static void the_report_fetches_nothing(void **state)
{
    const struct run_fixture *fixture = *state;
    struct text html = {0};
    assert_int_equal(report_build("position", &fixture->sources, &html, NULL), 0);
    assert_non_null(strstr(html.bytes, "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""));
    assert_int_equal(times(html.bytes, "://"), times(html.bytes, "=\"http://www.w3.org/"));
    assert_int_equal(times(html.bytes, "<script"), 0);
    assert_int_equal(times(html.bytes, "<link"), 0);
    assert_int_equal(times(html.bytes, "@import"), 0);
    assert_int_equal(times(html.bytes, "url("), times(html.bytes, "url(#")); /* clips within the chart itself */
    text_clear(&html);
}

static void the_same_run_gives_the_same_report(void **state)
{
    const struct run_fixture *fixture = *state;
    struct text once = {0}, again = {0};
    assert_int_equal(report_build("position", &fixture->sources, &once, NULL), 0);
    assert_int_equal(report_build("position", &fixture->sources, &again, NULL), 0);
    assert_string_equal(once.bytes, again.bytes);
    text_clear(&once);
    text_clear(&again);
}

static void a_council_named_like_a_script_stays_a_name(void **state)
{
    struct run_fixture *fixture = *state;
    struct text html = {0};
    snprintf(fixture->run.council, sizeof fixture->run.council, "<script>alert(\"1\")</script> [x](javascript:1) &amp;");
    assert_int_equal(report_build("position", &fixture->sources, &html, NULL), 0);
    assert_int_equal(times(html.bytes, "<script"), 0);
    assert_int_equal(times(html.bytes, "href=\"javascript"), 0);
    assert_non_null(strstr(html.bytes, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; [x](javascript:1) &amp;amp;"));
    text_clear(&html);
    snprintf(fixture->run.council, sizeof fixture->run.council, "Anyshire");
}

static void markdown_and_values_become_html(void **state)
{
    struct text html = {0};
    assert_int_equal(
        expand(state,
               "# Care in *{{value council}}* & more\n\nOn {{value as_at}}: {{value children_now}} children.\n\n"
               "{{sentence outlook}}\n\n- one\n- two\n",
               &html, NULL),
        0);
    assert_non_null(strstr(html.bytes, "<title>Care in Anyshire &amp; more \u00B7 Anyshire</title>"));
    assert_non_null(strstr(html.bytes,
                           "<h1>Care in <em>Anyshire</em> &amp; more</h1>\n<p>On 31 December 2025: 16 children.</p>\n"
                           "<ul>\n<li>31 December 2026: 24 children expected; 80% range 20 to 28.</li>\n</ul>\n"
                           "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"));
    text_clear(&html);
}

static void raw_html_in_a_template_is_left_out(void **state)
{
    struct text html = {0};
    assert_int_equal(
        expand(state, "# T <img src=x onerror=y>\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1))\n", &html, NULL),
        0);
    assert_int_equal(times(html.bytes, "<script"), 0);
    assert_int_equal(times(html.bytes, "<img"), 0);
    assert_int_equal(times(html.bytes, "javascript:"), 0);
    text_clear(&html);
}

static void what_is_wrong_names_the_line_of_the_template(void **state)
{
    static const struct {
        const char *markdown;
        int64_t line;
        enum problem_code code;
        const char *says;
    } cases[] = {
        {"# A\n\n{{poem}}\n", 3, PROBLEM_INPUT, "there is no directive {{poem}}"},
        {"{{table T99}}\n", 1, PROBLEM_NOT_FOUND, "there is no table T99"},
        {"a\n{{chart C99}}\n", 2, PROBLEM_INPUT, "there is no chart C99"},
        {"a\n\n\n{{sentence poem}}", 4, PROBLEM_INPUT, "there is no sentence"},
        {"a\nb {{value mayor}}\n", 2, PROBLEM_INPUT, "there is no value"},
        {"a {{value children 99}}\n", 1, PROBLEM_INPUT, "does not reach 99 months"},
        {"see {{table T5}} there\n", 1, PROBLEM_INPUT, "stands among words"},
        {"x\n{{table T5\n", 2, PROBLEM_INPUT, "not closed"},
        {"{{table fates}}\n", 1, PROBLEM_NOT_FOUND, "no rows of returns"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text html = {0};
        struct problem problem = {0};
        assert_int_equal(expand(state, cases[i].markdown, &html, &problem), cases[i].code);
        assert_int_equal(problem.row, cases[i].line);
        assert_non_null(strstr(problem.text, cases[i].says));
        assert_int_equal(html.length, 0);
        text_clear(&html);
    }
}

static void an_unknown_report_is_answered_with_the_list(void **state)
{
    const struct run_fixture *fixture = *state;
    struct text html = {0};
    struct problem problem = {0};
    assert_int_equal(report_build("novel", &fixture->sources, &html, &problem), PROBLEM_NOT_FOUND);
    assert_string_equal(problem.next, "Reports: position, outturn.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_report_has_its_charts_and_tables),
        cmocka_unit_test(the_report_fetches_nothing),
        cmocka_unit_test(the_same_run_gives_the_same_report),
        cmocka_unit_test(a_council_named_like_a_script_stays_a_name),
        cmocka_unit_test(markdown_and_values_become_html),
        cmocka_unit_test(raw_html_in_a_template_is_left_out),
        cmocka_unit_test(what_is_wrong_names_the_line_of_the_template),
        cmocka_unit_test(an_unknown_report_is_answered_with_the_list),
    };
    return cmocka_run_group_tests_name("report", tests, setup, teardown);
}
