/* What is simulated, written, read and made a history again is what was simulated. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "care/history.h"
#include "made_up_files.h"
#include "synth/council.h"
#include "synth/particulars.h"

enum { STOCK_MAX = FLOW_STATES_MAX * FLOW_BANDS_MAX };

struct round_trip {
    struct made_up_files files;
    struct synth_council council;
    struct flow_histories truth;
    struct care_records records;
    struct flow_histories history;
    struct care_fates fates;
    int32_t *of_child;
    int32_t *name; /* [child of the council] */
};

static void travel(struct round_trip *trip, const struct synth_options *options)
{
    struct problem problem = {0};
    *trip = (struct round_trip){0};
    made_up_files_write(&trip->files, options);
    made_up_files_read(&trip->files);
    made_up_records(&trip->files, &trip->records);
    struct synth_council *council = &trip->council;
    assert_int_equal(synth_council_make(&trip->files.system, options, NULL, council, &problem), 0);
    assert_int_equal(synth_council_histories(council, council->opens, council->as_at + 1, &trip->truth, &problem), 0);
    if (care_history_build(&trip->files.system, &trip->records, council->as_at, &trip->history, &trip->fates,
                           &trip->of_child, &problem) < 0)
        fail_msg("%s", problem.text);
    trip->name = synth_names_new(council, &problem);
    assert_non_null(trip->name);
}

static void clear(struct round_trip *trip)
{
    free(trip->name);
    free(trip->of_child);
    care_fates_clear(&trip->fates);
    flow_histories_clear(&trip->history);
    flow_histories_clear(&trip->truth);
    care_records_clear(&trip->records);
    synth_council_clear(&trip->council);
    made_up_files_clear(&trip->files);
}

static const struct synth_options three_hundred = {.children = 300, .years = 10, .last_year = 2025, .seed = 3};

static void the_stock_of_every_night_comes_back(void **state)
{
    (void)state;
    struct round_trip trip;
    travel(&trip, &three_hundred);
    const struct flow_system *system = &trip.files.system.flow;
    size_t cells = (size_t)(system->states * system->age.count);
    for (day on = trip.council.opens; on <= trip.council.as_at; on++) {
        int64_t truth[STOCK_MAX], told[STOCK_MAX];
        flow_stock(system, &trip.truth, on, truth);
        flow_stock(system, &trip.history, on, told);
        for (size_t i = 0; i < cells; i++)
            assert_int_equal(told[i], truth[i]);
    }
    clear(&trip);
}

/* The spells of a history as text, a line each, sorted: child, state, from, to, next. */
struct line {
    char text[96];
};

static int compare_lines(const void *left, const void *right)
{
    return strcmp(((const struct line *)left)->text, ((const struct line *)right)->text);
}

/*
 * The spells that the returns can know, sorted: those that touch the years, cut at both ends. The first return tells the
 * episodes that touch its year, so of a spell with a change of legal status before that, only the latest part.
 */
static struct line *lines_of(const struct round_trip *trip, const struct flow_histories *histories, bool truth,
                             int64_t *count)
{
    struct line *lines = calloc((size_t)histories->spells + 1, sizeof *lines);
    assert_non_null(lines);
    *count = 0;
    for (int64_t i = 0; i < histories->spells; i++) {
        int32_t person = histories->person[i];
        int64_t name = truth ? trip->name[person] : trip->records.name[trip->of_child[person]];
        day from = histories->from[i], to = histories->to[i];
        int32_t next = histories->next[i];
        if (from > trip->council.as_at || to < trip->council.opens)
            continue;
        if (from < trip->council.opens)
            from = trip->council.opens;
        if (to > trip->council.as_at) {
            to = DAY_OPEN;
            next = FLOW_CENSORED;
        }
        snprintf(lines[(*count)++].text, sizeof lines->text, "%lld %d %d %d %d", (long long)name, histories->state[i], from,
                 to, next);
    }
    qsort(lines, (size_t)*count, sizeof *lines, compare_lines);
    return lines;
}

static void every_spell_comes_back_with_its_end(void **state)
{
    (void)state;
    struct round_trip trip;
    travel(&trip, &three_hundred);
    int64_t truths = 0, tolds = 0;
    struct line *truth = lines_of(&trip, &trip.truth, true, &truths), *told = lines_of(&trip, &trip.history, false, &tolds);
    for (int64_t i = 0; i < truths && i < tolds; i++)
        assert_string_equal(told[i].text, truth[i].text);
    assert_int_equal(tolds, truths);
    assert_true(truths > 3000); /* 10 years of some 120 starts and 0.7 moves a child-year */
    free(truth);
    free(told);
    clear(&trip);
}

static void no_row_is_set_aside_and_none_is_in_doubt(void **state)
{
    (void)state;
    struct round_trip trip;
    travel(&trip, &three_hundred);
    assert_int_equal(trip.fates.rows, trip.records.rows);
    assert_int_equal(trip.fates.count[CARE_UNUSABLE], 0);
    assert_int_equal(trip.fates.count[CARE_SHORTENED], 0);
    assert_int_equal(trip.fates.count[CARE_TOO_OLD], 0);
    assert_true(trip.fates.count[CARE_MERGED] > 100); /* temporary stays, legal status alone */
    for (int reason = CARE_NO_REASON + 1; reason < CARE_REASON_COUNT; reason++)
        if (trip.fates.warned[reason])
            fail_msg("%lld rows: %s", (long long)trip.fates.warned[reason], care_reason_text((enum care_reason)reason));
    clear(&trip);
}

static void the_unaccompanied_and_the_returners_come_back_as_such(void **state)
{
    (void)state;
    struct round_trip trip;
    travel(&trip, &three_hundred);
    int64_t marked = 0, told_marked = 0, again = 0, told_again = 0;
    for (int64_t i = 0; i < trip.council.children; i++) {
        const struct synth_child *child = &trip.council.child[i];
        int32_t periods = 0;
        for (int32_t p = 0; p < child->periods; p++)
            periods += synth_period_from(&trip.council, &trip.council.period[child->first_period + p]) <= trip.council.as_at;
        marked += child->unaccompanied && periods;
        again += periods ? periods - 1 : 0;
    }
    for (int64_t i = 0; i < trip.records.children; i++)
        told_marked += trip.records.uasc[i];
    for (int64_t i = 0; i < trip.history.spells; i++)
        told_again += trip.history.first[i];
    told_again -= trip.history.persons;
    assert_int_equal(told_marked, marked);
    assert_int_equal(told_again, again);
    assert_true(marked > 200 && again > 50);
    clear(&trip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_stock_of_every_night_comes_back),
        cmocka_unit_test(every_spell_comes_back_with_its_end),
        cmocka_unit_test(no_row_is_set_aside_and_none_is_in_doubt),
        cmocka_unit_test(the_unaccompanied_and_the_returners_come_back_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
