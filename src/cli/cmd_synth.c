#include <inttypes.h>

#include "casebook/casebook.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "synth/synth.h"

enum { CHILDREN, YEARS, LAST_YEAR, SEED, TRUTH, TRUTH_MONTHS };

static const struct command_option options[] = {
    {"children", 'c', "N", "about how many are in care in the end (700)"},
    {"years", 'y', "N", "how many years of returns (6)"},
    {"last-year", 0, "YEAR", "the year in which the last return begins: 2025 for 2025-26 (the newest that has ended)"},
    {"seed", 's', "N", "the number that all chance comes from (1)"},
    {"truth", 0, "FILE", "also write what happens in the months after the last return"},
    {"truth-months", 0, "N", "how many months that is (36)"},
    {0},
};

static bool read_options(const struct command_line *line, struct synth_options *out, struct problem *problem)
{
    int64_t children, years, last_year, seed, truth_months;
    int32_t ended = calendar_year(terminal_today()) - 1;
    if (!command_number(line, &cmd_synth, CHILDREN, 20, 200000, 700, &children, problem) ||
        !command_number(line, &cmd_synth, YEARS, 1, 12, 6, &years, problem) ||
        !command_number(line, &cmd_synth, LAST_YEAR, 2016, 2026, ended, &last_year, problem) ||
        !command_number(line, &cmd_synth, SEED, 0, INT64_MAX, 1, &seed, problem) ||
        !command_number(line, &cmd_synth, TRUTH_MONTHS, 1, 120, 36, &truth_months, problem))
        return false;
    *out = (struct synth_options){
        .children = (int32_t)children,
        .years = (int32_t)years,
        .last_year = (int32_t)last_year,
        .truth_months = (int32_t)truth_months,
        .seed = (uint64_t)seed,
    };
    return true;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct synth_options given;
    struct synth_report report;
    struct care_system system;
    if (line->arguments != 1) {
        problem_set(&problem, PROBLEM_USAGE, "a made-up council needs one folder to be written to");
        problem_next(&problem, "For example: %s", cmd_synth.example);
        return command_fail(&problem);
    }
    int code = read_options(line, &given, &problem) ? 0 : problem.code;
    if (code == 0)
        code = casebook_default_system(&system, &problem);
    if (code == 0)
        code = synth_write(&system, &given, line->argument[0], line->option[TRUTH], &line->progress, &report, &problem);
    terminal_progress_end(&line->progress);
    if (code < 0)
        return command_fail(&problem);
    command_say(line,
                "Wrote returns of %d years (%d-%02d to %d-%02d) below %s: %" PRId64 " made-up children, %" PRId64
                " episodes, %" PRId64 " in care on the last 31 March. No child of it exists.",
                given.years, report.first_year, (report.first_year + 1) % 100, report.last_year,
                (report.last_year + 1) % 100, line->argument[0], report.children, report.episodes, report.in_care);
    return 0;
}

const struct command cmd_synth = {
    "synth",
    "make up a council and write its returns",
    "DIR",
    options,
    run,
    "Simulates a council from national figures and writes it as real SSDA903 folders, one a year, with a price list, "
    "for demonstrations, training and "
    "tests with a known truth.",
    "homeward synth returns --children 700 --years 6 --seed 1",
};
