/*
 * command: what a person can ask of Homeward on the command line.
 *
 * A command is one file, cmd_NAME.c, with its option table and its run. From the table come the parser, `--help`, the manual
 * page (cli/manual) and bash completion (cli/completion). The word that stands for a value, FILE or FORMAT, says what may be
 * given (cli/placeholder). Data goes to stdout, talk to stderr; the exit status is that of the problem (base/problem.h), 1
 * for findings, 0 for all well.
 *
 *     static const struct command_option options[] = {{"months", 'm', "N", "how many months ahead (36)"}, {0}};
 *     static int run(struct command_line *line) { … line->option[0] … }
 *     const struct command cmd_forecast = {"forecast", "…", "", options, run, …};
 *
 * Outside library: argp (glibc). Includes: base, calendar; a command's own file may include any room.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "base/text.h"
#include "calendar/calendar.h"
#include "flow/hands.h"

enum { COMMAND_OPTIONS_MAX = 40, EXIT_FINDINGS = 1 };

struct command_option {
    const char *name;  /* "months": --months */
    char letter;       /* 'm': -m, or 0 */
    const char *value; /* "N": takes a value, shown so in --help; NULL: a switch */
    const char *help;  /* one line, what it does and in brackets what holds without it */
};

/* A parsed command line, handed to the command's run. */
struct command_line {
    const char *workspace; /* --workspace, or "." */
    bool quiet;            /* --quiet: no talk but problems */
    const char
        *option[COMMAND_OPTIONS_MAX]; /* by position in the option table: the value, "" for a switch, NULL when absent */
    char **argument;                  /* what is left, borrowed */
    int32_t arguments;
    struct progress progress;           /* on a terminal: one line with time left; hears Ctrl-C */
    const struct flow_company *company; /* other processes that simulate, of the cluster's program; else NULL */
};

struct command {
    const char *name;                      /* "forecast" */
    const char *summary;                   /* one line for the list of commands */
    const char *arguments;                 /* "PATH…", or "" */
    const struct command_option *options;  /* ended by a zeroed entry */
    int (*run)(struct command_line *line); /* exit status */
    const char *about;                     /* a paragraph for --help */
    const char *example;                   /* for --help */
};

/* All commands, in the order in which a person meets them. */
extern const struct command *const commands[];
extern const int32_t commands_count;

/* The command of a name, NULL when there is none. */
const struct command *command_named(const char *name);

/* The program itself, told like a command: the options that stand before a command's name. It has no run. */
enum { PROGRAM_WORKSPACE, PROGRAM_QUIET };
extern const struct command command_program;

/* The options that the program and every command have besides their own: help, usage, version. Ended by a zeroed entry. */
extern const struct command_option command_shared_options[];

/*
 * Parses args[1] and following after the command's table into `line`. Of the program only what stands before the command's
 * name, which is then line->argument[0]. --help, --usage, --version and wrong use end the program here. `line->argument`
 * must have room for `count`; the program's own is borrowed from `args`.
 */
void command_parse(const struct command *command, struct command_line *line, int count, char **args);

/* Parses what follows the command's name and runs it. Exit status. */
int command_run(const struct command *command, struct command_line *line, int count, char **args);

/* Prints a problem for a person on stderr (what, where, what next) and returns the exit status it asks for. */
int command_fail(const struct problem *problem);

/* Talk: a line on stderr, unless --quiet. */
void command_say(const struct command_line *line, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A whole number of an option, between limits; `otherwise` when the option is absent. False (and a problem) when it is none.
 */
bool command_number(const struct command_line *line, const struct command *command, int32_t option, int64_t least,
                    int64_t most, int64_t otherwise, int64_t *out, struct problem *problem);

/* A date of an option; DAY_NONE when absent. */
bool command_date(const struct command_line *line, const struct command *command, int32_t option, day *out,
                  struct problem *problem);

#endif
