/*
 * A council like published figures, once in memory and once written as returns and imported: what a forecast learns from is
 * the same to the byte. (A child's own luck is not: it hangs on who the child is, which only records say.) bench/panel
 * forecasts in memory because of this test.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "casebook/import.h"
#include "flow/exposure.h"
#include "flow/futures.h"
#include "flow/posterior.h"
#include "run/gather.h"
#include "synth/council.h"
#include "synth/told.h"

static struct synth_like wish(void)
{
    struct synth_like like = {.opens = 2023, .last = 2025};
    synth_like_want(&like, SYNTH_LIKE_STOCK, 2023, 190, true);
    synth_like_want(&like, SYNTH_LIKE_STOCK, 2024, 210, true);
    synth_like_want(&like, SYNTH_LIKE_STOCK, 2025, 200, true);
    synth_like_want(&like, SYNTH_LIKE_CEASES, 2024, 75, true);
    synth_like_want(&like, SYNTH_LIKE_CEASES, 2025, 95, true);
    synth_like_want(&like, SYNTH_LIKE_HOMES, 2025, 30, true);
    return like;
}

static struct casebook *imported(const char *folder, const struct care_system *care, const struct synth_options *options)
{
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    struct casebook_import_report report = {0};
    struct casebook_settings settings = {.council = "Anyshire", .authority = "E10000099"};
    const struct casebook_import_options import = {
        .who = "test", .when = "2026-11-24T09:30:00Z", .today = calendar_day(2026, 11, 24)};
    struct synth_report written;
    struct file_paths paths = {0};
    char *returns = file_join(folder, "returns"), *workspace = file_join(folder, "workspace");
    assert_int_equal(synth_write(care, options, returns, NULL, NULL, &written, &problem), 0);
    assert_int_equal(written.in_care, 200);
    assert_int_equal(file_list(returns, &paths, &problem), 0);
    assert_int_equal(casebook_create(workspace, &settings, &problem), 0);
    assert_int_equal(casebook_open(workspace, &casebook, &problem), 0);
    assert_int_equal(casebook_import(casebook, &paths, &import, NULL, &report, &problem), 0);
    assert_int_equal(report.quarantined, 0);
    casebook_import_report_clear(&report);
    file_paths_clear(&paths);
    free(returns);
    free(workspace);
    return casebook;
}

/* What is told of a council without files, as histories. */
static void told(const struct care_system *care, const struct synth_council *council, struct flow_histories *out)
{
    static struct synth_codebook book;
    struct care_records records;
    struct care_fates fates;
    struct problem problem = {0};
    assert_int_equal(synth_codebook_make(care, &book, &problem), 0);
    assert_int_equal(synth_told_records(council, &book, &records, &problem), 0);
    if (care_history_build(care, &records, council->as_at, out, &fates, NULL, &problem) < 0)
        fail_msg("%s", problem.text);
    care_fates_clear(&fates);
    care_records_clear(&records);
}

static void assert_same_exposure(const struct flow_exposure *a, const struct flow_exposure *b)
{
    const size_t cells = (size_t)a->cells, strata = (size_t)a->strata;
    assert_int_equal(a->observed_from, b->observed_from);
    assert_int_equal(a->observed_to, b->observed_to);
    assert_memory_equal(a->nights, b->nights, cells * sizeof *a->nights);
    assert_memory_equal(a->events, b->events, cells * (size_t)a->destinations * sizeof *a->events);
    assert_int_equal(a->quarters, b->quarters);
    assert_memory_equal(a->by_quarter, b->by_quarter, strata * (size_t)a->quarters * sizeof *a->by_quarter);
    assert_memory_equal(a->by_first_state, b->by_first_state, strata * (size_t)a->states * sizeof *a->by_first_state);
    assert_int_equal(a->entries, b->entries);
}

static void learn(const struct care_system *care, const struct flow_histories *histories, struct flow_exposure *exposure,
                  struct flow_futures *futures)
{
    const struct flow_fit_plan fit = {.seed = 7, .draws = 8, .sweeps_before = 5, .sweeps_between = 1};
    const struct flow_plan plan = {.start = histories->observed_to - 1, .months = 14, .replicates = 20, .seed = 7};
    struct flow_posterior posterior;
    struct problem problem = {0};
    if (flow_exposure_count(&care->flow, histories, exposure, &problem) < 0 ||
        flow_posterior_fit(&care->flow, exposure, &fit, NULL, &posterior, &problem) < 0 ||
        flow_simulate(&care->flow, histories, &posterior, &plan, NULL, futures, &problem) < 0)
        fail_msg("%s", problem.text);
    flow_posterior_clear(&posterior);
}

static void memory_and_files_forecast_the_same(void **state)
{
    (void)state;
    static struct care_system care;
    char folder[] = "/tmp/homeward-like-XXXXXX", command[96];
    const struct synth_like like = wish();
    const struct synth_options options = {.children = 1, .years = 2, .last_year = 2024, .seed = 4, .like = &like};
    struct problem problem = {0};
    struct synth_council council;
    struct flow_histories memory;
    struct flow_exposure of_memory, of_files;
    struct flow_futures from_memory, from_files;
    struct gathered files;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(casebook_default_system(&care, &problem), 0);
    assert_int_equal(synth_council_make(&care, &options, NULL, &council, &problem), 0);
    told(&care, &council, &memory);
    struct casebook *casebook = imported(folder, &care, &options);
    assert_int_equal(gather_histories(casebook, DAY_NONE, &files, &problem), 0);
    learn(&care, &memory, &of_memory, &from_memory);
    learn(&care, &files.histories, &of_files, &from_files);
    assert_same_exposure(&of_memory, &of_files);
    assert_true(of_memory.entries >= 180); /* 210 - 190 + 75 and 200 - 210 + 95 */
    assert_memory_equal(from_memory.sum, from_files.sum, (size_t)from_memory.series * sizeof *from_memory.sum);
    assert_memory_equal(from_memory.nights, from_files.nights,
                        20 * 14 * (size_t)from_memory.states * sizeof *from_memory.nights);
    flow_futures_clear(&from_memory);
    flow_futures_clear(&from_files);
    flow_exposure_clear(&of_memory);
    flow_exposure_clear(&of_files);
    gather_clear(&files);
    casebook_close(casebook);
    flow_histories_clear(&memory);
    synth_council_clear(&council);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_and_files_forecast_the_same)};
    return cmocka_run_group_tests_name("like_import", tests, NULL, NULL);
}
