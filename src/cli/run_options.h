/*
 * run_options: the options of every command that simulates a council's futures.
 *
 * A command puts RUN_OPTIONS into its option table and says where they begin.
 *
 *     enum { RUN, AGAIN = RUN + RUN_OPTIONS_COUNT, OUTPUT };
 *     code = run_options_read(line, &cmd_forecast, RUN, 1, &options, problem);
 *
 * Includes: base, run/forecast, cli/command.
 */
#ifndef CLI_RUN_OPTIONS_H
#define CLI_RUN_OPTIONS_H

#include "cli/command.h"
#include "run/forecast.h"

enum { RUN_OPTIONS_COUNT = 5 };

/* clang-format off */
#define RUN_OPTIONS \
    {"months", 'm', "N", "how many month ends ahead (36)"}, \
    {"paths", 'p', "N", "how many futures are simulated (1000)"}, \
    {"seed", 's', "N", "the number that all chance comes from (1)"}, \
    {"as-at", 0, "DATE", \
     "the last night that is known (31 March of the newest whole-year return, or an extract's latest date)"}, \
    {"threads", 0, "N", "how many processors work on it; the answer is the same (all)"}
/* clang-format on */

/* Reads the five that begin at position `first` of the command's table, and who does the work; all else is left as it is. */
int run_options_read(const struct command_line *line, const struct command *command, int32_t first, int64_t least_paths,
                     struct run_forecast_options *out, struct problem *problem);

#endif
