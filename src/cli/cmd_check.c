#include <inttypes.h>
#include <string.h>

#include "briefing/tables_data.h"
#include "cli/commands.h"
#include "cli/known_past.h"

enum { OUTPUT };

static const struct command_option options[] = {OUTPUT_OPTIONS, {0}};

static int show(struct command_line *line, const struct output *output, struct known_past *past, struct problem *problem)
{
    const struct gathered *gathered = &past->gathered;
    struct table table = {0};
    int code = table_of_findings(past->casebook, &gathered->records, &gathered->fates, &table, problem);
    if (code == 0 && (table.rows > 0 || output->format != RENDER_TEXT))
        code = output_table(output, &table, problem);
    if (code == 0)
        command_say(line, "Checked %" PRId64 " episode rows of %" PRId64 " children: %s.", gathered->records.rows,
                    gathered->records.children, table.rows ? "findings are listed above" : "nothing was found");
    int64_t findings = table.rows;
    table_clear(&table);
    return code == 0 && findings ? EXIT_FINDINGS : code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    if (line->arguments == 1 && strcmp(line->argument[0], "data") == 0)
        return known_past_command(line, &cmd_check, KNOWN_PAST_NO_DAY, OUTPUT, show);
    problem_set(&problem, PROBLEM_USAGE, "say what to check");
    problem_next(&problem, "For example: %s", cmd_check.example);
    return command_fail(&problem);
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
