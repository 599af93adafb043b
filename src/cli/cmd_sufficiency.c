#include "casebook/casebook.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run_options.h"
#include "cli/terminal.h"
#include "run/sufficiency.h"

enum { RUN, OUTPUT = RUN + RUN_OPTIONS_COUNT };

static const struct command_option options[] = {
    RUN_OPTIONS,
    OUTPUT_OPTIONS,
    {0},
};

static int show(const struct command_line *line, const struct output *output, const struct casebook *casebook,
                const struct run_result *result, struct problem *problem)
{
    const struct table_sources sources = {.system = casebook_system(casebook), .run = result};
    struct table table = {0};
    int code = tables_build("T9", output->layout, &sources, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    if (code == 0)
        command_say(line,
                    "Worked out now and not kept: the same question gives the same answer, %s.\n"
                    "Next: homeward sufficiency --layout tidy -O csv, which has every month.",
                    result->id);
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    char now[24];
    struct run_forecast_options given = {.when = terminal_now(now)};
    struct casebook *casebook = NULL;
    struct run_result result = {0};
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0)
        code = run_options_read(line, &cmd_sufficiency, RUN, 1, &given, &problem);
    if (code == 0)
        code = casebook_open(line->workspace, &casebook, &problem);
    if (code == 0)
        code = run_sufficiency(casebook, &given, &line->progress, &result, &problem);
    terminal_progress_end(&line->progress);
    if (code == 0)
        code = show(line, &output, casebook, &result, &problem);
    run_result_clear(&result);
    casebook_close(casebook);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_sufficiency = {
    "sufficiency",
    "whether there are homes enough: need against places",
    "",
    options,
    run,
    "Simulates the futures of a forecast with homes that can be full: a child for whose kind of home there is no place goes "
    "to "
    "the next kind that has one, waits, and is called back when a place falls free. Prints need, places by owner, "
    "occupancy, "
    "the gap with its range, and the days that children wait, by kind of home. It needs a capacity list (homeward import): "
    "the "
    "homes and beds that the council can count on.",
    "homeward sufficiency --months 36",
};
