#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "made_up_files.h"
#include "synth/codebook.h"
#include "synth/council.h"
#include "synth/episodes.h"
#include "synth/families.h"
#include "synth/particulars.h"

enum { PER_YEAR = 3000, FIRST_MONTH = 2000 * 12, MONTHS = 240 };

/* Months of families that arrive, added up. */
struct arrived {
    int64_t families[5];                 /* by size; [1] to [4] */
    int64_t alone, children;             /* unaccompanied, and all the others */
    double quarter_sum, quarter_squares; /* of children a quarter, the unaccompanied left out */
    int64_t gaps;                        /* pairs of brothers and sisters */
    double apart;                        /* years between them, added up */
};

static void check_family(const struct synth_families *families, int64_t i, struct arrived *out)
{
    const struct synth_family *family = &families->family[i];
    const struct flow_person *person = &families->entrant[i].person;
    int32_t members = 0;
    for (int64_t k = 0; k < families->count; k++) {
        const struct flow_person *other = &families->entrant[k].person;
        if (families->family[k].number != family->number)
            continue;
        members++;
        assert_int_equal(other->entered, person->entered);
        int32_t apart = abs(other->born - person->born);
        assert_true(apart == 0 || apart >= 280);
        assert_true(other->born <= other->entered && calendar_age(other->born, other->entered) < 18);
        if (k > i) {
            out->gaps++;
            out->apart += apart / 365.25;
        }
    }
    assert_int_equal(members, family->members);
    assert_in_range(members, 1, 4);
    if (family->number == person->number)
        out->families[members]++;
}

static void arrive(struct arrived *out)
{
    struct care_system care;
    struct flow_posterior posterior;
    struct synth_families families;
    struct problem problem = {0};
    int64_t quarter = 0;
    *out = (struct arrived){0};
    made_up_system(&care);
    assert_int_equal(flow_posterior_prior(&care.flow, PER_YEAR, &posterior, &problem), 0);
    synth_families_make(&care.flow, 7, true, &posterior.entries[0], &families);
    for (int32_t month = 0; month < MONTHS; month++) {
        assert_int_equal(synth_families_enter(&families, &posterior, FIRST_MONTH + month, &problem), 0);
        for (int64_t i = 0; i < families.count; i++) {
            bool marked = care.flow.stratum[families.entrant[i].stratum].marked;
            out->alone += marked;
            out->children += !marked;
            quarter += !marked;
            if (!marked)
                check_family(&families, i, out);
            else
                assert_int_equal(families.family[i].members, 1);
        }
        if (month % 3 == 2) {
            out->quarter_sum += (double)quarter;
            out->quarter_squares += (double)quarter * (double)quarter;
            quarter = 0;
        }
    }
    synth_families_clear(&families);
    flow_posterior_clear(&posterior);
}

/*
 * 60, 22, 12 and 6 in 100 families; 60,000 entrants of whom .2153 come alone leave 47,082 children in 28,708 families. A
 * share p of n families is within 4 sqrt(p (1 - p) / n), at most 1.2 points (p = .6): by chance once in 16,000, for each of
 * four.
 */
static void families_have_the_sizes_that_they_should(void **state)
{
    (void)state;
    static const double expected[5] = {0, .60, .22, .12, .06};
    struct arrived arrived;
    arrive(&arrived);
    double all = 0;
    for (int32_t size = 1; size <= 4; size++)
        all += (double)arrived.families[size];
    for (int32_t size = 1; size <= 4; size++) {
        double share = (double)arrived.families[size] / all;
        print_message("# families of %d: %.3f, %.2f expected\n", size, share, expected[size]);
        assert_true(share > expected[size] - .012 && share < expected[size] + .012);
    }
}

/*
 * As many children come as without: 60,000 in 20 years, of whom those in families have variance 2.15 times their mean.
 * sd = sqrt(2.15 × 47,082 + 12,918) = 338, so within 4 sd, 1,350: by chance once in 16,000.
 * In a quarter 588.5 come in families with variance 1,265; the variance of 80 quarters has a standard error of
 * sqrt(2 / 79) = 16%, so the ratio to the mean lies between .36 × 2.15 and 1.64 × 2.15 but once in 16,000.
 */
