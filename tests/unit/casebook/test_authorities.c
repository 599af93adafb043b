/* The English authorities, and the ways in which a return names one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/authorities.h"

static const char *resolved(const char *text, const char *own)
{
    static char code[AUTHORITY_CODE_SIZE];
    return authority_resolve(text, own, code) ? code : "nobody";
}

static void a_code_a_number_and_a_name_are_the_same_authority(void **state)
{
    (void)state;
    static const char *const birmingham[] = {"E08000025",  "e08000025",  "330",        "0330",
                                             "Birmingham", "BIRMINGHAM", "birmingham "};
    for (size_t i = 0; i < sizeof birmingham / sizeof *birmingham; i++)
        assert_string_equal(resolved(birmingham[i], "E10000099"), "E08000025");
}

static void a_name_is_known_however_it_is_written(void **state)
{
    (void)state;
    assert_string_equal(resolved("St Helens", "E10000099"), "E08000013");
    assert_string_equal(resolved("ST. HELENS", "E10000099"), "E08000013");
    assert_string_equal(resolved("Hammersmith & Fulham", "E10000099"), "E09000013");
    assert_string_equal(resolved("Stockton on Tees", "E10000099"), "E06000004");
    assert_string_equal(resolved("Bristol", "E10000099"), "E06000023");
    assert_string_equal(resolved("Bristol, City of", "E10000099"), "E06000023");
}

static void a_made_up_code_stands_for_itself(void **state)
{
    (void)state;
    assert_string_equal(resolved("E10000099", "E08000025"), "E10000099");
    assert_string_equal(resolved("e10000099", "E08000025"), "E10000099");
}

static void what_is_no_authority_is_nobody(void **state)
{
    (void)state;
    static const char *const nobody[] = {"",          "Atlantis",    "999",          "0",    "-330",
                                         "33.0",      "E08000026X",  "(to 2018-19)", "1234", "E99999999",
                                         "999999999", "99999999999", "Hamlets",      ",",    "&"};
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++)
        assert_string_equal(resolved(nobody[i], "E10000099"), "nobody");
}

/* Barnsley has been E08000038 since 2025-26 and was E08000016 before; its number is 370 under both. */
static void a_council_whose_code_changed_is_one_council(void **state)
{
    (void)state;
    static const char *const barnsley[] = {"E08000016", "E08000038", "370", "Barnsley", "Barnsley (to 2024-25)"};
    for (size_t i = 0; i < sizeof barnsley / sizeof *barnsley; i++) {
        assert_string_equal(resolved(barnsley[i], "E10000099"), "E08000038");
        assert_string_equal(resolved(barnsley[i], "E08000038"), "E08000038");
        assert_string_equal(resolved(barnsley[i], "E08000016"), "E08000016");
    }
}

/* Poole went into Bournemouth, Christchurch and Poole, which has another number: it is not the same council. */
static void a_council_that_merged_stays_itself(void **state)
{
    (void)state;
    assert_string_equal(resolved("836", "E06000058"), "E06000029");
    assert_string_equal(resolved("Poole", "E06000058"), "E06000029");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_a_number_and_a_name_are_the_same_authority),
        cmocka_unit_test(a_name_is_known_however_it_is_written),
        cmocka_unit_test(a_made_up_code_stands_for_itself),
        cmocka_unit_test(what_is_no_authority_is_nobody),
        cmocka_unit_test(a_council_whose_code_changed_is_one_council),
        cmocka_unit_test(a_council_that_merged_stays_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
