#include <inttypes.h>
#include <string.h>

#include "briefing/tables_data.h"
#include "casebook/casebook.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "run/gather.h"

enum { OUTPUT };

static const struct command_option options[] = {OUTPUT_OPTIONS, {0}};

static int check_data(const struct command_line *line, const struct output *output, int64_t *findings,
                      struct problem *problem)
{
    struct casebook *casebook = NULL;
    struct gathered past = {0};
    struct table table = {0};
    int code = casebook_open(line->workspace, &casebook, problem);
    if (code == 0)
        code = gather_histories(casebook, DAY_NONE, &past, problem);
    if (code == 0)
        code = table_of_findings(casebook, &past.records, &past.fates, &table, problem);
    if (code == 0 && (table.rows > 0 || output->format != RENDER_TEXT))
        code = output_table(output, &table, problem);
    *findings = table.rows;
    if (code == 0)
        command_say(line, "Checked %" PRId64 " episode rows of %" PRId64 " children: %s.", past.records.rows,
                    past.records.children, table.rows ? "findings are listed above" : "nothing was found");
    table_clear(&table);
    gather_clear(&past);
    casebook_close(casebook);
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    int64_t findings = 0;
    if (line->arguments != 1 || strcmp(line->argument[0], "data") != 0) {
        problem_set(&problem, PROBLEM_USAGE, "say what to check");
        problem_next(&problem, "For example: %s", cmd_check.example);
        return command_fail(&problem);
    }
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0)
        code = check_data(line, &output, &findings, &problem);
    if (code < 0)
        return command_fail(&problem);
    return findings ? EXIT_FINDINGS : 0;
}

const struct command cmd_check = {
    "check",
    "check what is in the casebook",
    "data",
    options,
    run,
    "Lists every quarantined row and every kind of warning met when the histories are made, with how many rows it touches "
    "and where "
    "the first is. Exit status 1 when something was found, 0 when nothing was.",
    "homeward check data",
};
