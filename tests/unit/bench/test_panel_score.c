#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <math.h>

#include "samples.h"
#include "panel_score.h"

static void assert_within(double value, double expected, double most)
{
    if (!(fabs(value - expected) <= most))
        fail_msg("%.6g is not within %.2g of %.6g", value, most, expected);
}

/* Paths 8, 10, 12, 14 against 13: median 11; mean distance (5 + 3 + 1 + 1) / 4 = 2.5; the six pairs differ by 2, 4, 6, 2, 4,
 * 2 = 20, twice over 16 halved: 20 / 16 = 1.25. CRPS 1.25. "No change" of 10 misses by 3. */
static void one_case_is_scored_as_by_hand(void **state)
{
    (void)state;
    const int32_t value[] = {12, 8, 14, 10};
    const struct score_case one = {4, value, 13, 10};
    struct score score;
    score_cases(&one, 1, &score);
    assert_within(score_median(&one), 11, 0);
    assert_within(score.wape, 2.0 / 13, 1e-12);
    assert_within(score.unchanged_wape, 3.0 / 13, 1e-12);
    assert_within(score.bias, -2.0 / 13, 1e-12);
    assert_within(score.crps, 1.25 / 13, 1e-12);
    assert_within(score.common, log(13.0 / 11), 1e-12);
}

/* A hundred councils whose paths are 1 … 99 and whose truths are 1 … 100 less a half: nine in ten of the middle 80 are held,
 * as they should. */
static void ranges_hold_what_they_should(void **state)
{
    (void)state;
    static int32_t value[99];
    static struct score_case list[100];
    struct score score;
    for (int32_t i = 0; i < 99; i++)
        value[i] = i + 1;
    for (int32_t i = 0; i < 100; i++)
        list[i] = (struct score_case){99, value, i + .5, 50};
    score_cases(list, 100, &score);
    assert_within(score.cover[SCORE_50], .5, .011);
    assert_within(score.cover[SCORE_80], .8, .011);
    assert_within(score.cover[SCORE_95], .95, .011);
    assert_within(score.pit, .5, .005);
    assert_true(score.chi2 < 1);
    assert_within(score_error(.8, 100), .04, 1e-12);
}

/* All councils 20% above their medians: nothing is held as it fell, all is when what they share is taken out. */
static void what_all_share_can_be_taken_out(void **state)
{
    (void)state;
    static int32_t value[101];
    static struct score_case list[50];
    struct score score;
    for (int32_t i = 0; i < 101; i++)
        value[i] = 950 + i;
    for (int32_t i = 0; i < 50; i++)
        list[i] = (struct score_case){101, value, 1200, 1000};
    score_cases(list, 50, &score);
    assert_within(score.cover[SCORE_95], 0, 0);
    assert_within(score.own[SCORE_50], 1, 1e-12);
    assert_within(score.common, log(1.2), 1e-9);
    assert_within(score.width, .04, .001);
}

/* A truth that many paths have too stands anywhere among them. */
static void ties_are_broken_by_chance(void **state)
{
    (void)state;
    static int32_t value[100];
    const struct score_case at = {100, value, 0, 0};
    double least = 1, most = 0, sum = 0;
    for (uint32_t luck = 0; luck < 200; luck++) {
        const double pit = score_pit(&at, 0, luck);
        least = fmin(least, pit);
        most = fmax(most, pit);
        sum += pit / 200;
    }
    assert_true(least < .05 && most > .95);
    assert_within(sum, .5, .06);
}

static void samples_come_back_as_they_were_written(void **state)
{
    (void)state;
    char path[] = "samples-XXXXXX";
    const int32_t one[] = {5, 0, 7}, two[] = {12, 13, 14};
    struct samples samples = {0};
    const int handle = mkstemp(path);
    assert_true(handle >= 0);
    FILE *file = fdopen(handle, "w");
    samples_write(file, 343, "stock", 2023, 3, one);
    samples_write(file, 344, "starts", 2024, 3, two);
    fputs("345\tstock\t2023\t5 6", file); /* broken off */
    fclose(file);
    assert_int_equal(samples_read(path, &samples), 0);
    unlink(path);
    assert_int_equal(samples.lines, 2);
    assert_memory_equal(samples_find(&samples, 343, "stock", 2023)->value, one, sizeof one);
    assert_int_equal(samples_find(&samples, 344, "starts", 2024)->paths, 3);
    assert_null(samples_find(&samples, 344, "stock", 2024));
    samples_clear(&samples);
    samples_clear(&samples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_case_is_scored_as_by_hand),          cmocka_unit_test(ranges_hold_what_they_should),
        cmocka_unit_test(what_all_share_can_be_taken_out),        cmocka_unit_test(ties_are_broken_by_chance),
        cmocka_unit_test(samples_come_back_as_they_were_written),
    };
    return cmocka_run_group_tests_name("score", tests, NULL, NULL);
}
