#include <stdlib.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/manual.h"
#include "cli/output.h"

enum { PAGES };

static const struct command_option options[] = {
    {"pages", 0, "DIR", "write every page into the folder DIR, as homeward.1, homeward-init.1 and so on"},
    {0},
};

static int print_page(const struct command *command, struct problem *problem)
{
    struct text page = {0};
    manual_page(command, &page);
    int code = output_bytes(&(struct output){0}, &page, problem);
    text_clear(&page);
    return code;
}

static int write_page(const struct command *command, const char *folder, struct problem *problem)
{
    struct text page = {0}, name = {0};
    manual_page(command, &page);
    manual_file_name(command, &name);
    char *path = file_join(folder, text_string(&name));
    int code = path ? 0 : problem_set(problem, PROBLEM_MEMORY, "there is no memory for a path");
    if (code == 0)
        code = output_bytes(&(struct output){.path = path}, &page, problem);
    free(path);
    text_clear(&name);
    text_clear(&page);
    return code;
}

static int write_pages(const char *folder, struct problem *problem)
{
    int code = file_make_folder(folder, 0755, problem);
    if (code == 0)
        code = write_page(&command_program, folder, problem);
    for (int32_t i = 0; code == 0 && i < commands_count; i++)
        code = write_page(commands[i], folder, problem);
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    const char *name = line->arguments == 1 ? line->argument[0] : NULL;
    const struct command *command = name ? command_named(name) : &command_program;
    if (line->arguments > 1 || !command || (name && line->option[PAGES])) {
        problem_set(&problem, PROBLEM_USAGE, "a page is named by its command, and --pages writes them all");
        problem_next(&problem, "For example: %s", cmd_manual.example);
        return command_fail(&problem);
    }
    int code = line->option[PAGES] ? write_pages(line->option[PAGES], &problem) : print_page(command, &problem);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_manual = {
    "manual",
    "print a page of the manual, for man",
    "[COMMAND]",
    options,
    run,
    "Prints the manual page of the program, or of one command, as man(1) reads it.",
    "homeward manual forecast | man -l -",
};
