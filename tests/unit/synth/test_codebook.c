#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "made_up_files.h"
#include "returns/codes.h"
#include "synth/codebook.h"
#include "synth/luck.h"

static void every_code_is_valid_on_its_side_of_the_change(void **state)
{
    (void)state;
    struct care_system system;
    struct synth_codebook book;
    made_up_system(&system);
    assert_int_equal(synth_codebook_make(&system, &book, NULL), 0);
    const struct return_code_list *places = return_code_list("placement_type"), *recs = return_code_list("rec");
    const struct return_code_list *providers = return_code_list("place_provider");
    for (int32_t i = 0; i < book.places; i++)
        for (int32_t year = 2010; year <= 2030; year++) {
            assert_true(return_code_valid(places, synth_place_code(&book.place[i], year), year));
            assert_true(book.place[i].provider == 0 || return_code_valid(providers, book.place[i].provider, year));
        }
    for (int32_t i = 0; i < book.exits; i++)
        for (int32_t year = 2010; year <= 2030; year++)
            assert_true(return_code_valid(recs, synth_exit_code(&book.exit[i], year), year));
}

static void a_place_is_of_the_state_and_age_asked_for(void **state)
{
    (void)state;
    struct care_system system;
    struct synth_codebook book;
    made_up_system(&system);
    assert_int_equal(synth_codebook_make(&system, &book, NULL), 0);
    struct chance_stream luck = synth_luck_of(1, 1, SYNTH_LUCK_PLACES);
    int32_t other = flow_state_named(&system.flow, "other_residential");
    for (int32_t i = 0; i < 2000; i++) {
        const struct synth_place *place = synth_place_choose(&book, other, i % 18, &luck);
        bool temporary, known;
        assert_int_equal(care_state_of(&system, place->before, place->provider, &temporary, &known), other);
        assert_in_range(i % 18, place->age_from, place->age_to);
    }
}

static void guardians_are_coded_by_who_they_were(void **state)
{
    (void)state;
    struct care_system system;
    struct synth_codebook book;
    made_up_system(&system);
    assert_int_equal(synth_codebook_make(&system, &book, NULL), 0);
    struct chance_stream luck = synth_luck_of(1, 2, SYNTH_LUCK_PLACES);
    int32_t sgo = flow_exit_named(&system.flow, "sgo");
    for (int32_t i = 0; i < 500; i++) {
        const struct synth_exit *relatives = synth_exit_choose(&book, sgo, book.connected_carer, false, &luck);
        const struct synth_exit *parents = synth_exit_choose(&book, sgo, book.parents, false, &luck);
        assert_true(relatives->after == code_of("E45") || relatives->after == code_of("E47"));
        assert_true(parents->after == code_of("E47") || parents->after == code_of("E48"));
    }
}

static void a_state_without_a_code_is_named(void **state)
{
    (void)state;
    struct care_system system;
    struct synth_codebook book;
    struct problem problem = {0};
    made_up_system(&system);
    int32_t unregistered = flow_state_named(&system.flow, "unregistered");
    system.flow.prior_rate[0][unregistered] = 0.01;
    assert_int_equal(synth_codebook_make(&system, &book, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "unregistered"));
    assert_non_null(strstr(problem.next, "care.yaml"));
}

static void a_codes_new_meaning_is_followed(void **state)
{
    (void)state;
    struct care_system system;
    struct synth_codebook book;
    made_up_system(&system);
    int32_t secure = flow_state_named(&system.flow, "secure"), other = flow_state_named(&system.flow, "other_residential");
    for (int32_t i = 0; i < system.place_rules; i++)
        if (system.place_rule[i].place == code_of("R5"))
            system.place_rule[i].state = (int8_t)secure; /* a workspace that counts young offender institutions as secure */
    assert_int_equal(synth_codebook_make(&system, &book, NULL), 0);
    for (int32_t i = 0; i < book.places; i++)
        assert_false(book.place[i].state == other && book.place[i].before == code_of("R5"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_is_valid_on_its_side_of_the_change),
        cmocka_unit_test(a_place_is_of_the_state_and_age_asked_for),
        cmocka_unit_test(guardians_are_coded_by_who_they_were),
        cmocka_unit_test(a_state_without_a_code_is_named),
        cmocka_unit_test(a_codes_new_meaning_is_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
