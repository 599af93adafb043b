#include "cli/commands.h"
#include "cli/output.h"
#include "cli/round_view.h"

enum { VERSION, AGAINST, TRACK, OUTPUT };

static const struct command_option options[] = {
    {"version", 0, "NAME", "which version of the budget round (the last: final ones after drafts)"},
    {"against", 0, "NAME", "an earlier version beside it, with the difference"},
    {"track", 0, NULL, "how far each has come: delivered, forecast, pressures against it, net at risk"},
    OUTPUT_OPTIONS,
    {0},
};

static int track(const struct round_view *view, struct table *out, struct problem *problem)
{
    struct savings made = {0};
    int code = savings_make(view->item, view->items, view->version, &made, problem);
    if (code == 0)
        code = table_of_tracker(view, &made, out, problem);
    savings_clear(&made);
    return code;
}

static int savings(const struct round_view *view, struct table *out, struct problem *problem)
{
    return table_of_items(view, ROUND_SAVING, out, problem);
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    round_view_table *const make = line->option[TRACK] ? track : savings;
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0)
        code = round_view_show(line, line->option[VERSION], line->option[AGAINST], &output, make, &problem);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_savings = {
    "savings",
    "what the plan counts on: savings by version and year, and how far they have come",
    "",
    options,
    run,
    "Prints the savings of a version of the budget round (table T8). Savings of one group act on the same children and do "
    "not add up: a version with a group that has no joint figure is refused, and homeward scenario share works that figure "
    "out.",
    "homeward savings --track",
};
