#include <string.h>

#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/output.h"

static const struct command_option options[] = {{0}};

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct text script = {0};
    if (line->arguments != 1 || strcmp(line->argument[0], "bash") != 0) {
        problem_set(&problem, PROBLEM_USAGE, "say for which shell");
        problem_next(&problem, "There is one: homeward completion bash.");
        return command_fail(&problem);
    }
    completion_bash(&script);
    int code = output_bytes(&(struct output){0}, &script, &problem);
    text_clear(&script);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_completion = {
    "completion",
    "print the script by which bash completes commands",
    "bash",
    options,
    run,
    "Prints a script for bash 4 or later. With it the Tab key completes commands, options, formats, tables, files and "
    "folders. An installed Homeward has it already.",
    "source <(homeward completion bash)",
};
