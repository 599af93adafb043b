/*
 * completion: the script by which bash completes a command line of Homeward, from the tables of the commands.
 *
 * It offers commands, the options of each, and what may stand for a word (cli/placeholder): files, folders, formats, tables.
 * It needs bash 4 and nothing else, and asks nothing of the program or the casebook while a person types.
 *
 *     completion_bash(&out);        then, in a shell: source it
 *
 * Includes: base, cli/command, cli/placeholder.
 */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "base/text.h"

void completion_bash(struct text *out);

#endif
