#include "briefing/tables.h"
#include "casebook/casebook.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "flow/crew.h"
#include "flow/futures.h"
#include "flow/months.h"
#include "run/backtest.h"
#include "run/rates.h"

enum { ORIGINS, HORIZON, PATHS, SEED, OWN_GROWTH, THREADS, AGAIN, OUTPUT };

static const struct command_option options[] = {
    {"origins", 'n', "N", "how many days of the past to forecast from (12, or as many as the history has)"},
    {"horizon", 'm', "N", "how many months ahead (24)"},
    {"paths", 'p', "N", "how many futures are simulated from each (500)"},
    {"seed", 's', "N", "the number that all chance comes from (1)"},
    {"own-growth", 0, "PERCENT", "how much of the growth that its own rates imply the council is taken to keep (10)"},
    {"threads", 0, "N", "how many processors work on it; the answer is the same (all)"},
    {"again", 0, NULL, "compute even if this very back-test is kept already"},
    OUTPUT_OPTIONS,
    {0},
};

enum { NOT_GIVEN = -1, PERCENT = 10 /* thousandths */ };

static bool read_options(const struct command_line *line, struct run_backtest_options *out, struct problem *problem)
{
    int64_t origins, horizon, paths, seed, growth, threads;
    if (!command_number(line, &cmd_backtest, ORIGINS, 1, BACKTEST_ORIGINS_MAX, 0, &origins, problem) ||
        !command_number(line, &cmd_backtest, HORIZON, 1, FLOW_MONTHS_MAX, 0, &horizon, problem) ||
        !command_number(line, &cmd_backtest, PATHS, 1, FLOW_REPLICATES_MAX, 0, &paths, problem) ||
        !command_number(line, &cmd_backtest, SEED, 0, INT64_MAX, 1, &seed, problem) ||
        !command_number(line, &cmd_backtest, THREADS, 1, FLOW_CREW_MAX, 0, &threads, problem) ||
        !command_number(line, &cmd_backtest, OWN_GROWTH, 0, 100, NOT_GIVEN, &growth, problem))
        return false;
    out->origins = (int32_t)origins;
    out->horizon = (int32_t)horizon;
    out->paths = (int32_t)paths;
    out->seed = (uint64_t)seed;
    out->own_growth = growth == NOT_GIVEN ? NOT_GIVEN : (int32_t)growth * PERCENT;
    out->hands = (struct flow_hands){.threads = (int32_t)threads, .company = line->company};
    out->again = line->option[AGAIN] != NULL;
    return true;
}

static int show(const struct command_line *line, const struct output *output, struct casebook *casebook,
                const struct backtest_result *result, bool found, struct problem *problem)
{
    const struct table_sources sources = {.system = casebook_system(casebook), .casebook = casebook, .backtest = result};
    struct table table = {0};
    int code = tables_build("B1", output->layout, &sources, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    if (code < 0)
        return code;
    command_say(line, "Back-test %s%s. %s\nNext: homeward forecast", result->id,
                found ? " was kept already: nothing was computed" : " is kept in the casebook",
                result->own_growth == (int32_t)(RATES_OWN_GROWTH * 1000 + 0.5)
                    ? "Its verdict stands beside the forecasts of the same returns."
                    : "Its verdict stands beside no forecast: those keep another share of their own growth.");
    return result->verdict.outside ? EXIT_FINDINGS : 0;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    char now[24];
    struct run_backtest_options given = {.when = terminal_now(now)};
    struct casebook *casebook = NULL;
    struct backtest_result result = {0};
    bool found = false;
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0 && !read_options(line, &given, &problem))
        code = problem.code;
    if (code == 0)
        code = casebook_open(line->workspace, &casebook, &problem);
    if (code == 0)
        code = run_backtest(casebook, &given, &line->progress, &result, &found, &problem);
    terminal_progress_end(&line->progress);
    if (code == 0)
        code = show(line, &output, casebook, &result, found, &problem);
    backtest_result_clear(&result);
    casebook_close(casebook);
    return code < 0 ? command_fail(&problem) : code;
}

const struct command cmd_backtest = {
    "backtest",
    "forecasts of the past, held against what came",
    "",
    options,
    run,
    "Forecasts from days of the past, as if nothing later were known, and holds the forecasts against what came, beside no "
    "change and the mean-rate method that others use. The result is kept, and its verdict stands beside every forecast of "
    "the "
    "same returns. Status 1 says that it lies outside its limits.",
    "homeward backtest --origins 12 --horizon 24",
};
