/*
 * exit_status: what the program's exit statuses mean, for --help and the manual pages.
 *
 * The meanings are those of the problems (PROBLEM_CODES in base/problem.h), put together by status, and two that are no
 * problem: 0 and EXIT_FINDINGS.
 *
 *     for (int status = 0; status >= 0; status = exit_status_after(status))
 *         exit_status_meaning(status, "; ", &out);
 *
 * Includes: base, cli/command.
 */
#ifndef CLI_EXIT_STATUS_H
#define CLI_EXIT_STATUS_H

#include "base/text.h"

/* The next higher status that there is, -1 after the last. */
int exit_status_after(int status);

/* Appends what `status` means: every kind of problem that ends with it, parted by `separator`. Nothing for an unknown one.
 */
void exit_status_meaning(int status, const char *separator, struct text *out);

#endif
