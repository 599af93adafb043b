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

enum { KNOWN_PAST_NO_DAY = -1, KNOWN_PAST_NO_SNAPSHOT = -1 }; /* the command has no --as-at, no --known-at */

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

/* The same with --known-at (option `known_at`): of the returns as they were in force at that snapshot. */
int known_past_command_at(struct command_line *line, const struct command *command, int32_t as_at, int32_t known_at,
                          int32_t output,
                          int (*show)(struct command_line *line, const struct output *output, struct known_past *past,
                                      struct problem *problem));

/* The number that a word names: "3" is 3, "now" is CASEBOOK_NOW. PROBLEM_USAGE for anything else. */
int known_past_snapshot(const char *word, int64_t *out, struct problem *problem);

#endif
