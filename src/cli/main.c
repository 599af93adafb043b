#include <argp.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "cli/version.h"

const char *argp_program_version = "homeward " HOMEWARD_VERSION;

/* What stands before the command. */
struct before {
    struct command_line *line;
    int command_at; /* position of the command's name in argv, 0 when there is none */
};

static const struct argp_option options[] = {
    {"workspace", 'w', "DIR", 0, "the council's workspace (the folder you are in)", 0},
    {"quiet", 'q', NULL, 0, "say nothing but problems", 0},
    {0},
};

static error_t parse_before(int key, char *value, struct argp_state *state)
{
    struct before *before = state->input;
    switch (key) {
    case 'w':
        before->line->workspace = value;
        return 0;
    case 'q':
        before->line->quiet = true;
        return 0;
    case ARGP_KEY_ARG:
        before->command_at = state->next - 1;
        state->next = state->argc; /* the rest is the command's own */
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void describe_commands(struct text *out)
{
    text_append(out,
                "How many children will come into care, where they will live, what it will cost, and how sure anyone can be."
                "\vCommands:\n");
    for (int32_t i = 0; i < commands_count; i++)
        text_format(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
    text_append(
        out, "\nhomeward COMMAND --help explains each. Start with: homeward init\n"
             "Exit status: 0 all well, 1 findings, 2 wrong use, 3 input rejected, 6 locked, 8 not what it was, 70 a fault.");
}

static const struct command *command_named(const char *name)
{
    for (int32_t i = 0; i < commands_count; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

int main(int count, char **args)
{
    argp_err_exit_status = 2;
    struct command_line line = {.workspace = "."};
    struct before before = {.line = &line};
    struct text about = {0};
    describe_commands(&about);
    const struct argp argp = {
        .options = options, .parser = parse_before, .args_doc = "COMMAND …", .doc = text_string(&about)};
    char program[] = "homeward";
    args[0] = program;
    argp_parse(&argp, count, args, ARGP_IN_ORDER, NULL, &before);
    text_clear(&about);
    if (before.command_at == 0) {
        fprintf(stderr, "homeward: no command was given.\n  Next: homeward --help lists them.\n");
        return 2;
    }
    const struct command *command = command_named(args[before.command_at]);
    if (!command) {
        fprintf(stderr, "homeward: there is no command “%s”.\n  Next: homeward --help lists them.\n",
                args[before.command_at]);
        return 2;
    }
    terminal_progress(&line.progress, line.quiet);
    int status = command_run(command, &line, count - before.command_at, args + before.command_at);
    terminal_progress_end(&line.progress);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "homeward: the output could not be written.\n  Next: check that the disk is not full.\n");
        return 3;
    }
    return status;
}
