/* The five years of sample returns of the shared data, into a casebook and out again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/file.h"
#include "workspace_fixture.h"

static void the_sample_returns_load_whole(void **state)
{
    struct workspace *workspace = *state;
    struct casebook_import_report report = {0};
    struct care_records records = {0};
    struct file_paths paths = {0};
    struct problem problem = {0};
    char folder[512];
    if (!shared_folder())
        skip();
    snprintf(folder, sizeof folder, "%s/data/returns/sample-2017-2021", shared_folder());
    const struct casebook_import_options options = {
        .who = "A. Tester", .when = "2026-06-01T09:30:00Z", .today = calendar_day(2026, 6, 1)};
    assert_int_equal(file_list(folder, &paths, &problem), 0);
    if (casebook_import(workspace->casebook, &paths, &options, NULL, &report, &problem) < 0)
        fail_msg("%s", problem.text);
    int64_t episodes = 0, loaded = 0;
    for (int64_t i = 0; i < report.files; i++) {
        const struct casebook_import_file *file = &report.file[i];
        int32_t year = 0;
        bool dated = sscanf(file_name(file->path), "%d-", &year) == 1;
        assert_int_equal(file->outcome, dated ? CASEBOOK_LOADED : CASEBOOK_NOT_A_RETURN);
        if (file->outcome != CASEBOOK_LOADED)
            continue;
        /* The names of the sample give the calendar year in which the collection year begins. */
        assert_int_equal(file->year, year);
        assert_true(file->annual);
        assert_int_equal(file->quarantined, 0);
        assert_int_equal(file->rows, file->rows_read);
        episodes += file->table == RETURN_EPISODES ? file->rows : 0;
        loaded++;
    }
    assert_int_equal(loaded, 40); /* eight tables of five years */
    assert_int_equal(casebook_load_records(workspace->casebook, &records, &problem), 0);
    assert_int_equal(records.rows, episodes);
    assert_int_equal(records.returns, 5);
    assert_int_equal(records.known_to, calendar_day(2022, 3, 31));
    int64_t rows = 0;
    for (int64_t i = 1; i < records.rows; i++)
        rows += records.child[i] < records.child[i - 1];
    assert_int_equal(rows, 0);
    care_records_clear(&records);
    casebook_import_report_clear(&report);
    file_paths_clear(&paths);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_sample_returns_load_whole, workspace_set_up, workspace_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
