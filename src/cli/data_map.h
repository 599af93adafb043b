/*
 * data_map: `homeward data map`: what the council says that its codes of PLACE stand for which no list knows.
 *
 *     homeward data map list                                   what was said, and codes of which nobody has said anything
 *     homeward data map set Q9=supported --reason "Our code for taster flats"
 *     homeward data map drop Q9
 *
 * Hangs in cmd_data.c, which owns the options and the open casebook. Includes: base, casebook, cli/command, cli/output.
 */
#ifndef CLI_DATA_MAP_H
#define CLI_DATA_MAP_H

#include <stdint.h>

#include "base/problem.h"
#include "casebook/casebook.h"
#include "cli/command.h"
#include "cli/output.h"

/*
 * Does what the words after `map` say. `reason` is the value of --reason, or NULL. 0 or a problem's code: PROBLEM_USAGE for
 * wrong words, those of casebook/code_meaning.h for wrong meanings.
 */
int data_map(const struct command_line *line, struct casebook *casebook, char *const *words, int32_t count,
             const char *reason, const struct output *output, struct problem *problem);

#endif
