/* The same rows in every form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "casebook/casebook.h"
#include "casebook/import.h"
#include "made_up_files.h"

static struct synth_options options_of(enum synth_form form)
{
    return (struct synth_options){.children = 150, .years = 4, .last_year = 2026, .seed = 8, .form = form};
}

/* Writes the council in a form, imports it into a workspace of its own and gives the hash of all rows. */
static void hash_of(enum synth_form form, char hash[33])
{
    const struct casebook_settings settings = {.council = "Anyshire", .authority = "E10000099"};
    const struct casebook_import_options import = {
        .who = "test", .when = "2027-06-01T09:00:00Z", .today = calendar_day(2027, 6, 1)};
    const struct synth_options options = options_of(form);
    char root[] = "/tmp/homeward-forms-XXXXXX", folder[64], workspace[64], command[64];
    struct care_system care;
    struct synth_report made;
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    struct file_paths paths = {0};
    struct casebook_import_report report = {0};
    assert_non_null(mkdtemp(root));
    snprintf(folder, sizeof folder, "%s/returns", root);
    snprintf(workspace, sizeof workspace, "%s/workspace", root);
    made_up_system(&care);
    if (synth_write(&care, &options, folder, NULL, NULL, &made, &problem) < 0 ||
        casebook_create(workspace, &settings, &problem) < 0 || casebook_open(workspace, &casebook, &problem) < 0 ||
        file_list(folder, &paths, &problem) < 0 || casebook_import(casebook, &paths, &import, NULL, &report, &problem) < 0 ||
        casebook_whole_hash(casebook, hash, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
    assert_int_equal(report.quarantined, 0);
    assert_true(report.rows > 5000);
    for (int64_t i = 0; i < report.files; i++) {
        assert_int_equal(report.file[i].unknown_count, 0);
        assert_null(report.file[i].extra_columns);
    }
    casebook_import_report_clear(&report);
    file_paths_clear(&paths);
    casebook_close(casebook);
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    assert_int_equal(system(command), 0);
}

static void every_form_brings_the_same_rows(void **state)
{
    (void)state;
    char csv[33], other[33];
    hash_of(SYNTH_CSV, csv);
    for (int form = SYNTH_XML; form <= SYNTH_MERGED; form++) {
        hash_of((enum synth_form)form, other);
        assert_string_equal(other, csv);
    }
}

static struct file_bytes written(const char *root, enum synth_form form, const char *name)
{
    const struct synth_options options = options_of(form);
    char path[96];
    struct care_system care;
    struct synth_report made;
    struct file_bytes bytes = {0};
    struct problem problem = {0};
    made_up_system(&care);
    if (synth_write(&care, &options, root, NULL, NULL, &made, &problem) < 0)
        fail_msg("%s", problem.text);
    snprintf(path, sizeof path, "%s/%s", root, name);
    assert_int_equal(file_read(path, 1 << 28, &bytes, &problem), 0);
    return bytes;
}

static void each_form_has_the_same_bytes_every_time(void **state)
{
    (void)state;
    static const char *const names[] = {[SYNTH_CSV] = "2026-27/dolo.csv",
                                        [SYNTH_XML] = "2024-25.xml",
                                        [SYNTH_ZIP] = "returns.zip",
                                        [SYNTH_MERGED] = "social_worker.csv"};
    char root[] = "/tmp/homeward-forms-XXXXXX", command[64];
    assert_non_null(mkdtemp(root));
    for (int form = SYNTH_CSV; form <= SYNTH_MERGED; form++) {
        assert_int_equal(setenv("TZ", "Asia/Tokyo", 1), 0);
        struct file_bytes first = written(root, (enum synth_form)form, names[form]);
        assert_int_equal(setenv("TZ", "America/Lima", 1), 0);
        struct file_bytes second = written(root, (enum synth_form)form, names[form]);
        assert_int_equal(first.length, second.length);
        assert_memory_equal(first.bytes, second.bytes, first.length);
        file_bytes_clear(&first);
        file_bytes_clear(&second);
    }
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    assert_int_equal(system(command), 0);
}

static void mistakes_are_refused_where_they_cannot_be_planted(void **state)
{
    (void)state;
    struct care_system care;
    struct synth_report made;
    made_up_system(&care);
    for (int form = SYNTH_CSV; form <= SYNTH_MERGED; form++) {
        struct synth_options options = options_of((enum synth_form)form);
        struct problem problem = {0};
        options.mistakes = 5;
        if (form == SYNTH_CSV || form == SYNTH_ZIP)
            continue;
        assert_int_equal(synth_write(&care, &options, "/tmp/homeward-synth-never", NULL, NULL, &made, &problem),
                         PROBLEM_USAGE);
        assert_true(problem.next[0]);
        assert_false(file_exists("/tmp/homeward-synth-never"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_brings_the_same_rows),
        cmocka_unit_test(each_form_has_the_same_bytes_every_time),
        cmocka_unit_test(mistakes_are_refused_where_they_cannot_be_planted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
