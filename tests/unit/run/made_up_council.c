#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "casebook/import.h"
#include "casebook/scenario_yaml.h"
#include "made_up_council.h"

int council_open(const struct synth_options *options, void **state)
{
    struct council *council = calloc(1, sizeof *council);
    struct problem problem = {0};
    struct care_system *system = malloc(sizeof *system);
    struct synth_report report;
    struct file_paths paths = {0};
    struct casebook_import_report imported = {0};
    const struct casebook_settings settings = {.council = "Anyshire", .authority = "E10000099"};
    const struct casebook_import_options import = {
        .who = "test", .when = "2026-11-24T09:30:00Z", .today = calendar_day(2026, 11, 24)};
    snprintf(council->folder, sizeof council->folder, "/tmp/homeward-council-XXXXXX");
    assert_non_null(mkdtemp(council->folder));
    char *returns = file_join(council->folder, "returns"), *workspace = file_join(council->folder, "workspace");
    assert_int_equal(casebook_default_system(system, &problem), 0);
    assert_int_equal(synth_write(system, options, returns, NULL, NULL, &report, &problem), 0);
    assert_int_equal(file_list(returns, &paths, &problem), 0);
    assert_int_equal(casebook_create(workspace, &settings, &problem), 0);
    assert_int_equal(casebook_open(workspace, &council->casebook, &problem), 0);
    assert_int_equal(casebook_import(council->casebook, &paths, &import, NULL, &imported, &problem), 0);
    casebook_import_report_clear(&imported);
    file_paths_clear(&paths);
    free(returns);
    free(workspace);
    free(system);
    *state = council;
    return 0;
}

int council_close(void **state)
{
    struct council *council = *state;
    char command[96];
    casebook_close(council->casebook);
    snprintf(command, sizeof command, "rm -rf '%s'", council->folder);
    assert_int_equal(system(command), 0);
    free(council);
    return 0;
}

void council_give(struct council *council, const char *name, const char *text)
{
    struct problem problem = {0};
    struct file_paths paths = {0};
    struct casebook_import_report report = {0};
    const struct casebook_import_options options = {
        .who = "test", .when = "2026-11-24T09:30:00Z", .today = calendar_day(2026, 11, 24)};
    char *path = file_join(council->folder, name);
    assert_int_equal(file_write(path, text, strlen(text), 0600, NULL), 0);
    assert_int_equal(file_list(path, &paths, NULL), 0);
    if (casebook_import(council->casebook, &paths, &options, NULL, &report, &problem) < 0)
        fail_msg("%s", problem.text);
    casebook_import_report_clear(&report);
    file_paths_clear(&paths);
    free(path);
}

struct plan_scenario *council_scenario(const struct council *council, int32_t months, const char *yaml)
{
    struct problem problem = {0};
    struct plan_scenario *scenario = malloc(sizeof *scenario);
    const struct plan_limits limits = {.system = &casebook_system(council->casebook)->flow,
                                       .first = calendar_day(2025, 4, 1),
                                       .last = calendar_month_end(calendar_month(calendar_day(2025, 3, 31)) + months),
                                       .cap = PLAN_CAP_DEFAULT,
                                       .file = "scenarios/plan.yaml"};
    assert_non_null(scenario);
    if (casebook_read_scenario(yaml, strlen(yaml), &limits, scenario, &problem) < 0)
        fail_msg("%s", problem.text);
    return scenario;
}
