/*
 * check_reconcile: `homeward check reconcile`: the ledger held against packages and posts, to the penny.
 *
 *     homeward check reconcile                               every period that payments are known of, of the newest budget
 *     homeward check reconcile --year 2025-26 --period P6
 *
 * Hangs in cmd_check.c, which owns the options. Includes: base, run, briefing, cli/command, cli/output.
 */
#ifndef CLI_CHECK_RECONCILE_H
#define CLI_CHECK_RECONCILE_H

#include "base/problem.h"
#include "cli/command.h"
#include "cli/output.h"

/* `year` and `period` as typed, or NULL. 0: all is explained; the exit status of PROBLEM_UNEXPLAINED when not, with the
 * table printed all the same; or a problem's code. */
int check_reconcile(const struct command_line *line, const char *year, const char *period, const struct output *output,
                    struct problem *problem);

#endif
