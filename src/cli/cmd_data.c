#include <string.h>

#include "cli/commands.h"
#include "cli/data_map.h"

enum { REASON, OUTPUT };

static const struct command_option options[] = {
    {"reason", 0, "TEXT", "with map set: why the code stands for that"},
    OUTPUT_OPTIONS,
    {0},
};

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    struct casebook *casebook = NULL;
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0 && (line->arguments == 0 || strcmp(line->argument[0], "map") != 0)) {
        code = problem_set(&problem, PROBLEM_USAGE, "say what to do with the data");
        problem_next(&problem, "For example: %s", cmd_data.example);
    }
    if (code == 0)
        code = casebook_open(line->workspace, &casebook, &problem);
    if (code == 0)
        code = data_map(line, casebook, line->argument + 1, line->arguments - 1, line->option[REASON], &output, &problem);
    casebook_close(casebook);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_data = {
    "data",
    "say what codes of the returns stand for that no list knows",
    "map list|set|drop [CODE=STATE]",
    options,
    run,
    "A code of PLACE that no list knows counts as other until the council says what kind of placement it stands for. What "
    "was "
    "said, why and by whom stays, stands in table A1 of every forecast that uses it, and can be taken back with drop.",
    "homeward data map set Q9=supported --reason \"Our code for taster flats\"",
};
