/*
 * The sample returns, imported and made into histories, against a slow recount of their rows: the stock of every day of five
 * years, by kind of placement.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "casebook/import.h"
#include "recount.h"
#include "run/gather.h"

enum { LAST_YEAR = 2021 };

/* Every return of the sample is complete: a child absent from the next one left on 31 March of the last that has it. */
static day open_end(const struct recount *recount, int64_t first, int64_t end, int64_t row)
{
    int32_t year = recount->records->year[row];
    while (recount_in_return(recount->records, first, end, year + 1))
        year++;
    if (year >= LAST_YEAR)
        return DAY_OPEN;
    day last = calendar_year_end(year), begins = recount->records->decom[row];
    return last > begins ? last : begins;
}

static char *sample_folder(void)
{
    const char *shared = getenv("HOMEWARD_SHARED");
    char *folder = file_join(shared ? shared : "../shared", "data/returns/sample-2017-2021");
    if (folder && file_exists(folder))
        return folder;
    free(folder);
    print_message("# the sample returns are not here: set HOMEWARD_SHARED\n");
    return NULL;
}

static struct casebook *import_sample(const char *workspace, const char *sample)
{
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    struct file_paths paths = {0};
    struct casebook_import_report report = {0};
    const struct casebook_settings settings = {.council = "Sampleshire", .authority = "E10000099"};
    const struct casebook_import_options options = {
        .who = "test", .when = "2026-11-24T09:30:00Z", .today = calendar_day(2026, 11, 24)};
    assert_int_equal(casebook_create(workspace, &settings, &problem), 0);
    assert_int_equal(casebook_open(workspace, &casebook, &problem), 0);
    assert_int_equal(file_list(sample, &paths, &problem), 0);
    assert_int_equal(casebook_import(casebook, &paths, &options, NULL, &report, &problem), 0);
    assert_int_equal(report.rows_read, report.rows);
    casebook_import_report_clear(&report);
    file_paths_clear(&paths);
    return casebook;
}

/* Adds where each child is on each day, by recount: stock[day][state]. */
static void count_by_recount(const struct recount *recount, day first_day, int32_t days, int64_t *stock)
{
    const struct care_records *records = recount->records;
    int32_t states = recount->system->flow.states;
    struct standing *standing = malloc(sizeof *standing);
    assert_non_null(standing);
    for (int64_t first = 0, end; first < records->rows; first = end) {
        for (end = first; end < records->rows && records->child[end] == records->child[first];)
            end++;
        recount_stand(standing, recount, first, end);
        for (int32_t d = 0; d < days; d++) {
            int32_t state = recount_state(standing, first_day + d);
            if (state != NOT_IN_CARE)
                stock[d * states + state]++;
        }
    }
    free(standing);
}

static void stock_of_every_day_is_right_to_the_child(void **state)
{
    (void)state;
    char *sample = sample_folder();
    if (!sample)
        skip();
    char folder[] = "/tmp/homeward-sample-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char *workspace = file_join(folder, "here");
    struct casebook *casebook = import_sample(workspace, sample);
    struct gathered past = {0};
    struct problem problem = {0};
    assert_int_equal(gather_histories(casebook, DAY_NONE, &past, &problem), 0);
    const struct flow_system *care = &casebook_system(casebook)->flow;
    const struct recount recount = {casebook_system(casebook), &past.records, open_end};
    day first = calendar_year_start(2017);
    int32_t days = past.as_at - first + 1, children = 0;
    assert_int_equal(past.as_at, calendar_year_end(LAST_YEAR));
    int64_t *expected = calloc((size_t)(days * care->states), sizeof *expected);
    assert_non_null(expected);
    count_by_recount(&recount, first, days, expected);
    for (int32_t d = 0; d < days; d++) {
        int64_t stock[FLOW_STATES_MAX * FLOW_BANDS_MAX];
        flow_stock(care, &past.histories, first + d, stock);
        for (int32_t s = 0; s < care->states; s++) {
            int64_t of_state = 0;
            for (int32_t band = 0; band < care->age.count; band++)
                of_state += stock[s * care->age.count + band];
            assert_int_equal(of_state, expected[d * care->states + s]);
            children += d == days - 1 ? (int32_t)of_state : 0;
        }
    }
    assert_int_equal(children,
                     55); /* counted apart, from 2021-episodes.csv alone: open on 31 March 2022, under 18, no short break */
    free(expected);
    gather_clear(&past);
    casebook_close(casebook);
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
    free(workspace);
    free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(stock_of_every_day_is_right_to_the_child)};
    return cmocka_run_group_tests_name("sample_stock", tests, NULL, NULL);
}
