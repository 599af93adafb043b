#include <string.h>

#include "briefing/report.h"
#include "cli/commands.h"
#include "cli/kept_run.h"
#include "cli/output.h"
#include "cli/year_end.h"

enum { RUN, OUTPUT_FILE, YEAR_END };

static const struct command_option options[] = {
    {"run", 0, "ID", "the run to build it from, or the beginning of its id (the one last asked for)"},
    {"output", 'o', "FILE", "write the page to FILE and not to the screen"},
    YEAR_END_OPTIONS,
    {0},
};

static int build_from(const struct command_line *line, const struct table_sources *sources, struct problem *problem)
{
    struct text html = {0};
    const struct output output = {.path = line->option[OUTPUT_FILE]};
    int code = report_build(line->argument[1], sources, &html, problem);
    if (code == 0)
        code = output_bytes(&output, &html, problem);
    text_clear(&html);
    return code;
}

/* The report of the outturn is of the books; the others are of a run. */
static int build_of_books(struct command_line *line, struct problem *problem)
{
    struct year_end_options wanted;
    struct year_end year_end = {0};
    int code = year_end_read(line, &cmd_report, YEAR_END, &wanted, problem);
    if (code == 0)
        code = year_end_open(line, &wanted, &year_end, problem);
    if (code == 0)
        code = year_end_look_back(&year_end, problem);
    if (code == 0)
        code = build_from(line, &year_end.sources, problem);
    year_end_close(&year_end);
    return code;
}

static int build_of_run(const struct command_line *line, struct problem *problem)
{
    struct kept_run kept = {0};
    int code = kept_run_open(line, line->option[RUN], &kept, problem);
    if (code == 0)
        code = build_from(line, &kept.sources, problem);
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
    const bool of_books = strcmp(line->argument[1], "outturn") == 0;
    if ((of_books ? build_of_books(line, &problem) : build_of_run(line, &problem)) < 0)
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
    "without a network. The report outturn is of the council's books, as homeward outturn has them.",
    "homeward report build position -o report.html",
};
