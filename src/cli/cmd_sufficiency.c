#include "casebook/casebook.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "flow/crew.h"
#include "flow/futures.h"
#include "run/sufficiency.h"

enum { MONTHS, PATHS, SEED, AS_AT, THREADS, OUTPUT };

static const struct command_option options[] = {
    {"months", 'm', "N", "how many month ends ahead (36)"},
    {"paths", 'p', "N", "how many futures are simulated (1000)"},
    {"seed", 's', "N", "the number that all chance comes from (1)"},
    {"as-at", 0, "DATE",
     "the last night that is known (31 March of the newest whole-year return, or an extract's latest date)"},
    {"threads", 0, "N", "how many processors work on it; the answer is the same (all)"},
    OUTPUT_OPTIONS,
    {0},
};

static bool read_options(const struct command_line *line, struct run_forecast_options *out, struct problem *problem)
{
    int64_t months, paths, seed, threads;
    if (!command_number(line, &cmd_sufficiency, MONTHS, 1, FLOW_MONTHS_MAX, 36, &months, problem) ||
        !command_number(line, &cmd_sufficiency, PATHS, 1, FLOW_REPLICATES_MAX, 1000, &paths, problem) ||
        !command_number(line, &cmd_sufficiency, SEED, 0, INT64_MAX, 1, &seed, problem) ||
        !command_number(line, &cmd_sufficiency, THREADS, 1, FLOW_CREW_MAX, 0, &threads, problem) ||
        !command_date(line, &cmd_sufficiency, AS_AT, &out->as_at, problem))
        return false;
    out->months = (int32_t)months;
    out->paths = (int32_t)paths;
    out->seed = (uint64_t)seed;
    out->hands = (struct flow_hands){.threads = (int32_t)threads, .company = line->company};
    return true;
}

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
    if (code == 0 && !read_options(line, &given, &problem))
        code = problem.code;
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
