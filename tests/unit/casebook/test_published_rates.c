/* Rates that a council's own is held against, worked by hand from the published ones of the ten neighbours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "casebook/published_rates.h"

static void a_rate_of_neighbours_is_the_mean_of_ten(void **state)
{
    (void)state;
    /* 184, 157, 138, 88, 97, 90, 90, 107, 144, 102 */
    assert_int_equal(published_rates_of("E08000012").neighbours, 119700); /* Liverpool */
    assert_int_equal(published_rates_of("E08000014").neighbours, 104000); /* Sefton */
    assert_int_equal(published_rates_of("E06000019").neighbours, 66700);  /* Herefordshire */
    assert_int_equal(published_rates_of("E08000012").england, 67000);
}

/* Whose own rate is withheld has neighbours all the same. */
static void the_smallest_authority_is_compared_too(void **state)
{
    (void)state;
    assert_int_equal(published_rates_of("E09000001").neighbours, 63400);
}

static void a_made_up_authority_has_england_beside_it_alone(void **state)
{
    (void)state;
    assert_int_equal(published_rates_of("E10000099").neighbours, 0);
    assert_int_equal(published_rates_of("E10000099").england, 67000);
}

/* Barnsley's boundary changed on 1 April 2025: one number, two codes. */
static void a_code_of_before_and_one_of_after_have_the_same_neighbours(void **state)
{
    (void)state;
    assert_true(published_rates_of("E08000016").neighbours > 0);
    assert_int_equal(published_rates_of("E08000016").neighbours, published_rates_of("E08000038").neighbours);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rate_of_neighbours_is_the_mean_of_ten),
        cmocka_unit_test(the_smallest_authority_is_compared_too),
        cmocka_unit_test(a_made_up_authority_has_england_beside_it_alone),
        cmocka_unit_test(a_code_of_before_and_one_of_after_have_the_same_neighbours),
    };
    return cmocka_run_group_tests_name("published_rates", tests, NULL, NULL);
}
