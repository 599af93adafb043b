#include "cli/program.h"

#include <argp.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/terminal.h"

int program_run(int count, char **args, const struct flow_company *company)
{
    argp_err_exit_status = problem_exit_status(PROBLEM_USAGE);
    struct command_line line = {.company = company};
    command_parse(&command_program, &line, count, args);
    line.workspace = line.option[PROGRAM_WORKSPACE] ? line.option[PROGRAM_WORKSPACE] : ".";
    line.quiet = line.option[PROGRAM_QUIET] != NULL;
    if (line.arguments == 0) {
        fprintf(stderr, "homeward: no command was given.\n  Next: homeward --help lists them.\n");
        return problem_exit_status(PROBLEM_USAGE);
    }
    int rest = line.arguments;
    char **words = line.argument;
    const struct command *command = command_named(words[0]);
    if (!command) {
        fprintf(stderr, "homeward: there is no command “%s”.\n  Next: homeward --help lists them.\n", words[0]);
        return problem_exit_status(PROBLEM_USAGE);
    }
    terminal_progress(&line.progress, line.quiet);
    int status = command_run(command, &line, rest, words);
    terminal_progress_end(&line.progress);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "homeward: the output could not be written.\n  Next: check that the disk is not full.\n");
        return problem_exit_status(PROBLEM_FILE);
    }
    return status;
}
