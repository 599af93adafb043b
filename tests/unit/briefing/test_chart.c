#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/chart.h"
#include "briefing/tables.h"

/* Made-up figures: 24 months up to 31 March 2026 that end at 702 children, and 12 months that may follow. */
enum { PAST = 24, FUTURE = 12, NOW = 702 };

static day month_end(int32_t after)
{
    int32_t month = 2026 * 12 + 3 + after; /* the month after March 2026, counted from January of year 0 */
    return calendar_day(month / 12, month % 12 + 1, 1) - 1;
}

static void blanks(struct table *table, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        table_blank(table);
}

/* C1: the fan opens by 1 to 8 children a month on either side. */
static void stock_begin(struct table *table)
{
    static const char *const names[] = {"p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"};
    static const int32_t opens[] = {-8, -5, -2, 1, 3, 6, 8};
    table_begin(table, "C1", "Children in care: history and forecast", "Anyshire");
    table_column(table, "month_end", "Month", TABLE_MONTH, "");
    table_column(table, "actual", "Actual", TABLE_COUNT, "children");
    for (int32_t i = 0; i < 7; i++)
        table_column(table, names[i], names[i], TABLE_COUNT, "children");
    for (int32_t i = 0; i < PAST; i++) {
        table_row(table);
        table_number(table, month_end(i + 1 - PAST));
        table_number(table, NOW - 2 * (PAST - 1 - i));
        blanks(table, 7);
    }
    for (int32_t i = 1; i <= FUTURE; i++) {
        table_row(table);
        table_number(table, month_end(i));
        table_blank(table);
        for (int32_t j = 0; j < 7; j++)
            table_number(table, NOW + opens[j] * i);
    }
}

/* C5: two kinds of placement, one of them with a name that XML would mistake. */
static void mix_begin(struct table *table)
{
    static const char *const kinds[] = {"Foster care", "Homes & \"others\" <outside>"};
    static const int64_t now[] = {500, 202};
    table_begin(table, "C5", "Placement mix, month by month", "Anyshire");
    table_column(table, "month_end", "Month", TABLE_MONTH, "");
    table_column(table, "state", "Kind of placement", TABLE_TEXT, "");
    table_column(table, "actual", "Actual", TABLE_COUNT, "children");
    table_column(table, "p10", "80% range from", TABLE_COUNT, "children");
    table_column(table, "p50", "Median forecast", TABLE_COUNT, "children");
    table_column(table, "p90", "80% range to", TABLE_COUNT, "children");
    for (int32_t kind = 0; kind < 2; kind++)
        for (int32_t i = 1 - PAST; i <= FUTURE; i++) {
            table_row(table);
            table_number(table, month_end(i));
            table_text(table, kinds[kind]);
            if (i <= 0) {
                table_number(table, now[kind]);
                blanks(table, 3);
                continue;
            }
            table_blank(table);
            for (int32_t j = -1; j <= 1; j++)
                table_number(table, now[kind] + 2 * i * j);
        }
}

struct fixture {
    struct chart_engine *engine;
    struct table stock, mix;
    struct text svg;
    struct problem problem;
};

/* One engine for all tests, each with tables of its own: loading the charts is most of the time. */
static int open_engine(void **state)
{
    struct chart_engine *engine = NULL;
    struct problem problem = {0};
    if (chart_engine_open(&engine, &problem) < 0)
        print_error("%s\n", problem.text);
    *state = engine;
    return engine ? 0 : -1;
}

static int close_engine(void **state)
{
    chart_engine_close(*state);
    return 0;
}

static int open_fixture(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (!fixture)
        return -1;
    fixture->engine = *state;
    stock_begin(&fixture->stock);
    mix_begin(&fixture->mix);
    *state = fixture;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *fixture = *state;
    table_clear(&fixture->stock);
    table_clear(&fixture->mix);
    text_clear(&fixture->svg);
    free(fixture);
    return 0;
}

/* Draws and fails the test with the problem's own words. */
static const char *drawn(struct fixture *fixture, const char *id, const struct table *table)
{
    text_reset(&fixture->svg);
    if (chart_engine_render(fixture->engine, id, table, 960, 0, &fixture->svg, &fixture->problem) < 0)
        fail_msg("%s", fixture->problem.text);
    return text_string(&fixture->svg);
}

static void assert_says(const char *text, const char *words)
{
    if (!text || !strstr(text, words))
        fail_msg("\"%s\" is not in: %.2000s", words, text ? text : "");
}

static int32_t times(const char *text, const char *words)
{
    int32_t count = 0;
    for (const char *at = text; (at = strstr(at, words)); at += strlen(words))
        count++;
    return count;
}

