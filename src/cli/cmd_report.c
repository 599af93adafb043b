#include <string.h>

#include "briefing/report.h"
#include "cli/commands.h"
#include "cli/kept_run.h"
#include "cli/output.h"

enum { RUN, OUTPUT_FILE };

static const struct command_option options[] = {
    {"run", 0, "ID", "the run to build it from, or the beginning of its id (the one last asked for)"},
    {"output", 'o', "FILE", "write the page to FILE and not to the screen"},
    {0},
};

static int build(const struct command_line *line, struct problem *problem)
{
    struct kept_run kept = {0};
    struct text html = {0};
    const struct output output = {.path = line->option[OUTPUT_FILE]};
    int code = kept_run_open(line, line->option[RUN], &kept, problem);
    if (code == 0)
        code = report_build(line->argument[1], &kept.sources, &html, problem);
    if (code == 0)
        code = output_bytes(&output, &html, problem);
    text_clear(&html);
    kept_run_close(&kept);
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    if (line->arguments != 2 || strcmp(line->argument[0], "build") != 0) {
        problem_set(&problem, PROBLEM_USAGE, "a report is built by its name");
        problem_next(&problem, "For example: %s", cmd_report.example);
        return command_fail(&problem);
    }
    if (build(line, &problem) < 0)
        return command_fail(&problem);
    if (line->option[OUTPUT_FILE])
        command_say(line, "Wrote %s: one file that opens in any browser, without a network.", line->option[OUTPUT_FILE]);
    return 0;
}

const struct command cmd_report = {
    "report",
    "build a report of a kept run",
    "build REPORT",
    options,
    run,
    "Builds a page of the run last asked for, or of --run: words, tables and charts in one file that opens in any browser "
    "without a network.",
    "homeward report build position -o report.html",
};