static void as_many_children_come_but_in_lumps(void **state)
{
    (void)state;
    struct arrived arrived;
    arrive(&arrived);
    int64_t all = arrived.alone + arrived.children;
    double quarters = MONTHS / 3.0, mean = arrived.quarter_sum / quarters;
    double variance = arrived.quarter_squares / quarters - mean * mean;
    print_message("# %lld came, 60000 expected; variance / mean of a quarter %.2f, 2.15 expected\n", (long long)all,
                  variance / mean);
    assert_in_range(all, 60000 - 1350, 60000 + 1350);
    assert_true(variance / mean > 2.15 * .36 && variance / mean < 2.15 * 1.64);
    assert_true(variance / mean > 1.3); /* a Poisson number of children: 1, above 1.3 once in 40 */
}

/* Two children of the year's entrants are 6.8 years apart on average; brothers and sisters at most ten, so fewer. */
static void brothers_and_sisters_are_of_related_ages(void **state)
{
    (void)state;
    struct arrived arrived;
    arrive(&arrived);
    double apart = arrived.apart / (double)arrived.gaps;
    print_message("# years between brothers and sisters: %.2f\n", apart);
    assert_true(arrived.gaps > 10000);
    assert_true(apart > 1 && apart < 5.5);
}

/* The first row of every period of a family's children. */
static void they_share_day_postcode_need_and_first_legal_status(void **state)
{
    (void)state;
    const struct synth_options options = {.children = 1500, .years = 3, .last_year = 2025, .seed = 4, .siblings = true};
    struct care_system care;
    struct synth_council council;
    struct synth_codebook book;
    struct synth_episodes episodes = {0};
    struct problem problem = {0};
    int64_t pairs = 0, remanded = 0;
    made_up_system(&care);
    assert_int_equal(synth_codebook_make(&care, &book, &problem), 0);
    assert_int_equal(synth_council_make(&care, &options, NULL, &council, &problem), 0);
    struct told {
        uint32_t family;
        day on;
        short_code ls, need;
        char postcode[SYNTH_POSTCODE_SIZE];
    } *told = calloc((size_t)council.periods, sizeof *told);
    int64_t count = 0;
    assert_non_null(told);
    for (int64_t i = 0; i < council.children; i++) {
        struct synth_particulars particulars;
        synth_particulars_of(&council, &council.child[i], 100000, &particulars);
        assert_int_equal(synth_episodes_tell(&council, &book, &council.child[i], &episodes, &problem), 0);
        for (int64_t k = 0; k < episodes.count; k++) {
            const struct synth_episode *episode = &episodes.episode[k];
            if (episode->rne != code_of("S") || council.child[i].unaccompanied)
                continue;
            const struct synth_period *period = &council.period[council.child[i].first_period + episode->period];
            told[count] =
                (struct told){.family = period->family, .on = episode->decom, .ls = episode->ls, .need = particulars.need};
            snprintf(told[count].postcode, sizeof told->postcode, "%s", episode->home_postcode);
            count++;
        }
    }
    for (int64_t i = 0; i < count; i++)
        for (int64_t k = i + 1; k < count; k++) {
            if (told[k].family != told[i].family)
                continue;
            pairs++;
            assert_int_equal(told[k].on, told[i].on);
            assert_string_equal(told[k].postcode, told[i].postcode);
            assert_int_equal(told[k].need, told[i].need);
            if (told[k].ls == code_of("J1") || told[i].ls == code_of("J1"))
                remanded++; /* custody is nobody's but one's own */
            else
                assert_int_equal(told[k].ls, told[i].ls);
        }
    assert_true(pairs > 300 && remanded * 20 < pairs);
    free(told);
    synth_episodes_clear(&episodes);
    synth_council_clear(&council);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families_have_the_sizes_that_they_should),
        cmocka_unit_test(as_many_children_come_but_in_lumps),
        cmocka_unit_test(brothers_and_sisters_are_of_related_ages),
        cmocka_unit_test(they_share_day_postcode_need_and_first_legal_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
