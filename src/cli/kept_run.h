/*
 * kept_run: opening the workspace and the kept run that a table, chart or report is drawn from.
 * Includes: casebook, briefing, cli/command.
 */
#ifndef CLI_KEPT_RUN_H
#define CLI_KEPT_RUN_H

#include "briefing/tables.h"
#include "casebook/casebook.h"
#include "casebook/run_store.h"
#include "cli/command.h"

struct kept_run {
    struct casebook *casebook;
    struct run_result result;
    struct table_sources sources; /* borrows the two above */
};

/* Opens the workspace of the line and finds run `id`, or the one last asked for when it is NULL. Says so when newer files
 * have come in since. */
int kept_run_open(const struct command_line *line, const char *id, struct kept_run *out, struct problem *problem);
/* Opens the workspace only: for a table that is of no run. */
int kept_run_open_without(const struct command_line *line, struct kept_run *out, struct problem *problem);
void kept_run_close(struct kept_run *kept); /* safe on zeroes and twice */

#endif
