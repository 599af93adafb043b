/*
 * round_view: what the commands of a budget round have in common: the items in force, and which version is meant.
 *
 * Includes: base, briefing, casebook, cli/command.
 */
#ifndef CLI_ROUND_VIEW_H
#define CLI_ROUND_VIEW_H

#include "briefing/tables_round.h"
#include "casebook/books_in_force.h"
#include "cli/command.h"
#include "cli/output.h"

struct round_open {
    struct casebook *casebook;
    struct casebook_round round;
    struct casebook_books books; /* of the newest year with a budget; without one year 0 */
    struct round_view view;
};

/*
 * Opens the workspace and finds the version (NULL: the last, round_versions) and the one before it (NULL: none).
 * PROBLEM_NOT_FOUND when there are no items, or none of a version.
 */
int round_view_open(const struct command_line *line, const char *version, const char *against, struct round_open *out,
                    struct problem *problem);
void round_view_close(struct round_open *open); /* safe on zeroes and twice */

/* Opens the round, has a table made of it and prints that: all that a command which shows a version does. */
typedef int round_view_table(const struct round_view *view, struct table *out, struct problem *problem);
int round_view_show(const struct command_line *line, const char *version, const char *against, const struct output *output,
                    round_view_table *make, struct problem *problem);

#endif
