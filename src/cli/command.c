#include "cli/command.h"

#include <argp.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_MISUSE = 2, ARGUMENTS_MAX = 4096 };

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

static error_t parse_one(int key, char *value, struct argp_state *state)
{
    struct parsing *parsing = state->input;
    const struct command_option *options = parsing->command->options;
    if (key == ARGP_KEY_ARG) {
        if (parsing->line->arguments == ARGUMENTS_MAX)
            argp_error(state, "more than %d paths: name their folder instead", ARGUMENTS_MAX);
        parsing->line->argument[parsing->line->arguments++] = value;
        return 0;
    }
    for (int32_t i = 0; options && options[i].name; i++)
        if (key == option_key(&options[i], i)) {
            parsing->line->option[i] = value ? value : "";
            return 0;
        }
    return ARGP_ERR_UNKNOWN;
}

static void fill_options(const struct command *command, struct argp_option *out)
{
    const struct command_option *given = command->options;
    for (int32_t i = 0; given && given[i].name; i++)
        out[i] = (struct argp_option){
            .name = given[i].name, .key = option_key(&given[i], i), .arg = given[i].value, .doc = given[i].help};
}

int command_run(const struct command *command, struct command_line *line, int count, char **args)
{
    struct argp_option options[COMMAND_OPTIONS_MAX + 1] = {{0}};
    fill_options(command, options);
    struct text words = {0}, name = {0};
    text_format(&words, "%s\v%s%s", command->about, command->example ? "Example:\n  " : "",
                command->example ? command->example : "");
    text_format(&name, "homeward %s", command->name);
    char *kept = args[0];
    char program[64];
    snprintf(program, sizeof program, "%s", text_string(&name));
    args[0] = program;
    struct parsing parsing = {command, line};
    const struct argp argp = {
        .options = options, .parser = parse_one, .args_doc = command->arguments, .doc = text_string(&words)};
    line->argument = calloc((size_t)count + 1, sizeof *line->argument);
    int status = EXIT_MISUSE;
    if (line->argument && argp_parse(&argp, count, args, 0, NULL, &parsing) == 0)
        status = command->run(line);
    free(line->argument);
    args[0] = kept;
    text_clear(&words);
    text_clear(&name);
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
