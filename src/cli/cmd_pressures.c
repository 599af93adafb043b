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

static int pressures(const struct round_view *view, struct table *out, struct problem *problem)
{
    return table_of_items(view, ROUND_PRESSURE, out, problem);
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0)
        code = round_view_show(line, line->option[VERSION], line->option[AGAINST], &output, pressures, &problem);
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