static void a_chart_is_svg_with_real_text(void **state)
{
    struct fixture *fixture = *state;
    const char *svg = drawn(fixture, "C1", &fixture->stock);
    assert_int_equal(strncmp(svg, "<svg role=\"img\" ", 16), 0);
    assert_string_equal(svg + strlen(svg) - 7, "</svg>\n");
    /* After twelve months p50 = 702 + 12, p10 = 702 - 60, p90 = 702 + 72. */
    assert_says(svg, ">702 children in care at 31 March 2026; median forecast 714 for March 2027, 80% range 642 to 774</title>");
    assert_says(svg, ">Median: 714</text>");
    assert_says(svg, ">80%: 642 to 774</text>");
    assert_says(svg, ">Mar 2026</text>");
    assert_true(times(svg, "<text ") > 10);
}

/* Enough of XML for what is written: every tag is closed in order, no bare ampersand. */
static void assert_well_formed(const char *svg)
{
    const char *open[64];
    size_t depth = 0;
    for (const char *at = strchr(svg, '<'); at; at = strchr(at + 1, '<')) {
        const char *end = strchr(at, '>');
        assert_non_null(end);
        if (at[1] == '/') {
            assert_true(depth > 0);
            const char *name = open[--depth];
            size_t length = strcspn(name, " >");
            assert_int_equal(strncmp(at + 2, name, length), 0);
            assert_int_equal(at[2 + length], '>');
        } else if (end[-1] != '/') {
            assert_true(depth < sizeof open / sizeof *open);
            open[depth++] = at + 1;
        }
    }
    assert_int_equal(depth, 0);
    for (const char *at = strchr(svg, '&'); at; at = strchr(at + 1, '&'))
        assert_true(strspn(at + 1, "abcdefghijklmnopqrstuvwxyz#0123456789") > 0 && strchr(at, ';') - at < 8);
}

static void every_chart_of_the_list_is_drawn_well_formed(void **state)
{
    struct fixture *fixture = *state;
    int32_t count = 0;
    const struct chart_definition *charts = charts_all(&count);
    assert_int_equal(count, 2);
    for (int32_t i = 0; i < count; i++) {
        const struct table *table = strcmp(charts[i].table_id, "C1") == 0 ? &fixture->stock : &fixture->mix;
        assert_string_equal(charts[i].table_id, table->id);
        assert_well_formed(drawn(fixture, charts[i].id, table));
    }
}

static void a_name_with_marks_of_xml_stays_a_name(void **state)
{
    struct fixture *fixture = *state;
    const char *svg = drawn(fixture, "C5", &fixture->mix);
    assert_null(strstr(svg, "<outside>"));
    assert_says(svg, "&lt;outside&gt;");
}

static void the_warning_of_the_tables_stands_in_every_chart(void **state)
{
    struct fixture *fixture = *state;
    assert_says(drawn(fixture, "C1", &fixture->stock), TABLES_BAND_WARNING "</text>");
    assert_says(drawn(fixture, "C5", &fixture->mix), TABLES_BAND_WARNING "</text>");
}

static void the_description_is_the_alternative_text(void **state)
{
    struct fixture *fixture = *state;
    struct text alt = {0};
    assert_int_equal(chart_alt_text("c1", &fixture->stock, &alt, &fixture->problem), 0);
    assert_string_equal(
        text_string(&alt),
        "Line chart: the number of children in care had risen from 656 in April 2024 to 702 at 31 March 2026. "
        "The median forecast for March 2027 is 714, with an 80% range of 642 to 774 and a 95% range of 606 to 798.");
    struct text description = {0};
    text_format(&description, "<desc id=\"C1-alt\">%s</desc>", text_string(&alt));
    assert_says(drawn(fixture, "C1", &fixture->stock), text_string(&description));
    text_clear(&description);
    text_clear(&alt);
}

static void a_used_engine_draws_the_same_bytes_as_a_fresh_one(void **state)
{
    struct fixture *fixture = *state;
    drawn(fixture, "C1", &fixture->stock);
    drawn(fixture, "C5", &fixture->mix);
    drawn(fixture, "C1", &fixture->stock);
    struct text fresh = {0};
    assert_int_equal(chart_render("C1", &fixture->stock, 960, 0, &fresh, &fixture->problem), 0);
    assert_string_equal(text_string(&fixture->svg), text_string(&fresh));
    text_clear(&fresh);
}

static void drawing_appends(void **state)
{
    struct fixture *fixture = *state;
    struct text page = {0};
    text_append(&page, "<figure>");
    assert_int_equal(chart_engine_render(fixture->engine, "C1", &fixture->stock, 640, 0, &page, &fixture->problem), 0);
    assert_int_equal(strncmp(text_string(&page), "<figure><svg ", 13), 0);
    text_clear(&page);
}

