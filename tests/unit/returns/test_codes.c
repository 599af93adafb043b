#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "returns/codes.h"

static bool valid(const char *list, const char *value, int32_t year)
{
    assert_non_null(return_code_list(list));
    return return_code_valid(return_code_list(list), code_of(value), year);
}

/* The collection years of the codes that came or went (domain facts: DfE guides 2018-19, 2023-24, 2024-25, 2025-26). */
static void codes_come_and_go_with_the_collection_year(void **state)
{
    (void)state;
    static const struct {
        const char *list, *value;
        int32_t first, last;
    } spans[] = {
        {"placement_type", "H5", 0, 2023},
        {"placement_type", "K3", 2024, 9999},
        {"placement_type", "Z1", 0, 2024},
        {"placement_type", "Z12", 2025, 9999},
        {"placement_type", "U4", 0, 9999},
        {"sex", "1", 0, 2023},
        {"sex", "M", 2024, 9999},
        {"sex", "U", 2024, 9999},
        {"rec", "E43", 0, 2017},
        {"rec", "E45", 2018, 9999},
        {"rec", "X1", 0, 9999},
        {"placement_type", "P2", 0, 2023},
        {"reason_place_change", "CUSTOD", 2018, 9999},
        {"activity", "F3", 0, 2020},
        {"activity", "P3", 0, 2020},
        {"activity", "F4", 2021, 9999},
        {"activity", "P5", 2021, 9999},
        {"activity", "G6", 0, 9999},
        {"social_worker_reason", "ABSENC", 2023, 9999},
    };
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        for (int32_t year = 2015; year <= 2028; year++)
            assert_int_equal(valid(spans[i].list, spans[i].value, year), year >= spans[i].first && year <= spans[i].last);
}

static void a_code_that_ended_within_a_year_is_valid_in_that_year(void **state)
{
    (void)state;
    assert_true(valid("placement_type", "P2", 2023)); /* ended on 27 October 2023 */
    assert_false(valid("placement_type", "P2", 2024));
}

static void a_code_of_another_list_is_not_valid(void **state)
{
    (void)state;
    assert_true(valid("legal_status", "C2", 2020));
    assert_false(valid("rne", "C2", 2020));
    assert_false(valid("rne", "", 2020));
    assert_false(valid("place_provider", "PR6", 2020));
    assert_null(return_code_list("nonsense"));
    assert_null(return_code_list(NULL));
}

static void known_means_in_any_year(void **state)
{
    (void)state;
    assert_true(return_code_known(return_code_list("rec"), code_of("E43")));
    assert_false(return_code_known(return_code_list("rec"), code_of("WBRI")));
    assert_true(return_code_known_anywhere(code_of("WBRI")));
    assert_true(return_code_known_anywhere(code_of("UN3")));
    assert_false(return_code_known_anywhere(code_of("UN6"))); /* the CIN census only */
    assert_false(return_code_known_anywhere(0));
}

/* Counts of the lists as the guides have them: a line lost while editing would show here. */
static void every_list_is_whole(void **state)
{
    (void)state;
    static const struct {
        const char *list;
        int32_t count;
    } lists[] = {{"sex", 5},
                 {"ethnicity", 20},
                 {"rne", 6},
                 {"legal_status", 13},
                 {"cin_need", 8},
                 {"placement_type", 32},
                 {"place_provider", 6},
                 {"rec", 24},
                 {"reason_place_change", 12},
                 {"upn_unknown", 5},
                 {"flag", 2},
                 {"review_code", 8},
                 {"sdq_reason", 5},
                 {"in_touch", 6},
                 {"activity", 14},
                 {"accommodation", 31},
                 {"reason_placed_ceased", 4},
                 {"previous_permanence", 5},
                 {"adopters", 2},
                 {"adopter_sex", 5},
                 {"adopter_legal_status", 6},
                 {"missing", 2},
                 {"social_worker_reason", 10}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct return_code_list *list = return_code_list(lists[i].list);
        assert_int_equal(list->count, lists[i].count);
        for (int32_t k = 0; k < list->count; k++) {
            assert_true(code_of(list->entry[k].code) != 0);
            assert_true(strlen(list->entry[k].label) > 0);
            assert_true(list->entry[k].first_year <= list->entry[k].last_year);
            for (int32_t other = 0; other < k; other++)
                assert_string_not_equal(list->entry[k].code, list->entry[other].code);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_come_and_go_with_the_collection_year),
        cmocka_unit_test(a_code_that_ended_within_a_year_is_valid_in_that_year),
        cmocka_unit_test(a_code_of_another_list_is_not_valid),
        cmocka_unit_test(known_means_in_any_year),
        cmocka_unit_test(every_list_is_whole),
    };
    return cmocka_run_group_tests_name("codes", tests, NULL, NULL);
}
