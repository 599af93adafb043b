#include "cli/command.h"

#include <argp.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/exit_status.h"
#include "cli/placeholder.h"
#include "cli/version.h"

enum { ARGUMENTS_MAX = 4096, SHARED_KEYS = 512, SHARED_OPTIONS = 3, PROGRAM_NAME_MAX = 64 };

const struct command_option command_shared_options[SHARED_OPTIONS + 1] = {
    {"help", '?', NULL, "print this help"},
    {"usage", 0, NULL, "print the options in short"},
    {"version", 'V', NULL, "print the version"},
    {0},
};

const struct command *command_named(const char *name)
{
    for (int32_t i = 0; i < commands_count; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

/* What argp fills while it parses one command. */
struct parsing {
    const struct command *command;
    struct command_line *line;
};

/* Options without a letter get a key above every letter. */
static int option_key(const struct command_option *option, int32_t position)
{
    return option->letter ? option->letter : 256 + position;
}

static int shared_key(int32_t position)
{
    return option_key(&command_shared_options[position], SHARED_KEYS + position);
}

/* Of a command one argument more; of the program itself the rest, which is the command's own. */
static void keep_argument(struct parsing *parsing, char *value, struct argp_state *state)
{
    struct command_line *line = parsing->line;
    if (!parsing->command->run) {
        line->argument = state->argv + state->next - 1;
        line->arguments = state->argc - state->next + 1;
        state->next = state->argc;
        return;
    }
    if (line->arguments == ARGUMENTS_MAX)
        argp_error(state, "more than %d paths: name their folder instead", ARGUMENTS_MAX);
    line->argument[line->arguments++] = value;
}

static error_t parse_one(int key, char *value, struct argp_state *state)
{
    struct parsing *parsing = state->input;
    const struct command_option *options = parsing->command->options;
    if (key == ARGP_KEY_ARG) {
        keep_argument(parsing, value, state);
        return 0;
    }
    for (int32_t i = 0; options && options[i].name; i++)
        if (key == option_key(&options[i], i)) {
            parsing->line->option[i] = value ? value : "";
            return 0;
        }
    if (key == shared_key(0))
        argp_state_help(state, stdout, ARGP_HELP_STD_HELP);
    if (key == shared_key(1))
        argp_state_help(state, stdout, ARGP_HELP_USAGE | ARGP_HELP_EXIT_OK);
    if (key == shared_key(2)) {
        printf("homeward %s\n", HOMEWARD_VERSION);
        exit(0);
    }
    return ARGP_ERR_UNKNOWN;
}

/* A group each keeps --help in the order of the table, the shared ones last. */
static void fill_options(const struct command *command, struct argp_option *out)
{
    const struct command_option *given = command->options, *shared = command_shared_options;
    int32_t count = 0;
    for (; given && given[count].name; count++)
        out[count] = (struct argp_option){.name = given[count].name,
                                          .key = option_key(&given[count], count),
                                          .arg = given[count].value,
                                          .doc = given[count].help,
                                          .group = count + 1};
    for (int32_t i = 0; i < SHARED_OPTIONS; i++)
        out[count + i] =
            (struct argp_option){.name = shared[i].name, .key = shared_key(i), .doc = shared[i].help, .group = -1};
}

/* Leaves out argp's remark that a short option takes the value of its long form. */
static char *filter_help(int key, const char *words, void *input)
{
    (void)input;
    return words && key != ARGP_KEY_HELP_DUP_ARGS_NOTE ? strdup(words) : NULL;
}

static void describe_commands(struct text *out)
{
    text_append(out, "Commands:\n");
    for (int32_t i = 0; i < commands_count; i++)
        text_format(out, "  %-11s  %s\n", commands[i]->name, commands[i]->summary);
    text_append(out, "\nhomeward COMMAND --help explains each. Start with: homeward init\n\nExit status:\n");
    for (int status = 0; status >= 0; status = exit_status_after(status)) {
        text_format(out, "  %-3d  ", status);
        exit_status_meaning(status, "\n       ", out);
        text_append_char(out, '\n');
    }
}

/* What --help says below the options. */
static void describe(const struct command *command, struct text *out)
{
    if (!command->run) {
        describe_commands(out);
        return;
    }
    placeholder_list_choices(command->arguments, out);
    if (command->example)
        text_format(out, "Example:\n  %s", command->example);
}

void command_parse(const struct command *command, struct command_line *line, int count, char **args)
{
    struct argp_option options[COMMAND_OPTIONS_MAX + SHARED_OPTIONS + 1] = {{0}};
    struct text words = {0};
    char program[PROGRAM_NAME_MAX];
    fill_options(command, options);
    text_format(&words, "%s\v", command->about);
    describe(command, &words);
    snprintf(program, sizeof program, "homeward%s%s", command->run ? " " : "", command->run ? command->name : "");
    memset(line->option, 0, sizeof line->option);
    line->arguments = 0;
    char *kept = args[0];
    args[0] = program;
    struct parsing parsing = {command, line};
    const struct argp argp = {.options = options,
                              .parser = parse_one,
                              .args_doc = command->arguments,
                              .doc = text_string(&words),
                              .help_filter = filter_help};
    argp_parse(&argp, count, args, ARGP_NO_HELP | (command->run ? 0 : ARGP_IN_ORDER), NULL, &parsing);
    args[0] = kept;
    text_clear(&words);
}

int command_run(const struct command *command, struct command_line *line, int count, char **args)
{
    line->argument = calloc((size_t)count + 1, sizeof *line->argument);
    if (!line->argument)
        return problem_exit_status(PROBLEM_MEMORY);
    command_parse(command, line, count, args);
    int status = command->run(line);
    free(line->argument);
    return status;
}

int command_fail(const struct problem *problem)
{
    const char *what = problem->text[0] ? problem->text : problem_meaning(problem->code);
    bool ended = what[strlen(what) - 1] == '.';
    fflush(stdout);
    fprintf(stderr, "homeward: %s%s\n", what, ended ? "" : ".");
    if (problem->file[0]) {
        fprintf(stderr, "  Where: %s", problem->file);
        if (problem->row > 0)
            fprintf(stderr, ", line %" PRId64, problem->row);
        if (problem->column > 0)
            fprintf(stderr, ", column %d", problem->column);
        if (problem->field[0])
            fprintf(stderr, " (%s)", problem->field);
        fprintf(stderr, "\n");
    }
    if (problem->next[0])
        fprintf(stderr, "  Next: %s\n", problem->next);
    return problem_exit_status(problem->code);
}

void command_say(const struct command_line *line, const char *format, ...)
{
    if (line->quiet)
        return;
    va_list args;
    fflush(stdout); /* where both go to one file, what was said first stands first */
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

bool command_number(const struct command_line *line, const struct command *command, int32_t option, int64_t least,
                    int64_t most, int64_t otherwise, int64_t *out, struct problem *problem)
{
    const char *given = line->option[option];
    *out = otherwise;
    if (!given)
        return true;
    char *end = NULL;
    errno = 0;
    long long value = strtoll(given, &end, 10);
    if (errno == 0 && end != given && *end == '\0' && value >= least && value <= most) {
        *out = value;
        return true;
    }
    problem_set(problem, PROBLEM_USAGE, "--%s takes a whole number from %" PRId64 " to %" PRId64 ", not “%s”",
                command->options[option].name, least, most, given);
    problem_next(problem, "See homeward %s --help.", command->name);
    return false;
}

bool command_date(const struct command_line *line, const struct command *command, int32_t option, day *out,
                  struct problem *problem)
{
    const char *given = line->option[option];
    *out = DAY_NONE;
    if (!given || calendar_parse(given, strlen(given), out))
        return true;
    problem_set(problem, PROBLEM_USAGE, "--%s takes a date such as 2026-03-31 or 31/03/2026, not “%s”",
                command->options[option].name, given);
    problem_next(problem, "See homeward %s --help.", command->name);
    return false;
}
