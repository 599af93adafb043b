/*
 * program: the command line as a whole, from the words after `homeward` to the exit status.
 *
 * The program of the cluster is the same with a company of processes that simulate (flow/hands.h).
 *
 *     int main(int count, char **args) { return program_run(count, args, NULL); }
 *
 * --help, --version and wrong use end the process here. Includes: flow/hands.
 */
#ifndef CLI_PROGRAM_H
#define CLI_PROGRAM_H

#include "flow/hands.h"

/* Exit status. `company` is borrowed; NULL: this process alone. */
int program_run(int count, char **args, const struct flow_company *company);

#endif
