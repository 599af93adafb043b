/*
 * known_past: opening the workspace and gathering its histories, for the commands that show the past and need no run.
 *
 *     return known_past_command(line, &cmd_history, AS_AT, OUTPUT, show);
 *
 * Includes: run, casebook, cli/command, cli/output.
 */
#ifndef CLI_KNOWN_PAST_H
#define CLI_KNOWN_PAST_H

#include "cli/command.h"
#include "cli/output.h"
#include "run/gather.h"

enum { KNOWN_PAST_NO_DAY = -1 }; /* the command has no --as-at */

struct known_past {
    struct casebook *casebook;
    struct gathered gathered;
};

/*
 * Reads --as-at (option `as_at`, or KNOWN_PAST_NO_DAY) and the output options that begin at `output`, gathers the histories
 * and lets `show` print of them what it wants. Returns the exit status: that of show (0 or EXIT_FINDINGS), or of the
 * problem.
 */
int known_past_command(struct command_line *line, const struct command *command, int32_t as_at, int32_t output,
                       int (*show)(struct command_line *line, const struct output *output, struct known_past *past,
                                   struct problem *problem));

#endif
