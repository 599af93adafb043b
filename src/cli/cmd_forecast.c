#include <inttypes.h>

#include "casebook/casebook.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "flow/crew.h"
#include "flow/futures.h"
#include "run/forecast.h"

enum { MONTHS, PATHS, SEED, AS_AT, THREADS, AGAIN, OUTPUT };

static const struct command_option options[] = {
    {"months", 'm', "N", "how many month ends ahead (36)"},
    {"paths", 'p', "N", "how many futures are simulated (1000)"},
    {"seed", 's', "N", "the number that all chance comes from (1)"},
    {"as-at", 0, "DATE",
     "the last night that is known (31 March of the newest whole-year return, or an extract's latest date)"},
    {"threads", 0, "N", "how many processors work on it; the answer is the same (all)"},
    {"again", 0, NULL, "compute even if this very run is kept already"},
    OUTPUT_OPTIONS,
    {0},
};

static bool read_options(const struct command_line *line, struct run_forecast_options *out, struct problem *problem)
{
    int64_t months, paths, seed, threads;
    if (!command_number(line, &cmd_forecast, MONTHS, 1, FLOW_MONTHS_MAX, 36, &months, problem) ||
        !command_number(line, &cmd_forecast, PATHS, 1, FLOW_REPLICATES_MAX, 1000, &paths, problem) ||
        !command_number(line, &cmd_forecast, SEED, 0, INT64_MAX, 1, &seed, problem) ||
        !command_number(line, &cmd_forecast, THREADS, 1, FLOW_CREW_MAX, 0, &threads, problem) ||
        !command_date(line, &cmd_forecast, AS_AT, &out->as_at, problem))
        return false;
    out->months = (int32_t)months;
    out->paths = (int32_t)paths;
    out->seed = (uint64_t)seed;
    out->hands = (struct flow_hands){.threads = (int32_t)threads, .company = line->company};
    out->again = line->option[AGAIN] != NULL;
    return true;
}

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
    struct run_forecast_options given = {.when = terminal_now(now)};
    struct casebook *casebook = NULL;
    struct run_result result = {0};
    bool found = false;
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0 && !read_options(line, &given, &problem))
        code = problem.code;
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
