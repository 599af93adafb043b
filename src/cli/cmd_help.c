#include "cli/commands.h"

static const struct command_option options[] = {{0}};

static int run(struct command_line *line)
{
    struct problem problem = {0};
    const struct command *command = line->arguments > 0 ? command_named(line->argument[0]) : &command_program;
    if (!command || line->arguments > 1) {
        problem_set(&problem, PROBLEM_USAGE, "help is for one command");
        problem_next(&problem, "homeward --help lists them.");
        return command_fail(&problem);
    }
    char name[] = "homeward", help[] = "--help";
    char *args[] = {name, help, NULL};
    struct command_line asked = {0};
    command_parse(command, &asked, 2, args);
    return 0;
}

const struct command cmd_help = {
    "help",
    "explain a command, as homeward COMMAND --help does",
    "[COMMAND]",
    options,
    run,
    "Prints what homeward COMMAND --help prints, or without a COMMAND what homeward --help prints.",
    "homeward help forecast",
};
