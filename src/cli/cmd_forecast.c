#include <inttypes.h>

#include "casebook/casebook.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run_options.h"
#include "cli/terminal.h"
#include "run/forecast.h"

enum { RUN, AGAIN = RUN + RUN_OPTIONS_COUNT, OUTPUT };

static const struct command_option options[] = {
    RUN_OPTIONS,
    {"again", 0, NULL, "compute even if this very run is kept already"},
    OUTPUT_OPTIONS,
    {0},
};

static int show(const struct command_line *line, const struct output *output, const struct casebook *casebook,
                const struct run_result *result, bool found, struct problem *problem)
{
    const struct table_sources sources = {.system = casebook_system(casebook), .run = result};
    struct table table = {0};
    const char *id = output->layout == TABLE_TIDY ? "T5" : "F1";
    int code = tables_build(id, output->layout, &sources, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    if (code == 0)
        command_say(line,
                    "Run %s%s.\nNext: homeward table T5, table T6, table T3f; homeward report build position -o report.html",
                    result->id, found ? " was kept already: nothing was computed" : " is kept in the casebook");
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    char now[24];
    struct run_forecast_options given = {.when = terminal_now(now), .again = line->option[AGAIN] != NULL};
    struct casebook *casebook = NULL;
    struct run_result result = {0};
    bool found = false;
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0)
        code = run_options_read(line, &cmd_forecast, RUN, 1, &given, &problem);
    if (code == 0)
        code = casebook_open(line->workspace, &casebook, &problem);
    if (code == 0)
        code = run_forecast(casebook, &given, &line->progress, &result, &found, &problem);
    terminal_progress_end(&line->progress);
    if (code == 0)
        code = show(line, &output, casebook, &result, found, &problem);
    run_result_clear(&result);
    casebook_close(casebook);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_forecast = {
    "forecast",
    "how many children, where, at what cost, and how sure",
    "",
    options,
    run,
    "Simulates many futures of the children in care and of those who will come, from the council's own rates, and keeps the "
    "result under the hash of its inputs: the same forecast asked for again is found, to the byte.",
    "homeward forecast --months 36 --paths 1000 --seed 7",
};
