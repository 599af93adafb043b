#include <inttypes.h>
#include <stdio.h>

#include "casebook/casebook.h"
#include "cli/commands.h"

enum { COUNCIL, AUTHORITY, POPULATION, POPULATION_YEAR, POPULATION_SOURCE };

static const struct command_option options[] = {
    {"council", 0, "NAME", "the council's name, as it should stand on reports"},
    {"authority", 0, "CODE", "its GSS code, such as E09000002; E10000099 is for made-up councils"},
    {"population", 0, "N", "children aged 0 to 17 in the area (rates per 10,000 are not shown without it)"},
    {"population-year", 0, "YEAR", "the year of that figure"},
    {"population-source", 0, "WORDS", "where that figure comes from, such as “ONS mid-year estimate”"},
    {0},
};

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct casebook_settings settings = {0};
    int64_t population, year;
    if (line->arguments != 1 || !line->option[COUNCIL] || !line->option[AUTHORITY]) {
        problem_set(&problem, PROBLEM_USAGE, "a workspace needs a folder, a council's name and its authority code");
        problem_next(&problem, "For example: %s", cmd_init.example);
        return command_fail(&problem);
    }
    if (!command_number(line, &cmd_init, POPULATION, 1, 100000000, 0, &population, &problem) ||
        !command_number(line, &cmd_init, POPULATION_YEAR, 1990, 2100, 0, &year, &problem))
        return command_fail(&problem);
    snprintf(settings.council, sizeof settings.council, "%s", line->option[COUNCIL]);
    snprintf(settings.authority, sizeof settings.authority, "%s", line->option[AUTHORITY]);
    settings.population = population;
    settings.population_year = (int32_t)year;
    if (line->option[POPULATION_SOURCE])
        snprintf(settings.population_source, sizeof settings.population_source, "%s", line->option[POPULATION_SOURCE]);
    if (casebook_create(line->argument[0], &settings, &problem) < 0)
        return command_fail(&problem);
    command_say(line,
                "Made the workspace %s for %s (%s).\n"
                "Keep %s/identity.key safe and apart from backups: pseudonyms cannot be made again without it.\n"
                "Next: homeward --workspace %s import RETURNS-FOLDER",
                line->argument[0], settings.council, settings.authority, line->argument[0], line->argument[0]);
    return 0;
}

const struct command cmd_init = {
    "init",
    "make a workspace for a council",
    "DIR",
    options,
    run,
    "Makes the folder DIR with homeward.yaml (the council's settings, with an explanation of each), an empty casebook and "
    "the key "
    "of the pseudonyms. Nothing is changed when there is a workspace already.",
    "homeward init anyshire --council \"Anyshire\" --authority E10000099",
};
