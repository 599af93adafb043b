/* The made-up council's price list: near the built-in prices, the same every time, and one that comes in as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "budget/tariff.h"
#include "made_up_files.h"
#include "returns/price_list.h"
#include "synth/prices.h"

static void read_list(const struct text *csv, struct price_list *list)
{
    struct problem problem = {0};
    if (price_list_read(csv->bytes, csv->length, "price-list.csv", list, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_true(list->own.recognised);
    assert_int_equal(list->own.quarantine_count, 0);
}

static void every_kind_of_placement_has_a_price_near_the_built_in_one(void **state)
{
    (void)state;
    struct care_system system;
    struct tariff built_in;
    made_up_system(&system);
    tariff_default(&system.flow, &built_in);
    for (uint64_t seed = 0; seed < 50; seed++) {
        struct text csv = {0};
        struct price_list list;
        assert_int_equal(synth_prices_append(&system, seed, 2026, &csv, NULL), 0);
        read_list(&csv, &list);
        assert_int_equal(list.rows, system.flow.states);
        for (int32_t i = 0; i < list.rows; i++) {
            struct money price;
            assert_string_equal(list.row[i].type, system.flow.state[i]);
            assert_int_equal(list.row[i].from, calendar_day(2026, 4, 1));
            assert_int_equal(list.row[i].uplift, built_in.line[i].uplift);
            assert_string_equal(list.row[i].source, "made up");
            assert_true(tariff_price(&built_in, i, 2026, &price));
            assert_int_equal(list.row[i].per_week.pence % 100, 0);
            /* Five percent either way and the rounding to a pound. */
            assert_in_range(list.row[i].per_week.pence, price.pence * 95 / 100 - 51, price.pence * 105 / 100 + 51);
        }
        price_list_clear(&list);
        text_clear(&csv);
    }
}

static void the_same_seed_gives_the_same_prices_and_another_others(void **state)
{
    (void)state;
    struct care_system system;
    struct text first = {0}, second = {0}, other = {0};
    made_up_system(&system);
    assert_int_equal(synth_prices_append(&system, 1, 2026, &first, NULL), 0);
    assert_int_equal(synth_prices_append(&system, 1, 2026, &second, NULL), 0);
    assert_int_equal(synth_prices_append(&system, 2, 2026, &other, NULL), 0);
    assert_string_equal(text_string(&first), text_string(&second));
    assert_string_not_equal(text_string(&first), text_string(&other));
    text_clear(&first);
    text_clear(&second);
    text_clear(&other);
}

static void the_list_lies_beside_the_years(void **state)
{
    (void)state;
    static const struct synth_options few = {.children = 30, .years = 1, .last_year = 2023, .seed = 5};
    struct made_up_files files;
    struct file_bytes bytes = {0};
    struct text csv = {0};
    char path[128];
    made_up_files_write(&files, &few);
    snprintf(path, sizeof path, "%s/price-list.csv", files.folder);
    assert_int_equal(file_read(path, 1 << 16, &bytes, NULL), 0);
    assert_int_equal(synth_prices_append(&files.system, few.seed, 2024, &csv, NULL), 0);
    assert_string_equal(bytes.bytes, text_string(&csv));
    file_bytes_clear(&bytes);
    text_clear(&csv);
    made_up_files_clear(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_placement_has_a_price_near_the_built_in_one),
        cmocka_unit_test(the_same_seed_gives_the_same_prices_and_another_others),
        cmocka_unit_test(the_list_lies_beside_the_years),
    };
    return cmocka_run_group_tests_name("prices", tests, NULL, NULL);
}
