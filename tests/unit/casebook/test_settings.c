/* homeward.yaml: what it says, and what is said about it when it is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/authorities.h"
#include "casebook/settings.h"

struct fixture {
    struct care_system system;
    struct casebook_settings settings;
    struct tariff tariff;
    struct problem problem;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (!fixture || casebook_default_system(&fixture->system, NULL) < 0)
        return -1;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static int read(struct fixture *fixture, const char *yaml)
{
    tariff_default(&fixture->system.flow, &fixture->tariff);
    return settings_read(yaml, strlen(yaml), &fixture->system, &fixture->settings, &fixture->tariff, &fixture->problem);
}

static const struct tariff_line *line_of(const struct fixture *fixture, const char *state)
{
    return &fixture->tariff.line[flow_state_named(&fixture->system.flow, state)];
}

#define HEAD "council: Anyshire\nauthority: E10000099\n"

static void a_price_takes_the_place_of_the_built_in_line(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(read(fixture, HEAD), 0);
    int64_t built_in = line_of(fixture, "foster_inhouse")->per_week.pence;
    int32_t uplift = line_of(fixture, "supported")->uplift;
    assert_int_equal(
        read(fixture,
             HEAD "prices:\n"
                  "  - {state: foster_agency, per_week: 1043.5, year: 2025, uplift_percent: 3.55, source: Register}\n"
                  "  - {state: supported, per_week: \"£1,200\", year: 2024, published: true}\n"),
        0);
    const struct tariff_line *agency = line_of(fixture, "foster_agency"), *supported = line_of(fixture, "supported");
    assert_int_equal(agency->per_week.pence, 104350);
    assert_int_equal(agency->price_year, 2025);
    assert_int_equal(agency->uplift, 3550);
    assert_true(agency->own);
    assert_false(agency->published);
    assert_string_equal(agency->source, "Register");
    assert_int_equal(supported->per_week.pence, 120000);
    assert_int_equal(supported->uplift, uplift);
    assert_true(supported->published);
    assert_string_equal(supported->source, "homeward.yaml");
    assert_int_equal(line_of(fixture, "foster_inhouse")->per_week.pence, built_in);
    assert_false(line_of(fixture, "foster_inhouse")->own);
}

static void wrong_settings_are_named_with_their_line(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *yaml;
        int64_t line;
        const char *about;
    } wrong[] = {
        {"council: Anyshire\n", 1, "authority is missing"},
        {"authority: E10000099\n", 1, "council is missing"},
        {"council: Anyshire\nauthority: E99\n", 2, "E99 is not the code"},
        {"council: \"\"\nauthority: E10000099\n", 1, "council needs a value"},
        {HEAD "popultion: 3\n", 3, "no setting called popultion"},
        {HEAD "population: 112000\n", 3, "names with values"},
        {HEAD "population: {year: 2024}\n", 3, "children is missing"},
        {HEAD "population: {children: many}\n", 3, "whole number"},
        {HEAD "population: {children: 0}\n", 3, "whole number"},
        {HEAD "signs: brackets\n", 3, "brackets_under, brackets_over or words"},
        {HEAD "tolerance: some\n", 3, "a number like 0.25"},
        {HEAD "tolerance: -1\n", 3, "between 0.001 and 100"},
        {HEAD "tolerance: 2.5005\n", 3, "three decimals"},
        {HEAD "prices: 12\n", 3, "a list is expected"},
        {HEAD "prices:\n  - {state: hotel, per_week: 1, year: 2024}\n", 4, "no kind of placement called hotel"},
        {HEAD "prices:\n  - {state: secure, per_week: cheap, year: 2024}\n", 4, "pounds and pence"},
        {HEAD "prices:\n  - {state: secure, per_week: -1, year: 2024}\n", 4, "pounds and pence"},
        {HEAD "prices:\n  - {state: secure, per_week: 1.234, year: 2024}\n", 4, "pounds and pence"},
        {HEAD "prices:\n  - {state: secure, per_week: 1}\n", 4, "year is missing"},
        {HEAD "prices:\n  - {state: secure, per_week: 1, year: 24}\n", 4, "whole number"},
        {HEAD "prices:\n  - {state: secure, per_week: 1, year: 2024, uplift_percent: 3.5555}\n", 4, "three decimals"},
        {HEAD "prices:\n  - {state: secure, per_week: 1, year: 2024, uplift_percent: 300}\n", 4, "between"},
        {HEAD "prices:\n  - {state: secure, per_week: 1, year: 2024}\n  - {state: secure, per_week: 1, year: 2024}\n", 5,
         "two prices for secure"},
        {HEAD "prices:\n  - {state: secure, per_week: 1, yaer: 2024}\n", 4, "no setting called yaer"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(read(fixture, wrong[i].yaml), PROBLEM_INPUT);
        if (!strstr(fixture->problem.text, wrong[i].about))
            fail_msg("%s", fixture->problem.text);
        assert_int_equal(fixture->problem.row, wrong[i].line);
        assert_string_equal(fixture->problem.file, "homeward.yaml");
        assert_true(fixture->problem.next[0] != '\0');
    }
}

static void a_new_file_explains_and_reads_back(void **state)
{
    struct fixture *fixture = *state;
    const struct casebook_settings given = {.council = "Any \"shire\" \\", .authority = "E10000099"};
    struct text text = {0};
    assert_int_equal(settings_write(&given, &text, &fixture->problem), 0);
    assert_int_equal(read(fixture, text_string(&text)), 0);
    assert_string_equal(fixture->settings.council, given.council);
    assert_int_equal(fixture->settings.population, 0);
    /* Taking the # from the examples gives settings that can be read as they stand. */
    struct text live = {0};
    for (const char *at = text_string(&text); *at; at++) {
        bool example = strncmp(at, "# population:", 13) == 0 || strncmp(at, "# signs:", 8) == 0 || strncmp(at, "# tolerance:", 12) == 0 ||
                       strncmp(at, "# prices:", 9) == 0 || strncmp(at, "#   - {state", 12) == 0;
        if (example)
            at += 2;
        text_append_char(&live, *at);
    }
    assert_int_equal(read(fixture, text_string(&live)), 0);
    assert_int_equal(fixture->settings.population, 112000);
    assert_int_equal(fixture->settings.tolerance, 5000);
    assert_true(line_of(fixture, "foster_agency")->own);
    text_clear(&text);
    text_clear(&live);
}

