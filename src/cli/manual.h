/*
 * manual: the pages of the manual, in the man(7) macros, from the tables of the commands.
 *
 *     manual_page(&cmd_forecast, &out);      homeward-forecast(1)
 *     manual_page(&command_program, &out);   homeward(1)
 *
 * What --help says stands there too, word for word: both are drawn from the same table. No clock: the same program writes
 * the same pages, to the byte. Every character that troff would take for its own is escaped, and the page is plain ASCII.
 *
 * Includes: base, cli/command, cli/placeholder, cli/exit_status.
 */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "base/text.h"
#include "cli/command.h"

/* Appends the page of a command, or of the program. */
void manual_page(const struct command *command, struct text *out);

/* Appends the page's name as a file: homeward.1, homeward-forecast.1. */
void manual_file_name(const struct command *command, struct text *out);

#endif
