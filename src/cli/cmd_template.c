#include "cli/commands.h"
#include "cli/output.h"
#include "returns/file_template.h"

enum { OUTPUT };

static const struct command_option options[] = {
    OUTPUT_OPTIONS,
    {0},
};

static int list(const struct output *output, struct problem *problem)
{
    struct table table = {0};
    int32_t count;
    const struct file_template *templates = file_templates(&count);
    table_begin(&table, "templates", "Files of the council's own", "What each kind holds");
    table_column(&table, "kind", "Kind", TABLE_TEXT, "");
    table_column(&table, "row", "A row is", TABLE_TEXT, "");
    for (int32_t i = 0; i < count; i++) {
        table_row(&table);
        table_text(&table, templates[i].name);
        table_text(&table, templates[i].a_row);
    }
    table_note(&table,
               "homeward template KIND prints one: headings, and rows that are made up. Columns may stand in any order.");
    int code = table_check(&table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    return code;
}

static int show(const struct output *output, const char *name, struct problem *problem)
{
    const struct file_template *template = file_template_named(name);
    struct text text = {0};
    if (!template) {
        problem_set(problem, PROBLEM_USAGE, "there is no template named “%.100s”", name);
        return problem_next(problem, "homeward template lists them.");
    }
    text_append(&text, template->text);
    int code = text_check(&text, problem);
    if (code == 0)
        code = output_bytes(output, &text, problem);
    text_clear(&text);
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0 && line->arguments > 1) {
        problem_set(&problem, PROBLEM_USAGE, "one template at a time");
        code = problem_next(&problem, "homeward template lists them.");
    }
    if (code == 0)
        code = line->arguments ? show(&output, line->argument[0], &problem) : list(&output, &problem);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_template = {
    "template",
    "what the council's own files look like: ledger, budget, staffing …",
    "[KIND]",
    options,
    run,
    "Prints a file of a kind with its headings and rows that are made up, to be filled in and imported (homeward import). "
    "Without a kind it lists them. What a file is, its columns say, in any order; its name is free, but for pressures, "
    "savings and grants without a column kind, whose name must have the word in it.",
    "homeward template ledger -o ledger.csv",
};