static void an_unknown_chart_is_answered_with_those_there_are(void **state)
{
    struct fixture *fixture = *state;
    assert_null(charts_named("C99"));
    int code = chart_engine_render(fixture->engine, "C99", &fixture->stock, 960, 0, &fixture->svg, &fixture->problem);
    assert_int_equal(code, PROBLEM_NOT_FOUND);
    assert_string_equal(fixture->problem.text, "there is no chart C99");
    assert_string_equal(fixture->problem.next, "Choose one of: C1, C5.");
}

static void a_table_of_another_kind_is_refused_in_words_and_the_next_is_drawn(void **state)
{
    struct fixture *fixture = *state;
    int code = chart_engine_render(fixture->engine, "C1", &fixture->mix, 960, 0, &fixture->svg, &fixture->problem);
    assert_int_equal(code, PROBLEM_INPUT);
    assert_string_equal(fixture->problem.text, "table C5 has no column p2_5, which chart C1 draws");
    assert_int_equal(fixture->svg.length, 0);
    assert_int_equal(strncmp(drawn(fixture, "C1", &fixture->stock), "<svg ", 5), 0);
}

static void a_figure_that_is_not_available_is_refused_with_its_row(void **state)
{
    struct fixture *fixture = *state;
    struct table_cell *actual = &fixture->stock.cell[2 * fixture->stock.columns + 1];
    actual->state = TABLE_NOT_AVAILABLE;
    int code = chart_engine_render(fixture->engine, "C1", &fixture->stock, 960, 0, &fixture->svg, &fixture->problem);
    assert_int_equal(code, PROBLEM_INPUT);
    assert_string_equal(fixture->problem.text, "row 3 of table C1 has no number in column actual");
}

static void a_table_that_is_not_whole_is_not_drawn(void **state)
{
    struct fixture *fixture = *state;
    table_row(&fixture->stock); /* and no cell */
    int code = chart_engine_render(fixture->engine, "C1", &fixture->stock, 960, 0, &fixture->svg, &fixture->problem);
    assert_true(code < 0);
    assert_true(fixture->problem.text[0] != '\0');
}

static void a_size_that_holds_no_chart_is_refused(void **state)
{
    struct fixture *fixture = *state;
    int code = chart_engine_render(fixture->engine, "C1", &fixture->stock, 100, 0, &fixture->svg, &fixture->problem);
    assert_int_equal(code, PROBLEM_INPUT);
    assert_string_equal(fixture->problem.text, "a chart is 480 to 4000 pixels wide, not 100");
    code = chart_engine_render(fixture->engine, "C5", &fixture->mix, 960, 20, &fixture->svg, &fixture->problem);
    assert_int_equal(code, PROBLEM_INPUT);
    assert_says(fixture->problem.text, "pixels high, not 20");
}

static void a_table_too_large_for_the_engine_is_refused_and_the_next_is_drawn(void **state)
{
    struct fixture *fixture = *state;
    enum { LARGE = CHART_MEMORY_MAX / 2 };
    char *name = malloc(LARGE + 1);
    assert_non_null(name);
    memset(name, 'x', LARGE);
    name[LARGE] = '\0';
    table_note(&fixture->mix, "%s", name);
    free(name);
    int code = chart_engine_render(fixture->engine, "C5", &fixture->mix, 960, 0, &fixture->svg, &fixture->problem);
    assert_int_equal(code, PROBLEM_LIMIT);
    assert_says(fixture->problem.text, "needs more than 128 MiB");
    assert_int_equal(strncmp(drawn(fixture, "C1", &fixture->stock), "<svg ", 5), 0);
}

#define WITH_TABLES(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TABLES(a_chart_is_svg_with_real_text),
        WITH_TABLES(every_chart_of_the_list_is_drawn_well_formed),
        WITH_TABLES(a_name_with_marks_of_xml_stays_a_name),
        WITH_TABLES(the_warning_of_the_tables_stands_in_every_chart),
        WITH_TABLES(the_description_is_the_alternative_text),
        WITH_TABLES(a_used_engine_draws_the_same_bytes_as_a_fresh_one),
        WITH_TABLES(drawing_appends),
        WITH_TABLES(an_unknown_chart_is_answered_with_those_there_are),
        WITH_TABLES(a_table_of_another_kind_is_refused_in_words_and_the_next_is_drawn),
        WITH_TABLES(a_figure_that_is_not_available_is_refused_with_its_row),
        WITH_TABLES(a_table_that_is_not_whole_is_not_drawn),
        WITH_TABLES(a_size_that_holds_no_chart_is_refused),
        WITH_TABLES(a_table_too_large_for_the_engine_is_refused_and_the_next_is_drawn),
    };
    return cmocka_run_group_tests_name("chart", tests, open_engine, close_engine);
}
