#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "returns/capacity.h"
#include "returns/file_template.h"
#include "returns/price_list.h"
#include "returns/sheet.h"

/* What reads a template, and as what. */
static const char *const sheets[][2] = {
    {"ledger", "ledger"},       {"actuals", "actuals"},        {"budget", "budget"},        {"staffing", "staffing"},
    {"explained", "explained"}, {"pressures", "budget_items"}, {"savings", "budget_items"}, {"grants", "budget_items"}};

static int64_t lines_of(const char *text)
{
    int64_t lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

static void every_template_of_the_books_is_read_as_its_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        const struct file_template *template = file_template_named(sheets[i][0]);
        struct sheet sheet;
        struct problem problem = {0};
        assert_non_null(template);
        assert_int_equal(sheet_read(template->text, strlen(template->text), "t.csv", &sheet, &problem), 0);
        assert_non_null(sheet.kind);
        assert_string_equal(sheet.kind->name, sheets[i][1]);
        assert_int_equal(sheet.own.quarantine_count, 0);
        assert_int_equal(sheet.own.extra_count, 0);
        assert_int_equal(sheet.rows, lines_of(template->text) - 1);
        sheet_clear(&sheet);
    }
}

static void a_template_of_one_kind_has_all_of_its_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < 5; i++) {
        const struct file_template *template = file_template_named(sheets[i][0]);
        struct sheet sheet;
        struct problem problem = {0};
        assert_int_equal(sheet_read(template->text, strlen(template->text), "t.csv", &sheet, &problem), 0);
        for (int32_t c = 0; c < sheet.kind->columns; c++)
            assert_int_not_equal(sheet.own.at[c], 0);
        sheet_clear(&sheet);
    }
}

static void prices_and_places_have_templates_too(void **state)
{
    (void)state;
    struct price_list prices;
    struct capacity_list capacity;
    struct problem problem = {0};
    const char *text = file_template_named("price_list")->text;
    assert_int_equal(price_list_read(text, strlen(text), "t.csv", &prices, &problem), 0);
    assert_int_equal(prices.rows, 2);
    assert_int_equal(prices.own.quarantine_count, 0);
    price_list_clear(&prices);
    text = file_template_named("capacity")->text;
    assert_int_equal(capacity_read(text, strlen(text), "t.csv", &capacity, &problem), 0);
    assert_int_equal(capacity.rows, 2);
    assert_int_equal(capacity.own.quarantine_count, 0);
    capacity_clear(&capacity);
    assert_null(file_template_named("nothing"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_template_of_the_books_is_read_as_its_kind),
        cmocka_unit_test(a_template_of_one_kind_has_all_of_its_columns),
        cmocka_unit_test(prices_and_places_have_templates_too),
    };
    return cmocka_run_group_tests_name("file_template", tests, NULL, NULL);
}
