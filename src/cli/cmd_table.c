#include <strings.h>

#include "cli/commands.h"
#include "cli/kept_run.h"
#include "cli/known_past.h"
#include "cli/output.h"
#include "cli/round_view.h"
#include "cli/year_end.h"
#include "run/checked.h"

enum { RUN, YEAR_END, OUTPUT = YEAR_END + YEAR_END_OPTIONS_COUNT };

static const struct command_option options[] = {
    {"run", 0, "ID", "the run to draw it from, or the beginning of its id (the one last asked for)"},
    YEAR_END_OPTIONS,
    OUTPUT_OPTIONS,
    {0},
};

static int refuse(const struct command_line *line, struct problem *problem)
{
    if (line->arguments == 0)
        problem_set(problem, PROBLEM_USAGE, "no table was named");
    else
        problem_set(problem, PROBLEM_USAGE, "there is no table “%s”", line->argument[0]);
    return problem_next(problem, "homeward table --help lists them.");
}

/* Table A2 comes from the returns and needs no run. */
static int show_findings(struct command_line *line, const struct output *output, struct known_past *past,
                         struct problem *problem)
{
    struct check_result check = {0};
    struct table table = {0};
    const struct table_sources sources = {.system = casebook_system(past->casebook),
                                          .casebook = past->casebook,
                                          .records = &past->gathered.records,
                                          .fates = &past->gathered.fates,
                                          .check = &check};
    int code = checked_make(past->casebook, &past->gathered, CHECK_NEWEST, NULL, &line->progress, &check, problem);
    if (code == 0)
        code = tables_build("A2", output->layout, &sources, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    check_result_clear(&check);
    return code;
}

/* A table of the outturn is made from the books, or is that of a closed period. */
static int show_year_end(struct command_line *line, const struct output *output, struct problem *problem)
{
    struct year_end_options wanted;
    struct year_end year_end = {0};
    struct table table = {0};
    int code = year_end_read(line, &cmd_table, YEAR_END, &wanted, problem);
    if (code == 0)
        code = year_end_open(line, &wanted, &year_end, problem);
    if (code == 0)
        code = tables_build(line->argument[0], output->layout, &year_end.sources, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    year_end_close(&year_end);
    return code;
}

/* A table of the budget round is of its last version; homeward pressures and savings know others. */
static int show_round(struct command_line *line, const struct output *output, const struct table_definition *definition,
                      struct problem *problem)
{
    struct round_open open = {0};
    struct table table = {0};
    const struct table_sources sources = {.round = &open.view};
    int code = round_view_open(line, NULL, NULL, &open, problem);
    if (code == 0)
        code = tables_build(definition->id, output->layout, &sources, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    round_view_close(&open);
    return code;
}

static int show_kept(struct command_line *line, const struct output *output, const struct table_definition *definition,
                     struct problem *problem)
{
    struct kept_run kept = {0};
    struct table table = {0};
    int code = definition->origin == TABLE_OF_CASEBOOK ? kept_run_open_without(line, &kept, problem)
                                                       : kept_run_open(line, line->option[RUN], &kept, problem);
    if (code == 0)
        code = tables_build(definition->id, output->layout, &kept.sources, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    kept_run_close(&kept);
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    if (line->arguments == 1 && strcasecmp(line->argument[0], "A2") == 0 && !line->option[RUN])
        return known_past_command(line, &cmd_table, KNOWN_PAST_NO_DAY, OUTPUT, show_findings);
    struct output output;
    const struct table_definition *definition = line->arguments == 1 ? tables_named(line->argument[0]) : NULL;
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0 && !definition)
        code = refuse(line, &problem);
    if (code == 0)
        code = definition->origin == TABLE_OF_BOOKS   ? show_year_end(line, &output, &problem)
               : definition->origin == TABLE_OF_ROUND ? show_round(line, &output, definition, &problem)
                                                      : show_kept(line, &output, definition, &problem);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_table = {
    "table",
    "print a table of a kept run",
    "TABLE",
    options,
    run,
    "Prints a table of the run last asked for, or of --run, from the casebook: nothing is computed again. Tables of the "
    "outturn "
    "(T1, T2, splits, T3, T4, H1, exposures, contributions; said: each sentence and its cells) are made from the council's "
    "books as "
    "homeward outturn makes them, or "
    "with "
    "--period are those that were kept when that period was closed; T7, T8 and grants are of the budget round's last "
    "version.",
    "homeward table T5 -O csv --layout tidy",
};