static void authorities_are_found_by_code(void **state)
{
    (void)state;
    assert_int_equal(authority_find("E08000025")->number, 330);
    assert_string_equal(authority_find("E06000058")->name, "Bournemouth, Christchurch and Poole");
    assert_string_equal(authority_find("E10000006")->successor, "E06000063 E06000064"); /* Cumbria */
    assert_null(authority_find("E06000060")->successor);
    assert_null(authority_find("E12000001")); /* a region */
    assert_null(authority_find(""));
}

static void made_up_authorities_end_in_099(void **state)
{
    (void)state;
    assert_true(authority_is_made_up("E10000099"));
    assert_true(authority_is_made_up("E09000099"));
    assert_false(authority_is_made_up("E1000099"));
    assert_false(authority_is_made_up("E10000098"));
    assert_false(authority_is_made_up("W10000099"));
    assert_false(authority_is_made_up("E1000x099"));
}

static void the_closest_authority_is_found_by_name_or_code(void **state)
{
    (void)state;
    assert_string_equal(authority_closest("leedes")->name, "Leeds");
    assert_string_equal(authority_closest("Kingston on Thames")->code, "E09000021");
    assert_string_equal(authority_closest("E1000003O")->code, "E10000030");
    assert_non_null(authority_closest(""));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_price_takes_the_place_of_the_built_in_line),
        TEST(wrong_settings_are_named_with_their_line),
        TEST(a_new_file_explains_and_reads_back),
        TEST(authorities_are_found_by_code),
        TEST(made_up_authorities_end_in_099),
        TEST(the_closest_authority_is_found_by_name_or_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
