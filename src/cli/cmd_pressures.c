#include "cli/commands.h"
#include "cli/output.h"
#include "cli/round_view.h"

enum { VERSION, AGAINST, OUTPUT };

static const struct command_option options[] = {
    {"version", 0, "NAME", "which version of the budget round (the last: final ones after drafts)"},
    {"against", 0, "NAME", "an earlier version beside it, with the difference"},
    OUTPUT_OPTIONS,
    {0},
};

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    struct round_open open = {0};
    struct table table = {0};
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0)
        code = round_view_open(line, line->option[VERSION], line->option[AGAINST], &open, &problem);
    if (code == 0)
        code = table_of_items(&open.view, ROUND_PRESSURE, &table, &problem);
    if (code == 0)
        code = output_table(&output, &table, &problem);
    table_clear(&table);
    round_view_close(&open);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_pressures = {
    "pressures",
    "what the next budget must find: pressures by version and year",
    "",
    options,
    run,
    "Prints the pressures of a version of the budget round (table T7): what stands in each year's budget, what changed "
    "against an earlier version, whether it recurs, and the run it comes from or who answers for it.",
    "homeward pressures --version final --against \"draft 1\"",
};
